// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/signal_64.c - signal frames, and the restart of calls
 *
 * The stack of a handler, from high to low addresses:
 *
 *	the interrupted frame
 *	128 bytes of red zone		(not on a fresh alternate stack)
 *	FPU state			64-byte aligned, see fpu/signal.c
 *	struct rt_sigframe		siginfo, ucontext, return address
 *	rsp of the handler		rsp + 8 is 16-byte aligned, as after a call
 *
 * The return address is the program's SA_RESTORER, which calls
 * rt_sigreturn(2).
 *
 * I1         nothing in a frame that comes back is trusted: selectors get
 *            RPL 3, of the flags only FIX_EFLAGS is taken; what is still
 *            impossible makes iretq fault, and that is SIGSEGV.
 * I2         a call is restarted at most once for each signal: sigreturn and
 *            the restart itself set orig_ax or ax so that it does not look
 *            like one that wants it.
 * Entry      do_signal() sys_rt_sigreturn() signal_fault()
 * Mirrors: Linux 4.19 arch/x86/kernel/signal.c, 64-bit half.
 * Simpler than Linux in: no compat or x32 frames, no single-step.
 */
#include <asm/sighandling.h>

#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/ratelimit.h>
#include <linux/sched/signal.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include <asm/fpu/internal.h>
#include <asm/ptrace.h>
#include <asm/sigframe.h>
#include <asm/syscall.h>
#include <uapi/asm/unistd_64.h>

#define RED_ZONE	128
#define SYSCALL_INSN	2	/* bytes of the syscall instruction */

/* Where the frame goes.  Return: NULL when the alternate stack is too small. */
static struct rt_sigframe __user *get_sigframe(struct ksignal *ksig,
					       struct pt_regs *regs,
					       void __user **fpstate)
{
	unsigned long sp = regs->sp - RED_ZONE;
	unsigned long buf_fx = 0, math_size = 0;
	bool nested_altstack = on_sig_stack(sp);
	bool entering_altstack = false;

	if ((ksig->ka.sa.sa_flags & SA_ONSTACK) && sas_ss_flags(sp) == 0) {
		sp = current->sas_ss_sp + current->sas_ss_size;
		entering_altstack = true;
	}

	sp = fpu__alloc_mathframe(sp, &buf_fx, &math_size);
	*fpstate = (void __user *)sp;
	sp -= sizeof(struct rt_sigframe);
	sp = round_down(sp, 16) - 8;

	/* An overflow would run into what lies below, unnoticed. */
	if (unlikely((nested_altstack || entering_altstack) &&
		     !__on_sig_stack(sp)))
		return NULL;
	return (struct rt_sigframe __user *)sp;
}

/* User access is open.  Return: 0 or -EFAULT. */
static __always_inline int
unsafe_put_sigcontext(struct sigcontext __user *sc, void __user *fpstate,
		      struct pt_regs *regs, unsigned long mask)
{
	unsafe_put_user(regs->di, &sc->rdi, Efault);
	unsafe_put_user(regs->si, &sc->rsi, Efault);
	unsafe_put_user(regs->bp, &sc->rbp, Efault);
	unsafe_put_user(regs->sp, &sc->rsp, Efault);
	unsafe_put_user(regs->bx, &sc->rbx, Efault);
	unsafe_put_user(regs->dx, &sc->rdx, Efault);
	unsafe_put_user(regs->cx, &sc->rcx, Efault);
	unsafe_put_user(regs->ax, &sc->rax, Efault);
	unsafe_put_user(regs->r8, &sc->r8, Efault);
	unsafe_put_user(regs->r9, &sc->r9, Efault);
	unsafe_put_user(regs->r10, &sc->r10, Efault);
	unsafe_put_user(regs->r11, &sc->r11, Efault);
	unsafe_put_user(regs->r12, &sc->r12, Efault);
	unsafe_put_user(regs->r13, &sc->r13, Efault);
	unsafe_put_user(regs->r14, &sc->r14, Efault);
	unsafe_put_user(regs->r15, &sc->r15, Efault);
	unsafe_put_user(current->thread.trap_nr, &sc->trapno, Efault);
	unsafe_put_user(current->thread.error_code, &sc->err, Efault);
	unsafe_put_user(regs->ip, &sc->rip, Efault);
	unsafe_put_user(regs->flags, &sc->eflags, Efault);
	unsafe_put_user(regs->cs, &sc->cs, Efault);
	unsafe_put_user(0, &sc->gs, Efault);
	unsafe_put_user(0, &sc->fs, Efault);
	unsafe_put_user(regs->ss, &sc->ss, Efault);
	unsafe_put_user((unsigned long)fpstate, (unsigned long __user *)
			&sc->fpstate, Efault);
	unsafe_put_user(mask, &sc->oldmask, Efault);
	unsafe_put_user(current->thread.cr2, &sc->cr2, Efault);
	return 0;
Efault:
	return -EFAULT;
}

static unsigned long frame_uc_flags(void)
{
	unsigned long flags = UC_SIGCONTEXT_SS | UC_STRICT_RESTORE_SS;

	if (xfeatures_mask)
		flags |= UC_FP_XSTATE;
	return flags;
}

/* Everything but siginfo and FPU state. */
static int fill_frame(struct rt_sigframe __user *frame, struct ksignal *ksig,
		      struct pt_regs *regs, void __user *fpstate)
{
	sigset_t *set = sigmask_to_save();
	struct ucontext __user *uc = &frame->uc;
	int err;

	if (!user_access_begin(frame, sizeof(*frame)))
		return -EFAULT;
	err = unsafe_put_sigcontext(&uc->uc_mcontext, fpstate, regs,
				    set->sig[0]);
	if (err)
		goto out;
	err = -EFAULT;
	unsafe_put_user(frame_uc_flags(), &uc->uc_flags, out);
	unsafe_put_user(0UL, (unsigned long __user *)&uc->uc_link, out);
	unsafe_put_user(set->sig[0], &uc->uc_sigmask.sig[0], out);
	unsafe_put_user((unsigned long)ksig->ka.sa.sa_restorer,
			(unsigned long __user *)&frame->pretcode, out);
	err = 0;
out:
	user_access_end();
	return err;
}

static int setup_rt_frame(struct ksignal *ksig, struct pt_regs *regs)
{
	struct rt_sigframe __user *frame;
	void __user *fpstate;

	/* There is no vDSO with a default return address. */
	if (!(ksig->ka.sa.sa_flags & SA_RESTORER))
		return -EFAULT;
	frame = get_sigframe(ksig, regs, &fpstate);
	if (!frame)
		return -EFAULT;
	if (copy_fpstate_to_sigframe(fpstate) ||
	    fill_frame(frame, ksig, regs, fpstate) ||
	    __save_altstack(&frame->uc.uc_stack, regs->sp))
		return -EFAULT;
	if ((ksig->ka.sa.sa_flags & SA_SIGINFO) &&
	    copy_siginfo_to_user(&frame->info, &ksig->info))
		return -EFAULT;

	/* handler(sig, info, ucontext); rax 0 for a variadic one. */
	regs->di = ksig->sig;
	regs->ax = 0;
	regs->si = (unsigned long)&frame->info;
	regs->dx = (unsigned long)&frame->uc;
	regs->ip = (unsigned long)ksig->ka.sa.sa_handler;
	regs->sp = (unsigned long)frame;
	regs->cs = __USER_CS;
	regs->ss = __USER_DS;
	return 0;
}

static void restart_with(struct pt_regs *regs, unsigned long nr)
{
	regs->ax = nr;
	regs->ip -= SYSCALL_INSN;
}

/* A handler will run: does the interrupted call start again after it? */
static void handle_restart(struct ksignal *ksig, struct pt_regs *regs)
{
	if (syscall_get_nr(current, regs) < 0)
		return;
	switch (syscall_get_error(current, regs)) {
	case -ERESTART_RESTARTBLOCK:
	case -ERESTARTNOHAND:
		regs->ax = -EINTR;
		break;
	case -ERESTARTSYS:
		if (!(ksig->ka.sa.sa_flags & SA_RESTART)) {
			regs->ax = -EINTR;
			break;
		}
		fallthrough;
	case -ERESTARTNOINTR:
		restart_with(regs, regs->orig_ax);
		break;
	}
}

static void handle_signal(struct ksignal *ksig, struct pt_regs *regs)
{
	bool failed;

	handle_restart(ksig, regs);
	failed = setup_rt_frame(ksig, regs) < 0;
	if (!failed) {
		/* As the ABI wants a function to start. */
		regs->flags &= ~(X86_EFLAGS_DF | X86_EFLAGS_RF |
				 X86_EFLAGS_TF);
		fpu__clear(&current->thread.fpu);
	}
	signal_setup_done(failed, ksig, 0);
}

/**
 * do_signal() - deliver one signal, or restart the call without a handler
 * @regs: registers user mode will get
 *
 * Context: exit_to_usermode_loop(), may sleep, may not return.
 */
void do_signal(struct pt_regs *regs)
{
	struct ksignal ksig;

	if (get_signal(&ksig)) {
		handle_signal(&ksig, regs);
		return;
	}

	if (syscall_get_nr(current, regs) >= 0) {
		switch (syscall_get_error(current, regs)) {
		case -ERESTARTNOHAND:
		case -ERESTARTSYS:
		case -ERESTARTNOINTR:
			restart_with(regs, regs->orig_ax);
			break;
		case -ERESTART_RESTARTBLOCK:
			restart_with(regs, __NR_restart_syscall);
			break;
		}
	}
	/* sigsuspend() and its kin, woken without a handler to run. */
	restore_saved_sigmask();
}

/**
 * signal_fault() - a frame that cannot be read or is nonsense
 * @regs: current's
 * @frame: where it should be
 * @where: name of the call
 *
 * Context: process context.
 */
void signal_fault(struct pt_regs *regs, void __user *frame, char *where)
{
	struct task_struct *me = current;

	if (show_unhandled_signals)
		pr_info_ratelimited("%s[%d] bad frame in %s frame:%px ip:%lx sp:%lx orax:%lx\n",
				    me->comm, me->pid, where, frame, regs->ip,
				    regs->sp, regs->orig_ax);
	force_sig(SIGSEGV, me);
}

static int restore_sigcontext(struct pt_regs *regs,
			      struct sigcontext __user *usc)
{
	struct sigcontext sc;

	/* restart_syscall() out of the blue must do no harm. */
	current->restart_block.fn = do_no_restart_syscall;

	if (copy_from_user(&sc, usc, offsetof(struct sigcontext, reserved1)))
		return -EFAULT;

	regs->bx = sc.rbx;
	regs->cx = sc.rcx;
	regs->dx = sc.rdx;
	regs->si = sc.rsi;
	regs->di = sc.rdi;
	regs->bp = sc.rbp;
	regs->ax = sc.rax;
	regs->sp = sc.rsp;
	regs->ip = sc.rip;
	regs->r8 = sc.r8;
	regs->r9 = sc.r9;
	regs->r10 = sc.r10;
	regs->r11 = sc.r11;
	regs->r12 = sc.r12;
	regs->r13 = sc.r13;
	regs->r14 = sc.r14;
	regs->r15 = sc.r15;
	regs->cs = sc.cs | USER_RPL;
	regs->ss = sc.ss | USER_RPL;
	regs->flags = (regs->flags & ~FIX_EFLAGS) | (sc.eflags & FIX_EFLAGS);
	regs->orig_ax = -1;		/* I2 */

	return fpu__restore_sig((void __user *)sc.fpstate);
}

/*
 * Programs that build a frame by hand leave ss zero; 64-bit code does not
 * care which data segment it has.
 */
static void fix_ss(struct pt_regs *regs, unsigned long uc_flags)
{
	if (unlikely(!(uc_flags & UC_STRICT_RESTORE_SS) &&
		     user_64bit_mode(regs)))
		regs->ss = __USER_DS;
}

/**
 * sys_rt_sigreturn() - a handler is done: back to where it interrupted
 */
SYSCALL_DEFINE0(rt_sigreturn)
{
	struct pt_regs *regs = current_pt_regs();
	struct rt_sigframe __user *frame;
	unsigned long uc_flags;
	sigset_t set;

	frame = (struct rt_sigframe __user *)(regs->sp - sizeof(long));
	if (!access_ok(frame, sizeof(*frame)))
		goto badframe;
	if (__get_user(set.sig[0], &frame->uc.uc_sigmask.sig[0]) ||
	    __get_user(uc_flags, &frame->uc.uc_flags))
		goto badframe;

	set_current_blocked(&set);
	if (restore_sigcontext(regs, &frame->uc.uc_mcontext))
		goto badframe;
	fix_ss(regs, uc_flags);
	if (restore_altstack(&frame->uc.uc_stack))
		goto badframe;
	return regs->ax;

badframe:
	signal_fault(regs, frame, "rt_sigreturn");
	return 0;
}
