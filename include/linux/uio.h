/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/uio.h - iov_iter: where the bytes of one read or write go
 *
 * A filesystem must not care whether its data goes to user memory, to kernel
 * memory or to pages: it copies to an iov_iter, which knows, counts down, and
 * steps from segment to segment.
 */
#ifndef _LINUX_UIO_H
#define _LINUX_UIO_H

#include <linux/types.h>
#include <linux/kernel.h>

#include <uapi/linux/uio.h>

struct page;

struct kvec {
	void	*iov_base;
	size_t	iov_len;
};

struct bio_vec {
	struct page	*bv_page;
	unsigned int	bv_len;
	unsigned int	bv_offset;
};

/* The low bit of ->type is the direction, READ or WRITE (linux/fs.h). */
enum iter_type {
	ITER_IOVEC = 0,		/* user memory */
	ITER_KVEC = 2,		/* kernel memory */
	ITER_BVEC = 4,		/* pages */
};

struct iov_iter {
	int		type;
	size_t		iov_offset;	/* into the first segment, bytes */
	size_t		count;		/* bytes left in all */
	union {
		const struct iovec	*iov;
		const struct kvec	*kvec;
		const struct bio_vec	*bvec;
	};
	unsigned long	nr_segs;
};

static inline enum iter_type iov_iter_type(const struct iov_iter *i)
{
	return i->type & ~1;
}

static inline bool iter_is_iovec(const struct iov_iter *i)
{
	return iov_iter_type(i) == ITER_IOVEC;
}

static inline bool iov_iter_is_kvec(const struct iov_iter *i)
{
	return iov_iter_type(i) == ITER_KVEC;
}

static inline bool iov_iter_is_bvec(const struct iov_iter *i)
{
	return iov_iter_type(i) == ITER_BVEC;
}

static inline unsigned char iov_iter_rw(const struct iov_iter *i)
{
	return i->type & 1;
}

static inline size_t iov_iter_count(const struct iov_iter *i)
{
	return i->count;
}

static inline void iov_iter_truncate(struct iov_iter *i, u64 count)
{
	if (i->count > count)
		i->count = count;
}

/* Undoes iov_iter_truncate() when the caller knows the former count. */
static inline void iov_iter_reexpand(struct iov_iter *i, size_t count)
{
	i->count = count;
}

static inline size_t iov_length(const struct iovec *iov, unsigned long nr_segs)
{
	unsigned long seg;
	size_t ret = 0;

	for (seg = 0; seg < nr_segs; seg++)
		ret += iov[seg].iov_len;
	return ret;
}

void iov_iter_init(struct iov_iter *i, unsigned int direction,
		   const struct iovec *iov, unsigned long nr_segs,
		   size_t count);
void iov_iter_kvec(struct iov_iter *i, unsigned int direction,
		   const struct kvec *kvec, unsigned long nr_segs,
		   size_t count);
void iov_iter_bvec(struct iov_iter *i, unsigned int direction,
		   const struct bio_vec *bvec, unsigned long nr_segs,
		   size_t count);
void iov_iter_advance(struct iov_iter *i, size_t bytes);
void iov_iter_revert(struct iov_iter *i, size_t bytes);
size_t iov_iter_single_seg_count(const struct iov_iter *i);

size_t copy_to_iter(const void *addr, size_t bytes, struct iov_iter *i);
size_t copy_from_iter(void *addr, size_t bytes, struct iov_iter *i);
bool copy_from_iter_full(void *addr, size_t bytes, struct iov_iter *i);
size_t iov_iter_zero(size_t bytes, struct iov_iter *i);
size_t copy_page_to_iter(struct page *page, size_t offset, size_t bytes,
			 struct iov_iter *i);
size_t copy_page_from_iter(struct page *page, size_t offset, size_t bytes,
			   struct iov_iter *i);
size_t iov_iter_copy_from_user_atomic(struct page *page, struct iov_iter *i,
				      unsigned long offset, size_t bytes);
int iov_iter_fault_in_readable(struct iov_iter *i, size_t bytes);
ssize_t iov_iter_get_pages(struct iov_iter *i, struct page **pages,
			   size_t maxsize, unsigned int maxpages,
			   size_t *start);

ssize_t import_iovec(int type, const struct iovec __user *uvector,
		     unsigned int nr_segs, unsigned int fast_segs,
		     struct iovec **iovp, struct iov_iter *i);
int import_single_range(int rw, void __user *buf, size_t len,
			struct iovec *iov, struct iov_iter *i);

#endif /* _LINUX_UIO_H */
