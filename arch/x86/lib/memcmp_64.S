/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch/x86/lib/memcmp_64.S - memcmp()
 *
 * Words are compared for equality; the first pair that differs is byte
 * swapped, which makes "first differing byte in memory" the most significant
 * one, and one unsigned comparison decides.
 *
 * Mirrors: the contract of Linux lib/string.c memcmp().
 */
#include <linux/linkage.h>

/* rdi a, rsi b, rdx bytes; returns < 0, 0, > 0 in eax. */
SYM_FUNC_START(memcmp)
	cmpq	$8, %rdx
	jb	.Lbytes
	leaq	-8(%rdi,%rdx), %r8	/* where the last word of a begins */
	subq	%rdi, %rsi		/* b = a + rsi from here on */
1:	movq	(%rdi), %rax
	movq	(%rdi,%rsi), %rcx
	cmpq	%rcx, %rax
	jne	.Ldiffer
	addq	$8, %rdi
	cmpq	%r8, %rdi
	jb	1b
	movq	(%r8), %rax
	movq	(%r8,%rsi), %rcx
	cmpq	%rcx, %rax
	jne	.Ldiffer
	xorl	%eax, %eax
	ret

.Ldiffer:
	bswapq	%rax
	bswapq	%rcx
	cmpq	%rcx, %rax
	sbbl	%eax, %eax		/* -1 if a < b, else 0 */
	orl	$1, %eax
	ret

.Lbytes:
	xorl	%eax, %eax
	testl	%edx, %edx
	jz	3f
	addq	%rdi, %rdx		/* end of a */
2:	movzbl	(%rdi), %eax
	movzbl	(%rsi), %ecx
	subl	%ecx, %eax
	jne	3f
	incq	%rsi
	incq	%rdi
	cmpq	%rdx, %rdi
	jb	2b
3:	ret
SYM_FUNC_END(memcmp)
