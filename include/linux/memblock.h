/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/memblock.h - physical memory before there is a page allocator
 *
 * Two sorted arrays of disjoint ranges: memory (what there is) and reserved
 * (what is taken).  Free memory is the difference.  Single CPU, boot only.
 */
#ifndef _LINUX_MEMBLOCK_H
#define _LINUX_MEMBLOCK_H

#include <linux/init.h>
#include <linux/types.h>

#define INIT_MEMBLOCK_REGIONS	128

struct memblock_region {
	phys_addr_t base;
	phys_addr_t size;
};

struct memblock_type {
	unsigned long cnt;		/* regions in use */
	unsigned long max;		/* room */
	phys_addr_t total_size;		/* of all regions */
	struct memblock_region *regions;
	const char *name;
};

struct memblock {
	bool bottom_up;			/* direction of allocation */
	phys_addr_t current_limit;	/* allocate below: mapped so far */
	struct memblock_type memory;
	struct memblock_type reserved;
};

extern struct memblock memblock;

#define MEMBLOCK_ALLOC_ANYWHERE		(~(phys_addr_t)0)
#define MEMBLOCK_ALLOC_ACCESSIBLE	0
#define MEMBLOCK_LOW_LIMIT		0

int memblock_add(phys_addr_t base, phys_addr_t size);
int memblock_remove(phys_addr_t base, phys_addr_t size);
int memblock_reserve(phys_addr_t base, phys_addr_t size);
int memblock_free(phys_addr_t base, phys_addr_t size);
void memblock_trim_memory(phys_addr_t align);

phys_addr_t memblock_find_in_range(phys_addr_t start, phys_addr_t end,
				   phys_addr_t size, phys_addr_t align);
/* Physical; panics (memblock_alloc) or returns 0 (the others). */
phys_addr_t memblock_alloc(phys_addr_t size, phys_addr_t align);
phys_addr_t memblock_alloc_base(phys_addr_t size, phys_addr_t align,
				phys_addr_t max_addr);
phys_addr_t memblock_alloc_range(phys_addr_t size, phys_addr_t align,
				 phys_addr_t start, phys_addr_t end);
/* Virtual and cleared; panics when there is none. */
void *memblock_virt_alloc(phys_addr_t size, phys_addr_t align);
void *memblock_virt_alloc_try(phys_addr_t size, phys_addr_t align);

phys_addr_t memblock_phys_mem_size(void);
phys_addr_t memblock_reserved_size(void);
phys_addr_t memblock_end_of_DRAM(void);
bool memblock_is_region_memory(phys_addr_t base, phys_addr_t size);
void memblock_dump_all(void);
/* Gives every free range to the buddy; the end of memblock's life. */
unsigned long memblock_free_all(void);

#define for_each_memblock(memblock_type, region)			\
	for (region = memblock.memblock_type.regions;			\
	     region < memblock.memblock_type.regions +			\
		      memblock.memblock_type.cnt;			\
	     region++)

void __next_free_mem_range(u64 *idx, phys_addr_t *out_start,
			   phys_addr_t *out_end);
void __next_free_mem_range_rev(u64 *idx, phys_addr_t *out_start,
			       phys_addr_t *out_end);

#define for_each_free_mem_range(i, p_start, p_end)			\
	for (i = 0, __next_free_mem_range(&i, p_start, p_end);		\
	     i != (u64)-1; __next_free_mem_range(&i, p_start, p_end))

#define for_each_free_mem_range_reverse(i, p_start, p_end)		\
	for (i = (u64)-1, __next_free_mem_range_rev(&i, p_start, p_end); \
	     i != (u64)-1; __next_free_mem_range_rev(&i, p_start, p_end))

#endif /* _LINUX_MEMBLOCK_H */
