/* SPDX-License-Identifier: GPL-2.0-only */
/* asm/vdso.h - the vDSO image and its data page, inside the kernel */
#ifndef _ASM_X86_VDSO_H
#define _ASM_X86_VDSO_H

#include <asm/page_types.h>
#include <asm/vgtod.h>

/* arch/x86/entry/vdso/vdso_image.S: an ELF file, page aligned. */
extern char vdso_image_start[], vdso_image_end[];

/* arch/x86/kernel/vsyscall_gtod.c: a page of its own. */
extern union vvar_page {
	struct vsyscall_gtod_data data;
	char			  page[PAGE_SIZE];
} vvar_page;

#endif /* _ASM_X86_VDSO_H */
