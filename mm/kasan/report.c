// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/kasan/report.c - say what was wrong
 *
 *	BUG: KASAN: slab-out-of-bounds in foo+0x12/0x34
 *	Read of size 8 at addr ffff88... by task sh/42
 *
 * Only the first error is reported (kasan_multi_shot: all of them): what comes
 * after it is often a consequence.
 *
 * Locking    report_lock: one report at a time.
 * Mirrors: Linux 4.14 mm/kasan/report.c.
 */
#include "kasan.h"

#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#include "../slab.h"

#define SHADOW_BYTES_PER_ROW	16
#define SHADOW_ROWS_AROUND	2

static DEFINE_SPINLOCK(report_lock);
static bool multi_shot;
static unsigned long nr_reports;	/* [report_lock] found, printed or not */

static int __init kasan_set_multi_shot(char *str)
{
	multi_shot = true;
	return 1;
}
__setup("kasan_multi_shot", kasan_set_multi_shot);

/**
 * kasan_save_enable_multi_shot() - report every error from now on
 *
 * Return: whether it was so before, for kasan_restore_multi_shot().
 */
bool kasan_save_enable_multi_shot(void)
{
	bool old = multi_shot;

	multi_shot = true;
	return old;
}

/**
 * kasan_restore_multi_shot() - as it was
 * @enabled: from kasan_save_enable_multi_shot()
 */
void kasan_restore_multi_shot(bool enabled)
{
	multi_shot = enabled;
}

/**
 * kasan_report_count() - how many errors were found so far?
 *
 * Return: the number, those that were not printed included.
 */
unsigned long kasan_report_count(void)
{
	return READ_ONCE(nr_reports);
}

/* The first bad shadow byte of the access. */
static u8 bad_shadow(const void *addr, size_t size)
{
	const u8 *shadow = kasan_mem_to_shadow(addr);
	const u8 *last = kasan_mem_to_shadow(addr + size - 1);

	while (shadow < last && !*shadow)
		shadow++;
	/* In the middle of a granule that is only partly good. */
	if (*shadow > 0 && *shadow < KASAN_SHADOW_SCALE_SIZE)
		shadow++;
	return *shadow;
}

static const char *bug_type(const void *addr, size_t size)
{
	if ((unsigned long)addr < PAGE_SIZE)
		return "null-ptr-deref";
	if ((unsigned long)addr < PAGE_OFFSET)
		return "user-memory-access";
	switch (bad_shadow(addr, size)) {
	case KASAN_PAGE_REDZONE:
	case KASAN_KMALLOC_REDZONE:
		return "slab-out-of-bounds";
	case KASAN_GLOBAL_REDZONE:
		return "global-out-of-bounds";
	case KASAN_STACK_LEFT:
	case KASAN_STACK_MID:
	case KASAN_STACK_RIGHT:
	case KASAN_STACK_PARTIAL:
		return "stack-out-of-bounds";
	case KASAN_FREE_PAGE:
	case KASAN_KMALLOC_FREE:
		return "use-after-free";
	case KASAN_USE_AFTER_SCOPE:
		return is_vmalloc_addr(addr) ? "vmalloc-out-of-bounds" :
					       "use-after-scope";
	default:
		return "out-of-bounds";
	}
}

static void describe_object(struct kmem_cache *s, struct page *page,
			    const void *addr)
{
	const void *first = page_address(page) + s->red_left_pad;
	const void *object = first + (addr - first) / s->size * s->size;
	long offset = addr - object;

	pr_err("The buggy address belongs to the object at %px\n"
	       " which belongs to the cache %s of size %u\n",
	       object, s->name, s->object_size);
	if (offset < (long)s->object_size)
		pr_err("The buggy address is located %ld bytes inside of\n"
		       " %u-byte region [%px, %px)\n", offset, s->object_size,
		       object, object + s->object_size);
	else
		pr_err("The buggy address is located %ld bytes to the right of\n"
		       " %u-byte region [%px, %px)\n",
		       offset - (long)s->object_size, s->object_size, object,
		       object + s->object_size);
}

static void describe_address(const void *addr)
{
	struct page *page;

	if (!virt_addr_valid(addr)) {
		if (is_vmalloc_addr(addr))
			pr_err("The buggy address is in vmalloc space\n");
		return;
	}
	page = virt_to_head_page(addr);
	if (PageSlab(page))
		describe_object(page->slab_cache, page, addr);
	else if (addr >= (void *)__START_KERNEL_map)
		pr_err("The buggy address belongs to the variable:\n %pS\n",
		       addr);
	else
		dump_page(page, NULL);
}

static void print_shadow_for_address(const void *addr)
{
	const u8 *shadow = kasan_mem_to_shadow(addr);
	const u8 *row = (const u8 *)round_down((unsigned long)shadow,
					       SHADOW_BYTES_PER_ROW);
	int i, j;

	pr_err("Memory state around the buggy address:\n");
	for (i = -SHADOW_ROWS_AROUND; i <= SHADOW_ROWS_AROUND; i++) {
		const u8 *r = row + i * SHADOW_BYTES_PER_ROW;

		pr_err("%c%px:", i ? ' ' : '>', kasan_shadow_to_mem(r));
		for (j = 0; j < SHADOW_BYTES_PER_ROW; j++)
			pr_cont(" %02x", r[j]);
		pr_cont("\n");
		if (!i)
			pr_err("%*c\n", 19 + 3 * (int)(shadow - r), '^');
	}
}

static void print_report(const char *what, const void *addr, unsigned long ip)
{
	dump_stack();
	pr_err("\n");
	if ((unsigned long)addr >= PAGE_OFFSET) {
		describe_address(addr);
		pr_err("\n");
		print_shadow_for_address(addr);
	}
	pr_err("==================================================================\n");
	add_taint(TAINT_BAD_PAGE, LOCKDEP_NOW_UNRELIABLE);
	if (panic_on_warn)
		panic("panic_on_warn set ...\n");
}

static bool start_report(unsigned long *flags)
{
	if (!kasan_ready || oops_in_progress)
		return false;
	spin_lock_irqsave(&report_lock, *flags);
	if (nr_reports++ && !multi_shot) {
		spin_unlock_irqrestore(&report_lock, *flags);
		return false;
	}
	pr_err("==================================================================\n");
	return true;
}

/**
 * kasan_report() - an access that must not be
 * @addr: where
 * @size: bytes
 * @is_write: a store
 * @ip: who
 *
 * Context: any.
 */
void kasan_report(const void *addr, size_t size, bool is_write,
		  unsigned long ip)
{
	unsigned long flags;

	if (!start_report(&flags))
		return;
	pr_err("BUG: KASAN: %s in %pS\n", bug_type(addr, size), (void *)ip);
	pr_err("%s of size %zu at addr %px by task %s/%d\n",
	       is_write ? "Write" : "Read", size, addr, current->comm,
	       task_pid_nr(current));
	print_report("access", addr, ip);
	spin_unlock_irqrestore(&report_lock, flags);
}

/**
 * kasan_report_invalid_free() - something is freed that is not in use
 * @object: its address
 * @ip: who
 *
 * Context: any.
 */
void kasan_report_invalid_free(const void *object, unsigned long ip)
{
	unsigned long flags;

	if (!start_report(&flags))
		return;
	pr_err("BUG: KASAN: double-free or invalid-free in %pS\n", (void *)ip);
	print_report("free", object, ip);
	spin_unlock_irqrestore(&report_lock, flags);
}
