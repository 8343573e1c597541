/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/tick.h - the scheduler's tick, and how an idle CPU goes without
 *
 * The idle loop brackets itself with tick_nohz_idle_enter() and _exit(),
 * called with interrupts on; irq_enter() on an idle CPU calls
 * tick_irq_enter(), irq_exit() that ends on an idle CPU calls
 * tick_nohz_irq_exit(), both with interrupts off.
 *
 * Mirrors: Linux 4.x include/linux/tick.h.
 */
#ifndef _LINUX_TICK_H
#define _LINUX_TICK_H

#include <linux/ktime.h>
#include <linux/types.h>

void tick_nohz_idle_enter(void);
void tick_nohz_idle_exit(void);
void tick_nohz_irq_exit(void);
void tick_irq_enter(void);
bool tick_nohz_tick_stopped_cpu(int cpu);
void wake_up_nohz_cpu(int cpu);

/* kernel/time/timer.c, called by the tick; @user_tick: it hit user mode. */
void update_process_times(int user_tick);

#endif /* _LINUX_TICK_H */
