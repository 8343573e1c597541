// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/head64.c - the first C at the linked addresses
 *
 * Data       boot_params (init/state.c): the loader's zero page, copied here before any low
 *            memory may be used for something else.
 *            early_dynamic_pgts[]: pages for early_make_pgtable().
 * I1         until init_mem_mapping() CR3 holds early_top_pgt; the direct map
 *            in it grows by page faults, 2 MiB each, and may be thrown away
 *            whole at any fault: no TLB entry of it is ever stale, because a
 *            physical address has one place only.
 * I2         init_top_pgt shares entry 511 (the image) with early_top_pgt, and
 *            is empty otherwise until init_mem_mapping().
 * Locking    none: one CPU, interrupts off.
 * Entry      x86_64_start_kernel() do_early_exception()
 *
 * Mirrors: Linux 4.14 arch/x86/kernel/head64.c.
 * Simpler than Linux in: no microcode, no 5-level paging, no SME.
 */
#include <linux/console.h>
#include <linux/kasan.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/start_kernel.h>
#include <linux/string.h>

#include <asm/arch_setup.h>
#include <asm/extable.h>
#include <asm/kdebug.h>
#include <asm/startup.h>
#include <asm/tlbflush.h>
#include <asm/traps.h>

typedef unsigned long page_table_t[PTRS_PER_PTE];

static page_table_t early_dynamic_pgts[EARLY_DYNAMIC_PAGE_TABLES]
	__section(".bss..early") __aligned(PAGE_SIZE);
static unsigned int __initdata next_early_pgt;

/* From head_64.S: one stub for each exception. */
#define NUM_EARLY_VECTORS	32
#define EARLY_STUB_SIZE		9
extern const char early_idt_handler_array[NUM_EARLY_VECTORS][EARLY_STUB_SIZE];

/* Forget the identity map and the direct map; not the image, not a shadow. */
void __init reset_early_page_tables(void)
{
	memset(early_top_pgt, 0, sizeof(pgd_t) * pgd_index(VMALLOC_START));
	next_early_pgt = 0;
	write_cr3(__pa_symbol(early_top_pgt));
}

/* The table that @entry points to; makes one if there is none. */
static unsigned long *__init early_table(unsigned long *entry)
{
	unsigned long *table;

	if (*entry)
		return (unsigned long *)((*entry & PTE_PFN_MASK) +
					 __START_KERNEL_map - phys_base);
	if (next_early_pgt >= EARLY_DYNAMIC_PAGE_TABLES)
		return NULL;
	table = early_dynamic_pgts[next_early_pgt++];
	memset(table, 0, PAGE_SIZE);
	*entry = __pa_symbol(table) | _KERNPG_TABLE;
	return table;
}

/**
 * early_make_pgtable() - map the 2 MiB of the direct map around an address
 * @address: where the page fault was
 *
 * Context: early page fault, or any code before init_mem_mapping().
 * Return: 0, or -1 when the address is none of the direct map's.
 */
int __init early_make_pgtable(unsigned long address)
{
	unsigned long physaddr = address - __PAGE_OFFSET;
	unsigned long *pud, *pmd;

	if (physaddr >= VMALLOC_START - PAGE_OFFSET ||
	    __read_cr3() != __pa_symbol(early_top_pgt))
		return -1;

	pud = early_table((unsigned long *)&early_top_pgt[pgd_index(address)]);
	if (!pud)
		goto again;
	pmd = early_table(&pud[pud_index(address)]);
	if (!pmd)
		goto again;
	pmd[pmd_index(address)] = (physaddr & PMD_MASK) |
		(__PAGE_KERNEL_LARGE & ~(_PAGE_GLOBAL | _PAGE_NX));
	return 0;

again:
	reset_early_page_tables();
	return early_make_pgtable(address);
}

/* Nobody can help yet: say what happened on whatever is there, and stop. */
static void __noreturn __init early_death(struct pt_regs *regs, int trapnr)
{
	static unsigned int depth;

	if (depth++ == 0) {
		if (!console_drivers)
			setup_early_printk("serial,ttyS0,115200");
		printk(KERN_EMERG "PANIC: early exception 0x%02x IP %lx:%lx error %lx cr2 0x%lx\n",
		       trapnr, regs->cs, regs->ip, regs->orig_ax, read_cr2());
		show_regs(regs);
	}
	for (;;)
		halt();
}

/**
 * do_early_exception() - any exception before trap_init()
 * @regs: where; orig_ax holds the error code
 * @trapnr: which
 *
 * Context: exception on the boot CPU, interrupts off.
 */
void __init do_early_exception(struct pt_regs *regs, int trapnr)
{
	if (trapnr == X86_TRAP_PF && !early_make_pgtable(read_cr2()))
		return;
	if (fixup_exception(regs, trapnr, regs->orig_ax, 0))
		return;
	early_death(regs, trapnr);
}

static void __init idt_setup_early_handler(void)
{
	int i;

	for (i = 0; i < NUM_EARLY_VECTORS; i++)
		set_intr_gate(i, early_idt_handler_array[i]);
	load_current_idt();
}

/*
 * A loader that copied the first sectors of the image as boot_params copied
 * the sentinel too, and with it code and PE headers: zero what only a loader
 * that knows the protocol would have filled in.
 */
static void __init sanitize_boot_params(struct boot_params *bp)
{
	if (!bp->sentinel)
		return;
	memset(&bp->ext_ramdisk_image, 0,
	       offsetof(struct boot_params, efi_info) -
	       offsetof(struct boot_params, ext_ramdisk_image));
	memset(&bp->kbd_status, 0,
	       offsetof(struct boot_params, hdr) -
	       offsetof(struct boot_params, kbd_status));
	memset(bp->_pad7, 0,
	       offsetof(struct boot_params, edd_mbr_sig_buffer) -
	       offsetof(struct boot_params, _pad7));
	memset(bp->_pad8, 0,
	       offsetof(struct boot_params, eddbuf) -
	       offsetof(struct boot_params, _pad8));
	memset(bp->_pad9, 0, sizeof(bp->_pad9));
}

static unsigned long __init get_cmd_line_ptr(void)
{
	return boot_params.hdr.cmd_line_ptr |
	       (unsigned long)boot_params.ext_cmd_line_ptr << 32;
}

static void __init copy_bootdata(char *real_mode_data)
{
	unsigned long ptr;

	memcpy(&boot_params, real_mode_data, sizeof(boot_params));
	sanitize_boot_params(&boot_params);
	ptr = get_cmd_line_ptr();
	if (ptr)
		strscpy(boot_command_line, __va(ptr), COMMAND_LINE_SIZE);
}

/**
 * x86_64_start_kernel() - C begins here on the boot CPU
 * @real_mode_data: physical address of the loader's boot_params
 *
 * Context: called by head_64.S; interrupts off, .bss zero, %gs base 0.
 */
void __init x86_64_start_kernel(char *real_mode_data)
{
	BUILD_BUG_ON(sizeof(struct boot_params) != PAGE_SIZE);
	BUILD_BUG_ON(offsetof(struct boot_params, scratch) != BP_scratch);
	BUILD_BUG_ON(offsetof(struct boot_params, hdr.code32_start) !=
		     BP_code32_start);
	BUILD_BUG_ON(__START_KERNEL & ~PMD_MASK);

	cr4_init_shadow();
	reset_early_page_tables();
	kasan_early_init();
	idt_setup_early_handler();
	copy_bootdata(__va(real_mode_data));
	init_top_pgt[511] = early_top_pgt[511];
	start_kernel();
}
