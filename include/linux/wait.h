/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/wait.h - wait queues: tasks that sleep until a condition holds
 *
 * The sleeper queues itself, sets its state, *then* looks at the condition;
 * the waker makes the condition true, *then* wakes.  Each side has a full
 * barrier between its two steps, so one of them sees the other:
 *
 *	sleeper				waker
 *	prepare_to_wait()		cond = true
 *	if (!cond)			wake_up()
 *		schedule()
 *	finish_wait()
 *
 * wait_event() and kin are this loop.  A waker that looks at
 * waitqueue_active() first needs smp_mb() between the condition and the look.
 *
 * Mirrors: Linux 4.13+ include/linux/wait.h (4.1's names are aliases).
 */
#ifndef _LINUX_WAIT_H
#define _LINUX_WAIT_H

#include <uapi/linux/wait.h>

#include <linux/list.h>
#include <linux/sched.h>
#include <linux/spinlock.h>

struct wait_queue_entry;
typedef struct wait_queue_entry wait_queue_entry_t;
typedef struct wait_queue_entry wait_queue_t;

typedef int (*wait_queue_func_t)(struct wait_queue_entry *wq_entry,
				 unsigned int mode, int flags, void *key);
int default_wake_function(struct wait_queue_entry *wq_entry,
			  unsigned int mode, int flags, void *key);
int autoremove_wake_function(struct wait_queue_entry *wq_entry,
			     unsigned int mode, int sync, void *key);

/* wait_queue_entry.flags */
#define WQ_FLAG_EXCLUSIVE	0x01	/* woken one at a time */
#define WQ_FLAG_WOKEN		0x02	/* wait_woken() */

/* func decides and wakes; nonzero means "I woke somebody". */
struct wait_queue_entry {
	unsigned int		flags;
	void			*private;	/* usually the task */
	wait_queue_func_t	func;
	struct list_head	entry;		/* under the head's lock */
};

struct wait_queue_head {
	spinlock_t		lock;
	struct list_head	head;		/* [lock] wait_queue_entry.entry */
};
typedef struct wait_queue_head wait_queue_head_t;

#define __WAITQUEUE_INITIALIZER(name, tsk)			\
{								\
	.private	= tsk,					\
	.func		= default_wake_function,		\
	.entry		= { NULL, NULL }			\
}
#define DECLARE_WAITQUEUE(name, tsk) \
	struct wait_queue_entry name = __WAITQUEUE_INITIALIZER(name, tsk)

#define __WAIT_QUEUE_HEAD_INITIALIZER(name)			\
{								\
	.lock		= __SPIN_LOCK_INITIALIZER(name.lock),	\
	.head		= LIST_HEAD_INIT((name).head)		\
}
#define DECLARE_WAIT_QUEUE_HEAD(name) \
	struct wait_queue_head name = __WAIT_QUEUE_HEAD_INITIALIZER(name)
#define DECLARE_WAIT_QUEUE_HEAD_ONSTACK(name)	DECLARE_WAIT_QUEUE_HEAD(name)

void __init_waitqueue_head(struct wait_queue_head *wq_head, const char *name,
			   struct lock_class_key *key);
#define init_waitqueue_head(wq_head)				\
do {								\
	static struct lock_class_key __key;			\
	__init_waitqueue_head((wq_head), #wq_head, &__key);	\
} while (0)

static inline void init_waitqueue_entry(struct wait_queue_entry *wq_entry,
					struct task_struct *p)
{
	wq_entry->flags = 0;
	wq_entry->private = p;
	wq_entry->func = default_wake_function;
}

static inline void
init_waitqueue_func_entry(struct wait_queue_entry *wq_entry,
			  wait_queue_func_t func)
{
	wq_entry->flags = 0;
	wq_entry->private = NULL;
	wq_entry->func = func;
}

static inline int waitqueue_active(struct wait_queue_head *wq_head)
{
	return !list_empty(&wq_head->head);
}

/* waitqueue_active() for a waker that has no barrier of its own. */
static inline bool wq_has_sleeper(struct wait_queue_head *wq_head)
{
	smp_mb();
	return waitqueue_active(wq_head);
}

void add_wait_queue(struct wait_queue_head *wq_head,
		    struct wait_queue_entry *wq_entry);
void add_wait_queue_exclusive(struct wait_queue_head *wq_head,
			      struct wait_queue_entry *wq_entry);
void remove_wait_queue(struct wait_queue_head *wq_head,
		       struct wait_queue_entry *wq_entry);

/* The head's lock is held. */
static inline void __add_wait_queue(struct wait_queue_head *wq_head,
				    struct wait_queue_entry *wq_entry)
{
	list_add(&wq_entry->entry, &wq_head->head);
}

static inline void
__add_wait_queue_entry_tail(struct wait_queue_head *wq_head,
			    struct wait_queue_entry *wq_entry)
{
	list_add_tail(&wq_entry->entry, &wq_head->head);
}

static inline void
__add_wait_queue_entry_tail_exclusive(struct wait_queue_head *wq_head,
				      struct wait_queue_entry *wq_entry)
{
	wq_entry->flags |= WQ_FLAG_EXCLUSIVE;
	__add_wait_queue_entry_tail(wq_head, wq_entry);
}

static inline void __remove_wait_queue(struct wait_queue_head *wq_head,
				       struct wait_queue_entry *wq_entry)
{
	(void)wq_head;
	list_del(&wq_entry->entry);
}

void __wake_up(struct wait_queue_head *wq_head, unsigned int mode, int nr,
	       void *key);
void __wake_up_locked_key(struct wait_queue_head *wq_head, unsigned int mode,
			  void *key);
void __wake_up_locked(struct wait_queue_head *wq_head, unsigned int mode,
		      int nr);
void __wake_up_sync_key(struct wait_queue_head *wq_head, unsigned int mode,
			int nr, void *key);

#define wake_up(x)			__wake_up(x, TASK_NORMAL, 1, NULL)
#define wake_up_all(x)			__wake_up(x, TASK_NORMAL, 0, NULL)
#define wake_up_locked(x)		__wake_up_locked((x), TASK_NORMAL, 1)
#define wake_up_all_locked(x)		__wake_up_locked((x), TASK_NORMAL, 0)
#define wake_up_interruptible(x)	__wake_up(x, TASK_INTERRUPTIBLE, 1, NULL)
#define wake_up_interruptible_nr(x, nr)	__wake_up(x, TASK_INTERRUPTIBLE, nr, NULL)
#define wake_up_interruptible_all(x)	__wake_up(x, TASK_INTERRUPTIBLE, 0, NULL)

/* With the poll events that came true, EPOLLIN and so on, for the filters. */
#define poll_to_key(m)			((void *)(unsigned long)(m))
#define key_to_poll(m)			((unsigned long)(void *)(m))
#define wake_up_poll(x, m) \
	__wake_up(x, TASK_NORMAL, 1, poll_to_key(m))
#define wake_up_locked_poll(x, m) \
	__wake_up_locked_key((x), TASK_NORMAL, poll_to_key(m))
#define wake_up_interruptible_poll(x, m) \
	__wake_up(x, TASK_INTERRUPTIBLE, 1, poll_to_key(m))
#define wake_up_interruptible_sync_poll(x, m) \
	__wake_up_sync_key((x), TASK_INTERRUPTIBLE, 1, poll_to_key(m))

void init_wait_entry(struct wait_queue_entry *wq_entry, int flags);
void prepare_to_wait(struct wait_queue_head *wq_head,
		     struct wait_queue_entry *wq_entry, int state);
void prepare_to_wait_exclusive(struct wait_queue_head *wq_head,
			       struct wait_queue_entry *wq_entry, int state);
long prepare_to_wait_event(struct wait_queue_head *wq_head,
			   struct wait_queue_entry *wq_entry, int state);
void finish_wait(struct wait_queue_head *wq_head,
		 struct wait_queue_entry *wq_entry);
long wait_woken(struct wait_queue_entry *wq_entry, unsigned int mode,
		long timeout);
int woken_wake_function(struct wait_queue_entry *wq_entry, unsigned int mode,
			int sync, void *key);

#define DEFINE_WAIT_FUNC(name, function)				\
	struct wait_queue_entry name = {				\
		.private	= current,				\
		.func		= function,				\
		.entry		= LIST_HEAD_INIT((name).entry),		\
	}
#define DEFINE_WAIT(name)	DEFINE_WAIT_FUNC(name, autoremove_wake_function)

#define init_wait(wait)							\
do {									\
	(wait)->private = current;					\
	(wait)->func = autoremove_wake_function;			\
	INIT_LIST_HEAD(&(wait)->entry);					\
	(wait)->flags = 0;						\
} while (0)

#define ___wait_is_interruptible(state)					\
	(!__builtin_constant_p(state) ||				\
	 (state) == TASK_INTERRUPTIBLE || (state) == TASK_KILLABLE)

/*
 * The sleeper's loop.  @cmd is what gives up the CPU, normally schedule().
 * Value: @ret, or -ERESTARTSYS when a signal came and @state lets it.
 */
#define ___wait_event(wq_head, condition, state, exclusive, ret, cmd)	\
({									\
	__label__ __out;						\
	struct wait_queue_entry __wq_entry;				\
	long __ret = ret;						\
									\
	init_wait_entry(&__wq_entry, exclusive ? WQ_FLAG_EXCLUSIVE : 0); \
	for (;;) {							\
		long __int = prepare_to_wait_event(&(wq_head),		\
						   &__wq_entry, state);	\
									\
		if (condition)						\
			break;						\
		if (___wait_is_interruptible(state) && __int) {		\
			__ret = __int;					\
			goto __out;					\
		}							\
		cmd;							\
	}								\
	finish_wait(&(wq_head), &__wq_entry);				\
__out:	__ret;								\
})

#define wait_event(wq_head, condition)					\
do {									\
	might_sleep();							\
	if (condition)							\
		break;							\
	(void)___wait_event(wq_head, condition, TASK_UNINTERRUPTIBLE,	\
			    0, 0, schedule());				\
} while (0)

#define wait_event_interruptible(wq_head, condition)			\
({									\
	int __retv = 0;							\
									\
	might_sleep();							\
	if (!(condition))						\
		__retv = ___wait_event(wq_head, condition,		\
			TASK_INTERRUPTIBLE, 0, 0, schedule());		\
	__retv;								\
})

#define wait_event_interruptible_exclusive(wq_head, condition)		\
({									\
	int __retv = 0;							\
									\
	might_sleep();							\
	if (!(condition))						\
		__retv = ___wait_event(wq_head, condition,		\
			TASK_INTERRUPTIBLE, 1, 0, schedule());		\
	__retv;								\
})

#define wait_event_killable(wq_head, condition)				\
({									\
	int __retv = 0;							\
									\
	might_sleep();							\
	if (!(condition))						\
		__retv = ___wait_event(wq_head, condition,		\
			TASK_KILLABLE, 0, 0, schedule());		\
	__retv;								\
})

/* The condition, and "time is up" counts as one jiffy left when true. */
#define ___wait_cond_timeout(condition)					\
({									\
	bool __cond = (condition);					\
									\
	if (__cond && !__ret)						\
		__ret = 1;						\
	__cond || !__ret;						\
})

#define __wait_event_timeout(wq_head, condition, state, timeout)	\
	___wait_event(wq_head, ___wait_cond_timeout(condition), state,	\
		      0, timeout, __ret = schedule_timeout(__ret))

/* @timeout in jiffies.  Value: 0 time is up, else jiffies left, at least 1. */
#define wait_event_timeout(wq_head, condition, timeout)			\
({									\
	long __ret = timeout;						\
									\
	might_sleep();							\
	if (!___wait_cond_timeout(condition))				\
		__ret = __wait_event_timeout(wq_head, condition,	\
				TASK_UNINTERRUPTIBLE, timeout);		\
	__ret;								\
})

#define wait_event_interruptible_timeout(wq_head, condition, timeout)	\
({									\
	long __ret = timeout;						\
									\
	might_sleep();							\
	if (!___wait_cond_timeout(condition))				\
		__ret = __wait_event_timeout(wq_head, condition,	\
				TASK_INTERRUPTIBLE, timeout);		\
	__ret;								\
})

/* The head's own lock is held on entry and return (wq.lock). */
int do_wait_intr_irq(struct wait_queue_head *wq,
		     struct wait_queue_entry *wait);

#define __wait_event_interruptible_locked(wq, condition, exclusive, fn)	\
({									\
	int __retw = 0;							\
	DEFINE_WAIT(__wait);						\
									\
	if (exclusive)							\
		__wait.flags |= WQ_FLAG_EXCLUSIVE;			\
	do {								\
		__retw = fn(&(wq), &__wait);				\
		if (__retw)						\
			break;						\
	} while (!(condition));						\
	__remove_wait_queue(&(wq), &__wait);				\
	__set_current_state(TASK_RUNNING);				\
	__retw;								\
})

#define wait_event_interruptible_locked_irq(wq, condition)		\
	((condition) ? 0 : __wait_event_interruptible_locked(wq,	\
					condition, 0, do_wait_intr_irq))

#endif /* _LINUX_WAIT_H */
