// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/i8259.c - the two 8259 interrupt controllers, out of the way
 *
 * All device interrupts come through the I/O APIC.  The 8259s are still
 * programmed: their power-on vectors are those of exceptions, and even a
 * masked one can raise a spurious IRQ 7 or 15.
 *
 * Entry      init_8259A() mask_8259A()
 * Mirrors:   Linux 4.x arch/x86/kernel/i8259.c.
 * Simpler than Linux in: no PIC mode at all.
 */
#include <linux/init.h>

#include <asm/i8259.h>
#include <asm/io.h>
#include <asm/irq_vectors.h>

#define ICW1_INIT	0x11	/* edge, cascade, ICW4 follows */
#define ICW4_8086	0x01	/* 8086 mode, normal EOI */

/**
 * mask_8259A() - no interrupts from the 8259s
 *
 * Context: any.
 */
void mask_8259A(void)
{
	outb(0xff, PIC_MASTER_IMR);
	outb(0xff, PIC_SLAVE_IMR);
}

/**
 * init_8259A() - move the 8259s' vectors and mask them
 *
 * Context: init_IRQ(), interrupts off.
 */
void __init init_8259A(void)
{
	mask_8259A();
	outb_p(ICW1_INIT, PIC_MASTER_CMD);
	outb_p(ISA_IRQ_VECTOR(0), PIC_MASTER_IMR);
	outb_p(1 << PIC_CASCADE_IR, PIC_MASTER_IMR);
	outb_p(ICW4_8086, PIC_MASTER_IMR);
	outb_p(ICW1_INIT, PIC_SLAVE_CMD);
	outb_p(ISA_IRQ_VECTOR(8), PIC_SLAVE_IMR);
	outb_p(PIC_CASCADE_IR, PIC_SLAVE_IMR);
	outb_p(ICW4_8086, PIC_SLAVE_IMR);
	mask_8259A();
}
