// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/readdir.c - listing directories
 *
 * The filesystem's ->iterate_shared() calls dir_emit() for each entry; the
 * actor behind it copies a struct linux_dirent64 to user space, and says "stop"
 * when the next one does not fit:
 *
 *	buf                                              buf + count
 *	[ino|off|reclen|type|"."  ][ino|off|..|".."  ][ ..  ] (too little) |
 *	                            '-- d_off: where the next call goes on
 *
 * I1         d_off of an entry is the position of the one after it, so it is
 *            written when that one comes, or at the end.
 * I2         A name that is empty or has a '/' in it is the filesystem's error:
 *            -EIO.
 *
 * Locking    The directory's i_rwsem, shared.
 * Entry      iterate_dir(); getdents(2), getdents64(2)
 *
 * Mirrors: Linux 4.19 fs/readdir.c.
 */
#include "internal.h"

#include <linux/dirent.h>
#include <linux/file.h>
#include <linux/sched/signal.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

/**
 * iterate_dir() - show the entries of an open directory
 * @file: the directory
 * @ctx: whom to show them to; ctx->pos is set from and to the file position
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int iterate_dir(struct file *file, struct dir_context *ctx)
{
	struct inode *inode = file_inode(file);
	bool shared = file->f_op->iterate_shared;
	int res = -ENOENT;

	if (!shared && !file->f_op->iterate)
		return -ENOTDIR;
	if (shared)
		inode_lock_shared(inode);
	else
		inode_lock(inode);
	if (!IS_DEADDIR(inode)) {
		ctx->pos = file->f_pos;
		if (shared)
			res = file->f_op->iterate_shared(file, ctx);
		else
			res = file->f_op->iterate(file, ctx);
		file->f_pos = ctx->pos;
		file_accessed(file);
	}
	if (shared)
		inode_unlock_shared(inode);
	else
		inode_unlock(inode);
	return res;
}

/* I2 */
static int verify_dirent_name(const char *name, int len)
{
	if (len <= 0 || len >= PATH_MAX)
		return -EIO;
	if (memchr(name, '/', len))
		return -EIO;
	return 0;
}

/* One getdents64(2). */
struct getdents_callback64 {
	struct dir_context	ctx;
	struct linux_dirent64 __user *current_dir;	/* the next goes here */
	int			prev_reclen;
	int			count;			/* bytes left */
	int			error;
};

static int filldir64(struct dir_context *ctx, const char *name, int namlen,
		     loff_t offset, u64 ino, unsigned int d_type)
{
	struct getdents_callback64 *buf =
		container_of(ctx, struct getdents_callback64, ctx);
	int reclen = ALIGN(offsetof(struct linux_dirent64, d_name) + namlen + 1,
			   sizeof(u64));
	struct linux_dirent64 __user *dirent;
	/* A short entry goes out in one copy, padding included. */
	union {
		struct linux_dirent64	d;
		char			bytes[64];
	} small;

	buf->error = verify_dirent_name(name, namlen);
	if (unlikely(buf->error))
		return buf->error;
	buf->error = -EINVAL;		/* the first does not fit */
	if (reclen > buf->count)
		return -EINVAL;
	if (buf->prev_reclen && signal_pending(current))
		return -EINTR;

	buf->error = -EFAULT;
	dirent = buf->current_dir;
	if (buf->prev_reclen) {		/* I1 */
		struct linux_dirent64 __user *prev =
			(void __user *)dirent - buf->prev_reclen;

		if (put_user(offset, &prev->d_off))
			return -EFAULT;
	}
	small.d.d_ino = ino;
	small.d.d_off = 0;
	small.d.d_reclen = reclen;
	small.d.d_type = d_type;
	if (likely(reclen <= (int)sizeof(small))) {
		memset(small.bytes + reclen - sizeof(u64), 0, sizeof(u64));
		/* The word just cleared may hold the header's end. */
		small.d.d_reclen = reclen;
		small.d.d_type = d_type;
		memcpy(small.d.d_name, name, namlen);
		if (copy_to_user(dirent, &small, reclen))
			return -EFAULT;
	} else {
		if (copy_to_user(dirent, &small,
				 offsetof(struct linux_dirent64, d_name)) ||
		    copy_to_user(dirent->d_name, name, namlen) ||
		    clear_user(dirent->d_name + namlen,
			       reclen - namlen -
			       offsetof(struct linux_dirent64, d_name)))
			return -EFAULT;
	}
	buf->error = 0;
	buf->current_dir = (void __user *)dirent + reclen;
	buf->prev_reclen = reclen;
	buf->count -= reclen;
	return 0;
}

SYSCALL_DEFINE3(getdents64, unsigned int, fd,
		struct linux_dirent64 __user *, dirent, unsigned int, count)
{
	struct getdents_callback64 buf = {
		.ctx.actor = filldir64,
		.count = count,
		.current_dir = dirent,
	};
	struct fd f;
	int error;

	if (!access_ok(dirent, count))
		return -EFAULT;
	f = fdget_pos(fd);
	if (!f.file)
		return -EBADF;
	error = iterate_dir(f.file, &buf.ctx);
	if (error >= 0)
		error = buf.error;
	if (buf.prev_reclen) {
		struct linux_dirent64 __user *last =
			(void __user *)buf.current_dir - buf.prev_reclen;

		if (put_user(buf.ctx.pos, &last->d_off))
			error = -EFAULT;
		else
			error = count - buf.count;
	}
	fdput_pos(f);
	return error;
}

/* The old call: the type is in the entry's last byte. */
struct linux_dirent {
	unsigned long	d_ino;
	unsigned long	d_off;
	unsigned short	d_reclen;
	char		d_name[];
};

struct getdents_callback {
	struct dir_context	ctx;
	struct linux_dirent __user *current_dir;
	int			prev_reclen;
	int			count;
	int			error;
};

static int filldir(struct dir_context *ctx, const char *name, int namlen,
		   loff_t offset, u64 ino, unsigned int d_type)
{
	struct getdents_callback *buf =
		container_of(ctx, struct getdents_callback, ctx);
	int reclen = ALIGN(offsetof(struct linux_dirent, d_name) + namlen + 2,
			   sizeof(long));
	struct linux_dirent __user *dirent = buf->current_dir;
	struct linux_dirent head = {
		.d_ino = ino,
		.d_reclen = reclen,
	};

	buf->error = verify_dirent_name(name, namlen);
	if (unlikely(buf->error))
		return buf->error;
	buf->error = -EINVAL;
	if (reclen > buf->count)
		return -EINVAL;
	if (buf->prev_reclen && signal_pending(current))
		return -EINTR;
	buf->error = -EFAULT;
	if (buf->prev_reclen) {
		struct linux_dirent __user *prev =
			(void __user *)dirent - buf->prev_reclen;

		if (put_user(offset, &prev->d_off))
			return -EFAULT;
	}
	if (clear_user(dirent, reclen) ||
	    copy_to_user(dirent, &head, offsetof(struct linux_dirent, d_name)) ||
	    copy_to_user(dirent->d_name, name, namlen) ||
	    put_user((char)d_type, (char __user *)dirent + reclen - 1))
		return -EFAULT;
	buf->error = 0;
	buf->current_dir = (void __user *)dirent + reclen;
	buf->prev_reclen = reclen;
	buf->count -= reclen;
	return 0;
}

SYSCALL_DEFINE3(getdents, unsigned int, fd, struct linux_dirent __user *,
		dirent, unsigned int, count)
{
	struct getdents_callback buf = {
		.ctx.actor = filldir,
		.count = count,
		.current_dir = dirent,
	};
	struct fd f;
	int error;

	if (!access_ok(dirent, count))
		return -EFAULT;
	f = fdget_pos(fd);
	if (!f.file)
		return -EBADF;
	error = iterate_dir(f.file, &buf.ctx);
	if (error >= 0)
		error = buf.error;
	if (buf.prev_reclen) {
		struct linux_dirent __user *last =
			(void __user *)buf.current_dir - buf.prev_reclen;

		if (put_user((unsigned long)buf.ctx.pos, &last->d_off))
			error = -EFAULT;
		else
			error = count - buf.count;
	}
	fdput_pos(f);
	return error;
}
