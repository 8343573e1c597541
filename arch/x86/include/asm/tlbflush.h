/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/tlbflush.h - forgetting translations, here and on other CPUs
 *
 * Rules in arch/x86/mm/tlb.c.  All flush_tlb_*() may send IPIs and wait for
 * the answers: never with interrupts off, nor under a lock that is taken
 * with interrupts off.
 *
 * Mirrors: Linux 4.20 arch/x86/include/asm/tlbflush.h, without PCID.
 */
#ifndef _ASM_X86_TLBFLUSH_H
#define _ASM_X86_TLBFLUSH_H

#include <linux/mm_types.h>
#include <linux/percpu.h>

#include <asm/processor-flags.h>
#include <asm/special_insns.h>

/* Up to so many pages invlpg is cheaper than a CR3 write (PERF). */
#define TLB_SINGLE_PAGE_FLUSH_CEILING	96
#define TLB_FLUSH_ALL			(~0UL)

/*
 * What this CPU's TLB holds; own CPU with interrupts off, except that
 * flushers on other CPUs read is_lazy.
 */
struct tlb_state {
	struct mm_struct	*loaded_mm;	/* whose pgd is in CR3 */
	u64			tlb_gen;	/* of its context, flushed so far */
	bool			is_lazy;	/* kernel thread: no user access */
};

DECLARE_PER_CPU_ALIGNED(struct tlb_state, cpu_tlbstate);

/* What is in CR4, for who changes a bit; interrupts off or early boot. */
DECLARE_PER_CPU(unsigned long, cpu_cr4_shadow);

static inline void cr4_init_shadow(void)
{
	this_cpu_write(cpu_cr4_shadow, __read_cr4());
}

static inline void cr4_set_bits(unsigned long mask)
{
	unsigned long cr4 = this_cpu_read(cpu_cr4_shadow);

	if ((cr4 | mask) != cr4) {
		cr4 |= mask;
		this_cpu_write(cpu_cr4_shadow, cr4);
		__write_cr4(cr4);
	}
}

/* One page of the current address space, global or not, and every cached
 * upper-level entry (SDM volume 3, 4.10.4.1). */
static inline void __flush_tlb_one(unsigned long addr)
{
	asm volatile("invlpg (%0)" : : "r" (addr) : "memory");
}
#define __flush_tlb_one_user(addr)	__flush_tlb_one(addr)
#define __flush_tlb_one_kernel(addr)	__flush_tlb_one(addr)

void local_flush_tlb(void);		/* user part, this CPU */
void __flush_tlb_all(void);		/* kernel part too, this CPU */

/*
 * @freed_tables: page-table pages of the range are about to be freed, so
 * lazy CPUs must drop their cached upper levels, too.
 */
void flush_tlb_mm_range(struct mm_struct *mm, unsigned long start,
			unsigned long end, unsigned int stride_shift,
			bool freed_tables);
void flush_tlb_kernel_range(unsigned long start, unsigned long end);

static inline void flush_tlb_mm(struct mm_struct *mm)
{
	flush_tlb_mm_range(mm, 0, TLB_FLUSH_ALL, 0, true);
}

static inline void flush_tlb_range(struct vm_area_struct *vma,
				   unsigned long start, unsigned long end)
{
	flush_tlb_mm_range(vma->vm_mm, start, end, PAGE_SHIFT, false);
}

static inline void flush_tlb_page(struct vm_area_struct *vma, unsigned long a)
{
	flush_tlb_mm_range(vma->vm_mm, a, a + PAGE_SIZE, PAGE_SHIFT,
			   false);
}

/* A fault on an entry that is fine by now: the TLB was merely behind. */
static inline void flush_tlb_fix_spurious_fault(struct vm_area_struct *vma,
						unsigned long address)
{
	(void)vma;
	__flush_tlb_one(address);
}

#endif /* _ASM_X86_TLBFLUSH_H */
