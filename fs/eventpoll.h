/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fs/eventpoll.h - between eventpoll.c (which files) and eventpoll_wait.c
 */
#ifndef _FS_EVENTPOLL_H
#define _FS_EVENTPOLL_H

#include <linux/eventpoll.h>
#include <linux/poll.h>
#include <linux/rbtree.h>

struct user_struct;

/* Bits of events that are not events. */
#define EP_PRIVATE_BITS \
	(EPOLLWAKEUP | EPOLLONESHOT | EPOLLET | EPOLLEXCLUSIVE)

#define EP_MAX_NESTS	4

/* An epoll instance.  [m] mtx  [l] lock  [I] immutable */
struct eventpoll {
	struct mutex		mtx;		/* items, scanning */
	spinlock_t		lock;		/* irq-safe; wake-ups take it */
	wait_queue_head_t	wq;		/* epoll_wait(2) */
	wait_queue_head_t	poll_wait;	/* who polls this instance */
	struct list_head	rdllist;	/* [l] items perhaps ready */
	struct rb_root		rbr;		/* [m] all items */
	struct user_struct	*user;		/* [I] pays */
	struct file		*file;		/* [I] */
	u64			gen;		/* epmutex: loop check's mark */
};

/* A file that an instance watches. */
struct epitem {
	struct rb_node		rbn;		/* [m] in ep->rbr */
	struct list_head	rdllink;	/* [l] in rdllist, or a scan's */
	struct file		*file;		/* [I] not referenced: file's end
						 * removes the item */
	int			fd;		/* [I] */
	int			nwait;		/* [m] queues; < 0: no memory */
	struct list_head	pwqlist;	/* [m] eppoll_entries */
	struct eventpoll	*ep;		/* [I] */
	struct list_head	fllink;		/* file->f_lock: f_ep_links */
	struct epoll_event	event;		/* [m], events also [l] */
};

/* One wait queue that an item is on. */
struct eppoll_entry {
	struct list_head	llink;		/* in epi->pwqlist */
	struct epitem		*base;
	wait_queue_entry_t	wait;
	wait_queue_head_t	*whead;		/* NULL: POLLFREE was seen */
};

extern const struct file_operations eventpoll_fops;

static inline bool is_file_epoll(struct file *f)
{
	return f->f_op == &eventpoll_fops;
}

/* eventpoll_wait.c */
int ep_poll_callback(wait_queue_entry_t *wait, unsigned int mode, int sync,
		     void *key);
__poll_t ep_item_poll(const struct epitem *epi, poll_table *pt, int depth);
__poll_t ep_eventpoll_poll(struct file *file, poll_table *wait);
void ep_make_ready(struct eventpoll *ep, struct epitem *epi);
void ep_poll_safewake(wait_queue_head_t *wq);

#endif /* _FS_EVENTPOLL_H */
