// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/entry/common.c - system calls, and the last look before user mode
 *
 * I1         user mode is entered only after prepare_exit_to_usermode() has
 *            seen, with interrupts off, none of EXIT_TO_USERMODE_LOOP_FLAGS.
 *            So a signal, a reschedule or a task work that is asked for at
 *            any time is done before the next user instruction.
 * I2         regs->orig_ax >= 0 while a system call's result may still be
 *            turned into a restart; do_signal() relies on it.
 * Entry      do_syscall_64() prepare_exit_to_usermode()
 * Mirrors: Linux 4.14 arch/x86/entry/common.c.
 * Simpler than Linux in: no compat calls, no audit, no context tracking; a
 * number is taken from eax as newer Linux does, so garbage in the upper half
 * of rax is ignored and a negative number is none.
 */
#include <asm/entry-common.h>

#include <linux/irqflags.h>
#include <linux/lockdep.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <linux/task_work.h>

#include <asm/sighandling.h>
#include <asm/thread_info.h>
#include <generated/syscalls.h>

/* Interrupts are off on entry and on return. */
static noinline void exit_to_usermode_loop(struct pt_regs *regs,
					   unsigned long cached_flags)
{
	do {
		local_irq_enable();

		if (cached_flags & _TIF_NEED_RESCHED)
			schedule();

		/* Delivers one signal; the loop comes back for the next. */
		if (cached_flags & _TIF_SIGPENDING)
			do_signal(regs);

		if (cached_flags & _TIF_NOTIFY_RESUME) {
			clear_thread_flag(TIF_NOTIFY_RESUME);
			smp_mb__after_atomic();
			task_work_run();
		}

		local_irq_disable();
		cached_flags = READ_ONCE(current_thread_info()->flags);
	} while (cached_flags & (_TIF_NEED_RESCHED | _TIF_SIGPENDING |
				 _TIF_NOTIFY_RESUME));
}

/**
 * prepare_exit_to_usermode() - do all that must be done before user mode
 * @regs: the registers user mode will get
 *
 * Context: the end of an entry from user mode; may sleep.  Returns with
 * interrupts off.
 */
void prepare_exit_to_usermode(struct pt_regs *regs)
{
	unsigned long cached_flags;

	local_irq_disable();
	cached_flags = READ_ONCE(current_thread_info()->flags);
	if (unlikely(cached_flags & EXIT_TO_USERMODE_LOOP_FLAGS))
		exit_to_usermode_loop(regs, cached_flags);
	lockdep_sys_exit();
}

/**
 * do_syscall_64() - one system call
 * @regs: saved registers; orig_ax the number, ax preset to -ENOSYS
 *
 * Context: entry_SYSCALL_64, interrupts off, also on return.
 */
void do_syscall_64(struct pt_regs *regs)
{
	unsigned int nr = (unsigned int)regs->orig_ax;

	local_irq_enable();
	if (likely(nr < NR_syscalls))
		regs->ax = sys_call_table[nr](regs->di, regs->si, regs->dx,
					      regs->r10, regs->r8, regs->r9);
	prepare_exit_to_usermode(regs);
}
