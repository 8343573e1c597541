/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch/x86/lib/page_64.S - clearing and copying whole pages
 *
 * Mirrors: Linux 4.x arch/x86/lib/clear_page_64.S and copy_page_64.S.
 */
#include <linux/linkage.h>

/* rdi: a page, aligned. */
SYM_FUNC_START(clear_page)
	xorl	%eax, %eax
	leaq	4096(%rdi), %rcx
1:
	.set	off, 0
	.rept	32
	movq	%rax, off(%rdi)
	.set	off, off + 8
	.endr
	addq	$256, %rdi
	cmpq	%rcx, %rdi
	jb	1b
	ret
SYM_FUNC_END(clear_page)

/* rdi: page to, rsi: page from. */
SYM_FUNC_START(copy_page)
	movl	$512, %ecx
	rep movsq
	ret
SYM_FUNC_END(copy_page)
