// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/printk/printk.c - the kernel's log: records in a ring
 *
 * Data       log_buf[log_buf_len] holds records from log_first to log_next, each
 *            with a sequence number.  Storing drops the oldest as needed.  A
 *            record never wraps: a header of len 0 says "go on at the start".
 *            Readers (consoles, syslog(2), each open /dev/kmsg) keep their
 *            own place, struct log_pos, and notice when it was overwritten.
 * I1         log_first_seq <= any readable seq < log_next_seq; seq never repeats.
 * I2         printk() never sleeps, allocates, or takes a lock that its caller
 *            may hold, except the consoles', which it only tries.
 * Locking    logbuf_lock, interrupts off: all of the above, and cont.
 *            Console lock: kernel/printk/console.c.  Order: console > logbuf.
 *            While an oops is printed, a lock whose owner does not come back
 *            is broken.
 * Context    any.  From an NMI, and from printk_deferred() (the caller may hold
 *            a run queue's lock), nothing but the ring is touched: who
 *            prints next, or the deferred work, brings it to the consoles.
 * Entry      printk() vprintk_emit() printk_deferred(); consoles console.c,
 *            syslog(2) syslog.c, /dev/kmsg kmsg.c
 * Mirrors: Linux 4.3 kernel/printk/printk.c
 * Simpler than Linux in: a line begun without newline is on the console only
 * once complete; no extended (netconsole) consoles, no kmsg_dump.
 */
#include <linux/printk.h>

#include <linux/console.h>
#include <linux/lockdep.h>
#include <linux/moduleparam.h>
#include <linux/percpu.h>
#include <linux/ratelimit.h>
#include <linux/string.h>

#include <asm/current.h>
#include <asm/processor.h>

#include "internal.h"

#define LOG_BUF_SHIFT	16

int console_printk[4] = {
	CONSOLE_LOGLEVEL_DEFAULT,	/* console_loglevel */
	MESSAGE_LOGLEVEL_DEFAULT,	/* default_message_loglevel */
	CONSOLE_LOGLEVEL_MIN,		/* minimum_console_loglevel */
	CONSOLE_LOGLEVEL_DEFAULT,	/* default_console_loglevel */
};

int oops_in_progress;
int kptr_restrict;
int dmesg_restrict;
u64 (*printk_clock)(void);
void (*printk_wake_readers)(void);

DEFINE_RAW_SPINLOCK(logbuf_lock);
static DEFINE_PER_CPU(int, in_logbuf);	/* this CPU has the lock, or waits */
static bool recursion_bug;		/* a message of such a CPU was dropped */

static char __log_buf[1 << LOG_BUF_SHIFT] __aligned(8);
char *log_buf = __log_buf;
u32 log_buf_len = sizeof(__log_buf);

u64 log_first_seq;
u32 log_first_idx;
u64 log_next_seq;
u32 log_next_idx;
struct log_pos syslog_pos;

static bool printk_time = true;	/* [12345.678901] before each line */
__module_param_call("printk.", time, &param_ops_bool, &printk_time, 0644);

DEFINE_RATELIMIT_STATE(printk_ratelimit_state, DEFAULT_RATELIMIT_INTERVAL,
		       DEFAULT_RATELIMIT_BURST);

/* The line without newline that some task has begun.  All under logbuf_lock. */
static struct cont {
	char	buf[LOG_LINE_MAX];
	size_t	len;		/* 0: nobody has */
	const void *owner;	/* task */
	u64	ts_nsec;	/* of the first piece */
	u8	level;
	u8	facility;
} cont;

/* --- the lock --- */

#define SPINS_UNTIL_BROKEN	(1 << 22)

/**
 * printk_spin_lock() - take a lock of the log, from a dead owner if need be
 *
 * With an oops going on the owner may be dead or stopped: after a while take
 * the lock from it.  Torn records are better than none.
 *
 * Context: interrupts off.
 */
void printk_spin_lock(raw_spinlock_t *lock)
{
	int spins = SPINS_UNTIL_BROKEN;

	if (likely(!oops_in_progress)) {
		raw_spin_lock(lock);
		return;
	}
	while (!raw_spin_trylock(lock)) {
		if (--spins == 0) {
			*lock = __RAW_SPIN_LOCK_UNLOCKED(printk_broken_lock);
			spins = SPINS_UNTIL_BROKEN;
		}
		cpu_relax();
	}
}

/* The mark comes first: an NMI must not wait for what it interrupted. */
static void logbuf_lock_irqs_off(void)
{
	this_cpu_write(in_logbuf, 1);
	printk_spin_lock(&logbuf_lock);
}

/**
 * logbuf_lock_irqsave() - get at the ring
 *
 * Context: not from an NMI; interrupts are off until the unlock.
 * Return: flags for logbuf_unlock_irqrestore().
 */
unsigned long logbuf_lock_irqsave(void)
{
	unsigned long flags;

	local_irq_save(flags);
	logbuf_lock_irqs_off();
	return flags;
}

/**
 * logbuf_unlock_irqrestore() - let others at the ring
 * @flags: what logbuf_lock_irqsave() answered
 *
 * Context: logbuf_lock held.
 */
void logbuf_unlock_irqrestore(unsigned long flags)
{
	raw_spin_unlock(&logbuf_lock);
	this_cpu_write(in_logbuf, 0);
	local_irq_restore(flags);
}

/* --- the ring --- */

static struct printk_log *raw_record(u32 idx)
{
	return (struct printk_log *)(log_buf + idx);
}

/**
 * log_from_idx() - the record at a place
 * @idx: the place
 *
 * Context: logbuf_lock held.
 * Return: the record; the one at the start of the buffer for a wrap mark.
 */
struct printk_log *log_from_idx(u32 idx)
{
	struct printk_log *msg = raw_record(idx);

	return msg->len ? msg : raw_record(0);
}

/**
 * log_next() - the place behind a record
 * @idx: the record's place
 *
 * Context: logbuf_lock held.
 * Return: the next place.
 */
u32 log_next(u32 idx)
{
	struct printk_log *msg = raw_record(idx);

	return msg->len ? idx + msg->len : raw_record(0)->len;
}

/**
 * log_pos_advance() - is there a record for a reader?
 * @pos: the reader's place; moved to the oldest record if it was overwritten
 * @lost: gets the number of records lost, if not NULL
 *
 * Context: logbuf_lock held.
 * Return: true when @pos is at a record.
 */
bool log_pos_advance(struct log_pos *pos, u64 *lost)
{
	if (lost)
		*lost = 0;
	if (pos->seq < log_first_seq) {
		if (lost)
			*lost = log_first_seq - pos->seq;
		pos->seq = log_first_seq;
		pos->prev = 0;
	}
	/* At the oldest: the wrap mark it waited at may be overwritten. */
	if (pos->seq == log_first_seq)
		pos->idx = log_first_idx;
	return pos->seq != log_next_seq;
}

/**
 * log_pos_next() - a reader is done with a record
 * @pos: the reader's place
 * @msg: the record there
 *
 * Context: logbuf_lock held.
 */
void log_pos_next(struct log_pos *pos, const struct printk_log *msg)
{
	pos->prev = msg->flags;
	pos->idx = log_next(pos->idx);
	pos->seq++;
}

/* Does a record of @len fit, with room for a wrap mark behind it? */
static bool log_has_space(u32 len)
{
	bool empty = log_first_seq == log_next_seq;
	u32 free;

	if (log_next_idx > log_first_idx || empty)
		free = max(log_buf_len - log_next_idx, log_first_idx);
	else
		free = log_first_idx - log_next_idx;
	return free >= len + sizeof(struct printk_log);
}

static bool log_make_space(u32 len)
{
	while (log_first_seq < log_next_seq && !log_has_space(len)) {
		log_first_idx = log_next(log_first_idx);
		log_first_seq++;
	}
	/* Empty: begin at the start, where the most room is. */
	if (log_first_seq == log_next_seq && !log_has_space(len))
		log_first_idx = log_next_idx = 0;
	return log_has_space(len);
}

struct log_meta {
	int facility;
	int level;
	enum log_flags flags;
	u64 ts_nsec;		/* 0: now */
	const char *dict;
	size_t dict_len;
};

static u64 log_clock(void)
{
	return printk_clock ? printk_clock() : 0;
}

/* Append a record.  Answers the length of its text. */
static int log_store(const struct log_meta *meta, const char *text,
		     size_t text_len)
{
	size_t dict_len = min(meta->dict_len, (size_t)LOG_LINE_MAX);
	u32 len = ALIGN(sizeof(struct printk_log) + text_len + dict_len,
			LOG_ALIGN);
	struct printk_log *msg;

	if (!log_make_space(len))
		return 0;
	if (log_next_idx + len + sizeof(struct printk_log) > log_buf_len) {
		memset(raw_record(log_next_idx), 0, sizeof(struct printk_log));
		log_next_idx = 0;
	}

	msg = raw_record(log_next_idx);
	*msg = (struct printk_log) {
		.ts_nsec = meta->ts_nsec ? meta->ts_nsec : log_clock(),
		.len = len,
		.text_len = text_len,
		.dict_len = dict_len,
		.facility = meta->facility,
		.level = meta->level & 7,
		.flags = meta->flags & 0x1f,
	};
	memcpy(log_text(msg), text, text_len);
	memcpy(log_dict(msg), meta->dict, dict_len);
	memset(log_dict(msg) + dict_len, 0,
	       len - sizeof(*msg) - text_len - dict_len);

	log_next_idx += len;
	log_next_seq++;
	return text_len;
}

/* --- records as text --- */

static size_t print_prefix(const struct printk_log *msg, bool syslog, char *buf)
{
	u64 us = msg->ts_nsec / 1000;
	size_t len = 0;

	if (syslog)
		len += sprintf(buf, "<%u>", msg->facility << 3 | msg->level);
	if (printk_time)
		len += sprintf(buf + len, "[%5lu.%06lu] ",
			       (unsigned long)(us / 1000000),
			       (unsigned long)(us % 1000000));
	return len;
}

/**
 * msg_print_text() - a record as a console or syslog(2) shows it
 * @msg: the record
 * @prev: flags of the record before it
 * @syslog: begin each line with <level>
 * @buf: where, or NULL to learn the length
 * @size: its size; lines that do not fit are left out
 *
 * Each line of the text gets the prefix, and a newline.
 *
 * Context: logbuf_lock held.
 * Return: characters, without a NUL.
 */
size_t msg_print_text(const struct printk_log *msg, enum log_flags prev,
		      bool syslog, char *buf, size_t size)
{
	const char *text = log_text(msg);
	const char *end = text + msg->text_len;
	bool prefix = !(prev & LOG_CONT) || (prev & LOG_NEWLINE) ||
		      (msg->flags & LOG_PREFIX);
	char lead[PREFIX_MAX];
	size_t lead_len = print_prefix(msg, syslog, lead);
	size_t len = 0;

	for (;;) {
		const char *nl = memchr(text, '\n', end - text);
		size_t n = (nl ? nl : end) - text;
		bool newline = nl || !(msg->flags & LOG_CONT) ||
			       (msg->flags & LOG_NEWLINE);

		if (buf && len + lead_len + n + 1 > size)
			break;
		if (prefix && buf)
			memcpy(buf + len, lead, lead_len);
		if (prefix)
			len += lead_len;
		if (buf)
			memcpy(buf + len, text, n);
		len += n;
		if (newline && buf)
			buf[len] = '\n';
		len += newline;

		if (!nl)
			break;
		text = nl + 1;
		prefix = true;
	}
	return len;
}

/* --- lines in pieces --- */

static void cont_flush(void)
{
	struct log_meta meta = {
		.facility = cont.facility,
		.level = cont.level,
		.flags = LOG_NEWLINE,
		.ts_nsec = cont.ts_nsec,
	};

	if (!cont.len)
		return;
	log_store(&meta, cont.buf, cont.len);
	cont.len = 0;
}

static bool cont_add(const struct log_meta *meta, const char *text, size_t len)
{
	if (cont.len + len > sizeof(cont.buf)) {
		cont_flush();
		return false;
	}
	if (!cont.len) {
		cont.facility = meta->facility;
		cont.level = meta->level;
		cont.owner = current;
		cont.ts_nsec = log_clock();
	}
	memcpy(cont.buf + cont.len, text, len);
	cont.len += len;
	return true;
}

/*
 * A text without newline waits in cont for more of the same task.  What comes
 * from another task, or with a level of its own, ends that line first.
 */
static int log_output(const struct log_meta *meta, const char *text, size_t len)
{
	bool ours = cont.len && cont.owner == current &&
		    !(meta->flags & LOG_PREFIX);

	if (cont.len && !ours)
		cont_flush();
	if (!(meta->flags & LOG_NEWLINE)) {
		if (!len || cont_add(meta, text, len))
			return len;
	} else if (ours && cont_add(meta, text, len)) {
		cont_flush();
		return len;
	}
	return log_store(meta, text, len);
}

/* --- printk --- */

/* Takes level and newline off a text; answers where it starts. */
static const char *parse_text(const char *text, size_t *len,
			      struct log_meta *meta)
{
	int kern_level;

	if (*len && text[*len - 1] == '\n') {
		--*len;
		meta->flags |= LOG_NEWLINE;
	}
	if (meta->facility == 0) {
		while ((kern_level = printk_get_level(text)) != 0) {
			if (kern_level != 'd' && meta->level == LOGLEVEL_DEFAULT)
				meta->level = kern_level - '0';
			meta->flags |= LOG_PREFIX;
			text += 2;
			*len -= min(*len, (size_t)2);
		}
	}
	if (meta->level == LOGLEVEL_DEFAULT)
		meta->level = default_message_loglevel;
	if (meta->dict)
		meta->flags |= LOG_PREFIX | LOG_NEWLINE;
	return text;
}

static void report_recursion(void)
{
	static const char text[] = "BUG: recent printk recursion!";
	struct log_meta meta = {
		.level = LOGLEVEL_CRIT,
		.flags = LOG_PREFIX | LOG_NEWLINE,
	};

	if (recursion_bug) {
		recursion_bug = false;
		log_store(&meta, text, sizeof(text) - 1);
	}
}

/* Format and store; logbuf_lock held.  textbuf is large for a kernel stack. */
static int vprintk_store(struct log_meta *meta, const char *fmt, va_list args)
{
	static char textbuf[LOG_LINE_MAX];
	const char *text;
	size_t len;

	report_recursion();
	len = vscnprintf(textbuf, sizeof(textbuf), fmt, args);
	text = parse_text(textbuf, &len, meta);
	return log_output(meta, text, len);
}

/*
 * True when this CPU is inside printk() already: an NMI, or a fault while
 * formatting.  An oops gets through; anything else is only counted.
 */
static bool recursing(void)
{
	if (likely(!this_cpu_read(in_logbuf)))
		return false;
	if (!oops_in_progress) {
		recursion_bug = true;
		return true;
	}
	logbuf_lock = __RAW_SPIN_LOCK_UNLOCKED(logbuf_lock);
	console_bust_lock();
	return false;
}

/**
 * vprintk_emit() - put a message into the log, and on the consoles if possible
 * @facility: syslog's facility; 0 is the kernel, which may have a level in @fmt
 * @level: LOGLEVEL_*; LOGLEVEL_SCHED: leave the consoles to somebody else
 * @dict: "KEY=value" strings, NULs between them, or NULL
 * @dictlen: their length
 * @fmt: the format
 * @args: its arguments
 *
 * Context: any.
 * Return: length of the text stored.
 */
int vprintk_emit(int facility, int level, const char *dict, size_t dictlen,
		 const char *fmt, va_list args)
{
	bool deferred = level == LOGLEVEL_SCHED;
	struct log_meta meta = {
		.facility = facility,
		.level = deferred ? LOGLEVEL_DEFAULT : level,
		.dict = dict,
		.dict_len = dictlen,
	};
	unsigned long flags;
	int printed;

	local_irq_save(flags);
	if (recursing()) {
		local_irq_restore(flags);
		return 0;
	}
	lockdep_off();
	logbuf_lock_irqs_off();
	printed = vprintk_store(&meta, fmt, args);
	logbuf_unlock_irqrestore(flags);

	/* An NMI may have interrupted the owner of a device's lock. */
	if (!deferred && (!in_nmi() || oops_in_progress)) {
		preempt_disable();
		if (console_trylock_for_printk())
			console_unlock();
		preempt_enable();
	}
	lockdep_on();

	if (printk_wake_readers)
		printk_wake_readers();
	return printed;
}

/**
 * vprintk() - printk() with its arguments in a list
 *
 * Context: any.
 * Return: length of the text stored.
 */
int vprintk(const char *fmt, va_list args)
{
	return vprintk_emit(0, LOGLEVEL_DEFAULT, NULL, 0, fmt, args);
}

/**
 * printk_emit() - a message of another facility, or with a dictionary
 * @facility: syslog's facility
 * @level: LOGLEVEL_*
 * @dict: dictionary, or NULL
 * @dictlen: its length
 * @fmt: the format
 *
 * Context: any.
 * Return: length of the text stored.
 */
int printk_emit(int facility, int level, const char *dict, size_t dictlen,
		const char *fmt, ...)
{
	va_list args;
	int printed;

	va_start(args, fmt);
	printed = vprintk_emit(facility, level, dict, dictlen, fmt, args);
	va_end(args);
	return printed;
}

/**
 * printk() - print a kernel message
 * @fmt: the format, beginning with a KERN_ level
 *
 * Context: any: interrupts, NMIs, with locks held, before memory is set up.
 * Return: length of the text stored.
 */
int printk(const char *fmt, ...)
{
	va_list args;
	int printed;

	va_start(args, fmt);
	printed = vprintk_emit(0, LOGLEVEL_DEFAULT, NULL, 0, fmt, args);
	va_end(args);
	return printed;
}

/**
 * printk_deferred() - printk() where a console's lock could deadlock
 *
 * Context: any, with a run queue's lock held too.
 * Return: length of the text stored.
 */
int printk_deferred(const char *fmt, ...)
{
	va_list args;
	int printed;

	va_start(args, fmt);
	printed = vprintk_emit(0, LOGLEVEL_SCHED, NULL, 0, fmt, args);
	va_end(args);
	return printed;
}

/**
 * __printk_ratelimit() - may a message that all share a limit with go out?
 * @func: who asks
 *
 * Context: any.
 * Return: nonzero for yes.
 */
int __printk_ratelimit(const char *func)
{
	return ___ratelimit(&printk_ratelimit_state, func);
}
