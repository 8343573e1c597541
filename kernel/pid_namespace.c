// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/pid_namespace.c - making a pid namespace, and the end of one
 *
 *	copy_pid_ns() -> create_pid_namespace()     no process in it yet
 *	first fork: number 1, alloc_pid() mounts proc, child_reaper is set
 *	init exits: zap_pid_ns_processes() kills and waits for all the others
 *	last number: proc_work drops the proc mount
 *	last reference: destroy_pid_namespace(), then its parent's is dropped
 *
 * I1         A namespace holds a reference on its parent and on its user
 *            namespace; a struct pid holds one on the namespace of its birth.
 * I2         level = parent->level + 1 <= MAX_PID_NS_LEVEL.
 * I3         nr_hashed counts init's own number: it waits for it to be 1 (2 if
 *            the dying thread is not the leader, which has one of its own).
 * Locking    pid_caches_mutex: the list of slab caches.  Fields of
 *            pid_namespace: see there.
 * Entry      copy_pid_ns() put_pid_ns() zap_pid_ns_processes()
 *            reboot_pid_ns() pidns_operations
 * Mirrors: Linux 4.1 kernel/pid_namespace.c.
 */
#include <linux/pid_namespace.h>

#include <linux/cred.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/nsproxy.h>
#include <linux/proc_ns.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/sysctl.h>
#include <linux/user_namespace.h>

#include <uapi/linux/reboot.h>

/* A struct pid has level + 1 numbers: one cache for each size. */
struct pid_cache {
	int			nr_ids;		/* [I] */
	char			name[16];	/* [I] */
	struct kmem_cache	*cachep;	/* [I] */
	struct list_head	list;		/* pid_caches_mutex */
};

static LIST_HEAD(pid_caches_lh);
static DEFINE_MUTEX(pid_caches_mutex);
static struct kmem_cache *pid_ns_cachep;

/* pid_caches_mutex is held.  Caches are never destroyed: there are few. */
static struct pid_cache *new_pid_cache(int nr_ids)
{
	struct pid_cache *pcache = kmalloc(sizeof(*pcache), GFP_KERNEL);

	if (!pcache)
		return NULL;
	pcache->nr_ids = nr_ids;
	snprintf(pcache->name, sizeof(pcache->name), "pid_%d", nr_ids);
	pcache->cachep = kmem_cache_create(pcache->name, sizeof(struct pid) +
				(nr_ids - 1) * sizeof(struct upid), 0,
				SLAB_HWCACHE_ALIGN, NULL);
	if (!pcache->cachep) {
		kfree(pcache);
		return NULL;
	}
	list_add(&pcache->list, &pid_caches_lh);
	return pcache;
}

static struct kmem_cache *create_pid_cachep(int nr_ids)
{
	struct pid_cache *pcache;

	mutex_lock(&pid_caches_mutex);
	list_for_each_entry(pcache, &pid_caches_lh, list) {
		if (pcache->nr_ids == nr_ids)
			goto out;
	}
	pcache = new_pid_cache(nr_ids);
out:
	mutex_unlock(&pid_caches_mutex);
	return pcache ? pcache->cachep : NULL;
}

static void proc_cleanup_work(struct work_struct *work)
{
	pid_ns_cleanup_proc(container_of(work, struct pid_namespace,
					 proc_work));
}

static struct pid_namespace *
create_pid_namespace(struct user_namespace *user_ns,
		     struct pid_namespace *parent_pid_ns)
{
	unsigned int level = parent_pid_ns->level + 1;
	struct pid_namespace *ns;
	int err = -EINVAL;

	if (level > MAX_PID_NS_LEVEL)
		goto out;
	err = -ENOMEM;
	ns = kmem_cache_zalloc(pid_ns_cachep, GFP_KERNEL);
	if (!ns)
		goto out;
	ns->pid_cachep = create_pid_cachep(level + 1);
	if (!ns->pid_cachep)
		goto out_free;
	err = pidmap_init_ns(ns);
	if (err)
		goto out_free;
	err = ns_alloc_inum(&ns->ns);
	if (err)
		goto out_free_map;
	ns->ns.ops = &pidns_operations;
	kref_init(&ns->kref);
	ns->level = level;
	ns->nr_hashed = PIDNS_HASH_ADDING;
	INIT_WORK(&ns->proc_work, proc_cleanup_work);
	/* Nothing can fail any more: the references last. */
	ns->parent = get_pid_ns(parent_pid_ns);
	ns->user_ns = get_user_ns(user_ns);
	return ns;

out_free_map:
	pidmap_free_ns(ns);
out_free:
	kmem_cache_free(pid_ns_cachep, ns);
out:
	return ERR_PTR(err);
}

static void delayed_free_pidns(struct rcu_head *p)
{
	kmem_cache_free(pid_ns_cachep,
			container_of(p, struct pid_namespace, rcu));
}

static void destroy_pid_namespace(struct pid_namespace *ns)
{
	ns_free_inum(&ns->ns);
	pidmap_free_ns(ns);
	put_user_ns(ns->user_ns);
	/* find_pid_ns() may compare with it. */
	call_rcu(&ns->rcu, delayed_free_pidns);
}

/**
 * copy_pid_ns() - the pid namespace for a new task's children
 * @flags: CLONE_*
 * @user_ns: owner of a new one
 * @old_ns: what the creator has for its children
 *
 * Context: process context, may sleep.
 * Return: @old_ns or a new one, referenced; ERR_PTR(-EINVAL) when the creator
 * is not in @old_ns itself, or it is too deep; ERR_PTR(-ENOMEM).
 */
struct pid_namespace *copy_pid_ns(unsigned long flags,
				  struct user_namespace *user_ns,
				  struct pid_namespace *old_ns)
{
	if (!(flags & CLONE_NEWPID))
		return get_pid_ns(old_ns);
	if (task_active_pid_ns(current) != old_ns)
		return ERR_PTR(-EINVAL);
	return create_pid_namespace(user_ns, old_ns);
}

static void free_pid_ns(struct kref *kref)
{
	destroy_pid_namespace(container_of(kref, struct pid_namespace, kref));
}

/**
 * put_pid_ns() - drop a reference, and the chain of parents' with the last
 *
 * Context: any but NMI.
 */
void put_pid_ns(struct pid_namespace *ns)
{
	struct pid_namespace *parent;

	while (ns != &init_pid_ns) {
		parent = ns->parent;
		if (!kref_put(&ns->kref, free_pid_ns))
			break;
		ns = parent;
	}
}
EXPORT_SYMBOL(put_pid_ns);

/* Everybody but init.  New ones cannot come (disable_pid_allocation()). */
static void kill_all_in(struct pid_namespace *pid_ns)
{
	struct task_struct *task;
	int nr;

	read_lock(&tasklist_lock);
	for (nr = next_pidmap(pid_ns, 1); nr > 0;
	     nr = next_pidmap(pid_ns, nr)) {
		rcu_read_lock();
		task = pid_task(find_pid_ns(nr, pid_ns), PIDTYPE_PID);
		if (task && !__fatal_signal_pending(task))
			send_sig_info(SIGKILL, SEND_SIG_FORCED, task);
		rcu_read_unlock();
	}
	read_unlock(&tasklist_lock);
}

/**
 * zap_pid_ns_processes() - the init of a namespace takes all with it
 * @pid_ns: its namespace
 *
 * Context: current is the last thread of init, exiting; may sleep.
 */
void zap_pid_ns_processes(struct pid_namespace *pid_ns)
{
	struct task_struct *me = current;
	int init_pids = thread_group_leader(me) ? 1 : 2;	/* I3 */
	long rc;

	disable_pid_allocation(pid_ns);

	/* Zombies whose parent is gone vanish by themselves from now on. */
	spin_lock_irq(&me->sighand->siglock);
	me->sighand->action[SIGCHLD - 1].sa.sa_handler = SIG_IGN;
	spin_unlock_irq(&me->sighand->siglock);

	kill_all_in(pid_ns);

	/* Reap our children; a signal must not keep us from it. */
	do {
		clear_thread_flag(TIF_SIGPENDING);
		rc = kernel_wait4(-1, NULL, __WALL, NULL);
	} while (rc != -ECHILD);

	/* The others are zombies of parents outside (setns), or traced. */
	for (;;) {
		set_current_state(TASK_UNINTERRUPTIBLE);
		if (READ_ONCE(pid_ns->nr_hashed) == init_pids)
			break;
		schedule();
	}
	__set_current_state(TASK_RUNNING);

	if (pid_ns->reboot)
		current->signal->group_exit_code = pid_ns->reboot;
}

/**
 * reboot_pid_ns() - reboot(2) in a child namespace: only its init dies
 * @pid_ns: the caller's namespace
 * @cmd: LINUX_REBOOT_CMD_*
 *
 * The parent of init sees SIGHUP for a restart, SIGINT for a halt.
 *
 * Context: process context.
 * Return: 0 in the initial namespace: go on; -EINVAL for another command.
 * Else it does not return.
 */
int reboot_pid_ns(struct pid_namespace *pid_ns, int cmd)
{
	if (pid_ns == &init_pid_ns)
		return 0;
	switch (cmd) {
	case LINUX_REBOOT_CMD_RESTART2:
	case LINUX_REBOOT_CMD_RESTART:
		pid_ns->reboot = SIGHUP;
		break;
	case LINUX_REBOOT_CMD_POWER_OFF:
	case LINUX_REBOOT_CMD_HALT:
		pid_ns->reboot = SIGINT;
		break;
	default:
		return -EINVAL;
	}
	read_lock(&tasklist_lock);
	force_sig(SIGKILL, pid_ns->child_reaper);
	read_unlock(&tasklist_lock);
	do_exit(0);
}

static inline struct pid_namespace *to_pid_ns(struct ns_common *ns)
{
	return container_of(ns, struct pid_namespace, ns);
}

static struct ns_common *pidns_get(struct task_struct *task)
{
	struct pid_namespace *ns;

	rcu_read_lock();
	ns = task_active_pid_ns(task);
	if (ns)
		get_pid_ns(ns);
	rcu_read_unlock();
	return ns ? &ns->ns : NULL;
}

static void pidns_put(struct ns_common *ns)
{
	put_pid_ns(to_pid_ns(ns));
}

/* setns(2): only downwards, and only for the children to come. */
static int pidns_install(struct nsproxy *nsproxy, struct ns_common *ns)
{
	struct pid_namespace *active = task_active_pid_ns(current);
	struct pid_namespace *ancestor, *new = to_pid_ns(ns);

	if (!ns_capable(new->user_ns, CAP_SYS_ADMIN) ||
	    !ns_capable(current_user_ns(), CAP_SYS_ADMIN))
		return -EPERM;
	if (new->level < active->level)
		return -EINVAL;
	ancestor = new;
	while (ancestor->level > active->level)
		ancestor = ancestor->parent;
	if (ancestor != active)
		return -EINVAL;

	put_pid_ns(nsproxy->pid_ns_for_children);
	nsproxy->pid_ns_for_children = get_pid_ns(new);
	return 0;
}

static struct user_namespace *pidns_owner(struct ns_common *ns)
{
	return to_pid_ns(ns)->user_ns;
}

const struct proc_ns_operations pidns_operations = {
	.name		= "pid",
	.type		= CLONE_NEWPID,
	.get		= pidns_get,
	.put		= pidns_put,
	.install	= pidns_install,
	.owner		= pidns_owner,
};

/* kernel.ns_last_pid: checkpoint/restore chooses the next number. */
static int pid_ns_ctl_handler(struct ctl_table *table, int write,
			      void *buffer, size_t *lenp, loff_t *ppos)
{
	struct pid_namespace *pid_ns = task_active_pid_ns(current);
	struct ctl_table tmp = *table;

	if (write && !ns_capable(pid_ns->user_ns, CAP_SYS_ADMIN))
		return -EPERM;
	tmp.data = &pid_ns->last_pid;
	return proc_dointvec_minmax(&tmp, write, buffer, lenp, ppos);
}

static struct ctl_table pid_ns_ctl_table[] = {
	{
		.procname	= "ns_last_pid",
		.maxlen		= sizeof(int),
		.mode		= 0666,		/* the handler looks */
		.proc_handler	= pid_ns_ctl_handler,
		.extra1		= SYSCTL_ZERO,
		.extra2		= &pid_max,
	},
	{ }
};

/** pid_namespaces_init() - the cache and the sysctl, at boot */
void __init pid_namespaces_init(void)
{
	pid_ns_cachep = KMEM_CACHE(pid_namespace, SLAB_PANIC);
	register_sysctl("kernel", pid_ns_ctl_table);
}
