// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/softirq.c - what interrupts leave for afterwards: softirqs
 *
 * An interrupt handler raises a bit; the bits are served when the outermost
 * interrupt ends, when local_bh_enable() ends the last bh-disabled section,
 * or by the thread ksoftirqd/N when they keep coming: interrupts are on
 * meanwhile, and nothing here may sleep.
 *
 * Data       irq_stat.__softirq_pending: one bit for each softirq, per CPU.
 * I1         preempt_count says where we are: SOFTIRQ_OFFSET while a softirq
 *            runs, SOFTIRQ_DISABLE_OFFSET for each local_bh_disable().  So
 *            softirqs do not nest on a CPU.
 * I2         A bit raised outside interrupts wakes ksoftirqd: nothing is left
 *            lying until the next interrupt happens to come.
 * Locking    the pending word belongs to its CPU, and is touched with
 *            interrupts off.
 * Entry      irq_enter() irq_exit() raise_softirq() open_softirq()
 *            local_bh_enable()
 * Mirrors: Linux 4.x kernel/softirq.c.
 */
#include <linux/interrupt.h>

#include <linux/bottom_half.h>
#include <linux/cpu.h>
#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/kernel_stat.h>
#include <linux/kthread.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/tick.h>

#include <asm/hardirq.h>

/* Enough of it: the rest is ksoftirqd's. */
#define MAX_SOFTIRQ_TIME	max(1UL, msecs_to_jiffies(2))
#define MAX_SOFTIRQ_RESTART	10

/* [I] after boot. */
static struct softirq_action softirq_vec[NR_SOFTIRQS];

DEFINE_PER_CPU(struct task_struct *, ksoftirqd);

const char * const softirq_to_name[NR_SOFTIRQS] = {
	"HI", "TIMER", "NET_TX", "NET_RX", "BLOCK", "IRQ_POLL",
	"TASKLET", "SCHED", "HRTIMER", "RCU"
};

/* Interrupts are off. */
static void wakeup_softirqd(void)
{
	struct task_struct *tsk = this_cpu_ksoftirqd();

	if (tsk && tsk->state != TASK_RUNNING)
		wake_up_process(tsk);
}

/**
 * __do_softirq() - serve this CPU's pending softirqs
 *
 * Context: interrupts off on entry and return, on in between.
 */
asmlinkage void __do_softirq(void)
{
	unsigned long end = jiffies + MAX_SOFTIRQ_TIME;
	int max_restart = MAX_SOFTIRQ_RESTART;
	unsigned int pending = local_softirq_pending();

	preempt_count_add(SOFTIRQ_OFFSET);
	do {
		/* What is raised from here on is for the next round. */
		set_softirq_pending(0);
		local_irq_enable();
		while (pending) {
			unsigned int nr = __builtin_ctz(pending);

			pending &= pending - 1;
			kstat_incr_softirqs_this_cpu(nr);
			softirq_vec[nr].action(&softirq_vec[nr]);
		}
		local_irq_disable();
		pending = local_softirq_pending();
	} while (pending && time_before(jiffies, end) && !need_resched() &&
		 --max_restart);
	if (pending)
		wakeup_softirqd();
	preempt_count_sub(SOFTIRQ_OFFSET);
}

/**
 * do_softirq() - serve pending softirqs, if this is not an interrupt
 *
 * Context: any.
 */
asmlinkage void do_softirq(void)
{
	unsigned long flags;

	if (in_interrupt())
		return;
	local_irq_save(flags);
	if (local_softirq_pending())
		__do_softirq();
	local_irq_restore(flags);
}

/**
 * __local_bh_enable_ip() - the end of a section without softirqs
 * @ip: of the caller
 * @cnt: SOFTIRQ_DISABLE_OFFSET
 *
 * Context: interrupts on, unless softirqs stay off.
 */
void __local_bh_enable_ip(unsigned long ip, unsigned int cnt)
{
	barrier();
	preempt_count_sub(cnt);
	if (unlikely(local_softirq_pending()) && !in_interrupt())
		do_softirq();
}
EXPORT_SYMBOL(__local_bh_enable_ip);

/* Nobody told time or RCU while this CPU slept. */
static noinline void irq_enter_idle(void)
{
	rcu_irq_enter();
	preempt_count_add(SOFTIRQ_DISABLE_OFFSET);
	tick_irq_enter();
	preempt_count_sub(SOFTIRQ_DISABLE_OFFSET);
}

/* Back to the idle loop, which may want another wake-up time now. */
static noinline void irq_exit_idle(void)
{
	if (!need_resched())
		tick_nohz_irq_exit();
	rcu_irq_exit();
}

/**
 * irq_enter() - an interrupt handler begins
 *
 * Context: interrupts off.
 */
void irq_enter(void)
{
	if (unlikely(is_idle_task(current)) && !in_interrupt())
		irq_enter_idle();
	preempt_count_add(HARDIRQ_OFFSET);
}

/**
 * irq_exit() - it ends: now is the time for softirqs
 *
 * Context: interrupts off.
 */
void irq_exit(void)
{
	preempt_count_sub(HARDIRQ_OFFSET);
	if (unlikely(in_interrupt()))
		return;
	if (local_softirq_pending())
		__do_softirq();
	if (unlikely(is_idle_task(current)))
		irq_exit_idle();
}

/* Interrupts are off, and the caller sees that it will be served. */
void __raise_softirq_irqoff(unsigned int nr)
{
	or_softirq_pending(1U << nr);
}

/**
 * raise_softirq_irqoff() - have a softirq run soon, on this CPU
 *
 * Context: interrupts off.  Keeps: I2.
 */
void raise_softirq_irqoff(unsigned int nr)
{
	__raise_softirq_irqoff(nr);
	if (!in_interrupt())
		wakeup_softirqd();
}

/**
 * raise_softirq() - raise_softirq_irqoff(), with interrupts on
 *
 * Context: any but NMI.
 */
void raise_softirq(unsigned int nr)
{
	unsigned long flags;

	local_irq_save(flags);
	raise_softirq_irqoff(nr);
	local_irq_restore(flags);
}
EXPORT_SYMBOL(raise_softirq);

/**
 * open_softirq() - say what a softirq does
 * @nr: which
 * @action: runs with interrupts on, must not sleep
 *
 * Context: boot.
 */
void open_softirq(int nr, void (*action)(struct softirq_action *))
{
	softirq_vec[nr].action = action;
}

static int run_ksoftirqd(void *unused)
{
	while (!kthread_should_stop()) {
		set_current_state(TASK_INTERRUPTIBLE);
		if (!local_softirq_pending()) {
			schedule();
			continue;
		}
		__set_current_state(TASK_RUNNING);
		local_irq_disable();
		if (local_softirq_pending())
			__do_softirq();
		local_irq_enable();
		cond_resched();
	}
	__set_current_state(TASK_RUNNING);
	return 0;
}

static int ksoftirqd_prepare(unsigned int cpu)
{
	struct task_struct *p = kthread_create_on_cpu(run_ksoftirqd, NULL, cpu,
						      "ksoftirqd/%u");

	if (IS_ERR(p))
		return PTR_ERR(p);
	per_cpu(ksoftirqd, cpu) = p;
	return 0;
}

static int ksoftirqd_online(unsigned int cpu)
{
	wake_up_process(per_cpu(ksoftirqd, cpu));
	return 0;
}

/**
 * spawn_ksoftirqd() - one thread for each CPU, also those to come
 *
 * Context: the first kernel thread, before the other CPUs are up.
 */
void __init spawn_ksoftirqd(void)
{
	cpuhp_setup_state(CPUHP_PREPARE, "softirq", ksoftirqd_prepare);
	cpuhp_setup_state(CPUHP_ONLINE, "softirq", ksoftirqd_online);
}
