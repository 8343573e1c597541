// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/locking/lockdep.c - finds deadlocks before they happen (DEBUG=1)
 *
 * All locks initialised at one place of the source are one *class*.  Every
 * acquisition teaches two things, and both are remembered for ever:
 *
 * order      "B was taken while A was held" is an edge A -> B.  A cycle of
 *            edges is a possible deadlock, even if it never happened.
 * interrupts a class taken inside interrupts is "safe", one taken with
 *            interrupts on is "unsafe".  One class must not be both; and no
 *            path may lead from a safe to an unsafe class: the interrupt
 *            could wait for a lock whose holder it interrupted.
 *
 * Data       lock_classes[] --hash--> by key; lock_after[i] is the set of
 *            classes that i has an edge to; task->held_locks[] is the stack
 *            of what the task holds now.
 * I1         lock_after[] has no cycle: an edge that would close one is
 *            reported, and nothing is checked from then on (debug_locks = 0).
 * I2         held_locks[0 .. lockdep_depth) is in order of acquisition.
 * I3         Inside this file the task's lockdep_recursion is not 0: the
 *            locks that printing takes are not checked.
 * Locking    graph_lock, interrupts off.  held_locks: the task itself, also
 *            from interrupts on top of it, which leave it as they found it.
 * Entry      lock_acquire() lock_release() lock_is_held()
 *            lockdep_init_map() debug_check_no_locks_held()
 *
 * Mirrors: Linux 4.x kernel/locking/lockdep.c.
 * Simpler than Linux in: no chain cache (an edge test is one bit), no
 * tracking of when interrupts go on and off, no cross-release, no statistics;
 * recursive read locks have no order.
 */
#include <linux/lockdep.h>

#ifdef CONFIG_LOCKDEP

#include <linux/bitmap.h>
#include <linux/hash.h>
#include <linux/list.h>
#include <linux/printk.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/spinlock.h>

#include <asm/sections.h>

#define MAX_LOCKDEP_KEYS	1024
#define CLASSHASH_BITS		10

/* What a class has been seen to do; a READ bit is READ_SHIFT above its own. */
#define USED_IN_HARDIRQ		0x01
#define ENABLED_HARDIRQ		0x02
#define USED_IN_SOFTIRQ		0x04
#define ENABLED_SOFTIRQ		0x08
#define READ_SHIFT		4

/* Fields: graph_lock for writing; key and name [I]; usage only gains bits. */
struct lock_class {
	struct hlist_node	hash_entry;
	const void		*key;
	const char		*name;
	unsigned int		subclass;
	unsigned int		usage;
};

int debug_locks = 1;
int debug_locks_silent;		/* the test suite makes mistakes on purpose */

static arch_spinlock_t graph_lock = __ARCH_SPIN_LOCK_UNLOCKED;
static struct lock_class lock_classes[MAX_LOCKDEP_KEYS];
static unsigned int nr_lock_classes;
static struct hlist_head classhash_table[1 << CLASSHASH_BITS];
static DECLARE_BITMAP(lock_after[MAX_LOCKDEP_KEYS], MAX_LOCKDEP_KEYS);

/* Breadth-first search: what was reached, and from where. */
static DECLARE_BITMAP(bfs_seen, MAX_LOCKDEP_KEYS);
static u16 bfs_queue[MAX_LOCKDEP_KEYS];
static u16 bfs_parent[MAX_LOCKDEP_KEYS];

static unsigned int class_id(const struct lock_class *class)
{
	return class - lock_classes;
}

static void print_class(const char *what, const struct lock_class *class)
{
	printk(KERN_WARNING "%s (%s", what, class->name);
	if (class->subclass)
		printk(KERN_CONT "/%u", class->subclass);
	printk(KERN_CONT "){%c%c%c%c}\n",
	       class->usage & USED_IN_HARDIRQ ? 'H' : '-',
	       class->usage & ENABLED_HARDIRQ ? 'h' : '-',
	       class->usage & USED_IN_SOFTIRQ ? 'S' : '-',
	       class->usage & ENABLED_SOFTIRQ ? 's' : '-');
}

/* What a task holds, for reports. */
void debug_show_held_locks(struct task_struct *p)
{
	int i, depth = p->lockdep_depth;

	printk(KERN_WARNING "%d locks held by %s/%d:\n", depth, p->comm,
	       p->pid);
	for (i = 0; i < depth; i++) {
		printk(KERN_WARNING " #%d: %px (%s), at: %pS\n", i,
		       p->held_locks[i].instance,
		       p->held_locks[i].class->name,
		       (void *)p->held_locks[i].acquire_ip);
	}
}

/* Say it once; from here on nothing is checked. */
static void lockdep_report(const char *title, const struct lock_class *a,
			   const struct lock_class *b, unsigned long ip)
{
	if (!debug_locks)
		return;
	debug_locks = 0;
	if (debug_locks_silent)
		return;
	printk(KERN_WARNING "======================================\n");
	printk(KERN_WARNING "WARNING: %s\n", title);
	printk(KERN_WARNING "%s/%d is at: %pS\n", current->comm, current->pid,
	       (void *)ip);
	if (b)
		print_class("  taking lock: ", b);
	if (a)
		print_class("  holding lock:", a);
	debug_show_held_locks(current);
	dump_stack();
}

/*
 * Is a class with one of the @usage bits (or @target itself) reachable?
 * @back: walk the edges backwards.  Called with graph_lock held.
 */
static int bfs(unsigned int from, int target, unsigned int usage, bool back)
{
	unsigned int head = 0, tail = 0, i, next;

	bitmap_zero(bfs_seen, MAX_LOCKDEP_KEYS);
	bfs_queue[tail++] = from;
	__set_bit(from, bfs_seen);
	bfs_parent[from] = from;
	while (head < tail) {
		i = bfs_queue[head++];
		if ((int)i == target || (lock_classes[i].usage & usage))
			return i;
		for (next = 0; next < nr_lock_classes; next++) {
			if (test_bit(next, bfs_seen) ||
			    !test_bit(back ? i : next,
				      lock_after[back ? next : i]))
				continue;
			__set_bit(next, bfs_seen);
			bfs_parent[next] = i;
			bfs_queue[tail++] = next;
		}
	}
	return -1;
}

static void print_path(unsigned int to)
{
	unsigned int i = to;

	if (debug_locks_silent)
		return;
	printk(KERN_WARNING "the existing dependency chain, last first:\n");
	for (;;) {
		print_class(" ->", &lock_classes[i]);
		if (bfs_parent[i] == i)
			break;
		i = bfs_parent[i];
	}
}

/* "safe" bits of a search backwards, "unsafe" bits of one forwards. */
static unsigned int usage_pair(unsigned int used)
{
	unsigned int enabled = used << 1;

	return enabled | enabled << READ_SHIFT;
}

/* Does a path lead from an irq-safe class up to @a to an unsafe one from @b? */
static bool check_irq_inversion(unsigned int a, unsigned int b,
				unsigned int used, unsigned long ip)
{
	int safe = bfs(a, -1, used | used << READ_SHIFT, true);
	int unsafe;

	if (safe < 0)
		return true;
	unsafe = bfs(b, -1, usage_pair(used) & 0x0f, false);
	if (unsafe < 0)
		return true;
	arch_spin_unlock(&graph_lock);
	lockdep_report("possible irq lock inversion dependency detected",
		       &lock_classes[safe], &lock_classes[unsafe], ip);
	return false;
}

/* graph_lock is held; a false return has dropped it. */
static bool add_edge(unsigned int a, unsigned int b, unsigned long ip)
{
	if (bfs(b, a, 0, false) >= 0) {
		arch_spin_unlock(&graph_lock);
		lockdep_report("possible circular locking dependency detected",
			       &lock_classes[a], &lock_classes[b], ip);
		print_path(a);
		return false;
	}
	__set_bit(b, lock_after[a]);
	return check_irq_inversion(a, b, USED_IN_HARDIRQ, ip) &&
	       check_irq_inversion(a, b, USED_IN_SOFTIRQ, ip);
}

static bool check_prev_add(struct held_lock *prev, struct held_lock *next)
{
	unsigned int a = class_id(prev->class), b = class_id(next->class);
	bool ok;

	if (a == b || test_bit(b, lock_after[a]))
		return true;
	arch_spin_lock(&graph_lock);
	ok = add_edge(a, b, next->acquire_ip);
	if (ok)
		arch_spin_unlock(&graph_lock);
	return ok;
}

/* Order @next behind everything held in this context since a real lock. */
static bool check_prevs_add(struct task_struct *curr, struct held_lock *next)
{
	int i;

	for (i = curr->lockdep_depth - 1; i >= 0; i--) {
		struct held_lock *prev = &curr->held_locks[i];

		if (prev->irq_context != next->irq_context)
			break;
		if (prev->read == 2)
			continue;
		if (!check_prev_add(prev, next))
			return false;
		if (!prev->trylock)
			break;
	}
	return true;
}

static bool check_deadlock(struct task_struct *curr, struct held_lock *next)
{
	int i;

	for (i = 0; i < curr->lockdep_depth; i++) {
		struct held_lock *prev = &curr->held_locks[i];

		if (prev->class != next->class)
			continue;
		if (next->read == 2 && prev->read)
			continue;
		lockdep_report("possible recursive locking detected",
			       prev->class, next->class, next->acquire_ip);
		return false;
	}
	return true;
}

/* The usage bits that this acquisition shows, before the READ shift. */
static unsigned int current_usage(struct held_lock *hlock,
				  unsigned long flags)
{
	unsigned int bits = 0;

	if (in_irq())
		bits |= USED_IN_HARDIRQ;
	else if (!irqs_disabled_flags(flags) && !hlock->trylock)
		bits |= ENABLED_HARDIRQ;
	if (in_serving_softirq())
		bits |= USED_IN_SOFTIRQ;
	else if (!irqs_disabled_flags(flags) && !softirq_count() &&
		 !hlock->trylock)
		bits |= ENABLED_SOFTIRQ;
	return hlock->read ? bits << READ_SHIFT : bits;
}

/* Safe and unsafe of one kind on one class; reading both ways is harmless. */
static bool usage_conflict(unsigned int usage, unsigned int used)
{
	unsigned int in = usage & used;
	unsigned int in_read = usage & used << READ_SHIFT;
	unsigned int on = usage & used << 1;
	unsigned int on_read = usage & used << 1 << READ_SHIFT;

	return (in && (on || on_read)) || (in_read && on);
}

static bool mark_usage(struct held_lock *hlock, unsigned long flags)
{
	struct lock_class *class = hlock->class;
	unsigned int bits = current_usage(hlock, flags);
	unsigned int id = class_id(class);
	bool ok;

	if (likely((class->usage & bits) == bits))
		return true;
	arch_spin_lock(&graph_lock);
	class->usage |= bits;
	if (usage_conflict(class->usage, USED_IN_HARDIRQ) ||
	    usage_conflict(class->usage, USED_IN_SOFTIRQ)) {
		arch_spin_unlock(&graph_lock);
		lockdep_report("inconsistent lock state", NULL, class,
			       hlock->acquire_ip);
		return false;
	}
	ok = check_irq_inversion(id, id, USED_IN_HARDIRQ,
				 hlock->acquire_ip) &&
	     check_irq_inversion(id, id, USED_IN_SOFTIRQ,
				 hlock->acquire_ip);
	if (ok)
		arch_spin_unlock(&graph_lock);
	return ok;
}

/*
 * What identifies the class of a lock without a key is its own address, if
 * it is static.  All CPUs' copies of a per-CPU lock are one class.
 */
static const void *static_key(struct lockdep_map *lock)
{
	char *addr = (char *)lock;
	unsigned int cpu;

	if (addr >= _text && addr < _end)
		return addr;
	for_each_possible_cpu(cpu) {
		char *image = addr - per_cpu_offset(cpu);

		if (image >= __per_cpu_start && image < __per_cpu_end)
			return image;
	}
	return NULL;
}

static struct lock_class *find_class(struct hlist_head *bucket,
				     const void *key)
{
	struct lock_class *class;

	hlist_for_each_entry(class, bucket, hash_entry) {
		if (class->key == key)
			return class;
	}
	return NULL;
}

static struct lock_class *new_class(struct hlist_head *bucket,
				    const void *key, const char *name,
				    unsigned int subclass)
{
	struct lock_class *class = NULL;

	arch_spin_lock(&graph_lock);
	if (nr_lock_classes < MAX_LOCKDEP_KEYS) {
		class = &lock_classes[nr_lock_classes++];
		class->key = key;
		class->name = name ?: "?";
		class->subclass = subclass;
		/* Lookups take no lock: publish a whole class. */
		class->hash_entry.next = bucket->first;
		smp_store_release(&bucket->first, &class->hash_entry);
	}
	arch_spin_unlock(&graph_lock);
	return class;
}

static struct lock_class *register_lock_class(struct lockdep_map *lock,
					      unsigned int subclass)
{
	const char *key = lock->key ? (const char *)lock->key
				    : static_key(lock);
	struct hlist_head *bucket;
	struct lock_class *class;

	if (!key || subclass >= MAX_LOCKDEP_SUBCLASSES)
		return NULL;
	key += subclass;
	bucket = &classhash_table[hash_ptr((void *)key, CLASSHASH_BITS)];
	class = find_class(bucket, key);
	if (!class)
		class = new_class(bucket, key, lock->name, subclass);
	if (class && !subclass)
		lock->class = class;
	return class;
}

/* Interrupts are off, lockdep_recursion is set. */
static void __lock_acquire(struct lockdep_map *lock, unsigned int subclass,
			   struct held_lock *next, unsigned long flags)
{
	struct task_struct *curr = current;

	next->class = subclass ? NULL : lock->class;
	if (!next->class)
		next->class = register_lock_class(lock, subclass);
	if (!next->class)
		return;
	if (curr->lockdep_depth >= MAX_LOCK_DEPTH) {
		lockdep_report("too many locks held", NULL, next->class,
			       next->acquire_ip);
		return;
	}
	next->irq_context = in_irq() ? 2 : in_serving_softirq() ? 1 : 0;
	if (!mark_usage(next, flags))
		return;
	if (!next->trylock && (!check_deadlock(curr, next) ||
			       (next->read != 2 &&
				!check_prevs_add(curr, next))))
		return;
	curr->held_locks[curr->lockdep_depth++] = *next;
}

/**
 * lock_acquire() - current is about to take a lock
 * @lock: its map
 * @subclass: 0, or the nesting level inside the class
 * @trylock: it does not wait
 * @read: 0 exclusive, 1 shared, 2 shared and recursive
 * @ip: where
 *
 * Context: any but NMI.
 */
void lock_acquire(struct lockdep_map *lock, unsigned int subclass,
		  int trylock, int read, unsigned long ip)
{
	struct held_lock next = {
		.instance = lock,
		.acquire_ip = ip,
		.read = read,
		.trylock = trylock,
	};
	unsigned long flags;

	if (!debug_locks || current->lockdep_recursion)
		return;
	local_irq_save(flags);
	current->lockdep_recursion++;
	__lock_acquire(lock, subclass, &next, flags);
	current->lockdep_recursion--;
	local_irq_restore(flags);
}

static int find_held(struct task_struct *curr, const struct lockdep_map *lock)
{
	int i;

	for (i = curr->lockdep_depth - 1; i >= 0; i--) {
		if (curr->held_locks[i].instance == lock)
			return i;
	}
	return -1;
}

/**
 * lock_release() - current lets go of a lock
 * @lock: its map
 * @ip: where
 *
 * Context: any but NMI.
 */
void lock_release(struct lockdep_map *lock, unsigned long ip)
{
	struct task_struct *curr = current;
	unsigned long flags;
	int i;

	if (!debug_locks || curr->lockdep_recursion)
		return;
	local_irq_save(flags);
	curr->lockdep_recursion++;
	i = find_held(curr, lock);
	if (i >= 0) {
		curr->lockdep_depth--;
		for (; i < curr->lockdep_depth; i++)
			curr->held_locks[i] = curr->held_locks[i + 1];
	} else if (lock->class) {
		lockdep_report("bad unlock balance detected", NULL,
			       lock->class, ip);
	}
	curr->lockdep_recursion--;
	local_irq_restore(flags);
}

/**
 * lock_is_held() - does current hold the lock?
 * @lock: its map
 *
 * Return: 1 also when nothing is checked any more, so that assertions on it
 * never fire by mistake.
 */
int lock_is_held(const struct lockdep_map *lock)
{
	unsigned long flags;
	int ret;

	if (!debug_locks || current->lockdep_recursion)
		return 1;
	local_irq_save(flags);
	ret = find_held(current, lock) >= 0;
	local_irq_restore(flags);
	return ret;
}

/**
 * lockdep_init_map() - a lock is initialised
 * @lock: its map
 * @name: for reports; must live for ever
 * @key: its class
 * @subclass: unused, for Linux's signature
 */
void lockdep_init_map(struct lockdep_map *lock, const char *name,
		      struct lock_class_key *key, int subclass)
{
	lock->key = key;
	lock->name = name;
	lock->class = NULL;
}

/**
 * lockdep_init_task() - a new task holds nothing
 * @task: copied from its parent, not yet visible
 */
void lockdep_init_task(struct task_struct *task)
{
	task->lockdep_depth = 0;
	task->lockdep_recursion = 0;
}

/** debug_locks_off() - after an oops held locks mean nothing: check no more */
void debug_locks_off(void)
{
	debug_locks = 0;
}

/** lockdep_off() - do not look at current's locks until lockdep_on() */
void lockdep_off(void)
{
	current->lockdep_recursion++;
}

/** lockdep_on() - the end of lockdep_off() */
void lockdep_on(void)
{
	current->lockdep_recursion--;
}

/** debug_check_no_locks_held() - current is about to exit */
void debug_check_no_locks_held(void)
{
	if (unlikely(current->lockdep_depth > 0))
		lockdep_report("exiting task still has locks held", NULL,
			       NULL, _RET_IP_);
}

/** lockdep_sys_exit() - current is about to return to user mode */
void lockdep_sys_exit(void)
{
	if (unlikely(current->lockdep_depth > 0))
		lockdep_report("lock held when returning to user space!",
			       NULL, NULL, _RET_IP_);
}

struct lockdep_map rcu_lock_map = { .name = "rcu_read_lock" };

/** rcu_read_lock_held() - is this an RCU reader, as far as we know? */
int rcu_read_lock_held(void)
{
	return lock_is_held(&rcu_lock_map);
}

/**
 * __might_sleep() - complain when the caller must not sleep
 * @file: of the caller
 * @line: of the caller
 * @preempt_offset: count that is all right
 *
 * Context: any; that is the question.
 */
void __might_sleep(const char *file, int line, int preempt_offset)
{
	static atomic_t reports = ATOMIC_INIT(0);

	if (likely(preempt_count() == preempt_offset && !irqs_disabled()))
		return;
	if (system_state == SYSTEM_BOOTING || system_state > SYSTEM_RUNNING ||
	    oops_in_progress || atomic_inc_return(&reports) > 10)
		return;
	printk(KERN_ERR "BUG: sleeping function called from invalid context at %s:%d\n",
	       file, line);
	printk(KERN_ERR "preempt_count: %x, irqs_disabled(): %d, pid: %d, name: %s\n",
	       preempt_count(), irqs_disabled(), current->pid, current->comm);
	debug_show_held_locks(current);
	dump_stack();
}

#endif /* CONFIG_LOCKDEP */
