/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/elf.h - what an x86-64 program and its core file look like
 */
#ifndef _ASM_X86_ELF_H
#define _ASM_X86_ELF_H

#include <linux/types.h>
#include <uapi/linux/elf-em.h>

#include <asm/page.h>
#include <asm/ptrace.h>
#include <asm/user.h>

struct linux_binprm;
struct mm_struct;

typedef unsigned long elf_greg_t;
#define ELF_NGREG (sizeof(struct user_regs_struct) / sizeof(elf_greg_t))
typedef elf_greg_t elf_gregset_t[ELF_NGREG];
typedef struct user_i387_struct elf_fpregset_t;

#define ELF_CLASS		ELFCLASS64
#define ELF_DATA		ELFDATA2LSB
#define ELF_ARCH		EM_X86_64
#define ELF_EXEC_PAGESIZE	4096
#define ELF_PLATFORM		"x86_64"
#define ELF_CORE_EFLAGS		0

#define elf_check_arch(hdr)	((hdr)->e_machine == EM_X86_64)

/* Where a position-independent program goes that has an interpreter. */
#define ELF_ET_DYN_BASE		(TASK_SIZE / 3 * 2)

/* Pages that the top of the stack is moved at most, less one: 16 GiB. */
#define STACK_RND_MASK		0x3fffffUL

/* CPUID.1:EDX of the boot CPU. */
#define ELF_HWCAP		boot_cpu_data.x86_capability[0]

/*
 * Registers of a new program: the ABI wants rdx to be a function to call at
 * exit, or 0; the others must not tell of the program before.
 */
static inline void elf_plat_init(struct pt_regs *regs)
{
	regs->ax = 0;
	regs->bx = 0;
	regs->cx = 0;
	regs->dx = 0;
	regs->si = 0;
	regs->di = 0;
	regs->bp = 0;
	regs->r8 = 0;
	regs->r9 = 0;
	regs->r10 = 0;
	regs->r11 = 0;
	regs->r12 = 0;
	regs->r13 = 0;
	regs->r14 = 0;
	regs->r15 = 0;
}
#define ELF_PLAT_INIT(regs, load_addr)	elf_plat_init(regs)

unsigned long arch_mmap_rnd(void);
int arch_setup_additional_pages(struct linux_binprm *bprm, int uses_interp);
void init_vdso_image(void);
unsigned long arch_randomize_brk(struct mm_struct *mm);

#endif /* _ASM_X86_ELF_H */
