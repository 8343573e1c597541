/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/pid_namespace.h - one space of process numbers
 *
 * Mirrors: Linux 4.1 include/linux/pid_namespace.h.
 */
#ifndef _LINUX_PID_NAMESPACE_H
#define _LINUX_PID_NAMESPACE_H

#include <linux/bug.h>
#include <linux/err.h>
#include <linux/kref.h>
#include <linux/ns_common.h>
#include <linux/pid.h>
#include <linux/threads.h>
#include <linux/uidgid.h>
#include <linux/workqueue.h>

#include <asm/page_types.h>

struct dentry;
struct kmem_cache;
struct user_namespace;
struct vfsmount;

/* One page of used-bits: numbers [i * BITS_PER_PAGE, (i + 1) * ...). */
struct pidmap {
	atomic_t	nr_free;	/* [a] */
	void		*page;		/* NULL until needed; then for ever */
};

#define BITS_PER_PAGE		(PAGE_SIZE * 8)
#define BITS_PER_PAGE_MASK	(BITS_PER_PAGE - 1)
#define PIDMAP_ENTRIES \
	((PID_MAX_LIMIT + BITS_PER_PAGE - 1) / BITS_PER_PAGE)

#define MAX_PID_NS_LEVEL	32

enum {
	HIDEPID_OFF		= 0,
	HIDEPID_NO_ACCESS	= 1,
	HIDEPID_INVISIBLE	= 2,
};

/* nr_hashed: this bit while new numbers may be given out. */
#define PIDNS_HASH_ADDING	(1U << 31)

struct pid_namespace {
	struct kref		kref;
	struct pidmap		pidmap[PIDMAP_ENTRIES];
	struct rcu_head		rcu;
	int			last_pid;	/* [a] cmpxchg */
	unsigned int		nr_hashed;	/* pidmap_lock */
	struct task_struct	*child_reaper;	/* tasklist_lock */
	struct kmem_cache	*pid_cachep;	/* [I] */
	unsigned int		level;		/* [I] */
	struct pid_namespace	*parent;	/* [I] counted */
	struct vfsmount		*proc_mnt;
	struct dentry		*proc_self;
	struct dentry		*proc_thread_self;
	struct user_namespace	*user_ns;	/* [I] counted */
	struct work_struct	proc_work;
	kgid_t			pid_gid;
	int			hide_pid;
	int			reboot;		/* exit code for init */
	struct ns_common	ns;
};

extern struct pid_namespace init_pid_ns;

static inline struct pid_namespace *get_pid_ns(struct pid_namespace *ns)
{
	if (ns != &init_pid_ns)
		kref_get(&ns->kref);
	return ns;
}

struct pid_namespace *copy_pid_ns(unsigned long flags,
				  struct user_namespace *user_ns,
				  struct pid_namespace *ns);
void zap_pid_ns_processes(struct pid_namespace *pid_ns);
int reboot_pid_ns(struct pid_namespace *pid_ns, int cmd);
void put_pid_ns(struct pid_namespace *ns);
void pid_namespaces_init(void);

/*
 * fs/proc mounts itself for each namespace.  These two are filled in by it
 * (a lower floor must not call proc): prepare may sleep and returns 0 or
 * -errno, release is called from a work item.
 */
struct pid_ns_proc_ops {
	int	(*prepare)(struct pid_namespace *ns);
	void	(*release)(struct pid_namespace *ns);
};
void pid_ns_register_proc(const struct pid_ns_proc_ops *ops);
void pid_ns_cleanup_proc(struct pid_namespace *ns);

/* kernel/pidmap.c */
int alloc_pidmap(struct pid_namespace *ns);
void free_pidmap(struct upid *upid);
int pidmap_init_ns(struct pid_namespace *ns);
void pidmap_free_ns(struct pid_namespace *ns);
void pid_max_init(void);

struct pid_namespace *task_active_pid_ns(struct task_struct *tsk);

#endif /* _LINUX_PID_NAMESPACE_H */
