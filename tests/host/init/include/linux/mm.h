/* SPDX-License-Identifier: GPL-2.0-only */
/* Host tests of init/: how much memory there is. */
#ifndef _LINUX_MM_H
#define _LINUX_MM_H

#include <asm/page_types.h>

extern unsigned long min_free_kbytes;
unsigned long nr_free_pages(void);

#endif
