/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/pgalloc.h - page-table pages: made, hung into the level above, freed
 */
#ifndef _ASM_X86_PGALLOC_H
#define _ASM_X86_PGALLOC_H

#include <linux/mm.h>

#define PGALLOC_GFP	(GFP_KERNEL | __GFP_ZERO)

pgd_t *pgd_alloc(struct mm_struct *mm);
void pgd_free(struct mm_struct *mm, pgd_t *pgd);

/* Every pgd that is in use, chained through page->lru; for syncing. */
extern spinlock_t pgd_lock;
extern struct list_head pgd_list;

/* Tables for user addresses are counted in NR_PAGETABLE. */
struct page *pgtable_page_alloc(void);
void pgtable_page_free(struct page *page);

static inline pgtable_t pte_alloc_one(struct mm_struct *mm, unsigned long addr)
{
	return pgtable_page_alloc();
}

static inline void pte_free(struct mm_struct *mm, struct page *pte)
{
	pgtable_page_free(pte);
}

static inline pmd_t *pmd_alloc_one(struct mm_struct *mm, unsigned long addr)
{
	struct page *page = pgtable_page_alloc();

	return page ? page_address(page) : NULL;
}

static inline void pmd_free(struct mm_struct *mm, pmd_t *pmd)
{
	pgtable_page_free(virt_to_page(pmd));
}

static inline pud_t *pud_alloc_one(struct mm_struct *mm, unsigned long addr)
{
	struct page *page = pgtable_page_alloc();

	return page ? page_address(page) : NULL;
}

static inline void pud_free(struct mm_struct *mm, pud_t *pud)
{
	pgtable_page_free(virt_to_page(pud));
}

static inline void pmd_populate(struct mm_struct *mm, pmd_t *pmd,
				struct page *pte)
{
	set_pmd(pmd, __pmd(((pmdval_t)page_to_pfn(pte) << PAGE_SHIFT) |
			   _PAGE_TABLE));
}

#define pmd_pgtable(pmd)	pmd_page(pmd)

static inline void pud_populate(struct mm_struct *mm, pud_t *pud, pmd_t *pmd)
{
	set_pud(pud, __pud(__pa(pmd) | _PAGE_TABLE));
}

static inline void pgd_populate(struct mm_struct *mm, pgd_t *pgd, pud_t *pud)
{
	set_pgd(pgd, __pgd(__pa(pud) | _PAGE_TABLE));
}

#endif /* _ASM_X86_PGALLOC_H */
