/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/rcupdate.h - read-copy update: readers that no writer can stop
 *
 * A reader brackets its look with rcu_read_lock()/unlock() and must not
 * sleep between.  A writer unlinks the old object, then frees it after a
 * grace period: when every CPU has been in a quiescent state (scheduled,
 * idled, or was in user mode), no reader can still see it.  The kernel is
 * not preempted, so the read side costs nothing at all.
 *
 * Mirrors: Linux 4.x include/linux/rcupdate.h, for !PREEMPT.
 */
#ifndef _LINUX_RCUPDATE_H
#define _LINUX_RCUPDATE_H

#include <linux/bottom_half.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/lockdep.h>
#include <linux/preempt.h>
#include <linux/types.h>
#include <asm/barrier.h>

#define ULONG_CMP_GE(a, b)	(ULONG_MAX / 2 >= (a) - (b))
#define ULONG_CMP_LT(a, b)	(ULONG_MAX / 2 < (a) - (b))

/* kernel/rcu/tree.c */
void call_rcu(struct rcu_head *head, rcu_callback_t func);
void synchronize_rcu(void);
void rcu_barrier(void);
void rcu_init(void);
void rcu_scheduler_starting(void);
void rcu_check_callbacks(int user);
void rcu_note_context_switch(void);
void rcu_idle_enter(void);
void rcu_idle_exit(void);
void rcu_irq_enter(void);
void rcu_irq_exit(void);
int rcu_needs_cpu(void);

/* An exiting task holds no reader open: there is nothing to give up. */
static inline void exit_rcu(void)
{
}

/* One flavour does for all: a softirq or irqs-off section is a reader too. */
#define call_rcu_sched(head, func)	call_rcu(head, func)
#define synchronize_sched()		synchronize_rcu()
#define synchronize_rcu_expedited()	synchronize_rcu()

#ifdef CONFIG_LOCKDEP
extern struct lockdep_map rcu_lock_map;
int rcu_read_lock_held(void);

static inline void rcu_read_lock(void)
{
	preempt_disable();
	lock_map_acquire_read(&rcu_lock_map);
}

static inline void rcu_read_unlock(void)
{
	lock_map_release(&rcu_lock_map);
	preempt_enable();
}

#define RCU_LOCKDEP_WARN(c, s)	WARN_ONCE(debug_locks && (c), s "\n")
#else
static inline int rcu_read_lock_held(void)
{
	return 1;
}

static __always_inline void rcu_read_lock(void)
{
	barrier();
}

static __always_inline void rcu_read_unlock(void)
{
	barrier();
}

#define RCU_LOCKDEP_WARN(c, s)	do { } while (0)
#endif

static inline int rcu_read_lock_sched_held(void)
{
	return in_atomic() || irqs_disabled();
}

#define rcu_read_lock_bh_held()	in_softirq()

static inline void rcu_read_lock_bh(void)
{
	local_bh_disable();
}

static inline void rcu_read_unlock_bh(void)
{
	local_bh_enable();
}

static inline void rcu_read_lock_sched(void)
{
	preempt_disable();
}

static inline void rcu_read_unlock_sched(void)
{
	preempt_enable();
}

#define RCU_INITIALIZER(v)	(typeof(*(v)) __force __rcu *)(v)
#define RCU_INIT_POINTER(p, v)	WRITE_ONCE(p, RCU_INITIALIZER(v))

/* Publish: what was written to *v before is seen by whoever follows p. */
#define rcu_assign_pointer(p, v) \
	smp_store_release(&(p), RCU_INITIALIZER(v))

/* The pointer's value only, not to be followed. */
#define rcu_access_pointer(p)	((typeof(*(p)) __force *)READ_ONCE(p))

/* x86 orders dependent loads; the compiler must not split the read. */
#define rcu_dereference_raw(p)	((typeof(*(p)) __force *)READ_ONCE(p))
#define rcu_dereference_check(p, c)					\
({									\
	RCU_LOCKDEP_WARN(!((c) || rcu_read_lock_held()),		\
			 "suspicious rcu_dereference_check() usage");	\
	rcu_dereference_raw(p);						\
})
#define rcu_dereference(p)		rcu_dereference_check(p, 0)
#define rcu_dereference_bh(p)		rcu_dereference_check(p, in_softirq())
#define rcu_dereference_sched(p) \
	rcu_dereference_check(p, rcu_read_lock_sched_held())

/* For writers: the lock named in @c keeps the pointer still. */
#define rcu_dereference_protected(p, c)					\
({									\
	RCU_LOCKDEP_WARN(!(c),						\
			 "suspicious rcu_dereference_protected() usage"); \
	((typeof(*(p)) __force *)(p));					\
})

/*
 * kfree_rcu(): the callback "function" is the offset of the rcu_head in the
 * object; no function lives below 4096, so the two cannot be mixed up.
 */
#define __is_kfree_rcu_offset(offset)	((offset) < 4096)
#define kfree_rcu(ptr, rcu_head)					\
do {									\
	BUILD_BUG_ON(!__is_kfree_rcu_offset(				\
			offsetof(typeof(*(ptr)), rcu_head)));		\
	call_rcu(&(ptr)->rcu_head, (rcu_callback_t)(unsigned long)	\
		 offsetof(typeof(*(ptr)), rcu_head));			\
} while (0)

#endif /* _LINUX_RCUPDATE_H */
