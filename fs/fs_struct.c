// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/fs_struct.c - a task's root, working directory and umask
 *
 * I1         root and pwd each hold a reference on their path.
 * I2         users counts the tasks; only under lock.
 *
 * Locking    fs->lock; writers of root and pwd also raise fs->seq, so that a
 *            path walk under RCU samples them without the lock.
 *            Order: task_lock > fs->lock.
 * Entry      set_fs_root() set_fs_pwd() copy_fs_struct() exit_fs()
 *
 * Mirrors: Linux 4.19 fs/fs_struct.c.
 */
#include "internal.h"

#include <linux/fs_struct.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/slab.h>

struct kmem_cache *fs_cachep;

struct fs_struct init_fs = {
	.users	= 1,
	.lock	= __SPIN_LOCK_UNLOCKED(init_fs.lock),
	.seq	= SEQCNT_ZERO(init_fs.seq),
	.umask	= 0022,
};

static void set_fs_path(struct fs_struct *fs, struct path *where,
			const struct path *path)
{
	struct path old;

	path_get(path);
	spin_lock(&fs->lock);
	write_seqcount_begin(&fs->seq);
	old = *where;
	*where = *path;
	write_seqcount_end(&fs->seq);
	spin_unlock(&fs->lock);
	if (old.dentry)
		path_put(&old);
}

/**
 * set_fs_root() - chroot
 * @fs: whose
 * @path: where to; a reference is taken
 *
 * Context: may sleep.
 */
void set_fs_root(struct fs_struct *fs, const struct path *path)
{
	set_fs_path(fs, &fs->root, path);
}

/**
 * set_fs_pwd() - chdir
 * @fs: whose
 * @path: where to; a reference is taken
 *
 * Context: may sleep.
 */
void set_fs_pwd(struct fs_struct *fs, const struct path *path)
{
	set_fs_path(fs, &fs->pwd, path);
}

static int replace_path(struct path *p, const struct path *old,
			const struct path *new)
{
	if (likely(!path_equal(p, old)))
		return 0;
	*p = *new;
	return 1;
}

/**
 * chroot_fs_refs() - pivot_root: whoever was in the old root is in the new
 * @old_root: from
 * @new_root: to
 *
 * Context: may sleep.
 */
void chroot_fs_refs(const struct path *old_root, const struct path *new_root)
{
	struct task_struct *g, *p;
	struct fs_struct *fs;
	int count = 0;

	read_lock(&tasklist_lock);
	for_each_process_thread(g, p) {
		task_lock(p);
		fs = p->fs;
		if (fs) {
			int hits;

			spin_lock(&fs->lock);
			write_seqcount_begin(&fs->seq);
			hits = replace_path(&fs->root, old_root, new_root) +
			       replace_path(&fs->pwd, old_root, new_root);
			write_seqcount_end(&fs->seq);
			for (count += hits; hits; hits--)
				path_get(new_root);
			spin_unlock(&fs->lock);
		}
		task_unlock(p);
	}
	read_unlock(&tasklist_lock);
	while (count--)
		path_put(old_root);
}

/**
 * free_fs_struct() - the last user is gone
 * @fs: to free
 *
 * Context: may sleep.
 */
void free_fs_struct(struct fs_struct *fs)
{
	path_put(&fs->root);
	path_put(&fs->pwd);
	kmem_cache_free(fs_cachep, fs);
}

/**
 * exit_fs() - the task ends
 *
 * Context: may sleep.
 */
void exit_fs(struct task_struct *tsk)
{
	struct fs_struct *fs = tsk->fs;
	int kill;

	if (!fs)
		return;
	task_lock(tsk);
	spin_lock(&fs->lock);
	tsk->fs = NULL;
	kill = !--fs->users;
	spin_unlock(&fs->lock);
	task_unlock(tsk);
	if (kill)
		free_fs_struct(fs);
}

/**
 * copy_fs_struct() - a copy, for fork
 * @old: of this
 *
 * Context: may sleep.
 * Return: the copy, or NULL without memory.
 */
struct fs_struct *copy_fs_struct(struct fs_struct *old)
{
	struct fs_struct *fs = kmem_cache_alloc(fs_cachep, GFP_KERNEL);

	if (!fs)
		return NULL;
	fs->users = 1;
	fs->in_exec = 0;
	spin_lock_init(&fs->lock);
	seqcount_init(&fs->seq);
	fs->umask = old->umask;
	spin_lock(&old->lock);
	fs->root = old->root;
	path_get(&fs->root);
	fs->pwd = old->pwd;
	path_get(&fs->pwd);
	spin_unlock(&old->lock);
	return fs;
}

/**
 * current_umask() - permission bits that new files do not get
 *
 * Context: any.
 * Return: the mask.
 */
int current_umask(void)
{
	return current->fs->umask;
}

/**
 * current_chrooted() - is the task's root not its namespace's?
 *
 * Context: does not sleep.
 * Return: true if so.
 */
bool current_chrooted(void)
{
	struct path ns_root, fs_root;
	bool chrooted;

	mnt_ns_root(&ns_root);
	get_fs_root(current->fs, &fs_root);
	chrooted = !path_equal(&fs_root, &ns_root);
	path_put(&fs_root);
	path_put(&ns_root);
	return chrooted;
}
