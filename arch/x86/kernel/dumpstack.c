// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/dumpstack.c - the report of an oops
 *
 *	oops_begin() -> __die() -> show_regs() -> oops_end()
 *	                           registers, Code:, Call Trace:
 *
 * oops_end() marks the kernel as tainted and ends the task: in an interrupt,
 * or with panic_on_oops, nothing can be ended and the kernel panics.
 *
 * Locking    die_lock: one report at a time; a CPU that oopses inside its
 *            own report goes on (die_owner), its output nests.
 * Entry      die() show_regs() show_stack() dump_stack()
 * Mirrors: Linux 4.x arch/x86/kernel/dumpstack.c, dumpstack_64.c and
 * process_64.c __show_regs(), lib/dump_stack.c.
 */
#include <asm/kdebug.h>

#include <linux/console.h>
#include <linux/kasan.h>
#include <linux/panic.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/uaccess.h>

#include <asm/msr.h>
#include <asm/processor.h>
#include <asm/special_insns.h>
#include <asm/stacktrace.h>
#include <generated/compile.h>

/* "Code:" shows so many bytes, rip's about two thirds in. */
#define OPCODE_BUFSIZE	64
#define PROLOGUE_SIZE	42

static arch_spinlock_t die_lock = __ARCH_SPIN_LOCK_UNLOCKED;
static int die_owner = -1;
static unsigned int die_nest_count;
static int die_counter;

static void dump_header(const char *log_lvl)
{
	printk("%sCPU: %d PID: %d Comm: %.20s %s %s %.*s\n", log_lvl,
	       raw_smp_processor_id(), current->pid, current->comm,
	       print_tainted(), UTS_RELEASE, (int)strcspn(UTS_VERSION, " "),
	       UTS_VERSION);
}

/* rip, rsp and flags of an interrupted context, in the midst of a trace. */
static void show_ip(struct pt_regs *regs, const char *log_lvl)
{
	if (user_mode(regs))
		printk("%sRIP: %04lx:0x%lx\n", log_lvl, regs->cs, regs->ip);
	else
		printk("%sRIP: %04lx:%pS\n", log_lvl, regs->cs,
		       (void *)regs->ip);
}

/**
 * show_iret_regs() - what the CPU itself pushed
 * @regs: saved registers
 *
 * Context: any.
 */
void show_iret_regs(struct pt_regs *regs)
{
	show_ip(regs, KERN_DEFAULT);
	printk(KERN_DEFAULT "RSP: %04lx:%016lx EFLAGS: %08lx\n", regs->ss,
	       regs->sp, regs->flags);
}

static void show_general_regs(struct pt_regs *regs)
{
	printk(KERN_DEFAULT "RAX: %016lx RBX: %016lx RCX: %016lx\n",
	       regs->ax, regs->bx, regs->cx);
	printk(KERN_DEFAULT "RDX: %016lx RSI: %016lx RDI: %016lx\n",
	       regs->dx, regs->si, regs->di);
	printk(KERN_DEFAULT "RBP: %016lx R08: %016lx R09: %016lx\n",
	       regs->bp, regs->r8, regs->r9);
	printk(KERN_DEFAULT "R10: %016lx R11: %016lx R12: %016lx\n",
	       regs->r10, regs->r11, regs->r12);
	printk(KERN_DEFAULT "R13: %016lx R14: %016lx R15: %016lx\n",
	       regs->r13, regs->r14, regs->r15);
}

static void show_system_regs(struct pt_regs *regs)
{
	unsigned int fsindex, gsindex, ds, es;
	u64 fs, gs, shadowgs;

	savesegment(ds, ds);
	savesegment(es, es);
	savesegment(fs, fsindex);
	savesegment(gs, gsindex);
	rdmsrl(MSR_FS_BASE, fs);
	rdmsrl(MSR_GS_BASE, gs);
	rdmsrl(MSR_KERNEL_GS_BASE, shadowgs);

	printk(KERN_DEFAULT "FS:  %016llx(%04x) GS:%016llx(%04x) knlGS:%016llx\n",
	       fs, fsindex, gs, gsindex, shadowgs);
	printk(KERN_DEFAULT "CS:  %04lx DS: %04x ES: %04x CR0: %016lx\n",
	       regs->cs, ds, es, read_cr0());
	printk(KERN_DEFAULT "CR2: %016lx CR3: %016lx CR4: %016lx\n",
	       read_cr2(), __read_cr3(), __read_cr4());
}

/**
 * show_opcodes() - the instruction that faulted and its neighbours
 * @regs: saved registers
 * @loglvl: before the line
 *
 * User code is not shown: looking at it could sleep.
 *
 * Context: any.
 */
void show_opcodes(struct pt_regs *regs, const char *loglvl)
{
	u8 opcodes[OPCODE_BUFSIZE];
	char line[OPCODE_BUFSIZE * 3 + 3], *p = line;
	unsigned long prologue = regs->ip - PROLOGUE_SIZE;
	int i;

	if (user_mode(regs) ||
	    probe_kernel_read(opcodes, (void *)prologue, OPCODE_BUFSIZE)) {
		printk("%sCode: Bad RIP value.\n", loglvl);
		return;
	}
	for (i = 0; i < OPCODE_BUFSIZE; i++)
		p += sprintf(p, i == PROLOGUE_SIZE ? "<%02x> " : "%02x ",
			     opcodes[i]);
	printk("%sCode: %s\n", loglvl, line);
}

/**
 * show_trace_log_lvl() - "Call Trace:"
 * @task: current, or a task that sleeps
 * @regs: where to start, or NULL
 * @stack: skip frames below this address, or NULL
 * @log_lvl: before each line
 *
 * Context: any.
 */
void show_trace_log_lvl(struct task_struct *task, struct pt_regs *regs,
			unsigned long *stack, const char *log_lvl)
{
	struct unwind_state state;
	const char *name = NULL, *prev = NULL;

	printk("%sCall Trace:\n", log_lvl);
	for (unwind_start(&state, task, regs, stack); !unwind_done(&state);
	     unwind_next_frame(&state)) {
		name = stack_type_name(state.stack_info.type);
		if (name != prev && prev)
			printk("%s </%s>\n", log_lvl, prev);
		if (name != prev && name)
			printk("%s <%s>\n", log_lvl, name);
		prev = name;
		/* An interrupted address is exact, others are returns. */
		if (state.regs)
			printk("%s %pS\n", log_lvl, (void *)state.ip);
		else
			printk("%s %pB\n", log_lvl, (void *)state.ip);
	}
	if (prev)
		printk("%s </%s>\n", log_lvl, prev);
	if (unwind_error(&state))
		printk("%s (the chain of frames is broken here)\n", log_lvl);
	if (task == current && task->mm)
		show_ip(task_pt_regs(task), log_lvl);
}

/**
 * show_stack() - the trace of a task, for sysrq and the scheduler's reports
 * @task: a task that sleeps, or NULL for current
 * @sp: skip frames below, or NULL
 *
 * Context: any.
 */
void show_stack(struct task_struct *task, unsigned long *sp)
{
	show_trace_log_lvl(task ?: current, NULL, sp, KERN_DEFAULT);
}

/**
 * dump_stack() - who is here, and how did it get here
 *
 * Context: any.
 */
void dump_stack(void)
{
	dump_header(KERN_DEFAULT);
	show_trace_log_lvl(current, NULL, __builtin_frame_address(0),
			   KERN_DEFAULT);
}

/**
 * show_regs() - a whole report of saved registers
 * @regs: saved registers
 *
 * Context: any.
 */
void show_regs(struct pt_regs *regs)
{
	dump_header(KERN_DEFAULT);
	show_iret_regs(regs);
	show_opcodes(regs, KERN_DEFAULT);
	show_general_regs(regs);
	show_system_regs(regs);
	if (!user_mode(regs))
		show_trace_log_lvl(current, regs, NULL, KERN_DEFAULT);
}

/**
 * oops_begin() - nobody else may report now, and everything is shown
 *
 * Context: any.  Returns with interrupts off.
 * Return: flags for oops_end().
 */
unsigned long oops_begin(void)
{
	unsigned long flags;
	int cpu;

	oops_enter();
	local_irq_save(flags);
	cpu = raw_smp_processor_id();
	/* Not in a second oops of this CPU: it holds the lock. */
	if (!arch_spin_trylock(&die_lock) && cpu != die_owner)
		arch_spin_lock(&die_lock);
	die_nest_count++;
	die_owner = cpu;
	console_verbose();
	bust_spinlocks(1);
	return flags;
}

/**
 * oops_end() - the report is complete
 * @flags: from oops_begin()
 * @regs: registers of the fault, may be NULL
 * @signr: 0 returns; otherwise current ends as if by this signal
 *
 * Context: any.
 */
void oops_end(unsigned long flags, struct pt_regs *regs, int signr)
{
	bust_spinlocks(0);
	die_owner = -1;
	add_taint(TAINT_DIE, LOCKDEP_NOW_UNRELIABLE);
	if (!--die_nest_count)
		arch_spin_unlock(&die_lock);
	oops_exit();
	local_irq_restore(flags);

	if (!signr)
		return;
	if (in_interrupt())
		panic("Fatal exception in interrupt");
	if (panic_on_oops)
		panic("Fatal exception");
	/* The stack may be all but used up: leave it, and what KASAN knows of it. */
	kasan_unpoison_task_stack(current);
	rewind_stack_do_exit(signr);
}

/**
 * __die() - the body of a report
 * @str: what happened
 * @regs: registers there
 * @err: error code
 *
 * Context: between oops_begin() and oops_end().
 * Return: 0.
 */
int __die(const char *str, struct pt_regs *regs, long err)
{
	printk(KERN_DEFAULT "%s: %04lx [#%d] SMP\n", str, err & 0xffff,
	       ++die_counter);
	show_regs(regs);
	return 0;
}

/**
 * die() - the kernel did what it must not do
 * @str: what happened
 * @regs: registers there
 * @err: error code
 *
 * Context: any; ends current, or panics, when @regs are of kernel mode.
 */
void die(const char *str, struct pt_regs *regs, long err)
{
	unsigned long flags = oops_begin();
	int sig = SIGSEGV;

	if (__die(str, regs, err))
		sig = 0;
	oops_end(flags, regs, sig);
}
