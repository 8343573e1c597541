/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/linkage.h - functions seen from C and from assembly
 *
 * An assembly function stands between SYM_FUNC_START and SYM_FUNC_END, which
 * give it a type, a size and a CFI procedure; code that is entered by the CPU
 * and not by a call uses SYM_CODE_START/END and writes its own CFI.
 * Mirrors: Linux 5.5+ include/linux/linkage.h.
 */
#ifndef _LINUX_LINKAGE_H
#define _LINUX_LINKAGE_H

#define asmlinkage
#define __visible_asm

#ifdef __ASSEMBLY__

	.cfi_sections .debug_frame

#define SYM_FUNC_START(name)	\
	.globl name;		\
	.p2align 4, 0x90;	\
	.type name, @function;	\
name:	.cfi_startproc

#define SYM_FUNC_START_LOCAL(name) \
	.p2align 4, 0x90;	\
	.type name, @function;	\
name:	.cfi_startproc

#define SYM_FUNC_END(name)	\
	.cfi_endproc;		\
	.size name, . - name

#define SYM_CODE_START(name)	\
	.globl name;		\
	.p2align 4, 0x90;	\
	.type name, @function;	\
name:

#define SYM_CODE_START_LOCAL(name) \
	.p2align 4, 0x90;	\
	.type name, @function;	\
name:

#define SYM_CODE_END(name)	\
	.size name, . - name

#define SYM_DATA_START(name)	\
	.globl name;		\
	.type name, @object;	\
name:

#define SYM_DATA_END(name)	\
	.size name, . - name

#define SYM_INNER_LABEL(name)	\
	.globl name;		\
name:

#endif /* __ASSEMBLY__ */
#endif /* _LINUX_LINKAGE_H */
