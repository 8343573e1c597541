// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/statfs.c - how full a filesystem is
 *
 * Entry      vfs_statfs(); statfs(2), fstatfs(2), ustat(2)
 *
 * Mirrors: Linux 4.19 fs/statfs.c.
 */
#include "internal.h"

#include <linux/file.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/statfs.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

static long flags_by_mnt(int mnt_flags)
{
	long flags = 0;

	if (mnt_flags & MNT_READONLY)
		flags |= ST_RDONLY;
	if (mnt_flags & MNT_NOSUID)
		flags |= ST_NOSUID;
	if (mnt_flags & MNT_NODEV)
		flags |= ST_NODEV;
	if (mnt_flags & MNT_NOEXEC)
		flags |= ST_NOEXEC;
	if (mnt_flags & MNT_NOATIME)
		flags |= ST_NOATIME;
	if (mnt_flags & MNT_NODIRATIME)
		flags |= ST_NODIRATIME;
	if (mnt_flags & MNT_RELATIME)
		flags |= ST_RELATIME;
	if (mnt_flags & MNT_NOSYMFOLLOW)
		flags |= ST_NOSYMFOLLOW;
	return flags;
}

static long flags_by_sb(unsigned long s_flags)
{
	long flags = 0;

	if (s_flags & SB_SYNCHRONOUS)
		flags |= ST_SYNCHRONOUS;
	if (s_flags & SB_MANDLOCK)
		flags |= ST_MANDLOCK;
	if (s_flags & SB_RDONLY)
		flags |= ST_RDONLY;
	return flags;
}

/**
 * vfs_statfs() - figures of the filesystem at a path
 * @path: the path
 * @buf: filled
 *
 * Context: may sleep.
 * Return: 0 or an errno; -ENOSYS: it does not know.
 */
int vfs_statfs(const struct path *path, struct kstatfs *buf)
{
	struct super_block *sb = path->dentry->d_sb;
	int error;

	if (!sb->s_op->statfs)
		return -ENOSYS;
	memset(buf, 0, sizeof(*buf));
	error = sb->s_op->statfs(path->dentry, buf);
	if (error)
		return error;
	if (buf->f_frsize == 0)
		buf->f_frsize = buf->f_bsize;
	buf->f_flags = ST_VALID | flags_by_mnt(path->mnt->mnt_flags) |
		       flags_by_sb(sb->s_flags);
	return 0;
}

static int do_statfs_native(const struct kstatfs *st, struct statfs __user *p)
{
	struct statfs buf = {
		.f_type		= st->f_type,
		.f_bsize	= st->f_bsize,
		.f_blocks	= st->f_blocks,
		.f_bfree	= st->f_bfree,
		.f_bavail	= st->f_bavail,
		.f_files	= st->f_files,
		.f_ffree	= st->f_ffree,
		.f_fsid		= st->f_fsid,
		.f_namelen	= st->f_namelen,
		.f_frsize	= st->f_frsize,
		.f_flags	= st->f_flags,
	};

	return copy_to_user(p, &buf, sizeof(buf)) ? -EFAULT : 0;
}

SYSCALL_DEFINE2(statfs, const char __user *, pathname,
		struct statfs __user *, buf)
{
	unsigned int lookup_flags = LOOKUP_FOLLOW | LOOKUP_AUTOMOUNT;
	struct kstatfs st;
	struct path path;
	int error;

retry:
	error = user_path_at(AT_FDCWD, pathname, lookup_flags, &path);
	if (error)
		return error;
	error = vfs_statfs(&path, &st);
	path_put(&path);
	if (retry_estale(error, lookup_flags)) {
		lookup_flags |= LOOKUP_REVAL;
		goto retry;
	}
	return error ? error : do_statfs_native(&st, buf);
}

SYSCALL_DEFINE2(fstatfs, unsigned int, fd, struct statfs __user *, buf)
{
	struct fd f = fdget_raw(fd);
	struct kstatfs st;
	int error = -EBADF;

	if (f.file) {
		error = vfs_statfs(&f.file->f_path, &st);
		fdput(f);
	}
	return error ? error : do_statfs_native(&st, buf);
}

struct ustat {
	__kernel_daddr_t	f_tfree;
	unsigned long		f_tinode;
	char			f_fname[6];
	char			f_fpack[6];
};

SYSCALL_DEFINE2(ustat, unsigned int, dev, struct ustat __user *, ubuf)
{
	struct super_block *s = user_get_super(new_decode_dev(dev));
	struct ustat tmp = {};
	struct kstatfs st = {};
	int err;

	if (!s)
		return -EINVAL;
	err = s->s_op->statfs ? s->s_op->statfs(s->s_root, &st) : -ENOSYS;
	drop_super(s);
	if (err)
		return err;
	tmp.f_tfree = st.f_bfree;
	tmp.f_tinode = st.f_ffree;
	return copy_to_user(ubuf, &tmp, sizeof(tmp)) ? -EFAULT : 0;
}
