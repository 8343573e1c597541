// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/open.c - open and close
 *
 *	open(2) -> do_sys_openat2()
 *	  build_open_flags()	flags, checked and taken apart: struct open_flags
 *	  getname()		the name, copied
 *	  get_unused_fd_flags()	a number
 *	  do_filp_open()	the walk (namei.c) and, at its end, vfs_open()
 *	  fd_install()		the file becomes visible
 *
 * The order is visible: bad flags come before a bad pointer, that before a full
 * table, that before whatever is wrong with the path.
 *
 * I1         do_dentry_open() succeeds: FMODE_OPENED, references on path and
 *            f_op, write counts if FMODE_WRITER.  Fails: nothing of that.
 *
 * Entry      do_sys_open() filp_open() dentry_open() vfs_open() filp_close()
 *
 * Mirrors: Linux 4.19 fs/open.c, and openat2(2) of 5.6.  The other calls of
 * that file (truncate, access, chmod, chown, chdir) are in open_attr.c.
 */
#include "internal.h"

#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/filelock.h>
#include <linux/fsnotify.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

/* Undoes the write counts of a failed open. */
static void cleanup_write(struct file *f)
{
	if (f->f_mode & FMODE_WRITER) {
		put_write_access(f->f_inode);
		__mnt_drop_write(f->f_path.mnt);
	}
}

static int get_file_write_access(struct file *f, struct inode *inode)
{
	int error = get_write_access(inode);

	if (unlikely(error))
		return error;
	error = __mnt_want_write(f->f_path.mnt);
	if (unlikely(error)) {
		put_write_access(inode);
		return error;
	}
	f->f_mode |= FMODE_WRITER;
	return 0;
}

/* f_path is set, without references.  Return: 0 or an errno (I1). */
static int do_dentry_open(struct file *f, struct inode *inode,
			  int (*open)(struct inode *inode, struct file *file))
{
	static const struct file_operations empty_fops = {};
	int error;

	path_get(&f->f_path);
	f->f_inode = inode;
	f->f_mapping = inode->i_mapping;
	f->f_wb_err = errseq_sample(&f->f_mapping->wb_err);

	if (unlikely(f->f_flags & O_PATH)) {
		f->f_mode = FMODE_PATH | FMODE_OPENED;
		f->f_op = &empty_fops;
		return 0;
	}
	if ((f->f_mode & FMODE_WRITE) && !special_file(inode->i_mode)) {
		error = get_file_write_access(f, inode);
		if (unlikely(error))
			goto cleanup_file;
	}
	/* POSIX: the position of files and directories is read atomically. */
	if (S_ISREG(inode->i_mode) || S_ISDIR(inode->i_mode))
		f->f_mode |= FMODE_ATOMIC_POS;

	f->f_op = fops_get(inode->i_fop);
	if (unlikely(WARN_ON(!f->f_op))) {
		error = -ENODEV;
		goto cleanup_all;
	}
	/* ->open() clears what it cannot do. */
	f->f_mode |= FMODE_LSEEK | FMODE_PREAD | FMODE_PWRITE;
	if (!open)
		open = f->f_op->open;
	if (open) {
		error = open(inode, f);
		if (unlikely(error))
			goto cleanup_all;
	}
	f->f_mode |= FMODE_OPENED;
	if ((f->f_mode & FMODE_READ) &&
	    likely(f->f_op->read || f->f_op->read_iter))
		f->f_mode |= FMODE_CAN_READ;
	if ((f->f_mode & FMODE_WRITE) &&
	    likely(f->f_op->write || f->f_op->write_iter))
		f->f_mode |= FMODE_CAN_WRITE;
	f->f_flags &= ~(O_CREAT | O_EXCL | O_NOCTTY | O_TRUNC);
	file_ra_state_init(&f->f_ra, f->f_mapping->host->i_mapping);

	/* Found out late, as in Linux: the file is open and goes by fput(). */
	if (unlikely((f->f_flags & O_DIRECT) &&
		     (!f->f_mapping->a_ops || !f->f_mapping->a_ops->direct_IO)))
		return -EINVAL;
	return 0;

cleanup_all:
	fops_put(f->f_op);
	cleanup_write(f);
cleanup_file:
	path_put(&f->f_path);
	f->f_path.mnt = NULL;
	f->f_path.dentry = NULL;
	f->f_inode = NULL;
	return error;
}

/**
 * vfs_open() - open the file at a path
 * @path: where; referenced by the caller
 * @file: from alloc_empty_file()
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int vfs_open(const struct path *path, struct file *file)
{
	file->f_path = *path;
	return do_dentry_open(file, d_backing_inode(path->dentry), NULL);
}

/**
 * finish_open() - for ->atomic_open() and ->tmpfile(): the file is there
 * @file: as given to it, f_path.mnt set
 * @dentry: the file's
 * @open: instead of f_op->open, or NULL
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int finish_open(struct file *file, struct dentry *dentry,
		int (*open)(struct inode *inode, struct file *file))
{
	WARN_ON(file->f_mode & FMODE_OPENED);
	file->f_path.dentry = dentry;
	return do_dentry_open(file, d_backing_inode(dentry), open);
}

/**
 * file_path() - the name of an open file
 * @filp: the file
 * @buf: for the result
 * @buflen: its size
 *
 * Context: does not sleep.
 * Return: see d_path().
 */
char *file_path(struct file *filp, char *buf, int buflen)
{
	return d_path(&filp->f_path, buf, buflen);
}

/**
 * dentry_open() - open a path that is known
 * @path: where; referenced by the caller
 * @flags: O_*
 * @cred: the opener's
 *
 * Context: may sleep.
 * Return: the file or an ERR_PTR.
 */
struct file *dentry_open(const struct path *path, int flags,
			 const struct cred *cred)
{
	struct file *f = alloc_empty_file(flags, cred);
	int error;

	if (IS_ERR(f))
		return f;
	error = vfs_open(path, f);
	if (error) {
		fput(f);
		f = ERR_PTR(error);
	}
	return f;
}

/* Flags. */

#define O_PATH_FLAGS	(O_DIRECTORY | O_NOFOLLOW | O_PATH | O_CLOEXEC)
#define WILL_CREATE(flags)	((flags) & (O_CREAT | __O_TMPFILE))

/* open(2) forgives what openat2(2) does not. */
static struct open_how build_open_how(int flags, umode_t mode)
{
	struct open_how how = {
		.flags = flags & VALID_OPEN_FLAGS,
		.mode = mode & S_IALLUGO,
	};

	if (how.flags & O_PATH)
		how.flags &= O_PATH_FLAGS;
	if (!WILL_CREATE(how.flags))
		how.mode = 0;
	return how;
}

static int resolve_to_lookup(u64 resolve)
{
	int lookup_flags = 0;

	if (resolve & RESOLVE_NO_XDEV)
		lookup_flags |= LOOKUP_NO_XDEV;
	if (resolve & RESOLVE_NO_MAGICLINKS)
		lookup_flags |= LOOKUP_NO_MAGICLINKS;
	if (resolve & RESOLVE_NO_SYMLINKS)
		lookup_flags |= LOOKUP_NO_SYMLINKS | LOOKUP_NO_MAGICLINKS;
	if (resolve & RESOLVE_BENEATH)
		lookup_flags |= LOOKUP_BENEATH;
	if (resolve & RESOLVE_IN_ROOT)
		lookup_flags |= LOOKUP_IN_ROOT;
	if (resolve & RESOLVE_CACHED)
		lookup_flags |= LOOKUP_CACHED;
	return lookup_flags;
}

/* What openat2(2) must refuse before anything is built. */
static int check_open_how(const struct open_how *how)
{
	u64 flags = how->flags;

	if (flags & ~(u64)VALID_OPEN_FLAGS)
		return -EINVAL;
	if (how->resolve & ~(u64)VALID_RESOLVE_FLAGS)
		return -EINVAL;
	if ((how->resolve & RESOLVE_BENEATH) &&
	    (how->resolve & RESOLVE_IN_ROOT))
		return -EINVAL;
	if (WILL_CREATE(flags)) {
		if (how->mode & ~(u64)S_IALLUGO)
			return -EINVAL;
	} else if (how->mode) {
		return -EINVAL;
	}
	if ((how->resolve & RESOLVE_CACHED) &&
	    (flags & (O_TRUNC | O_CREAT | __O_TMPFILE)))
		return -EAGAIN;
	return 0;
}

/* Return: 0 or -EINVAL, -EAGAIN. */
static int build_open_flags(const struct open_how *how, struct open_flags *op)
{
	u64 flags = how->flags;
	int acc_mode = ACC_MODE(flags);
	int error = check_open_how(how);

	if (error)
		return error;
	op->mode = WILL_CREATE(flags) ? how->mode | S_IFREG : 0;

	/* O_CLOEXEC is the descriptor's; FMODE_NONOTIFY is ours alone. */
	flags &= ~((u64)(__force int)FMODE_NONOTIFY | O_CLOEXEC);
	if (flags & __O_SYNC)
		flags |= O_DSYNC;

	if (flags & __O_TMPFILE) {
		if ((flags & (O_TMPFILE | O_CREAT)) != O_TMPFILE)
			return -EINVAL;
		if (!(acc_mode & MAY_WRITE))
			return -EINVAL;
	} else if (flags & O_PATH) {
		if (flags & ~(u64)O_PATH_FLAGS)
			return -EINVAL;
		acc_mode = 0;
	}
	op->open_flag = flags;

	/* O_TRUNC is a write although O_RDONLY may be set. */
	if (flags & O_TRUNC)
		acc_mode |= MAY_WRITE;
	if (flags & O_APPEND)
		acc_mode |= MAY_APPEND;
	op->acc_mode = acc_mode;

	op->intent = flags & O_PATH ? 0 : LOOKUP_OPEN;
	if (flags & O_CREAT) {
		op->intent |= LOOKUP_CREATE;
		/* A link in the last place exists, so do not look where to. */
		if (flags & O_EXCL) {
			op->intent |= LOOKUP_EXCL;
			flags |= O_NOFOLLOW;
		}
	}
	op->lookup_flags = resolve_to_lookup(how->resolve);
	if (flags & O_DIRECTORY)
		op->lookup_flags |= LOOKUP_DIRECTORY;
	if (!(flags & O_NOFOLLOW))
		op->lookup_flags |= LOOKUP_FOLLOW;
	return 0;
}

/**
 * file_open_name() - open a copied name
 * @name: not put here
 * @flags: O_*
 * @mode: of a new file
 *
 * Context: may sleep.
 * Return: the file or an ERR_PTR.
 */
struct file *file_open_name(struct filename *name, int flags, umode_t mode)
{
	struct open_how how = build_open_how(flags, mode);
	struct open_flags op;
	int err = build_open_flags(&how, &op);

	if (err)
		return ERR_PTR(err);
	return do_filp_open(AT_FDCWD, name, &op);
}

/**
 * filp_open() - open a name of the kernel's
 * @filename: the name
 * @flags: O_*
 * @mode: of a new file
 *
 * Context: may sleep.
 * Return: the file or an ERR_PTR.
 */
struct file *filp_open(const char *filename, int flags, umode_t mode)
{
	struct filename *name = getname_kernel(filename);
	struct file *file;

	if (IS_ERR(name))
		return ERR_CAST(name);
	file = file_open_name(name, flags, mode);
	putname(name);
	return file;
}

static long do_sys_openat2(int dfd, const char __user *filename,
			   const struct open_how *how)
{
	struct open_flags op;
	struct filename *tmp;
	int fd = build_open_flags(how, &op);

	if (fd)
		return fd;
	tmp = getname(filename);
	if (IS_ERR(tmp))
		return PTR_ERR(tmp);
	fd = get_unused_fd_flags(how->flags);
	if (fd >= 0) {
		struct file *f = do_filp_open(dfd, tmp, &op);

		if (IS_ERR(f)) {
			put_unused_fd(fd);
			fd = PTR_ERR(f);
		} else {
			fsnotify_open(f);
			fd_install(fd, f);
		}
	}
	putname(tmp);
	return fd;
}

/**
 * do_sys_open() - open(2)
 * @dfd: where a relative name starts
 * @filename: user pointer
 * @flags: O_*
 * @mode: of a new file
 *
 * Context: may sleep.
 * Return: a descriptor or an errno.
 */
long do_sys_open(int dfd, const char __user *filename, int flags, umode_t mode)
{
	struct open_how how = build_open_how(flags, mode);

	return do_sys_openat2(dfd, filename, &how);
}

SYSCALL_DEFINE3(open, const char __user *, filename, int, flags, umode_t, mode)
{
	if (force_o_largefile())
		flags |= O_LARGEFILE;
	return do_sys_open(AT_FDCWD, filename, flags, mode);
}

SYSCALL_DEFINE4(openat, int, dfd, const char __user *, filename, int, flags,
		umode_t, mode)
{
	if (force_o_largefile())
		flags |= O_LARGEFILE;
	return do_sys_open(dfd, filename, flags, mode);
}

SYSCALL_DEFINE4(openat2, int, dfd, const char __user *, filename,
		struct open_how __user *, how, size_t, usize)
{
	struct open_how tmp;
	int err;

	if (unlikely(usize < OPEN_HOW_SIZE_VER0))
		return -EINVAL;
	err = copy_struct_from_user(&tmp, sizeof(tmp), how, usize);
	if (err)
		return err;
	if (!(tmp.flags & O_PATH) && force_o_largefile())
		tmp.flags |= O_LARGEFILE;
	return do_sys_openat2(dfd, filename, &tmp);
}

SYSCALL_DEFINE2(creat, const char __user *, pathname, umode_t, mode)
{
	return do_sys_open(AT_FDCWD, pathname,
			   O_CREAT | O_WRONLY | O_TRUNC | O_LARGEFILE, mode);
}

/* close */

/**
 * filp_close() - a descriptor goes away
 * @filp: its file; the reference is dropped
 * @id: the descriptor table, owner of POSIX locks
 *
 * Context: may sleep.
 * Return: what ->flush() said.
 */
int filp_close(struct file *filp, void *id)
{
	int retval = 0;

	if (unlikely(!file_count(filp))) {
		pr_err("VFS: Close: file count is 0\n");
		return 0;
	}
	if (filp->f_op->flush)
		retval = filp->f_op->flush(filp, id);
	if (likely(!(filp->f_mode & FMODE_PATH)))
		locks_remove_posix(filp, id);
	fput(filp);
	return retval;
}

SYSCALL_DEFINE1(close, unsigned int, fd)
{
	int retval = __close_fd(current->files, fd);

	/* The descriptor is gone: the call cannot be restarted. */
	if (unlikely(retval == -ERESTARTSYS || retval == -ERESTARTNOINTR ||
		     retval == -ERESTARTNOHAND ||
		     retval == -ERESTART_RESTARTBLOCK))
		retval = -EINTR;
	return retval;
}

/* For ->open() of drivers. */

/**
 * generic_file_open() - large files need O_LARGEFILE
 * @inode: the file
 * @filp: being opened
 *
 * Context: any.
 * Return: 0 or -EOVERFLOW.
 */
int generic_file_open(struct inode *inode, struct file *filp)
{
	if (!(filp->f_flags & O_LARGEFILE) && i_size_read(inode) > 0x7fffffffLL)
		return -EOVERFLOW;
	return 0;
}

/**
 * nonseekable_open() - there is no position to move
 * @inode: the file
 * @filp: being opened
 *
 * Context: any.
 * Return: 0.
 */
int nonseekable_open(struct inode *inode, struct file *filp)
{
	filp->f_mode &= ~(FMODE_LSEEK | FMODE_PREAD | FMODE_PWRITE);
	return 0;
}

/**
 * stream_open() - there is no position at all
 * @inode: the file
 * @filp: being opened
 *
 * Reads and writes do not wait for each other.
 *
 * Context: any.
 * Return: 0.
 */
int stream_open(struct inode *inode, struct file *filp)
{
	filp->f_mode &= ~(FMODE_LSEEK | FMODE_PREAD | FMODE_PWRITE |
			  FMODE_ATOMIC_POS);
	filp->f_mode |= FMODE_STREAM;
	return 0;
}
