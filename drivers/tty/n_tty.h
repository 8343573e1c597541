/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * drivers/tty/n_tty.h - the state of the standard line discipline
 *
 * read_buf is a ring; its indices count up for ever and are masked on use:
 *
 *	read_tail <= canon_head <= read_head,   read_head - read_tail <= 4096
 *
 * Bytes up to canon_head are complete lines; a set bit of read_flags marks the
 * byte that ends one (newline, EOL, or a NUL that stands for EOF).  The line
 * that is being edited is canon_head .. read_head.  Without ICANON what may be
 * read ends at commit_head.
 *
 * The producer (the port's work: one at a time) writes the heads, the consumer
 * (one reader, atomic_read_lock) the tail; each publishes its own with release
 * and looks at the other's with acquire.  Both hold termios_rwsem for reading,
 * so that who holds it for writing may change anything.
 */
#ifndef _DRIVERS_TTY_N_TTY_H
#define _DRIVERS_TTY_N_TTY_H

#include <linux/bitmap.h>
#include <linux/mutex.h>
#include <linux/poll.h>
#include <linux/tty.h>

#define ECHO_BUF_SIZE	1024

#define MASK(x)		((x) & (N_TTY_BUF_SIZE - 1))

/* [p] producer  [c] consumer  [t] termios_rwsem written  [o] output_lock */
struct n_tty_data {
	size_t		read_head;	/* [p] */
	size_t		commit_head;	/* [p] */
	size_t		canon_head;	/* [p] */
	size_t		read_tail;	/* [c] */

	/* What the settings ask for; [t] */
	DECLARE_BITMAP(special, 256);	/* characters not taken as they are */
	bool		raw;		/* none is special, nothing is echoed */
	bool		real_raw;	/* and flags do not matter either */
	bool		icanon;

	bool		lnext;		/* [p] the next character is literal */
	bool		erasing;	/* [p] \.../ echo (ECHOPRT) is open */
	bool		no_room;	/* [p] input is held back in the port */

	unsigned int	column;		/* [o] of the cursor */
	unsigned int	canon_column;	/* [o] where the edited line began */
	size_t		echo_head;	/* [o] */
	size_t		echo_tail;	/* [o] */

	struct mutex	atomic_read_lock;
	struct mutex	output_lock;

	DECLARE_BITMAP(read_flags, N_TTY_BUF_SIZE);	/* [p], cleared by [c] */
	unsigned char	read_buf[N_TTY_BUF_SIZE];
	unsigned char	echo_buf[ECHO_BUF_SIZE];	/* [o] ready to send */
};

static inline unsigned char read_buf(struct n_tty_data *ldata, size_t i)
{
	return ldata->read_buf[MASK(i)];
}

/* Continuation bytes of UTF-8 take no column and go with their first byte. */
static inline bool is_continuation(unsigned char c, struct tty_struct *tty)
{
	return I_IUTF8(tty) && (c & 0xc0) == 0x80;
}

/* n_tty_output.c */
void n_tty_echo_byte(struct tty_struct *tty, unsigned char c);
void n_tty_echo_char(struct tty_struct *tty, unsigned char c);
void n_tty_echo_erase_tab(struct tty_struct *tty, unsigned int num_chars,
			  bool after_tab);
void n_tty_echo_line_start(struct tty_struct *tty);
void n_tty_flush_echoes(struct tty_struct *tty);
void n_tty_drop_echoes(struct tty_struct *tty);
ssize_t n_tty_write(struct tty_struct *tty, struct file *file,
		    const unsigned char *buf, size_t nr);

/* n_tty_input.c */
int n_tty_receive_buf2(struct tty_struct *tty, const unsigned char *cp,
		       const char *fp, int count);
void n_tty_isig(struct tty_struct *tty, int sig);

/* n_tty_edit.c */
void n_tty_eraser(struct tty_struct *tty, unsigned char c);
void n_tty_finish_erasing(struct tty_struct *tty);
void n_tty_reprint(struct tty_struct *tty);

/* n_tty.c */
void n_tty_reset_buffer(struct n_tty_data *ldata);

#endif
