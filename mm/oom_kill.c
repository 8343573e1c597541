// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/oom_kill.c - no memory is left: one process has to go
 *
 * The page allocator comes here when reclaim found nothing.  Killed is the
 * process whose end frees most, judged by what it has mapped (oom_badness),
 * corrected by its oom_score_adj; a child is killed in its parent's place.
 *
 *	badness = rss + swap + page tables    - 3 % for CAP_SYS_ADMIN
 *	          + oom_score_adj * (RAM + swap) / 1000     (pages; at least 1)
 *	0: never: init, kernel threads, oom_score_adj -1000, no mm
 *
 * The victim must be able to die: it gets SIGKILL, TIF_MEMDIE lets its
 * allocations use the reserves, and nobody else is killed while it lives.
 *
 * I1         At most one kill decision at a time (oom_lock).
 * I2         TIF_MEMDIE is set once for a task and cleared when its mm is
 *            gone (exit_oom_victim()); oom_victims counts them.
 * Locking    oom_lock > tasklist_lock(R) or RCU > task_lock (p->mm).
 * Entry      out_of_memory() pagefault_out_of_memory() oom_badness()
 *            alloc_pages_oom() find_lock_task_mm() mark_oom_victim()
 *            exit_oom_victim()
 * Mirrors: Linux 4.3 mm/oom_kill.c.
 * Simpler than Linux in: no cpusets, no memory cgroups, no reaper (4.6).
 */
#include <linux/oom.h>

#include <linux/cred.h>
#include <linux/mm.h>
#include <linux/notifier.h>
#include <linux/panic.h>
#include <linux/ratelimit.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/swap.h>
#include <linux/user_namespace.h>

#include "internal.h"

int sysctl_panic_on_oom;
int sysctl_oom_kill_allocating_task;
int sysctl_oom_dump_tasks = 1;

static DEFINE_MUTEX(oom_lock);
static atomic_t oom_victims = ATOMIC_INIT(0);	/* I2 */

#define K(pages)	((pages) << (PAGE_SHIFT - 10))

/*
 * Choosing
 */

/**
 * find_lock_task_mm() - a thread of a process that still has the mm
 * @p: any thread; the leader may have exited before the others
 *
 * Context: any but interrupt; takes RCU for itself.
 * Return: the thread with task_lock held, or NULL.
 */
struct task_struct *find_lock_task_mm(struct task_struct *p)
{
	struct task_struct *t;

	rcu_read_lock();
	for_each_thread(p, t) {
		task_lock(t);
		if (likely(t->mm))
			goto found;
		task_unlock(t);
	}
	t = NULL;
found:
	rcu_read_unlock();
	return t;
}

static bool oom_unkillable_task(struct task_struct *p)
{
	return is_global_init(p) || (p->flags & PF_KTHREAD);
}

/**
 * oom_badness() - how much would the end of a process free?
 * @p: any thread of it
 * @totalpages: RAM and swap, in pages
 *
 * Context: tasklist_lock, RCU or a reference keeps @p.
 * Return: points, in pages; 0: not to be killed.
 * Lab: vm/2 (10)
 */
unsigned long oom_badness(struct task_struct *p, unsigned long totalpages)
{
	long points;
	long adj;

	if (oom_unkillable_task(p))
		return 0;
	p = find_lock_task_mm(p);
	if (!p)
		return 0;
	adj = p->signal->oom_score_adj;
	if (adj == OOM_SCORE_ADJ_MIN) {
		task_unlock(p);
		return 0;
	}
	points = get_mm_rss(p->mm) + get_mm_counter(p->mm, MM_SWAPENTS) +
		 atomic_long_read(&p->mm->nr_ptes) +
		 atomic_long_read(&p->mm->nr_pmds);
	task_unlock(p);

	/* Root's processes are more likely to be needed. */
	if (has_capability_noaudit(p, CAP_SYS_ADMIN))
		points -= points * 3 / 100;
	points += adj * (long)(totalpages / 1000);
	return points > 0 ? points : 1;
}

/* Memory that is on its way back without our help. */
static bool task_will_free_mem(struct task_struct *task)
{
	return (task->flags & PF_EXITING) &&
	       !(task->signal->flags & SIGNAL_GROUP_COREDUMP);
}

enum oom_scan_t {
	OOM_SCAN_OK,		/* look at its badness */
	OOM_SCAN_CONTINUE,	/* not this one */
	OOM_SCAN_ABORT,		/* wait for this one */
	OOM_SCAN_SELECT,	/* this one, whatever the others have */
};

static enum oom_scan_t oom_scan_process_thread(struct task_struct *task)
{
	if (oom_unkillable_task(task))
		return OOM_SCAN_CONTINUE;
	if (test_tsk_thread_flag(task, TIF_MEMDIE))
		return OOM_SCAN_ABORT;
	if (!task->mm)
		return OOM_SCAN_CONTINUE;
	if (task->signal->oom_flag_origin)
		return OOM_SCAN_SELECT;
	if (task_will_free_mem(task))
		return OOM_SCAN_ABORT;
	return OOM_SCAN_OK;
}

/* The worst process, referenced; NULL: none; ERR_PTR: wait for a victim. */
static struct task_struct *select_bad_process(unsigned long *ppoints,
					      unsigned long totalpages)
{
	struct task_struct *chosen = NULL;
	unsigned long chosen_points = 0;
	struct task_struct *g;
	struct task_struct *p;

	rcu_read_lock();
	for_each_process_thread(g, p) {
		unsigned long points;

		switch (oom_scan_process_thread(p)) {
		case OOM_SCAN_SELECT:
			chosen = p;
			chosen_points = ULONG_MAX;
			fallthrough;
		case OOM_SCAN_CONTINUE:
			continue;
		case OOM_SCAN_ABORT:
			rcu_read_unlock();
			return ERR_PTR(-EBUSY);
		case OOM_SCAN_OK:
			break;
		}
		points = oom_badness(p, totalpages);
		if (!points || points < chosen_points)
			continue;
		/* Of threads that are equal, the leader is shown. */
		if (points == chosen_points && chosen &&
		    thread_group_leader(chosen))
			continue;
		chosen = p;
		chosen_points = points;
	}
	if (chosen)
		get_task_struct(chosen);
	rcu_read_unlock();

	*ppoints = chosen_points * 1000 / totalpages;
	return chosen;
}

/*
 * Reporting
 */

static void dump_tasks(void)
{
	struct task_struct *p;
	struct task_struct *t;

	pr_info("[ pid ]   uid  tgid total_vm      rss nr_ptes nr_pmds swapents oom_score_adj name\n");
	rcu_read_lock();
	for_each_process(p) {
		if (oom_unkillable_task(p))
			continue;
		t = find_lock_task_mm(p);
		if (!t)
			continue;
		pr_info("[%5d] %5d %5d %8lu %8lu %7ld %7ld %8lu         %5hd %s\n",
			t->pid, from_kuid(&init_user_ns, task_uid(t)), t->tgid,
			t->mm->total_vm, get_mm_rss(t->mm),
			(long)atomic_long_read(&t->mm->nr_ptes),
			(long)atomic_long_read(&t->mm->nr_pmds),
			get_mm_counter(t->mm, MM_SWAPENTS),
			t->signal->oom_score_adj, t->comm);
		task_unlock(t);
	}
	rcu_read_unlock();
}

static void dump_header(struct oom_control *oc)
{
	pr_warn("%s invoked oom-killer: gfp_mask=0x%x, order=%d, oom_score_adj=%hd\n",
		current->comm, oc->gfp_mask, oc->order,
		current->signal->oom_score_adj);
	dump_stack();
	show_mem();
	if (sysctl_oom_dump_tasks)
		dump_tasks();
}

/*
 * Killing
 */

/**
 * mark_oom_victim() - let a dying task use the reserves
 *
 * Context: task_lock of @tsk held, or @tsk is current.
 */
void mark_oom_victim(struct task_struct *tsk)
{
	if (!test_and_set_tsk_thread_flag(tsk, TIF_MEMDIE))
		atomic_inc(&oom_victims);		/* I2 */
}

/**
 * exit_oom_victim() - the victim has given its memory back
 * @tsk: current, in exit_mm()
 *
 * Context: process context.
 */
void exit_oom_victim(struct task_struct *tsk)
{
	if (test_and_clear_tsk_thread_flag(tsk, TIF_MEMDIE))
		atomic_dec(&oom_victims);
}

/* A child with memory of its own that is worse than all others, or @p. */
static struct task_struct *sacrifice_child(struct task_struct *p,
					   unsigned long totalpages)
{
	struct task_struct *victim = p;
	unsigned long victim_points = 0;
	struct task_struct *child;
	struct task_struct *t;
	unsigned long points;

	read_lock(&tasklist_lock);
	for_each_thread(p, t) {
		list_for_each_entry(child, &t->children, sibling) {
			if (child->mm == p->mm)
				continue;
			points = oom_badness(child, totalpages);
			if (points <= victim_points)
				continue;
			put_task_struct(victim);
			victim = child;
			victim_points = points;
			get_task_struct(victim);
		}
	}
	read_unlock(&tasklist_lock);
	return victim;
}

/* Others that share the victim's memory must go too, or nothing is freed. */
static void kill_sharers(struct task_struct *victim, struct mm_struct *mm)
{
	struct task_struct *p;

	rcu_read_lock();
	for_each_process(p) {
		if (p->mm != mm || same_thread_group(p, victim) ||
		    oom_unkillable_task(p))
			continue;
		if (p->signal->oom_score_adj == OOM_SCORE_ADJ_MIN)
			continue;
		pr_err("Kill process %d (%s) sharing same memory\n",
		       task_pid_nr(p), p->comm);
		do_send_sig_info(SIGKILL, SEND_SIG_FORCED, p, true);
	}
	rcu_read_unlock();
}

/* Kill @victim; its reference is dropped. */
static void kill_victim(struct task_struct *victim)
{
	struct task_struct *t = find_lock_task_mm(victim);
	struct mm_struct *mm;

	if (!t) {
		put_task_struct(victim);
		return;
	}
	if (t != victim) {
		get_task_struct(t);
		put_task_struct(victim);
		victim = t;
	}
	mm = victim->mm;
	mmgrab(mm);
	/*
	 * First the signal, then the reserves: otherwise the task could use
	 * them up before it knows that it is to die.
	 */
	do_send_sig_info(SIGKILL, SEND_SIG_FORCED, victim, true);
	mark_oom_victim(victim);
	pr_err("Killed process %d (%s) total-vm:%lukB, anon-rss:%lukB, file-rss:%lukB\n",
	       task_pid_nr(victim), victim->comm, K(mm->total_vm),
	       K(get_mm_counter(mm, MM_ANONPAGES)),
	       K(get_mm_counter(mm, MM_FILEPAGES)));
	task_unlock(victim);

	kill_sharers(victim, mm);
	mmdrop(mm);
	put_task_struct(victim);
}

/* Kill @p or a child of it; the reference to @p is dropped. */
static void oom_kill_process(struct oom_control *oc, struct task_struct *p,
			     unsigned int points, unsigned long totalpages,
			     const char *message)
{
	static DEFINE_RATELIMIT_STATE(oom_rs, DEFAULT_RATELIMIT_INTERVAL,
				      DEFAULT_RATELIMIT_BURST);

	task_lock(p);
	if (p->mm && task_will_free_mem(p)) {
		mark_oom_victim(p);
		task_unlock(p);
		put_task_struct(p);
		return;
	}
	task_unlock(p);

	if (__ratelimit(&oom_rs))
		dump_header(oc);
	pr_err("%s: Kill process %d (%s) score %u or sacrifice child\n",
	       message, task_pid_nr(p), p->comm, points);
	kill_victim(sacrifice_child(p, totalpages));
}

static void check_panic_on_oom(struct oom_control *oc)
{
	if (likely(!sysctl_panic_on_oom))
		return;
	dump_header(oc);
	panic("Out of memory: %s panic_on_oom is enabled\n",
	      sysctl_panic_on_oom == 2 ? "compulsory" : "system-wide");
}

/* vm.oom_kill_allocating_task: who asked for memory is the victim. */
static bool kill_allocating_task(struct oom_control *oc,
				 unsigned long totalpages)
{
	if (!sysctl_oom_kill_allocating_task || !current->mm ||
	    oom_unkillable_task(current) ||
	    current->signal->oom_score_adj == OOM_SCORE_ADJ_MIN)
		return false;
	get_task_struct(current);
	oom_kill_process(oc, current, 0, totalpages,
			 "Out of memory (oom_kill_allocating_task)");
	return true;
}

/**
 * out_of_memory() - make somebody give memory back
 * @oc: the allocation that failed
 *
 * Context: process context, oom_lock held; may sleep.
 * Return: true: it makes sense to try the allocation again.
 */
bool out_of_memory(struct oom_control *oc)
{
	unsigned long totalpages = totalram_pages + total_swap_pages;
	unsigned long points = 0;
	struct task_struct *p;

	/* We are dying ourselves: be quick about it. */
	if (current->mm && (fatal_signal_pending(current) ||
			    task_will_free_mem(current))) {
		mark_oom_victim(current);
		return true;
	}
	check_panic_on_oom(oc);
	if (kill_allocating_task(oc, totalpages))
		return true;

	p = select_bad_process(&points, totalpages);
	if (!p) {
		dump_header(oc);
		panic("Out of memory and no killable processes...\n");
	}
	if (!IS_ERR(p))
		oom_kill_process(oc, p, points, totalpages, "Out of memory");
	/* The victim needs the CPU to die. */
	schedule_timeout_killable(1);
	return true;
}

/**
 * alloc_pages_oom() - the page allocator's way to out_of_memory()
 * @gfp_mask: of the allocation, with __GFP_FS
 * @order: at most PAGE_ALLOC_COSTLY_ORDER
 *
 * Context: process context, may sleep.
 * Return: true: try the allocation again.
 */
bool alloc_pages_oom(gfp_t gfp_mask, unsigned int order)
{
	struct oom_control oc = { .gfp_mask = gfp_mask, .order = order };
	bool ret;

	/* Somebody else decides already: his victim will do for us too. */
	if (!mutex_trylock(&oom_lock)) {
		schedule_timeout_uninterruptible(1);
		return true;
	}
	ret = out_of_memory(&oc);
	mutex_unlock(&oom_lock);
	return ret;
}

/**
 * pagefault_out_of_memory() - a page fault of a program found no memory
 *
 * The program tries again when it returns to user mode.
 *
 * Context: process context, no lock held; may sleep.
 */
void pagefault_out_of_memory(void)
{
	alloc_pages_oom(0, 0);
}
