// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/eventpoll_wait.c - epoll: which of the watched files are ready
 *
 * A scan takes item after item off the ready list, up to the one that was last
 * when it began, and asks each file again, because the wake-up only said
 * "perhaps".  A wake-up meanwhile puts the item back on the list, so nothing is
 * lost.  A level-triggered item that was ready goes back to the end of the list,
 * to be asked by the next scan; an edge-triggered one waits for a wake-up.
 *
 *	rdllist: a b c      a polled, ready, reported, back (level)
 *	         b c a      b polled, not ready: off
 *	         c a        c polled, ready, reported, off (edge): the scan ends
 *	         a
 *
 * I1         An item is on rdllist, or is being polled under ep->mtx, or is not
 *            ready since its last poll.  Nobody else takes items off rdllist
 *            while a scan holds ep->mtx.
 * I2         While rdllist is not empty, a sleeper in ep->wq has been woken.
 *
 * Locking    As in eventpoll.c.
 * Entry      ep_poll_callback() ep_eventpoll_poll(); epoll_wait(2),
 *            epoll_pwait(2), epoll_pwait2(2)
 *
 * Mirrors: the waiting half of Linux 4.19 fs/eventpoll.c; without its ovflist,
 * which the rule above replaces.
 */
#include "eventpoll.h"

#include <linux/file.h>
#include <linux/hrtimer.h>
#include <linux/sched/signal.h>
#include <linux/syscalls.h>
#include <linux/time.h>
#include <linux/uaccess.h>

#include "poll.h"

#define EP_MAX_EVENTS	(INT_MAX / sizeof(struct epoll_event))

static bool ep_is_linked(const struct epitem *epi)
{
	return !list_empty(&epi->rdllink);
}

/* ep->lock held.  Return: where a scan that begins now ends, or NULL. */
static inline struct epitem *ep_last_ready(struct eventpoll *ep)
{
	return list_empty(&ep->rdllist) ? NULL :
	       list_last_entry(&ep->rdllist, struct epitem, rdllink);
}

/* ep->lock held, rdllist not empty: takes the next one of a scan. */
static inline struct epitem *ep_take_ready(struct eventpoll *ep)
{
	struct epitem *epi = list_first_entry(&ep->rdllist, struct epitem,
					      rdllink);

	list_del_init(&epi->rdllink);
	return epi;
}

static bool ep_events_available(struct eventpoll *ep)
{
	return !list_empty_careful(&ep->rdllist);
}

/**
 * ep_poll_safewake() - wake who polls an instance; may nest
 * @wq: its poll_wait
 *
 * Context: any.
 */
void ep_poll_safewake(wait_queue_head_t *wq)
{
	wake_up_poll(wq, EPOLLIN);
}

/**
 * ep_make_ready() - an item was seen ready
 * @ep: the instance
 * @epi: the item
 *
 * Context: may be any but with ep->lock held.
 */
void ep_make_ready(struct eventpoll *ep, struct epitem *epi)
{
	unsigned long flags;
	bool pwake;

	spin_lock_irqsave(&ep->lock, flags);
	if (!ep_is_linked(epi))
		list_add_tail(&epi->rdllink, &ep->rdllist);
	pwake = waitqueue_active(&ep->poll_wait);
	spin_unlock_irqrestore(&ep->lock, flags);
	if (waitqueue_active(&ep->wq))
		wake_up(&ep->wq);
	if (pwake)
		ep_poll_safewake(&ep->poll_wait);
}

/**
 * ep_poll_callback() - a watched file's wait queue was woken
 * @wait: our entry there
 * @mode: unused
 * @sync: unused
 * @key: the events, or NULL
 *
 * Context: any, under the wait queue's lock.
 * Return: 1 if an exclusive wake-up is used up.
 */
int ep_poll_callback(wait_queue_entry_t *wait, unsigned int mode, int sync,
		     void *key)
{
	struct eppoll_entry *pwq = container_of(wait, struct eppoll_entry,
						wait);
	struct epitem *epi = pwq->base;
	struct eventpoll *ep = epi->ep;
	__poll_t pollflags = key_to_poll(key), events;
	bool woken;

	/* Disabled by EPOLLONESHOT, or not interested. */
	events = READ_ONCE(epi->event.events);
	if ((events & ~EP_PRIVATE_BITS) && (!key || (pollflags & events))) {
		woken = waitqueue_active(&ep->wq);
		ep_make_ready(ep, epi);
	} else {
		woken = false;
	}
	/* The queue is about to be freed: leave it, and say so. */
	if (pollflags & POLLFREE) {
		list_del_init(&wait->entry);
		smp_store_release(&pwq->whead, NULL);
	}
	if (!(events & EPOLLEXCLUSIVE))
		return 1;
	return woken;
}

/* Is any item of @ep ready?  Those that are not leave the list. */
static __poll_t ep_poll_items(struct eventpoll *ep, int depth)
{
	struct epitem *epi, *last;
	poll_table pt;
	__poll_t res = 0;

	init_poll_funcptr(&pt, NULL);
	mutex_lock_nested(&ep->mtx, depth);
	spin_lock_irq(&ep->lock);
	last = ep_last_ready(ep);
	while (last && !res) {
		epi = ep_take_ready(ep);
		spin_unlock_irq(&ep->lock);
		if (ep_item_poll(epi, &pt, depth + 1))
			res = EPOLLIN | EPOLLRDNORM;
		spin_lock_irq(&ep->lock);
		if (res && !ep_is_linked(epi))
			list_add(&epi->rdllink, &ep->rdllist);
		if (epi == last)
			break;
	}
	spin_unlock_irq(&ep->lock);
	mutex_unlock(&ep->mtx);
	return res;
}

/**
 * ep_item_poll() - ask a watched file
 * @epi: the item
 * @pt: queue by this, too
 * @depth: of nested instances
 *
 * Context: ep->mtx held; may sleep.
 * Return: the events of interest that are there.
 */
__poll_t ep_item_poll(const struct epitem *epi, poll_table *pt, int depth)
{
	struct eventpoll *ep;

	pt->_key = epi->event.events;
	if (!is_file_epoll(epi->file))
		return vfs_poll(epi->file, pt) & epi->event.events;
	if (depth > EP_MAX_NESTS + 1)
		return 0;
	ep = epi->file->private_data;
	poll_wait(epi->file, &ep->poll_wait, pt);
	return ep_poll_items(ep, depth) & epi->event.events;
}

/**
 * ep_eventpoll_poll() - ->poll() of an instance
 * @file: the instance
 * @wait: queue by this
 *
 * Context: may sleep.
 * Return: EPOLLIN if an item is ready.
 */
__poll_t ep_eventpoll_poll(struct file *file, poll_table *wait)
{
	struct eventpoll *ep = file->private_data;

	poll_wait(file, &ep->poll_wait, wait);
	if (!ep_events_available(ep))
		return 0;
	return ep_poll_items(ep, 0);
}

/* epoll_wait(2) */

/*
 * Asks an item that is off the list, and tells the user.
 *
 * Return: 1 reported, 0 no event, -EFAULT; *@again: it goes back to the list.
 */
static int ep_send_one(struct epitem *epi, poll_table *pt,
		       struct epoll_event __user *uevent, bool *again)
{
	__poll_t revents = ep_item_poll(epi, pt, 1);

	*again = false;
	if (!revents)
		return 0;
	if (__put_user(revents, &uevent->events) ||
	    __put_user(epi->event.data, &uevent->data)) {
		*again = true;
		return -EFAULT;
	}
	if (epi->event.events & EPOLLONESHOT)
		epi->event.events &= EP_PRIVATE_BITS;
	else if (!(epi->event.events & EPOLLET))
		*again = true;
	return 1;
}

/* Return: events delivered, or -EFAULT. */
static int ep_send_events(struct eventpoll *ep,
			  struct epoll_event __user *events, int maxevents)
{
	struct epitem *epi, *last;
	poll_table pt;
	int res = 0, ret = 0;
	bool more, again;

	init_poll_funcptr(&pt, NULL);
	mutex_lock(&ep->mtx);
	spin_lock_irq(&ep->lock);
	last = ep_last_ready(ep);
	while (last && res < maxevents) {
		epi = ep_take_ready(ep);
		spin_unlock_irq(&ep->lock);
		ret = ep_send_one(epi, &pt, events + res, &again);
		spin_lock_irq(&ep->lock);
		if (again && !ep_is_linked(epi))
			list_add_tail(&epi->rdllink, &ep->rdllist);
		if (ret < 0)
			break;
		res += ret;
		if (epi == last)
			break;
	}
	more = !list_empty(&ep->rdllist);
	spin_unlock_irq(&ep->lock);
	mutex_unlock(&ep->mtx);
	if (more && waitqueue_active(&ep->wq))
		wake_up(&ep->wq);	/* I2 */
	return res ? res : ret;
}

/* Sleeps until something is on the list.  Return: 1 the time is over. */
static int ep_sleep(struct eventpoll *ep, ktime_t *to, u64 slack)
{
	DEFINE_WAIT(wait);
	int timed_out = 0;

	prepare_to_wait_exclusive(&ep->wq, &wait, TASK_INTERRUPTIBLE);
	if (!ep_events_available(ep) && !signal_pending(current))
		timed_out = !schedule_hrtimeout_range(to, slack,
						      HRTIMER_MODE_ABS);
	__set_current_state(TASK_RUNNING);
	finish_wait(&ep->wq, &wait);
	return timed_out;
}

static int ep_poll(struct eventpoll *ep, struct epoll_event __user *events,
		   int maxevents, struct timespec64 *timeout)
{
	ktime_t expires, *to = NULL;
	bool timed_out = false;
	u64 slack = 0;
	int res;

	if (timeout && !(timeout->tv_sec | timeout->tv_nsec)) {
		timed_out = true;
	} else if (timeout) {
		slack = select_estimate_accuracy(timeout);
		expires = timespec64_to_ktime(*timeout);
		to = &expires;
	}
	for (;;) {
		if (ep_events_available(ep)) {
			res = ep_send_events(ep, events, maxevents);
			if (res)
				return res;
		}
		if (timed_out)
			return 0;
		if (signal_pending(current))
			return -EINTR;
		timed_out = ep_sleep(ep, to, slack);
	}
}

static int do_epoll_wait(int epfd, struct epoll_event __user *events,
			 int maxevents, struct timespec64 *to)
{
	struct fd f;
	int error;

	if (maxevents <= 0 || maxevents > EP_MAX_EVENTS)
		return -EINVAL;
	if (!access_ok(events, maxevents * sizeof(struct epoll_event)))
		return -EFAULT;
	f = fdget(epfd);
	if (!f.file)
		return -EBADF;
	error = -EINVAL;
	if (is_file_epoll(f.file))
		error = ep_poll(f.file->private_data, events, maxevents, to);
	fdput(f);
	return error;
}

/* Milliseconds from now, or NULL for ever. */
static struct timespec64 *ep_timeout(struct timespec64 *to, long ms)
{
	if (ms < 0)
		return NULL;
	if (ms == 0)
		*to = (struct timespec64){};
	else
		poll_select_set_timeout(to, ms / MSEC_PER_SEC,
					NSEC_PER_MSEC * (ms % MSEC_PER_SEC));
	return to;
}

SYSCALL_DEFINE4(epoll_wait, int, epfd, struct epoll_event __user *, events,
		int, maxevents, int, timeout)
{
	struct timespec64 to;

	return do_epoll_wait(epfd, events, maxevents, ep_timeout(&to, timeout));
}

static int do_epoll_pwait(int epfd, struct epoll_event __user *events,
			  int maxevents, struct timespec64 *to,
			  const sigset_t __user *sigmask, size_t sigsetsize)
{
	sigset_t ksigmask, sigsaved;
	int error;

	error = set_user_sigmask(sigmask, &ksigmask, &sigsaved, sigsetsize);
	if (error)
		return error;
	error = do_epoll_wait(epfd, events, maxevents, to);
	restore_user_sigmask(sigmask, &sigsaved);
	return error;
}

SYSCALL_DEFINE6(epoll_pwait, int, epfd, struct epoll_event __user *, events,
		int, maxevents, int, timeout, const sigset_t __user *, sigmask,
		size_t, sigsetsize)
{
	struct timespec64 to;

	return do_epoll_pwait(epfd, events, maxevents, ep_timeout(&to, timeout),
			      sigmask, sigsetsize);
}

SYSCALL_DEFINE6(epoll_pwait2, int, epfd, struct epoll_event __user *, events,
		int, maxevents, const struct __kernel_timespec __user *, timeout,
		const sigset_t __user *, sigmask, size_t, sigsetsize)
{
	struct timespec64 ts, end, *to = NULL;

	if (timeout) {
		if (get_timespec64(&ts, timeout))
			return -EFAULT;
		to = &end;
		if (poll_select_set_timeout(to, ts.tv_sec, ts.tv_nsec))
			return -EINVAL;
	}
	return do_epoll_pwait(epfd, events, maxevents, to, sigmask, sigsetsize);
}
