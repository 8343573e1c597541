/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/proc_ns.h - namespaces as files
 *
 * Mirrors: Linux 4.x include/linux/proc_ns.h.
 */
#ifndef _LINUX_PROC_NS_H
#define _LINUX_PROC_NS_H

#include <linux/ns_common.h>

struct nsproxy;
struct path;
struct task_struct;
struct inode;

struct proc_ns_operations {
	const char	*name;
	const char	*real_ns_name;
	int		type;		/* CLONE_NEW* */
	struct ns_common *(*get)(struct task_struct *task);
	void		(*put)(struct ns_common *ns);
	int		(*install)(struct nsproxy *nsproxy,
				   struct ns_common *ns);
	struct user_namespace *(*owner)(struct ns_common *ns);
	struct ns_common *(*get_parent)(struct ns_common *ns);
};

extern const struct proc_ns_operations netns_operations;
extern const struct proc_ns_operations utsns_operations;
extern const struct proc_ns_operations ipcns_operations;
extern const struct proc_ns_operations pidns_operations;
extern const struct proc_ns_operations userns_operations;
extern const struct proc_ns_operations mntns_operations;

/* Inode numbers of what exists from boot; the others follow upwards. */
enum {
	PROC_ROOT_INO		= 1,
	PROC_IPC_INIT_INO	= 0xEFFFFFFFU,
	PROC_UTS_INIT_INO	= 0xEFFFFFFEU,
	PROC_USER_INIT_INO	= 0xEFFFFFFDU,
	PROC_PID_INIT_INO	= 0xEFFFFFFCU,
	PROC_DYNAMIC_FIRST	= 0xF0000000U,
};

/* fs/proc/inum.c: numbers for namespaces and for /proc's own inodes. */
int proc_alloc_inum(unsigned int *inum);
void proc_free_inum(unsigned int inum);

static inline int ns_alloc_inum(struct ns_common *ns)
{
	ns->stashed.counter = 0;
	return proc_alloc_inum(&ns->inum);
}

static inline void ns_free_inum(struct ns_common *ns)
{
	proc_free_inum(ns->inum);
}

#endif /* _LINUX_PROC_NS_H */
