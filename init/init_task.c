// SPDX-License-Identifier: GPL-2.0-only
/*
 * init/init_task.c - task 0, the only task that nobody forked
 *
 * It is what runs from startup_64 on, and ends as the boot CPU's idle task.
 * Everything that fork() copies starts as a copy of what stands here; what
 * belongs to higher floors (files, fs, nsproxy) is hung on by start_kernel()
 * before the first fork.
 *
 * Locking    see struct task_struct; until the second task nobody else looks.
 *
 * Mirrors: Linux 4.17 init/init_task.c.
 */
#include <linux/cred.h>
#include <linux/mm_types.h>
#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/sched/prio.h>
#include <linux/sched/signal.h>
#include <linux/spinlock.h>

#include <uapi/linux/fs.h>
#include <uapi/linux/mqueue.h>

#include <asm/page.h>

/* head_64.S runs on it; no guard page, but the end magic of stackend. */
unsigned long init_stack[THREAD_SIZE / sizeof(unsigned long)]
	__section(".bss..page_aligned") __aligned(PAGE_SIZE);

static struct signal_struct init_signals = {
	.sigcnt		= ATOMIC_INIT(1),
	.live		= ATOMIC_INIT(1),
	.nr_threads	= 1,
	.thread_head	= LIST_HEAD_INIT(init_task.thread_node),
	.wait_chldexit	= __WAIT_QUEUE_HEAD_INITIALIZER(init_signals.wait_chldexit),
	.shared_pending	= {
		.list	= LIST_HEAD_INIT(init_signals.shared_pending.list),
		.signal	= { { 0 } },
	},
	.posix_timers	= LIST_HEAD_INIT(init_signals.posix_timers),
	.cpu_timers	= {
		LIST_HEAD_INIT(init_signals.cpu_timers[0]),
		LIST_HEAD_INIT(init_signals.cpu_timers[1]),
		LIST_HEAD_INIT(init_signals.cpu_timers[2]),
	},
	.stats_lock	= __SEQLOCK_UNLOCKED(init_signals.stats_lock),
	.prev_cputime	= {
		.lock	= __RAW_SPIN_LOCK_UNLOCKED(init_signals.prev_cputime.lock),
	},
	/* soft, hard; NPROC and SIGPENDING are set by fork_init() */
	.rlim		= {
		[RLIMIT_CPU]		= { RLIM_INFINITY, RLIM_INFINITY },
		[RLIMIT_FSIZE]		= { RLIM_INFINITY, RLIM_INFINITY },
		[RLIMIT_DATA]		= { RLIM_INFINITY, RLIM_INFINITY },
		[RLIMIT_STACK]		= { _STK_LIM, RLIM_INFINITY },
		[RLIMIT_CORE]		= { 0, RLIM_INFINITY },
		[RLIMIT_RSS]		= { RLIM_INFINITY, RLIM_INFINITY },
		[RLIMIT_NPROC]		= { 0, 0 },
		[RLIMIT_NOFILE]		= { INR_OPEN_CUR, INR_OPEN_MAX },
		[RLIMIT_MEMLOCK]	= { MLOCK_LIMIT, MLOCK_LIMIT },
		[RLIMIT_AS]		= { RLIM_INFINITY, RLIM_INFINITY },
		[RLIMIT_LOCKS]		= { RLIM_INFINITY, RLIM_INFINITY },
		[RLIMIT_SIGPENDING]	= { 0, 0 },
		[RLIMIT_MSGQUEUE]	= { MQ_BYTES_MAX, MQ_BYTES_MAX },
		[RLIMIT_NICE]		= { 0, 0 },
		[RLIMIT_RTPRIO]		= { 0, 0 },
		[RLIMIT_RTTIME]		= { RLIM_INFINITY, RLIM_INFINITY },
	},
	.cred_guard_mutex = __MUTEX_INITIALIZER(init_signals.cred_guard_mutex),
};

static struct sighand_struct init_sighand = {
	.count		= ATOMIC_INIT(1),
	.siglock	= __SPIN_LOCK_UNLOCKED(init_sighand.siglock),
	.signalfd_wqh	= __WAIT_QUEUE_HEAD_INITIALIZER(init_sighand.signalfd_wqh),
};

#define INIT_PID_LINK(type)	[type] = { .pid = &init_struct_pid }

struct task_struct init_task = {
	.thread_info	= INIT_THREAD_INFO(init_task),
	.state		= TASK_RUNNING,
	.stack		= init_stack,
	.usage		= ATOMIC_INIT(2),	/* never dropped to 0 */
	.flags		= PF_KTHREAD,
	.prio		= MAX_PRIO - 20,
	.static_prio	= MAX_PRIO - 20,
	.normal_prio	= MAX_PRIO - 20,
	.policy		= SCHED_NORMAL,
	.cpus_allowed	= CPU_MASK_ALL,
	.nr_cpus_allowed = NR_CPUS,
	.rt		= {
		.run_list = LIST_HEAD_INIT(init_task.rt.run_list),
	},
	.tasks		= LIST_HEAD_INIT(init_task.tasks),
	.active_mm	= &init_mm,
	.real_parent	= &init_task,
	.parent		= &init_task,
	.children	= LIST_HEAD_INIT(init_task.children),
	.sibling	= LIST_HEAD_INIT(init_task.sibling),
	.group_leader	= &init_task,
	.pids		= {
		INIT_PID_LINK(PIDTYPE_PID),
		INIT_PID_LINK(PIDTYPE_PGID),
		INIT_PID_LINK(PIDTYPE_SID),
	},
	.thread_group	= LIST_HEAD_INIT(init_task.thread_group),
	.thread_node	= LIST_HEAD_INIT(init_signals.thread_head),
	.ptraced	= LIST_HEAD_INIT(init_task.ptraced),
	.ptrace_entry	= LIST_HEAD_INIT(init_task.ptrace_entry),
	.prev_cputime	= {
		.lock	= __RAW_SPIN_LOCK_UNLOCKED(init_task.prev_cputime.lock),
	},
	.cpu_timers	= {
		LIST_HEAD_INIT(init_task.cpu_timers[0]),
		LIST_HEAD_INIT(init_task.cpu_timers[1]),
		LIST_HEAD_INIT(init_task.cpu_timers[2]),
	},
	.timer_slack_ns	= 50000,
	.default_timer_slack_ns = 50000,
	.real_cred	= &init_cred,
	.cred		= &init_cred,
	.comm		= "swapper",
	.signal		= &init_signals,
	.sighand	= &init_sighand,
	.pending	= {
		.list	= LIST_HEAD_INIT(init_task.pending.list),
		.signal	= { { 0 } },
	},
	.alloc_lock	= __SPIN_LOCK_UNLOCKED(init_task.alloc_lock),
	.pi_lock	= __RAW_SPIN_LOCK_UNLOCKED(init_task.pi_lock),
	.stack_refcount	= ATOMIC_INIT(1),
	.cg_list	= LIST_HEAD_INIT(init_task.cg_list),
	.thread		= INIT_THREAD,
};
