/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/irq.h - what interrupt controllers say to the interrupt layer
 *
 * Drivers of devices include linux/interrupt.h and nothing of this.
 *
 * Mirrors: Linux 4.19 include/linux/irq.h.
 */
#ifndef _LINUX_IRQ_H
#define _LINUX_IRQ_H

#include <linux/cpumask.h>
#include <linux/irqreturn.h>
#include <linux/spinlock.h>
#include <linux/types.h>

#include <asm/irq.h>

struct irq_desc;
struct irqaction;
struct msi_msg;

typedef void (*irq_flow_handler_t)(struct irq_desc *desc);

#define IRQ_TYPE_NONE		0x00000000
#define IRQ_TYPE_EDGE_RISING	0x00000001
#define IRQ_TYPE_EDGE_FALLING	0x00000002
#define IRQ_TYPE_EDGE_BOTH	(IRQ_TYPE_EDGE_FALLING | IRQ_TYPE_EDGE_RISING)
#define IRQ_TYPE_LEVEL_HIGH	0x00000004
#define IRQ_TYPE_LEVEL_LOW	0x00000008
#define IRQ_TYPE_LEVEL_MASK	(IRQ_TYPE_LEVEL_LOW | IRQ_TYPE_LEVEL_HIGH)
#define IRQ_TYPE_SENSE_MASK	0x0000000f

/* What a chip sees of a line.  [I] fixed once set up, [l] desc->lock. */
struct irq_data {
	unsigned int		irq;		/* [I] */
	unsigned long		hwirq;		/* [I] pin, in chip's terms */
	struct irq_chip		*chip;		/* [l] */
	void			*chip_data;	/* [l] of the vector layer */
	void			*handler_data;	/* [l] of the chip itself */
	unsigned int		state;		/* [l] IRQD_* */
};

#define IRQD_TRIGGER_MASK	IRQ_TYPE_SENSE_MASK
#define IRQD_LEVEL		(1 << 13)
#define IRQD_IRQ_DISABLED	(1 << 16)
#define IRQD_IRQ_MASKED		(1 << 17)
#define IRQD_IRQ_INPROGRESS	(1 << 18)
#define IRQD_IRQ_STARTED	(1 << 22)

/*
 * An interrupt controller.  All calls come with desc->lock held and
 * interrupts off; slots that may be NULL are marked.  disable_irq() is lazy:
 * the line is masked only when an interrupt comes meanwhile.
 */
struct irq_chip {
	const char	*name;
	void		(*irq_ack)(struct irq_data *data);	/* edge */
	void		(*irq_mask)(struct irq_data *data);
	void		(*irq_unmask)(struct irq_data *data);
	void		(*irq_eoi)(struct irq_data *data);	/* fasteoi */
	int		(*irq_retrigger)(struct irq_data *data); /* NULL */
	int		(*irq_set_type)(struct irq_data *data,
					unsigned int flow_type); /* NULL */
	void		(*irq_compose_msi_msg)(struct irq_data *data,
					       struct msi_msg *msg); /* NULL */
	void		(*irq_write_msi_msg)(struct irq_data *data,
					     struct msi_msg *msg); /* NULL */
};

static inline bool irqd_irq_disabled(struct irq_data *d)
{
	return d->state & IRQD_IRQ_DISABLED;
}

static inline bool irqd_irq_masked(struct irq_data *d)
{
	return d->state & IRQD_IRQ_MASKED;
}

static inline bool irqd_is_level_type(struct irq_data *d)
{
	return d->state & IRQD_LEVEL;
}

static inline u32 irqd_get_trigger_type(struct irq_data *d)
{
	return d->state & IRQD_TRIGGER_MASK;
}

static inline void irqd_set_trigger_type(struct irq_data *d, u32 type)
{
	d->state &= ~(IRQD_TRIGGER_MASK | IRQD_LEVEL);
	d->state |= type & IRQD_TRIGGER_MASK;
	if (type & IRQ_TYPE_LEVEL_MASK)
		d->state |= IRQD_LEVEL;
}

/* Descriptors: kernel/irq/irqdesc.c. */
int irq_alloc_desc_from(unsigned int from);
int irq_alloc_desc_at(unsigned int at);
void irq_free_desc(unsigned int irq);
struct irq_desc *irq_to_desc(unsigned int irq);
struct irq_data *irq_get_irq_data(unsigned int irq);
extern unsigned int nr_irqs;		/* highest allocated + 1 */
void early_irq_init(void);
int generic_handle_irq(unsigned int irq);

/* Flow handlers and set-up: kernel/irq/chip.c. */
void handle_fasteoi_irq(struct irq_desc *desc);
void handle_edge_irq(struct irq_desc *desc);
void handle_bad_irq(struct irq_desc *desc);
void irq_set_chip_and_handler_name(unsigned int irq, struct irq_chip *chip,
				   irq_flow_handler_t handle,
				   const char *name);
int irq_set_chip_data(unsigned int irq, void *data);
int irq_set_handler_data(unsigned int irq, void *data);

/* arch/x86/kernel/irq.c */
void init_IRQ(void);

#endif /* _LINUX_IRQ_H */
