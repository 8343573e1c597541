// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/nmi.c - non-maskable interrupts
 *
 * Data       nmi_desc[type].head: handlers, asked in turn until one says it
 *            was its own.  Local ones first; a cause that nobody knows is
 *            looked up at port 0x61 and reported.
 * I1         in NMI context no lock is taken that anybody else may hold: the
 *            NMI may have interrupted the holder.
 * Locking    nmi_lock for changes of the lists; walks are RCU: the entry is
 *            unlinked, and a grace period covers the NMIs that still see it.
 * Entry      do_nmi() register_nmi_handler()
 * Mirrors: Linux 4.x arch/x86/kernel/nmi.c.
 */
#include <asm/nmi.h>

#include <linux/hardirq.h>
#include <linux/panic.h>
#include <linux/rculist.h>
#include <linux/rcupdate.h>
#include <linux/spinlock.h>
#include <linux/string.h>

#include <asm/hardirq.h>
#include <asm/io.h>
#include <asm/traps.h>

#define NMI_REASON_PORT		0x61
#define NMI_REASON_SERR		0x80	/* system error, mostly memory */
#define NMI_REASON_IOCHK	0x40	/* a device's error */
#define NMI_REASON_CLEAR_MASK	0x0f
#define NMI_REASON_CLEAR_SERR	0x04
#define NMI_REASON_CLEAR_IOCHK	0x08

int panic_on_unrecovered_nmi;

static DEFINE_RAW_SPINLOCK(nmi_lock);
static struct list_head nmi_desc[NMI_MAX] = {
	[NMI_LOCAL]	= LIST_HEAD_INIT(nmi_desc[NMI_LOCAL]),
	[NMI_UNKNOWN]	= LIST_HEAD_INIT(nmi_desc[NMI_UNKNOWN]),
};

/* Reports are long: one CPU at a time prints. */
static DEFINE_RAW_SPINLOCK(nmi_reason_lock);

/**
 * register_nmi_handler() - be asked about NMIs
 * @type: NMI_LOCAL or NMI_UNKNOWN
 * @action: kept until unregistered
 *
 * Context: any but NMI.
 * Return: 0.
 */
int register_nmi_handler(unsigned int type, struct nmiaction *action)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&nmi_lock, flags);
	list_add_rcu(&action->list, &nmi_desc[type]);
	raw_spin_unlock_irqrestore(&nmi_lock, flags);
	return 0;
}

static int nmi_handle(unsigned int type, struct pt_regs *regs)
{
	struct nmiaction *a;
	int handled = 0;

	rcu_read_lock();
	/* One NMI may stand for several causes: ask all. */
	list_for_each_entry_rcu(a, &nmi_desc[type], list)
		handled += a->handler(type, regs);
	rcu_read_unlock();
	return handled;
}

static void port_error(unsigned char reason, struct pt_regs *regs)
{
	unsigned char clear = reason & NMI_REASON_SERR ?
			      NMI_REASON_CLEAR_SERR : NMI_REASON_CLEAR_IOCHK;

	pr_emerg("NMI: %s error (reason %02x) on CPU %d.\n",
		 reason & NMI_REASON_SERR ? "PCI system" : "IOCK",
		 reason, raw_smp_processor_id());
	if (panic_on_unrecovered_nmi)
		nmi_panic(regs, "NMI: Not continuing");
	pr_emerg("Dazed and confused, but trying to continue\n");
	/* Disabling the source clears it. */
	outb((reason & NMI_REASON_CLEAR_MASK) | clear, NMI_REASON_PORT);
}

static void unknown_nmi_error(unsigned char reason, struct pt_regs *regs)
{
	if (nmi_handle(NMI_UNKNOWN, regs))
		return;
	pr_emerg("Uhhuh. NMI received for unknown reason %02x on CPU %d.\n",
		 reason, raw_smp_processor_id());
	pr_emerg("Do you have a strange power saving mode enabled?\n");
	if (panic_on_unrecovered_nmi)
		nmi_panic(regs, "NMI: Not continuing");
	pr_emerg("Dazed and confused, but trying to continue\n");
}

static void default_do_nmi(struct pt_regs *regs)
{
	unsigned char reason;

	if (nmi_handle(NMI_LOCAL, regs))
		return;

	raw_spin_lock(&nmi_reason_lock);
	reason = inb(NMI_REASON_PORT);
	if (reason & (NMI_REASON_SERR | NMI_REASON_IOCHK))
		port_error(reason, regs);
	else
		unknown_nmi_error(reason, regs);
	raw_spin_unlock(&nmi_reason_lock);
}

/**
 * do_nmi() - a non-maskable interrupt
 * @regs: what it interrupted
 * @error_code: 0
 *
 * From nmi_enter() to nmi_exit() exceptions return without iretq, so that no
 * second NMI comes in: I3 of entry_64.S.
 *
 * Context: entry_64.S, its own stack or current's.
 */
void do_nmi(struct pt_regs *regs, long error_code)
{
	nmi_enter();
	inc_irq_stat(__nmi_count);
	default_do_nmi(regs);
	nmi_exit();
}
