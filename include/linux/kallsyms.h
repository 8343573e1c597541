/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/kallsyms.h - addresses to names and back
 *
 * Mirrors: Linux 4.x include/linux/kallsyms.h.
 */
#ifndef _LINUX_KALLSYMS_H
#define _LINUX_KALLSYMS_H

#include <linux/errno.h>
#include <linux/types.h>

#define KSYM_NAME_LEN	128
/* name+0xoffset/0xsize [module] */
#define KSYM_SYMBOL_LEN	(KSYM_NAME_LEN + 2 * 18 + 3 + 56 + 4 + 1)

struct module;

void kallsyms_init(void);
unsigned long kallsyms_lookup_name(const char *name);
int kallsyms_on_each_symbol(int (*fn)(void *, const char *, struct module *,
				      unsigned long), void *data);
int kallsyms_lookup_size_offset(unsigned long addr,
				unsigned long *symbolsize,
				unsigned long *offset);
const char *kallsyms_lookup(unsigned long addr, unsigned long *symbolsize,
			    unsigned long *offset, char **modname,
			    char *namebuf);

int sprint_symbol(char *buffer, unsigned long address);
int sprint_symbol_no_offset(char *buffer, unsigned long address);
int sprint_backtrace(char *buffer, unsigned long address);

/* A walk over all symbols, by address: for /proc/kallsyms. */
struct kallsym_iter {
	unsigned long	pos;		/* of the next symbol */
	unsigned int	nameoff;	/* where its name is */
	unsigned long	value;		/* of the current symbol ... */
	char		type;		/* nm's letter */
	char		name[KSYM_NAME_LEN];
};

void kallsyms_reset_iter(struct kallsym_iter *iter, unsigned long pos);
bool kallsyms_update_iter(struct kallsym_iter *iter);

#endif /* _LINUX_KALLSYMS_H */
