// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/tsc_sync.c - do two CPUs' time stamp counters agree?
 *
 * Both CPUs take turns under a lock and look whether the counter they read
 * is behind the one the other read before: then time would go backwards for
 * who moves from CPU to CPU, and another clock must be used.
 *
 *	boot CPU			new CPU
 *	start_count: 0 -> 1, wait 2	wait 1, 1 -> 2
 *	both: TSC_CHECK_LOOPS turns
 *	stop_count: += 1, wait 2	stop_count: += 1, wait 2
 *	start_count = stop_count = 0	wait until start_count is 0
 *
 * Locking    sync_lock, a plain arch lock; one pair of CPUs at a time.
 * Entry      check_tsc_sync_source() check_tsc_sync_target()
 * Mirrors:   Linux 4.x arch/x86/kernel/tsc_sync.c.
 * Simpler than Linux in: a fixed small number of turns; the TSC is never
 *            adjusted.
 */
#include <linux/atomic.h>
#include <linux/smp.h>

#include <asm/processor.h>
#include <asm/spinlock.h>
#include <asm/tsc.h>

#define TSC_CHECK_LOOPS	32

static atomic_t start_count;
static atomic_t stop_count;
static arch_spinlock_t sync_lock = __ARCH_SPIN_LOCK_UNLOCKED;
static u64 last_tsc;			/* sync_lock */
static int nr_warps;			/* sync_lock */

static void check_tsc_warp(void)
{
	int i;

	for (i = 0; i < TSC_CHECK_LOOPS; i++) {
		u64 now;

		arch_spin_lock(&sync_lock);
		now = rdtsc_ordered();
		if (now < last_tsc)
			nr_warps++;
		last_tsc = now;
		arch_spin_unlock(&sync_lock);
		cpu_relax();		/* let the other one have its turn */
	}
}

static void wait_for(atomic_t *counter, int value)
{
	while (atomic_read(counter) != value)
		cpu_relax();
}

/**
 * check_tsc_sync_source() - the boot CPU's side
 * @cpu: the new CPU, which runs check_tsc_sync_target()
 *
 * Context: boot, interrupts off.
 * Return: true when the counters agree.
 */
bool check_tsc_sync_source(int cpu)
{
	bool ok;

	atomic_set(&start_count, 1);
	wait_for(&start_count, 2);
	check_tsc_warp();
	atomic_inc(&stop_count);
	wait_for(&stop_count, 2);

	ok = !nr_warps;
	nr_warps = 0;
	last_tsc = 0;
	atomic_set(&stop_count, 0);
	atomic_set(&start_count, 0);
	return ok;
}

/**
 * check_tsc_sync_target() - the new CPU's side
 *
 * Context: start_secondary(), interrupts off.
 */
void check_tsc_sync_target(void)
{
	wait_for(&start_count, 1);
	atomic_inc(&start_count);
	check_tsc_warp();
	atomic_inc(&stop_count);
	wait_for(&start_count, 0);
}
