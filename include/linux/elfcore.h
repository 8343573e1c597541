/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/elfcore.h - the notes of a core file
 *
 * Mirrors: Linux 4.x include/linux/elfcore.h, which the kernel does not
 * export; C libraries have the same in sys/procfs.h.
 */
#ifndef _LINUX_ELFCORE_H
#define _LINUX_ELFCORE_H

#include <linux/elf.h>
#include <linux/types.h>

#include <uapi/linux/time_types.h>

struct coredump_params;

struct elf_siginfo {
	int	si_signo;
	int	si_code;
	int	si_errno;
};

/* NT_PRSTATUS: one for each thread. */
struct elf_prstatus {
	struct elf_siginfo		pr_info;
	short				pr_cursig;
	unsigned long			pr_sigpend;
	unsigned long			pr_sighold;
	pid_t				pr_pid;
	pid_t				pr_ppid;
	pid_t				pr_pgrp;
	pid_t				pr_sid;
	struct __kernel_old_timeval	pr_utime;
	struct __kernel_old_timeval	pr_stime;
	struct __kernel_old_timeval	pr_cutime;
	struct __kernel_old_timeval	pr_cstime;
	elf_gregset_t			pr_reg;
	int				pr_fpvalid;
};

#define ELF_PRARGSZ	80

/* NT_PRPSINFO: one for the process. */
struct elf_prpsinfo {
	char		pr_state;
	char		pr_sname;
	char		pr_zomb;
	char		pr_nice;
	unsigned long	pr_flag;
	unsigned int	pr_uid;
	unsigned int	pr_gid;
	pid_t		pr_pid;
	pid_t		pr_ppid;
	pid_t		pr_pgrp;
	pid_t		pr_sid;
	char		pr_fname[16];
	char		pr_psargs[ELF_PRARGSZ];
};

int elf_core_dump(struct coredump_params *cprm);

#endif /* _LINUX_ELFCORE_H */
