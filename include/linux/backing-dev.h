/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/backing-dev.h - what the page cache must know about a device
 */
#ifndef _LINUX_BACKING_DEV_H
#define _LINUX_BACKING_DEV_H

#include <linux/fs.h>
#include <linux/list.h>
#include <linux/spinlock.h>

/* capabilities */
#define BDI_CAP_NO_ACCT_DIRTY	0x00000001
#define BDI_CAP_NO_WRITEBACK	0x00000002
#define BDI_CAP_NO_ACCT_WB	0x00000004
#define BDI_CAP_STABLE_WRITES	0x00000008
#define BDI_CAP_NO_ACCT_AND_WRITEBACK \
	(BDI_CAP_NO_WRITEBACK | BDI_CAP_NO_ACCT_DIRTY | BDI_CAP_NO_ACCT_WB)

/* One writeback context per device. */
struct bdi_writeback {
	struct backing_dev_info *bdi;	/* [I] */
	unsigned long state;		/* [a] */
	spinlock_t list_lock;		/* the lists below */
	struct list_head b_dirty;	/* dirty inodes, oldest last */
	struct list_head b_io;		/* parked for writeback */
	struct list_head b_more_io;	/* parked for more writeback */
	struct list_head b_dirty_time;	/* only a timestamp is dirty */
};

struct backing_dev_info {
	struct list_head bdi_list;
	unsigned long ra_pages;		/* max readahead, in pages */
	unsigned long io_pages;		/* max request, in pages */
	unsigned int capabilities;	/* BDI_CAP_* */
	const char *name;
	struct bdi_writeback wb;
};

/* Of tmpfs, ramfs, proc and all that have nothing to write to. */
extern struct backing_dev_info noop_backing_dev_info;
void bdi_init(struct backing_dev_info *bdi);

static inline struct backing_dev_info *inode_to_bdi(struct inode *inode)
{
	struct super_block *sb = inode ? inode->i_sb : NULL;

	return sb && sb->s_bdi ? sb->s_bdi : &noop_backing_dev_info;
}

static inline bool bdi_cap_writeback_dirty(struct backing_dev_info *bdi)
{
	return !(bdi->capabilities & BDI_CAP_NO_WRITEBACK);
}

static inline bool bdi_cap_account_dirty(struct backing_dev_info *bdi)
{
	return !(bdi->capabilities & BDI_CAP_NO_ACCT_DIRTY);
}

static inline bool bdi_cap_account_writeback(struct backing_dev_info *bdi)
{
	return !(bdi->capabilities & (BDI_CAP_NO_ACCT_WB |
				      BDI_CAP_NO_WRITEBACK));
}

static inline bool bdi_cap_stable_pages_required(struct backing_dev_info *bdi)
{
	return bdi->capabilities & BDI_CAP_STABLE_WRITES;
}

static inline bool mapping_cap_writeback_dirty(struct address_space *mapping)
{
	return bdi_cap_writeback_dirty(inode_to_bdi(mapping->host));
}

static inline bool mapping_cap_account_dirty(struct address_space *mapping)
{
	return bdi_cap_account_dirty(inode_to_bdi(mapping->host));
}

#endif /* _LINUX_BACKING_DEV_H */
