/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/fs_chrdev.h - numbers of character devices, and whom a file signals
 *
 * Include linux/fs.h, never this.
 */
#ifndef _LINUX_FS_CHRDEV_H
#define _LINUX_FS_CHRDEV_H

/* fs/char_dev.c */
#define CHRDEV_MAJOR_MAX	512
#define CHRDEV_MAJOR_DYN_END	234

int alloc_chrdev_region(dev_t *dev, unsigned int baseminor, unsigned int count,
			const char *name);
int register_chrdev_region(dev_t from, unsigned int count, const char *name);
int __register_chrdev(unsigned int major, unsigned int baseminor,
		      unsigned int count, const char *name,
		      const struct file_operations *fops);
void __unregister_chrdev(unsigned int major, unsigned int baseminor,
			 unsigned int count, const char *name);
void unregister_chrdev_region(dev_t from, unsigned int count);
void chrdev_show(struct seq_file *m, off_t offset);
extern const struct file_operations def_chr_fops;
extern const struct file_operations pipefifo_fops;

static inline int register_chrdev(unsigned int major, const char *name,
				  const struct file_operations *fops)
{
	return __register_chrdev(major, 0, 256, name, fops);
}

static inline void unregister_chrdev(unsigned int major, const char *name)
{
	__unregister_chrdev(major, 0, 256, name);
}

/* fs/fasync.c: who is told when a file becomes ready. */
struct fasync_struct {
	rwlock_t		fa_lock;
	int			magic;
	int			fa_fd;
	struct fasync_struct	*fa_next;	/* a singly linked list */
	struct file		*fa_file;	/* fa_lock */
	struct rcu_head		fa_rcu;
};

#define FASYNC_MAGIC		0x4601

int fasync_helper(int fd, struct file *filp, int on,
		  struct fasync_struct **fapp);
void kill_fasync(struct fasync_struct **fp, int sig, int band);
void __f_setown(struct file *filp, struct pid *pid, int type, int force);
int f_setown(struct file *filp, unsigned long arg, int force);
void f_delown(struct file *filp);
pid_t f_getown(struct file *filp);
int send_sigurg(struct fown_struct *fown);
int setfl(int fd, struct file *filp, unsigned long arg);

#endif /* _LINUX_FS_CHRDEV_H */
