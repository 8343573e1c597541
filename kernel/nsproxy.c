// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/nsproxy.c - which namespaces a task lives in
 *
 * I1         An nsproxy never changes once a task uses it: a task that wants
 *            other namespaces gets a new one, built aside.
 * Locking    see include/linux/nsproxy.h.
 * Lifetime   count tasks; at zero every namespace loses a reference.
 * Entry      copy_namespaces() unshare(2) switch_task_namespaces()
 *            exit_task_namespaces()
 * Mirrors: Linux 4.3 kernel/nsproxy.c, and unshare(2) of kernel/fork.c.
 * Simpler than Linux in: IPC and network namespaces do not exist yet (EINVAL,
 * as on a Linux built without them); setns(2) comes with nsfs (ENOSYS).
 */
#include <linux/nsproxy.h>

#include <linux/cred.h>
#include <linux/fdtable.h>
#include <linux/fs_struct.h>
#include <linux/init.h>
#include <linux/mnt_namespace.h>
#include <linux/mm_types.h>
#include <linux/pid_namespace.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/user_namespace.h>
#include <linux/utsname.h>

#define CLONE_NS_PRESENT	(CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWPID)
#define CLONE_NS_ABSENT		(CLONE_NEWIPC | CLONE_NEWNET | CLONE_NEWCGROUP)

static struct kmem_cache *nsproxy_cachep;

struct nsproxy init_nsproxy = {
	.count = ATOMIC_INIT(1),
	.uts_ns = &init_uts_ns,
	.pid_ns_for_children = &init_pid_ns,
};

/* New namespaces where @flags says so, @tsk's own for the rest. */
static struct nsproxy *create_new_namespaces(unsigned long flags,
					     struct task_struct *tsk,
					     struct user_namespace *user_ns,
					     struct fs_struct *new_fs)
{
	struct nsproxy *new = kmem_cache_zalloc(nsproxy_cachep, GFP_KERNEL);
	int err;

	if (!new)
		return ERR_PTR(-ENOMEM);
	atomic_set(&new->count, 1);

	new->mnt_ns = copy_mnt_ns(flags, tsk->nsproxy->mnt_ns, user_ns, new_fs);
	if (IS_ERR(new->mnt_ns)) {
		err = PTR_ERR(new->mnt_ns);
		goto free_nsp;
	}
	new->uts_ns = copy_utsname(flags, user_ns, tsk->nsproxy->uts_ns);
	if (IS_ERR(new->uts_ns)) {
		err = PTR_ERR(new->uts_ns);
		goto put_mnt;
	}
	new->pid_ns_for_children =
		copy_pid_ns(flags, user_ns, tsk->nsproxy->pid_ns_for_children);
	if (IS_ERR(new->pid_ns_for_children)) {
		err = PTR_ERR(new->pid_ns_for_children);
		goto put_uts;
	}
	return new;

put_uts:
	put_uts_ns(new->uts_ns);
put_mnt:
	if (new->mnt_ns)
		put_mnt_ns(new->mnt_ns);
free_nsp:
	kmem_cache_free(nsproxy_cachep, new);
	return ERR_PTR(err);
}

/**
 * copy_namespaces() - the namespaces of a task being forked
 * @flags: CLONE_*
 * @tsk: the child; still points at the parent's nsproxy
 *
 * Context: may sleep; @tsk is not visible.
 * Return: 0, -EINVAL, -EPERM, -ENOMEM or what a namespace's copy says.
 */
int copy_namespaces(unsigned long flags, struct task_struct *tsk)
{
	struct user_namespace *user_ns = task_cred_xxx(tsk, user_ns);
	struct nsproxy *new;

	if (flags & CLONE_NS_ABSENT)
		return -EINVAL;
	if (likely(!(flags & CLONE_NS_PRESENT))) {
		get_nsproxy(tsk->nsproxy);
		return 0;
	}
	if (!ns_capable(user_ns, CAP_SYS_ADMIN))
		return -EPERM;
	new = create_new_namespaces(flags, tsk, user_ns, tsk->fs);
	if (IS_ERR(new))
		return PTR_ERR(new);
	tsk->nsproxy = new;
	return 0;
}

/**
 * free_nsproxy() - no task uses this set any more
 * @ns: count is zero
 *
 * Context: may sleep: a mount namespace unmounts everything it has.
 */
void free_nsproxy(struct nsproxy *ns)
{
	if (ns->mnt_ns)
		put_mnt_ns(ns->mnt_ns);
	if (ns->uts_ns)
		put_uts_ns(ns->uts_ns);
	if (ns->pid_ns_for_children)
		put_pid_ns(ns->pid_ns_for_children);
	kmem_cache_free(nsproxy_cachep, ns);
}

/**
 * switch_task_namespaces() - @p moves to another set
 * @p: current, or a task that does not run yet
 * @new: the caller's reference is taken over; NULL at exit
 *
 * Context: may sleep.
 */
void switch_task_namespaces(struct task_struct *p, struct nsproxy *new)
{
	struct nsproxy *ns;

	might_sleep();
	task_lock(p);
	ns = p->nsproxy;
	p->nsproxy = new;
	task_unlock(p);
	if (ns)
		put_nsproxy(ns);
}

/**
 * exit_task_namespaces() - @p needs no namespaces any more
 * @p: current in do_exit(), or a fork that failed
 */
void exit_task_namespaces(struct task_struct *p)
{
	switch_task_namespaces(p, NULL);
}

/**
 * unshare_nsproxy_namespaces() - build what unshare(2) asks for
 * @unshare_flags: CLONE_NEW*
 * @new_nsp: the result, or untouched when no namespace is wanted
 * @new_cred: credentials to judge by, NULL: current's
 * @new_fs: the root and cwd to move to a new mount namespace, NULL: current's
 *
 * Return: 0 or -errno.
 */
int unshare_nsproxy_namespaces(unsigned long unshare_flags,
			       struct nsproxy **new_nsp, struct cred *new_cred,
			       struct fs_struct *new_fs)
{
	struct user_namespace *user_ns;
	struct nsproxy *new;

	if (!(unshare_flags & CLONE_NS_PRESENT))
		return 0;
	user_ns = new_cred ? new_cred->user_ns : current_user_ns();
	if (!ns_capable(user_ns, CAP_SYS_ADMIN))
		return -EPERM;
	new = create_new_namespaces(unshare_flags, current, user_ns,
				    new_fs ? new_fs : current->fs);
	if (IS_ERR(new))
		return PTR_ERR(new);
	*new_nsp = new;
	return 0;
}

/* Flags that make no sense, or ask for what only one thread can have. */
static int check_unshare_flags(unsigned long flags)
{
	if (flags & ~(CLONE_THREAD | CLONE_FS | CLONE_NEWNS | CLONE_SIGHAND |
		      CLONE_VM | CLONE_FILES | CLONE_SYSVSEM | CLONE_NEWUTS |
		      CLONE_NEWPID))
		return -EINVAL;
	/* Not being a thread any more cannot be granted, only noted as true. */
	if ((flags & (CLONE_THREAD | CLONE_SIGHAND | CLONE_VM)) &&
	    !thread_group_empty(current))
		return -EINVAL;
	if ((flags & (CLONE_SIGHAND | CLONE_VM)) &&
	    atomic_read(&current->sighand->count) > 1)
		return -EINVAL;
	if ((flags & CLONE_VM) && atomic_read(&current->mm->mm_users) > 1)
		return -EINVAL;
	return 0;
}

static int unshare_fs(unsigned long flags, struct fs_struct **new_fs)
{
	struct fs_struct *fs = current->fs;

	if (!(flags & CLONE_FS) || !fs || fs->users == 1)
		return 0;
	*new_fs = copy_fs_struct(fs);
	return *new_fs ? 0 : -ENOMEM;
}

static int unshare_fd(unsigned long flags, struct files_struct **new_fd)
{
	struct files_struct *fd = current->files;
	int error = 0;

	if (!(flags & CLONE_FILES) || !fd || atomic_read(&fd->count) <= 1)
		return 0;
	*new_fd = dup_fd(fd, &error);
	return *new_fd ? 0 : error;
}

/* Install under task_lock; what was current's comes back in the arguments. */
static void install_unshared(struct fs_struct **fs, struct files_struct **fd)
{
	task_lock(current);
	if (*fs) {
		struct fs_struct *old = current->fs;

		spin_lock(&old->lock);
		current->fs = *fs;
		*fs = --old->users ? NULL : old;
		spin_unlock(&old->lock);
	}
	if (*fd)
		swap(current->files, *fd);
	task_unlock(current);
}

SYSCALL_DEFINE1(unshare, unsigned long, unshare_flags)
{
	struct nsproxy *new_nsproxy = NULL;
	struct files_struct *new_fd = NULL;
	struct fs_struct *new_fs = NULL;
	int err;

	if (unshare_flags & CLONE_VM)
		unshare_flags |= CLONE_SIGHAND;
	if (unshare_flags & CLONE_SIGHAND)
		unshare_flags |= CLONE_THREAD;
	if (unshare_flags & CLONE_NEWNS)
		unshare_flags |= CLONE_FS;

	err = check_unshare_flags(unshare_flags);
	if (err)
		return err;
	err = unshare_fs(unshare_flags, &new_fs);
	if (err)
		return err;
	err = unshare_fd(unshare_flags, &new_fd);
	if (err)
		goto out_fs;
	err = unshare_nsproxy_namespaces(unshare_flags, &new_nsproxy, NULL,
					 new_fs);
	if (err)
		goto out_fd;

	if (new_nsproxy)
		switch_task_namespaces(current, new_nsproxy);
	install_unshared(&new_fs, &new_fd);
out_fd:
	if (new_fd)
		put_files_struct(new_fd);
out_fs:
	if (new_fs)
		free_fs_struct(new_fs);
	return err;
}

/**
 * nsproxy_cache_init() - make the cache of nsproxies
 *
 * Context: boot.
 */
void __init nsproxy_cache_init(void)
{
	nsproxy_cachep = kmem_cache_create("nsproxy", sizeof(struct nsproxy), 0,
					   SLAB_PANIC, NULL);
}
