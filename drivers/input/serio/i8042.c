// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/input/serio/i8042.c - the keyboard controller
 *
 * Ports 0x60 (data) and 0x64 (status, commands), interrupt 1.  The controller
 * translates to scan code set 1.
 * Locking    i8042_lock, irq-safe: the LED command that is under way.
 * Mirrors: Linux 4.x drivers/input/serio/i8042.c, drivers/input/keyboard/atkbd.c
 * Simpler than Linux in: no mouse, no self-test, no other scan code sets.
 */
#include <linux/console_struct.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/spinlock.h>

#include <asm/processor.h>

#define I8042_DATA	0x60
#define I8042_STATUS	0x64
#define I8042_COMMAND	0x64

#define STR_OBF		0x01	/* there is a byte to read */
#define STR_IBF		0x02	/* it has not read our last byte yet */
#define STR_AUXDATA	0x20	/* the byte is the mouse's */

#define CMD_CTL_RCTR	0x20
#define CMD_CTL_WCTR	0x60
#define CTR_KBDINT	0x01
#define CTR_AUXINT	0x02
#define CTR_KBDDIS	0x10
#define CTR_AUXDIS	0x20
#define CTR_XLATE	0x40

#define KBD_SET_LEDS	0xed
#define KBD_ENABLE	0xf4
#define KBD_ACK		0xfa
#define KBD_RESEND	0xfe

#define I8042_IRQ	1
#define SPINS_MAX	20000
#define BYTES_MAX	16	/* of one interrupt */

static DEFINE_SPINLOCK(i8042_lock);
static bool present;
static u8 leds;			/* wanted */
static enum { LEDS_IDLE, LEDS_COMMAND, LEDS_VALUE } led_state;

static bool wait_write(void)
{
	int spins = SPINS_MAX;

	while ((inb(I8042_STATUS) & STR_IBF) && --spins)
		cpu_relax();
	return spins;
}

static void write_data(u8 data)
{
	if (wait_write())
		outb(data, I8042_DATA);
}

/**
 * i8042_set_leds() - light the keyboard's LEDs
 * @value: bit 0 scroll lock, 1 num lock, 2 caps lock
 *
 * Context: any.
 */
void i8042_set_leds(u8 value)
{
	unsigned long flags;

	if (!present)
		return;
	spin_lock_irqsave(&i8042_lock, flags);
	if (leds != value) {
		leds = value;
		led_state = LEDS_COMMAND;
		write_data(KBD_SET_LEDS);
	}
	spin_unlock_irqrestore(&i8042_lock, flags);
}

/* Is the byte an answer to the LED command?  Then go on with that. */
static bool led_answer(u8 data)
{
	bool ours;

	spin_lock(&i8042_lock);
	ours = led_state != LEDS_IDLE &&
	       (data == KBD_ACK || data == KBD_RESEND);
	if (ours && data == KBD_ACK && led_state == LEDS_COMMAND) {
		led_state = LEDS_VALUE;
		write_data(leds);
	} else if (ours) {
		led_state = LEDS_IDLE;
	}
	spin_unlock(&i8042_lock);
	return ours;
}

static irqreturn_t i8042_interrupt(int irq, void *dev_id)
{
	int bytes = 0;
	u8 status, data;

	while (bytes < BYTES_MAX &&
	       ((status = inb(I8042_STATUS)) & STR_OBF)) {
		data = inb(I8042_DATA);
		bytes++;
		if (!(status & STR_AUXDATA) && !led_answer(data) &&
		    data != KBD_ACK)
			kbd_scancode(data);
	}
	return bytes ? IRQ_HANDLED : IRQ_NONE;
}

static void __init flush_output(void)
{
	int n = BYTES_MAX;

	while (n-- && (inb(I8042_STATUS) & STR_OBF))
		inb(I8042_DATA);
}

/* The configuration byte, or -1 when nobody answers. */
static int __init read_ctr(void)
{
	int spins = SPINS_MAX;

	if (!wait_write())
		return -1;
	outb(CMD_CTL_RCTR, I8042_COMMAND);
	while (!(inb(I8042_STATUS) & STR_OBF) && --spins)
		cpu_relax();
	return spins ? inb(I8042_DATA) : -1;
}

static int __init i8042_init(void)
{
	int ctr;
	int err;

	if (inb(I8042_STATUS) == 0xff)
		goto none;
	flush_output();
	ctr = read_ctr();
	if (ctr < 0)
		goto none;

	err = request_irq(I8042_IRQ, i8042_interrupt, 0, "i8042", &present);
	if (err)
		return err;
	ctr |= CTR_KBDINT | CTR_XLATE | CTR_AUXDIS;
	ctr &= ~(CTR_KBDDIS | CTR_AUXINT);
	wait_write();
	outb(CMD_CTL_WCTR, I8042_COMMAND);
	write_data(ctr);
	write_data(KBD_ENABLE);
	present = true;
	pr_info("serio: i8042 KBD port at 0x60,0x64 irq 1\n");
	return 0;

none:
	pr_info("i8042: No controller found\n");
	return 0;
}
device_initcall(i8042_init);
