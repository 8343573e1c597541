/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/bio.h - making bios and walking over them
 *
 *	bio = bio_alloc(GFP_NOFS, nr_pages);
 *	bio->bi_bdev = bdev;
 *	bio->bi_iter.bi_sector = sector;
 *	bio->bi_end_io = done;			calls bio_put() some day
 *	bio_add_page(bio, page, len, offset);	less than len: full
 *	submit_bio(READ, bio);
 *
 * Mirrors: Linux 4.6 include/linux/bio.h.
 */
#ifndef _LINUX_BIO_H
#define _LINUX_BIO_H

#include <linux/atomic.h>
#include <linux/blk_types.h>
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/mm.h>

#define BIO_MAX_PAGES		256

#define bio_sectors(bio)	((bio)->bi_iter.bi_size >> 9)
#define bio_end_sector(bio)	((bio)->bi_iter.bi_sector + bio_sectors(bio))
#define bio_data_dir(bio)	((bio)->bi_rw & REQ_WRITE ? WRITE : READ)

static inline bool bio_has_data(struct bio *bio)
{
	return bio && bio->bi_iter.bi_size;
}

static inline bool bio_flagged(struct bio *bio, unsigned int bit)
{
	return bio->bi_flags & (1U << bit);
}

static inline void bio_set_flag(struct bio *bio, unsigned int bit)
{
	bio->bi_flags |= 1U << bit;
}

static inline void bio_clear_flag(struct bio *bio, unsigned int bit)
{
	bio->bi_flags &= ~(1U << bit);
}

/* What is left of the bio_vec where @iter stands. */
static inline struct bio_vec bvec_iter_bvec(const struct bio_vec *vec,
					    struct bvec_iter iter)
{
	const struct bio_vec *bv = &vec[iter.bi_idx];

	return (struct bio_vec) {
		.bv_page = bv->bv_page,
		.bv_len = min(bv->bv_len - iter.bi_bvec_done, iter.bi_size),
		.bv_offset = bv->bv_offset + iter.bi_bvec_done,
	};
}

#define bio_iter_iovec(bio, iter) bvec_iter_bvec((bio)->bi_io_vec, iter)

static inline void bvec_iter_advance(const struct bio_vec *vec,
				     struct bvec_iter *iter, unsigned int bytes)
{
	while (bytes) {
		unsigned int left = vec[iter->bi_idx].bv_len -
				    iter->bi_bvec_done;
		unsigned int len = min(bytes, left);

		bytes -= len;
		iter->bi_size -= len;
		iter->bi_bvec_done += len;
		if (len == left) {
			iter->bi_bvec_done = 0;
			iter->bi_idx++;
		}
	}
}

static inline void bio_advance_iter(struct bio *bio, struct bvec_iter *iter,
				    unsigned int bytes)
{
	iter->bi_sector += bytes >> 9;
	bvec_iter_advance(bio->bi_io_vec, iter, bytes);
}

/* For whoever does the i/o: what is left, piece by piece. */
#define __bio_for_each_segment(bvl, bio, iter, start)			\
	for (iter = (start);						\
	     (iter).bi_size && ((bvl = bio_iter_iovec(bio, iter)), 1);	\
	     bio_advance_iter(bio, &(iter), (bvl).bv_len))

#define bio_for_each_segment(bvl, bio, iter)				\
	__bio_for_each_segment(bvl, bio, iter, (bio)->bi_iter)

/* For the owner, whatever was done: all that bio_add_page() put in. */
#define bio_for_each_segment_all(bvl, bio, i)				\
	for (i = 0, bvl = (bio)->bi_io_vec; i < (bio)->bi_vcnt; i++, bvl++)

/* block/bio.c */
void bio_init(struct bio *bio);
struct bio *bio_alloc(gfp_t gfp_mask, unsigned int nr_iovecs);
struct bio *bio_kmalloc(gfp_t gfp_mask, unsigned int nr_iovecs);
void bio_put(struct bio *bio);
int bio_add_page(struct bio *bio, struct page *page, unsigned int len,
		 unsigned int offset);
void bio_advance(struct bio *bio, unsigned int bytes);
void bio_chain(struct bio *bio, struct bio *parent);
struct bio *bio_split(struct bio *bio, int sectors, gfp_t gfp);
void bio_endio(struct bio *bio);
int submit_bio_wait(int rw, struct bio *bio);

static inline void bio_get(struct bio *bio)
{
	atomic_inc(&bio->__bi_cnt);
}

static inline void bio_io_error(struct bio *bio)
{
	bio->bi_error = -EIO;
	bio_endio(bio);
}

#endif /* _LINUX_BIO_H */
