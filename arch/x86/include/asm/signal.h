/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/signal.h - the ABI's signal numbers, and the kernel's sigset_t
 *
 * The UAPI header has for user space a sigset_t of one long and NSIG 32; in
 * the kernel a set has 64 bits in an array, as programs pass it with
 * sigsetsize 8.  The UAPI names are moved aside while that header is read.
 *
 * Mirrors: Linux 4.x arch/x86/include/asm/signal.h.
 */
#ifndef _ASM_X86_KERNEL_SIGNAL_H
#define _ASM_X86_KERNEL_SIGNAL_H

#include <linux/types.h>

#define _NSIG		64
#define _NSIG_BPW	64
#define _NSIG_WORDS	(_NSIG / _NSIG_BPW)

typedef struct {
	unsigned long sig[_NSIG_WORDS];
} sigset_t;

#define sigset_t	__uapi_sigset_t
#define sigaction	__uapi_sigaction
#include <uapi/asm/signal.h>
#undef sigset_t
#undef sigaction
#undef NSIG

/* Layout of the ABI: rt_sigaction(2) copies it as it is. */
struct sigaction {
	__sighandler_t	sa_handler;
	unsigned long	sa_flags;
	__sigrestore_t	sa_restorer;
	sigset_t	sa_mask;
};

#define SA_IA32_ABI	0x02000000u
#define SA_X32_ABI	0x01000000u

#define __ARCH_HAS_SA_RESTORER

#endif /* _ASM_X86_KERNEL_SIGNAL_H */
