// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/inode_attr.c - inodes: links, times, owners, bytes, special files
 *
 * I1         i_nlink 0 and not freed is counted in sb->s_remove_count: such a
 *            filesystem cannot turn read-only.
 * I2         i_blocks * 512 + i_bytes is what the file occupies.
 *
 * Locking    Owners, mode and times change under i_rwsem, except atime, which
 *            is written without: a torn atime harms nobody.
 *
 * Mirrors: the parts of Linux 4.19 fs/inode.c and fs/stat.c so named.
 */
#include "internal.h"

#include <linux/cred.h>
#include <linux/err.h>
#include <linux/mount.h>
#include <linux/pagemap.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/timekeeping.h>
#include <linux/user_namespace.h>

/* Links. */

/**
 * drop_nlink() - a name of the file is gone
 * @inode: locked
 *
 * Context: any.
 */
void drop_nlink(struct inode *inode)
{
	WARN_ON(inode->i_nlink == 0);
	inode->__i_nlink--;
	if (!inode->i_nlink)
		atomic_long_inc(&inode->i_sb->s_remove_count);
}

/**
 * clear_nlink() - all names are gone
 * @inode: locked
 *
 * Context: any.
 */
void clear_nlink(struct inode *inode)
{
	if (inode->i_nlink) {
		inode->__i_nlink = 0;
		atomic_long_inc(&inode->i_sb->s_remove_count);
	}
}

/**
 * set_nlink() - the count as read from disk
 * @inode: locked
 * @nlink: names
 *
 * Context: any.
 */
void set_nlink(struct inode *inode, unsigned int nlink)
{
	if (!nlink) {
		clear_nlink(inode);
		return;
	}
	if (inode->i_nlink == 0)
		atomic_long_dec(&inode->i_sb->s_remove_count);
	inode->__i_nlink = nlink;
}

/**
 * inc_nlink() - one more name
 * @inode: locked
 *
 * Context: any.
 */
void inc_nlink(struct inode *inode)
{
	if (unlikely(inode->i_nlink == 0)) {
		WARN_ON(!(inode->i_state & I_LINKABLE));
		atomic_long_dec(&inode->i_sb->s_remove_count);
	}
	inode->__i_nlink++;
}

/* Times. */

/**
 * timespec64_trunc() - a time in a filesystem's resolution
 * @t: the time
 * @gran: resolution, ns
 *
 * Context: any.
 * Return: @t rounded down.
 */
struct timespec64 timespec64_trunc(struct timespec64 t, unsigned int gran)
{
	if (gran == 1)
		return t;
	if (gran == NSEC_PER_SEC)
		t.tv_nsec = 0;
	else if (gran > 1 && gran < NSEC_PER_SEC)
		t.tv_nsec -= t.tv_nsec % gran;
	return t;
}

/**
 * current_time() - now, as a timestamp for an inode
 * @inode: whose filesystem's resolution counts
 *
 * Context: any.
 * Return: the coarse clock's time.
 */
struct timespec64 current_time(struct inode *inode)
{
	struct timespec64 now;

	ktime_get_coarse_real_ts64(&now);
	return timespec64_trunc(now, inode->i_sb->s_time_gran);
}

/**
 * generic_update_time() - set the times asked for and mark the inode dirty
 * @inode: the inode
 * @time: now
 * @flags: S_ATIME, S_MTIME, S_CTIME
 *
 * Context: may sleep.
 * Return: 0.
 */
int generic_update_time(struct inode *inode, struct timespec64 *time, int flags)
{
	if (flags & S_ATIME)
		inode->i_atime = *time;
	if (flags & S_CTIME)
		inode->i_ctime = *time;
	if (flags & S_MTIME)
		inode->i_mtime = *time;
	__mark_inode_dirty(inode, I_DIRTY_SYNC);
	return 0;
}

static int update_time(struct inode *inode, struct timespec64 *time, int flags)
{
	if (inode->i_op->update_time)
		return inode->i_op->update_time(inode, time, flags);
	return generic_update_time(inode, time, flags);
}

/* relatime: only if atime is not newer than the last change, or a day old. */
static inline bool relatime_need_update(const struct inode *inode)
{
	if (timespec64_compare(&inode->i_mtime, &inode->i_atime) >= 0)
		return true;
	if (timespec64_compare(&inode->i_ctime, &inode->i_atime) >= 0)
		return true;
	return ktime_get_real_seconds() - inode->i_atime.tv_sec >=
	       24 * 60 * 60;
}

/**
 * atime_needs_update() - would touch_atime() write anything?
 * @path: how the file was reached
 * @inode: the file
 *
 * Context: any, RCU walk included.
 * Return: true if so.
 */
bool atime_needs_update(const struct path *path, struct inode *inode)
{
	const struct vfsmount *mnt = path->mnt;
	struct timespec64 now;

	if (inode->i_flags & S_NOATIME || mnt->mnt_flags & MNT_NOATIME)
		return false;
	if (__IS_FLG(inode, SB_RDONLY | SB_NOATIME))
		return false;
	if (__IS_FLG(inode, SB_NODIRATIME) && S_ISDIR(inode->i_mode))
		return false;
	if ((mnt->mnt_flags & MNT_NODIRATIME) && S_ISDIR(inode->i_mode))
		return false;
	if ((mnt->mnt_flags & MNT_RELATIME) && !relatime_need_update(inode))
		return false;
	now = current_time(inode);
	return !timespec64_equal(&inode->i_atime, &now);
}

/**
 * touch_atime() - the file was read
 * @path: how it was reached
 *
 * Context: may sleep.
 */
void touch_atime(const struct path *path)
{
	struct inode *inode = d_inode(path->dentry);
	struct timespec64 now;

	if (!atime_needs_update(path, inode))
		return;
	/* It does not matter when it fails. */
	if (__mnt_want_write(path->mnt))
		return;
	now = current_time(inode);
	update_time(inode, &now, S_ATIME);
	__mnt_drop_write(path->mnt);
}

/**
 * file_update_time() - the file was written
 * @file: open for writing, its inode locked
 *
 * Context: may sleep.
 * Return: 0, or the error of ->update_time().
 */
int file_update_time(struct file *file)
{
	struct inode *inode = file_inode(file);
	struct timespec64 now;
	int sync_it = 0, ret;

	if (IS_NOCMTIME(inode))
		return 0;
	now = current_time(inode);
	if (!timespec64_equal(&inode->i_mtime, &now))
		sync_it = S_MTIME;
	if (!timespec64_equal(&inode->i_ctime, &now))
		sync_it |= S_CTIME;
	if (!sync_it)
		return 0;
	if (__mnt_want_write_file(file))
		return 0;
	ret = update_time(inode, &now, sync_it);
	__mnt_drop_write(file->f_path.mnt);
	return ret;
}

/* Privileges that a write takes away. */

/**
 * should_remove_suid() - which of setuid and setgid must a change clear?
 * @dentry: the file
 *
 * Context: any.
 * Return: ATTR_KILL_* flags.
 */
int should_remove_suid(struct dentry *dentry)
{
	umode_t mode = d_inode(dentry)->i_mode;
	int kill = 0;

	if (unlikely(mode & S_ISUID))
		kill = ATTR_KILL_SUID;
	/* setgid without group execute is not a privilege. */
	if (unlikely((mode & S_ISGID) && (mode & S_IXGRP)))
		kill |= ATTR_KILL_SGID;
	if (unlikely(kill && !capable(CAP_FSETID) && S_ISREG(mode)))
		return kill;
	return 0;
}

/**
 * dentry_needs_remove_privs() - the same, for callers of notify_change()
 * @dentry: the file
 *
 * Context: any.
 * Return: ATTR_KILL_* flags.
 */
int dentry_needs_remove_privs(struct dentry *dentry)
{
	if (IS_NOSEC(d_inode(dentry)))
		return 0;
	return should_remove_suid(dentry);
}

/**
 * file_remove_privs() - clear setuid and setgid before a write
 * @file: open for writing, its inode locked
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int file_remove_privs(struct file *file)
{
	struct dentry *dentry = file_dentry(file);
	struct inode *inode = file_inode(file);
	struct iattr newattrs;
	int kill, error = 0;

	if (IS_NOSEC(inode) || !S_ISREG(inode->i_mode))
		return 0;
	kill = dentry_needs_remove_privs(dentry);
	if (kill) {
		newattrs.ia_valid = ATTR_FORCE | kill;
		error = notify_change(dentry, &newattrs, NULL);
	}
	if (!error)
		inode_has_no_xattr(inode);
	return error;
}

/* Owners. */

/**
 * inode_init_owner() - owner and mode of a new file
 * @inode: new
 * @dir: where it will be, or NULL
 * @mode: wished for
 *
 * In a setgid directory the group is the directory's, and directories inherit
 * the bit.
 *
 * Context: any.
 */
void inode_init_owner(struct inode *inode, const struct inode *dir,
		      umode_t mode)
{
	inode->i_uid = current_fsuid();
	if (dir && dir->i_mode & S_ISGID) {
		inode->i_gid = dir->i_gid;
		if (S_ISDIR(mode))
			mode |= S_ISGID;
		else if ((mode & (S_ISGID | S_IXGRP)) == (S_ISGID | S_IXGRP) &&
			 !in_group_p(inode->i_gid) &&
			 !capable_wrt_inode_uidgid(dir, CAP_FSETID))
			mode &= ~S_ISGID;
	} else {
		inode->i_gid = current_fsgid();
	}
	inode->i_mode = mode;
}

/**
 * inode_owner_or_capable() - may the task do what only the owner may?
 *
 * Context: any.
 * Return: true if so.
 */
bool inode_owner_or_capable(const struct inode *inode)
{
	struct user_namespace *ns = current_user_ns();

	if (uid_eq(current_fsuid(), inode->i_uid))
		return true;
	return kuid_has_mapping(ns, inode->i_uid) && ns_capable(ns, CAP_FOWNER);
}

/**
 * privileged_wrt_inode_uidgid() - do the ids of a file exist in a namespace?
 * @ns: the user namespace
 * @inode: the file
 *
 * Context: any.
 * Return: true if both do.
 */
bool privileged_wrt_inode_uidgid(struct user_namespace *ns,
				 const struct inode *inode)
{
	return kuid_has_mapping(ns, inode->i_uid) &&
	       kgid_has_mapping(ns, inode->i_gid);
}

/**
 * capable_wrt_inode_uidgid() - has the task a capability over this file?
 * @inode: the file
 * @cap: CAP_*
 *
 * Context: any.
 * Return: true if so.
 */
bool capable_wrt_inode_uidgid(const struct inode *inode, int cap)
{
	struct user_namespace *ns = current_user_ns();

	return ns_capable(ns, cap) && privileged_wrt_inode_uidgid(ns, inode);
}

/* Bytes. */

/**
 * inode_add_bytes() - the file occupies more
 * @inode: the file
 * @bytes: how much more
 *
 * Context: any.
 */
void inode_add_bytes(struct inode *inode, loff_t bytes)
{
	spin_lock(&inode->i_lock);
	inode->i_blocks += bytes >> 9;
	inode->i_bytes += bytes & 511;
	if (inode->i_bytes >= 512) {
		inode->i_blocks++;
		inode->i_bytes -= 512;
	}
	spin_unlock(&inode->i_lock);
}

/**
 * inode_sub_bytes() - the file occupies less
 * @inode: the file
 * @bytes: how much less
 *
 * Context: any.
 */
void inode_sub_bytes(struct inode *inode, loff_t bytes)
{
	spin_lock(&inode->i_lock);
	inode->i_blocks -= bytes >> 9;
	bytes &= 511;
	if (inode->i_bytes < bytes) {
		inode->i_blocks--;
		inode->i_bytes += 512;
	}
	inode->i_bytes -= bytes;
	spin_unlock(&inode->i_lock);
}

/**
 * inode_get_bytes() - what the file occupies
 *
 * Context: any.
 * Return: bytes.
 */
loff_t inode_get_bytes(struct inode *inode)
{
	loff_t ret;

	spin_lock(&inode->i_lock);
	ret = ((loff_t)inode->i_blocks << 9) + inode->i_bytes;
	spin_unlock(&inode->i_lock);
	return ret;
}

/**
 * inode_set_bytes() - the file occupies this much
 * @inode: not visible to others
 * @bytes: how much
 *
 * Context: any.
 */
void inode_set_bytes(struct inode *inode, loff_t bytes)
{
	inode->i_blocks = bytes >> 9;
	inode->i_bytes = bytes & 511;
}

/* Miscellany. */

/**
 * init_special_inode() - an inode for a device, FIFO or socket
 * @inode: new
 * @mode: with the type
 * @rdev: number of a device
 *
 * Context: any.
 */
void init_special_inode(struct inode *inode, umode_t mode, dev_t rdev)
{
	inode->i_mode = mode;
	if (S_ISCHR(mode)) {
		inode->i_fop = &def_chr_fops;
		inode->i_rdev = rdev;
	} else if (S_ISBLK(mode)) {
		inode->i_fop = &def_blk_fops;
		inode->i_rdev = rdev;
	} else if (S_ISFIFO(mode)) {
		inode->i_fop = &pipefifo_fops;
	} else if (!S_ISSOCK(mode)) {
		pr_debug("init_special_inode: bogus i_mode (%o) for inode %s:%lu\n",
			 mode, inode->i_sb->s_id, inode->i_ino);
	}
}

/**
 * lock_two_nondirectories() - lock two files for an operation on both
 * @a: one, or NULL, or a directory: not locked
 * @b: the other
 *
 * Context: may sleep.
 */
void lock_two_nondirectories(struct inode *a, struct inode *b)
{
	if (a > b)
		swap(a, b);
	if (a && !S_ISDIR(a->i_mode))
		inode_lock(a);
	if (b && !S_ISDIR(b->i_mode) && b != a)
		inode_lock_nested(b, I_MUTEX_NONDIR2);
}

/**
 * unlock_two_nondirectories() - undo lock_two_nondirectories()
 * @a: one
 * @b: the other
 *
 * Context: any.
 */
void unlock_two_nondirectories(struct inode *a, struct inode *b)
{
	if (a && !S_ISDIR(a->i_mode))
		inode_unlock(a);
	if (b && !S_ISDIR(b->i_mode) && b != a)
		inode_unlock(b);
}

/**
 * inode_nohighmem() - the page cache must be addressable
 *
 * Context: any.
 */
void inode_nohighmem(struct inode *inode)
{
	mapping_set_gfp_mask(inode->i_mapping, GFP_USER);
}
