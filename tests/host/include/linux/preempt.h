/* SPDX-License-Identifier: GPL-2.0-only */
/* Host tests: the count is kept, so that a case can check it. */
#ifndef _LINUX_PREEMPT_H
#define _LINUX_PREEMPT_H

extern int host_preempt_count;

#define preempt_disable()	(host_preempt_count++)
#define preempt_enable()	(host_preempt_count--)
#define preempt_count()		host_preempt_count
#define in_interrupt()		0

#endif
