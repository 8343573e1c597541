// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/coredump.c - a process that dies by a signal leaves its memory in a file
 *
 *	dumper                              the other threads
 *	coredump_wait(): SIGKILL to all     do_exit() > exit_mm() >
 *	  wait for startup  <---------------  coredump_task_exit(): join the
 *	binfmt->core_dump()                   list and sleep
 *	coredump_finish()   ---------------> wake up and go on dying
 *
 * I1         While mm->core_state is set, every other thread of the mm sleeps
 *            in coredump_task_exit() (or is on its way there), with all its
 *            registers on its kernel stack; the mm does not change.
 * I2         The file belongs to the dumper's fsuid, has mode 0600, one link,
 *            and did not exist before: nobody is tricked into overwriting.
 * Locking    mmap_sem(W): core_state is set.  siglock: the marks in
 *            signal_struct.
 * Entry      do_coredump() coredump_task_exit() dump_emit() dump_skip()
 *            dump_align() dump_interrupted()
 * Mirrors: Linux 4.19 fs/coredump.c, kernel/exit.c (exit_mm).
 * Simpler than Linux in: no pipes to helpers ("|program" writes nothing and
 * says so).
 */
#include <linux/coredump.h>

#include <linux/binfmts.h>
#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/ratelimit.h>
#include <linux/sched/coredump.h>
#include <linux/sched/jobctl.h>
#include <linux/sched/signal.h>
#include <linux/timekeeping.h>
#include <linux/user_namespace.h>
#include <linux/utsname.h>

#include "internal.h"

int core_uses_pid;
char core_pattern[CORENAME_MAX_SIZE] = "core";

/*
 * The name
 */

/* Append to a name that ends at *len; what does not fit is cut off. */
static __printf(3, 4) void cn_printf(char *name, size_t *len,
				     const char *fmt, ...)
{
	size_t room = CORENAME_MAX_SIZE - *len;
	va_list args;
	int n;

	va_start(args, fmt);
	n = vsnprintf(name + *len, room, fmt, args);
	va_end(args);
	*len += min_t(size_t, n, room - 1);
}

/* One %-word of the pattern. */
static void cn_word(char *name, size_t *len, char c,
		    const struct coredump_params *cprm)
{
	const struct cred *cred = current_cred();
	size_t from = *len;

	switch (c) {
	case '%':
		cn_printf(name, len, "%%");
		break;
	case 'p':
		cn_printf(name, len, "%d", task_tgid_vnr(current));
		break;
	case 'P':
		cn_printf(name, len, "%d", task_tgid_nr(current));
		break;
	case 'u':
		cn_printf(name, len, "%u", from_kuid(&init_user_ns, cred->uid));
		break;
	case 'g':
		cn_printf(name, len, "%u", from_kgid(&init_user_ns, cred->gid));
		break;
	case 's':
		cn_printf(name, len, "%d", cprm->siginfo->si_signo);
		break;
	case 't':
		cn_printf(name, len, "%lld",
			  (long long)ktime_get_real_seconds());
		break;
	case 'h':
		cn_printf(name, len, "%s", utsname()->nodename);
		break;
	case 'e':
		cn_printf(name, len, "%s", current->comm);
		break;
	case 'c':
		cn_printf(name, len, "%lu", rlimit(RLIMIT_CORE));
		break;
	}
	/* What others chose must not lead to other directories. */
	for (; from < *len && c != '%'; from++)
		if (name[from] == '/')
			name[from] = '!';
}

static void format_corename(char *name, const struct coredump_params *cprm)
{
	const char *p;
	bool pid_in_pattern = false;
	size_t len = 0;

	name[0] = '\0';
	for (p = core_pattern; *p && len < CORENAME_MAX_SIZE - 1; p++) {
		if (*p != '%') {
			cn_printf(name, &len, "%c", *p);
			continue;
		}
		if (!*++p)
			break;
		pid_in_pattern |= *p == 'p' || *p == 'P';
		cn_word(name, &len, *p, cprm);
	}
	if (core_uses_pid && !pid_in_pattern)
		cn_printf(name, &len, ".%d", task_tgid_vnr(current));
}

/*
 * Stopping everybody
 */

/* SIGKILL to all threads of a group but the dumper; how many.  siglock. */
static int zap_process(struct task_struct *start, int exit_code, int flags)
{
	struct task_struct *t;
	int nr = 0;

	start->signal->flags = SIGNAL_GROUP_COREDUMP | flags;
	start->signal->group_exit_code = exit_code;
	start->signal->group_stop_count = 0;
	for_each_thread(start, t) {
		task_clear_jobctl_pending(t, JOBCTL_PENDING_MASK);
		if (t != current && t->mm) {
			sigaddset(&t->pending.signal, SIGKILL);
			signal_wake_up(t, 1);
			nr++;
		}
	}
	return nr;
}

/* Processes that share the mm without being of the group (vfork, CLONE_VM). */
static int zap_sharers(struct task_struct *tsk, struct mm_struct *mm,
		       int exit_code)
{
	struct task_struct *g;
	struct task_struct *p;
	unsigned long flags;
	int nr = 0;

	rcu_read_lock();
	for_each_process(g) {
		if (g == tsk->group_leader || (g->flags & PF_KTHREAD))
			continue;
		for_each_thread(g, p) {
			if (!p->mm)
				continue;
			if (p->mm == mm && lock_task_sighand(p, &flags)) {
				nr += zap_process(p, exit_code,
						  SIGNAL_GROUP_EXIT);
				unlock_task_sighand(p, &flags);
			}
			break;
		}
	}
	rcu_read_unlock();
	return nr;
}

/* How many threads will arrive; -EAGAIN: the group is dying already. */
static int zap_threads(struct task_struct *tsk, struct mm_struct *mm,
		       struct core_state *core_state, int exit_code)
{
	int nr = -EAGAIN;

	spin_lock_irq(&tsk->sighand->siglock);
	if (!signal_group_exit(tsk->signal)) {
		mm->core_state = core_state;		/* I1 */
		tsk->signal->group_exit_task = tsk;
		nr = zap_process(tsk, exit_code, 0);
		clear_tsk_thread_flag(tsk, TIF_SIGPENDING);
	}
	spin_unlock_irq(&tsk->sighand->siglock);
	if (nr < 0)
		return nr;

	tsk->flags |= PF_DUMPCORE;
	if (atomic_read(&mm->mm_users) != nr + 1)
		nr += zap_sharers(tsk, mm, exit_code);
	atomic_set(&core_state->nr_threads, nr);
	return nr;
}

static int coredump_wait(int exit_code, struct core_state *core_state)
{
	struct task_struct *tsk = current;
	struct mm_struct *mm = tsk->mm;
	struct core_thread *ptr;
	int waiters = -EBUSY;

	init_completion(&core_state->startup);
	core_state->dumper.task = tsk;
	core_state->dumper.next = NULL;

	if (down_write_killable(&mm->mmap_sem))
		return -EINTR;
	if (!mm->core_state)
		waiters = zap_threads(tsk, mm, core_state, exit_code);
	up_write(&mm->mmap_sem);

	if (waiters > 0) {
		wait_for_completion(&core_state->startup);
		/* Their registers are complete once they have left the CPU. */
		for (ptr = core_state->dumper.next; ptr; ptr = ptr->next)
			wait_task_inactive(ptr->task, 0);
	}
	return waiters;
}

static void coredump_finish(struct mm_struct *mm, bool core_dumped)
{
	struct core_thread *curr;
	struct core_thread *next;
	struct task_struct *task;

	spin_lock_irq(&current->sighand->siglock);
	if (core_dumped && !__fatal_signal_pending(current))
		current->signal->group_exit_code |= 0x80;
	current->signal->group_exit_task = NULL;
	current->signal->flags = SIGNAL_GROUP_EXIT;
	spin_unlock_irq(&current->sighand->siglock);

	next = mm->core_state->dumper.next;
	while ((curr = next) != NULL) {
		next = curr->next;
		task = curr->task;
		/* @curr is on the stack of a task that goes on after this. */
		smp_store_release(&curr->task, NULL);
		wake_up_process(task);
	}
	mm->core_state = NULL;
}

/**
 * coredump_task_exit() - a dying thread waits until the core is written
 * @tsk: current, with tsk->mm still set
 *
 * The caller has seen mm->core_state set under mmap_sem; had it not been set
 * then, the dumper would not have counted this thread.
 *
 * Context: process context, mmap_sem held for reading, and again on return.
 */
void coredump_task_exit(struct task_struct *tsk)
{
	struct mm_struct *mm = tsk->mm;
	struct core_thread self = { .task = tsk };
	struct core_state *core_state = mm->core_state;

	up_read(&mm->mmap_sem);
	self.next = xchg(&core_state->dumper.next, &self);
	if (atomic_dec_and_test(&core_state->nr_threads))
		complete(&core_state->startup);
	for (;;) {
		set_current_state(TASK_UNINTERRUPTIBLE);
		if (!READ_ONCE(self.task))
			break;
		schedule();
	}
	__set_current_state(TASK_RUNNING);
	down_read(&mm->mmap_sem);
}

/*
 * Writing
 */

/**
 * dump_interrupted() - must the dump be given up?
 *
 * Context: the dumper.
 * Return: true after SIGKILL: somebody wants the memory back.
 */
bool dump_interrupted(void)
{
	return signal_pending(current) && __fatal_signal_pending(current);
}

/**
 * dump_emit() - write bytes to the core file
 * @cprm: the dump
 * @addr: kernel address
 * @nr: bytes
 *
 * Context: the dumper, may sleep.
 * Return: false when the limit is reached, or writing failed.
 */
bool dump_emit(struct coredump_params *cprm, const void *addr, size_t nr)
{
	ssize_t n;

	if (cprm->written + nr > cprm->limit)
		return false;
	while (nr) {
		if (dump_interrupted())
			return false;
		n = kernel_write(cprm->file, addr, nr, &cprm->pos);
		if (n <= 0)
			return false;
		cprm->written += n;
		addr += n;
		nr -= n;
	}
	return true;
}

/**
 * dump_skip() - leave a hole in the core file: zeroes
 * @cprm: the dump
 * @nr: bytes
 *
 * Context: the dumper, may sleep.
 * Return: false when the dump is interrupted.
 */
bool dump_skip(struct coredump_params *cprm, size_t nr)
{
	if (dump_interrupted())
		return false;
	cprm->pos += nr;
	return true;
}

/**
 * dump_align() - skip to a multiple of @align
 * @cprm: the dump
 * @align: a power of two
 *
 * Context: the dumper, may sleep.
 * Return: as dump_skip().
 */
bool dump_align(struct coredump_params *cprm, size_t align)
{
	size_t rest = cprm->pos & (align - 1);

	return !rest || dump_skip(cprm, align - rest);
}

/* I2.  @suid_safe: for a program with privileges. */
static struct file *open_corefile(const char *name, bool suid_safe)
{
	const int flags = O_CREAT | O_RDWR | O_NOFOLLOW | O_LARGEFILE | O_EXCL;
	struct inode *inode;
	struct file *file;

	if (suid_safe && name[0] != '/') {
		pr_warn("Pid %d(%s) can only dump core to fully qualified path!\n",
			task_tgid_vnr(current), current->comm);
		return NULL;
	}
	if (!suid_safe)				/* an older core may go */
		do_unlinkat(AT_FDCWD, getname_kernel(name));
	file = filp_open(name, flags, 0600);
	if (IS_ERR(file))
		return NULL;
	inode = file_inode(file);
	if (inode->i_nlink == 1 && S_ISREG(inode->i_mode) &&
	    uid_eq(inode->i_uid, current_fsuid()) &&
	    (inode->i_mode & 0677) == 0600)
		return file;
	filp_close(file, NULL);
	return NULL;
}

/* All other threads sleep: write the file. */
static bool dump_to_file(struct coredump_params *cprm, bool suid_safe)
{
	struct linux_binfmt *binfmt = current->mm->binfmt;
	char name[CORENAME_MAX_SIZE];
	bool dumped;

	format_corename(name, cprm);
	if (name[0] == '|') {
		pr_warn_ratelimited("Core dump to %s: pipes are not supported\n",
				    name);
		return false;
	}
	if (cprm->limit < binfmt->min_coredump)
		return false;
	cprm->file = open_corefile(name, suid_safe);
	if (!cprm->file)
		return false;
	dumped = binfmt->core_dump(cprm);
	filp_close(cprm->file, NULL);
	return dumped;
}

/**
 * do_coredump() - dump the current process, which dies by a signal
 * @siginfo: the signal
 *
 * Context: process context on the way to user mode, no lock held; sleeps.
 */
void do_coredump(const siginfo_t *siginfo)
{
	struct mm_struct *mm = current->mm;
	struct coredump_params cprm = {
		.siginfo = siginfo,
		.regs = current_pt_regs(),
		.limit = rlimit(RLIMIT_CORE),
		.mm_flags = mm->flags,
	};
	bool suid_safe = __get_dumpable(cprm.mm_flags) == SUID_DUMP_ROOT;
	struct core_state core_state;
	const struct cred *old_cred;
	struct cred *cred;
	bool dumped;

	if (!mm->binfmt || !mm->binfmt->core_dump ||
	    !__get_dumpable(cprm.mm_flags))
		return;
	cred = prepare_creds();
	if (!cred)
		return;
	/* The file must not belong to whoever started the program. */
	if (suid_safe)
		cred->fsuid = GLOBAL_ROOT_UID;

	if (coredump_wait(siginfo->si_signo, &core_state) >= 0) {
		old_cred = override_creds(cred);
		dumped = dump_to_file(&cprm, suid_safe);
		coredump_finish(mm, dumped);
		revert_creds(old_cred);
	}
	put_cred(cred);
}
