/* SPDX-License-Identifier: GPL-2.0-only */
/* kernel/time/tick-internal.h - shared by the files of kernel/time only */
#ifndef _KERNEL_TIME_TICK_INTERNAL_H
#define _KERNEL_TIME_TICK_INTERNAL_H

#include <linux/hrtimer.h>
#include <linux/ktime.h>

/* clockevents.c */
int tick_program_event(ktime_t expires, bool force);

/* hrtimer.c: this CPU's device is there; timers can be programmed. */
void hrtimers_start_cpu(void);

/* timer.c: this CPU's wheel, for the idle CPU's tick; interrupts off. */
u64 get_next_timer_interrupt(unsigned long basej, u64 basem);
void timer_clear_idle(void);

/* tick-sched.c */
void tick_setup_sched_timer(void);
void tick_do_update_jiffies64(ktime_t now);

#endif /* _KERNEL_TIME_TICK_INTERNAL_H */
