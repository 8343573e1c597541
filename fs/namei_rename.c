// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/namei_rename.c - rename
 *
 * I1         A directory never becomes its own descendant.  Two renames could
 *            do that together, so a rename between directories holds the super
 *            block's s_vfs_rename_mutex: the tree stands still while checked.
 * I2         Overwriting: a directory only an (empty) directory, a file only a
 *            file; RENAME_EXCHANGE swaps anything.
 *
 * Locking    s_vfs_rename_mutex (two directories) > i_rwsem of the ancestor >
 *            of the other > of the victims, by address.
 * Entry      lock_rename() vfs_rename(); rename(2), renameat2(2)
 *
 * Mirrors: the rename part of Linux 4.19 fs/namei.c.
 */
#include "internal.h"

#include <linux/fsnotify.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/syscalls.h>

#include "mount.h"

/**
 * lock_rename() - lock two directories
 * @p1: one
 * @p2: the other, of the same super block; may be @p1
 *
 * Context: may sleep.
 * Return: NULL, or the child of the one that leads to the other.
 */
struct dentry *lock_rename(struct dentry *p1, struct dentry *p2)
{
	struct dentry *p;

	if (p1 == p2) {
		inode_lock_nested(p1->d_inode, I_MUTEX_PARENT);
		return NULL;
	}
	mutex_lock(&p1->d_sb->s_vfs_rename_mutex);
	p = d_ancestor(p2, p1);
	if (p) {
		inode_lock_nested(p2->d_inode, I_MUTEX_PARENT);
		inode_lock_nested(p1->d_inode, I_MUTEX_CHILD);
		return p;
	}
	p = d_ancestor(p1, p2);
	inode_lock_nested(p1->d_inode, I_MUTEX_PARENT);
	inode_lock_nested(p2->d_inode, p ? I_MUTEX_CHILD : I_MUTEX_PARENT2);
	return p;
}

/**
 * unlock_rename() - undo lock_rename()
 * @p1: one
 * @p2: the other
 *
 * Context: any.
 */
void unlock_rename(struct dentry *p1, struct dentry *p2)
{
	inode_unlock(p1->d_inode);
	if (p1 != p2) {
		inode_unlock(p2->d_inode);
		mutex_unlock(&p1->d_sb->s_vfs_rename_mutex);
	}
}

/* Return: 0 or the errno of rename(2). */
static int may_rename(struct inode *old_dir, struct dentry *old_dentry,
		      struct inode *new_dir, struct dentry *new_dentry,
		      unsigned int flags)
{
	bool is_dir = d_is_dir(old_dentry);
	bool new_is_dir = d_is_dir(new_dentry);
	int error = may_delete(old_dir, old_dentry, is_dir);

	if (error)
		return error;
	if (!new_dentry->d_inode)
		error = may_create(new_dir, new_dentry);
	else if (!(flags & RENAME_EXCHANGE))
		error = may_delete(new_dir, new_dentry, is_dir);
	else
		error = may_delete(new_dir, new_dentry, new_is_dir);
	if (error)
		return error;
	if (!old_dir->i_op->rename)
		return -EPERM;
	/* Its ".." changes: that is a write to the directory. */
	if (new_dir != old_dir) {
		if (is_dir)
			error = inode_permission(old_dentry->d_inode,
						 MAY_WRITE);
		if (!error && (flags & RENAME_EXCHANGE) && new_is_dir)
			error = inode_permission(new_dentry->d_inode,
						 MAY_WRITE);
	}
	return error;
}

/* The dcache follows what the filesystem has done. */
static void finish_rename(struct inode *old_dir, struct dentry *old_dentry,
			  struct dentry *new_dentry, unsigned int flags)
{
	struct inode *target = new_dentry->d_inode;

	if (!(flags & RENAME_EXCHANGE) && target) {
		if (d_is_dir(old_dentry)) {
			shrink_dcache_parent(new_dentry);
			target->i_flags |= S_DEAD;
		}
		dont_mount(new_dentry);
		detach_mounts(new_dentry);
	}
	if (old_dir->i_sb->s_type->fs_flags & FS_RENAME_DOES_D_MOVE)
		return;
	if (flags & RENAME_EXCHANGE)
		d_exchange(old_dentry, new_dentry);
	else
		d_move(old_dentry, new_dentry);
}

/**
 * vfs_rename() - rename a file
 * @old_dir: its directory
 * @old_dentry: its entry
 * @new_dir: the new directory
 * @new_dentry: the new entry, perhaps negative
 * @delegated_inode: unused: there are no delegations
 * @flags: RENAME_*
 *
 * Context: lock_rename() is held; may sleep; locks the victims.
 * Return: 0 or an errno.
 */
int vfs_rename(struct inode *old_dir, struct dentry *old_dentry,
	       struct inode *new_dir, struct dentry *new_dentry,
	       struct inode **delegated_inode, unsigned int flags)
{
	struct inode *source = old_dentry->d_inode;
	struct inode *target = new_dentry->d_inode;
	bool is_dir = d_is_dir(old_dentry);
	struct name_snapshot old_name;
	int error;

	/* Two names of one file: nothing to do. */
	if (source == target)
		return 0;
	error = may_rename(old_dir, old_dentry, new_dir, new_dentry, flags);
	if (error)
		return error;

	take_dentry_name_snapshot(&old_name, old_dentry);
	dget(new_dentry);
	if (!is_dir || (flags & RENAME_EXCHANGE))
		lock_two_nondirectories(source, target);
	else if (target)
		inode_lock(target);
	error = -EBUSY;
	if (is_local_mountpoint(old_dentry) || is_local_mountpoint(new_dentry))
		goto out;
	error = old_dir->i_op->rename(old_dir, old_dentry, new_dir, new_dentry,
				      flags);
	if (!error)
		finish_rename(old_dir, old_dentry, new_dentry, flags);
out:
	if (!is_dir || (flags & RENAME_EXCHANGE))
		unlock_two_nondirectories(source, target);
	else if (target)
		inode_unlock(target);
	dput(new_dentry);
	if (!error) {
		fsnotify_move(old_dir, new_dir, old_name.name,
			      flags & RENAME_EXCHANGE ? NULL : target,
			      old_dentry);
		if (flags & RENAME_EXCHANGE)
			fsnotify_move(new_dir, old_dir,
				      old_dentry->d_name.name, NULL,
				      new_dentry);
	}
	release_dentry_name_snapshot(&old_name);
	return error;
}

/* One rename(2) in progress. */
struct rename_args {
	struct path	old_path;	/* directories, referenced */
	struct path	new_path;
	struct qstr	old_last;	/* entries */
	struct qstr	new_last;
	unsigned int	flags;		/* RENAME_* */
	unsigned int	lookup_flags;
};

/* Both entries are known and locked: what rename(2) itself forbids. */
static int check_and_rename(struct rename_args *a, struct dentry *old_dentry,
			    struct dentry *new_dentry, struct dentry *trap)
{
	if (d_is_negative(old_dentry))
		return -ENOENT;
	if ((a->flags & RENAME_NOREPLACE) && d_is_positive(new_dentry))
		return -EEXIST;
	if (a->flags & RENAME_EXCHANGE) {
		if (d_is_negative(new_dentry))
			return -ENOENT;
		if (!d_is_dir(new_dentry) && a->new_last.name[a->new_last.len])
			return -ENOTDIR;
	}
	/* "file/" is not a name of a file. */
	if (!d_is_dir(old_dentry)) {
		if (a->old_last.name[a->old_last.len])
			return -ENOTDIR;
		if (!(a->flags & RENAME_EXCHANGE) &&
		    a->new_last.name[a->new_last.len])
			return -ENOTDIR;
	}
	/* I1 */
	if (old_dentry == trap)
		return -EINVAL;
	if (new_dentry == trap)
		return a->flags & RENAME_EXCHANGE ? -EINVAL : -ENOTEMPTY;
	return vfs_rename(a->old_path.dentry->d_inode, old_dentry,
			  a->new_path.dentry->d_inode, new_dentry, NULL,
			  a->flags);
}

static int locked_rename(struct rename_args *a)
{
	struct dentry *old_dentry, *new_dentry, *trap;
	unsigned int target_flags = LOOKUP_RENAME_TARGET;
	int error;

	if (!(a->flags & RENAME_EXCHANGE))
		target_flags |= a->flags & RENAME_NOREPLACE ?
			LOOKUP_CREATE | LOOKUP_EXCL : LOOKUP_CREATE;
	trap = lock_rename(a->new_path.dentry, a->old_path.dentry);
	old_dentry = __lookup_hash(&a->old_last, a->old_path.dentry,
				   a->lookup_flags);
	error = PTR_ERR(old_dentry);
	if (IS_ERR(old_dentry))
		goto unlock;
	new_dentry = __lookup_hash(&a->new_last, a->new_path.dentry,
				   a->lookup_flags | target_flags);
	error = PTR_ERR(new_dentry);
	if (!IS_ERR(new_dentry)) {
		error = check_and_rename(a, old_dentry, new_dentry, trap);
		dput(new_dentry);
	}
	dput(old_dentry);
unlock:
	unlock_rename(a->new_path.dentry, a->old_path.dentry);
	return error;
}

/**
 * do_renameat2() - renameat2(2) on copied names
 * @olddfd: where a relative @from starts
 * @from: put here; may be an ERR_PTR
 * @newdfd: where a relative @to starts
 * @to: put here; may be an ERR_PTR
 * @flags: RENAME_*
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
long do_renameat2(int olddfd, struct filename *from, int newdfd,
		  struct filename *to, unsigned int flags)
{
	struct rename_args a = { .flags = flags };
	int old_type, new_type, error = -EINVAL;

	if (flags & ~(RENAME_NOREPLACE | RENAME_EXCHANGE | RENAME_WHITEOUT))
		goto put_names;
	if ((flags & (RENAME_NOREPLACE | RENAME_WHITEOUT)) &&
	    (flags & RENAME_EXCHANGE))
		goto put_names;
retry:
	error = filename_parentat(olddfd, from, a.lookup_flags, &a.old_path,
				  &a.old_last, &old_type);
	if (error)
		goto put_names;
	error = filename_parentat(newdfd, to, a.lookup_flags, &a.new_path,
				  &a.new_last, &new_type);
	if (error)
		goto put_old;
	error = -EXDEV;
	if (a.old_path.mnt != a.new_path.mnt)
		goto put_new;
	error = -EBUSY;
	if (old_type != LAST_NORM)
		goto put_new;
	if (flags & RENAME_NOREPLACE)
		error = -EEXIST;
	if (new_type != LAST_NORM)
		goto put_new;
	error = mnt_want_write(a.old_path.mnt);
	if (error)
		goto put_new;
	error = locked_rename(&a);
	mnt_drop_write(a.old_path.mnt);
put_new:
	path_put(&a.new_path);
put_old:
	path_put(&a.old_path);
	if (retry_estale(error, a.lookup_flags)) {
		a.lookup_flags |= LOOKUP_REVAL;
		goto retry;
	}
put_names:
	if (!IS_ERR(from))
		putname(from);
	if (!IS_ERR(to))
		putname(to);
	return error;
}

SYSCALL_DEFINE5(renameat2, int, olddfd, const char __user *, oldname,
		int, newdfd, const char __user *, newname, unsigned int, flags)
{
	return do_renameat2(olddfd, getname(oldname), newdfd, getname(newname),
			    flags);
}

SYSCALL_DEFINE4(renameat, int, olddfd, const char __user *, oldname,
		int, newdfd, const char __user *, newname)
{
	return do_renameat2(olddfd, getname(oldname), newdfd, getname(newname),
			    0);
}

SYSCALL_DEFINE2(rename, const char __user *, oldname,
		const char __user *, newname)
{
	return do_renameat2(AT_FDCWD, getname(oldname), AT_FDCWD,
			    getname(newname), 0);
}
