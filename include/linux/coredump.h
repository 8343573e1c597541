/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/coredump.h - a process writes its memory to a file before it dies
 */
#ifndef _LINUX_COREDUMP_H
#define _LINUX_COREDUMP_H

#include <linux/atomic.h>
#include <linux/completion.h>
#include <linux/signal_types.h>
#include <linux/types.h>

struct file;
struct mm_struct;
struct pt_regs;
struct task_struct;

/* A thread that waits in exit_mm(), on its own stack. */
struct core_thread {
	struct task_struct	*task;	/* NULL: the dump is over */
	struct core_thread	*next;
};

/* On the dumper's stack; mm->core_state points here meanwhile. */
struct core_state {
	atomic_t		nr_threads;	/* yet to arrive */
	struct core_thread	dumper;		/* heads the list of threads */
	struct completion	startup;	/* all have arrived */
};

/* One dump; owned by the dumping task. */
struct coredump_params {
	const siginfo_t		*siginfo;
	struct pt_regs		*regs;
	struct file		*file;
	unsigned long		limit;		/* RLIMIT_CORE, bytes */
	unsigned long		mm_flags;	/* MMF_* at the start */
	loff_t			pos;		/* of the next byte */
	loff_t			written;	/* without holes */
};

extern int core_uses_pid;			/* append .PID to "core" */
extern char core_pattern[128];			/* kernel.core_pattern */

bool dump_emit(struct coredump_params *cprm, const void *addr, size_t nr);
bool dump_skip(struct coredump_params *cprm, size_t nr);
bool dump_align(struct coredump_params *cprm, size_t align);
bool dump_interrupted(void);
void do_coredump(const siginfo_t *siginfo);
void coredump_task_exit(struct task_struct *tsk);

#endif /* _LINUX_COREDUMP_H */
