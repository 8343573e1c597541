// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/cred.c - changing who a task is
 *
 *	new = prepare_creds();      a copy that only we know
 *	new->... = ...;
 *	commit_creds(new);          current->cred = new, old goes under RCU
 *	                            (or abort_creds(new))
 *
 * Data       task->real_cred, task->cred: each holds one count of cred->usage.
 * I1         A cred that some task points to is not written, but for usage.
 * I2         Only the task itself changes its pointers, so it reads them
 *            without lock; others read real_cred under rcu_read_lock().
 * I3         cred->user->processes counts the tasks with that real_cred.
 * Locking    none, see I1 and I2.
 * Lifetime   usage; the struct goes a grace period after the last put.
 * Entry      prepare_creds() commit_creds() abort_creds() override_creds()
 *            revert_creds() get_task_cred() copy_creds() exit_creds()
 * Mirrors: Linux 4.x kernel/cred.c.
 * Simpler than Linux in: fork shares the cred (it is immutable) where Linux
 * copies it; no keyrings, no security modules.
 */
#include <linux/cred.h>

#include <linux/binfmts.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/sched/coredump.h>
#include <linux/securebits.h>
#include <linux/slab.h>
#include <linux/user_namespace.h>

/* Who may read the memory of a task that changed its ids: fs.suid_dumpable. */
int suid_dumpable = SUID_DUMP_DISABLE;

static struct kmem_cache *cred_jar;

struct cred init_cred = {
	.usage			= ATOMIC_INIT(4),
	.uid			= GLOBAL_ROOT_UID,
	.gid			= GLOBAL_ROOT_GID,
	.suid			= GLOBAL_ROOT_UID,
	.sgid			= GLOBAL_ROOT_GID,
	.euid			= GLOBAL_ROOT_UID,
	.egid			= GLOBAL_ROOT_GID,
	.fsuid			= GLOBAL_ROOT_UID,
	.fsgid			= GLOBAL_ROOT_GID,
	.securebits		= SECUREBITS_DEFAULT,
	.cap_inheritable	= CAP_EMPTY_SET,
	.cap_permitted		= CAP_FULL_SET,
	.cap_effective		= CAP_FULL_SET,
	.cap_bset		= CAP_FULL_SET,
	.user			= INIT_USER,
	.user_ns		= &init_user_ns,
	.group_info		= &init_groups,
};

static void put_cred_rcu(struct rcu_head *rcu)
{
	struct cred *cred = container_of(rcu, struct cred, rcu);

	/* A reader that raised it from 0 would hold freed memory. */
	if (WARN_ON(atomic_read(&cred->usage) != 0))
		return;
	put_group_info(cred->group_info);
	free_uid(cred->user);
	put_user_ns(cred->user_ns);
	kmem_cache_free(cred_jar, cred);
}

/* For put_cred(): nobody counts it any more, RCU readers may look. */
void __put_cred(struct cred *cred)
{
	BUG_ON(cred == current->cred);
	BUG_ON(cred == current->real_cred);
	call_rcu(&cred->rcu, put_cred_rcu);
}
EXPORT_SYMBOL(__put_cred);

/**
 * exit_creds() - a task's last references
 * @tsk: a dead task, not current
 *
 * Context: any but NMI.
 */
void exit_creds(struct task_struct *tsk)
{
	const struct cred *cred = tsk->real_cred;

	tsk->real_cred = NULL;
	put_cred(cred);
	cred = tsk->cred;
	tsk->cred = NULL;
	put_cred(cred);
}

/**
 * get_task_cred() - another task's objective cred
 *
 * Context: any.
 * Return: the cred, referenced.
 */
const struct cred *get_task_cred(struct task_struct *task)
{
	const struct cred *cred;

	rcu_read_lock();
	do {
		cred = __task_cred(task);
	} while (!atomic_inc_not_zero(&((struct cred *)cred)->usage));
	rcu_read_unlock();
	return cred;
}

static struct cred *copy_cred(const struct cred *old)
{
	struct cred *new = kmem_cache_alloc(cred_jar, GFP_KERNEL);

	if (!new)
		return NULL;
	*new = *old;
	atomic_set(&new->usage, 1);
	get_group_info(new->group_info);
	get_uid(new->user);
	get_user_ns(new->user_ns);
	return new;
}

/**
 * prepare_creds() - a copy of current's cred, to be changed
 *
 * Context: process context, may sleep.
 * Return: the copy, or NULL.  It ends in commit_creds() or abort_creds().
 */
struct cred *prepare_creds(void)
{
	return copy_cred(current_cred());
}
EXPORT_SYMBOL(prepare_creds);

/* For execve(); the same while there are no keyrings. */
struct cred *prepare_exec_creds(void)
{
	return prepare_creds();
}

/**
 * copy_creds() - the cred of a new task
 * @p: the task, a copy of current
 * @clone_flags: CLONE_*
 *
 * Context: process context, may sleep.  Keeps: I3.
 * Return: 0, -ENOMEM, or what create_user_ns() says.
 */
int copy_creds(struct task_struct *p, unsigned long clone_flags)
{
	struct cred *new;
	int ret;

	if (!(clone_flags & CLONE_NEWUSER)) {
		p->real_cred = p->cred = get_cred(current_cred());
	} else {
		new = prepare_creds();
		if (!new)
			return -ENOMEM;
		ret = create_user_ns(new);
		if (ret < 0) {
			put_cred(new);
			return ret;
		}
		p->real_cred = p->cred = new;
	}
	get_cred(p->cred);
	atomic_inc(&p->cred->user->processes);
	return 0;
}

static bool cred_cap_issubset(const struct cred *set,
			      const struct cred *subset)
{
	const struct user_namespace *set_ns = set->user_ns;
	const struct user_namespace *subset_ns = subset->user_ns;

	if (set_ns == subset_ns)
		return cap_issubset(subset->cap_permitted, set->cap_permitted);

	/* The owner of a namespace has all capabilities in what is below. */
	for (; subset_ns != &init_user_ns; subset_ns = subset_ns->parent) {
		if (set_ns == subset_ns->parent &&
		    uid_eq(subset_ns->owner, set->euid))
			return true;
	}
	return false;
}

/* What the old self may know, the new one's user must not read from us. */
static void privileges_changed(struct task_struct *task,
			       const struct cred *old, const struct cred *new)
{
	if (uid_eq(old->euid, new->euid) && gid_eq(old->egid, new->egid) &&
	    uid_eq(old->fsuid, new->fsuid) && gid_eq(old->fsgid, new->fsgid) &&
	    cred_cap_issubset(old, new))
		return;
	if (task->mm)
		set_dumpable(task->mm, suid_dumpable);
	task->pdeath_signal = 0;
	/* Not dumpable before anybody sees the new ids. */
	smp_wmb();
}

/**
 * commit_creds() - current becomes who @new says
 * @new: from prepare_creds(); its reference is taken over
 *
 * Context: process context, not inside override_creds().
 * Return: 0.
 */
int commit_creds(struct cred *new)
{
	struct task_struct *task = current;
	const struct cred *old = task->real_cred;

	BUG_ON(task->cred != old);
	BUG_ON(atomic_read(&new->usage) < 1);

	get_cred(new);		/* real_cred has the caller's */
	privileges_changed(task, old, new);
	if (new->user != old->user)
		atomic_inc(&new->user->processes);	/* I3 */
	rcu_assign_pointer(task->real_cred, new);
	rcu_assign_pointer(task->cred, new);
	if (new->user != old->user)
		atomic_dec(&old->user->processes);

	put_cred(old);
	put_cred(old);
	return 0;
}
EXPORT_SYMBOL(commit_creds);

/** abort_creds() - @new of prepare_creds() is not wanted after all */
void abort_creds(struct cred *new)
{
	put_cred(new);
}
EXPORT_SYMBOL(abort_creds);

/**
 * override_creds() - act as somebody else for a while
 * @new: as whom; a reference is taken
 *
 * Context: process context.
 * Return: for revert_creds().
 */
const struct cred *override_creds(const struct cred *new)
{
	const struct cred *old = current->cred;

	get_cred(new);
	rcu_assign_pointer(current->cred, new);
	return old;
}
EXPORT_SYMBOL(override_creds);

/* @old is override_creds()'s; the reference on the other goes. */
void revert_creds(const struct cred *old)
{
	const struct cred *override = current->cred;

	rcu_assign_pointer(current->cred, old);
	put_cred(override);
}
EXPORT_SYMBOL(revert_creds);

/** cred_init() - the cache, at boot */
void __init cred_init(void)
{
	cred_jar = kmem_cache_create("cred_jar", sizeof(struct cred), 0,
				     SLAB_HWCACHE_ALIGN | SLAB_PANIC, NULL);
}
