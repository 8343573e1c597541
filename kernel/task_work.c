// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/task_work.c - work that a task does on its way back to user mode
 *
 * Data       task->task_works: a lock-free stack of callback_heads, newest
 *            first; works_exited closes it.
 * I1         Once it is works_exited, nothing is ever added again.
 * Locking    cmpxchg on the head.  task_work_cancel() takes pi_lock against
 *            the owner's task_work_run(), which waits for it.
 * Entry      task_work_add() task_work_run() exit_task_work()
 *
 * Mirrors: Linux 4.19 kernel/task_work.c.
 */
#include <linux/errno.h>
#include <linux/task_work.h>

#include <linux/sched.h>

static struct callback_head works_exited;

/**
 * task_work_add() - have @task call @work->func on its way to user mode
 * @task: itself, or a task that cannot vanish
 * @work: initialised by init_task_work(); @task owns it from now on
 * @notify: make it look soon, even if it sleeps or runs in user mode
 *
 * Context: any; does not sleep.
 * Return: 0, or -ESRCH when the task is past exit_task_work().
 */
int task_work_add(struct task_struct *task, struct callback_head *work,
		  bool notify)
{
	struct callback_head *head;

	do {
		head = READ_ONCE(task->task_works);
		if (unlikely(head == &works_exited))
			return -ESRCH;
		work->next = head;
	} while (cmpxchg(&task->task_works, head, work) != head);

	if (notify && !test_and_set_tsk_thread_flag(task, TIF_NOTIFY_RESUME))
		kick_process(task);
	return 0;
}

/**
 * task_work_cancel() - take back a work that did not run yet
 * @task: whose
 * @func: which: the newest with this function
 *
 * Context: any; does not sleep.
 * Return: the work, or NULL.
 */
struct callback_head *task_work_cancel(struct task_struct *task,
				       task_work_func_t func)
{
	struct callback_head **pprev = &task->task_works;
	struct callback_head *work;
	unsigned long flags;

	if (likely(!task->task_works))
		return NULL;
	raw_spin_lock_irqsave(&task->pi_lock, flags);
	while ((work = READ_ONCE(*pprev))) {
		if (work->func != func)
			pprev = &work->next;
		else if (cmpxchg(pprev, work, work->next) == work)
			break;
	}
	raw_spin_unlock_irqrestore(&task->pi_lock, flags);
	return work;
}

/* Takes the whole stack; an exiting task leaves it closed (I1). */
static struct callback_head *task_work_take(struct task_struct *task)
{
	struct callback_head *work, *head;

	do {
		work = READ_ONCE(task->task_works);
		head = !work && (task->flags & PF_EXITING) ?
			&works_exited : NULL;
	} while (cmpxchg(&task->task_works, work, head) != work);
	return work;
}

/**
 * task_work_run() - do what has been left to the current task
 *
 * Context: the current task, no locks held; may sleep.
 */
void task_work_run(void)
{
	struct task_struct *task = current;
	struct callback_head *work, *next, *oldest;

	while ((work = task_work_take(task))) {
		/* A canceller may still be looking at the list. */
		raw_spin_lock_irq(&task->pi_lock);
		raw_spin_unlock_irq(&task->pi_lock);

		/* First come, first served. */
		for (oldest = NULL; work; work = next) {
			next = work->next;
			work->next = oldest;
			oldest = work;
		}
		for (work = oldest; work; work = next) {
			next = work->next;
			work->func(work);
			cond_resched();
		}
	}
}

/**
 * exit_task_work() - the last run: nothing can be added afterwards
 * @task: current, with PF_EXITING set
 *
 * Context: the exiting task; may sleep.
 */
void exit_task_work(struct task_struct *task)
{
	(void)task;
	task_work_run();
}
