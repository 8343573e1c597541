// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/file.c - descriptor tables
 *
 * Data       files_struct -> fdt -> { fd[], open_fds, close_on_exec,
 *            full_fds_bits }.  The first table, of 64, is inside files_struct.
 *            A larger one has its three bitmaps in one allocation, in the order
 *            open_fds, close_on_exec, full_fds_bits.
 * I1         Bit n of full_fds_bits: word n of open_fds is all ones.
 * I2         A set bit of open_fds with an empty slot is a number reserved by
 *            an open(2) that has not finished.
 * I3         No number below next_fd is free.
 * I4         files->count == 1 and no other user: a lookup needs no reference,
 *            nobody else can close the file meanwhile.
 *
 * Locking    file_lock protects: the bitmaps, next_fd, changes of slots.
 *            Lookup: RCU, then f_count from non-zero; then look again whether
 *            the slot still holds the file.
 *            Growing publishes a copy.  fd_install() without the lock could
 *            write to the old table: resize_in_progress tells it to take it.
 * Entry      __alloc_fd() fd_install() __close_fd() fget() fdget() dup_fd()
 *            expand_files(); the system calls are in fd_syscalls.c.
 *
 * Mirrors: Linux 4.19 fs/file.c.
 */
#include "internal.h"

#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/init.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/slab.h>

#include "fd.h"

unsigned int sysctl_nr_open = 1024 * 1024;

struct kmem_cache *files_cachep;

struct files_struct init_files = {
	.count		= ATOMIC_INIT(1),
	.fdt		= &init_files.fdtab,
	.fdtab		= {
		.max_fds	= NR_OPEN_DEFAULT,
		.fd		= &init_files.fd_array[0],
		.close_on_exec	= init_files.close_on_exec_init,
		.open_fds	= init_files.open_fds_init,
		.full_fds_bits	= init_files.full_fds_bits_init,
	},
	.file_lock	= __SPIN_LOCK_UNLOCKED(init_files.file_lock),
	.resize_wait	= __WAIT_QUEUE_HEAD_INITIALIZER(init_files.resize_wait),
};

#define BITBIT_NR(nr)	BITS_TO_LONGS(BITS_TO_LONGS(nr))
#define BITBIT_SIZE(nr)	(BITBIT_NR(nr) * sizeof(long))

/* Tables. */

static void __free_fdtable(struct fdtable *fdt)
{
	kvfree(fdt->fd);
	kvfree(fdt->open_fds);
	kfree(fdt);
}

static void free_fdtable_rcu(struct rcu_head *rcu)
{
	__free_fdtable(container_of(rcu, struct fdtable, rcu));
}

/* A table that holds number @nr: 128, 256, 512, ... slots. */
static struct fdtable *alloc_fdtable(unsigned int nr)
{
	struct fdtable *fdt;
	unsigned long *bits;

	nr /= 1024 / sizeof(struct file *);
	nr = roundup_pow_of_two(nr + 1);
	nr *= 1024 / sizeof(struct file *);
	if (unlikely(nr > sysctl_nr_open))
		nr = ((sysctl_nr_open - 1) | (BITS_PER_LONG - 1)) + 1;

	fdt = kmalloc(sizeof(struct fdtable), GFP_KERNEL);
	if (!fdt)
		return NULL;
	fdt->max_fds = nr;
	fdt->fd = kvmalloc_array(nr, sizeof(struct file *), GFP_KERNEL);
	if (!fdt->fd)
		goto free_fdt;
	bits = kvmalloc(2 * nr / BITS_PER_BYTE + BITBIT_SIZE(nr), GFP_KERNEL);
	if (!bits)
		goto free_fd;
	fdt->open_fds = bits;
	fdt->close_on_exec = bits + nr / BITS_PER_LONG;
	fdt->full_fds_bits = bits + 2 * (nr / BITS_PER_LONG);
	return fdt;

free_fd:
	kvfree(fdt->fd);
free_fdt:
	kfree(fdt);
	return NULL;
}

/* Copies @count numbers and clears the rest of the larger table. */
static void copy_fd_bitmaps(struct fdtable *nfdt, struct fdtable *ofdt,
			    unsigned int count)
{
	unsigned int cpy = count / BITS_PER_BYTE;
	unsigned int set = (nfdt->max_fds - count) / BITS_PER_BYTE;

	memcpy(nfdt->open_fds, ofdt->open_fds, cpy);
	memset((char *)nfdt->open_fds + cpy, 0, set);
	memcpy(nfdt->close_on_exec, ofdt->close_on_exec, cpy);
	memset((char *)nfdt->close_on_exec + cpy, 0, set);

	cpy = BITBIT_SIZE(count);
	set = BITBIT_SIZE(nfdt->max_fds) - cpy;
	memcpy(nfdt->full_fds_bits, ofdt->full_fds_bits, cpy);
	memset((char *)nfdt->full_fds_bits + cpy, 0, set);
}

static void copy_fdtable(struct fdtable *nfdt, struct fdtable *ofdt)
{
	size_t cpy = ofdt->max_fds * sizeof(struct file *);
	size_t set = (nfdt->max_fds - ofdt->max_fds) * sizeof(struct file *);

	memcpy(nfdt->fd, ofdt->fd, cpy);
	memset((char *)nfdt->fd + cpy, 0, set);
	copy_fd_bitmaps(nfdt, ofdt, ofdt->max_fds);
}

/*
 * Replaces the table by a larger one.  file_lock is held, dropped meanwhile,
 * and held again.
 *
 * Return: 1, -ENOMEM, -EMFILE.
 */
static int expand_fdtable(struct files_struct *files, unsigned int nr)
	__releases(files->file_lock)
	__acquires(files->file_lock)
{
	struct fdtable *new_fdt, *cur_fdt;

	spin_unlock(&files->file_lock);
	new_fdt = alloc_fdtable(nr);
	/* An fd_install() that did not see resize_in_progress has finished. */
	if (atomic_read(&files->count) > 1)
		synchronize_sched();
	spin_lock(&files->file_lock);
	if (!new_fdt)
		return -ENOMEM;
	/* sysctl_nr_open went down meanwhile. */
	if (unlikely(new_fdt->max_fds <= nr)) {
		__free_fdtable(new_fdt);
		return -EMFILE;
	}
	cur_fdt = files_fdtable(files);
	WARN_ON(nr < cur_fdt->max_fds);
	copy_fdtable(new_fdt, cur_fdt);
	rcu_assign_pointer(files->fdt, new_fdt);
	if (cur_fdt != &files->fdtab)
		call_rcu(&cur_fdt->rcu, free_fdtable_rcu);
	/* Pairs with fd_install(): table first, then the flag's end. */
	smp_wmb();
	return 1;
}

/**
 * expand_files() - make sure that a number fits into the table
 * @files: the table, its file_lock held; dropped if it must grow
 * @nr: the number
 *
 * Context: may sleep.
 * Return: 0 fits, 1 grown (file_lock was dropped), -EMFILE, -ENOMEM.
 */
int expand_files(struct files_struct *files, unsigned int nr)
	__releases(files->file_lock)
	__acquires(files->file_lock)
{
	struct fdtable *fdt;
	int expanded = 0;

	for (;;) {
		fdt = files_fdtable(files);
		if (nr < fdt->max_fds)
			return expanded;
		if (nr >= sysctl_nr_open)
			return -EMFILE;
		if (likely(!files->resize_in_progress))
			break;
		spin_unlock(&files->file_lock);
		expanded = 1;
		wait_event(files->resize_wait, !files->resize_in_progress);
		spin_lock(&files->file_lock);
	}
	files->resize_in_progress = true;
	expanded = expand_fdtable(files, nr);
	files->resize_in_progress = false;
	wake_up_all(&files->resize_wait);
	return expanded;
}

/* Numbers. */

static unsigned int find_next_fd(struct fdtable *fdt, unsigned int start)
{
	unsigned int maxfd = fdt->max_fds;
	unsigned int maxbit = maxfd / BITS_PER_LONG;
	unsigned int bitbit = start / BITS_PER_LONG;

	/* Usually next_fd is free. */
	if (!test_bit(start, fdt->open_fds))
		return start;
	bitbit = find_next_zero_bit(fdt->full_fds_bits, maxbit, bitbit) *
		 BITS_PER_LONG;
	if (bitbit > maxfd)
		return maxfd;
	if (bitbit > start)
		start = bitbit;
	return find_next_zero_bit(fdt->open_fds, maxfd, start);
}

/**
 * __alloc_fd() - reserve the lowest free number
 * @files: the table
 * @start: not below
 * @end: below
 * @flags: O_CLOEXEC or 0
 *
 * Context: may sleep.
 * Return: the number, -EMFILE, -ENOMEM.
 */
int __alloc_fd(struct files_struct *files, unsigned int start,
	       unsigned int end, unsigned int flags)
{
	unsigned int fd;
	int error;
	struct fdtable *fdt;

	spin_lock(&files->file_lock);
	do {
		fdt = files_fdtable(files);
		fd = max(start, files->next_fd);
		if (fd < fdt->max_fds)
			fd = find_next_fd(fdt, fd);
		error = -EMFILE;
		if (unlikely(fd >= end))
			goto out;
		error = 0;
		if (unlikely(fd >= fdt->max_fds))
			error = expand_files(files, fd);
		if (unlikely(error < 0))
			goto out;
	} while (unlikely(error));

	if (start <= files->next_fd)
		files->next_fd = fd + 1;
	__set_open_fd(fd, fdt);
	if (flags & O_CLOEXEC)
		__set_close_on_exec(fd, fdt);
	else
		__clear_close_on_exec(fd, fdt);
	error = fd;
	if (unlikely(rcu_access_pointer(fdt->fd[fd]))) {
		pr_warn("alloc_fd: slot %d not NULL!\n", fd);
		rcu_assign_pointer(fdt->fd[fd], NULL);
	}
out:
	spin_unlock(&files->file_lock);
	return error;
}

/**
 * get_unused_fd_flags() - reserve a number in the current task's table
 * @flags: O_CLOEXEC or 0
 *
 * Context: may sleep.
 * Return: see __alloc_fd().
 */
int get_unused_fd_flags(unsigned int flags)
{
	return __alloc_fd(current->files, 0, rlimit(RLIMIT_NOFILE), flags);
}

static void __put_unused_fd(struct files_struct *files, unsigned int fd)
{
	struct fdtable *fdt = files_fdtable(files);

	__clear_open_fd(fd, fdt);
	if (fd < files->next_fd)
		files->next_fd = fd;
}

/**
 * put_unused_fd() - give a reserved number back
 * @fd: from get_unused_fd_flags(), nothing installed
 *
 * Context: does not sleep.
 */
void put_unused_fd(unsigned int fd)
{
	struct files_struct *files = current->files;

	spin_lock(&files->file_lock);
	__put_unused_fd(files, fd);
	spin_unlock(&files->file_lock);
}

/**
 * __fd_install() - a reserved number becomes a file
 * @files: the table; it cannot vanish
 * @fd: the number
 * @file: its reference goes to the table
 *
 * From now on another thread may use and close it: do not touch @file.
 *
 * Context: may sleep, when a resize is under way.
 */
void __fd_install(struct files_struct *files, unsigned int fd,
		  struct file *file)
{
	struct fdtable *fdt;

	rcu_read_lock_sched();
	if (unlikely(files->resize_in_progress)) {
		rcu_read_unlock_sched();
		spin_lock(&files->file_lock);
		fdt = files_fdtable(files);
		WARN_ON(fdt->fd[fd]);
		rcu_assign_pointer(fdt->fd[fd], file);
		spin_unlock(&files->file_lock);
		return;
	}
	/* Pairs with expand_fdtable(): no resize seen, the table is new. */
	smp_rmb();
	fdt = rcu_dereference_sched(files->fdt);
	WARN_ON(fdt->fd[fd]);
	rcu_assign_pointer(fdt->fd[fd], file);
	rcu_read_unlock_sched();
}

/**
 * fd_install() - __fd_install() for the current task
 * @fd: the number
 * @file: its reference goes to the table
 *
 * Context: see __fd_install().
 */
void fd_install(unsigned int fd, struct file *file)
{
	__fd_install(current->files, fd, file);
}

/* Takes the file out of its slot and frees the number; file_lock held. */
struct file *pick_file(struct files_struct *files, unsigned int fd)
{
	struct fdtable *fdt = files_fdtable(files);
	struct file *file;

	if (fd >= fdt->max_fds)
		return NULL;
	file = fdt->fd[fd];
	if (!file)
		return NULL;
	rcu_assign_pointer(fdt->fd[fd], NULL);
	__clear_close_on_exec(fd, fdt);
	__put_unused_fd(files, fd);
	return file;
}

/**
 * __close_fd() - close a number
 * @files: the table
 * @fd: the number
 *
 * Context: may sleep.
 * Return: what ->flush() said, -EBADF.
 */
int __close_fd(struct files_struct *files, unsigned int fd)
{
	struct file *file;

	spin_lock(&files->file_lock);
	file = pick_file(files, fd);
	spin_unlock(&files->file_lock);
	if (!file)
		return -EBADF;
	return filp_close(file, files);
}

/* Lookup. */

static struct file *__fget_files(struct files_struct *files, unsigned int fd,
				 fmode_t mask)
{
	struct file *file;

	rcu_read_lock();
	for (;;) {
		file = fcheck_files(files, fd);
		if (!file)
			break;
		if (file->f_mode & mask) {
			file = NULL;
			break;
		}
		/* Dead: the slot is about to be empty, or another's. */
		if (get_file_rcu(file))
			break;
	}
	rcu_read_unlock();
	return file;
}

/**
 * fget() - the file behind a number of the current task
 * @fd: the number
 *
 * Context: does not sleep.
 * Return: the file, referenced, or NULL; not one opened with O_PATH.
 */
struct file *fget(unsigned int fd)
{
	return __fget_files(current->files, fd, FMODE_PATH);
}

/**
 * fget_raw() - the same, O_PATH included
 * @fd: the number
 *
 * Context: does not sleep.
 * Return: the file, referenced, or NULL.
 */
struct file *fget_raw(unsigned int fd)
{
	return __fget_files(current->files, fd, 0);
}

/* I4: no reference when nobody can take the file away. */
static __always_inline unsigned long __fget_light(unsigned int fd, fmode_t mask)
{
	struct files_struct *files = current->files;
	struct file *file;

	if (likely(atomic_read(&files->count) == 1)) {
		file = __fcheck_files(files, fd);
		if (!file || unlikely(file->f_mode & mask))
			return 0;
		return (unsigned long)file;
	}
	file = __fget_files(files, fd, mask);
	if (!file)
		return 0;
	return FDPUT_FPUT | (unsigned long)file;
}

/**
 * __fdget() - the file behind a number, for the duration of a system call
 * @fd: the number
 *
 * Context: does not sleep.  Only for use by the current task itself.
 * Return: for __to_fd().
 */
unsigned long __fdget(unsigned int fd)
{
	return __fget_light(fd, FMODE_PATH);
}

/**
 * __fdget_raw() - the same, O_PATH included
 * @fd: the number
 *
 * Context: does not sleep.
 * Return: for __to_fd().
 */
unsigned long __fdget_raw(unsigned int fd)
{
	return __fget_light(fd, 0);
}

/**
 * __fdget_pos() - the same, and the file position is the caller's
 * @fd: the number
 *
 * Context: may sleep.
 * Return: for __to_fd().
 */
unsigned long __fdget_pos(unsigned int fd)
{
	unsigned long v = __fdget(fd);
	struct file *file = (struct file *)(v & ~3UL);

	if (file && (file->f_mode & FMODE_ATOMIC_POS) &&
	    atomic_long_read(&file->f_count) > 1) {
		v |= FDPUT_POS_UNLOCK;
		mutex_lock(&file->f_pos_lock);
	}
	return v;
}

/**
 * __f_unlock_pos() - the position is free again
 * @file: locked by __fdget_pos()
 *
 * Context: does not sleep.
 */
void __f_unlock_pos(struct file *file)
{
	mutex_unlock(&file->f_pos_lock);
}

/* Tables of tasks. */

static unsigned int count_open_files(struct fdtable *fdt)
{
	unsigned int i;

	/* The last word with a number in use. */
	for (i = fdt->max_fds / BITS_PER_LONG; i > 0; i--) {
		if (fdt->open_fds[i - 1])
			break;
	}
	return i * BITS_PER_LONG;
}

static void fdtable_init_embedded(struct files_struct *files)
{
	struct fdtable *fdt = &files->fdtab;

	fdt->max_fds = NR_OPEN_DEFAULT;
	fdt->close_on_exec = files->close_on_exec_init;
	fdt->open_fds = files->open_fds_init;
	fdt->full_fds_bits = files->full_fds_bits_init;
	fdt->fd = &files->fd_array[0];
}

/* Copies the slots; a reserved number (I2) is free in the copy. */
static void copy_open_files(struct fdtable *new_fdt, struct fdtable *old_fdt,
			    unsigned int open_files)
{
	struct file **old_fds = old_fdt->fd, **new_fds = new_fdt->fd;
	unsigned int i;

	copy_fd_bitmaps(new_fdt, old_fdt, open_files);
	for (i = 0; i < open_files; i++) {
		struct file *f = old_fds[i];

		if (f)
			get_file(f);
		else
			__clear_open_fd(i, new_fdt);
		rcu_assign_pointer(new_fds[i], f);
	}
	memset(new_fds + open_files, 0,
	       (new_fdt->max_fds - open_files) * sizeof(struct file *));
}

/**
 * dup_fd() - a copy of a descriptor table, for fork
 * @oldf: the table; the caller keeps it alive
 * @errorp: set to -ENOMEM or -EMFILE on failure
 *
 * Context: may sleep.
 * Return: the copy, or NULL.
 */
struct files_struct *dup_fd(struct files_struct *oldf, int *errorp)
{
	struct files_struct *newf;
	struct fdtable *old_fdt, *new_fdt;
	unsigned int open_files;

	*errorp = -ENOMEM;
	newf = kmem_cache_alloc(files_cachep, GFP_KERNEL);
	if (!newf)
		return NULL;
	atomic_set(&newf->count, 1);
	spin_lock_init(&newf->file_lock);
	newf->resize_in_progress = false;
	init_waitqueue_head(&newf->resize_wait);
	newf->next_fd = 0;
	fdtable_init_embedded(newf);
	new_fdt = &newf->fdtab;

	spin_lock(&oldf->file_lock);
	old_fdt = files_fdtable(oldf);
	open_files = count_open_files(old_fdt);
	while (unlikely(open_files > new_fdt->max_fds)) {
		spin_unlock(&oldf->file_lock);
		if (new_fdt != &newf->fdtab)
			__free_fdtable(new_fdt);
		new_fdt = alloc_fdtable(open_files - 1);
		if (!new_fdt)
			goto out_release;
		if (unlikely(new_fdt->max_fds < open_files)) {
			__free_fdtable(new_fdt);
			*errorp = -EMFILE;
			goto out_release;
		}
		/* It may have grown since. */
		spin_lock(&oldf->file_lock);
		old_fdt = files_fdtable(oldf);
		open_files = count_open_files(old_fdt);
	}
	copy_open_files(new_fdt, old_fdt, open_files);
	spin_unlock(&oldf->file_lock);
	rcu_assign_pointer(newf->fdt, new_fdt);
	return newf;

out_release:
	kmem_cache_free(files_cachep, newf);
	return NULL;
}

/* Nobody else has it: closes everything.  Return: the table, to be freed. */
static struct fdtable *close_files(struct files_struct *files)
{
	struct fdtable *fdt = rcu_dereference_raw(files->fdt);
	unsigned int i, j;

	for (j = 0; j * BITS_PER_LONG < fdt->max_fds; j++) {
		unsigned long set = fdt->open_fds[j];

		for (i = j * BITS_PER_LONG; set; i++, set >>= 1) {
			struct file *file;

			if (!(set & 1))
				continue;
			file = xchg(&fdt->fd[i], NULL);
			if (file) {
				filp_close(file, files);
				cond_resched();
			}
		}
	}
	return fdt;
}

/**
 * get_files_struct() - the table of another task
 * @task: cannot vanish
 *
 * Context: does not sleep.
 * Return: the table, referenced, or NULL.
 */
struct files_struct *get_files_struct(struct task_struct *task)
{
	struct files_struct *files;

	task_lock(task);
	files = task->files;
	if (files)
		atomic_inc(&files->count);
	task_unlock(task);
	return files;
}

/**
 * put_files_struct() - drop a reference; the last closes everything
 *
 * Context: may sleep.
 */
void put_files_struct(struct files_struct *files)
{
	struct fdtable *fdt;

	if (!atomic_dec_and_test(&files->count))
		return;
	fdt = close_files(files);
	if (fdt != &files->fdtab)
		__free_fdtable(fdt);
	kmem_cache_free(files_cachep, files);
}

/**
 * reset_files_struct() - the current task takes another table
 * @files: its reference goes to the task
 *
 * Context: may sleep.
 */
void reset_files_struct(struct files_struct *files)
{
	struct task_struct *tsk = current;
	struct files_struct *old = tsk->files;

	task_lock(tsk);
	tsk->files = files;
	task_unlock(tsk);
	put_files_struct(old);
}

/**
 * unshare_files() - execve: a table of the current task's own
 * @displaced: set to the table that was shared, to be put, or NULL
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int unshare_files(struct files_struct **displaced)
{
	struct task_struct *task = current;
	struct files_struct *copy;
	int error;

	*displaced = NULL;
	if (atomic_read(&task->files->count) == 1)
		return 0;
	copy = dup_fd(task->files, &error);
	if (!copy)
		return error;
	*displaced = task->files;
	task_lock(task);
	task->files = copy;
	task_unlock(task);
	return 0;
}

/**
 * exit_files() - the task ends
 *
 * Context: may sleep.
 */
void exit_files(struct task_struct *tsk)
{
	struct files_struct *files = tsk->files;

	if (!files)
		return;
	task_lock(tsk);
	tsk->files = NULL;
	task_unlock(tsk);
	put_files_struct(files);
}

/**
 * files_defer_init() - the slab of descriptor tables
 *
 * Context: boot, once.
 */
void __init files_defer_init(void)
{
	files_cachep = kmem_cache_create("files_cache",
					 sizeof(struct files_struct), 0,
					 SLAB_HWCACHE_ALIGN | SLAB_PANIC, NULL);
}
