/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/nsproxy.h - the set of namespaces a task uses
 *
 * Tasks share one as long as they agree on all of them.  The pid namespace
 * here is the one the *children* will be born in; a task's own is
 * task_active_pid_ns().
 *
 * Rules: only the task itself changes task->nsproxy, under task_lock().  It
 * reads its own without a lock.  Others take task_lock(), and find NULL when
 * the task is on its way out.
 *
 * Mirrors: Linux 4.x include/linux/nsproxy.h.
 */
#ifndef _LINUX_NSPROXY_H
#define _LINUX_NSPROXY_H

#include <linux/atomic.h>
#include <linux/sched.h>

struct cred;
struct fs_struct;
struct ipc_namespace;
struct mnt_namespace;
struct net;
struct pid_namespace;
struct uts_namespace;

struct nsproxy {
	atomic_t		count;			/* [a] tasks */
	struct uts_namespace	*uts_ns;		/* [I], all counted */
	struct ipc_namespace	*ipc_ns;
	struct mnt_namespace	*mnt_ns;
	struct pid_namespace	*pid_ns_for_children;
	struct net		*net_ns;
};

extern struct nsproxy init_nsproxy;

int copy_namespaces(unsigned long flags, struct task_struct *tsk);
void exit_task_namespaces(struct task_struct *tsk);
void switch_task_namespaces(struct task_struct *tsk, struct nsproxy *new);
void free_nsproxy(struct nsproxy *ns);
int unshare_nsproxy_namespaces(unsigned long flags, struct nsproxy **new_nsp,
			       struct cred *cred, struct fs_struct *fs);
void nsproxy_cache_init(void);

static inline void put_nsproxy(struct nsproxy *ns)
{
	if (atomic_dec_and_test(&ns->count))
		free_nsproxy(ns);
}

static inline void get_nsproxy(struct nsproxy *ns)
{
	atomic_inc(&ns->count);
}

#endif /* _LINUX_NSPROXY_H */
