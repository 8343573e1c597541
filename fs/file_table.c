// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/file_table.c - the life of struct file
 *
 * Data       filp_cachep: the slab.  nr_files: how many exist, kept per CPU and
 *            folded into one number 32 at a time.
 * I1         f_count > 0 while the file is in a descriptor table or borrowed;
 *            only the drop to zero starts __fput(), exactly once.
 * I2         __fput() runs without locks and may sleep: for a task, on its way
 *            back to user mode; for interrupts and kernel threads, by work.
 *
 * Lifetime   alloc_empty_file() .. fput() .. __fput() .. one RCU grace period,
 *            because descriptor lookups read f_count of a file that may be dead.
 * Entry      alloc_empty_file() alloc_file() alloc_file_pseudo() fput()
 *
 * Mirrors: Linux 4.19 fs/file_table.c.
 */
#include "internal.h"

#include <linux/cdev.h>
#include <linux/cred.h>
#include <linux/eventpoll.h>
#include <linux/filelock.h>
#include <linux/fsnotify.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/mount.h>
#include <linux/slab.h>
#include <linux/task_work.h>
#include <linux/workqueue.h>

#define NR_FILES_BATCH	32

struct files_stat_struct files_stat = { .max_files = NR_FILE };

static struct kmem_cache *filp_cachep;
static atomic_long_t nr_files;
static DEFINE_PER_CPU(int, nr_files_delta);

static LLIST_HEAD(delayed_fput_list);

static void nr_files_add(int n)
{
	int delta = this_cpu_add_return(nr_files_delta, n);

	if (unlikely(delta >= NR_FILES_BATCH || delta <= -NR_FILES_BATCH)) {
		this_cpu_sub(nr_files_delta, delta);
		atomic_long_add(delta, &nr_files);
	}
}

/**
 * get_nr_files() - how many open files there are
 *
 * Context: any.
 * Return: the exact sum, of some moment.
 */
long get_nr_files(void)
{
	long sum = atomic_long_read(&nr_files);
	int cpu;

	for_each_possible_cpu(cpu)
		sum += per_cpu(nr_files_delta, cpu);
	return max(sum, 0L);
}

/**
 * get_max_files() - how many there may be
 *
 * Context: any.
 * Return: file-max.
 */
unsigned long get_max_files(void)
{
	return files_stat.max_files;
}

/* Birth. */

static struct file *__alloc_file(int flags, const struct cred *cred)
{
	struct file *f = kmem_cache_zalloc(filp_cachep, GFP_KERNEL);

	if (unlikely(!f))
		return ERR_PTR(-ENOMEM);
	f->f_cred = get_cred(cred);
	atomic_long_set(&f->f_count, 1);
	rwlock_init(&f->f_owner.lock);
	spin_lock_init(&f->f_lock);
	mutex_init(&f->f_pos_lock);
	INIT_LIST_HEAD(&f->f_ep_links);
	INIT_LIST_HEAD(&f->f_tfile_llink);
	f->f_flags = flags;
	f->f_mode = OPEN_FMODE(flags);
	return f;
}

/**
 * alloc_empty_file() - a file that is not open yet
 * @flags: O_* as kept in f_flags
 * @cred: whose; a reference is taken
 *
 * Context: may sleep.
 * Return: the file, -ENFILE beyond file-max, -ENOMEM.
 */
struct file *alloc_empty_file(int flags, const struct cred *cred)
{
	static unsigned long old_max;
	struct file *f;

	/* The cheap sum first; the capability only when it matters. */
	if (unlikely(atomic_long_read(&nr_files) >= files_stat.max_files) &&
	    get_nr_files() >= files_stat.max_files && !capable(CAP_SYS_ADMIN)) {
		if (files_stat.max_files > old_max) {
			pr_info("VFS: file-max limit %lu reached\n",
				get_max_files());
			old_max = files_stat.max_files;
		}
		return ERR_PTR(-ENFILE);
	}
	f = __alloc_file(flags, cred);
	if (!IS_ERR(f))
		nr_files_add(1);
	return f;
}

/**
 * alloc_file() - a file opened without open(2): pipe, socket
 * @path: its place; on success the file owns the reference
 * @flags: O_*
 * @fop: its operations
 *
 * Context: may sleep.
 * Return: the file, or an ERR_PTR.
 */
struct file *alloc_file(const struct path *path, int flags,
			const struct file_operations *fop)
{
	struct file *file = alloc_empty_file(flags, current_cred());

	if (IS_ERR(file))
		return file;
	file->f_path = *path;
	file->f_inode = path->dentry->d_inode;
	file->f_mapping = path->dentry->d_inode->i_mapping;
	file->f_wb_err = errseq_sample(&file->f_mapping->wb_err);
	if ((file->f_mode & FMODE_READ) && likely(fop->read || fop->read_iter))
		file->f_mode |= FMODE_CAN_READ;
	if ((file->f_mode & FMODE_WRITE) &&
	    likely(fop->write || fop->write_iter))
		file->f_mode |= FMODE_CAN_WRITE;
	file->f_mode |= FMODE_OPENED;
	file->f_op = fop;
	return file;
}

static const struct dentry_operations anon_ops = {
	.d_dname	= simple_dname,
};

/**
 * alloc_file_pseudo() - the same, and the dentry with it
 * @inode: its reference is taken on success
 * @mnt: an internal mount
 * @name: for d_path()
 * @flags: O_*
 * @fops: its operations
 *
 * Context: may sleep.
 * Return: the file, or an ERR_PTR with @inode untouched.
 */
struct file *alloc_file_pseudo(struct inode *inode, struct vfsmount *mnt,
			       const char *name, int flags,
			       const struct file_operations *fops)
{
	struct qstr this = QSTR(name);
	struct path path;
	struct file *file;

	path.dentry = d_alloc_pseudo(mnt->mnt_sb, &this);
	if (!path.dentry)
		return ERR_PTR(-ENOMEM);
	if (!mnt->mnt_sb->s_d_op)
		d_set_d_op(path.dentry, &anon_ops);
	path.mnt = mntget(mnt);
	d_instantiate(path.dentry, inode);
	file = alloc_file(&path, flags, fops);
	if (IS_ERR(file)) {
		ihold(inode);
		path_put(&path);
	}
	return file;
}

/**
 * alloc_file_clone() - a second file at the same place: a pipe's other end
 * @base: the first
 * @flags: O_*
 * @fops: its operations
 *
 * Context: may sleep.
 * Return: the file, or an ERR_PTR.
 */
struct file *alloc_file_clone(struct file *base, int flags,
			      const struct file_operations *fops)
{
	struct file *f = alloc_file(&base->f_path, flags, fops);

	if (!IS_ERR(f)) {
		path_get(&f->f_path);
		f->f_mapping = base->f_mapping;
	}
	return f;
}

/* Death. */

static void file_free_rcu(struct rcu_head *head)
{
	kmem_cache_free(filp_cachep,
			container_of(head, struct file, f_u.fu_rcuhead));
}

static void file_free(struct file *f)
{
	nr_files_add(-1);
	put_cred(f->f_cred);
	call_rcu(&f->f_u.fu_rcuhead, file_free_rcu);
}

/* The opposite of do_dentry_open(). */
static void __fput(struct file *file)
{
	struct dentry *dentry = file->f_path.dentry;
	struct vfsmount *mnt = file->f_path.mnt;
	struct inode *inode = file->f_inode;
	fmode_t mode = file->f_mode;

	if (unlikely(!(mode & FMODE_OPENED)))
		goto out;
	might_sleep();

	fsnotify_close(file);
	eventpoll_release(file);
	locks_remove_file(file);
	if (unlikely(file->f_flags & FASYNC) && file->f_op->fasync)
		file->f_op->fasync(-1, file, 0);
	if (file->f_op->release)
		file->f_op->release(inode, file);
	if (unlikely(S_ISCHR(inode->i_mode) && inode->i_cdev &&
		     !(mode & FMODE_PATH)))
		cdev_put(inode->i_cdev);
	fops_put(file->f_op);
	if (unlikely(file->f_owner.pid))
		f_delown(file);
	if (mode & FMODE_WRITER) {
		put_write_access(inode);
		__mnt_drop_write(mnt);
	}
	dput(dentry);
	mntput(mnt);
out:
	file_free(file);
}

static void delayed_fput(struct work_struct *unused)
{
	struct llist_node *node = llist_del_all(&delayed_fput_list);
	struct file *f, *t;

	llist_for_each_entry_safe(f, t, node, f_u.fu_llist)
		__fput(f);
}

static void ____fput(struct callback_head *work)
{
	__fput(container_of(work, struct file, f_u.fu_rcuhead));
}

static DECLARE_DELAYED_WORK(delayed_fput_work, delayed_fput);

/**
 * flush_delayed_fput() - finish what kernel threads have closed so far
 *
 * Boot needs it: a file just written must not be busy when it is executed.
 *
 * Context: may sleep.
 */
void flush_delayed_fput(void)
{
	delayed_fput(NULL);
}

/**
 * fput() - drop a reference
 * @file: referenced by the caller
 *
 * Context: any, interrupts included; the last one's work happens later (I2).
 */
void fput(struct file *file)
{
	struct task_struct *task = current;

	if (!atomic_long_dec_and_test(&file->f_count))
		return;
	if (likely(!in_interrupt() && !(task->flags & PF_KTHREAD))) {
		init_task_work(&file->f_u.fu_rcuhead, ____fput);
		if (!task_work_add(task, &file->f_u.fu_rcuhead, true))
			return;
		/* The task is past exit_task_work(). */
	}
	if (llist_add(&file->f_u.fu_llist, &delayed_fput_list))
		schedule_delayed_work(&delayed_fput_work, 1);
}

/* Start of the world. */

/**
 * files_init() - the slab
 *
 * Context: boot, once.
 */
void __init files_init(void)
{
	filp_cachep = kmem_cache_create("filp", sizeof(struct file), 0,
					SLAB_HWCACHE_ALIGN | SLAB_PANIC, NULL);
}

/**
 * files_maxfiles_init() - file-max: a tenth of memory, in files of 1 KiB
 *
 * Context: boot, once the memory is known.
 */
void __init files_maxfiles_init(void)
{
	unsigned long n = totalram_pages * (PAGE_SIZE / 1024) / 10;

	files_stat.max_files = max_t(unsigned long, n, NR_FILE);
}
