// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/init-mm.c - the address space without a user half
 *
 * Its page tables are the model of every other's upper half; kernel threads
 * use it when they have no user's to be lazy in. Never freed, never mapped
 * into, so mmap is empty for ever.
 *
 * Mirrors: Linux 4.5 mm/init-mm.c.
 */
#include <linux/mm_types.h>
#include <linux/rbtree.h>
#include <linux/rwsem.h>
#include <linux/spinlock.h>
#include <linux/user_namespace.h>

#include <asm/mmu.h>
#include <asm/pgtable.h>
#include <asm/sections.h>

struct mm_struct init_mm = {
	.mm_rb		= RB_ROOT,
	.pgd		= swapper_pg_dir,
	.mm_users	= ATOMIC_INIT(2),
	.mm_count	= ATOMIC_INIT(1),
	.mmap_sem	= __RWSEM_INITIALIZER(init_mm.mmap_sem),
	.page_table_lock = __SPIN_LOCK_UNLOCKED(init_mm.page_table_lock),
	.start_code	= (unsigned long)_text,
	.end_code	= (unsigned long)_etext,
	.end_data	= (unsigned long)_edata,
	.brk		= (unsigned long)_end,
	.user_ns	= &init_user_ns,
	INIT_MM_CONTEXT(init_mm)
};
