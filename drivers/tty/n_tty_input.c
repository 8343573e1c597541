// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/tty/n_tty_input.c - what is typed: signals, editing, lines, echo
 *
 * Runs in the port's work, one at a time, with termios_rwsem held for reading.
 * Most characters are not special and take the short way through store_plain().
 * In canonical mode a line has at most 4095 bytes and its end: what is typed
 * beyond is dropped (with a bell), so that the line can still be ended or
 * edited.  While complete lines wait and the ring is full, input is held back.
 * Entry      n_tty_receive_buf2()
 * Mirrors: Linux 4.x drivers/tty/n_tty.c
 * Simpler than Linux in: no EXTPROC.
 */
#include "n_tty.h"

#include <linux/ctype.h>
#include <linux/kernel.h>
#include <linux/pid.h>
#include <linux/sched/signal.h>

#define TTY_THRESHOLD_THROTTLE	128	/* room left when the driver must pause */

static size_t used(struct n_tty_data *ldata)
{
	return ldata->read_head - smp_load_acquire(&ldata->read_tail);
}

static void store(struct n_tty_data *ldata, unsigned char c)
{
	ldata->read_buf[MASK(ldata->read_head)] = c;
	ldata->read_head++;
}

/* May another byte that does not end a line be stored? */
static bool line_has_room(struct tty_struct *tty)
{
	struct n_tty_data *ldata = tty->disc_data;

	if (used(ldata) < N_TTY_BUF_SIZE - 3)	/* PARMRK takes three */
		return true;
	if (!ldata->icanon)
		return used(ldata) < N_TTY_BUF_SIZE;
	if (used(ldata) < N_TTY_BUF_SIZE - 1 && !I_PARMRK(tty))
		return true;
	if (I_IMAXBEL(tty))
		n_tty_echo_byte(tty, '\a');
	return false;
}

/* How many characters can be taken without losing any by it. */
static size_t input_room(struct tty_struct *tty)
{
	struct n_tty_data *ldata = tty->disc_data;
	size_t tail = smp_load_acquire(&ldata->read_tail);
	size_t room = N_TTY_BUF_SIZE - (ldata->read_head - tail);

	if (I_PARMRK(tty))
		room /= 3;
	/* No complete line: whoever reads waits for its end. */
	if (ldata->icanon && ldata->canon_head == tail)
		return max(room, (size_t)1);
	/* Keep one for the end of the line. */
	return ldata->icanon && room ? room - 1 : room;
}

static void wake_reader(struct tty_struct *tty)
{
	kill_fasync(&tty->fasync, SIGIO, POLL_IN);
	wake_up_interruptible_poll(&tty->read_wait, EPOLLIN | EPOLLRDNORM);
}

/* --- signals --- */

static void send_signal(struct tty_struct *tty, int sig)
{
	struct pid *pgrp = tty_get_pgrp(tty);

	if (pgrp) {
		kill_pgrp(pgrp, sig, 1);
		put_pid(pgrp);
	}
}

/**
 * n_tty_isig() - signal the foreground group, and flush unless NOFLSH
 * @tty: the tty
 * @sig: the signal
 *
 * Context: termios_rwsem read; dropped and taken again.
 */
void n_tty_isig(struct tty_struct *tty, int sig)
{
	if (L_NOFLSH(tty)) {
		send_signal(tty, sig);
		return;
	}
	up_read(&tty->termios_rwsem);
	down_write(&tty->termios_rwsem);
	send_signal(tty, sig);
	n_tty_drop_echoes(tty);
	tty_driver_flush_buffer(tty);
	n_tty_reset_buffer(tty->disc_data);
	if (tty->link && tty->link->packet) {
		spin_lock_irq(&tty->ctrl_lock);
		tty->ctrl_status |= TIOCPKT_FLUSHREAD;
		spin_unlock_irq(&tty->ctrl_lock);
		wake_up_interruptible(&tty->link->read_wait);
	}
	up_write(&tty->termios_rwsem);
	down_read(&tty->termios_rwsem);
}

static bool receive_signal_char(struct tty_struct *tty, unsigned char c)
{
	int sig;

	if (c == INTR_CHAR(tty))
		sig = SIGINT;
	else if (c == QUIT_CHAR(tty))
		sig = SIGQUIT;
	else if (c == SUSP_CHAR(tty))
		sig = SIGTSTP;
	else
		return false;

	n_tty_isig(tty, sig);
	if (I_IXON(tty))
		start_tty(tty);
	if (L_ECHO(tty))
		n_tty_echo_char(tty, c);
	return true;
}

/* --- errors on the line --- */

static void receive_break(struct tty_struct *tty)
{
	struct n_tty_data *ldata = tty->disc_data;

	if (I_IGNBRK(tty))
		return;
	if (I_BRKINT(tty)) {
		n_tty_isig(tty, SIGINT);
		return;
	}
	if (!line_has_room(tty))
		return;
	if (I_PARMRK(tty)) {
		store(ldata, 0377);
		store(ldata, 0);
	}
	store(ldata, 0);
}

static void receive_parity_error(struct tty_struct *tty, unsigned char c)
{
	struct n_tty_data *ldata = tty->disc_data;

	if (I_INPCK(tty) && I_IGNPAR(tty))
		return;
	if (!line_has_room(tty))
		return;
	if (I_INPCK(tty) && I_PARMRK(tty)) {
		store(ldata, 0377);
		store(ldata, 0);
		store(ldata, c);
	} else {
		store(ldata, I_INPCK(tty) ? 0 : c);
	}
}

/* --- characters --- */

static void echo_plain(struct tty_struct *tty, unsigned char c)
{
	struct n_tty_data *ldata = tty->disc_data;

	n_tty_finish_erasing(tty);
	if (c == '\n') {
		n_tty_echo_byte(tty, '\n');
		return;
	}
	if (ldata->canon_head == ldata->read_head)
		n_tty_echo_line_start(tty);
	n_tty_echo_char(tty, c);
}

/* A character with no meaning of its own. */
static void store_plain(struct tty_struct *tty, unsigned char c)
{
	struct n_tty_data *ldata = tty->disc_data;

	if (!line_has_room(tty))
		return;
	if (L_ECHO(tty))
		echo_plain(tty, c);
	if (c == 0377 && I_PARMRK(tty))
		store(ldata, c);
	store(ldata, c);
}

/* @c ends the line; a NUL (__DISABLED_CHAR) here is the end of file. */
static void end_line(struct tty_struct *tty, unsigned char c)
{
	struct n_tty_data *ldata = tty->disc_data;

	if (used(ldata) >= N_TTY_BUF_SIZE)
		return;
	set_bit(MASK(ldata->read_head), ldata->read_flags);
	store(ldata, c);
	smp_store_release(&ldata->canon_head, ldata->read_head);
	wake_reader(tty);
}

static void start_literal(struct tty_struct *tty)
{
	struct n_tty_data *ldata = tty->disc_data;

	ldata->lnext = true;
	if (!L_ECHO(tty))
		return;
	n_tty_finish_erasing(tty);
	if (L_ECHOCTL(tty)) {
		n_tty_echo_byte(tty, '^');
		n_tty_echo_byte(tty, '\b');
	}
}

/* What edits or ends the line; false: nothing of that. */
static bool receive_canon_char(struct tty_struct *tty, unsigned char c)
{
	struct n_tty_data *ldata = tty->disc_data;

	if (c == ERASE_CHAR(tty) || c == KILL_CHAR(tty) ||
	    (c == WERASE_CHAR(tty) && L_IEXTEN(tty))) {
		n_tty_eraser(tty, c);
	} else if (c == LNEXT_CHAR(tty) && L_IEXTEN(tty)) {
		start_literal(tty);
	} else if (c == REPRINT_CHAR(tty) && L_ECHO(tty) && L_IEXTEN(tty)) {
		n_tty_reprint(tty);
	} else if (c == '\n') {
		if (L_ECHO(tty) || L_ECHONL(tty))
			n_tty_echo_byte(tty, '\n');
		end_line(tty, c);
	} else if (c == EOF_CHAR(tty)) {
		end_line(tty, __DISABLED_CHAR);
	} else if (c == EOL_CHAR(tty) ||
		   (c == EOL2_CHAR(tty) && L_IEXTEN(tty))) {
		if (L_ECHO(tty))
			echo_plain(tty, c);
		if (c == 0377 && I_PARMRK(tty))
			store(ldata, c);
		end_line(tty, c);
	} else {
		return false;
	}
	return true;
}

static bool receive_flow_char(struct tty_struct *tty, unsigned char c)
{
	if (c == START_CHAR(tty)) {
		start_tty(tty);
		return true;
	}
	if (c == STOP_CHAR(tty)) {
		stop_tty(tty);
		return true;
	}
	return false;
}

static void restart_on_any(struct tty_struct *tty)
{
	if (tty->stopped && !tty->flow_stopped && I_IXON(tty) && I_IXANY(tty))
		start_tty(tty);
}

/* A character that the map says is special in these settings. */
static void receive_special(struct tty_struct *tty, unsigned char c)
{
	struct n_tty_data *ldata = tty->disc_data;

	if (I_IXON(tty) && receive_flow_char(tty, c))
		return;
	if (L_ISIG(tty) && receive_signal_char(tty, c))
		return;
	restart_on_any(tty);

	if (c == '\r') {
		if (I_IGNCR(tty))
			return;
		if (I_ICRNL(tty))
			c = '\n';
	} else if (c == '\n' && I_INLCR(tty)) {
		c = '\r';
	}
	if (ldata->icanon && receive_canon_char(tty, c))
		return;
	store_plain(tty, c);
}

static void receive_char(struct tty_struct *tty, unsigned char c)
{
	struct n_tty_data *ldata = tty->disc_data;

	if (I_ISTRIP(tty))
		c &= 0x7f;
	if (I_IUCLC(tty) && L_IEXTEN(tty))
		c = tolower(c);
	if (ldata->lnext) {
		ldata->lnext = false;
		store_plain(tty, c);
		return;
	}
	if (test_bit(c, ldata->special)) {
		receive_special(tty, c);
		return;
	}
	restart_on_any(tty);
	store_plain(tty, c);
}

static void receive_flagged(struct tty_struct *tty, unsigned char c, char flag)
{
	switch (flag) {
	case TTY_BREAK:
		receive_break(tty);
		break;
	case TTY_PARITY:
	case TTY_FRAME:
		receive_parity_error(tty, c);
		break;
	case TTY_OVERRUN:
		break;		/* what was lost is lost */
	default:
		receive_char(tty, c);
	}
}

/* All of it as it is: @count fits. */
static void receive_raw(struct n_tty_data *ldata, const unsigned char *cp,
			size_t count)
{
	while (count) {
		size_t at = MASK(ldata->read_head);
		size_t n = min(count, (size_t)N_TTY_BUF_SIZE - at);

		memcpy(ldata->read_buf + at, cp, n);
		ldata->read_head += n;
		cp += n;
		count -= n;
	}
}

static void receive_some(struct tty_struct *tty, const unsigned char *cp,
			 const char *fp, size_t count)
{
	struct n_tty_data *ldata = tty->disc_data;
	size_t i;

	if (ldata->real_raw || (ldata->raw && !fp)) {
		receive_raw(ldata, cp, count);
	} else if (!fp) {
		for (i = 0; i < count; i++)
			receive_char(tty, cp[i]);
	} else {
		for (i = 0; i < count; i++)
			receive_flagged(tty, cp[i], fp[i]);
	}
	if (!ldata->raw)
		n_tty_flush_echoes(tty);

	if (!ldata->icanon && ldata->commit_head != ldata->read_head) {
		smp_store_release(&ldata->commit_head, ldata->read_head);
		wake_reader(tty);
	}
}

/* Tell the driver to pause, before its characters have no place. */
static void check_throttle(struct tty_struct *tty)
{
	struct n_tty_data *ldata = tty->disc_data;

	/* Nobody reads before the line is ended, and it must be possible to. */
	if (ldata->icanon && ldata->canon_head == ldata->read_tail)
		return;
	while (tty->driver->type != TTY_DRIVER_TYPE_PTY &&
	       input_room(tty) < TTY_THRESHOLD_THROTTLE) {
		tty->flow_change = TTY_THROTTLE_SAFE;
		if (!tty_throttle_safe(tty))
			break;
	}
	tty->flow_change = 0;
}

/**
 * n_tty_receive_buf2() - characters from the port
 * @tty: the tty
 * @cp: the characters
 * @fp: their flags, or NULL when all are TTY_NORMAL
 * @count: how many
 *
 * Context: the port's work.
 * Return: how many were taken; the rest is to come again after a
 * tty_buffer_restart_work().
 */
int n_tty_receive_buf2(struct tty_struct *tty, const unsigned char *cp,
		       const char *fp, int count)
{
	struct n_tty_data *ldata = tty->disc_data;
	int taken = 0;

	down_read(&tty->termios_rwsem);
	while (taken < count) {
		size_t n = min((size_t)(count - taken), input_room(tty));

		if (!n) {
			/* The flag first: a reader who makes room looks at it. */
			WRITE_ONCE(ldata->no_room, true);
			smp_mb();
			if (!input_room(tty))
				break;
			WRITE_ONCE(ldata->no_room, false);
			continue;
		}
		receive_some(tty, cp + taken, fp ? fp + taken : NULL, n);
		taken += n;
	}
	check_throttle(tty);
	up_read(&tty->termios_rwsem);
	return taken;
}
