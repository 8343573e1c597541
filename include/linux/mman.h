/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/mman.h - PROT_ and MAP_ words as area flags; the overcommit account
 */
#ifndef _LINUX_MMAN_H
#define _LINUX_MMAN_H

#include <linux/mm.h>
#include <linux/atomic.h>
#include <uapi/linux/mman.h>

/* Flags of mmap() that every kind of mapping understands; MAP_SHARED_VALIDATE
 * refuses others. */
#define LEGACY_MAP_MASK (MAP_SHARED | MAP_PRIVATE | MAP_FIXED | \
			 MAP_ANONYMOUS | MAP_DENYWRITE | MAP_EXECUTABLE | \
			 MAP_UNINITIALIZED | MAP_GROWSDOWN | MAP_LOCKED | \
			 MAP_NORESERVE | MAP_POPULATE | MAP_NONBLOCK | \
			 MAP_STACK | MAP_HUGETLB | MAP_32BIT | \
			 MAP_HUGE_2MB | MAP_HUGE_1GB)

extern int sysctl_overcommit_memory;		/* OVERCOMMIT_* */
extern int sysctl_overcommit_ratio;		/* percent of RAM, mode 2 */
extern unsigned long sysctl_overcommit_kbytes;	/* beats the ratio if set */
extern unsigned long sysctl_user_reserve_kbytes;
extern unsigned long sysctl_admin_reserve_kbytes;
extern int sysctl_max_map_count;

/* Pages promised to all address spaces and shared-memory objects. */
extern atomic_long_t vm_committed_as;

unsigned long vm_memory_committed(void);
unsigned long vm_commit_limit(void);
int __vm_enough_memory(struct mm_struct *mm, long pages, int cap_sys_admin);
int security_vm_enough_memory_mm(struct mm_struct *mm, long pages);
void overcommit_init(void);

static inline void vm_acct_memory(long pages)
{
	atomic_long_add(pages, &vm_committed_as);
}

static inline void vm_unacct_memory(long pages)
{
	atomic_long_sub(pages, &vm_committed_as);
}

/* Moves a flag: bit1 of x, if set, becomes bit2.  Both are constants. */
#define _calc_vm_trans(x, bit1, bit2)				\
	((bit1) <= (bit2) ? ((x) & (bit1)) * ((bit2) / (bit1))	\
			  : ((x) & (bit1)) / ((bit1) / (bit2)))

/* Are all protection bits known ones? */
static inline bool arch_validate_prot(unsigned long prot)
{
	return (prot & ~(PROT_READ | PROT_WRITE | PROT_EXEC | PROT_SEM)) == 0;
}

static inline unsigned long calc_vm_prot_bits(unsigned long prot)
{
	return _calc_vm_trans(prot, PROT_READ, VM_READ) |
	       _calc_vm_trans(prot, PROT_WRITE, VM_WRITE) |
	       _calc_vm_trans(prot, PROT_EXEC, VM_EXEC);
}

static inline unsigned long calc_vm_flag_bits(unsigned long flags)
{
	return _calc_vm_trans(flags, MAP_GROWSDOWN, VM_GROWSDOWN) |
	       _calc_vm_trans(flags, MAP_LOCKED, VM_LOCKED);
}

#endif /* _LINUX_MMAN_H */
