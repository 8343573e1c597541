/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fs/binfmt_elf.h - a program being loaded, as binfmt_elf.c and elf_tables.c
 * see it
 */
#ifndef _FS_BINFMT_ELF_H
#define _FS_BINFMT_ELF_H

#include <linux/elf.h>

struct linux_binfmt;
struct linux_binprm;

/* A program or its interpreter.  Addresses are those in memory. */
struct elf_file {
	struct file		*file;		/* writing denied; NULL: none */
	struct elfhdr		ehdr;
	struct elf_phdr		*phdrs;		/* ehdr.e_phnum of them */
	unsigned long		load_bias;	/* memory - p_vaddr */
	unsigned long		entry;
	unsigned long		phdr_addr;	/* of the headers, or 0 */
	unsigned long		start_code;
	unsigned long		end_code;
	unsigned long		start_data;
	unsigned long		end_data;
	unsigned long		brk;		/* end of bss */
};

struct elf_load {
	struct linux_binfmt	*format;
	struct elf_file		exec;
	struct elf_file		interp;
	int			executable_stack; /* EXSTACK_* */
};

int create_elf_tables(struct linux_binprm *bprm, const struct elf_load *load);

#endif /* _FS_BINFMT_ELF_H */
