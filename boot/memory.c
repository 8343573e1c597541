// SPDX-License-Identifier: GPL-2.0-only
/*
 * boot/memory.c - ask the BIOS where the RAM is
 *
 * int 15h, function e820h, gives one entry per call; ebx is the BIOS's own
 * bookmark, 0 after the last. check_memory() then refuses a machine where the
 * kernel would be moved onto addresses without RAM: later nobody could say so.
 *
 * Mirrors: Linux 4.5 arch/x86/boot/memory.c.
 * Simpler than Linux in: no e801h or 88h for BIOSes older than 1995.
 */
#include "boot.h"

#define SMAP		0x534d4150	/* "SMAP", asked and answered */
#define E820_RAM	1
#define HIGH_MEMORY	0x100000
#define MAX_E820	128		/* entries of boot_params.e820_table */

/**
 * detect_memory() - fill boot_params.e820_table from the BIOS
 *
 * Context: real mode.
 */
void detect_memory(void)
{
	struct boot_e820_entry *entry = boot_params.e820_table;
	struct boot_e820_entry buf;
	struct biosregs ireg, oreg;
	u32 count = 0;

	initregs(&ireg);
	ireg.eax = 0xe820;
	ireg.edx = SMAP;
	ireg.ecx = sizeof(buf);
	ireg.edi = (u32)&buf;

	do {
		intcall(0x15, &ireg, &oreg);
		ireg.ebx = oreg.ebx;
		if (oreg.eflags & X86_EFLAGS_CF)
			break;
		/* A BIOS that loses its own signature lost the map as well. */
		if (oreg.eax != SMAP) {
			count = 0;
			break;
		}
		entry[count++] = buf;
	} while (ireg.ebx && count < MAX_E820);

	boot_params.e820_entries = count;
}

/* End of the RAM that starts at or below 1 MiB and goes on past it, or 0. */
static u64 end_of_first_high_ram(void)
{
	struct boot_e820_entry *e = boot_params.e820_table;
	u32 i;

	for (i = 0; i < boot_params.e820_entries; i++, e++) {
		if (e->type == E820_RAM && e->addr <= HIGH_MEMORY &&
		    e->addr + e->size > HIGH_MEMORY)
			return e->addr + e->size;
	}
	return 0;
}

/**
 * check_memory() - stop here if the kernel would be moved past the RAM
 *
 * Or over the initramfs: a loader puts that at the end of a RAM that is too
 * small for both.
 *
 * Context: real mode, after detect_memory(). May not return.
 */
void check_memory(void)
{
	u64 need = hdr.pref_address + hdr.init_size;
	u64 have = end_of_first_high_ram();

	if (hdr.ramdisk_size && hdr.ramdisk_image >= HIGH_MEMORY &&
	    hdr.ramdisk_image < need)
		need += hdr.ramdisk_size;
	/* A map without RAM at 1 MiB is the kernel's to judge. */
	if (!have || have >= need)
		return;

	puts("Not enough memory: Yomix needs ");
	put_number(((u32)need >> 20) + 1);
	puts(" MiB to start, this machine has ");
	put_number((u32)have >> 20);
	puts(" MiB.\n");
	die();
}
