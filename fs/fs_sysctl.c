// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/fs_sysctl.c - /proc/sys/fs: limits and counts of the VFS
 *
 * Counts are computed when they are read.
 *
 * Mirrors: fs_table of Linux 4.19 kernel/sysctl.c.
 */
#include "internal.h"

#include <linux/init.h>
#include <linux/pipe_fs_i.h>
#include <linux/sysctl.h>

#include "fs_sysctl.h"

static long file_nr[3];
static long inode_state[7];
static long dentry_state[6];

static const unsigned int nr_open_min = BITS_PER_LONG;
static const unsigned int nr_open_max = 0x7fffffc0;
static const unsigned long one_ul = 1;
static const unsigned long long_max = LONG_MAX;

static int proc_nr_files(struct ctl_table *table, int write, void *buffer,
			 size_t *lenp, loff_t *ppos)
{
	file_nr[0] = get_nr_files();
	file_nr[2] = files_stat.max_files;
	return proc_doulongvec_minmax(table, write, buffer, lenp, ppos);
}

static int proc_nr_inodes(struct ctl_table *table, int write, void *buffer,
			  size_t *lenp, loff_t *ppos)
{
	inode_state[0] = get_nr_inodes();
	inode_state[1] = get_nr_inodes_unused();
	return proc_doulongvec_minmax(table, write, buffer, lenp, ppos);
}

static int proc_nr_dentry(struct ctl_table *table, int write, void *buffer,
			  size_t *lenp, loff_t *ppos)
{
	dentry_state[0] = get_nr_dentry();
	dentry_state[1] = get_nr_dentry_unused();
	dentry_state[2] = 45;		/* age_limit, a constant since 2.x */
	return proc_doulongvec_minmax(table, write, buffer, lenp, ppos);
}

#define COUNTS(name, var, size, handler) \
	{ .procname = name, .data = &(var), .maxlen = size, .mode = 0444, \
	  .proc_handler = handler }
#define ULONG(name, var) \
	{ .procname = name, .data = &(var), .maxlen = sizeof(long), \
	  .mode = 0644, .proc_handler = proc_doulongvec_minmax }
#define SWITCH(name, var, max) \
	{ .procname = name, .data = &(var), .maxlen = sizeof(int), \
	  .mode = 0644, .proc_handler = proc_dointvec_minmax, \
	  .extra1 = SYSCTL_ZERO, .extra2 = max }

static struct ctl_table fs_table[] = {
	COUNTS("file-nr", file_nr, sizeof(file_nr), proc_nr_files),
	COUNTS("inode-nr", inode_state, 2 * sizeof(long), proc_nr_inodes),
	COUNTS("inode-state", inode_state, sizeof(inode_state), proc_nr_inodes),
	COUNTS("dentry-state", dentry_state, sizeof(dentry_state),
	       proc_nr_dentry),
	{
		.procname	= "file-max",
		.data		= &files_stat.max_files,
		.maxlen		= sizeof(files_stat.max_files),
		.mode		= 0644,
		.proc_handler	= proc_doulongvec_minmax,
		.extra1		= (void *)&one_ul,
		.extra2		= (void *)&long_max,
	},
	{
		.procname	= "nr_open",
		.data		= &sysctl_nr_open,
		.maxlen		= sizeof(int),
		.mode		= 0644,
		.proc_handler	= proc_dointvec_minmax,
		.extra1		= (void *)&nr_open_min,
		.extra2		= (void *)&nr_open_max,
	},
	{
		.procname	= "pipe-max-size",
		.data		= &pipe_max_size,
		.maxlen		= sizeof(int),
		.mode		= 0644,
		.proc_handler	= proc_douintvec,
	},
	ULONG("pipe-user-pages-hard", pipe_user_pages_hard),
	ULONG("pipe-user-pages-soft", pipe_user_pages_soft),
	SWITCH("protected_symlinks", sysctl_protected_symlinks, SYSCTL_ONE),
	SWITCH("protected_hardlinks", sysctl_protected_hardlinks, SYSCTL_ONE),
	SWITCH("protected_fifos", sysctl_protected_fifos, SYSCTL_TWO),
	SWITCH("protected_regular", sysctl_protected_regular, SYSCTL_TWO),
	{
		.procname	= "mount-max",
		.data		= &sysctl_mount_max,
		.maxlen		= sizeof(int),
		.mode		= 0644,
		.proc_handler	= proc_douintvec,
	},
	{ }
};

static struct ctl_table epoll_table[] = {
	ULONG("max_user_watches", max_user_watches),
	{ }
};

/**
 * fs_sysctl_init() - register the tables
 *
 * Context: boot, after proc_root_init().
 */
void __init fs_sysctl_init(void)
{
	register_sysctl("fs", fs_table);
	register_sysctl("fs/epoll", epoll_table);
}
