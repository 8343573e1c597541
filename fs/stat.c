// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/stat.c - stat, in its shapes
 *
 * I1         Everything goes through vfs_getattr(): the filesystem may know
 *            better than the inode.
 *
 * Entry      vfs_getattr() generic_fillattr() vfs_statx() vfs_fstat(); stat(2),
 *            newfstatat(2), statx(2)
 *
 * Mirrors: Linux 4.19 fs/stat.c.
 * Simpler than Linux in: no filesystem's getattr says -ESTALE, nothing to retry.
 */
#include "internal.h"

#include <linux/cred.h>
#include <linux/file.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include "mount.h"

/**
 * generic_fillattr() - what the inode says
 * @inode: the file
 * @stat: filled, except result_mask
 *
 * Context: any.
 */
void generic_fillattr(struct inode *inode, struct kstat *stat)
{
	stat->dev = inode->i_sb->s_dev;
	stat->ino = inode->i_ino;
	stat->mode = inode->i_mode;
	stat->nlink = inode->i_nlink;
	stat->uid = inode->i_uid;
	stat->gid = inode->i_gid;
	stat->rdev = inode->i_rdev;
	stat->size = i_size_read(inode);
	stat->atime = inode->i_atime;
	stat->mtime = inode->i_mtime;
	stat->ctime = inode->i_ctime;
	stat->blksize = i_blocksize(inode);
	stat->blocks = inode->i_blocks;
}

/**
 * vfs_getattr() - the attributes of a file
 * @path: the file
 * @stat: filled
 * @request_mask: STATX_*: what is wanted
 * @query_flags: AT_STATX_*
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int vfs_getattr(const struct path *path, struct kstat *stat, u32 request_mask,
		unsigned int query_flags)
{
	struct inode *inode = d_backing_inode(path->dentry);

	stat->result_mask = STATX_BASIC_STATS;
	stat->attributes = 0;
	stat->attributes_mask = STATX_ATTR_APPEND | STATX_ATTR_IMMUTABLE |
				STATX_ATTR_MOUNT_ROOT | STATX_ATTR_AUTOMOUNT;
	stat->btime = (struct timespec64){};
	stat->mnt_id = 0;
	if (unlikely(inode->i_flags & S_APPEND))
		stat->attributes |= STATX_ATTR_APPEND;
	if (unlikely(inode->i_flags & S_IMMUTABLE))
		stat->attributes |= STATX_ATTR_IMMUTABLE;
	if (inode->i_op->getattr)
		return inode->i_op->getattr(path, stat, request_mask,
					    query_flags & AT_STATX_SYNC_TYPE);
	generic_fillattr(inode, stat);
	return 0;
}

/**
 * vfs_fstat() - the attributes of an open file
 * @fd: its number
 * @stat: filled
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int vfs_fstat(unsigned int fd, struct kstat *stat)
{
	struct fd f = fdget_raw(fd);
	int error = -EBADF;

	if (f.file) {
		error = vfs_getattr(&f.file->f_path, stat, STATX_BASIC_STATS,
				    0);
		fdput(f);
	}
	return error;
}

static int statx_path(const struct path *path, struct kstat *stat,
		      u32 request_mask, int flags)
{
	int error = vfs_getattr(path, stat, request_mask, flags);

	stat->mnt_id = real_mount(path->mnt)->mnt_id;
	stat->result_mask |= STATX_MNT_ID;
	if (path->mnt->mnt_root == path->dentry)
		stat->attributes |= STATX_ATTR_MOUNT_ROOT;
	return error;
}

/**
 * vfs_statx() - the attributes of a name
 * @dfd: where a relative name starts
 * @filename: user pointer
 * @flags: AT_*
 * @stat: filled
 * @request_mask: STATX_*
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int vfs_statx(int dfd, const char __user *filename, int flags,
	      struct kstat *stat, u32 request_mask)
{
	unsigned int lookup_flags = 0;
	struct path path;
	int error;

	if (flags & ~(AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT | AT_EMPTY_PATH |
		      AT_STATX_SYNC_TYPE))
		return -EINVAL;
	if (!(flags & AT_SYMLINK_NOFOLLOW))
		lookup_flags |= LOOKUP_FOLLOW;
	if (flags & AT_EMPTY_PATH)
		lookup_flags |= LOOKUP_EMPTY;
	error = user_path_at(dfd, filename, lookup_flags, &path);
	if (likely(!error)) {
		error = statx_path(&path, stat, request_mask, flags);
		path_put(&path);
	}
	return error;
}

static int cp_new_stat(const struct kstat *stat, struct stat __user *statbuf)
{
	struct stat tmp = {
		.st_dev		= new_encode_dev(stat->dev),
		.st_ino		= stat->ino,
		.st_mode	= stat->mode,
		.st_nlink	= stat->nlink,
		.st_uid		= from_kuid_munged(current_user_ns(),
						   stat->uid),
		.st_gid		= from_kgid_munged(current_user_ns(),
						   stat->gid),
		.st_rdev	= new_encode_dev(stat->rdev),
		.st_size	= stat->size,
		.st_atime	= stat->atime.tv_sec,
		.st_atime_nsec	= stat->atime.tv_nsec,
		.st_mtime	= stat->mtime.tv_sec,
		.st_mtime_nsec	= stat->mtime.tv_nsec,
		.st_ctime	= stat->ctime.tv_sec,
		.st_ctime_nsec	= stat->ctime.tv_nsec,
		.st_blocks	= stat->blocks,
		.st_blksize	= stat->blksize,
		.__pad0		= 0,	/* each by name: no memset */
		.__unused	= { 0, 0, 0 },
	};

	return copy_to_user(statbuf, &tmp, sizeof(tmp)) ? -EFAULT : 0;
}

SYSCALL_DEFINE2(newstat, const char __user *, filename,
		struct stat __user *, statbuf)
{
	struct kstat stat;
	int error = vfs_statx(AT_FDCWD, filename, AT_NO_AUTOMOUNT, &stat,
			      STATX_BASIC_STATS);

	return error ? error : cp_new_stat(&stat, statbuf);
}

SYSCALL_DEFINE2(newlstat, const char __user *, filename,
		struct stat __user *, statbuf)
{
	struct kstat stat;
	int error = vfs_statx(AT_FDCWD, filename,
			      AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT, &stat,
			      STATX_BASIC_STATS);

	return error ? error : cp_new_stat(&stat, statbuf);
}

SYSCALL_DEFINE4(newfstatat, int, dfd, const char __user *, filename,
		struct stat __user *, statbuf, int, flag)
{
	struct kstat stat;
	char c;
	int error;

	if (flag & ~(AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT | AT_EMPTY_PATH))
		return -EINVAL;
	/* glibc's fstat(): no walk for it. */
	if (flag == AT_EMPTY_PATH && dfd >= 0) {
		if (get_user(c, filename))
			return -EFAULT;
		if (!c) {
			error = vfs_fstat(dfd, &stat);
			return error ? error : cp_new_stat(&stat, statbuf);
		}
	}
	error = vfs_statx(dfd, filename, flag | AT_NO_AUTOMOUNT, &stat,
			  STATX_BASIC_STATS);
	return error ? error : cp_new_stat(&stat, statbuf);
}

SYSCALL_DEFINE2(newfstat, unsigned int, fd, struct stat __user *, statbuf)
{
	struct kstat stat;
	int error = vfs_fstat(fd, &stat);

	return error ? error : cp_new_stat(&stat, statbuf);
}

static int cp_statx(const struct kstat *stat, struct statx __user *buffer)
{
	struct statx tmp = {
		.stx_mask	= stat->result_mask,
		.stx_blksize	= stat->blksize,
		.stx_attributes	= stat->attributes,
		.stx_attributes_mask = stat->attributes_mask,
		.stx_nlink	= stat->nlink,
		.stx_uid	= from_kuid_munged(current_user_ns(),
						   stat->uid),
		.stx_gid	= from_kgid_munged(current_user_ns(),
						   stat->gid),
		.stx_mode	= stat->mode,
		.stx_ino	= stat->ino,
		.stx_size	= stat->size,
		.stx_blocks	= stat->blocks,
		.stx_atime	= { stat->atime.tv_sec, stat->atime.tv_nsec },
		.stx_btime	= { stat->btime.tv_sec, stat->btime.tv_nsec },
		.stx_ctime	= { stat->ctime.tv_sec, stat->ctime.tv_nsec },
		.stx_mtime	= { stat->mtime.tv_sec, stat->mtime.tv_nsec },
		.stx_rdev_major	= MAJOR(stat->rdev),
		.stx_rdev_minor	= MINOR(stat->rdev),
		.stx_dev_major	= MAJOR(stat->dev),
		.stx_dev_minor	= MINOR(stat->dev),
		.stx_mnt_id	= stat->mnt_id,
	};

	return copy_to_user(buffer, &tmp, sizeof(tmp)) ? -EFAULT : 0;
}

SYSCALL_DEFINE5(statx, int, dfd, const char __user *, filename,
		unsigned int, flags, unsigned int, mask,
		struct statx __user *, buffer)
{
	struct kstat stat;
	int error;

	if (mask & STATX__RESERVED)
		return -EINVAL;
	if ((flags & AT_STATX_SYNC_TYPE) == AT_STATX_SYNC_TYPE)
		return -EINVAL;
	error = vfs_statx(dfd, filename, flags, &stat, mask);
	return error ? error : cp_statx(&stat, buffer);
}
