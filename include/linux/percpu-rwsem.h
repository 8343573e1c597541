/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/percpu-rwsem.h - a read-write semaphore whose readers touch only
 * their own CPU's memory
 *
 * For locks that are read all the time and written once in a blue moon: a
 * writer waits for an RCU grace period.
 *
 * Mirrors: Linux 4.x include/linux/percpu-rwsem.h.
 */
#ifndef _LINUX_PERCPU_RWSEM_H
#define _LINUX_PERCPU_RWSEM_H

#include <linux/percpu.h>
#include <linux/rcupdate.h>
#include <linux/rwsem.h>
#include <linux/wait.h>

struct percpu_rw_semaphore {
	unsigned int __percpu	*read_count;	/* sum: readers inside */
	int			readers_block;	/* a writer is there */
	struct rw_semaphore	rw_sem;		/* writers, slow readers */
	wait_queue_head_t	writer;		/* waits for the sum to be 0 */
};

int __percpu_init_rwsem(struct percpu_rw_semaphore *sem, const char *name,
			struct lock_class_key *key);
#define percpu_init_rwsem(sem)					\
({								\
	static struct lock_class_key rwsem_key;			\
	__percpu_init_rwsem(sem, #sem, &rwsem_key);		\
})
void percpu_free_rwsem(struct percpu_rw_semaphore *sem);
void percpu_down_read(struct percpu_rw_semaphore *sem);
int percpu_down_read_trylock(struct percpu_rw_semaphore *sem);
void percpu_up_read(struct percpu_rw_semaphore *sem);
void percpu_down_write(struct percpu_rw_semaphore *sem);
void percpu_up_write(struct percpu_rw_semaphore *sem);

#endif /* _LINUX_PERCPU_RWSEM_H */
