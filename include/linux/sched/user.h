/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/sched/user.h - struct user_struct: what all tasks of one uid share
 *
 * Mirrors: Linux 4.x include/linux/sched/user.h.
 */
#ifndef _LINUX_SCHED_USER_H
#define _LINUX_SCHED_USER_H

#include <linux/atomic.h>
#include <linux/list.h>
#include <linux/ratelimit.h>
#include <linux/uidgid.h>

struct user_struct {
	atomic_t		__count;	/* [a] */
	atomic_t		processes;	/* [a] for RLIMIT_NPROC */
	atomic_t		sigpending;	/* [a] RLIMIT_SIGPENDING */
	atomic_long_t		epoll_watches;	/* [a] */
	atomic_t		inotify_watches; /* [a] */
	atomic_t		inotify_devs;	/* [a] */
	unsigned long		mq_bytes;	/* mq_lock */
	unsigned long		locked_shm;	/* shmlock_user_lock */
	unsigned long		unix_inflight;	/* unix_gc_lock */
	atomic_long_t		pipe_bufs;	/* [a] pages in pipes */
	atomic_long_t		locked_vm;	/* [a] perf, bpf */
	struct hlist_node	uidhash_node;	/* uidhash_lock */
	kuid_t			uid;		/* [I] */
};

#define INIT_USER	(&root_user)
extern struct user_struct root_user;

void uid_cache_init(void);
struct user_struct *find_user(kuid_t uid);
struct user_struct *alloc_uid(kuid_t uid);
void free_uid(struct user_struct *up);

static inline struct user_struct *get_uid(struct user_struct *u)
{
	atomic_inc(&u->__count);
	return u;
}

#endif /* _LINUX_SCHED_USER_H */
