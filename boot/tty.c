// SPDX-License-Identifier: GPL-2.0-only
/*
 * boot/tty.c - last words of the setup code
 *
 * Nothing is printed while all goes well. An error goes to the screen through
 * the BIOS and to COM1, since nobody has read the command line yet.
 *
 * Mirrors: Linux 4.5 arch/x86/boot/tty.c.
 */
#include "boot.h"

#define COM1		0x3f8
#define UART_TX		0
#define UART_DLL	0
#define UART_DLM	1
#define UART_LCR	3
#define UART_LSR	5
#define LSR_THRE	0x20

static void serial_init(void)
{
	outb(0x83, COM1 + UART_LCR);	/* 8n1, divisor latch open */
	outb(1, COM1 + UART_DLL);	/* 115200 */
	outb(0, COM1 + UART_DLM);
	outb(0x03, COM1 + UART_LCR);
}

static void serial_putchar(char ch)
{
	unsigned int timeout = 0xffff;

	while (!(inb(COM1 + UART_LSR) & LSR_THRE) && --timeout)
		io_delay();
	outb(ch, COM1 + UART_TX);
}

static void bios_putchar(char ch)
{
	struct biosregs ireg;

	initregs(&ireg);
	ireg.ebx = 0x0007;
	ireg.eax = 0x0e00 | (u8)ch;
	intcall(0x10, &ireg, 0);
}

static void putchar(char ch)
{
	if (ch == '\n')
		putchar('\r');
	bios_putchar(ch);
	serial_putchar(ch);
}

/**
 * puts() - print a string on the screen and on COM1
 * @str: '\n' becomes CR LF
 *
 * Context: real mode.
 */
void puts(const char *str)
{
	static u8 serial_ready;

	if (!serial_ready) {
		serial_init();
		serial_ready = 1;
	}
	while (*str)
		putchar(*str++);
}

/**
 * put_number() - print a number in decimal
 * @n: the number
 *
 * Context: real mode.
 */
void put_number(u32 n)
{
	char buf[11];
	char *p = buf + sizeof(buf);

	*--p = '\0';
	do {
		*--p = '0' + n % 10;
		n /= 10;
	} while (n);
	puts(p);
}

/**
 * die() - stop the machine
 *
 * Context: real mode.
 */
void __noreturn die(void)
{
	for (;;)
		asm volatile("hlt");
}
