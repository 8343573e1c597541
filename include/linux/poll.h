/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/poll.h - asking a file whether it is ready, and being told later
 *
 * ->poll() calls poll_wait() for each wait queue that will be woken when its
 * answer may change, then returns the answer of now, as EPOLL* bits.
 */
#ifndef _LINUX_POLL_H
#define _LINUX_POLL_H

#include <linux/fs.h>
#include <linux/ktime.h>
#include <linux/wait.h>

#include <uapi/linux/eventpoll.h>
#include <uapi/linux/poll.h>

#define DEFAULT_POLLMASK \
	(EPOLLIN | EPOLLOUT | EPOLLRDNORM | EPOLLWRNORM)

struct poll_table_struct;

typedef void (*poll_queue_proc)(struct file *file, wait_queue_head_t *wqh,
				struct poll_table_struct *table);

typedef struct poll_table_struct {
	poll_queue_proc	_qproc;		/* NULL: will not wait */
	__poll_t	_key;		/* events of interest */
} poll_table;

static inline void poll_wait(struct file *filp, wait_queue_head_t *wait_address,
			     poll_table *p)
{
	if (p && p->_qproc && wait_address)
		p->_qproc(filp, wait_address, p);
}

static inline bool poll_does_not_wait(const poll_table *p)
{
	return !p || !p->_qproc;
}

static inline __poll_t poll_requested_events(const poll_table *p)
{
	return p ? p->_key : ~(__poll_t)0;
}

static inline void init_poll_funcptr(poll_table *pt, poll_queue_proc qproc)
{
	pt->_qproc = qproc;
	pt->_key = ~(__poll_t)0;
}

static inline bool file_can_poll(struct file *file)
{
	return file->f_op->poll;
}

static inline __poll_t vfs_poll(struct file *file, struct poll_table_struct *pt)
{
	if (unlikely(!file->f_op->poll))
		return DEFAULT_POLLMASK;
	return file->f_op->poll(file, pt);
}

/* One wait queue that a poll or select sleeps on. */
struct poll_table_entry {
	struct file		*filp;		/* referenced */
	__poll_t		key;
	wait_queue_entry_t	wait;
	wait_queue_head_t	*wait_address;
};

#define N_INLINE_POLL_ENTRIES	9

struct poll_wqueues {
	poll_table		pt;
	struct poll_table_page	*table;		/* entries beyond the inline */
	struct task_struct	*polling_task;
	int			triggered;	/* a queue was woken */
	int			error;
	int			inline_index;
	struct poll_table_entry	inline_entries[N_INLINE_POLL_ENTRIES];
};

void poll_initwait(struct poll_wqueues *pwq);
void poll_freewait(struct poll_wqueues *pwq);
u64 select_estimate_accuracy(struct timespec64 *tv);

/* The ABI's POLL* and EPOLL* bits have the same values. */
static inline __poll_t demangle_poll(u16 val)
{
	return (__force __poll_t)val;
}

static inline u16 mangle_poll(__poll_t val)
{
	return (__force u16)val;
}

#endif /* _LINUX_POLL_H */
