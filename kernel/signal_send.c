// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/signal_send.c - sending signals
 *
 *	group_send_sig_info, send_sig, force_sig, send_sigqueue ...
 *	  -> __send_signal()	prepare_signal(): stop and continue, ignored?
 *				queue entry, bit
 *	    -> complete_signal()	which thread wakes up for it
 *
 * I1         a fatal signal (SIG_DFL, not blocked) ends the process at the
 *            time of sending: SIGNAL_GROUP_EXIT is set and every thread gets
 *            SIGKILL, so none of them runs user code for long.
 * I2         SIGCONT and the stop signals annihilate each other: none of one
 *            kind is pending when one of the other kind is sent.
 * Locking    sighand->siglock of the receiver; tasklist_lock (R) or RCU to
 *            find it.
 * Entry      __group_send_sig_info() do_send_sig_info() send_sig()
 *            force_sig_info() force_sig_fault() send_sigqueue()
 * Mirrors: Linux 4.19 kernel/signal.c, that part.  signal_kill.c finds
 * receivers and checks permissions.
 */
#include <linux/sched/signal.h>

#include <linux/cred.h>
#include <linux/export.h>
#include <linux/pid_namespace.h>
#include <linux/sched/jobctl.h>
#include <linux/user_namespace.h>

#include "signal.h"

static bool si_fromuser(const struct siginfo *info)
{
	return info == SEND_SIG_NOINFO ||
	       (!is_si_special(info) && SI_FROMUSER(info));
}

/* @force: the sender is above the receiver's init. */
static bool sig_task_ignored(struct task_struct *t, int sig, bool force)
{
	__sighandler_t handler = t->sighand->action[sig - 1].sa.sa_handler;

	if (unlikely(t->signal->flags & SIGNAL_UNKILLABLE) &&
	    handler == SIG_DFL && !(force && sig_kernel_only(sig)))
		return true;
	return sig_handler_ignored(handler, sig);
}

static bool sig_ignored(struct task_struct *t, int sig, bool force)
{
	/* Its handler may be another one by the time it is unblocked. */
	if (sigismember(&t->blocked, sig) || sigismember(&t->real_blocked, sig))
		return false;
	/* A tracer sees all signals but SIGKILL. */
	if (t->ptrace && sig != SIGKILL)
		return false;
	return sig_task_ignored(t, sig, force);
}

/* A stop signal: SIGCONTs that did not act yet are void. */
static void prepare_stop(struct task_struct *p)
{
	struct task_struct *t;
	sigset_t flush;

	siginitset(&flush, sigmask(SIGCONT));
	flush_sigqueue_mask(&flush, &p->signal->shared_pending);
	for_each_thread(p, t)
		flush_sigqueue_mask(&flush, &t->pending);
}

/* SIGCONT acts here and now, even if it is blocked or ignored. */
static void prepare_cont(struct task_struct *p)
{
	struct signal_struct *signal = p->signal;
	struct task_struct *t;
	unsigned int why = 0;
	sigset_t flush;

	siginitset(&flush, SIG_KERNEL_STOP_MASK);
	flush_sigqueue_mask(&flush, &signal->shared_pending);
	for_each_thread(p, t) {
		flush_sigqueue_mask(&flush, &t->pending);
		task_clear_jobctl_pending(t, JOBCTL_STOP_PENDING);
		wake_up_state(t, __TASK_STOPPED);
	}

	/*
	 * The parent learns of it from get_signal() in the first thread that
	 * runs.  A stop that was not complete counts as one that was.
	 */
	if (signal->flags & SIGNAL_STOP_STOPPED)
		why |= SIGNAL_CLD_CONTINUED;
	else if (signal->group_stop_count)
		why |= SIGNAL_CLD_STOPPED;
	if (why) {
		signal_set_stop_flags(signal, why | SIGNAL_STOP_CONTINUED);
		signal->group_stop_count = 0;
		signal->group_exit_code = 0;
	}
}

/* Return: is the signal to be queued? */
static bool prepare_signal(int sig, struct task_struct *p, bool force)
{
	struct signal_struct *signal = p->signal;

	if (signal->flags & (SIGNAL_GROUP_EXIT | SIGNAL_GROUP_COREDUMP)) {
		if (!(signal->flags & SIGNAL_GROUP_EXIT))
			return sig == SIGKILL;
		/* It is dying; nothing needs to be done, nothing breaks. */
	} else if (sig_kernel_stop(sig)) {
		prepare_stop(p);
	} else if (sig == SIGCONT) {
		prepare_cont(p);
	}
	return !sig_ignored(p, sig, force);
}

/* Would @p take the signal soon, if woken? */
static bool wants_signal(int sig, struct task_struct *p)
{
	if (sigismember(&p->blocked, sig))
		return false;
	if (p->flags & PF_EXITING)
		return false;
	if (sig == SIGKILL)
		return true;
	if (task_is_stopped_or_traced(p))
		return false;
	return task_curr(p) || !signal_pending(p);
}

/* I1 */
static void kill_group(int sig, struct task_struct *p)
{
	struct signal_struct *signal = p->signal;
	struct task_struct *t = p;

	signal->flags = SIGNAL_GROUP_EXIT;
	signal->group_exit_code = sig;
	signal->group_stop_count = 0;
	do {
		task_clear_jobctl_pending(t, JOBCTL_PENDING_MASK);
		sigaddset(&t->pending.signal, SIGKILL);
		signal_wake_up(t, 1);
	} while_each_thread(p, t);
}

/**
 * complete_signal() - a signal was queued: let somebody look
 * @sig: its number
 * @p: the receiver, or one thread of it
 * @group: any thread will do
 *
 * Context: siglock held.
 */
void complete_signal(int sig, struct task_struct *p, int group)
{
	struct signal_struct *signal = p->signal;
	struct task_struct *t;

	if (wants_signal(sig, p)) {
		t = p;
	} else if (!group || thread_group_empty(p)) {
		/* It will find the signal when it unblocks it. */
		return;
	} else {
		/* Take turns, starting with who took the last one. */
		t = signal->curr_target;
		while (!wants_signal(sig, t)) {
			t = next_thread(t);
			if (t == signal->curr_target)
				return;
		}
		signal->curr_target = t;
	}

	/* A core dump needs the registers of the thread that takes it. */
	if (sig_fatal(p, sig) && !(signal->flags & SIGNAL_GROUP_EXIT) &&
	    !sigismember(&t->real_blocked, sig) &&
	    (sig == SIGKILL || !p->ptrace) && !sig_kernel_coredump(sig)) {
		kill_group(sig, p);
		return;
	}
	signal_wake_up(t, sig == SIGKILL);
}

/**
 * signal_wake_up_state() - make a task look at its signals
 * @t: the task
 * @state: sleep states it leaves, besides TASK_INTERRUPTIBLE
 *
 * Context: siglock held.
 */
void signal_wake_up_state(struct task_struct *t, unsigned int state)
{
	set_tsk_thread_flag(t, TIF_SIGPENDING);
	/*
	 * In user mode it would not look before its next entry; in the
	 * kernel it looks on its way out.
	 */
	if (!wake_up_state(t, state | TASK_INTERRUPTIBLE))
		kick_process(t);
}

static void fill_info(siginfo_t *to, int sig, struct siginfo *info,
		      struct task_struct *t, bool from_ancestor_ns)
{
	if (!is_si_special(info)) {
		copy_siginfo(to, info);
		if (from_ancestor_ns)
			to->si_pid = 0;
		return;
	}
	clear_siginfo(to);
	to->si_signo = sig;
	if (info != SEND_SIG_NOINFO) {
		to->si_code = SI_KERNEL;
		return;
	}
	to->si_code = SI_USER;
	/* As the receiver would name the sender; 0 when it cannot. */
	to->si_pid = task_tgid_nr_ns(current, task_active_pid_ns(t));
	rcu_read_lock();
	to->si_uid = from_kuid_munged(task_cred_xxx(t, user_ns),
				      current_uid());
	rcu_read_unlock();
}

static void signalfd_notify(struct task_struct *t)
{
	if (unlikely(waitqueue_active(&t->sighand->signalfd_wqh)))
		wake_up(&t->sighand->signalfd_wqh);
}

static int __send_signal(int sig, struct siginfo *info, struct task_struct *t,
			 int group, bool from_ancestor_ns)
{
	struct sigpending *pending;
	struct sigqueue *q;
	int override_rlimit;

	lockdep_assert_held(&t->sighand->siglock);

	if (!prepare_signal(sig, t, from_ancestor_ns ||
			    info == SEND_SIG_FORCED))
		return 0;

	pending = group ? &t->signal->shared_pending : &t->pending;
	/* One is enough of a classic signal. */
	if (sig < SIGRTMIN_KERNEL && sigismember(&pending->signal, sig))
		return 0;

	/* SIGKILL is not delivered, so nobody will see its siginfo. */
	if (info == SEND_SIG_FORCED)
		goto out_set;

	override_rlimit = sig < SIGRTMIN_KERNEL &&
			  (is_si_special(info) || info->si_code >= 0);
	q = __sigqueue_alloc(sig, t, GFP_ATOMIC, override_rlimit);
	if (q) {
		fill_info(&q->info, sig, info, t, from_ancestor_ns);
		list_add_tail(&q->list, &pending->list);
	} else if (!is_si_special(info) && sig >= SIGRTMIN_KERNEL &&
		   info->si_code != SI_USER) {
		/* The sender of sigqueue(3) counts on its data: tell it. */
		return -EAGAIN;
	}

out_set:
	signalfd_notify(t);
	sigaddset(&pending->signal, sig);
	complete_signal(sig, t, group);
	return 0;
}

static int send_signal(int sig, struct siginfo *info, struct task_struct *t,
		       int group)
{
	bool from_ancestor_ns;

	from_ancestor_ns = si_fromuser(info) &&
			   !task_pid_nr_ns(current, task_active_pid_ns(t));
	return __send_signal(sig, info, t, group, from_ancestor_ns);
}

/**
 * __group_send_sig_info() - to a process, permission checked
 * @sig: 1..64
 * @info: siginfo or SEND_SIG_*
 * @p: any thread of it
 *
 * Context: siglock held.
 * Return: 0 or -EAGAIN.
 */
int __group_send_sig_info(int sig, struct siginfo *info, struct task_struct *p)
{
	return send_signal(sig, info, p, 1);
}

/**
 * do_send_sig_info() - to a process or a thread, permission checked
 * @sig: 1..64
 * @info: siginfo or SEND_SIG_*
 * @p: receiver, kept by the caller or RCU
 * @group: to its process
 *
 * Context: any.
 * Return: 0, -EAGAIN, or -ESRCH when @p is reaped.
 */
int do_send_sig_info(int sig, struct siginfo *info, struct task_struct *p,
		     bool group)
{
	unsigned long flags;
	int ret = -ESRCH;

	if (lock_task_sighand(p, &flags)) {
		ret = send_signal(sig, info, p, group);
		unlock_task_sighand(p, &flags);
	}
	return ret;
}

/**
 * force_sig_info() - a signal that the task cannot dodge
 * @sig: 1..64
 * @info: siginfo or SEND_SIG_PRIV
 * @t: current, mostly
 *
 * For what the task did itself.  If it blocks or ignores the signal it is
 * killed; that holds for init, too.
 *
 * Context: any, siglock not held.
 * Return: 0.
 */
int force_sig_info(int sig, struct siginfo *info, struct task_struct *t)
{
	struct k_sigaction *action;
	unsigned long flags;
	bool blocked, ignored;
	int ret;

	spin_lock_irqsave(&t->sighand->siglock, flags);
	action = &t->sighand->action[sig - 1];
	ignored = action->sa.sa_handler == SIG_IGN;
	blocked = sigismember(&t->blocked, sig);
	if (blocked || ignored) {
		action->sa.sa_handler = SIG_DFL;
		if (blocked) {
			sigdelset(&t->blocked, sig);
			recalc_sigpending_and_wake(t);
		}
	}
	if (action->sa.sa_handler == SIG_DFL && !t->ptrace)
		t->signal->flags &= ~SIGNAL_UNKILLABLE;
	ret = send_signal(sig, info, t, 0);
	spin_unlock_irqrestore(&t->sighand->siglock, flags);
	return ret;
}

/**
 * force_sig() - force_sig_info() "from the kernel"
 */
void force_sig(int sig, struct task_struct *p)
{
	force_sig_info(sig, SEND_SIG_PRIV, p);
}
EXPORT_SYMBOL(force_sig);

/**
 * force_sigsegv() - the frame of a signal could not be set up
 * @sig: that signal; if it is SIGSEGV its handler must not run again
 * @p: current
 *
 * Context: process context.
 * Return: 0.
 */
int force_sigsegv(int sig, struct task_struct *p)
{
	unsigned long flags;

	if (sig == SIGSEGV) {
		spin_lock_irqsave(&p->sighand->siglock, flags);
		p->sighand->action[sig - 1].sa.sa_handler = SIG_DFL;
		spin_unlock_irqrestore(&p->sighand->siglock, flags);
	}
	force_sig(SIGSEGV, p);
	return 0;
}

static void fault_info(siginfo_t *info, int sig, int code, void __user *addr)
{
	clear_siginfo(info);
	info->si_signo = sig;
	info->si_code = code;
	info->si_addr = (void __force *)addr;
}

/**
 * force_sig_fault() - an instruction of @t faulted
 * @sig: SIGSEGV, SIGBUS, SIGILL, SIGFPE or SIGTRAP
 * @code: si_code
 * @addr: si_addr
 * @t: current
 *
 * Context: any.
 * Return: 0.
 */
int force_sig_fault(int sig, int code, void __user *addr,
		    struct task_struct *t)
{
	siginfo_t info;

	fault_info(&info, sig, code, addr);
	return force_sig_info(sig, &info, t);
}

/**
 * send_sig_info() - to one thread, permission checked
 * @sig: 1..64
 * @info: siginfo or SEND_SIG_*
 * @p: receiver, kept by the caller or RCU
 *
 * Context: any.
 * Return: 0, -EINVAL, -EAGAIN or -ESRCH.
 */
int send_sig_info(int sig, struct siginfo *info, struct task_struct *p)
{
	if (!valid_signal(sig))
		return -EINVAL;
	return do_send_sig_info(sig, info, p, false);
}
EXPORT_SYMBOL(send_sig_info);

/**
 * send_sig() - send_sig_info() without siginfo
 * @priv: from the kernel, not from current
 */
int send_sig(int sig, struct task_struct *p, int priv)
{
	return send_sig_info(sig, priv ? SEND_SIG_PRIV : SEND_SIG_NOINFO, p);
}
EXPORT_SYMBOL(send_sig);

/**
 * sigqueue_alloc() - an entry that a POSIX timer keeps
 *
 * Context: process context.
 * Return: the entry, on account of current's user, or NULL.
 */
struct sigqueue *sigqueue_alloc(void)
{
	struct sigqueue *q = __sigqueue_alloc(-1, current, GFP_KERNEL, 0);

	if (q)
		q->flags |= SIGQUEUE_PREALLOC;
	return q;
}

/**
 * sigqueue_free() - the timer goes
 * @q: its entry; when it is queued just now, the dequeue will free it
 *
 * Context: process context; current's process is the receiver.
 */
void sigqueue_free(struct sigqueue *q)
{
	spinlock_t *lock = &current->sighand->siglock;
	unsigned long flags;

	spin_lock_irqsave(lock, flags);
	q->flags &= ~SIGQUEUE_PREALLOC;
	if (!list_empty(&q->list))
		q = NULL;
	spin_unlock_irqrestore(lock, flags);
	if (q)
		__sigqueue_free(q);
}

/**
 * send_sigqueue() - a POSIX timer fires
 * @q: its entry, with siginfo
 * @t: receiver, kept by the caller or RCU
 * @group: to its process
 *
 * Context: any.
 * Return: 0 sent, or still queued: then only si_overrun grows; 1 ignored;
 * -1 @t is reaped.
 */
int send_sigqueue(struct sigqueue *q, struct task_struct *t, int group)
{
	int sig = q->info.si_signo;
	struct sigpending *pending;
	unsigned long flags;
	int ret = -1;

	if (!lock_task_sighand(t, &flags))
		return ret;

	ret = 1;
	if (!prepare_signal(sig, t, false))
		goto out;
	ret = 0;
	if (unlikely(!list_empty(&q->list))) {
		q->info.si_overrun++;
		goto out;
	}
	q->info.si_overrun = 0;
	signalfd_notify(t);
	pending = group ? &t->signal->shared_pending : &t->pending;
	list_add_tail(&q->list, &pending->list);
	sigaddset(&pending->signal, sig);
	complete_signal(sig, t, group);
out:
	unlock_task_sighand(t, &flags);
	return ret;
}
