// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/fasync.c - SIGIO: a file tells its owner that it is ready
 *
 * Data       f_owner: whom to signal, and on whose behalf.  A driver's list of
 *            struct fasync_struct: files with FASYNC, to be told.
 * I1         The owner is signalled only if the one who set it could have sent
 *            the signal himself then.
 * I2         FASYNC is set in f_flags exactly while the file is on its driver's
 *            list.
 *
 * Locking    f_owner.lock; fasync_lock: the lists, fa_lock: fa_file, so that an
 *            interrupt can walk a list while a file leaves it.
 * Entry      fasync_helper() kill_fasync() f_setown() f_delown()
 *
 * Mirrors: the SIGIO part of Linux 4.19 fs/fcntl.c.
 */
#include "internal.h"

#include <linux/cred.h>
#include <linux/pid.h>
#include <linux/pid_namespace.h>
#include <linux/poll.h>
#include <linux/rcupdate.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/user_namespace.h>

#include "fasync.h"

static DEFINE_SPINLOCK(fasync_lock);

/* si_band of each POLL_* code. */
static const __poll_t band_table[NSIGPOLL] = {
	EPOLLIN | EPOLLRDNORM,			/* POLL_IN */
	EPOLLOUT | EPOLLWRNORM | EPOLLWRBAND,	/* POLL_OUT */
	EPOLLIN | EPOLLRDNORM | EPOLLMSG,	/* POLL_MSG */
	EPOLLERR,				/* POLL_ERR */
	EPOLLPRI | EPOLLRDBAND,			/* POLL_PRI */
	EPOLLHUP | EPOLLERR			/* POLL_HUP */
};

/* The owner. */

/**
 * __f_setown() - set who gets SIGIO
 * @filp: the file
 * @pid: process, group or thread
 * @type: enum pid_type of it
 * @force: even if there is one already
 *
 * Context: does not sleep.
 */
void __f_setown(struct file *filp, struct pid *pid, int type, int force)
{
	write_lock_irq(&filp->f_owner.lock);
	if (force || !filp->f_owner.pid) {
		put_pid(filp->f_owner.pid);
		filp->f_owner.pid = get_pid(pid);
		filp->f_owner.pid_type = type;
		if (pid) {
			const struct cred *cred = current_cred();

			filp->f_owner.uid = cred->uid;
			filp->f_owner.euid = cred->euid;
		}
	}
	write_unlock_irq(&filp->f_owner.lock);
}

/**
 * f_setown() - fcntl(F_SETOWN)
 * @filp: the file
 * @arg: a process, or minus a process group
 * @force: even if there is one already
 *
 * Context: does not sleep.
 * Return: 0, -ESRCH, -EINVAL.
 */
int f_setown(struct file *filp, unsigned long arg, int force)
{
	enum pid_type type = PIDTYPE_PID;
	struct pid *pid = NULL;
	int who = arg, ret = 0;

	if (who < 0) {
		if (who == INT_MIN)
			return -EINVAL;
		type = PIDTYPE_PGID;
		who = -who;
	}
	rcu_read_lock();
	if (who) {
		pid = find_vpid(who);
		if (!pid)
			ret = -ESRCH;
	}
	if (!ret)
		__f_setown(filp, pid, type, force);
	rcu_read_unlock();
	return ret;
}

/**
 * f_delown() - nobody gets SIGIO
 *
 * Context: does not sleep.
 */
void f_delown(struct file *filp)
{
	__f_setown(filp, NULL, PIDTYPE_PID, 1);
}

/**
 * f_getown() - fcntl(F_GETOWN)
 *
 * Context: does not sleep.
 * Return: a process, minus a process group, 0.
 */
pid_t f_getown(struct file *filp)
{
	pid_t pid;

	read_lock_irq(&filp->f_owner.lock);
	pid = pid_vnr(filp->f_owner.pid);
	if (filp->f_owner.pid_type == PIDTYPE_PGID)
		pid = -pid;
	read_unlock_irq(&filp->f_owner.lock);
	return pid;
}

static int f_setown_ex(struct file *filp, unsigned long arg)
{
	struct f_owner_ex owner;
	enum pid_type type;
	struct pid *pid;
	int ret = 0;

	if (copy_from_user(&owner, (void __user *)arg, sizeof(owner)))
		return -EFAULT;
	switch (owner.type) {
	case F_OWNER_TID:	/* a thread; see send_sigio_to_task() */
		type = PIDTYPE_MAX;
		break;
	case F_OWNER_PID:
		type = PIDTYPE_PID;
		break;
	case F_OWNER_PGRP:
		type = PIDTYPE_PGID;
		break;
	default:
		return -EINVAL;
	}
	rcu_read_lock();
	pid = find_vpid(owner.pid);
	if (owner.pid && !pid)
		ret = -ESRCH;
	else
		__f_setown(filp, pid, type, 1);
	rcu_read_unlock();
	return ret;
}

static int f_getown_ex(struct file *filp, unsigned long arg)
{
	struct f_owner_ex owner = {};

	read_lock_irq(&filp->f_owner.lock);
	owner.pid = pid_vnr(filp->f_owner.pid);
	switch (filp->f_owner.pid_type) {
	case PIDTYPE_MAX:
		owner.type = F_OWNER_TID;
		break;
	case PIDTYPE_PID:
		owner.type = F_OWNER_PID;
		break;
	case PIDTYPE_PGID:
		owner.type = F_OWNER_PGRP;
		break;
	}
	read_unlock_irq(&filp->f_owner.lock);
	if (copy_to_user((void __user *)arg, &owner, sizeof(owner)))
		return -EFAULT;
	return 0;
}

/**
 * fcntl_owner() - the owner commands of fcntl(2)
 * @cmd: F_SETOWN and kin
 * @arg: its argument
 * @filp: the file
 *
 * Context: may sleep.
 * Return: a value or an errno.
 */
long fcntl_owner(unsigned int cmd, unsigned long arg, struct file *filp)
{
	switch (cmd) {
	case F_GETOWN:
		return f_getown(filp);
	case F_SETOWN:
		return f_setown(filp, arg, 1);
	case F_GETOWN_EX:
		return f_getown_ex(filp, arg);
	case F_SETOWN_EX:
		return f_setown_ex(filp, arg);
	case F_GETSIG:
		return filp->f_owner.signum;
	case F_SETSIG:
		if (!valid_signal(arg))
			return -EINVAL;
		filp->f_owner.signum = arg;
		return 0;
	}
	return -EINVAL;
}

/* Sending. */

/* I1 */
static bool sigio_perm(struct task_struct *p, struct fown_struct *fown)
{
	const struct cred *cred;
	bool ret;

	rcu_read_lock();
	cred = __task_cred(p);
	ret = uid_eq(fown->euid, GLOBAL_ROOT_UID) ||
	      uid_eq(fown->euid, cred->suid) ||
	      uid_eq(fown->euid, cred->uid) ||
	      uid_eq(fown->uid, cred->suid) ||
	      uid_eq(fown->uid, cred->uid);
	rcu_read_unlock();
	return ret;
}

static void send_sigio_to_task(struct task_struct *p, struct fown_struct *fown,
			       int fd, int reason, bool group)
{
	int signum = READ_ONCE(fown->signum);
	struct siginfo si;

	if (!sigio_perm(p, fown))
		return;
	if (signum) {
		/* A queued signal with the file in it, while there is room. */
		memset(&si, 0, sizeof(si));
		si.si_signo = signum;
		si.si_code = reason;
		si.si_band = band_table[reason - POLL_IN];
		si.si_fd = fd;
		if (!do_send_sig_info(signum, &si, p, group))
			return;
	}
	do_send_sig_info(SIGIO, SEND_SIG_PRIV, p, group);
}

static void send_sigio(struct fown_struct *fown, int fd, int band)
{
	bool thread = false;
	struct task_struct *p;
	struct pid *pid;
	int type;

	read_lock(&fown->lock);
	type = fown->pid_type;
	pid = fown->pid;
	if (type == PIDTYPE_MAX) {
		type = PIDTYPE_PID;
		thread = true;
	}
	if (pid) {
		read_lock(&tasklist_lock);
		do_each_pid_task(pid, type, p) {
			send_sigio_to_task(p, fown, fd, band, !thread);
		} while_each_pid_task(pid, type, p);
		read_unlock(&tasklist_lock);
	}
	read_unlock(&fown->lock);
}

/**
 * send_sigurg() - SIGURG to the owner: out-of-band data came
 * @fown: the file's owner
 *
 * Context: any.
 * Return: 1 if there is an owner.
 */
int send_sigurg(struct fown_struct *fown)
{
	struct task_struct *p;
	struct pid *pid;
	int type, ret = 0;

	read_lock(&fown->lock);
	type = fown->pid_type == PIDTYPE_MAX ? PIDTYPE_PID : fown->pid_type;
	pid = fown->pid;
	if (pid) {
		ret = 1;
		read_lock(&tasklist_lock);
		do_each_pid_task(pid, type, p) {
			if (sigio_perm(p, fown))
				do_send_sig_info(SIGURG, SEND_SIG_PRIV, p,
						 true);
		} while_each_pid_task(pid, type, p);
		read_unlock(&tasklist_lock);
	}
	read_unlock(&fown->lock);
	return ret;
}

/* Drivers' lists. */

static void fasync_free_rcu(struct rcu_head *head)
{
	kfree(container_of(head, struct fasync_struct, fa_rcu));
}

/* Return: 1 if the file was on the list. */
static int fasync_remove_entry(struct file *filp, struct fasync_struct **fapp)
{
	struct fasync_struct *fa, **fp;
	int result = 0;

	spin_lock(&filp->f_lock);
	spin_lock(&fasync_lock);
	for (fp = fapp; (fa = *fp) != NULL; fp = &fa->fa_next) {
		if (fa->fa_file != filp)
			continue;
		write_lock_irq(&fa->fa_lock);
		fa->fa_file = NULL;
		write_unlock_irq(&fa->fa_lock);
		*fp = fa->fa_next;
		call_rcu(&fa->fa_rcu, fasync_free_rcu);
		filp->f_flags &= ~FASYNC;
		result = 1;
		break;
	}
	spin_unlock(&fasync_lock);
	spin_unlock(&filp->f_lock);
	return result;
}

/* Return: 1 if it is new on the list, or -ENOMEM. */
static int fasync_add_entry(int fd, struct file *filp,
			    struct fasync_struct **fapp)
{
	struct fasync_struct *new, *fa;
	int result = 0;

	new = kmalloc(sizeof(*new), GFP_KERNEL);
	if (!new)
		return -ENOMEM;
	spin_lock(&filp->f_lock);
	spin_lock(&fasync_lock);
	for (fa = *fapp; fa; fa = fa->fa_next) {
		if (fa->fa_file != filp)
			continue;
		write_lock_irq(&fa->fa_lock);
		fa->fa_fd = fd;
		write_unlock_irq(&fa->fa_lock);
		kfree(new);
		goto out;
	}
	rwlock_init(&new->fa_lock);
	new->magic = FASYNC_MAGIC;
	new->fa_file = filp;
	new->fa_fd = fd;
	new->fa_next = *fapp;
	rcu_assign_pointer(*fapp, new);
	result = 1;
	filp->f_flags |= FASYNC;
out:
	spin_unlock(&fasync_lock);
	spin_unlock(&filp->f_lock);
	return result;
}

/**
 * fasync_helper() - what a driver's ->fasync() does
 * @fd: the descriptor
 * @filp: the file
 * @on: wants signals, or no longer
 * @fapp: the driver's list
 *
 * Context: may sleep.
 * Return: 1 if the list changed, 0, or -ENOMEM.
 */
int fasync_helper(int fd, struct file *filp, int on,
		  struct fasync_struct **fapp)
{
	if (!on)
		return fasync_remove_entry(filp, fapp);
	return fasync_add_entry(fd, filp, fapp);
}

/**
 * kill_fasync() - signal the owners of the files on a list
 * @fp: the driver's list
 * @sig: SIGIO, or SIGURG
 * @band: POLL_IN, POLL_OUT ...
 *
 * Context: any, interrupts included.
 */
void kill_fasync(struct fasync_struct **fp, int sig, int band)
{
	struct fasync_struct *fa;
	unsigned long flags;

	if (!*fp)
		return;
	rcu_read_lock();
	for (fa = rcu_dereference(*fp); fa; fa = rcu_dereference(fa->fa_next)) {
		read_lock_irqsave(&fa->fa_lock, flags);
		/* SIGURG is sent only to who asked for a signal of his own. */
		if (fa->fa_file && !(sig == SIGURG &&
				     fa->fa_file->f_owner.signum == 0))
			send_sigio(&fa->fa_file->f_owner, fa->fa_fd, band);
		read_unlock_irqrestore(&fa->fa_lock, flags);
	}
	rcu_read_unlock();
}
