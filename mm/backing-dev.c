// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/backing-dev.c - devices under file systems, as the page cache sees them
 *
 * Mirrors: Linux 4.6 mm/backing-dev.c.
 * Simpler than Linux in: no sysfs, no cgroups; one bdi_writeback for each.
 */
#include <linux/backing-dev.h>

#include <linux/mm.h>

struct backing_dev_info noop_backing_dev_info = {
	.name		= "noop",
	.capabilities	= BDI_CAP_NO_ACCT_AND_WRITEBACK,
};

/**
 * bdi_init() - a new device under file systems
 * @bdi: name and capabilities are set, the rest is not
 */
void bdi_init(struct backing_dev_info *bdi)
{
	struct bdi_writeback *wb = &bdi->wb;

	INIT_LIST_HEAD(&bdi->bdi_list);
	bdi->ra_pages = VM_MAX_READAHEAD * 1024 / PAGE_SIZE;
	bdi->io_pages = bdi->ra_pages;
	wb->bdi = bdi;
	wb->state = 0;
	spin_lock_init(&wb->list_lock);
	INIT_LIST_HEAD(&wb->b_dirty);
	INIT_LIST_HEAD(&wb->b_io);
	INIT_LIST_HEAD(&wb->b_more_io);
	INIT_LIST_HEAD(&wb->b_dirty_time);
}
