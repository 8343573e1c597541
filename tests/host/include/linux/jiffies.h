/* SPDX-License-Identifier: GPL-2.0-only */
/* Host tests: time stands where the case puts it. */
#ifndef _LINUX_JIFFIES_H
#define _LINUX_JIFFIES_H

extern unsigned long jiffies;

#define time_after(a, b)		((long)((b) - (a)) < 0)
#define time_is_before_jiffies(a)	time_after(jiffies, a)

#endif
