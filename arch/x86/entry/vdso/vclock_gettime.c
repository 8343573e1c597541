// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/entry/vdso/vclock_gettime.c - the time of day without a system call
 *
 * This file is not part of the kernel: it is linked into a small shared
 * object (the vDSO) that the kernel maps into every process.  libc calls it
 * where it would make the system call.  It can only read: its own code, the
 * page before it (vvar_page, a struct vsyscall_gtod_data), and the TSC.
 *
 *	time = basetime[clock] + (TSC - cycle_last) * mult >> shift
 *
 * What cannot be answered like this is asked by a real system call.
 *
 * Mirrors: Linux 4.20 arch/x86/entry/vdso/vclock_gettime.c, vgetcpu.c.
 */
#include <linux/compiler.h>
#include <linux/types.h>

#include <uapi/asm/unistd.h>
#include <uapi/linux/time.h>
#include <uapi/linux/time_types.h>

#include <asm/segment.h>
#include <asm/vclock.h>
#include <asm/vgtod.h>

#define NSEC_PER_SEC	1000000000UL
#define TICK_NS		4000000		/* HZ 250 */

/* Placed by vdso.lds. */
extern const u8 vvar_page[] __attribute__((visibility("hidden")));
#define gtod	((const struct vsyscall_gtod_data *)vvar_page)

int __vdso_clock_gettime(clockid_t clock, struct __kernel_timespec *ts);
int __vdso_clock_getres(clockid_t clock, struct __kernel_timespec *ts);
int __vdso_gettimeofday(struct __kernel_old_timeval *tv, struct timezone *tz);
__kernel_old_time_t __vdso_time(__kernel_old_time_t *t);
long __vdso_getcpu(unsigned int *cpu, unsigned int *node, void *unused);

static long syscall2(long nr, long a, long b)
{
	long ret;

	asm volatile("syscall"
		     : "=a" (ret)
		     : "0" (nr), "D" (a), "S" (b)
		     : "rcx", "r11", "memory");
	return ret;
}

static inline u64 rdtsc_ordered(void)
{
	u32 lo;
	u32 hi;

	asm volatile("lfence; rdtsc" : "=a" (lo), "=d" (hi) : : "memory");
	return (u64)hi << 32 | lo;
}

static inline u32 gtod_read_begin(void)
{
	u32 seq;

	while (unlikely((seq = READ_ONCE(gtod->seq)) & 1))
		asm volatile("pause" : : : "memory");
	barrier();
	return seq;
}

static inline bool gtod_read_retry(u32 seq)
{
	barrier();
	return unlikely(READ_ONCE(gtod->seq) != seq);
}

/* False: the clock source cannot be read from here. */
static bool do_hres(clockid_t clock, struct __kernel_timespec *ts)
{
	unsigned __int128 ns;
	u64 cycles;
	u64 whole;
	u64 sec;
	u32 seq;

	do {
		seq = gtod_read_begin();
		if (unlikely(gtod->vclock_mode != VCLOCK_TSC))
			return false;
		cycles = rdtsc_ordered();
		/* CPUs may disagree by a few cycles: never backwards. */
		cycles = likely((s64)(cycles - gtod->cycle_last) > 0) ?
			 (cycles - gtod->cycle_last) & gtod->mask : 0;
		ns = (unsigned __int128)cycles * gtod->mult +
		     gtod->basetime[clock].nsec;
		whole = ns >> gtod->shift;
		sec = gtod->basetime[clock].sec;
	} while (gtod_read_retry(seq));

	for (; whole >= NSEC_PER_SEC; whole -= NSEC_PER_SEC) {
		asm("" : "+r" (whole));		/* no division, please */
		sec++;
	}
	ts->tv_sec = sec;
	ts->tv_nsec = whole;
	return true;
}

static void do_coarse(clockid_t clock, struct __kernel_timespec *ts)
{
	u32 seq;

	do {
		seq = gtod_read_begin();
		ts->tv_sec = gtod->basetime[clock].sec;
		ts->tv_nsec = gtod->basetime[clock].nsec;
	} while (gtod_read_retry(seq));
}

static inline unsigned int clock_bit(clockid_t clock)
{
	return likely((u32)clock < VGTOD_BASES) ? 1U << clock : 0;
}

/**
 * __vdso_clock_gettime() - clock_gettime(2)
 * @clock: CLOCK_*
 * @ts: gets the time
 *
 * Context: user mode, async-signal-safe.
 * Return: 0 or -errno.
 */
int __vdso_clock_gettime(clockid_t clock, struct __kernel_timespec *ts)
{
	unsigned int bit = clock_bit(clock);

	if (likely(bit & VGTOD_HRES) && likely(do_hres(clock, ts)))
		return 0;
	if (bit & VGTOD_COARSE) {
		do_coarse(clock, ts);
		return 0;
	}
	return syscall2(__NR_clock_gettime, clock, (long)ts);
}

/**
 * __vdso_clock_getres() - clock_getres(2)
 * @clock: CLOCK_*
 * @ts: gets the resolution, unless NULL
 *
 * Context: user mode, async-signal-safe.
 * Return: 0 or -errno.
 */
int __vdso_clock_getres(clockid_t clock, struct __kernel_timespec *ts)
{
	unsigned int bit = clock_bit(clock);

	if (!(bit & (VGTOD_HRES | VGTOD_COARSE)))
		return syscall2(__NR_clock_getres, clock, (long)ts);
	if (ts) {
		ts->tv_sec = 0;
		ts->tv_nsec = bit & VGTOD_HRES ? 1 : TICK_NS;
	}
	return 0;
}

/**
 * __vdso_gettimeofday() - gettimeofday(2)
 * @tv: gets the wall clock, unless NULL
 * @tz: gets the time zone, unless NULL
 *
 * Context: user mode, async-signal-safe.
 * Return: 0 or -errno.
 */
int __vdso_gettimeofday(struct __kernel_old_timeval *tv, struct timezone *tz)
{
	struct __kernel_timespec ts;

	if (likely(tv)) {
		if (unlikely(!do_hres(CLOCK_REALTIME, &ts)))
			return syscall2(__NR_gettimeofday, (long)tv, (long)tz);
		/* First, so that a bad pointer faults at its own address. */
		WRITE_ONCE(tv->tv_sec, ts.tv_sec);
		tv->tv_usec = (u32)ts.tv_nsec / 1000;
	}
	if (unlikely(tz)) {
		tz->tz_minuteswest = gtod->tz_minuteswest;
		tz->tz_dsttime = gtod->tz_dsttime;
	}
	return 0;
}

/* time(2): one word, so that no sequence count is needed. */
__kernel_old_time_t __vdso_time(__kernel_old_time_t *t)
{
	__kernel_old_time_t sec = READ_ONCE(gtod->basetime[CLOCK_REALTIME].sec);

	if (t)
		*t = sec;
	return sec;
}

/* The limit of a segment that each CPU has for itself: node << 12 | CPU. */
long __vdso_getcpu(unsigned int *cpu, unsigned int *node, void *unused)
{
	unsigned int p;

	asm volatile("lsl %1, %0" : "=r" (p) : "r" (__PER_CPU_SEG));
	if (cpu)
		*cpu = p & 0xfff;
	if (node)
		*node = p >> 12;
	return 0;
}

int clock_gettime(clockid_t clock, struct __kernel_timespec *ts)
	__attribute__((weak, alias("__vdso_clock_gettime")));
int clock_getres(clockid_t clock, struct __kernel_timespec *ts)
	__attribute__((weak, alias("__vdso_clock_getres")));
int gettimeofday(struct __kernel_old_timeval *tv, struct timezone *tz)
	__attribute__((weak, alias("__vdso_gettimeofday")));
__kernel_old_time_t time(__kernel_old_time_t *t)
	__attribute__((weak, alias("__vdso_time")));
long getcpu(unsigned int *cpu, unsigned int *node, void *unused)
	__attribute__((weak, alias("__vdso_getcpu")));
