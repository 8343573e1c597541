// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/printk/console.c - from the log to the consoles
 *
 * Data       console_drivers: the registered consoles, the one behind
 *            /dev/console first.  console_cmdline[]: what console= asked for.
 *            console_pos: the first record not yet printed.
 * I1         whoever has the console lock prints all that is in the log
 *            before it lets go; so printk() needs only to try the lock.
 * I2         the lock's owner does not sleep: others wait for it spinning.
 * Hand over  The owner may get more and more to print by others.  So a printk()
 *            that finds it busy printing waits for it (one waiter at most),
 *            and the owner, after the record at hand, leaves the lock, still
 *            locked, to the waiter.
 * Locking    console lock: everything here, and the vt code.  console_owner_lock:
 *            who prints and who waits.  Order: console lock > logbuf_lock.
 * Entry      register_console() console_lock() console_unlock()
 * Mirrors: Linux 4.3 kernel/printk/printk.c; the hand over is 4.15's
 * Simpler than Linux in: the console lock is a spinning one, not a semaphore.
 */
#include <linux/console.h>

#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/moduleparam.h>
#include <linux/percpu.h>
#include <linux/string.h>

#include <asm/processor.h>

#include "internal.h"

#define MAX_CMDLINECONSOLES	8

struct console_cmdline {
	char	name[16];	/* "ttyS" */
	int	index;		/* 0 */
	char	options[24];	/* "115200n8", or empty */
};

struct console *console_drivers;
struct console *early_console;
bool console_set_on_cmdline;
bool console_init_done;		/* from here on there are real ones, or none */

static struct console_cmdline console_cmdline[MAX_CMDLINECONSOLES];
static int selected_console = -1;	/* the last console=: /dev/console */
static int preferred_console = -1;	/* the one that is or will be */
bool keep_bootcon;		/* boot consoles stay */
static bool ignore_loglevel;

static int console_locked;
static int console_lock_cpu = -1;	/* the owner's CPU */
static struct log_pos console_pos;
static struct console *exclusive_console;	/* the log is replayed to it */

static DEFINE_RAW_SPINLOCK(console_owner_lock);
static bool console_owner;		/* the lock's owner is printing */
static bool console_waiter;		/* and somebody waits to go on */

static int __init ignore_loglevel_setup(char *str)
{
	ignore_loglevel = true;
	pr_info("debug: ignoring loglevel setting.\n");
	return 0;
}
early_param("ignore_loglevel", ignore_loglevel_setup);

static int __init keep_bootcon_setup(char *str)
{
	keep_bootcon = true;
	return 0;
}
early_param("keep_bootcon", keep_bootcon_setup);

/**
 * console_verbose() - let everything through to the consoles, after a crash
 *
 * Context: any.
 */
void console_verbose(void)
{
	if (console_loglevel)
		console_loglevel = CONSOLE_LOGLEVEL_MOTORMOUTH;
}

/* --- the lock --- */

/**
 * console_trylock() - take the console lock if it is free
 *
 * Context: any but NMI; do not sleep while holding it.
 * Return: 1 when taken.
 */
int console_trylock(void)
{
	if (READ_ONCE(console_locked) ||
	    __atomic_exchange_n(&console_locked, 1, __ATOMIC_ACQUIRE))
		return 0;
	console_lock_cpu = raw_smp_processor_id();
	return 1;
}

/**
 * console_lock() - take the console lock
 *
 * Context: process context.
 */
void console_lock(void)
{
	while (!console_trylock())
		cpu_relax();
}

static void __console_release(void)
{
	console_lock_cpu = -1;
	__atomic_store_n(&console_locked, 0, __ATOMIC_RELEASE);
}

/**
 * console_bust_lock() - forget who has the console lock
 *
 * Context: an oops on the CPU that has it.
 */
void console_bust_lock(void)
{
	console_owner_lock = __RAW_SPIN_LOCK_UNLOCKED(console_owner_lock);
	console_owner = false;
	console_waiter = false;
	__console_release();
}

static void console_owner_start(void)
{
	printk_spin_lock(&console_owner_lock);
	console_owner = true;
	raw_spin_unlock(&console_owner_lock);
}

/* True when the lock went to a waiter: it is not ours any more. */
static bool console_owner_end(void)
{
	bool waiter;

	printk_spin_lock(&console_owner_lock);
	waiter = console_waiter;
	console_owner = false;
	raw_spin_unlock(&console_owner_lock);
	if (!waiter)
		return false;
	__atomic_store_n(&console_waiter, false, __ATOMIC_RELEASE);
	return true;
}

static bool console_wait_for_owner(void)
{
	unsigned long flags;
	bool wait;

	local_irq_save(flags);
	printk_spin_lock(&console_owner_lock);
	wait = console_owner && !console_waiter &&
	       console_lock_cpu != raw_smp_processor_id();
	if (wait)
		console_waiter = true;
	raw_spin_unlock(&console_owner_lock);

	if (wait) {
		while (__atomic_load_n(&console_waiter, __ATOMIC_ACQUIRE))
			cpu_relax();
		console_lock_cpu = raw_smp_processor_id();
	}
	local_irq_restore(flags);
	return wait;
}

/**
 * console_trylock_for_printk() - get to print, if possible and useful
 *
 * Context: any; not from an NMI unless in an oops.  Preemption is off.
 * Return: 1 when the lock is ours.
 */
int console_trylock_for_printk(void)
{
	if (!console_drivers)
		return 0;
	/* An oops inside a console driver: who was printing is us. */
	if (unlikely(oops_in_progress) && console_locked &&
	    console_lock_cpu == raw_smp_processor_id())
		console_bust_lock();
	if (console_trylock())
		return 1;
	if (oops_in_progress)
		return 0;
	return console_wait_for_owner();
}

/* --- printing --- */

static void call_console_drivers(const char *text, size_t len)
{
	struct console *con;

	for_each_console(con) {
		if (exclusive_console && con != exclusive_console)
			continue;
		if ((con->flags & CON_ENABLED) && con->write)
			con->write(con, text, len);
	}
}

/* Screens draw once for all that was written. */
static void flush_console_drivers(void)
{
	struct console *con;

	for_each_console(con)
		if ((con->flags & CON_ENABLED) && con->flush)
			con->flush(con);
}

static bool suppressed(const struct printk_log *msg)
{
	return (msg->flags & LOG_NOCONS) ||
	       (msg->level >= console_loglevel && !ignore_loglevel);
}

/* Next text to print, 0: none left.  Takes the record off console_pos. */
static size_t console_next_text(char *buf, size_t size)
{
	unsigned long flags = logbuf_lock_irqsave();
	struct printk_log *msg;
	size_t len = 0;
	u64 lost;

	while (!len && log_pos_advance(&console_pos, &lost)) {
		if (lost)
			len = scnprintf(buf, size,
					"** %llu printk messages dropped ** ",
					lost);
		msg = log_from_idx(console_pos.idx);
		if (!suppressed(msg))
			len += msg_print_text(msg, console_pos.prev, false,
					      buf + len, size - len);
		log_pos_next(&console_pos, msg);
	}
	if (!len)
		exclusive_console = NULL;
	logbuf_unlock_irqrestore(flags);
	return len;
}

static bool console_has_more(void)
{
	unsigned long flags = logbuf_lock_irqsave();
	bool more = console_pos.seq != log_next_seq;

	logbuf_unlock_irqrestore(flags);
	return more;
}

/**
 * console_unlock() - print what is in the log, and release the console lock
 *
 * Context: the lock is held.
 */
void console_unlock(void)
{
	static char text[LOG_LINE_MAX + 2 * PREFIX_MAX];
	unsigned long flags;
	bool handed_over;
	bool wrote = false;
	size_t len;

	do {
		while ((len = console_next_text(text, sizeof(text))) != 0) {
			local_irq_save(flags);
			console_owner_start();
			call_console_drivers(text, len);
			handed_over = console_owner_end();
			local_irq_restore(flags);
			if (handed_over)
				return;
			wrote = true;
		}
		if (wrote)
			flush_console_drivers();
		__console_release();
		/* Somebody who found the lock taken may have stored meanwhile. */
	} while (console_has_more() && console_trylock());
}

/**
 * console_is_behind() - is something in the log that nobody is printing?
 *
 * Context: any; a hint.
 * Return: true when so.
 */
bool console_is_behind(void)
{
	return console_drivers && !READ_ONCE(console_locked) &&
	       READ_ONCE(console_pos.seq) != READ_ONCE(log_next_seq);
}

/**
 * console_flush_deferred() - print what was stored where consoles could not be used
 *
 * Context: hard interrupt.
 */
void console_flush_deferred(void)
{
	if (console_is_behind() && console_trylock_for_printk())
		console_unlock();
}

/**
 * console_unblank() - wake the screen for an oops
 *
 * Context: any, in an oops too: then the lock is only tried.
 */
void console_unblank(void)
{
	struct console *con;

	if (oops_in_progress) {
		if (!console_trylock_for_printk())
			return;
	} else {
		console_lock();
	}
	for_each_console(con)
		if ((con->flags & CON_ENABLED) && con->unblank)
			con->unblank();
	console_unlock();
}

/**
 * console_flush_on_panic() - print the log, whoever holds the lock
 *
 * So early that there is no console yet, drive what a PC is likely to have.
 *
 * Context: panic, the other CPUs are stopped.
 */
void __ref console_flush_on_panic(void)
{
	if (!console_drivers && !console_init_done) {
		setup_early_printk("vga");
		setup_early_printk("serial,ttyS0,115200");
	}
	if (!console_trylock())
		console_bust_lock();
	console_locked = 1;
	console_lock_cpu = raw_smp_processor_id();
	console_unlock();
}

/**
 * bust_spinlocks() - around the report of an oops: locks may be broken
 * @yes: 1 before, 0 after
 *
 * Context: any.
 */
void bust_spinlocks(int yes)
{
	if (yes) {
		++oops_in_progress;
		return;
	}
	console_unblank();
	if (--oops_in_progress == 0)
		wake_up_klogd();
}

/**
 * wake_up_klogd() - tell the readers of the log that there is something
 *
 * Context: any.
 */
void wake_up_klogd(void)
{
	if (printk_wake_readers)
		printk_wake_readers();
}

/**
 * console_device() - the terminal behind /dev/console
 * @index: gets the line's number
 *
 * Context: process context.
 * Return: its driver, or NULL.
 */
struct tty_driver *console_device(int *index)
{
	struct tty_driver *driver = NULL;
	struct console *con;

	console_lock();
	for_each_console(con) {
		if (!con->device)
			continue;
		driver = con->device(con, index);
		if (driver)
			break;
	}
	console_unlock();
	return driver;
}

/* --- console= --- */

/**
 * add_preferred_console() - ask for a console before it is there
 * @name: of the driver, "ttyS"
 * @idx: which line
 * @options: for its setup(), or NULL
 *
 * Context: boot.
 * Return: 0, or -E2BIG.
 */
int __init add_preferred_console(const char *name, int idx, char *options)
{
	struct console_cmdline *c;
	int i;

	for (i = 0; i < MAX_CMDLINECONSOLES; i++) {
		c = &console_cmdline[i];
		if (!c->name[0])
			break;
		if (!strcmp(c->name, name) && c->index == idx) {
			selected_console = i;
			return 0;
		}
	}
	if (i == MAX_CMDLINECONSOLES)
		return -E2BIG;
	selected_console = i;
	strlcpy(c->name, name, sizeof(c->name));
	c->index = idx;
	strlcpy(c->options, options ? options : "", sizeof(c->options));
	return 0;
}

/* console=ttyS0,115200n8  console=tty0  console=0 (ttyS0) */
static int __init console_setup(char *str)
{
	char name[16];
	char *digits;
	size_t len;
	int idx;

	if (!str || !*str)
		return -EINVAL;
	len = strcspn(str, ",");
	if (len > sizeof(name) - 5)
		return -EINVAL;
	strscpy(name, isdigit(*str) ? "ttyS" : "", sizeof(name));
	strncat(name, str, len);

	for (digits = name + strlen(name);
	     digits > name && isdigit(digits[-1]); digits--)
		;
	idx = simple_strtoul(digits, NULL, 10);
	*digits = '\0';
	console_set_on_cmdline = true;
	return add_preferred_console(name, idx,
				     str[len] ? str + len + 1 : NULL);
}
early_param("console", console_setup);

/* --- register --- */

/* Has console= asked for it, and does it answer?  Then it is enabled. */
static void try_enable_from_cmdline(struct console *new)
{
	int i;

	for (i = 0; i < MAX_CMDLINECONSOLES; i++) {
		struct console_cmdline *c = &console_cmdline[i];

		if (!c->name[0])
			return;
		if (strcmp(c->name, new->name) ||
		    (new->index >= 0 && new->index != c->index))
			continue;
		if (new->index < 0)
			new->index = c->index;
		if (new->setup && new->setup(new, c->options[0] ? c->options : NULL))
			return;
		new->flags |= CON_ENABLED;
		if (i == selected_console) {
			new->flags |= CON_CONSDEV;
			preferred_console = selected_console;
		}
		return;
	}
}

/* Nobody asked for a console: the first that can be a terminal is it. */
static void try_enable_default(struct console *new)
{
	if (new->index < 0)
		new->index = 0;
	if (new->setup && new->setup(new, NULL) != 0)
		return;
	new->flags |= CON_ENABLED;
	if (new->device) {
		new->flags |= CON_CONSDEV;
		preferred_console = 0;
	}
}

static void link_console(struct console *new)
{
	if ((new->flags & CON_CONSDEV) || !console_drivers) {
		new->next = console_drivers;
		console_drivers = new;
		if (new->next)
			new->next->flags &= ~CON_CONSDEV;
	} else {
		new->next = console_drivers->next;
		console_drivers->next = new;
	}
}

static void unregister_boot_consoles(void)
{
	struct console *con, *next;

	for (con = console_drivers; con; con = next) {
		next = con->next;
		if (con->flags & CON_BOOT)
			unregister_console(con);
	}
}

static bool have_real_console(void)
{
	struct console *con;

	for_each_console(con)
		if (!(con->flags & CON_BOOT))
			return true;
	return false;
}

/**
 * register_console() - offer a device for kernel messages
 * @new: the console
 *
 * It is used when console= asks for it, or when nothing does and it is the
 * first.  With CON_PRINTBUFFER it gets all that was printed so far.
 *
 * Context: boot or process context.
 */
void register_console(struct console *new)
{
	bool boot_before = console_drivers &&
			   (console_drivers->flags & CON_BOOT);
	unsigned long flags;

	if ((new->flags & CON_BOOT) && have_real_console()) {
		pr_info("Too late to register bootconsole %s%d\n", new->name,
			new->index);
		return;
	}
	if (preferred_console < 0 || boot_before || !console_drivers)
		preferred_console = selected_console;

	if (preferred_console < 0)
		try_enable_default(new);
	else if (!(new->flags & CON_BOOT))
		try_enable_from_cmdline(new);
	if (new->flags & CON_BOOT)
		new->flags |= CON_ENABLED;
	if (!(new->flags & CON_ENABLED))
		return;

	/* The boot console has printed it, on the same wire most likely. */
	if (boot_before && (new->flags & (CON_CONSDEV | CON_BOOT)) == CON_CONSDEV)
		new->flags &= ~CON_PRINTBUFFER;

	console_lock();
	link_console(new);
	if (new->flags & CON_PRINTBUFFER) {
		flags = logbuf_lock_irqsave();
		console_pos = syslog_pos;
		exclusive_console = new;
		logbuf_unlock_irqrestore(flags);
	}
	console_unlock();

	pr_info("%sconsole [%s%d] enabled\n",
		new->flags & CON_BOOT ? "boot" : "", new->name, new->index);
	if (boot_before && !keep_bootcon &&
	    (new->flags & (CON_CONSDEV | CON_BOOT)) == CON_CONSDEV)
		unregister_boot_consoles();
}

/**
 * unregister_console() - print no more to a device
 *
 * Context: boot or process context.
 * Return: 0, or 1 when it was not registered.
 */
int unregister_console(struct console *console)
{
	struct console **link;
	int ret = 1;

	pr_info("%sconsole [%s%d] disabled\n",
		console->flags & CON_BOOT ? "boot" : "", console->name,
		console->index);
	console_lock();
	for (link = &console_drivers; *link; link = &(*link)->next) {
		if (*link == console) {
			*link = console->next;
			ret = 0;
			break;
		}
	}
	if (console_drivers && (console->flags & CON_CONSDEV))
		console_drivers->flags |= CON_CONSDEV;
	console->flags &= ~CON_ENABLED;
	console_unlock();
	return ret;
}
