// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/ratelimit.c - let through so many events in a while
 *
 * Mirrors: Linux 4.3 lib/ratelimit.c
 */
#include <linux/ratelimit.h>

#include <linux/jiffies.h>
#include <linux/printk.h>

/**
 * ___ratelimit() - may this event happen?
 * @rs: the limit
 * @func: who asks, for the report of what was suppressed
 *
 * When somebody else asks at the same moment the answer is no: waiting in the
 * path that is called too often would be worse.
 *
 * Context: any, NMI included.
 * Return: nonzero for yes.
 */
int ___ratelimit(struct ratelimit_state *rs, const char *func)
{
	unsigned long flags;
	int missed = 0;
	int ret;

	if (!rs->interval)
		return 1;
	if (!raw_spin_trylock_irqsave(&rs->lock, flags))
		return 0;

	if (!rs->begin)
		rs->begin = jiffies;
	if (time_is_before_jiffies(rs->begin + rs->interval)) {
		missed = rs->missed;
		rs->begin = jiffies;
		rs->printed = 0;
		rs->missed = 0;
	}
	ret = rs->printed < rs->burst;
	if (ret)
		rs->printed++;
	else
		rs->missed++;
	raw_spin_unlock_irqrestore(&rs->lock, flags);

	/* Outside the lock: printk() itself is limited in places. */
	if (missed)
		printk_deferred(KERN_WARNING "%s: %d callbacks suppressed\n",
				func, missed);
	return ret;
}
