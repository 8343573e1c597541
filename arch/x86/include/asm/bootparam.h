/* SPDX-License-Identifier: GPL-2.0-only */
/* arch/x86/include/asm/bootparam.h - the zero page of the boot protocol. */
#ifndef _ASM_X86_BOOTPARAM_KERNEL_H
#define _ASM_X86_BOOTPARAM_KERNEL_H

#include <uapi/asm/bootparam.h>

/* Offsets that assembly needs; head64.c checks them against the struct. */
#define BP_scratch		0x1e4
#define BP_code32_start		0x214

#endif /* _ASM_X86_BOOTPARAM_KERNEL_H */
