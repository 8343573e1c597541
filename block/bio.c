// SPDX-License-Identifier: GPL-2.0-only
/*
 * block/bio.c - bios: made, filled, split, finished
 *
 * Data       struct bio, its bio_vecs right behind it; a split one shares those
 *            of the bio it was split from.
 * I1         bi_io_vec does not change between submit_bio() and bi_end_io();
 *            who works on a bio moves bi_iter, or a copy of it.
 * I2         bi_end_io() is called once, when __bi_remaining is 0: the bio's
 *            own work and that of all bios chained to it is done.
 * I3         An allocation that may sleep never fails: there is a reserve of
 *            bios of full size, and each comes back when its i/o is done. Split
 *            bios have their own: who splits holds a bio already.
 * Lifetime   __bi_cnt, from 1; bi_end_io() usually drops the last.
 * Entry      bio_alloc() bio_add_page() bio_split() bio_endio() bio_put()
 *            submit_bio_wait()
 *
 * Mirrors: Linux 4.6 block/bio.c.
 * Simpler than Linux in: one reserve instead of bio_sets; no bios of user
 * pages, no copies, no integrity data.
 */
#include <linux/bio.h>

#include <linux/blkdev.h>
#include <linux/completion.h>
#include <linux/init.h>
#include <linux/mempool.h>
#include <linux/panic.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "blk.h"

#define BIO_RESERVE		2

static mempool_t *bio_pool;		/* bios with BIO_MAX_PAGES vecs */
static mempool_t *split_pool;		/* bios without: of bio_split() */

static inline size_t bio_size(unsigned int nr_iovecs)
{
	return sizeof(struct bio) + nr_iovecs * sizeof(struct bio_vec);
}

/**
 * bio_init() - a bio of the caller's memory, without bio_vecs
 * @bio: the memory
 */
void bio_init(struct bio *bio)
{
	memset(bio, 0, sizeof(*bio));
	atomic_set(&bio->__bi_remaining, 1);
	atomic_set(&bio->__bi_cnt, 1);
}

static struct bio *bio_setup(struct bio *bio, unsigned int nr_iovecs)
{
	bio_init(bio);
	bio->bi_io_vec = bio->bi_inline_vecs;
	bio->bi_max_vecs = nr_iovecs;
	return bio;
}

/**
 * bio_kmalloc() - a bio that may not be had
 * @gfp_mask: how hard to try
 * @nr_iovecs: how many pieces of pages it will hold
 *
 * Context: as @gfp_mask says.
 * Return: a bio with one reference, or NULL.
 */
struct bio *bio_kmalloc(gfp_t gfp_mask, unsigned int nr_iovecs)
{
	struct bio *bio;

	if (nr_iovecs > BIO_MAX_PAGES)
		return NULL;
	bio = kmalloc(bio_size(nr_iovecs), gfp_mask);
	return bio ? bio_setup(bio, nr_iovecs) : NULL;
}

static struct bio *bio_from_pool(mempool_t *pool, gfp_t gfp_mask,
				 unsigned int nr_iovecs)
{
	struct bio *bio = mempool_alloc(pool, gfp_mask);

	if (!bio)
		return NULL;
	bio_setup(bio, nr_iovecs);
	bio->bi_pool = pool;
	return bio;
}

/**
 * bio_alloc() - a bio
 * @gfp_mask: how hard to try; with __GFP_DIRECT_RECLAIM it does not fail (I3)
 * @nr_iovecs: how many pieces of pages it will hold, at most BIO_MAX_PAGES
 *
 * Who allocates a second bio before submitting the first must not rely on I3.
 *
 * Context: as @gfp_mask says.
 * Return: a bio with one reference, or NULL.
 */
struct bio *bio_alloc(gfp_t gfp_mask, unsigned int nr_iovecs)
{
	struct bio *bio;

	bio = bio_kmalloc(gfp_mask | __GFP_NOWARN | __GFP_NORETRY, nr_iovecs);
	if (bio || nr_iovecs > BIO_MAX_PAGES)
		return bio;
	return bio_from_pool(bio_pool, gfp_mask, nr_iovecs);
}

/**
 * bio_put() - a reference less
 * @bio: the bio
 *
 * Context: any.
 */
void bio_put(struct bio *bio)
{
	/* Alone: nobody can count up meanwhile. */
	if (atomic_read(&bio->__bi_cnt) != 1 &&
	    !atomic_dec_and_test(&bio->__bi_cnt))
		return;
	if (bio->bi_pool)
		mempool_free(bio, bio->bi_pool);
	else
		kfree(bio);
}

/**
 * bio_add_page() - one piece more
 * @bio: not submitted yet
 * @page: stays alive until the bio is done
 * @len: bytes
 * @offset: in @page, bytes
 *
 * Return: @len, or 0: there is no room.
 */
int bio_add_page(struct bio *bio, struct page *page, unsigned int len,
		 unsigned int offset)
{
	struct bio_vec *bv;

	if (bio->bi_vcnt) {
		bv = &bio->bi_io_vec[bio->bi_vcnt - 1];
		if (bv->bv_page == page && bv->bv_offset + bv->bv_len == offset) {
			bv->bv_len += len;
			goto done;
		}
	}
	if (bio->bi_vcnt >= bio->bi_max_vecs)
		return 0;
	bv = &bio->bi_io_vec[bio->bi_vcnt++];
	bv->bv_page = page;
	bv->bv_len = len;
	bv->bv_offset = offset;
done:
	bio->bi_iter.bi_size += len;
	return len;
}

/**
 * bio_advance() - so many bytes are done
 * @bio: the bio
 * @bytes: at most what is left
 */
void bio_advance(struct bio *bio, unsigned int bytes)
{
	bio_advance_iter(bio, &bio->bi_iter, bytes);
}

static void bio_chain_endio(struct bio *bio)
{
	struct bio *parent = bio->bi_private;

	if (bio->bi_error)
		parent->bi_error = bio->bi_error;
	bio_put(bio);
	bio_endio(parent);
}

/**
 * bio_chain() - @parent is not done before @bio is
 * @bio: without an end_io of its own
 * @parent: its bi_end_io() will be called when both are done
 */
void bio_chain(struct bio *bio, struct bio *parent)
{
	bio->bi_private = parent;
	bio->bi_end_io = bio_chain_endio;
	bio_set_flag(parent, BIO_CHAIN);
	atomic_inc(&parent->__bi_remaining);
}

/**
 * bio_split() - the first part of a bio as a bio of its own
 * @bio: is left with the rest
 * @sectors: of the first part; fewer than @bio has
 * @gfp: for the new bio
 *
 * Return: the first part, sharing @bio's bio_vecs; or NULL without memory.
 */
struct bio *bio_split(struct bio *bio, int sectors, gfp_t gfp)
{
	struct bio *split = bio_from_pool(split_pool, gfp, 0);

	if (!split)
		return NULL;
	split->bi_io_vec = bio->bi_io_vec;
	split->bi_bdev = bio->bi_bdev;
	split->bi_rw = bio->bi_rw;
	split->bi_iter = bio->bi_iter;
	split->bi_iter.bi_size = sectors << 9;
	bio_advance(bio, sectors << 9);
	return split;
}

/**
 * bio_endio() - the work on a bio has ended, well or with bi_error
 * @bio: belongs to its owner again, afterwards
 *
 * Context: any, interrupts too.
 */
void bio_endio(struct bio *bio)
{
	if (bio_flagged(bio, BIO_CHAIN)) {
		if (!atomic_dec_and_test(&bio->__bi_remaining))
			return;
		bio_clear_flag(bio, BIO_CHAIN);
	}
	if (bio->bi_end_io)
		bio->bi_end_io(bio);
}

static void submit_bio_wait_endio(struct bio *bio)
{
	complete(bio->bi_private);
}

/**
 * submit_bio_wait() - do the i/o of a bio and wait for it
 * @rw: as for submit_bio()
 * @bio: stays the caller's
 *
 * Context: may sleep.
 * Return: 0 or -errno.
 */
int submit_bio_wait(int rw, struct bio *bio)
{
	DECLARE_COMPLETION_ONSTACK(done);

	bio->bi_private = &done;
	bio->bi_end_io = submit_bio_wait_endio;
	submit_bio(rw | REQ_SYNC, bio);
	wait_for_completion_io(&done);
	return bio->bi_error;
}

/**
 * bio_pool_init() - the reserve (I3)
 *
 * Context: boot.
 */
void __init bio_pool_init(void)
{
	bio_pool = mempool_create_kmalloc_pool(BIO_RESERVE,
					       bio_size(BIO_MAX_PAGES));
	split_pool = mempool_create_kmalloc_pool(BIO_RESERVE, bio_size(0));
	if (!bio_pool || !split_pool)
		panic("bio: no memory for the reserve\n");
}
