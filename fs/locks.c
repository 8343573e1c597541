// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/locks.c - advisory file locks: waiting, and flock(2)
 *
 * Data       inode->i_flctx, made by the first lock: flc_flock and flc_posix, the
 *            locks that are held.  A lock's fl_blocked_requests: who waits for
 *            it; such a waiter has fl_blocker set.
 * I1         Locks in one list do not conflict.
 * I2         A waiter waits for one lock.  When that goes or shrinks, it is woken
 *            and tries again.
 * I3         POSIX waiters are in blocked_hash by owner, so that a circle of
 *            owners waiting for each other is found before it closes: EDEADLK.
 *
 * Locking    ctx->flc_lock: the lists of held locks.  blocked_lock_lock, inside:
 *            who waits for whom.
 * Lifetime   A flock belongs to the struct file, a POSIX lock to the descriptor
 *            table, an OFD lock to the file but in POSIX's list.
 * Entry      locks_remove_posix() locks_remove_file() flock(2); POSIX and OFD
 *            locks are in locks_posix.c
 *
 * Mirrors: Linux 4.19 fs/locks.c.
 * Simpler than Linux in: no leases, no delegations, no mandatory locks.
 */
#include "locks.h"

#include <linux/file.h>
#include <linux/hash.h>
#include <linux/init.h>
#include <linux/sched.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/syscalls.h>

#define BLOCKED_HASH_BITS	5

static DEFINE_SPINLOCK(blocked_lock_lock);
static struct hlist_head blocked_hash[1 << BLOCKED_HASH_BITS];

static struct kmem_cache *flctx_cache;
static struct kmem_cache *filelock_cache;

/* Memory. */

/**
 * locks_init_lock() - an empty lock
 * @fl: its memory
 *
 * Context: any.
 */
void locks_init_lock(struct file_lock *fl)
{
	memset(fl, 0, sizeof(*fl));
	INIT_LIST_HEAD(&fl->fl_list);
	INIT_HLIST_NODE(&fl->fl_link);
	INIT_LIST_HEAD(&fl->fl_blocked_requests);
	INIT_LIST_HEAD(&fl->fl_blocked_member);
	init_waitqueue_head(&fl->fl_wait);
}

/**
 * locks_alloc_lock() - the same, allocated
 *
 * Context: may sleep.
 * Return: the lock, or NULL without memory.
 */
struct file_lock *locks_alloc_lock(void)
{
	struct file_lock *fl = kmem_cache_alloc(filelock_cache, GFP_KERNEL);

	if (fl)
		locks_init_lock(fl);
	return fl;
}

/**
 * locks_free_lock() - free a lock that is on no list
 * @fl: the lock, or NULL
 *
 * Context: any.
 */
void locks_free_lock(struct file_lock *fl)
{
	if (!fl)
		return;
	WARN_ON(!list_empty(&fl->fl_list) ||
		!list_empty(&fl->fl_blocked_requests) ||
		!list_empty(&fl->fl_blocked_member));
	kmem_cache_free(filelock_cache, fl);
}

/**
 * locks_copy_lock() - the same range, type and owner
 * @new: to fill, not on any list
 * @fl: from
 *
 * Context: any.
 */
void locks_copy_lock(struct file_lock *new, struct file_lock *fl)
{
	new->fl_owner = fl->fl_owner;
	new->fl_flags = fl->fl_flags;
	new->fl_type = fl->fl_type;
	new->fl_pid = fl->fl_pid;
	new->fl_file = fl->fl_file;
	new->fl_start = fl->fl_start;
	new->fl_end = fl->fl_end;
}

/**
 * locks_get_lock_context() - the lock lists of an inode
 * @inode: the inode
 * @type: F_UNLCK: do not make them
 *
 * Context: may sleep.
 * Return: the lists or NULL.
 */
struct file_lock_context *locks_get_lock_context(struct inode *inode, int type)
{
	struct file_lock_context *ctx = smp_load_acquire(&inode->i_flctx);

	if (likely(ctx) || type == F_UNLCK)
		return ctx;
	ctx = kmem_cache_alloc(flctx_cache, GFP_KERNEL);
	if (!ctx)
		return NULL;
	spin_lock_init(&ctx->flc_lock);
	INIT_LIST_HEAD(&ctx->flc_flock);
	INIT_LIST_HEAD(&ctx->flc_posix);
	/* Somebody else may have been faster. */
	if (cmpxchg(&inode->i_flctx, NULL, ctx)) {
		kmem_cache_free(flctx_cache, ctx);
		ctx = smp_load_acquire(&inode->i_flctx);
	}
	return ctx;
}

/**
 * locks_free_lock_context() - the inode goes
 *
 * Context: any.
 */
void locks_free_lock_context(struct inode *inode)
{
	struct file_lock_context *ctx = inode->i_flctx;

	if (unlikely(ctx)) {
		WARN_ON(!list_empty(&ctx->flc_flock) ||
			!list_empty(&ctx->flc_posix));
		kmem_cache_free(flctx_cache, ctx);
	}
}

/* Lists. */

/* flc_lock held; the lists are in order of their start. */
void locks_insert_lock(struct file_lock *fl, struct list_head *before)
{
	list_add_tail(&fl->fl_list, before);
}

/* flc_lock held; who waited for the lock tries again. */
void locks_unlink_lock(struct file_lock *fl, struct list_head *dispose)
{
	list_move(&fl->fl_list, dispose);
	locks_wake_up_blocks(fl);
}

/* No spinlock held: freeing a lock may call its filesystem. */
void locks_dispose_list(struct list_head *dispose)
{
	while (!list_empty(dispose)) {
		struct file_lock *fl;

		fl = list_first_entry(dispose, struct file_lock, fl_list);
		list_del_init(&fl->fl_list);
		locks_free_lock(fl);
	}
}

/* Waiting; blocked_lock_lock held for the __ ones. */

static struct hlist_head *blocked_chain(fl_owner_t owner)
{
	return &blocked_hash[hash_ptr(owner, BLOCKED_HASH_BITS)];
}

static void __locks_delete_block(struct file_lock *waiter)
{
	hlist_del_init(&waiter->fl_link);
	list_del_init(&waiter->fl_blocked_member);
	waiter->fl_blocker = NULL;
}

/* I3: does @blocker's owner wait, over any number of steps, for @waiter's? */
static bool would_deadlock(struct file_lock *waiter, struct file_lock *blocker)
{
	struct file_lock *fl;
	int steps;

	/* A file that is shared may be unlocked by another task. */
	if (waiter->fl_flags & (FL_OFDLCK | FL_FLOCK))
		return false;
	for (steps = 0; steps < 10; steps++) {
		struct file_lock *next = NULL;

		hlist_for_each_entry(fl, blocked_chain(blocker->fl_owner),
				     fl_link) {
			if (fl->fl_owner == blocker->fl_owner)
				next = fl->fl_blocker;
		}
		if (!next)
			return false;
		if (next->fl_owner == waiter->fl_owner)
			return true;
		blocker = next;
	}
	return false;
}

/**
 * locks_block() - wait for a lock that conflicts
 * @blocker: that lock; its ctx->flc_lock is held
 * @waiter: ours
 *
 * Context: does not sleep.
 * Return: FILE_LOCK_DEFERRED, or -EDEADLK and not waiting.
 */
int locks_block(struct file_lock *blocker, struct file_lock *waiter)
{
	int error = FILE_LOCK_DEFERRED;

	spin_lock(&blocked_lock_lock);
	if (would_deadlock(waiter, blocker)) {
		error = -EDEADLK;
	} else {
		waiter->fl_blocker = blocker;
		list_add_tail(&waiter->fl_blocked_member,
			      &blocker->fl_blocked_requests);
		if ((waiter->fl_flags & FL_POSIX) &&
		    !(waiter->fl_flags & FL_OFDLCK))
			hlist_add_head(&waiter->fl_link,
				       blocked_chain(waiter->fl_owner));
	}
	spin_unlock(&blocked_lock_lock);
	return error;
}

/**
 * locks_wake_up_blocks() - a lock goes or shrinks: who waited tries again (I2)
 * @blocker: the lock
 *
 * Context: does not sleep.
 */
void locks_wake_up_blocks(struct file_lock *blocker)
{
	/* New waiters come under flc_lock, which the caller holds. */
	if (list_empty(&blocker->fl_blocked_requests))
		return;
	spin_lock(&blocked_lock_lock);
	while (!list_empty(&blocker->fl_blocked_requests)) {
		struct file_lock *waiter;

		waiter = list_first_entry(&blocker->fl_blocked_requests,
					  struct file_lock, fl_blocked_member);
		__locks_delete_block(waiter);
		wake_up(&waiter->fl_wait);
	}
	spin_unlock(&blocked_lock_lock);
}

/**
 * locks_delete_block() - stop waiting
 * @waiter: may or may not be waiting
 *
 * Context: does not sleep.
 */
void locks_delete_block(struct file_lock *waiter)
{
	spin_lock(&blocked_lock_lock);
	if (waiter->fl_blocker)
		__locks_delete_block(waiter);
	spin_unlock(&blocked_lock_lock);
}

/**
 * locks_wait() - sleep until locks_wake_up_blocks()
 * @fl: ours, by locks_block()
 *
 * Context: may sleep.
 * Return: 0 or -ERESTARTSYS.
 */
int locks_wait(struct file_lock *fl)
{
	return wait_event_interruptible(fl->fl_wait,
					!READ_ONCE(fl->fl_blocker));
}

/* flock(2): a lock of the whole file, owned by the struct file. */

static bool flock_conflict(const struct file_lock *a, const struct file_lock *b)
{
	if (a->fl_file == b->fl_file)
		return false;
	return a->fl_type == F_WRLCK || b->fl_type == F_WRLCK;
}

static int flock_locked(struct file_lock_context *ctx,
			struct file_lock *request, struct file_lock **new_fl,
			struct list_head *dispose)
{
	struct file_lock *fl;
	bool found = false;

	list_for_each_entry(fl, &ctx->flc_flock, fl_list) {
		if (request->fl_file != fl->fl_file)
			continue;
		if (request->fl_type == fl->fl_type)
			return 0;
		/* A change of type is an unlock and a new lock, in flock(2). */
		found = true;
		locks_unlink_lock(fl, dispose);
		break;
	}
	if (request->fl_type == F_UNLCK)
		return (request->fl_flags & FL_EXISTS) && !found ? -ENOENT : 0;
	list_for_each_entry(fl, &ctx->flc_flock, fl_list) {
		if (!flock_conflict(request, fl))
			continue;
		if (!(request->fl_flags & FL_SLEEP))
			return -EAGAIN;
		return locks_block(fl, request);
	}
	if (request->fl_flags & FL_ACCESS)
		return 0;
	locks_copy_lock(*new_fl, request);
	locks_insert_lock(*new_fl, &ctx->flc_flock);
	*new_fl = NULL;
	return 0;
}

static int flock_lock_inode(struct inode *inode, struct file_lock *request)
{
	struct file_lock_context *ctx;
	struct file_lock *new_fl = NULL;
	LIST_HEAD(dispose);
	int error;

	ctx = locks_get_lock_context(inode, request->fl_type);
	if (!ctx) {
		if (request->fl_type != F_UNLCK)
			return -ENOMEM;
		return request->fl_flags & FL_EXISTS ? -ENOENT : 0;
	}
	if (request->fl_type != F_UNLCK) {
		new_fl = locks_alloc_lock();
		if (!new_fl)
			return -ENOMEM;
	}
	spin_lock(&ctx->flc_lock);
	error = flock_locked(ctx, request, &new_fl, &dispose);
	spin_unlock(&ctx->flc_lock);
	locks_free_lock(new_fl);
	locks_dispose_list(&dispose);
	return error;
}

static int flock_lock_inode_wait(struct inode *inode, struct file_lock *fl)
{
	int error;

	might_sleep();
	for (;;) {
		error = flock_lock_inode(inode, fl);
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
 * locks_lock_inode_wait() - lock, waiting if FL_SLEEP
 * @inode: the file
 * @fl: what
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int locks_lock_inode_wait(struct inode *inode, struct file_lock *fl)
{
	switch (fl->fl_flags & (FL_POSIX | FL_FLOCK)) {
	case FL_POSIX:
		return posix_lock_inode_wait(inode, fl);
	case FL_FLOCK:
		return flock_lock_inode_wait(inode, fl);
	}
	return -EINVAL;
}

static void flock_make_lock(struct file *filp, struct file_lock *fl, int type)
{
	locks_init_lock(fl);
	fl->fl_file = filp;
	fl->fl_owner = filp;
	fl->fl_pid = current->tgid;
	fl->fl_flags = FL_FLOCK;
	fl->fl_type = type;
	fl->fl_end = OFFSET_MAX;
}

SYSCALL_DEFINE2(flock, unsigned int, fd, unsigned int, cmd)
{
	bool can_sleep = !(cmd & LOCK_NB);
	struct file_lock lock;
	int type, error;
	struct fd f;

	switch (cmd & ~LOCK_NB) {
	case LOCK_SH:
		type = F_RDLCK;
		break;
	case LOCK_EX:
		type = F_WRLCK;
		break;
	case LOCK_UN:
		type = F_UNLCK;
		break;
	default:
		return -EINVAL;
	}
	f = fdget(fd);
	if (!f.file)
		return -EBADF;
	error = -EBADF;
	if (type != F_UNLCK && !(f.file->f_mode & (FMODE_READ | FMODE_WRITE)))
		goto out;
	flock_make_lock(f.file, &lock, type);
	if (can_sleep)
		lock.fl_flags |= FL_SLEEP;
	if (f.file->f_op->flock)
		error = f.file->f_op->flock(f.file, can_sleep ?
					    F_SETLKW : F_SETLK, &lock);
	else
		error = locks_lock_inode_wait(file_inode(f.file), &lock);
out:
	fdput(f);
	return error;
}

/* Ends. */

/**
 * locks_remove_file() - the last reference to an open file goes
 *
 * Context: may sleep.
 */
void locks_remove_file(struct file *filp)
{
	struct file_lock_context *ctx;
	struct file_lock fl;

	ctx = smp_load_acquire(&file_inode(filp)->i_flctx);
	if (likely(!ctx))
		return;
	locks_remove_posix(filp, filp);		/* OFD */
	if (list_empty(&ctx->flc_flock))
		return;
	flock_make_lock(filp, &fl, F_UNLCK);
	fl.fl_flags |= FL_CLOSE;
	if (filp->f_op->flock)
		filp->f_op->flock(filp, F_SETLKW, &fl);
	else
		flock_lock_inode(file_inode(filp), &fl);
}

static void show_one_lock(struct seq_file *f, struct file_lock *fl)
{
	struct inode *inode = file_inode(fl->fl_file);

	seq_printf(f, "lock:\t1: %s %s %s %d %02x:%02x:%ld %lld ",
		   fl->fl_flags & FL_FLOCK ? "FLOCK " :
		   fl->fl_flags & FL_OFDLCK ? "OFDLCK" : "POSIX ",
		   "ADVISORY ", fl->fl_type == F_WRLCK ? "WRITE" : "READ ",
		   fl->fl_flags & FL_OFDLCK ? -1 : (int)fl->fl_pid,
		   MAJOR(inode->i_sb->s_dev), MINOR(inode->i_sb->s_dev),
		   inode->i_ino, fl->fl_flags & FL_FLOCK ? 0 : fl->fl_start);
	if (fl->fl_flags & FL_FLOCK || fl->fl_end == OFFSET_MAX)
		seq_puts(f, "EOF\n");
	else
		seq_printf(f, "%lld\n", fl->fl_end);
}

/**
 * show_fd_locks() - the locks of an open file, for /proc/PID/fdinfo
 * @f: where to
 * @filp: the file
 * @files: the descriptor table it is in
 *
 * Context: does not sleep.
 */
void show_fd_locks(struct seq_file *f, struct file *filp,
		   struct files_struct *files)
{
	struct file_lock_context *ctx;
	struct file_lock *fl;

	ctx = smp_load_acquire(&file_inode(filp)->i_flctx);
	if (!ctx)
		return;
	spin_lock(&ctx->flc_lock);
	list_for_each_entry(fl, &ctx->flc_flock, fl_list) {
		if (fl->fl_file == filp)
			show_one_lock(f, fl);
	}
	list_for_each_entry(fl, &ctx->flc_posix, fl_list) {
		if (fl->fl_file == filp && (fl->fl_owner == files ||
					    fl->fl_owner == filp))
			show_one_lock(f, fl);
	}
	spin_unlock(&ctx->flc_lock);
}

/**
 * filelock_init() - the slabs
 *
 * Context: boot, once.
 */
void __init filelock_init(void)
{
	flctx_cache = KMEM_CACHE(file_lock_context, SLAB_PANIC);
	filelock_cache = KMEM_CACHE(file_lock, SLAB_PANIC);
}
