// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/elf_tables.c - what a new program finds on its stack
 *
 *	sp ->	argc
 *		argv[0] .. argv[argc - 1], NULL
 *		envp[0] .. , NULL
 *		auxv: AT_* pairs, AT_NULL
 *		(padding)
 *		16 random bytes             <- AT_RANDOM
 *		"x86_64"                    <- AT_PLATFORM
 *		argument strings            <- mm->arg_start  (fs/exec_args.c)
 *		environment strings         <- mm->env_start
 *		file name                   <- AT_EXECFN
 *		8 bytes of zero
 *
 * I1         sp is a multiple of 16, as the ABI demands.
 * I2         mm->saved_auxv is what the program got; /proc/PID/auxv shows it.
 * Locking    none: one task, its own new mm.  The stack is user memory, and
 *            every store to it may fail.
 * Entry      create_elf_tables()
 * Mirrors: Linux 4.19 fs/binfmt_elf.c (create_elf_tables), auxv as of 6.1.
 */
#include "binfmt_elf.h"

#include <linux/auxvec.h>
#include <linux/binfmts.h>
#include <linux/cred.h>
#include <linux/mm.h>
#include <linux/param.h>
#include <linux/random.h>
#include <linux/uaccess.h>
#include <linux/user_namespace.h>

#include <asm/cpufeature.h>
#include <asm/fpu/internal.h>
#include <asm/sigframe.h>

/* AT_HWCAP2: user space may use rdfsbase and its kin. */
#define HWCAP2_FSGSBASE	(1UL << 1)

/* The auxiliary vector while it is written. */
struct auxv {
	unsigned long	*pos;		/* in mm->saved_auxv */
};

static inline void new_aux_ent(struct auxv *aux, unsigned long id,
			       unsigned long val)
{
	*aux->pos++ = id;
	*aux->pos++ = val;
}

/* Room for @len bytes below *p, aligned to 16. */
static inline void __user *stack_alloc(unsigned long *p, size_t len)
{
	*p = (*p - len) & ~15UL;
	return (void __user *)*p;
}

/* What a signal frame takes at most, with everything the CPU can save. */
static unsigned long sigframe_size(void)
{
	return ALIGN(sizeof(struct rt_sigframe) + fpu_kernel_xstate_size + 64 +
		     16 + 8, 16);
}

/* I2.  Returns the number of words. */
static size_t fill_auxv(struct linux_binprm *bprm, const struct elf_load *load,
			unsigned long platform, unsigned long random)
{
	const struct cred *cred = current_cred();
	struct user_namespace *ns = cred->user_ns;
	struct mm_struct *mm = current->mm;
	struct auxv aux = { .pos = mm->saved_auxv };

	if (mm->context.vdso)
		new_aux_ent(&aux, AT_SYSINFO_EHDR,
			    (unsigned long)mm->context.vdso);
	new_aux_ent(&aux, AT_MINSIGSTKSZ, sigframe_size());
	new_aux_ent(&aux, AT_HWCAP, ELF_HWCAP);
	new_aux_ent(&aux, AT_PAGESZ, ELF_EXEC_PAGESIZE);
	new_aux_ent(&aux, AT_CLKTCK, USER_HZ);
	new_aux_ent(&aux, AT_PHDR, load->exec.phdr_addr);
	new_aux_ent(&aux, AT_PHENT, sizeof(struct elf_phdr));
	new_aux_ent(&aux, AT_PHNUM, load->exec.ehdr.e_phnum);
	new_aux_ent(&aux, AT_BASE,
		    load->interp.file ? load->interp.load_bias : 0);
	new_aux_ent(&aux, AT_FLAGS, 0);
	new_aux_ent(&aux, AT_ENTRY, load->exec.entry);
	new_aux_ent(&aux, AT_UID, from_kuid_munged(ns, cred->uid));
	new_aux_ent(&aux, AT_EUID, from_kuid_munged(ns, cred->euid));
	new_aux_ent(&aux, AT_GID, from_kgid_munged(ns, cred->gid));
	new_aux_ent(&aux, AT_EGID, from_kgid_munged(ns, cred->egid));
	new_aux_ent(&aux, AT_SECURE, bprm->secureexec);
	new_aux_ent(&aux, AT_RANDOM, random);
	new_aux_ent(&aux, AT_HWCAP2,
		    boot_cpu_has(X86_FEATURE_FSGSBASE) ? HWCAP2_FSGSBASE : 0);
	new_aux_ent(&aux, AT_EXECFN, bprm->exec);
	new_aux_ent(&aux, AT_PLATFORM, platform);
	/* AT_NULL, and nothing of an older program behind it. */
	memset(aux.pos, 0,
	       sizeof(mm->saved_auxv) - ((char *)aux.pos -
					 (char *)mm->saved_auxv));
	return aux.pos + 2 - mm->saved_auxv;
}

/* Pointers to @nr strings that begin at *p, and NULL; *p moves behind them. */
static int put_string_vector(unsigned long __user **sp, int nr,
			     unsigned long *p)
{
	while (nr-- > 0) {
		size_t len;

		if (put_user(*p, (*sp)++))
			return -EFAULT;
		len = strnlen_user((void __user *)*p, MAX_ARG_STRLEN);
		if (!len || len > MAX_ARG_STRLEN)
			return -EINVAL;
		*p += len;
	}
	return put_user(0UL, (*sp)++) ? -EFAULT : 0;
}

/**
 * create_elf_tables() - put argc, argv, envp and auxv onto the new stack
 * @bprm: the program; its p sinks to the new stack pointer
 * @load: where things were mapped
 *
 * Context: process context, the new mm is current->mm; may sleep.
 * Return: 0, -EFAULT or -EINVAL.
 */
int create_elf_tables(struct linux_binprm *bprm, const struct elf_load *load)
{
	struct mm_struct *mm = current->mm;
	unsigned long p = arch_align_stack(bprm->p);
	unsigned char random[16];
	unsigned long __user *sp;
	void __user *u_platform;
	void __user *u_random;
	unsigned long words;
	size_t auxv_words;
	int err;

	u_platform = stack_alloc(&p, sizeof(ELF_PLATFORM));
	if (copy_to_user(u_platform, ELF_PLATFORM, sizeof(ELF_PLATFORM)))
		return -EFAULT;
	get_random_bytes(random, sizeof(random));
	u_random = stack_alloc(&p, sizeof(random));
	if (copy_to_user(u_random, random, sizeof(random)))
		return -EFAULT;

	auxv_words = fill_auxv(bprm, load, (unsigned long)u_platform,
			       (unsigned long)u_random);
	words = 1 + (bprm->argc + 1UL) + (bprm->envc + 1UL) + auxv_words;
	bprm->p = (p - words * sizeof(long)) & ~15UL;	/* I1 */
	sp = (unsigned long __user *)bprm->p;

	if (put_user((unsigned long)bprm->argc, sp++))
		return -EFAULT;
	p = mm->arg_start;
	err = put_string_vector(&sp, bprm->argc, &p);
	if (err)
		return err;
	mm->arg_end = mm->env_start = p;
	err = put_string_vector(&sp, bprm->envc, &p);
	if (err)
		return err;
	mm->env_end = p;
	if (copy_to_user(sp, mm->saved_auxv, auxv_words * sizeof(long)))
		return -EFAULT;
	return 0;
}
