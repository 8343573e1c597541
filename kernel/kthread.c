// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/kthread.c - threads of the kernel itself
 *
 * All are children of kthreadd (pid 2): so they inherit nothing from the
 * process in whose name they are asked for.
 *
 *	kthread_create()             kthreadd           the new thread
 *	queue the request, wake      kernel_thread()    kthread():
 *	wait for create->done                             result = current
 *	  <---------------------------------------------- complete(done)
 *	wake_up_process() when wanted ------------------> threadfn(data)
 *
 * Data       struct kthread, in task->set_child_tid: flags, data.
 * I1         The creator may be killed while it waits.  create->done is taken
 *            by xchg: who gets NULL knows that the other side has left, and
 *            frees the request.
 * I2         kthread_stop() holds a reference, so the task_struct and with it
 *            struct kthread outlive the thread's exit.
 * Locking    kthread_create_lock: the list of requests.
 * Entry      kthread_create() kthread_run() kthread_bind() kthread_stop()
 *            kthread_should_stop()
 * Mirrors: Linux 4.x kernel/kthread.c; no kthread_worker.
 */
#include <linux/kthread.h>

#include <linux/completion.h>
#include <linux/export.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/slab.h>

static DEFINE_SPINLOCK(kthread_create_lock);
static LIST_HEAD(kthread_create_list);	/* kthread_create_lock */
struct task_struct *kthreadd_task;

struct kthread_create_info {
	int			(*threadfn)(void *data);	/* [I] */
	void			*data;				/* [I] */
	struct task_struct	*result;	/* before done is completed */
	struct completion	*done;		/* xchg, I1 */
	struct list_head	list;		/* kthread_create_lock */
};

struct kthread {
	unsigned long		flags;		/* [a] KTHREAD_* bits */
	void			*data;		/* [I] */
	struct completion	exited;		/* the thread's vfork_done */
};

enum {
	KTHREAD_SHOULD_STOP,
};

/* The task's own field has another use in user processes only. */
static inline struct kthread *to_kthread(struct task_struct *k)
{
	WARN_ON(!(k->flags & PF_KTHREAD));
	return (__force void *)k->set_child_tid;
}

/** free_kthread_struct() - called when the task_struct @k is freed */
void free_kthread_struct(struct task_struct *k)
{
	kfree(to_kthread(k));
}

/**
 * kthread_should_stop() - does somebody wait in kthread_stop() for current?
 *
 * Return: true: the thread function should return soon.
 */
bool kthread_should_stop(void)
{
	return test_bit(KTHREAD_SHOULD_STOP, &to_kthread(current)->flags);
}
EXPORT_SYMBOL(kthread_should_stop);

/* What kthread_create() was given for the thread function. */
void *kthread_data(struct task_struct *task)
{
	return to_kthread(task)->data;
}

static struct kthread *kthread_setup(struct kthread_create_info *create)
{
	struct kthread *self = kzalloc(sizeof(*self), GFP_KERNEL);

	current->set_child_tid = (__force void __user *)self;
	if (!self)
		return NULL;
	self->data = create->data;
	init_completion(&self->exited);
	current->vfork_done = &self->exited;
	return self;
}

static int kthread(void *_create)
{
	struct kthread_create_info *create = _create;
	int (*threadfn)(void *data) = create->threadfn;
	struct kthread *self = kthread_setup(create);
	struct completion *done;
	void *data = create->data;
	int ret = -EINTR;

	done = xchg(&create->done, NULL);
	if (!done) {			/* I1: nobody waits any more */
		kfree(create);
		do_exit(-EINTR);
	}
	if (!self) {
		create->result = ERR_PTR(-ENOMEM);
		complete(done);
		do_exit(-ENOMEM);
	}
	/* Sleep before anybody knows of us: first comes kthread_bind(). */
	__set_current_state(TASK_UNINTERRUPTIBLE);
	create->result = current;
	complete(done);
	schedule();

	if (!test_bit(KTHREAD_SHOULD_STOP, &self->flags)) {
		ret = threadfn(data);
	}
	do_exit(ret);
}

static void create_kthread(struct kthread_create_info *create)
{
	int pid = kernel_thread(kthread, create,
				CLONE_FS | CLONE_FILES | SIGCHLD);
	struct completion *done;

	if (pid >= 0)
		return;
	done = xchg(&create->done, NULL);
	if (!done) {
		kfree(create);
		return;
	}
	create->result = ERR_PTR(pid);
	complete(done);
}

/* Hand the request to kthreadd and wait for the thread, or a fatal signal. */
static struct task_struct *request_kthread(struct kthread_create_info *create)
{
	DECLARE_COMPLETION_ONSTACK(done);
	struct task_struct *task;

	create->done = &done;
	spin_lock(&kthread_create_lock);
	list_add_tail(&create->list, &kthread_create_list);
	spin_unlock(&kthread_create_lock);
	wake_up_process(kthreadd_task);

	if (unlikely(wait_for_completion_killable(&done))) {
		/* The request is kthreadd's from now on, if it has it still. */
		if (xchg(&create->done, NULL))
			return ERR_PTR(-EINTR);
		wait_for_completion(&done);
	}
	task = create->result;
	kfree(create);
	return task;
}

__printf(3, 0)
static struct task_struct *__kthread_create(int (*threadfn)(void *data),
					    void *data, const char *namefmt,
					    va_list args)
{
	struct kthread_create_info *create;
	char name[TASK_COMM_LEN];
	struct task_struct *task;

	create = kmalloc(sizeof(*create), GFP_KERNEL);
	if (!create)
		return ERR_PTR(-ENOMEM);
	create->threadfn = threadfn;
	create->data = data;
	task = request_kthread(create);
	if (IS_ERR(task))
		return task;

	vsnprintf(name, sizeof(name), namefmt, args);
	set_task_comm(task, name);
	return task;
}

/**
 * kthread_create_on_node() - make a kernel thread, asleep
 * @threadfn: what it runs after wake_up_process()
 * @data: for @threadfn
 * @node: ignored, there is one
 * @namefmt: printf format of its name, and what belongs to it
 *
 * Context: process context, may sleep.
 * Return: the task, or ERR_PTR(-ENOMEM or -EINTR).
 */
struct task_struct *kthread_create_on_node(int (*threadfn)(void *data),
					   void *data, int node,
					   const char namefmt[], ...)
{
	struct task_struct *task;
	va_list args;

	va_start(args, namefmt);
	task = __kthread_create(threadfn, data, namefmt, args);
	va_end(args);
	return task;
}
EXPORT_SYMBOL(kthread_create_on_node);

/**
 * kthread_bind_mask() - a new thread stays on some CPUs, whatever the user says
 * @p: a thread that was not woken yet
 * @mask: the CPUs
 *
 * Context: process context.
 */
void kthread_bind_mask(struct task_struct *p, const struct cpumask *mask)
{
	unsigned long flags;

	if (!wait_task_inactive(p, TASK_UNINTERRUPTIBLE)) {
		WARN_ON(1);
		return;
	}
	raw_spin_lock_irqsave(&p->pi_lock, flags);
	do_set_cpus_allowed(p, mask);
	p->flags |= PF_NO_SETAFFINITY;
	raw_spin_unlock_irqrestore(&p->pi_lock, flags);
}
EXPORT_SYMBOL(kthread_bind_mask);

/* As kthread_bind_mask(), to one CPU. */
void kthread_bind(struct task_struct *p, unsigned int cpu)
{
	kthread_bind_mask(p, cpumask_of(cpu));
}
EXPORT_SYMBOL(kthread_bind);

/**
 * kthread_create_on_cpu() - make a thread bound to a CPU, asleep
 * @threadfn: what it runs
 * @data: for @threadfn
 * @cpu: the CPU; need not be online yet, but when the thread is woken
 * @namefmt: its name, with one %u for the CPU
 *
 * Context: process context, may sleep.
 * Return: the task, or ERR_PTR.
 */
struct task_struct *kthread_create_on_cpu(int (*threadfn)(void *data),
					  void *data, unsigned int cpu,
					  const char *namefmt)
{
	struct task_struct *p = kthread_create(threadfn, data, namefmt, cpu);

	if (!IS_ERR(p))
		kthread_bind(p, cpu);
	return p;
}

/**
 * kthread_stop() - ask a thread to return, and wait until it has
 * @k: the thread; it has not called do_exit() itself, or is referenced
 *
 * Context: process context, may sleep.
 * Return: what its function returned; -EINTR when it never ran.
 */
int kthread_stop(struct task_struct *k)
{
	struct kthread *kthread;
	int ret;

	get_task_struct(k);		/* I2 */
	kthread = to_kthread(k);
	set_bit(KTHREAD_SHOULD_STOP, &kthread->flags);
	wake_up_process(k);
	wait_for_completion(&kthread->exited);
	ret = k->exit_code;
	put_task_struct(k);
	return ret;
}
EXPORT_SYMBOL(kthread_stop);

/**
 * kthreadd() - the parent of all kernel threads
 * @unused: nothing
 *
 * Context: pid 2.  Does not return.
 */
int kthreadd(void *unused)
{
	struct kthread_create_info *create;
	struct task_struct *tsk = current;

	set_task_comm(tsk, "kthreadd");
	ignore_signals(tsk);
	set_cpus_allowed_ptr(tsk, cpu_possible_mask);

	for (;;) {
		set_current_state(TASK_INTERRUPTIBLE);
		if (list_empty(&kthread_create_list))
			schedule();
		__set_current_state(TASK_RUNNING);

		spin_lock(&kthread_create_lock);
		while (!list_empty(&kthread_create_list)) {
			create = list_first_entry(&kthread_create_list,
					struct kthread_create_info, list);
			list_del_init(&create->list);
			spin_unlock(&kthread_create_lock);
			create_kthread(create);
			spin_lock(&kthread_create_lock);
		}
		spin_unlock(&kthread_create_lock);
	}
}
