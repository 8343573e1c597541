// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/rcu/srcu.c - RCU whose readers may sleep
 *
 * Data       per CPU and phase (0, 1): readers that came in, and that left.
 *            completed & 1 is the phase that new readers join.
 * I1         Sums are taken "left" before "came in": if they are equal then,
 *            at the moment between, no reader was inside that phase.
 * I2         Both phases are waited for: a reader may have read the phase
 *            number long ago and join the old phase only now.
 * Locking    sp->mutex: one synchronize_srcu() at a time.
 * Entry      srcu_read_lock() srcu_read_unlock() synchronize_srcu()
 * Mirrors: Linux 4.x kernel/rcu/srcu.c; no call_srcu().
 */
#include <linux/srcu.h>

#include <linux/errno.h>
#include <linux/export.h>
#include <linux/sched.h>

/* May sleep. Return: 0 or -ENOMEM; cleanup_srcu_struct() undoes it. */
int init_srcu_struct(struct srcu_struct *sp)
{
	sp->completed = 0;
	mutex_init(&sp->mutex);
	sp->per_cpu_ref = alloc_percpu(struct srcu_struct_array);
	return sp->per_cpu_ref ? 0 : -ENOMEM;
}
EXPORT_SYMBOL(init_srcu_struct);

/* No reader is left, none comes. */
void cleanup_srcu_struct(struct srcu_struct *sp)
{
	free_percpu(sp->per_cpu_ref);
	sp->per_cpu_ref = NULL;
}
EXPORT_SYMBOL(cleanup_srcu_struct);

/**
 * srcu_read_lock() - a reader comes in
 *
 * Context: any but NMI; the reader may sleep.
 * Return: what srcu_read_unlock() wants.
 */
int srcu_read_lock(struct srcu_struct *sp)
{
	int idx = READ_ONCE(sp->completed) & 1;

	this_cpu_inc(sp->per_cpu_ref->lock_count[idx]);
	smp_mb();	/* counted before it reads */
	return idx;
}
EXPORT_SYMBOL(srcu_read_lock);

/* @idx is srcu_read_lock()'s; may be on another CPU than that was. */
void srcu_read_unlock(struct srcu_struct *sp, int idx)
{
	smp_mb();	/* has read before it counts out */
	this_cpu_inc(sp->per_cpu_ref->unlock_count[idx]);
}
EXPORT_SYMBOL(srcu_read_unlock);

/* Keeps: I1. */
static bool readers_gone(struct srcu_struct *sp, int idx)
{
	unsigned long left = 0, came = 0;
	int cpu;

	for_each_possible_cpu(cpu)
		left += READ_ONCE(per_cpu_ptr(sp->per_cpu_ref,
					      cpu)->unlock_count[idx]);
	smp_mb();
	for_each_possible_cpu(cpu)
		came += READ_ONCE(per_cpu_ptr(sp->per_cpu_ref,
					      cpu)->lock_count[idx]);
	return came == left;
}

static void wait_for_readers(struct srcu_struct *sp, int idx)
{
	smp_mb();
	while (!readers_gone(sp, idx))
		schedule_timeout_uninterruptible(1);
	smp_mb();
}

/**
 * synchronize_srcu() - wait until all readers of now have left
 *
 * Context: process context, may sleep; not a reader of @sp.
 */
void synchronize_srcu(struct srcu_struct *sp)
{
	mutex_lock(&sp->mutex);
	wait_for_readers(sp, (sp->completed & 1) ^ 1);		/* I2 */
	WRITE_ONCE(sp->completed, sp->completed + 1);
	wait_for_readers(sp, (sp->completed & 1) ^ 1);
	mutex_unlock(&sp->mutex);
}
EXPORT_SYMBOL(synchronize_srcu);
