// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/panic.c - last words: panic, oops bookkeeping, taint, warnings
 *
 * Data       panic_cpu: the one CPU that reports; others that panic stop.
 *            tainted_mask: what makes reports from now on less trustworthy.
 * I1         panic() needs nothing that may be broken: no lock, no
 *            allocation; the floors above are called through panic_ops.
 * Locking    panic_cpu by cmpxchg; tainted_mask by atomic bits.
 * Entry      panic() oops_enter() oops_exit() add_taint() __warn()
 * Mirrors: Linux 4.x kernel/panic.c.
 * Simpler than Linux in: no crash kernel, no pause_on_oops, no notifiers,
 * no blinking keyboard.
 */
#include <linux/panic.h>

#include <linux/atomic.h>
#include <linux/bug.h>
#include <linux/console.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/moduleparam.h>
#include <linux/sched.h>
#include <linux/string.h>

#include <asm/kdebug.h>

#define PANIC_BUF_LEN	1024
#define MSEC_PER_SECOND	1000

int panic_on_oops;
int panic_on_warn;
int panic_timeout;
atomic_t panic_cpu = ATOMIC_INIT(PANIC_CPU_INVALID);

static unsigned long tainted_mask;
static const struct panic_ops *panic_ops;
/* __warn_printk() has drawn the line that __warn() would draw. */
static DEFINE_PER_CPU(bool, cut_here_printed);

#define CUT_HERE	"------------[ cut here ]------------\n"

/**
 * register_panic_ops() - tell panic() how to stop and restart the machine
 * @ops: kept
 *
 * Context: boot.
 */
void register_panic_ops(const struct panic_ops *ops)
{
	panic_ops = ops;
}

static void panic_halt(void)
{
	for (;;)
		halt();
}

static void panic_restart(void)
{
	if (!panic_timeout || !panic_ops || !panic_ops->restart)
		return;
	if (panic_timeout > 0) {
		pr_emerg("Rebooting in %d seconds..\n", panic_timeout);
		if (panic_ops->delay_ms)
			panic_ops->delay_ms(panic_timeout * MSEC_PER_SECOND);
	}
	panic_ops->restart();
}

/**
 * panic() - the kernel cannot go on
 * @fmt: why; a newline at its end is dropped
 *
 * Context: any.
 */
void panic(const char *fmt, ...)
{
	static char buf[PANIC_BUF_LEN];
	int old_cpu, this_cpu, len;
	va_list args;

	local_irq_disable();
	this_cpu = raw_smp_processor_id();
	old_cpu = atomic_cmpxchg(&panic_cpu, PANIC_CPU_INVALID, this_cpu);
	if (old_cpu != PANIC_CPU_INVALID && old_cpu != this_cpu)
		panic_halt();

	console_verbose();
	bust_spinlocks(1);
	va_start(args, fmt);
	len = vscnprintf(buf, sizeof(buf), fmt, args);
	va_end(args);
	/* It is printed within a line, too. */
	if (len && buf[len - 1] == '\n')
		buf[len - 1] = '\0';
	pr_emerg("Kernel panic - not syncing: %s\n", buf);
	/* After an oops the trace is on the screen already. */
	if (!test_taint(TAINT_DIE))
		dump_stack();

	if (panic_ops && panic_ops->stop_cpus)
		panic_ops->stop_cpus();
	bust_spinlocks(0);
	console_flush_on_panic();

	panic_restart();
	pr_emerg("---[ end Kernel panic - not syncing: %s ]---\n", buf);
	panic_halt();
	unreachable();
}
EXPORT_SYMBOL(panic);

/**
 * nmi_panic() - panic() from NMI context
 * @regs: what was interrupted
 * @msg: why
 *
 * A panic that this NMI interrupted on the same CPU goes on by itself.
 *
 * Context: NMI.
 */
void nmi_panic(struct pt_regs *regs, const char *msg)
{
	int cpu = raw_smp_processor_id();

	if (atomic_read(&panic_cpu) == PANIC_CPU_INVALID)
		panic("%s", msg);
	else if (atomic_read(&panic_cpu) != cpu)
		panic_halt();
}

/* In the order of the bits: letter when set, letter when clear. */
static const char taint_letters[TAINT_FLAGS_COUNT][2] = {
	[TAINT_PROPRIETARY_MODULE]	= { 'P', 'G' },
	[TAINT_FORCED_MODULE]		= { 'F', ' ' },
	[TAINT_CPU_OUT_OF_SPEC]		= { 'S', ' ' },
	[TAINT_FORCED_RMMOD]		= { 'R', ' ' },
	[TAINT_MACHINE_CHECK]		= { 'M', ' ' },
	[TAINT_BAD_PAGE]		= { 'B', ' ' },
	[TAINT_USER]			= { 'U', ' ' },
	[TAINT_DIE]			= { 'D', ' ' },
	[TAINT_OVERRIDDEN_ACPI_TABLE]	= { 'A', ' ' },
	[TAINT_WARN]			= { 'W', ' ' },
	[TAINT_CRAP]			= { 'C', ' ' },
	[TAINT_FIRMWARE_WORKAROUND]	= { 'I', ' ' },
	[TAINT_OOT_MODULE]		= { 'O', ' ' },
	[TAINT_UNSIGNED_MODULE]		= { 'E', ' ' },
	[TAINT_SOFTLOCKUP]		= { 'L', ' ' },
	[TAINT_LIVEPATCH]		= { 'K', ' ' },
};

/**
 * print_tainted() - the taint flags as text
 *
 * Context: any; the buffer is shared, racing readers see the same letters.
 * Return: "Not tainted" or "Tainted: " and one character for each flag.
 */
const char *print_tainted(void)
{
	static char buf[TAINT_FLAGS_COUNT + sizeof("Tainted: ")];
	char *s;
	int i;

	if (!tainted_mask)
		return "Not tainted";
	s = buf + sprintf(buf, "Tainted: ");
	for (i = 0; i < TAINT_FLAGS_COUNT; i++)
		*s++ = taint_letters[i][test_bit(i, &tainted_mask) ? 0 : 1];
	*s = '\0';
	return buf;
}

/**
 * test_taint() - is a taint flag set?
 * @flag: TAINT_*
 */
int test_taint(unsigned int flag)
{
	return test_bit(flag, &tainted_mask);
}
EXPORT_SYMBOL(test_taint);

/**
 * get_taint() - all taint flags, for /proc/sys/kernel/tainted
 */
unsigned long get_taint(void)
{
	return tainted_mask;
}

/**
 * add_taint() - set a taint flag
 * @flag: TAINT_*
 * @lockdep_ok: may the locks that are held still be checked?
 *
 * Context: any.
 */
void add_taint(unsigned int flag, enum lockdep_ok lockdep_ok)
{
	if (lockdep_ok == LOCKDEP_NOW_UNRELIABLE)
		debug_locks_off();
	set_bit(flag, &tainted_mask);
}
EXPORT_SYMBOL(add_taint);

/**
 * oops_enter() - an oops begins
 *
 * Context: any.
 */
void oops_enter(void)
{
	console_verbose();
}

/**
 * print_oops_end_marker() - where a report ends, for tools that cut them out
 *
 * Context: any.
 */
void print_oops_end_marker(void)
{
	static u64 oops_id;

	pr_warn("---[ end trace %016llx ]---\n", ++oops_id);
}

/**
 * oops_exit() - an oops is reported
 *
 * Context: any.
 */
void oops_exit(void)
{
	print_oops_end_marker();
}

/**
 * __warn() - the report of a WARN()
 * @file: where, may be NULL
 * @line: where
 * @caller: address of the warning
 * @taint: TAINT_*
 * @regs: registers there, or NULL
 * @args: unused; the message was printed by __warn_printk()
 *
 * Context: any.
 */
void __warn(const char *file, int line, void *caller, unsigned int taint,
	    struct pt_regs *regs, struct warn_args *args)
{
	if (!this_cpu_xchg(cut_here_printed, false))
		pr_warn(CUT_HERE);
	pr_warn("WARNING: CPU: %d PID: %d at %s:%d %pS\n",
		raw_smp_processor_id(), current->pid, file ?: "?", line,
		caller);
	if (panic_on_warn) {
		/* The report of the panic must not panic again. */
		panic_on_warn = 0;
		panic("panic_on_warn set ...\n");
	}
	if (regs)
		show_regs(regs);
	else
		dump_stack();
	print_oops_end_marker();
	add_taint(taint, LOCKDEP_STILL_OK);
}

/**
 * __warn_printk() - the message of a WARN(), before its report
 * @fmt: as for printk()
 *
 * Context: any.
 */
void __warn_printk(const char *fmt, ...)
{
	va_list args;

	pr_warn(CUT_HERE);
	this_cpu_write(cut_here_printed, true);
	va_start(args, fmt);
	vprintk(fmt, args);
	va_end(args);
}
EXPORT_SYMBOL(__warn_printk);

core_param(panic, panic_timeout, int, 0644);
core_param(panic_on_warn, panic_on_warn, int, 0644);

static int __init oops_setup(char *s)
{
	if (!s)
		return -EINVAL;
	if (!strcmp(s, "panic"))
		panic_on_oops = 1;
	return 0;
}
early_param("oops", oops_setup);
