/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/vgtod.h - the clocks, as the kernel shows them to user space
 *
 * One page ([vvar] in /proc/PID/maps), written by update_vsyscall(), read by
 * the vDSO's functions in every process.  The reader takes a sequence count
 * as with a seqlock: odd while it is written, changed when it was.
 *
 * Mirrors: Linux 4.20 arch/x86/include/asm/vgtod.h.
 */
#ifndef _ASM_X86_VGTOD_H
#define _ASM_X86_VGTOD_H

#include <linux/types.h>
#include <uapi/linux/time.h>

struct vgtod_ts {
	u64	sec;
	u64	nsec;		/* << shift for clocks that are read exactly */
};

#define VGTOD_BASES	(CLOCK_TAI + 1)

/* Clocks read with the TSC, those of the last tick, by their numbers. */
#define VGTOD_HRES	((1U << CLOCK_REALTIME) | (1U << CLOCK_MONOTONIC) | \
			 (1U << CLOCK_BOOTTIME) | (1U << CLOCK_TAI))
#define VGTOD_COARSE	((1U << CLOCK_REALTIME_COARSE) | \
			 (1U << CLOCK_MONOTONIC_COARSE))

struct vsyscall_gtod_data {
	u32		seq;		/* odd: being written */
	s32		vclock_mode;	/* VCLOCK_* */
	u64		cycle_last;
	u64		mask;
	u32		mult;
	u32		shift;
	struct vgtod_ts	basetime[VGTOD_BASES];
	s32		tz_minuteswest;
	s32		tz_dsttime;
};

#endif /* _ASM_X86_VGTOD_H */
