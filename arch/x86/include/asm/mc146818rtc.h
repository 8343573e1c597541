/* SPDX-License-Identifier: GPL-2.0-only */
/* asm/mc146818rtc.h - the battery clock behind ports 0x70 and 0x71 */
#ifndef _ASM_X86_MC146818RTC_H
#define _ASM_X86_MC146818RTC_H

#include <linux/types.h>

#define RTC_PORT(x)	(0x70 + (x))

#define RTC_SECONDS	0
#define RTC_MINUTES	2
#define RTC_HOURS	4
#define RTC_DAY_OF_MONTH 7
#define RTC_MONTH	8
#define RTC_YEAR	9
#define RTC_REG_A	10
#define  RTC_UIP	0x80	/* update in progress */
#define RTC_REG_B	11
#define  RTC_DM_BINARY	0x04	/* else BCD */
#define  RTC_24H	0x02	/* else bit 7 of the hours means p.m. */
#define RTC_REG_D	13
#define  RTC_VRT	0x80	/* valid RAM and time */

u8 rtc_cmos_read(u8 addr);

#endif /* _ASM_X86_MC146818RTC_H */
