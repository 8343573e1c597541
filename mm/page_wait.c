// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/page_wait.c - waiting for a bit of a page: the page lock, and writeback
 *
 * Who waits hangs an entry into one of a few shared queues, chosen by the
 * page's address, and sets PG_waiters; who clears the bit looks at
 * PG_waiters, which is in the same word, and wakes if it is set.
 *
 * I1         PG_waiters is set while somebody waits for the page; it is set
 *            before the bit is looked at for the last time, and cleared, with
 *            the queue locked, by a waker that finds nobody else waiting.
 * Locking    the queue's lock, interrupts off.
 * Entry      lock_page() unlock_page() wait_on_page_bit()
 *            end_page_writeback()
 *
 * Mirrors: Linux 4.10 mm/filemap.c (wait_on_page_bit_common and kin).
 */
#include <linux/pagemap.h>

#include <linux/backing-dev.h>
#include <linux/hash.h>
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/sched/signal.h>
#include <linux/swap.h>
#include <linux/wait.h>
#include <linux/writeback.h>

#include "internal.h"

#define PAGE_WAIT_TABLE_BITS	6
static wait_queue_head_t page_wait_table[1 << PAGE_WAIT_TABLE_BITS]
	____cacheline_aligned;

struct wait_page_key {
	struct page *page;
	int bit_nr;
	bool page_match;	/* somebody waits for the page, whatever bit */
};

struct wait_page_queue {
	struct page *page;
	int bit_nr;
	wait_queue_entry_t wait;
};

static wait_queue_head_t *page_waitqueue(struct page *page)
{
	return &page_wait_table[hash_ptr(page, PAGE_WAIT_TABLE_BITS)];
}

/**
 * pagecache_init() - pages can be waited for
 *
 * Context: boot.
 */
void __init pagecache_init(void)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(page_wait_table); i++)
		init_waitqueue_head(&page_wait_table[i]);
}

static int wake_page_function(wait_queue_entry_t *wait, unsigned int mode,
			      int sync, void *arg)
{
	struct wait_page_key *key = arg;
	struct wait_page_queue *waiter =
		container_of(wait, struct wait_page_queue, wait);

	if (waiter->page != key->page)
		return 0;
	key->page_match = true;
	if (waiter->bit_nr != key->bit_nr)
		return 0;
	/* Somebody new was faster: waking would be in vain. */
	if (test_bit(key->bit_nr, &key->page->flags))
		return -1;
	return autoremove_wake_function(wait, mode, sync, key);
}

static void wake_up_page_bit(struct page *page, int bit_nr)
{
	wait_queue_head_t *q = page_waitqueue(page);
	struct wait_page_key key = { .page = page, .bit_nr = bit_nr };
	unsigned long flags;

	spin_lock_irqsave(&q->lock, flags);
	__wake_up_locked_key(q, TASK_NORMAL, &key);
	/* An exclusive waiter that was woken hides those behind it. */
	if (!waitqueue_active(q) || !key.page_match)
		ClearPageWaiters(page);
	spin_unlock_irqrestore(&q->lock, flags);
}

static inline void wake_up_page(struct page *page, int bit_nr)
{
	if (unlikely(PageWaiters(page)))
		wake_up_page_bit(page, bit_nr);
}

/*
 * Wait until the bit is clear; with @lock, until it could be set by us.
 * Lockers are woken one at a time, behind those who only wait.
 */
static int wait_on_page_bit_common(struct page *page, int bit_nr, int state,
				   bool lock)
{
	wait_queue_head_t *q = page_waitqueue(page);
	struct wait_page_queue waiter = { .page = page, .bit_nr = bit_nr };
	wait_queue_entry_t *wait = &waiter.wait;
	int ret = 0;

	init_wait(wait);
	wait->func = wake_page_function;
	for (;;) {
		spin_lock_irq(&q->lock);
		if (list_empty(&wait->entry)) {
			if (lock)
				__add_wait_queue_entry_tail_exclusive(q, wait);
			else
				__add_wait_queue(q, wait);
			SetPageWaiters(page);
		}
		set_current_state(state);
		spin_unlock_irq(&q->lock);

		if (test_bit(bit_nr, &page->flags))
			io_schedule();
		if (lock ? !test_and_set_bit_lock(bit_nr, &page->flags) :
			   !test_bit(bit_nr, &page->flags))
			break;
		if (signal_pending_state(state, current)) {
			ret = -EINTR;
			break;
		}
	}
	finish_wait(q, wait);
	return ret;
}

/**
 * wait_on_page_bit() - wait until a flag of a page is clear
 * @page: the caller has a reference
 * @bit_nr: PG_locked or PG_writeback
 *
 * Context: may sleep.
 */
void wait_on_page_bit(struct page *page, int bit_nr)
{
	wait_on_page_bit_common(page, bit_nr, TASK_UNINTERRUPTIBLE, false);
}

/**
 * wait_on_page_bit_killable() - the same, unless the task is to die
 * @page: the caller has a reference
 * @bit_nr: PG_locked or PG_writeback
 *
 * Context: may sleep.
 * Return: 0, or -EINTR on a fatal signal.
 */
int wait_on_page_bit_killable(struct page *page, int bit_nr)
{
	return wait_on_page_bit_common(page, bit_nr, TASK_KILLABLE, false);
}

/**
 * __lock_page() - lock_page() of a page that is locked
 * @page: the caller has a reference
 *
 * Context: may sleep.
 */
void __lock_page(struct page *page)
{
	wait_on_page_bit_common(page, PG_locked, TASK_UNINTERRUPTIBLE, true);
}

/**
 * __lock_page_killable() - the same, unless the task is to die
 * @page: the caller has a reference
 *
 * Context: may sleep.
 * Return: 0, or -EINTR on a fatal signal, without the lock.
 */
int __lock_page_killable(struct page *page)
{
	return wait_on_page_bit_common(page, PG_locked, TASK_KILLABLE, true);
}

/**
 * __lock_page_or_retry() - lock a page in a fault, perhaps without mmap_sem
 * @page: the caller has a reference
 * @mm: its mmap_sem is held for reading
 * @flags: FAULT_FLAG_*
 *
 * Context: may sleep.
 * Return: 1 with the page locked; 0 without, and then, unless
 * FAULT_FLAG_RETRY_NOWAIT, mmap_sem was dropped.
 */
int __lock_page_or_retry(struct page *page, struct mm_struct *mm,
			 unsigned int flags)
{
	if (flags & FAULT_FLAG_ALLOW_RETRY) {
		if (flags & FAULT_FLAG_RETRY_NOWAIT)
			return 0;
		up_read(&mm->mmap_sem);
		if (flags & FAULT_FLAG_KILLABLE)
			wait_on_page_locked_killable(page);
		else
			wait_on_page_locked(page);
		return 0;
	}
	if (!(flags & FAULT_FLAG_KILLABLE)) {
		__lock_page(page);
		return 1;
	}
	if (!__lock_page_killable(page))
		return 1;
	up_read(&mm->mmap_sem);
	return 0;
}

/**
 * unlock_page() - give up the page lock
 * @page: locked by whomever
 *
 * Context: any.
 */
void unlock_page(struct page *page)
{
	BUG_ON(!PageLocked(page));
	clear_bit_unlock(PG_locked, &page->flags);
	smp_mb__after_atomic();
	wake_up_page(page, PG_locked);
}

/**
 * end_page_writeback() - a page reached the backing store
 * @page: under writeback
 *
 * Context: any, also interrupts.
 */
void end_page_writeback(struct page *page)
{
	/* Reclaim waits for this page: offer it first. */
	if (PageReclaim(page)) {
		ClearPageReclaim(page);
		rotate_reclaimable_page(page);
	}
	/* Writeback held the page in the cache; after it nothing does. */
	get_page(page);
	if (!test_clear_page_writeback(page))
		BUG();
	smp_mb__after_atomic();
	wake_up_page(page, PG_writeback);
	put_page(page);
}

/**
 * page_endio() - a page's read or write has ended
 * @page: locked (read) or under writeback (write)
 * @rw: READ or WRITE
 * @err: 0 or -errno
 *
 * Context: any, also interrupts.
 */
void page_endio(struct page *page, int rw, int err)
{
	if (rw == READ) {
		if (err) {
			ClearPageUptodate(page);
			SetPageError(page);
		} else {
			SetPageUptodate(page);
		}
		unlock_page(page);
		return;
	}
	if (err) {
		struct address_space *mapping = page_mapping(page);

		SetPageError(page);
		if (mapping)
			mapping_set_error(mapping, err);
	}
	end_page_writeback(page);
}

/**
 * wait_for_stable_page() - may the page change while it is written out?
 * @page: locked
 *
 * Waits for the end of writeback if the device computes checksums of it.
 *
 * Context: may sleep.
 */
void wait_for_stable_page(struct page *page)
{
	struct address_space *mapping = page_mapping(page);

	if (mapping && bdi_cap_stable_pages_required(inode_to_bdi(mapping->host)))
		wait_on_page_writeback(page);
}
