/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/idr.h - small numbers for pointers (idr), or just numbers (ida)
 *
 * idr: the user's lock serialises changes; idr_find() needs only
 * rcu_read_lock() if the objects are freed after a grace period.  To allocate
 * under a spinlock: idr_preload(GFP_KERNEL); spin_lock(); idr_alloc(...,
 * GFP_NOWAIT); spin_unlock(); idr_preload_end();
 * ida: locks itself.
 * Mirrors: Linux 4.x include/linux/idr.h (kept in a radix tree as from 4.11)
 */
#ifndef __IDR_H__
#define __IDR_H__

#include <linux/gfp.h>
#include <linux/radix-tree.h>
#include <linux/spinlock.h>
#include <linux/types.h>

/* [u] the user's lock */
struct idr {
	struct radix_tree_root	idr_rt;		/* [u] RCU read */
	unsigned int		idr_next;	/* [u] idr_alloc_cyclic() */
};

#define IDR_INIT(name)	{ .idr_rt = RADIX_TREE_INIT(0), .idr_next = 0 }
#define DEFINE_IDR(name) struct idr name = IDR_INIT(name)

static inline void idr_init(struct idr *idr)
{
	INIT_RADIX_TREE(&idr->idr_rt, 0);
	idr->idr_next = 0;
}

void idr_preload(gfp_t gfp_mask);

static inline void idr_preload_end(void)
{
	preempt_enable();
}

int idr_alloc(struct idr *idr, void *ptr, int start, int end, gfp_t gfp_mask);
int idr_alloc_cyclic(struct idr *idr, void *ptr, int start, int end,
		     gfp_t gfp_mask);
void *idr_find(const struct idr *idr, unsigned long id);
void *idr_remove(struct idr *idr, unsigned long id);
void *idr_replace(struct idr *idr, void *ptr, unsigned long id);
int idr_for_each(const struct idr *idr,
		 int (*fn)(int id, void *p, void *data), void *data);
void *idr_get_next(struct idr *idr, int *nextid);
bool idr_is_empty(const struct idr *idr);
void idr_destroy(struct idr *idr);

#define idr_for_each_entry(idr, entry, id)				\
	for (id = 0; ((entry) = idr_get_next(idr, &(id))) != NULL; ++id)

/* ids are kept 1024 to a chunk. */
#define IDA_CHUNK_SIZE		128
#define IDA_BITMAP_LONGS	(IDA_CHUNK_SIZE / sizeof(long))
#define IDA_BITMAP_BITS		(IDA_BITMAP_LONGS * sizeof(long) * 8)

struct ida_bitmap {
	unsigned long bitmap[IDA_BITMAP_LONGS];
};

/* [l] lock */
struct ida {
	spinlock_t		lock;
	struct radix_tree_root	ida_rt;		/* [l] id / 1024 -> ida_bitmap */
};

#define IDA_INIT(name) {						\
		.lock = __SPIN_LOCK_UNLOCKED(name.lock),		\
		.ida_rt = RADIX_TREE_INIT(GFP_NOWAIT),			\
	}
#define DEFINE_IDA(name) struct ida name = IDA_INIT(name)

void ida_init(struct ida *ida);
int ida_alloc_range(struct ida *ida, unsigned int min, unsigned int max,
		    gfp_t gfp);
void ida_free(struct ida *ida, unsigned int id);
void ida_destroy(struct ida *ida);
int ida_simple_get(struct ida *ida, unsigned int start, unsigned int end,
		   gfp_t gfp_mask);
void ida_simple_remove(struct ida *ida, unsigned int id);

static inline int ida_alloc(struct ida *ida, gfp_t gfp)
{
	return ida_alloc_range(ida, 0, ~0U, gfp);
}

static inline bool ida_is_empty(const struct ida *ida)
{
	return radix_tree_empty(&ida->ida_rt);
}

#endif
