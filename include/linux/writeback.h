/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/writeback.h - what is to be written, how much, and whether to wait
 */
#ifndef _LINUX_WRITEBACK_H
#define _LINUX_WRITEBACK_H

#include <linux/fs.h>
#include <linux/types.h>

enum writeback_sync_modes {
	WB_SYNC_NONE,		/* start it */
	WB_SYNC_ALL,		/* data integrity: wait for all of it */
};

enum wb_reason {
	WB_REASON_BACKGROUND,
	WB_REASON_TRY_TO_FREE_PAGES,
	WB_REASON_SYNC,
	WB_REASON_PERIODIC,
	WB_REASON_LAPTOP_TIMER,
	WB_REASON_FREE_MORE_MEM,
	WB_REASON_FS_FREE_SPACE,
	WB_REASON_FORKER_THREAD,
	WB_REASON_MAX,
};

/* One writeback request; owned by its caller. */
struct writeback_control {
	long nr_to_write;	/* pages left to write */
	long pages_skipped;	/* pages that could not be written */
	loff_t range_start;	/* in bytes, both inclusive */
	loff_t range_end;
	enum writeback_sync_modes sync_mode;
	unsigned for_kupdate:1;		/* periodic */
	unsigned for_background:1;	/* above the background threshold */
	unsigned tagged_writepages:1;	/* tag first, against livelock */
	unsigned for_reclaim:1;
	unsigned range_cyclic:1;	/* start at mapping->writeback_index */
	unsigned for_sync:1;
};

/* mm/page-writeback.c */
extern int dirty_background_ratio;
extern int vm_dirty_ratio;
extern unsigned int dirty_writeback_interval;	/* centiseconds */
extern unsigned int dirty_expire_interval;	/* centiseconds */

typedef int (*writepage_t)(struct page *page, struct writeback_control *wbc,
			   void *data);
int generic_writepages(struct address_space *mapping,
		       struct writeback_control *wbc);
int write_cache_pages(struct address_space *mapping,
		      struct writeback_control *wbc, writepage_t writepage,
		      void *data);
int do_writepages(struct address_space *mapping,
		  struct writeback_control *wbc);
int write_one_page(struct page *page);
void tag_pages_for_writeback(struct address_space *mapping, pgoff_t start,
			     pgoff_t end);
void balance_dirty_pages_ratelimited(struct address_space *mapping);
void page_writeback_init(void);
void set_background_writeback(void (*start)(void));
void global_dirty_limits(unsigned long *pbackground, unsigned long *pdirty);
int test_clear_page_writeback(struct page *page);
int __test_set_page_writeback(struct page *page, bool keep_write);

#define test_set_page_writeback(page)	__test_set_page_writeback(page, false)
#define set_page_writeback(page)	__test_set_page_writeback(page, false)
#define set_page_writeback_keepwrite(page) \
	__test_set_page_writeback(page, true)

int mapping_tagged(struct address_space *mapping, int tag);

/* fs/fs-writeback.c */
void writeback_inodes_sb(struct super_block *sb, enum wb_reason reason);
void sync_inodes_sb(struct super_block *sb);
void wakeup_flusher_threads(long nr_pages, enum wb_reason reason);
int write_inode_now(struct inode *inode, int sync);
int sync_inode_metadata(struct inode *inode, int wait);
void inode_wait_for_writeback(struct inode *inode);
void writeback_init(void);

#endif /* _LINUX_WRITEBACK_H */
