// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/setup.c - from boot_params to a kernel that has memory
 *
 * Data       boot_params (head64.c) -> e820 -> memblock -> direct map.
 *            command_line: the copy that parsing cuts into words.
 * I1         nothing allocates from memblock before all that the loader left
 *            in RAM (image, initrd, trampoline page) is reserved.
 * I2         what lies outside RAM (EFI system table, setup_data) is read
 *            before init_mem_mapping(): early page faults map anything, the
 *            final direct map only RAM.
 * Locking    none: boot CPU, interrupts off.
 * Entry      setup_arch() not_enough_memory()
 *
 * Mirrors: Linux 4.5 arch/x86/kernel/setup.c.
 * Simpler than Linux in: no crash kernel, NUMA, DMI, resources or kexec.
 */
#include <linux/efi.h>
#include <linux/initrd.h>
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/screen_info.h>
#include <linux/start_kernel.h>
#include <linux/string.h>

#include <asm/arch_setup.h>

unsigned long initrd_start;
unsigned long initrd_end;

static char command_line[COMMAND_LINE_SIZE] __initdata;

/* For the page tables, struct pages and first slabs: measured, rounded up. */
#define MIN_WORKING_SET		(3UL << 20)

/* RAM that a PC's firmware keeps: the hole below 1 MiB, and its tables. */
#define FIRMWARE_KIB		512

/* More nodes than any loader passes: a list that is longer goes in circles. */
#define MAX_SETUP_DATA		64

/**
 * not_enough_memory() - die in one line that the user sees
 * @need_kib: RAM that memblock must see, in KiB
 * @what: for what
 *
 * The numbers printed are those of the memory modules: firmware's share is in.
 *
 * Context: any time in boot; the consoles need not be up.
 */
void __init not_enough_memory(unsigned long need_kib, const char *what)
{
	unsigned long have_kib = memblock_phys_mem_size() >> 10;

	panic("Not enough memory: %s needs %lu MiB of RAM, this machine has %lu MiB",
	      what, DIV_ROUND_UP(need_kib + FIRMWARE_KIB, 1024),
	      DIV_ROUND_CLOSEST(have_kib + FIRMWARE_KIB, 1024));
}

static u64 __init get_ramdisk_image(void)
{
	return boot_params.hdr.ramdisk_image |
	       (u64)boot_params.ext_ramdisk_image << 32;
}

static u64 __init get_ramdisk_size(void)
{
	return boot_params.hdr.ramdisk_size |
	       (u64)boot_params.ext_ramdisk_size << 32;
}

/* Nodes inside the image were overwritten when it moved; QEMU 7.2 does that. */
static bool __init setup_data_usable(u64 pa)
{
	u64 text = __pa_symbol(_text);
	u64 end = __pa_symbol(_end);

	return pa < VMALLOC_START - PAGE_OFFSET &&
	       (pa + sizeof(struct setup_data) <= text || pa >= end);
}

static void __init parse_setup_data(void)
{
	u64 pa = boot_params.hdr.setup_data;
	unsigned int n;

	for (n = 0; pa && setup_data_usable(pa) && n < MAX_SETUP_DATA; n++) {
		struct setup_data *data = __va(pa);

		if (data->type == SETUP_E820_EXT)
			parse_e820_ext(pa, data->len);
		pa = data->next;
	}
}

/* GRUB on UEFI enters by startup_32 and gives only the EFI system table. */
static void __init find_rsdp_in_efi_systab(void)
{
	static const efi_guid_t acpi_20 __initconst = ACPI_20_TABLE_GUID;
	static const efi_guid_t acpi_10 __initconst = ACPI_TABLE_GUID;
	const struct efi_info info = boot_params.efi_info;
	u64 pa = info.efi_systab | (u64)info.efi_systab_hi << 32;
	efi_system_table_t *systab = __va(pa);
	efi_config_table_t *table;
	unsigned long i;

	if (boot_params.acpi_rsdp_addr || !pa ||
	    memcmp(&info.efi_loader_signature, EFI64_LOADER_SIGNATURE, 4) ||
	    systab->hdr.signature != EFI_SYSTEM_TABLE_SIGNATURE)
		return;

	table = __va(systab->tables);
	for (i = 0; i < systab->nr_tables; i++, table++) {
		if (!memcmp(&table->guid, &acpi_20, sizeof(efi_guid_t))) {
			boot_params.acpi_rsdp_addr = (u64)table->table;
			return;
		}
		if (!memcmp(&table->guid, &acpi_10, sizeof(efi_guid_t)))
			boot_params.acpi_rsdp_addr = (u64)table->table;
	}
}

/* What firmware and loader left below 1 MiB is not worth a bet. */
static void __init reserve_low_memory(void)
{
	memblock_reserve(0, 0x10000);
	memblock_reserve(ISA_START_ADDRESS,
			 ISA_END_ADDRESS - ISA_START_ADDRESS);
}

/* mem= cut the initrd off: bring it to where there is RAM. */
static u64 __init relocate_initrd(u64 image, u64 size)
{
	u64 to = memblock_find_in_range(0, PFN_PHYS(max_pfn), PAGE_ALIGN(size),
					PAGE_SIZE);

	if (!to)
		not_enough_memory((memblock_reserved_size() + size +
				   MIN_WORKING_SET) >> 10, "the initrd");
	memblock_reserve(to, PAGE_ALIGN(size));
	memcpy(__va(to), __va(image), size);
	pr_info("Move RAMDISK from [mem %#010llx-%#010llx] to [mem %#010llx-%#010llx]\n",
		image, image + size - 1, to, to + size - 1);
	return to;
}

static void __init reserve_initrd(void)
{
	u64 image = get_ramdisk_image();
	u64 size = get_ramdisk_size();

	if (!image || !size || !boot_params.hdr.type_of_loader)
		return;
	if (size > VMALLOC_START - PAGE_OFFSET - image) {
		pr_err("initrd: impossible range at %#llx, %llu bytes: ignored\n",
		       image, size);
		return;
	}

	if (memblock_is_region_memory(image, size))
		/* Whole pages: they are freed as such. */
		memblock_reserve(image & PAGE_MASK,
				 PAGE_ALIGN(image + size) -
				 (image & PAGE_MASK));
	else
		image = relocate_initrd(image, size);
	pr_info("RAMDISK: [mem %#010llx-%#010llx]\n", image, image + size - 1);
	initrd_start = (unsigned long)__va(image);
	initrd_end = initrd_start + size;
}

static void __init check_enough_memory(void)
{
	u64 need = (_end - _text) + get_ramdisk_size() + MIN_WORKING_SET;

	if (memblock_phys_mem_size() < need)
		not_enough_memory(need >> 10, get_ramdisk_size() ?
				  "the kernel with this initrd" : "the kernel");
}

/* The boot page tables behind .bss did their work. */
static void __init free_early_page_tables(void)
{
	memblock_free(__pa_symbol(__bss_early), _end - __bss_early);
}

/* Everything about RAM that must be known before it is mapped and given out. */
static void __init setup_memory(void)
{
	memblock_reserve(__pa_symbol(_text), _end - _text);
	reserve_low_memory();
	memblock_x86_fill();
	check_enough_memory();
	max_pfn = e820_end_of_ram_pfn();
	max_low_pfn = max_pfn;
	reserve_initrd();
	reserve_real_mode();
}

/**
 * setup_arch() - learn what the loader and the firmware say, map the RAM
 * @cmdline_p: gets the command line that parse_args() will cut up
 *
 * Context: start_kernel(), interrupts off, printk works, no allocator yet.
 */
void __init setup_arch(char **cmdline_p)
{
	early_cpu_init();
	idt_setup_early_traps();
	screen_info = boot_params.screen_info;

	setup_memory_map();
	parse_setup_data();
	find_rsdp_in_efi_systab();

	pr_info("Command line: %s\n", boot_command_line);
	strlcpy(command_line, boot_command_line, COMMAND_LINE_SIZE);
	*cmdline_p = command_line;
	parse_early_param();
	finish_e820_parsing();

	setup_memory();
	init_mem_mapping();
	free_early_page_tables();
	paging_init();

	acpi_boot_table_init();		/* RSDP, and where the tables are */
	acpi_boot_init();		/* MADT: CPUs, I/O APICs */
	apic_detect_mode();
	prefill_possible_map();
	tsc_early_init();
}
