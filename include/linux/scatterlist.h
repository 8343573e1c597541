/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/scatterlist.h - memory of a transfer, as a list of page pieces
 *
 * Mirrors: Linux 4.6 include/linux/scatterlist.h.
 * Simpler than Linux in: an array, never a chain of arrays; the end is marked
 * in bit 1 of page_link as there.
 */
#ifndef _LINUX_SCATTERLIST_H
#define _LINUX_SCATTERLIST_H

#include <linux/mm.h>
#include <linux/string.h>
#include <linux/types.h>

struct scatterlist {
	unsigned long	page_link;	/* page, and the end mark */
	unsigned int	offset;
	unsigned int	length;
};

#define SG_END			0x02UL

#define sg_is_last(sg)		((sg)->page_link & SG_END)
#define sg_page(sg)		((struct page *)((sg)->page_link & ~3UL))

static inline struct scatterlist *sg_next(struct scatterlist *sg)
{
	return sg_is_last(sg) ? NULL : sg + 1;
}

static inline void sg_mark_end(struct scatterlist *sg)
{
	sg->page_link |= SG_END;
}

static inline void sg_unmark_end(struct scatterlist *sg)
{
	sg->page_link &= ~SG_END;
}

static inline void sg_init_table(struct scatterlist *sgl, unsigned int nents)
{
	memset(sgl, 0, sizeof(*sgl) * nents);
	sg_mark_end(&sgl[nents - 1]);
}

static inline void sg_set_page(struct scatterlist *sg, struct page *page,
			       unsigned int len, unsigned int offset)
{
	sg->page_link = (sg->page_link & SG_END) | (unsigned long)page;
	sg->offset = offset;
	sg->length = len;
}

/* @buf is in the direct map: kmalloc() memory, not a stack, not vmalloc(). */
static inline void sg_set_buf(struct scatterlist *sg, const void *buf,
			      unsigned int len)
{
	sg_set_page(sg, virt_to_page(buf), len, offset_in_page(buf));
}

static inline void sg_init_one(struct scatterlist *sg, const void *buf,
			       unsigned int len)
{
	sg_init_table(sg, 1);
	sg_set_buf(sg, buf, len);
}

static inline dma_addr_t sg_phys(struct scatterlist *sg)
{
	return page_to_phys(sg_page(sg)) + sg->offset;
}

#endif /* _LINUX_SCATTERLIST_H */
