// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/smp.c - "run this function on that CPU"
 *
 * Data       call_single_queue (per CPU): requests for this CPU, pushed by
 *            others, popped by the IPI's handler.  csd_data (per CPU): the
 *            request of a caller that gave no memory and does not wait.
 *            cfd_data (per CPU): one request per target, for
 *            smp_call_function_many().
 *
 *	sender:  csd_lock; fill; push; IPI if the queue was empty; [wait]
 *	target:  pop all; for each: call it, csd_unlock
 *
 * I1         CSD_FLAG_LOCK is set while the target may look at the request;
 *            who fills it waits for the flag first, and the target's last
 *            access is the release that clears it.
 * I2         A queue that was not empty has an IPI under way already.
 * Locking    none: llists are lock-free, requests belong to one sender.
 *
 * How not to deadlock:
 *  - Never wait for another CPU with interrupts off: it may be waiting for
 *    us in the same way.  Calls warn.
 *  - Never wait while holding a lock that some CPU takes with interrupts
 *    off, or that the function takes.
 *
 * Entry      smp_call_function_single()
 *            smp_call_function_many() smp_call_function() on_each_cpu*()
 * Mirrors:   Linux 4.x kernel/smp.c.
 */
#include <linux/smp.h>

#include <linux/cpu.h>
#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/panic.h>
#include <linux/sched.h>

#define CSD_FLAG_LOCK		0x01
#define CSD_FLAG_SYNCHRONOUS	0x02	/* the sender waits for the end */

struct call_function_data {
	call_single_data_t __percpu *csd;
	cpumask_t		cpumask;	/* who shall run it */
	cpumask_t		cpumask_ipi;	/* ... and needs an IPI */
};

static DEFINE_PER_CPU_ALIGNED(struct llist_head, call_single_queue);
static DEFINE_PER_CPU_ALIGNED(call_single_data_t, csd_data);
static DEFINE_PER_CPU_ALIGNED(struct call_function_data, cfd_data);

unsigned int setup_max_cpus = NR_CPUS;

static int __init nosmp(char *str)
{
	setup_max_cpus = 0;
	return 0;
}
early_param("nosmp", nosmp);

static int __init maxcpus(char *str)
{
	unsigned int n;

	if (!str || kstrtouint(str, 0, &n))
		return -EINVAL;
	setup_max_cpus = n;
	return 0;
}
early_param("maxcpus", maxcpus);

static void csd_lock_wait(call_single_data_t *csd)
{
	while (smp_load_acquire(&csd->flags) & CSD_FLAG_LOCK)
		cpu_relax();
}

static void csd_lock(call_single_data_t *csd)
{
	csd_lock_wait(csd);
	csd->flags |= CSD_FLAG_LOCK;
	/* The flag before what it guards: the target may read in any order. */
	smp_wmb();
}

static void csd_unlock(call_single_data_t *csd)
{
	smp_store_release(&csd->flags, 0);
}

/* Waiting like this can be for ever; see the head comment. */
static void warn_if_irqs_off(void)
{
	WARN_ON_ONCE(irqs_disabled() && num_online_cpus() > 1 &&
		     !oops_in_progress && system_state < SYSTEM_HALT);
}

/* Context: preemption off; @csd locked. */
static int generic_exec_single(int cpu, call_single_data_t *csd,
			       smp_call_func_t func, void *info)
{
	unsigned long flags;

	if (cpu == smp_processor_id()) {
		csd_unlock(csd);
		local_irq_save(flags);
		func(info);
		local_irq_restore(flags);
		return 0;
	}
	if ((unsigned int)cpu >= nr_cpu_ids || !cpu_online(cpu)) {
		csd_unlock(csd);
		return -ENXIO;
	}
	csd->func = func;
	csd->info = info;
	if (llist_add(&csd->llist, &per_cpu(call_single_queue, cpu)))
		arch_send_call_function_single_ipi(cpu);
	return 0;
}

/**
 * generic_smp_call_function_interrupt() - run what others ask of this CPU
 *
 * Context: the IPI, interrupts off.
 */
void generic_smp_call_function_interrupt(void)
{
	struct llist_node *entry;
	call_single_data_t *csd, *next;

	entry = llist_del_all(this_cpu_ptr(&call_single_queue));
	entry = llist_reverse_order(entry);
	llist_for_each_entry_safe(csd, next, entry, llist) {
		smp_call_func_t func = csd->func;
		void *info = csd->info;

		/* An asynchronous csd may be used again by func itself. */
		if (csd->flags & CSD_FLAG_SYNCHRONOUS) {
			func(info);
			csd_unlock(csd);
		} else {
			csd_unlock(csd);
			func(info);
		}
	}
}

/**
 * smp_call_function_single() - run a function on one CPU
 * @cpu: which
 * @func: must be fast and not sleep
 * @info: its argument
 * @wait: return only when it has run
 *
 * Context: interrupts on, unless @cpu is this one.
 * Return: 0, or -ENXIO when @cpu is not online.
 */
int smp_call_function_single(int cpu, smp_call_func_t func, void *info,
			     int wait)
{
	call_single_data_t csd_stack = {
		.flags = CSD_FLAG_LOCK | CSD_FLAG_SYNCHRONOUS,
	};
	call_single_data_t *csd = &csd_stack;
	int this_cpu, err;

	this_cpu = get_cpu();
	if (cpu != this_cpu)
		warn_if_irqs_off();
	if (!wait) {
		csd = this_cpu_ptr(&csd_data);
		csd_lock(csd);
	}
	err = generic_exec_single(cpu, csd, func, info);
	if (wait)
		csd_lock_wait(csd);
	put_cpu();
	return err;
}

/* Put a request into the queue of every CPU of cfd->cpumask. */
static void queue_for_many(struct call_function_data *cfd,
			   smp_call_func_t func, void *info, bool wait)
{
	unsigned int cpu;

	cpumask_clear(&cfd->cpumask_ipi);
	for_each_cpu(cpu, &cfd->cpumask) {
		call_single_data_t *csd = per_cpu_ptr(cfd->csd, cpu);

		csd_lock(csd);
		if (wait)
			csd->flags |= CSD_FLAG_SYNCHRONOUS;
		csd->func = func;
		csd->info = info;
		if (llist_add(&csd->llist, &per_cpu(call_single_queue, cpu)))
			__cpumask_set_cpu(cpu, &cfd->cpumask_ipi);
	}
}

/**
 * smp_call_function_many() - run a function on several other CPUs
 * @mask: which; this CPU is left out, so are those that are not online
 * @func: must be fast and not sleep
 * @info: its argument
 * @wait: return only when it has run everywhere
 *
 * Context: preemption off, interrupts on; not from an interrupt: the
 * requests of the interrupted call are not free.
 */
void smp_call_function_many(const struct cpumask *mask, smp_call_func_t func,
			    void *info, bool wait)
{
	struct call_function_data *cfd;
	unsigned int cpu, this_cpu = smp_processor_id();

	cpu = cpumask_first_and(mask, cpu_online_mask);
	if (cpu == this_cpu)
		cpu = cpumask_next_and(cpu, mask, cpu_online_mask);
	if (cpu >= nr_cpu_ids)
		return;
	warn_if_irqs_off();

	cfd = this_cpu_ptr(&cfd_data);
	cpumask_and(&cfd->cpumask, mask, cpu_online_mask);
	__cpumask_clear_cpu(this_cpu, &cfd->cpumask);
	queue_for_many(cfd, func, info, wait);
	arch_send_call_function_ipi_mask(&cfd->cpumask_ipi);
	if (!wait)
		return;
	for_each_cpu(cpu, &cfd->cpumask)
		csd_lock_wait(per_cpu_ptr(cfd->csd, cpu));
}

/**
 * smp_call_function() - run a function on all other CPUs
 * @func: must be fast and not sleep
 * @info: its argument
 * @wait: return only when it has run everywhere
 *
 * Context: interrupts on.
 * Return: 0.
 */
int smp_call_function(smp_call_func_t func, void *info, int wait)
{
	preempt_disable();
	smp_call_function_many(cpu_online_mask, func, info, wait);
	preempt_enable();
	return 0;
}

/**
 * on_each_cpu() - run a function on all CPUs, this one too
 * @func: must be fast and not sleep
 * @info: its argument
 * @wait: return only when it has run everywhere
 *
 * Context: interrupts on.
 * Return: 0.
 */
int on_each_cpu(smp_call_func_t func, void *info, int wait)
{
	on_each_cpu_mask(cpu_online_mask, func, info, wait);
	return 0;
}

/**
 * on_each_cpu_mask() - run a function on several CPUs, this one perhaps
 * @mask: which
 * @func: must be fast and not sleep
 * @info: its argument
 * @wait: return only when it has run everywhere
 *
 * Context: interrupts on.
 */
void on_each_cpu_mask(const struct cpumask *mask, smp_call_func_t func,
		      void *info, bool wait)
{
	unsigned long flags;
	int cpu = get_cpu();

	smp_call_function_many(mask, func, info, wait);
	if (cpumask_test_cpu(cpu, mask)) {
		local_irq_save(flags);
		func(info);
		local_irq_restore(flags);
	}
	put_cpu();
}

/**
 * on_each_cpu_cond() - run a function on the CPUs for which a test says so
 * @cond_func: asked for each online CPU, on this one
 * @func: must be fast and not sleep
 * @info: argument of both
 * @wait: return only when it has run everywhere
 * @gfp_flags: not needed, the mask is on the stack
 *
 * Context: interrupts on.
 */
void on_each_cpu_cond(bool (*cond_func)(int cpu, void *info),
		      smp_call_func_t func, void *info, bool wait,
		      gfp_t gfp_flags)
{
	cpumask_t cpus;
	int cpu;

	cpumask_clear(&cpus);
	preempt_disable();
	for_each_online_cpu(cpu)
		if (cond_func(cpu, info))
			__cpumask_set_cpu(cpu, &cpus);
	on_each_cpu_mask(&cpus, func, info, wait);
	preempt_enable();
}

static int smpcfd_prepare_cpu(unsigned int cpu)
{
	struct call_function_data *cfd = &per_cpu(cfd_data, cpu);

	if (!cfd->csd)
		cfd->csd = alloc_percpu(call_single_data_t);
	return cfd->csd ? 0 : -ENOMEM;
}

/**
 * call_function_init() - from here on calls to other CPUs work
 *
 * Context: start_kernel().
 */
void __init call_function_init(void)
{
	if (cpuhp_setup_state(CPUHP_PREPARE, "smpcfd", smpcfd_prepare_cpu))
		panic("No memory for calls between CPUs");
}
