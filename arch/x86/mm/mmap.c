// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/mm/mmap.c - the layout of a user address space
 *
 *	0                                                       TASK_SIZE
 *	|[program] [heap ->        <- mmap_base][  gap  ][<- stack]|
 *
 * Mappings are placed top-down from mmap_base.  The gap is as large as the
 * stack may get (RLIMIT_STACK, 128 MiB at least) plus what stack and base may
 * move by randomisation.  Programs that ask for the old layout (personality
 * ADDR_COMPAT_LAYOUT) get bottom-up from a third of the address space.
 *
 * Locking    called by exec on the mm it builds; later read only.
 * Entry      arch_pick_mmap_layout() arch_mmap_rnd() arch_randomize_brk()
 * Mirrors: Linux 4.19 arch/x86/mm/mmap.c.
 * Simpler than Linux in: no 32-bit programs.
 */
#include <linux/mm.h>

#include <linux/init.h>
#include <linux/personality.h>
#include <linux/random.h>
#include <linux/sched.h>
#include <linux/sizes.h>

#include <asm/elf.h>

#include <uapi/linux/resource.h>

int randomize_va_space = 2;

/* Bits of a page number that are random in mmap_base. */
#define MMAP_RND_BITS	28

#define MIN_GAP		(128UL * SZ_1M)
#define MAX_GAP		(TASK_SIZE / 6 * 5)

static int __init disable_randmaps(char *s)
{
	randomize_va_space = 0;
	return 1;
}
__setup("norandmaps", disable_randmaps);

/**
 * arch_mmap_rnd() - how far a mapping area is moved
 *
 * Context: any.
 * Return: bytes, a multiple of the page size.
 */
unsigned long arch_mmap_rnd(void)
{
	return (get_random_long() & ((1UL << MMAP_RND_BITS) - 1)) << PAGE_SHIFT;
}

static unsigned long mmap_base(unsigned long rnd, struct rlimit *rlim_stack)
{
	unsigned long gap = rlim_stack->rlim_cur;
	unsigned long pad = stack_guard_gap;

	if (current->flags & PF_RANDOMIZE)
		pad += STACK_RND_MASK << PAGE_SHIFT;
	if (gap + pad > gap)
		gap += pad;
	gap = clamp_t(unsigned long, gap, MIN_GAP, MAX_GAP);
	return PAGE_ALIGN(TASK_SIZE - gap - rnd);
}

/**
 * arch_pick_mmap_layout() - decide where mappings of a new program go
 * @mm: the address space
 * @rlim_stack: RLIMIT_STACK, as of the exec
 *
 * Context: exec, before anything but the stack is mapped.
 */
void arch_pick_mmap_layout(struct mm_struct *mm, struct rlimit *rlim_stack)
{
	unsigned long rnd = 0;

	if (current->flags & PF_RANDOMIZE)
		rnd = arch_mmap_rnd();
	mm->mmap_legacy_base = TASK_UNMAPPED_BASE + rnd;
	if (current->personality & ADDR_COMPAT_LAYOUT) {
		mm->mmap_base = mm->mmap_legacy_base;
		mm->get_unmapped_area = arch_get_unmapped_area;
	} else {
		mm->mmap_base = mmap_base(rnd, rlim_stack);
		mm->get_unmapped_area = arch_get_unmapped_area_topdown;
	}
}

/**
 * arch_randomize_brk() - where the heap starts
 * @mm: the address space, brk at the end of the program
 *
 * Context: exec.
 * Return: an address at most 1 GiB higher, page aligned.
 */
unsigned long arch_randomize_brk(struct mm_struct *mm)
{
	return randomize_page(mm->brk, SZ_1G);
}
