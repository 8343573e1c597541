// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/proc/array.c - /proc/PID/stat, statm and status
 *
 * Programs parse these texts by position (stat) and by key (status): every
 * number, blank and tab stands where Linux has it.
 *
 * Locking    siglock for what the threads of the process have together; RCU
 *            for relatives and credentials.
 * Entry      proc_tgid_stat() proc_tid_stat() proc_pid_statm() proc_pid_status()
 * Mirrors: Linux 4.19 fs/proc/array.c.
 * Simpler than Linux in: fields of what we do not have (swap ratio, NUMA
 * nodes, seccomp, speculation, guest time) are the constants Linux shows
 * without it.
 */
#include "internal.h"

#include <linux/cred.h>
#include <linux/fdtable.h>
#include <linux/fs_struct.h>
#include <linux/mm.h>
#include <linux/pid_namespace.h>
#include <linux/sched/cputime.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/tty.h>

static void task_name_escaped(struct seq_file *m, struct task_struct *p)
{
	char tcomm[TASK_COMM_LEN];

	get_task_comm(tcomm, p);
	seq_escape(m, tcomm, "\n\\");
}

static const char *const task_state_array[] = {
	"R (running)",
	"S (sleeping)",
	"D (disk sleep)",
	"T (stopped)",
	"t (tracing stop)",
	"X (dead)",
	"Z (zombie)",
	"P (parked)",
	"I (idle)",
};

static void put_ids(struct seq_file *m, const char *key, const unsigned int *id)
{
	int i;

	seq_puts(m, key);
	for (i = 0; i < 4; i++)
		seq_put_decimal_ull(m, "\t", id[i]);
	seq_putc(m, '\n');
}

static void put_creds(struct seq_file *m, struct user_namespace *ns,
		      const struct cred *cred)
{
	unsigned int id[4];

	id[0] = from_kuid_munged(ns, cred->uid);
	id[1] = from_kuid_munged(ns, cred->euid);
	id[2] = from_kuid_munged(ns, cred->suid);
	id[3] = from_kuid_munged(ns, cred->fsuid);
	put_ids(m, "Uid:", id);
	id[0] = from_kgid_munged(ns, cred->gid);
	id[1] = from_kgid_munged(ns, cred->egid);
	id[2] = from_kgid_munged(ns, cred->sgid);
	id[3] = from_kgid_munged(ns, cred->fsgid);
	put_ids(m, "Gid:", id);
}

/* The numbers in every namespace from @ns down to the task's own. */
static void put_ns_numbers(struct seq_file *m, const char *key,
			   struct pid *pid, struct pid_namespace *ns,
			   struct pid *own)
{
	int g;

	seq_puts(m, key);
	for (g = ns->level; g <= own->level; g++)
		seq_put_decimal_ull(m, "\t",
				    pid_nr_ns(pid, own->numbers[g].ns));
}

static void task_state(struct seq_file *m, struct pid_namespace *ns,
		       struct pid *pid, struct task_struct *p)
{
	struct user_namespace *user_ns = seq_user_ns(m);
	unsigned int max_fds = 0, g;
	const struct cred *cred = get_task_cred(p);
	pid_t ppid, tpid = 0, tgid = 0, ngid = 0;
	int umask = -1;

	rcu_read_lock();
	ppid = pid_alive(p) ?
		task_tgid_nr_ns(rcu_dereference(p->real_parent), ns) : 0;
	tgid = task_tgid_nr_ns(p, ns);
	task_lock(p);
	if (p->fs)
		umask = p->fs->umask;
	if (p->files)
		max_fds = files_fdtable(p->files)->max_fds;
	task_unlock(p);
	rcu_read_unlock();

	if (umask >= 0)
		seq_printf(m, "Umask:\t%#04o\n", umask);
	seq_puts(m, "State:\t");
	seq_puts(m, task_state_array[task_state_index(p)]);
	seq_put_decimal_ull(m, "\nTgid:\t", tgid);
	seq_put_decimal_ull(m, "\nNgid:\t", ngid);
	seq_put_decimal_ull(m, "\nPid:\t", pid_nr_ns(pid, ns));
	seq_put_decimal_ull(m, "\nPPid:\t", ppid);
	seq_put_decimal_ull(m, "\nTracerPid:\t", tpid);
	seq_putc(m, '\n');
	put_creds(m, user_ns, cred);
	seq_put_decimal_ull(m, "FDSize:\t", max_fds);
	seq_puts(m, "\nGroups:\t");
	for (g = 0; g < cred->group_info->ngroups; g++)
		seq_put_decimal_ull(m, g ? " " : "",
			   from_kgid_munged(user_ns, cred->group_info->gid[g]));
	put_cred(cred);
	seq_putc(m, ' ');

	rcu_read_lock();
	if (pid_alive(p)) {
		put_ns_numbers(m, "\nNStgid:", task_tgid(p), ns, pid);
		put_ns_numbers(m, "\nNSpid:", pid, ns, pid);
		put_ns_numbers(m, "\nNSpgid:", task_pgrp(p), ns, pid);
		put_ns_numbers(m, "\nNSsid:", task_session(p), ns, pid);
	}
	rcu_read_unlock();
	seq_putc(m, '\n');
}

static void render_sigset_t(struct seq_file *m, const char *header,
			    const sigset_t *set)
{
	seq_put_hex_ll(m, header, set->sig[0], 16);
	seq_putc(m, '\n');
}

static void collect_sigign_sigcatch(struct task_struct *p, sigset_t *sigign,
				    sigset_t *sigcatch)
{
	struct k_sigaction *k = p->sighand->action;
	int i;

	for (i = 1; i <= _NSIG; ++i, ++k) {
		if (k->sa.sa_handler == SIG_IGN)
			sigaddset(sigign, i);
		else if (k->sa.sa_handler != SIG_DFL)
			sigaddset(sigcatch, i);
	}
}

static void task_sig(struct seq_file *m, struct task_struct *p)
{
	sigset_t pending, shpending, blocked, ignored, caught;
	unsigned long flags, qsize = 0, qlim = 0;
	int num_threads = 0;

	sigemptyset(&pending);
	sigemptyset(&shpending);
	sigemptyset(&blocked);
	sigemptyset(&ignored);
	sigemptyset(&caught);
	if (lock_task_sighand(p, &flags)) {
		pending = p->pending.signal;
		shpending = p->signal->shared_pending.signal;
		blocked = p->blocked;
		collect_sigign_sigcatch(p, &ignored, &caught);
		num_threads = get_nr_threads(p);
		rcu_read_lock();
		qsize = atomic_read(&__task_cred(p)->user->sigpending);
		rcu_read_unlock();
		qlim = task_rlimit(p, RLIMIT_SIGPENDING);
		unlock_task_sighand(p, &flags);
	}
	seq_put_decimal_ull(m, "Threads:\t", num_threads);
	seq_put_decimal_ull(m, "\nSigQ:\t", qsize);
	seq_put_decimal_ull(m, "/", qlim);
	seq_putc(m, '\n');
	render_sigset_t(m, "SigPnd:\t", &pending);
	render_sigset_t(m, "ShdPnd:\t", &shpending);
	render_sigset_t(m, "SigBlk:\t", &blocked);
	render_sigset_t(m, "SigIgn:\t", &ignored);
	render_sigset_t(m, "SigCgt:\t", &caught);
}

static void render_cap_t(struct seq_file *m, const char *header,
			 const kernel_cap_t *a)
{
	seq_put_hex_ll(m, header, (u64)a->cap[1] << 32 | a->cap[0], 16);
	seq_putc(m, '\n');
}

static void task_cap(struct seq_file *m, struct task_struct *p)
{
	const struct cred *cred;

	rcu_read_lock();
	cred = __task_cred(p);
	render_cap_t(m, "CapInh:\t", &cred->cap_inheritable);
	render_cap_t(m, "CapPrm:\t", &cred->cap_permitted);
	render_cap_t(m, "CapEff:\t", &cred->cap_effective);
	render_cap_t(m, "CapBnd:\t", &cred->cap_bset);
	render_cap_t(m, "CapAmb:\t", &cred->cap_ambient);
	rcu_read_unlock();
}

/* /proc/PID/status. */
int proc_pid_status(struct seq_file *m, struct pid_namespace *ns,
		    struct pid *pid, struct task_struct *task)
{
	struct mm_struct *mm = get_task_mm(task);

	seq_puts(m, "Name:\t");
	task_name_escaped(m, task);
	seq_putc(m, '\n');
	task_state(m, ns, pid, task);
	if (mm) {
		task_mem(m, mm);
		seq_puts(m, "CoreDumping:\t0\n");
		mmput(mm);
	}
	task_sig(m, task);
	task_cap(m, task);
	seq_put_decimal_ull(m, "NoNewPrivs:\t", task_no_new_privs(task));
	seq_puts(m, "\nSeccomp:\t0\nSpeculation_Store_Bypass:\tvulnerable\n");
	seq_printf(m, "Cpus_allowed:\t%*pb\nCpus_allowed_list:\t%*pbl\n",
		   cpumask_pr_args(&task->cpus_allowed),
		   cpumask_pr_args(&task->cpus_allowed));
	seq_puts(m, "Mems_allowed:\t00000001\nMems_allowed_list:\t0\n");
	seq_put_decimal_ull(m, "voluntary_ctxt_switches:\t", task->nvcsw);
	seq_put_decimal_ull(m, "\nnonvoluntary_ctxt_switches:\t", task->nivcsw);
	seq_putc(m, '\n');
	return 0;
}

/* The 52 numbers of /proc/PID/stat that have to be looked up. */
struct stat_values {
	char state;
	pid_t ppid, pgid, sid;
	int tty_nr, tty_pgrp;
	unsigned long min_flt, cmin_flt, maj_flt, cmaj_flt;
	u64 utime, stime, cutime, cstime;
	int num_threads;
	unsigned long rsslim;
	unsigned long sigign, sigcatch;
};

static void stat_of_process(struct task_struct *task,
			    struct pid_namespace *ns, struct stat_values *v)
{
	struct signal_struct *sig = task->signal;
	struct task_struct *t = task;
	sigset_t ign, catch;

	sigemptyset(&ign);
	sigemptyset(&catch);
	if (sig->tty) {
		struct pid *pgrp = tty_get_pgrp(sig->tty);

		v->tty_pgrp = pid_nr_ns(pgrp, ns);
		put_pid(pgrp);
		v->tty_nr = new_encode_dev(tty_devnum(sig->tty));
	}
	v->num_threads = get_nr_threads(task);
	collect_sigign_sigcatch(task, &ign, &catch);
	v->sigign = ign.sig[0];
	v->sigcatch = catch.sig[0];
	v->cmin_flt = sig->cmin_flt;
	v->cmaj_flt = sig->cmaj_flt;
	v->cutime = sig->cutime;
	v->cstime = sig->cstime;
	v->rsslim = READ_ONCE(sig->rlim[RLIMIT_RSS].rlim_cur);
	v->min_flt = sig->min_flt;
	v->maj_flt = sig->maj_flt;
	do {
		v->min_flt += t->min_flt;
		v->maj_flt += t->maj_flt;
	} while_each_thread(task, t);
	v->sid = task_session_nr_ns(task, ns);
	v->pgid = task_pgrp_nr_ns(task, ns);
	v->ppid = task_tgid_nr_ns(task->real_parent, ns);
}

/* What is the program's own secret; zeros for those who may not trace it. */
static void put_stat_addresses(struct seq_file *m, struct mm_struct *mm,
			       bool permitted)
{
	seq_put_decimal_ull(m, " ", mm ? (permitted ? mm->start_code : 1) : 0);
	seq_put_decimal_ull(m, " ", mm ? (permitted ? mm->end_code : 1) : 0);
	seq_put_decimal_ull(m, " ", permitted && mm ? mm->start_stack : 0);
	/* esp and eip are told of no living task. */
	seq_puts(m, " 0 0");
}

static void put_stat_layout(struct seq_file *m, struct mm_struct *mm,
			    bool permitted)
{
	if (!mm || !permitted) {
		seq_puts(m, " 0 0 0 0 0 0 0");
		return;
	}
	seq_put_decimal_ull(m, " ", mm->start_data);
	seq_put_decimal_ull(m, " ", mm->end_data);
	seq_put_decimal_ull(m, " ", mm->start_brk);
	seq_put_decimal_ull(m, " ", mm->arg_start);
	seq_put_decimal_ull(m, " ", mm->arg_end);
	seq_put_decimal_ull(m, " ", mm->env_start);
	seq_put_decimal_ull(m, " ", mm->env_end);
}

static void put_stat_head(struct seq_file *m, struct pid_namespace *ns,
			  struct pid *pid, struct task_struct *task,
			  const struct stat_values *v)
{
	seq_put_decimal_ull(m, "", pid_nr_ns(pid, ns));
	seq_puts(m, " (");
	task_name_escaped(m, task);
	seq_puts(m, ") ");
	seq_putc(m, v->state);
	seq_put_decimal_ll(m, " ", v->ppid);
	seq_put_decimal_ll(m, " ", v->pgid);
	seq_put_decimal_ll(m, " ", v->sid);
	seq_put_decimal_ll(m, " ", v->tty_nr);
	seq_put_decimal_ll(m, " ", v->tty_pgrp);
	seq_put_decimal_ull(m, " ", task->flags);
	seq_put_decimal_ull(m, " ", v->min_flt);
	seq_put_decimal_ull(m, " ", v->cmin_flt);
	seq_put_decimal_ull(m, " ", v->maj_flt);
	seq_put_decimal_ull(m, " ", v->cmaj_flt);
	seq_put_decimal_ull(m, " ", nsec_to_clock_t(v->utime));
	seq_put_decimal_ull(m, " ", nsec_to_clock_t(v->stime));
	seq_put_decimal_ll(m, " ", nsec_to_clock_t(v->cutime));
	seq_put_decimal_ll(m, " ", nsec_to_clock_t(v->cstime));
	seq_put_decimal_ll(m, " ", task_prio(task));
	seq_put_decimal_ll(m, " ", task_nice(task));
	seq_put_decimal_ll(m, " ", v->num_threads);
	seq_put_decimal_ull(m, " ", 0);
	seq_put_decimal_ull(m, " ", nsec_to_clock_t(task->real_start_time));
}

static void put_stat_signals(struct seq_file *m, struct task_struct *task,
			     const struct stat_values *v)
{
	/* Only the first 31 signals: real-time ones are in status. */
	seq_put_decimal_ull(m, " ", task->pending.signal.sig[0] & 0x7fffffffUL);
	seq_put_decimal_ull(m, " ", task->blocked.sig[0] & 0x7fffffffUL);
	seq_put_decimal_ull(m, " ", v->sigign & 0x7fffffffUL);
	seq_put_decimal_ull(m, " ", v->sigcatch & 0x7fffffffUL);
}

static int do_task_stat(struct seq_file *m, struct pid_namespace *ns,
			struct pid *pid, struct task_struct *task, bool whole)
{
	struct stat_values v = { .tty_pgrp = -1 };
	bool permitted = proc_may_access(task);
	struct mm_struct *mm = get_task_mm(task);
	unsigned long flags;

	v.state = task_state_to_char(task);
	if (lock_task_sighand(task, &flags)) {
		stat_of_process(task, ns, &v);
		unlock_task_sighand(task, &flags);
	}
	if (whole) {
		thread_group_cputime_adjusted(task, &v.utime, &v.stime);
	} else {
		task_cputime_adjusted(task, &v.utime, &v.stime);
		v.min_flt = task->min_flt;
		v.maj_flt = task->maj_flt;
	}
	put_stat_head(m, ns, pid, task, &v);
	seq_put_decimal_ull(m, " ", mm ? task_vsize(mm) : 0);
	seq_put_decimal_ull(m, " ", mm ? get_mm_rss(mm) : 0);
	seq_put_decimal_ull(m, " ", v.rsslim);
	put_stat_addresses(m, mm, permitted);
	put_stat_signals(m, task, &v);
	/* wchan moved to its own file; here it only says whether there is one. */
	seq_put_decimal_ull(m, " ", task->state != TASK_RUNNING);
	seq_puts(m, " 0 0");
	seq_put_decimal_ll(m, " ", task->exit_signal);
	seq_put_decimal_ll(m, " ", task_cpu(task));
	seq_put_decimal_ull(m, " ", task->rt_priority);
	seq_put_decimal_ull(m, " ", task->policy);
	seq_puts(m, " 0 0 0");		/* delays, guest time */
	put_stat_layout(m, mm, permitted);
	seq_put_decimal_ll(m, " ", permitted ? task->exit_code : 0);
	seq_putc(m, '\n');
	if (mm)
		mmput(mm);
	return 0;
}

/* /proc/PID/task/TID/stat: one thread. */
int proc_tid_stat(struct seq_file *m, struct pid_namespace *ns,
		  struct pid *pid, struct task_struct *task)
{
	return do_task_stat(m, ns, pid, task, false);
}

/* /proc/PID/stat: sums over all threads. */
int proc_tgid_stat(struct seq_file *m, struct pid_namespace *ns,
		   struct pid *pid, struct task_struct *task)
{
	return do_task_stat(m, ns, pid, task, true);
}

/* /proc/PID/statm: seven numbers, in pages. */
int proc_pid_statm(struct seq_file *m, struct pid_namespace *ns,
		   struct pid *pid, struct task_struct *task)
{
	unsigned long size = 0, resident = 0, shared = 0, text = 0, data = 0;
	struct mm_struct *mm = get_task_mm(task);

	if (mm) {
		size = task_statm(mm, &shared, &text, &data, &resident);
		mmput(mm);
	}
	seq_printf(m, "%lu %lu %lu %lu 0 %lu 0\n", size, resident, shared, text,
		   data);
	return 0;
}
