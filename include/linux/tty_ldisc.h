/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/tty_ldisc.h - line disciplines: what stands between a line and its reader
 * Mirrors: Linux 4.x include/linux/tty_ldisc.h
 */
#ifndef _LINUX_TTY_LDISC_H
#define _LINUX_TTY_LDISC_H

#include <linux/fs.h>
#include <linux/types.h>
#include <linux/wait.h>

struct tty_struct;
struct ktermios;
struct poll_table_struct;

/*
 * Called from above by system calls, with the tty's ldisc reference held:
 * @open @close @flush_buffer @read @write @ioctl @set_termios @poll @hangup.
 * Called from below, by the port's work: @receive_buf2 (answers how many bytes
 * it took; the rest comes again after tty_unthrottle()), and in any context:
 * @write_wakeup, when the driver can take more.
 */
struct tty_ldisc_ops {
	char	*name;
	int	num;		/* N_TTY ... */
	int	flags;

	int	(*open)(struct tty_struct *tty);
	void	(*close)(struct tty_struct *tty);
	void	(*flush_buffer)(struct tty_struct *tty);
	ssize_t	(*read)(struct tty_struct *tty, struct file *file,
			unsigned char __user *buf, size_t nr);
	ssize_t	(*write)(struct tty_struct *tty, struct file *file,
			 const unsigned char *buf, size_t nr);
	int	(*ioctl)(struct tty_struct *tty, struct file *file,
			 unsigned int cmd, unsigned long arg);
	void	(*set_termios)(struct tty_struct *tty, struct ktermios *old);
	__poll_t (*poll)(struct tty_struct *tty, struct file *file,
			 struct poll_table_struct *wait);
	int	(*hangup)(struct tty_struct *tty);

	void	(*receive_buf)(struct tty_struct *tty, const unsigned char *cp,
			       const char *fp, int count);
	void	(*write_wakeup)(struct tty_struct *tty);
	int	(*receive_buf2)(struct tty_struct *tty,
				const unsigned char *cp, const char *fp,
				int count);
};

struct tty_ldisc {
	const struct tty_ldisc_ops *ops;
	struct tty_struct *tty;
};

int tty_register_ldisc(int disc, const struct tty_ldisc_ops *new_ldisc);
struct tty_ldisc *tty_ldisc_ref(struct tty_struct *tty);
struct tty_ldisc *tty_ldisc_ref_wait(struct tty_struct *tty);
void tty_ldisc_deref(struct tty_ldisc *ld);
int tty_set_ldisc(struct tty_struct *tty, int disc);
void tty_ldisc_flush(struct tty_struct *tty);

void n_tty_init(void);

#endif
