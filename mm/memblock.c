// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/memblock.c - physical memory before there is a page allocator
 *
 * Data       memblock.memory and memblock.reserved: arrays of ranges.
 *
 *	memory    |-----------------|        |---------------------------|
 *	reserved      |--|     |--------|         |---|             |----|
 *	free      |--|    |---|              |---|     |-----------|
 *
 * I1         the ranges of one array are sorted, disjoint and not adjacent.
 * I2         what is handed out lies in memory, below current_limit, and is
 *            in reserved before the function returns.
 * Locking    none: one CPU, before interrupts are on.
 * Lifetime   ends with memblock_free_all() (mm/mm_init.c), which gives the
 *            free ranges to the buddy allocator; the arrays are __initdata.
 * Entry      memblock_add() memblock_reserve() memblock_alloc()
 *
 * Mirrors: Linux 4.6 mm/memblock.c.
 * Simpler than Linux in: no NUMA, no flags, arrays of fixed size (a machine
 * with more pieces than that loses the smallest use of memory, loudly).
 */
#include <linux/memblock.h>

#include <linux/cache.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/string.h>

#include <asm/page.h>

/* One more than INIT_MEMBLOCK_REGIONS: room while two ranges are merged. */
static struct memblock_region memory_regions[INIT_MEMBLOCK_REGIONS + 1]
	__initdata;
static struct memblock_region reserved_regions[INIT_MEMBLOCK_REGIONS + 1]
	__initdata;

struct memblock memblock __initdata = {
	.current_limit = MEMBLOCK_ALLOC_ANYWHERE,
	.memory = {
		.max = INIT_MEMBLOCK_REGIONS,
		.regions = memory_regions,
		.name = "memory",
	},
	.reserved = {
		.max = INIT_MEMBLOCK_REGIONS,
		.regions = reserved_regions,
		.name = "reserved",
	},
};

static phys_addr_t __init region_end(const struct memblock_region *r)
{
	return r->base + r->size;
}

/* A range that would wrap ends at the top of the address space. */
static phys_addr_t __init memblock_cap_size(phys_addr_t base, phys_addr_t size)
{
	return min(size, MEMBLOCK_ALLOC_ANYWHERE - base);
}

static void __init insert_region(struct memblock_type *type, unsigned long idx,
				 phys_addr_t base, phys_addr_t size)
{
	struct memblock_region *r = &type->regions[idx];

	memmove(r + 1, r, (type->cnt - idx) * sizeof(*r));
	r->base = base;
	r->size = size;
	type->cnt++;
	type->total_size += size;
}

static void __init remove_regions(struct memblock_type *type,
				  unsigned long idx, unsigned long nr)
{
	struct memblock_region *r = &type->regions[idx];
	unsigned long i;

	for (i = 0; i < nr; i++)
		type->total_size -= r[i].size;
	memmove(r, r + nr, (type->cnt - idx - nr) * sizeof(*r));
	type->cnt -= nr;
}

/*
 * The union of @type and one range: everything that touches the range is
 * taken out, and the hull goes in.  Keeps I1.
 */
static int __init add_range(struct memblock_type *type, phys_addr_t base,
			    phys_addr_t size)
{
	phys_addr_t end = base + memblock_cap_size(base, size);
	unsigned long first, last;

	if (base == end)
		return 0;
	for (first = 0; first < type->cnt; first++)
		if (region_end(&type->regions[first]) >= base)
			break;
	for (last = first; last < type->cnt; last++)
		if (type->regions[last].base > end)
			break;

	if (first < last) {
		base = min(base, type->regions[first].base);
		end = max(end, region_end(&type->regions[last - 1]));
		remove_regions(type, first, last - first);
	} else if (type->cnt >= type->max) {
		pr_err("memblock: too many %s regions, %#llx-%#llx is lost\n",
		       type->name, base, end - 1);
		return -ENOMEM;
	}
	insert_region(type, first, base, end - base);
	return 0;
}

/* @type without one range; a region around it is split. */
static int __init remove_range(struct memblock_type *type, phys_addr_t base,
			       phys_addr_t size)
{
	phys_addr_t end = base + memblock_cap_size(base, size);
	unsigned long i = 0;

	while (i < type->cnt) {
		struct memblock_region r = type->regions[i];
		phys_addr_t rend = region_end(&r);

		if (rend <= base || r.base >= end) {
			i++;
			continue;
		}
		if (r.base < base && rend > end && type->cnt >= type->max)
			return -ENOMEM;
		remove_regions(type, i, 1);
		if (r.base < base)
			insert_region(type, i++, r.base, base - r.base);
		if (rend > end)
			insert_region(type, i++, end, rend - end);
	}
	return 0;
}

/**
 * memblock_add() - there is RAM here
 * @base: physical address
 * @size: bytes
 *
 * Context: boot, single CPU; so for all functions of this file.
 * Return: 0, or -ENOMEM when the array is full.
 */
int __init memblock_add(phys_addr_t base, phys_addr_t size)
{
	return add_range(&memblock.memory, base, size);
}

/**
 * memblock_remove() - there is no RAM here, after all
 * @base: physical address
 * @size: bytes
 *
 * Return: 0, or -ENOMEM when the array is full.
 */
int __init memblock_remove(phys_addr_t base, phys_addr_t size)
{
	return remove_range(&memblock.memory, base, size);
}

/**
 * memblock_reserve() - this memory is in use
 * @base: physical address
 * @size: bytes; may exceed what is RAM
 *
 * Return: 0, or -ENOMEM when the array is full.
 */
int __init memblock_reserve(phys_addr_t base, phys_addr_t size)
{
	return add_range(&memblock.reserved, base, size);
}

/**
 * memblock_free() - undo memblock_reserve() or memblock_alloc()
 * @base: physical address
 * @size: bytes
 *
 * Return: 0, or -ENOMEM when the array is full.
 */
int __init memblock_free(phys_addr_t base, phys_addr_t size)
{
	return remove_range(&memblock.reserved, base, size);
}

/**
 * memblock_trim_memory() - drop pieces of RAM smaller than the alignment
 * @align: bytes, a power of two
 */
void __init memblock_trim_memory(phys_addr_t align)
{
	unsigned long i = 0;

	while (i < memblock.memory.cnt) {
		struct memblock_region *r = &memblock.memory.regions[i];
		phys_addr_t start = round_up(r->base, align);
		phys_addr_t end = round_down(region_end(r), align);

		memblock.memory.total_size -= r->size;
		r->base = start;
		r->size = start < end ? end - start : 0;
		memblock.memory.total_size += r->size;
		if (r->size)
			i++;
		else
			remove_regions(&memblock.memory, i, 1);
	}
}

/*
 * Iteration over free memory.  *@idx is, in its two halves, where to go on:
 * low the memory region, high the gap in front of that reserved region.
 */
static bool __init free_range(unsigned long m, unsigned long g,
			      phys_addr_t *start, phys_addr_t *end)
{
	struct memblock_region *mem = &memblock.memory.regions[m];
	struct memblock_type *res = &memblock.reserved;
	phys_addr_t gap_start = g ? region_end(&res->regions[g - 1]) : 0;
	phys_addr_t gap_end = g < res->cnt ? res->regions[g].base :
					     MEMBLOCK_ALLOC_ANYWHERE;

	*start = max(mem->base, gap_start);
	*end = min(region_end(mem), gap_end);
	return *start < *end;
}

/**
 * __next_free_mem_range() - one step of for_each_free_mem_range()
 * @idx: position, 0 at the start; -1 when there is nothing more
 * @out_start: first byte of the free range
 * @out_end: first byte beyond it
 */
void __init __next_free_mem_range(u64 *idx, phys_addr_t *out_start,
				  phys_addr_t *out_end)
{
	unsigned long m = *idx & 0xffffffff;
	unsigned long g = *idx >> 32;

	for (; m < memblock.memory.cnt; m++, g = 0)
		for (; g <= memblock.reserved.cnt; g++)
			if (free_range(m, g, out_start, out_end)) {
				*idx = m | (u64)(g + 1) << 32;
				return;
			}
	*idx = (u64)-1;
}

/**
 * __next_free_mem_range_rev() - one step of for_each_free_mem_range_reverse()
 * @idx: position, -1 at the start and when there is nothing more
 * @out_start: first byte of the free range
 * @out_end: first byte beyond it
 */
void __init __next_free_mem_range_rev(u64 *idx, phys_addr_t *out_start,
				      phys_addr_t *out_end)
{
	long m = *idx & 0xffffffff;
	long g = *idx >> 32;

	if (*idx == (u64)-1) {
		m = memblock.memory.cnt - 1;
		g = memblock.reserved.cnt + 1;
	}
	for (; m >= 0; m--, g = memblock.reserved.cnt + 1)
		while (--g >= 0)
			if (free_range(m, g, out_start, out_end)) {
				*idx = m | (u64)g << 32;
				return;
			}
	*idx = (u64)-1;
}

static phys_addr_t __init find_bottom_up(phys_addr_t start, phys_addr_t end,
					 phys_addr_t size, phys_addr_t align)
{
	phys_addr_t this_start, this_end, cand;
	u64 i;

	for_each_free_mem_range(i, &this_start, &this_end) {
		this_start = clamp(this_start, start, end);
		this_end = clamp(this_end, start, end);
		cand = round_up(this_start, align);
		if (cand < this_end && this_end - cand >= size)
			return cand;
	}
	return 0;
}

static phys_addr_t __init find_top_down(phys_addr_t start, phys_addr_t end,
					phys_addr_t size, phys_addr_t align)
{
	phys_addr_t this_start, this_end, cand;
	u64 i;

	for_each_free_mem_range_reverse(i, &this_start, &this_end) {
		this_start = clamp(this_start, start, end);
		this_end = clamp(this_end, start, end);
		if (this_end < size)
			continue;
		cand = round_down(this_end - size, align);
		if (cand >= this_start)
			return cand;
	}
	return 0;
}

/**
 * memblock_find_in_range() - find free memory without taking it
 * @start: lowest address; page 0 is never found
 * @end: limit, or MEMBLOCK_ALLOC_ACCESSIBLE for the mapped part
 * @size: bytes
 * @align: power of two
 *
 * Return: physical address, or 0.
 */
phys_addr_t __init memblock_find_in_range(phys_addr_t start, phys_addr_t end,
					  phys_addr_t size, phys_addr_t align)
{
	if (end == MEMBLOCK_ALLOC_ACCESSIBLE)
		end = memblock.current_limit;
	start = max_t(phys_addr_t, start, PAGE_SIZE);
	end = max(start, end);
	if (memblock.bottom_up)
		return find_bottom_up(start, end, size, align);
	return find_top_down(start, end, size, align);
}

/**
 * memblock_alloc_range() - take memory from a range
 * @size: bytes
 * @align: power of two, 0 for a cache line
 * @start: lowest address
 * @end: limit, or MEMBLOCK_ALLOC_ACCESSIBLE
 *
 * Return: physical address, not cleared; or 0.
 */
phys_addr_t __init memblock_alloc_range(phys_addr_t size, phys_addr_t align,
					phys_addr_t start, phys_addr_t end)
{
	phys_addr_t found;

	if (!align)
		align = SMP_CACHE_BYTES;
	found = memblock_find_in_range(start, end, size, align);
	if (found && !memblock_reserve(found, size))
		return found;
	return 0;
}

/**
 * memblock_alloc_base() - take memory below an address, or panic
 * @size: bytes
 * @align: power of two, 0 for a cache line
 * @max_addr: limit
 *
 * Return: physical address, not cleared.
 */
phys_addr_t __init memblock_alloc_base(phys_addr_t size, phys_addr_t align,
				       phys_addr_t max_addr)
{
	phys_addr_t found = memblock_alloc_range(size, align, 0, max_addr);

	if (!found)
		panic("memblock: out of memory: %llu KiB needed, %llu of %llu KiB free",
		      size >> 10,
		      (memblock_phys_mem_size() - memblock_reserved_size()) >> 10,
		      memblock_phys_mem_size() >> 10);
	return found;
}

/**
 * memblock_alloc() - take memory that is mapped, or panic
 * @size: bytes
 * @align: power of two, 0 for a cache line
 *
 * Return: physical address, not cleared.
 */
phys_addr_t __init memblock_alloc(phys_addr_t size, phys_addr_t align)
{
	return memblock_alloc_base(size, align, MEMBLOCK_ALLOC_ACCESSIBLE);
}

/**
 * memblock_virt_alloc_try() - take cleared memory, if there is any
 * @size: bytes
 * @align: power of two, 0 for a cache line
 *
 * Return: address in the direct map, or NULL.
 */
void *__init memblock_virt_alloc_try(phys_addr_t size, phys_addr_t align)
{
	phys_addr_t found = memblock_alloc_range(size, align, 0,
						 MEMBLOCK_ALLOC_ACCESSIBLE);

	return found ? memset(__va(found), 0, size) : NULL;
}

/**
 * memblock_virt_alloc() - take cleared memory, or panic
 * @size: bytes
 * @align: power of two, 0 for a cache line
 *
 * Return: address in the direct map.
 */
void *__init memblock_virt_alloc(phys_addr_t size, phys_addr_t align)
{
	return memset(__va(memblock_alloc(size, align)), 0, size);
}

/**
 * memblock_phys_mem_size() - how much RAM there is
 *
 * Return: bytes.
 */
phys_addr_t __init memblock_phys_mem_size(void)
{
	return memblock.memory.total_size;
}

/**
 * memblock_reserved_size() - how much is reserved
 *
 * Return: bytes; some of them may not be RAM.
 */
phys_addr_t __init memblock_reserved_size(void)
{
	return memblock.reserved.total_size;
}

/**
 * memblock_end_of_DRAM() - where RAM ends
 *
 * Return: first physical address beyond.
 */
phys_addr_t __init memblock_end_of_DRAM(void)
{
	struct memblock_type *mem = &memblock.memory;

	return mem->cnt ? region_end(&mem->regions[mem->cnt - 1]) : 0;
}

static struct memblock_region *__init search(struct memblock_type *type,
					     phys_addr_t base,
					     phys_addr_t size)
{
	unsigned long i;

	for (i = 0; i < type->cnt; i++) {
		struct memblock_region *r = &type->regions[i];

		if (r->base < base + size && base < region_end(r))
			return r;
	}
	return NULL;
}

/**
 * memblock_is_region_memory() - is this range RAM, all of it?
 * @base: physical address
 * @size: bytes
 *
 * Return: true if it is.
 */
bool __init memblock_is_region_memory(phys_addr_t base, phys_addr_t size)
{
	struct memblock_region *r = search(&memblock.memory, base, 1);

	return r && base + size <= region_end(r);
}

static void __init dump_type(struct memblock_type *type)
{
	unsigned long i;

	for (i = 0; i < type->cnt; i++)
		pr_info(" %s[%#lx]\t[%#016llx-%#016llx], %#llx bytes\n",
			type->name, i, type->regions[i].base,
			region_end(&type->regions[i]) - 1,
			type->regions[i].size);
}

/**
 * memblock_dump_all() - print both arrays (memblock=debug)
 */
void __init memblock_dump_all(void)
{
	pr_info("MEMBLOCK configuration:\n");
	pr_info(" memory size = %#llx reserved size = %#llx\n",
		memblock_phys_mem_size(), memblock_reserved_size());
	dump_type(&memblock.memory);
	dump_type(&memblock.reserved);
}
