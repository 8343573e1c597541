// SPDX-License-Identifier: GPL-2.0-only
/*
 * boot/pm.c - leave real mode
 *
 * Mirrors: Linux 4.5 arch/x86/boot/pm.c.
 */
#include "boot.h"

struct gdt_ptr {
	u16 len;
	u32 ptr;
} __attribute__((packed));

#define GDT_ENTRY_BOOT_CS	2	/* selector 0x10, as the protocol says */
#define GDT_ENTRY_BOOT_DS	3	/* selector 0x18 */

#define FLAT_4G_CODE	0x00cf9b000000ffffULL
#define FLAT_4G_DATA	0x00cf93000000ffffULL

static void realmode_switch_hook(void)
{
	if (boot_params.hdr.realmode_swtch) {
		asm volatile("lcallw *%0"
			     : : "m" (boot_params.hdr.realmode_swtch)
			     : "eax", "ebx", "ecx", "edx");
	} else {
		asm volatile("cli");
		outb(0x80, 0x70);	/* NMI off */
		io_delay();
	}
}

static void mask_all_interrupts(void)
{
	outb(0xff, 0xa1);
	io_delay();
	outb(0xfb, 0x21);	/* all but the cascade */
	io_delay();
}

static void setup_gdt(void)
{
	static const u64 boot_gdt[] __attribute__((aligned(16))) = {
		[GDT_ENTRY_BOOT_CS] = FLAT_4G_CODE,
		[GDT_ENTRY_BOOT_DS] = FLAT_4G_DATA,
	};
	/* The CPU keeps only the address: this must outlive the function. */
	static struct gdt_ptr gdt;

	gdt.len = sizeof(boot_gdt) - 1;
	gdt.ptr = (u32)boot_gdt + ((u32)ds() << 4);
	asm volatile("lgdtl %0" : : "m" (gdt));
}

static void setup_idt(void)
{
	static const struct gdt_ptr null_idt;

	asm volatile("lidtl %0" : : "m" (null_idt));
}

/**
 * go_to_protected_mode() - jump to the kernel's 32-bit entry
 *
 * The address is the one in boot_params: a loader may have changed it.
 *
 * Context: real mode, the BIOS is not needed any more.
 */
void __noreturn go_to_protected_mode(void)
{
	realmode_switch_hook();
	if (enable_a20()) {
		puts("A20 gate not responding, unable to boot...\n");
		die();
	}
	mask_all_interrupts();
	setup_idt();
	setup_gdt();
	protected_mode_jump(boot_params.hdr.code32_start,
			    (u32)&boot_params + ((u32)ds() << 4));
}
