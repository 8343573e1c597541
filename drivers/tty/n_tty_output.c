// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/tty/n_tty_output.c - output processing (OPOST), and echo
 *
 * Data       column: where the cursor is, so that tabs and erasing come out
 *            right.  echo_buf: echo that is processed but not yet sent, a ring.
 * I1         what is in echo_buf was processed before anything written later:
 *            so a writer sends it first, and column is right for both.
 * I2         echo never waits.  When the ring is full, echo is lost; input goes on.
 * Locking    output_lock: all of that, and the order of bytes at the driver.
 * Entry      n_tty_write(); n_tty_echo_*() by the receiving side
 * Mirrors: Linux 4.x drivers/tty/n_tty.c
 */
#include "n_tty.h"

#include <linux/ctype.h>
#include <linux/kernel.h>
#include <linux/sched/signal.h>

/* Longest text that one character may become: a tab as spaces. */
#define EXPANSION_MAX	8

static int put_newline(struct tty_struct *tty, struct n_tty_data *ldata,
		       unsigned char *out)
{
	int n = 0;

	if (O_ONLRET(tty))
		ldata->column = 0;
	if (O_ONLCR(tty)) {
		out[n++] = '\r';
		ldata->column = 0;
	}
	ldata->canon_column = ldata->column;
	out[n++] = '\n';
	return n;
}

static int put_return(struct tty_struct *tty, struct n_tty_data *ldata,
		      unsigned char *out)
{
	if (O_ONOCR(tty) && ldata->column == 0)
		return 0;
	if (O_OCRNL(tty)) {
		out[0] = '\n';
		if (O_ONLRET(tty))
			ldata->canon_column = ldata->column = 0;
		return 1;
	}
	ldata->canon_column = ldata->column = 0;
	out[0] = '\r';
	return 1;
}

static int put_tab(struct tty_struct *tty, struct n_tty_data *ldata,
		   unsigned char *out)
{
	int spaces = 8 - (ldata->column & 7);

	ldata->column += spaces;
	if (O_TABDLY(tty) == XTABS) {
		memset(out, ' ', spaces);
		return spaces;
	}
	out[0] = '\t';
	return 1;
}

/*
 * What a character becomes with OPOST, at most EXPANSION_MAX bytes.
 * output_lock held.
 */
static int opost_char(struct tty_struct *tty, unsigned char c,
		      unsigned char *out)
{
	struct n_tty_data *ldata = tty->disc_data;

	switch (c) {
	case '\n':
		return put_newline(tty, ldata, out);
	case '\r':
		return put_return(tty, ldata, out);
	case '\t':
		return put_tab(tty, ldata, out);
	case '\b':
		if (ldata->column > 0)
			ldata->column--;
		break;
	default:
		if (!iscntrl(c)) {
			if (O_OLCUC(tty))
				c = toupper(c);
			if (!is_continuation(c, tty))
				ldata->column++;
		}
	}
	out[0] = c;
	return 1;
}

/* --- echo --- */

static void echo_out(struct n_tty_data *ldata, const unsigned char *s, int n)
{
	if (ldata->echo_head - ldata->echo_tail + n > ECHO_BUF_SIZE)
		return;
	while (n--)
		ldata->echo_buf[ldata->echo_head++ % ECHO_BUF_SIZE] = *s++;
}

static void __echo_byte(struct tty_struct *tty, unsigned char c)
{
	unsigned char out[EXPANSION_MAX];
	int n = 1;

	out[0] = c;
	if (O_OPOST(tty))
		n = opost_char(tty, c, out);
	echo_out(tty->disc_data, out, n);
}

/**
 * n_tty_echo_byte() - echo a byte through output processing
 * @tty: the tty
 * @c: the byte
 *
 * Context: the receiving side; may sleep.
 */
void n_tty_echo_byte(struct tty_struct *tty, unsigned char c)
{
	struct n_tty_data *ldata = tty->disc_data;

	mutex_lock(&ldata->output_lock);
	__echo_byte(tty, c);
	mutex_unlock(&ldata->output_lock);
}

/**
 * n_tty_echo_char() - echo a character, ^X for control characters if ECHOCTL
 *
 * Context: the receiving side; may sleep.
 */
void n_tty_echo_char(struct tty_struct *tty, unsigned char c)
{
	struct n_tty_data *ldata = tty->disc_data;

	mutex_lock(&ldata->output_lock);
	if (L_ECHOCTL(tty) && iscntrl(c) && c != '\t') {
		__echo_byte(tty, '^');
		__echo_byte(tty, c ^ 0x40);
	} else {
		__echo_byte(tty, c);
	}
	mutex_unlock(&ldata->output_lock);
}

/**
 * n_tty_echo_erase_tab() - move the cursor back over a tab
 * @tty: the tty
 * @num_chars: columns from the tab before, or from the line's start, to it
 * @after_tab: from a tab; otherwise the start's own column counts too
 *
 * Context: the receiving side; may sleep.
 */
void n_tty_echo_erase_tab(struct tty_struct *tty, unsigned int num_chars,
			  bool after_tab)
{
	struct n_tty_data *ldata = tty->disc_data;
	unsigned int width;

	mutex_lock(&ldata->output_lock);
	if (!after_tab)
		num_chars += ldata->canon_column;
	for (width = 8 - (num_chars & 7); width; width--) {
		echo_out(ldata, (const unsigned char *)"\b", 1);
		if (ldata->column > 0)
			ldata->column--;
	}
	mutex_unlock(&ldata->output_lock);
}

/**
 * n_tty_echo_line_start() - the edited line begins where the cursor is
 *
 * Context: the receiving side; may sleep.
 */
void n_tty_echo_line_start(struct tty_struct *tty)
{
	struct n_tty_data *ldata = tty->disc_data;

	mutex_lock(&ldata->output_lock);
	ldata->canon_column = ldata->column;
	mutex_unlock(&ldata->output_lock);
}

/* Sends as much of the echo as the driver takes; output_lock held. */
static void __flush_echoes(struct tty_struct *tty)
{
	struct n_tty_data *ldata = tty->disc_data;
	bool sent = false;

	while (ldata->echo_head != ldata->echo_tail) {
		size_t at = ldata->echo_tail % ECHO_BUF_SIZE;
		size_t n = min(ldata->echo_head - ldata->echo_tail,
			       ECHO_BUF_SIZE - at);
		int c = tty->ops->write(tty, ldata->echo_buf + at, n);

		if (c <= 0)
			break;
		ldata->echo_tail += c;
		sent = true;
	}
	if (sent && tty->ops->flush_chars)
		tty->ops->flush_chars(tty);
}

/**
 * n_tty_flush_echoes() - send what was echoed, as far as it goes
 *
 * Context: may sleep.
 */
void n_tty_flush_echoes(struct tty_struct *tty)
{
	struct n_tty_data *ldata = tty->disc_data;

	if (READ_ONCE(ldata->echo_head) == READ_ONCE(ldata->echo_tail))
		return;
	mutex_lock(&ldata->output_lock);
	__flush_echoes(tty);
	mutex_unlock(&ldata->output_lock);
}

/**
 * n_tty_drop_echoes() - forget echo that was not sent
 *
 * Context: may sleep.
 */
void n_tty_drop_echoes(struct tty_struct *tty)
{
	struct n_tty_data *ldata = tty->disc_data;

	mutex_lock(&ldata->output_lock);
	ldata->echo_tail = ldata->echo_head;
	mutex_unlock(&ldata->output_lock);
}

/* --- write(2) --- */

/*
 * Processes and sends from @buf as far as there is room for the result.
 * Answers how many bytes of @buf are done.
 */
static int opost_write(struct tty_struct *tty, const unsigned char *buf,
		       size_t nr)
{
	struct n_tty_data *ldata = tty->disc_data;
	unsigned char out[128 + EXPANSION_MAX];
	size_t done = 0;

	mutex_lock(&ldata->output_lock);
	__flush_echoes(tty);
	while (done < nr) {
		int room = min(tty_write_room(tty), 128 + EXPANSION_MAX);
		int sent, n = 0;

		/* A character is taken only if all it becomes is sent. */
		while (done < nr && n + EXPANSION_MAX <= room)
			n += opost_char(tty, buf[done++], out + n);
		if (!n)
			break;
		/* What the driver refuses all the same goes out first next time. */
		sent = max(tty->ops->write(tty, out, n), 0);
		echo_out(ldata, out + sent, n - sent);
	}
	mutex_unlock(&ldata->output_lock);
	return done;
}

static int raw_write(struct tty_struct *tty, const unsigned char *buf, size_t nr)
{
	struct n_tty_data *ldata = tty->disc_data;
	int n;

	mutex_lock(&ldata->output_lock);
	__flush_echoes(tty);
	n = tty->ops->write(tty, buf, nr);
	mutex_unlock(&ldata->output_lock);
	return n;
}

static bool other_side_gone(struct tty_struct *tty, struct file *file)
{
	return tty_hung_up_p(file) || (tty->link && !tty->link->count);
}

/**
 * n_tty_write() - write(2) through the discipline
 * @tty: the tty
 * @file: the file
 * @buf: bytes, in the kernel
 * @nr: how many
 *
 * Context: atomic_write_lock held; sleeps until all is given to the driver.
 * Return: how many, or -EIO, -EAGAIN, -ERESTARTSYS.
 */
ssize_t n_tty_write(struct tty_struct *tty, struct file *file,
		    const unsigned char *buf, size_t nr)
{
	DEFINE_WAIT_FUNC(wait, woken_wake_function);
	size_t done = 0;
	int ret = 0;

	if (L_TOSTOP(tty) && file->f_op != &console_fops) {
		ret = tty_check_change(tty);
		if (ret)
			return ret;
	}

	down_read(&tty->termios_rwsem);
	add_wait_queue(&tty->write_wait, &wait);
	for (;;) {
		if (signal_pending(current)) {
			ret = -ERESTARTSYS;
			break;
		}
		if (other_side_gone(tty, file)) {
			ret = -EIO;
			break;
		}
		ret = O_OPOST(tty) ? opost_write(tty, buf + done, nr - done)
				   : raw_write(tty, buf + done, nr - done);
		if (ret < 0)
			break;
		done += ret;
		if (tty->ops->flush_chars)
			tty->ops->flush_chars(tty);
		if (done == nr)
			break;
		if (file->f_flags & O_NONBLOCK) {
			ret = -EAGAIN;
			break;
		}
		up_read(&tty->termios_rwsem);
		wait_woken(&wait, TASK_INTERRUPTIBLE, MAX_SCHEDULE_TIMEOUT);
		down_read(&tty->termios_rwsem);
	}
	remove_wait_queue(&tty->write_wait, &wait);
	if (done < nr && tty->fasync)
		set_bit(TTY_DO_WRITE_WAKEUP, &tty->flags);
	up_read(&tty->termios_rwsem);
	return done ? (ssize_t)done : ret;
}
