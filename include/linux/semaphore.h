/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/semaphore.h - counting semaphore
 *
 * down() may be called by one task and up() by another, up() from any
 * context.  For mutual exclusion take a mutex.
 *
 * Mirrors: Linux 4.x include/linux/semaphore.h.
 */
#ifndef _LINUX_SEMAPHORE_H
#define _LINUX_SEMAPHORE_H

#include <linux/list.h>
#include <linux/spinlock.h>

/* All fields are guarded by lock. */
struct semaphore {
	raw_spinlock_t		lock;
	unsigned int		count;		/* downs that do not wait */
	struct list_head	wait_list;
};

#define __SEMAPHORE_INITIALIZER(name, n)				\
{									\
	.lock		= __SPIN_LOCK_INITIALIZER((name).lock),		\
	.count		= n,						\
	.wait_list	= LIST_HEAD_INIT((name).wait_list),		\
}

#define DEFINE_SEMAPHORE(name) \
	struct semaphore name = __SEMAPHORE_INITIALIZER(name, 1)

static inline void sema_init(struct semaphore *sem, int val)
{
	spin_lock_init(&sem->lock);
	sem->count = val;
	INIT_LIST_HEAD(&sem->wait_list);
}

void down(struct semaphore *sem);
int __must_check down_interruptible(struct semaphore *sem);
int __must_check down_killable(struct semaphore *sem);
int __must_check down_trylock(struct semaphore *sem);
int __must_check down_timeout(struct semaphore *sem, long jiffies);
void up(struct semaphore *sem);

#endif /* _LINUX_SEMAPHORE_H */
