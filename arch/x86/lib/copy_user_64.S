/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch/x86/lib/copy_user_64.S - copying to and from user memory
 *
 * One routine for both directions: one of the two sides is user memory and
 * may fault at any byte; that the other is fine is the caller's business.
 * Both return in rax how many bytes were NOT done.
 *
 * A fault stops the copy where the exact count is known again: the fixup of
 * a word goes to the byte loop, which goes on until the first bad byte, so
 * that every byte before it is really done (write(2) to a pipe counts on it).
 *
 * Mirrors: the contract of Linux 4.x arch/x86/lib/copy_user_64.S.
 */
#include <linux/linkage.h>
#include <asm/asm.h>
#include <asm/smap.h>

/* rdi to, rsi from, rdx bytes. */
SYM_FUNC_START(copy_user_generic)
	ASM_STAC
	cmpq	$8, %rdx
	jb	.Lbytes
	cmpq	$64, %rdx
	jae	.Lstring

	/* 8..63: words one by one, then one that overlaps the last. */
	leaq	-8(%rdx), %rcx
1:	movq	(%rsi), %rax
2:	movq	%rax, (%rdi)
	addq	$8, %rsi
	addq	$8, %rdi
	subq	$8, %rcx
	ja	1b
	/* rcx = -(8 - bytes left), 0 >= rcx >= -8 */
	leaq	8(%rcx), %rdx
3:	movq	(%rsi,%rcx), %rax
4:	movq	%rax, (%rdi,%rcx)
	ASM_CLAC
	xorl	%eax, %eax
	ret

.Lstring:
	movq	%rdx, %rcx
	shrq	$3, %rcx
	andl	$7, %edx
5:	rep movsq
	testl	%edx, %edx
	jz	.Ldone

.Lbytes:
	testl	%edx, %edx
	jz	.Ldone
6:	movb	(%rsi), %al
7:	movb	%al, (%rdi)
	incq	%rsi
	incq	%rdi
	decl	%edx
	jnz	6b
.Ldone:
	ASM_CLAC
	xorl	%eax, %eax
	ret

	/* In the word loop: rcx + 8 bytes are left, at rsi. */
.Lfault_word:
	leal	8(%rcx), %edx
	jmp	6b
	/* At the last word: edx bytes are left, at rsi. */
.Lfault_tail:
	testl	%edx, %edx
	jz	.Ldone
	jmp	6b
	/* In the string move: rcx words and edx bytes are left. */
.Lfault_string:
	leaq	(%rdx,%rcx,8), %rdx
	/* The page may be bad from its first byte on; the rest is in it. */
8:	movb	(%rsi), %al
9:	movb	%al, (%rdi)
	incq	%rsi
	incq	%rdi
	decq	%rdx
	jnz	8b
	jmp	.Ldone
.Lfault_bytes:
	movq	%rdx, %rax
	ASM_CLAC
	ret

	_ASM_EXTABLE_UA(1b, .Lfault_word)
	_ASM_EXTABLE_UA(2b, .Lfault_word)
	_ASM_EXTABLE_UA(3b, .Lfault_tail)
	_ASM_EXTABLE_UA(4b, .Lfault_tail)
	_ASM_EXTABLE_UA(5b, .Lfault_string)
	_ASM_EXTABLE_UA(6b, .Lfault_bytes)
	_ASM_EXTABLE_UA(7b, .Lfault_bytes)
	_ASM_EXTABLE_UA(8b, .Lfault_bytes)
	_ASM_EXTABLE_UA(9b, .Lfault_bytes)
SYM_FUNC_END(copy_user_generic)

/* rdi to, rsi bytes. */
SYM_FUNC_START(__clear_user_asm)
	ASM_STAC
	xorl	%eax, %eax
	movq	%rsi, %rcx
	shrq	$6, %rcx
	jz	2f
1:
	.set	off, 0
	.rept	8
11:	movq	%rax, off(%rdi)
	_ASM_EXTABLE_UA(11b, .Lclear_bytes)
	.set	off, off + 8
	.endr
	addq	$64, %rdi
	subq	$64, %rsi
	decq	%rcx
	jnz	1b
2:	movl	%esi, %ecx
	shrl	$3, %ecx
	jz	.Lclear_bytes
3:	movq	%rax, (%rdi)
	addq	$8, %rdi
	subq	$8, %rsi
	decl	%ecx
	jnz	3b
	/* Also the fixup of the words: rsi bytes are left at rdi. */
.Lclear_bytes:
	testq	%rsi, %rsi
	jz	5f
4:	movb	%al, (%rdi)
	incq	%rdi
	decq	%rsi
	jnz	4b
5:	movq	%rsi, %rax
	ASM_CLAC
	ret

	_ASM_EXTABLE_UA(3b, .Lclear_bytes)
	_ASM_EXTABLE_UA(4b, 5b)
SYM_FUNC_END(__clear_user_asm)
