/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/extable.h - the sorted table of instructions that may fault
 *
 * Mirrors: Linux 4.x include/linux/extable.h.
 */
#ifndef _LINUX_EXTABLE_H
#define _LINUX_EXTABLE_H

#include <linux/stddef.h>
#include <linux/types.h>

struct exception_table_entry;

const struct exception_table_entry *
search_extable(const struct exception_table_entry *base, size_t num,
	       unsigned long value);
void sort_extable(struct exception_table_entry *start,
		  struct exception_table_entry *finish);
void sort_main_extable(void);
const struct exception_table_entry *search_exception_tables(unsigned long add);

int core_kernel_text(unsigned long addr);
int __kernel_text_address(unsigned long addr);
int kernel_text_address(unsigned long addr);

#endif /* _LINUX_EXTABLE_H */
