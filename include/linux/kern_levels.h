/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/kern_levels.h - the level prefix of a printk() format
 *
 * A level is the byte SOH followed by one digit, so that it can be pasted in
 * front of the format string without a comma.
 * Mirrors: Linux 4.x include/linux/kern_levels.h
 */
#ifndef __KERN_LEVELS_H__
#define __KERN_LEVELS_H__

#define KERN_SOH		"\001"
#define KERN_SOH_ASCII		'\001'

#define KERN_EMERG		KERN_SOH "0"	/* the system is unusable */
#define KERN_ALERT		KERN_SOH "1"	/* act immediately */
#define KERN_CRIT		KERN_SOH "2"	/* critical condition */
#define KERN_ERR		KERN_SOH "3"	/* error condition */
#define KERN_WARNING		KERN_SOH "4"	/* warning condition */
#define KERN_NOTICE		KERN_SOH "5"	/* normal but significant */
#define KERN_INFO		KERN_SOH "6"	/* informational */
#define KERN_DEBUG		KERN_SOH "7"	/* debugging only */

#define KERN_DEFAULT		KERN_SOH "d"	/* whatever the default is */

/* Continues the line before it; safe only while no other CPU prints. */
#define KERN_CONT		""

#define LOGLEVEL_SCHED		-2	/* deferred: the caller holds rq->lock */
#define LOGLEVEL_DEFAULT	-1	/* default, or a continuation line */
#define LOGLEVEL_EMERG		0
#define LOGLEVEL_ALERT		1
#define LOGLEVEL_CRIT		2
#define LOGLEVEL_ERR		3
#define LOGLEVEL_WARNING	4
#define LOGLEVEL_NOTICE		5
#define LOGLEVEL_INFO		6
#define LOGLEVEL_DEBUG		7

#endif
