// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/softirq.c - what interrupts leave for afterwards: softirqs, tasklets
 *
 * An interrupt handler raises a bit; the bits are served when the outermost
 * interrupt ends, when local_bh_enable() ends the last bh-disabled section,
 * or by the thread ksoftirqd/N when they keep coming: interrupts are on
 * meanwhile, and nothing here may sleep.
 *
 * Data       irq_stat.__softirq_pending: one bit for each softirq, per CPU.
 *            tasklet_vec: per CPU, the tasklets to run.
 * I1         preempt_count says where we are: SOFTIRQ_OFFSET while a softirq
 *            runs, SOFTIRQ_DISABLE_OFFSET for each local_bh_disable().  So
 *            softirqs do not nest on a CPU.
 * I2         A bit raised outside interrupts wakes ksoftirqd: nothing is left
 *            lying until the next interrupt happens to come.
 * I3         A tasklet runs once for each scheduling, on one CPU at a time.
 * Locking    the pending word and the tasklet lists belong to their CPU, and
 *            are touched with interrupts off.
 * Entry      irq_enter() irq_exit() raise_softirq() open_softirq()
 *            local_bh_enable() tasklet_schedule()
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

/* Without a look at what is pending: somebody does that soon. */
void _local_bh_enable(void)
{
	preempt_count_sub(SOFTIRQ_DISABLE_OFFSET);
}

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
 * @nr: which
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
 * @nr: which
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

struct tasklet_head {
	struct tasklet_struct *head;
	struct tasklet_struct **tail;
};

/* [own CPU, interrupts off] */
static DEFINE_PER_CPU(struct tasklet_head, tasklet_vec);
static DEFINE_PER_CPU(struct tasklet_head, tasklet_hi_vec);

static void tasklet_enqueue(struct tasklet_struct *t,
			    struct tasklet_head *head, unsigned int nr)
{
	t->next = NULL;
	*head->tail = t;
	head->tail = &t->next;
	raise_softirq_irqoff(nr);
}

/*
 * TASKLET_STATE_SCHED was set by the caller: it is on no list yet. Any
 * context.
 */
void __tasklet_schedule(struct tasklet_struct *t)
{
	unsigned long flags;

	local_irq_save(flags);
	tasklet_enqueue(t, this_cpu_ptr(&tasklet_vec), TASKLET_SOFTIRQ);
	local_irq_restore(flags);
}
EXPORT_SYMBOL(__tasklet_schedule);

/* As __tasklet_schedule(), before the timers' and the network's softirqs. */
void __tasklet_hi_schedule(struct tasklet_struct *t)
{
	unsigned long flags;

	local_irq_save(flags);
	tasklet_enqueue(t, this_cpu_ptr(&tasklet_hi_vec), HI_SOFTIRQ);
	local_irq_restore(flags);
}
EXPORT_SYMBOL(__tasklet_hi_schedule);

/* Run it if it is enabled and runs nowhere else.  Keeps: I3. */
static bool tasklet_run(struct tasklet_struct *t)
{
	bool enabled;

	if (!tasklet_trylock(t))
		return false;
	enabled = !atomic_read(&t->count);
	if (enabled) {
		/* From here on it may be scheduled again. */
		clear_bit(TASKLET_STATE_SCHED, &t->state);
		smp_mb__after_atomic();
		t->func(t->data);
	}
	tasklet_unlock(t);
	return enabled;
}

static void tasklet_action_common(struct tasklet_head *head, unsigned int nr)
{
	struct tasklet_struct *list, *t;

	local_irq_disable();
	list = head->head;
	head->head = NULL;
	head->tail = &head->head;
	local_irq_enable();

	while (list) {
		t = list;
		list = list->next;
		if (tasklet_run(t))
			continue;
		local_irq_disable();
		t->next = NULL;
		*head->tail = t;
		head->tail = &t->next;
		__raise_softirq_irqoff(nr);
		local_irq_enable();
	}
}

static void tasklet_action(struct softirq_action *a)
{
	tasklet_action_common(this_cpu_ptr(&tasklet_vec), TASKLET_SOFTIRQ);
}

static void tasklet_hi_action(struct softirq_action *a)
{
	tasklet_action_common(this_cpu_ptr(&tasklet_hi_vec), HI_SOFTIRQ);
}

/**
 * tasklet_init() - make a tasklet, enabled
 * @t: the tasklet
 * @func: what it does; a softirq's context
 * @data: for @func
 */
void tasklet_init(struct tasklet_struct *t, void (*func)(unsigned long),
		  unsigned long data)
{
	t->next = NULL;
	t->state = 0;
	atomic_set(&t->count, 0);
	t->func = func;
	t->data = data;
}
EXPORT_SYMBOL(tasklet_init);

/**
 * tasklet_kill() - wait until a tasklet neither waits nor runs
 * @t: the tasklet; nobody schedules it any more, it is enabled
 *
 * Context: process context, may sleep.
 */
void tasklet_kill(struct tasklet_struct *t)
{
	while (test_and_set_bit(TASKLET_STATE_SCHED, &t->state))
		schedule_timeout_uninterruptible(1);
	tasklet_unlock_wait(t);
	clear_bit(TASKLET_STATE_SCHED, &t->state);
}
EXPORT_SYMBOL(tasklet_kill);

/** softirq_init() - tasklet lists, at boot */
void __init softirq_init(void)
{
	int cpu;

	for_each_possible_cpu(cpu) {
		per_cpu(tasklet_vec, cpu).tail = &per_cpu(tasklet_vec, cpu).head;
		per_cpu(tasklet_hi_vec, cpu).tail =
			&per_cpu(tasklet_hi_vec, cpu).head;
	}
	open_softirq(TASKLET_SOFTIRQ, tasklet_action);
	open_softirq(HI_SOFTIRQ, tasklet_hi_action);
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
