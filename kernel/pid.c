// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/pid.c - names for tasks: one number per namespace level
 *
 *	task->pids[type].pid --> struct pid { level, tasks[type], numbers[] }
 *	                                          |            |
 *	      tasks that use it (node) <----------'            v
 *	      pid_hash[(nr, ns)] --pid_chain--> numbers[i] { nr, ns }
 *	      ns->pidmap[nr / 32768]: a bit for each number in use
 *
 * I1         numbers[i].ns is the parent of numbers[i + 1].ns; numbers[0].ns
 *            is init_pid_ns.
 * I2         A number's bit (pidmap.c) is set before it is in the hash and
 *            cleared after it has left it: no number stands for two.
 * I3         ns->nr_hashed counts the numbers of ns in the hash; its top bit
 *            PIDNS_HASH_ADDING goes away when init of ns dies, and then no
 *            number is ever added.
 * Locking    pidmap_lock, interrupts off: pid_hash, nr_hashed.
 *            tasklist_lock (W): tasks[] and the tasks' links.
 *            Readers: rcu_read_lock().
 *            Order: tasklist_lock > pidmap_lock.
 * Lifetime   get_pid()/put_pid(); the hash's own reference goes a grace period
 *            after free_pid(), and with the last one its namespace's.
 * Entry      alloc_pid() attach_pid() change_pid() detach_pid() free_pid()
 *            find_pid_ns() find_vpid() find_get_pid() pid_task()
 *            get_pid_task() pid_nr_ns() pid_vnr()
 * Mirrors: Linux 4.1 kernel/pid.c; the bitmaps are in pidmap.c.
 */
#include <linux/pid.h>

#include <linux/export.h>
#include <linux/hash.h>
#include <linux/init.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/pid_namespace.h>
#include <linux/proc_ns.h>
#include <linux/rculist.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/slab.h>

#define pid_hashfn(nr, ns) \
	hash_long((unsigned long)(nr) + (unsigned long)(ns), pidhash_shift)
static struct hlist_head *pid_hash;
static unsigned int pidhash_shift = 4;
static DEFINE_SPINLOCK(pidmap_lock);

/* The tree of tasks and their names; see struct task_struct, letter T. */
DEFINE_RWLOCK(tasklist_lock);

struct pid init_struct_pid = {
	.count		= ATOMIC_INIT(1),
	.level		= 0,
	.numbers	= { { .nr = 0, .ns = &init_pid_ns } },
};

struct pid_namespace init_pid_ns = {
	.kref		= KREF_INIT(2),
	.last_pid	= 0,
	.nr_hashed	= PIDNS_HASH_ADDING,
	.level		= 0,
	.child_reaper	= &init_task,
	.user_ns	= &init_user_ns,
	.ns		= {
		.inum	= PROC_PID_INIT_INO,
		.ops	= &pidns_operations,
	},
};
EXPORT_SYMBOL(init_pid_ns);

/* Set once fs/proc is there; see linux/pid_namespace.h. */
static const struct pid_ns_proc_ops *pid_ns_proc_ops;

/** pid_ns_register_proc() - proc tells how to mount itself for a namespace */
void pid_ns_register_proc(const struct pid_ns_proc_ops *ops)
{
	pid_ns_proc_ops = ops;
}

static int pid_ns_prepare_proc(struct pid_namespace *ns)
{
	return pid_ns_proc_ops ? pid_ns_proc_ops->prepare(ns) : 0;
}

/* For ns->proc_work: the last number is gone. */
void pid_ns_cleanup_proc(struct pid_namespace *ns)
{
	if (pid_ns_proc_ops)
		pid_ns_proc_ops->release(ns);
}

/**
 * put_pid() - drop a reference
 * @pid: may be NULL
 *
 * Context: any.
 */
void put_pid(struct pid *pid)
{
	struct pid_namespace *ns;

	if (!pid)
		return;
	ns = pid->numbers[pid->level].ns;
	if (atomic_dec_and_test(&pid->count)) {
		kmem_cache_free(ns->pid_cachep, pid);
		put_pid_ns(ns);
	}
}
EXPORT_SYMBOL(put_pid);

static void delayed_put_pid(struct rcu_head *rhp)
{
	put_pid(container_of(rhp, struct pid, rcu));
}

/* One number of a namespace less.  pidmap_lock is held. */
static void unhash_upid(struct upid *upid)
{
	struct pid_namespace *ns = upid->ns;

	hlist_del_rcu(&upid->pid_chain);
	switch (--ns->nr_hashed) {
	case 2:
	case 1:
		/* Its init waits for that, in zap_pid_ns_processes(). */
		wake_up_process(ns->child_reaper);
		break;
	case PIDNS_HASH_ADDING:
		/* The fork of the first process failed. */
		WARN_ON(ns->child_reaper);
		ns->nr_hashed = 0;
		fallthrough;
	case 0:
		schedule_work(&ns->proc_work);
		break;
	}
}

/**
 * free_pid() - a name is not used any more
 * @pid: no task uses it
 *
 * The numbers may be given out again at once; the struct goes later.
 *
 * Context: any, also with tasklist_lock held for writing.
 */
void free_pid(struct pid *pid)
{
	unsigned long flags;
	int i;

	spin_lock_irqsave(&pidmap_lock, flags);
	for (i = 0; i <= pid->level; i++)
		unhash_upid(pid->numbers + i);
	spin_unlock_irqrestore(&pidmap_lock, flags);

	for (i = 0; i <= pid->level; i++)
		free_pidmap(pid->numbers + i);
	call_rcu(&pid->rcu, delayed_put_pid);
}

/* Into the hash at all levels.  False: @ns is dying (I3). */
static bool hash_pid(struct pid *pid, struct pid_namespace *ns)
{
	struct upid *upid;

	spin_lock_irq(&pidmap_lock);
	if (!(ns->nr_hashed & PIDNS_HASH_ADDING)) {
		spin_unlock_irq(&pidmap_lock);
		return false;
	}
	for (upid = pid->numbers + ns->level; upid >= pid->numbers; --upid) {
		hlist_add_head_rcu(&upid->pid_chain,
				&pid_hash[pid_hashfn(upid->nr, upid->ns)]);
		upid->ns->nr_hashed++;
	}
	spin_unlock_irq(&pidmap_lock);
	return true;
}

/**
 * alloc_pid() - a name for a new task, in a namespace and all above it
 *
 * Context: process context, may sleep.
 * Return: the pid with one reference, in the hash; ERR_PTR(-EAGAIN) when a
 * level has no free number, ERR_PTR(-ENOMEM) also when init of @ns is dead.
 */
struct pid *alloc_pid(struct pid_namespace *ns)
{
	struct pid_namespace *tmp = ns;
	int i, retval = -ENOMEM;
	enum pid_type type;
	struct pid *pid;

	pid = kmem_cache_alloc(ns->pid_cachep, GFP_KERNEL);
	if (!pid)
		return ERR_PTR(retval);
	pid->level = ns->level;
	for (i = ns->level; i >= 0; i--) {
		int nr = alloc_pidmap(tmp);

		if (nr < 0) {
			retval = nr;
			goto out_free;
		}
		pid->numbers[i].nr = nr;
		pid->numbers[i].ns = tmp;
		tmp = tmp->parent;
	}
	if (unlikely(is_child_reaper(pid)) && pid_ns_prepare_proc(ns))
		goto out_free;

	get_pid_ns(ns);
	atomic_set(&pid->count, 1);
	for (type = 0; type < PIDTYPE_MAX; ++type)
		INIT_HLIST_HEAD(&pid->tasks[type]);
	if (hash_pid(pid, ns))
		return pid;

	put_pid_ns(ns);
out_free:
	while (++i <= ns->level)
		free_pidmap(pid->numbers + i);
	kmem_cache_free(ns->pid_cachep, pid);
	return ERR_PTR(retval);
}

/** disable_pid_allocation() - no new numbers in @ns: its init is dying */
void disable_pid_allocation(struct pid_namespace *ns)
{
	spin_lock_irq(&pidmap_lock);
	ns->nr_hashed &= ~PIDNS_HASH_ADDING;
	spin_unlock_irq(&pidmap_lock);
}

/**
 * find_pid_ns() - the pid that has a number in a namespace
 * @nr: the number
 * @ns: the namespace
 *
 * Context: rcu_read_lock() or tasklist_lock is held.
 * Return: the pid, not referenced, or NULL.
 */
struct pid *find_pid_ns(int nr, struct pid_namespace *ns)
{
	struct upid *pnr;

	hlist_for_each_entry_rcu(pnr, &pid_hash[pid_hashfn(nr, ns)],
				 pid_chain) {
		if (pnr->nr == nr && pnr->ns == ns)
			return container_of(pnr, struct pid,
					    numbers[ns->level]);
	}
	return NULL;
}
EXPORT_SYMBOL(find_pid_ns);

/* The same in the namespace of current. */
struct pid *find_vpid(int nr)
{
	return find_pid_ns(nr, task_active_pid_ns(current));
}
EXPORT_SYMBOL(find_vpid);

/**
 * attach_pid() - a task begins to use task->pids[type].pid
 * @task: the task
 * @type: as what
 *
 * Context: tasklist_lock is held for writing.
 */
void attach_pid(struct task_struct *task, enum pid_type type)
{
	struct pid_link *link = &task->pids[type];

	lockdep_assert_held_write(&tasklist_lock);
	hlist_add_head_rcu(&link->node, &link->pid->tasks[type]);
}

static void __change_pid(struct task_struct *task, enum pid_type type,
			 struct pid *new)
{
	struct pid_link *link = &task->pids[type];
	struct pid *pid = link->pid;
	int tmp;

	lockdep_assert_held_write(&tasklist_lock);
	hlist_del_rcu(&link->node);
	link->pid = new;
	for (tmp = PIDTYPE_MAX; --tmp >= 0; ) {
		if (!hlist_empty(&pid->tasks[tmp]))
			return;
	}
	free_pid(pid);
}

/** detach_pid() - a task stops using it; the last user frees the pid */
void detach_pid(struct task_struct *task, enum pid_type type)
{
	__change_pid(task, type, NULL);
}

/** change_pid() - a task uses another one: setpgid(), setsid() */
void change_pid(struct task_struct *task, enum pid_type type, struct pid *pid)
{
	__change_pid(task, type, pid);
	attach_pid(task, type);
}

/**
 * transfer_pid() - @new takes @old's place: exec by a thread
 * @old: the old leader
 * @new: the thread that becomes it
 * @type: as what
 *
 * Context: tasklist_lock is held for writing.
 */
void transfer_pid(struct task_struct *old, struct task_struct *new,
		  enum pid_type type)
{
	new->pids[type].pid = old->pids[type].pid;
	hlist_replace_rcu(&old->pids[type].node, &new->pids[type].node);
}

/**
 * pid_task() - the first task that uses a pid
 * @pid: may be NULL
 * @type: as what
 *
 * Context: rcu_read_lock() or tasklist_lock is held.
 * Return: the task, not referenced, or NULL.
 */
struct task_struct *pid_task(struct pid *pid, enum pid_type type)
{
	struct hlist_node *first;

	if (!pid)
		return NULL;
	first = READ_ONCE(pid->tasks[type].first);
	return first ? hlist_entry(first, struct task_struct,
				   pids[type].node) : NULL;
}
EXPORT_SYMBOL(pid_task);

/**
 * find_task_by_pid_ns() - the task, also a thread, that has a number
 * @nr: the number
 * @ns: the namespace
 *
 * Context: rcu_read_lock() is held.
 * Return: the task, not referenced, or NULL.
 */
struct task_struct *find_task_by_pid_ns(pid_t nr, struct pid_namespace *ns)
{
	return pid_task(find_pid_ns(nr, ns), PIDTYPE_PID);
}

/*
 * By the number that the caller's namespace uses; under RCU or tasklist_lock.
 */
struct task_struct *find_task_by_vpid(pid_t vnr)
{
	return find_task_by_pid_ns(vnr, task_active_pid_ns(current));
}
EXPORT_SYMBOL(find_task_by_vpid);

/* A reference on the pid that a task uses now. */
struct pid *get_task_pid(struct task_struct *task, enum pid_type type)
{
	struct pid *pid;

	rcu_read_lock();
	if (type != PIDTYPE_PID)
		task = task->group_leader;
	pid = get_pid(READ_ONCE(task->pids[type].pid));
	rcu_read_unlock();
	return pid;
}
EXPORT_SYMBOL(get_task_pid);

/* A reference on the first task that uses a pid, or NULL. */
struct task_struct *get_pid_task(struct pid *pid, enum pid_type type)
{
	struct task_struct *result;

	rcu_read_lock();
	result = pid_task(pid, type);
	if (result)
		get_task_struct(result);
	rcu_read_unlock();
	return result;
}
EXPORT_SYMBOL(get_pid_task);

/**
 * find_get_pid() - find_vpid() with a reference
 * @nr: the number, in current's namespace
 *
 * The number may be given to another later; this pid then has no task.
 *
 * Context: any.
 */
struct pid *find_get_pid(pid_t nr)
{
	struct pid *pid;

	rcu_read_lock();
	pid = get_pid(find_vpid(nr));
	rcu_read_unlock();
	return pid;
}
EXPORT_SYMBOL(find_get_pid);

/**
 * pid_nr_ns() - what a namespace calls a pid
 * @pid: may be NULL
 * @ns: the namespace
 *
 * Return: the number; 0: it is not visible there.
 */
pid_t pid_nr_ns(struct pid *pid, struct pid_namespace *ns)
{
	struct upid *upid;

	if (!pid || ns->level > pid->level)
		return 0;
	upid = &pid->numbers[ns->level];
	return upid->ns == ns ? upid->nr : 0;
}
EXPORT_SYMBOL(pid_nr_ns);

/* What current's namespace calls it. */
pid_t pid_vnr(struct pid *pid)
{
	return pid_nr_ns(pid, task_active_pid_ns(current));
}
EXPORT_SYMBOL(pid_vnr);

/**
 * __task_pid_nr_ns() - a task's number of some type
 * @task: the task
 * @type: PIDTYPE_PID, _PGID or _SID
 * @ns: as it is seen here; NULL: in current's namespace
 *
 * Context: any.
 * Return: the number; 0: not visible, or @task is dead.
 */
pid_t __task_pid_nr_ns(struct task_struct *task, enum pid_type type,
		       struct pid_namespace *ns)
{
	pid_t nr = 0;

	rcu_read_lock();
	if (!ns)
		ns = task_active_pid_ns(current);
	if (likely(pid_alive(task))) {
		if (type != PIDTYPE_PID)
			task = task->group_leader;
		nr = pid_nr_ns(READ_ONCE(task->pids[type].pid), ns);
	}
	rcu_read_unlock();
	return nr;
}
EXPORT_SYMBOL(__task_pid_nr_ns);

/*
 * What @ns calls the process; 0 if it does not know it, or the task is reaped.
 */
pid_t task_tgid_nr_ns(struct task_struct *tsk, struct pid_namespace *ns)
{
	return pid_nr_ns(task_tgid(tsk), ns);
}
EXPORT_SYMBOL(task_tgid_nr_ns);

/* What the caller's namespace calls the process: getpid(2). */
pid_t task_tgid_vnr(struct task_struct *tsk)
{
	return pid_vnr(task_tgid(tsk));
}

/* Has the task still a name?  (It loses it in release_task().) */
int pid_alive(const struct task_struct *p)
{
	return READ_ONCE(p->pids[PIDTYPE_PID].pid) != NULL;
}

/* Is it a thread of the process with number 1 in init_pid_ns? */
int is_global_init(struct task_struct *tsk)
{
	return task_tgid_nr(tsk) == 1;
}

/* The namespace that a task's own number is of; not that of its children. */
struct pid_namespace *task_active_pid_ns(struct task_struct *tsk)
{
	return ns_of_pid(task_pid(tsk));
}
EXPORT_SYMBOL(task_active_pid_ns);

/**
 * find_ge_pid() - the pid with the smallest number not below @nr
 * @nr: from here
 * @ns: in this namespace
 *
 * Context: rcu_read_lock() is held.
 * Return: the pid, not referenced, or NULL.
 */
struct pid *find_ge_pid(int nr, struct pid_namespace *ns)
{
	struct pid *pid;

	do {
		pid = find_pid_ns(nr, ns);
		if (pid)
			break;
		nr = next_pidmap(ns, nr);
	} while (nr > 0);
	return pid;
}

/* A bucket for each 256 KiB of memory, 16 to 4096 of them. */
void __init pidhash_init(void)
{
	unsigned long buckets = totalram_pages >> (18 - PAGE_SHIFT);
	unsigned int i;

	pidhash_shift = clamp_t(unsigned int, ilog2(buckets | 1), 4, 12);
	pid_hash = kcalloc(1U << pidhash_shift, sizeof(*pid_hash), GFP_KERNEL);
	if (!pid_hash)
		panic("pid: no memory for the hash table\n");
	for (i = 0; i < 1U << pidhash_shift; i++)
		INIT_HLIST_HEAD(&pid_hash[i]);
}

/**
 * pidmap_init() - the first namespace can name tasks
 *
 * Context: boot, when memory can be allocated.
 */
void __init pidmap_init(void)
{
	pidhash_init();
	pid_max_init();
	if (pidmap_init_ns(&init_pid_ns))
		panic("pid: no memory for the first numbers\n");
	init_pid_ns.pid_cachep = KMEM_CACHE(pid, SLAB_HWCACHE_ALIGN |
						 SLAB_PANIC);
}
