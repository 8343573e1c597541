// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/notifier.c - lists of functions to tell about an event
 *
 * I1         A chain is sorted by falling priority; equals in order of
 *            registration.
 * Locking    the head's rwsem.
 * Entry      blocking_notifier_chain_register()
 *            blocking_notifier_call_chain()
 * Mirrors: Linux 4.x kernel/notifier.c.
 */
#include <linux/notifier.h>

#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/rcupdate.h>

static int notifier_chain_register(struct notifier_block **nl,
				   struct notifier_block *n)
{
	while (*nl) {
		if (WARN_ON(*nl == n))
			return -EEXIST;
		if (n->priority > (*nl)->priority)
			break;
		nl = &(*nl)->next;
	}
	n->next = *nl;
	rcu_assign_pointer(*nl, n);
	return 0;
}

static int notifier_chain_unregister(struct notifier_block **nl,
				     struct notifier_block *n)
{
	while (*nl) {
		if (*nl == n) {
			rcu_assign_pointer(*nl, n->next);
			return 0;
		}
		nl = &(*nl)->next;
	}
	return -ENOENT;
}

/* Return: what the last function said. */
static int notifier_call_chain(struct notifier_block **nl, unsigned long val,
			       void *v)
{
	struct notifier_block *nb = rcu_dereference_raw(*nl), *next;
	int ret = NOTIFY_DONE;

	while (nb) {
		/* The function may unregister itself. */
		next = rcu_dereference_raw(nb->next);
		ret = nb->notifier_call(nb, val, v);
		if (ret & NOTIFY_STOP_MASK)
			break;
		nb = next;
	}
	return ret;
}

/* At boot nobody else is there, and sleeping is not possible yet. */
int blocking_notifier_chain_register(struct blocking_notifier_head *nh,
				     struct notifier_block *n)
{
	int ret;

	if (unlikely(system_state == SYSTEM_BOOTING))
		return notifier_chain_register(&nh->head, n);
	down_write(&nh->rwsem);
	ret = notifier_chain_register(&nh->head, n);
	up_write(&nh->rwsem);
	return ret;
}
EXPORT_SYMBOL(blocking_notifier_chain_register);

/* May sleep. Return: 0, or -ENOENT when it was not on the chain. */
int blocking_notifier_chain_unregister(struct blocking_notifier_head *nh,
				       struct notifier_block *n)
{
	int ret;

	if (unlikely(system_state == SYSTEM_BOOTING))
		return notifier_chain_unregister(&nh->head, n);
	down_write(&nh->rwsem);
	ret = notifier_chain_unregister(&nh->head, n);
	up_write(&nh->rwsem);
	return ret;
}
EXPORT_SYMBOL(blocking_notifier_chain_unregister);

/* Process context, may sleep. */
int blocking_notifier_call_chain(struct blocking_notifier_head *nh,
				 unsigned long val, void *v)
{
	int ret = NOTIFY_DONE;

	if (rcu_access_pointer(nh->head)) {
		down_read(&nh->rwsem);
		ret = notifier_call_chain(&nh->head, val, v);
		up_read(&nh->rwsem);
	}
	return ret;
}
EXPORT_SYMBOL(blocking_notifier_call_chain);
