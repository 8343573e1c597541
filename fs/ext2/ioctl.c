// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/ext2/ioctl.c - lsattr(1), chattr(1): flags and generation of an inode
 *
 * Mirrors: Linux 4.6 fs/ext2/ioctl.c.
 */
#include "ext2.h"

#include <linux/capability.h>
#include <linux/mount.h>
#include <linux/uaccess.h>

static u32 mask_flags(umode_t mode, u32 flags)
{
	if (S_ISDIR(mode))
		return flags;
	return flags & (S_ISREG(mode) ? EXT2_REG_FLMASK : EXT2_OTHER_FLMASK);
}

static int ext2_set_flags(struct inode *inode, u32 flags)
{
	struct ext2_inode_info *ei = EXT2_I(inode);
	int ret = 0;

	flags = mask_flags(inode->i_mode, flags);
	inode_lock(inode);
	if (((flags ^ ei->i_flags) & (FS_APPEND_FL | FS_IMMUTABLE_FL)) &&
	    !capable(CAP_LINUX_IMMUTABLE)) {
		ret = -EPERM;
		goto unlock;
	}
	ei->i_flags = (flags & FS_FL_USER_MODIFIABLE) |
		      (ei->i_flags & ~FS_FL_USER_MODIFIABLE);
	ext2_set_inode_flags(inode);
	inode->i_ctime = current_time(inode);
	mark_inode_dirty(inode);
unlock:
	inode_unlock(inode);
	return ret;
}

static int ext2_ioctl_set(struct file *filp, unsigned int cmd, int __user *p)
{
	struct inode *inode = file_inode(filp);
	int ret, value;

	if (!inode_owner_or_capable(inode))
		return -EPERM;
	if (get_user(value, p))
		return -EFAULT;
	ret = mnt_want_write_file(filp);
	if (ret)
		return ret;
	if (cmd == FS_IOC_SETFLAGS) {
		ret = ext2_set_flags(inode, value);
	} else {
		inode_lock(inode);
		inode->i_ctime = current_time(inode);
		inode->i_generation = value;
		inode_unlock(inode);
		mark_inode_dirty(inode);
	}
	mnt_drop_write_file(filp);
	return ret;
}

/**
 * ext2_ioctl() - ->unlocked_ioctl() of files and directories
 * @filp: open file
 * @cmd: FS_IOC_*
 * @arg: user pointer to an int
 *
 * Context: may sleep.
 * Return: 0 or -errno.
 */
long ext2_ioctl(struct file *filp, unsigned int cmd, unsigned long arg)
{
	struct inode *inode = file_inode(filp);
	int __user *p = (int __user *)arg;

	switch (cmd) {
	case FS_IOC_GETFLAGS:
		return put_user((int)(EXT2_I(inode)->i_flags &
				      FS_FL_USER_VISIBLE), p);
	case FS_IOC_GETVERSION:
		return put_user((int)inode->i_generation, p);
	case FS_IOC_SETFLAGS:
	case FS_IOC_SETVERSION:
		return ext2_ioctl_set(filp, cmd, p);
	}
	return -ENOTTY;
}
