// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/early_printk.c - consoles that need nothing but the hardware
 *
 *	earlyprintk=serial[,ttySn|,0xport[,baud]][,keep]
 *	earlyprintk=ttySn[,baud][,keep]
 *	earlyprintk=vga[,keep]
 *
 * Boot consoles: they print from the moment the option is read, and leave when
 * a real console comes, unless "keep" is there.
 * Locking    console lock; in an oops nothing: only ports and memory are written.
 * Entry      setup_early_printk()
 * Mirrors: Linux 4.5 arch/x86/kernel/early_printk.c
 * Simpler than Linux in: no PCI serial, USB, EFI frame buffer.
 */
#include <linux/console.h>
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include <asm/fixmap.h>
#include <asm/io.h>
#include <asm/processor.h>

#include <uapi/linux/serial_reg.h>

/* --- 16550 --- */

#define DEFAULT_BAUD	9600
#define BASE_BAUD	115200
#define SPINS_MAX	0xffff	/* longer than a character takes at 9600 */

static const u16 isa_ports[] = { 0x3f8, 0x2f8, 0x3e8, 0x2e8 };
static u16 early_serial_base;

static void early_serial_putc(unsigned char ch)
{
	int spins = SPINS_MAX;

	while (!(inb(early_serial_base + UART_LSR) & UART_LSR_THRE) && --spins)
		cpu_relax();
	outb(ch, early_serial_base + UART_TX);
}

static void early_serial_write(struct console *con, const char *s,
			       unsigned int n)
{
	for (; n--; s++) {
		if (*s == '\n')
			early_serial_putc('\r');
		early_serial_putc(*s);
	}
}

static struct console early_serial_console = {
	.name	= "earlyser",
	.write	= early_serial_write,
	.flags	= CON_PRINTBUFFER | CON_BOOT,
	.index	= -1,
};

static void __init early_serial_hw_init(unsigned int baud)
{
	u16 base = early_serial_base;
	unsigned int divisor = BASE_BAUD / baud;

	outb(UART_LCR_WLEN8, base + UART_LCR);
	outb(0, base + UART_IER);
	outb(0, base + UART_FCR);
	outb(UART_MCR_DTR | UART_MCR_RTS, base + UART_MCR);
	outb(UART_LCR_WLEN8 | UART_LCR_DLAB, base + UART_LCR);
	outb(divisor & 0xff, base + UART_DLL);
	outb(divisor >> 8, base + UART_DLM);
	outb(UART_LCR_WLEN8, base + UART_LCR);
}

/* @s: "ttyS0,115200" or "0x3f8,115200", each part optional */
static int __init early_serial_init(const char *s)
{
	unsigned long port = 0;
	unsigned long baud = 0;
	char *end;

	if (*s == ',')
		s++;
	if (!strncmp(s, "0x", 2)) {
		early_serial_base = simple_strtoul(s, NULL, 16);
	} else {
		if (!strncmp(s, "ttyS", 4))
			s += 4;
		if (isdigit(*s))
			port = simple_strtoul(s, &end, 10);
		if (port >= ARRAY_SIZE(isa_ports))
			port = 0;
		early_serial_base = isa_ports[port];
	}

	s = strchrnul(s, ',');
	if (*s == ',')
		baud = simple_strtoul(s + 1, &end, 0);
	if (!baud || baud > BASE_BAUD)
		baud = DEFAULT_BAUD;
	early_serial_hw_init(baud);
	return 0;
}

/* --- VGA text --- */

#define VGA_TEXT_BASE	0xb8000
#define VGA_COLUMNS	80
#define VGA_ROWS	25
#define VGA_ATTRIBUTE	0x0700		/* grey on black */

static volatile u16 *vga_mem;
static unsigned int vga_row, vga_column;

static void vga_scroll(void)
{
	int i;

	for (i = 0; i < (VGA_ROWS - 1) * VGA_COLUMNS; i++)
		vga_mem[i] = vga_mem[i + VGA_COLUMNS];
	for (; i < VGA_ROWS * VGA_COLUMNS; i++)
		vga_mem[i] = VGA_ATTRIBUTE | ' ';
}

static void early_vga_putc(unsigned char ch)
{
	if (ch != '\n' && ch != '\r')
		vga_mem[vga_row * VGA_COLUMNS + vga_column++] =
			VGA_ATTRIBUTE | ch;
	if (ch == '\r')
		vga_column = 0;
	if (ch == '\n' || vga_column == VGA_COLUMNS) {
		vga_column = 0;
		if (++vga_row == VGA_ROWS) {
			vga_scroll();
			vga_row = VGA_ROWS - 1;
		}
	}
}

static void early_vga_write(struct console *con, const char *s, unsigned int n)
{
	while (n--)
		early_vga_putc(*s++);
}

static struct console early_vga_console = {
	.name	= "earlyvga",
	.write	= early_vga_write,
	.flags	= CON_PRINTBUFFER | CON_BOOT,
	.index	= -1,
};

static int __init early_vga_init(void)
{
	set_fixmap_nocache(FIX_EARLYCON_MEM_BASE, VGA_TEXT_BASE);
	vga_mem = (volatile u16 *)fix_to_virt(FIX_EARLYCON_MEM_BASE);
	vga_row = VGA_ROWS - 1;		/* below what the firmware said */
	vga_scroll();
	return 0;
}

/* --- the option --- */

static void __init early_console_register(struct console *con, bool keep)
{
	if (con->flags & CON_ENABLED)
		return;
	early_console = con;
	con->index = 0;
	register_console(con);
	/* One that stays is from now on a console like any other. */
	if (keep)
		con->flags &= ~CON_BOOT;
}

/**
 * setup_early_printk() - start a console that earlyprintk= names
 * @buf: the option's value
 *
 * Context: boot, from the first C code on.
 * Return: 0, or -EINVAL.
 */
int __init setup_early_printk(char *buf)
{
	bool keep;

	if (!buf)
		return -EINVAL;
	keep = strstr(buf, "keep") != NULL;

	if (!strncmp(buf, "serial", 6) && !early_serial_init(buf + 6))
		early_console_register(&early_serial_console, keep);
	else if (!strncmp(buf, "ttyS", 4) && !early_serial_init(buf))
		early_console_register(&early_serial_console, keep);
	else if (!strncmp(buf, "vga", 3) && !early_vga_init())
		early_console_register(&early_vga_console, keep);
	else
		return -EINVAL;
	return 0;
}
early_param("earlyprintk", setup_early_printk);
