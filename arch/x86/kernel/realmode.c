// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/realmode.c - low memory for the start of other CPUs
 *
 *	page 0	copy of trampoline_64.S
 *	page 1	pgd: [0] -> page 2, upper half as in init_top_pgt
 *	page 2	pud: [0] -> page 3
 *	page 3	pmd: [0] =  2 MiB page at 0, executable
 *
 * init_top_pgt cannot serve: it has no low mapping, and shall never have one
 * while user pointers are about.
 *
 * Locking    none: boot CPU.
 * Entry      reserve_real_mode() setup_real_mode() free_real_mode()
 * Mirrors:   Linux 4.x arch/x86/realmode/init.c.
 * Simpler than Linux in: no way back to real mode (suspend, BIOS reboot).
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/string.h>

#include <asm/cpufeature.h>
#include <asm/msr.h>
#include <asm/pgtable.h>
#include <asm/processor-flags.h>
#include <asm/realmode.h>
#include <asm/setup.h>

#define TRAMPOLINE_SIZE		(4 * PAGE_SIZE)
#define LOW_MEMORY_END		0x100000

extern const u8 trampoline_start[], trampoline_end[], trampoline_header[];
extern const u8 tr_gdt_ptr[], tr_ptr32[], tr_ptr64[];

static phys_addr_t real_mode_base __initdata;

/**
 * reserve_real_mode() - take the pages before anybody else does
 *
 * Context: setup_arch(), when memblock knows all RAM and all reservations.
 */
void __init reserve_real_mode(void)
{
	real_mode_base = memblock_find_in_range(PAGE_SIZE, LOW_MEMORY_END,
						TRAMPOLINE_SIZE, PAGE_SIZE);
	if (real_mode_base)
		memblock_reserve(real_mode_base, TRAMPOLINE_SIZE);
	else
		pr_warn("smpboot: no room below 1 MiB, one CPU only\n");
}

static void __init add_base(u8 *copy, const u8 *field)
{
	u32 *p = (u32 *)(copy + (field - trampoline_start));

	*p += real_mode_base;
}

static void __init make_tables(u8 *copy)
{
	pgd_t *pgd = (pgd_t *)(copy + PAGE_SIZE);
	pud_t *pud = (pud_t *)(copy + 2 * PAGE_SIZE);
	pmd_t *pmd = (pmd_t *)(copy + 3 * PAGE_SIZE);
	unsigned int half = PTRS_PER_PGD / 2;

	memset(pgd, 0, 3 * PAGE_SIZE);
	set_pmd(pmd, __pmd(_KERNPG_TABLE | _PAGE_PSE));
	set_pud(pud, __pud(__pa(pmd) | _KERNPG_TABLE));
	set_pgd(pgd, __pgd(__pa(pud) | _KERNPG_TABLE));
	memcpy(pgd + half, init_top_pgt + half, half * sizeof(pgd_t));
}

/**
 * setup_real_mode() - put the trampoline in place
 *
 * Context: boot CPU, when init_top_pgt is complete.
 * Return: its physical address, 0 when there was no room.
 */
unsigned long __init setup_real_mode(void)
{
	struct trampoline_header *header;
	u8 *copy;

	if (!real_mode_base)
		return 0;
	copy = __va(real_mode_base);
	memcpy(copy, trampoline_start, trampoline_end - trampoline_start);
	add_base(copy, tr_gdt_ptr + sizeof(u16));
	add_base(copy, tr_ptr32);
	add_base(copy, tr_ptr64);
	make_tables(copy);

	header = (void *)(copy + (trampoline_header - trampoline_start));
	header->start = (unsigned long)secondary_startup_64;
	header->efer = EFER_LME;
	if (boot_cpu_has(X86_FEATURE_NX))
		header->efer |= EFER_NX;
	header->cr4 = X86_CR4_PAE;
	header->cr3 = real_mode_base + PAGE_SIZE;
	return real_mode_base;
}

/**
 * free_real_mode() - no CPU will start any more
 *
 * Those that started left these tables behind; one that never answered waits
 * for a STARTUP that does not come.
 *
 * Context: boot CPU, process context.
 */
void __init free_real_mode(void)
{
	if (real_mode_base)
		free_reserved_area(__va(real_mode_base),
				   __va(real_mode_base + TRAMPOLINE_SIZE), -1,
				   NULL);
}
