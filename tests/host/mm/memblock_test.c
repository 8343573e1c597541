// SPDX-License-Identifier: GPL-2.0-only
/* Random ranges come and go; a bitmap of pages says what must be there. */
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/panic.h>
#include <linux/string.h>

#include "tap.h"

#define PAGES	400
#define SIZE	4096ULL

static bool has_ram[PAGES], taken[PAGES];

void panic(const char *fmt, ...)
{
	__builtin_trap();
}

static void empty_memblock(void)
{
	memblock_remove(0, ~0ULL);
	memblock_free(0, ~0ULL);
	memblock.bottom_up = false;
	memblock.current_limit = MEMBLOCK_ALLOC_ANYWHERE;
	memset(has_ram, 0, sizeof(has_ram));
	memset(taken, 0, sizeof(taken));
}

/* Sorted, disjoint, not adjacent; and exactly the pages of @want. */
static void check_type(struct memblock_type *type, const bool *want)
{
	phys_addr_t total = 0;
	unsigned long i, page;

	for (i = 0; i < type->cnt; i++) {
		struct memblock_region *r = &type->regions[i];

		CHECK(r->size > 0);
		if (i)
			CHECK(r[-1].base + r[-1].size < r->base);
		total += r->size;
	}
	CHECK_EQ(type->total_size, total);
	for (i = 0, page = 0; page < PAGES; page++) {
		while (i < type->cnt && type->regions[i].base +
		       type->regions[i].size <= page * SIZE)
			i++;
		CHECK_EQ(i < type->cnt &&
			 type->regions[i].base <= page * SIZE, want[page]);
	}
}

/* The iterators see each free page once, in order, and no other. */
static void check_iterators(void)
{
	bool seen[PAGES] = {};
	phys_addr_t start, end, last = 0;
	unsigned long page;
	u64 i;

	for_each_free_mem_range(i, &start, &end) {
		CHECK(start >= last && start < end);
		last = end;
		for (page = start / SIZE; page < end / SIZE; page++)
			seen[page] = true;
	}
	for (page = 0; page < PAGES; page++)
		CHECK_EQ(seen[page], has_ram[page] && !taken[page]);
	last = ~0ULL;
	for_each_free_mem_range_reverse(i, &start, &end) {
		CHECK(end <= last && start < end);
		last = start;
		for (page = start / SIZE; page < end / SIZE; page++) {
			CHECK(seen[page]);
			seen[page] = false;
		}
	}
	for (page = 0; page < PAGES; page++)
		CHECK(!seen[page]);
}

static void set_pages(bool *map, unsigned long first, unsigned long n, bool v)
{
	for (; n--; first++)
		map[first] = v;
}

/* What is found is free, aligned, in the range; nothing found means none. */
static void check_find(void)
{
	unsigned long size = 1 + host_random() % 8;
	unsigned long align = 1UL << host_random() % 4;
	unsigned long lo = host_random() % PAGES;
	unsigned long hi = lo + host_random() % (PAGES - lo + 1);
	unsigned long want = 0, page, i;
	phys_addr_t found;

	memblock.bottom_up = host_random() & 1;
	found = memblock_find_in_range(lo * SIZE, hi ? hi * SIZE : 1,
				       size * SIZE, align * SIZE);
	for (page = max(lo, 1UL); page + size <= hi; page++) {
		if (page % align)
			continue;
		for (i = 0; i < size; i++)
			if (!has_ram[page + i] || taken[page + i])
				break;
		if (i < size)
			continue;
		want = page;
		if (memblock.bottom_up)
			break;
	}
	CHECK_EQ(found / SIZE, want);
}

TEST(memblock_random)
{
	int round, op;

	for (round = 0; round < 200; round++) {
		empty_memblock();
		for (op = 0; op < 60; op++) {
			unsigned long first = host_random() % PAGES;
			unsigned long n = 1 + host_random() % 40;
			bool *map = host_random() & 1 ? has_ram : taken;
			bool add = host_random() % 3;
			int (*fn)(phys_addr_t, phys_addr_t);

			n = min(n, PAGES - first);
			fn = map == has_ram ?
				add ? memblock_add : memblock_remove :
				add ? memblock_reserve : memblock_free;
			CHECK_EQ(fn(first * SIZE, n * SIZE), 0);
			set_pages(map, first, n, add);
			check_type(&memblock.memory, has_ram);
			check_type(&memblock.reserved, taken);
			check_find();
		}
		check_iterators();
	}
}

TEST(memblock_alloc_until_empty)
{
	unsigned long n = 0;
	phys_addr_t p, last = ~0ULL;

	empty_memblock();
	memblock_add(0, 10 * SIZE);
	memblock_add(20 * SIZE, 10 * SIZE);
	memblock_reserve(5 * SIZE, SIZE);
	while ((p = memblock_alloc_range(SIZE, SIZE, 0, 0))) {
		CHECK(p < last);		/* from the top down */
		CHECK(memblock_is_region_memory(p, SIZE));
		last = p;
		n++;
	}
	CHECK_EQ(n, 18);			/* page 0 is never given out */
	CHECK_EQ(memblock_free(0, 30 * SIZE), 0);
	memblock.current_limit = 25 * SIZE;
	CHECK_EQ(memblock_alloc(SIZE, SIZE), 24 * SIZE);
}

TEST(memblock_edges)
{
	int i;

	empty_memblock();
	CHECK_EQ(memblock_add(~0ULL - SIZE, 100 * SIZE), 0);	/* wraps */
	CHECK_EQ(memblock_end_of_DRAM(), ~0ULL);
	CHECK_EQ(memblock_add(SIZE, 0), 0);
	CHECK_EQ(memblock.memory.cnt, 1);

	empty_memblock();
	for (i = 0; i < INIT_MEMBLOCK_REGIONS; i++)
		CHECK_EQ(memblock_add(i * 2 * SIZE, SIZE), 0);
	CHECK(memblock_add(i * 2 * SIZE, SIZE) < 0);		/* full */
	CHECK_EQ(memblock_add(SIZE, SIZE), 0);			/* merges */
	CHECK_EQ(memblock.memory.cnt, INIT_MEMBLOCK_REGIONS - 1);

	empty_memblock();
	memblock_add(100, SIZE);
	memblock_add(10 * SIZE + 5, 3 * SIZE);
	memblock_trim_memory(SIZE);
	CHECK_EQ(memblock.memory.cnt, 1);
	CHECK_EQ(memblock.memory.regions[0].base, 11 * SIZE);
	CHECK_EQ(memblock_phys_mem_size(), 2 * SIZE);
	CHECK_EQ(memblock_end_of_DRAM(), 13 * SIZE);
	CHECK(memblock_is_region_memory(11 * SIZE, 2 * SIZE));
	CHECK(!memblock_is_region_memory(11 * SIZE, 2 * SIZE + 1));
}
