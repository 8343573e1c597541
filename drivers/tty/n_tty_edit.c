// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/tty/n_tty_edit.c - editing the line that is being typed
 *
 * The line is canon_head .. read_head.  Only the receiving side calls here, so
 * read_head is its own.
 * Mirrors: Linux 4.x drivers/tty/n_tty.c (eraser)
 */
#include "n_tty.h"

#include <linux/ctype.h>

enum kill_type { ERASE, WERASE, KILL };

/**
 * n_tty_finish_erasing() - close the / of an ECHOPRT erasure
 *
 * Context: the receiving side.
 */
void n_tty_finish_erasing(struct tty_struct *tty)
{
	struct n_tty_data *ldata = tty->disc_data;

	if (ldata->erasing) {
		n_tty_echo_byte(tty, '/');
		ldata->erasing = false;
	}
}

/* Columns from the last tab, or the line's start, to the tab at read_head. */
static void echo_erased_tab(struct tty_struct *tty)
{
	struct n_tty_data *ldata = tty->disc_data;
	unsigned int num_chars = 0;
	size_t i = ldata->read_head;

	while (i != ldata->canon_head) {
		unsigned char c = read_buf(ldata, --i);

		if (c == '\t') {
			n_tty_echo_erase_tab(tty, num_chars, true);
			return;
		}
		if (iscntrl(c))
			num_chars += L_ECHOCTL(tty) ? 2 : 0;
		else if (!is_continuation(c, tty))
			num_chars++;
	}
	n_tty_echo_erase_tab(tty, num_chars, false);
}

static void echo_rubout(struct tty_struct *tty)
{
	n_tty_echo_byte(tty, '\b');
	n_tty_echo_byte(tty, ' ');
	n_tty_echo_byte(tty, '\b');
}

/* Shows that the character of @count bytes at read_head is gone. */
static void echo_erased(struct tty_struct *tty, unsigned char c, size_t count,
			enum kill_type type)
{
	struct n_tty_data *ldata = tty->disc_data;
	size_t i;

	if (L_ECHOPRT(tty)) {
		if (!ldata->erasing)
			n_tty_echo_byte(tty, '\\');
		ldata->erasing = true;
		n_tty_echo_char(tty, c);
		for (i = 1; i < count; i++)
			n_tty_echo_byte(tty, read_buf(ldata,
						      ldata->read_head + i));
	} else if (type == ERASE && !L_ECHOE(tty)) {
		n_tty_echo_char(tty, ERASE_CHAR(tty));
	} else if (c == '\t') {
		echo_erased_tab(tty);
	} else {
		if (iscntrl(c) && L_ECHOCTL(tty))
			echo_rubout(tty);
		if (!iscntrl(c) || L_ECHOCTL(tty))
			echo_rubout(tty);
	}
}

/* ^U where the line is not to be rubbed out on the screen. */
static bool kill_without_rubout(struct tty_struct *tty)
{
	struct n_tty_data *ldata = tty->disc_data;

	if (L_ECHO(tty) && L_ECHOK(tty) && L_ECHOKE(tty) && L_ECHOE(tty))
		return false;
	ldata->read_head = ldata->canon_head;
	if (L_ECHO(tty)) {
		n_tty_finish_erasing(tty);
		n_tty_echo_char(tty, KILL_CHAR(tty));
		if (L_ECHOK(tty))
			n_tty_echo_byte(tty, '\n');
	}
	return true;
}

/* Start of the character that ends at read_head; *c is its first byte. */
static size_t previous_char(struct tty_struct *tty, unsigned char *c)
{
	struct n_tty_data *ldata = tty->disc_data;
	size_t head = ldata->read_head;

	do {
		*c = read_buf(ldata, --head);
	} while (is_continuation(*c, tty) && head != ldata->canon_head);
	return head;
}

/**
 * n_tty_eraser() - erase a character, a word or the line
 * @tty: the tty
 * @c: the character typed: VERASE, VWERASE or VKILL
 *
 * Context: the receiving side.
 */
void n_tty_eraser(struct tty_struct *tty, unsigned char c)
{
	struct n_tty_data *ldata = tty->disc_data;
	enum kill_type type = c == ERASE_CHAR(tty) ? ERASE :
			      c == WERASE_CHAR(tty) ? WERASE : KILL;
	bool seen_word = false;

	if (ldata->read_head == ldata->canon_head)
		return;
	if (type == KILL && kill_without_rubout(tty))
		return;

	while (ldata->read_head != ldata->canon_head) {
		size_t head = previous_char(tty, &c);
		size_t count = ldata->read_head - head;

		if (is_continuation(c, tty))
			break;		/* the line begins with half a character */
		if (type == WERASE) {
			if (isalnum(c) || c == '_')
				seen_word = true;
			else if (seen_word)
				break;
		}
		ldata->read_head = head;
		if (L_ECHO(tty))
			echo_erased(tty, c, count, type);
		if (type == ERASE)
			break;
	}
	if (ldata->read_head == ldata->canon_head && L_ECHO(tty))
		n_tty_finish_erasing(tty);
}

/**
 * n_tty_reprint() - show the line again on a new one
 *
 * Context: the receiving side.
 */
void n_tty_reprint(struct tty_struct *tty)
{
	struct n_tty_data *ldata = tty->disc_data;
	size_t i;

	n_tty_finish_erasing(tty);
	n_tty_echo_char(tty, REPRINT_CHAR(tty));
	n_tty_echo_byte(tty, '\n');
	for (i = ldata->canon_head; i != ldata->read_head; i++)
		n_tty_echo_char(tty, read_buf(ldata, i));
}
