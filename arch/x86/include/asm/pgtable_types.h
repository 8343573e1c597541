/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/pgtable_types.h - the bits of page-table entries; the address space
 *
 * Four levels, 512 entries of 8 bytes each:
 *
 *  63 62..59 58..52     51 .......... 12      11..9  8 7   6 5 4   3   2  1  0
 * +--+------+------+------------------------+------+-+----+-+-+---+---+--+--+-+
 * |NX| pkey | soft |      frame number      | soft |G|PAT |D|A|PCD|PWT|US|RW|P|
 * +--+------+------+------------------------+------+-+----+-+-+---+---+--+--+-+
 *                                                    (PSE in a pmd or pud)
 *
 * A not-present entry with _PAGE_PROTNONE is mapped, but nobody may touch it
 * (PROT_NONE).  A not-present, non-zero entry without it is a swap entry.
 *
 * Mirrors: Linux 4.6 arch/x86/include/asm/pgtable_types.h and
 * pgtable_64_types.h.
 */
#ifndef _ASM_X86_PGTABLE_TYPES_H
#define _ASM_X86_PGTABLE_TYPES_H

#include <linux/const.h>

#include <asm/page_types.h>

#define _PAGE_BIT_PRESENT	0
#define _PAGE_BIT_RW		1
#define _PAGE_BIT_USER		2
#define _PAGE_BIT_PWT		3
#define _PAGE_BIT_PCD		4
#define _PAGE_BIT_ACCESSED	5
#define _PAGE_BIT_DIRTY		6
#define _PAGE_BIT_PSE		7	/* 2 MiB or 1 GiB page */
#define _PAGE_BIT_PAT		7	/* in a pte */
#define _PAGE_BIT_GLOBAL	8
#define _PAGE_BIT_SOFTW1	9
#define _PAGE_BIT_SOFTW2	10
#define _PAGE_BIT_SOFTW3	11
#define _PAGE_BIT_PAT_LARGE	12	/* in a pmd or pud with PSE */
#define _PAGE_BIT_NX		63

#define _PAGE_BIT_SPECIAL	_PAGE_BIT_SOFTW1 /* no struct page wanted */
#define _PAGE_BIT_PROTNONE	_PAGE_BIT_GLOBAL

#define _PAGE_PRESENT	(_AC(1, UL) << _PAGE_BIT_PRESENT)
#define _PAGE_RW	(_AC(1, UL) << _PAGE_BIT_RW)
#define _PAGE_USER	(_AC(1, UL) << _PAGE_BIT_USER)
#define _PAGE_PWT	(_AC(1, UL) << _PAGE_BIT_PWT)
#define _PAGE_PCD	(_AC(1, UL) << _PAGE_BIT_PCD)
#define _PAGE_ACCESSED	(_AC(1, UL) << _PAGE_BIT_ACCESSED)
#define _PAGE_DIRTY	(_AC(1, UL) << _PAGE_BIT_DIRTY)
#define _PAGE_PSE	(_AC(1, UL) << _PAGE_BIT_PSE)
#define _PAGE_PAT	(_AC(1, UL) << _PAGE_BIT_PAT)
#define _PAGE_GLOBAL	(_AC(1, UL) << _PAGE_BIT_GLOBAL)
#define _PAGE_SPECIAL	(_AC(1, UL) << _PAGE_BIT_SPECIAL)
#define _PAGE_PAT_LARGE	(_AC(1, UL) << _PAGE_BIT_PAT_LARGE)
#define _PAGE_PROTNONE	(_AC(1, UL) << _PAGE_BIT_PROTNONE)
#define _PAGE_NX	(_AC(1, UL) << _PAGE_BIT_NX)

#define _PAGE_TABLE	(_PAGE_PRESENT | _PAGE_RW | _PAGE_USER | \
			 _PAGE_ACCESSED | _PAGE_DIRTY)
#define _KERNPG_TABLE	(_PAGE_PRESENT | _PAGE_RW | _PAGE_ACCESSED | \
			 _PAGE_DIRTY)

#define __PAGE_KERNEL_EXEC (_PAGE_PRESENT | _PAGE_RW | _PAGE_DIRTY | \
			    _PAGE_ACCESSED | _PAGE_GLOBAL)
#define __PAGE_KERNEL		(__PAGE_KERNEL_EXEC | _PAGE_NX)
#define __PAGE_KERNEL_RO	(__PAGE_KERNEL & ~(_PAGE_RW | _PAGE_DIRTY))
#define __PAGE_KERNEL_RX	(__PAGE_KERNEL_EXEC & ~(_PAGE_RW | _PAGE_DIRTY))
#define __PAGE_KERNEL_NOCACHE	(__PAGE_KERNEL | _PAGE_PCD | _PAGE_PWT)
#define __PAGE_KERNEL_UC_MINUS	(__PAGE_KERNEL | _PAGE_PCD)
#define __PAGE_KERNEL_WC	(__PAGE_KERNEL | _PAGE_PWT)	/* by our PAT */
#define __PAGE_KERNEL_LARGE	(__PAGE_KERNEL | _PAGE_PSE)
#define __PAGE_KERNEL_LARGE_EXEC (__PAGE_KERNEL_EXEC | _PAGE_PSE)

#define PTRS_PER_PGD	512
#define PTRS_PER_PUD	512
#define PTRS_PER_PMD	512
#define PTRS_PER_PTE	512

#define PGDIR_SHIFT	39
#define PUD_SHIFT	30
#define PMD_SHIFT	21

#define PGDIR_SIZE	(_AC(1, UL) << PGDIR_SHIFT)
#define PGDIR_MASK	(~(PGDIR_SIZE - 1))
#define PUD_SIZE	(_AC(1, UL) << PUD_SHIFT)
#define PUD_MASK	(~(PUD_SIZE - 1))
#define PMD_SIZE	(_AC(1, UL) << PMD_SHIFT)
#define PMD_MASK	(~(PMD_SIZE - 1))
#define PMD_PAGE_SIZE	PMD_SIZE
#define PMD_PAGE_MASK	PMD_MASK

/* The kernel's part of the address space; see DESIGN, section 4. */
#define VMALLOC_START	_AC(0xffffc90000000000, UL)
#define VMALLOC_END	_AC(0xffffe8ffffffffff, UL)
#define VMALLOC_TOTAL	(VMALLOC_END - VMALLOC_START)
#define VMEMMAP_START	_AC(0xffffea0000000000, UL)
#define MODULES_VADDR	_AC(0xffffffffa0000000, UL)
#define MODULES_END	_AC(0xffffffffff000000, UL)
#define MODULES_LEN	(MODULES_END - MODULES_VADDR)

#define FIRST_USER_ADDRESS	0UL

/* The frame number inside an entry. */
#define PTE_PFN_MASK	_AC(0x000ffffffffff000, UL)
#define PTE_FLAGS_MASK	(~PTE_PFN_MASK)

#ifndef __ASSEMBLY__

#include <linux/types.h>

typedef unsigned long pteval_t;
typedef unsigned long pmdval_t;
typedef unsigned long pudval_t;
typedef unsigned long pgdval_t;
typedef unsigned long pgprotval_t;

typedef struct { pteval_t pte; } pte_t;
typedef struct { pmdval_t pmd; } pmd_t;
typedef struct { pudval_t pud; } pud_t;
typedef struct { pgdval_t pgd; } pgd_t;
typedef struct { pgprotval_t pgprot; } pgprot_t;

struct page;
typedef struct page *pgtable_t;

#define pgprot_val(x)	((x).pgprot)
#define __pgprot(x)	((pgprot_t) { (x) })
#define pte_val(x)	((x).pte)
#define pmd_val(x)	((x).pmd)
#define pud_val(x)	((x).pud)
#define pgd_val(x)	((x).pgd)
#define __pte(x)	((pte_t) { (x) })
#define __pmd(x)	((pmd_t) { (x) })
#define __pud(x)	((pud_t) { (x) })
#define __pgd(x)	((pgd_t) { (x) })

/* NX and GLOBAL when the CPU has them; set before the first mapping. */
extern pteval_t __supported_pte_mask;

#endif /* __ASSEMBLY__ */

/* User protections. */
#define PAGE_NONE	__pgprot(_PAGE_PROTNONE | _PAGE_ACCESSED | _PAGE_NX)
#define PAGE_SHARED	__pgprot(_PAGE_PRESENT | _PAGE_RW | _PAGE_USER | \
				 _PAGE_ACCESSED | _PAGE_NX)
#define PAGE_SHARED_EXEC __pgprot(_PAGE_PRESENT | _PAGE_RW | _PAGE_USER | \
				  _PAGE_ACCESSED)
#define PAGE_COPY_NOEXEC __pgprot(_PAGE_PRESENT | _PAGE_USER | \
				  _PAGE_ACCESSED | _PAGE_NX)
#define PAGE_COPY_EXEC	__pgprot(_PAGE_PRESENT | _PAGE_USER | _PAGE_ACCESSED)
#define PAGE_COPY	PAGE_COPY_NOEXEC
#define PAGE_READONLY	PAGE_COPY_NOEXEC
#define PAGE_READONLY_EXEC PAGE_COPY_EXEC

/* Kernel protections. */
#define PAGE_KERNEL		__pgprot(__PAGE_KERNEL)
#define PAGE_KERNEL_RO		__pgprot(__PAGE_KERNEL_RO)
#define PAGE_KERNEL_EXEC	__pgprot(__PAGE_KERNEL_EXEC)
#define PAGE_KERNEL_RX		__pgprot(__PAGE_KERNEL_RX)
#define PAGE_KERNEL_NOCACHE	__pgprot(__PAGE_KERNEL_NOCACHE)
#define PAGE_KERNEL_WC		__pgprot(__PAGE_KERNEL_WC)
#define PAGE_KERNEL_LARGE	__pgprot(__PAGE_KERNEL_LARGE)
#define PAGE_KERNEL_LARGE_EXEC	__pgprot(__PAGE_KERNEL_LARGE_EXEC)
#define PAGE_KERNEL_IO		__pgprot(__PAGE_KERNEL)
#define PAGE_KERNEL_IO_NOCACHE	__pgprot(__PAGE_KERNEL_NOCACHE)

/* private: read, write, exec; a private writable page starts read-only */
#define __P000	PAGE_NONE
#define __P001	PAGE_READONLY
#define __P010	PAGE_COPY
#define __P011	PAGE_COPY
#define __P100	PAGE_READONLY_EXEC
#define __P101	PAGE_READONLY_EXEC
#define __P110	PAGE_COPY_EXEC
#define __P111	PAGE_COPY_EXEC
/* shared */
#define __S000	PAGE_NONE
#define __S001	PAGE_READONLY
#define __S010	PAGE_SHARED
#define __S011	PAGE_SHARED
#define __S100	PAGE_READONLY_EXEC
#define __S101	PAGE_READONLY_EXEC
#define __S110	PAGE_SHARED_EXEC
#define __S111	PAGE_SHARED_EXEC

#endif /* _ASM_X86_PGTABLE_TYPES_H */
