/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fs/proc/internal.h - between the files of procfs
 *
 * Mirrors: Linux 4.19 fs/proc/internal.h.
 */
#ifndef _FS_PROC_INTERNAL_H
#define _FS_PROC_INTERNAL_H

#include <linux/completion.h>
#include <linux/pid.h>
#include <linux/proc_fs.h>
#include <linux/rbtree.h>
#include <linux/refcount.h>
#include <linux/sched/task.h>
#include <linux/seq_file.h>
#include <linux/spinlock.h>

struct mm_struct;
struct pid_entry;

/*
 * A registered file or directory of /proc, apart from the tasks' own.
 * [I] immutable once in the tree   [s] proc_subdir_lock   [a] atomic
 */
struct proc_dir_entry {
	atomic_t in_use;		/* [a] calls in progress; < 0: going away */
	refcount_t refcnt;		/* [a] the tree, and each inode */
	struct completion *pde_unload_completion; /* set by proc_entry_rundown() */
	const struct inode_operations *proc_iops; /* [I] */
	const struct file_operations *proc_fops;  /* [I] */
	union {
		const struct seq_operations *seq_ops;
		int (*single_show)(struct seq_file *m, void *v);
	};
	unsigned int state_size;	/* [I] of seq_file's private part */
	unsigned int low_ino;		/* [I] */
	void *data;			/* [I] */
	nlink_t nlink;			/* [s] */
	kuid_t uid;			/* [I] */
	kgid_t gid;			/* [I] */
	loff_t size;
	struct proc_dir_entry *parent;	/* [I] */
	struct rb_root subdir;		/* [s] children by name */
	struct rb_node subdir_node;	/* [s] in parent->subdir */
	umode_t mode;			/* [I] */
	u8 namelen;			/* [I] */
	char name[];
};

/* How a task's entry answers: one of the two. */
union proc_op {
	int (*proc_get_link)(struct dentry *dentry, struct path *path);
	int (*proc_show)(struct seq_file *m, struct pid_namespace *ns,
			 struct pid *pid, struct task_struct *task);
};

struct proc_inode {
	struct pid *pid;		/* of a task's entries, referenced */
	unsigned int fd;		/* of entries below fd/ */
	union proc_op op;
	struct proc_dir_entry *pde;	/* of registered entries, referenced */
	struct inode vfs_inode;
};

static inline struct proc_inode *PROC_I(const struct inode *inode)
{
	return container_of(inode, struct proc_inode, vfs_inode);
}

static inline struct proc_dir_entry *PDE(const struct inode *inode)
{
	return PROC_I(inode)->pde;
}

static inline struct pid *proc_pid(const struct inode *inode)
{
	return PROC_I(inode)->pid;
}

/* The task of an inode, with a reference, or NULL when it is gone. */
static inline struct task_struct *get_proc_task(const struct inode *inode)
{
	return get_pid_task(proc_pid(inode), PIDTYPE_PID);
}

static inline struct pid_namespace *proc_pid_ns(const struct inode *inode)
{
	return inode->i_sb->s_fs_info;
}

#define PROC_NUMBUF	13		/* "-2147483648" and more */

/* What the tables of a task's entries consist of. */
struct pid_entry {
	const char *name;
	unsigned int len;
	umode_t mode;
	const struct inode_operations *iop;
	const struct file_operations *fop;
	union proc_op op;
};

#define NOD(NAME, MODE, IOP, FOP, OP)				\
	{ .name = (NAME), .len = sizeof(NAME) - 1, .mode = MODE, \
	  .iop = IOP, .fop = FOP, .op = OP }
#define DIR(NAME, MODE, iops, fops) \
	NOD(NAME, (S_IFDIR | (MODE)), &iops, &fops, {})
#define LNK(NAME, get_link)					\
	NOD(NAME, (S_IFLNK | S_IRWXUGO), &proc_pid_link_inode_operations, NULL, \
	    { .proc_get_link = get_link })
#define REG(NAME, MODE, fops) \
	NOD(NAME, (S_IFREG | (MODE)), NULL, &fops, {})
#define ONE(NAME, MODE, show)					\
	NOD(NAME, (S_IFREG | (MODE)), NULL, &proc_single_file_operations, \
	    { .proc_show = show })

/* inode.c */
extern const struct super_operations proc_sops;
void proc_init_kmemcache(void);
struct inode *proc_get_inode(struct super_block *sb, struct proc_dir_entry *de);
void proc_entry_rundown(struct proc_dir_entry *de);

/* The tasks' directories follow what is registered. */
#define FIRST_PROCESS_ENTRY 256

/* generic.c */
extern struct proc_dir_entry proc_root;
void pde_put(struct proc_dir_entry *pde);
struct dentry *proc_lookup_de(struct inode *dir, struct dentry *dentry,
			      struct proc_dir_entry *de);
int proc_readdir_de(struct file *file, struct dir_context *ctx,
		    struct proc_dir_entry *de);
struct proc_dir_entry *proc_create_link(const char *name,
					const struct inode_operations *iops);

/* pid_inode.c */
bool has_pid_permissions(struct pid_namespace *pid, struct task_struct *task,
			 int hide_pid_min);
int proc_cwd_link(struct dentry *dentry, struct path *path);
int proc_root_link(struct dentry *dentry, struct path *path);
int proc_exe_link(struct dentry *dentry, struct path *exe_path);

/* base.c */
extern const struct inode_operations proc_pid_link_inode_operations;
extern const struct file_operations proc_single_file_operations;
extern const struct dentry_operations pid_dentry_operations;
struct dentry *proc_pid_lookup(struct inode *dir, struct dentry *dentry,
			       unsigned int flags);
int proc_pid_readdir(struct file *file, struct dir_context *ctx);
struct inode *proc_pid_make_inode(struct super_block *sb,
				  struct task_struct *task, umode_t mode);
void pid_update_inode(struct task_struct *task, struct inode *inode);
int proc_setattr(struct dentry *dentry, struct iattr *attr);
int pid_getattr(const struct path *path, struct kstat *stat, u32 request_mask,
		unsigned int query_flags);
typedef struct dentry *instantiate_t(struct dentry *dentry,
				     struct task_struct *task,
				     const void *ptr);
bool proc_fill_cache(struct file *file, struct dir_context *ctx,
		     const char *name, unsigned int len,
		     instantiate_t instantiate, struct task_struct *task,
		     const void *ptr);
bool proc_may_access(struct task_struct *task);
unsigned int name_to_int(const struct qstr *qstr);

/* pid_files.c, array.c, task_mmu.c, fd.c: the entries themselves */
extern const struct file_operations proc_pid_cmdline_ops;
extern const struct file_operations proc_environ_operations;
extern const struct file_operations proc_auxv_operations;
extern const struct file_operations proc_pid_set_comm_operations;
extern const struct file_operations proc_oom_score_adj_operations;
extern const struct file_operations proc_oom_adj_operations;
extern const struct file_operations proc_mem_operations;
extern const struct file_operations proc_pid_maps_operations;
extern const struct file_operations proc_pid_smaps_operations;
extern const struct file_operations proc_fd_operations;
extern const struct inode_operations proc_fd_inode_operations;
extern const struct file_operations proc_fdinfo_operations;
extern const struct inode_operations proc_fdinfo_inode_operations;
int proc_pid_limits(struct seq_file *m, struct pid_namespace *ns,
		    struct pid *pid, struct task_struct *task);
int proc_oom_score(struct seq_file *m, struct pid_namespace *ns,
		   struct pid *pid, struct task_struct *task);
int proc_pid_wchan(struct seq_file *m, struct pid_namespace *ns,
		   struct pid *pid, struct task_struct *task);
int proc_pid_stack(struct seq_file *m, struct pid_namespace *ns,
		   struct pid *pid, struct task_struct *task);
int proc_pid_personality(struct seq_file *m, struct pid_namespace *ns,
			 struct pid *pid, struct task_struct *task);
int proc_io_accounting(struct seq_file *m, struct pid_namespace *ns,
		       struct pid *pid, struct task_struct *task);
int proc_pid_status(struct seq_file *m, struct pid_namespace *ns,
		    struct pid *pid, struct task_struct *task);
int proc_tgid_stat(struct seq_file *m, struct pid_namespace *ns,
		   struct pid *pid, struct task_struct *task);
int proc_tid_stat(struct seq_file *m, struct pid_namespace *ns,
		  struct pid *pid, struct task_struct *task);
int proc_pid_statm(struct seq_file *m, struct pid_namespace *ns,
		   struct pid *pid, struct task_struct *task);
void task_mem(struct seq_file *m, struct mm_struct *mm);
unsigned long task_vsize(struct mm_struct *mm);
unsigned long task_statm(struct mm_struct *mm, unsigned long *shared,
			 unsigned long *text, unsigned long *data,
			 unsigned long *resident);

/* self.c */
void proc_self_init(void);

/* proc_sysctl.c */
int proc_sys_init(void);

/* interrupts.c, kallsyms.c, and the file that lists fs/filesystems.c */
int interrupts_show(struct seq_file *m, void *v);
int filesystems_proc_show(struct seq_file *m, void *v);
void proc_kallsyms_init(void);

/* misc.c */
void proc_misc_init(void);
void proc_vm_init(void);

/* interrupts.c */
int interrupts_show(struct seq_file *m, void *v);


#endif /* _FS_PROC_INTERNAL_H */
