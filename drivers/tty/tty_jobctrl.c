// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/tty/tty_jobctrl.c - sessions, their terminal, and its foreground group
 *
 * Data       signal->tty: the controlling terminal of a session's processes,
 *            each with a reference.  tty->session: whose it is.  tty->pgrp: the
 *            group that may read, and that ^C signals.
 * I1         if tty->session is set, only processes of that session have it as
 *            signal->tty.
 * Locking    siglock: signal->tty, tty_old_pgrp.  tty->ctrl_lock: session, pgrp.
 *            Both are written under tasklist_lock (R) and, for giving a
 *            terminal to a session, tty_lock.
 *            Order: tty_lock > tasklist_lock > siglock > ctrl_lock.
 * Entry      tty_check_change() disassociate_ctty() tty_jobctrl_ioctl()
 * Mirrors: Linux 4.x drivers/tty/tty_jobctrl.c
 */
#include "tty.h"

#include <linux/capability.h>
#include <linux/pid.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/uaccess.h>

static bool is_ignored(int sig)
{
	return sigismember(&current->blocked, sig) ||
	       current->sighand->action[sig - 1].sa.sa_handler == SIG_IGN;
}

/**
 * __tty_check_change() - may this process touch the terminal now?
 * @tty: the tty
 * @sig: what a background process gets: SIGTTIN or SIGTTOU
 *
 * Context: process context.
 * Return: 0; -EIO when it may not and cannot be stopped either; -ERESTARTSYS
 * when its group was sent @sig.
 */
int __tty_check_change(struct tty_struct *tty, int sig)
{
	struct pid *pgrp, *tty_pgrp;
	unsigned long flags;
	int ret = 0;

	if (current->signal->tty != tty)
		return 0;

	rcu_read_lock();
	pgrp = task_pgrp(current);
	spin_lock_irqsave(&tty->ctrl_lock, flags);
	tty_pgrp = tty->pgrp;
	spin_unlock_irqrestore(&tty->ctrl_lock, flags);

	if (tty_pgrp && pgrp != tty_pgrp) {
		if (is_ignored(sig)) {
			if (sig == SIGTTIN)
				ret = -EIO;
		} else if (is_current_pgrp_orphaned()) {
			ret = -EIO;
		} else {
			kill_pgrp(pgrp, sig, 1);
			set_thread_flag(TIF_SIGPENDING);
			ret = -ERESTARTSYS;
		}
	}
	rcu_read_unlock();
	return ret;
}

/**
 * tty_check_change() - may this process change the terminal's state?
 *
 * Context: process context.
 * Return: as __tty_check_change() for SIGTTOU.
 */
int tty_check_change(struct tty_struct *tty)
{
	return __tty_check_change(tty, SIGTTOU);
}

/**
 * proc_clear_tty() - take the controlling terminal from a process
 * @p: the process
 *
 * Context: tasklist_lock held, or @p is current.
 */
void proc_clear_tty(struct task_struct *p)
{
	struct tty_struct *tty;
	unsigned long flags;

	spin_lock_irqsave(&p->sighand->siglock, flags);
	tty = p->signal->tty;
	p->signal->tty = NULL;
	spin_unlock_irqrestore(&p->sighand->siglock, flags);
	tty_kref_put(tty);
}

/* Makes @tty the terminal of current's session; siglock held. */
static void __proc_set_tty(struct tty_struct *tty)
{
	unsigned long flags;

	spin_lock_irqsave(&tty->ctrl_lock, flags);
	put_pid(tty->session);
	put_pid(tty->pgrp);
	tty->pgrp = get_pid(task_pgrp(current));
	tty->session = get_pid(task_session(current));
	spin_unlock_irqrestore(&tty->ctrl_lock, flags);

	tty_kref_put(current->signal->tty);
	put_pid(current->signal->tty_old_pgrp);
	current->signal->tty = tty_kref_get(tty);
	current->signal->tty_old_pgrp = NULL;
}

/**
 * tty_open_proc_set_tty() - a session leader without terminal opened one
 *
 * Context: tty_lock held.
 */
void tty_open_proc_set_tty(struct file *filp, struct tty_struct *tty)
{
	read_lock(&tasklist_lock);
	spin_lock_irq(&current->sighand->siglock);
	/* Who may only write could not be stopped for reading. */
	if (current->signal->leader && !current->signal->tty &&
	    !tty->session && (filp->f_mode & FMODE_READ))
		__proc_set_tty(tty);
	spin_unlock_irq(&current->sighand->siglock);
	read_unlock(&tasklist_lock);
}

/**
 * get_current_tty() - the controlling terminal
 *
 * Context: process context.
 * Return: the tty, referenced, or NULL.
 */
struct tty_struct *get_current_tty(void)
{
	struct tty_struct *tty;
	unsigned long flags;

	spin_lock_irqsave(&current->sighand->siglock, flags);
	tty = tty_kref_get(current->signal->tty);
	spin_unlock_irqrestore(&current->sighand->siglock, flags);
	return tty;
}

/**
 * session_clear_tty() - take the controlling terminal from a whole session
 * @session: the session, or NULL
 *
 * Context: tasklist_lock held.
 */
void session_clear_tty(struct pid *session)
{
	struct task_struct *p;

	do_each_pid_task(session, PIDTYPE_SID, p) {
		proc_clear_tty(p);
	} while_each_pid_task(session, PIDTYPE_SID, p);
}

/* One process of the session; answers 1 when it had @tty. */
static int signal_one(struct tty_struct *tty, struct task_struct *p,
		      struct pid **tty_pgrp)
{
	int refs = 0;

	spin_lock_irq(&p->sighand->siglock);
	if (p->signal->tty == tty) {
		p->signal->tty = NULL;
		refs = 1;
	}
	if (p->signal->leader) {
		__group_send_sig_info(SIGHUP, SEND_SIG_PRIV, p);
		__group_send_sig_info(SIGCONT, SEND_SIG_PRIV, p);
		put_pid(p->signal->tty_old_pgrp);
		spin_lock(&tty->ctrl_lock);
		*tty_pgrp = get_pid(tty->pgrp);
		p->signal->tty_old_pgrp = get_pid(tty->pgrp);
		spin_unlock(&tty->ctrl_lock);
	}
	spin_unlock_irq(&p->sighand->siglock);
	return refs;
}

/**
 * tty_signal_session_leader() - SIGHUP for who had the terminal
 * @tty: the tty
 * @exit_session: the leader exits: the foreground group is told too
 *
 * Context: tty_lock held.
 * Return: references to drop that processes of the session had.
 */
int tty_signal_session_leader(struct tty_struct *tty, int exit_session)
{
	struct pid *tty_pgrp = NULL;
	struct task_struct *p;
	int refs = 0;

	read_lock(&tasklist_lock);
	if (tty->session) {
		do_each_pid_task(tty->session, PIDTYPE_SID, p) {
			refs += signal_one(tty, p, &tty_pgrp);
		} while_each_pid_task(tty->session, PIDTYPE_SID, p);
	}
	read_unlock(&tasklist_lock);

	if (tty_pgrp) {
		if (exit_session)
			kill_pgrp(tty_pgrp, SIGHUP, exit_session);
		put_pid(tty_pgrp);
	}
	return refs;
}

/**
 * tty_get_pgrp() - the foreground group
 *
 * Context: any.
 * Return: the group, referenced, or NULL.
 */
struct pid *tty_get_pgrp(struct tty_struct *tty)
{
	struct pid *pgrp;
	unsigned long flags;

	spin_lock_irqsave(&tty->ctrl_lock, flags);
	pgrp = get_pid(tty->pgrp);
	spin_unlock_irqrestore(&tty->ctrl_lock, flags);
	return pgrp;
}

static void hup_group(struct pid *pgrp, int on_exit, bool cont)
{
	kill_pgrp(pgrp, SIGHUP, on_exit);
	if (cont)
		kill_pgrp(pgrp, SIGCONT, on_exit);
	put_pid(pgrp);
}

/* The terminal was lost before: its last foreground group hears now. */
static void hup_old_group(int on_exit)
{
	struct pid *old_pgrp;

	spin_lock_irq(&current->sighand->siglock);
	old_pgrp = current->signal->tty_old_pgrp;
	current->signal->tty_old_pgrp = NULL;
	spin_unlock_irq(&current->sighand->siglock);
	if (old_pgrp)
		hup_group(old_pgrp, on_exit, true);
}

static void give_up_tty(void)
{
	struct tty_struct *tty;
	unsigned long flags;

	spin_lock_irq(&current->sighand->siglock);
	put_pid(current->signal->tty_old_pgrp);
	current->signal->tty_old_pgrp = NULL;
	tty = tty_kref_get(current->signal->tty);
	spin_unlock_irq(&current->sighand->siglock);
	if (!tty)
		return;

	tty_lock(tty);
	spin_lock_irqsave(&tty->ctrl_lock, flags);
	put_pid(tty->session);
	put_pid(tty->pgrp);
	tty->session = NULL;
	tty->pgrp = NULL;
	spin_unlock_irqrestore(&tty->ctrl_lock, flags);
	tty_unlock(tty);
	tty_kref_put(tty);
}

/**
 * disassociate_ctty() - a session leader lets its terminal go
 * @on_exit: because it exits: the line is hung up, or, of a pty, the
 * foreground group told
 *
 * Context: process context.
 */
void disassociate_ctty(int on_exit)
{
	struct tty_struct *tty;

	if (!current->signal->leader)
		return;
	tty = get_current_tty();
	if (tty) {
		if (on_exit && tty->driver->type != TTY_DRIVER_TYPE_PTY) {
			tty_vhangup_session(tty);
		} else {
			struct pid *pgrp = tty_get_pgrp(tty);

			if (pgrp)
				hup_group(pgrp, on_exit, !on_exit);
		}
		tty_kref_put(tty);
	} else if (on_exit) {
		hup_old_group(on_exit);
		return;
	}

	give_up_tty();
	read_lock(&tasklist_lock);
	session_clear_tty(task_session(current));
	read_unlock(&tasklist_lock);
}

/**
 * no_tty() - let the controlling terminal go: setsid(2), TIOCNOTTY
 *
 * Context: process context.
 */
void no_tty(void)
{
	disassociate_ctty(0);
	proc_clear_tty(current);
}

/* --- ioctls --- */

static int may_steal(struct tty_struct *tty, int arg)
{
	if (!tty->session)
		return 0;
	if (arg != 1 || !capable(CAP_SYS_ADMIN))
		return -EPERM;
	session_clear_tty(tty->session);
	return 0;
}

static int tiocsctty(struct tty_struct *tty, struct file *file, int arg)
{
	int ret = 0;

	tty_lock(tty);
	read_lock(&tasklist_lock);
	if (current->signal->leader && task_session(current) == tty->session)
		goto unlock;

	if (!current->signal->leader || current->signal->tty) {
		ret = -EPERM;
		goto unlock;
	}
	ret = may_steal(tty, arg);
	if (ret)
		goto unlock;
	if (!(file->f_mode & FMODE_READ) && !capable(CAP_SYS_ADMIN)) {
		ret = -EPERM;
		goto unlock;
	}
	spin_lock_irq(&current->sighand->siglock);
	__proc_set_tty(tty);
	spin_unlock_irq(&current->sighand->siglock);
unlock:
	read_unlock(&tasklist_lock);
	tty_unlock(tty);
	return ret;
}

static int tiocgpgrp(struct tty_struct *tty, struct tty_struct *real_tty,
		     pid_t __user *p)
{
	struct pid *pid;
	int ret;

	/* Only of its own terminal; a master may ask for its slave's. */
	if (tty == real_tty && current->signal->tty != real_tty)
		return -ENOTTY;
	pid = tty_get_pgrp(real_tty);
	ret = put_user(pid_vnr(pid), p);
	put_pid(pid);
	return ret;
}

static struct pid *session_of_pgrp(struct pid *pgrp)
{
	struct task_struct *p = pid_task(pgrp, PIDTYPE_PGID);

	if (!p)
		p = pid_task(pgrp, PIDTYPE_PID);
	return p ? task_session(p) : NULL;
}

static int tiocspgrp(struct tty_struct *real_tty, pid_t __user *p)
{
	struct pid *pgrp;
	pid_t pgrp_nr;
	int ret = tty_check_change(real_tty);

	if (ret == -EIO)
		return -ENOTTY;
	if (ret)
		return ret;
	if (current->signal->tty != real_tty ||
	    real_tty->session != task_session(current))
		return -ENOTTY;
	if (get_user(pgrp_nr, p))
		return -EFAULT;
	if (pgrp_nr < 0)
		return -EINVAL;

	read_lock(&tasklist_lock);
	pgrp = find_vpid(pgrp_nr);
	if (!pgrp) {
		ret = -ESRCH;
	} else if (session_of_pgrp(pgrp) != task_session(current)) {
		ret = -EPERM;
	} else {
		spin_lock_irq(&real_tty->ctrl_lock);
		put_pid(real_tty->pgrp);
		real_tty->pgrp = get_pid(pgrp);
		spin_unlock_irq(&real_tty->ctrl_lock);
	}
	read_unlock(&tasklist_lock);
	return ret;
}

static int tiocgsid(struct tty_struct *tty, struct tty_struct *real_tty,
		    pid_t __user *p)
{
	unsigned long flags;
	pid_t sid;

	if (tty == real_tty && current->signal->tty != real_tty)
		return -ENOTTY;
	spin_lock_irqsave(&real_tty->ctrl_lock, flags);
	sid = real_tty->session ? pid_vnr(real_tty->session) : -1;
	spin_unlock_irqrestore(&real_tty->ctrl_lock, flags);
	if (sid < 0)
		return -ENOTTY;
	return put_user(sid, p);
}

/**
 * tty_jobctrl_ioctl() - the ioctls of sessions and groups
 * @tty: the tty of the file
 * @real_tty: the slave, when that is a master
 * @file: the file
 * @cmd: TIOC*
 * @arg: its argument
 *
 * Context: process context.
 * Return: as ioctl(2); -ENOIOCTLCMD when it is none of these.
 */
long tty_jobctrl_ioctl(struct tty_struct *tty, struct tty_struct *real_tty,
		       struct file *file, unsigned int cmd, unsigned long arg)
{
	void __user *p = (void __user *)arg;

	switch (cmd) {
	case TIOCNOTTY:
		if (current->signal->tty != tty)
			return -ENOTTY;
		no_tty();
		return 0;
	case TIOCSCTTY:
		return tiocsctty(real_tty, file, arg);
	case TIOCGPGRP:
		return tiocgpgrp(tty, real_tty, p);
	case TIOCSPGRP:
		return tiocspgrp(real_tty, p);
	case TIOCGSID:
		return tiocgsid(tty, real_tty, p);
	}
	return -ENOIOCTLCMD;
}
