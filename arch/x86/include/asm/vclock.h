/* SPDX-License-Identifier: GPL-2.0-only */
/* asm/vclock.h - which clock source the vDSO can read by itself */
#ifndef _ASM_X86_VCLOCK_H
#define _ASM_X86_VCLOCK_H

#define VCLOCK_NONE	0	/* none: make the system call */
#define VCLOCK_TSC	1

#endif /* _ASM_X86_VCLOCK_H */
