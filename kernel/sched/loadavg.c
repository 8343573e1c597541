// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/sched/loadavg.c - load averages, and the sums over all CPUs
 *
 * avenrun[] are averages over 1, 5 and 15 minutes of the number of tasks that
 * run, want to run, or sleep uninterruptibly; older samples fade:
 *
 *	new = old * exp + active * (1 - exp),	every 5 seconds
 *
 * I1         Only the CPU that counts jiffies calls calc_global_load(), under
 *            the lock for that; readers see each word whole.
 * Entry      calc_global_load() get_avenrun() nr_running() nr_iowait()
 *            nr_context_switches()
 * Mirrors: Linux 4.x kernel/sched/loadavg.c.
 * Simpler than Linux in: the sample is a sum over the CPUs at one moment,
 * nothing is folded from CPU to CPU.
 */
#include "sched.h"

#include <linux/sched/loadavg.h>
#include <linux/sched/stat.h>

unsigned long avenrun[3];
static unsigned long calc_load_update;	/* jiffies of the next sample */

/* After so many samples with one value nothing older is left. */
#define MAX_SAMPLES	4096

/**
 * get_avenrun() - the three averages
 * @loads: where to
 * @offset: added to each, FIXED_1/200 to round
 * @shift: to the left
 *
 * Context: any.
 */
void get_avenrun(unsigned long *loads, unsigned long offset, int shift)
{
	loads[0] = (READ_ONCE(avenrun[0]) + offset) << shift;
	loads[1] = (READ_ONCE(avenrun[1]) + offset) << shift;
	loads[2] = (READ_ONCE(avenrun[2]) + offset) << shift;
}

/* Rounds towards @active, so that a constant load is reached. */
static unsigned long calc_load(unsigned long load, unsigned long exp,
			       unsigned long active)
{
	unsigned long newload = load * exp + active * (FIXED_1 - exp);

	if (active >= load)
		newload += FIXED_1 - 1;
	return newload / FIXED_1;
}

static long calc_active(void)
{
	long active = 0;
	int cpu;

	for_each_online_cpu(cpu) {
		active += READ_ONCE(cpu_rq(cpu)->nr_running);
		active += (long)READ_ONCE(cpu_rq(cpu)->nr_uninterruptible);
	}
	return max(active, 0L);
}

/**
 * calc_global_load() - is it time for a sample?
 * @ticks: how many jiffies have passed since the last call
 *
 * When all CPUs were idle for long, all missed samples are 0.
 *
 * Context: whoever advances jiffies.
 */
void calc_global_load(unsigned long ticks)
{
	unsigned long active, missed;

	if (unlikely(!calc_load_update))
		calc_load_update = jiffies + LOAD_FREQ;
	if (time_before(jiffies, calc_load_update))
		return;
	missed = (jiffies - calc_load_update) / LOAD_FREQ;
	calc_load_update += (missed + 1) * LOAD_FREQ;
	missed = min(missed, (unsigned long)MAX_SAMPLES);
	active = calc_active() * FIXED_1;
	do {
		unsigned long now = missed ? 0 : active;

		WRITE_ONCE(avenrun[0], calc_load(avenrun[0], EXP_1, now));
		WRITE_ONCE(avenrun[1], calc_load(avenrun[1], EXP_5, now));
		WRITE_ONCE(avenrun[2], calc_load(avenrun[2], EXP_15, now));
	} while (missed--);
}

/** nr_running() - how many tasks run or wait for a CPU */
unsigned long nr_running(void)
{
	unsigned long sum = 0;
	int cpu;

	for_each_online_cpu(cpu)
		sum += READ_ONCE(cpu_rq(cpu)->nr_running);
	return sum;
}

/** nr_context_switches() - since boot, on all CPUs */
unsigned long long nr_context_switches(void)
{
	unsigned long long sum = 0;
	int cpu;

	for_each_possible_cpu(cpu)
		sum += READ_ONCE(cpu_rq(cpu)->nr_switches);
	return sum;
}

/* Tasks that last ran on this CPU and sleep for I/O now. */
unsigned long nr_iowait_cpu(int cpu)
{
	return atomic_read(&cpu_rq(cpu)->nr_iowait);
}

/** nr_iowait() - how many tasks sleep in io_schedule() */
unsigned long nr_iowait(void)
{
	unsigned long sum = 0;
	int cpu;

	for_each_possible_cpu(cpu)
		sum += nr_iowait_cpu(cpu);
	return sum;
}
