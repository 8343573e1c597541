/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * boot/header.S - the first 4 KiB of bzImage: one file, two faces
 *
 *	0x000  MZ, PE/COFF headers	read by UEFI: an EFI application
 *	0x1ef  sentinel			a clumsy loader copies it along
 *	0x1f1  setup header		read by boot loaders: Linux boot protocol
 *	0x26c  start of the 16-bit code	bioscall.S, main.c, memory.c, ...
 *	0x1000 the kernel		boot/head_64.S comes first
 *
 * The setup part has exactly 4096 bytes, so that an offset in the file is an
 * RVA of the PE image and no section needs to be described twice. Numbers
 * that depend on the kernel (ZO_*) come from nm: this file is assembled after
 * vmlinux is linked.
 *
 * Mirrors: Linux 4.5 arch/x86/boot/header.S.
 * Simpler than Linux in: no bugger-off message for a floppy's boot sector,
 * no relocation section (the EFI stub is position independent).
 */
#include "zoffset.h"

#define SETUP_SIZE	0x1000
#define SETUP_SECTS	(SETUP_SIZE / 512 - 1)

/* From the start of the kernel, in bytes. */
#define FILE_SIZE	(ZO__edata - ZO__text)
#define INIT_SIZE	(ZO__end - ZO__text)
#define PAGE_UP(x)	(((x) + 0xfff) & ~0xfff)
#define TEXT_SIZE	(ZO___start_rodata - ZO__text)

/* Offsets of the parts, each on a page of its own: see linker.ld. */
#define RODATA_OFF	(ZO___start_rodata - ZO__text)
#define DATA_OFF	(ZO__sdata - ZO__text)
#define INIT_OFF	(ZO___init_begin - ZO__text)
#define INITDATA_OFF	(PAGE_UP(ZO__einittext) - ZO__text)

#define PHYSICAL_START	(ZO__text - ZO_KERNEL_MAP)

#define IMAGE_FILE_MACHINE_AMD64	0x8664
#define PE_OPT_MAGIC_PE32PLUS		0x020b
/* executable, line numbers stripped, debug stripped; not RELOCS_STRIPPED,
   which forbids the firmware to load us anywhere but at 0 */
#define PE_CHARACTERISTICS		0x0206
#define IMAGE_SUBSYSTEM_EFI_APPLICATION	10
#define IMAGE_DLL_NX_COMPAT		0x0100
#define SCN_RX	0x60000020	/* code, execute, read */
#define SCN_R	0x40000040	/* data, read */
#define SCN_RW	0xc0000040	/* data, read, write */

#define LOADED_HIGH			0x01
#define XLF_KERNEL_64			0x01
#define XLF_CAN_BE_LOADED_ABOVE_4G	0x02
#define XLF_EFI_HANDOVER_64		0x08
#define COMMAND_LINE_SIZE		2048

	.code16
	.section ".bstext", "ax"
	.globl	bootsect_start
bootsect_start:
	.ascii	"MZ"
	.org	0x3c
	.long	pe_header

pe_header:
	.ascii	"PE\0\0"

	/* COFF header */
	.word	IMAGE_FILE_MACHINE_AMD64
	.word	(section_table_end - section_table) / 40
	.long	0				# time stamp
	.long	0				# symbol table
	.long	0				# number of symbols
	.word	section_table - optional_header
	.word	PE_CHARACTERISTICS

optional_header:
	.word	PE_OPT_MAGIC_PE32PLUS
	.byte	0x02				# linker version
	.byte	0x14
	.long	TEXT_SIZE			# size of code
	.long	FILE_SIZE - TEXT_SIZE		# size of initialised data
	.long	INIT_SIZE - FILE_SIZE		# size of uninitialised data
	.long	SETUP_SIZE + ZO_efi_pe_entry - ZO__text
	.long	SETUP_SIZE			# base of code

	.quad	0				# image base
	.long	0x1000				# section alignment
	.long	0x200				# file alignment
	.word	0, 0				# OS version
	.word	3, 0				# image version: stub takes an initrd
	.word	0, 0				# subsystem version
	.long	0
	.long	SETUP_SIZE + INIT_SIZE		# size of image
	.long	SETUP_SIZE			# size of headers
	.long	0				# checksum
	.word	IMAGE_SUBSYSTEM_EFI_APPLICATION
	.word	IMAGE_DLL_NX_COMPAT
	.quad	0, 0, 0, 0			# stack and heap sizes
	.long	0
	.long	6				# data directories, all empty
	.quad	0, 0, 0, 0, 0, 0

	/* name, offset and size in memory and in the file, what may be done */
	.macro	pe_section name, off, vsize, fsize, flags
1:	.ascii	"\name"
	.org	1b + 8
	.long	\vsize
	.long	SETUP_SIZE + \off
	.long	\fsize
	.long	SETUP_SIZE + \off
	.long	0, 0
	.word	0, 0
	.long	\flags
	.endm

section_table:
	pe_section .text, (0), (RODATA_OFF), (RODATA_OFF), SCN_RX
	pe_section .rodata, (RODATA_OFF), (DATA_OFF - RODATA_OFF), \
		(DATA_OFF - RODATA_OFF), SCN_R
	pe_section .data, (DATA_OFF), (INIT_OFF - DATA_OFF), \
		(INIT_OFF - DATA_OFF), SCN_RW
	pe_section .init, (INIT_OFF), (INITDATA_OFF - INIT_OFF), \
		(INITDATA_OFF - INIT_OFF), SCN_RX
	pe_section .initd, (INITDATA_OFF), (INIT_SIZE - INITDATA_OFF), \
		(FILE_SIZE - INITDATA_OFF), SCN_RW
section_table_end:

	.section ".header", "a"
	.globl	sentinel
sentinel:
	.byte	0xff, 0xff
	.globl	hdr
hdr:
	.byte	SETUP_SECTS			# setup_sects
	.word	0				# root_flags
	.long	(FILE_SIZE + 15) / 16		# syssize
	.word	0				# ram_size
	.word	0xffff				# vid_mode: as it is
	.word	0				# root_dev
	.word	0xaa55				# boot_flag

	# 0x200. A short jump: its second byte also tells the header's length.
	.globl	_start
_start:
	.byte	0xeb
	.byte	start_of_setup - 1f
1:
	.ascii	"HdrS"
	.word	0x020f				# protocol 2.15
	.word	0, 0				# realmode_swtch
	.word	0x1000				# start_sys_seg, obsolete
	.word	kernel_version - 0x200		# for file(1)
	.byte	0				# type_of_loader
	.byte	LOADED_HIGH			# loadflags
	.word	0x8000				# setup_move_size
	.long	0x100000			# code32_start, the loader may move it
	.long	0, 0				# ramdisk_image, ramdisk_size
	.long	0				# bootsect_kludge
	.word	0				# heap_end_ptr
	.byte	0, 0				# ext_loader_ver, ext_loader_type
	.long	0				# cmd_line_ptr
	.long	0x7fffffff			# initrd_addr_max
	.long	0x200000			# kernel_alignment: 2 MiB pages
	.byte	1				# relocatable_kernel
	.byte	21				# min_alignment, as a power of two
	.word	XLF_KERNEL_64 | XLF_CAN_BE_LOADED_ABOVE_4G | XLF_EFI_HANDOVER_64
	.long	COMMAND_LINE_SIZE - 1		# cmdline_size
	.long	0				# hardware_subarch
	.quad	0				# hardware_subarch_data
	.long	0, 0				# payload_offset, payload_length
	.quad	0				# setup_data
	.quad	PHYSICAL_START			# pref_address
	.long	INIT_SIZE			# init_size
	# the loader adds 0x200 to call the 64-bit one
	.long	ZO_efi64_stub_entry - ZO__text - 0x200
	.long	ZO_kernel_info - ZO__text	# kernel_info_offset

	.section ".entrytext", "ax"
start_of_setup:
	movw	%ds, %ax
	movw	%ax, %es
	# Setup and stack share the 32 KiB the protocol gives to setup code.
	cli
	movw	%ax, %ss
	movl	$0x8000 - 16, %esp
	sti
	cld

	# cs = ds, so that offsets mean the same in both.
	pushw	%ds
	pushw	$6f
	lretw
6:
	movw	$__bss_start, %di
	movw	$_end + 3, %cx
	xorl	%eax, %eax
	subw	%di, %cx
	shrw	$2, %cx
	rep stosl

	calll	main
1:	hlt
	jmp	1b

	.section ".rodata", "a"
kernel_version:
	.asciz	YOMIX_VERSION
