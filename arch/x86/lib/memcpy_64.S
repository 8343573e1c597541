/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch/x86/lib/memcpy_64.S - memcpy()
 *
 * Three sizes: up to 16 bytes by two moves that may overlap; to 32 by four;
 * above, `rep movsq` for whole words and one last overlapping word for the
 * rest.  Never `rep movsb`: without a fast-string CPU, and under an emulator,
 * it costs a step for each byte.
 *
 * KASAN builds put their own memcpy() before __memcpy(); hence the weak name.
 * Mirrors: Linux 4.x arch/x86/lib/memcpy_64.S.
 */
#include <linux/linkage.h>

	.weak memcpy
	.set memcpy, __memcpy

/* rdi to, rsi from, rdx bytes; returns to in rax. */
SYM_FUNC_START(__memcpy)
	movq	%rdi, %rax
	cmpq	$16, %rdx
	jbe	.Lsmall
	cmpq	$32, %rdx
	jbe	.Lmedium
	/* The last word first: it may share bytes with the string move. */
	movq	-8(%rsi,%rdx), %r8
	leaq	-8(%rdi,%rdx), %r9
	leaq	-1(%rdx), %rcx
	shrq	$3, %rcx
	rep movsq
	movq	%r8, (%r9)
	ret

.Lmedium:
	movq	(%rsi), %rcx
	movq	8(%rsi), %r8
	movq	-16(%rsi,%rdx), %r9
	movq	-8(%rsi,%rdx), %r10
	movq	%rcx, (%rdi)
	movq	%r8, 8(%rdi)
	movq	%r9, -16(%rdi,%rdx)
	movq	%r10, -8(%rdi,%rdx)
	ret

.Lsmall:
	cmpl	$8, %edx
	jb	.Lbelow8
	movq	(%rsi), %rcx
	movq	-8(%rsi,%rdx), %r8
	movq	%rcx, (%rdi)
	movq	%r8, -8(%rdi,%rdx)
	ret

.Lbelow8:
	cmpl	$4, %edx
	jb	.Lbelow4
	movl	(%rsi), %ecx
	movl	-4(%rsi,%rdx), %r8d
	movl	%ecx, (%rdi)
	movl	%r8d, -4(%rdi,%rdx)
	ret

.Lbelow4:
	testl	%edx, %edx
	jz	.Ldone
	movzbl	(%rsi), %ecx
	movzbl	-1(%rsi,%rdx), %r8d
	cmpl	$3, %edx
	jne	1f
	movzbl	1(%rsi), %r9d
	movb	%r9b, 1(%rdi)
1:	movb	%cl, (%rdi)
	movb	%r8b, -1(%rdi,%rdx)
.Ldone:
	ret
SYM_FUNC_END(__memcpy)
