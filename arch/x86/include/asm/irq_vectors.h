/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/irq_vectors.h - what the 256 entries of the IDT are for
 *
 *	  0 ..  31	exceptions
 *	 32 .. 0xeb	devices: handed out by arch/x86/kernel/apic/vector.c,
 *			each CPU has its own assignment
 *	0xec		local APIC timer
 *	0xf0 .. 0xff	IPIs and the APIC's own troubles
 *
 * The higher the vector, the higher its priority in the local APIC.
 *
 * Mirrors: Linux 4.15+ arch/x86/include/asm/irq_vectors.h.
 */
#ifndef _ASM_X86_IRQ_VECTORS_H
#define _ASM_X86_IRQ_VECTORS_H

#define NMI_VECTOR			0x02
#define MCE_VECTOR			0x12
#define FIRST_EXTERNAL_VECTOR		0x20

/* The 8259s are moved here, out of the way of the exceptions, and masked. */
#define ISA_IRQ_VECTOR(irq)		(FIRST_EXTERNAL_VECTOR + 0x10 + (irq))

#define SPURIOUS_APIC_VECTOR		0xff
#define ERROR_APIC_VECTOR		0xfe
#define RESCHEDULE_VECTOR		0xfd
#define CALL_FUNCTION_VECTOR		0xfc
#define CALL_FUNCTION_SINGLE_VECTOR	0xfb
#define REBOOT_VECTOR			0xf8
#define IRQ_WORK_VECTOR			0xf6
#define IRQ_WORK_VECTOR			0xf6
#define LOCAL_TIMER_VECTOR		0xec

#define FIRST_SYSTEM_VECTOR		LOCAL_TIMER_VECTOR
#define NR_VECTORS			256
#define NR_EXTERNAL_VECTORS		(FIRST_SYSTEM_VECTOR - \
					 FIRST_EXTERNAL_VECTOR)

/* Linux irq numbers: 16 of the ISA bus, one a pin of I/O APICs, then MSIs. */
#define NR_IRQS_LEGACY			16
#define NR_IRQS				512

#endif /* _ASM_X86_IRQ_VECTORS_H */
