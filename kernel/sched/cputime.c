// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/sched/cputime.c - where the CPU time goes
 *
 * Data       p->utime, p->stime: the tick charges a whole tick to the mode it
 *            found.  p->se.sum_exec_runtime: exact, from the scheduler.
 *            kernel_cpustat: ticks of each CPU by kind, for /proc/stat.
 * I1         What user space is told never goes back, and utime + stime is
 *            sum_exec_runtime: the ticks only give the proportion.
 * Locking    utime and stime are written by the tick on the task's own CPU.
 *            prev_cputime.lock for I1; signal->stats_lock for the dead threads.
 * Entry      account_process_tick() task_cputime_adjusted()
 *            thread_group_cputime() thread_group_cputime_adjusted()
 * Mirrors: Linux 4.11+ kernel/sched/cputime.c.
 * Simpler than Linux in: no steal or guest time, no accounting at every entry.
 */
#include "sched.h"

#include <linux/jiffies.h>
#include <linux/kernel_stat.h>
#include <linux/math64.h>
#include <linux/sched/cputime.h>
#include <linux/sched/signal.h>

DEFINE_PER_CPU(struct kernel_stat, kstat);
DEFINE_PER_CPU(struct kernel_cpustat, kernel_cpustat);

static void account_user_time(struct task_struct *p, u64 cputime)
{
	struct thread_group_cputimer *timer = &p->signal->cputimer;

	p->utime += cputime;
	if (unlikely(READ_ONCE(timer->running)))
		atomic64_add(cputime, &timer->cputime_atomic.utime);
	if (task_nice(p) > 0)
		__this_cpu_add(kernel_cpustat.cpustat[CPUTIME_NICE], cputime);
	else
		__this_cpu_add(kernel_cpustat.cpustat[CPUTIME_USER], cputime);
}

static void account_system_time(struct task_struct *p, u64 cputime)
{
	struct thread_group_cputimer *timer = &p->signal->cputimer;

	p->stime += cputime;
	if (unlikely(READ_ONCE(timer->running)))
		atomic64_add(cputime, &timer->cputime_atomic.stime);
	/* The tick itself is one level of hardirq. */
	if (hardirq_count() != HARDIRQ_OFFSET)
		__this_cpu_add(kernel_cpustat.cpustat[CPUTIME_IRQ], cputime);
	else if (in_serving_softirq())
		__this_cpu_add(kernel_cpustat.cpustat[CPUTIME_SOFTIRQ],
			       cputime);
	else
		__this_cpu_add(kernel_cpustat.cpustat[CPUTIME_SYSTEM],
			       cputime);
}

static void account_idle_time(u64 cputime)
{
	if (atomic_read(&this_rq()->nr_iowait) > 0)
		__this_cpu_add(kernel_cpustat.cpustat[CPUTIME_IOWAIT],
			       cputime);
	else
		__this_cpu_add(kernel_cpustat.cpustat[CPUTIME_IDLE], cputime);
}

/**
 * account_process_tick() - charge one tick to what it interrupted
 * @p: current
 * @user_tick: it was in user mode
 *
 * Context: the tick, interrupts off.
 */
void account_process_tick(struct task_struct *p, int user_tick)
{
	if (user_tick)
		account_user_time(p, TICK_NSEC);
	else if (p != this_rq()->idle || irq_count() != HARDIRQ_OFFSET)
		account_system_time(p, TICK_NSEC);
	else
		account_idle_time(TICK_NSEC);
}

/* In ns, up to the last tick or switch. */
void task_cputime(struct task_struct *t, u64 *utime, u64 *stime)
{
	*utime = t->utime;
	*stime = t->stime;
}

/**
 * task_sched_runtime() - how long a task has run, up to now
 *
 * Context: any but NMI.
 * Return: ns.
 */
unsigned long long task_sched_runtime(struct task_struct *p)
{
	struct rq_flags rf;
	struct rq *rq;
	u64 ns;

	/* What does not run does not change. */
	if (!p->on_cpu || !task_on_rq_queued(p))
		return READ_ONCE(p->se.sum_exec_runtime);

	rq = task_rq_lock(p, &rf);
	if (task_current(rq, p) && task_on_rq_queued(p)) {
		update_rq_clock(rq);
		p->sched_class->update_curr(rq);
	}
	ns = p->se.sum_exec_runtime;
	task_rq_unlock(rq, p, &rf);
	return ns;
}

/* One pass over the dead and the living. */
static void sum_threads(struct task_struct *tsk, struct task_cputime *times)
{
	struct signal_struct *sig = tsk->signal;
	struct task_struct *t;

	times->utime = sig->utime;
	times->stime = sig->stime;
	times->sum_exec_runtime = sig->sum_sched_runtime;
	for_each_thread(tsk, t) {
		times->utime += t->utime;
		times->stime += t->stime;
		times->sum_exec_runtime += READ_ONCE(t->se.sum_exec_runtime);
	}
}

/**
 * thread_group_cputime() - CPU time of a process, its dead threads included
 * @tsk: any thread of it
 * @times: where to
 *
 * Context: any; @tsk cannot vanish.
 */
void thread_group_cputime(struct task_struct *tsk, struct task_cputime *times)
{
	struct signal_struct *sig = tsk->signal;
	unsigned long flags;
	unsigned int seq;

	/* Charge the caller up to now: clock_gettime() must not stand still. */
	if (same_thread_group(current, tsk))
		(void)task_sched_runtime(current);

	rcu_read_lock();
	/* A thread that exits moves from one sum to the other: not twice. */
	seq = read_seqbegin(&sig->stats_lock);
	sum_threads(tsk, times);
	if (read_seqretry(&sig->stats_lock, seq)) {
		read_seqlock_excl_irqsave(&sig->stats_lock, flags);
		sum_threads(tsk, times);
		read_sequnlock_excl_irqrestore(&sig->stats_lock, flags);
	}
	rcu_read_unlock();
}

/* Keeps: I1. */
static void cputime_adjust(struct task_cputime *curr,
			   struct prev_cputime *prev, u64 *ut, u64 *st)
{
	u64 rtime = curr->sum_exec_runtime;
	u64 stime = curr->stime, utime = curr->utime;
	unsigned long flags;

	raw_spin_lock_irqsave(&prev->lock, flags);
	if (prev->stime + prev->utime >= rtime)
		goto out;
	if (!stime)
		stime = 0;
	else if (!utime)
		stime = rtime;
	else
		stime = mul_u64_u64_div_u64(stime, rtime, stime + utime);

	stime = max(stime, prev->stime);
	utime = rtime - stime;
	if (utime < prev->utime) {
		utime = prev->utime;
		stime = rtime - utime;
	}
	prev->stime = stime;
	prev->utime = utime;
out:
	*ut = prev->utime;
	*st = prev->stime;
	raw_spin_unlock_irqrestore(&prev->lock, flags);
}

/**
 * task_cputime_adjusted() - a thread's times as user space is told them
 * @p: the thread
 * @ut: user time, ns
 * @st: system time, ns
 *
 * Context: any but NMI.
 */
void task_cputime_adjusted(struct task_struct *p, u64 *ut, u64 *st)
{
	struct task_cputime cputime = {
		.sum_exec_runtime = task_sched_runtime(p),
	};

	task_cputime(p, &cputime.utime, &cputime.stime);
	cputime_adjust(&cputime, &p->prev_cputime, ut, st);
}

/* The same for a process. */
void thread_group_cputime_adjusted(struct task_struct *p, u64 *ut, u64 *st)
{
	struct task_cputime cputime;

	thread_group_cputime(p, &cputime);
	cputime_adjust(&cputime, &p->signal->prev_cputime, ut, st);
}
