/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/kthread.h - threads of the kernel itself
 *
 * kthread_create() makes one that sleeps until wake_up_process();
 * kthread_run() does both.  The thread function returns when
 * kthread_should_stop() says so, and kthread_stop() collects its result.
 *
 * Mirrors: Linux 4.x include/linux/kthread.h; no kthread_worker.
 */
#ifndef _LINUX_KTHREAD_H
#define _LINUX_KTHREAD_H

#include <linux/err.h>
#include <linux/sched.h>

__printf(4, 5)
struct task_struct *kthread_create_on_node(int (*threadfn)(void *data),
					   void *data, int node,
					   const char namefmt[], ...);
#define kthread_create(threadfn, data, namefmt, arg...) \
	kthread_create_on_node(threadfn, data, -1, namefmt, ##arg)
struct task_struct *kthread_create_on_cpu(int (*threadfn)(void *data),
					  void *data, unsigned int cpu,
					  const char *namefmt);

#define kthread_run(threadfn, data, namefmt, ...)			\
({									\
	struct task_struct *__k =					\
		kthread_create(threadfn, data, namefmt, ## __VA_ARGS__); \
									\
	if (!IS_ERR(__k))						\
		wake_up_process(__k);					\
	__k;								\
})

void free_kthread_struct(struct task_struct *k);
void kthread_bind(struct task_struct *k, unsigned int cpu);
void kthread_bind_mask(struct task_struct *k, const struct cpumask *mask);
int kthread_stop(struct task_struct *k);
bool kthread_should_stop(void);
void *kthread_data(struct task_struct *k);

int kthreadd(void *unused);
extern struct task_struct *kthreadd_task;

#endif /* _LINUX_KTHREAD_H */
