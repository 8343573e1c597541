/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/byteorder.h - this CPU is little endian
 */
#ifndef _ASM_X86_BYTEORDER_H
#define _ASM_X86_BYTEORDER_H

#include <linux/byteorder/generic.h>

#endif /* _ASM_X86_BYTEORDER_H */
