/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/timer.h - "call me back after so many jiffies"
 *
 * The callback runs in TIMER_SOFTIRQ on the CPU that armed the timer, with
 * interrupts on, and must not sleep.  It may re-arm its own timer and may
 * free it.  Timeouts are coarse: up to 12.5 % late the farther away they are
 * (kernel/time/timer.c); exact ones are hrtimers.
 *
 * Mirrors: Linux 4.15+ include/linux/timer.h (timer_setup()).
 */
#ifndef _LINUX_TIMER_H
#define _LINUX_TIMER_H

#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/stddef.h>

struct timer_list {
	struct hlist_node	entry;		/* base->lock; bucket */
	unsigned long		expires;	/* base->lock; jiffies */
	void			(*function)(struct timer_list *timer);
	u32			flags;		/* base->lock; CPU, TIMER_* */
};

#define TIMER_CPUMASK		0x0003FFFF
#define TIMER_MIGRATING		0x00040000	/* between two bases: wait */
#define TIMER_DEFERRABLE	0x00080000	/* need not wake an idle CPU */
#define TIMER_PINNED		0x00100000	/* stays on its CPU */
#define TIMER_IRQSAFE		0x00200000	/* callback with irqs off */
#define TIMER_BASEMASK		(TIMER_CPUMASK | TIMER_MIGRATING)
#define TIMER_ARRAYSHIFT	22		/* which bucket it is in */
#define TIMER_ARRAYMASK		0xFFC00000

#define __TIMER_INITIALIZER(_function, _flags) {	\
	.entry = { .next = NULL },			\
	.function = (_function),			\
	.flags = (_flags),				\
}
#define TIMER_INITIALIZER(_function)	__TIMER_INITIALIZER(_function, 0)
#define DEFINE_TIMER(_name, _function) \
	struct timer_list _name = TIMER_INITIALIZER(_function)

#define from_timer(var, callback_timer, timer_fieldname) \
	container_of(callback_timer, __typeof__(*var), timer_fieldname)

void init_timer_key(struct timer_list *timer,
		    void (*func)(struct timer_list *), unsigned int flags);

#define timer_setup(timer, callback, flags) \
	init_timer_key((timer), (callback), (flags))
#define timer_setup_on_stack(timer, callback, flags) \
	init_timer_key((timer), (callback), (flags))
#define destroy_timer_on_stack(timer)	do { } while (0)

/* Is @timer queued?  A callback that runs just now does not count. */
static inline int timer_pending(const struct timer_list *timer)
{
	return READ_ONCE(timer->entry.pprev) != NULL;
}

void add_timer(struct timer_list *timer);
void add_timer_on(struct timer_list *timer, int cpu);
int mod_timer(struct timer_list *timer, unsigned long expires);
int del_timer(struct timer_list *timer);
int try_to_del_timer_sync(struct timer_list *timer);
int del_timer_sync(struct timer_list *timer);

void init_timers(void);
void run_local_timers(void);

#endif /* _LINUX_TIMER_H */
