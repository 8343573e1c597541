/* SPDX-License-Identifier: GPL-2.0-only */
/* arch/x86/include/asm/processor-flags.h - RFLAGS and CRn bits, from UAPI. */
#ifndef _ASM_X86_PROCESSOR_FLAGS_H
#define _ASM_X86_PROCESSOR_FLAGS_H

#include <uapi/asm/processor-flags.h>

#endif /* _ASM_X86_PROCESSOR_FLAGS_H */
