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
 *
 * Locking    The directory's i_rwsem, shared.
 * Entry      iterate_dir(); getdents(2), getdents64(2)
 *
 * Mirrors: Linux 4.19 fs/readdir.c.
 */
#include "internal.h"

#include <linux/dirent.h>
#include <linux/file.h>
#include <linux/fsnotify.h>
#include <linux/sched/signal.h>
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
		fsnotify_access(file);
		file_accessed(file);
	}
	if (shared)
		inode_unlock_shared(inode);
	else
		inode_unlock(inode);
	return res;
}

/*
 * Within user_access_begin(): the characters, in as few stores as may be.
 *
 * Return: false on a fault.
 */
static __always_inline bool put_name(char __user *dst, const char *src,
				     unsigned int len)
{
	for (; len >= 8; len -= 8, dst += 8, src += 8)
		unsafe_put_user(*(const u64 *)src, (u64 __user *)dst, fault);
	if (len & 4) {
		unsafe_put_user(*(const u32 *)src, (u32 __user *)dst, fault);
		dst += 4;
		src += 4;
	}
	if (len & 2) {
		unsafe_put_user(*(const u16 *)src, (u16 __user *)dst, fault);
		dst += 2;
		src += 2;
	}
	if (len & 1)
		unsafe_put_user(*src, dst, fault);
	return true;
fault:
	return false;
}

/* One getdents64(2) or getdents(2). */
struct getdents_callback {
	struct dir_context	ctx;
	struct linux_dirent64 __user *current_dir;	/* the next goes here */
	int			prev_reclen;
	int			count;			/* bytes left */
	int			error;
};

/*
 * The entries of the old call begin alike; its name stands where the new one
 * has the type, and its type is the entry's last byte.
 */
static __always_inline int fill_entry(struct dir_context *ctx, const char *name,
				      int namlen, loff_t offset, u64 ino,
				      unsigned int d_type, bool old)
{
	struct getdents_callback *buf =
		container_of(ctx, struct getdents_callback, ctx);
	struct linux_dirent64 __user *dirent = buf->current_dir, *prev;
	int head = old ? offsetof(struct linux_dirent64, d_type) :
			 offsetof(struct linux_dirent64, d_name);
	int reclen = ALIGN(head + namlen + 1 + old, sizeof(u64));

	buf->error = -EINVAL;		/* the first does not fit */
	if (reclen > buf->count)
		return -EINVAL;
	if (buf->prev_reclen && signal_pending(current))
		return -EINTR;

	prev = (void __user *)dirent - buf->prev_reclen;
	if (!user_access_begin(prev, reclen + buf->prev_reclen))
		goto efault;
	unsafe_put_user(offset, &prev->d_off, efault_end);	/* I1 */
	/* The padding; it may overlap what follows. */
	unsafe_put_user(old ? (u64)d_type << 56 : 0,
			(u64 __user *)((char __user *)dirent + reclen - 8),
			efault_end);
	unsafe_put_user(ino, &dirent->d_ino, efault_end);
	unsafe_put_user(reclen, &dirent->d_reclen, efault_end);
	if (!old)
		unsafe_put_user(d_type, &dirent->d_type, efault_end);
	if (unlikely(!put_name((char __user *)dirent + head, name, namlen)))
		goto efault_end;
	user_access_end();
	buf->error = 0;
	buf->current_dir = (void __user *)dirent + reclen;
	buf->prev_reclen = reclen;
	buf->count -= reclen;
	return 0;

efault_end:
	user_access_end();
efault:
	buf->error = -EFAULT;
	return -EFAULT;
}

static int filldir64(struct dir_context *ctx, const char *name, int namlen,
		     loff_t offset, u64 ino, unsigned int d_type)
{
	return fill_entry(ctx, name, namlen, offset, ino, d_type, false);
}

static int filldir(struct dir_context *ctx, const char *name, int namlen,
		   loff_t offset, u64 ino, unsigned int d_type)
{
	return fill_entry(ctx, name, namlen, offset, ino, d_type, true);
}

static int do_getdents(unsigned int fd, void __user *dirent, unsigned int count,
		       filldir_t actor)
{
	struct getdents_callback buf = {
		.ctx.actor = actor,
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

SYSCALL_DEFINE3(getdents64, unsigned int, fd,
		struct linux_dirent64 __user *, dirent, unsigned int, count)
{
	return do_getdents(fd, dirent, count, filldir64);
}

struct linux_dirent;	/* the old one: unsigned longs, no d_type */

SYSCALL_DEFINE3(getdents, unsigned int, fd, struct linux_dirent __user *,
		dirent, unsigned int, count)
{
	return do_getdents(fd, dirent, count, filldir);
}
