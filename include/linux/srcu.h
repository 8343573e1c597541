/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/srcu.h - RCU whose readers may sleep, one domain per srcu_struct
 *
 * Mirrors: Linux 4.x include/linux/srcu.h (classic SRCU).
 */
#ifndef _LINUX_SRCU_H
#define _LINUX_SRCU_H

#include <linux/mutex.h>
#include <linux/percpu.h>
#include <linux/rcupdate.h>

/* Readers in and out of each phase; a reader may leave on another CPU. */
struct srcu_struct_array {
	unsigned long	lock_count[2];
	unsigned long	unlock_count[2];
};

/* completed: bit 0 is the phase that new readers enter. */
struct srcu_struct {
	unsigned int	completed;			/* m */
	struct srcu_struct_array __percpu *per_cpu_ref;
	struct mutex	mutex;				/* serialises writers */
};

int init_srcu_struct(struct srcu_struct *sp);
void cleanup_srcu_struct(struct srcu_struct *sp);
int srcu_read_lock(struct srcu_struct *sp);
void srcu_read_unlock(struct srcu_struct *sp, int idx);
void synchronize_srcu(struct srcu_struct *sp);
#define synchronize_srcu_expedited(sp)	synchronize_srcu(sp)

/* A static domain: its counters are per-CPU data of the image. */
#define __DEFINE_SRCU(name, is_static)					\
	static DEFINE_PER_CPU(struct srcu_struct_array, name##_srcu_array); \
	is_static struct srcu_struct name = {				\
		.per_cpu_ref = &name##_srcu_array,			\
		.mutex = __MUTEX_INITIALIZER(name.mutex),		\
	}
#define DEFINE_SRCU(name)		__DEFINE_SRCU(name, /* not static */)
#define DEFINE_STATIC_SRCU(name)	__DEFINE_SRCU(name, static)

#define srcu_dereference(p, sp)		rcu_dereference_raw(p)
#define srcu_dereference_check(p, sp, c) rcu_dereference_raw(p)

#endif /* _LINUX_SRCU_H */
