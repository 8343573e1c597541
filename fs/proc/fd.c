// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/proc/fd.c - /proc/PID/fd and fdinfo: the open files of a task
 *
 * An entry is a link to the open file itself. Its permissions are the file's
 * mode; its number is looked up again at each use, for the task may close it.
 *
 * Locking    files->file_lock to read a file's flags; RCU to find it.
 * Entry      proc_fd_operations proc_fdinfo_operations and their inode twins
 * Mirrors: Linux 4.19 fs/proc/fd.c.
 */
#include "internal.h"

#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/pid_namespace.h>
#include <linux/sched/signal.h>

#include "../mount.h"

static struct files_struct *inode_files(struct inode *inode,
					struct task_struct **taskp)
{
	*taskp = get_proc_task(inode);
	return *taskp ? get_files_struct(*taskp) : NULL;
}

static int seq_show(struct seq_file *m, void *v)
{
	struct inode *inode = m->private;
	struct task_struct *task;
	struct files_struct *files = inode_files(inode, &task);
	struct file *file = NULL;
	unsigned int fd = PROC_I(inode)->fd;
	int f_flags = 0, ret = -ENOENT;

	if (!task)
		return ret;
	put_task_struct(task);
	if (!files)
		return ret;
	spin_lock(&files->file_lock);
	file = fcheck_files(files, fd);
	if (file) {
		f_flags = file->f_flags & ~O_CLOEXEC;
		if (close_on_exec(fd, files_fdtable(files)))
			f_flags |= O_CLOEXEC;
		get_file(file);
		ret = 0;
	}
	spin_unlock(&files->file_lock);
	put_files_struct(files);
	if (ret)
		return ret;
	seq_printf(m, "pos:\t%lli\nflags:\t0%o\nmnt_id:\t%i\n",
		   (long long)file->f_pos, f_flags,
		   real_mount(file->f_path.mnt)->mnt_id);
	if (file->f_op->show_fdinfo)
		file->f_op->show_fdinfo(m, file);
	fput(file);
	return 0;
}

static int seq_fdinfo_open(struct inode *inode, struct file *file)
{
	return single_open(file, seq_show, inode);
}

static const struct file_operations proc_fdinfo_file_operations = {
	.open		= seq_fdinfo_open,
	.read		= seq_read,
	.llseek		= seq_lseek,
	.release	= single_release,
};

/* Is @fd open in @task, and how? */
static bool tid_fd_mode(struct task_struct *task, unsigned int fd,
			fmode_t *mode)
{
	struct files_struct *files = get_files_struct(task);
	struct file *file;

	if (!files)
		return false;
	rcu_read_lock();
	file = fcheck_files(files, fd);
	if (file)
		*mode = file->f_mode;
	rcu_read_unlock();
	put_files_struct(files);
	return file != NULL;
}

/* The link's mode shows what the file was opened for. */
static void tid_fd_update_inode(struct task_struct *task, struct inode *inode,
				fmode_t f_mode)
{
	pid_update_inode(task, inode);
	if (S_ISLNK(inode->i_mode)) {
		umode_t i_mode = S_IFLNK;

		if (f_mode & FMODE_READ)
			i_mode |= S_IRUSR | S_IXUSR;
		if (f_mode & FMODE_WRITE)
			i_mode |= S_IWUSR | S_IXUSR;
		inode->i_mode = i_mode;
	}
}

static int tid_fd_revalidate(struct dentry *dentry, unsigned int flags)
{
	struct task_struct *task;
	struct inode *inode;
	fmode_t f_mode;
	int valid = 0;

	if (flags & LOOKUP_RCU)
		return -ECHILD;
	inode = d_inode(dentry);
	task = get_proc_task(inode);
	if (!task)
		return 0;
	if (tid_fd_mode(task, PROC_I(inode)->fd, &f_mode)) {
		tid_fd_update_inode(task, inode, f_mode);
		valid = 1;
	}
	put_task_struct(task);
	return valid;
}

static int tid_fd_delete(const struct dentry *dentry)
{
	return !proc_pid(d_inode(dentry))->tasks[PIDTYPE_PID].first;
}

static const struct dentry_operations tid_fd_dentry_operations = {
	.d_revalidate	= tid_fd_revalidate,
	.d_delete	= tid_fd_delete,
};

static int proc_fd_link(struct dentry *dentry, struct path *path)
{
	struct inode *inode = d_inode(dentry);
	struct task_struct *task;
	struct files_struct *files = inode_files(inode, &task);
	struct file *file;
	int ret = -ENOENT;

	if (!task)
		return ret;
	put_task_struct(task);
	if (!files)
		return ret;
	spin_lock(&files->file_lock);
	file = fcheck_files(files, PROC_I(inode)->fd);
	if (file) {
		*path = file->f_path;
		path_get(path);
		ret = 0;
	}
	spin_unlock(&files->file_lock);
	put_files_struct(files);
	return ret;
}

/* An inode for descriptor @fd, which has @mode. Return: it, or NULL. */
static struct inode *make_fd_inode(struct dentry *dentry,
				   struct task_struct *task, unsigned int fd,
				   umode_t type, fmode_t *mode)
{
	struct inode *inode = NULL;

	if (tid_fd_mode(task, fd, mode))
		inode = proc_pid_make_inode(dentry->d_sb, task, type);
	if (inode) {
		PROC_I(inode)->fd = fd;
		d_set_d_op(dentry, &tid_fd_dentry_operations);
	}
	return inode;
}

/* @ptr is the number itself, as a pointer. */
static struct dentry *proc_fd_instantiate(struct dentry *dentry,
					  struct task_struct *task,
					  const void *ptr)
{
	fmode_t mode;
	struct inode *inode = make_fd_inode(dentry, task, (unsigned long)ptr,
					    S_IFLNK, &mode);

	if (!inode)
		return ERR_PTR(-ENOENT);
	inode->i_op = &proc_pid_link_inode_operations;
	inode->i_size = 64;
	PROC_I(inode)->op.proc_get_link = proc_fd_link;
	tid_fd_update_inode(task, inode, mode);
	return d_splice_alias(inode, dentry);
}

static struct dentry *proc_fdinfo_instantiate(struct dentry *dentry,
					      struct task_struct *task,
					      const void *ptr)
{
	fmode_t mode;
	struct inode *inode = make_fd_inode(dentry, task, (unsigned long)ptr,
					    S_IFREG | S_IRUSR, &mode);

	if (!inode)
		return ERR_PTR(-ENOENT);
	inode->i_fop = &proc_fdinfo_file_operations;
	tid_fd_update_inode(task, inode, 0);
	return d_splice_alias(inode, dentry);
}

static struct dentry *proc_lookupfd_common(struct inode *dir,
					   struct dentry *dentry,
					   instantiate_t instantiate)
{
	struct task_struct *task = get_proc_task(dir);
	unsigned int fd = name_to_int(&dentry->d_name);
	struct dentry *result = ERR_PTR(-ENOENT);

	if (!task)
		return result;
	if (fd != ~0U)
		result = instantiate(dentry, task, (void *)(unsigned long)fd);
	put_task_struct(task);
	return result;
}

static int proc_readfd_common(struct file *file, struct dir_context *ctx,
			      instantiate_t instantiate)
{
	struct task_struct *p;
	struct files_struct *files = inode_files(file_inode(file), &p);
	char name[PROC_NUMBUF];
	unsigned int fd;
	fmode_t mode;
	int len;

	if (!p)
		return -ENOENT;
	if (!files || !dir_emit_dots(file, ctx))
		goto out;
	for (fd = ctx->pos - 2; fd < files_fdtable(files)->max_fds;
	     fd++, ctx->pos++) {
		if (!tid_fd_mode(p, fd, &mode))
			continue;
		len = snprintf(name, sizeof(name), "%u", fd);
		if (!proc_fill_cache(file, ctx, name, len, instantiate, p,
				     (void *)(unsigned long)fd))
			break;
		cond_resched();
	}
out:
	if (files)
		put_files_struct(files);
	put_task_struct(p);
	return 0;
}

static int proc_readfd(struct file *file, struct dir_context *ctx)
{
	return proc_readfd_common(file, ctx, proc_fd_instantiate);
}

static int proc_readfdinfo(struct file *file, struct dir_context *ctx)
{
	return proc_readfd_common(file, ctx, proc_fdinfo_instantiate);
}

static struct dentry *proc_lookupfd(struct inode *dir, struct dentry *dentry,
				    unsigned int flags)
{
	return proc_lookupfd_common(dir, dentry, proc_fd_instantiate);
}

static struct dentry *proc_lookupfdinfo(struct inode *dir,
					struct dentry *dentry,
					unsigned int flags)
{
	return proc_lookupfd_common(dir, dentry, proc_fdinfo_instantiate);
}

/* The directory is the task's own business, whoever owns its inode now. */
static int proc_fd_permission(struct inode *inode, int mask)
{
	struct task_struct *p;
	int rv = generic_permission(inode, mask);

	if (rv == 0)
		return rv;
	rcu_read_lock();
	p = pid_task(proc_pid(inode), PIDTYPE_PID);
	if (p && same_thread_group(p, current))
		rv = 0;
	rcu_read_unlock();
	return rv;
}

const struct file_operations proc_fd_operations = {
	.read		= generic_read_dir,
	.iterate_shared	= proc_readfd,
	.llseek		= generic_file_llseek,
};

const struct inode_operations proc_fd_inode_operations = {
	.lookup		= proc_lookupfd,
	.permission	= proc_fd_permission,
	.setattr	= proc_setattr,
};

const struct file_operations proc_fdinfo_operations = {
	.read		= generic_read_dir,
	.iterate_shared	= proc_readfdinfo,
	.llseek		= generic_file_llseek,
};

const struct inode_operations proc_fdinfo_inode_operations = {
	.lookup		= proc_lookupfdinfo,
	.setattr	= proc_setattr,
};
