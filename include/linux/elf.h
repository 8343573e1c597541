/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/elf.h - ELF64 under the names without a width
 */
#ifndef _LINUX_ELF_H
#define _LINUX_ELF_H

#include <uapi/linux/elf.h>
#include <asm/elf.h>

#define elfhdr		elf64_hdr
#define elf_phdr	elf64_phdr
#define elf_shdr	elf64_shdr
#define elf_note	elf64_note
#define elf_addr_t	Elf64_Off

#endif /* _LINUX_ELF_H */
