// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/mm/pageattr.c - change the rights of pages of the kernel
 *
 * A range is changed page by page.  Where a large page is only partly inside
 * the range, it is first split into a table of small ones with equal rights.
 *
 * I1         nobody ever gets a page that is writable and executable: making
 *            one executable is refused while it is writable, and vice versa.
 * Locking    cpa_lock: entries of kernel page tables that are in use.
 * Entry      set_memory_ro() and kin, lookup_address()
 *
 * Mirrors: Linux 4.6 arch/x86/mm/pageattr.c.
 * Simpler than Linux in: pages never grow together again; an alias in the
 * direct map is the caller's business; no reservations of memory types.
 */
#include <asm/pgtable.h>

#include <linux/err.h>
#include <linux/mm.h>
#include <linux/spinlock.h>

#include <asm/tlbflush.h>

static DEFINE_SPINLOCK(cpa_lock);

/**
 * lookup_address() - find the entry that maps a kernel address
 * @address: kernel address
 * @level: gets the level of the entry: the size of the page
 *
 * Context: any; who changes the entry holds the lock of the table.
 * Return: the entry, which may be a pud or pmd in disguise and may be empty;
 * NULL when a table is missing.
 */
pte_t *lookup_address(unsigned long address, unsigned int *level)
{
	pgd_t *pgd = pgd_offset_k(address);
	pud_t *pud;
	pmd_t *pmd;

	*level = PG_LEVEL_NONE;
	if (pgd_none(*pgd))
		return NULL;
	pud = pud_offset(pgd, address);
	if (pud_none(*pud))
		return NULL;
	*level = PG_LEVEL_1G;
	if (pud_large(*pud) || !pud_present(*pud))
		return (pte_t *)pud;
	pmd = pmd_offset(pud, address);
	if (pmd_none(*pmd))
		return NULL;
	*level = PG_LEVEL_2M;
	if (pmd_large(*pmd) || !pmd_present(*pmd))
		return (pte_t *)pmd;
	*level = PG_LEVEL_4K;
	return pte_offset_kernel(pmd, address);
}

static unsigned long level_size(unsigned int level)
{
	return level == PG_LEVEL_1G ? PUD_SIZE :
	       level == PG_LEVEL_2M ? PMD_SIZE : PAGE_SIZE;
}

/*
 * @table becomes the next lower level of a large page: 512 pages with its
 * rights.  In a pmd of 2 MiB, the PAT bit moves to where a pte has it.
 */
static void fill_split(unsigned long *table, unsigned long entry,
		       unsigned int level)
{
	unsigned long step = level_size(level - 1);
	unsigned int i;

	if (level == PG_LEVEL_2M) {
		bool pat = entry & _PAGE_PAT_LARGE;

		entry &= ~(_PAGE_PAT_LARGE | _PAGE_PSE);
		if (pat)
			entry |= _PAGE_PAT;
	}
	for (i = 0; i < PTRS_PER_PTE; i++)
		table[i] = entry + i * step;
}

/* Replace the large page at @kpte by a table; cpa_lock is not held. */
static int split_large_page(pte_t *kpte, unsigned long address)
{
	unsigned long *table = (unsigned long *)__get_free_page(GFP_KERNEL);
	unsigned int level;

	if (!table)
		return -ENOMEM;
	spin_lock(&cpa_lock);
	/* Somebody else may have split it meanwhile. */
	if (lookup_address(address, &level) == kpte && level != PG_LEVEL_4K) {
		fill_split(table, pte_val(*kpte), level);
		set_pte(kpte, __pte(__pa(table) | _KERNPG_TABLE));
		if (address < VMALLOC_START) {
			direct_pages_count[level]--;
			direct_pages_count[level - 1] += PTRS_PER_PTE;
		}
		table = NULL;
	}
	spin_unlock(&cpa_lock);
	free_page((unsigned long)table);
	return 0;
}

static pte_t cpa_entry(pte_t pte, unsigned long set, unsigned long clr)
{
	unsigned long val = (pte_val(pte) & ~clr) | set;

	val &= __supported_pte_mask;
	/* Not present keeps its frame, and must not look like PROT_NONE. */
	if (!(val & _PAGE_PRESENT))
		val &= ~_PAGE_GLOBAL;
	return __pte(val);
}

/* One page of whatever size; how many bytes it was, or -errno. */
static long cpa_one(unsigned long addr, unsigned long end, unsigned long set,
		    unsigned long clr)
{
	unsigned long size;
	unsigned int level;
	pte_t *kpte, new;
	int err;

	for (;;) {
		kpte = lookup_address(addr, &level);
		if (!kpte || pte_none(*kpte))
			return -EFAULT;
		size = level_size(level);
		if (!(addr & (size - 1)) && end - addr >= size)
			break;
		err = split_large_page(kpte, addr);
		if (err)
			return err;
	}
	spin_lock(&cpa_lock);
	new = cpa_entry(*kpte, set, clr);
	if (pte_write(new) && pte_exec(new) &&
	    (__supported_pte_mask & _PAGE_NX)) {
		spin_unlock(&cpa_lock);
		WARN_ONCE(1, "W+X page at %lx refused\n", addr);
		return -EPERM;
	}
	set_pte(kpte, new);
	spin_unlock(&cpa_lock);
	return size;
}

static int change_page_attr(unsigned long addr, int numpages,
			    unsigned long set, unsigned long clr)
{
	unsigned long start = addr;
	unsigned long end = addr + ((unsigned long)numpages << PAGE_SHIFT);
	long ret = 0;

	if (WARN_ON_ONCE(addr & ~PAGE_MASK) || numpages <= 0)
		return -EINVAL;
	for (; addr < end; addr += ret) {
		ret = cpa_one(addr, end, set, clr);
		if (ret < 0)
			break;
	}
	flush_tlb_kernel_range(start, end);
	return ret < 0 ? ret : 0;
}

/**
 * set_memory_ro() - make pages read-only
 * @addr: kernel address, page aligned
 * @numpages: how many pages of 4 KiB
 *
 * Context: process context, interrupts on; so for all set_memory_*().
 * Return: 0; -EFAULT for a hole, -ENOMEM, -EPERM for writable and executable.
 */
int set_memory_ro(unsigned long addr, int numpages)
{
	return change_page_attr(addr, numpages, 0, _PAGE_RW | _PAGE_DIRTY);
}

/**
 * set_memory_rw() - make pages writable
 * @addr: kernel address, page aligned
 * @numpages: how many pages of 4 KiB
 *
 * Return: as set_memory_ro().
 */
int set_memory_rw(unsigned long addr, int numpages)
{
	return change_page_attr(addr, numpages, _PAGE_RW | _PAGE_DIRTY, 0);
}

/**
 * set_memory_x() - make pages executable
 * @addr: kernel address, page aligned
 * @numpages: how many pages of 4 KiB
 *
 * Return: as set_memory_ro().
 */
int set_memory_x(unsigned long addr, int numpages)
{
	return change_page_attr(addr, numpages, 0, _PAGE_NX);
}

/**
 * set_memory_nx() - make pages not executable
 * @addr: kernel address, page aligned
 * @numpages: how many pages of 4 KiB
 *
 * Return: as set_memory_ro().
 */
int set_memory_nx(unsigned long addr, int numpages)
{
	return change_page_attr(addr, numpages, _PAGE_NX, 0);
}

/**
 * set_memory_np() - unmap pages
 * @addr: kernel address, page aligned
 * @numpages: how many pages of 4 KiB
 *
 * Return: as set_memory_ro().
 */
int set_memory_np(unsigned long addr, int numpages)
{
	return change_page_attr(addr, numpages, _PAGE_NX, _PAGE_PRESENT);
}
