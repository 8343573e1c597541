/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/capability.h - root's powers, one bit each
 *
 * A capability counts in one user namespace and in those made below it.
 * Objects know which namespace they belong to; ask ns_capable() of that one.
 *
 * Mirrors: Linux 4.x include/linux/capability.h.
 */
#ifndef _LINUX_CAPABILITY_H
#define _LINUX_CAPABILITY_H

#include <uapi/linux/capability.h>

#include <linux/types.h>

/* The UAPI's own compares an unsigned number with 0. */
#undef cap_valid
#define cap_valid(x)	((unsigned long)(x) <= CAP_LAST_CAP)

#define _KERNEL_CAPABILITY_VERSION	_LINUX_CAPABILITY_VERSION_3
#define _KERNEL_CAPABILITY_U32S		_LINUX_CAPABILITY_U32S_3

struct file;
struct inode;
struct task_struct;
struct user_namespace;

typedef struct kernel_cap_struct {
	u32	cap[_KERNEL_CAPABILITY_U32S];
} kernel_cap_t;

/* cap_permitted and friends of a file, in CPU byte order. */
struct cpu_vfs_cap_data {
	u32		magic_etc;
	kernel_cap_t	permitted;
	kernel_cap_t	inheritable;
};

#define CAP_LAST_U32		(_KERNEL_CAPABILITY_U32S - 1)
#define CAP_LAST_U32_VALID_MASK	(CAP_TO_MASK(CAP_LAST_CAP + 1) - 1)

#define CAP_EMPTY_SET	((kernel_cap_t){ { 0, 0 } })
#define CAP_FULL_SET	((kernel_cap_t){ { ~0U, CAP_LAST_U32_VALID_MASK } })

/* Powers over files, and those a file server gives up for its client. */
#define CAP_FS_MASK_B0	(CAP_TO_MASK(CAP_CHOWN)			\
			| CAP_TO_MASK(CAP_MKNOD)		\
			| CAP_TO_MASK(CAP_DAC_OVERRIDE)		\
			| CAP_TO_MASK(CAP_DAC_READ_SEARCH)	\
			| CAP_TO_MASK(CAP_FOWNER)		\
			| CAP_TO_MASK(CAP_FSETID))
#define CAP_FS_MASK_B1	CAP_TO_MASK(CAP_MAC_OVERRIDE)
#define CAP_FS_SET \
	((kernel_cap_t){ { CAP_FS_MASK_B0 | CAP_TO_MASK(CAP_LINUX_IMMUTABLE), \
			   CAP_FS_MASK_B1 } })

#define cap_clear(c)	do { (c) = CAP_EMPTY_SET; } while (0)
#define cap_raise(c, flag) \
	((c).cap[CAP_TO_INDEX(flag)] |= CAP_TO_MASK(flag))
#define cap_lower(c, flag) \
	((c).cap[CAP_TO_INDEX(flag)] &= ~CAP_TO_MASK(flag))
#define cap_raised(c, flag) \
	((c).cap[CAP_TO_INDEX(flag)] & CAP_TO_MASK(flag))

static inline u64 cap_to_u64(kernel_cap_t a)
{
	return a.cap[0] | (u64)a.cap[1] << 32;
}

static inline kernel_cap_t cap_from_u64(u64 v)
{
	return (kernel_cap_t){ { (u32)v, (u32)(v >> 32) } };
}

static inline kernel_cap_t cap_combine(kernel_cap_t a, kernel_cap_t b)
{
	return cap_from_u64(cap_to_u64(a) | cap_to_u64(b));
}

static inline kernel_cap_t cap_intersect(kernel_cap_t a, kernel_cap_t b)
{
	return cap_from_u64(cap_to_u64(a) & cap_to_u64(b));
}

static inline kernel_cap_t cap_drop(kernel_cap_t a, kernel_cap_t drop)
{
	return cap_from_u64(cap_to_u64(a) & ~cap_to_u64(drop));
}

static inline bool cap_isclear(kernel_cap_t a)
{
	return !cap_to_u64(a);
}

static inline bool cap_issubset(kernel_cap_t a, kernel_cap_t set)
{
	return cap_isclear(cap_drop(a, set));
}

static inline kernel_cap_t cap_drop_fs_set(kernel_cap_t a)
{
	return cap_drop(a, CAP_FS_SET);
}

static inline kernel_cap_t cap_raise_fs_set(kernel_cap_t a,
					    kernel_cap_t permitted)
{
	return cap_combine(a, cap_intersect(permitted, CAP_FS_SET));
}

/* kernel/capability.c: does current (or @t) have @cap; sets PF_SUPERPRIV. */
bool capable(int cap);
bool ns_capable(struct user_namespace *ns, int cap);
bool has_capability(struct task_struct *t, int cap);
bool has_ns_capability(struct task_struct *t, struct user_namespace *ns,
		       int cap);
bool has_capability_noaudit(struct task_struct *t, int cap);
bool file_ns_capable(const struct file *file, struct user_namespace *ns,
		     int cap);
bool ptracer_capable(struct task_struct *tsk, struct user_namespace *ns);

/* security/commoncap.c: the rules.  0 or -EPERM. */
struct cred;
struct linux_binprm;
int cap_capable(const struct cred *cred, struct user_namespace *ns, int cap);
int cap_bprm_set_creds(struct linux_binprm *bprm);
int cap_task_fix_setuid(struct cred *new, const struct cred *old, int flags);
int cap_task_prctl(int option, unsigned long arg2, unsigned long arg3,
		   unsigned long arg4, unsigned long arg5);

/* cap_task_fix_setuid(): which call it was. */
#define LSM_SETID_ID	1	/* setuid, setgid */
#define LSM_SETID_RE	2	/* setreuid, setregid */
#define LSM_SETID_RES	4	/* setresuid, setresgid */
#define LSM_SETID_FS	8	/* setfsuid, setfsgid */

/* fs/inode.c: capable towards an inode, whose ids must be mapped. */
bool capable_wrt_inode_uidgid(const struct inode *inode, int cap);
bool privileged_wrt_inode_uidgid(struct user_namespace *ns,
				 const struct inode *inode);

#endif /* _LINUX_CAPABILITY_H */
