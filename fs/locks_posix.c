// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/locks_posix.c - advisory file locks: byte ranges, by fcntl(2)
 *
 * Data       ctx->flc_posix: locks sorted by owner (in order of first
 *            appearance), then by start.
 * I1         One owner's locks do not overlap, and two that touch differ in
 *            type: otherwise they are one.
 *
 * A request is applied to the owner's locks in two steps.  Cut: whatever the
 * owner has in the range goes; a lock over an end is shortened, one over both
 * ends becomes two.  Join: the new lock is put in and grown over neighbours of
 * its type.  Example, R read, W write, request W 4-7:
 *
 *	RRRRRRRRRRRR  ->  RRRR....RRRR  ->  RRRRWWWWRRRR
 *	0          11
 *
 * Locking    As in locks.c.
 * Entry      posix_lock_file() posix_test_lock() vfs_lock_file() fcntl_getlk()
 *            fcntl_setlk() locks_remove_posix()
 *
 * Mirrors: the POSIX part of Linux 4.19 fs/locks.c.
 */
#include "locks.h"

#include <linux/fdtable.h>
#include <linux/pid.h>
#include <linux/pid_namespace.h>
#include <linux/sched.h>

static bool posix_same_owner(const struct file_lock *a,
			     const struct file_lock *b)
{
	return a->fl_owner == b->fl_owner;
}

static bool locks_overlap(const struct file_lock *a, const struct file_lock *b)
{
	return a->fl_end >= b->fl_start && b->fl_end >= a->fl_start;
}

static bool posix_conflict(const struct file_lock *a, const struct file_lock *b)
{
	if (posix_same_owner(a, b) || !locks_overlap(a, b))
		return false;
	return a->fl_type == F_WRLCK || b->fl_type == F_WRLCK;
}

static struct file_lock *find_conflict(struct file_lock_context *ctx,
				       const struct file_lock *request)
{
	struct file_lock *fl;

	list_for_each_entry(fl, &ctx->flc_posix, fl_list) {
		if (posix_conflict(request, fl))
			return fl;
	}
	return NULL;
}

/**
 * posix_test_lock() - would this lock conflict, and with which?
 * @filp: the file
 * @fl: the lock; becomes the conflicting one, or F_UNLCK
 *
 * Context: does not sleep.
 */
void posix_test_lock(struct file *filp, struct file_lock *fl)
{
	struct file_lock_context *ctx;
	struct file_lock *cfl;

	ctx = smp_load_acquire(&file_inode(filp)->i_flctx);
	if (!ctx || list_empty_careful(&ctx->flc_posix)) {
		fl->fl_type = F_UNLCK;
		return;
	}
	spin_lock(&ctx->flc_lock);
	cfl = find_conflict(ctx, fl);
	if (cfl)
		locks_copy_lock(fl, cfl);
	else
		fl->fl_type = F_UNLCK;
	spin_unlock(&ctx->flc_lock);
}

/*
 * Takes [start, end] out of the owner's locks.  *@spare is used, and set to
 * NULL, if one lock becomes two.
 *
 * Return: true if there was anything in the range.
 */
static bool posix_cut(struct file_lock_context *ctx,
		      const struct file_lock *request, struct file_lock **spare,
		      struct list_head *dispose)
{
	struct file_lock *fl, *tmp, *rest;
	bool found = false;

	list_for_each_entry_safe(fl, tmp, &ctx->flc_posix, fl_list) {
		bool left, right;

		if (!posix_same_owner(request, fl) ||
		    !locks_overlap(request, fl))
			continue;
		found = true;
		left = fl->fl_start < request->fl_start;
		right = fl->fl_end > request->fl_end;
		if (left && right) {
			rest = *spare;
			*spare = NULL;
			locks_copy_lock(rest, fl);
			rest->fl_start = request->fl_end + 1;
			locks_insert_lock(rest, fl->fl_list.next);
		}
		if (left)
			fl->fl_end = request->fl_start - 1;
		else if (right)
			fl->fl_start = request->fl_end + 1;
		else {
			locks_unlink_lock(fl, dispose);
			continue;
		}
		locks_wake_up_blocks(fl);
	}
	return found;
}

/* The lock of the same owner behind the place of @request, or where it goes. */
static struct list_head *posix_place(struct file_lock_context *ctx,
				     const struct file_lock *request)
{
	struct file_lock *fl;
	bool met = false;

	list_for_each_entry(fl, &ctx->flc_posix, fl_list) {
		if (posix_same_owner(request, fl)) {
			met = true;
			if (fl->fl_start > request->fl_start)
				return &fl->fl_list;
		} else if (met) {
			return &fl->fl_list;
		}
	}
	return &ctx->flc_posix;
}

/* Can the two be one? @a is in front of @b. */
static bool posix_joins(const struct file_lock *a, const struct file_lock *b)
{
	return posix_same_owner(a, b) && a->fl_type == b->fl_type &&
	       a->fl_end != OFFSET_MAX && a->fl_end + 1 == b->fl_start;
}

/* Puts @new, a copy of the request, into the range that posix_cut() emptied. */
static void posix_join(struct file_lock_context *ctx, struct file_lock *new,
		       struct list_head *dispose)
{
	struct list_head *before = posix_place(ctx, new);
	struct file_lock *n;

	locks_insert_lock(new, before);
	if (new->fl_list.prev != &ctx->flc_posix) {
		n = list_prev_entry(new, fl_list);
		if (posix_joins(n, new)) {
			new->fl_start = n->fl_start;
			locks_unlink_lock(n, dispose);
		}
	}
	if (new->fl_list.next != &ctx->flc_posix) {
		n = list_next_entry(new, fl_list);
		if (posix_joins(new, n)) {
			new->fl_end = n->fl_end;
			locks_unlink_lock(n, dispose);
		}
	}
}

/* ctx->flc_lock held; what of @new and @spare is not used is left set. */
static int posix_locked(struct file_lock_context *ctx,
			struct file_lock *request, struct file_lock *conflock,
			struct file_lock **new, struct file_lock **spare,
			struct list_head *dispose)
{
	struct file_lock *fl;
	bool found;

	if (request->fl_type != F_UNLCK) {
		fl = find_conflict(ctx, request);
		if (fl) {
			if (conflock)
				locks_copy_lock(conflock, fl);
			if (!(request->fl_flags & FL_SLEEP))
				return -EAGAIN;
			return locks_block(fl, request);
		}
	}
	if (request->fl_flags & FL_ACCESS)
		return 0;
	found = posix_cut(ctx, request, spare, dispose);
	if (request->fl_type == F_UNLCK)
		return (request->fl_flags & FL_EXISTS) && !found ? -ENOENT : 0;
	locks_copy_lock(*new, request);
	posix_join(ctx, *new, dispose);
	*new = NULL;
	return 0;
}

static int posix_lock_inode(struct inode *inode, struct file_lock *request,
			    struct file_lock *conflock)
{
	struct file_lock_context *ctx;
	struct file_lock *new = NULL, *spare = NULL;
	LIST_HEAD(dispose);
	int error = -ENOLCK;

	ctx = locks_get_lock_context(inode, request->fl_type);
	if (!ctx)
		return request->fl_type == F_UNLCK ? 0 : -ENOMEM;
	/* Unlocking everything must not fail, and needs no memory. */
	if (!(request->fl_flags & FL_ACCESS) &&
	    (request->fl_type != F_UNLCK || request->fl_start != 0 ||
	     request->fl_end != OFFSET_MAX)) {
		new = locks_alloc_lock();
		spare = locks_alloc_lock();
		if (!new || !spare)
			goto out;
	}
	spin_lock(&ctx->flc_lock);
	error = posix_locked(ctx, request, conflock, &new, &spare, &dispose);
	spin_unlock(&ctx->flc_lock);
out:
	locks_free_lock(new);
	locks_free_lock(spare);
	locks_dispose_list(&dispose);
	return error;
}

/**
 * posix_lock_file() - lock or unlock a range, without waiting
 * @filp: the file
 * @fl: what
 * @conflock: set to a conflicting lock; may be NULL
 *
 * Context: may sleep, not for the lock.
 * Return: 0, -EAGAIN, FILE_LOCK_DEFERRED (FL_SLEEP), -EDEADLK, -ENOLCK.
 */
int posix_lock_file(struct file *filp, struct file_lock *fl,
		    struct file_lock *conflock)
{
	return posix_lock_inode(file_inode(filp), fl, conflock);
}

/**
 * posix_lock_inode_wait() - the same, waiting if FL_SLEEP
 * @inode: the file
 * @fl: what
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int posix_lock_inode_wait(struct inode *inode, struct file_lock *fl)
{
	int error;

	might_sleep();
	for (;;) {
		error = posix_lock_inode(inode, fl, NULL);
		if (error != FILE_LOCK_DEFERRED)
			break;
		error = locks_wait(fl);
		if (error)
			break;
	}
	locks_delete_block(fl);
	return error;
}

/**
 * vfs_test_lock() - posix_test_lock(), or the filesystem's own
 * @filp: the file
 * @fl: the lock
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int vfs_test_lock(struct file *filp, struct file_lock *fl)
{
	if (filp->f_op->lock)
		return filp->f_op->lock(filp, F_GETLK, fl);
	posix_test_lock(filp, fl);
	return 0;
}

/**
 * vfs_lock_file() - posix_lock_file(), or the filesystem's own
 * @filp: the file
 * @cmd: F_SETLK or F_SETLKW
 * @fl: the lock
 * @conf: set to a conflicting lock; may be NULL
 *
 * Context: may sleep.
 * Return: see posix_lock_file().
 */
int vfs_lock_file(struct file *filp, unsigned int cmd, struct file_lock *fl,
		  struct file_lock *conf)
{
	if (filp->f_op->lock)
		return filp->f_op->lock(filp, cmd, fl);
	return posix_lock_file(filp, fl, conf);
}

/* fcntl(2). */

/* From start, length and whence to an inclusive range. */
static int flock_to_posix_lock(struct file *filp, struct file_lock *fl,
			       const struct flock *l)
{
	loff_t start;

	switch (l->l_whence) {
	case SEEK_SET:
		start = 0;
		break;
	case SEEK_CUR:
		start = filp->f_pos;
		break;
	case SEEK_END:
		start = i_size_read(file_inode(filp));
		break;
	default:
		return -EINVAL;
	}
	if (check_add_overflow(start, (loff_t)l->l_start, &fl->fl_start))
		return -EOVERFLOW;
	if (fl->fl_start < 0)
		return -EINVAL;
	if (l->l_len > 0) {
		if (l->l_len - 1 > OFFSET_MAX - fl->fl_start)
			return -EOVERFLOW;
		fl->fl_end = fl->fl_start + (l->l_len - 1);
	} else if (l->l_len < 0) {
		/* The bytes before. */
		if (fl->fl_start + l->l_len < 0)
			return -EINVAL;
		fl->fl_end = fl->fl_start - 1;
		fl->fl_start += l->l_len;
	} else {
		fl->fl_end = OFFSET_MAX;
	}
	if (l->l_type != F_RDLCK && l->l_type != F_WRLCK &&
	    l->l_type != F_UNLCK)
		return -EINVAL;
	fl->fl_type = l->l_type;
	fl->fl_owner = current->files;
	fl->fl_pid = current->tgid;
	fl->fl_file = filp;
	fl->fl_flags = FL_POSIX;
	return 0;
}

/* The holder, as the asking task's namespace calls it. */
static pid_t lock_pid(const struct file_lock *fl)
{
	struct pid *pid;
	pid_t vnr = 0;

	if (fl->fl_flags & FL_OFDLCK)
		return -1;
	rcu_read_lock();
	pid = find_pid_ns(fl->fl_pid, &init_pid_ns);
	if (pid)
		vnr = pid_nr_ns(pid, task_active_pid_ns(current));
	rcu_read_unlock();
	return vnr;
}

/* An OFD lock is the file's, not the process's. */
static int make_ofd(struct file_lock *fl, struct file *filp,
		    const struct flock *flock)
{
	if (flock->l_pid != 0)
		return -EINVAL;
	fl->fl_flags |= FL_OFDLCK;
	fl->fl_owner = filp;
	return 0;
}

/**
 * fcntl_getlk() - F_GETLK, F_OFD_GETLK
 * @filp: the file
 * @cmd: which
 * @flock: the question, and the answer
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int fcntl_getlk(struct file *filp, unsigned int cmd, struct flock *flock)
{
	struct file_lock fl;
	int error;

	if (flock->l_type != F_RDLCK && flock->l_type != F_WRLCK)
		return -EINVAL;
	locks_init_lock(&fl);
	error = flock_to_posix_lock(filp, &fl, flock);
	if (error)
		return error;
	if (cmd == F_OFD_GETLK) {
		error = make_ofd(&fl, filp, flock);
		if (error)
			return error;
	}
	error = vfs_test_lock(filp, &fl);
	if (error)
		return error;
	flock->l_type = fl.fl_type;
	if (fl.fl_type != F_UNLCK) {
		flock->l_pid = lock_pid(&fl);
		flock->l_start = fl.fl_start;
		flock->l_len = fl.fl_end == OFFSET_MAX ? 0 :
			fl.fl_end - fl.fl_start + 1;
		flock->l_whence = 0;
	}
	return 0;
}

static int setlk_wait(struct file *filp, unsigned int cmd, struct file_lock *fl)
{
	int error;

	for (;;) {
		error = vfs_lock_file(filp, cmd, fl, NULL);
		if (error != FILE_LOCK_DEFERRED)
			break;
		error = locks_wait(fl);
		if (error)
			break;
	}
	locks_delete_block(fl);
	return error;
}

/* Did another thread close the descriptor while we locked its file? */
static bool closed_meanwhile(unsigned int fd, struct file *filp)
{
	struct files_struct *files = current->files;
	struct file *f;

	spin_lock(&files->file_lock);
	f = fcheck_files(files, fd);
	spin_unlock(&files->file_lock);
	return f != filp;
}

/**
 * fcntl_setlk() - F_SETLK, F_SETLKW, F_OFD_SETLK, F_OFD_SETLKW
 * @fd: the descriptor
 * @filp: its file
 * @cmd: which
 * @flock: what
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int fcntl_setlk(unsigned int fd, struct file *filp, unsigned int cmd,
		struct flock *flock)
{
	struct file_lock fl;
	int error;

	locks_init_lock(&fl);
	error = flock_to_posix_lock(filp, &fl, flock);
	if (error)
		return error;
	if ((fl.fl_type == F_RDLCK && !(filp->f_mode & FMODE_READ)) ||
	    (fl.fl_type == F_WRLCK && !(filp->f_mode & FMODE_WRITE)))
		return -EBADF;
	if (cmd == F_OFD_SETLK || cmd == F_OFD_SETLKW) {
		error = make_ofd(&fl, filp, flock);
		if (error)
			return error;
	}
	if (cmd == F_SETLKW || cmd == F_OFD_SETLKW) {
		fl.fl_flags |= FL_SLEEP;
		cmd = F_SETLKW;
	} else {
		cmd = F_SETLK;
	}
	error = setlk_wait(filp, cmd, &fl);
	/* Its close has not seen this lock: nobody else would undo it. */
	if (!error && fl.fl_type != F_UNLCK && !(fl.fl_flags & FL_OFDLCK) &&
	    closed_meanwhile(fd, filp)) {
		fl.fl_type = F_UNLCK;
		fl.fl_flags &= ~FL_SLEEP;
		vfs_lock_file(filp, F_SETLK, &fl, NULL);
		error = -EBADF;
	}
	return error;
}

/**
 * locks_remove_posix() - close: all POSIX locks of an owner on the file go
 * @filp: the file
 * @owner: a descriptor table; or the file itself, for OFD locks
 *
 * Context: may sleep.
 */
void locks_remove_posix(struct file *filp, fl_owner_t owner)
{
	struct file_lock_context *ctx;
	struct file_lock lock;

	ctx = smp_load_acquire(&file_inode(filp)->i_flctx);
	if (likely(!ctx) || list_empty(&ctx->flc_posix))
		return;
	locks_init_lock(&lock);
	lock.fl_type = F_UNLCK;
	lock.fl_flags = FL_POSIX | FL_CLOSE;
	lock.fl_end = OFFSET_MAX;
	lock.fl_owner = owner;
	lock.fl_pid = current->tgid;
	lock.fl_file = filp;
	vfs_lock_file(filp, F_SETLK, &lock, NULL);
}
