// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/notify/inotify/inotify_user.c - inotify(7): the system calls
 *
 * Data       One group per instance, its idr: watch descriptor -> mark.
 * I1         A mark in the idr is attached, or about to be taken out of it by
 *            inotify_freeing_mark(): who finds it there gets a reference.
 * I2         inotify_watches counts the marks that were ever attached and not
 *            yet freed, inotify_devs the groups of a user.
 *
 * Locking    mark_mutex: adding and changing.  idr_lock: the idr.
 * Entry      inotify_user_setup(); inotify_init1(2) inotify_add_watch(2) inotify_rm_watch(2)
 *            /proc/sys/fs/inotify
 *
 * Mirrors: Linux 4.19 fs/notify/inotify/inotify_user.c.
 * Simpler than Linux in: limits are per user, not per user namespace.
 */
#include "inotify.h"

#include <linux/anon_inodes.h>
#include <linux/cred.h>
#include <linux/file.h>
#include <linux/inotify.h>
#include <linux/namei.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/sysctl.h>

/* Every bit that inotify_add_watch(2) knows. */
#define ALL_INOTIFY_BITS \
	(IN_ALL_EVENTS | IN_UNMOUNT | IN_Q_OVERFLOW | IN_IGNORED | \
	 IN_ONLYDIR | IN_DONT_FOLLOW | IN_EXCL_UNLINK | IN_MASK_ADD | \
	 IN_MASK_CREATE | IN_ISDIR | IN_ONESHOT)

static int inotify_max_user_instances = 128;
static int inotify_max_user_watches = 8192;
static int inotify_max_queued_events = 16384;

struct kmem_cache *inotify_inode_mark_cachep;

/* Watches. */

static u32 inotify_arg_to_mask(u32 arg)
{
	return FS_IN_IGNORED | FS_UNMOUNT | FS_EVENT_ON_CHILD |
	       (arg & (IN_ALL_EVENTS | IN_ONESHOT | IN_EXCL_UNLINK));
}

/* Return: the mark of @wd, referenced, or NULL. */
static struct fsnotify_mark *inotify_idr_find(struct fsnotify_group *group,
					      int wd)
{
	struct inotify_inode_mark *i_mark = NULL;

	spin_lock(&group->inotify_data.idr_lock);
	if (wd >= 0)
		i_mark = idr_find(&group->inotify_data.idr, wd);
	if (i_mark)
		fsnotify_get_mark(&i_mark->fsn_mark);
	spin_unlock(&group->inotify_data.idr_lock);
	return i_mark ? &i_mark->fsn_mark : NULL;
}

static int inotify_add_to_idr(struct fsnotify_group *group,
			      struct inotify_inode_mark *i_mark)
{
	int wd;

	idr_preload(GFP_KERNEL);
	spin_lock(&group->inotify_data.idr_lock);
	wd = idr_alloc_cyclic(&group->inotify_data.idr, i_mark, 1, 0,
			      GFP_NOWAIT);
	if (wd >= 0)
		i_mark->wd = wd;
	spin_unlock(&group->inotify_data.idr_lock);
	idr_preload_end();
	return wd;
}

static void inotify_remove_from_idr(struct fsnotify_group *group,
				    struct inotify_inode_mark *i_mark)
{
	spin_lock(&group->inotify_data.idr_lock);
	idr_remove(&group->inotify_data.idr, i_mark->wd);
	i_mark->wd = -1;
	spin_unlock(&group->inotify_data.idr_lock);
}

/* mark_mutex held.  Return: the watch descriptor or an errno. */
static int inotify_new_watch(struct fsnotify_group *group, struct inode *inode,
			     u32 arg)
{
	struct user_struct *user = group->inotify_data.user;
	struct inotify_inode_mark *i_mark;
	int ret;

	i_mark = kmem_cache_zalloc(inotify_inode_mark_cachep, GFP_KERNEL);
	if (!i_mark)
		return -ENOMEM;
	fsnotify_init_mark(&i_mark->fsn_mark, group);
	i_mark->fsn_mark.mask = inotify_arg_to_mask(arg);
	i_mark->wd = -1;

	ret = -ENOSPC;
	if (atomic_inc_return(&user->inotify_watches) > inotify_max_user_watches)
		goto uncount;
	ret = inotify_add_to_idr(group, i_mark);
	if (ret < 0)
		goto uncount;
	ret = fsnotify_add_mark_locked(&i_mark->fsn_mark, inode);
	if (ret) {
		inotify_remove_from_idr(group, i_mark);
		goto uncount;
	}
	ret = i_mark->wd;
	goto put;

uncount:
	atomic_dec(&user->inotify_watches);
put:
	fsnotify_put_mark(&i_mark->fsn_mark);
	return ret;
}

/* mark_mutex held.  Return: the watch descriptor or an errno. */
static int inotify_update_watch(struct fsnotify_group *group,
				struct inode *inode, u32 arg)
{
	struct fsnotify_mark *mark = fsnotify_find_inode_mark(group, inode);
	u32 mask = inotify_arg_to_mask(arg);
	int ret;

	if (!mark)
		return inotify_new_watch(group, inode, arg);
	if (arg & IN_MASK_CREATE) {
		ret = -EEXIST;
	} else {
		if (arg & IN_MASK_ADD)
			mask |= mark->mask;
		fsnotify_set_mark_mask_locked(mark, mask);
		ret = INOTIFY_M(mark)->wd;
	}
	fsnotify_put_mark(mark);
	return ret;
}

static int inotify_find_inode(const char __user *pathname, struct path *path,
			      u32 arg)
{
	unsigned int flags = 0;
	int error;

	if (!(arg & IN_DONT_FOLLOW))
		flags |= LOOKUP_FOLLOW;
	if (arg & IN_ONLYDIR)
		flags |= LOOKUP_DIRECTORY;
	error = user_path_at(AT_FDCWD, pathname, flags, path);
	if (error)
		return error;
	error = inode_permission(path->dentry->d_inode, MAY_READ);
	if (error)
		path_put(path);
	return error;
}

SYSCALL_DEFINE3(inotify_add_watch, int, fd, const char __user *, pathname,
		u32, mask)
{
	struct fsnotify_group *group;
	struct path path;
	struct fd f;
	int ret;

	if (!(mask & ALL_INOTIFY_BITS))
		return -EINVAL;
	f = fdget(fd);
	if (!f.file)
		return -EBADF;
	ret = -EINVAL;
	if ((mask & IN_MASK_ADD) && (mask & IN_MASK_CREATE))
		goto fdput;
	if (f.file->f_op != &inotify_fops)
		goto fdput;
	ret = inotify_find_inode(pathname, &path, mask);
	if (ret)
		goto fdput;
	group = f.file->private_data;
	mutex_lock(&group->mark_mutex);
	ret = inotify_update_watch(group, path.dentry->d_inode, mask);
	mutex_unlock(&group->mark_mutex);
	path_put(&path);
fdput:
	fdput(f);
	return ret;
}

SYSCALL_DEFINE2(inotify_rm_watch, int, fd, __s32, wd)
{
	struct fsnotify_mark *mark;
	struct fd f = fdget(fd);
	int ret = -EINVAL;

	if (!f.file)
		return -EBADF;
	if (f.file->f_op != &inotify_fops)
		goto fdput;
	mark = inotify_idr_find(f.file->private_data, wd);
	if (!mark)
		goto fdput;
	fsnotify_destroy_mark(mark);
	fsnotify_put_mark(mark);
	ret = 0;
fdput:
	fdput(f);
	return ret;
}

/* Instances. */

static struct fsnotify_group *inotify_new_group(void)
{
	struct inotify_event_info *overflow;
	struct fsnotify_group *group;

	group = fsnotify_alloc_group(&inotify_fsnotify_ops);
	if (IS_ERR(group))
		return group;
	spin_lock_init(&group->inotify_data.idr_lock);
	idr_init(&group->inotify_data.idr);
	group->max_events = inotify_max_queued_events;

	overflow = kzalloc(sizeof(*overflow) + 1, GFP_KERNEL);
	if (!overflow) {
		fsnotify_destroy_group(group);
		return ERR_PTR(-ENOMEM);
	}
	INIT_LIST_HEAD(&overflow->fse.list);
	overflow->fse.mask = FS_Q_OVERFLOW;
	overflow->wd = -1;
	group->overflow_event = &overflow->fse;

	group->inotify_data.user = get_current_user();
	if (atomic_inc_return(&group->inotify_data.user->inotify_devs) >
	    inotify_max_user_instances) {
		fsnotify_destroy_group(group);
		return ERR_PTR(-EMFILE);
	}
	return group;
}

static int do_inotify_init(int flags)
{
	struct fsnotify_group *group;
	int fd;

	if (flags & ~(IN_CLOEXEC | IN_NONBLOCK))
		return -EINVAL;
	group = inotify_new_group();
	if (IS_ERR(group))
		return PTR_ERR(group);
	fd = anon_inode_getfd("inotify", &inotify_fops, group,
			      O_RDONLY | flags);
	if (fd < 0)
		fsnotify_destroy_group(group);
	return fd;
}

SYSCALL_DEFINE1(inotify_init1, int, flags)
{
	return do_inotify_init(flags);
}

SYSCALL_DEFINE0(inotify_init)
{
	return do_inotify_init(0);
}

/* /proc/sys/fs/inotify */

#define LIMIT(name, var) \
	{ .procname = name, .data = &(var), .maxlen = sizeof(int), \
	  .mode = 0644, .proc_handler = proc_dointvec_minmax, \
	  .extra1 = SYSCTL_ZERO }

static struct ctl_table inotify_table[] = {
	LIMIT("max_user_instances", inotify_max_user_instances),
	LIMIT("max_user_watches", inotify_max_user_watches),
	LIMIT("max_queued_events", inotify_max_queued_events),
	{ }
};

/**
 * inotify_user_setup() - inotify works afterwards, and has its tunables
 *
 * Context: boot, once; /proc/sys is there.
 */
void __init inotify_user_setup(void)
{
	BUILD_BUG_ON(IN_ACCESS != FS_ACCESS || IN_MODIFY != FS_MODIFY ||
		     IN_ATTRIB != FS_ATTRIB || IN_OPEN != FS_OPEN ||
		     IN_CLOSE_WRITE != FS_CLOSE_WRITE ||
		     IN_CLOSE_NOWRITE != FS_CLOSE_NOWRITE);
	BUILD_BUG_ON(IN_MOVED_FROM != FS_MOVED_FROM ||
		     IN_MOVED_TO != FS_MOVED_TO || IN_CREATE != FS_CREATE ||
		     IN_DELETE != FS_DELETE || IN_MOVE_SELF != FS_MOVE_SELF ||
		     IN_DELETE_SELF != FS_DELETE_SELF);
	BUILD_BUG_ON(IN_UNMOUNT != FS_UNMOUNT || IN_ISDIR != FS_ISDIR ||
		     IN_Q_OVERFLOW != FS_Q_OVERFLOW ||
		     IN_IGNORED != FS_IN_IGNORED ||
		     IN_EXCL_UNLINK != FS_EXCL_UNLINK ||
		     IN_ONESHOT != FS_IN_ONESHOT);
	inotify_inode_mark_cachep = KMEM_CACHE(inotify_inode_mark, SLAB_PANIC);
	register_sysctl("fs/inotify", inotify_table);
}
