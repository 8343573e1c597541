/* SPDX-License-Identifier: GPL-2.0-only */
/* linux/irqreturn.h - what an interrupt handler answers */
#ifndef _LINUX_IRQRETURN_H
#define _LINUX_IRQRETURN_H

typedef enum irqreturn {
	IRQ_NONE	= 0,		/* not from my device */
	IRQ_HANDLED	= 1,
} irqreturn_t;

#define IRQ_RETVAL(x)	((x) ? IRQ_HANDLED : IRQ_NONE)

#endif /* _LINUX_IRQRETURN_H */
