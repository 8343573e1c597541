// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/fork_task.c - birth and burial of a task_struct and its stack
 *
 * Data       task_struct_cachep holds the structs; stacks are vmalloc areas
 *            of THREAD_SIZE with an unmapped guard page below, so that an
 *            overflow faults instead of writing into a neighbour.
 *            cached_stacks[] keeps a few on each CPU: mapping one anew costs
 *            more than everything else a fork does to its stack.
 * I1         usage >= 1 while the task can run: one reference is its own,
 *            given back by finish_task_switch() after its last schedule().
 * I2         stack_refcount >= 1 until the same moment; the stack goes then,
 *            though the struct may be looked at until the parent has waited.
 * Locking    cached_stacks: this_cpu_cmpxchg/xchg, so any context will do.
 * Lifetime   dup_task_struct() .. put_task_struct() -> free_task(). Readers
 *            that found the task under RCU are covered by the grace period
 *            of release_task().
 * Entry      dup_task_struct() free_task() __put_task_struct() put_task_stack()
 * Mirrors: Linux 4.19 kernel/fork.c (that half of it).
 * Simpler than Linux in: no NUMA placement, no stack canary.
 */
#include <linux/sched/task.h>

#include <linux/cred.h>
#include <linux/init.h>
#include <linux/kasan.h>
#include <linux/kthread.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/stat.h>
#include <linux/sched/task_stack.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>
#include <linux/vmstat.h>

#include <asm/pgtable.h>

#include "fork.h"

#define NR_CACHED_STACKS 4

int nr_threads;
int max_threads;
unsigned long total_forks;
DEFINE_PER_CPU(unsigned long, process_counts);

struct kmem_cache *signal_cachep;

static struct kmem_cache *task_struct_cachep;
DEFINE_PER_CPU(struct vm_struct *, cached_stacks[NR_CACHED_STACKS]);

/**
 * nr_processes() - how many processes there are
 *
 * A process may be forked on one CPU and reaped on another: only the sum over
 * all CPUs means anything.
 *
 * Context: any.
 */
int nr_processes(void)
{
	int cpu, total = 0;

	for_each_possible_cpu(cpu)
		total += per_cpu(process_counts, cpu);
	return total;
}

/**
 * free_signal_struct() - the last thread and the last waiter are gone
 * @sig: nobody can find it
 */
void free_signal_struct(struct signal_struct *sig)
{
	if (sig->oom_mm)
		mmdrop(sig->oom_mm);
	kmem_cache_free(signal_cachep, sig);
}

/**
 * put_signal_struct() - one reference to @sig less
 * @sig: what the threads of a process have in common
 */
void put_signal_struct(struct signal_struct *sig)
{
	if (atomic_dec_and_test(&sig->sigcnt))
		free_signal_struct(sig);
}

static void account_kernel_stack(struct task_struct *tsk, int count)
{
	if (tsk->stack_vm_area)
		mod_page_state(tsk->stack_vm_area->pages[0], NR_KERNEL_STACK,
			       count);
}

static struct vm_struct *stack_from_cache(void)
{
	struct vm_struct *area;
	int i;

	for (i = 0; i < NR_CACHED_STACKS; i++) {
		if (!this_cpu_read(cached_stacks[i]))
			continue;
		area = this_cpu_xchg(cached_stacks[i], NULL);
		if (area)
			return area;
	}
	return NULL;
}

static bool stack_to_cache(struct vm_struct *area)
{
	int i;

	for (i = 0; i < NR_CACHED_STACKS; i++) {
		if (!this_cpu_read(cached_stacks[i]) &&
		    !this_cpu_cmpxchg(cached_stacks[i], NULL, area))
			return true;
	}
	return false;
}

static int alloc_thread_stack(struct task_struct *tsk)
{
	struct vm_struct *area = stack_from_cache();
	void *stack;

	if (area) {
		tsk->stack_vm_area = area;
		tsk->stack = area->addr;
		kasan_unpoison_task_stack(tsk);
		account_kernel_stack(tsk, 1);
		return 0;
	}
	stack = __vmalloc_node_range(THREAD_SIZE, THREAD_SIZE,
				     VMALLOC_START, VMALLOC_END, GFP_KERNEL,
				     PAGE_KERNEL, 0, -1,
				     __builtin_return_address(0));
	if (!stack)
		return -ENOMEM;
	tsk->stack_vm_area = find_vm_area(stack);
	tsk->stack = stack;
	account_kernel_stack(tsk, 1);
	return 0;
}

static void free_thread_stack(struct task_struct *tsk)
{
	account_kernel_stack(tsk, -1);
	if (tsk->stack_vm_area && !stack_to_cache(tsk->stack_vm_area))
		vfree_atomic(tsk->stack);
	tsk->stack = NULL;
	tsk->stack_vm_area = NULL;
}

/**
 * put_task_stack() - drop a reference to @tsk's kernel stack
 *
 * Context: any; the last reference goes after the task's last schedule().
 */
void put_task_stack(struct task_struct *tsk)
{
	if (atomic_dec_and_test(&tsk->stack_refcount))
		free_thread_stack(tsk);
}

/**
 * set_task_stack_end_magic() - mark the lowest word of @tsk's stack
 *
 * Context: @tsk does not run yet, or is init_task at boot.
 */
void set_task_stack_end_magic(struct task_struct *tsk)
{
	*end_of_stack(tsk) = STACK_END_MAGIC;
}

/**
 * free_task() - return the memory of a task nobody can find any more
 * @tsk: the task; its stack may have gone before
 *
 * Context: any but NMI.
 */
void free_task(struct task_struct *tsk)
{
	if (tsk->stack)
		put_task_stack(tsk);
	if (tsk->flags & PF_KTHREAD)
		free_kthread_struct(tsk);
	kmem_cache_free(task_struct_cachep, tsk);
}

/**
 * __put_task_struct() - the last reference to @tsk is gone
 * @tsk: a dead, released task
 *
 * Context: any but NMI; put_task_struct() calls it.
 */
void __put_task_struct(struct task_struct *tsk)
{
	WARN_ON(!tsk->exit_state);
	WARN_ON(tsk == current);

	exit_creds(tsk);
	put_signal_struct(tsk->signal);
	free_task(tsk);
}

/**
 * dup_task_struct() - a copy of @orig with a stack and counters of its own
 * @orig: the task to copy, current or init_task
 *
 * Everything else in the copy still points at @orig's: copy_process() gives
 * each resource its own reference or its own copy.
 *
 * Context: process context, may sleep.
 * Return: the copy, usage 2 (itself, and the one who will wait), or NULL.
 */
struct task_struct *dup_task_struct(struct task_struct *orig)
{
	struct task_struct *tsk = kmem_cache_alloc(task_struct_cachep,
						   GFP_KERNEL);

	if (!tsk)
		return NULL;
	if (arch_dup_task_struct(tsk, orig))
		goto free_tsk;
	tsk->stack = NULL;
	tsk->stack_vm_area = NULL;
	if (alloc_thread_stack(tsk))
		goto free_tsk;

	atomic_set(&tsk->stack_refcount, 1);
	atomic_set(&tsk->usage, 2);
	clear_tsk_need_resched(tsk);
	set_task_stack_end_magic(tsk);
	tsk->splice_pipe = NULL;
	tsk->pagefault_disabled = 0;
	return tsk;

free_tsk:
	kmem_cache_free(task_struct_cachep, tsk);
	return NULL;
}

/**
 * fork_task_init() - make the cache of task_structs
 *
 * Context: boot, after the FPU's size is known.
 */
void __init fork_task_init(void)
{
	signal_cachep = kmem_cache_create("signal_cache",
			sizeof(struct signal_struct), 0,
			SLAB_HWCACHE_ALIGN | SLAB_PANIC, NULL);
	task_struct_cachep = kmem_cache_create("task_struct",
					       arch_task_struct_size, 64,
					       SLAB_PANIC, NULL);
}
