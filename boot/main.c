// SPDX-License-Identifier: GPL-2.0-only
/*
 * boot/main.c - the 16-bit part of booting, as a list
 *
 * Only loaders that start the kernel in real mode come here (QEMU -kernel,
 * GRUB's linux16). What they know is in @hdr; the BIOS knows the rest, and
 * boot_params carries both to the kernel. Other loaders fill boot_params
 * themselves and enter at startup_32 or at the PE entry.
 *
 * Mirrors: Linux 4.5 arch/x86/boot/main.c.
 * Simpler than Linux in: no heap, no video menu, no old command line
 * protocol, no keyboard, EDD, APM or SpeedStep queries.
 */
#include "boot.h"

struct boot_params boot_params __attribute__((aligned(16)));

/**
 * memset() - fill bytes; the compiler calls it too
 * @s: where
 * @c: with what
 * @n: how many
 *
 * Context: any.
 * Return: @s.
 */
void *memset(void *s, int c, u32 n)
{
	u8 *p = s;

	while (n--)
		*p++ = c;
	return s;
}

/**
 * memcpy() - copy bytes; the compiler calls it too
 * @dst: to
 * @src: from
 * @n: how many
 *
 * Context: any.
 * Return: @dst.
 */
void *memcpy(void *dst, const void *src, u32 n)
{
	u8 *d = dst;
	const u8 *s = src;

	while (n--)
		*d++ = *s++;
	return dst;
}

/**
 * initregs() - registers for a BIOS call: zero, our segments, carry set
 * @regs: gets them
 *
 * Context: real mode.
 */
void initregs(struct biosregs *regs)
{
	memset(regs, 0, sizeof(*regs));
	regs->eflags = X86_EFLAGS_CF;	/* an old BIOS that ignores the call fails it */
	regs->ds = ds();
	regs->es = ds();
}

/* The BIOS may set itself up better when it knows what is coming. */
static void set_bios_mode(void)
{
	struct biosregs ireg;

	initregs(&ireg);
	ireg.eax = 0xec00;
	ireg.ebx = 2;		/* long mode */
	intcall(0x15, &ireg, 0);
}

/**
 * main() - called by header.S with a stack and a clear .bss
 *
 * Context: real mode. Does not return.
 */
void main(void)
{
	memcpy(&boot_params.hdr, &hdr, sizeof(hdr));

	set_bios_mode();
	set_video();
	detect_memory();
	check_memory();
	go_to_protected_mode();
}
