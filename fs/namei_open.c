// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/namei_open.c - path walk: the last component of open(2)
 *
 *	path_openat()    a struct file, the walk, do_last() until no link is left
 *	do_last()        dcache hit without O_CREAT: no directory lock at all
 *	lookup_open()    otherwise: directory locked, look up, perhaps create
 *	may_open()       permission, and what the flags and the type forbid
 *	vfs_open()       (open.c) the filesystem's open
 *
 * I1         An existing file opens although its directory is not writable and
 *            its mount read-only: a failure to prepare for creation counts only
 *            when there is something to create.
 * I2         A file just created is open to its creator whatever its mode says.
 * I3         O_TRUNC happens after the driver's open.
 *
 * Locking    The directory's i_rwsem around lookup_open(): for writing with
 *            O_CREAT, so of two O_EXCL creators one wins; else shared.
 * Entry      do_filp_open() vfs_tmpfile()
 *
 * Mirrors: the open part of Linux 4.19 fs/namei.c.
 */
#include "internal.h"

#include <linux/cred.h>
#include <linux/fs_struct.h>
#include <linux/fsnotify.h>
#include <linux/mount.h>

#include "mount.h"
#include "nameidata.h"

int sysctl_protected_fifos;
int sysctl_protected_regular;

/**
 * may_open_dev() - is a device node usable here?
 * @path: the node
 *
 * Context: any.
 * Return: false on a mount with nodev.
 */
bool may_open_dev(const struct path *path)
{
	return !(path->mnt->mnt_flags & MNT_NODEV) &&
	       !(path->mnt->mnt_sb->s_iflags & SB_I_NODEV);
}

static int may_open(const struct path *path, int acc_mode, int flag)
{
	struct inode *inode = path->dentry->d_inode;
	int error;

	if (!inode)
		return -ENOENT;
	switch (inode->i_mode & S_IFMT) {
	case S_IFLNK:
		return -ELOOP;
	case S_IFDIR:
		if (acc_mode & MAY_WRITE)
			return -EISDIR;
		break;
	case S_IFBLK:
	case S_IFCHR:
		if (!may_open_dev(path))
			return -EACCES;
		flag &= ~O_TRUNC;
		break;
	case S_IFIFO:
	case S_IFSOCK:
		flag &= ~O_TRUNC;
		break;
	}
	error = inode_permission(inode, MAY_OPEN | acc_mode);
	if (error)
		return error;
	if (IS_APPEND(inode)) {
		if ((flag & O_ACCMODE) != O_RDONLY && !(flag & O_APPEND))
			return -EPERM;
		if (flag & O_TRUNC)
			return -EPERM;
	}
	if ((flag & O_NOATIME) && !inode_owner_or_capable(inode))
		return -EPERM;
	return 0;
}

static int handle_truncate(struct file *filp)
{
	const struct path *path = &filp->f_path;
	struct inode *inode = path->dentry->d_inode;
	int error = get_write_access(inode);

	if (error)
		return error;
	error = do_truncate(path->dentry, 0, ATTR_MTIME | ATTR_CTIME | ATTR_OPEN,
			    filp);
	put_write_access(inode);
	return error;
}

/* accmode 3 asks for both permissions and gives neither read nor write. */
static inline int open_to_namei_flags(int flag)
{
	if ((flag & O_ACCMODE) == 3)
		flag--;
	return flag;
}

static int may_o_create(const struct path *dir, umode_t mode)
{
	struct inode *inode = dir->dentry->d_inode;
	struct user_namespace *s_user_ns = inode->i_sb->s_user_ns;

	if (s_user_ns && (!kuid_has_mapping(s_user_ns, current_fsuid()) ||
			  !kgid_has_mapping(s_user_ns, current_fsgid())))
		return -EOVERFLOW;
	return inode_permission(inode, MAY_WRITE | MAY_EXEC);
}

/*
 * protected_fifos, protected_regular: with O_CREAT, do not open what somebody
 * else put into a sticky directory for us to find.
 */
static int may_create_in_sticky(struct nameidata *nd, struct inode *inode)
{
	umode_t dir_mode = nd->dir_mode;

	if ((!sysctl_protected_fifos && S_ISFIFO(inode->i_mode)) ||
	    (!sysctl_protected_regular && S_ISREG(inode->i_mode)) ||
	    likely(!(dir_mode & S_ISVTX)) ||
	    uid_eq(inode->i_uid, nd->dir_uid) ||
	    uid_eq(current_fsuid(), inode->i_uid))
		return 0;
	if (likely(dir_mode & S_IWOTH) ||
	    ((dir_mode & S_IWGRP) &&
	     ((sysctl_protected_fifos >= 2 && S_ISFIFO(inode->i_mode)) ||
	      (sysctl_protected_regular >= 2 && S_ISREG(inode->i_mode)))))
		return -EACCES;
	return 0;
}

/*
 * The filesystem looks up, creates and opens in one step.
 *
 * Return: 0 with *@path set, or with FMODE_OPENED; or an errno.
 */
static int atomic_open(struct nameidata *nd, struct dentry *dentry,
		       struct path *path, struct file *file, int open_flag,
		       umode_t mode)
{
	struct dentry *const NON = (void *)-1UL;
	struct inode *dir = nd->path.dentry->d_inode;
	int error;

	if (nd->flags & LOOKUP_DIRECTORY)
		open_flag |= O_DIRECTORY;
	file->f_path.dentry = NON;
	file->f_path.mnt = nd->path.mnt;
	error = dir->i_op->atomic_open(dir, dentry, file,
				       open_to_namei_flags(open_flag), mode);
	d_lookup_done(dentry);
	if (!error) {
		if (file->f_mode & FMODE_OPENED) {
			if (unlikely(dentry != file->f_path.dentry)) {
				dput(dentry);
				dentry = dget(file->f_path.dentry);
			}
		} else if (WARN_ON(file->f_path.dentry == NON)) {
			error = -EIO;
		} else {
			if (file->f_path.dentry) {
				dput(dentry);
				dentry = file->f_path.dentry;
			}
			if (unlikely(d_is_negative(dentry)))
				error = -ENOENT;
		}
	}
	if (error) {
		dput(dentry);
		return error;
	}
	path->dentry = dentry;
	path->mnt = nd->path.mnt;
	return 0;
}

/* A dentry for nd->last; d_in_lookup() if nobody knows the answer yet. */
static struct dentry *open_find_dentry(struct nameidata *nd,
				       wait_queue_head_t *wq)
{
	struct dentry *dir = nd->path.dentry;
	struct dentry *dentry = d_lookup(dir, &nd->last);
	int error;

	for (;;) {
		if (!dentry) {
			dentry = d_alloc_parallel(dir, &nd->last, wq);
			if (IS_ERR(dentry))
				return dentry;
		}
		if (d_in_lookup(dentry))
			return dentry;
		error = d_revalidate(dentry, nd->flags);
		if (likely(error > 0))
			return dentry;
		if (error) {
			dput(dentry);
			return ERR_PTR(error);
		}
		d_invalidate(dentry);
		dput(dentry);
		dentry = NULL;
	}
}

/* Looks up in the filesystem, and creates if that is wished.  Eats @dentry. */
static int lookup_or_create(struct nameidata *nd, struct dentry *dentry,
			    struct file *file, int open_flag, umode_t mode,
			    struct path *path)
{
	struct inode *dir = nd->path.dentry->d_inode;
	int error;

	if (d_in_lookup(dentry)) {
		struct dentry *res = dir->i_op->lookup(dir, dentry, nd->flags);

		d_lookup_done(dentry);
		if (unlikely(res)) {
			dput(dentry);
			if (IS_ERR(res))
				return PTR_ERR(res);
			dentry = res;
		}
	}
	if (!dentry->d_inode && (open_flag & O_CREAT)) {
		file->f_mode |= FMODE_CREATED;
		error = -EACCES;
		if (dir->i_op->create)
			error = dir->i_op->create(dir, dentry, mode,
						  open_flag & O_EXCL);
		if (error) {
			dput(dentry);
			return error;
		}
		fsnotify_create(dir, dentry);
	}
	path->dentry = dentry;
	path->mnt = nd->path.mnt;
	return 0;
}

/*
 * May we create?  I1: remember the answer in *@create_error and clear O_CREAT;
 * it counts if the name turns out not to exist.
 */
static int check_create(struct nameidata *nd, bool got_write, umode_t mode,
			int open_flag, int *create_error)
{
	*create_error = got_write ? may_o_create(&nd->path, mode) : -EROFS;
	return *create_error ? open_flag & ~O_CREAT : open_flag;
}

/* The directory is locked.  Return: 0 with *@path, or an errno. */
static int lookup_open(struct nameidata *nd, struct path *path,
		       struct file *file, const struct open_flags *op,
		       bool got_write)
{
	DECLARE_WAIT_QUEUE_HEAD_ONSTACK(wq);
	struct inode *dir = nd->path.dentry->d_inode;
	int open_flag = op->open_flag, create_error = 0, error;
	umode_t mode = op->mode;
	struct dentry *dentry;

	if (unlikely(IS_DEADDIR(dir)))
		return -ENOENT;
	file->f_mode &= ~FMODE_CREATED;
	dentry = open_find_dentry(nd, &wq);
	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	if (dentry->d_inode) {
		path->dentry = dentry;
		path->mnt = nd->path.mnt;
		return 0;
	}

	if (open_flag & O_CREAT) {
		if (!IS_POSIXACL(dir))
			mode &= ~current_umask();
		open_flag = check_create(nd, got_write, mode, open_flag,
					 &create_error);
	}
	if (unlikely(dir->i_op->atomic_open)) {
		error = atomic_open(nd, dentry, path, file, open_flag, mode);
		if (unlikely(error == -ENOENT) && create_error)
			error = create_error;
		return error;
	}
	error = lookup_or_create(nd, dentry, file, open_flag, mode, path);
	if (!error && unlikely(create_error) && !path->dentry->d_inode) {
		dput(path->dentry);
		error = create_error;
	}
	return error;
}

/* lookup_open() with the locks and the right to write that it needs. */
static int locked_lookup_open(struct nameidata *nd, struct path *path,
			      struct file *file, const struct open_flags *op,
			      bool *got_write)
{
	struct inode *dir = nd->path.dentry->d_inode;
	int open_flag = op->open_flag, error;

	if (open_flag & (O_CREAT | O_TRUNC | O_WRONLY | O_RDWR))
		*got_write = !mnt_want_write(nd->path.mnt);
	if (open_flag & O_CREAT)
		inode_lock(dir);
	else
		inode_lock_shared(dir);
	error = lookup_open(nd, path, file, op, *got_write);
	if (open_flag & O_CREAT)
		inode_unlock(dir);
	else
		inode_unlock_shared(dir);
	return error;
}

/* nd->path is the file.  Return: 0 or an errno. */
static int do_open(struct nameidata *nd, struct file *file,
		   const struct open_flags *op, bool *got_write)
{
	int open_flag = op->open_flag, acc_mode = op->acc_mode, error;
	bool will_truncate = open_flag & O_TRUNC;

	if (file->f_mode & FMODE_CREATED) {
		will_truncate = false;		/* I2 */
		open_flag &= ~O_TRUNC;
		acc_mode = 0;
	} else {
		error = complete_walk(nd);
		if (error)
			return error;
		if (open_flag & O_CREAT) {
			if (d_is_dir(nd->path.dentry))
				return -EISDIR;
			error = may_create_in_sticky(nd,
					d_backing_inode(nd->path.dentry));
			if (unlikely(error))
				return error;
		}
		if ((nd->flags & LOOKUP_DIRECTORY) &&
		    !d_can_lookup(nd->path.dentry))
			return -ENOTDIR;
		if (!d_is_reg(nd->path.dentry))
			will_truncate = false;
		if (will_truncate && !*got_write) {
			error = mnt_want_write(nd->path.mnt);
			if (error)
				return error;
			*got_write = true;
		}
	}
	error = may_open(&nd->path, acc_mode, open_flag);
	if (error)
		return error;
	error = vfs_open(&nd->path, file);
	if (error)
		return error;
	return unlikely(will_truncate) ? handle_truncate(file) : 0;
}

/* do_last() when the dcache alone does not do. */
static int do_last_slow(struct nameidata *nd, struct file *file,
			const struct open_flags *op, bool *got_write)
{
	struct path path;
	int error;

	error = locked_lookup_open(nd, &path, file, op, got_write);
	if (error)
		return error;
	if (file->f_mode & FMODE_OPENED) {
		/* By ->atomic_open(). */
		path_put_conditional(&path, nd);
		if ((op->open_flag & O_TRUNC) &&
		    !(file->f_mode & FMODE_CREATED) &&
		    S_ISREG(file_inode(file)->i_mode))
			return handle_truncate(file);
		return 0;
	}
	if (file->f_mode & FMODE_CREATED) {
		path_to_nameidata(&path, nd);
		return do_open(nd, file, op, got_write);
	}
	/* The write access was for creating or truncating this very mount. */
	if (*got_write) {
		mnt_drop_write(nd->path.mnt);
		*got_write = false;
	}
	error = follow_managed(&path, nd);
	if (unlikely(error < 0))
		return error;
	if (unlikely(d_is_negative(path.dentry))) {
		path_to_nameidata(&path, nd);
		return -ENOENT;
	}
	if (unlikely((op->open_flag & (O_EXCL | O_CREAT)) ==
		     (O_EXCL | O_CREAT))) {
		path_to_nameidata(&path, nd);
		return -EEXIST;
	}
	error = step_into(nd, &path, 0, d_backing_inode(path.dentry), 0);
	if (unlikely(error))
		return error;
	return do_open(nd, file, op, got_write);
}

/*
 * The last component.  Return: 0 open, 1 it is a link to follow, or an errno.
 */
static int do_last(struct nameidata *nd, struct file *file,
		   const struct open_flags *op)
{
	bool got_write = false;
	unsigned int seq = 0;
	struct inode *inode;
	struct path path;
	int error;

	nd->flags &= ~LOOKUP_PARENT;
	nd->flags |= op->intent;
	nd->dir_uid = nd->inode->i_uid;
	nd->dir_mode = nd->inode->i_mode;

	if (nd->last_type != LAST_NORM) {
		error = handle_dots(nd, nd->last_type);
		if (unlikely(error))
			return error;
		error = do_open(nd, file, op, &got_write);
		goto out;
	}
	if (likely(!(op->open_flag & O_CREAT))) {
		if (nd->last.name[nd->last.len])
			nd->flags |= LOOKUP_FOLLOW | LOOKUP_DIRECTORY;
		error = lookup_fast(nd, &path, &inode, &seq);
		if (unlikely(error < 0))
			return error;
		if (likely(error > 0)) {
			error = step_into(nd, &path, 0, inode, seq);
			if (unlikely(error))
				return error;
			error = do_open(nd, file, op, &got_write);
			goto out;
		}
	} else {
		error = complete_walk(nd);
		if (unlikely(error))
			return error;
		if (unlikely(nd->last.name[nd->last.len]))
			return -EISDIR;
	}
	error = do_last_slow(nd, file, op, &got_write);
out:
	if (unlikely(got_write))
		mnt_drop_write(nd->path.mnt);
	return error;
}

/**
 * vfs_tmpfile() - a file without a name
 * @dentry: the directory
 * @mode: permissions
 * @open_flag: O_EXCL: it can never get a name
 *
 * Context: may sleep.
 * Return: its dentry, or an ERR_PTR.
 */
struct dentry *vfs_tmpfile(struct dentry *dentry, umode_t mode, int open_flag)
{
	struct inode *dir = dentry->d_inode, *inode;
	struct dentry *child;
	int error;

	error = inode_permission(dir, MAY_WRITE | MAY_EXEC);
	if (error)
		return ERR_PTR(error);
	if (!dir->i_op->tmpfile)
		return ERR_PTR(-EOPNOTSUPP);
	child = d_alloc(dentry, &slash_name);
	if (unlikely(!child))
		return ERR_PTR(-ENOMEM);
	error = dir->i_op->tmpfile(dir, child, mode);
	inode = child->d_inode;
	if (!error && unlikely(!inode))
		error = -ENOENT;
	if (error) {
		dput(child);
		return ERR_PTR(error);
	}
	if (!(open_flag & O_EXCL)) {
		spin_lock(&inode->i_lock);
		inode->i_state |= I_LINKABLE;
		spin_unlock(&inode->i_lock);
	}
	return child;
}

static int do_tmpfile(struct nameidata *nd, unsigned int flags,
		      const struct open_flags *op, struct file *file)
{
	struct dentry *child;
	struct path path;
	int error;

	error = path_lookupat(nd, flags | LOOKUP_DIRECTORY, &path);
	if (unlikely(error))
		return error;
	error = mnt_want_write(path.mnt);
	if (unlikely(error))
		goto out;
	child = vfs_tmpfile(path.dentry, op->mode & ~current_umask(),
			    op->open_flag);
	error = PTR_ERR(child);
	if (IS_ERR(child))
		goto out2;
	dput(path.dentry);
	path.dentry = child;
	/* The mode does not bind its creator, as in I2. */
	error = may_open(&path, 0, op->open_flag);
	if (!error) {
		file->f_path.mnt = path.mnt;
		error = finish_open(file, child, NULL);
	}
out2:
	mnt_drop_write(path.mnt);
out:
	path_put(&path);
	return error;
}

static int do_o_path(struct nameidata *nd, unsigned int flags,
		     struct file *file)
{
	struct path path;
	int error = path_lookupat(nd, flags, &path);

	if (!error) {
		error = vfs_open(&path, file);
		path_put(&path);
	}
	return error;
}

static struct file *path_openat(struct nameidata *nd,
				const struct open_flags *op,
				unsigned int flags)
{
	struct file *file;
	int error;

	file = alloc_empty_file(op->open_flag, current_cred());
	if (IS_ERR(file))
		return file;
	if (unlikely(file->f_flags & __O_TMPFILE)) {
		error = do_tmpfile(nd, flags, op, file);
	} else if (unlikely(file->f_flags & O_PATH)) {
		error = do_o_path(nd, flags, file);
	} else {
		const char *s = path_init(nd, flags);

		while (!(error = link_path_walk(s, nd)) &&
		       (error = do_last(nd, file, op)) > 0) {
			nd->flags &= ~(LOOKUP_OPEN | LOOKUP_CREATE |
				       LOOKUP_EXCL);
			s = trailing_symlink(nd);
		}
		terminate_walk(nd);
	}
	if (likely(!error)) {
		if (likely(file->f_mode & FMODE_OPENED))
			return file;
		WARN_ON(1);
		error = -EINVAL;
	}
	fput(file);
	if (error == -EOPENSTALE)
		error = flags & LOOKUP_RCU ? -ECHILD : -ESTALE;
	return ERR_PTR(error);
}

static struct file *openat_tries(struct nameidata *nd,
				 const struct open_flags *op,
				 unsigned int flags)
{
	struct file *filp = path_openat(nd, op, flags | LOOKUP_RCU);

	if (unlikely(filp == ERR_PTR(-ECHILD)))
		filp = path_openat(nd, op, flags);
	if (unlikely(filp == ERR_PTR(-ESTALE)))
		filp = path_openat(nd, op, flags | LOOKUP_REVAL);
	return filp;
}

/**
 * do_filp_open() - open a name
 * @dfd: where a relative name starts
 * @pathname: the name, not put here
 * @op: by build_open_flags()
 *
 * Context: may sleep.
 * Return: the file, or an ERR_PTR.
 */
struct file *do_filp_open(int dfd, struct filename *pathname,
			  const struct open_flags *op)
{
	struct nameidata nd;
	struct file *filp;

	set_nameidata(&nd, dfd, pathname);
	filp = openat_tries(&nd, op, op->lookup_flags);
	restore_nameidata();
	return filp;
}
