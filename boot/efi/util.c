// SPDX-License-Identifier: GPL-2.0-only
/*
 * boot/efi/util.c - strings, messages and memory for the EFI stub
 *
 * All of it must work before the kernel's own is where it was linked: plain
 * bytes, no tables, the firmware's services for the rest.
 *
 * Entry      memcpy() memset() memcmp() strlen() efi_puts() efi_low_alloc()
 *
 * Mirrors: Linux 4.5 drivers/firmware/efi/libstub/efi-stub-helper.c.
 */
#include "efistub.h"

/**
 * memcpy() - copy bytes; the compiler calls it too
 * @dst: to
 * @src: from
 * @n: how many
 *
 * Context: any.
 * Return: @dst.
 */
void *memcpy(void *dst, const void *src, size_t n)
{
	void *ret = dst;

	asm volatile("rep movsb"
		     : "+D" (dst), "+S" (src), "+c" (n) : : "memory");
	return ret;
}

/**
 * memset() - fill bytes; the compiler calls it too
 * @s: where
 * @c: with what
 * @n: how many
 *
 * Context: any.
 * Return: @s.
 */
void *memset(void *s, int c, size_t n)
{
	void *ret = s;

	asm volatile("rep stosb"
		     : "+D" (s), "+c" (n) : "a" (c) : "memory");
	return ret;
}

/**
 * memcmp() - compare bytes
 * @a: some bytes
 * @b: others
 * @n: how many
 *
 * Context: any. Nothing behind the first difference is read.
 * Return: 0 when equal, else of the sign of the difference.
 */
int memcmp(const void *a, const void *b, size_t n)
{
	const u8 *x = a, *y = b;

	for (; n; n--, x++, y++)
		if (*x != *y)
			return *x - *y;
	return 0;
}

/**
 * strlen() - count bytes
 *
 * Context: any.
 * Return: bytes in front of the NUL.
 */
size_t strlen(const char *s)
{
	const char *p = s;

	while (*p)
		p++;
	return p - s;
}

/**
 * efi_puts() - say something on the firmware's console
 * @str: ASCII; '\n' becomes CR LF
 *
 * Context: before ExitBootServices.
 */
void efi_puts(const char *str)
{
	efi_simple_text_output_protocol_t *out = efi_system_table->con_out;
	efi_char16_t buf[3];

	if (!out)
		return;
	for (; *str; str++) {
		unsigned int n = 0;

		if (*str == '\n')
			buf[n++] = '\r';
		buf[n++] = (u8)*str;
		buf[n] = 0;
		out->output_string(out, buf);
	}
}

/**
 * efi_low_alloc() - allocate pages below a limit
 * @size: bytes
 * @max: highest address that may be used
 * @addr: gets the address
 *
 * Context: before ExitBootServices.
 * Return: EFI_SUCCESS, or the firmware's error.
 */
efi_status_t efi_low_alloc(unsigned long size, unsigned long max, void **addr)
{
	efi_physical_addr_t phys = max;
	efi_status_t status;

	status = efi_bs->allocate_pages(EFI_ALLOCATE_MAX_ADDRESS,
					EFI_LOADER_DATA,
					DIV_ROUND_UP(size, EFI_PAGE_SIZE),
					&phys);
	if (status == EFI_SUCCESS)
		*addr = (void *)phys;
	return status;
}

/**
 * efi_free() - give back what efi_low_alloc() gave
 * @addr: the address
 * @size: bytes
 *
 * Context: before ExitBootServices.
 */
void efi_free(void *addr, unsigned long size)
{
	efi_bs->free_pages((efi_physical_addr_t)addr,
			   DIV_ROUND_UP(size, EFI_PAGE_SIZE));
}
