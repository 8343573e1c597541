// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/fork_mm.c - birth, sharing and end of an mm_struct
 *
 * Data       mm_struct: mm_users tasks use its user half, mm_count others
 *            (and all users together) need the struct and the page tables.
 * I1         mm_users > 0 implies mm_count > 0.
 * I2         mappings exist only while mm_users > 0; exit_mmap() runs once.
 * Locking    task_lock(tsk) guards tsk->mm against get_task_mm() and exit.
 *            exe_file: RCU to read, mmap_sem held for writing to change.
 * Lifetime   mm_alloc()/dup_mm() .. mmput() -> __mmput() .. mmdrop().
 * Entry      mm_alloc() dup_mm() mmput() get_task_mm()
 * Mirrors: Linux 4.19 kernel/fork.c (the mm half).
 * Simpler than Linux in: no AIO contexts, no uprobes, no userfaultfd.
 */
#include <linux/sched/mm.h>

#include <linux/binfmts.h>
#include <linux/cred.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/ptrace.h>
#include <linux/sched/coredump.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/user_namespace.h>

#include <asm/mmu_context.h>
#include <asm/pgalloc.h>

#include "fork.h"

static struct kmem_cache *mm_cachep;

/* Everything but the page table root; @mm is zeroed or a copy. */
static struct mm_struct *mm_init(struct mm_struct *mm, struct task_struct *p,
				 struct user_namespace *user_ns)
{
	mm->mmap = NULL;
	mm->mm_rb = RB_ROOT;
	atomic_set(&mm->mm_users, 1);
	atomic_set(&mm->mm_count, 1);
	init_rwsem(&mm->mmap_sem);
	mm->core_state = NULL;
	atomic_long_set(&mm->nr_ptes, 0);
	atomic_long_set(&mm->nr_pmds, 0);
	mm->map_count = 0;
	mm->locked_vm = 0;
	mm->pinned_vm = 0;
	memset(&mm->rss_stat, 0, sizeof(mm->rss_stat));
	spin_lock_init(&mm->page_table_lock);
	cpumask_clear(mm_cpumask(mm));
	mm->owner = p;
	RCU_INIT_POINTER(mm->exe_file, NULL);
	mm->flags = current->mm ? current->mm->flags & MMF_INIT_MASK :
		MMF_DUMP_FILTER_DEFAULT;
	mm->def_flags = current->mm ? current->mm->def_flags & VM_INIT_DEF_MASK : 0;

	mm->pgd = pgd_alloc(mm);
	if (!mm->pgd)
		goto free_mm;
	if (init_new_context(p, mm))
		goto free_pgd;
	mm->user_ns = get_user_ns(user_ns);
	return mm;

free_pgd:
	pgd_free(mm, mm->pgd);
free_mm:
	kmem_cache_free(mm_cachep, mm);
	return NULL;
}

/**
 * mm_alloc() - an empty address space, for exec
 *
 * Context: process context, may sleep.
 * Return: the mm with one user, or NULL.
 */
struct mm_struct *mm_alloc(void)
{
	struct mm_struct *mm = kmem_cache_zalloc(mm_cachep, GFP_KERNEL);

	if (!mm)
		return NULL;
	return mm_init(mm, current, current_user_ns());
}

/**
 * __mmdrop() - nobody needs @mm any more, not even as a borrowed page table
 * @mm: its user half is gone already
 *
 * Context: any but hard interrupt.
 */
void __mmdrop(struct mm_struct *mm)
{
	BUG_ON(mm == &init_mm);
	pgd_free(mm, mm->pgd);
	destroy_context(mm);
	put_user_ns(mm->user_ns);
	kmem_cache_free(mm_cachep, mm);
}

static void __mmput(struct mm_struct *mm)
{
	exit_mmap(mm);
	set_mm_exe_file(mm, NULL);
	mmdrop(mm);
}

/**
 * mmput() - one user of @mm less; the last one unmaps everything
 *
 * Context: may sleep.
 */
void mmput(struct mm_struct *mm)
{
	might_sleep();
	if (atomic_dec_and_test(&mm->mm_users))
		__mmput(mm);
}

/**
 * set_mm_exe_file() - which file does /proc/PID/exe name?
 * @mm: the address space
 * @new_exe_file: takes a reference of its own; not open for writing (the
 * caller denies that); NULL for none
 *
 * Context: mmap_sem held for writing, or the caller is the only user.
 */
void set_mm_exe_file(struct mm_struct *mm, struct file *new_exe_file)
{
	struct file *old = rcu_dereference_raw(mm->exe_file);

	/* While it runs, writing to it is ETXTBSY. */
	if (new_exe_file && !WARN_ON_ONCE(deny_write_access(new_exe_file)))
		get_file(new_exe_file);
	rcu_assign_pointer(mm->exe_file, new_exe_file);
	if (old) {
		allow_write_access(old);
		fput(old);
	}
}

/**
 * get_mm_exe_file() - the executable of @mm
 *
 * Return: the file with a reference, or NULL.
 */
struct file *get_mm_exe_file(struct mm_struct *mm)
{
	struct file *exe_file;

	rcu_read_lock();
	exe_file = rcu_dereference(mm->exe_file);
	if (exe_file && !get_file_rcu(exe_file))
		exe_file = NULL;
	rcu_read_unlock();
	return exe_file;
}

/**
 * get_task_exe_file() - the executable @task runs
 * @task: any task
 *
 * Return: the file with a reference; NULL for a kernel thread or a dead task.
 */
struct file *get_task_exe_file(struct task_struct *task)
{
	struct file *exe_file = NULL;

	task_lock(task);
	if (task->mm && !(task->flags & PF_KTHREAD))
		exe_file = get_mm_exe_file(task->mm);
	task_unlock(task);
	return exe_file;
}

/**
 * get_task_mm() - look at another task's address space
 * @task: any task
 *
 * Return: its mm with a user more (mmput() it), or NULL for a kernel thread,
 * even one that borrowed an mm, and for a task past exit_mm().
 */
struct mm_struct *get_task_mm(struct task_struct *task)
{
	struct mm_struct *mm;

	task_lock(task);
	mm = task->mm;
	if (mm) {
		if (task->flags & PF_KTHREAD)
			mm = NULL;
		else
			mmget(mm);
	}
	task_unlock(task);
	return mm;
}

/**
 * mm_access() - get_task_mm() for those who may
 * @task: whose memory
 * @mode: PTRACE_MODE_*
 *
 * Context: may sleep; waits for an exec of @task to be over.
 * Return: the mm, NULL when there is none, or ERR_PTR(-EACCES/-EINTR).
 */
struct mm_struct *mm_access(struct task_struct *task, unsigned int mode)
{
	struct mm_struct *mm;
	int err;

	err = mutex_lock_killable(&task->signal->cred_guard_mutex);
	if (err)
		return ERR_PTR(err);
	mm = get_task_mm(task);
	if (mm && mm != current->mm && !ptrace_may_access(task, mode)) {
		mmput(mm);
		mm = ERR_PTR(-EACCES);
	}
	mutex_unlock(&task->signal->cred_guard_mutex);
	return mm;
}

/**
 * dup_mm() - copy-on-write twin of current's address space
 * @tsk: the child that will own it
 *
 * Context: may sleep.
 * Return: the new mm, or NULL when memory ran out on the way.
 */
struct mm_struct *dup_mm(struct task_struct *tsk)
{
	struct mm_struct *oldmm = current->mm;
	struct mm_struct *mm = kmem_cache_alloc(mm_cachep, GFP_KERNEL);

	if (!mm)
		return NULL;
	memcpy(mm, oldmm, sizeof(*mm));
	mm = mm_init(mm, tsk, oldmm->user_ns);
	if (!mm)
		return NULL;
	if (dup_mmap(mm, oldmm))
		goto free_pt;
	mm->hiwater_rss = get_mm_rss(mm);
	mm->hiwater_vm = mm->total_vm;
	return mm;

free_pt:
	mmput(mm);
	return NULL;
}

/**
 * proc_caches_init() - make the cache of mm_structs
 *
 * Context: boot.
 */
void __init proc_caches_init(void)
{
	mm_cachep = kmem_cache_create("mm_struct", sizeof(struct mm_struct), 64,
				      SLAB_HWCACHE_ALIGN | SLAB_PANIC, NULL);
}
