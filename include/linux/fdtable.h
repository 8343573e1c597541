/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/fdtable.h - a task's table of open files
 *
 * Why a table behind a pointer: it grows while other threads look files up
 * without a lock.  A grown copy is published by RCU; the old one lives until
 * every reader has left.
 */
#ifndef _LINUX_FDTABLE_H
#define _LINUX_FDTABLE_H

#include <linux/bitops.h>
#include <linux/compiler.h>
#include <linux/rcupdate.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

struct file;
struct task_struct;

/* The table inside files_struct: enough for most tasks. */
#define NR_OPEN_DEFAULT	BITS_PER_LONG

/*
 * The bitmaps share one allocation, in the order open_fds, close_on_exec,
 * full_fds_bits; a bit of the last says that a word of the first is all ones.
 *
 * [f] files->file_lock   [r] read under RCU, written under file_lock
 * [I] immutable
 */
struct fdtable {
	unsigned int	max_fds;	/* [I] a multiple of BITS_PER_LONG */
	struct file	**fd;		/* [I]; slots [r] */
	unsigned long	*close_on_exec;	/* [I]; bits [f] */
	unsigned long	*open_fds;	/* [I]; bits [f] */
	unsigned long	*full_fds_bits;	/* [I]; bits [f] */
	struct rcu_head	rcu;
};

struct files_struct {
	atomic_t	count;		/* tasks sharing it, and /proc */
	bool		resize_in_progress;	/* [f] a copy is being made */
	wait_queue_head_t resize_wait;
	struct fdtable	*fdt;		/* [r] */
	struct fdtable	fdtab;		/* the first table */
	spinlock_t	file_lock ____cacheline_aligned_in_smp;
	unsigned int	next_fd;	/* [f] no free number below */
	unsigned long	close_on_exec_init[1];
	unsigned long	open_fds_init[1];
	unsigned long	full_fds_bits_init[1];
	struct file	*fd_array[NR_OPEN_DEFAULT];
};

extern struct files_struct init_files;
extern struct kmem_cache *files_cachep;

static inline bool close_on_exec(unsigned int fd, const struct fdtable *fdt)
{
	return test_bit(fd, fdt->close_on_exec);
}

static inline bool fd_is_open(unsigned int fd, const struct fdtable *fdt)
{
	return test_bit(fd, fdt->open_fds);
}

#define rcu_dereference_check_fdtable(files, fdtfd) \
	rcu_dereference_raw(fdtfd)
#define files_fdtable(files) \
	rcu_dereference_check_fdtable((files), (files)->fdt)

/* Caller holds rcu_read_lock() or file_lock, or is the only user. */
static inline struct file *__fcheck_files(struct files_struct *files,
					  unsigned int fd)
{
	struct fdtable *fdt = rcu_dereference_raw(files->fdt);

	if (fd < fdt->max_fds)
		return rcu_dereference_raw(fdt->fd[fd]);
	return NULL;
}

#define fcheck_files(files, fd)	__fcheck_files(files, fd)
#define fcheck(fd)		fcheck_files(current->files, fd)

void files_defer_init(void);
struct files_struct *get_files_struct(struct task_struct *task);
void put_files_struct(struct files_struct *fs);
void reset_files_struct(struct files_struct *files);
int unshare_files(struct files_struct **displaced);
struct files_struct *dup_fd(struct files_struct *oldf, int *errorp);
void exit_files(struct task_struct *tsk);
void do_close_on_exec(struct files_struct *files);
int __alloc_fd(struct files_struct *files, unsigned int start,
	       unsigned int end, unsigned int flags);
void __fd_install(struct files_struct *files, unsigned int fd,
		  struct file *file);
int __close_fd(struct files_struct *files, unsigned int fd);
int __close_range(unsigned int fd, unsigned int max_fd, unsigned int flags);

#endif /* _LINUX_FDTABLE_H */
