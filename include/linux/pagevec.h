/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/pagevec.h - a handful of pages, so that locks are taken per handful
 */
#ifndef _LINUX_PAGEVEC_H
#define _LINUX_PAGEVEC_H

#include <linux/types.h>

#define PAGEVEC_SIZE	14	/* with the header 16 words */

struct page;
struct address_space;

struct pagevec {
	unsigned long nr;
	unsigned long cold;
	struct page *pages[PAGEVEC_SIZE];
};

void __pagevec_release(struct pagevec *pvec);
void __pagevec_lru_add(struct pagevec *pvec);
unsigned int pagevec_lookup_entries(struct pagevec *pvec,
				    struct address_space *mapping,
				    pgoff_t start, unsigned int nr_entries,
				    pgoff_t *indices);
void pagevec_remove_exceptionals(struct pagevec *pvec);
unsigned int pagevec_lookup(struct pagevec *pvec,
			    struct address_space *mapping, pgoff_t start,
			    unsigned int nr_pages);
unsigned int pagevec_lookup_tag(struct pagevec *pvec,
				struct address_space *mapping, pgoff_t *index,
				int tag, unsigned int nr_pages);

static inline void pagevec_init(struct pagevec *pvec, int cold)
{
	pvec->nr = 0;
	pvec->cold = cold;
}

static inline void pagevec_reinit(struct pagevec *pvec)
{
	pvec->nr = 0;
}

static inline unsigned int pagevec_count(struct pagevec *pvec)
{
	return pvec->nr;
}

static inline unsigned int pagevec_space(struct pagevec *pvec)
{
	return PAGEVEC_SIZE - pvec->nr;
}

/* Returns the room that is left. */
static inline unsigned int pagevec_add(struct pagevec *pvec, struct page *page)
{
	pvec->pages[pvec->nr++] = page;
	return pagevec_space(pvec);
}

static inline void pagevec_release(struct pagevec *pvec)
{
	if (pagevec_count(pvec))
		__pagevec_release(pvec);
}

#endif /* _LINUX_PAGEVEC_H */
