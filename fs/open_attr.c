// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/open_attr.c - truncate, fallocate, access, chdir, chroot, chmod, chown
 *
 * I1         An inode's size, mode and owner change only by notify_change(),
 *            under i_rwsem, with write access to the mount.
 *
 * Entry      do_truncate() vfs_truncate() vfs_fallocate() chmod_common()
 *            chown_common()
 *
 * Mirrors: the first half of Linux 4.19 fs/open.c; faccessat2(2) of 5.8.
 */
#include "internal.h"

#include <linux/cred.h>
#include <linux/file.h>
#include <linux/fs_struct.h>
#include <linux/fsnotify.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/sched/signal.h>
#include <linux/syscalls.h>
#include <linux/user_namespace.h>

#include <uapi/linux/falloc.h>

#include "mount.h"

/**
 * do_truncate() - set a file's size
 * @dentry: the file
 * @length: new size, bytes
 * @time_attrs: ATTR_MTIME and such to set as well
 * @filp: the open file, or NULL
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int do_truncate(struct dentry *dentry, loff_t length, unsigned int time_attrs,
		struct file *filp)
{
	struct iattr newattrs;
	int ret;

	if (length < 0)
		return -EINVAL;
	newattrs.ia_size = length;
	newattrs.ia_valid = ATTR_SIZE | time_attrs;
	if (filp) {
		newattrs.ia_file = filp;
		newattrs.ia_valid |= ATTR_FILE;
	}
	/* A shorter program is another program. */
	ret = dentry_needs_remove_privs(dentry);
	if (ret)
		newattrs.ia_valid |= ret | ATTR_FORCE;
	inode_lock(dentry->d_inode);
	ret = notify_change(dentry, &newattrs, NULL);
	inode_unlock(dentry->d_inode);
	return ret;
}

/**
 * vfs_truncate() - truncate(2) on a path
 * @path: the file
 * @length: new size, bytes
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
long vfs_truncate(const struct path *path, loff_t length)
{
	struct inode *inode = path->dentry->d_inode;
	long error;

	if (S_ISDIR(inode->i_mode))
		return -EISDIR;
	if (!S_ISREG(inode->i_mode))
		return -EINVAL;
	error = mnt_want_write(path->mnt);
	if (error)
		return error;
	error = inode_permission(inode, MAY_WRITE);
	if (error)
		goto out;
	error = -EPERM;
	if (IS_APPEND(inode))
		goto out;
	error = get_write_access(inode);
	if (error)
		goto out;
	error = do_truncate(path->dentry, length, 0, NULL);
	put_write_access(inode);
out:
	mnt_drop_write(path->mnt);
	return error;
}

SYSCALL_DEFINE2(truncate, const char __user *, path, long, length)
{
	unsigned int lookup_flags = LOOKUP_FOLLOW;
	struct path p;
	int error;

	if (length < 0)
		return -EINVAL;
retry:
	error = user_path_at(AT_FDCWD, path, lookup_flags, &p);
	if (error)
		return error;
	error = vfs_truncate(&p, length);
	path_put(&p);
	if (retry_estale(error, lookup_flags)) {
		lookup_flags |= LOOKUP_REVAL;
		goto retry;
	}
	return error;
}

SYSCALL_DEFINE2(ftruncate, unsigned int, fd, unsigned long, length)
{
	struct inode *inode;
	struct fd f;
	int error = -EINVAL;

	if ((long)length < 0)
		return -EINVAL;
	f = fdget(fd);
	if (!f.file)
		return -EBADF;
	inode = file_inode(f.file);
	if (!S_ISREG(inode->i_mode) || !(f.file->f_mode & FMODE_WRITE))
		goto out;
	error = -EPERM;
	if (IS_APPEND(inode))
		goto out;
	error = do_truncate(f.file->f_path.dentry, length,
			    ATTR_MTIME | ATTR_CTIME, f.file);
out:
	fdput(f);
	return error;
}

/* Which bits of fallocate's mode go together. */
static int check_fallocate_mode(int mode)
{
	if (mode & ~(FALLOC_FL_KEEP_SIZE | FALLOC_FL_PUNCH_HOLE |
		     FALLOC_FL_COLLAPSE_RANGE | FALLOC_FL_ZERO_RANGE |
		     FALLOC_FL_INSERT_RANGE | FALLOC_FL_UNSHARE_RANGE))
		return -EOPNOTSUPP;
	if ((mode & FALLOC_FL_PUNCH_HOLE) && (mode & FALLOC_FL_ZERO_RANGE))
		return -EOPNOTSUPP;
	if ((mode & FALLOC_FL_PUNCH_HOLE) && !(mode & FALLOC_FL_KEEP_SIZE))
		return -EOPNOTSUPP;
	if ((mode & FALLOC_FL_COLLAPSE_RANGE) &&
	    (mode & ~FALLOC_FL_COLLAPSE_RANGE))
		return -EINVAL;
	if ((mode & FALLOC_FL_INSERT_RANGE) && (mode & ~FALLOC_FL_INSERT_RANGE))
		return -EINVAL;
	if ((mode & FALLOC_FL_UNSHARE_RANGE) &&
	    (mode & ~(FALLOC_FL_UNSHARE_RANGE | FALLOC_FL_KEEP_SIZE)))
		return -EINVAL;
	return 0;
}

/**
 * vfs_fallocate() - reserve, punch, zero, collapse or insert a range
 * @file: open for writing
 * @mode: FALLOC_FL_*
 * @offset: of the range, bytes
 * @len: of the range, bytes
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int vfs_fallocate(struct file *file, int mode, loff_t offset, loff_t len)
{
	struct inode *inode = file_inode(file);
	int ret;

	if (offset < 0 || len <= 0)
		return -EINVAL;
	ret = check_fallocate_mode(mode);
	if (ret)
		return ret;
	if (!(file->f_mode & FMODE_WRITE))
		return -EBADF;
	/* Append-only files may only be appended to. */
	if ((mode & ~FALLOC_FL_KEEP_SIZE) && IS_APPEND(inode))
		return -EPERM;
	if (IS_IMMUTABLE(inode))
		return -EPERM;
	if (IS_SWAPFILE(inode))
		return -ETXTBSY;
	if (S_ISFIFO(inode->i_mode))
		return -ESPIPE;
	if (S_ISDIR(inode->i_mode))
		return -EISDIR;
	if (!S_ISREG(inode->i_mode) && !S_ISBLK(inode->i_mode))
		return -ENODEV;
	if (offset + len > inode->i_sb->s_maxbytes || offset + len < 0)
		return -EFBIG;
	if (!file->f_op->fallocate)
		return -EOPNOTSUPP;
	ret = file->f_op->fallocate(file, mode, offset, len);
	if (!ret)
		fsnotify_modify(file);
	return ret;
}

SYSCALL_DEFINE4(fallocate, int, fd, int, mode, loff_t, offset, loff_t, len)
{
	struct fd f = fdget(fd);
	int error = -EBADF;

	if (f.file) {
		error = vfs_fallocate(f.file, mode, offset, len);
		fdput(f);
	}
	return error;
}

/* access: with the real ids, and the capabilities they would have. */

static const struct cred *access_override_creds(void)
{
	const struct cred *old_cred;
	struct cred *override = prepare_creds();

	if (!override)
		return NULL;
	override->fsuid = override->uid;
	override->fsgid = override->gid;
	if (!uid_eq(override->uid, make_kuid(override->user_ns, 0)))
		cap_clear(override->cap_effective);
	else
		override->cap_effective = override->cap_permitted;
	old_cred = override_creds(override);
	put_cred(override);
	return old_cred;
}

/* The answer for one path. */
static long access_path(const struct path *path, int mode)
{
	struct inode *inode = d_backing_inode(path->dentry);
	long res;

	if ((mode & MAY_EXEC) && S_ISREG(inode->i_mode) &&
	    ((path->mnt->mnt_flags & MNT_NOEXEC) ||
	     (path->mnt->mnt_sb->s_iflags & SB_I_NOEXEC)))
		return -EACCES;
	res = inode_permission(inode, mode | MAY_ACCESS);
	/* Writing to a device on a read-only mount is no write to the mount. */
	if (res || !(mode & MAY_WRITE) || special_file(inode->i_mode))
		return res;
	return __mnt_is_readonly(path->mnt) ? -EROFS : 0;
}

/**
 * do_faccessat() - faccessat2(2)
 * @dfd: where a relative name starts
 * @filename: user pointer
 * @mode: R_OK, W_OK, X_OK: the same bits as MAY_*
 * @flags: AT_EACCESS, AT_SYMLINK_NOFOLLOW, AT_EMPTY_PATH
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
long do_faccessat(int dfd, const char __user *filename, int mode, int flags)
{
	unsigned int lookup_flags = LOOKUP_FOLLOW;
	const struct cred *old_cred = NULL;
	struct path path;
	long res;

	if (mode & ~S_IRWXO)
		return -EINVAL;
	if (flags & ~(AT_EACCESS | AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH))
		return -EINVAL;
	if (flags & AT_SYMLINK_NOFOLLOW)
		lookup_flags &= ~LOOKUP_FOLLOW;
	if (flags & AT_EMPTY_PATH)
		lookup_flags |= LOOKUP_EMPTY;
	if (!(flags & AT_EACCESS)) {
		old_cred = access_override_creds();
		if (!old_cred)
			return -ENOMEM;
	}
retry:
	res = user_path_at(dfd, filename, lookup_flags, &path);
	if (!res) {
		res = access_path(&path, mode);
		path_put(&path);
		if (retry_estale(res, lookup_flags)) {
			lookup_flags |= LOOKUP_REVAL;
			goto retry;
		}
	}
	if (old_cred)
		revert_creds(old_cred);
	return res;
}

SYSCALL_DEFINE3(faccessat, int, dfd, const char __user *, filename, int, mode)
{
	return do_faccessat(dfd, filename, mode, 0);
}

SYSCALL_DEFINE4(faccessat2, int, dfd, const char __user *, filename, int, mode,
		int, flags)
{
	return do_faccessat(dfd, filename, mode, flags);
}

SYSCALL_DEFINE2(access, const char __user *, filename, int, mode)
{
	return do_faccessat(AT_FDCWD, filename, mode, 0);
}

/* Where the task is. */

SYSCALL_DEFINE1(chdir, const char __user *, filename)
{
	unsigned int lookup_flags = LOOKUP_FOLLOW | LOOKUP_DIRECTORY;
	struct path path;
	int error;

retry:
	error = user_path_at(AT_FDCWD, filename, lookup_flags, &path);
	if (error)
		return error;
	error = inode_permission(path.dentry->d_inode, MAY_EXEC | MAY_CHDIR);
	if (!error)
		set_fs_pwd(current->fs, &path);
	path_put(&path);
	if (retry_estale(error, lookup_flags)) {
		lookup_flags |= LOOKUP_REVAL;
		goto retry;
	}
	return error;
}

SYSCALL_DEFINE1(fchdir, unsigned int, fd)
{
	struct fd f = fdget_raw(fd);
	int error = -EBADF;

	if (!f.file)
		return error;
	error = -ENOTDIR;
	if (d_can_lookup(f.file->f_path.dentry)) {
		error = inode_permission(file_inode(f.file),
					 MAY_EXEC | MAY_CHDIR);
		if (!error)
			set_fs_pwd(current->fs, &f.file->f_path);
	}
	fdput(f);
	return error;
}

SYSCALL_DEFINE1(chroot, const char __user *, filename)
{
	unsigned int lookup_flags = LOOKUP_FOLLOW | LOOKUP_DIRECTORY;
	struct path path;
	int error;

retry:
	error = user_path_at(AT_FDCWD, filename, lookup_flags, &path);
	if (error)
		return error;
	error = inode_permission(path.dentry->d_inode, MAY_EXEC | MAY_CHDIR);
	if (!error && !ns_capable(current_user_ns(), CAP_SYS_CHROOT))
		error = -EPERM;
	if (!error)
		set_fs_root(current->fs, &path);
	path_put(&path);
	if (retry_estale(error, lookup_flags)) {
		lookup_flags |= LOOKUP_REVAL;
		goto retry;
	}
	return error;
}

/* Mode and owner. */

/**
 * chmod_common() - chmod on a path
 * @path: the file
 * @mode: permissions
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int chmod_common(const struct path *path, umode_t mode)
{
	struct inode *inode = path->dentry->d_inode;
	struct iattr newattrs;
	int error = mnt_want_write(path->mnt);

	if (error)
		return error;
	inode_lock(inode);
	newattrs.ia_mode = (mode & S_IALLUGO) | (inode->i_mode & ~S_IALLUGO);
	newattrs.ia_valid = ATTR_MODE | ATTR_CTIME;
	error = notify_change(path->dentry, &newattrs, NULL);
	inode_unlock(inode);
	mnt_drop_write(path->mnt);
	return error;
}

SYSCALL_DEFINE2(fchmod, unsigned int, fd, umode_t, mode)
{
	struct fd f = fdget(fd);
	int err = -EBADF;

	if (f.file) {
		err = chmod_common(&f.file->f_path, mode);
		fdput(f);
	}
	return err;
}

static int do_fchmodat(int dfd, const char __user *filename, umode_t mode)
{
	unsigned int lookup_flags = LOOKUP_FOLLOW;
	struct path path;
	int error;

retry:
	error = user_path_at(dfd, filename, lookup_flags, &path);
	if (!error) {
		error = chmod_common(&path, mode);
		path_put(&path);
		if (retry_estale(error, lookup_flags)) {
			lookup_flags |= LOOKUP_REVAL;
			goto retry;
		}
	}
	return error;
}

SYSCALL_DEFINE3(fchmodat, int, dfd, const char __user *, filename,
		umode_t, mode)
{
	return do_fchmodat(dfd, filename, mode);
}

SYSCALL_DEFINE2(chmod, const char __user *, filename, umode_t, mode)
{
	return do_fchmodat(AT_FDCWD, filename, mode);
}

/**
 * chown_common() - chown on a path
 * @path: the file
 * @user: new owner, or -1
 * @group: new group, or -1
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int chown_common(const struct path *path, uid_t user, gid_t group)
{
	struct inode *inode = path->dentry->d_inode;
	struct iattr newattrs = { .ia_valid = ATTR_CTIME };
	int error;

	if (user != (uid_t)-1) {
		newattrs.ia_uid = make_kuid(current_user_ns(), user);
		if (!uid_valid(newattrs.ia_uid))
			return -EINVAL;
		newattrs.ia_valid |= ATTR_UID;
	}
	if (group != (gid_t)-1) {
		newattrs.ia_gid = make_kgid(current_user_ns(), group);
		if (!gid_valid(newattrs.ia_gid))
			return -EINVAL;
		newattrs.ia_valid |= ATTR_GID;
	}
	/* A file that changes hands is not setuid to the new owner. */
	if (!S_ISDIR(inode->i_mode))
		newattrs.ia_valid |= ATTR_KILL_SUID | ATTR_KILL_SGID |
				     ATTR_KILL_PRIV;
	error = mnt_want_write(path->mnt);
	if (error)
		return error;
	inode_lock(inode);
	error = notify_change(path->dentry, &newattrs, NULL);
	inode_unlock(inode);
	mnt_drop_write(path->mnt);
	return error;
}

static int do_fchownat(int dfd, const char __user *filename, uid_t user,
		       gid_t group, int flag)
{
	unsigned int lookup_flags;
	struct path path;
	int error;

	if ((flag & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH)) != 0)
		return -EINVAL;
	lookup_flags = flag & AT_SYMLINK_NOFOLLOW ? 0 : LOOKUP_FOLLOW;
	if (flag & AT_EMPTY_PATH)
		lookup_flags |= LOOKUP_EMPTY;
retry:
	error = user_path_at(dfd, filename, lookup_flags, &path);
	if (!error) {
		error = chown_common(&path, user, group);
		path_put(&path);
		if (retry_estale(error, lookup_flags)) {
			lookup_flags |= LOOKUP_REVAL;
			goto retry;
		}
	}
	return error;
}

SYSCALL_DEFINE5(fchownat, int, dfd, const char __user *, filename, uid_t, user,
		gid_t, group, int, flag)
{
	return do_fchownat(dfd, filename, user, group, flag);
}

SYSCALL_DEFINE3(chown, const char __user *, filename, uid_t, user, gid_t, group)
{
	return do_fchownat(AT_FDCWD, filename, user, group, 0);
}

SYSCALL_DEFINE3(lchown, const char __user *, filename, uid_t, user,
		gid_t, group)
{
	return do_fchownat(AT_FDCWD, filename, user, group,
			   AT_SYMLINK_NOFOLLOW);
}

SYSCALL_DEFINE3(fchown, unsigned int, fd, uid_t, user, gid_t, group)
{
	struct fd f = fdget(fd);
	int error = -EBADF;

	if (!f.file)
		return error;
	error = mnt_want_write_file(f.file);
	if (!error) {
		error = chown_common(&f.file->f_path, user, group);
		mnt_drop_write_file(f.file);
	}
	fdput(f);
	return error;
}
