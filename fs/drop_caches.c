// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/drop_caches.c - /proc/sys/vm/drop_caches: forget what can be read again
 *
 * 1 drops clean, unused pages of files, 2 objects of caches, 3 both; 4, added
 * to these, stops the message in the log.
 *
 * Locking    s_inode_list_lock > i_lock; a reference keeps an inode while the
 *            list is let go.
 * Mirrors: Linux 4.6 fs/drop_caches.c.
 */
#include <linux/fs.h>

#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/swap.h>
#include <linux/sysctl.h>

int sysctl_drop_caches;

static void drop_pagecache_sb(struct super_block *sb, void *unused)
{
	struct inode *inode, *toput_inode = NULL;

	spin_lock(&sb->s_inode_list_lock);
	list_for_each_entry(inode, &sb->s_inodes, i_sb_list) {
		spin_lock(&inode->i_lock);
		if ((inode->i_state & (I_FREEING | I_WILL_FREE | I_NEW)) ||
		    !inode->i_mapping->nrpages) {
			spin_unlock(&inode->i_lock);
			continue;
		}
		__iget(inode);
		spin_unlock(&inode->i_lock);
		spin_unlock(&sb->s_inode_list_lock);

		invalidate_mapping_pages(inode->i_mapping, 0, -1);
		/* The one before: this one keeps our place in the list. */
		iput(toput_inode);
		toput_inode = inode;
		cond_resched();
		spin_lock(&sb->s_inode_list_lock);
	}
	spin_unlock(&sb->s_inode_list_lock);
	iput(toput_inode);
}

/**
 * drop_caches_sysctl_handler() - a write to drop_caches
 * @table: the row
 * @write: nonzero for a write
 * @buffer: text
 * @length: its length
 * @ppos: position
 *
 * Context: process context, may sleep.
 * Return: 0; -EINVAL for a value that is not 1 .. 4.
 */
int drop_caches_sysctl_handler(struct ctl_table *table, int write,
			       void *buffer, size_t *length, loff_t *ppos)
{
	static int stfu;
	int ret;

	ret = proc_dointvec_minmax(table, write, buffer, length, ppos);
	if (ret || !write)
		return ret;
	if (sysctl_drop_caches & 1) {
		lru_add_drain_all();
		iterate_supers(drop_pagecache_sb, NULL);
		count_vm_event(DROP_PAGECACHE);
	}
	if (sysctl_drop_caches & 2) {
		drop_slab();
		count_vm_event(DROP_SLAB);
	}
	if (!stfu)
		pr_info("%s (%d): drop_caches: %d\n", current->comm,
			task_pid_nr(current), sysctl_drop_caches);
	stfu |= sysctl_drop_caches & 4;
	return 0;
}
