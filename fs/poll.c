// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/poll.c - waiting for one of many files; poll(2)
 *
 * A pass over the files asks each ->poll() for its state; during the first one
 * poll_wait() also queues us on the file's wait queues.  If nothing is ready we
 * sleep, and look again when woken.
 *
 * I1         pwq->triggered is set by a wake-up before the waker looks whether we
 *            sleep; poll_schedule_timeout() sleeps only if it is not set.  So a
 *            wake-up between the pass and the sleep is not lost.
 * I2         Once something is found, nobody queues any more: pt._qproc NULL.
 *
 * Locking    The wait queues' own.  Each entry holds a reference on its file.
 * Entry      poll_initwait() poll_freewait() poll_schedule_timeout(); poll(2),
 *            ppoll(2); select is in select.c
 *
 * Mirrors: the poll half of Linux 4.19 fs/select.c.
 * Simpler than Linux in: no busy polling of network devices.
 */
#include "poll.h"

#include <linux/file.h>
#include <linux/hrtimer.h>
#include <linux/sched/rt.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/time.h>
#include <linux/timekeeping.h>
#include <linux/uaccess.h>

/* Entries beyond those inside poll_wqueues, a page at a time. */
struct poll_table_page {
	struct poll_table_page	*next;
	struct poll_table_entry	*entry;		/* the first free one */
	struct poll_table_entry	entries[];
};

static bool poll_table_full(const struct poll_table_page *table)
{
	return (unsigned long)(table->entry + 1) >
	       PAGE_SIZE + (unsigned long)table;
}

static struct poll_table_entry *poll_get_entry(struct poll_wqueues *p)
{
	struct poll_table_page *table = p->table;

	if (p->inline_index < N_INLINE_POLL_ENTRIES)
		return p->inline_entries + p->inline_index++;
	if (!table || poll_table_full(table)) {
		table = (struct poll_table_page *)__get_free_page(GFP_KERNEL);
		if (!table) {
			p->error = -ENOMEM;
			return NULL;
		}
		table->entry = table->entries;
		table->next = p->table;
		p->table = table;
	}
	return table->entry++;
}

/* I1 */
static int __pollwake(wait_queue_entry_t *wait, unsigned int mode, int sync,
		      void *key)
{
	struct poll_wqueues *pwq = wait->private;
	DECLARE_WAITQUEUE(dummy_wait, pwq->polling_task);

	smp_wmb();
	pwq->triggered = 1;
	/* The entry's own ->func is us: wake by a borrowed one. */
	return default_wake_function(&dummy_wait, mode, sync, key);
}

static int pollwake(wait_queue_entry_t *wait, unsigned int mode, int sync,
		    void *key)
{
	struct poll_table_entry *entry;

	entry = container_of(wait, struct poll_table_entry, wait);
	if (key && !(key_to_poll(key) & entry->key))
		return 0;
	return __pollwake(wait, mode, sync, key);
}

/* poll_wait() during the first pass. */
static void __pollwait(struct file *filp, wait_queue_head_t *wait_address,
		       poll_table *p)
{
	struct poll_wqueues *pwq = container_of(p, struct poll_wqueues, pt);
	struct poll_table_entry *entry = poll_get_entry(pwq);

	if (!entry)
		return;
	entry->filp = get_file(filp);
	entry->wait_address = wait_address;
	entry->key = p->_key;
	init_waitqueue_func_entry(&entry->wait, pollwake);
	entry->wait.private = pwq;
	add_wait_queue(wait_address, &entry->wait);
}

/**
 * poll_initwait() - a poll begins
 * @pwq: its state
 *
 * Context: any.
 */
void poll_initwait(struct poll_wqueues *pwq)
{
	init_poll_funcptr(&pwq->pt, __pollwait);
	pwq->polling_task = current;
	pwq->triggered = 0;
	pwq->error = 0;
	pwq->table = NULL;
	pwq->inline_index = 0;
}

static void free_poll_entry(struct poll_table_entry *entry)
{
	remove_wait_queue(entry->wait_address, &entry->wait);
	fput(entry->filp);
}

/**
 * poll_freewait() - a poll ends: off all queues
 * @pwq: its state
 *
 * Context: may sleep.
 */
void poll_freewait(struct poll_wqueues *pwq)
{
	struct poll_table_page *p = pwq->table;
	int i;

	for (i = 0; i < pwq->inline_index; i++)
		free_poll_entry(pwq->inline_entries + i);
	while (p) {
		struct poll_table_page *old = p;
		struct poll_table_entry *entry = p->entry;

		while (entry > p->entries)
			free_poll_entry(--entry);
		p = p->next;
		free_page((unsigned long)old);
	}
}

/**
 * poll_schedule_timeout() - sleep until woken, unless that has happened
 * @pwq: the poll
 * @state: TASK_INTERRUPTIBLE
 * @expires: when to stop, absolute; NULL: never
 * @slack: how much later will do, ns
 *
 * Context: may sleep.
 * Return: 0 when the time is over, else -EINTR.
 */
int poll_schedule_timeout(struct poll_wqueues *pwq, int state,
			  ktime_t *expires, unsigned long slack)
{
	int rc = -EINTR;

	set_current_state(state);
	if (!pwq->triggered)
		rc = schedule_hrtimeout_range(expires, slack, HRTIMER_MODE_ABS);
	__set_current_state(TASK_RUNNING);
	/* Before the next pass asks, so that a wake-up during it counts. */
	smp_store_mb(pwq->triggered, 0);
	return rc;
}

/* Times. */

#define MAX_SLACK	(100 * NSEC_PER_MSEC)

/**
 * select_estimate_accuracy() - how late may a timeout be?
 * @tv: when it ends, absolute
 *
 * A thousandth of the time, a two-hundredth for a nice task: one wake-up may
 * serve several.
 *
 * Context: any.
 * Return: slack, ns.
 */
u64 select_estimate_accuracy(struct timespec64 *tv)
{
	struct timespec64 now;
	long slack, divfactor = 1000;

	if (rt_task(current))
		return 0;
	if (task_nice(current) > 0)
		divfactor /= 5;
	ktime_get_ts64(&now);
	now = timespec64_sub(*tv, now);
	if (now.tv_sec < 0)
		slack = 0;
	else if (now.tv_sec > MAX_SLACK / (NSEC_PER_SEC / divfactor))
		slack = MAX_SLACK;
	else
		slack = min_t(long, MAX_SLACK, now.tv_nsec / divfactor +
			      now.tv_sec * (NSEC_PER_SEC / divfactor));
	return max_t(u64, slack, current->timer_slack_ns);
}

/**
 * poll_select_set_timeout() - from "how long" to "until when"
 * @to: set to the end, monotonic; {0, 0} stays
 * @sec: seconds
 * @nsec: nanoseconds
 *
 * Context: any.
 * Return: 0 or -EINVAL.
 */
int poll_select_set_timeout(struct timespec64 *to, time64_t sec, long nsec)
{
	struct timespec64 ts = { .tv_sec = sec, .tv_nsec = nsec };

	if (!timespec64_valid(&ts))
		return -EINVAL;
	if (!sec && !nsec) {
		to->tv_sec = to->tv_nsec = 0;
	} else {
		ktime_get_ts64(to);
		*to = timespec64_add_safe(*to, ts);
	}
	return 0;
}

/* poll(2) */

/* Descriptors as copied from user space, in pieces. */
struct poll_list {
	struct poll_list	*next;
	int			len;
	struct pollfd		entries[];
};

#define POLLFD_PER_PAGE \
	((PAGE_SIZE - sizeof(struct poll_list)) / sizeof(struct pollfd))
#define POLL_STACK_ALLOC	256

static inline __poll_t do_pollfd(struct pollfd *pollfd, poll_table *pwait)
{
	int fd = pollfd->fd;
	__poll_t mask = 0, filter;
	struct fd f;

	if (fd < 0)
		goto out;
	mask = EPOLLNVAL;
	f = fdget(fd);
	if (!f.file)
		goto out;
	filter = demangle_poll(pollfd->events) | EPOLLERR | EPOLLHUP;
	pwait->_key = filter;
	mask = vfs_poll(f.file, pwait) & filter;
	fdput(f);
out:
	pollfd->revents = mangle_poll(mask);
	return mask;
}

/* Return: how many are ready. */
static int poll_pass(struct poll_list *list, poll_table *pt)
{
	struct poll_list *walk;
	int count = 0;

	for (walk = list; walk; walk = walk->next) {
		struct pollfd *pfd = walk->entries, *end = pfd + walk->len;

		for (; pfd != end; pfd++) {
			if (do_pollfd(pfd, pt)) {
				count++;
				pt->_qproc = NULL;	/* I2 */
			}
		}
	}
	return count;
}

static int do_poll(struct poll_list *list, struct poll_wqueues *wait,
		   struct timespec64 *end_time)
{
	poll_table *pt = &wait->pt;
	ktime_t expire, *to = NULL;
	bool timed_out = false;
	u64 slack = 0;
	int count;

	if (end_time && !end_time->tv_sec && !end_time->tv_nsec) {
		pt->_qproc = NULL;
		timed_out = true;
	}
	for (;;) {
		count = poll_pass(list, pt);
		/* The queues are known now. */
		pt->_qproc = NULL;
		if (!count) {
			count = wait->error;
			if (signal_pending(current))
				count = -ERESTARTNOHAND;
		}
		if (count || timed_out)
			return count;
		if (end_time && !to) {
			expire = timespec64_to_ktime(*end_time);
			slack = select_estimate_accuracy(end_time);
			to = &expire;
		}
		timed_out = !poll_schedule_timeout(wait, TASK_INTERRUPTIBLE, to,
						   slack);
	}
}

static void free_poll_list(struct poll_list *walk)
{
	while (walk) {
		struct poll_list *pos = walk;

		walk = walk->next;
		kfree(pos);
	}
}

/* Copies the descriptors in, behind @head.  Return: 0 or an errno. */
static int copy_pollfds(struct poll_list *head, int room,
			struct pollfd __user *ufds, unsigned int nfds)
{
	struct poll_list *walk = head;
	unsigned int todo = nfds;
	int len = min_t(unsigned int, nfds, room);

	for (;;) {
		walk->next = NULL;
		walk->len = len;
		if (!len)
			return 0;
		if (copy_from_user(walk->entries, ufds + nfds - todo,
				   sizeof(struct pollfd) * len))
			return -EFAULT;
		todo -= len;
		if (!todo)
			return 0;
		len = min_t(unsigned int, todo, POLLFD_PER_PAGE);
		walk->next = kmalloc(sizeof(struct poll_list) +
				     len * sizeof(struct pollfd), GFP_KERNEL);
		if (!walk->next)
			return -ENOMEM;
		walk = walk->next;
	}
}

static int copy_revents(struct poll_list *head, struct pollfd __user *ufds)
{
	struct poll_list *walk;

	for (walk = head; walk; walk = walk->next) {
		int j;

		if (!user_access_begin(ufds, walk->len * sizeof(*ufds)))
			return -EFAULT;
		for (j = 0; j < walk->len; j++, ufds++)
			unsafe_put_user(walk->entries[j].revents,
					&ufds->revents, fault);
		user_access_end();
	}
	return 0;
fault:
	user_access_end();
	return -EFAULT;
}

static int do_sys_poll(struct pollfd __user *ufds, unsigned int nfds,
		       struct timespec64 *end_time)
{
	long stack_pps[POLL_STACK_ALLOC / sizeof(long)];
	struct poll_list *const head = (struct poll_list *)stack_pps;
	struct poll_wqueues table;
	int fdcount, err;

	if (nfds > rlimit(RLIMIT_NOFILE))
		return -EINVAL;
	err = copy_pollfds(head, (sizeof(stack_pps) - sizeof(*head)) /
			   sizeof(struct pollfd), ufds, nfds);
	if (!err) {
		poll_initwait(&table);
		fdcount = do_poll(head, &table, end_time);
		if (table.inline_index)
			poll_freewait(&table);
		err = copy_revents(head, ufds);
		if (!err)
			err = fdcount;
	}
	free_poll_list(head->next);
	return err;
}

static long do_restart_poll(struct restart_block *restart_block)
{
	struct pollfd __user *ufds = restart_block->poll.ufds;
	int nfds = restart_block->poll.nfds, ret;
	struct timespec64 *to = NULL, end_time;

	if (restart_block->poll.has_timeout) {
		end_time.tv_sec = restart_block->poll.tv_sec;
		end_time.tv_nsec = restart_block->poll.tv_nsec;
		to = &end_time;
	}
	ret = do_sys_poll(ufds, nfds, to);
	if (ret == -ERESTARTNOHAND) {
		restart_block->fn = do_restart_poll;
		ret = -ERESTART_RESTARTBLOCK;
	}
	return ret;
}

SYSCALL_DEFINE3(poll, struct pollfd __user *, ufds, unsigned int, nfds,
		int, timeout_msecs)
{
	struct timespec64 end_time, *to = NULL;
	struct restart_block *restart_block;
	int ret;

	if (timeout_msecs == 0) {
		end_time = (struct timespec64){};
		to = &end_time;
	} else if (timeout_msecs > 0) {
		to = &end_time;
		poll_select_set_timeout(to, timeout_msecs / MSEC_PER_SEC,
			NSEC_PER_MSEC * (timeout_msecs % MSEC_PER_SEC));
	}
	ret = do_sys_poll(ufds, nfds, to);
	if (ret != -ERESTARTNOHAND)
		return ret;
	/* Restarted, it ends at the same time. */
	restart_block = &current->restart_block;
	restart_block->fn = do_restart_poll;
	restart_block->poll.ufds = ufds;
	restart_block->poll.nfds = nfds;
	restart_block->poll.has_timeout = 0;
	if (timeout_msecs >= 0) {
		restart_block->poll.tv_sec = end_time.tv_sec;
		restart_block->poll.tv_nsec = end_time.tv_nsec;
		restart_block->poll.has_timeout = 1;
	}
	return -ERESTART_RESTARTBLOCK;
}

SYSCALL_DEFINE5(ppoll, struct pollfd __user *, ufds, unsigned int, nfds,
		struct __kernel_timespec __user *, tsp,
		const sigset_t __user *, sigmask, size_t, sigsetsize)
{
	struct timespec64 ts, end_time, *to = NULL;
	sigset_t ksigmask, sigsaved;
	int ret;

	if (tsp) {
		if (get_timespec64(&ts, tsp))
			return -EFAULT;
		to = &end_time;
		if (poll_select_set_timeout(to, ts.tv_sec, ts.tv_nsec))
			return -EINVAL;
	}
	ret = set_user_sigmask(sigmask, &ksigmask, &sigsaved, sigsetsize);
	if (ret)
		return ret;
	ret = do_sys_poll(ufds, nfds, to);
	restore_user_sigmask(sigmask, &sigsaved);
	return poll_select_finish(to, tsp, PT_TIMESPEC, ret);
}
