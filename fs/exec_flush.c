// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/exec_flush.c - the point of no return of execve()
 *
 * flush_old_exec() takes leave of the old program: its threads, its memory,
 * its O_CLOEXEC files.  setup_new_exec() gives the task what a new program
 * starts with; a format calls it once it knows the personality.
 *
 * I1         bprm->mm is NULL once the old memory is gone: then there is no
 *            program to return an error to.
 * Locking    cred_guard_mutex > mmap_sem (of the old mm) > task_lock (tsk->mm).
 * Entry      flush_old_exec() setup_new_exec() finalize_exec()
 * Mirrors: Linux 4.19 fs/exec.c.
 */
#include <linux/binfmts.h>

#include <linux/cred.h>
#include <linux/fdtable.h>
#include <linux/mm.h>
#include <linux/sched/coredump.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/string.h>

#include <asm/mmu_context.h>

/* Put @mm in the place of the old address space. */
static int exec_mmap(struct mm_struct *mm)
{
	struct task_struct *tsk = current;
	struct mm_struct *old_mm = tsk->mm;
	struct mm_struct *active_mm;

	mm_release(tsk, old_mm);
	if (old_mm) {
		/* A dumping thread waits for us: let it, and die instead. */
		down_read(&old_mm->mmap_sem);
		if (unlikely(old_mm->core_state)) {
			up_read(&old_mm->mmap_sem);
			return -EINTR;
		}
	}
	task_lock(tsk);
	local_irq_disable();
	active_mm = tsk->active_mm;
	tsk->mm = mm;
	tsk->active_mm = mm;
	activate_mm(active_mm, mm);
	local_irq_enable();
	task_unlock(tsk);

	if (!old_mm) {
		mmdrop(active_mm);
		return 0;
	}
	up_read(&old_mm->mmap_sem);
	setmax_mm_hiwater_rss(&tsk->signal->maxrss, old_mm);
	mmput(old_mm);
	return 0;
}

/**
 * flush_old_exec() - leave the old program behind
 * @bprm: the new one; its mm becomes current->mm
 *
 * Context: process context, may sleep.
 * Return: 0; or an error, and then the old program is intact if bprm->mm is
 * not NULL (I1).
 */
int flush_old_exec(struct linux_binprm *bprm)
{
	int err;

	err = de_thread(current);
	if (err)
		return err;
	set_mm_exe_file(bprm->mm, bprm->file);
	would_dump(bprm, bprm->file);

	err = exec_mmap(bprm->mm);
	if (err)
		return err;
	bprm->mm = NULL;				/* I1 */

	current->flags &= ~(PF_RANDOMIZE | PF_FORKNOEXEC | PF_KTHREAD |
			    PF_NOFREEZE | PF_NO_SETAFFINITY);
	flush_thread();
	current->personality &= ~bprm->per_clear;
	do_close_on_exec(current->files);
	return 0;
}

static void exec_set_dumpable(struct linux_binprm *bprm)
{
	if ((bprm->interp_flags & BINPRM_FLAGS_ENFORCE_NONDUMP) ||
	    bprm->secureexec ||
	    !uid_eq(bprm->cred->euid, bprm->cred->uid) ||
	    !gid_eq(bprm->cred->egid, bprm->cred->gid))
		set_dumpable(current->mm, suid_dumpable);
	else
		set_dumpable(current->mm, SUID_DUMP_USER);
}

/**
 * setup_new_exec() - give the task what a new program starts with
 * @bprm: the program, past flush_old_exec()
 *
 * Context: process context, may sleep.
 */
void setup_new_exec(struct linux_binprm *bprm)
{
	struct task_struct *me = current;

	bprm->secureexec |= bprm->cap_elevated;
	if (bprm->secureexec) {
		/* No signal at the parent's end, no huge stack gap. */
		me->pdeath_signal = 0;
		if (bprm->rlim_stack.rlim_cur > _STK_LIM)
			bprm->rlim_stack.rlim_cur = _STK_LIM;
	}
	arch_pick_mmap_layout(me->mm, &bprm->rlim_stack);
	me->sas_ss_sp = 0;
	me->sas_ss_size = 0;
	exec_set_dumpable(bprm);

	set_task_comm(me, kbasename(bprm->filename));
	/* The parent must not get a stranger's exit signal: exit_notify(). */
	WRITE_ONCE(me->self_exec_id, me->self_exec_id + 1);
	flush_signal_handlers(me, 0);
}

/**
 * finalize_exec() - keep the stack limit that the layout was made for
 * @bprm: the program, loaded
 *
 * Context: process context.
 */
void finalize_exec(struct linux_binprm *bprm)
{
	task_lock(current->group_leader);
	current->signal->rlim[RLIMIT_STACK] = bprm->rlim_stack;
	task_unlock(current->group_leader);
}
