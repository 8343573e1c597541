/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/tty.h - terminals
 *
 *	open file -> tty_file_private -> tty_struct -> ops   (the driver, output)
 *	                                     |   `---> ldisc (n_tty, both ways)
 *	interrupt -> tty_port -> tty_bufhead -> work -> ldisc -> reader
 *
 * A tty_struct lives while somebody has it open, a tty_port as long as the
 * hardware: the port is where interrupts find the tty, if there is one.
 *
 * Lock order, outer first: tty_mutex, tty->legacy_mutex (tty_lock),
 * ldisc_sem, atomic_write_lock, throttle_mutex, termios_rwsem, the ldisc's own
 * mutexes, tasklist_lock, siglock, flow_lock, ctrl_lock, the driver's port lock.
 * Of a pty pair the slave's tty_lock is taken after the master's.
 * Mirrors: Linux 4.x include/linux/tty.h
 */
#ifndef _LINUX_TTY_H
#define _LINUX_TTY_H

#include <linux/fs.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/spinlock.h>
#include <linux/tty_driver.h>
#include <linux/tty_ldisc.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

#include <uapi/linux/tty.h>

struct pid;
struct signal_struct;
struct task_struct;
struct tty_port;

#define N_TTY_BUF_SIZE		4096
#define __DISABLED_CHAR		'\0'

/* Flags that travel with received characters. */
#define TTY_NORMAL	0
#define TTY_BREAK	1
#define TTY_FRAME	2
#define TTY_PARITY	3
#define TTY_OVERRUN	4

/* The c_cc[] and flag bits of a tty, read under termios_rwsem or once. */
#define INTR_CHAR(tty)		((tty)->termios.c_cc[VINTR])
#define QUIT_CHAR(tty)		((tty)->termios.c_cc[VQUIT])
#define ERASE_CHAR(tty)		((tty)->termios.c_cc[VERASE])
#define KILL_CHAR(tty)		((tty)->termios.c_cc[VKILL])
#define EOF_CHAR(tty)		((tty)->termios.c_cc[VEOF])
#define TIME_CHAR(tty)		((tty)->termios.c_cc[VTIME])
#define MIN_CHAR(tty)		((tty)->termios.c_cc[VMIN])
#define START_CHAR(tty)		((tty)->termios.c_cc[VSTART])
#define STOP_CHAR(tty)		((tty)->termios.c_cc[VSTOP])
#define SUSP_CHAR(tty)		((tty)->termios.c_cc[VSUSP])
#define EOL_CHAR(tty)		((tty)->termios.c_cc[VEOL])
#define REPRINT_CHAR(tty)	((tty)->termios.c_cc[VREPRINT])
#define DISCARD_CHAR(tty)	((tty)->termios.c_cc[VDISCARD])
#define WERASE_CHAR(tty)	((tty)->termios.c_cc[VWERASE])
#define LNEXT_CHAR(tty)		((tty)->termios.c_cc[VLNEXT])
#define EOL2_CHAR(tty)		((tty)->termios.c_cc[VEOL2])

#define _I_FLAG(tty, f)		((tty)->termios.c_iflag & (f))
#define _O_FLAG(tty, f)		((tty)->termios.c_oflag & (f))
#define _C_FLAG(tty, f)		((tty)->termios.c_cflag & (f))
#define _L_FLAG(tty, f)		((tty)->termios.c_lflag & (f))
#define I_IGNBRK(tty)	_I_FLAG((tty), IGNBRK)
#define I_BRKINT(tty)	_I_FLAG((tty), BRKINT)
#define I_IGNPAR(tty)	_I_FLAG((tty), IGNPAR)
#define I_PARMRK(tty)	_I_FLAG((tty), PARMRK)
#define I_INPCK(tty)	_I_FLAG((tty), INPCK)
#define I_ISTRIP(tty)	_I_FLAG((tty), ISTRIP)
#define I_INLCR(tty)	_I_FLAG((tty), INLCR)
#define I_IGNCR(tty)	_I_FLAG((tty), IGNCR)
#define I_ICRNL(tty)	_I_FLAG((tty), ICRNL)
#define I_IUCLC(tty)	_I_FLAG((tty), IUCLC)
#define I_IXON(tty)	_I_FLAG((tty), IXON)
#define I_IXANY(tty)	_I_FLAG((tty), IXANY)
#define I_IXOFF(tty)	_I_FLAG((tty), IXOFF)
#define I_IMAXBEL(tty)	_I_FLAG((tty), IMAXBEL)
#define I_IUTF8(tty)	_I_FLAG((tty), IUTF8)
#define O_OPOST(tty)	_O_FLAG((tty), OPOST)
#define O_OLCUC(tty)	_O_FLAG((tty), OLCUC)
#define O_ONLCR(tty)	_O_FLAG((tty), ONLCR)
#define O_OCRNL(tty)	_O_FLAG((tty), OCRNL)
#define O_ONOCR(tty)	_O_FLAG((tty), ONOCR)
#define O_ONLRET(tty)	_O_FLAG((tty), ONLRET)
#define O_TABDLY(tty)	_O_FLAG((tty), TABDLY)
#define C_BAUD(tty)	_C_FLAG((tty), CBAUD)
#define C_CREAD(tty)	_C_FLAG((tty), CREAD)
#define C_HUPCL(tty)	_C_FLAG((tty), HUPCL)
#define C_CLOCAL(tty)	_C_FLAG((tty), CLOCAL)
#define C_CRTSCTS(tty)	_C_FLAG((tty), CRTSCTS)
#define L_ISIG(tty)	_L_FLAG((tty), ISIG)
#define L_ICANON(tty)	_L_FLAG((tty), ICANON)
#define L_ECHO(tty)	_L_FLAG((tty), ECHO)
#define L_ECHOE(tty)	_L_FLAG((tty), ECHOE)
#define L_ECHOK(tty)	_L_FLAG((tty), ECHOK)
#define L_ECHONL(tty)	_L_FLAG((tty), ECHONL)
#define L_NOFLSH(tty)	_L_FLAG((tty), NOFLSH)
#define L_TOSTOP(tty)	_L_FLAG((tty), TOSTOP)
#define L_ECHOCTL(tty)	_L_FLAG((tty), ECHOCTL)
#define L_ECHOPRT(tty)	_L_FLAG((tty), ECHOPRT)
#define L_ECHOKE(tty)	_L_FLAG((tty), ECHOKE)
#define L_IEXTEN(tty)	_L_FLAG((tty), IEXTEN)
#define L_EXTPROC(tty)	_L_FLAG((tty), EXTPROC)

/* One piece of received data; @flags follow @data unless all are TTY_NORMAL. */
struct tty_buffer {
	struct tty_buffer *next;	/* [b] */
	unsigned int	used;		/* [b] bytes put in */
	unsigned int	read;		/* [w] bytes taken out */
	unsigned int	size;		/* [I] room */
	bool		has_flags;	/* [I] */
	unsigned char	data[];
};

/*
 * A port's input queue.  Producers are the driver's interrupt handler or, for a
 * pty, the other side's writers; the consumer is the work.
 * [b] lock  [w] consumer, under buf->mutex  [I] immutable
 */
struct tty_bufhead {
	struct tty_buffer *head;	/* [b] consumer's end */
	struct tty_buffer *tail;	/* [b] producers' end */
	unsigned int	mem_used;	/* [b] bytes allocated */
	unsigned int	mem_limit;	/* [I] */
	spinlock_t	lock;		/* irq-safe */
	struct work_struct work;	/* flush_to_ldisc() */
	struct mutex	mutex;		/* one consumer at a time */
};

struct tty_port_operations {
	int  (*carrier_raised)(struct tty_port *port);
	void (*dtr_rts)(struct tty_port *port, int raise);
	void (*shutdown)(struct tty_port *port);
	int  (*activate)(struct tty_port *port, struct tty_struct *tty);
	void (*destruct)(struct tty_port *port);
};

/*
 * The hardware side of a line.
 * [l] lock  [m] mutex  [I] immutable
 */
struct tty_port {
	struct tty_bufhead buf;
	struct tty_struct *tty;		/* [l] referenced; NULL when closed */
	struct tty_struct *itty;	/* tty_mutex: whose ldisc gets the input */
	const struct tty_port_operations *ops;	/* [I] */
	spinlock_t	lock;		/* irq-safe */
	int		blocked_open;	/* [l] opens waiting for carrier */
	int		count;		/* [l] open file descriptions */
	wait_queue_head_t open_wait;
	unsigned long	iflags;		/* TTY_PORT_*, atomic bits */
	bool		console;	/* [I] printk() uses it: never off */
	struct mutex	mutex;		/* activate, shutdown */
	struct kref	kref;
};

#define TTY_PORT_INITIALIZED	0	/* [m] the hardware is on */
#define TTY_PORT_ACTIVE		1	/* [l] somebody has it open */
#define TTY_PORT_CHECK_CD	2	/* [l] !CLOCAL */

/*
 * An open terminal.
 * [I] immutable once visible   [M] tty_mutex       [L] tty_lock()
 * [d] ldisc_sem                [w] atomic_write_lock
 * [t] termios_rwsem            [s] winsize_mutex
 * [c] ctrl_lock                [f] flow_lock       [F] files_lock
 * [a] atomic bits
 */
struct tty_struct {
	struct kref	kref;
	struct tty_driver *driver;		/* [I] referenced */
	const struct tty_operations *ops;	/* [I] */
	int		index;			/* [I] in the driver */
	char		name[64];		/* [I] "ttyS0" */
	struct tty_port	*port;			/* [I] */
	struct tty_struct *link;		/* [I] the pty's other half */
	void		*driver_data;		/* the driver's */

	struct rw_semaphore ldisc_sem;
	struct tty_ldisc *ldisc;		/* [d] NULL while released */
	void		*disc_data;		/* [d] the ldisc's */

	struct mutex	legacy_mutex;		/* tty_lock() */
	int		count;			/* [L] open file descriptions */

	struct mutex	atomic_write_lock;	/* one write(2) at a time */
	unsigned char	*write_buf;		/* [w] */
	int		write_cnt;		/* [w] size of write_buf */

	struct mutex	throttle_mutex;
	struct rw_semaphore termios_rwsem;
	struct mutex	winsize_mutex;
	struct ktermios	termios;		/* [t] */
	struct ktermios	termios_locked;		/* [t] bits user may not change */
	struct winsize	winsize;		/* [s] */

	spinlock_t	ctrl_lock;		/* irq-safe */
	struct pid	*pgrp;			/* [c] foreground, referenced */
	struct pid	*session;		/* [c] referenced */
	unsigned char	ctrl_status;		/* [c] TIOCPKT_* for the master */
	bool		packet;			/* [c] master asked TIOCPKT */

	spinlock_t	flow_lock;		/* irq-safe */
	bool		stopped;		/* [f] ^S or TCOOFF */
	bool		flow_stopped;		/* [f] by TCOOFF */

	unsigned long	flags;			/* [a] TTY_* */
	int		flow_change;		/* throttle_mutex */
	unsigned int	receive_room;		/* bytes the ldisc would take */

	wait_queue_head_t write_wait;
	wait_queue_head_t read_wait;
	struct fasync_struct *fasync;
	struct work_struct hangup_work;

	spinlock_t	files_lock;
	struct list_head tty_files;		/* [F] tty_file_private.list */
};

/* One open file description of a tty: file->private_data. */
struct tty_file_private {
	struct tty_struct *tty;
	struct file	*file;
	struct list_head list;
};

/* Bits of tty->flags. */
#define TTY_THROTTLED		0	/* the driver was told to pause */
#define TTY_IO_ERROR		1	/* the hardware is not there */
#define TTY_OTHER_CLOSED	2	/* the pty's other side closed */
#define TTY_EXCLUSIVE		3	/* TIOCEXCL */
#define TTY_DO_WRITE_WAKEUP	5	/* the ldisc wants write_wakeup() */
#define TTY_LDISC_OPEN		11
#define TTY_PTY_LOCK		16	/* TIOCSPTLCK */
#define TTY_NO_WRITE_SPLIT	17	/* write(2) in one piece */
#define TTY_HUPPED		18	/* hung up, may not be used */
#define TTY_HUPPING		19	/* hanging up right now */
#define TTY_LDISC_HALTED	22	/* no more input to the ldisc */

/* tty->flow_change */
#define TTY_THROTTLE_SAFE	1
#define TTY_UNTHROTTLE_SAFE	2

extern struct mutex tty_mutex;
extern struct ktermios tty_std_termios;

static inline struct tty_struct *file_tty(struct file *file)
{
	return ((struct tty_file_private *)file->private_data)->tty;
}

static inline bool tty_io_error(struct tty_struct *tty)
{
	return test_bit(TTY_IO_ERROR, &tty->flags);
}

static inline bool tty_throttled(struct tty_struct *tty)
{
	return test_bit(TTY_THROTTLED, &tty->flags);
}

static inline struct tty_struct *tty_kref_get(struct tty_struct *tty)
{
	if (tty)
		kref_get(&tty->kref);
	return tty;
}

/* tty_struct.c, tty_io.c, tty_driver.c */
void tty_init(void);
void tty_register_device(struct tty_driver *driver, unsigned int index);
void tty_kref_put(struct tty_struct *tty);
struct tty_struct *alloc_tty_struct(struct tty_driver *driver, int idx);
struct tty_struct *tty_init_dev(struct tty_driver *driver, int idx);
int tty_standard_install(struct tty_driver *driver, struct tty_struct *tty);
int tty_init_termios(struct tty_struct *tty);
int tty_alloc_file(struct file *file);
void tty_add_file(struct tty_struct *tty, struct file *file);
void tty_free_file(struct file *file);
int tty_release(struct inode *inode, struct file *filp);
void tty_hangup(struct tty_struct *tty);
void tty_vhangup(struct tty_struct *tty);
void tty_vhangup_session(struct tty_struct *tty);
int tty_hung_up_p(struct file *filp);
void start_tty(struct tty_struct *tty);
void stop_tty(struct tty_struct *tty);
void __start_tty(struct tty_struct *tty);
void __stop_tty(struct tty_struct *tty);
void tty_wakeup(struct tty_struct *tty);
int tty_do_resize(struct tty_struct *tty, struct winsize *ws);
int tty_send_xchar(struct tty_struct *tty, char ch);
int tty_write_lock(struct tty_struct *tty, bool nonblock);
void tty_write_unlock(struct tty_struct *tty);
long tty_ioctl(struct file *file, unsigned int cmd, unsigned long arg);
extern const struct file_operations tty_fops;
extern const struct file_operations console_fops;
extern const struct file_operations hung_up_tty_fops;
dev_t tty_devnum(struct tty_struct *tty);

/* The tty cannot go away while its lock is held. */
static inline void tty_lock(struct tty_struct *tty)
{
	tty_kref_get(tty);
	mutex_lock(&tty->legacy_mutex);
}

static inline int tty_lock_interruptible(struct tty_struct *tty)
{
	int ret;

	tty_kref_get(tty);
	ret = mutex_lock_interruptible(&tty->legacy_mutex);
	if (ret)
		tty_kref_put(tty);
	return ret;
}

static inline void tty_unlock(struct tty_struct *tty)
{
	mutex_unlock(&tty->legacy_mutex);
	tty_kref_put(tty);
}

/* The slave's, with the master's held. */
static inline void tty_lock_slave(struct tty_struct *tty)
{
	if (tty) {
		tty_kref_get(tty);
		mutex_lock(&tty->legacy_mutex);
	}
}

static inline void tty_unlock_slave(struct tty_struct *tty)
{
	if (tty)
		tty_unlock(tty);
}

/* tty_jobctrl.c */
int __tty_check_change(struct tty_struct *tty, int sig);
int tty_check_change(struct tty_struct *tty);
void proc_clear_tty(struct task_struct *p);
void tty_open_proc_set_tty(struct file *filp, struct tty_struct *tty);
struct tty_struct *get_current_tty(void);
void session_clear_tty(struct pid *session);
int tty_signal_session_leader(struct tty_struct *tty, int exit_session);
void disassociate_ctty(int on_exit);
void no_tty(void);
struct pid *tty_get_pgrp(struct tty_struct *tty);
int is_current_pgrp_orphaned(void);
long tty_jobctrl_ioctl(struct tty_struct *tty, struct tty_struct *real_tty,
		       struct file *file, unsigned int cmd,
		       unsigned long arg);

/* tty_ioctl.c */
int tty_chars_in_buffer(struct tty_struct *tty);
int tty_write_room(struct tty_struct *tty);
void tty_driver_flush_buffer(struct tty_struct *tty);
void tty_unthrottle(struct tty_struct *tty);
int tty_throttle_safe(struct tty_struct *tty);
int tty_unthrottle_safe(struct tty_struct *tty);
void tty_wait_until_sent(struct tty_struct *tty, long timeout);
int tty_set_termios(struct tty_struct *tty, struct ktermios *new_termios);
void tty_termios_copy_hw(struct ktermios *new, struct ktermios *old);
unsigned int tty_termios_baud_rate(struct ktermios *termios);
void tty_termios_encode_baud_rate(struct ktermios *termios,
				  unsigned int ibaud, unsigned int obaud);
int n_tty_ioctl_helper(struct tty_struct *tty, struct file *file,
		       unsigned int cmd, unsigned long arg);
int tty_mode_ioctl(struct tty_struct *tty, struct file *file,
		   unsigned int cmd, unsigned long arg);

static inline unsigned int tty_get_baud_rate(struct tty_struct *tty)
{
	return tty_termios_baud_rate(&tty->termios);
}

/* tty_port.c, tty_buffer.c */
void tty_port_init(struct tty_port *port);
void tty_port_destroy(struct tty_port *port);
void tty_port_put(struct tty_port *port);
struct tty_struct *tty_port_tty_get(struct tty_port *port);
void tty_port_tty_set(struct tty_port *port, struct tty_struct *tty);
void tty_port_hangup(struct tty_port *port);
void tty_port_tty_hangup(struct tty_port *port, bool check_clocal);
void tty_port_tty_wakeup(struct tty_port *port);
int tty_port_open(struct tty_port *port, struct tty_struct *tty,
		  struct file *filp);
void tty_port_close(struct tty_port *port, struct tty_struct *tty,
		    struct file *filp);
int tty_port_install(struct tty_port *port, struct tty_driver *driver,
		     struct tty_struct *tty);
void tty_port_link_device(struct tty_port *port, struct tty_driver *driver,
			  unsigned int index);
void tty_buffer_init(struct tty_port *port);
void tty_buffer_free_all(struct tty_port *port);
void tty_buffer_flush(struct tty_struct *tty);
int tty_buffer_set_limit(struct tty_port *port, int limit);
void tty_buffer_cancel_work(struct tty_port *port);
void tty_buffer_restart_work(struct tty_port *port);
void tty_buffer_flush_work(struct tty_port *port);

static inline struct tty_port *tty_port_get(struct tty_port *port)
{
	if (port && kref_get_unless_zero(&port->kref))
		return port;
	return NULL;
}

/* pty.c, devpts */
int vt_ioctl(struct tty_struct *tty, unsigned int cmd, unsigned long arg);

#endif
