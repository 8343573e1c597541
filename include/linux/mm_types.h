/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/mm_types.h - struct page, vm_area_struct, mm_struct
 *
 * Mirrors: Linux 4.6 include/linux/mm_types.h, with the vm_fault of 4.10+.
 */
#ifndef _LINUX_MM_TYPES_H
#define _LINUX_MM_TYPES_H

#include <linux/atomic.h>
#include <linux/auxvec.h>
#include <linux/cache.h>
#include <linux/cpumask.h>
#include <linux/list.h>
#include <linux/rbtree.h>
#include <linux/rwsem.h>
#include <linux/spinlock_types.h>
#include <linux/types.h>

#include <asm/mmu.h>
#include <asm/page.h>
#include <asm/pgtable_types.h>
#include <asm-generic/memory_model.h>

struct address_space;
struct anon_vma;
struct core_state;
struct file;
struct kmem_cache;
struct linux_binfmt;
struct mem_cgroup;
struct task_struct;
struct user_namespace;
struct vm_operations_struct;

#ifndef AT_VECTOR_SIZE
#define AT_VECTOR_SIZE	(2 * (AT_VECTOR_SIZE_ARCH + AT_VECTOR_SIZE_BASE + 1))
#endif

typedef unsigned long vm_flags_t;
typedef int vm_fault_t;

/*
 * One per page frame, 64 bytes, in the array at VMEMMAP_START.
 *
 * The meaning of each union depends on who owns the page:
 * page cache    mapping, index; private belongs to the file system
 * anonymous     mapping = anon_vma | PAGE_MAPPING_ANON, index in the vma
 * slab          freelist, objects and inuse under the cache's list lock
 * buddy         private = order, lru links the free list
 * compound tail compound_head = head | 1
 *
 * [L] page lock   [t] mapping->tree_lock   [l] zone->lru_lock
 * [a] atomic      [o] the owner's own lock
 */
struct page {
	unsigned long flags;			/* [a] PG_*, zone on top */
	union {
		struct address_space *mapping;	/* [L], [t] */
		void *s_mem;			/* [o] slab: first object */
		atomic_t compound_mapcount;	/* [a] first tail page */
	};
	union {
		pgoff_t index;			/* [L] in units of pages */
		void *freelist;			/* [o] slab: first free */
	};
	union {
		atomic_t _mapcount;		/* [a] page tables - 1 */
		struct {			/* slab */
			unsigned inuse:16;	/* [o] objects handed out */
			unsigned objects:15;	/* [o] objects in all */
			unsigned frozen:1;	/* [o] on no list */
		};
	};
	atomic_t _refcount;			/* [a] 0: free */
	union {
		struct list_head lru;		/* [l], [o] */
		struct rcu_head rcu_head;	/* freeing by RCU */
		struct {			/* tail of a compound page */
			unsigned long compound_head;	/* bit 0 set */
			unsigned int compound_dtor;
			unsigned int compound_order;	/* first tail only */
		};
	};
	union {
		unsigned long private;		/* [L] with PG_private */
		spinlock_t *ptl;
		struct kmem_cache *slab_cache;	/* [I] */
	};
	struct mem_cgroup *mem_cgroup;		/* [L] */
} __aligned(64);

/* type in the top five bits, offset in the type's device below. */
typedef struct {
	unsigned long val;
} swp_entry_t;

struct userfaultfd_ctx;

/*
 * A range of user addresses with one backing and one set of rights.
 *
 * [M] mm->mmap_sem   [P] mm->page_table_lock as well
 * [i] mapping->i_mmap_rwsem   [v] anon_vma->lock
 */
struct vm_area_struct {
	unsigned long vm_start;		/* [M] first address */
	unsigned long vm_end;		/* [M] first address beyond */

	struct vm_area_struct *vm_next;	/* [M] by address */
	struct vm_area_struct *vm_prev;	/* [M] */
	struct rb_node vm_rb;		/* [M] in mm->mm_rb */
	unsigned long rb_subtree_gap;	/* [M] largest gap below, in subtree */

	struct mm_struct *vm_mm;	/* [I] */
	pgprot_t vm_page_prot;		/* [M] */
	unsigned long vm_flags;		/* [M] VM_* */

	struct {
		struct rb_node rb;		/* [i] in mapping->i_mmap */
		unsigned long rb_subtree_last;	/* [i] */
	} shared;

	struct list_head anon_vma_node;	/* [v] in anon_vma->head */
	struct anon_vma *anon_vma;	/* [P] NULL until the first fault */

	const struct vm_operations_struct *vm_ops;	/* [I] */
	unsigned long vm_pgoff;		/* [M] offset in the file, in pages */
	struct file *vm_file;		/* [I] may be NULL */
	void *vm_private_data;		/* of vm_ops */
};

/* Resident pages by kind; the sum is what ps calls RSS. */
enum {
	MM_FILEPAGES,
	MM_ANONPAGES,
	MM_SWAPENTS,
	MM_SHMEMPAGES,
	NR_MM_COUNTERS
};

struct mm_rss_stat {
	atomic_long_t count[NR_MM_COUNTERS];	/* [a] */
};

/*
 * A user address space.  mm_users counts the tasks in it (and temporary
 * visitors); all of them together hold one mm_count, as does every lazy
 * kernel thread.  The last mm_users unmaps, the last mm_count frees.
 *
 * [M] mmap_sem   [P] page_table_lock   [a] atomic   [I] set at exec or fork
 * [A] arg fields: mmap_sem for writing, read without
 */
struct mm_struct {
	struct vm_area_struct *mmap;	/* [M] list by address */
	struct rb_root mm_rb;		/* [M] tree by address */
	unsigned long (*get_unmapped_area)(struct file *filp,
			unsigned long addr, unsigned long len,
			unsigned long pgoff, unsigned long flags);
	unsigned long mmap_base;	/* [I] top-down mmap starts below */
	unsigned long mmap_legacy_base;	/* [I] bottom-up mmap starts here */
	unsigned long highest_vm_end;	/* [M] */
	pgd_t *pgd;			/* [I] */
	atomic_t mm_users;		/* [a] */
	atomic_t mm_count;		/* [a] */
	atomic_long_t nr_ptes;		/* [a] page-table pages, lowest level */
	atomic_long_t nr_pmds;		/* [a] and the level above */
	int map_count;			/* [M] number of vmas */

	spinlock_t page_table_lock;	/* the page tables and some counters */
	struct rw_semaphore mmap_sem;

	unsigned long hiwater_rss;	/* [P] */
	unsigned long hiwater_vm;	/* [M] */
	unsigned long total_vm;		/* [M] pages */
	unsigned long locked_vm;	/* [M] pages under mlock */
	unsigned long pinned_vm;	/* [M] */
	unsigned long data_vm;		/* [M] private writable */
	unsigned long exec_vm;		/* [M] executable, not writable */
	unsigned long stack_vm;		/* [M] VM_GROWSDOWN */
	unsigned long def_flags;	/* [M] of new vmas */

	unsigned long start_code, end_code, start_data, end_data; /* [A] */
	unsigned long start_brk, brk, start_stack;		/* [A] */
	unsigned long arg_start, arg_end, env_start, env_end;	/* [A] */
	unsigned long saved_auxv[AT_VECTOR_SIZE];		/* [I] */

	struct mm_rss_stat rss_stat;	/* [a] */
	struct linux_binfmt *binfmt;	/* [I] */
	cpumask_t cpu_vm_mask_var;	/* [a] CPUs that may hold our TLBs */
	mm_context_t context;		/* of the architecture */
	unsigned long flags;		/* [a] MMF_* */
	struct core_state *core_state;	/* [M] set while dumping core */
	struct task_struct *owner;	/* task_lock */
	struct user_namespace *user_ns;	/* [I] */
	struct file __rcu *exe_file;	/* RCU, changed under [M] */
};

extern struct mm_struct init_mm;

static inline cpumask_t *mm_cpumask(struct mm_struct *mm)
{
	return &mm->cpu_vm_mask_var;
}

/* A page table walk that gathers pages to free: see asm/tlb.h. */
struct mmu_gather;
void tlb_gather_mmu(struct mmu_gather *tlb, struct mm_struct *mm,
		    unsigned long start, unsigned long end);
void tlb_finish_mmu(struct mmu_gather *tlb, unsigned long start,
		    unsigned long end);

#endif /* _LINUX_MM_TYPES_H */
