// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/proc/pid_inode.c - inodes that belong to a task, and its magic links
 *
 * An inode's owner is the task's euid, or root when the task is not dumpable:
 * what another user must not read of it, he must not be able to open either.
 *
 * Entry      proc_pid_make_inode() pid_dentry_operations
 *            proc_pid_link_inode_operations proc_setattr()
 * Mirrors: Linux 4.19 fs/proc/base.c (that part of it).
 */
#include "internal.h"

#include <linux/cred.h>
#include <linux/fs_struct.h>
#include <linux/mm.h>
#include <linux/namei.h>
#include <linux/pid_namespace.h>
#include <linux/ptrace.h>
#include <linux/sched/coredump.h>

/**
 * name_to_int() - a decimal name without leading zeros
 * @qstr: the name
 *
 * Return: the number, or ~0U when it is none.
 */
unsigned int name_to_int(const struct qstr *qstr)
{
	const unsigned char *name = qstr->name;
	unsigned int len = qstr->len, n = 0;

	if (len == 0 || len > 10 || (len > 1 && *name == '0'))
		return ~0U;
	do {
		unsigned int c = *name++ - '0';

		if (c > 9 || n >= (~0U - 9) / 10)
			return ~0U;
		n = n * 10 + c;
	} while (--len > 0);
	return n;
}

/**
 * proc_may_access() - may current look at what is private of @task?
 * @task: any task
 */
bool proc_may_access(struct task_struct *task)
{
	return ptrace_may_access(task, PTRACE_MODE_READ_FSCREDS);
}

/**
 * has_pid_permissions() - does hidepid= let current see @task?
 * @pid: the namespace
 * @task: any task
 * @hide_pid_min: the setting from which on it is hidden
 */
bool has_pid_permissions(struct pid_namespace *pid,
				struct task_struct *task, int hide_pid_min)
{
	if (pid->hide_pid < hide_pid_min || in_group_p(pid->pid_gid))
		return true;
	return ptrace_may_access(task, PTRACE_MODE_READ_FSCREDS);
}

/* Modes are not to be changed: they would be lost with the inode. */
int proc_setattr(struct dentry *dentry, struct iattr *attr)
{
	struct inode *inode = d_inode(dentry);
	int error;

	if (attr->ia_valid & ATTR_MODE)
		return -EPERM;
	error = setattr_prepare(dentry, attr);
	if (error)
		return error;
	setattr_copy(inode, attr);
	return 0;
}

/* The owner of a task's entries: its euid, or root when it is not dumpable. */
static void task_dump_owner(struct task_struct *task, umode_t mode,
			    kuid_t *ruid, kgid_t *rgid)
{
	const struct cred *cred;
	struct mm_struct *mm;

	if (unlikely(task->flags & PF_KTHREAD)) {
		*ruid = GLOBAL_ROOT_UID;
		*rgid = GLOBAL_ROOT_GID;
		return;
	}
	rcu_read_lock();
	cred = __task_cred(task);
	*ruid = cred->euid;
	*rgid = cred->egid;
	rcu_read_unlock();
	/* Directories that anybody may read stay the task's own. */
	if (mode == (S_IFDIR | S_IRUGO | S_IXUGO))
		return;
	task_lock(task);
	mm = task->mm;
	if (!mm || get_dumpable(mm) != SUID_DUMP_USER) {
		*ruid = GLOBAL_ROOT_UID;
		*rgid = GLOBAL_ROOT_GID;
	}
	task_unlock(task);
}

/**
 * proc_pid_make_inode() - an inode that belongs to @task
 * @sb: the mounted procfs
 * @task: with a reference of the caller's
 * @mode: type and permissions
 *
 * Context: may sleep.
 * Return: the inode, or NULL when memory is out or the task is gone.
 */
struct inode *proc_pid_make_inode(struct super_block *sb,
				  struct task_struct *task, umode_t mode)
{
	struct inode *inode = new_inode_pseudo(sb);

	if (!inode)
		return NULL;
	inode->i_mode = mode;
	inode->i_ino = get_next_ino();
	inode->i_mtime = inode->i_atime = inode->i_ctime = current_time(inode);
	PROC_I(inode)->pid = get_task_pid(task, PIDTYPE_PID);
	if (!PROC_I(inode)->pid) {
		iput(inode);
		return NULL;
	}
	task_dump_owner(task, inode->i_mode, &inode->i_uid, &inode->i_gid);
	return inode;
}

/* stat(2): the owner of a task may have changed since the look-up. */
int pid_getattr(const struct path *path, struct kstat *stat, u32 request_mask,
		unsigned int query_flags)
{
	struct inode *inode = d_inode(path->dentry);
	struct pid_namespace *pid = proc_pid_ns(inode);
	struct task_struct *task;
	int ret = 0;

	generic_fillattr(inode, stat);
	stat->uid = GLOBAL_ROOT_UID;
	stat->gid = GLOBAL_ROOT_GID;
	rcu_read_lock();
	task = pid_task(proc_pid(inode), PIDTYPE_PID);
	if (task) {
		if (!has_pid_permissions(pid, task, 2))
			ret = -ENOENT;
		else
			task_dump_owner(task, inode->i_mode, &stat->uid,
					&stat->gid);
	}
	rcu_read_unlock();
	return ret;
}

/* The ids may have changed since the inode was made. */
void pid_update_inode(struct task_struct *task, struct inode *inode)
{
	task_dump_owner(task, inode->i_mode, &inode->i_uid, &inode->i_gid);
	inode->i_mode &= ~(S_ISUID | S_ISGID);
}

static int pid_revalidate(struct dentry *dentry, unsigned int flags)
{
	struct task_struct *task;
	struct inode *inode;

	if (flags & LOOKUP_RCU)
		return -ECHILD;
	inode = d_inode(dentry);
	task = get_proc_task(inode);
	if (!task)
		return 0;
	pid_update_inode(task, inode);
	put_task_struct(task);
	return 1;
}

static int pid_delete_dentry(const struct dentry *dentry)
{
	return !proc_pid(d_inode(dentry))->tasks[PIDTYPE_PID].first;
}

const struct dentry_operations pid_dentry_operations = {
	.d_revalidate	= pid_revalidate,
	.d_delete	= pid_delete_dentry,
};

/* The three links: each fills in @path with references, or says -ENOENT. */
int proc_cwd_link(struct dentry *dentry, struct path *path)
{
	struct task_struct *task = get_proc_task(d_inode(dentry));
	int result = -ENOENT;

	if (!task)
		return result;
	task_lock(task);
	if (task->fs) {
		get_fs_pwd(task->fs, path);
		result = 0;
	}
	task_unlock(task);
	put_task_struct(task);
	return result;
}

/*
 * Where /proc/PID/root leads. Return: 0 with a reference on the path, or
 * -ENOENT.
 */
int proc_root_link(struct dentry *dentry, struct path *path)
{
	struct task_struct *task = get_proc_task(d_inode(dentry));
	int result = -ENOENT;

	if (!task)
		return result;
	task_lock(task);
	if (task->fs) {
		get_fs_root(task->fs, path);
		result = 0;
	}
	task_unlock(task);
	put_task_struct(task);
	return result;
}

/*
 * Where /proc/PID/exe leads. Return: 0 with a reference on the path, or
 * -ENOENT.
 */
int proc_exe_link(struct dentry *dentry, struct path *exe_path)
{
	struct task_struct *task = get_proc_task(d_inode(dentry));
	struct file *exe_file;

	if (!task)
		return -ENOENT;
	exe_file = get_task_exe_file(task);
	put_task_struct(task);
	if (!exe_file)
		return -ENOENT;
	*exe_path = exe_file->f_path;
	path_get(exe_path);
	fput(exe_file);
	return 0;
}

static bool link_allowed(struct inode *inode)
{
	struct task_struct *task = get_proc_task(inode);
	bool allowed = false;

	if (task) {
		allowed = proc_may_access(task);
		put_task_struct(task);
	}
	return allowed;
}

/* Following goes to the object itself, not by its name (nd_jump_link()). */
static const char *proc_pid_get_link(struct dentry *dentry,
				     struct inode *inode,
				     struct delayed_call *done)
{
	struct path path;
	int error;

	if (!dentry)
		return ERR_PTR(-ECHILD);
	if (!link_allowed(inode))
		return ERR_PTR(-EACCES);
	error = PROC_I(inode)->op.proc_get_link(dentry, &path);
	if (error)
		return ERR_PTR(error);
	return ERR_PTR(nd_jump_link(&path));
}

static int proc_pid_readlink(struct dentry *dentry, char __user *buffer,
			     int buflen)
{
	struct inode *inode = d_inode(dentry);
	struct path path;
	char *tmp, *name;
	int error = -EACCES;

	if (!link_allowed(inode))
		return error;
	error = PROC_I(inode)->op.proc_get_link(dentry, &path);
	if (error)
		return error;
	tmp = (char *)__get_free_page(GFP_KERNEL);
	if (!tmp) {
		error = -ENOMEM;
		goto put;
	}
	name = d_path(&path, tmp, PAGE_SIZE);
	error = IS_ERR(name) ? PTR_ERR(name) :
		readlink_copy(buffer, buflen, name);
	free_page((unsigned long)tmp);
put:
	path_put(&path);
	return error;
}

const struct inode_operations proc_pid_link_inode_operations = {
	.readlink	= proc_pid_readlink,
	.get_link	= proc_pid_get_link,
	.setattr	= proc_setattr,
};
