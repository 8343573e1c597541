/* SPDX-License-Identifier: GPL-2.0-only */
/* Host tests: no readers, a grace period is over at once. */
#ifndef _LINUX_RCUPDATE_H
#define _LINUX_RCUPDATE_H

#include <linux/compiler.h>
#include <linux/types.h>

#define rcu_read_lock()		do { } while (0)
#define rcu_read_unlock()	do { } while (0)
#define rcu_dereference(p)	READ_ONCE(p)
#define rcu_dereference_raw(p)	READ_ONCE(p)
#define rcu_assign_pointer(p, v) WRITE_ONCE(p, v)

static inline void call_rcu(struct rcu_head *head, rcu_callback_t func)
{
	func(head);
}

#endif
