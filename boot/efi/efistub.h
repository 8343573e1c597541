/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * boot/efi/efistub.h - what the files of the EFI stub share
 *
 * The stub is linked into the kernel and runs inside the image that the
 * firmware loaded, on the firmware's page tables and stack, long before the
 * kernel runs where it was linked. So it is compiled -fPIE and has its own
 * memcpy() and friends (the build renames them to __boot_*); it calls nothing
 * outside of boot/. Strings and variables are found relative to rip; a table
 * of pointers would need relocation, and the build refuses one.
 *
 * Mirrors: Linux 4.5 drivers/firmware/efi/libstub, arch/x86/boot/compressed.
 */
#ifndef BOOT_EFI_EFISTUB_H
#define BOOT_EFI_EFISTUB_H

#pragma GCC visibility push(hidden)

#include <linux/compiler.h>
#include <linux/efi.h>
#include <linux/kernel.h>
#include <linux/types.h>

#include <uapi/asm/bootparam.h>

/* With the NUL; setup_header.cmdline_size says one less. */
#define COMMAND_LINE_SIZE	2048

/* What is passed on by address in 32 bits must be allocated below. */
#define LOW_LIMIT		0xffffffffUL

extern efi_system_table_t *efi_system_table;
#define efi_bs			(efi_system_table->boottime)

/* util.c */
void *memcpy(void *dst, const void *src, size_t n);
void *memset(void *s, int c, size_t n);
int memcmp(const void *a, const void *b, size_t n);
size_t strlen(const char *s);
void efi_puts(const char *str);
efi_status_t efi_low_alloc(unsigned long size, unsigned long max, void **addr);
void efi_free(void *addr, unsigned long size);

/* cmdline.c */
char *efi_convert_cmdline(efi_loaded_image_t *image);
const char *next_initrd_option(const char *cmdline, efi_char16_t *path,
			       unsigned int max);

/* initrd.c */
void efi_load_initrd(struct boot_params *bp, efi_loaded_image_t *image,
		     const char *cmdline);

/* gop.c */
void setup_graphics(struct boot_params *bp);

/* memmap.c */
efi_status_t exit_boot(struct boot_params *bp, efi_handle_t handle);

/* stub.c */
efi_status_t __efiapi efi_pe_entry(efi_handle_t handle,
				   efi_system_table_t *sys_table);
void efi_main(efi_handle_t handle, efi_system_table_t *sys_table,
	      struct boot_params *bp);

#endif /* BOOT_EFI_EFISTUB_H */
