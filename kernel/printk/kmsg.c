// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/printk/kmsg.c - /dev/kmsg, /proc/kmsg, and the log's tunables
 *
 * Each open of /dev/kmsg has its own place in the log.  A read gives one
 * record:
 *
 *	prio,seq,usec,flag;text\n		prio = facility * 8 + level
 *	 KEY=value\n				for each of the dictionary
 *
 * flag: - whole line, c start of a line in pieces, + a further piece.  Bytes
 * that do not print are \xNN.  A write is one message: "<prio>text".
 * Readers wait on log_wait; printk() cannot wake them where it is (it may hold
 * a run queue's lock), so an irq_work does.
 * Locking    user->lock: the buffer and the place; then logbuf_lock.
 * Mirrors: Linux 4.3 kernel/printk/printk.c (devkmsg_*), fs/proc/kmsg.c
 */
#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/irq_work.h>
#include <linux/poll.h>
#include <linux/proc_fs.h>
#include <linux/ratelimit.h>
#include <linux/slab.h>
#include <linux/sysctl.h>
#include <linux/uaccess.h>

#include "reader.h"

#define LOG_USER	1	/* the facility of what programs write */

/* A header, then text and dictionary, each byte of which may become \xNN. */
#define RECORD_MAX	(64 + 4 * 2 * LOG_LINE_MAX + 2)

/* [l] lock */
struct devkmsg_user {
	struct mutex	lock;
	struct log_pos	pos;			/* [l] */
	char		buf[RECORD_MAX];	/* [l] */
};

DECLARE_WAIT_QUEUE_HEAD(log_wait);

/* --- waking --- */

static void wake_readers(struct irq_work *work)
{
	wake_up_interruptible(&log_wait);
	/* What was printed where consoles could not be used goes out now. */
	console_flush_deferred();
}

static DEFINE_IRQ_WORK(wake_readers_work, wake_readers);

static void queue_wake_readers(void)
{
	if (waitqueue_active(&log_wait) || console_is_behind())
		irq_work_queue(&wake_readers_work);
}

/* --- reading --- */

static char *escape(char *p, const char *text, size_t len)
{
	for (; len--; text++) {
		unsigned char c = *text;

		if (c < ' ' || c >= 127 || c == '\\')
			p += sprintf(p, "\\x%02x", c);
		else
			*p++ = c;
	}
	return p;
}

static char record_flag(const struct printk_log *msg, enum log_flags prev)
{
	if ((msg->flags & LOG_CONT) && !(prev & LOG_CONT))
		return 'c';
	if ((msg->flags & LOG_CONT) ||
	    ((prev & LOG_CONT) && !(msg->flags & LOG_PREFIX)))
		return '+';
	return '-';
}

/* The record at user->pos as text in user->buf; logbuf_lock held. */
static size_t print_record(struct devkmsg_user *user,
			   const struct printk_log *msg)
{
	const char *dict = log_dict(msg);
	const char *end = dict + msg->dict_len;
	char *p = user->buf;

	p += sprintf(p, "%u,%llu,%llu,%c;", msg->facility << 3 | msg->level,
		     user->pos.seq, msg->ts_nsec / 1000,
		     record_flag(msg, user->pos.prev));
	p = escape(p, log_text(msg), msg->text_len);
	*p++ = '\n';
	while (dict < end) {
		size_t len = strnlen(dict, end - dict);

		*p++ = ' ';
		p = escape(p, dict, len);
		*p++ = '\n';
		dict += len + 1;
	}
	return p - user->buf;
}

/* Length of the next record in user->buf; 0 none, -EPIPE some were lost. */
static ssize_t next_record(struct devkmsg_user *user)
{
	unsigned long flags = logbuf_lock_irqsave();
	struct printk_log *msg;
	ssize_t len = 0;
	u64 lost;

	if (log_pos_advance(&user->pos, &lost)) {
		msg = log_from_idx(user->pos.idx);
		len = print_record(user, msg);
		if (!lost)
			log_pos_next(&user->pos, msg);
	}
	logbuf_unlock_irqrestore(flags);
	return lost ? -EPIPE : len;
}

static bool has_record(struct devkmsg_user *user)
{
	return READ_ONCE(user->pos.seq) != READ_ONCE(log_next_seq);
}

static ssize_t devkmsg_read(struct file *file, char __user *buf, size_t count,
			    loff_t *ppos)
{
	struct devkmsg_user *user = file->private_data;
	ssize_t ret;

	if (!user)
		return -EBADF;
	ret = mutex_lock_interruptible(&user->lock);
	if (ret)
		return ret;

	while ((ret = next_record(user)) == 0) {
		if (file->f_flags & O_NONBLOCK)
			ret = -EAGAIN;
		else
			ret = wait_event_interruptible(log_wait,
						       has_record(user));
		if (ret)
			break;
	}
	if (ret > 0 && (size_t)ret > count)
		ret = -EINVAL;
	else if (ret > 0 && copy_to_user(buf, user->buf, ret))
		ret = -EFAULT;
	mutex_unlock(&user->lock);
	return ret;
}

/* --- writing --- */

static ssize_t devkmsg_write(struct file *file, const char __user *ubuf,
			     size_t len, loff_t *ppos)
{
	int level = default_message_loglevel;
	int facility = LOG_USER;
	char *buf, *line, *end;

	if (len > LOG_LINE_MAX)
		return -EINVAL;
	buf = memdup_user_nul(ubuf, len);
	if (IS_ERR(buf))
		return PTR_ERR(buf);

	line = buf;
	if (line[0] == '<') {
		unsigned long prio = simple_strtoul(line + 1, &end, 10);

		if (end > line + 1 && *end == '>') {
			level = LOG_LEVEL(prio);
			/* The kernel's own facility cannot be claimed. */
			if (LOG_FACILITY(prio))
				facility = LOG_FACILITY(prio);
			line = end + 1;
		}
	}
	/* A record of its own, never a piece of somebody's line. */
	end = line + strlen(line);
	if (end > line && end[-1] == '\n')
		end[-1] = '\0';
	printk_emit(facility, level, NULL, 0, "%s\n", line);
	kfree(buf);
	return len;
}

/* --- the rest of the file --- */

static void set_pos(struct log_pos *pos, u64 seq, u32 idx)
{
	pos->seq = seq;
	pos->idx = idx;
	pos->prev = 0;
}

static loff_t devkmsg_llseek(struct file *file, loff_t offset, int whence)
{
	struct devkmsg_user *user = file->private_data;
	unsigned long flags;
	loff_t ret = 0;

	if (!user)
		return -EBADF;
	if (offset)
		return -ESPIPE;

	mutex_lock(&user->lock);
	flags = logbuf_lock_irqsave();
	switch (whence) {
	case SEEK_SET:
		set_pos(&user->pos, log_first_seq, log_first_idx);
		break;
	case SEEK_DATA:		/* after the last clear of syslog(2) */
		user->pos = clear_pos;
		break;
	case SEEK_END:
		set_pos(&user->pos, log_next_seq, log_next_idx);
		break;
	default:
		ret = -EINVAL;
	}
	logbuf_unlock_irqrestore(flags);
	mutex_unlock(&user->lock);
	return ret;
}

static __poll_t devkmsg_poll(struct file *file, struct poll_table_struct *wait)
{
	struct devkmsg_user *user = file->private_data;
	unsigned long flags;
	__poll_t ret = 0;

	if (!user)
		return EPOLLERR | EPOLLNVAL;
	poll_wait(file, &log_wait, wait);

	flags = logbuf_lock_irqsave();
	if (user->pos.seq != log_next_seq)
		ret = EPOLLIN | EPOLLRDNORM;
	if (user->pos.seq < log_first_seq)
		ret |= EPOLLERR | EPOLLPRI;
	logbuf_unlock_irqrestore(flags);
	return ret;
}

static int devkmsg_open(struct inode *inode, struct file *file)
{
	struct devkmsg_user *user;
	unsigned long flags;
	int err;

	if ((file->f_flags & O_ACCMODE) == O_WRONLY)
		return 0;
	err = check_syslog_permissions(SYSLOG_ACTION_READ_ALL,
				       SYSLOG_FROM_READER);
	if (err)
		return err;
	user = kmalloc(sizeof(*user), GFP_KERNEL);
	if (!user)
		return -ENOMEM;

	mutex_init(&user->lock);
	flags = logbuf_lock_irqsave();
	set_pos(&user->pos, log_first_seq, log_first_idx);
	logbuf_unlock_irqrestore(flags);
	file->private_data = user;
	return 0;
}

static int devkmsg_release(struct inode *inode, struct file *file)
{
	kfree(file->private_data);
	return 0;
}

const struct file_operations kmsg_fops = {
	.open = devkmsg_open,
	.read = devkmsg_read,
	.write = devkmsg_write,
	.llseek = devkmsg_llseek,
	.poll = devkmsg_poll,
	.release = devkmsg_release,
};

/* --- /proc/kmsg: syslog(2) as a file --- */

static int kmsg_open(struct inode *inode, struct file *file)
{
	return do_syslog(SYSLOG_ACTION_OPEN, NULL, 0, SYSLOG_FROM_PROC);
}

static int kmsg_release(struct inode *inode, struct file *file)
{
	return do_syslog(SYSLOG_ACTION_CLOSE, NULL, 0, SYSLOG_FROM_PROC);
}

static ssize_t kmsg_read(struct file *file, char __user *buf, size_t count,
			 loff_t *ppos)
{
	if ((file->f_flags & O_NONBLOCK) &&
	    !do_syslog(SYSLOG_ACTION_SIZE_UNREAD, NULL, 0, SYSLOG_FROM_PROC))
		return -EAGAIN;
	return do_syslog(SYSLOG_ACTION_READ, buf, min(count, (size_t)INT_MAX),
			 SYSLOG_FROM_PROC);
}

static __poll_t kmsg_poll(struct file *file, struct poll_table_struct *wait)
{
	poll_wait(file, &log_wait, wait);
	if (do_syslog(SYSLOG_ACTION_SIZE_UNREAD, NULL, 0, SYSLOG_FROM_PROC))
		return EPOLLIN | EPOLLRDNORM;
	return 0;
}

static const struct file_operations proc_kmsg_operations = {
	.open = kmsg_open,
	.read = kmsg_read,
	.poll = kmsg_poll,
	.release = kmsg_release,
	.llseek = generic_file_llseek,
};

/* --- tunables --- */

static struct ctl_table printk_table[] = {
	{
		.procname	= "printk",
		.data		= &console_loglevel,
		.maxlen		= sizeof(console_printk),
		.mode		= 0644,
		.proc_handler	= proc_dointvec,
	},
	{
		.procname	= "printk_ratelimit",
		.data		= &printk_ratelimit_state.interval,
		.maxlen		= sizeof(int),
		.mode		= 0644,
		.proc_handler	= proc_dointvec_jiffies,
	},
	{
		.procname	= "printk_ratelimit_burst",
		.data		= &printk_ratelimit_state.burst,
		.maxlen		= sizeof(int),
		.mode		= 0644,
		.proc_handler	= proc_dointvec,
	},
	{
		.procname	= "dmesg_restrict",
		.data		= &dmesg_restrict,
		.maxlen		= sizeof(int),
		.mode		= 0644,
		.proc_handler	= proc_dointvec_minmax,
		.extra1		= SYSCTL_ZERO,
		.extra2		= SYSCTL_ONE,
	},
	{
		.procname	= "kptr_restrict",
		.data		= &kptr_restrict,
		.maxlen		= sizeof(int),
		.mode		= 0644,
		.proc_handler	= proc_dointvec_minmax,
		.extra1		= SYSCTL_ZERO,
		.extra2		= SYSCTL_TWO,
	},
	{ }
};

/* %pK: an address for those who may know where the kernel is. */
static int print_restricted(char *buf, const void *ptr, const char *fmt)
{
	bool shown = !kptr_restrict;

	if (kptr_restrict == 1) {
		/* Nobody's rights are meant in an interrupt. */
		if (!in_task())
			return sprintf(buf, "pK-error");
		shown = has_capability_noaudit(current, CAP_SYSLOG) &&
			uid_eq(current_euid(), current_uid()) &&
			gid_eq(current_egid(), current_gid());
	}
	return sprintf(buf, "%016lx", shown ? (unsigned long)ptr : 0);
}

static int __init kmsg_init(void)
{
	printk_wake_readers = queue_wake_readers;
	vsprintf_register("K", print_restricted);
	proc_create("kmsg", S_IRUSR, NULL, &proc_kmsg_operations);
	register_sysctl("kernel", printk_table);
	return 0;
}
device_initcall(kmsg_init);
