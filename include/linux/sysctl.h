/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/sysctl.h - tunables under /proc/sys, described by tables
 *
 * A table belongs to the file whose variables it describes; registering it
 * costs no code per variable.  Handlers see kernel buffers (as from 5.8).
 */
#ifndef _LINUX_SYSCTL_H
#define _LINUX_SYSCTL_H

#include <linux/list.h>
#include <linux/types.h>
#include <linux/wait.h>

struct ctl_table;
struct ctl_dir;

/*
 * Reads (@write 0) fill up to *@lenp bytes of @buffer and set *@lenp;
 * writes take *@lenp bytes.  *@ppos is the file position and is advanced.
 */
typedef int proc_handler(struct ctl_table *ctl, int write, void *buffer,
			 size_t *lenp, loff_t *ppos);

struct ctl_table {
	const char	*procname;	/* NULL ends the table */
	void		*data;
	int		maxlen;		/* bytes at @data */
	umode_t		mode;
	struct ctl_table *child;	/* old style nesting */
	proc_handler	*proc_handler;
	void		*extra1;	/* minimum */
	void		*extra2;	/* maximum */
};

struct ctl_table_header {
	struct ctl_table	*ctl_table;
	const char		*path;		/* "kernel", "net/core" */
	struct list_head	list;		/* sysctl_mutex */
	int			used;		/* sysctl_lock: running handlers */
};

struct ctl_table_header *register_sysctl(const char *path,
					 struct ctl_table *table);
void unregister_sysctl_table(struct ctl_table_header *header);

int proc_dostring(struct ctl_table *ctl, int write, void *buffer, size_t *lenp,
		  loff_t *ppos);
int proc_dointvec(struct ctl_table *ctl, int write, void *buffer, size_t *lenp,
		  loff_t *ppos);
int proc_douintvec(struct ctl_table *ctl, int write, void *buffer,
		   size_t *lenp, loff_t *ppos);
int proc_dointvec_minmax(struct ctl_table *ctl, int write, void *buffer,
			 size_t *lenp, loff_t *ppos);
int proc_dointvec_jiffies(struct ctl_table *ctl, int write, void *buffer,
			  size_t *lenp, loff_t *ppos);
int proc_doulongvec_minmax(struct ctl_table *ctl, int write, void *buffer,
			   size_t *lenp, loff_t *ppos);

/* kernel/sysctl.c */
void sysctl_init(void);

void fs_sysctl_init(void);	/* fs/fs_sysctl.c */
void vm_sysctl_init(void);	/* mm/vm_sysctl.c */

extern const int sysctl_vals[];
#define SYSCTL_ZERO	((void *)&sysctl_vals[0])
#define SYSCTL_ONE	((void *)&sysctl_vals[1])
#define SYSCTL_TWO	((void *)&sysctl_vals[2])
#define SYSCTL_INT_MAX	((void *)&sysctl_vals[3])

#endif /* _LINUX_SYSCTL_H */
