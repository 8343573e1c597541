/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * boot/head_64.S - the first bytes of the kernel: where loaders jump to
 *
 *	_text + 0x000	startup_32		paging off, esi = boot_params
 *	_text + 0x200	boot_startup_64		long mode,  rsi = boot_params
 *	_text + 0x800	efi64_stub_entry	rdi, rsi, rdx: EFI handover
 *			efi_pe_entry		in C, efi/stub.c
 *
 * A loader may have put us anywhere. Each entry moves the image to where it
 * can be mapped by 2 MiB pages, at the address that the boot protocol promises
 * to be free: align_up(max(load address, pref_address), 2 MiB), init_size
 * bytes. Then startup_64 (arch/x86/kernel/head_64.S) takes over.
 *
 * The symbols are linked high and this code runs low: every address is
 * computed, from ebp = where we are and ebx = where we are going.
 *
 * Mirrors: Linux 4.5 arch/x86/boot/compressed/head_64.S.
 * Simpler than Linux in: nothing is decompressed; no 5-level paging.
 */
#include <linux/linkage.h>
#include <asm/bootparam.h>
#include <asm/msr.h>
#include <asm/page_types.h>
#include <asm/processor-flags.h>

#define BOOT_CS32	0x08
#define BOOT_CS64	0x10
#define BOOT_DS		0x18

#define PTE_TABLE	0x003	/* present, writable */
#define PTE_LARGE	0x083	/* ... and a 2 MiB page */

/* 32-bit code cannot say rip + x; it has a base in a register instead. */
#define off(sym)	(sym - startup_32)

	.section ".head.text", "ax"
	.code32
	.globl	startup_32
	.type	startup_32, @function
startup_32:
	cld
	cli

	# Four bytes of boot_params are ours: enough of a stack for one call.
	leal	(BP_scratch + 4)(%esi), %esp
	call	1f
1:	popl	%ebp
	subl	$off(1b), %ebp

	leal	off(boot_gdt)(%ebp), %eax
	movl	%eax, off(boot_gdt_ptr + 2)(%ebp)
	lgdt	off(boot_gdt_ptr)(%ebp)
	movl	$BOOT_DS, %eax
	movl	%eax, %ds
	movl	%eax, %es
	movl	%eax, %ss

	movl	%ebp, %ebx
	cmpl	$CONFIG_PHYSICAL_START, %ebx
	jae	2f
	movl	$CONFIG_PHYSICAL_START, %ebx
2:	addl	$(CONFIG_PHYSICAL_ALIGN - 1), %ebx
	andl	$~(CONFIG_PHYSICAL_ALIGN - 1), %ebx
	cmpl	%ebp, %ebx
	je	3f

	# The target is above and may overlap: copy from the end downwards.
	pushl	%esi
	leal	(off(_edata) - 4)(%ebp), %esi
	leal	(off(_edata) - 4)(%ebx), %edi
	movl	$off(_edata), %ecx
	shrl	$2, %ecx
	std
	rep movsl
	cld
	popl	%esi
3:
	leal	off(boot_stack_end)(%ebx), %esp
	leal	off(startup_32_moved)(%ebx), %eax
	jmp	*%eax

startup_32_moved:
	# The GDT must not stay in what has been left behind.
	leal	off(boot_gdt)(%ebx), %eax
	movl	%eax, off(boot_gdt_ptr + 2)(%ebx)
	lgdt	off(boot_gdt_ptr)(%ebx)

	# Identity map of the first 4 GiB: one PGD, one PUD, four PMDs.
	leal	off(boot_pgtable)(%ebx), %edi
	xorl	%eax, %eax
	movl	$(6 * 4096 / 4), %ecx
	rep stosl

	leal	off(boot_pgtable)(%ebx), %edi
	leal	(0x1000 + PTE_TABLE)(%edi), %eax
	movl	%eax, (%edi)

	addl	$0x1000, %edi
	movl	$4, %ecx
4:	addl	$0x1000, %eax
	movl	%eax, -8(%edi, %ecx, 8)		# entry ecx - 1 gets table 4 - ecx
	loop	4b

	# ... so table n maps GiB 3 - n.
	movl	$(0xc0000000 + PTE_LARGE), %eax
	addl	$0x1000, %edi
5:	movl	$512, %ecx
6:	movl	%eax, (%edi)
	addl	$0x200000, %eax
	addl	$8, %edi
	loop	6b
	subl	$0x80000000, %eax
	cmpl	$(0xc0000000 + PTE_LARGE), %eax
	jne	5b

	movl	%cr4, %eax
	orl	$X86_CR4_PAE, %eax
	movl	%eax, %cr4

	leal	off(boot_pgtable)(%ebx), %eax
	movl	%eax, %cr3

	movl	$MSR_EFER, %ecx
	rdmsr
	btsl	$_EFER_LME, %eax
	wrmsr

	xorl	%eax, %eax
	lldt	%ax

	pushl	$BOOT_CS64
	leal	off(boot_startup_64)(%ebx), %eax
	pushl	%eax
	movl	$(X86_CR0_PG | X86_CR0_PE), %eax
	movl	%eax, %cr0
	lret
	.size	startup_32, . - startup_32

	.code64
	.org	0x200
	.globl	boot_startup_64
	.type	boot_startup_64, @function
boot_startup_64:
	.cfi_startproc
	.cfi_undefined rip
	cld
	cli
	xorl	%eax, %eax
	movl	%eax, %ds
	movl	%eax, %es
	movl	%eax, %ss
	movl	%eax, %fs
	movl	%eax, %gs

	# The same sum as above: a 64-bit loader comes here directly.
	leaq	startup_32(%rip), %rbp
	movq	%rbp, %rbx
	cmpq	$CONFIG_PHYSICAL_START, %rbx
	jae	1f
	movq	$CONFIG_PHYSICAL_START, %rbx
1:	addq	$(CONFIG_PHYSICAL_ALIGN - 1), %rbx
	andq	$~(CONFIG_PHYSICAL_ALIGN - 1), %rbx
	cmpq	%rbp, %rbx
	je	startup_64

	movq	%rsi, %rdx
	leaq	(off(_edata) - 8)(%rbp), %rsi
	leaq	(off(_edata) - 8)(%rbx), %rdi
	movl	$off(_edata), %ecx
	shrl	$3, %ecx
	std
	rep movsq
	cld
	movq	%rdx, %rsi
	leaq	off(startup_64)(%rbx), %rax
	jmp	*%rax
	.cfi_endproc
	.size	boot_startup_64, . - boot_startup_64

/*
 * EFI handover: the loader made boot_params and calls with the System V
 * convention. handle = rdi, system table = rsi, boot_params = rdx.
 */
	.org	0x800
	.globl	efi64_stub_entry
	.type	efi64_stub_entry, @function
efi64_stub_entry:
	.cfi_startproc
	.cfi_undefined rip
	andq	$~0xf, %rsp
	call	efi_main
1:	hlt
	jmp	1b
	.cfi_endproc
	.size	efi64_stub_entry, . - efi64_stub_entry

	.balign	16
boot_gdt:
	.quad	0
	.quad	0x00cf9a000000ffff	/* BOOT_CS32 */
	.quad	0x00af9a000000ffff	/* BOOT_CS64 */
	.quad	0x00cf92000000ffff	/* BOOT_DS */
boot_gdt_end:

	.balign	4
boot_gdt_ptr:
	.word	boot_gdt_end - boot_gdt - 1
	.long	0

	/* Found through setup_header.kernel_info_offset. */
	.balign	4
	.globl	kernel_info
kernel_info:
	.ascii	"LToP"
	.long	kernel_info_end - kernel_info	/* size */
	.long	kernel_info_end - kernel_info	/* total size */
	.long	0				/* setup_type_max */
kernel_info_end:

/* After _end of bss: nobody zeroes it, and it is given back after boot. */
	.section ".pgtable", "aw", @nobits
	.balign	4096
boot_pgtable:
	.fill	6 * 4096, 1, 0
	.balign	16
boot_stack:
	.fill	4096, 1, 0
boot_stack_end:
