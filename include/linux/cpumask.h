/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/cpumask.h - sets of CPUs, and which CPUs there are
 *
 * possible: may ever be plugged in; decided early, never changes after boot.
 * present: is there.  online: runs the scheduler.  active: takes new tasks.
 * active is a subset of online, online of present, present of possible.
 * The masks are kept by kernel/cpu.c; nobody else writes them.
 *
 * NR_CPUS is 64, so a mask is one word and every operation is inline.
 * cpumask_first() and friends answer NR_CPUS (>= nr_cpu_ids) for "none".
 * Mirrors: Linux 4.x include/linux/cpumask.h
 */
#ifndef __LINUX_CPUMASK_H
#define __LINUX_CPUMASK_H

#include <linux/bitmap.h>
#include <linux/bug.h>
#include <linux/kernel.h>
#include <linux/threads.h>

typedef struct cpumask {
	DECLARE_BITMAP(bits, NR_CPUS);
} cpumask_t;

#define cpumask_bits(maskp)	((maskp)->bits)

extern unsigned int nr_cpu_ids;		/* highest possible CPU + 1 */
#define nr_cpumask_bits		((unsigned int)NR_CPUS)

extern struct cpumask __cpu_possible_mask;
extern struct cpumask __cpu_online_mask;
extern struct cpumask __cpu_present_mask;
extern struct cpumask __cpu_active_mask;
#define cpu_possible_mask ((const struct cpumask *)&__cpu_possible_mask)
#define cpu_online_mask   ((const struct cpumask *)&__cpu_online_mask)
#define cpu_present_mask  ((const struct cpumask *)&__cpu_present_mask)
#define cpu_active_mask   ((const struct cpumask *)&__cpu_active_mask)

extern const struct cpumask cpu_all_bits;
#define cpu_all_mask	(&cpu_all_bits)

#define num_online_cpus()	cpumask_weight(cpu_online_mask)
#define num_possible_cpus()	cpumask_weight(cpu_possible_mask)
#define num_present_cpus()	cpumask_weight(cpu_present_mask)
#define cpu_online(cpu)		cpumask_test_cpu((cpu), cpu_online_mask)
#define cpu_possible(cpu)	cpumask_test_cpu((cpu), cpu_possible_mask)
#define cpu_present(cpu)	cpumask_test_cpu((cpu), cpu_present_mask)
#define cpu_active(cpu)		cpumask_test_cpu((cpu), cpu_active_mask)

/* The mask that holds @cpu alone; needs no initialisation. */
extern const unsigned long cpu_bit_bitmap[BITS_PER_LONG + 1]
					 [BITS_TO_LONGS(NR_CPUS)];

static inline const struct cpumask *get_cpu_mask(unsigned int cpu)
{
	const unsigned long *p = cpu_bit_bitmap[1 + cpu % BITS_PER_LONG];

	return (const struct cpumask *)(p - cpu / BITS_PER_LONG);
}

#define cpumask_of(cpu)		(get_cpu_mask(cpu))

static inline unsigned int cpumask_first(const struct cpumask *srcp)
{
	return find_first_bit(cpumask_bits(srcp), NR_CPUS);
}

static inline unsigned int cpumask_last(const struct cpumask *srcp)
{
	return find_last_bit(cpumask_bits(srcp), NR_CPUS);
}

static inline unsigned int cpumask_next(int n, const struct cpumask *srcp)
{
	return find_next_bit(cpumask_bits(srcp), NR_CPUS, n + 1);
}

static inline unsigned int cpumask_next_and(int n, const struct cpumask *src1p,
					    const struct cpumask *src2p)
{
	return find_next_and_bit(cpumask_bits(src1p), cpumask_bits(src2p),
				 NR_CPUS, n + 1);
}

#define cpumask_first_and(src1p, src2p) cpumask_next_and(-1, (src1p), (src2p))
#define cpumask_any(srcp)		cpumask_first(srcp)
#define cpumask_any_and(mask1, mask2)	cpumask_first_and((mask1), (mask2))

static inline unsigned int cpumask_any_but(const struct cpumask *mask,
					   unsigned int cpu)
{
	unsigned int i = cpumask_first(mask);

	return i == cpu ? cpumask_next(i, mask) : i;
}

#define for_each_cpu(cpu, mask)						\
	for ((cpu) = cpumask_first(mask);				\
	     (cpu) < nr_cpu_ids;					\
	     (cpu) = cpumask_next((cpu), (mask)))

#define for_each_cpu_and(cpu, mask1, mask2)				\
	for ((cpu) = cpumask_first_and((mask1), (mask2));		\
	     (cpu) < nr_cpu_ids;					\
	     (cpu) = cpumask_next_and((cpu), (mask1), (mask2)))

/* From @start upwards, around the end, and up to @start again. */
#define for_each_cpu_wrap(cpu, mask, start)				\
	for ((cpu) = cpumask_next_wrap((start) - 1, (mask), (start), false); \
	     (cpu) < nr_cpumask_bits;					\
	     (cpu) = cpumask_next_wrap((cpu), (mask), (start), true))

unsigned int cpumask_next_wrap(int n, const struct cpumask *mask, int start,
			       bool wrap);

#define for_each_possible_cpu(cpu) for_each_cpu((cpu), cpu_possible_mask)
#define for_each_online_cpu(cpu)   for_each_cpu((cpu), cpu_online_mask)
#define for_each_present_cpu(cpu)  for_each_cpu((cpu), cpu_present_mask)

static inline void cpumask_set_cpu(unsigned int cpu, struct cpumask *dstp)
{
	set_bit(cpu, cpumask_bits(dstp));
}

static inline void __cpumask_set_cpu(unsigned int cpu, struct cpumask *dstp)
{
	__set_bit(cpu, cpumask_bits(dstp));
}

static inline void cpumask_clear_cpu(int cpu, struct cpumask *dstp)
{
	clear_bit(cpu, cpumask_bits(dstp));
}

static inline void __cpumask_clear_cpu(int cpu, struct cpumask *dstp)
{
	__clear_bit(cpu, cpumask_bits(dstp));
}

static inline bool cpumask_test_cpu(int cpu, const struct cpumask *cpumask)
{
	return test_bit(cpu, cpumask_bits(cpumask));
}

static inline bool cpumask_test_and_set_cpu(int cpu, struct cpumask *cpumask)
{
	return test_and_set_bit(cpu, cpumask_bits(cpumask));
}

static inline bool cpumask_test_and_clear_cpu(int cpu, struct cpumask *cpumask)
{
	return test_and_clear_bit(cpu, cpumask_bits(cpumask));
}

static inline void cpumask_setall(struct cpumask *dstp)
{
	bitmap_fill(cpumask_bits(dstp), NR_CPUS);
}

static inline void cpumask_clear(struct cpumask *dstp)
{
	bitmap_zero(cpumask_bits(dstp), NR_CPUS);
}

static inline bool cpumask_and(struct cpumask *dstp,
			       const struct cpumask *src1p,
			       const struct cpumask *src2p)
{
	return bitmap_and(cpumask_bits(dstp), cpumask_bits(src1p),
			  cpumask_bits(src2p), NR_CPUS);
}

static inline void cpumask_or(struct cpumask *dstp,
			      const struct cpumask *src1p,
			      const struct cpumask *src2p)
{
	bitmap_or(cpumask_bits(dstp), cpumask_bits(src1p),
		  cpumask_bits(src2p), NR_CPUS);
}

static inline bool cpumask_andnot(struct cpumask *dstp,
				  const struct cpumask *src1p,
				  const struct cpumask *src2p)
{
	return bitmap_andnot(cpumask_bits(dstp), cpumask_bits(src1p),
			     cpumask_bits(src2p), NR_CPUS);
}

static inline bool cpumask_equal(const struct cpumask *src1p,
				 const struct cpumask *src2p)
{
	return bitmap_equal(cpumask_bits(src1p), cpumask_bits(src2p), NR_CPUS);
}

static inline bool cpumask_intersects(const struct cpumask *src1p,
				      const struct cpumask *src2p)
{
	return bitmap_intersects(cpumask_bits(src1p), cpumask_bits(src2p),
				 NR_CPUS);
}

static inline bool cpumask_subset(const struct cpumask *src1p,
				  const struct cpumask *src2p)
{
	return bitmap_subset(cpumask_bits(src1p), cpumask_bits(src2p), NR_CPUS);
}

static inline bool cpumask_empty(const struct cpumask *srcp)
{
	return bitmap_empty(cpumask_bits(srcp), NR_CPUS);
}

static inline unsigned int cpumask_weight(const struct cpumask *srcp)
{
	return bitmap_weight(cpumask_bits(srcp), NR_CPUS);
}

static inline void cpumask_copy(struct cpumask *dstp,
				const struct cpumask *srcp)
{
	bitmap_copy(cpumask_bits(dstp), cpumask_bits(srcp), NR_CPUS);
}

static inline unsigned int cpumask_size(void)
{
	return sizeof(struct cpumask);
}

/* A mask too big for the stack elsewhere; here simply an array of one. */
typedef struct cpumask cpumask_var_t[1];

static inline bool alloc_cpumask_var(cpumask_var_t *mask __maybe_unused,
				     gfp_t flags __maybe_unused)
{
	return true;
}

static inline bool zalloc_cpumask_var(cpumask_var_t *mask,
				      gfp_t flags __maybe_unused)
{
	cpumask_clear(*mask);
	return true;
}

static inline void free_cpumask_var(cpumask_var_t mask __maybe_unused)
{
}

/* printk("%*pbl", cpumask_pr_args(mask)) */
#define cpumask_pr_args(maskp)	nr_cpu_ids, cpumask_bits(maskp)

#define CPU_MASK_ALL							\
	((cpumask_t) { {						\
		[BITS_TO_LONGS(NR_CPUS) - 1] = BITMAP_LAST_WORD_MASK(NR_CPUS) \
	} })

/* Written by kernel/cpu.c and the boot code only. */
void set_cpu_possible(unsigned int cpu, bool possible);
void set_cpu_present(unsigned int cpu, bool present);
void set_cpu_online(unsigned int cpu, bool online);
void set_cpu_active(unsigned int cpu, bool active);

#endif
