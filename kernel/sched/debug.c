// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/sched/debug.c - what is every task called, and what does it do?
 *
 * Entry      set_task_comm() get_task_comm() task_state_to_char()
 *            sched_show_task() show_state_filter()
 *            show_state() (SysRq-t, and -w for the blocked ones)
 * Mirrors: Linux 4.x kernel/sched/core.c and debug.c, the printing parts;
 * fs/exec.c (names).
 */
#include "sched.h"

#include <linux/bitops.h>
#include <linux/printk.h>
#include <linux/sched/debug.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/string.h>

/**
 * set_task_comm() - name a task
 * @tsk: the task
 * @from: the name; cut at 15 characters
 *
 * Context: any that may take task_lock().
 */
void set_task_comm(struct task_struct *tsk, const char *from)
{
	task_lock(tsk);
	strlcpy(tsk->comm, from, sizeof(tsk->comm));
	task_unlock(tsk);
}

/**
 * get_task_comm() - a task's name
 * @buf: where to; TASK_COMM_LEN bytes
 * @tsk: the task
 *
 * Return: @buf.
 */
char *get_task_comm(char *buf, struct task_struct *tsk)
{
	task_lock(tsk);
	strncpy(buf, tsk->comm, sizeof(tsk->comm));
	task_unlock(tsk);
	return buf;
}

/**
 * task_state_index() - the state that /proc shows, as a number
 *
 * Return: 0 for running, n for the n-th lowest bit of TASK_REPORT.
 */
unsigned int task_state_index(struct task_struct *tsk)
{
	unsigned int tsk_state = READ_ONCE(tsk->state);
	unsigned int state = (tsk_state | tsk->exit_state) & TASK_REPORT;

	if (tsk_state == TASK_IDLE)
		state = TASK_REPORT_IDLE;
	return fls(state);
}

/* The letter in /proc/PID/stat and in ps. */
char task_state_to_char(struct task_struct *tsk)
{
	static const char state_char[] = "RSDTtXZPI";

	return state_char[task_state_index(tsk)];
}

/**
 * sched_show_task() - print a task's state and backtrace
 *
 * Context: any; @p cannot vanish.
 */
void sched_show_task(struct task_struct *p)
{
	pid_t ppid = 0;

	rcu_read_lock();
	if (pid_alive(p))
		ppid = task_pid_nr(rcu_dereference(p->real_parent));
	rcu_read_unlock();
	printk(KERN_INFO "task:%-15.15s state:%c cpu:%d pid:%d ppid:%d flags:0x%08lx\n",
	       p->comm, task_state_to_char(p), task_cpu(p), task_pid_nr(p),
	       ppid, (unsigned long)task_thread_info(p)->flags);
	show_stack(p, NULL);
}

/**
 * show_state_filter() - print all tasks that are in a state
 * @state_filter: TASK_* bits; 0: all tasks
 *
 * Context: any.
 */
void show_state_filter(unsigned long state_filter)
{
	struct task_struct *g, *p;

	rcu_read_lock();
	for_each_process_thread(g, p) {
		if (!state_filter || (p->state & state_filter))
			sched_show_task(p);
	}
	rcu_read_unlock();
}
