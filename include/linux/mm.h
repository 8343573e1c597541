/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/mm.h - pages and virtual memory areas, for everybody
 *
 * Mirrors: Linux 4.6 include/linux/mm.h; vm_operations_struct and vm_fault
 * have the form of 4.17.  The reference count is in linux/page_ref.h, the
 * page flags in linux/page-flags.h, the counters in linux/vmstat.h.
 */
#ifndef _LINUX_MM_H
#define _LINUX_MM_H

#include <linux/atomic.h>
#include <linux/bug.h>
#include <linux/err.h>
#include <linux/gfp.h>
#include <linux/mm_types.h>
#include <linux/mmzone.h>
#include <linux/page-flags.h>
#include <linux/page_ref.h>
#include <linux/spinlock.h>
#include <linux/vmstat.h>

#include <asm/page.h>
#include <asm/pgtable.h>

struct file;
struct inode;
struct kvec;
struct rlimit;
struct sysinfo;
struct user_struct;
struct writeback_control;

extern unsigned long max_mapnr;
extern unsigned long totalram_pages;	/* given to the buddy */
extern unsigned long totalreserve_pages;
extern void *high_memory;		/* end of the direct map */
extern int sysctl_max_map_count;

#define lru_to_page(head)	list_entry((head)->prev, struct page, lru)

/* vm_flags */
#define VM_NONE		0x00000000
#define VM_READ		0x00000001	/* the rights now */
#define VM_WRITE	0x00000002
#define VM_EXEC		0x00000004
#define VM_SHARED	0x00000008
#define VM_MAYREAD	0x00000010	/* the rights mprotect() may give */
#define VM_MAYWRITE	0x00000020
#define VM_MAYEXEC	0x00000040
#define VM_MAYSHARE	0x00000080
#define VM_GROWSDOWN	0x00000100	/* a stack */
#define VM_PFNMAP	0x00000400	/* raw frames, no struct page used */
#define VM_DENYWRITE	0x00000800
#define VM_LOCKED	0x00002000
#define VM_IO		0x00004000	/* device memory */
#define VM_SEQ_READ	0x00008000	/* madvise: sequential */
#define VM_RAND_READ	0x00010000	/* madvise: random */
#define VM_DONTCOPY	0x00020000	/* not across fork */
#define VM_DONTEXPAND	0x00040000	/* no mremap() growth */
#define VM_LOCKONFAULT	0x00080000
#define VM_ACCOUNT	0x00100000	/* charged to vm_committed_as */
#define VM_NORESERVE	0x00200000
#define VM_HUGETLB	0x00400000
#define VM_ARCH_1	0x01000000
#define VM_WIPEONFORK	0x02000000	/* the child sees zeroes */
#define VM_DONTDUMP	0x04000000	/* not in core dumps */
#define VM_MIXEDMAP	0x10000000
#define VM_HUGEPAGE	0x20000000
#define VM_NOHUGEPAGE	0x40000000
#define VM_MERGEABLE	0x80000000
#define VM_GROWSUP	VM_NONE
#define VM_SOFTDIRTY	0
#define VM_PAT		VM_ARCH_1

#define VM_DATA_DEFAULT_FLAGS \
	(((current->personality & READ_IMPLIES_EXEC) ? VM_EXEC : 0) | \
	 VM_READ | VM_WRITE | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC)
#define VM_STACK_DEFAULT_FLAGS VM_DATA_DEFAULT_FLAGS
#define VM_STACK	VM_GROWSDOWN
#define VM_STACK_FLAGS	(VM_STACK | VM_STACK_DEFAULT_FLAGS | VM_ACCOUNT)
/* A stack that exec is still building: may move, must not merge. */
#define VM_STACK_INCOMPLETE_SETUP (VM_RAND_READ | VM_SEQ_READ)
/* Never merged with a neighbour. */
#define VM_SPECIAL	(VM_IO | VM_DONTEXPAND | VM_PFNMAP | VM_MIXEDMAP)
#define VM_INIT_DEF_MASK VM_NOHUGEPAGE
#define VM_LOCKED_CLEAR_MASK (~(VM_LOCKED | VM_LOCKONFAULT))

/* The page protection of each combination of VM_{READ,WRITE,EXEC,SHARED}. */
extern pgprot_t protection_map[16];

/* vm_fault->flags */
#define FAULT_FLAG_WRITE	0x01
#define FAULT_FLAG_MKWRITE	0x02
#define FAULT_FLAG_ALLOW_RETRY	0x04	/* may drop mmap_sem and say RETRY */
#define FAULT_FLAG_RETRY_NOWAIT	0x08	/* ... but do not wait */
#define FAULT_FLAG_KILLABLE	0x10
#define FAULT_FLAG_TRIED	0x20	/* second try */
#define FAULT_FLAG_USER		0x40
#define FAULT_FLAG_REMOTE	0x80
#define FAULT_FLAG_INSTRUCTION	0x100

/* What a fault handler returns. */
#define VM_FAULT_OOM		0x0001
#define VM_FAULT_SIGBUS		0x0002
#define VM_FAULT_MAJOR		0x0004
#define VM_FAULT_WRITE		0x0008
#define VM_FAULT_HWPOISON	0x0010
#define VM_FAULT_SIGSEGV	0x0040
#define VM_FAULT_NOPAGE		0x0100	/* the handler installed the pte */
#define VM_FAULT_LOCKED		0x0200	/* vmf->page comes locked */
#define VM_FAULT_RETRY		0x0400	/* mmap_sem was dropped */
#define VM_FAULT_FALLBACK	0x0800
#define VM_FAULT_DONE_COW	0x1000
#define VM_FAULT_ERROR	(VM_FAULT_OOM | VM_FAULT_SIGBUS | VM_FAULT_SIGSEGV | \
			 VM_FAULT_HWPOISON | VM_FAULT_FALLBACK)

/* One page fault on its way down.  All of it belongs to the faulting task. */
struct vm_fault {
	struct vm_area_struct *vma;
	unsigned int flags;		/* FAULT_FLAG_* */
	gfp_t gfp_mask;
	pgoff_t pgoff;			/* in the file, in pages */
	unsigned long address;
	pmd_t *pmd;
	pud_t *pud;
	pte_t orig_pte;			/* as it was when the fault began */
	struct page *cow_page;		/* for the copy of a private mapping */
	struct mem_cgroup *memcg;
	struct page *page;		/* ->fault() hands it over here */
	pte_t *pte;			/* mapped and locked by ptl, or NULL */
	spinlock_t *ptl;
	pgtable_t prealloc_pte;		/* a table for ->map_pages() */
};

/* All run with mmap_sem held for reading at least. */
struct vm_operations_struct {
	void (*open)(struct vm_area_struct *area);
	void (*close)(struct vm_area_struct *area);
	int (*split)(struct vm_area_struct *area, unsigned long addr);
	int (*mremap)(struct vm_area_struct *area);
	vm_fault_t (*fault)(struct vm_fault *vmf);
	void (*map_pages)(struct vm_fault *vmf, pgoff_t start_pgoff,
			  pgoff_t end_pgoff);
	/* A read-only page becomes writable; as ->fault() otherwise. */
	vm_fault_t (*page_mkwrite)(struct vm_fault *vmf);
	vm_fault_t (*pfn_mkwrite)(struct vm_fault *vmf);
	/* For ptrace and /proc/N/mem on VM_IO areas. */
	int (*access)(struct vm_area_struct *vma, unsigned long addr,
		      void *buf, int len, int write);
	const char *(*name)(struct vm_area_struct *vma);
};

/*
 * struct page: place, references, compound pages
 */
static inline enum zone_type page_zonenum(const struct page *page)
{
	return page->flags >> (BITS_PER_LONG - ZONES_SHIFT);
}

static inline struct zone *page_zone(const struct page *page)
{
	return &contig_page_data.node_zones[page_zonenum(page)];
}

static inline int page_to_nid(const struct page *page)
{
	return 0;
}

static inline void set_page_zone(struct page *page, enum zone_type zone)
{
	page->flags &= ~(((1UL << ZONES_SHIFT) - 1) <<
			 (BITS_PER_LONG - ZONES_SHIFT));
	page->flags |= (unsigned long)zone << (BITS_PER_LONG - ZONES_SHIFT);
}

static inline void *page_address(const struct page *page)
{
	return __va((phys_addr_t)page_to_pfn(page) << PAGE_SHIFT);
}

static inline struct page *virt_to_head_page(const void *x)
{
	return compound_head(virt_to_page(x));
}

static inline unsigned int compound_order(struct page *page)
{
	return PageHead(page) ? page[1].compound_order : 0;
}

#define page_private(page)		((page)->private)
#define set_page_private(page, v)	((page)->private = (v))

static inline void get_page(struct page *page)
{
	page_ref_inc(compound_head(page));
}

/* Fails on a free page: the speculative half of a page-cache lookup. */
static inline int get_page_unless_zero(struct page *page)
{
	return page_ref_add_unless(page, 1, 0);
}

static inline int put_page_testzero(struct page *page)
{
	return page_ref_dec_and_test(page);
}

void __put_page(struct page *page);

static inline void put_page(struct page *page)
{
	page = compound_head(page);
	if (put_page_testzero(page))
		__put_page(page);
}

static inline int page_mapcount(struct page *page)
{
	return atomic_read(&page->_mapcount) + 1;
}

static inline void page_mapcount_reset(struct page *page)
{
	atomic_set(&page->_mapcount, -1);
}

static inline bool page_mapped(struct page *page)
{
	return atomic_read(&compound_head(page)->_mapcount) >= 0;
}

/* The file whose page this is; NULL for anonymous and slab pages. */
static inline struct address_space *page_mapping(struct page *page)
{
	struct address_space *mapping = page->mapping;

	if (unlikely(PageSlab(page)) ||
	    ((unsigned long)mapping & PAGE_MAPPING_FLAGS))
		return NULL;
	return mapping;
}

/* The page's offset in its file (swap-cache pages come in a later issue). */
static inline pgoff_t page_index(struct page *page)
{
	return page->index;
}

static inline bool is_zero_pfn(unsigned long pfn)
{
	extern unsigned long zero_pfn;

	return pfn == zero_pfn;
}

#define my_zero_pfn(addr)	page_to_pfn(ZERO_PAGE(addr))

/*
 * vm_area_struct helpers
 */
static inline unsigned long vma_pages(struct vm_area_struct *vma)
{
	return (vma->vm_end - vma->vm_start) >> PAGE_SHIFT;
}

static inline bool vma_is_anonymous(struct vm_area_struct *vma)
{
	return !vma->vm_ops;
}

static inline unsigned long vma_pgoff(struct vm_area_struct *vma,
				      unsigned long address)
{
	return vma->vm_pgoff + ((address - vma->vm_start) >> PAGE_SHIFT);
}

/* mm/mmap.c */
extern unsigned long stack_guard_gap;	/* bytes */
/* Below a stack lies a gap that nobody gets. */
static inline unsigned long vm_start_gap(struct vm_area_struct *vma)
{
	unsigned long start = vma->vm_start;

	if (vma->vm_flags & VM_GROWSDOWN) {
		start -= stack_guard_gap;
		if (start > vma->vm_start)
			start = 0;
	}
	return start;
}

struct vm_area_struct *find_vma(struct mm_struct *mm, unsigned long addr);
struct vm_area_struct *find_vma_prev(struct mm_struct *mm, unsigned long addr,
				     struct vm_area_struct **pprev);
struct vm_area_struct *find_extend_vma(struct mm_struct *mm,
				       unsigned long addr);
unsigned long do_mmap(struct file *file, unsigned long addr,
		      unsigned long len, unsigned long prot,
		      unsigned long flags, vm_flags_t vm_flags,
		      unsigned long pgoff, unsigned long *populate);
unsigned long do_mmap_pgoff(struct file *file, unsigned long addr,
			    unsigned long len, unsigned long prot,
			    unsigned long flags, unsigned long pgoff,
			    unsigned long *populate);
unsigned long vm_mmap(struct file *file, unsigned long addr,
		      unsigned long len, unsigned long prot,
		      unsigned long flags, unsigned long offset);
unsigned long vm_mmap_pgoff(struct file *file, unsigned long addr,
			    unsigned long len, unsigned long prot,
			    unsigned long flags, unsigned long pgoff);
unsigned long get_unmapped_area(struct file *file, unsigned long addr,
				unsigned long len, unsigned long pgoff,
				unsigned long flags);
unsigned long mmap_region(struct file *file, unsigned long addr,
			  unsigned long len, vm_flags_t vm_flags,
			  unsigned long pgoff);
int do_munmap(struct mm_struct *mm, unsigned long start, size_t len);
int vm_munmap(unsigned long start, size_t len);
int vm_brk_flags(unsigned long addr, unsigned long request,
		 unsigned long flags);
void exit_mmap(struct mm_struct *mm);
int insert_vm_struct(struct mm_struct *mm, struct vm_area_struct *vma);
struct vm_area_struct *copy_vma(struct vm_area_struct **vmap,
				unsigned long addr, unsigned long len,
				pgoff_t pgoff, bool *need_rmap_locks);
struct vm_area_struct *vma_merge(struct mm_struct *mm,
				 struct vm_area_struct *prev,
				 unsigned long addr, unsigned long end,
				 unsigned long vm_flags,
				 struct anon_vma *anon_vma, struct file *file,
				 pgoff_t pgoff);
void vma_expand(struct vm_area_struct *vma, unsigned long start,
		unsigned long end);
int split_vma(struct mm_struct *mm, struct vm_area_struct *vma,
	      unsigned long addr, int new_below);
int expand_stack(struct vm_area_struct *vma, unsigned long address);
int expand_downwards(struct vm_area_struct *vma, unsigned long address);
int dup_mmap(struct mm_struct *mm, struct mm_struct *oldmm);
void mmap_init(void);
bool may_expand_vm(struct mm_struct *mm, vm_flags_t vm_flags,
		   unsigned long npages);
void vm_stat_account(struct mm_struct *mm, vm_flags_t vm_flags, long npages);

/* An area of kernel pages that user space may read: the vDSO. */
struct vm_special_mapping {
	const char	*name;		/* for /proc/PID/maps, with brackets */
	struct page	**pages;	/* ended by NULL; or use fault */
	vm_fault_t	(*fault)(const struct vm_special_mapping *sm,
				 struct vm_area_struct *vma,
				 struct vm_fault *vmf);
	int		(*mremap)(const struct vm_special_mapping *sm,
				  struct vm_area_struct *new_vma);
};

struct vm_area_struct *
_install_special_mapping(struct mm_struct *mm, unsigned long addr,
			 unsigned long len, unsigned long vm_flags,
			 const struct vm_special_mapping *spec);
void mm_populate(unsigned long addr, unsigned long len);
extern int randomize_va_space;		/* 0 none, 1 mmap and stack, 2 brk too */
extern unsigned long mmap_min_addr;	/* bytes; fixed mappings end here */
void arch_pick_mmap_layout(struct mm_struct *mm, struct rlimit *rlim_stack);
pgprot_t vm_get_page_prot(unsigned long vm_flags);
void vma_set_page_prot(struct vm_area_struct *vma);
void set_mm_exe_file(struct mm_struct *mm, struct file *new_exe_file);
struct file *get_mm_exe_file(struct mm_struct *mm);
struct file *get_task_exe_file(struct task_struct *task);
struct vm_area_struct *vm_area_alloc(struct mm_struct *mm);
struct vm_area_struct *vm_area_dup(struct vm_area_struct *orig);
void vm_area_free(struct vm_area_struct *vma);

/* What get_unmapped_area() looks for.  Bytes; limits are [low, high). */
struct vm_unmapped_area_info {
	unsigned long length;
	unsigned long low_limit;
	unsigned long high_limit;
	unsigned long align_mask;	/* the wanted address & this */
	unsigned long align_offset;	/* ... equals this & align_mask */
};

unsigned long unmapped_area(struct vm_unmapped_area_info *info);
unsigned long unmapped_area_topdown(struct vm_unmapped_area_info *info);
unsigned long arch_get_unmapped_area(struct file *filp, unsigned long addr,
				     unsigned long len, unsigned long pgoff,
				     unsigned long flags);
unsigned long arch_get_unmapped_area_topdown(struct file *filp,
					     unsigned long addr,
					     unsigned long len,
					     unsigned long pgoff,
					     unsigned long flags);

static inline struct vm_area_struct *
find_vma_intersection(struct mm_struct *mm, unsigned long start_addr,
		      unsigned long end_addr)
{
	struct vm_area_struct *vma = find_vma(mm, start_addr);

	if (vma && end_addr <= vma->vm_start)
		vma = NULL;
	return vma;
}

/* mm/memory.c */
struct zap_details {
	struct address_space *check_mapping;	/* only pages of this file */
	pgoff_t first_index;			/* and in this range */
	pgoff_t last_index;
};

vm_fault_t handle_mm_fault(struct vm_area_struct *vma, unsigned long address,
			   unsigned int flags);
int copy_page_range(struct mm_struct *dst, struct mm_struct *src,
		    struct vm_area_struct *vma);
void zap_page_range(struct vm_area_struct *vma, unsigned long address,
		    unsigned long size);
void unmap_vmas(struct mmu_gather *tlb, struct vm_area_struct *start_vma,
		unsigned long start, unsigned long end);
void unmap_mapping_range(struct address_space *mapping, loff_t holebegin,
			 loff_t holelen, int even_cows);
void free_pgtables(struct mmu_gather *tlb, struct vm_area_struct *start_vma,
		   unsigned long floor, unsigned long ceiling);
void free_pgd_range(struct mmu_gather *tlb, unsigned long addr,
		    unsigned long end, unsigned long floor,
		    unsigned long ceiling);
int vm_insert_pfn(struct vm_area_struct *vma, unsigned long addr,
		  unsigned long pfn);
struct page *vm_normal_page(struct vm_area_struct *vma, unsigned long addr,
			    pte_t pte);
int access_process_vm(struct task_struct *tsk, unsigned long addr, void *buf,
		      int len, unsigned int gup_flags);
int access_remote_vm(struct mm_struct *mm, unsigned long addr, void *buf,
		     int len, unsigned int gup_flags);
vm_fault_t alloc_set_pte(struct vm_fault *vmf, struct mem_cgroup *memcg,
			 struct page *page);
vm_fault_t finish_fault(struct vm_fault *vmf);
int __pte_alloc(struct mm_struct *mm, pmd_t *pmd, unsigned long address);
int __pmd_alloc(struct mm_struct *mm, pud_t *pud, unsigned long address);
int __pud_alloc(struct mm_struct *mm, pgd_t *pgd, unsigned long address);
bool can_do_mlock(void);

/* mm/gup.c */
#define FOLL_WRITE	0x01
#define FOLL_TOUCH	0x02	/* mark the page accessed */
#define FOLL_GET	0x04	/* take a reference */
#define FOLL_DUMP	0x08	/* give an error on a hole */
#define FOLL_FORCE	0x10	/* even against the vma's rights */
#define FOLL_NOWAIT	0x20
#define FOLL_POPULATE	0x40
#define FOLL_TRIED	0x800
#define FOLL_MLOCK	0x1000
#define FOLL_REMOTE	0x2000
#define FOLL_COW	0x4000

long get_user_pages(unsigned long start, unsigned long nr_pages,
		    unsigned int gup_flags, struct page **pages,
		    struct vm_area_struct **vmas);
long get_user_pages_remote(struct task_struct *tsk, struct mm_struct *mm,
			   unsigned long start, unsigned long nr_pages,
			   unsigned int gup_flags, struct page **pages,
			   struct vm_area_struct **vmas, int *locked);
long get_user_pages_unlocked(unsigned long start, unsigned long nr_pages,
			     struct page **pages, unsigned int gup_flags);
int get_user_pages_fast(unsigned long start, int nr_pages, int write,
			struct page **pages);
struct page *follow_page(struct vm_area_struct *vma, unsigned long address,
			 unsigned int foll_flags);
int fixup_user_fault(struct task_struct *tsk, struct mm_struct *mm,
		     unsigned long address, unsigned int fault_flags,
		     bool *unlocked);
struct page *get_dump_page(unsigned long addr);

/* mm/mprotect.c, mm/mremap.c, mm/madvise.c */
unsigned long change_protection(struct vm_area_struct *vma,
				unsigned long start, unsigned long end,
				pgprot_t newprot, int dirty_accountable,
				int prot_numa);
int mprotect_fixup(struct vm_area_struct *vma, struct vm_area_struct **pprev,
		   unsigned long start, unsigned long end,
		   unsigned long newflags);
unsigned long move_page_tables(struct vm_area_struct *vma,
			       unsigned long old_addr,
			       struct vm_area_struct *new_vma,
			       unsigned long new_addr, unsigned long len,
			       bool need_rmap_locks);

/* kernel/fork.c */
void __mmdrop(struct mm_struct *mm);

/* mm/truncate.c */
void truncate_pagecache(struct inode *inode, loff_t new);
void truncate_setsize(struct inode *inode, loff_t newsize);
void pagecache_isize_extended(struct inode *inode, loff_t from, loff_t to);
void truncate_pagecache_range(struct inode *inode, loff_t offset, loff_t end);
void truncate_inode_pages(struct address_space *mapping, loff_t lstart);
void truncate_inode_pages_range(struct address_space *mapping, loff_t lstart,
				loff_t lend);
void truncate_inode_pages_final(struct address_space *mapping);
int truncate_inode_page(struct address_space *mapping, struct page *page);
int invalidate_inode_page(struct page *page);
void cancel_dirty_page(struct page *page);
int try_to_release_page(struct page *page, gfp_t gfp_mask);

static inline int page_has_private(struct page *page)
{
	return (page->flags & (1UL << PG_private | 1UL << PG_private_2)) != 0;
}

/* mm/page-writeback.c */
int set_page_dirty(struct page *page);
int set_page_dirty_lock(struct page *page);
int __set_page_dirty_nobuffers(struct page *page);
int __set_page_dirty_no_writeback(struct page *page);
int clear_page_dirty_for_io(struct page *page);
int redirty_page_for_writepage(struct writeback_control *wbc,
			       struct page *page);
void account_page_dirtied(struct page *page, struct address_space *mapping);
void account_page_cleaned(struct page *page, struct address_space *mapping);

/* mm/filemap.c */
vm_fault_t filemap_fault(struct vm_fault *vmf);
void filemap_map_pages(struct vm_fault *vmf, pgoff_t start_pgoff,
		       pgoff_t end_pgoff);
vm_fault_t filemap_page_mkwrite(struct vm_fault *vmf);
extern const struct vm_operations_struct generic_file_vm_ops;

/* mm/readahead.c */
#define VM_MAX_READAHEAD	128	/* KiB */
#define VM_MIN_READAHEAD	16	/* KiB */
struct file_ra_state;
void page_cache_sync_readahead(struct address_space *mapping,
			       struct file_ra_state *ra, struct file *filp,
			       pgoff_t offset, unsigned long size);
void page_cache_async_readahead(struct address_space *mapping,
				struct file_ra_state *ra, struct file *filp,
				struct page *pg, pgoff_t offset,
				unsigned long size);
int force_page_cache_readahead(struct address_space *mapping,
			       struct file *filp, pgoff_t offset,
			       unsigned long nr_to_read);
int __do_page_cache_readahead(struct address_space *mapping, struct file *filp,
			      pgoff_t offset, unsigned long nr_to_read,
			      unsigned long lookahead_size);
unsigned long ra_submit(struct file_ra_state *ra,
			struct address_space *mapping, struct file *filp);
void file_ra_state_init(struct file_ra_state *ra,
			struct address_space *mapping);

/* mm/shmem.c */
int shmem_zero_setup(struct vm_area_struct *vma);
struct file *shmem_file_setup(const char *name, loff_t size,
			      unsigned long flags);

/* mm/util.c */
void *kvmalloc(size_t size, gfp_t flags);
void *kvzalloc(size_t size, gfp_t flags);
void *kvmalloc_array(size_t n, size_t size, gfp_t flags);
void kvfree(const void *addr);
int __vm_enough_memory(struct mm_struct *mm, long pages, int cap_sys_admin);
unsigned long vm_commit_limit(void);
bool is_vmalloc_addr(const void *x);

/* mm/page_alloc.c */
void mem_init(void);
void free_area_init(void);
void adjust_managed_page_count(struct page *page, long count);
unsigned long free_reserved_area(void *start, void *end, int poison,
				 const char *s);
void free_reserved_page(struct page *page);
void si_meminfo(struct sysinfo *val);
long si_mem_available(void);
unsigned long nr_free_buffer_pages(void);
void show_mem(void);
bool page_is_ram(unsigned long pfn);
void dump_page(struct page *page, const char *reason);

/* arch/x86/mm/init_64.c */
void free_initmem(void);
void mark_rodata_ro(void);
void free_init_pages(const char *what, unsigned long begin,
		     unsigned long end);

/* rss counters: page_table_lock is not needed, they are atomic */
static inline unsigned long get_mm_counter(struct mm_struct *mm, int member)
{
	long val = atomic_long_read(&mm->rss_stat.count[member]);

	return val < 0 ? 0 : val;
}

static inline void add_mm_counter(struct mm_struct *mm, int member, long value)
{
	atomic_long_add(value, &mm->rss_stat.count[member]);
}

static inline void inc_mm_counter(struct mm_struct *mm, int member)
{
	atomic_long_inc(&mm->rss_stat.count[member]);
}

static inline void dec_mm_counter(struct mm_struct *mm, int member)
{
	atomic_long_dec(&mm->rss_stat.count[member]);
}

static inline int mm_counter_file(struct page *page)
{
	return PageSwapBacked(page) ? MM_SHMEMPAGES : MM_FILEPAGES;
}

static inline int mm_counter(struct page *page)
{
	return PageAnon(page) ? MM_ANONPAGES : mm_counter_file(page);
}

static inline unsigned long get_mm_rss(struct mm_struct *mm)
{
	return get_mm_counter(mm, MM_FILEPAGES) +
	       get_mm_counter(mm, MM_ANONPAGES) +
	       get_mm_counter(mm, MM_SHMEMPAGES);
}

static inline unsigned long get_mm_hiwater_rss(struct mm_struct *mm)
{
	return max(mm->hiwater_rss, get_mm_rss(mm));
}

static inline void setmax_mm_hiwater_rss(unsigned long *maxrss,
					 struct mm_struct *mm)
{
	unsigned long hiwater_rss = get_mm_hiwater_rss(mm);

	if (*maxrss < hiwater_rss)
		*maxrss = hiwater_rss;
}

static inline void update_hiwater_rss(struct mm_struct *mm)
{
	unsigned long rss = get_mm_rss(mm);

	if (mm->hiwater_rss < rss)
		mm->hiwater_rss = rss;
}

static inline void update_hiwater_vm(struct mm_struct *mm)
{
	if (mm->hiwater_vm < mm->total_vm)
		mm->hiwater_vm = mm->total_vm;
}

/*
 * Page-table walks.  One lock per mm guards all entries of its tables.
 */
static inline spinlock_t *pte_lockptr(struct mm_struct *mm, pmd_t *pmd)
{
	return &mm->page_table_lock;
}

static inline pud_t *pud_alloc(struct mm_struct *mm, pgd_t *pgd,
			       unsigned long address)
{
	if (unlikely(pgd_none(*pgd)) && __pud_alloc(mm, pgd, address))
		return NULL;
	return pud_offset(pgd, address);
}

static inline pmd_t *pmd_alloc(struct mm_struct *mm, pud_t *pud,
			       unsigned long address)
{
	if (unlikely(pud_none(*pud)) && __pmd_alloc(mm, pud, address))
		return NULL;
	return pmd_offset(pud, address);
}

#define pte_alloc(mm, pmd, address) \
	(unlikely(pmd_none(*(pmd))) && __pte_alloc(mm, pmd, address))

#define pte_alloc_map_lock(mm, pmd, address, ptlp) \
	(pte_alloc(mm, pmd, address) ? \
	 NULL : pte_offset_map_lock(mm, pmd, address, ptlp))

#define pte_offset_map_lock(mm, pmd, address, ptlp)	\
({							\
	spinlock_t *__ptl = pte_lockptr(mm, pmd);	\
	pte_t *__pte = pte_offset_map(pmd, address);	\
	*(ptlp) = __ptl;				\
	spin_lock(__ptl);				\
	__pte;						\
})

#define pte_unmap_unlock(pte, ptl)	\
do {					\
	spin_unlock(ptl);		\
	pte_unmap(pte);			\
} while (0)

/* shrink_slab()'s clients register with linux/shrinker.h. */

#endif /* _LINUX_MM_H */
