// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/tty/n_tty.c - the standard line discipline: read(2), poll, settings
 *
 * Canonical mode gives lines, one a read(2) at most; otherwise VMIN and VTIME
 * say when a read is done:
 *
 *	VMIN > 0, VTIME = 0	at VMIN bytes
 *	VMIN > 0, VTIME > 0	or VTIME tenths after the last byte
 *	VMIN = 0, VTIME > 0	at the first byte, or after VTIME tenths
 *	VMIN = 0, VTIME = 0	at once
 *
 * Data, locking: drivers/tty/n_tty.h.
 * The other halves: n_tty_input.c, n_tty_edit.c, n_tty_output.c.
 * Entry      n_tty_init(), n_tty_ops
 * Mirrors: Linux 4.x drivers/tty/n_tty.c
 */
#include "n_tty.h"

#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#define WAKEUP_CHARS			256	/* output left when poll says writable */
#define TTY_THRESHOLD_UNTHROTTLE	128	/* input left when the driver may go on */

/* --- reading --- */

static bool input_available(struct tty_struct *tty, bool poll)
{
	struct n_tty_data *ldata = tty->disc_data;
	size_t amount = poll && !TIME_CHAR(tty) && MIN_CHAR(tty) ?
			MIN_CHAR(tty) : 1;

	if (ldata->icanon)
		return smp_load_acquire(&ldata->canon_head) != ldata->read_tail;
	return smp_load_acquire(&ldata->commit_head) - ldata->read_tail >=
	       amount;
}

/* Copies @n bytes from read_tail on, around the ring's end if need be. */
static int copy_out(struct n_tty_data *ldata, unsigned char __user *to,
		    size_t n)
{
	size_t at = MASK(ldata->read_tail);
	size_t first = min(n, (size_t)N_TTY_BUF_SIZE - at);

	if (copy_to_user(to, ldata->read_buf + at, first) ||
	    copy_to_user(to + first, ldata->read_buf, n - first))
		return -EFAULT;
	return 0;
}

/* Without ICANON: up to *@nr bytes of what there is. */
static int copy_raw(struct tty_struct *tty, unsigned char __user **b, size_t *nr)
{
	struct n_tty_data *ldata = tty->disc_data;
	size_t head = smp_load_acquire(&ldata->commit_head);
	size_t n = min(head - ldata->read_tail, *nr);

	if (copy_out(ldata, *b, n))
		return -EFAULT;
	smp_store_release(&ldata->read_tail, ldata->read_tail + n);
	*b += n;
	*nr -= n;
	return 0;
}

/* Length of the first line with its end; all there is if it has none. */
static size_t line_length(struct n_tty_data *ldata, size_t avail)
{
	size_t at = MASK(ldata->read_tail);
	size_t first = min(avail, (size_t)N_TTY_BUF_SIZE - at);
	size_t eol = find_next_bit(ldata->read_flags, at + first, at);

	if (eol < at + first)
		return eol - at + 1;
	eol = find_next_bit(ldata->read_flags, avail - first, 0);
	return eol < avail - first ? first + eol + 1 : avail;
}

/*
 * The first line, or as much of it as fits.  The byte that stands for the end
 * of file is not given to the reader, but goes with the last byte before it:
 * so that only a ^D on an empty line reads as 0.
 */
static int copy_line(struct tty_struct *tty, unsigned char __user **b,
		     size_t *nr)
{
	struct n_tty_data *ldata = tty->disc_data;
	size_t head = smp_load_acquire(&ldata->canon_head);
	size_t len = line_length(ldata, head - ldata->read_tail);
	size_t last = ldata->read_tail + len - 1;
	bool ends = test_bit(MASK(last), ldata->read_flags);
	bool eof = ends && read_buf(ldata, last) == __DISABLED_CHAR;
	size_t n = min(len - eof, *nr);

	if (copy_out(ldata, *b, n))
		return -EFAULT;
	*b += n;
	*nr -= n;
	if (n == len - eof) {
		n = len;
		if (ends)
			clear_bit(MASK(last), ldata->read_flags);
	}
	smp_store_release(&ldata->read_tail, ldata->read_tail + n);
	return 0;
}

/* There is room in the ring again: for the port, and for the driver. */
static void made_room(struct tty_struct *tty)
{
	struct n_tty_data *ldata = tty->disc_data;
	size_t left = ldata->read_head - ldata->read_tail;

	smp_mb();	/* pairs with n_tty_receive_buf2() */
	if (READ_ONCE(ldata->no_room)) {
		WRITE_ONCE(ldata->no_room, false);
		tty_buffer_restart_work(tty->port);
	}
	while (tty_throttled(tty) && left <= TTY_THRESHOLD_UNTHROTTLE) {
		tty->flow_change = TTY_UNTHROTTLE_SAFE;
		if (!tty_unthrottle_safe(tty))
			break;
	}
	tty->flow_change = 0;
}

/* A background process must not read. */
static int job_control(struct tty_struct *tty, struct file *file)
{
	if (file->f_op == &console_fops || current->signal->tty != tty)
		return 0;
	return __tty_check_change(tty, SIGTTIN);
}

struct read_job {
	struct file *file;
	unsigned char __user *b;	/* where the next byte goes */
	size_t nr;			/* bytes still wanted */
	size_t done;
	size_t minimum;			/* bytes that end the read */
	long timeout;			/* jiffies left to wait for a byte */
	long interbyte;			/* and after each further one; 0: no limit */
};

static void set_limits(struct tty_struct *tty, struct read_job *job)
{
	struct n_tty_data *ldata = tty->disc_data;
	long time = HZ / 10 * TIME_CHAR(tty);

	job->minimum = 1;
	job->interbyte = 0;
	job->timeout = MAX_SCHEDULE_TIMEOUT;
	if (ldata->icanon)
		return;
	if (MIN_CHAR(tty)) {
		job->minimum = MIN_CHAR(tty);
		job->interbyte = time;
	} else {
		job->timeout = time;
	}
}

/* Status of the slave, for a master in packet mode. */
static bool packet_status(struct tty_struct *tty, struct read_job *job, int *ret)
{
	struct tty_struct *slave = tty->link;
	unsigned char cs;

	if (!tty->packet || !slave || !READ_ONCE(slave->ctrl_status))
		return false;
	spin_lock_irq(&slave->ctrl_lock);
	cs = slave->ctrl_status;
	slave->ctrl_status = 0;
	spin_unlock_irq(&slave->ctrl_lock);
	*ret = put_user(cs, job->b) ? -EFAULT : 0;
	if (!*ret)
		job->done = 1;
	return true;
}

/*
 * Waits for input with termios_rwsem dropped.  Answers 1 when there may be
 * some, 0 or -errno when the read is over.
 */
static int wait_for_input(struct tty_struct *tty, struct read_job *job,
			  struct wait_queue_entry *wait)
{
	up_read(&tty->termios_rwsem);
	tty_buffer_flush_work(tty->port);
	down_read(&tty->termios_rwsem);
	if (input_available(tty, false))
		return 1;

	if (test_bit(TTY_OTHER_CLOSED, &tty->flags))
		return -EIO;
	if (tty_hung_up_p(job->file) || test_bit(TTY_HUPPING, &tty->flags) ||
	    !job->timeout)
		return 0;
	if (job->file->f_flags & O_NONBLOCK)
		return -EAGAIN;
	if (signal_pending(current))
		return -ERESTARTSYS;
	up_read(&tty->termios_rwsem);
	job->timeout = wait_woken(wait, TASK_INTERRUPTIBLE, job->timeout);
	down_read(&tty->termios_rwsem);
	return 1;
}

/* Takes what there is.  Answers 1 to go on, 0 or -errno when done. */
static int take_input(struct tty_struct *tty, struct read_job *job)
{
	struct n_tty_data *ldata = tty->disc_data;
	unsigned char __user *start = job->b;
	bool canon = ldata->icanon;
	int ret;

	if (!canon && tty->packet && !job->done) {
		if (put_user(TIOCPKT_DATA, job->b))
			return -EFAULT;
		job->b++;
		job->nr--;
	}
	ret = canon ? copy_line(tty, &job->b, &job->nr)
		    : copy_raw(tty, &job->b, &job->nr);
	if (ret)
		return ret;
	job->done += job->b - start;
	made_room(tty);
	if (canon || job->done >= job->minimum)
		return 0;
	if (job->interbyte)
		job->timeout = job->interbyte;
	return 1;
}

static ssize_t read_loop(struct tty_struct *tty, struct read_job *job)
{
	DEFINE_WAIT_FUNC(wait, woken_wake_function);
	int ret = 1;

	add_wait_queue(&tty->read_wait, &wait);
	while (job->nr && ret > 0) {
		if (!job->done && packet_status(tty, job, &ret))
			break;
		if (!input_available(tty, false)) {
			ret = wait_for_input(tty, job, &wait);
			continue;
		}
		ret = take_input(tty, job);
	}
	remove_wait_queue(&tty->read_wait, &wait);
	if (job->done)
		return job->done;
	return min(ret, 0);
}

static ssize_t n_tty_read(struct tty_struct *tty, struct file *file,
			  unsigned char __user *buf, size_t nr)
{
	struct n_tty_data *ldata = tty->disc_data;
	struct read_job job = { .file = file, .b = buf, .nr = nr };
	ssize_t ret;

	ret = job_control(tty, file);
	if (ret < 0)
		return ret;
	if (file->f_flags & O_NONBLOCK) {
		if (!mutex_trylock(&ldata->atomic_read_lock))
			return -EAGAIN;
	} else if (mutex_lock_interruptible(&ldata->atomic_read_lock)) {
		return -ERESTARTSYS;
	}

	down_read(&tty->termios_rwsem);
	set_limits(tty, &job);
	ret = read_loop(tty, &job);
	up_read(&tty->termios_rwsem);
	mutex_unlock(&ldata->atomic_read_lock);
	return ret;
}

static __poll_t n_tty_poll(struct tty_struct *tty, struct file *file,
			   struct poll_table_struct *wait)
{
	__poll_t mask = 0;

	poll_wait(file, &tty->read_wait, wait);
	poll_wait(file, &tty->write_wait, wait);
	if (!input_available(tty, true))
		tty_buffer_flush_work(tty->port);
	if (input_available(tty, true))
		mask |= EPOLLIN | EPOLLRDNORM;
	if (tty->packet && tty->link && tty->link->ctrl_status)
		mask |= EPOLLPRI | EPOLLIN | EPOLLRDNORM;
	if (test_bit(TTY_OTHER_CLOSED, &tty->flags) || tty_hung_up_p(file))
		mask |= EPOLLHUP;
	if (tty->ops->write && !mutex_is_locked(&tty->atomic_write_lock) &&
	    tty_chars_in_buffer(tty) < WAKEUP_CHARS &&
	    tty_write_room(tty) > 0)
		mask |= EPOLLOUT | EPOLLWRNORM;
	return mask;
}

/* --- settings --- */

static void mark(struct n_tty_data *ldata, unsigned char c)
{
	__set_bit(c, ldata->special);
}

/* Which characters are more than themselves. */
static void fill_special(struct tty_struct *tty)
{
	struct n_tty_data *ldata = tty->disc_data;

	bitmap_zero(ldata->special, 256);
	if (I_IGNCR(tty) || I_ICRNL(tty))
		mark(ldata, '\r');
	if (I_INLCR(tty))
		mark(ldata, '\n');
	if (L_ICANON(tty)) {
		mark(ldata, ERASE_CHAR(tty));
		mark(ldata, KILL_CHAR(tty));
		mark(ldata, EOF_CHAR(tty));
		mark(ldata, '\n');
		mark(ldata, EOL_CHAR(tty));
		if (L_IEXTEN(tty)) {
			mark(ldata, WERASE_CHAR(tty));
			mark(ldata, LNEXT_CHAR(tty));
			mark(ldata, EOL2_CHAR(tty));
			mark(ldata, REPRINT_CHAR(tty));
		}
	}
	if (I_IXON(tty)) {
		mark(ldata, START_CHAR(tty));
		mark(ldata, STOP_CHAR(tty));
	}
	if (L_ISIG(tty)) {
		mark(ldata, INTR_CHAR(tty));
		mark(ldata, QUIT_CHAR(tty));
		mark(ldata, SUSP_CHAR(tty));
	}
	__clear_bit(__DISABLED_CHAR, ldata->special);
}

/* To or from canonical mode: what is in the ring becomes one line, or bytes. */
static void change_mode(struct tty_struct *tty)
{
	struct n_tty_data *ldata = tty->disc_data;

	bitmap_zero(ldata->read_flags, N_TTY_BUF_SIZE);
	if (L_ICANON(tty) && ldata->read_head != ldata->read_tail) {
		set_bit(MASK(ldata->read_head - 1), ldata->read_flags);
		ldata->canon_head = ldata->read_head;
	} else {
		ldata->canon_head = ldata->read_tail;
	}
	ldata->commit_head = ldata->read_head;
	ldata->erasing = false;
	ldata->lnext = false;
}

/* Caller holds termios_rwsem for writing. */
static void n_tty_set_termios(struct tty_struct *tty, struct ktermios *old)
{
	struct n_tty_data *ldata = tty->disc_data;
	bool errors_matter = (I_BRKINT(tty) && !I_IGNBRK(tty)) ||
			     (I_INPCK(tty) && !I_IGNPAR(tty));

	if (!old || ((old->c_lflag ^ tty->termios.c_lflag) & ICANON))
		change_mode(tty);
	ldata->icanon = L_ICANON(tty) != 0;
	fill_special(tty);
	ldata->raw = !I_ISTRIP(tty) && !I_IUCLC(tty) && !I_IGNCR(tty) &&
		     !I_ICRNL(tty) && !I_INLCR(tty) && !L_ICANON(tty) &&
		     !I_IXON(tty) && !L_ISIG(tty) && !L_ECHO(tty) &&
		     !I_PARMRK(tty);
	ldata->real_raw = ldata->raw && !errors_matter &&
			  (tty->driver->flags & TTY_DRIVER_REAL_RAW);

	/* Nobody could type ^Q any more. */
	if (!I_IXON(tty) && old && (old->c_iflag & IXON) && !tty->flow_stopped)
		start_tty(tty);
	wake_up_interruptible(&tty->write_wait);
	wake_up_interruptible(&tty->read_wait);
}

/* --- life --- */

/**
 * n_tty_reset_buffer() - throw the input away
 * @ldata: the discipline's state
 *
 * Context: termios_rwsem written, or nobody else knows @ldata.
 */
void n_tty_reset_buffer(struct n_tty_data *ldata)
{
	ldata->read_head = 0;
	ldata->commit_head = 0;
	ldata->canon_head = 0;
	ldata->read_tail = 0;
	ldata->erasing = false;
	ldata->lnext = false;
	bitmap_zero(ldata->read_flags, N_TTY_BUF_SIZE);
}

static void n_tty_flush_buffer(struct tty_struct *tty)
{
	down_write(&tty->termios_rwsem);
	n_tty_reset_buffer(tty->disc_data);
	made_room(tty);
	if (tty->link && tty->link->packet) {
		spin_lock_irq(&tty->ctrl_lock);
		tty->ctrl_status |= TIOCPKT_FLUSHREAD;
		spin_unlock_irq(&tty->ctrl_lock);
		wake_up_interruptible(&tty->link->read_wait);
	}
	up_write(&tty->termios_rwsem);
}

static int n_tty_open(struct tty_struct *tty)
{
	struct n_tty_data *ldata = kzalloc(sizeof(*ldata), GFP_KERNEL);

	if (!ldata)
		return -ENOMEM;
	mutex_init(&ldata->atomic_read_lock);
	mutex_init(&ldata->output_lock);

	down_write(&tty->termios_rwsem);
	tty->disc_data = ldata;
	clear_bit(TTY_LDISC_HALTED, &tty->flags);
	n_tty_set_termios(tty, NULL);
	up_write(&tty->termios_rwsem);
	if (tty_throttled(tty))
		tty_unthrottle(tty);
	return 0;
}

static void n_tty_close(struct tty_struct *tty)
{
	kfree(tty->disc_data);
	tty->disc_data = NULL;
}

/* Bytes that read(2) could give, for FIONREAD: without ends of file. */
static unsigned int inq_canon(struct n_tty_data *ldata)
{
	unsigned int nr = ldata->canon_head - ldata->read_tail;
	size_t i;

	for (i = ldata->read_tail; i != ldata->canon_head; i++)
		if (test_bit(MASK(i), ldata->read_flags) &&
		    read_buf(ldata, i) == __DISABLED_CHAR)
			nr--;
	return nr;
}

static int n_tty_ioctl(struct tty_struct *tty, struct file *file,
		       unsigned int cmd, unsigned long arg)
{
	struct n_tty_data *ldata = tty->disc_data;
	unsigned int n;

	switch (cmd) {
	case TIOCOUTQ:
		return put_user(tty_chars_in_buffer(tty), (int __user *)arg);
	case TIOCINQ:
		down_write(&tty->termios_rwsem);
		n = ldata->icanon ? inq_canon(ldata)
				  : ldata->read_head - ldata->read_tail;
		up_write(&tty->termios_rwsem);
		return put_user(n, (unsigned int __user *)arg);
	}
	return n_tty_ioctl_helper(tty, file, cmd, arg);
}

static const struct tty_ldisc_ops n_tty_ops = {
	.name		= "n_tty",
	.num		= N_TTY,
	.open		= n_tty_open,
	.close		= n_tty_close,
	.flush_buffer	= n_tty_flush_buffer,
	.read		= n_tty_read,
	.write		= n_tty_write,
	.ioctl		= n_tty_ioctl,
	.set_termios	= n_tty_set_termios,
	.poll		= n_tty_poll,
	.receive_buf2	= n_tty_receive_buf2,
};

/**
 * n_tty_init() - make N_TTY known
 *
 * Context: boot, before the first tty is opened.
 */
void __init n_tty_init(void)
{
	tty_register_ldisc(N_TTY, &n_tty_ops);
}
