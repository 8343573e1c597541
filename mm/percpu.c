// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/percpu.c - the copies of per-CPU variables
 *
 * Each possible CPU has a unit of PCPU_UNIT_SIZE addresses in vmalloc space,
 * all next to each other, all laid out alike:
 *
 *	pcpu_base_addr          + PCPU_UNIT_SIZE        + 2 * PCPU_UNIT_SIZE
 *	|static|dynamic|  hole  |static|dynamic|  hole  |...
 *	        CPU 0                   CPU 1
 *
 * A per-CPU pointer is an address in the image's section (static) or as far
 * behind it as the object lies in the unit (dynamic); adding
 * __per_cpu_offset[cpu] gives the copy.  The dynamic part is backed by memory
 * page by page, in all units at once, as far as it has ever been used.
 *
 * Data       pcpu_map: one bit for each PCPU_ALIGN bytes of a unit, set if in
 *            use; pcpu_ends: one bit, set for the last of an allocation.
 * I1         bytes [0, pcpu_populated) of every unit are mapped.
 * Locking    pcpu_lock (interrupts off): the bitmaps, new pages.
 * Entry      setup_per_cpu_areas() __alloc_percpu() free_percpu()
 *
 * Mirrors: Linux 4.6 mm/percpu.c, arch/x86/kernel/setup_percpu.c.
 * Simpler than Linux in: one chunk; no atomic allocation that needs new pages.
 */
#include <linux/percpu.h>

#include <linux/bitmap.h>
#include <linux/cpumask.h>
#include <linux/init.h>
#include <linux/kasan.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#include <asm/msr.h>
#include <asm/sections.h>
#include <asm/vmemmap.h>

#define PCPU_UNIT_SIZE		(512UL << 10)
#define PCPU_ALIGN		16
#define PCPU_MAP_BITS		(PCPU_UNIT_SIZE / PCPU_ALIGN)

static DEFINE_SPINLOCK(pcpu_lock);
static DECLARE_BITMAP(pcpu_map, PCPU_MAP_BITS);	/* [pcpu_lock] */
static DECLARE_BITMAP(pcpu_ends, PCPU_MAP_BITS); /* [pcpu_lock] */
static unsigned long pcpu_populated;		/* [pcpu_lock] bytes of a unit */

static struct vm_struct pcpu_vm;

static void *pcpu_unit(int cpu)
{
	return (char *)VMALLOC_START + cpu * PCPU_UNIT_SIZE;
}

/* [first, first + bytes) of the units is in use. */
static void mark_area(unsigned long first, unsigned long bytes)
{
	unsigned long bits = DIV_ROUND_UP(bytes, PCPU_ALIGN);

	bitmap_set(pcpu_map, first / PCPU_ALIGN, bits);
	__set_bit(first / PCPU_ALIGN + bits - 1, pcpu_ends);
}

static void __init setup_unit(int cpu, unsigned long static_size)
{
	unsigned long offset = (unsigned long)pcpu_unit(cpu) -
			       (unsigned long)__per_cpu_start;
	unsigned long pos;

	for (pos = 0; pos < static_size; pos += PAGE_SIZE)
		early_map_kernel_page((unsigned long)pcpu_unit(cpu) + pos,
				      memblock_alloc(PAGE_SIZE, PAGE_SIZE));
	memcpy(pcpu_unit(cpu), __per_cpu_start,
	       __per_cpu_end - __per_cpu_start);
	__per_cpu_offset[cpu] = offset;
	per_cpu(this_cpu_off, cpu) = offset;
	per_cpu(cpu_number, cpu) = cpu;
}

/**
 * setup_per_cpu_areas() - a unit for each possible CPU
 *
 * The boot CPU lived on the image's own copy so far, and moves to its unit.
 *
 * Context: boot, interrupts off, memblock still allocates.
 */
void __init setup_per_cpu_areas(void)
{
	unsigned long static_size = PAGE_ALIGN((unsigned long)
					(__per_cpu_end - __per_cpu_start));
	int cpu;

	pcpu_vm.addr = pcpu_unit(0);
	pcpu_vm.size = nr_cpu_ids * PCPU_UNIT_SIZE;
	pcpu_vm.flags = VM_ALLOC | VM_NO_GUARD;
	vm_area_register_early(&pcpu_vm);
	if (kasan_populate_vmalloc(VMALLOC_START, pcpu_vm.size))
		panic("percpu: no memory for KASAN's shadow");

	for_each_possible_cpu(cpu)
		setup_unit(cpu, static_size);
	mark_area(0, __per_cpu_end - __per_cpu_start);
	pcpu_populated = static_size;
	wrmsrl(MSR_GS_BASE, __per_cpu_offset[0]);
	pr_info("setup_percpu: NR_CPUS:%d nr_cpu_ids:%u, %lu bytes each\n",
		NR_CPUS, nr_cpu_ids, static_size);
}

/*
 * One more page in each unit, at @pos.  Two tasks may do this for the same
 * position: whoever comes second keeps nothing.
 */
static int pcpu_populate(unsigned long pos)
{
	int cpu;

	for_each_possible_cpu(cpu) {
		unsigned long addr = (unsigned long)pcpu_unit(cpu) + pos;
		struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);
		pte_t *pte = kernel_pte_alloc(addr);

		if (!page || !pte) {
			if (page)
				__free_page(page);
			return -ENOMEM;
		}
		spin_lock_irq(&pcpu_lock);
		if (pte_none(*pte)) {
			set_pte(pte, mk_pte(page, PAGE_KERNEL));
			page = NULL;
		}
		spin_unlock_irq(&pcpu_lock);
		if (page)
			__free_page(page);
	}
	spin_lock_irq(&pcpu_lock);
	if (pcpu_populated == pos)
		pcpu_populated += PAGE_SIZE;
	spin_unlock_irq(&pcpu_lock);
	return 0;
}

/* An area in what is populated; -1 if there is none, and where that ends. */
static long take_area(size_t size, size_t align, unsigned long *end)
{
	unsigned long bits = DIV_ROUND_UP(size, PCPU_ALIGN);
	unsigned long flags, bit;

	spin_lock_irqsave(&pcpu_lock, flags);
	*end = pcpu_populated;
	bit = bitmap_find_next_zero_area(pcpu_map, *end / PCPU_ALIGN, 0, bits,
					 align / PCPU_ALIGN - 1);
	if (bit < *end / PCPU_ALIGN)
		mark_area(bit * PCPU_ALIGN, size);
	spin_unlock_irqrestore(&pcpu_lock, flags);
	return bit < *end / PCPU_ALIGN ? (long)(bit * PCPU_ALIGN) : -1;
}

/**
 * __alloc_percpu() - a new per-CPU variable
 * @size: bytes, not 0
 * @align: power of two, at most PAGE_SIZE
 *
 * Context: process context, may sleep.
 * Return: a pointer for per_cpu_ptr(), with all copies cleared; or NULL.
 */
void __percpu *__alloc_percpu(size_t size, size_t align)
{
	unsigned long end;
	long pos;
	int cpu;

	align = max_t(size_t, align, PCPU_ALIGN);
	if (WARN_ON(!size || size > PCPU_UNIT_SIZE / 2 || align > PAGE_SIZE))
		return NULL;
	while ((pos = take_area(size, align, &end)) < 0)
		if (end >= PCPU_UNIT_SIZE || pcpu_populate(end))
			return NULL;

	for_each_possible_cpu(cpu)
		memset(pcpu_unit(cpu) + pos, 0, size);
	return (void __percpu *)(__per_cpu_start + pos);
}

/**
 * free_percpu() - free what alloc_percpu() gave
 * @ptr: the pointer; NULL is fine
 *
 * Context: any.
 */
void free_percpu(void __percpu *ptr)
{
	unsigned long first = ((char __force *)ptr - __per_cpu_start) /
			      PCPU_ALIGN;
	unsigned long flags, last;

	if (!ptr || WARN_ON(first >= PCPU_MAP_BITS))
		return;
	spin_lock_irqsave(&pcpu_lock, flags);
	last = find_next_bit(pcpu_ends, PCPU_MAP_BITS, first);
	if (!WARN_ON(last == PCPU_MAP_BITS || !test_bit(first, pcpu_map))) {
		bitmap_clear(pcpu_map, first, last - first + 1);
		__clear_bit(last, pcpu_ends);
	}
	spin_unlock_irqrestore(&pcpu_lock, flags);
}
