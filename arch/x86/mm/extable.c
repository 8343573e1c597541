// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/mm/extable.c - the exception table: sort, search, fix up
 *
 * Data       __ex_table: { insn, fixup, type }, the addresses relative to
 *            their own words.  Sorted by insn once at boot.
 * I1         between sort_main_extable() and the end of the kernel the table
 *            does not change: lookups take no lock.
 * Entry      fixup_exception() search_exception_tables() kernel_text_address()
 * Mirrors: Linux 4.x arch/x86/mm/extable.c, lib/extable.c, kernel/extable.c.
 * Simpler than Linux in: sorted at boot, not by a build tool; modules' tables
 * are not yet searched.
 */
#include <asm/extable.h>

#include <linux/console.h>
#include <linux/extable.h>
#include <linux/kernel.h>
#include <linux/init.h>
#include <linux/sort.h>

#include <asm/kdebug.h>
#include <asm/ptrace.h>
#include <asm/sections.h>
#include <asm/trapnr.h>

extern struct exception_table_entry __start___ex_table[];
extern struct exception_table_entry __stop___ex_table[];

/* In .rodata, which is still writable when it is sorted. */
static bool main_extable_sorted;

static unsigned long ex_insn_addr(const struct exception_table_entry *x)
{
	return (unsigned long)&x->insn + x->insn;
}

static unsigned long ex_fixup_addr(const struct exception_table_entry *x)
{
	return (unsigned long)&x->fixup + x->fixup;
}

static int cmp_ex(const void *a, const void *b)
{
	unsigned long x = ex_insn_addr(a), y = ex_insn_addr(b);

	return x < y ? -1 : x > y;
}

/* Relative words change with the distance that the entry moves. */
static void swap_ex(void *a, void *b, int size)
{
	struct exception_table_entry *x = a, *y = b, tmp = *x;
	int delta = (char *)b - (char *)a;

	x->insn = y->insn + delta;
	x->fixup = y->fixup + delta;
	x->type = y->type;
	y->insn = tmp.insn - delta;
	y->fixup = tmp.fixup - delta;
	y->type = tmp.type;
}

/**
 * sort_extable() - put a table into the order that search_extable() needs
 * @start: first entry
 * @finish: behind the last
 *
 * Context: the table is private to the caller.
 */
void sort_extable(struct exception_table_entry *start,
		  struct exception_table_entry *finish)
{
	sort(start, finish - start, sizeof(*start), cmp_ex, swap_ex);
}

/**
 * sort_main_extable() - make the kernel's own table usable
 *
 * Context: boot CPU, before .rodata becomes read-only.
 */
void __init sort_main_extable(void)
{
	sort_extable(__start___ex_table, __stop___ex_table);
	main_extable_sorted = true;
}

/**
 * search_extable() - find the entry of one instruction
 * @base: sorted table
 * @num: its number of entries
 * @value: address of the instruction
 *
 * Return: the entry or NULL.
 */
const struct exception_table_entry *
search_extable(const struct exception_table_entry *base, size_t num,
	       unsigned long value)
{
	size_t lo = 0, hi = num;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		unsigned long insn = ex_insn_addr(base + mid);

		if (insn == value)
			return base + mid;
		if (insn < value)
			lo = mid + 1;
		else
			hi = mid;
	}
	return NULL;
}

/* Before the sort: few entries matter that early, and speed does not. */
static const struct exception_table_entry *search_unsorted(unsigned long addr)
{
	const struct exception_table_entry *x;

	for (x = __start___ex_table; x < __stop___ex_table; x++)
		if (ex_insn_addr(x) == addr)
			return x;
	return NULL;
}

/**
 * search_exception_tables() - may the instruction at @addr fault?
 * @addr: its address
 *
 * Context: any.
 * Return: its entry or NULL.
 */
const struct exception_table_entry *search_exception_tables(unsigned long addr)
{
	if (!main_extable_sorted)
		return search_unsorted(addr);
	return search_extable(__start___ex_table,
			      __stop___ex_table - __start___ex_table, addr);
}

/*
 * EX_TYPE_UACCESS: the address of the access was checked, so only a page
 * fault is expected.  A #GP means that a non-canonical address slipped by.
 */
static void check_uaccess_trap(struct pt_regs *regs, int trapnr)
{
	static bool warned;

	if (trapnr != X86_TRAP_GP || warned)
		return;
	warned = true;
	pr_warn("non-canonical user access at %pS\n", (void *)regs->ip);
}

/**
 * fixup_exception() - continue at the fixup of a faulting instruction
 *
 * See asm/extable.h.
 */
int fixup_exception(struct pt_regs *regs, int trapnr,
		    unsigned long error_code, unsigned long fault_addr)
{
	const struct exception_table_entry *e;

	e = search_exception_tables(regs->ip);
	if (!e)
		return 0;

	switch (e->type) {
	case EX_TYPE_UACCESS:
		check_uaccess_trap(regs, trapnr);
		break;
	case EX_TYPE_RDMSR:
		regs->ax = 0;
		regs->dx = 0;
		break;
	default:
		break;
	}
	regs->ip = ex_fixup_addr(e);
	return 1;
}

/**
 * core_kernel_text() - is @addr code of the kernel image?
 * @addr: any value
 *
 * Context: any.
 * Return: 1 or 0.
 */
int core_kernel_text(unsigned long addr)
{
	if (addr >= (unsigned long)_stext && addr < (unsigned long)_etext)
		return 1;
	return system_state < SYSTEM_RUNNING &&
	       addr >= (unsigned long)_sinittext &&
	       addr < (unsigned long)_einittext;
}

/**
 * __kernel_text_address() - is @addr code that the kernel may have called?
 * @addr: any value
 *
 * Context: any.
 * Return: 1 or 0; init code that was freed still counts, for old traces.
 */
int __kernel_text_address(unsigned long addr)
{
	return core_kernel_text(addr) ||
	       (addr >= (unsigned long)_sinittext &&
		addr < (unsigned long)_einittext);
}

/**
 * kernel_text_address() - is @addr code that exists now?
 * @addr: any value
 *
 * Context: any.
 * Return: 1 or 0.
 */
int kernel_text_address(unsigned long addr)
{
	return core_kernel_text(addr);
}
