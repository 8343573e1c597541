/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/utsname.h - the machine's name, one per UTS namespace
 *
 * Mirrors: Linux 4.1 include/linux/utsname.h.
 */
#ifndef _LINUX_UTSNAME_H
#define _LINUX_UTSNAME_H

#include <linux/err.h>
#include <linux/kref.h>
#include <linux/ns_common.h>
#include <linux/nsproxy.h>
#include <linux/rwsem.h>
#include <linux/sched.h>
#include <uapi/linux/utsname.h>

struct user_namespace;

struct uts_namespace {
	struct kref kref;
	struct new_utsname name;	/* uts_sem */
	struct user_namespace *user_ns;	/* [I] who owns it */
	struct ns_common ns;		/* [I] */
};

extern struct uts_namespace init_uts_ns;
extern struct rw_semaphore uts_sem;

void free_uts_ns(struct kref *kref);
struct uts_namespace *copy_utsname(unsigned long flags,
				   struct user_namespace *user_ns,
				   struct uts_namespace *old_ns);

static inline void get_uts_ns(struct uts_namespace *ns)
{
	kref_get(&ns->kref);
}

static inline void put_uts_ns(struct uts_namespace *ns)
{
	kref_put(&ns->kref, free_uts_ns);
}

static inline struct new_utsname *utsname(void)
{
	return &current->nsproxy->uts_ns->name;
}

static inline struct new_utsname *init_utsname(void)
{
	return &init_uts_ns.name;
}

#endif /* _LINUX_UTSNAME_H */
