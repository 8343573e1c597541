// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/attr.c - changing an inode's mode, owner, size and times
 *
 * I1         Who is not privileged can neither give a file away, nor give it to
 *            a group he is not in, nor keep setgid for such a group.
 * I2         A file's size never exceeds RLIMIT_FSIZE (SIGXFSZ) by growing here,
 *            nor s_maxbytes.
 *
 * Locking    The caller holds i_rwsem for writing.
 * Entry      notify_change() setattr_prepare() setattr_copy() inode_newsize_ok()
 *
 * Mirrors: Linux 4.19 fs/attr.c.
 */
#include "internal.h"

#include <linux/cred.h>
#include <linux/fsnotify.h>
#include <linux/sched/signal.h>

static bool chown_ok(const struct inode *inode, kuid_t uid)
{
	if (uid_eq(current_fsuid(), inode->i_uid) && uid_eq(uid, inode->i_uid))
		return true;
	return capable_wrt_inode_uidgid(inode, CAP_CHOWN);
}

static bool chgrp_ok(const struct inode *inode, kgid_t gid)
{
	if (uid_eq(current_fsuid(), inode->i_uid) &&
	    (in_group_p(gid) || gid_eq(gid, inode->i_gid)))
		return true;
	return capable_wrt_inode_uidgid(inode, CAP_CHOWN);
}

/* I1, for the modes of chmod. */
static int chmod_prepare(struct inode *inode, struct iattr *attr)
{
	kgid_t gid = attr->ia_valid & ATTR_GID ? attr->ia_gid : inode->i_gid;

	if (!inode_owner_or_capable(inode))
		return -EPERM;
	if (!in_group_p(gid) && !capable_wrt_inode_uidgid(inode, CAP_FSETID))
		attr->ia_mode &= ~S_ISGID;
	return 0;
}

/**
 * setattr_prepare() - may the task make this change?
 * @dentry: the file, its inode locked
 * @attr: the change; setgid may be taken from ia_mode
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int setattr_prepare(struct dentry *dentry, struct iattr *attr)
{
	struct inode *inode = d_inode(dentry);
	unsigned int ia_valid = attr->ia_valid;

	if (ia_valid & ATTR_SIZE) {
		int error = inode_newsize_ok(inode, attr->ia_size);

		if (error)
			return error;
	}
	if (ia_valid & ATTR_FORCE)
		return 0;
	if ((ia_valid & ATTR_UID) && !chown_ok(inode, attr->ia_uid))
		return -EPERM;
	if ((ia_valid & ATTR_GID) && !chgrp_ok(inode, attr->ia_gid))
		return -EPERM;
	if (ia_valid & ATTR_MODE) {
		int error = chmod_prepare(inode, attr);

		if (error)
			return error;
	}
	if ((ia_valid & (ATTR_MTIME_SET | ATTR_ATIME_SET | ATTR_TIMES_SET)) &&
	    !inode_owner_or_capable(inode))
		return -EPERM;
	return 0;
}

/**
 * inode_newsize_ok() - may the file have this size?
 * @inode: locked
 * @offset: the size, bytes
 *
 * Context: any.
 * Return: 0, -EFBIG (and SIGXFSZ for the limit), -ETXTBSY for a swap file.
 */
int inode_newsize_ok(const struct inode *inode, loff_t offset)
{
	if (offset < 0)
		return -EINVAL;
	if (inode->i_size < offset) {
		unsigned long limit = rlimit(RLIMIT_FSIZE);

		if (limit != RLIM_INFINITY && offset > (loff_t)limit) {
			send_sig(SIGXFSZ, current, 0);
			return -EFBIG;
		}
		if (offset > inode->i_sb->s_maxbytes)
			return -EFBIG;
	} else if (IS_SWAPFILE(inode)) {
		return -ETXTBSY;
	}
	return 0;
}

/**
 * setattr_copy() - make the change, except the size
 * @inode: locked
 * @attr: by setattr_prepare()
 *
 * Context: any.
 */
void setattr_copy(struct inode *inode, const struct iattr *attr)
{
	unsigned int ia_valid = attr->ia_valid;
	unsigned int gran = inode->i_sb->s_time_gran;

	if (ia_valid & ATTR_UID)
		inode->i_uid = attr->ia_uid;
	if (ia_valid & ATTR_GID)
		inode->i_gid = attr->ia_gid;
	if (ia_valid & ATTR_ATIME)
		inode->i_atime = timespec64_trunc(attr->ia_atime, gran);
	if (ia_valid & ATTR_MTIME)
		inode->i_mtime = timespec64_trunc(attr->ia_mtime, gran);
	if (ia_valid & ATTR_CTIME)
		inode->i_ctime = timespec64_trunc(attr->ia_ctime, gran);
	if (ia_valid & ATTR_MODE) {
		umode_t mode = attr->ia_mode;

		if (!in_group_p(inode->i_gid) &&
		    !capable_wrt_inode_uidgid(inode, CAP_FSETID))
			mode &= ~S_ISGID;
		inode->i_mode = mode;
	}
}

/* Immutable and append-only files; who may touch the times to "now". */
static int may_setattr(struct inode *inode, unsigned int ia_valid)
{
	if ((ia_valid & (ATTR_MODE | ATTR_UID | ATTR_GID | ATTR_TIMES_SET)) &&
	    (IS_IMMUTABLE(inode) || IS_APPEND(inode)))
		return -EPERM;
	if (ia_valid & ATTR_TOUCH) {
		if (IS_IMMUTABLE(inode))
			return -EPERM;
		if (!inode_owner_or_capable(inode))
			return inode_permission(inode, MAY_WRITE);
	}
	return 0;
}

/* ATTR_KILL_SUID and ATTR_KILL_SGID become a mode. */
static void kill_sxid(struct inode *inode, struct iattr *attr)
{
	umode_t mode = inode->i_mode;

	if (attr->ia_valid & ATTR_KILL_SUID) {
		attr->ia_valid &= ~ATTR_KILL_SUID;
		mode &= ~S_ISUID;
	}
	if (attr->ia_valid & ATTR_KILL_SGID) {
		attr->ia_valid &= ~ATTR_KILL_SGID;
		if (mode & S_IXGRP)
			mode &= ~S_ISGID;
	}
	if (mode != inode->i_mode) {
		attr->ia_valid |= ATTR_MODE;
		attr->ia_mode = mode;
	}
}

/**
 * notify_change() - change the attributes of a file
 * @dentry: the file, its inode locked for writing
 * @attr: the change
 * @delegated_inode: unused: there are no delegations
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int notify_change(struct dentry *dentry, struct iattr *attr,
		  struct inode **delegated_inode)
{
	struct inode *inode = dentry->d_inode;
	struct timespec64 now;
	int error;

	WARN_ON_ONCE(!inode_is_locked(inode));
	error = may_setattr(inode, attr->ia_valid);
	if (error)
		return error;

	now = current_time(inode);
	attr->ia_ctime = now;
	if (!(attr->ia_valid & ATTR_ATIME_SET))
		attr->ia_atime = now;
	if (!(attr->ia_valid & ATTR_MTIME_SET))
		attr->ia_mtime = now;

	attr->ia_valid &= ~ATTR_KILL_PRIV;
	if (attr->ia_valid & (ATTR_KILL_SUID | ATTR_KILL_SGID)) {
		if (WARN_ON_ONCE(attr->ia_valid & ATTR_MODE))
			return -EINVAL;
		kill_sxid(inode, attr);
	}
	if (!(attr->ia_valid & ~(ATTR_KILL_SUID | ATTR_KILL_SGID | ATTR_FORCE)))
		return 0;
	/* Ids that the filesystem cannot store. */
	if (((attr->ia_valid & ATTR_UID) && !uid_valid(attr->ia_uid)) ||
	    ((attr->ia_valid & ATTR_GID) && !gid_valid(attr->ia_gid)))
		return -EOVERFLOW;

	if (inode->i_op->setattr)
		error = inode->i_op->setattr(dentry, attr);
	else
		error = simple_setattr(dentry, attr);
	if (!error)
		fsnotify_change(dentry, attr->ia_valid);
	return error;
}
