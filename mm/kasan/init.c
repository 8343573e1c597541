// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/kasan/init.c - memory for the shadow
 *
 *	direct map of RAM	own shadow, from memblock
 *	kernel image		own shadow
 *	vmalloc, modules	own shadow as areas are made; before that, and
 *	all else		one page of zeroes, read-only: all is allowed
 *
 * Early tables: three shared ones, 512 times the next each, down to the page.
 *
 * I1         no shared table is ever written, after kasan_early_init(): a
 *            part that gets its own shadow gets its own tables.
 * Locking    boot: none.  kasan_populate_vmalloc(): shadow_lock for the entry;
 *            tables are never freed.
 *
 * Mirrors: Linux 4.6 mm/kasan/kasan_init.c, arch/x86/mm/kasan_init_64.c; the
 * vmalloc shadow is that of 5.5.
 */
#include "kasan.h"

#include <linux/init.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/pfn.h>
#include <linux/printk.h>
#include <linux/slab.h>

#include <asm/sections.h>
#include <asm/startup.h>
#include <asm/tlbflush.h>

bool kasan_ready __section(".data..read_mostly");

static u8 zero_page[PAGE_SIZE] __aligned(PAGE_SIZE);
static pte_t zero_pte[PTRS_PER_PTE] __aligned(PAGE_SIZE);
static pmd_t zero_pmd[PTRS_PER_PMD] __aligned(PAGE_SIZE);
static pud_t zero_pud[PTRS_PER_PUD] __aligned(PAGE_SIZE);

static DEFINE_SPINLOCK(shadow_lock);

static void __init map_early_shadow(pgd_t *pgd)
{
	unsigned int i;

	for (i = pgd_index(KASAN_SHADOW_START);
	     i < pgd_index(KASAN_SHADOW_END); i++)
		pgd[i] = __pgd(__pa_symbol(zero_pud) | _KERNPG_TABLE);
}

/**
 * kasan_early_init() - some shadow for instrumented code
 *
 * Writable, since instrumented functions poison their stack frames; so it soon
 * holds rubbish, but nothing is reported yet.
 *
 * Context: boot, the first thing on early_top_pgt.
 */
void __init kasan_early_init(void)
{
	unsigned int i;

	for (i = 0; i < PTRS_PER_PTE; i++)
		zero_pte[i] = __pte(__pa_symbol(zero_page) |
				    (__PAGE_KERNEL & ~_PAGE_NX));
	for (i = 0; i < PTRS_PER_PMD; i++)
		zero_pmd[i] = __pmd(__pa_symbol(zero_pte) | _KERNPG_TABLE);
	for (i = 0; i < PTRS_PER_PUD; i++)
		zero_pud[i] = __pud(__pa_symbol(zero_pmd) | _KERNPG_TABLE);
	map_early_shadow(early_top_pgt);
	map_early_shadow(init_top_pgt);
}

/* A page for a table, or for shadow.  NULL when there is none. */
static void *shadow_page_alloc(void)
{
	if (!slab_is_available())
		return memblock_virt_alloc_try(PAGE_SIZE, PAGE_SIZE);
	return (void *)get_zeroed_page(GFP_KERNEL);
}

/*
 * The table behind *@entry (one word at every level); a shared one is first
 * replaced by a copy of its own.
 */
static void *own_table(unsigned long *entry, void *shared)
{
	unsigned long shared_pa = __pa_symbol(shared);
	void *table = NULL;

	if ((READ_ONCE(*entry) & PTE_PFN_MASK) == shared_pa) {
		table = shadow_page_alloc();
		if (!table)
			return NULL;
		__memcpy(table, shared, PAGE_SIZE);
	}
	spin_lock(&shadow_lock);
	if (table && (*entry & PTE_PFN_MASK) == shared_pa) {
		WRITE_ONCE(*entry, __pa(table) | _KERNPG_TABLE);
		table = NULL;
	}
	spin_unlock(&shadow_lock);
	if (table)			/* somebody else was faster */
		free_page((unsigned long)table);
	return __va(*entry & PTE_PFN_MASK);
}

static pte_t *shadow_pte(unsigned long addr)
{
	pud_t *pud;
	pmd_t *pmd;
	pte_t *pte;

	pud = own_table(&pgd_offset_k(addr)->pgd, zero_pud);
	if (!pud)
		return NULL;
	pmd = own_table(&pud[pud_index(addr)].pud, zero_pmd);
	if (!pmd)
		return NULL;
	pte = own_table(&pmd[pmd_index(addr)].pmd, zero_pte);
	return pte ? pte + pte_index(addr) : NULL;
}

/* Own shadow for the shadow addresses [start, end).  0 or -ENOMEM. */
static int populate_shadow(unsigned long start, unsigned long end)
{
	unsigned long addr;

	for (addr = start & PAGE_MASK; addr < end; addr += PAGE_SIZE) {
		pte_t *pte = shadow_pte(addr);
		void *page;

		if (!pte)
			return -ENOMEM;
		if (pte_pfn(*pte) != PFN_DOWN(__pa_symbol(zero_page)))
			continue;
		page = shadow_page_alloc();
		if (!page)
			return -ENOMEM;
		spin_lock(&shadow_lock);
		if (pte_pfn(*pte) == PFN_DOWN(__pa_symbol(zero_page))) {
			set_pte(pte, pfn_pte(PFN_DOWN(__pa(page)),
					     PAGE_KERNEL));
			page = NULL;
		}
		spin_unlock(&shadow_lock);
		if (page)
			free_page((unsigned long)page);
	}
	return 0;
}

static void __init populate_range(const void *start, const void *end)
{
	if (populate_shadow((unsigned long)kasan_mem_to_shadow(start),
			    (unsigned long)kasan_mem_to_shadow(end - 1) + 1))
		panic("KASAN: no memory for the shadow");
}

/**
 * kasan_populate_vmalloc() - own shadow for a vmalloc area
 * @addr: its first address
 * @size: bytes
 *
 * Context: may sleep; at boot memblock serves it.
 * Return: 0 or -ENOMEM.
 */
int kasan_populate_vmalloc(unsigned long addr, unsigned long size)
{
	unsigned long start = (unsigned long)kasan_mem_to_shadow((void *)addr);
	unsigned long end = (unsigned long)
		kasan_mem_to_shadow((void *)(addr + size - 1)) + 1;
	int ret = populate_shadow(start, end);

	/* CPUs may remember the page of zeroes. */
	if (slab_is_available())
		flush_tlb_kernel_range(start & PAGE_MASK, PAGE_ALIGN(end));
	else
		__flush_tlb_all();
	return ret;
}

/*
 * The tables that were copied while the page of zeroes was still writable
 * let nobody write to it any more.
 */
static void __init protect_zero_page(const void *start, const void *end)
{
	unsigned long addr = (unsigned long)kasan_mem_to_shadow(start);
	unsigned long last = (unsigned long)kasan_mem_to_shadow(end - 1);

	for (addr &= PMD_MASK; addr <= (last | ~PMD_MASK); addr += PAGE_SIZE) {
		pte_t *pte = shadow_pte(addr);

		if (pte_pfn(*pte) == PFN_DOWN(__pa_symbol(zero_page)))
			set_pte(pte, pfn_pte(pte_pfn(*pte), PAGE_KERNEL_RO));
	}
}

/* Constructors register the globals of each object file. */
static void __init do_ctors(void)
{
	typedef void (*ctor_fn_t)(void);
	extern ctor_fn_t __ctors_start[], __ctors_end[];
	ctor_fn_t *fn;

	for (fn = __ctors_start; fn < __ctors_end; fn++)
		if (*fn)
			(*fn)();
}

/**
 * kasan_init() - from here on errors are found
 *
 * Context: boot, after init_mem_mapping(); memblock allocates.
 */
void __init kasan_init(void)
{
	struct memblock_region *r;
	unsigned long addr;
	unsigned int i;

	/* So that no pgd entry changes once there are other pgds. */
	for (addr = KASAN_SHADOW_START; addr < KASAN_SHADOW_END;
	     addr += PGDIR_SIZE)
		if (!own_table(&pgd_offset_k(addr)->pgd, zero_pud))
			panic("KASAN: no memory for the shadow");
	populate_range(__va(0), __va(1UL << 20));
	for_each_memblock(memory, r)
		populate_range(__va(r->base), __va(r->base + r->size));
	populate_range(_text, _end);

	/* What early code has written there is no shadow. */
	__flush_tlb_all();
	__memset(zero_page, 0, PAGE_SIZE);
	for (i = 0; i < PTRS_PER_PTE; i++)
		zero_pte[i] = pfn_pte(PFN_DOWN(__pa_symbol(zero_page)),
				      PAGE_KERNEL_RO);
	protect_zero_page(__va(0), __va(1UL << 20));
	for_each_memblock(memory, r)
		protect_zero_page(__va(r->base), __va(r->base + r->size));
	protect_zero_page(_text, _end);
	__flush_tlb_all();
	do_ctors();
	kasan_ready = true;
	pr_info("KernelAddressSanitizer initialized\n");
}
