// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/vsyscall_gtod.c - keep the vDSO's clocks going
 *
 * Data       vvar_page: read by user code of all processes at any time.
 * I1         data.seq is odd while update_vsyscall() writes.  Readers are not
 *            in the kernel and take no lock: every store is ordered.
 * Locking    writers: the timekeeper's lock; readers: data.seq.
 * Entry      update_vsyscall() update_vsyscall_tz()
 * Mirrors: Linux 4.20 arch/x86/entry/vsyscall/vsyscall_gtod.c.
 */
#include <linux/cache.h>
#include <linux/compiler.h>
#include <linux/time.h>
#include <linux/timekeeper_internal.h>

#include <asm/barrier.h>
#include <asm/vdso.h>

union vvar_page vvar_page __section(".data..page_aligned")
	__aligned(PAGE_SIZE);

/* @ns since some epoch, and the fraction of tkr: seconds and shifted ns. */
static void set_basetime(struct vgtod_ts *ts, const struct tk_read_base *tkr,
			 u64 ns)
{
	u64 second = (u64)NSEC_PER_SEC << tkr->shift;
	u64 nsec;

	ts->sec = ns / NSEC_PER_SEC;
	nsec = ((ns % NSEC_PER_SEC) << tkr->shift) + tkr->xtime_nsec;
	if (nsec >= second) {
		nsec -= second;
		ts->sec++;
	}
	ts->nsec = nsec;
}

static void set_coarse(struct vgtod_ts *ts, const struct vgtod_ts *from,
		       u32 shift)
{
	ts->sec = from->sec;
	ts->nsec = from->nsec >> shift;
}

/**
 * update_vsyscall() - the clocks have moved on: tell user space
 * @tk: the clocks
 *
 * Context: timekeeper_lock held, interrupts off.
 */
void update_vsyscall(struct timekeeper *tk)
{
	struct vsyscall_gtod_data *vdata = &vvar_page.data;
	const struct tk_read_base *tkr = &tk->tkr_mono;
	struct vgtod_ts *base = vdata->basetime;

	WRITE_ONCE(vdata->seq, vdata->seq + 1);		/* I1 */
	smp_wmb();
	vdata->vclock_mode = tkr->clock->vclock_mode;
	vdata->cycle_last = tkr->cycle_last;
	vdata->mask = tkr->mask;
	vdata->mult = tkr->mult;
	vdata->shift = tkr->shift;

	set_basetime(&base[CLOCK_MONOTONIC], tkr, tkr->base);
	set_basetime(&base[CLOCK_REALTIME], tkr, tkr->base + tk->offs_real);
	set_basetime(&base[CLOCK_BOOTTIME], tkr, tkr->base + tk->offs_boot);
	set_basetime(&base[CLOCK_TAI], tkr, tkr->base + tk->offs_tai);
	set_coarse(&base[CLOCK_REALTIME_COARSE], &base[CLOCK_REALTIME],
		   tkr->shift);
	set_coarse(&base[CLOCK_MONOTONIC_COARSE], &base[CLOCK_MONOTONIC],
		   tkr->shift);
	smp_wmb();
	WRITE_ONCE(vdata->seq, vdata->seq + 1);
}

/**
 * update_vsyscall_tz() - the time zone has changed
 *
 * Context: any.
 */
void update_vsyscall_tz(void)
{
	vvar_page.data.tz_minuteswest = sys_tz.tz_minuteswest;
	vvar_page.data.tz_dsttime = sys_tz.tz_dsttime;
}
