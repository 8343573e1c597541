// SPDX-License-Identifier: GPL-2.0-only
/*
 * boot/efi/stub.c - bzImage as an EFI application
 *
 *   firmware, systemd-boot, UEFI shell -> efi_pe_entry: make boot_params
 *   GRUB's linuxefi -> efi64_stub_entry (head_64.S) -> efi_main
 *   efi_main: initrd, screen, RSDP; copy the kernel to where it shall run;
 *	ExitBootServices; jump to the copy's boot_startup_64
 *
 * I1         no variable of the stub lies in .bss: a handover loader need not
 *            clear it, and the kernel clears it later.
 *
 * Mirrors: Linux 4.5 arch/x86/boot/compressed/eboot.c.
 * Simpler than Linux in: no 32-bit firmware, no runtime services, no Secure
 * Boot variables, no PCI ROMs.
 */
#include <asm/page_types.h>

#include "efistub.h"

extern char _text[], _edata[], _end[], boot_startup_64[];

efi_system_table_t *efi_system_table = NULL;	/* = NULL: into .data */

static efi_loaded_image_t *get_loaded_image(efi_handle_t handle)
{
	efi_guid_t guid = LOADED_IMAGE_PROTOCOL_GUID;
	efi_loaded_image_t *image;

	if (efi_bs->handle_protocol(handle, &guid, (void **)&image))
		return NULL;
	return image;
}

static void find_rsdp(struct boot_params *bp)
{
	efi_guid_t acpi_20 = ACPI_20_TABLE_GUID;
	efi_guid_t acpi_10 = ACPI_TABLE_GUID;
	efi_config_table_t *table = efi_system_table->tables;
	unsigned long i;

	for (i = 0; i < efi_system_table->nr_tables; i++, table++) {
		if (!memcmp(&table->guid, &acpi_20, sizeof(acpi_20))) {
			bp->acpi_rsdp_addr = (unsigned long)table->table;
			return;
		}
		if (!memcmp(&table->guid, &acpi_10, sizeof(acpi_10)))
			bp->acpi_rsdp_addr = (unsigned long)table->table;
	}
}

/* As much room as setup_header.init_size asks for, on a 2 MiB boundary. */
static unsigned long alloc_kernel(void)
{
	unsigned long size = _end - _text;
	unsigned long pages = DIV_ROUND_UP(size, EFI_PAGE_SIZE);
	efi_physical_addr_t addr = CONFIG_PHYSICAL_START;

	if (efi_bs->allocate_pages(EFI_ALLOCATE_ADDRESS, EFI_LOADER_CODE,
				   pages, &addr) == EFI_SUCCESS)
		return addr;
	pages += CONFIG_PHYSICAL_ALIGN / EFI_PAGE_SIZE;
	addr = LOW_LIMIT;
	if (efi_bs->allocate_pages(EFI_ALLOCATE_MAX_ADDRESS, EFI_LOADER_CODE,
				   pages, &addr) == EFI_SUCCESS)
		return ALIGN(addr, CONFIG_PHYSICAL_ALIGN);
	return 0;
}

static void __noreturn enter_kernel(unsigned long kernel,
				    struct boot_params *bp)
{
	unsigned long entry = kernel + (boot_startup_64 - _text);

	asm volatile("cli; jmp *%0" : : "r" (entry), "S" (bp) : "memory");
	unreachable();
}

static void __noreturn fail(const char *why)
{
	efi_puts("EFI stub: ");
	efi_puts(why);
	efi_puts("\n");
	efi_bs->stall(5000000);		/* time to read it: microseconds */
	for (;;)
		asm volatile("hlt");
}

/**
 * efi_main() - from boot_params to the kernel's entry
 * @handle: our image
 * @sys_table: the firmware's
 * @bp: zero page with setup header and command line filled in
 *
 * Context: firmware's page tables and stack, boot services alive.
 */
void efi_main(efi_handle_t handle, efi_system_table_t *sys_table,
	      struct boot_params *bp)
{
	unsigned long kernel;
	const char *cmdline;

	efi_system_table = sys_table;
	cmdline = (char *)(bp->hdr.cmd_line_ptr |
			   (unsigned long)bp->ext_cmd_line_ptr << 32);
	if (!bp->hdr.ramdisk_size)
		efi_load_initrd(bp, get_loaded_image(handle), cmdline);
	setup_graphics(bp);
	find_rsdp(bp);

	kernel = alloc_kernel();
	if (!kernel)
		fail("Not enough memory for the kernel");
	memcpy((void *)kernel, _text, _edata - _text);

	if (exit_boot(bp, handle) != EFI_SUCCESS)
		fail("ExitBootServices failed");
	enter_kernel(kernel, bp);
}

/**
 * efi_pe_entry() - AddressOfEntryPoint of the PE image
 * @handle: our image
 * @sys_table: the firmware's
 *
 * Context: called by the firmware as an EFI application.
 * Return: only on failure, an EFI error.
 */
efi_status_t __efiapi efi_pe_entry(efi_handle_t handle,
				   efi_system_table_t *sys_table)
{
	efi_loaded_image_t *image;
	struct boot_params *bp;
	char *cmdline;

	if (sys_table->hdr.signature != EFI_SYSTEM_TABLE_SIGNATURE)
		return EFI_INVALID_PARAMETER;
	efi_system_table = sys_table;
	efi_bs->set_watchdog_timer(0, 0, 0, NULL);

	image = get_loaded_image(handle);
	if (!image)
		return EFI_LOAD_ERROR;
	if (efi_low_alloc(sizeof(*bp), LOW_LIMIT, (void **)&bp))
		return EFI_OUT_OF_RESOURCES;
	memset(bp, 0, sizeof(*bp));
	memcpy(&bp->hdr, image->image_base + offsetof(struct boot_params, hdr),
	       sizeof(bp->hdr));
	bp->hdr.type_of_loader = 0x21;	/* "EFI stub" */
	/* QEMU fills the header in for a BIOS before OVMF gets the file. */
	bp->hdr.ramdisk_image = 0;
	bp->hdr.ramdisk_size = 0;
	bp->hdr.setup_data = 0;

	cmdline = efi_convert_cmdline(image);
	if (!cmdline) {
		efi_free(bp, sizeof(*bp));
		return EFI_OUT_OF_RESOURCES;
	}
	bp->hdr.cmd_line_ptr = (unsigned long)cmdline;

	efi_main(handle, sys_table, bp);
	return EFI_LOAD_ERROR;
}
