// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/mm/pgtable.c - pages of page tables: the top one of a process, and
 * those of kernel addresses
 *
 * Data       pgd_list: every pgd in use but init_top_pgt, through page->lru.
 * I1         entries 256..511 of every pgd equal those of init_top_pgt.
 * Locking    pgd_lock: pgd_list, and new entries in the kernel half.
 *            init_mm.page_table_lock: the kernel's lower tables.
 *            Order: page_table_lock > pgd_lock.
 * Lifetime   kernel tables are never freed; a table that was hung in is
 *            read without a lock.
 * Entry      pgd_alloc() pgd_free() pgtable_page_alloc() kernel_pte_alloc()
 *
 * Mirrors: Linux 4.6 arch/x86/mm/pgtable.c; kernel_pud_alloc() keeps I1.
 */
#include <asm/pgalloc.h>

#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/spinlock.h>
#include <linux/string.h>

#include <asm/tlbflush.h>

#define KERNEL_PGD_BOUNDARY	(PTRS_PER_PGD / 2)
#define KERNEL_PGD_PTRS		(PTRS_PER_PGD - KERNEL_PGD_BOUNDARY)

DEFINE_SPINLOCK(pgd_lock);
LIST_HEAD(pgd_list);

/**
 * pgd_alloc() - the top table of a new address space
 * @mm: whose
 *
 * Context: process context, may sleep.
 * Return: a table with an empty user half, or NULL.
 */
pgd_t *pgd_alloc(struct mm_struct *mm)
{
	pgd_t *pgd = (pgd_t *)__get_free_page(GFP_KERNEL | __GFP_ZERO);

	if (!pgd)
		return NULL;
	spin_lock(&pgd_lock);
	memcpy(pgd + KERNEL_PGD_BOUNDARY,
	       swapper_pg_dir + KERNEL_PGD_BOUNDARY,
	       KERNEL_PGD_PTRS * sizeof(pgd_t));
	list_add(&virt_to_page(pgd)->lru, &pgd_list);
	spin_unlock(&pgd_lock);
	return pgd;
}

/**
 * pgd_free() - free a top table whose user half is empty again
 * @mm: whose it was
 * @pgd: the table; in no CPU's CR3
 *
 * Context: any but interrupts.
 */
void pgd_free(struct mm_struct *mm, pgd_t *pgd)
{
	spin_lock(&pgd_lock);
	list_del(&virt_to_page(pgd)->lru);
	spin_unlock(&pgd_lock);
	free_page((unsigned long)pgd);
}

/**
 * pgtable_page_alloc() - a table of any level for user addresses
 *
 * Context: process context, may sleep.
 * Return: a cleared page, counted in NR_PAGETABLE; or NULL.
 */
struct page *pgtable_page_alloc(void)
{
	struct page *page = alloc_page(PGALLOC_GFP);

	if (page)
		inc_zone_page_state(page, NR_PAGETABLE);
	return page;
}

/**
 * pgtable_page_free() - free a table that no CPU can reach
 * @page: the table
 *
 * Context: any.
 */
void pgtable_page_free(struct page *page)
{
	dec_zone_page_state(page, NR_PAGETABLE);
	__free_page(page);
}

/*
 * A new upper table of the kernel half.  All other pgds get it first: who
 * sees it in init_top_pgt may use the addresses behind it.
 */
static bool kernel_pud_alloc(pgd_t *pgd)
{
	unsigned int index = pgd - swapper_pg_dir;
	struct page *page;
	pud_t *pud;
	pgd_t entry;

	if (likely(!pgd_none(*pgd)))
		return true;
	pud = (pud_t *)__get_free_page(GFP_KERNEL | __GFP_ZERO);
	if (!pud)
		return false;
	entry = __pgd(__pa(pud) | _KERNPG_TABLE);
	spin_lock(&pgd_lock);
	if (pgd_none(*pgd)) {
		list_for_each_entry(page, &pgd_list, lru)
			set_pgd((pgd_t *)page_address(page) + index, entry);
		set_pgd(pgd, entry);
		pud = NULL;
	}
	spin_unlock(&pgd_lock);
	free_page((unsigned long)pud);
	return true;
}

/*
 * Hang a new table into a kernel entry, unless another CPU was faster.
 * Every kind of entry is one word, which is what @entry points to.
 */
static bool kernel_table_alloc(unsigned long *entry)
{
	unsigned long table;

	if (likely(READ_ONCE(*entry)))
		return true;
	table = __get_free_page(GFP_KERNEL | __GFP_ZERO);
	if (!table)
		return false;
	spin_lock(&init_mm.page_table_lock);
	if (!*entry) {
		smp_store_release(entry, __pa(table) | _KERNPG_TABLE);
		table = 0;
	}
	spin_unlock(&init_mm.page_table_lock);
	free_page(table);
	return true;
}

/**
 * kernel_pte_alloc() - the pte of a kernel address
 * @addr: in vmalloc or module space
 *
 * Context: may sleep.
 * Return: the entry, in a table that stays for ever; or NULL.
 */
pte_t *kernel_pte_alloc(unsigned long addr)
{
	pgd_t *pgd = pgd_offset_k(addr);
	pud_t *pud;
	pmd_t *pmd;

	if (!kernel_pud_alloc(pgd))
		return NULL;
	pud = pud_offset(pgd, addr);
	if (!kernel_table_alloc(&pud->pud))
		return NULL;
	pmd = pmd_offset(pud, addr);
	if (!kernel_table_alloc(&pmd->pmd))
		return NULL;
	return pte_offset_kernel(pmd, addr);
}

/**
 * ptep_clear_flush() - take an entry out of a live table, on all CPUs
 * @vma: area of @addr
 * @addr: user address
 * @ptep: its entry; page_table_lock held
 *
 * Return: the entry as it was.
 */
pte_t ptep_clear_flush(struct vm_area_struct *vma, unsigned long addr,
		       pte_t *ptep)
{
	pte_t pte = ptep_get_and_clear(vma->vm_mm, addr, ptep);

	if (pte_accessible(vma->vm_mm, pte))
		flush_tlb_page(vma, addr);
	return pte;
}

/**
 * ptep_clear_flush_young() - was the page used since the last call?
 * @vma: area of @addr
 * @addr: user address
 * @ptep: its entry; page_table_lock held
 *
 * No flush: a CPU with the old entry does not set the bit again for a while,
 * which only makes the page look older than it is.
 *
 * Return: nonzero if it was.
 */
int ptep_clear_flush_young(struct vm_area_struct *vma, unsigned long addr,
			   pte_t *ptep)
{
	return ptep_test_and_clear_young(vma, addr, ptep);
}

/*
 * A table entry that is neither empty nor a table: memory was overwritten.
 * Losing what hangs below is the lesser evil.
 */
static void bad_entry(const char *what, unsigned long *entry)
{
	pr_err("%s:%d: bad %s %p(%016lx)\n", __FILE__, __LINE__, what, entry,
	       *entry);
	WRITE_ONCE(*entry, 0);
}

/**
 * pgd_clear_bad() - report and clear a corrupted entry
 * @pgd: the entry
 */
void pgd_clear_bad(pgd_t *pgd)
{
	bad_entry("pgd", &pgd->pgd);
}

/**
 * pud_clear_bad() - report and clear a corrupted entry
 * @pud: the entry
 */
void pud_clear_bad(pud_t *pud)
{
	bad_entry("pud", &pud->pud);
}

/**
 * pmd_clear_bad() - report and clear a corrupted entry
 * @pmd: the entry
 */
void pmd_clear_bad(pmd_t *pmd)
{
	bad_entry("pmd", &pmd->pmd);
}
