// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/sched/core.c - who runs next: schedule() and the tick
 *
 * Data       runqueues: one struct rq per CPU.  rq->curr has the CPU; the
 *            runnable others wait in rq->rt and rq->cfs.
 * I1         p->on_rq is 1 exactly while p is counted in a run queue; curr
 *            is.  p->on_cpu is 1 from before p runs until its registers are
 *            saved: only then may another CPU run it.
 * I2         task_cpu(p) changes only with p->pi_lock held while p sleeps,
 *            with the lock of its run queue held while it is queued.
 * I3         Every task calls switch_to() with preempt_count 1 (the run queue
 *            lock) and interrupts off, so the next finds them so.
 * Locking    p->pi_lock > rq->lock, interrupts off.  rq->curr is read by
 *            others without a lock, as a hint.
 * Lifetime   a dead task's own reference is dropped by whoever runs after it,
 *            in finish_task_switch(): its stack is in use until then.
 * Entry      schedule() io_schedule() scheduler_tick() sched_init()
 *            init_idle() do_task_dead()
 * Mirrors: Linux 4.x kernel/sched/core.c, which also holds what here is in
 * wakeup.c (waking, forking), prio.c (priority, policy), migrate.c (moving
 * between CPUs) and syscalls.c.
 * Simpler than Linux in: kernel mode is not preempted, no task groups, no
 * deadline class; the stopper is a real-time task above all priorities.
 */
#include "sched.h"

#include <linux/export.h>
#include <linux/rcupdate.h>
#include <linux/sched/debug.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task_stack.h>
#include <linux/uaccess.h>
#include <linux/wait_bit.h>
#include <linux/workqueue.h>

#include <asm/mmu_context.h>
#include <asm/switch_to.h>

DEFINE_PER_CPU(struct rq, runqueues);
bool sched_smp_initialized;

/**
 * __task_rq_lock() - lock the run queue that a task is on
 *
 * Context: p->pi_lock is held, so @p stays where it is unless it is queued
 * and somebody with its run queue's lock moves it.
 * Return: the run queue, locked.
 */
struct rq *__task_rq_lock(struct task_struct *p)
{
	struct rq *rq;

	lockdep_assert_held(&p->pi_lock);
	for (;;) {
		rq = task_rq(p);
		raw_spin_lock(&rq->lock);
		if (likely(rq == task_rq(p) && !task_on_rq_migrating(p)))
			return rq;
		raw_spin_unlock(&rq->lock);
		while (unlikely(task_on_rq_migrating(p)))
			cpu_relax();
	}
}

/**
 * task_rq_lock() - lock a task's pi_lock and its run queue
 * @p: the task
 * @rf: for task_rq_unlock()
 *
 * Context: any; on return interrupts are off.
 * Return: the run queue; @p can neither wake up, nor move, nor change class.
 */
struct rq *task_rq_lock(struct task_struct *p, struct rq_flags *rf)
{
	raw_spin_lock_irqsave(&p->pi_lock, rf->flags);
	return __task_rq_lock(p);
}

/**
 * resched_curr() - have a CPU call schedule() soon
 * @rq: its run queue, locked
 *
 * An idle CPU that polls its flag sees it; any other gets an interrupt, on
 * the way out of which the flag is looked at.
 */
void resched_curr(struct rq *rq)
{
	struct task_struct *curr = rq->curr;

	lockdep_assert_held(&rq->lock);
	if (test_tsk_need_resched(curr))
		return;
	set_tsk_need_resched(curr);
	if (rq->cpu == smp_processor_id())
		return;
	/* The atomic above and the idle loop's own make one of us see. */
	if (!test_tsk_thread_flag(curr, TIF_POLLING_NRFLAG))
		smp_send_reschedule(rq->cpu);
}

/* rq->lock held, clock updated: the class puts @p on its queue. */
void enqueue_task(struct rq *rq, struct task_struct *p, int flags)
{
	p->sched_class->enqueue_task(rq, p, flags);
}

/* rq->lock held, clock updated: the class takes @p off its queue. */
void dequeue_task(struct rq *rq, struct task_struct *p, int flags)
{
	p->sched_class->dequeue_task(rq, p, flags);
}

/**
 * activate_task() - a task becomes runnable on a CPU
 * @rq: its run queue, locked, clock updated
 * @p: the task
 * @flags: ENQUEUE_*
 *
 * Keeps: I1, together with the caller's store to p->on_rq.
 */
void activate_task(struct rq *rq, struct task_struct *p, int flags)
{
	if (task_contributes_to_load(p))
		rq->nr_uninterruptible--;
	enqueue_task(rq, p, flags);
}

/**
 * deactivate_task() - a task stops being runnable, here or at all
 * @rq: its run queue, locked, clock updated
 * @p: the task
 * @flags: DEQUEUE_*
 */
void deactivate_task(struct rq *rq, struct task_struct *p, int flags)
{
	if (task_contributes_to_load(p))
		rq->nr_uninterruptible++;
	dequeue_task(rq, p, flags);
}

/* Is @a's class before @b's? */
static bool class_above(const struct sched_class *a,
			const struct sched_class *b)
{
	const struct sched_class *class;

	for (class = a->next; class; class = class->next) {
		if (class == b)
			return true;
	}
	return false;
}

/**
 * check_preempt_curr() - should a task that became runnable run at once?
 * @rq: its run queue, locked
 * @p: the task
 * @flags: WF_*
 */
void check_preempt_curr(struct rq *rq, struct task_struct *p, int flags)
{
	struct task_struct *curr = rq->curr;

	if (p->sched_class == curr->sched_class)
		curr->sched_class->check_preempt_curr(rq, p, flags);
	else if (class_above(p->sched_class, curr->sched_class))
		resched_curr(rq);

	/* schedule() comes right after this: it need not read the clock. */
	if (curr == current && test_tsk_need_resched(curr))
		rq->clock_skip_update = true;
}

/**
 * set_task_cpu() - a task moves to another CPU
 * @p: the task, not running
 * @cpu: where to
 *
 * Context: I2's locks.
 */
void set_task_cpu(struct task_struct *p, unsigned int cpu)
{
	if (task_cpu(p) != cpu) {
		if (p->sched_class->migrate_task_rq)
			p->sched_class->migrate_task_rq(p, cpu);
		p->se.nr_migrations++;
	}
	__set_task_cpu(p, cpu);
}

/*
 * First thing a task does after it got the CPU from @prev, on its own stack.
 * rq->lock is held, interrupts are off; on return neither is so.
 */
static void finish_task_switch(struct task_struct *prev)
{
	struct rq *rq = this_rq();
	struct mm_struct *mm = rq->prev_mm;
	long prev_state = prev->state;

	rq->prev_mm = NULL;
	/*
	 * Now @prev may run elsewhere, and change its state: it was read
	 * before.  A dead one is freed below, nobody else does.
	 */
	smp_store_release(&prev->on_cpu, 0);
	spin_acquire(&rq->lock.dep_map, 0, 0, _THIS_IP_);
	raw_spin_unlock_irq(&rq->lock);

	if (mm)
		mmdrop(mm);
	if (unlikely(prev_state == TASK_DEAD)) {
		put_task_stack(prev);
		put_task_struct(prev);
	}
}

/**
 * schedule_tail() - the same for a task that never ran before
 * @prev: who had the CPU
 *
 * Context: called by ret_from_fork(), with rq->lock held.
 */
asmlinkage void schedule_tail(struct task_struct *prev)
{
	finish_task_switch(prev);
	if (current->set_child_tid && !(current->flags & PF_KTHREAD))
		put_user(task_pid_vnr(current), current->set_child_tid);
}

/* Kernel threads run in whatever address space the CPU has: lazy TLB. */
static inline void switch_address_space(struct rq *rq,
					struct task_struct *prev,
					struct task_struct *next)
{
	struct mm_struct *oldmm = prev->active_mm;

	if (!next->mm) {
		next->active_mm = oldmm;
		mmgrab(oldmm);
		enter_lazy_tlb(oldmm, next);
	} else {
		switch_mm_irqs_off(oldmm, next->mm, next);
	}
	/* A kernel thread's loan ends; it is dropped when the lock is not
	 * held any more, for that may free the page directory. */
	if (!prev->mm) {
		prev->active_mm = NULL;
		rq->prev_mm = oldmm;
	}
}

/* rq->lock is held on entry; the task that comes back has released its own. */
static inline void context_switch(struct rq *rq, struct task_struct *prev,
				  struct task_struct *next)
{
	WRITE_ONCE(next->on_cpu, 1);
	switch_address_space(rq, prev, next);
	spin_release(&rq->lock.dep_map, _THIS_IP_);
	switch_to(prev, next, prev);
	barrier();
	finish_task_switch(prev);
}

#ifdef CONFIG_DEBUG
static void schedule_debug(struct task_struct *prev)
{
	if (task_stack_end_corrupted(prev))
		panic("corrupted stack end detected inside scheduler\n");
	if (unlikely(preempt_count() || prev->lockdep_recursion)) {
		pr_err("BUG: scheduling while atomic: %s/%d/0x%08x\n",
		       prev->comm, prev->pid, preempt_count());
		dump_stack();
		preempt_count_set(0);
	}
}
#else
static inline void schedule_debug(struct task_struct *prev)
{
}
#endif

/* The most urgent class that has something.  The idle class always has. */
static inline struct task_struct *pick_next_task(struct rq *rq,
						 struct task_struct *prev)
{
	const struct sched_class *class;
	struct task_struct *p;

	if (likely(rq->nr_running == rq->cfs.nr_running &&
		   (prev->sched_class == &fair_sched_class ||
		    prev->sched_class == &idle_sched_class))) {
		p = fair_sched_class.pick_next_task(rq, prev);
		if (likely(p))
			return p;
		/* The balancer dropped the lock: all classes may have some. */
		if (likely(!rq->nr_running))
			return idle_sched_class.pick_next_task(rq, prev);
	}
	for (;;) {
		for_each_class(class) {
			p = class->pick_next_task(rq, prev);
			if (p)
				return p;
			if (class == &fair_sched_class && rq->nr_running)
				break;
		}
	}
}

/* @prev wants to sleep, and no signal forbids it. */
static void sleep_task(struct rq *rq, struct task_struct *prev)
{
	deactivate_task(rq, prev, DEQUEUE_SLEEP);
	/* From here on a waker enqueues it; it waits for our on_cpu = 0. */
	smp_store_release(&prev->on_rq, 0);
	if (prev->in_iowait)
		atomic_inc(&rq->nr_iowait);
}

/*
 * @preempt: current goes on being runnable, whatever its state says: it may
 * be between setting it and looking at its condition.
 */
static void __sched __schedule(bool preempt)
{
	struct task_struct *prev, *next;
	unsigned long *switch_count;
	struct rq *rq;

	schedule_debug(current);
	local_irq_disable();
	rcu_note_context_switch();
	rq = this_rq();
	prev = rq->curr;
	raw_spin_lock(&rq->lock);
	smp_mb__after_spinlock();
	update_rq_clock(rq);

	switch_count = &prev->nivcsw;
	if (!preempt && prev->state) {
		if (unlikely(signal_pending_state(prev->state, prev)))
			prev->state = TASK_RUNNING;
		else
			sleep_task(rq, prev);
		switch_count = &prev->nvcsw;
	}
	next = pick_next_task(rq, prev);
	clear_tsk_need_resched(prev);
	rq->clock_skip_update = false;

	if (likely(prev != next)) {
		rq->nr_switches++;
		rq->curr = next;
		++*switch_count;
		context_switch(rq, prev, next);
	} else {
		raw_spin_unlock_irq(&rq->lock);
	}
}

/* block/blk-core.c: start the i/o of a task that holds some back. */
void (*sched_flush_plug)(struct task_struct *tsk);

/**
 * schedule() - give the CPU to somebody else
 *
 * A caller whose state is not TASK_RUNNING sleeps until it is woken.
 *
 * Context: process context, no spinlock held, interrupts on.
 */
void __sched schedule(void)
{
	struct task_struct *tsk = current;

	if (unlikely(tsk->flags & PF_WQ_WORKER) && tsk->state)
		wq_worker_sleeping(tsk);
	/* It may wait for i/o that it holds back itself. */
	if (unlikely(tsk->plug) && tsk->state)
		sched_flush_plug(tsk);
	do {
		__schedule(false);
	} while (need_resched());
	if (unlikely(tsk->flags & PF_WQ_WORKER))
		wq_worker_running(tsk);
}
EXPORT_SYMBOL(schedule);

/* For the idle loop, whose preempt count Linux keeps raised; ours is 0. */
void __sched schedule_preempt_disabled(void)
{
	schedule();
}

/* The slow half of cond_resched(). Return: 1, it slept. */
int __sched __cond_resched(void)
{
	do {
		__schedule(true);
	} while (need_resched());
	return 1;
}
EXPORT_SYMBOL(__cond_resched);

/*
 * What the caller sleeps for from here on is I/O. Return: for
 * io_schedule_finish().
 */
int io_schedule_prepare(void)
{
	int old_iowait = current->in_iowait;

	current->in_iowait = 1;
	return old_iowait;
}

/* @token is io_schedule_prepare()'s. */
void io_schedule_finish(int token)
{
	current->in_iowait = token;
}

/**
 * io_schedule() - schedule() that counts as waiting for I/O
 *
 * Context: as schedule().
 */
void __sched io_schedule(void)
{
	int token = io_schedule_prepare();

	schedule();
	io_schedule_finish(token);
}
EXPORT_SYMBOL(io_schedule);

/* @timeout in jiffies; returns what is left. */
long __sched io_schedule_timeout(long timeout)
{
	int token = io_schedule_prepare();
	long ret = schedule_timeout(timeout);

	io_schedule_finish(token);
	return ret;
}
EXPORT_SYMBOL(io_schedule_timeout);

/**
 * do_task_dead() - the last schedule() of an exiting task
 *
 * Context: do_exit(), nothing held.  Does not return.
 */
void __noreturn do_task_dead(void)
{
	set_special_state(TASK_DEAD);
	current->flags |= PF_NOFREEZE;
	__schedule(false);
	BUG();
	for (;;)
		cpu_relax();
}

/**
 * scheduler_tick() - HZ times a second on every busy CPU
 *
 * Context: the tick's interrupt, interrupts off.
 */
void scheduler_tick(void)
{
	struct rq *rq = this_rq();
	struct task_struct *curr;

	raw_spin_lock(&rq->lock);
	rq->clock_skip_update = false;
	update_rq_clock(rq);
	curr = rq->curr;
	curr->sched_class->task_tick(rq, curr);
	if (unlikely(rq->rt.rt_throttled))
		sched_rt_unthrottle(rq);
	raw_spin_unlock(&rq->lock);
	trigger_load_balance(rq);
}

/**
 * init_idle() - make a task the idle task of a CPU
 * @idle: current at boot, or from fork_idle(): it is in no list
 * @cpu: which CPU
 *
 * Context: boot.
 */
void init_idle(struct task_struct *idle, int cpu)
{
	struct rq *rq = cpu_rq(cpu);
	unsigned long flags;

	__sched_fork(idle);
	raw_spin_lock_irqsave(&idle->pi_lock, flags);
	raw_spin_lock(&rq->lock);
	idle->state = TASK_RUNNING;
	idle->flags |= PF_IDLE | PF_KTHREAD;
	idle->se.exec_start = sched_clock();
	cpumask_copy(&idle->cpus_allowed, cpumask_of(cpu));
	idle->nr_cpus_allowed = 1;
	__set_task_cpu(idle, cpu);
	idle->sched_class = &idle_sched_class;
	idle->on_rq = TASK_ON_RQ_QUEUED;
	idle->on_cpu = 1;
	rq->curr = rq->idle = idle;
	raw_spin_unlock(&rq->lock);
	raw_spin_unlock_irqrestore(&idle->pi_lock, flags);
	snprintf(idle->comm, sizeof(idle->comm), "swapper/%d", cpu);
}

/**
 * sched_init() - run queues for all CPUs; current becomes the boot CPU's idle
 * task, which it will be when it has nothing else to do
 *
 * Context: boot, after setup_per_cpu_areas().
 */
void __init sched_init(void)
{
	int cpu;

	for_each_possible_cpu(cpu) {
		struct rq *rq = cpu_rq(cpu);

		raw_spin_lock_init(&rq->lock);
		rq->cpu = cpu;
		rq->next_balance = jiffies;
		init_cfs_rq(&rq->cfs);
		init_rt_rq(&rq->rt);
	}
	wait_bit_init();
	mmgrab(&init_mm);
	enter_lazy_tlb(&init_mm, current);
	set_load_weight(current);
	init_idle(current, smp_processor_id());
	init_sched_fair_class();
}

/**
 * sched_init_smp() - all CPUs that will be up are up: spread tasks over them
 *
 * Context: the first kernel thread, at boot.
 */
void __init sched_init_smp(void)
{
	sched_init_granularity();
	sched_smp_initialized = num_online_cpus() > 1;
	set_cpus_allowed_ptr(current, cpu_possible_mask);
}
