// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/vm_sysctl.c - /proc/sys/vm: how much memory is kept free, and dirty
 *
 * Locking    watermarks_mutex: min_free_kbytes, lowmem_reserve_ratio and what
 *            is computed from them.
 * Entry      vm_sysctl_init()
 *
 * Mirrors: Linux 4.6 kernel/sysctl.c and the handlers of mm/page_alloc.c.  What
 * concerns overcommit and the OOM killer is in kernel/sysctl.c.
 */
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/swap.h>
#include <linux/sysctl.h>
#include <linux/writeback.h>

static DEFINE_MUTEX(watermarks_mutex);
static int percent_max = 100;
static int drop_caches_max = 4;

/* A change of either means new watermarks in all zones. */
static int watermarks_handler(struct ctl_table *table, int write, void *buffer,
			      size_t *length, loff_t *ppos)
{
	int i, ret;

	mutex_lock(&watermarks_mutex);
	ret = proc_dointvec_minmax(table, write, buffer, length, ppos);
	if (!ret && write) {
		for (i = 0; i < MAX_NR_ZONES - 1; i++)
			if (sysctl_lowmem_reserve_ratio[i] < 1)
				sysctl_lowmem_reserve_ratio[i] = 1;
		setup_per_zone_wmarks();
	}
	mutex_unlock(&watermarks_mutex);
	return ret;
}

#define VM_INT(name, var, lo, hi) \
	{ .procname = name, .data = &(var), .maxlen = sizeof(int), \
	  .mode = 0644, .proc_handler = proc_dointvec_minmax,	\
	  .extra1 = (lo), .extra2 = (hi) }

static struct ctl_table vm_table[] = {
	{ .procname = "min_free_kbytes", .data = &min_free_kbytes,
	  .maxlen = sizeof(int), .mode = 0644,
	  .proc_handler = watermarks_handler, .extra1 = SYSCTL_ZERO },
	{ .procname = "lowmem_reserve_ratio",
	  .data = sysctl_lowmem_reserve_ratio,
	  .maxlen = sizeof(sysctl_lowmem_reserve_ratio), .mode = 0644,
	  .proc_handler = watermarks_handler },
	{ .procname = "drop_caches", .data = &sysctl_drop_caches,
	  .maxlen = sizeof(int), .mode = 0644,
	  .proc_handler = drop_caches_sysctl_handler,
	  .extra1 = SYSCTL_ONE, .extra2 = &drop_caches_max },
	VM_INT("dirty_ratio", vm_dirty_ratio, SYSCTL_ZERO, &percent_max),
	VM_INT("dirty_background_ratio", dirty_background_ratio, SYSCTL_ZERO,
	       &percent_max),
	VM_INT("dirty_writeback_centisecs", dirty_writeback_interval,
	       SYSCTL_ZERO, SYSCTL_INT_MAX),
	VM_INT("dirty_expire_centisecs", dirty_expire_interval, SYSCTL_ZERO,
	       SYSCTL_INT_MAX),
	{ }
};

/**
 * vm_sysctl_init() - register the tunables
 *
 * Context: boot, after proc_root_init().
 */
void __init vm_sysctl_init(void)
{
	register_sysctl("vm", vm_table);
}
