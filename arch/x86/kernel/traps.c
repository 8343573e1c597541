// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/traps.c - exceptions become signals, fixups or an oops
 *
 * An exception in user mode is the program's: a signal, with si_code and
 * si_addr as the ABI says.  In kernel mode it is expected (the exception
 * table has a fixup, a ud2 stands for a WARN) or a bug: die().
 *
 * I1         handlers start with interrupts off.  They are turned on when the
 *            interrupted code had them on, before anything may sleep.
 * I2         force_sig_info() is used for what the program itself did: the
 *            signal cannot be ignored or blocked, or the instruction would
 *            fault for ever.
 * Entry      the do_*() functions of asm/traps.h, from entry_64.S
 * Mirrors: Linux 4.14 arch/x86/kernel/traps.c.
 * Simpler than Linux in: no kprobes, ptrace or hardware breakpoints yet; no
 * emulation of the instructions that UMIP forbids (SIGSEGV).
 * Page faults: arch/x86/mm/fault.c.  NMI: nmi.c.
 */
#define pr_fmt(fmt) "traps: " fmt

#include <asm/traps.h>

#include <linux/bug.h>
#include <linux/extable.h>
#include <linux/kernel.h>
#include <linux/ratelimit.h>
#include <linux/sched/signal.h>
#include <linux/uaccess.h>

#include <asm/debugreg.h>
#include <asm/fpu/internal.h>
#include <asm/kdebug.h>
#include <asm/special_insns.h>

static void cond_local_irq_enable(struct pt_regs *regs)
{
	if (regs->flags & X86_EFLAGS_IF)
		local_irq_enable();
}

/**
 * is_valid_bugaddr() - is there a ud2 of the kernel's own at @addr?
 * @addr: any value
 *
 * Context: any.
 */
int is_valid_bugaddr(unsigned long addr)
{
	unsigned short ud;

	if (!__kernel_text_address(addr) ||
	    probe_kernel_address((unsigned short *)addr, ud))
		return 0;
	return ud == 0x0b0f;
}

/**
 * sync_regs() - move the registers to where a signal can be delivered
 * @eregs: on an exception stack, from user mode
 *
 * Context: paranoid_common, interrupts off.
 * Return: the copy, at the top of current's stack.
 */
struct pt_regs *sync_regs(struct pt_regs *eregs)
{
	struct pt_regs *regs = task_pt_regs(current);

	*regs = *eregs;
	return regs;
}

/**
 * fixup_bad_iret() - a return to user mode failed
 * @bad: registers of the fault; bad->sp points to what iretq wanted to load
 *
 * Context: error_common, interrupts off, on current's stack.
 * Return: registers as if user mode had faulted, at the top of the stack.
 */
struct pt_regs *fixup_bad_iret(struct pt_regs *bad)
{
	struct pt_regs *regs = task_pt_regs(current);
	struct pt_regs tmp = *bad;

	/* The two places overlap: hence by way of tmp. */
	memcpy(&tmp.ip, (void *)bad->sp, 5 * sizeof(long));
	*regs = tmp;
	return regs;
}

static void show_signal(struct task_struct *tsk, int signr, const char *str,
			struct pt_regs *regs, long error_code)
{
	if (show_unhandled_signals && unhandled_signal(tsk, signr))
		pr_info_ratelimited("%s[%d] trap %s ip:%lx sp:%lx error:%lx\n",
				    tsk->comm, task_pid_nr(tsk), str,
				    regs->ip, regs->sp, error_code);
}

/* Kernel mode: a fixup or the end.  Return: true when all is done. */
static bool trap_in_kernel(int trapnr, const char *str, struct pt_regs *regs,
			   long error_code)
{
	if (user_mode(regs))
		return false;
	if (fixup_exception(regs, trapnr, error_code, 0))
		return true;
	current->thread.error_code = error_code;
	current->thread.trap_nr = trapnr;
	die(str, regs, error_code);
	return true;
}

/* @code 0: the signal comes "from the kernel", without an address. */
static void do_trap(int trapnr, int signr, const char *str,
		    struct pt_regs *regs, long error_code, int code,
		    void __user *addr)
{
	struct task_struct *tsk = current;

	if (trap_in_kernel(trapnr, str, regs, error_code))
		return;
	cond_local_irq_enable(regs);
	tsk->thread.error_code = error_code;
	tsk->thread.trap_nr = trapnr;
	show_signal(tsk, signr, str, regs, error_code);
	if (code)
		force_sig_fault(signr, code, addr, tsk);
	else
		force_sig_info(signr, SEND_SIG_PRIV, tsk);
}

#define user_ip(regs)	((void __user *)(regs)->ip)

#define DO_ERROR(name, trapnr, signr, str, code, addr)			\
void do_##name(struct pt_regs *regs, long error_code)			\
{									\
	do_trap(trapnr, signr, str, regs, error_code, code, addr);	\
}

DO_ERROR(divide_error, X86_TRAP_DE, SIGFPE, "divide error", FPE_INTDIV,
	 user_ip(regs))
DO_ERROR(overflow, X86_TRAP_OF, SIGSEGV, "overflow", 0, NULL)
DO_ERROR(bounds, X86_TRAP_BR, SIGSEGV, "bounds", 0, NULL)
DO_ERROR(coprocessor_segment_overrun, X86_TRAP_OLD_MF, SIGFPE,
	 "coprocessor segment overrun", 0, NULL)
DO_ERROR(invalid_TSS, X86_TRAP_TS, SIGSEGV, "invalid TSS", 0, NULL)
DO_ERROR(segment_not_present, X86_TRAP_NP, SIGBUS, "segment not present", 0,
	 NULL)
DO_ERROR(stack_segment, X86_TRAP_SS, SIGBUS, "stack segment", 0, NULL)
DO_ERROR(alignment_check, X86_TRAP_AC, SIGBUS, "alignment check",
	 BUS_ADRALN, NULL)
DO_ERROR(general_protection, X86_TRAP_GP, SIGSEGV,
	 "general protection fault", 0, NULL)

/**
 * do_invalid_op() - #UD
 * @regs: registers at the exception
 * @error_code: what the CPU pushed, or 0
 *
 * A ud2 of BUG() or WARN(), or code that is none.
 *
 * Context: entry_64.S, interrupts off.
 */
void do_invalid_op(struct pt_regs *regs, long error_code)
{
	if (!user_mode(regs) && is_valid_bugaddr(regs->ip) &&
	    report_bug(regs->ip, regs) == BUG_TRAP_TYPE_WARN) {
		regs->ip += 2;
		return;
	}
	do_trap(X86_TRAP_UD, SIGILL, "invalid opcode", regs, error_code,
		ILL_ILLOPN, user_ip(regs));
}

/**
 * do_int3() - #BP
 * @regs: registers at the exception
 * @error_code: 0
 *
 * Context: entry_64.S, interrupts off.
 */
void do_int3(struct pt_regs *regs, long error_code)
{
	do_trap(X86_TRAP_BP, SIGTRAP, "int3", regs, error_code, 0, NULL);
}

/**
 * do_debug() - #DB
 * @regs: registers at the exception
 * @error_code: what the CPU pushed, or 0
 *
 * Single step, `int1` or a data breakpoint.  With TF set by a program before
 * SYSCALL nothing comes in kernel mode: the entry clears TF.
 *
 * Context: entry_64.S, interrupts off.
 */
void do_debug(struct pt_regs *regs, long error_code)
{
	struct task_struct *tsk = current;
	unsigned long dr6;
	int code = TRAP_BRKPT;

	get_debugreg(dr6, 6);
	set_debugreg(DR6_RESERVED, 6);
	dr6 &= ~DR6_RESERVED;

	if (!user_mode(regs)) {
		pr_warn_once("unexpected #DB in the kernel at %pS, DR6 %lx\n",
			     (void *)regs->ip, dr6);
		regs->flags &= ~X86_EFLAGS_TF;
		return;
	}

	cond_local_irq_enable(regs);
	tsk->thread.debugreg6 = dr6;
	tsk->thread.trap_nr = X86_TRAP_DB;
	tsk->thread.error_code = error_code;
	if (dr6 & DR_STEP)
		code = TRAP_TRACE;
	else if (dr6 & (DR_TRAP0 | DR_TRAP1 | DR_TRAP2 | DR_TRAP3))
		code = TRAP_HWBKPT;
	force_sig_fault(SIGTRAP, code, user_ip(regs), tsk);
}

/**
 * do_device_not_available() - #NM
 * @regs: registers at the exception
 * @error_code: what the CPU pushed, or 0
 *
 * CR0.TS is never set: the FPU is switched eagerly.
 *
 * Context: entry_64.S, interrupts off.
 */
void do_device_not_available(struct pt_regs *regs, long error_code)
{
	unsigned long cr0 = read_cr0();

	if (!(cr0 & X86_CR0_TS)) {
		die("unexpected #NM exception", regs, error_code);
		return;
	}
	write_cr0(cr0 & ~X86_CR0_TS);
}

static void math_error(struct pt_regs *regs, long error_code, int trapnr)
{
	const char *str = trapnr == X86_TRAP_MF ? "fpu exception"
						: "simd exception";
	struct task_struct *tsk = current;
	int code;

	cond_local_irq_enable(regs);
	if (trap_in_kernel(trapnr, str, regs, error_code))
		return;
	fpu__save(&tsk->thread.fpu);
	tsk->thread.trap_nr = trapnr;
	tsk->thread.error_code = error_code;
	code = fpu__exception_code(&tsk->thread.fpu, trapnr);
	/* The program may have cleared the cause meanwhile: just retry. */
	if (code)
		force_sig_fault(SIGFPE, code, user_ip(regs), tsk);
}

/**
 * do_coprocessor_error() - #MF, an x87 exception
 * @regs: registers at the exception
 * @error_code: 0
 *
 * Context: entry_64.S, interrupts off.
 */
void do_coprocessor_error(struct pt_regs *regs, long error_code)
{
	math_error(regs, error_code, X86_TRAP_MF);
}

/**
 * do_simd_coprocessor_error() - #XM, an SSE exception
 * @regs: registers at the exception
 * @error_code: 0
 *
 * Context: entry_64.S, interrupts off.
 */
void do_simd_coprocessor_error(struct pt_regs *regs, long error_code)
{
	math_error(regs, error_code, X86_TRAP_XF);
}

/**
 * do_spurious_interrupt_bug() - a vector the CPU reserves
 * @regs: registers at the exception
 * @error_code: 0
 *
 * Context: entry_64.S, interrupts off.
 */
void do_spurious_interrupt_bug(struct pt_regs *regs, long error_code)
{
	pr_info_ratelimited("reserved exception vector raised\n");
}

/**
 * handle_stack_overflow() - a kernel stack ran into its guard page
 * @message: how it was found out
 * @regs: registers there
 * @fault_address: in the guard page
 *
 * Context: not on the stack that overflowed.
 */
void handle_stack_overflow(const char *message, struct pt_regs *regs,
			   unsigned long fault_address)
{
	printk(KERN_EMERG "BUG: stack guard page was hit at %px (stack is %px..%px)\n",
	       (void *)fault_address, current->stack,
	       (char *)current->stack + THREAD_SIZE - 1);
	die(message, regs, 0);
	panic("%s", message);
}

/**
 * do_double_fault() - #DF
 * @regs: registers at the exception
 * @error_code: what the CPU pushed, or 0
 *
 * #DF: mostly a page fault whose frame could not be pushed, because the
 * stack is full.  This runs on a stack of its own.
 *
 * Context: entry_64.S, interrupts off.
 */
void do_double_fault(struct pt_regs *regs, long error_code)
{
	unsigned long cr2 = read_cr2();
	unsigned long stack = (unsigned long)current->stack;

	current->thread.error_code = error_code;
	current->thread.trap_nr = X86_TRAP_DF;
	if (stack - 1 - cr2 < PAGE_SIZE)
		handle_stack_overflow("kernel stack overflow (double-fault)",
				      regs, cr2);

	printk(KERN_EMERG "PANIC: double fault, error_code: 0x%lx\n",
	       error_code);
	die("double fault", regs, error_code);
	panic("Machine halted.");
}

/**
 * do_machine_check() - #MC
 * @regs: registers at the exception
 * @error_code: what the CPU pushed, or 0
 *
 * The hardware is broken, and there is nobody to ask what can be saved.
 *
 * Context: entry_64.S, interrupts off.
 */
void do_machine_check(struct pt_regs *regs, long error_code)
{
	add_taint(TAINT_MACHINE_CHECK, LOCKDEP_NOW_UNRELIABLE);
	console_verbose();
	printk(KERN_EMERG "CPU %d: Machine Check Exception at %04lx:%016lx\n",
	       raw_smp_processor_id(), regs->cs, regs->ip);
	panic("Fatal machine check");
}
