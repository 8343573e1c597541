/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch/x86/include/asm/e820.h - the firmware's memory map
 *
 * Mirrors: Linux 4.5 arch/x86/include/asm/e820.h.
 */
#ifndef _ASM_X86_E820_H
#define _ASM_X86_E820_H

#include <linux/init.h>
#include <linux/types.h>

#include <asm/bootparam.h>

/* Types as the BIOS numbers them; what is not listed in the map is free for devices. */
#define E820_RAM		1
#define E820_RESERVED		2
#define E820_ACPI		3	/* tables; RAM once they are read */
#define E820_NVS		4	/* the firmware's own, kept over sleep */
#define E820_UNUSABLE		5
#define E820_PMEM		7
#define E820_PRAM		12
#define E820_RESERVED_KERN	128	/* RAM that the kernel took for itself */

/* The zero page's 128 entries and as many again from setup_data. */
#define E820_X_MAX		(E820_MAX_ENTRIES_ZEROPAGE * 2)

#define ISA_START_ADDRESS	0xa0000
#define ISA_END_ADDRESS		0x100000

struct e820entry {
	u64 addr;	/* first byte */
	u64 size;	/* in bytes, never 0 */
	u32 type;	/* E820_* */
};

struct e820map {
	u32 nr_map;
	struct e820entry map[E820_X_MAX];
};

extern struct e820map e820;

void e820_add_region(u64 start, u64 size, u32 type);
u64 e820_remove_range(u64 start, u64 size, u32 old_type);
void update_e820(void);
void e820_print_map(const char *who);
bool e820_any_mapped(u64 start, u64 end, u32 type);
unsigned long e820_end_of_ram_pfn(void);
void setup_memory_map(void);
void parse_e820_ext(u64 phys_addr, u32 data_len);
void finish_e820_parsing(void);
void memblock_x86_fill(void);

#endif /* _ASM_X86_E820_H */
