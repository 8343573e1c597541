// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/signal.c - pending signals: queue entries, dequeueing, stop bits
 *
 *	task->pending			for this thread
 *	signal->shared_pending		for the process: any thread takes it
 *	  .signal	set of the pending ones
 *	  .list		sigqueue entries: the siginfo of each occurrence
 *
 * A signal below SIGRTMIN is queued once however often it is sent; the
 * others once for each time.
 *
 * I1         TIF_SIGPENDING is set when a signal that is not blocked, or a
 *            group stop, waits for the task.  It may be set without a reason
 *            (the way to user mode then finds nothing), never missing.
 * I2         a bit of pending.signal is clear only if the list has no entry
 *            of that signal.
 * I3         user->sigpending counts the entries that a user's processes
 *            have caused; an entry holds a reference to the user.
 * Locking    sighand->siglock, interrupts off: everything here.  Order:
 *            tasklist_lock > siglock > pi_lock, rq->lock.
 * Entry      dequeue_signal() recalc_sigpending() lock_task_sighand()
 *            flush_signals() task_set_jobctl_pending()
 * Mirrors: Linux 4.19 kernel/signal.c.  Its other parts: signal_send.c,
 * signal_kill.c (sending), signal_mask.c (blocking), signal_info.c (siginfo
 * to and from user space), signal_deliver.c (get_signal(), stop),
 * signal_notify.c (telling the parent), signal_syscalls.c.
 */
#include <linux/sched/signal.h>

#include <linux/cred.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/posix-timers.h>
#include <linux/sched/jobctl.h>
#include <linux/sched/user.h>
#include <linux/slab.h>

#include "signal.h"

static struct kmem_cache *sigqueue_cachep;

int show_unhandled_signals = 1;

/**
 * signals_init() - make the cache of queue entries
 *
 * Context: boot.
 */
void __init signals_init(void)
{
	sigqueue_cachep = kmem_cache_create("sigqueue",
					    sizeof(struct sigqueue), 0,
					    SLAB_PANIC, NULL);
}

/**
 * __lock_task_sighand() - take the siglock of a task that may be exiting
 * @tsk: a task that RCU or a reference keeps
 * @flags: of spin_lock_irqsave()
 *
 * Context: any; returns with the lock held and interrupts off.
 * Return: the sighand, NULL when @tsk was reaped: no lock then.
 */
struct sighand_struct *__lock_task_sighand(struct task_struct *tsk,
					   unsigned long *flags)
{
	struct sighand_struct *sighand;

	rcu_read_lock();
	for (;;) {
		sighand = rcu_dereference(tsk->sighand);
		if (unlikely(sighand == NULL))
			break;
		/*
		 * Its memory stays a sighand_struct while RCU is held, so the
		 * lock is a lock; but it may be another process's by now.
		 */
		spin_lock_irqsave(&sighand->siglock, *flags);
		if (likely(sighand == tsk->sighand))
			break;
		spin_unlock_irqrestore(&sighand->siglock, *flags);
	}
	rcu_read_unlock();
	return sighand;
}
EXPORT_SYMBOL_GPL(__lock_task_sighand);

/**
 * __sigqueue_alloc() - an entry on account of @t's user
 * @sig: unused but for the accounting message
 * @t: who gets the signal
 * @flags: GFP_*
 * @override_rlimit: the signal must not be lost to RLIMIT_SIGPENDING
 *
 * Context: any, depending on @flags.
 * Return: the entry or NULL.
 */
struct sigqueue *__sigqueue_alloc(int sig, struct task_struct *t, gfp_t flags,
				  int override_rlimit)
{
	struct sigqueue *q = NULL;
	struct user_struct *user;

	rcu_read_lock();
	user = get_uid(__task_cred(t)->user);
	atomic_inc(&user->sigpending);
	rcu_read_unlock();

	if (override_rlimit ||
	    (unsigned long)atomic_read(&user->sigpending) <=
	    task_rlimit(t, RLIMIT_SIGPENDING))
		q = kmem_cache_alloc(sigqueue_cachep, flags);

	if (unlikely(q == NULL)) {
		atomic_dec(&user->sigpending);
		free_uid(user);
		return NULL;
	}
	INIT_LIST_HEAD(&q->list);
	q->flags = 0;
	q->user = user;
	return q;
}

/**
 * __sigqueue_free() - return an entry, unless a timer owns it
 * @q: not on any list
 *
 * Context: any.
 */
void __sigqueue_free(struct sigqueue *q)
{
	if (q->flags & SIGQUEUE_PREALLOC)
		return;
	atomic_dec(&q->user->sigpending);
	free_uid(q->user);
	kmem_cache_free(sigqueue_cachep, q);
}

/**
 * flush_sigqueue() - forget all signals of a queue
 * @queue: not reachable any more, or siglock held
 *
 * Context: any.
 */
void flush_sigqueue(struct sigpending *queue)
{
	struct sigqueue *q;

	sigemptyset(&queue->signal);
	while (!list_empty(&queue->list)) {
		q = list_first_entry(&queue->list, struct sigqueue, list);
		list_del_init(&q->list);
		__sigqueue_free(q);
	}
}

/**
 * flush_sigqueue_mask() - forget some signals of a queue
 * @mask: which
 * @s: the queue
 *
 * Context: siglock held.
 */
void flush_sigqueue_mask(sigset_t *mask, struct sigpending *s)
{
	struct sigqueue *q, *n;
	sigset_t m;

	sigandsets(&m, mask, &s->signal);
	if (sigisemptyset(&m))
		return;

	sigandnsets(&s->signal, &s->signal, mask);
	list_for_each_entry_safe(q, n, &s->list, list) {
		if (sigismember(mask, q->info.si_signo)) {
			list_del_init(&q->list);
			__sigqueue_free(q);
		}
	}
}

/* Signals of timers only; others with the same number stay. */
static void __flush_itimer_signals(struct sigpending *pending)
{
	struct sigqueue *q, *n;
	sigset_t signal = pending->signal;
	sigset_t retain;

	sigemptyset(&retain);
	list_for_each_entry_safe(q, n, &pending->list, list) {
		if (q->info.si_code != SI_TIMER) {
			sigaddset(&retain, q->info.si_signo);
			continue;
		}
		sigdelset(&signal, q->info.si_signo);
		list_del_init(&q->list);
		__sigqueue_free(q);
	}
	sigorsets(&pending->signal, &signal, &retain);
}

/**
 * flush_itimer_signals() - exec has deleted the timers: their signals too
 *
 * Context: process context.
 */
void flush_itimer_signals(void)
{
	struct task_struct *tsk = current;
	unsigned long flags;

	spin_lock_irqsave(&tsk->sighand->siglock, flags);
	__flush_itimer_signals(&tsk->pending);
	__flush_itimer_signals(&tsk->signal->shared_pending);
	spin_unlock_irqrestore(&tsk->sighand->siglock, flags);
}

/**
 * flush_signals() - forget all pending signals of a kernel thread
 * @t: current
 *
 * Context: process context.
 */
void flush_signals(struct task_struct *t)
{
	unsigned long flags;

	spin_lock_irqsave(&t->sighand->siglock, flags);
	clear_tsk_thread_flag(t, TIF_SIGPENDING);
	flush_sigqueue(&t->pending);
	flush_sigqueue(&t->signal->shared_pending);
	spin_unlock_irqrestore(&t->sighand->siglock, flags);
}
EXPORT_SYMBOL(flush_signals);

/**
 * ignore_signals() - a kernel thread is deaf
 * @t: current
 *
 * Context: process context.
 */
void ignore_signals(struct task_struct *t)
{
	int i;

	for (i = 0; i < _NSIG; i++)
		t->sighand->action[i].sa.sa_handler = SIG_IGN;
	flush_signals(t);
}

/**
 * flush_signal_handlers() - execve: handlers are gone with the program
 * @t: current, its sighand is not shared
 * @force_default: also what was ignored becomes SIG_DFL
 *
 * Context: process context.
 */
void flush_signal_handlers(struct task_struct *t, int force_default)
{
	struct k_sigaction *ka = &t->sighand->action[0];
	int i;

	for (i = _NSIG; i != 0; i--, ka++) {
		if (force_default || ka->sa.sa_handler != SIG_IGN)
			ka->sa.sa_handler = SIG_DFL;
		ka->sa.sa_flags = 0;
		ka->sa.sa_restorer = NULL;
		sigemptyset(&ka->sa.sa_mask);
	}
}

/**
 * unhandled_signal() - will @sig end @tsk for want of a handler?
 * @tsk: current
 * @sig: 1..64
 *
 * Context: any; a hint for messages only.
 */
int unhandled_signal(struct task_struct *tsk, int sig)
{
	__sighandler_t handler = tsk->sighand->action[sig - 1].sa.sa_handler;

	if (is_global_init(tsk))
		return 1;
	return handler == SIG_IGN || handler == SIG_DFL;
}

/* Does @p have a signal that @blocked lets through? */
static bool has_pending(const struct sigpending *p, const sigset_t *blocked)
{
	return (p->signal.sig[0] & ~blocked->sig[0]) != 0;
}

static bool recalc_sigpending_tsk(struct task_struct *t)
{
	if ((t->jobctl & JOBCTL_PENDING_MASK) ||
	    has_pending(&t->pending, &t->blocked) ||
	    has_pending(&t->signal->shared_pending, &t->blocked)) {
		set_tsk_thread_flag(t, TIF_SIGPENDING);
		return true;
	}
	/*
	 * The flag of another task is not cleared: it may be on its way to
	 * look, and kthreads get it by kick_process() without a signal.
	 */
	return false;
}

/**
 * recalc_sigpending_and_wake() - after another task's mask has shrunk
 *
 * Context: siglock held.
 */
void recalc_sigpending_and_wake(struct task_struct *t)
{
	if (recalc_sigpending_tsk(t))
		signal_wake_up(t, 0);
}

/**
 * recalc_sigpending() - make current's TIF_SIGPENDING exact
 *
 * Context: siglock held.
 */
void recalc_sigpending(void)
{
	if (!recalc_sigpending_tsk(current))
		clear_thread_flag(TIF_SIGPENDING);
}
EXPORT_SYMBOL(recalc_sigpending);

/**
 * next_signal() - which signal goes first
 * @pending: queue
 * @mask: blocked ones
 *
 * Those that an instruction caused go before others: their si_addr belongs
 * to the registers as they are now.
 *
 * Context: siglock held.
 * Return: 1..64, or 0.
 */
int next_signal(struct sigpending *pending, sigset_t *mask)
{
	unsigned long x = pending->signal.sig[0] & ~mask->sig[0];

	if (!x)
		return 0;
	if (x & SYNCHRONOUS_MASK)
		x &= SYNCHRONOUS_MASK;
	return __ffs(x) + 1;
}

/* @q is the first entry of its signal, or NULL. */
static void take_info(int sig, struct sigqueue *q, siginfo_t *info,
		      bool *resched_timer)
{
	if (q) {
		list_del_init(&q->list);
		copy_siginfo(info, &q->info);
		*resched_timer = (q->flags & SIGQUEUE_PREALLOC) &&
				 info->si_code == SI_TIMER &&
				 info->si_sys_private;
		__sigqueue_free(q);
		return;
	}
	/* The entry could not be allocated; the signal came all the same. */
	clear_siginfo(info);
	info->si_signo = sig;
	info->si_code = SI_USER;
}

static void collect_signal(int sig, struct sigpending *list, siginfo_t *info,
			   bool *resched_timer)
{
	struct sigqueue *q, *first = NULL;
	bool more = false;

	list_for_each_entry(q, &list->list, list) {
		if (q->info.si_signo != sig)
			continue;
		if (first) {
			more = true;
			break;
		}
		first = q;
	}
	if (!more)
		sigdelset(&list->signal, sig);
	take_info(sig, first, info, resched_timer);
}

static int __dequeue_signal(struct sigpending *pending, sigset_t *mask,
			    siginfo_t *info, bool *resched_timer)
{
	int sig = next_signal(pending, mask);

	if (sig)
		collect_signal(sig, pending, info, resched_timer);
	return sig;
}

/*
 * ITIMER_REAL starts again when its signal is taken, not when it fires: so a
 * program that does not take SIGALRM costs no timer interrupts.
 */
static void rearm_itimer_real(struct signal_struct *sig)
{
	struct hrtimer *tmr = &sig->real_timer;

	if (hrtimer_is_queued(tmr) || sig->it_real_incr == 0)
		return;
	hrtimer_forward(tmr, tmr->base->get_time(), sig->it_real_incr);
	hrtimer_restart(tmr);
}

/**
 * dequeue_signal() - take one signal
 * @tsk: current
 * @mask: leave these
 * @info: gets its siginfo
 *
 * Context: siglock held, interrupts off; may drop it for a moment when the
 * signal is a POSIX timer's.
 * Return: 1..64, or 0.
 */
int dequeue_signal(struct task_struct *tsk, sigset_t *mask, siginfo_t *info)
{
	bool resched_timer = false;
	int signr;

	signr = __dequeue_signal(&tsk->pending, mask, info, &resched_timer);
	if (!signr) {
		signr = __dequeue_signal(&tsk->signal->shared_pending, mask,
					 info, &resched_timer);
		if (unlikely(signr == SIGALRM))
			rearm_itimer_real(tsk->signal);
	}

	recalc_sigpending();
	if (!signr)
		return 0;

	/*
	 * Between here and do_signal_stop() siglock is dropped: a SIGCONT
	 * that comes then clears this, and the stop does not happen.
	 */
	if (unlikely(sig_kernel_stop(signr)))
		current->jobctl |= JOBCTL_STOP_DEQUEUED;

	if (resched_timer) {
		spin_unlock(&tsk->sighand->siglock);
		posixtimer_rearm(info);
		spin_lock(&tsk->sighand->siglock);
		info->si_sys_private = 0;
	}
	return signr;
}
EXPORT_SYMBOL_GPL(dequeue_signal);

/**
 * dequeue_synchronous_signal() - a fault of current, before anything else
 * @info: gets its siginfo
 *
 * A program can also send itself SIGSEGV; that one has no right to go first.
 *
 * Context: siglock held.
 * Return: its number, or 0.
 */
int dequeue_synchronous_signal(siginfo_t *info)
{
	struct sigpending *pending = &current->pending;
	struct sigqueue *q, *sync = NULL;
	bool unused;

	if (!((pending->signal.sig[0] & ~current->blocked.sig[0]) &
	      SYNCHRONOUS_MASK))
		return 0;

	list_for_each_entry(q, &pending->list, list) {
		if (q->info.si_code > SI_USER &&
		    (sigmask(q->info.si_signo) & SYNCHRONOUS_MASK) &&
		    q->info.si_signo < SIGRTMIN_KERNEL) {
			sync = q;
			break;
		}
	}
	if (!sync)
		return 0;

	/* Another entry of the same signal keeps its bit. */
	list_for_each_entry(q, &pending->list, list)
		if (q != sync && q->info.si_signo == sync->info.si_signo)
			goto still_pending;
	sigdelset(&pending->signal, sync->info.si_signo);
still_pending:
	take_info(sync->info.si_signo, sync, info, &unused);
	recalc_sigpending();
	return info->si_signo;
}

/**
 * task_set_jobctl_pending() - ask a task to stop
 * @task: of a process whose siglock is held
 * @mask: JOBCTL_STOP_* and the signal's number
 *
 * Context: siglock held.
 * Return: false when the task is dying and will not stop.
 */
bool task_set_jobctl_pending(struct task_struct *task, unsigned long mask)
{
	if (unlikely(fatal_signal_pending(task) || (task->flags & PF_EXITING)))
		return false;
	if (mask & JOBCTL_STOP_SIGMASK)
		task->jobctl &= ~JOBCTL_STOP_SIGMASK;
	task->jobctl |= mask;
	return true;
}

/**
 * task_clear_jobctl_pending() - take that back
 * @task: of a process whose siglock is held
 * @mask: JOBCTL_*_PENDING bits
 *
 * Context: siglock held.
 */
void task_clear_jobctl_pending(struct task_struct *task, unsigned long mask)
{
	if (mask & JOBCTL_STOP_PENDING)
		mask |= JOBCTL_STOP_CONSUME | JOBCTL_STOP_DEQUEUED;
	task->jobctl &= ~mask;
}
