// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/rcu/tree.c - grace periods
 *
 * A grace period is over when every CPU that was not idle at its start has
 * been in a quiescent state since: switched tasks, idled, or was in user mode.
 *
 *	call_rcu():	nxtlist --tick--> curlist --its grace period--> donelist
 *	                        (batch = number of the grace period to wait for)
 *
 *	state.cur = n       n is under way          state.qsmask: CPUs it waits for
 *	state.completed = n n is over
 *
 * Data       rcu_state: the grace periods.  rcu_data, per CPU: the callbacks,
 *            and how far this CPU is with the current grace period.
 * I1         A batch taken from nxtlist waits for a grace period that had not
 *            begun then: cur + 1, read under the lock.
 * I2         A CPU counts its quiescent states only from when it has noticed
 *            the grace period (quiescbatch == cur).
 * I3         dynticks is even exactly while the CPU is idle and in no
 *            interrupt.  The starter sets the bit in qsmask, then looks at
 *            dynticks; the CPU makes dynticks even, then looks at qsmask.
 *            A full barrier is between the two on each side: an idle CPU is
 *            taken out by one of them, and never waited for.
 * Locking    rcu_state.lock, interrupts off: cur, completed, next_pending,
 *            qsmask.  rcu_data belongs to its CPU, interrupts off.
 * Entry      call_rcu() synchronize_rcu() rcu_barrier()
 *            rcu_note_context_switch() rcu_check_callbacks() rcu_idle_enter()
 * Mirrors: Linux 4.x kernel/rcu/tree.c (interface), with the one-level, tick
 * driven algorithm of Linux 2.6 ("classic RCU"): 64 CPUs need no tree.
 * Simpler than Linux in: no kernel thread, no expedited grace periods, no
 * callback offloading, no stall reports.
 */
#include <linux/rcupdate.h>

#include <linux/completion.h>
#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/interrupt.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/smp.h>

/* Callbacks in one run of the softirq; more when very many wait. */
#define RCU_BLIMIT		64
#define RCU_QHIMARK		4096

/* After so many ticks in the kernel a CPU that is waited for must schedule. */
#define RCU_RESCHED_TICKS	3

static struct {
	raw_spinlock_t	lock;
	unsigned long	cur;		/* last grace period that began */
	unsigned long	completed;	/* last one that is over */
	bool		next_pending;	/* somebody waits for cur + 1 */
	struct cpumask	qsmask;		/* CPUs that cur still waits for */
} rcu_state = {
	.lock = __RAW_SPIN_LOCK_UNLOCKED(rcu_state.lock),
	.cur = -300UL,			/* wraps soon: comparisons are tested */
	.completed = -300UL,
};

struct rcu_data {
	/* this CPU and the current grace period */
	unsigned long	quiescbatch;	/* the one it has noticed */
	bool		qs_pending;	/* it owes a quiescent state */
	bool		passed_quiesc;	/* it has been in one since */
	unsigned int	ticks;		/* of owing it */
	/* callbacks */
	unsigned long	batch;		/* what curlist waits for */
	struct rcu_head	*nxtlist;
	struct rcu_head	**nxttail;
	struct rcu_head	*curlist;
	struct rcu_head	**curtail;
	struct rcu_head	*donelist;
	struct rcu_head	**donetail;
	long		qlen;		/* on all three lists */
	/* idle */
	int		dynticks_nesting; /* not idle, interrupts in idle */
	atomic_t	dynticks;	/* I3 */
	/* rcu_barrier() */
	struct rcu_head	barrier;
};

static DEFINE_PER_CPU(struct rcu_data, rcu_data);
static bool rcu_scheduler_active;

static struct {
	struct mutex		mutex;		/* one rcu_barrier() at a time */
	struct completion	completion;
	atomic_t		cpu_count;
} rcu_barrier_state = {
	.mutex = __MUTEX_INITIALIZER(rcu_barrier_state.mutex),
};

static bool batch_done(unsigned long batch)
{
	return ULONG_CMP_GE(READ_ONCE(rcu_state.completed), batch);
}

/* The lock is held: begin the next grace period, if one is wanted. */
static void rcu_start_batch(void)
{
	int cpu;

	while (rcu_state.next_pending &&
	       rcu_state.completed == rcu_state.cur) {
		rcu_state.next_pending = false;
		cpumask_copy(&rcu_state.qsmask, cpu_online_mask);
		smp_store_release(&rcu_state.cur, rcu_state.cur + 1);
		/* I3: the mask first, dynticks then. */
		smp_mb();
		for_each_online_cpu(cpu) {
			if (!(atomic_read(&per_cpu(rcu_data, cpu).dynticks) & 1))
				__cpumask_clear_cpu(cpu, &rcu_state.qsmask);
		}
		/* All idle but us, and we may be in an interrupt of idle. */
		if (!cpumask_empty(&rcu_state.qsmask))
			return;
		WRITE_ONCE(rcu_state.completed, rcu_state.cur);
	}
}

/* The lock is held: @cpu has been quiet in the current grace period. */
static void cpu_quiet(int cpu)
{
	if (!cpumask_test_cpu(cpu, &rcu_state.qsmask))
		return;
	__cpumask_clear_cpu(cpu, &rcu_state.qsmask);
	if (cpumask_empty(&rcu_state.qsmask)) {
		smp_store_release(&rcu_state.completed, rcu_state.cur);
		rcu_start_batch();
	}
}

/* Has another grace period begun?  Keeps: I2. */
static void note_new_batch(struct rcu_data *rdp)
{
	unsigned long cur = smp_load_acquire(&rcu_state.cur);

	if (rdp->quiescbatch == cur)
		return;
	rdp->quiescbatch = cur;
	rdp->qs_pending = true;
	rdp->passed_quiesc = false;
	rdp->ticks = 0;
}

static void check_quiescent_state(struct rcu_data *rdp)
{
	unsigned long flags;

	local_irq_save(flags);
	note_new_batch(rdp);
	if (rdp->qs_pending && rdp->passed_quiesc) {
		rdp->qs_pending = false;
		raw_spin_lock(&rcu_state.lock);
		/* It may be over and another under way, of which we owe. */
		if (rdp->quiescbatch == rcu_state.cur)
			cpu_quiet(smp_processor_id());
		raw_spin_unlock(&rcu_state.lock);
	}
	local_irq_restore(flags);
}

/* Move what has waited long enough, and send the next batch on its way. */
static void advance_callbacks(struct rcu_data *rdp)
{
	unsigned long flags;

	local_irq_save(flags);
	if (rdp->curlist && batch_done(rdp->batch)) {
		*rdp->donetail = rdp->curlist;
		rdp->donetail = rdp->curtail;
		rdp->curlist = NULL;
		rdp->curtail = &rdp->curlist;
	}
	if (rdp->nxtlist && !rdp->curlist) {
		rdp->curlist = rdp->nxtlist;
		rdp->curtail = rdp->nxttail;
		rdp->nxtlist = NULL;
		rdp->nxttail = &rdp->nxtlist;
		raw_spin_lock(&rcu_state.lock);
		rdp->batch = rcu_state.cur + 1;		/* I1 */
		if (!rcu_state.next_pending) {
			rcu_state.next_pending = true;
			rcu_start_batch();
		}
		raw_spin_unlock(&rcu_state.lock);
	}
	local_irq_restore(flags);
}

static void rcu_call(struct rcu_head *head)
{
	unsigned long func = (unsigned long)head->func;

	if (__is_kfree_rcu_offset(func))
		kfree((void *)head - func);
	else
		head->func(head);
}

/* Call what is due, some of it at a time.  The list is taken in whole. */
static void do_batch(struct rcu_data *rdp)
{
	struct rcu_head *list, **tail, *next;
	long count = 0, limit = RCU_BLIMIT;
	unsigned long flags;

	local_irq_save(flags);
	list = rdp->donelist;
	tail = rdp->donetail;
	rdp->donelist = NULL;
	rdp->donetail = &rdp->donelist;
	if (rdp->qlen > RCU_QHIMARK)
		limit = LONG_MAX;
	local_irq_restore(flags);

	while (list && count < limit) {
		next = list->next;
		rcu_call(list);
		list = next;
		count++;
	}

	local_irq_save(flags);
	rdp->qlen -= count;
	if (list) {		/* the rest comes first again */
		*tail = rdp->donelist;
		if (!rdp->donelist)
			rdp->donetail = tail;
		rdp->donelist = list;
		raise_softirq_irqoff(RCU_SOFTIRQ);
	}
	local_irq_restore(flags);
}

static void rcu_process_callbacks(struct softirq_action *unused)
{
	struct rcu_data *rdp = this_cpu_ptr(&rcu_data);

	advance_callbacks(rdp);
	check_quiescent_state(rdp);
	if (rdp->donelist)
		do_batch(rdp);
}

/* Has this CPU something to do for RCU? */
static bool rcu_pending(struct rcu_data *rdp)
{
	return rdp->donelist ||
	       (rdp->curlist && batch_done(rdp->batch)) ||
	       (rdp->nxtlist && !rdp->curlist) ||
	       (rdp->qs_pending && rdp->passed_quiesc);
}

/**
 * rcu_check_callbacks() - the tick asks what is to do
 * @user: it interrupted user mode
 *
 * Context: the tick, interrupts off.
 */
void rcu_check_callbacks(int user)
{
	struct rcu_data *rdp = this_cpu_ptr(&rcu_data);

	note_new_batch(rdp);
	/* User mode and the idle loop hold nothing that RCU guards. */
	if (user || (is_idle_task(current) && rdp->dynticks_nesting == 1 &&
		     irq_count() == HARDIRQ_OFFSET))
		rdp->passed_quiesc = true;
	else if (rdp->qs_pending && !rdp->passed_quiesc &&
		 ++rdp->ticks >= RCU_RESCHED_TICKS)
		set_tsk_need_resched(current);
	if (rcu_pending(rdp))
		raise_softirq_irqoff(RCU_SOFTIRQ);
}

/**
 * rcu_note_context_switch() - schedule() is a quiescent state
 *
 * Context: interrupts off.
 */
void rcu_note_context_switch(void)
{
	this_cpu_write(rcu_data.passed_quiesc, true);
}

/* Now idle: nobody waits for us, and who does already need not.  I3. */
static void rcu_eqs_enter(struct rcu_data *rdp)
{
	int cpu = smp_processor_id();

	atomic_inc(&rdp->dynticks);
	smp_mb__after_atomic();
	if (likely(!cpumask_test_cpu(cpu, &rcu_state.qsmask)))
		return;
	raw_spin_lock(&rcu_state.lock);
	cpu_quiet(cpu);
	raw_spin_unlock(&rcu_state.lock);
}

/**
 * rcu_idle_enter() - this CPU reads nothing until rcu_idle_exit()
 *
 * Context: the idle task.
 */
void rcu_idle_enter(void)
{
	struct rcu_data *rdp;
	unsigned long flags;

	local_irq_save(flags);
	rdp = this_cpu_ptr(&rcu_data);
	if (--rdp->dynticks_nesting == 0)
		rcu_eqs_enter(rdp);
	local_irq_restore(flags);
}

/* The CPU leaves idle: grace periods wait for it again. */
void rcu_idle_exit(void)
{
	struct rcu_data *rdp;
	unsigned long flags;

	local_irq_save(flags);
	rdp = this_cpu_ptr(&rcu_data);
	if (rdp->dynticks_nesting++ == 0)
		atomic_inc(&rdp->dynticks);
	local_irq_restore(flags);
}

/**
 * rcu_irq_enter() - an interrupt on an idle CPU: it may read again
 *
 * Context: interrupts off, the idle task was running.
 */
void rcu_irq_enter(void)
{
	struct rcu_data *rdp = this_cpu_ptr(&rcu_data);

	if (rdp->dynticks_nesting++ == 0)
		atomic_inc(&rdp->dynticks);
}

/* In interrupts, hard ones; pairs with rcu_irq_enter(). */
void rcu_irq_exit(void)
{
	struct rcu_data *rdp = this_cpu_ptr(&rcu_data);

	if (--rdp->dynticks_nesting == 0)
		rcu_eqs_enter(rdp);
}

/**
 * rcu_needs_cpu() - must this CPU keep its tick although it is idle?
 *
 * Context: interrupts off.
 */
int rcu_needs_cpu(void)
{
	struct rcu_data *rdp = this_cpu_ptr(&rcu_data);

	return rdp->nxtlist || rdp->curlist || rdp->donelist;
}

/**
 * call_rcu() - call a function when all readers of now are gone
 * @head: in the object; untouched until then
 * @func: called in softirq context
 *
 * Context: any but NMI.
 */
void call_rcu(struct rcu_head *head, rcu_callback_t func)
{
	struct rcu_data *rdp;
	unsigned long flags;

	head->func = func;
	head->next = NULL;
	local_irq_save(flags);
	rdp = this_cpu_ptr(&rcu_data);
	*rdp->nxttail = head;
	rdp->nxttail = &head->next;
	/* Very many: do not wait for the tick to look at them. */
	if (unlikely(!(++rdp->qlen & (RCU_QHIMARK - 1))))
		raise_softirq_irqoff(RCU_SOFTIRQ);
	local_irq_restore(flags);
}
EXPORT_SYMBOL(call_rcu);

struct rcu_synchronize {
	struct rcu_head		head;
	struct completion	completion;
};

static void wakeme_after_rcu(struct rcu_head *head)
{
	struct rcu_synchronize *rcu =
		container_of(head, struct rcu_synchronize, head);

	complete(&rcu->completion);
}

/**
 * synchronize_rcu() - wait until all readers of now are gone
 *
 * With one CPU the caller itself proves it: no reader can be under way, for
 * readers do not sleep.
 *
 * Context: process context, may sleep; not inside a reader.
 */
void synchronize_rcu(void)
{
	struct rcu_synchronize rcu;

	might_sleep();
	if (!rcu_scheduler_active || num_online_cpus() == 1)
		return;
	init_completion(&rcu.completion);
	call_rcu(&rcu.head, wakeme_after_rcu);
	/* Do not wait for the next tick only to begin. */
	raise_softirq(RCU_SOFTIRQ);
	wait_for_completion(&rcu.completion);
}
EXPORT_SYMBOL(synchronize_rcu);

static void rcu_barrier_done(void)
{
	if (atomic_dec_and_test(&rcu_barrier_state.cpu_count))
		complete(&rcu_barrier_state.completion);
}

static void rcu_barrier_callback(struct rcu_head *notused)
{
	rcu_barrier_done();
}

/* On each CPU: a callback behind all that are there.  Each CPU's come in
 * order. */
static void rcu_barrier_func(void *unused)
{
	struct rcu_data *rdp = this_cpu_ptr(&rcu_data);

	atomic_inc(&rcu_barrier_state.cpu_count);
	call_rcu(&rdp->barrier, rcu_barrier_callback);
}

/**
 * rcu_barrier() - wait until all call_rcu() callbacks of now have been called
 *
 * Context: process context, may sleep.
 */
void rcu_barrier(void)
{
	mutex_lock(&rcu_barrier_state.mutex);
	init_completion(&rcu_barrier_state.completion);
	/* One for us, so that it cannot end before all CPUs are asked. */
	atomic_set(&rcu_barrier_state.cpu_count, 1);
	on_each_cpu(rcu_barrier_func, NULL, 1);
	rcu_barrier_done();
	wait_for_completion(&rcu_barrier_state.completion);
	mutex_unlock(&rcu_barrier_state.mutex);
}
EXPORT_SYMBOL(rcu_barrier);

/** rcu_scheduler_starting() - from here on there can be readers and waiters */
void rcu_scheduler_starting(void)
{
	rcu_scheduler_active = true;
}

/** rcu_init() - all CPUs' callback lists, at boot */
void __init rcu_init(void)
{
	int cpu;

	for_each_possible_cpu(cpu) {
		struct rcu_data *rdp = &per_cpu(rcu_data, cpu);

		rdp->quiescbatch = rcu_state.cur;
		rdp->nxttail = &rdp->nxtlist;
		rdp->curtail = &rdp->curlist;
		rdp->donetail = &rdp->donelist;
		rdp->dynticks_nesting = 1;
		atomic_set(&rdp->dynticks, 1);
	}
	open_softirq(RCU_SOFTIRQ, rcu_process_callbacks);
}
