/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/mpage.h - many pages of a file in one bio
 *
 * Mirrors: Linux 4.6 include/linux/mpage.h.
 */
#ifndef _LINUX_MPAGE_H
#define _LINUX_MPAGE_H

#include <linux/buffer_head.h>

struct writeback_control;

int mpage_readpages(struct address_space *mapping, struct list_head *pages,
		    unsigned int nr_pages, get_block_t *get_block);
int mpage_readpage(struct page *page, get_block_t *get_block);
int mpage_writepages(struct address_space *mapping,
		     struct writeback_control *wbc, get_block_t *get_block);

#endif /* _LINUX_MPAGE_H */
