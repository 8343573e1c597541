// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/reboot.c - the end: restart, halt, power off
 *
 * There are several ways to reset a PC and none works on all: they are tried
 * in turn, ACPI's reset register first, a triple fault last.  reboot= picks
 * the one to begin with: a(cpi), k(bd), p(ci), t(riple).
 *
 * Locking    none: the other CPUs are stopped first, but for
 *            machine_emergency_restart(), which asks for nothing.
 * Entry      machine_restart() machine_halt() machine_power_off()
 *            machine_emergency_restart() machine_shutdown()
 * Mirrors:   Linux 4.x arch/x86/kernel/reboot.c.
 * Simpler than Linux in: no table of quirky machines, no EFI or BIOS reset.
 */
#include <linux/acpi.h>
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/smp.h>
#include <linux/string.h>

#include <asm/apic.h>
#include <asm/desc.h>
#include <asm/io.h>
#include <asm/io_apic.h>
#include <asm/reboot.h>

#define KBD_STATUS_PORT		0x64
#define KBD_COMMAND_PORT	0x64
#define KBD_STATUS_IBF		0x02	/* has not taken the last byte */
#define KBD_CMD_PULSE_RESET	0xfe
#define PCI_RESET_PORT		0xcf9
#define PCI_RESET_HARD		0x02
#define PCI_RESET_NOW		0x04

enum reboot_type {
	BOOT_ACPI,
	BOOT_KBD,
	BOOT_CF9,
	BOOT_TRIPLE,
};

static enum reboot_type reboot_type __read_mostly = BOOT_ACPI;

/* A comma separated list of words, of which the first letter counts. */
static int __init reboot_setup(char *str)
{
	while (str) {
		switch (*str) {
		case 'a':
			reboot_type = BOOT_ACPI;
			break;
		case 'k':
			reboot_type = BOOT_KBD;
			break;
		case 'p':
			reboot_type = BOOT_CF9;
			break;
		case 't':
			reboot_type = BOOT_TRIPLE;
			break;
		}
		str = strchr(str, ',');
		if (str)
			str++;
	}
	return 1;
}
__setup("reboot=", reboot_setup);

static void kbd_reset(void)
{
	int tries, i;

	for (tries = 0; tries < 10; tries++) {
		for (i = 0; i < 10000; i++) {
			if (!(inb(KBD_STATUS_PORT) & KBD_STATUS_IBF))
				break;
			udelay(2);
		}
		outb(KBD_CMD_PULSE_RESET, KBD_COMMAND_PORT);
		udelay(50);
	}
}

static void cf9_reset(void)
{
	u8 value = inb(PCI_RESET_PORT) & ~(PCI_RESET_HARD | PCI_RESET_NOW);

	outb(value | PCI_RESET_HARD, PCI_RESET_PORT);
	udelay(50);
	outb(value | PCI_RESET_HARD | PCI_RESET_NOW, PCI_RESET_PORT);
	udelay(50);
}

/* An exception with an empty IDT: the CPU gives up and resets. */
static void triple_fault(void)
{
	static const struct desc_ptr no_idt;

	load_idt(&no_idt);
	asm volatile("int3");
}

/**
 * machine_emergency_restart() - reset the machine, now
 *
 * Context: any.
 */
void machine_emergency_restart(void)
{
	enum reboot_type how = reboot_type;

	local_irq_disable();
	for (;;) {
		switch (how) {
		case BOOT_ACPI:
			acpi_reset();
			how = BOOT_KBD;
			break;
		case BOOT_KBD:
			kbd_reset();
			how = BOOT_CF9;
			break;
		case BOOT_CF9:
			cf9_reset();
			how = BOOT_TRIPLE;
			break;
		case BOOT_TRIPLE:
			triple_fault();
			how = BOOT_KBD;
			break;
		}
	}
}

/**
 * machine_shutdown() - nothing runs and nothing interrupts but this CPU
 *
 * Context: process context; interrupts are off afterwards.
 */
void machine_shutdown(void)
{
	local_irq_disable();
	clear_IO_APIC();
	smp_send_stop();
	disable_local_APIC();
}

/**
 * machine_restart() - reboot
 * @cmd: not used
 *
 * Context: process context, what can be saved is saved.
 */
void machine_restart(char *cmd)
{
	pr_notice("machine restart\n");
	machine_shutdown();
	machine_emergency_restart();
}

/**
 * machine_halt() - stop, with the power on
 *
 * Context: process context.
 */
void machine_halt(void)
{
	machine_shutdown();
	stop_this_cpu(NULL);
}

/**
 * machine_power_off() - switch the power off, or stop if that fails
 *
 * Context: process context.
 */
void machine_power_off(void)
{
	machine_shutdown();
	acpi_power_off();
	pr_emerg("The machine cannot be powered off by software.\n");
	stop_this_cpu(NULL);
}
