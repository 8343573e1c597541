// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/printk/syslog.c - the log as syslog(2) reads it
 *
 * Action READ takes records off syslog_pos, for one daemon; READ_ALL shows
 * all since the last CLEAR and takes nothing.
 * Mirrors: Linux 4.3 kernel/printk/printk.c (do_syslog)
 */
#include <linux/capability.h>
#include <linux/errno.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/wait.h>

#include "internal.h"
#include "reader.h"

#define LINE_SIZE	(LOG_LINE_MAX + PREFIX_MAX)

struct log_pos clear_pos;		/* logbuf_lock: after the last CLEAR */
static size_t syslog_partial;		/* bytes of its record syslog_pos gave */
static int saved_console_loglevel = LOGLEVEL_DEFAULT;	/* CONSOLE_OFF */

static bool syslog_action_restricted(int type)
{
	if (dmesg_restrict)
		return true;
	return type != SYSLOG_ACTION_READ_ALL &&
	       type != SYSLOG_ACTION_SIZE_BUFFER;
}

/**
 * check_syslog_permissions() - may the task do that with the log?
 * @type: SYSLOG_ACTION_*
 * @source: how it came; /proc/kmsg was checked at its opening
 *
 * Context: process context.
 * Return: 0 or -EPERM.
 */
int check_syslog_permissions(int type, int source)
{
	if (source == SYSLOG_FROM_PROC && type != SYSLOG_ACTION_OPEN)
		return 0;
	if (syslog_action_restricted(type) && !capable(CAP_SYSLOG) &&
	    !capable(CAP_SYS_ADMIN))
		return -EPERM;
	return 0;
}

/*
 * The next piece of syslog_pos's record, at most @size bytes of it into
 * text[].  *from says where in text[] it is.
 */
static size_t syslog_take(char *text, size_t size, size_t *from)
{
	unsigned long flags = logbuf_lock_irqsave();
	size_t len = 0;
	u64 lost;

	if (log_pos_advance(&syslog_pos, &lost)) {
		struct printk_log *msg = log_from_idx(syslog_pos.idx);
		size_t all = msg_print_text(msg, syslog_pos.prev, true, text,
					    LINE_SIZE);

		if (lost)
			syslog_partial = 0;
		*from = syslog_partial;
		len = min(all - *from, size);
		if (*from + len == all) {
			log_pos_next(&syslog_pos, msg);
			syslog_partial = 0;
		} else {
			syslog_partial += len;
		}
	}
	logbuf_unlock_irqrestore(flags);
	return len;
}

static int syslog_print(char __user *buf, size_t size)
{
	char *text = kmalloc(LINE_SIZE, GFP_KERNEL);
	size_t done = 0;
	size_t from = 0;
	size_t len;
	int ret = 0;

	if (!text)
		return -ENOMEM;
	while (done < size &&
	       (len = syslog_take(text, size - done, &from)) != 0) {
		if (copy_to_user(buf + done, text + from, len)) {
			ret = -EFAULT;
			break;
		}
		done += len;
	}
	kfree(text);
	return done ? (int)done : ret;
}

/* The oldest record since @pos from which on everything fits into @size. */
static void find_last_that_fit(struct log_pos *pos, size_t size)
{
	struct log_pos p = *pos;
	size_t len = 0;

	for (; log_pos_advance(&p, NULL); ) {
		struct printk_log *msg = log_from_idx(p.idx);

		len += msg_print_text(msg, p.prev, true, NULL, 0);
		log_pos_next(&p, msg);
	}
	while (len > size && log_pos_advance(pos, NULL)) {
		struct printk_log *msg = log_from_idx(pos->idx);

		len -= msg_print_text(msg, pos->prev, true, NULL, 0);
		log_pos_next(pos, msg);
	}
}

/* Bytes of the record at @pos, 0 at @last_seq or when it does not fit. */
static size_t take_record(struct log_pos *pos, u64 last_seq, char *text,
			  size_t size)
{
	unsigned long flags = logbuf_lock_irqsave();
	size_t len = 0;

	if (log_pos_advance(pos, NULL) && pos->seq < last_seq) {
		struct printk_log *msg = log_from_idx(pos->idx);

		len = msg_print_text(msg, pos->prev, true, text, LINE_SIZE);
		if (len > size)
			len = 0;
		else
			log_pos_next(pos, msg);
	}
	logbuf_unlock_irqrestore(flags);
	return len;
}

static int syslog_print_all(char __user *buf, size_t size, bool clear)
{
	char *text = kmalloc(LINE_SIZE, GFP_KERNEL);
	struct log_pos pos;
	unsigned long flags;
	size_t done = 0;
	size_t len;
	u64 last_seq;

	if (!text)
		return -ENOMEM;
	flags = logbuf_lock_irqsave();
	pos = clear_pos;
	find_last_that_fit(&pos, size);
	last_seq = log_next_seq;
	logbuf_unlock_irqrestore(flags);

	while ((len = take_record(&pos, last_seq, text, size - done)) != 0) {
		if (copy_to_user(buf + done, text, len)) {
			kfree(text);
			return -EFAULT;
		}
		done += len;
	}
	kfree(text);
	if (clear)
		syslog_clear();
	return done;
}

/**
 * syslog_clear() - READ_ALL shows only what comes from now on
 *
 * Context: any but NMI.
 */
void syslog_clear(void)
{
	unsigned long flags = logbuf_lock_irqsave();

	clear_pos.seq = log_next_seq;
	clear_pos.idx = log_next_idx;
	clear_pos.prev = 0;
	logbuf_unlock_irqrestore(flags);
}

static bool syslog_has_data(void)
{
	return READ_ONCE(syslog_pos.seq) != READ_ONCE(log_next_seq);
}

static int syslog_read(char __user *buf, int len)
{
	int error = wait_event_interruptible(log_wait, syslog_has_data());

	return error ? error : syslog_print(buf, len);
}

static int syslog_size_unread(int source)
{
	unsigned long flags = logbuf_lock_irqsave();
	struct log_pos pos = syslog_pos;
	int size = 0;
	u64 lost;

	/* /proc/kmsg only wants to know whether there is something. */
	if (source == SYSLOG_FROM_PROC) {
		size = log_next_seq - pos.seq;
	} else {
		while (log_pos_advance(&pos, &lost)) {
			struct printk_log *msg = log_from_idx(pos.idx);

			size += msg_print_text(msg, pos.prev, true, NULL, 0);
			log_pos_next(&pos, msg);
		}
		size -= syslog_partial;
	}
	logbuf_unlock_irqrestore(flags);
	return size;
}

static int syslog_console_level(int level)
{
	if (level < 1 || level > 8)
		return -EINVAL;
	console_loglevel = max(level, minimum_console_loglevel);
	saved_console_loglevel = LOGLEVEL_DEFAULT;
	return 0;
}

static void syslog_console_off(void)
{
	if (saved_console_loglevel == LOGLEVEL_DEFAULT)
		saved_console_loglevel = console_loglevel;
	console_loglevel = minimum_console_loglevel;
}

static void syslog_console_on(void)
{
	if (saved_console_loglevel != LOGLEVEL_DEFAULT) {
		console_loglevel = saved_console_loglevel;
		saved_console_loglevel = LOGLEVEL_DEFAULT;
	}
}

/**
 * do_syslog() - what syslog(2) and /proc/kmsg do
 * @type: SYSLOG_ACTION_*
 * @buf: user memory, for the reading ones
 * @len: its size; the level, for CONSOLE_LEVEL
 * @source: SYSLOG_FROM_READER or SYSLOG_FROM_PROC
 *
 * Context: process context, may sleep.
 * Return: bytes or 0, or -EPERM, -EINVAL, -EFAULT, -ENOMEM, -ERESTARTSYS.
 */
int do_syslog(int type, char __user *buf, int len, int source)
{
	int error = check_syslog_permissions(type, source);
	bool reads = type >= SYSLOG_ACTION_READ &&
		     type <= SYSLOG_ACTION_READ_CLEAR;

	if (error)
		return error;
	if (reads && (!buf || len < 0))
		return -EINVAL;
	if (reads && !len)
		return 0;
	if (reads && !access_ok(buf, len))
		return -EFAULT;

	switch (type) {
	case SYSLOG_ACTION_CLOSE:
	case SYSLOG_ACTION_OPEN:
		return 0;
	case SYSLOG_ACTION_READ:
		return syslog_read(buf, len);
	case SYSLOG_ACTION_READ_ALL:
	case SYSLOG_ACTION_READ_CLEAR:
		return syslog_print_all(buf, len,
					type == SYSLOG_ACTION_READ_CLEAR);
	case SYSLOG_ACTION_CLEAR:
		syslog_clear();
		return 0;
	case SYSLOG_ACTION_CONSOLE_OFF:
		syslog_console_off();
		return 0;
	case SYSLOG_ACTION_CONSOLE_ON:
		syslog_console_on();
		return 0;
	case SYSLOG_ACTION_CONSOLE_LEVEL:
		return syslog_console_level(len);
	case SYSLOG_ACTION_SIZE_UNREAD:
		return syslog_size_unread(source);
	case SYSLOG_ACTION_SIZE_BUFFER:
		return log_buf_len;
	}
	return -EINVAL;
}

SYSCALL_DEFINE3(syslog, int, type, char __user *, buf, int, len)
{
	return do_syslog(type, buf, len, SYSLOG_FROM_READER);
}
