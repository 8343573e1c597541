/* SPDX-License-Identifier: GPL-2.0-only */
/* arch/x86/include/asm/linkage.h - see include/linux/linkage.h. */
#ifndef _ASM_X86_LINKAGE_H
#define _ASM_X86_LINKAGE_H

#include <linux/linkage.h>

#endif /* _ASM_X86_LINKAGE_H */
