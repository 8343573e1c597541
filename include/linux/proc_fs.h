/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/proc_fs.h - putting files into /proc
 *
 * Whoever has something to show registers it here; /proc itself knows only
 * its own floor and those below.  Mirrors: Linux 4.19 include/linux/proc_fs.h.
 */
#ifndef _LINUX_PROC_FS_H
#define _LINUX_PROC_FS_H

#include <linux/fs.h>
#include <linux/types.h>

struct pid;
struct pid_namespace;
struct proc_dir_entry;
struct seq_file;
struct seq_operations;
struct task_struct;

void proc_root_init(void);
void proc_mounts_init(void);		/* fs/proc_namespace.c */
void proc_flush_task(struct task_struct *task);

struct proc_dir_entry *proc_symlink(const char *name,
				    struct proc_dir_entry *parent,
				    const char *dest);
struct proc_dir_entry *proc_mkdir(const char *name,
				  struct proc_dir_entry *parent);
struct proc_dir_entry *proc_mkdir_data(const char *name, umode_t mode,
				       struct proc_dir_entry *parent,
				       void *data);
struct proc_dir_entry *proc_create_mount_point(const char *name);
struct proc_dir_entry *proc_create(const char *name, umode_t mode,
				   struct proc_dir_entry *parent,
				   const struct file_operations *fops);
struct proc_dir_entry *proc_create_data(const char *name, umode_t mode,
					struct proc_dir_entry *parent,
					const struct file_operations *fops,
					void *data);
struct proc_dir_entry *proc_create_seq_private(const char *name, umode_t mode,
		struct proc_dir_entry *parent, const struct seq_operations *ops,
		unsigned int state_size, void *data);
#define proc_create_seq(name, mode, parent, ops) \
	proc_create_seq_private(name, mode, parent, ops, 0, NULL)
struct proc_dir_entry *proc_create_single_data(const char *name, umode_t mode,
		struct proc_dir_entry *parent,
		int (*show)(struct seq_file *m, void *v), void *data);
#define proc_create_single(name, mode, parent, show) \
	proc_create_single_data(name, mode, parent, show, NULL)
void *PDE_DATA(const struct inode *inode);
void proc_remove(struct proc_dir_entry *de);
void remove_proc_entry(const char *name, struct proc_dir_entry *parent);
int remove_proc_subtree(const char *name, struct proc_dir_entry *parent);

/*
 * Per-task entries: floors above /proc add files to every /proc/PID (and
 * /proc/PID/task/TID).  The table must be static: entries are not copied.
 */
struct pid_entry_ops {
	const char	*name;
	umode_t		mode;
	/* One of the two. */
	int		(*show)(struct seq_file *m, struct pid_namespace *ns,
				struct pid *pid, struct task_struct *task);
	const struct file_operations *fops;	/* i_private: struct pid */
	bool		task_only_leader;	/* not under task/TID */
	struct list_head list;
};

int proc_register_pid_entry(struct pid_entry_ops *entry);

#endif /* _LINUX_PROC_FS_H */
