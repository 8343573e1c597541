// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/mount_syscalls.c - mount, umount2, pivot_root
 *
 * I1         Every change of a namespace needs CAP_SYS_ADMIN over its owner.
 * I2         A mount never becomes its own ancestor (ELOOP), and the same
 *            filesystem is not mounted twice in a row at one place (EBUSY).
 *
 * Entry      do_mount() path_umount(); mount(2), umount2(2), pivot_root(2)
 *
 * Mirrors: the system calls of Linux 4.19 fs/namespace.c.
 * Simpler than Linux in: MS_SHARED is refused (EINVAL): mounts are private, and
 * MS_SLAVE of a private mount is private, as in Linux.
 */
#include "internal.h"

#include <linux/capability.h>
#include <linux/fs_struct.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/namei.h>
#include <linux/nsproxy.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include "mount.h"

/* New mounts. */

/*
 * MS_* of mount(2) that belong to the mount; the filesystem gets the others.
 */
static int mnt_flags_of(unsigned long flags)
{
	int mnt_flags = 0;

	if (!(flags & MS_NOATIME))
		mnt_flags |= MNT_RELATIME;
	if (flags & MS_NOSUID)
		mnt_flags |= MNT_NOSUID;
	if (flags & MS_NODEV)
		mnt_flags |= MNT_NODEV;
	if (flags & MS_NOEXEC)
		mnt_flags |= MNT_NOEXEC;
	if (flags & MS_NOATIME)
		mnt_flags |= MNT_NOATIME;
	if (flags & MS_NODIRATIME)
		mnt_flags |= MNT_NODIRATIME;
	if (flags & MS_STRICTATIME)
		mnt_flags &= ~(MNT_RELATIME | MNT_NOATIME);
	if (flags & MS_RDONLY)
		mnt_flags |= MNT_READONLY;
	if (flags & MS_NOSYMFOLLOW)
		mnt_flags |= MNT_NOSYMFOLLOW;
	return mnt_flags;
}

static int do_add_mount(struct mount *newmnt, struct path *path, int mnt_flags)
{
	struct mountpoint *mp;
	struct mount *parent;
	int err;

	mnt_flags &= ~MNT_INTERNAL_FLAGS;
	mp = lock_mount(path);
	if (IS_ERR(mp))
		return PTR_ERR(mp);
	parent = real_mount(path->mnt);
	err = -EINVAL;
	if (unlikely(!check_mnt(parent)))
		goto unlock;
	err = -EBUSY;		/* I2 */
	if (path->mnt->mnt_sb == newmnt->mnt.mnt_sb &&
	    path->mnt->mnt_root == path->dentry)
		goto unlock;
	err = -EINVAL;
	if (d_is_symlink(newmnt->mnt.mnt_root))
		goto unlock;
	newmnt->mnt.mnt_flags = mnt_flags;
	err = graft_tree(newmnt, parent, mp);
unlock:
	unlock_mount(mp);
	return err;
}

/* "fuse.sshfs": the part behind the dot is for /proc/mounts. */
static int set_subtype(struct super_block *sb, const char *fstype)
{
	const char *subtype = strchr(fstype, '.');

	if (!(sb->s_type->fs_flags & FS_HAS_SUBTYPE) || sb->s_subtype)
		return 0;
	sb->s_subtype = kstrdup(subtype ? subtype + 1 : "", GFP_KERNEL);
	return sb->s_subtype ? 0 : -ENOMEM;
}

static int do_new_mount(struct path *path, const char *fstype, int sb_flags,
			int mnt_flags, const char *name, void *data)
{
	struct file_system_type *type;
	struct vfsmount *mnt;
	int err;

	if (!fstype)
		return -EINVAL;
	type = get_fs_type(fstype);
	if (!type)
		return -ENODEV;
	mnt = vfs_kern_mount(type, sb_flags, name, data);
	put_filesystem(type);
	if (IS_ERR(mnt))
		return PTR_ERR(mnt);
	err = set_subtype(mnt->mnt_sb, fstype);
	if (!err)
		err = do_add_mount(real_mount(mnt), path, mnt_flags);
	if (err)
		mntput(mnt);
	return err;
}

/* Existing mounts. */

static bool has_locked_children(struct mount *mnt, struct dentry *dentry)
{
	struct mount *child;

	list_for_each_entry(child, &mnt->mnt_mounts, mnt_child) {
		if (!is_subdir(child->mnt_mountpoint, dentry))
			continue;
		if (child->mnt.mnt_flags & MNT_LOCKED)
			return true;
	}
	return false;
}

/* The place is locked.  Return: 0 or an errno. */
static int bind_locked(struct path *path, struct path *old_path, bool recurse,
		       struct mountpoint *mp)
{
	struct mount *old = real_mount(old_path->mnt), *mnt;
	struct mount *parent = real_mount(path->mnt);
	int err;

	if (old->mnt.mnt_flags & MNT_UNBINDABLE)
		return -EINVAL;
	if (!check_mnt(parent) || !check_mnt(old))
		return -EINVAL;
	if (!recurse && has_locked_children(old, old_path->dentry))
		return -EINVAL;
	if (recurse)
		mnt = copy_tree(old, old_path->dentry, 0);
	else
		mnt = clone_mnt(old, old_path->dentry, 0);
	if (IS_ERR(mnt))
		return PTR_ERR(mnt);
	mnt->mnt.mnt_flags &= ~MNT_LOCKED;
	err = graft_tree(mnt, parent, mp);
	if (err) {
		lock_mount_hash();
		umount_tree(mnt, UMOUNT_SYNC);
		unlock_mount_hash();
	}
	return err;
}

static int do_loopback(struct path *path, const char *old_name, bool recurse)
{
	struct path old_path;
	struct mountpoint *mp;
	int err;

	if (!old_name || !*old_name)
		return -EINVAL;
	err = kern_path(old_name, LOOKUP_FOLLOW | LOOKUP_AUTOMOUNT, &old_path);
	if (err)
		return err;
	mp = lock_mount(path);
	if (IS_ERR(mp)) {
		err = PTR_ERR(mp);
	} else {
		err = bind_locked(path, &old_path, recurse, mp);
		unlock_mount(mp);
	}
	path_put(&old_path);
	return err;
}

/* The place is locked.  Return: 0 or an errno. */
static int move_locked(struct path *path, struct path *old_path,
		       struct mountpoint *mp)
{
	struct mount *p = real_mount(path->mnt);
	struct mount *old = real_mount(old_path->mnt);

	if (!check_mnt(p) || !check_mnt(old))
		return -EINVAL;
	if (old->mnt.mnt_flags & MNT_LOCKED)
		return -EINVAL;
	if (old_path->dentry != old_path->mnt->mnt_root)
		return -EINVAL;
	if (!mnt_has_parent(old))
		return -EINVAL;
	if (d_is_dir(path->dentry) != d_is_dir(old_path->dentry))
		return -EINVAL;
	for ( ; mnt_has_parent(p); p = p->mnt_parent) {
		if (p == old)
			return -ELOOP;
	}
	return attach_recursive_mnt(old, real_mount(path->mnt), mp, true);
}

static int do_move_mount(struct path *path, const char *old_name)
{
	struct path old_path;
	struct mountpoint *mp;
	int err;

	if (!old_name || !*old_name)
		return -EINVAL;
	err = kern_path(old_name, LOOKUP_FOLLOW, &old_path);
	if (err)
		return err;
	mp = lock_mount(path);
	if (IS_ERR(mp)) {
		err = PTR_ERR(mp);
	} else {
		err = move_locked(path, &old_path, mp);
		unlock_mount(mp);
	}
	path_put(&old_path);
	return err;
}

/* Which propagation type is asked for?  Exactly one, with MS_REC at most. */
static int propagation_type(unsigned long flags)
{
	int type = flags & ~(MS_REC | MS_SILENT);

	if (type & ~(MS_SHARED | MS_PRIVATE | MS_SLAVE | MS_UNBINDABLE))
		return 0;
	return is_power_of_2(type) ? type : 0;
}

static int do_change_type(struct path *path, unsigned long flags)
{
	struct mount *mnt = real_mount(path->mnt), *m;
	int type = propagation_type(flags);

	if (path->dentry != path->mnt->mnt_root)
		return -EINVAL;
	if (!type || type == MS_SHARED)
		return -EINVAL;
	namespace_lock();
	lock_mount_hash();
	for (m = mnt; m; m = flags & MS_REC ? next_mnt(m, mnt) : NULL) {
		if (type == MS_UNBINDABLE)
			m->mnt.mnt_flags |= MNT_UNBINDABLE;
		else if (type == MS_PRIVATE)
			m->mnt.mnt_flags &= ~MNT_UNBINDABLE;
	}
	unlock_mount_hash();
	namespace_unlock();
	return 0;
}

/* Remounting. */

/* Restrictions from a more privileged namespace stay. */
static bool can_change_locked_flags(struct mount *mnt, int mnt_flags)
{
	unsigned int fl = mnt->mnt.mnt_flags;

	if ((fl & MNT_LOCK_READONLY) && !(mnt_flags & MNT_READONLY))
		return false;
	if ((fl & MNT_LOCK_NODEV) && !(mnt_flags & MNT_NODEV))
		return false;
	if ((fl & MNT_LOCK_NOSUID) && !(mnt_flags & MNT_NOSUID))
		return false;
	if ((fl & MNT_LOCK_NOEXEC) && !(mnt_flags & MNT_NOEXEC))
		return false;
	return !((fl & MNT_LOCK_ATIME) &&
		 ((fl ^ mnt_flags) & MNT_ATIME_MASK));
}

static int change_mount_ro_state(struct mount *mnt, int mnt_flags)
{
	bool readonly = mnt_flags & MNT_READONLY;

	if (readonly == !!(mnt->mnt.mnt_flags & MNT_READONLY))
		return 0;
	if (readonly)
		return mnt_make_readonly(mnt);
	lock_mount_hash();
	mnt->mnt.mnt_flags &= ~MNT_READONLY;
	unlock_mount_hash();
	return 0;
}

static void set_mount_attributes(struct mount *mnt, int mnt_flags)
{
	lock_mount_hash();
	mnt_flags |= mnt->mnt.mnt_flags & ~MNT_USER_SETTABLE_MASK;
	mnt->mnt.mnt_flags = mnt_flags;
	touch_mnt_namespace(mnt->mnt_ns);
	unlock_mount_hash();
}

static int do_remount(struct path *path, unsigned long ms_flags, int sb_flags,
		      int mnt_flags, void *data)
{
	struct super_block *sb = path->mnt->mnt_sb;
	struct mount *mnt = real_mount(path->mnt);
	int err;

	if (!check_mnt(mnt))
		return -EINVAL;
	if (path->dentry != path->mnt->mnt_root)
		return -EINVAL;
	if (!can_change_locked_flags(mnt, mnt_flags))
		return -EPERM;

	down_write(&sb->s_umount);
	if (ms_flags & MS_BIND)
		err = change_mount_ro_state(mnt, mnt_flags);
	else if (!ns_capable(sb->s_user_ns, CAP_SYS_ADMIN))
		err = -EPERM;
	else
		err = do_remount_sb(sb, sb_flags, data, 0);
	if (!err)
		set_mount_attributes(mnt, mnt_flags);
	up_write(&sb->s_umount);
	return err;
}

/**
 * do_mount() - mount(2) on copied arguments
 * @dev_name: the device, or any word; may be NULL
 * @path: the mountpoint; moved to the top of what is mounted there
 * @type_page: the filesystem's name; may be NULL
 * @flags: MS_*
 * @data_page: options, PAGE_SIZE bytes; may be NULL
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
long do_mount(const char *dev_name, const struct path *path,
	      const char *type_page, unsigned long flags, void *data_page)
{
	struct path place = *path;
	int mnt_flags, sb_flags;
	long ret;

	if ((flags & MS_MGC_MSK) == MS_MGC_VAL)
		flags &= ~MS_MGC_MSK;
	if (data_page)
		((char *)data_page)[PAGE_SIZE - 1] = 0;
	if (flags & MS_NOUSER)
		return -EINVAL;
	if (!may_mount())
		return -EPERM;

	mnt_flags = mnt_flags_of(flags);
	/* A remount without a word on atime keeps it. */
	if ((flags & MS_REMOUNT) &&
	    !(flags & (MS_NOATIME | MS_NODIRATIME | MS_RELATIME |
		       MS_STRICTATIME))) {
		mnt_flags &= ~MNT_ATIME_MASK;
		mnt_flags |= path->mnt->mnt_flags & MNT_ATIME_MASK;
	}
	sb_flags = flags & (SB_RDONLY | SB_SYNCHRONOUS | SB_MANDLOCK |
			    SB_DIRSYNC | SB_SILENT | SB_POSIXACL | SB_LAZYTIME |
			    SB_I_VERSION);

	/* lock_mount() may move it along. */
	path_get(&place);
	if (flags & MS_REMOUNT)
		ret = do_remount(&place, flags, sb_flags, mnt_flags, data_page);
	else if (flags & MS_BIND)
		ret = do_loopback(&place, dev_name, flags & MS_REC);
	else if (flags & (MS_SHARED | MS_PRIVATE | MS_SLAVE | MS_UNBINDABLE))
		ret = do_change_type(&place, flags);
	else if (flags & MS_MOVE)
		ret = do_move_mount(&place, dev_name);
	else
		ret = do_new_mount(&place, type_page, sb_flags, mnt_flags,
				   dev_name, data_page);
	path_put(&place);
	return ret;
}

/* Up to a page of options; the second half may not be mapped. */
static void *copy_mount_options(const void __user *data)
{
	size_t first = PAGE_SIZE - offset_in_page(data);
	char *copy;

	if (!data)
		return NULL;
	copy = kmalloc(PAGE_SIZE, GFP_KERNEL);
	if (!copy)
		return ERR_PTR(-ENOMEM);
	if (copy_from_user(copy, data, first)) {
		kfree(copy);
		return ERR_PTR(-EFAULT);
	}
	if (first < PAGE_SIZE &&
	    copy_from_user(copy + first, data + first, PAGE_SIZE - first))
		memset(copy + first, 0, PAGE_SIZE - first);
	return copy;
}

static char *copy_mount_string(const void __user *data)
{
	return data ? strndup_user(data, PATH_MAX) : NULL;
}

SYSCALL_DEFINE5(mount, char __user *, dev_name, char __user *, dir_name,
		char __user *, type, unsigned long, flags, void __user *, data)
{
	char *kernel_type, *kernel_dev;
	struct path path;
	void *options;
	long ret;

	kernel_type = copy_mount_string(type);
	if (IS_ERR(kernel_type))
		return PTR_ERR(kernel_type);
	kernel_dev = copy_mount_string(dev_name);
	ret = PTR_ERR(kernel_dev);
	if (IS_ERR(kernel_dev))
		goto out_type;
	options = copy_mount_options(data);
	ret = PTR_ERR(options);
	if (IS_ERR(options))
		goto out_dev;
	ret = user_path_at(AT_FDCWD, dir_name, LOOKUP_FOLLOW, &path);
	if (!ret) {
		ret = do_mount(kernel_dev, &path, kernel_type, flags, options);
		path_put(&path);
	}
	kfree(options);
out_dev:
	kfree(kernel_dev);
out_type:
	kfree(kernel_type);
	return ret;
}

/* Unmounting. */

/* The root cannot be unmounted; it becomes read-only instead. */
static int do_umount_root(struct super_block *sb)
{
	int ret = 0;

	down_write(&sb->s_umount);
	if (!sb_rdonly(sb))
		ret = do_remount_sb(sb, SB_RDONLY, NULL, 0);
	up_write(&sb->s_umount);
	return ret;
}

/* Nobody uses it but its namespace, its parent and the caller. */
static bool mount_is_busy(struct mount *mnt)
{
	return !list_empty(&mnt->mnt_mounts) || mnt_get_count(mnt) > 2;
}

static int do_umount(struct mount *mnt, int flags)
{
	struct super_block *sb = mnt->mnt.mnt_sb;
	int retval;

	/* MNT_EXPIRE: the second call in a row, unused meanwhile. */
	if (flags & MNT_EXPIRE) {
		if (&mnt->mnt == current->fs->root.mnt ||
		    flags & (MNT_FORCE | MNT_DETACH))
			return -EINVAL;
		lock_mount_hash();
		if (mnt_get_count(mnt) != 2) {
			unlock_mount_hash();
			return -EBUSY;
		}
		unlock_mount_hash();
		if (!xchg(&mnt->mnt_expiry_mark, 1))
			return -EAGAIN;
	}
	if ((flags & MNT_FORCE) && sb->s_op->umount_begin)
		sb->s_op->umount_begin(sb);
	if (&mnt->mnt == current->fs->root.mnt && !(flags & MNT_DETACH))
		return ns_capable(sb->s_user_ns, CAP_SYS_ADMIN) ?
			do_umount_root(sb) : -EPERM;

	namespace_lock();
	lock_mount_hash();
	retval = -EINVAL;
	if (mnt->mnt.mnt_flags & MNT_LOCKED)
		goto out;
	if (flags & MNT_DETACH) {
		if (!list_empty(&mnt->mnt_list))
			umount_tree(mnt, 0);
		retval = 0;
	} else {
		retval = -EBUSY;
		if (!mount_is_busy(mnt)) {
			if (!list_empty(&mnt->mnt_list))
				umount_tree(mnt, UMOUNT_SYNC);
			retval = 0;
		}
	}
out:
	unlock_mount_hash();
	namespace_unlock();
	return retval;
}

/**
 * path_umount() - umount2(2) on a path
 * @path: the mount's root; put here
 * @flags: MNT_*, UMOUNT_NOFOLLOW
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int path_umount(struct path *path, int flags)
{
	struct mount *mnt = real_mount(path->mnt);
	int retval = -EINVAL;

	if (!may_mount())
		retval = -EPERM;
	else if (path->dentry == path->mnt->mnt_root && check_mnt(mnt) &&
		 !(mnt->mnt.mnt_flags & MNT_LOCKED))
		retval = (flags & MNT_FORCE) && !capable(CAP_SYS_ADMIN) ?
			-EPERM : do_umount(mnt, flags);
	/* Not path_put(): that would clear the expiry mark. */
	dput(path->dentry);
	mntput_no_expire(mnt);
	return retval;
}

SYSCALL_DEFINE2(umount, char __user *, name, int, flags)
{
	int lookup_flags = flags & UMOUNT_NOFOLLOW ? 0 : LOOKUP_FOLLOW;
	struct path path;
	int ret;

	if (flags & ~(MNT_FORCE | MNT_DETACH | MNT_EXPIRE | UMOUNT_NOFOLLOW))
		return -EINVAL;
	if (!may_mount())
		return -EPERM;
	ret = user_path_at(AT_FDCWD, name, lookup_flags, &path);
	return ret ? ret : path_umount(&path, flags);
}

/* pivot_root */

/*
 * new_root becomes the root of the namespace and what was there is put on
 * put_old, which must be below new_root.  The place of @old is locked.
 */
static int pivot_locked(struct path *new, struct path *old, struct path *root,
			struct mountpoint *old_mp)
{
	struct mount *new_mnt = real_mount(new->mnt);
	struct mount *root_mnt = real_mount(root->mnt);
	struct mount *old_mnt = real_mount(old->mnt), *root_parent;
	struct mountpoint *root_mp;

	if (!check_mnt(root_mnt) || !check_mnt(new_mnt))
		return -EINVAL;
	if (new_mnt->mnt.mnt_flags & MNT_LOCKED)
		return -EINVAL;
	if (d_unlinked(new->dentry))
		return -ENOENT;
	if (new_mnt == root_mnt || old_mnt == root_mnt)
		return -EBUSY;		/* a loop, on the same filesystem */
	if (root->mnt->mnt_root != root->dentry || !mnt_has_parent(root_mnt))
		return -EINVAL;
	if (new->mnt->mnt_root != new->dentry || !mnt_has_parent(new_mnt))
		return -EINVAL;

	lock_mount_hash();
	if (!is_path_reachable(old_mnt, old->dentry, new) ||
	    !is_path_reachable(new_mnt, new->dentry, root)) {
		unlock_mount_hash();
		return -EINVAL;
	}
	umount_mnt(new_mnt);
	root_parent = root_mnt->mnt_parent;
	root_mp = unhash_mnt(root_mnt);
	attach_mnt(root_mnt, old_mnt, old_mp);
	attach_mnt(new_mnt, root_parent, root_mp);
	touch_mnt_namespace(current->nsproxy->mnt_ns);
	put_mountpoint(root_mp);
	unlock_mount_hash();
	put_ex_mountpoint(new_mnt);
	put_ex_mountpoint(root_mnt);
	return 0;
}

SYSCALL_DEFINE2(pivot_root, const char __user *, new_root,
		const char __user *, put_old)
{
	struct path new, old, root;
	struct mountpoint *old_mp;
	int error;

	if (!may_mount())
		return -EPERM;
	error = user_path_at(AT_FDCWD, new_root,
			     LOOKUP_FOLLOW | LOOKUP_DIRECTORY, &new);
	if (error)
		return error;
	error = user_path_at(AT_FDCWD, put_old,
			     LOOKUP_FOLLOW | LOOKUP_DIRECTORY, &old);
	if (error)
		goto out_new;
	get_fs_root(current->fs, &root);
	old_mp = lock_mount(&old);
	error = PTR_ERR(old_mp);
	if (!IS_ERR(old_mp)) {
		error = pivot_locked(&new, &old, &root, old_mp);
		unlock_mount(old_mp);
	}
	if (!error)
		chroot_fs_refs(&root, &new);
	path_put(&root);
	path_put(&old);
out_new:
	path_put(&new);
	return error;
}
