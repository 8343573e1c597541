// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/task_work.c - work that a task does on its way back to user mode
 *
 * Data       task->task_works: a lock-free stack of callback_heads, newest
 *            first; works_exited closes it.
 * I1         Once it is works_exited, nothing is ever added again.
 * Locking    cmpxchg on the head.
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
