/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/cred.h - who a task is: ids, groups, capabilities
 *
 * A struct cred that a task uses is never written.  A change is: copy
 * (prepare_creds()), alter the copy, commit_creds().  So others may read a
 * task's real_cred under rcu_read_lock() and see all of one moment.
 *
 * real_cred	what others may do to the task; its owner
 * cred		what the task may do; differs only inside override_creds()
 *
 * Mirrors: Linux 4.9 include/linux/cred.h.
 */
#ifndef _LINUX_CRED_H
#define _LINUX_CRED_H

#include <linux/capability.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/user.h>
#include <linux/uidgid.h>

struct inode;
struct linux_binprm;

/* Supplementary groups, sorted; immutable once set in a cred. */
struct group_info {
	atomic_t	usage;		/* [a] */
	int		ngroups;
	kgid_t		gid[];
};

extern struct group_info init_groups;

void groups_free(struct group_info *group_info);
struct group_info *groups_alloc(int gidsetsize);
int in_group_p(kgid_t grp);
int in_egroup_p(kgid_t grp);
int groups_search(const struct group_info *group_info, kgid_t grp);
int set_current_groups(struct group_info *group_info);
void set_groups(struct cred *new, struct group_info *group_info);
bool may_setgroups(void);
void groups_sort(struct group_info *group_info);

static inline struct group_info *get_group_info(struct group_info *gi)
{
	atomic_inc(&gi->usage);
	return gi;
}

static inline void put_group_info(struct group_info *gi)
{
	if (atomic_dec_and_test(&gi->usage))
		groups_free(gi);
}

/* All fields are immutable once the cred is in use, except usage. */
struct cred {
	atomic_t		usage;		/* [a] */
	kuid_t			uid;		/* real */
	kgid_t			gid;
	kuid_t			suid;		/* saved */
	kgid_t			sgid;
	kuid_t			euid;		/* effective */
	kgid_t			egid;
	kuid_t			fsuid;		/* for file access */
	kgid_t			fsgid;
	unsigned int		securebits;	/* SECBIT_* */
	kernel_cap_t		cap_inheritable; /* kept over execve */
	kernel_cap_t		cap_permitted;	/* may be made effective */
	kernel_cap_t		cap_effective;	/* count now */
	kernel_cap_t		cap_bset;	/* execve gains no others */
	kernel_cap_t		cap_ambient;	/* survive execve of anything */
	struct user_struct	*user;		/* of uid; counted */
	struct user_namespace	*user_ns;	/* of the caps; counted */
	struct group_info	*group_info;	/* counted */
	struct rcu_head		rcu;
};

extern struct cred init_cred;

void __put_cred(struct cred *cred);
void exit_creds(struct task_struct *tsk);
int copy_creds(struct task_struct *p, unsigned long clone_flags);
const struct cred *get_task_cred(struct task_struct *task);
struct cred *prepare_creds(void);
struct cred *prepare_exec_creds(void);
int commit_creds(struct cred *new);
void abort_creds(struct cred *new);
const struct cred *override_creds(const struct cred *new);
void revert_creds(const struct cred *old);
void cred_init(void);

static inline struct cred *get_new_cred(struct cred *cred)
{
	atomic_inc(&cred->usage);
	return cred;
}

static inline const struct cred *get_cred(const struct cred *cred)
{
	return get_new_cred((struct cred *)cred);
}

static inline void put_cred(const struct cred *_cred)
{
	struct cred *cred = (struct cred *)_cred;

	if (atomic_dec_and_test(&cred->usage))
		__put_cred(cred);
}

/* A task's own creds are only changed by itself: no lock, no count. */
#define current_cred()		((const struct cred *)current->cred)
#define current_real_cred()	((const struct cred *)current->real_cred)

/* Under rcu_read_lock(). */
#define __task_cred(task)	rcu_dereference((task)->real_cred)

#define get_current_cred()	(get_cred(current_cred()))
#define get_current_user()	(get_uid(current_cred()->user))

#define task_cred_xxx(task, xxx)			\
({							\
	__typeof__(((struct cred *)NULL)->xxx) ___val;	\
	rcu_read_lock();				\
	___val = __task_cred((task))->xxx;		\
	rcu_read_unlock();				\
	___val;						\
})

#define task_uid(task)		(task_cred_xxx((task), uid))
#define task_euid(task)		(task_cred_xxx((task), euid))

#define current_cred_xxx(xxx)	(current_cred()->xxx)
#define current_uid()		(current_cred_xxx(uid))
#define current_gid()		(current_cred_xxx(gid))
#define current_euid()		(current_cred_xxx(euid))
#define current_egid()		(current_cred_xxx(egid))
#define current_suid()		(current_cred_xxx(suid))
#define current_sgid()		(current_cred_xxx(sgid))
#define current_fsuid()		(current_cred_xxx(fsuid))
#define current_fsgid()		(current_cred_xxx(fsgid))
#define current_cap()		(current_cred_xxx(cap_effective))
#define current_user()		(current_cred_xxx(user))
#define current_user_ns()	(current_cred_xxx(user_ns))

#define current_uid_gid(_uid, _gid)		\
do {						\
	*(_uid) = current_cred()->uid;		\
	*(_gid) = current_cred()->gid;		\
} while (0)

#endif /* _LINUX_CRED_H */
