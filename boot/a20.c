// SPDX-License-Identifier: GPL-2.0-only
/*
 * boot/a20.c - let address line 20 through
 *
 * With the line masked, 1 MiB + x is the same byte as x. Each method is tried
 * until a write at one of the two addresses no longer shows at the other.
 *
 * Mirrors: Linux 4.5 arch/x86/boot/a20.c.
 */
#include "boot.h"

#define A20_TEST_ADDR	0x200		/* interrupt vector 80h, unused */
#define A20_TEST_LOOPS	32

/* Read and write 0000:0200 through fs, ffff:0210 through gs. */
static int a20_enabled(void)
{
	u32 saved, ctr, seen;
	int loops = A20_TEST_LOOPS;
	int ok = 0;

	asm volatile("movw %w0,%%fs" : : "r" (0));
	asm volatile("movw %w0,%%gs" : : "r" (0xffff));
	asm volatile("movl %%fs:(%1),%0" : "=r" (saved) : "r" (A20_TEST_ADDR));
	ctr = saved;
	while (loops-- && !ok) {
		ctr++;
		asm volatile("movl %0,%%fs:(%1)"
			     : : "r" (ctr), "r" (A20_TEST_ADDR) : "memory");
		io_delay();
		asm volatile("movl %%gs:(%1),%0"
			     : "=r" (seen) : "r" (A20_TEST_ADDR + 0x10));
		ok = seen != ctr;
	}
	asm volatile("movl %0,%%fs:(%1)"
		     : : "r" (saved), "r" (A20_TEST_ADDR) : "memory");
	return ok;
}

static void enable_a20_bios(void)
{
	struct biosregs ireg;

	initregs(&ireg);
	ireg.eax = 0x2401;
	intcall(0x15, &ireg, 0);
}

/* Wait until the keyboard controller takes a byte. */
static void empty_8042(void)
{
	unsigned int loops = 100000;

	while (loops--) {
		u8 status = inb(0x64);

		io_delay();
		if (status == 0xff)
			return;		/* no controller */
		if (status & 1)
			(void)inb(0x60);
		else if (!(status & 2))
			return;
	}
}

static void enable_a20_kbc(void)
{
	empty_8042();
	outb(0xd1, 0x64);	/* next byte is the output port */
	empty_8042();
	outb(0xdf, 0x60);	/* A20 on, no reset */
	empty_8042();
}

static void enable_a20_fast(void)
{
	u8 port_a = inb(0x92);

	port_a |= 0x02;		/* A20 */
	port_a &= ~0x01;	/* not the reset line */
	outb(port_a, 0x92);
}

/**
 * enable_a20() - try everything to open address line 20
 *
 * Context: real mode.
 * Return: 0, or -1 when it stays closed.
 */
int enable_a20(void)
{
	if (a20_enabled())
		return 0;
	enable_a20_bios();
	if (a20_enabled())
		return 0;
	enable_a20_kbc();
	if (a20_enabled())
		return 0;
	enable_a20_fast();
	return a20_enabled() ? 0 : -1;
}
