/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/binfmts.h - a program on its way into memory
 */
#ifndef _LINUX_BINFMTS_H
#define _LINUX_BINFMTS_H

#include <linux/types.h>
#include <linux/list.h>
#include <uapi/linux/binfmts.h>
#include <uapi/linux/resource.h>

struct cred;
struct coredump_params;
struct file;
struct filename;
struct linux_binprm;
struct mm_struct;
struct pt_regs;
struct task_struct;
struct vm_area_struct;

#define CORENAME_MAX_SIZE	128

/* linux_binprm.unsafe: why set-id bits may not be honoured. */
#define LSM_UNSAFE_SHARE	1	/* fs_struct shared outside the group */
#define LSM_UNSAFE_PTRACE	2	/* traced by someone unprivileged */
#define LSM_UNSAFE_NO_NEW_PRIVS	4	/* prctl(PR_SET_NO_NEW_PRIVS) */

/* linux_binprm.interp_flags */
#define BINPRM_FLAGS_ENFORCE_NONDUMP	(1 << 0) /* file is not readable */
#define BINPRM_FLAGS_PATH_INACCESSIBLE	(1 << 2) /* /dev/fd/N will be closed */

/* setup_arg_pages(): may code run on the stack? */
#define EXSTACK_DEFAULT		0	/* as VM_STACK_FLAGS say */
#define EXSTACK_DISABLE_X	1
#define EXSTACK_ENABLE_X	2

/*
 * Everything execve() collects before it passes the point of no return.  One
 * task owns it, so no field needs a lock; @mm is private until exec_mmap().
 */
struct linux_binprm {
	char			buf[BINPRM_BUF_SIZE]; /* start of the file */
	struct vm_area_struct	*vma;		/* stack of @mm, while built */
	struct mm_struct	*mm;		/* the new address space */
	unsigned long		p;		/* top of what is written */
	unsigned long		argmin;		/* @p must not sink below */
	struct file		*file;		/* the program or script */
	struct cred		*cred;		/* what commit_creds() gets */
	const char		*filename;	/* as /proc sees the program */
	const char		*interp;	/* what is really run */
	char			*fdpath;	/* owned /dev/fd/N name or NULL */
	unsigned long		exec;		/* stack address of @filename */
	struct rlimit		rlim_stack;	/* RLIMIT_STACK at the call */
	int			argc;
	int			envc;
	unsigned int		unsafe;		/* LSM_UNSAFE_* */
	unsigned int		per_clear;	/* personality bits to drop */
	unsigned int		interp_flags;	/* BINPRM_FLAGS_* */
	int			recursion_depth; /* of #! lines */
	bool			cap_elevated;	/* privileges were gained */
	bool			secureexec;	/* becomes AT_SECURE */
};

/*
 * A kind of executable.  load_binary() returns -ENOEXEC to pass the file on
 * to the next format.
 */
struct linux_binfmt {
	struct list_head	lh;		/* [binfmt_lock] in formats */
	int	(*load_binary)(struct linux_binprm *bprm);
	int	(*core_dump)(struct coredump_params *cprm);
	unsigned long		min_coredump;	/* smallest dump, bytes */
};

/*
 * argv or envp of execve(): from user space, or from the kernel that starts
 * init and the helpers of user mode.
 */
struct user_arg_ptr {
	bool	is_kernel;
	union {
		const char __user *const __user	*user;
		const char *const		*kernel;
	} ptr;
};

extern int suid_dumpable;	/* fs.suid_dumpable: SUID_DUMP_* */

void register_binfmt(struct linux_binfmt *fmt);
void init_elf_binfmt(void);
void init_script_binfmt(void);

int prepare_binprm(struct linux_binprm *bprm);
int search_binary_handler(struct linux_binprm *bprm);
int flush_old_exec(struct linux_binprm *bprm);
void setup_new_exec(struct linux_binprm *bprm);
void finalize_exec(struct linux_binprm *bprm);
void install_exec_creds(struct linux_binprm *bprm);
void would_dump(struct linux_binprm *bprm, struct file *file);

/* fs/exec_args.c */
int bprm_mm_init(struct linux_binprm *bprm);
int bprm_stack_limits(struct linux_binprm *bprm);
int bprm_count(struct user_arg_ptr argv);
int bprm_copy_strings(int argc, struct user_arg_ptr argv,
		      struct linux_binprm *bprm);
int copy_strings_kernel(int argc, const char *const *argv,
			struct linux_binprm *bprm);
int setup_arg_pages(struct linux_binprm *bprm, int executable_stack);
int remove_arg_zero(struct linux_binprm *bprm);

/* fs/exec_creds.c */
int prepare_bprm_creds(struct linux_binprm *bprm);
void check_unsafe_exec(struct linux_binprm *bprm);

/* fs/exec_thread.c */
int de_thread(struct task_struct *tsk);

int bprm_change_interp(const char *interp, struct linux_binprm *bprm);
void set_binfmt(struct linux_binfmt *fmt);
struct file *open_exec(const char *name);

int do_execve(struct filename *filename, const char __user *const __user *argv,
	      const char __user *const __user *envp);
int do_execveat(int fd, struct filename *filename,
		const char __user *const __user *argv,
		const char __user *const __user *envp, int flags);
int kernel_execve(const char *filename, const char *const *argv,
		  const char *const *envp);

#endif /* _LINUX_BINFMTS_H */
