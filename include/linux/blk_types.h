/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/blk_types.h - struct bio: so many bytes of pages, to or from a device
 *
 *	bio->bi_io_vec[0..bi_vcnt)	pages, immutable once submitted
 *	bio->bi_iter			where in the device and in the pages we
 *					are; advances, and is all that a split
 *					or a clone changes
 *
 * Mirrors: Linux 4.6 include/linux/blk_types.h.
 * Simpler than Linux in: no integrity data, cgroups, discard.
 */
#ifndef _LINUX_BLK_TYPES_H
#define _LINUX_BLK_TYPES_H

#include <linux/types.h>
#include <linux/uio.h>

struct bio;
struct block_device;
struct mempool_s;
struct page;

typedef void (bio_end_io_t)(struct bio *bio);

struct bvec_iter {
	sector_t	bi_sector;	/* on bi_bdev, in 512-byte units */
	unsigned int	bi_size;	/* bytes left */
	unsigned int	bi_idx;		/* in bi_io_vec */
	unsigned int	bi_bvec_done;	/* bytes done of that bio_vec */
};

/* The owner's until submit_bio(), the block layer's until bi_end_io(). */
struct bio {
	struct bio		*bi_next;	/* request's or caller's list */
	struct block_device	*bi_bdev;
	unsigned int		bi_flags;	/* BIO_* bits */
	int			bi_error;	/* 0 or -errno, at the end */
	unsigned long		bi_rw;		/* READ, WRITE, REQ_* */
	struct bvec_iter	bi_iter;
	atomic_t		__bi_remaining;	/* [a] bio_chain() */
	bio_end_io_t		*bi_end_io;
	void			*bi_private;	/* bi_end_io()'s */
	unsigned short		bi_vcnt;	/* bio_vecs in use */
	unsigned short		bi_max_vecs;	/* bio_vecs there are */
	atomic_t		__bi_cnt;	/* [a] references */
	struct bio_vec		*bi_io_vec;	/* bi_inline_vecs, or shared */
	struct mempool_s	*bi_pool;	/* the reserve it is from, or NULL */
	struct bio_vec		bi_inline_vecs[];
};

/* bi_flags */
#define BIO_CHAIN	3	/* __bi_remaining counts */
#define BIO_QUIET	6	/* the submitter does not want messages */

enum rq_flag_bits {
	__REQ_WRITE,		/* not set, read; set, write */
	__REQ_FAILFAST_DEV,
	__REQ_FAILFAST_TRANSPORT,
	__REQ_FAILFAST_DRIVER,
	__REQ_SYNC,		/* somebody waits */
	__REQ_META,		/* metadata */
	__REQ_PRIO,
	__REQ_DISCARD,
	__REQ_SECURE,
	__REQ_WRITE_SAME,
	__REQ_NOIDLE,
	__REQ_INTEGRITY,
	__REQ_FUA,		/* on the medium when it is done */
	__REQ_FLUSH,		/* what was done before is on the medium */
	__REQ_RAHEAD,		/* may fail: nobody waits */
	__REQ_FLUSH_SEQ,	/* request: part of a flush sequence */
};

#define REQ_WRITE		(1UL << __REQ_WRITE)
#define REQ_SYNC		(1UL << __REQ_SYNC)
#define REQ_META		(1UL << __REQ_META)
#define REQ_PRIO		(1UL << __REQ_PRIO)
#define REQ_DISCARD		(1UL << __REQ_DISCARD)
#define REQ_NOIDLE		(1UL << __REQ_NOIDLE)
#define REQ_FUA			(1UL << __REQ_FUA)
#define REQ_FLUSH		(1UL << __REQ_FLUSH)
#define REQ_RAHEAD		(1UL << __REQ_RAHEAD)
#define REQ_FLUSH_SEQ		(1UL << __REQ_FLUSH_SEQ)

/* READ is 0 and WRITE is REQ_WRITE (linux/fs.h); further words for bi_rw. */
#define RW_MASK			REQ_WRITE
#define READA			REQ_RAHEAD
#define READ_SYNC		(READ | REQ_SYNC)
#define WRITE_SYNC		(WRITE | REQ_SYNC | REQ_NOIDLE)
#define WRITE_FLUSH		(WRITE | REQ_SYNC | REQ_NOIDLE | REQ_FLUSH)
#define WRITE_FUA		(WRITE | REQ_SYNC | REQ_NOIDLE | REQ_FUA)
#define WRITE_FLUSH_FUA \
	(WRITE | REQ_SYNC | REQ_NOIDLE | REQ_FLUSH | REQ_FUA)

#endif /* _LINUX_BLK_TYPES_H */
