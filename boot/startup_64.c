// SPDX-License-Identifier: GPL-2.0-only
/*
 * boot/startup_64.c - the first page tables of the kernel itself
 *
 * Runs at the physical address that the image was moved to, on the loader's
 * identity map, before anything is where it was linked. Compiled -fPIE, so
 * that &symbol is the symbol's physical address: that is what an entry needs.
 *
 *   early_top_pgt[image's own address] -> early_ident_pud -> early_ident_pmd
 *	the instructions that load CR3 must stay mapped; dropped afterwards
 *   early_top_pgt[511] -> level3_kernel_pgt[510] -> level2_kernel_pgt
 *	the image at __START_KERNEL_map, stays for ever
 *   level3_kernel_pgt[511] -> level2_fixmap_pgt -> level1_fixmap_pgt
 *
 * The direct map is not there yet: early_make_pgtable() makes what is touched.
 *
 * Mirrors: Linux 4.14 arch/x86/kernel/head64.c __startup_64(); the reading's
 * 4.5 has the same steps in head_64.S.
 */
#include <linux/types.h>

#include <asm/page_types.h>
#include <asm/pgtable_types.h>
#include <asm/startup.h>

/* Nothing here may go through a table of addresses. */
#pragma GCC visibility push(hidden)
extern char _text[], _end[];
extern unsigned long phys_base;
#pragma GCC visibility pop

#define TABLE	_KERNPG_TABLE
#define LARGE	(__PAGE_KERNEL_LARGE_EXEC & ~_PAGE_GLOBAL)

static unsigned int index_of(unsigned long address, int shift)
{
	return (address >> shift) % PTRS_PER_PGD;
}

/* Indexes wrap: when the image crosses a boundary, tables point to themselves. */
static void map_identity(unsigned long start, unsigned long end)
{
	unsigned int i = index_of(start, PGDIR_SHIFT);
	unsigned long pud = (unsigned long)early_ident_pud | TABLE;
	unsigned long pmd = (unsigned long)early_ident_pmd | TABLE;
	unsigned long addr;

	early_top_pgt[i].pgd = pud;
	early_top_pgt[(i + 1) % PTRS_PER_PGD].pgd = pud;

	i = index_of(start, PUD_SHIFT);
	early_ident_pud[i].pud = pmd;
	early_ident_pud[(i + 1) % PTRS_PER_PUD].pud = pmd;

	for (addr = start; addr < end; addr += PMD_SIZE)
		early_ident_pmd[index_of(addr, PMD_SHIFT)].pmd = addr | LARGE;
}

static void map_kernel(unsigned long start, unsigned long end)
{
	unsigned int i = index_of(__START_KERNEL, PMD_SHIFT);
	unsigned long addr;

	for (addr = start; addr < end; addr += PMD_SIZE)
		level2_kernel_pgt[i++].pmd = addr | LARGE;

	level3_kernel_pgt[510].pud = (unsigned long)level2_kernel_pgt | TABLE;
	level3_kernel_pgt[511].pud = (unsigned long)level2_fixmap_pgt | TABLE;
	level2_fixmap_pgt[506].pmd = (unsigned long)level1_fixmap_pgt | TABLE;
	early_top_pgt[511].pgd = (unsigned long)level3_kernel_pgt | TABLE;
}

/**
 * __startup_64() - make page tables for the jump to the high addresses
 *
 * The image is at a multiple of 2 MiB, .bss is zero.
 *
 * Context: one CPU, interrupts off, identity mapped.
 * Return: the physical address of early_top_pgt, for CR3.
 */
unsigned long __startup_64(void)
{
	unsigned long start = (unsigned long)_text;
	unsigned long end = (unsigned long)_end;

	phys_base = start - CONFIG_PHYSICAL_START;
	map_identity(start, end);
	map_kernel(start, end);
	return (unsigned long)early_top_pgt;
}
