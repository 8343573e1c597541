// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/process_64.c - the machine state of a task
 *
 * Data       thread_struct: what of the CPU is not on the kernel stack: stack
 *            pointer, segment selectors and bases, FPU.
 *            A new task's stack, from the top: pt_regs, inactive_task_frame
 *            with the address of ret_from_fork; so its first __switch_to_asm()
 *            "returns" there.
 * I1         thread.{es,ds,fsindex,gsindex,fsbase,gsbase} are right while the
 *            task is switched out.  While it runs, the registers are.
 * I2         cpu_current_top_of_stack, TSS.sp0 and current_task of a CPU
 *            belong to one task, except inside __switch_to() with interrupts
 *            off.
 * Locking    none: each task its own, or a child that nobody sees.
 * Entry      __switch_to() copy_thread_tls() start_thread() flush_thread()
 *            sys_arch_prctl() get_wchan()
 * Mirrors: Linux 4.9..4.14 arch/x86/kernel/process_64.c and process.c, with
 * FSGSBASE as in 5.9.
 * Simpler than Linux in: no LDT, TLS descriptors, I/O bitmap, debug
 * registers, 32-bit tasks.
 */
#include <asm/processor.h>

#include <linux/cpu.h>
#include <linux/mm.h>
#include <linux/random.h>
#include <linux/sched/debug.h>
#include <linux/sched/task_stack.h>
#include <linux/sched/signal.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include <asm/fpu/internal.h>
#include <asm/fsgsbase.h>
#include <asm/stacktrace.h>
#include <asm/switch_to.h>
#include <uapi/asm/prctl.h>

/* Linux's AT_RANDOM-like stack jitter, bytes. */
#define STACK_JITTER	8192

/* current's selectors and bases, from the registers; interrupts are off. */
static void save_fsgs(struct thread_struct *t)
{
	savesegment(fs, t->fsindex);
	savesegment(gs, t->gsindex);
	if (boot_cpu_has(X86_FEATURE_FSGSBASE)) {
		t->fsbase = rdfsbase();
		t->gsbase = __rdgsbase_inactive();
		return;
	}
	/*
	 * Only arch_prctl() changes a base then, and it keeps thread.*base
	 * right; or the user loads a selector, all of which have base 0.
	 */
	if (t->fsindex > 3)
		t->fsbase = 0;
	if (t->gsindex > 3)
		t->gsbase = 0;
}

/*
 * A load of a selector may or may not clear the base, so the base is written
 * after it, unless all four values are zero.
 */
static __always_inline void load_fsgs(const struct thread_struct *prev,
				      const struct thread_struct *next)
{
	if (unlikely(prev->fsindex | next->fsindex))
		loadsegment(fs, next->fsindex);
	if (prev->fsbase | next->fsbase | prev->fsindex | next->fsindex)
		x86_fsbase_write_cpu(next->fsbase);
	if (unlikely(prev->gsindex | next->gsindex))
		__load_gs_index(next->gsindex);
	if (unlikely(prev->gsbase | next->gsbase | prev->gsindex |
		     next->gsindex))
		x86_gsbase_write_cpu_inactive(next->gsbase);
}

/**
 * __switch_to() - change the CPU's state from one task's to another's
 * @prev_p: whose kernel stack was left
 * @next_p: on whose kernel stack this runs already
 *
 * Context: __switch_to_asm() only; interrupts off, rq->lock held.
 * Return: @prev_p, for finish_task_switch() in @next_p.
 */
struct task_struct *__switch_to(struct task_struct *prev_p,
				struct task_struct *next_p)
{
	struct thread_struct *prev = &prev_p->thread;
	struct thread_struct *next = &next_p->thread;
	int cpu = raw_smp_processor_id();
	unsigned long top = task_top_of_stack(next_p);

	switch_fpu_prepare(&prev->fpu, cpu);
	save_fsgs(prev);

	savesegment(es, prev->es);
	if (unlikely(next->es | prev->es))
		loadsegment(es, next->es);
	savesegment(ds, prev->ds);
	if (unlikely(next->ds | prev->ds))
		loadsegment(ds, next->ds);
	load_fsgs(prev, next);

	this_cpu_write(current_task, next_p);
	this_cpu_write(cpu_current_top_of_stack, top);
	this_cpu_write(cpu_tss.x86_tss.sp0, top);

	switch_fpu_finish(&next->fpu, cpu);
	return prev_p;
}

/**
 * arch_dup_task_struct() - copy a task_struct
 * @dst: new memory of arch_task_struct_size bytes
 * @src: current, or init_task
 *
 * The FPU registers go straight into the copy, not through @src.
 *
 * Context: process context.
 * Return: 0.
 */
int arch_dup_task_struct(struct task_struct *dst, struct task_struct *src)
{
	memcpy(dst, src, offsetof(struct task_struct, thread.fpu.state));
	fpu__copy(&dst->thread.fpu, &src->thread.fpu);
	return 0;
}

static int do_arch_prctl_64(struct task_struct *task, int option,
			    unsigned long arg2)
{
	unsigned long flags;

	switch (option) {
	case ARCH_SET_FS:
		if (arg2 >= TASK_SIZE_MAX)
			return -EPERM;
		local_irq_save(flags);
		task->thread.fsindex = 0;
		task->thread.fsbase = arg2;
		if (task == current) {
			loadsegment(fs, 0);
			x86_fsbase_write_cpu(arg2);
		}
		local_irq_restore(flags);
		return 0;
	case ARCH_SET_GS:
		if (arg2 >= TASK_SIZE_MAX)
			return -EPERM;
		local_irq_save(flags);
		task->thread.gsindex = 0;
		task->thread.gsbase = arg2;
		if (task == current) {
			__load_gs_index(0);
			x86_gsbase_write_cpu_inactive(arg2);
		}
		local_irq_restore(flags);
		return 0;
	}
	return -EINVAL;
}

/**
 * sys_arch_prctl() - set or read the bases of FS and GS
 *
 * Left out: CPUID faulting, XSTATE permissions (-EINVAL), vDSO remapping.
 */
SYSCALL_DEFINE2(arch_prctl, int, option, unsigned long, arg2)
{
	unsigned long base, flags;

	switch (option) {
	case ARCH_GET_FS:
		local_irq_save(flags);
		base = x86_fsbase_read_cpu();
		local_irq_restore(flags);
		return put_user(base, (unsigned long __user *)arg2);
	case ARCH_GET_GS:
		local_irq_save(flags);
		base = x86_gsbase_read_cpu_inactive();
		local_irq_restore(flags);
		return put_user(base, (unsigned long __user *)arg2);
	case ARCH_GET_CPUID:
		return 1;
	}
	return do_arch_prctl_64(current, option, arg2);
}

static void setup_kernel_thread(struct fork_frame *fork_frame,
				struct task_struct *p, unsigned long fn,
				unsigned long arg)
{
	struct inactive_task_frame *frame = &fork_frame->frame;

	memset(&fork_frame->regs, 0, sizeof(fork_frame->regs));
	frame->bp = 0;			/* the unwinder's end */
	frame->bx = fn;
	frame->r12 = arg;
	frame->ret_addr = (unsigned long)ret_from_kernel_thread;
	p->thread.es = p->thread.ds = 0;
	p->thread.fsindex = p->thread.gsindex = 0;
	p->thread.fsbase = p->thread.gsbase = 0;
	p->thread.fpu.initialized = 0;
}

/**
 * copy_thread_tls() - the machine state of a new task
 * @clone_flags: CLONE_SETTLS gives the child the FS base @tls
 * @sp: user stack of the child, 0 for a copy of the parent's; for a kernel
 *      thread its function
 * @arg: for a kernel thread the argument
 * @p: the child, a copy of current with a stack of its own
 * @tls: see @clone_flags
 *
 * Context: process context, @p is not visible.
 * Return: 0, or -EPERM for an impossible @tls.
 */
int copy_thread_tls(unsigned long clone_flags, unsigned long sp,
		    unsigned long arg, struct task_struct *p,
		    unsigned long tls)
{
	struct pt_regs *childregs = task_pt_regs(p);
	struct fork_frame *fork_frame =
		container_of(childregs, struct fork_frame, regs);
	unsigned long flags;

	p->thread.sp = (unsigned long)fork_frame;
	if (unlikely(p->flags & PF_KTHREAD)) {
		setup_kernel_thread(fork_frame, p, sp, arg);
		return 0;
	}

	*childregs = *current_pt_regs();
	childregs->ax = 0;
	if (sp)
		childregs->sp = sp;
	fork_frame->frame.bp = (unsigned long)childregs | 1;
	fork_frame->frame.ret_addr = (unsigned long)ret_from_fork;

	local_irq_save(flags);
	save_fsgs(&current->thread);
	local_irq_restore(flags);
	p->thread.fsindex = current->thread.fsindex;
	p->thread.fsbase = current->thread.fsbase;
	p->thread.gsindex = current->thread.gsindex;
	p->thread.gsbase = current->thread.gsbase;
	savesegment(es, p->thread.es);
	savesegment(ds, p->thread.ds);

	if (clone_flags & CLONE_SETTLS)
		return do_arch_prctl_64(p, ARCH_SET_FS, tls);
	return 0;
}

/**
 * start_thread() - where a program begins
 * @regs: current's user registers
 * @new_ip: entry point
 * @new_sp: top of its stack
 *
 * Context: execve, after flush_thread(); the other registers are the
 * caller's (ELF_PLAT_INIT).
 */
void start_thread(struct pt_regs *regs, unsigned long new_ip,
		  unsigned long new_sp)
{
	unsigned long flags;

	local_irq_save(flags);
	loadsegment(fs, 0);
	loadsegment(es, 0);
	loadsegment(ds, 0);
	__load_gs_index(0);
	x86_fsbase_write_cpu(0);
	x86_gsbase_write_cpu_inactive(0);
	current->thread.fsindex = current->thread.gsindex = 0;
	current->thread.fsbase = current->thread.gsbase = 0;
	local_irq_restore(flags);

	regs->ip = new_ip;
	regs->sp = new_sp;
	regs->cs = __USER_CS;
	regs->ss = __USER_DS;
	regs->flags = X86_EFLAGS_IF | X86_EFLAGS_FIXED;
	/* No system call any more: nothing of it to restart. */
	regs->orig_ax = -1;
}

/**
 * flush_thread() - execve: forget the old program's machine state
 *
 * Context: current, past the point of no return.
 */
void flush_thread(void)
{
	current->thread.cr2 = 0;
	current->thread.trap_nr = 0;
	current->thread.error_code = 0;
	fpu__clear(&current->thread.fpu);
}

/**
 * exit_thread() - the machine state of a task that ends, or never started
 * @tsk: current, or a failed child
 *
 * Context: process context.
 */
void exit_thread(struct task_struct *tsk)
{
	fpu__drop(&tsk->thread.fpu);
}

/**
 * release_thread() - last chance to free what the machine state points to
 * @dead_task: a reaped task
 */
void release_thread(struct task_struct *dead_task)
{
}

/**
 * arch_cpu_idle() - sleep until the next interrupt
 *
 * Context: idle task, interrupts off; they are on when it returns.  One that
 * came before is not slept over: sti lets it in only after hlt.
 */
void arch_cpu_idle(void)
{
	safe_halt();
}

/**
 * arch_align_stack() - where below @sp a new program's stack begins
 * @sp: highest possible value
 *
 * Return: 16-byte aligned, up to 8 KiB lower when randomised.
 */
unsigned long arch_align_stack(unsigned long sp)
{
	if (current->flags & PF_RANDOMIZE)
		sp -= get_random_int() % STACK_JITTER;
	return sp & ~0xfUL;
}

/**
 * get_wchan() - in which function does a sleeping task wait?
 * @p: a task that the caller keeps
 *
 * Context: any; @p may wake up meanwhile, so nothing is trusted.
 * Return: address of the first frame outside of the scheduler, or 0.
 */
unsigned long get_wchan(struct task_struct *p)
{
	struct unwind_state state;
	unsigned long ip = 0;

	if (p == current || p->state == TASK_RUNNING)
		return 0;
	if (!try_get_task_stack(p))
		return 0;
	for (unwind_start(&state, p, NULL, NULL); !unwind_done(&state);
	     unwind_next_frame(&state)) {
		ip = unwind_get_return_address(&state);
		if (!in_sched_functions(ip))
			break;
		ip = 0;
	}
	put_task_stack(p);
	return ip;
}
