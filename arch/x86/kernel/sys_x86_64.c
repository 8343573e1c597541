// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/sys_x86_64.c - where mmap() puts a mapping
 *
 * With MAP_FIXED where it is told; else where it is wished, if that is free;
 * else the highest gap below mmap_base, and when there is none, the lowest
 * one above the bottom-up base.  MAP_32BIT wants the second GiB, for code
 * that reaches its data with 31-bit addresses.
 *
 * Locking    mmap_sem held for writing.
 * Entry      arch_get_unmapped_area() arch_get_unmapped_area_topdown()
 * Mirrors: Linux 4.19 arch/x86/kernel/sys_x86_64.c.
 * Simpler than Linux in: no cache colouring (AMD family 15h), no five-level
 * addresses.
 */
#include <linux/mm.h>

#include <linux/errno.h>
#include <linux/mman.h>
#include <linux/random.h>
#include <linux/sched.h>
#include <linux/sizes.h>

/* Is the wish free, with the guard gap of a stack above it? */
static bool wish_is_free(unsigned long addr, unsigned long len)
{
	struct vm_area_struct *vma;

	if (!addr || addr > TASK_SIZE - len)
		return false;
	vma = find_vma(current->mm, addr);
	return !vma || addr + len <= vm_start_gap(vma);
}

static void find_start_end(unsigned long flags, unsigned long *begin,
			   unsigned long *end)
{
	if (flags & MAP_32BIT) {
		*begin = SZ_1G;
		*end = 2UL * SZ_1G;
		if (current->flags & PF_RANDOMIZE)
			*begin = randomize_page(*begin, 0x02000000);
		return;
	}
	*begin = current->mm->mmap_legacy_base;
	*end = TASK_SIZE;
}

/**
 * arch_get_unmapped_area() - a place for a mapping, bottom-up
 * @filp: the file or NULL
 * @addr: wish
 * @len: bytes, page aligned, at most TASK_SIZE
 * @pgoff: page of the file
 * @flags: MAP_*
 *
 * Context: mmap_sem held for writing.
 * Return: the address or -ENOMEM.
 */
unsigned long arch_get_unmapped_area(struct file *filp, unsigned long addr,
				     unsigned long len, unsigned long pgoff,
				     unsigned long flags)
{
	struct vm_unmapped_area_info info = { .length = len };

	if (flags & MAP_FIXED)
		return addr;
	find_start_end(flags, &info.low_limit, &info.high_limit);
	if (len > info.high_limit)
		return -ENOMEM;
	addr = PAGE_ALIGN(addr);
	if (wish_is_free(addr, len) && addr + len <= info.high_limit)
		return addr;
	return unmapped_area(&info);
}

/**
 * arch_get_unmapped_area_topdown() - a place for a mapping, top-down
 * @filp: the file or NULL
 * @addr: wish
 * @len: bytes, page aligned, at most TASK_SIZE
 * @pgoff: page of the file
 * @flags: MAP_*
 *
 * Context: mmap_sem held for writing.
 * Return: the address or -ENOMEM.
 */
unsigned long arch_get_unmapped_area_topdown(struct file *filp,
					     unsigned long addr,
					     unsigned long len,
					     unsigned long pgoff,
					     unsigned long flags)
{
	struct vm_unmapped_area_info info = {
		.length = len,
		.low_limit = PAGE_SIZE,
		.high_limit = current->mm->mmap_base,
	};
	unsigned long found;

	if (flags & MAP_FIXED)
		return addr;
	if (flags & MAP_32BIT)
		return arch_get_unmapped_area(filp, addr, len, pgoff, flags);
	if (wish_is_free(PAGE_ALIGN(addr), len))
		return PAGE_ALIGN(addr);

	info.low_limit = max(info.low_limit, PAGE_ALIGN(mmap_min_addr));
	found = unmapped_area_topdown(&info);
	if (!IS_ERR_VALUE(found))
		return found;
	/* A very large stack limit may leave no room below the base. */
	return arch_get_unmapped_area(filp, addr, len, pgoff, flags);
}
