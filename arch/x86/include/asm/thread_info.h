/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/thread_info.h - the flags that the way back to user mode looks at
 *
 * thread_info is the first member of task_struct; the kernel stack is a
 * vmalloc area of its own with a guard page below it, so that an overflow
 * is a double fault and not a corruption.
 *
 *	stack + THREAD_SIZE ->	+--------------------+
 *				| struct pt_regs     | task_pt_regs()
 *				+--------------------+
 *				| frames, growing    |
 *				v down               |
 *	stack ->		+--------------------+
 *				  guard page
 *
 * Mirrors: Linux 4.9+ arch/x86/include/asm/thread_info.h.
 */
#ifndef _ASM_X86_THREAD_INFO_H
#define _ASM_X86_THREAD_INFO_H

#include <linux/const.h>
#include <asm/page_types.h>

#define TOP_OF_KERNEL_STACK_PADDING 0

/* Bit numbers of thread_info.flags; any CPU may set them, atomically. */
#define TIF_SYSCALL_TRACE	0	/* ptrace stops at system calls */
#define TIF_NOTIFY_RESUME	1	/* task works, on return to user mode */
#define TIF_SIGPENDING		2	/* signal work, see recalc_sigpending() */
#define TIF_NEED_RESCHED	3	/* schedule() before user mode */
#define TIF_SINGLESTEP		4	/* the debugger single-steps */
#define TIF_SYSCALL_EMU		6	/* ptrace emulates the call */
#define TIF_SYSCALL_AUDIT	7	/* unused, the bit is Linux's */
#define TIF_SECCOMP		8
#define TIF_RESTORE_SIGMASK	9	/* put saved_sigmask back */
#define TIF_UPROBE		12	/* a uprobe was hit */
#define TIF_PATCH_PENDING	13	/* livepatch transition */
#define TIF_MEMDIE		20	/* killed by the OOM killer */
#define TIF_POLLING_NRFLAG	21	/* idle, polls NEED_RESCHED */
#define TIF_FORCED_TF		24	/* kernel set TF, not the user */
#define TIF_BLOCKSTEP		25
#define TIF_SYSCALL_TRACEPOINT	28

#define _TIF_SYSCALL_TRACE	(1 << TIF_SYSCALL_TRACE)
#define _TIF_NOTIFY_RESUME	(1 << TIF_NOTIFY_RESUME)
#define _TIF_SIGPENDING		(1 << TIF_SIGPENDING)
#define _TIF_NEED_RESCHED	(1 << TIF_NEED_RESCHED)
#define _TIF_SINGLESTEP		(1 << TIF_SINGLESTEP)
#define _TIF_SYSCALL_EMU	(1 << TIF_SYSCALL_EMU)
#define _TIF_SECCOMP		(1 << TIF_SECCOMP)
#define _TIF_UPROBE		(1 << TIF_UPROBE)
#define _TIF_PATCH_PENDING	(1 << TIF_PATCH_PENDING)
#define _TIF_POLLING_NRFLAG	(1 << TIF_POLLING_NRFLAG)
#define _TIF_FORCED_TF		(1 << TIF_FORCED_TF)
#define _TIF_SYSCALL_TRACEPOINT	(1 << TIF_SYSCALL_TRACEPOINT)

/* Slow way into and out of a system call. */
#define _TIF_WORK_SYSCALL_ENTRY \
	(_TIF_SYSCALL_TRACE | _TIF_SYSCALL_EMU | _TIF_SECCOMP | \
	 _TIF_SYSCALL_TRACEPOINT)
#define SYSCALL_EXIT_WORK_FLAGS \
	(_TIF_SYSCALL_TRACE | _TIF_SINGLESTEP | _TIF_SYSCALL_TRACEPOINT)
/* Work of exit_to_usermode_loop(). */
#define EXIT_TO_USERMODE_LOOP_FLAGS \
	(_TIF_SIGPENDING | _TIF_NOTIFY_RESUME | _TIF_UPROBE | \
	 _TIF_NEED_RESCHED | _TIF_PATCH_PENDING)

#ifndef __ASSEMBLY__

struct task_struct;

struct thread_info {
	unsigned long	flags;		/* [a] TIF_* */
};

#define INIT_THREAD_INFO(tsk)	{ .flags = 0 }

#endif /* __ASSEMBLY__ */
#endif /* _ASM_X86_THREAD_INFO_H */
