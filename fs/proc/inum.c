// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/proc/inum.c - inode numbers of namespaces and of registered proc entries
 *
 * Namespaces are named by them (/proc/PID/ns) whether proc is there or not, so
 * this stands below all of them.
 * Mirrors: Linux 4.19 fs/proc/generic.c.
 */
#include <linux/proc_ns.h>

#include <linux/idr.h>

static DEFINE_IDA(proc_inum_ida);	/* numbers from PROC_DYNAMIC_FIRST */

/**
 * proc_alloc_inum() - an inode number for a registered entry or a namespace
 * @inum: the number
 *
 * Context: may sleep.
 * Return: 0, -ENOSPC or -ENOMEM.
 */
int proc_alloc_inum(unsigned int *inum)
{
	int i = ida_simple_get(&proc_inum_ida, 0,
			       UINT_MAX - PROC_DYNAMIC_FIRST + 1, GFP_KERNEL);

	if (i < 0)
		return i;
	*inum = PROC_DYNAMIC_FIRST + (unsigned int)i;
	return 0;
}

/**
 * proc_free_inum() - give a number back
 * @inum: from proc_alloc_inum()
 *
 * Context: any but hard interrupt.
 */
void proc_free_inum(unsigned int inum)
{
	ida_simple_remove(&proc_inum_ida, inum - PROC_DYNAMIC_FIRST);
}
