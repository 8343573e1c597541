/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/user_namespace.h - a space of user and group ids, and the owner of
 * capabilities over the other namespaces made in it
 *
 * Mirrors: Linux 4.8 include/linux/user_namespace.h.
 */
#ifndef _LINUX_USER_NAMESPACE_H
#define _LINUX_USER_NAMESPACE_H

#include <linux/atomic.h>
#include <linux/err.h>
#include <linux/ns_common.h>
#include <linux/sched.h>
#include <linux/uidgid.h>
#include <linux/workqueue.h>

struct cred;

#define UID_GID_MAP_MAX_EXTENTS	5

/* Written once, from nothing to whole (nr_extents last), then immutable. */
struct uid_gid_map {
	u32	nr_extents;
	struct uid_gid_extent {
		u32	first;		/* as the namespace calls it */
		u32	lower_first;	/* as the kernel calls it */
		u32	count;
	} extent[UID_GID_MAP_MAX_EXTENTS];
};

#define USERNS_SETGROUPS_ALLOWED	1UL
#define USERNS_INIT_FLAGS		USERNS_SETGROUPS_ALLOWED

struct user_namespace {
	struct uid_gid_map	uid_map;	/* userns_state_mutex */
	struct uid_gid_map	gid_map;	/* userns_state_mutex */
	struct uid_gid_map	projid_map;	/* userns_state_mutex */
	atomic_t		count;		/* [a] */
	struct user_namespace	*parent;	/* [I] counted */
	int			level;		/* [I] */
	kuid_t			owner;		/* [I] who made it */
	kgid_t			group;		/* [I] */
	struct ns_common	ns;
	unsigned long		flags;		/* userns_state_mutex */
	struct work_struct	work;
};

extern struct user_namespace init_user_ns;

static inline struct user_namespace *get_user_ns(struct user_namespace *ns)
{
	if (ns)
		atomic_inc(&ns->count);
	return ns;
}

void __put_user_ns(struct user_namespace *ns);

static inline void put_user_ns(struct user_namespace *ns)
{
	if (ns && atomic_dec_and_test(&ns->count))
		__put_user_ns(ns);
}

int create_user_ns(struct cred *new);
int unshare_userns(unsigned long unshare_flags, struct cred **new_cred);
bool in_userns(const struct user_namespace *ancestor,
	       const struct user_namespace *child);
bool current_in_userns(const struct user_namespace *target_ns);
bool userns_may_setgroups(const struct user_namespace *ns);

#endif /* _LINUX_USER_NAMESPACE_H */
