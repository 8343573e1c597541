// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/overcommit.c - what an address space may still get
 *
 * Memory is handed out twice: as a promise by mmap(), as pages by faults.
 * vm_committed_as is the sum of the promises that could all be called in:
 * private writable areas, stacks, brk, shared memory without a file.
 *
 *	vm.overcommit_memory
 *	0 guess    refuse one request that is larger than what could be freed
 *	1 always   never refuse
 *	2 never    the sum of promises stays below the commit limit
 *
 * I1         vm_committed_as counts each VM_ACCOUNT area's pages once; the
 *            flag goes with the pages through split, merge and fork.
 * I2         Who was refused has charged nothing.
 * Locking    atomics; the sysctls are read without a lock.
 * Entry      __vm_enough_memory() security_vm_enough_memory_mm()
 *            vm_commit_limit() vm_memory_committed() may_expand_vm()
 *            vm_stat_account() mlock_future_check() accountable_mapping()
 * Mirrors: Linux 4.3 mm/mmap.c and mm/util.c; 4.6 for RLIMIT_DATA.
 * Simpler than Linux in: vm_committed_as is one atomic, not a percpu_counter.
 */
#include <linux/mman.h>

#include <linux/capability.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/swap.h>

#include "vma.h"

int sysctl_overcommit_memory = OVERCOMMIT_GUESS;
int sysctl_overcommit_ratio = 50;
unsigned long sysctl_overcommit_kbytes;
unsigned long sysctl_user_reserve_kbytes = 1UL << 17;
unsigned long sysctl_admin_reserve_kbytes = 1UL << 13;

atomic_long_t vm_committed_as = ATOMIC_LONG_INIT(0);

#define KB_TO_PAGES(kb)	((kb) >> (PAGE_SHIFT - 10))

/**
 * vm_memory_committed() - Committed_AS of /proc/meminfo
 *
 * Context: any.
 * Return: pages.
 */
unsigned long vm_memory_committed(void)
{
	return max_t(long, atomic_long_read(&vm_committed_as), 0);
}

/**
 * vm_commit_limit() - CommitLimit of /proc/meminfo
 *
 * Context: any.
 * Return: pages that mode 2 lets be promised.
 */
unsigned long vm_commit_limit(void)
{
	unsigned long allowed;

	if (sysctl_overcommit_kbytes)
		allowed = KB_TO_PAGES(sysctl_overcommit_kbytes);
	else
		allowed = totalram_pages * sysctl_overcommit_ratio / 100;
	return allowed + total_swap_pages;
}

/* Mode 0: could this single request be met by freeing what can be freed? */
static bool guess_enough(long pages, int cap_sys_admin)
{
	long free = nr_free_pages();
	long need = pages + totalreserve_pages;

	if (!cap_sys_admin)
		need += KB_TO_PAGES(sysctl_admin_reserve_kbytes);
	/* Nearly always; the other counters are sums over all CPUs. */
	if (likely(free > need))
		return true;
	free += global_page_state(NR_FILE_PAGES);
	/* Shared memory is in the page cache, but cannot be dropped. */
	free -= global_page_state(NR_SHMEM);
	free += get_nr_swap_pages();
	free += global_page_state(NR_SLAB_RECLAIMABLE);
	return free > need;
}

/* Mode 2: does the sum, this request included, stay below the limit? */
static bool never_enough(struct mm_struct *mm, int cap_sys_admin)
{
	long allowed = vm_commit_limit();
	long reserve;

	if (!cap_sys_admin)
		allowed -= KB_TO_PAGES(sysctl_admin_reserve_kbytes);
	/* One process must not take what it needs to be helped by others. */
	if (mm) {
		reserve = KB_TO_PAGES(sysctl_user_reserve_kbytes);
		allowed -= min_t(long, mm->total_vm / 32, reserve);
	}
	return atomic_long_read(&vm_committed_as) < allowed;
}

/**
 * __vm_enough_memory() - promise pages, or refuse
 * @mm: who asks; NULL: the kernel
 * @pages: how many
 * @cap_sys_admin: may the asker use the administrator's reserve?
 *
 * Context: any but interrupt.  On success the pages are charged; give them
 * back with vm_unacct_memory().
 * Return: 0 or -ENOMEM.
 */
int __vm_enough_memory(struct mm_struct *mm, long pages, int cap_sys_admin)
{
	bool ok;

	vm_acct_memory(pages);
	if (sysctl_overcommit_memory == OVERCOMMIT_ALWAYS)
		return 0;
	if (sysctl_overcommit_memory == OVERCOMMIT_GUESS)
		ok = guess_enough(pages, cap_sys_admin);
	else
		ok = never_enough(mm, cap_sys_admin);
	if (likely(ok))
		return 0;
	vm_unacct_memory(pages);			/* I2 */
	return -ENOMEM;
}

/**
 * security_vm_enough_memory_mm() - __vm_enough_memory() for the current task
 * @mm: the address space
 * @pages: how many
 *
 * Context: process context.
 * Return: 0 or -ENOMEM.
 */
int security_vm_enough_memory_mm(struct mm_struct *mm, long pages)
{
	return __vm_enough_memory(mm, pages,
				  has_capability_noaudit(current,
							 CAP_SYS_ADMIN));
}

/**
 * accountable_mapping() - does a new mapping count as a promise?
 * @file: what is mapped, or NULL
 * @vm_flags: its flags
 *
 * Context: any.
 * Return: 1 when it must be charged.
 */
int accountable_mapping(struct file *file, vm_flags_t vm_flags)
{
	return (vm_flags & (VM_NORESERVE | VM_SHARED | VM_WRITE)) == VM_WRITE;
}

static inline bool is_exec_mapping(vm_flags_t flags)
{
	return (flags & (VM_EXEC | VM_WRITE | VM_STACK)) == VM_EXEC;
}

static inline bool is_stack_mapping(vm_flags_t flags)
{
	return (flags & VM_STACK) == VM_STACK;
}

static inline bool is_data_mapping(vm_flags_t flags)
{
	return (flags & (VM_WRITE | VM_SHARED | VM_STACK)) == VM_WRITE;
}

/**
 * may_expand_vm() - do RLIMIT_AS and RLIMIT_DATA allow more pages?
 * @mm: the address space
 * @flags: vm_flags of the pages
 * @npages: how many more
 *
 * Context: mmap_sem held.
 * Return: true when allowed.
 */
bool may_expand_vm(struct mm_struct *mm, vm_flags_t flags,
		   unsigned long npages)
{
	if (mm->total_vm + npages > rlimit(RLIMIT_AS) >> PAGE_SHIFT)
		return false;
	return !is_data_mapping(flags) ||
	       mm->data_vm + npages <= rlimit(RLIMIT_DATA) >> PAGE_SHIFT;
}

/**
 * vm_stat_account() - count mapped pages by kind, for /proc and the limits
 * @mm: the address space
 * @flags: vm_flags of the pages
 * @npages: how many more; may be negative
 *
 * Context: mmap_sem held for writing, or page_table_lock for stacks.
 */
void vm_stat_account(struct mm_struct *mm, vm_flags_t flags, long npages)
{
	mm->total_vm += npages;
	if (is_exec_mapping(flags))
		mm->exec_vm += npages;
	else if (is_stack_mapping(flags))
		mm->stack_vm += npages;
	else if (is_data_mapping(flags))
		mm->data_vm += npages;
}

/**
 * mlock_future_check() - does RLIMIT_MEMLOCK allow a locked area?
 * @mm: the address space
 * @flags: vm_flags of the new area
 * @len: its length in bytes
 *
 * Context: mmap_sem held.
 * Return: 0 or -EAGAIN.
 */
int mlock_future_check(struct mm_struct *mm, unsigned long flags,
		       unsigned long len)
{
	unsigned long locked;

	if (!(flags & VM_LOCKED))
		return 0;
	locked = (len >> PAGE_SHIFT) + mm->locked_vm;
	if (locked > rlimit(RLIMIT_MEMLOCK) >> PAGE_SHIFT &&
	    !capable(CAP_IPC_LOCK))
		return -EAGAIN;
	return 0;
}

/**
 * overcommit_init() - set the reserves by the size of the machine
 *
 * Context: boot, after mem_init().
 */
void __init overcommit_init(void)
{
	unsigned long free_kb = global_page_state(NR_FREE_PAGES) <<
				(PAGE_SHIFT - 10);

	sysctl_user_reserve_kbytes = min(free_kb / 32, 1UL << 17);
	sysctl_admin_reserve_kbytes = min(free_kb / 32, 1UL << 13);
}
