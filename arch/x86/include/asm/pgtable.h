/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/pgtable.h - reading and changing page-table entries
 *
 * set_pte() and its kin write one entry with one store; the caller holds
 * the lock that guards the table (mm->page_table_lock for user tables) and
 * sees to the TLB.  The CPU sets the accessed and dirty bits behind our
 * back, so an entry that is in use is changed only with
 * ptep_get_and_clear(), ptep_set_wrprotect() or ptep_test_and_clear_young().
 *
 * Mirrors: Linux 4.6 arch/x86/include/asm/pgtable.h, pgtable_64.h and
 * include/asm-generic/pgtable.h.
 * Simpler than Linux in: no huge user pages, no five levels, no paravirt.
 */
#ifndef _ASM_X86_PGTABLE_H
#define _ASM_X86_PGTABLE_H

#include <linux/compiler.h>

#include <asm/page.h>
#include <asm/pgtable_types.h>

#ifndef __ASSEMBLY__

#include <linux/bitops.h>
#include <linux/mm_types.h>
#include <linux/string.h>

#include <asm/cmpxchg.h>

struct vm_area_struct;

/* The kernel's own top table; its upper half is copied into every other. */
extern pgd_t init_top_pgt[];
#define swapper_pg_dir init_top_pgt

extern unsigned long empty_zero_page[PAGE_SIZE / sizeof(unsigned long)];
#define ZERO_PAGE(vaddr) (virt_to_page(empty_zero_page))

/*
 * Entries to numbers and back
 */
static inline pteval_t pte_flags(pte_t pte)
{
	return pte_val(pte) & PTE_FLAGS_MASK;
}

static inline unsigned long pte_pfn(pte_t pte)
{
	return (pte_val(pte) & PTE_PFN_MASK) >> PAGE_SHIFT;
}

/* Bit 12 belongs to the frame number of a table, and is PAT in a large page. */
static inline unsigned long pmd_pfn(pmd_t pmd)
{
	unsigned long mask = pmd_val(pmd) & _PAGE_PSE ? PMD_MASK : PAGE_MASK;

	return (pmd_val(pmd) & PTE_PFN_MASK & mask) >> PAGE_SHIFT;
}

#define pte_page(pte)	pfn_to_page(pte_pfn(pte))
#define pmd_page(pmd)	pfn_to_page(pmd_pfn(pmd))

static inline pte_t pfn_pte(unsigned long pfn, pgprot_t prot)
{
	return __pte(((pteval_t)pfn << PAGE_SHIFT) |
		     (pgprot_val(prot) & __supported_pte_mask));
}

static inline pmd_t pfn_pmd(unsigned long pfn, pgprot_t prot)
{
	return __pmd(((pmdval_t)pfn << PAGE_SHIFT) |
		     (pgprot_val(prot) & __supported_pte_mask));
}

static inline pud_t pfn_pud(unsigned long pfn, pgprot_t prot)
{
	return __pud(((pudval_t)pfn << PAGE_SHIFT) |
		     (pgprot_val(prot) & __supported_pte_mask));
}

#define mk_pte(page, pgprot)	pfn_pte(page_to_pfn(page), (pgprot))

/*
 * Predicates
 */
static inline int pte_none(pte_t pte)
{
	return !pte_val(pte);
}

static inline int pte_present(pte_t a)
{
	return (pte_flags(a) & (_PAGE_PRESENT | _PAGE_PROTNONE)) != 0;
}

static inline int pte_same(pte_t a, pte_t b)
{
	return pte_val(a) == pte_val(b);
}

static inline int pte_write(pte_t pte)
{
	return (pte_flags(pte) & _PAGE_RW) != 0;
}

static inline int pte_dirty(pte_t pte)
{
	return (pte_flags(pte) & _PAGE_DIRTY) != 0;
}

static inline int pte_young(pte_t pte)
{
	return (pte_flags(pte) & _PAGE_ACCESSED) != 0;
}

static inline int pte_exec(pte_t pte)
{
	return !(pte_flags(pte) & _PAGE_NX);
}

static inline int pte_special(pte_t pte)
{
	return (pte_flags(pte) & _PAGE_SPECIAL) != 0;
}

/* May the CPU still hold a translation made from this entry? */
static inline bool pte_accessible(struct mm_struct *mm, pte_t a)
{
	return (pte_flags(a) & _PAGE_PRESENT) != 0;
}

static inline int pmd_none(pmd_t pmd)
{
	return !pmd_val(pmd);
}

static inline int pmd_present(pmd_t pmd)
{
	return (pmd_val(pmd) & (_PAGE_PRESENT | _PAGE_PSE)) != 0;
}

static inline int pmd_large(pmd_t pmd)
{
	return (pmd_val(pmd) & _PAGE_PSE) != 0;
}

static inline int pmd_bad(pmd_t pmd)
{
	return (pmd_val(pmd) & PTE_FLAGS_MASK & ~_PAGE_USER) != _KERNPG_TABLE;
}

static inline int pud_none(pud_t pud)
{
	return !pud_val(pud);
}

static inline int pud_present(pud_t pud)
{
	return (pud_val(pud) & _PAGE_PRESENT) != 0;
}

static inline int pud_large(pud_t pud)
{
	return (pud_val(pud) & (_PAGE_PSE | _PAGE_PRESENT)) ==
	       (_PAGE_PSE | _PAGE_PRESENT);
}

static inline int pud_bad(pud_t pud)
{
	return (pud_val(pud) & PTE_FLAGS_MASK & ~_PAGE_USER) != _KERNPG_TABLE;
}

static inline int pgd_none(pgd_t pgd)
{
	return !pgd_val(pgd);
}

static inline int pgd_present(pgd_t pgd)
{
	return (pgd_val(pgd) & _PAGE_PRESENT) != 0;
}

static inline int pgd_bad(pgd_t pgd)
{
	return (pgd_val(pgd) & PTE_FLAGS_MASK & ~_PAGE_USER) != _KERNPG_TABLE;
}

/*
 * Changed copies of an entry
 */
static inline pte_t pte_set_flags(pte_t pte, pteval_t set)
{
	return __pte(pte_val(pte) | set);
}

static inline pte_t pte_clear_flags(pte_t pte, pteval_t clear)
{
	return __pte(pte_val(pte) & ~clear);
}

static inline pte_t pte_mkclean(pte_t pte)
{
	return pte_clear_flags(pte, _PAGE_DIRTY);
}

static inline pte_t pte_mkdirty(pte_t pte)
{
	return pte_set_flags(pte, _PAGE_DIRTY);
}

static inline pte_t pte_mkold(pte_t pte)
{
	return pte_clear_flags(pte, _PAGE_ACCESSED);
}

static inline pte_t pte_mkyoung(pte_t pte)
{
	return pte_set_flags(pte, _PAGE_ACCESSED);
}

static inline pte_t pte_wrprotect(pte_t pte)
{
	return pte_clear_flags(pte, _PAGE_RW);
}

static inline pte_t pte_mkwrite(pte_t pte)
{
	return pte_set_flags(pte, _PAGE_RW);
}

static inline pte_t pte_mkspecial(pte_t pte)
{
	return pte_set_flags(pte, _PAGE_SPECIAL);
}

/* What pte_modify() keeps: the frame, the cache mode, accessed and dirty. */
#define _PAGE_CHG_MASK	(PTE_PFN_MASK | _PAGE_PCD | _PAGE_PWT | _PAGE_PAT | \
			 _PAGE_SPECIAL | _PAGE_ACCESSED | _PAGE_DIRTY)

static inline pte_t pte_modify(pte_t pte, pgprot_t newprot)
{
	return __pte((pte_val(pte) & _PAGE_CHG_MASK) |
		     (pgprot_val(newprot) & __supported_pte_mask &
		      ~_PAGE_CHG_MASK));
}

#define pgprot_modify(oldprot, newprot)					\
	__pgprot((pgprot_val(oldprot) & _PAGE_CHG_MASK) |		\
		 pgprot_val(newprot))

/*
 * Stores.  One 8-byte store each, never torn.
 */
static inline void set_pte(pte_t *ptep, pte_t pte)
{
	WRITE_ONCE(ptep->pte, pte.pte);
}

static inline void set_pmd(pmd_t *pmdp, pmd_t pmd)
{
	WRITE_ONCE(pmdp->pmd, pmd.pmd);
}

static inline void set_pud(pud_t *pudp, pud_t pud)
{
	WRITE_ONCE(pudp->pud, pud.pud);
}

static inline void set_pgd(pgd_t *pgdp, pgd_t pgd)
{
	WRITE_ONCE(pgdp->pgd, pgd.pgd);
}

#define set_pte_at(mm, addr, ptep, pte)	set_pte(ptep, pte)

static inline void pte_clear(struct mm_struct *mm, unsigned long addr,
			     pte_t *ptep)
{
	set_pte(ptep, __pte(0));
}

static inline void pmd_clear(pmd_t *pmd)
{
	set_pmd(pmd, __pmd(0));
}

static inline void pud_clear(pud_t *pud)
{
	set_pud(pud, __pud(0));
}

static inline void pgd_clear(pgd_t *pgd)
{
	set_pgd(pgd, __pgd(0));
}

/* Atomic against the CPU's accessed and dirty updates. */
static inline pte_t ptep_get_and_clear(struct mm_struct *mm,
				       unsigned long addr, pte_t *ptep)
{
	return __pte(xchg(&ptep->pte, 0UL));
}

/* @full: the address space is dying, no CPU walks this table. */
static inline pte_t ptep_get_and_clear_full(struct mm_struct *mm,
					    unsigned long addr, pte_t *ptep,
					    int full)
{
	pte_t pte;

	if (!full)
		return ptep_get_and_clear(mm, addr, ptep);
	pte = *ptep;
	pte_clear(mm, addr, ptep);
	return pte;
}

static inline void ptep_set_wrprotect(struct mm_struct *mm,
				      unsigned long addr, pte_t *ptep)
{
	clear_bit(_PAGE_BIT_RW, &ptep->pte);
}

static inline int ptep_test_and_clear_young(struct vm_area_struct *vma,
					    unsigned long addr, pte_t *ptep)
{
	return pte_young(*ptep) &&
	       test_and_clear_bit(_PAGE_BIT_ACCESSED, &ptep->pte);
}

/*
 * After a fault: the entry gets more rights or becomes young or dirty.
 * No flush: a CPU with the old entry faults once more, at worst.
 */
static inline int ptep_set_access_flags(struct vm_area_struct *vma,
					unsigned long addr, pte_t *ptep,
					pte_t entry, int dirty)
{
	int changed = !pte_same(*ptep, entry);

	if (changed && dirty)
		set_pte(ptep, entry);
	return changed;
}

pte_t ptep_clear_flush(struct vm_area_struct *vma, unsigned long addr,
		       pte_t *ptep);
int ptep_clear_flush_young(struct vm_area_struct *vma, unsigned long addr,
			   pte_t *ptep);

/*
 * Walking
 */
static inline unsigned long pgd_index(unsigned long address)
{
	return (address >> PGDIR_SHIFT) & (PTRS_PER_PGD - 1);
}

static inline unsigned long pud_index(unsigned long address)
{
	return (address >> PUD_SHIFT) & (PTRS_PER_PUD - 1);
}

static inline unsigned long pmd_index(unsigned long address)
{
	return (address >> PMD_SHIFT) & (PTRS_PER_PMD - 1);
}

static inline unsigned long pte_index(unsigned long address)
{
	return (address >> PAGE_SHIFT) & (PTRS_PER_PTE - 1);
}

static inline unsigned long pgd_page_vaddr(pgd_t pgd)
{
	return (unsigned long)__va(pgd_val(pgd) & PTE_PFN_MASK);
}

static inline unsigned long pud_page_vaddr(pud_t pud)
{
	return (unsigned long)__va(pud_val(pud) & PTE_PFN_MASK);
}

static inline unsigned long pmd_page_vaddr(pmd_t pmd)
{
	return (unsigned long)__va(pmd_val(pmd) & PTE_PFN_MASK);
}

#define pgd_offset(mm, address)	((mm)->pgd + pgd_index(address))
#define pgd_offset_k(address)	(swapper_pg_dir + pgd_index(address))

static inline pud_t *pud_offset(pgd_t *pgd, unsigned long address)
{
	return (pud_t *)pgd_page_vaddr(*pgd) + pud_index(address);
}

static inline pmd_t *pmd_offset(pud_t *pud, unsigned long address)
{
	return (pmd_t *)pud_page_vaddr(*pud) + pmd_index(address);
}

static inline pte_t *pte_offset_kernel(pmd_t *pmd, unsigned long address)
{
	return (pte_t *)pmd_page_vaddr(*pmd) + pte_index(address);
}

#define pte_offset_map(dir, address)	pte_offset_kernel((dir), (address))
#define pte_unmap(pte)			((void)(pte))

/* The next boundary of a level, or @end, whichever comes first. */
#define __level_addr_end(addr, end, size, mask)				\
({									\
	unsigned long __boundary = ((addr) + (size)) & (mask);		\
	__boundary - 1 < (end) - 1 ? __boundary : (end);		\
})
#define pgd_addr_end(addr, end)	\
	__level_addr_end(addr, end, PGDIR_SIZE, PGDIR_MASK)
#define pud_addr_end(addr, end)	\
	__level_addr_end(addr, end, PUD_SIZE, PUD_MASK)
#define pmd_addr_end(addr, end)	\
	__level_addr_end(addr, end, PMD_SIZE, PMD_MASK)

void pgd_clear_bad(pgd_t *pgd);
void pud_clear_bad(pud_t *pud);
void pmd_clear_bad(pmd_t *pmd);

static inline int pgd_none_or_clear_bad(pgd_t *pgd)
{
	if (pgd_none(*pgd))
		return 1;
	if (unlikely(pgd_bad(*pgd))) {
		pgd_clear_bad(pgd);
		return 1;
	}
	return 0;
}

static inline int pud_none_or_clear_bad(pud_t *pud)
{
	if (pud_none(*pud))
		return 1;
	if (unlikely(pud_bad(*pud))) {
		pud_clear_bad(pud);
		return 1;
	}
	return 0;
}

static inline int pmd_none_or_clear_bad(pmd_t *pmd)
{
	if (pmd_none(*pmd))
		return 1;
	if (unlikely(pmd_bad(*pmd))) {
		pmd_clear_bad(pmd);
		return 1;
	}
	return 0;
}

/* x86 keeps no software TLB. */
#define flush_dcache_page(page)			do { } while (0)

/* arch/x86/mm/pageattr.c */
enum pg_level {
	PG_LEVEL_NONE,
	PG_LEVEL_4K,
	PG_LEVEL_2M,
	PG_LEVEL_1G,
	PG_LEVEL_NUM
};

pte_t *lookup_address(unsigned long address, unsigned int *level);
int set_memory_ro(unsigned long addr, int numpages);
int set_memory_rw(unsigned long addr, int numpages);
int set_memory_x(unsigned long addr, int numpages);
int set_memory_nx(unsigned long addr, int numpages);
int set_memory_np(unsigned long addr, int numpages);
extern unsigned long direct_pages_count[PG_LEVEL_NUM];

/* arch/x86/mm/init_64.c */
void init_mem_mapping(void);
void paging_init(void);
void kernel_physical_mapping_init(unsigned long start, unsigned long end);

/* arch/x86/mm/pgtable.c */
/* The pte of a kernel address, with all tables above it; NULL: no memory. */
pte_t *kernel_pte_alloc(unsigned long addr);

#endif /* __ASSEMBLY__ */
#endif /* _ASM_X86_PGTABLE_H */
