/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/file.h - from a descriptor number to a struct file
 *
 * fdget() takes no reference while the table has a single user, because then
 * nobody else can close the file; struct fd remembers whether it did.
 */
#ifndef _LINUX_FILE_H
#define _LINUX_FILE_H

#include <linux/types.h>

struct dentry;
struct file;
struct task_struct;
struct file_operations;
struct files_struct;
struct inode;
struct path;
struct vfsmount;

struct fd {
	struct file	*file;
	unsigned int	flags;		/* FDPUT_* */
};

#define FDPUT_FPUT		1
#define FDPUT_POS_UNLOCK	2

void fput(struct file *file);

struct file *fget(unsigned int fd);
struct file *fget_raw(unsigned int fd);
unsigned long __fdget(unsigned int fd);
unsigned long __fdget_raw(unsigned int fd);
unsigned long __fdget_pos(unsigned int fd);
void __f_unlock_pos(struct file *file);

static inline void fdput(struct fd fd)
{
	if (fd.flags & FDPUT_FPUT)
		fput(fd.file);
}

/* The two low bits of the pointer carry FDPUT_*. */
static inline struct fd __to_fd(unsigned long v)
{
	return (struct fd){ (struct file *)(v & ~3UL), v & 3 };
}

static inline struct fd fdget(unsigned int fd)
{
	return __to_fd(__fdget(fd));
}

static inline struct fd fdget_raw(unsigned int fd)
{
	return __to_fd(__fdget_raw(fd));
}

static inline struct fd fdget_pos(int fd)
{
	return __to_fd(__fdget_pos(fd));
}

static inline void fdput_pos(struct fd f)
{
	if (f.flags & FDPUT_POS_UNLOCK)
		__f_unlock_pos(f.file);
	fdput(f);
}

int f_dupfd(unsigned int from, struct file *file, unsigned int flags);
void set_close_on_exec(unsigned int fd, int flag);
bool get_close_on_exec(unsigned int fd);
int get_unused_fd_flags(unsigned int flags);
void put_unused_fd(unsigned int fd);
void fd_install(unsigned int fd, struct file *file);

#endif /* _LINUX_FILE_H */
