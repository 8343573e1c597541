// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/e820.c - the firmware's memory map, made usable
 *
 * Data       e820: the map in use. boot_params.e820_table plus SETUP_E820_EXT
 *            plus what mem= took away.
 * I1         after update_e820(): sorted by address, no two entries overlap,
 *            neighbours of one type are one entry, no entry is empty.
 * I2         where firmware entries overlap, the higher type number wins:
 *            RAM (1) is what one may believe least.
 * Locking    none: boot CPU, before other CPUs and interrupts.
 * Lifetime   __init; memblock and struct page carry on what it said.
 * Entry      setup_memory_map() finish_e820_parsing() memblock_x86_fill()
 *
 * Mirrors: Linux 4.5 arch/x86/kernel/e820.c.
 * Simpler than Linux in: no memmap=, no /proc/iomem resources, no
 * /sys/firmware/memmap, no 88h or e801h maps.
 */
#define pr_fmt(fmt) "e820: " fmt

#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/memblock.h>
#include <linux/printk.h>
#include <linux/sort.h>
#include <linux/string.h>

#include <asm/e820.h>
#include <asm/page.h>
#include <asm/setup.h>

struct e820map e820 __initdata;

static bool userdef __initdata;		/* mem= changed the map */

/**
 * e820_any_mapped() - is there anything of a type in a range?
 * @start: first byte
 * @end: one past the last byte
 * @type: E820_*, or 0 for whatever type
 *
 * Context: boot.
 * Return: true when some entry of @type has a byte in it.
 */
bool __init e820_any_mapped(u64 start, u64 end, u32 type)
{
	unsigned int i;

	for (i = 0; i < e820.nr_map; i++) {
		struct e820entry *ei = &e820.map[i];

		if (type && ei->type != type)
			continue;
		if (ei->addr < end && ei->addr + ei->size > start)
			return true;
	}
	return false;
}

/**
 * e820_add_region() - append an entry; update_e820() brings it into order
 * @start: first byte
 * @size: in bytes; 0 adds nothing
 * @type: E820_*
 *
 * Context: boot.
 */
void __init e820_add_region(u64 start, u64 size, u32 type)
{
	struct e820entry *ei = &e820.map[e820.nr_map];

	if (!size)
		return;
	if (e820.nr_map >= ARRAY_SIZE(e820.map)) {
		pr_err("too many entries; ignoring [mem %#010llx-%#010llx]\n",
		       start, start + size - 1);
		return;
	}
	ei->addr = start;
	ei->size = size;
	ei->type = type;
	e820.nr_map++;
}

static int __init cmp_u64(const void *a, const void *b)
{
	u64 x = *(const u64 *)a;
	u64 y = *(const u64 *)b;

	return x < y ? -1 : x > y;
}

/* I2: the strongest claim on [start, end), where no entry begins or ends. */
static u32 __init strongest_type(const struct e820map *map, u64 start, u64 end)
{
	unsigned int i;
	u32 type = 0;

	for (i = 0; i < map->nr_map; i++) {
		const struct e820entry *ei = &map->map[i];

		if (ei->addr < end && ei->addr + ei->size > start &&
		    ei->type > type)
			type = ei->type;
	}
	return type;
}

/**
 * update_e820() - bring the map into order: I1 and I2
 *
 * Cuts the address space at every start and end of an entry, asks for each
 * piece which type wins, and joins equal neighbours:
 *
 *	1111111111----		1111 2222 11--
 *	----2222------	 ->
 */
void __init update_e820(void)
{
	static struct e820map old __initdata;
	static u64 cut[2 * E820_X_MAX] __initdata;
	unsigned int i, n = 0;

	old = e820;
	for (i = 0; i < old.nr_map; i++) {
		struct e820entry *ei = &old.map[i];

		if (ei->addr + ei->size < ei->addr)
			ei->size = -ei->addr;	/* to the last byte but none past it */
		cut[n++] = ei->addr;
		cut[n++] = ei->addr + ei->size;
	}
	sort(cut, n, sizeof(cut[0]), cmp_u64, NULL);

	e820.nr_map = 0;
	for (i = 0; i + 1 < n; i++) {
		struct e820entry *last = e820.map + e820.nr_map;
		u32 type;

		if (cut[i] == cut[i + 1])
			continue;
		type = strongest_type(&old, cut[i], cut[i + 1]);
		if (!type)
			continue;
		if (e820.nr_map && last[-1].type == type &&
		    last[-1].addr + last[-1].size == cut[i])
			last[-1].size += cut[i + 1] - cut[i];
		else
			e820_add_region(cut[i], cut[i + 1] - cut[i], type);
	}
}

/*
 * Replace @old_type by @new_type in [start, start + size); new type 0 removes.
 * Return: the number of bytes that changed.
 */
static u64 __init e820_change_range(u64 start, u64 size, u32 old_type,
				    u32 new_type)
{
	u64 end = size > ULLONG_MAX - start ? ULLONG_MAX : start + size;
	unsigned int i, nr = e820.nr_map;
	u64 changed = 0;	/* bytes */

	for (i = 0; i < nr; i++) {
		struct e820entry *ei = &e820.map[i];
		u64 ei_end = ei->addr + ei->size;
		u64 from = max(start, ei->addr);
		u64 to = min(end, ei_end);

		if (from >= to || ei->type != old_type)
			continue;
		changed += to - from;
		/* What is left behind the hole, then the hole, then the front. */
		e820_add_region(to, ei_end - to, old_type);
		if (new_type)
			e820_add_region(from, to - from, new_type);
		ei->size = from - ei->addr;
	}
	return changed;
}

/**
 * e820_remove_range() - forget what the map says about a range
 * @start: first byte
 * @size: in bytes
 * @old_type: only what is of this type
 *
 * Context: boot; update_e820() is due afterwards.
 * Return: the number of bytes removed.
 */
u64 __init e820_remove_range(u64 start, u64 size, u32 old_type)
{
	return e820_change_range(start, size, old_type, 0);
}

static const char *__init e820_type_name(u32 type)
{
	switch (type) {
	case E820_RAM:
	case E820_RESERVED_KERN:
		return "usable";
	case E820_RESERVED:
		return "reserved";
	case E820_ACPI:
		return "ACPI data";
	case E820_NVS:
		return "ACPI NVS";
	case E820_UNUSABLE:
		return "unusable";
	case E820_PMEM:
	case E820_PRAM:
		return "persistent";
	default:
		return "unknown";
	}
}

/**
 * e820_print_map() - the map into the log
 * @who: whose map it is, in front of every line
 *
 * Context: boot.
 */
void __init e820_print_map(const char *who)
{
	unsigned int i;

	for (i = 0; i < e820.nr_map; i++) {
		struct e820entry *ei = &e820.map[i];

		printk(KERN_INFO "%s: [mem %#018llx-%#018llx] %s\n", who,
		       ei->addr, ei->addr + ei->size - 1,
		       e820_type_name(ei->type));
	}
}

static void __init append_entries(const struct boot_e820_entry *e, u32 nr)
{
	for (; nr; nr--, e++)
		e820_add_region(e->addr, e->size, e->type);
}

/**
 * setup_memory_map() - take the loader's map over
 *
 * Context: setup_arch(), before anything asks where RAM is.
 */
void __init setup_memory_map(void)
{
	u32 nr = min_t(u32, boot_params.e820_entries,
		       ARRAY_SIZE(boot_params.e820_table));

	append_entries(boot_params.e820_table, nr);
	if (!e820_any_mapped(0, ULLONG_MAX, E820_RAM)) {
		/* Only a number of KiB above 1 MiB then, as old loaders give. */
		e820_add_region(0, ISA_START_ADDRESS, E820_RAM);
		e820_add_region(ISA_END_ADDRESS,
				(u64)boot_params.alt_mem_k << 10, E820_RAM);
	}
	update_e820();
	printk(KERN_INFO "e820: BIOS-provided physical RAM map:\n");
	e820_print_map("BIOS-e820");
}

/**
 * parse_e820_ext() - entries that the zero page had no room for
 * @phys_addr: of a struct setup_data of type SETUP_E820_EXT
 * @data_len: its len
 *
 * Context: boot, before init_mem_mapping().
 */
void __init parse_e820_ext(u64 phys_addr, u32 data_len)
{
	struct setup_data *sdata = __va(phys_addr);

	append_entries((struct boot_e820_entry *)sdata->data,
		       data_len / sizeof(struct boot_e820_entry));
	update_e820();
	printk(KERN_INFO "e820: extended physical RAM map:\n");
	e820_print_map("extended");
}

/* mem=nn[KMG]: believe in no RAM from there on. */
static int __init parse_memopt(char *p)
{
	u64 mem_size;

	if (!p)
		return -EINVAL;
	mem_size = memparse(p, &p);
	if (!mem_size)
		return -EINVAL;
	userdef = true;
	e820_remove_range(mem_size, ULLONG_MAX - mem_size, E820_RAM);
	return 0;
}
early_param("mem", parse_memopt);

/**
 * finish_e820_parsing() - show what the command line made of the map
 *
 * Context: after parse_early_param().
 */
void __init finish_e820_parsing(void)
{
	if (!userdef)
		return;
	update_e820();
	printk(KERN_INFO "e820: user-defined physical RAM map:\n");
	e820_print_map("user");
}

/* One past the last page frame of RAM below @limit_pfn. */
static unsigned long __init e820_end_pfn(unsigned long limit_pfn)
{
	unsigned long last_pfn = 0;
	unsigned int i;

	for (i = 0; i < e820.nr_map; i++) {
		struct e820entry *ei = &e820.map[i];
		unsigned long start_pfn = PFN_UP(ei->addr);
		unsigned long end_pfn = PFN_DOWN(ei->addr + ei->size);

		if (ei->type != E820_RAM || start_pfn >= limit_pfn)
			continue;
		last_pfn = max(last_pfn, min(end_pfn, limit_pfn));
	}
	return last_pfn;
}

/**
 * e820_end_of_ram_pfn() - where RAM ends
 *
 * Context: boot, map in order.
 * Return: one past the last page frame of RAM.
 */
unsigned long __init e820_end_of_ram_pfn(void)
{
	/* 46 bits: what the direct map has room for. */
	unsigned long last_pfn = e820_end_pfn(1UL << (46 - PAGE_SHIFT));

	pr_info("last_pfn = %#lx\n", last_pfn);
	return last_pfn;
}

/**
 * memblock_x86_fill() - tell memblock which memory there is
 *
 * Context: boot, map in order. Only whole pages are told.
 */
void __init memblock_x86_fill(void)
{
	unsigned int i;

	for (i = 0; i < e820.nr_map; i++) {
		struct e820entry *ei = &e820.map[i];

		if (ei->type == E820_RAM || ei->type == E820_RESERVED_KERN)
			memblock_add(ei->addr, ei->size);
	}
	memblock_trim_memory(PAGE_SIZE);
	memblock_dump_all();
}
