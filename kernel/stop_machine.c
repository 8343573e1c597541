// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/stop_machine.c - take a CPU away from whatever runs on it
 *
 * Data       cpu_stopper, one per CPU: the thread migration/N, which precedes
 *            all other tasks there, and a list of functions for it.
 * I1         A stop function runs with the task that was on the CPU preempted:
 *            it is queued and not running.
 * I2         stop_machine() queues to all CPUs under one mutex, so two calls
 *            cannot each hold half of the CPUs.
 * Locking    stopper->lock, interrupts off: works, enabled.
 * Entry      stop_one_cpu() stop_one_cpu_nowait() stop_machine()
 * Mirrors: Linux 4.x kernel/stop_machine.c.
 * Simpler than Linux in: one mutex for all stop_machine() calls.
 */
#include <linux/stop_machine.h>

#include <linux/completion.h>
#include <linux/cpu.h>
#include <linux/export.h>
#include <linux/kthread.h>
#include <linux/mutex.h>

#include "sched/sched.h"

struct cpu_stop_done {
	atomic_t		nr_todo;	/* works not finished */
	int			ret;		/* a nonzero result, if any */
	struct completion	completion;
};

struct cpu_stopper {
	struct task_struct	*thread;	/* [I] */
	raw_spinlock_t		lock;
	bool			enabled;	/* lock */
	struct list_head	works;		/* lock */
	struct cpu_stop_work	stop_work;	/* stop_mutex */
};

static DEFINE_PER_CPU(struct cpu_stopper, cpu_stopper);
static DEFINE_MUTEX(stop_mutex);

static void cpu_stop_init_done(struct cpu_stop_done *done, unsigned int nr)
{
	atomic_set(&done->nr_todo, nr);
	done->ret = 0;
	init_completion(&done->completion);
}

static void cpu_stop_signal_done(struct cpu_stop_done *done)
{
	if (done && atomic_dec_and_test(&done->nr_todo))
		complete(&done->completion);
}

static bool cpu_stop_queue_work(unsigned int cpu, struct cpu_stop_work *work)
{
	struct cpu_stopper *stopper = &per_cpu(cpu_stopper, cpu);
	unsigned long flags;
	bool enabled;

	raw_spin_lock_irqsave(&stopper->lock, flags);
	enabled = stopper->enabled;
	if (enabled)
		list_add_tail(&work->list, &stopper->works);
	raw_spin_unlock_irqrestore(&stopper->lock, flags);
	if (enabled)
		wake_up_process(stopper->thread);
	else
		cpu_stop_signal_done(work->done);
	return enabled;
}

/**
 * stop_one_cpu() - run a function on a CPU in its stopper
 * @cpu: the CPU
 * @fn: the function; must not sleep
 * @arg: its argument
 *
 * Context: process context, may sleep.
 * Return: what @fn returned, or -ENOENT when @cpu is not up.
 */
int stop_one_cpu(unsigned int cpu, cpu_stop_fn_t fn, void *arg)
{
	struct cpu_stop_done done;
	struct cpu_stop_work work = { .fn = fn, .arg = arg, .done = &done };

	cpu_stop_init_done(&done, 1);
	if (!cpu_stop_queue_work(cpu, &work))
		return -ENOENT;
	wait_for_completion(&done.completion);
	return done.ret;
}

/* The same without waiting; @work_buf is used until @fn has returned. */
bool stop_one_cpu_nowait(unsigned int cpu, cpu_stop_fn_t fn, void *arg,
			 struct cpu_stop_work *work_buf)
{
	*work_buf = (struct cpu_stop_work){ .fn = fn, .arg = arg };
	return cpu_stop_queue_work(cpu, work_buf);
}

static struct cpu_stop_work *next_work(struct cpu_stopper *stopper)
{
	struct cpu_stop_work *work;

	raw_spin_lock_irq(&stopper->lock);
	work = list_first_entry_or_null(&stopper->works,
					struct cpu_stop_work, list);
	if (work)
		list_del_init(&work->list);
	raw_spin_unlock_irq(&stopper->lock);
	return work;
}

static int cpu_stopper_thread(void *data)
{
	struct cpu_stopper *stopper = data;
	struct cpu_stop_work *work;

	for (;;) {
		set_current_state(TASK_INTERRUPTIBLE);
		work = next_work(stopper);
		if (!work) {
			schedule();
			continue;
		}
		__set_current_state(TASK_RUNNING);
		/* @work is the waiter's: not touched after the signal. */
		do {
			struct cpu_stop_done *done = work->done;
			int ret;

			preempt_disable();
			ret = work->fn(work->arg);
			if (ret && done)
				done->ret = ret;
			preempt_enable();
			cpu_stop_signal_done(done);
		} while ((work = next_work(stopper)));
	}
	return 0;
}

/* All stoppers go through these steps together. */
enum multi_stop_state {
	MULTI_STOP_NONE,
	MULTI_STOP_PREPARE,
	MULTI_STOP_DISABLE_IRQ,
	MULTI_STOP_RUN,
	MULTI_STOP_EXIT,
};

struct multi_stop_data {
	cpu_stop_fn_t		fn;
	void			*data;
	unsigned int		num_threads;
	const struct cpumask	*active_cpus;	/* where @fn runs */
	enum multi_stop_state	state;
	atomic_t		thread_ack;	/* not at @state yet */
};

static void set_state(struct multi_stop_data *msdata,
		      enum multi_stop_state newstate)
{
	atomic_set(&msdata->thread_ack, msdata->num_threads);
	smp_store_release(&msdata->state, newstate);
}

/* The last one to reach a step starts the next. */
static void ack_state(struct multi_stop_data *msdata)
{
	if (atomic_dec_and_test(&msdata->thread_ack))
		set_state(msdata, msdata->state + 1);
}

static int multi_cpu_stop(void *data)
{
	struct multi_stop_data *msdata = data;
	enum multi_stop_state curstate = MULTI_STOP_NONE;
	bool is_active = cpumask_test_cpu(smp_processor_id(),
					  msdata->active_cpus);
	unsigned long flags;
	int err = 0;

	local_save_flags(flags);
	do {
		cpu_relax();
		if (smp_load_acquire(&msdata->state) == curstate)
			continue;
		curstate = msdata->state;
		if (curstate == MULTI_STOP_DISABLE_IRQ)
			local_irq_disable();
		else if (curstate == MULTI_STOP_RUN && is_active)
			err = msdata->fn(msdata->data);
		ack_state(msdata);
	} while (curstate != MULTI_STOP_EXIT);
	local_irq_restore(flags);
	return err;
}

static bool stoppers_ready(void)
{
	return per_cpu(cpu_stopper, smp_processor_id()).enabled;
}

/**
 * stop_machine() - run a function while no CPU does anything else
 * @fn: the function; interrupts are off everywhere
 * @data: its argument
 * @cpus: where it runs; NULL: on one CPU
 *
 * Context: process context, may sleep.
 * Return: what @fn returned.
 */
int stop_machine(cpu_stop_fn_t fn, void *data, const struct cpumask *cpus)
{
	struct multi_stop_data msdata = {
		.fn = fn,
		.data = data,
		.num_threads = num_online_cpus(),
		.active_cpus = cpus ?: cpumask_of(cpumask_first(cpu_online_mask)),
	};
	struct cpu_stop_done done;
	unsigned int cpu;
	unsigned long flags;
	int ret;

	if (!stoppers_ready()) {	/* one CPU, early */
		local_irq_save(flags);
		ret = fn(data);
		local_irq_restore(flags);
		return ret;
	}
	mutex_lock(&stop_mutex);
	set_state(&msdata, MULTI_STOP_PREPARE);
	cpu_stop_init_done(&done, msdata.num_threads);
	for_each_online_cpu(cpu) {
		struct cpu_stop_work *work = &per_cpu(cpu_stopper, cpu).stop_work;

		work->fn = multi_cpu_stop;
		work->arg = &msdata;
		work->done = &done;
		cpu_stop_queue_work(cpu, work);
	}
	wait_for_completion(&done.completion);
	mutex_unlock(&stop_mutex);
	return done.ret;
}
EXPORT_SYMBOL(stop_machine);

static int cpu_stop_prepare(unsigned int cpu)
{
	struct cpu_stopper *stopper = &per_cpu(cpu_stopper, cpu);
	struct task_struct *p;

	raw_spin_lock_init(&stopper->lock);
	INIT_LIST_HEAD(&stopper->works);
	p = kthread_create_on_cpu(cpu_stopper_thread, stopper, cpu,
				  "migration/%u");
	if (IS_ERR(p))
		return PTR_ERR(p);
	stopper->thread = p;
	sched_set_stop_task(cpu, p);
	return 0;
}

static int cpu_stop_online(unsigned int cpu)
{
	struct cpu_stopper *stopper = &per_cpu(cpu_stopper, cpu);

	raw_spin_lock_irq(&stopper->lock);
	stopper->enabled = true;
	raw_spin_unlock_irq(&stopper->lock);
	wake_up_process(stopper->thread);
	return 0;
}

/**
 * cpu_stop_init() - a stopper for each CPU, also those to come
 *
 * Context: the first kernel thread, before the other CPUs are up.
 */
void __init cpu_stop_init(void)
{
	cpuhp_setup_state(CPUHP_PREPARE, "stopper", cpu_stop_prepare);
	cpuhp_setup_state(CPUHP_ONLINE, "stopper", cpu_stop_online);
}
