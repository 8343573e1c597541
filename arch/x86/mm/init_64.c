// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/mm/init_64.c - the kernel's half of the address space
 *
 *	init_top_pgt[ffff88..]	direct map: all RAM, and 0-1 MiB whole
 *		    [ffffc9..]	vmalloc: one upper table is here from boot on
 *		    [ffffea..]	vmemmap: struct pages of blocks that have RAM
 *		    [511]	image (level2_kernel_pgt) and fixmap
 *
 * I1         no page is both writable and executable: text RX, all else NX;
 *            from mark_rodata_ro() on, the direct map's alias of text and
 *            rodata is read-only too.
 * I2         only RAM (and the ISA hole) is in the direct map.
 * I3         the kernel half of init_top_pgt changes only by added entries,
 *            which every other pgd gets first (pgtable.c): a page fault in
 *            kernel space is always a bug.
 * Locking    boot: none, one CPU.  Later changes go through pageattr.c.
 * Entry      init_mem_mapping() paging_init() vmemmap_populate()
 *            mark_rodata_ro() free_initmem()
 *
 * Mirrors: Linux 4.6 arch/x86/mm/init_64.c and init.c.
 * Simpler than Linux in: tables are written through the early direct map that
 * page faults make (head64.c), so no memory must be mapped before any other.
 */
#include <linux/initrd.h>
#include <linux/io.h>
#include <linux/kasan.h>
#include <linux/memblock.h>
#include <linux/poison.h>

#include <asm/e820.h>
#include <asm/pat.h>
#include <asm/pgalloc.h>
#include <asm/sections.h>
#include <asm/special_insns.h>
#include <asm/startup.h>
#include <asm/vmemmap.h>

pteval_t __supported_pte_mask __section(".data..read_mostly") = ~0UL;
void *high_memory;

/* Mapped with each page size, for /proc/meminfo's DirectMap lines. */
unsigned long direct_pages_count[PG_LEVEL_NUM];

unsigned long empty_zero_page[PAGE_SIZE / sizeof(unsigned long)]
	__section(".bss..page_aligned") __aligned(PAGE_SIZE);

static bool use_gbpages __initdata;

/* A cleared page for a table; its physical address. */
static phys_addr_t __init alloc_low_page(void)
{
	phys_addr_t pa = memblock_alloc(PAGE_SIZE, PAGE_SIZE);

	memset(__va(pa), 0, PAGE_SIZE);
	return pa;
}

static pud_t *__init pud_table(pgd_t *pgd)
{
	if (pgd_none(*pgd))
		set_pgd(pgd, __pgd(alloc_low_page() | _KERNPG_TABLE));
	return (pud_t *)pgd_page_vaddr(*pgd);
}

static pmd_t *__init pmd_table(pud_t *pud)
{
	if (pud_none(*pud))
		set_pud(pud, __pud(alloc_low_page() | _KERNPG_TABLE));
	return (pmd_t *)pud_page_vaddr(*pud);
}

static pte_t *__init pte_table(pmd_t *pmd)
{
	if (pmd_none(*pmd))
		set_pmd(pmd, __pmd(alloc_low_page() | _KERNPG_TABLE));
	return (pte_t *)pmd_page_vaddr(*pmd);
}

/*
 * Direct map.  Each level takes the largest page that fits and is aligned,
 * and leaves the rest to the level below.
 */
static void __init phys_pte_init(pte_t *table, unsigned long paddr,
				 unsigned long end)
{
	for (; paddr < end; paddr += PAGE_SIZE) {
		pte_t *pte = table + pte_index((unsigned long)__va(paddr));

		if (!pte_none(*pte))
			continue;
		set_pte(pte, pfn_pte(PFN_DOWN(paddr), PAGE_KERNEL));
		direct_pages_count[PG_LEVEL_4K]++;
	}
}

static void __init phys_pmd_init(pmd_t *table, unsigned long paddr,
				 unsigned long end)
{
	unsigned long next;

	for (; paddr < end; paddr = next) {
		pmd_t *pmd = table + pmd_index((unsigned long)__va(paddr));

		next = min(round_down(paddr, PMD_SIZE) + PMD_SIZE, end);
		if (next - paddr == PMD_SIZE && pmd_none(*pmd)) {
			set_pmd(pmd, pfn_pmd(PFN_DOWN(paddr),
					     PAGE_KERNEL_LARGE));
			direct_pages_count[PG_LEVEL_2M]++;
		} else if (!pmd_large(*pmd)) {
			phys_pte_init(pte_table(pmd), paddr, next);
		}
	}
}

static void __init phys_pud_init(pud_t *table, unsigned long paddr,
				 unsigned long end)
{
	unsigned long next;

	for (; paddr < end; paddr = next) {
		pud_t *pud = table + pud_index((unsigned long)__va(paddr));

		next = min(round_down(paddr, PUD_SIZE) + PUD_SIZE, end);
		if (use_gbpages && next - paddr == PUD_SIZE &&
		    pud_none(*pud)) {
			set_pud(pud, pfn_pud(PFN_DOWN(paddr),
					     PAGE_KERNEL_LARGE));
			direct_pages_count[PG_LEVEL_1G]++;
		} else if (!pud_large(*pud)) {
			phys_pmd_init(pmd_table(pud), paddr, next);
		}
	}
}

/**
 * kernel_physical_mapping_init() - put a physical range into the direct map
 * @start: physical, page aligned
 * @end: physical, page aligned
 *
 * Context: boot.  What is mapped already stays as it is.
 */
void __init kernel_physical_mapping_init(unsigned long start,
					 unsigned long end)
{
	unsigned long next;

	for (; start < end; start = next) {
		pgd_t *pgd = pgd_offset_k((unsigned long)__va(start));

		next = min(round_down(start, PGDIR_SIZE) + PGDIR_SIZE, end);
		phys_pud_init(pud_table(pgd), start, next);
	}
}

static void __init probe_page_size_mask(void)
{
	use_gbpages = boot_cpu_has(X86_FEATURE_GBPAGES);
	if (!boot_cpu_has(X86_FEATURE_NX))
		__supported_pte_mask &= ~_PAGE_NX;
	if (!boot_cpu_has(X86_FEATURE_PGE))
		__supported_pte_mask &= ~_PAGE_GLOBAL;
}

/* Global entries too: CR4.PGE off and on again. */
static void __init flush_everything(void)
{
	unsigned long cr4 = __read_cr4();

	__write_cr4(cr4 & ~X86_CR4_PGE);
	__write_cr4(cr4);
}

static pgprot_t __init image_prot(unsigned long addr)
{
	if (addr >= (unsigned long)_text && addr < (unsigned long)_etext)
		return PAGE_KERNEL_RX;
	if (addr >= (unsigned long)_sinittext &&
	    addr < (unsigned long)_einittext)
		return PAGE_KERNEL_RX;
	return PAGE_KERNEL;
}

/* The part of the image inside the 2 MiB at @addr, in pages of 4 KiB. */
static pmd_t __init image_pmd(unsigned long addr)
{
	unsigned long end = min(addr + PMD_SIZE, (unsigned long)__bss_early);
	phys_addr_t table = alloc_low_page();
	pte_t *pte = __va(table);

	for (addr = max(addr, (unsigned long)_text); addr < end;
	     addr += PAGE_SIZE)
		set_pte(pte + pte_index(addr),
			pfn_pte(PFN_DOWN(__pa_symbol(addr)), image_prot(addr)));
	return __pmd(table | _KERNPG_TABLE);
}

/*
 * I1 for the image, instead of the boot code's writable and executable 2 MiB
 * pages; beyond the image nothing.  We run in it meanwhile: each 2 MiB change
 * with one store, to the same memory.
 */
static void __init map_kernel_image(void)
{
	unsigned long addr = __START_KERNEL_map;
	unsigned int i;

	for (i = 0; i < PTRS_PER_PMD; i++, addr += PMD_SIZE) {
		bool inside = addr + PMD_SIZE > (unsigned long)_text &&
			      addr < (unsigned long)__bss_early;

		set_pmd(&level2_kernel_pgt[i],
			inside ? image_pmd(addr) : __pmd(0));
	}
	flush_everything();
}

/* Upper tables of the areas that grow later, so that I3 costs nothing. */
static void __init preallocate_upper_tables(void)
{
	pud_table(pgd_offset_k(VMALLOC_START));
	pud_table(pgd_offset_k(VMEMMAP_START));
}

/**
 * init_mem_mapping() - from the early tables to init_top_pgt
 *
 * Context: boot; memblock knows the RAM, early page faults still work.
 */
void __init init_mem_mapping(void)
{
	struct memblock_region *r;

	probe_page_size_mask();
	pat_init();
	kernel_physical_mapping_init(0, ISA_END_ADDRESS);
	for_each_memblock(memory, r)
		kernel_physical_mapping_init(max_t(phys_addr_t, r->base,
						   ISA_END_ADDRESS),
					     r->base + r->size);
	preallocate_upper_tables();
	high_memory = __va(memblock_end_of_DRAM());

	write_cr3(__pa_symbol(init_top_pgt));
	map_kernel_image();
	early_ioremap_init();
}

/**
 * paging_init() - struct pages and zones
 *
 * Context: boot, after init_mem_mapping().
 */
void __init paging_init(void)
{
	kasan_init();
	free_area_init();
}

/* A piece of vmemmap inside 2 MiB; a whole one gets a large page. */
static void __init vmemmap_populate_pmd(pmd_t *pmd, unsigned long addr,
					unsigned long end)
{
	phys_addr_t pa;

	if (pmd_none(*pmd) && end - addr == PMD_SIZE) {
		pa = memblock_alloc(PMD_SIZE, PMD_SIZE);
		memset(__va(pa), 0, PMD_SIZE);
		set_pmd(pmd, pfn_pmd(PFN_DOWN(pa), PAGE_KERNEL_LARGE));
		return;
	}
	for (; addr < end; addr += PAGE_SIZE) {
		pte_t *pte = pte_table(pmd) + pte_index(addr);

		if (pte_none(*pte))
			set_pte(pte, pfn_pte(PFN_DOWN(alloc_low_page()),
					     PAGE_KERNEL));
	}
}

/**
 * vmemmap_populate() - back a part of the struct page array with memory
 * @start: address in vmemmap, page aligned
 * @end: first address beyond, page aligned
 *
 * Context: boot.
 */
void __init vmemmap_populate(unsigned long start, unsigned long end)
{
	unsigned long next;

	for (; start < end; start = next) {
		pud_t *pud = pud_table(pgd_offset_k(start)) + pud_index(start);
		pmd_t *pmd = pmd_table(pud) + pmd_index(start);

		next = pmd_addr_end(start, end);
		vmemmap_populate_pmd(pmd, start, next);
	}
}

/**
 * early_map_kernel_page() - map a page of vmalloc space
 * @addr: virtual, page aligned
 * @pa: physical, page aligned
 *
 * Context: boot, before mem_init(); after it, see kernel_pte_alloc().
 */
void __init early_map_kernel_page(unsigned long addr, phys_addr_t pa)
{
	pud_t *pud = pud_table(pgd_offset_k(addr)) + pud_index(addr);
	pmd_t *pmd = pmd_table(pud) + pmd_index(addr);
	pte_t *pte = pte_table(pmd) + pte_index(addr);

	set_pte(pte, pfn_pte(PFN_DOWN(pa), PAGE_KERNEL));
}

/**
 * mark_rodata_ro() - nothing that is constant changes from here on
 *
 * Context: task 1, before the first program.
 */
void mark_rodata_ro(void)
{
	unsigned long start = (unsigned long)_text;
	unsigned long rodata = (unsigned long)__start_rodata;
	unsigned long end = (unsigned long)__end_rodata;

	pr_info("Write protecting the kernel read-only data: %luk\n",
		(end - start) >> 10);
	set_memory_ro(rodata, (end - rodata) >> PAGE_SHIFT);
	set_memory_ro((unsigned long)__va(__pa_symbol(start)),
		      (end - start) >> PAGE_SHIFT);
}

/**
 * free_init_pages() - part of the image, or the initrd, is not needed more
 * @what: its name, for the log
 * @begin: address, of the image or the direct map
 * @end: first address beyond
 *
 * Addresses in the image stop to be mapped: the new owners use the direct map.
 *
 * Context: process context.
 */
void free_init_pages(const char *what, unsigned long begin, unsigned long end)
{
	begin = PAGE_ALIGN(begin);
	end &= PAGE_MASK;
	if (begin >= end)
		return;
	if (begin >= __START_KERNEL_map)
		set_memory_np(begin, (end - begin) >> PAGE_SHIFT);
	free_reserved_area(__va(__pa(begin)), __va(__pa(end)),
			   POISON_FREE_INITMEM, what);
}

/**
 * free_initmem() - give __init text and data to the page allocator
 *
 * Context: task 1; no __init function is called any more.
 */
void free_initmem(void)
{
	free_init_pages("unused kernel image", (unsigned long)__init_begin,
			(unsigned long)__init_end);
}

/**
 * free_initrd_mem() - give the unpacked initramfs archive to the allocator
 * @start: address in the direct map
 * @end: first address beyond
 *
 * Context: process context.
 */
void free_initrd_mem(unsigned long start, unsigned long end)
{
	free_init_pages("initrd", start & PAGE_MASK, PAGE_ALIGN(end));
}
