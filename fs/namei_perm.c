// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/namei_perm.c - may the task do this to that inode?
 *
 * The mode's three groups of bits, tried in order: owner's, group's, others';
 * the first that applies decides.  Then capabilities:
 *
 *	CAP_DAC_READ_SEARCH	read anything, search any directory
 *	CAP_DAC_OVERRIDE	the same and write; execute, if anybody may
 *
 * I1         Identity is fsuid, fsgid and the groups, never uid or euid.
 *
 * Mirrors: the permission part of Linux 4.19 fs/namei.c.
 * Simpler than Linux in: no ACLs, no security modules.
 */
#include "internal.h"

#include <linux/cred.h>
#include <linux/mount.h>
#include <linux/user_namespace.h>

static int acl_permission_check(struct inode *inode, int mask)
{
	unsigned int mode = inode->i_mode;

	if (likely(uid_eq(current_fsuid(), inode->i_uid)))
		mode >>= 6;
	else if (((mode ^ mode >> 3) & S_IRWXO) && in_group_p(inode->i_gid))
		mode >>= 3;	/* the two differ, so the groups matter */
	if ((mask & ~mode & (MAY_READ | MAY_WRITE | MAY_EXEC)) == 0)
		return 0;
	return -EACCES;
}

/**
 * generic_permission() - access by mode bits and capabilities
 * @inode: the file
 * @mask: MAY_*
 *
 * Context: any, RCU walk included.
 * Return: 0 or -EACCES.
 */
int generic_permission(struct inode *inode, int mask)
{
	int ret = acl_permission_check(inode, mask);

	if (ret != -EACCES)
		return ret;
	if (S_ISDIR(inode->i_mode)) {
		if (!(mask & MAY_WRITE) &&
		    capable_wrt_inode_uidgid(inode, CAP_DAC_READ_SEARCH))
			return 0;
		if (capable_wrt_inode_uidgid(inode, CAP_DAC_OVERRIDE))
			return 0;
		return -EACCES;
	}
	mask &= MAY_READ | MAY_WRITE | MAY_EXEC;
	if (mask == MAY_READ &&
	    capable_wrt_inode_uidgid(inode, CAP_DAC_READ_SEARCH))
		return 0;
	if (!(mask & MAY_EXEC) || (inode->i_mode & S_IXUGO))
		if (capable_wrt_inode_uidgid(inode, CAP_DAC_OVERRIDE))
			return 0;
	return -EACCES;
}

/* What the super block forbids: writing to files of a read-only one. */
static int sb_permission(struct super_block *sb, struct inode *inode, int mask)
{
	umode_t mode = inode->i_mode;

	if (sb_rdonly(sb) &&
	    (S_ISREG(mode) || S_ISDIR(mode) || S_ISLNK(mode)))
		return -EROFS;
	return 0;
}

/* Ids that the filesystem's user namespace does not know. */
static bool has_unmapped_id(const struct inode *inode)
{
	return !uid_valid(inode->i_uid) || !gid_valid(inode->i_gid);
}

/**
 * inode_permission() - may the task access this inode?
 * @inode: the file
 * @mask: MAY_*
 *
 * Context: may sleep, unless MAY_NOT_BLOCK.
 * Return: 0, -EACCES, -EROFS, -EPERM (immutable); -ECHILD: ask again without
 * MAY_NOT_BLOCK.
 */
int inode_permission(struct inode *inode, int mask)
{
	int retval;

	if (unlikely(mask & MAY_WRITE)) {
		retval = sb_permission(inode->i_sb, inode, mask);
		if (retval)
			return retval;
		if (IS_IMMUTABLE(inode))
			return -EPERM;
		if (has_unmapped_id(inode))
			return -EACCES;
	}
	if (unlikely(!(inode->i_opflags & IOP_FASTPERM))) {
		if (likely(inode->i_op->permission))
			return inode->i_op->permission(inode, mask);
		/* Remember that it has none. */
		spin_lock(&inode->i_lock);
		inode->i_opflags |= IOP_FASTPERM;
		spin_unlock(&inode->i_lock);
	}
	return generic_permission(inode, mask);
}

/* Does the sticky bit forbid removing the entry of @inode? */
static bool check_sticky(struct inode *dir, struct inode *inode)
{
	kuid_t fsuid = current_fsuid();

	if (!(dir->i_mode & S_ISVTX))
		return false;
	if (uid_eq(inode->i_uid, fsuid) || uid_eq(dir->i_uid, fsuid))
		return false;
	return !capable_wrt_inode_uidgid(inode, CAP_FOWNER);
}

/**
 * may_delete() - may the task remove this entry?
 * @dir: the directory, locked
 * @victim: the entry
 * @isdir: rmdir rather than unlink
 *
 * Context: may sleep.
 * Return: 0 or the errno of unlink(2), rmdir(2).
 */
int may_delete(struct inode *dir, struct dentry *victim, bool isdir)
{
	struct inode *inode = d_backing_inode(victim);
	int error;

	if (d_is_negative(victim))
		return -ENOENT;
	WARN_ON(victim->d_parent->d_inode != dir);

	error = inode_permission(dir, MAY_WRITE | MAY_EXEC);
	if (error)
		return error;
	if (IS_APPEND(dir))
		return -EPERM;
	if (check_sticky(dir, inode) || IS_APPEND(inode) ||
	    IS_IMMUTABLE(inode) || IS_SWAPFILE(inode) ||
	    has_unmapped_id(inode))
		return -EPERM;
	if (isdir) {
		if (!d_is_dir(victim))
			return -ENOTDIR;
		if (victim == victim->d_parent)
			return -EBUSY;
	} else if (d_is_dir(victim)) {
		return -EISDIR;
	}
	if (IS_DEADDIR(dir))
		return -ENOENT;
	return 0;
}

/**
 * may_create() - may the task make an entry here?
 * @dir: the directory, locked
 * @child: the entry, negative
 *
 * Context: may sleep.
 * Return: 0 or the errno of mkdir(2) and kin.
 */
int may_create(struct inode *dir, struct dentry *child)
{
	struct user_namespace *s_user_ns = dir->i_sb->s_user_ns;

	if (child->d_inode)
		return -EEXIST;
	if (IS_DEADDIR(dir))
		return -ENOENT;
	if (s_user_ns && (!kuid_has_mapping(s_user_ns, current_fsuid()) ||
			  !kgid_has_mapping(s_user_ns, current_fsgid())))
		return -EOVERFLOW;
	return inode_permission(dir, MAY_WRITE | MAY_EXEC);
}

/**
 * path_noexec() - may nothing be executed from this mount?
 * @path: a file on it
 *
 * Context: any.
 * Return: true if so.
 */
bool path_noexec(const struct path *path)
{
	return (path->mnt->mnt_flags & MNT_NOEXEC) ||
	       (path->mnt->mnt_sb->s_iflags & SB_I_NOEXEC);
}
