/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/export.h - the symbols a module may use
 *
 * Each EXPORT_SYMBOL() places a struct kernel_symbol in __ksymtab; the _gpl
 * table is for GPL-compatible modules only. Mirrors: Linux 4.7.
 */
#ifndef _LINUX_EXPORT_H
#define _LINUX_EXPORT_H

#include <linux/compiler.h>

struct kernel_symbol {
	unsigned long value;
	const char *name;
};

#define __EXPORT_SYMBOL(sym, sec)				\
	static const char __kstrtab_##sym[]			\
	__section("__ksymtab_strings") __used = #sym;		\
	static const struct kernel_symbol __ksymtab_##sym	\
	__section("___ksymtab" sec "+" #sym) __used =		\
		{ (unsigned long)&sym, __kstrtab_##sym }

#define EXPORT_SYMBOL(sym)	__EXPORT_SYMBOL(sym, "")
#define EXPORT_SYMBOL_GPL(sym)	__EXPORT_SYMBOL(sym, "_gpl")

#endif /* _LINUX_EXPORT_H */
