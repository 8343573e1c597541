/* SPDX-License-Identifier: GPL-2.0-only */
/* asm/timex.h - get_cycles(): the time stamp counter as it is */
#ifndef _ASM_X86_TIMEX_H
#define _ASM_X86_TIMEX_H

#include <asm/tsc.h>

#define PIT_TICK_RATE		1193182UL	/* Hz of the 8254 */

#endif /* _ASM_X86_TIMEX_H */
