/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch/x86/lib/memmove_64.S - memmove()
 *
 * memcpy() does nearly all of it: up to 32 bytes it loads everything before it
 * stores anything, so overlap does not matter, and above it copies upwards.
 * When the destination begins inside the source, copy from the end, words
 * downwards, the first word (loaded before) last.
 *
 * Mirrors: Linux 4.x arch/x86/lib/memmove_64.S.
 */
#include <linux/linkage.h>

	.weak memmove
	.set memmove, __memmove

/* rdi to, rsi from, rdx bytes; returns to in rax. */
SYM_FUNC_START(__memmove)
	cmpq	$32, %rdx
	jbe	__memcpy
	movq	%rdi, %rcx
	subq	%rsi, %rcx
	cmpq	%rdx, %rcx		/* unsigned: to - from < bytes */
	jae	__memcpy

	movq	%rdi, %rax
	movq	(%rsi), %r8
	leaq	-1(%rdx), %rcx
	shrq	$3, %rcx
	leaq	-8(%rsi,%rdx), %rsi
	leaq	-8(%rdi,%rdx), %rdi
	std
	rep movsq
	cld
	movq	%r8, (%rax)
	ret
SYM_FUNC_END(__memmove)
