// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/capability.c - asking for capabilities, capget(2), capset(2)
 *
 * Data       cred->cap_*; the rules are in security/commoncap.c.
 * Locking    none: current's own cred; others' under rcu_read_lock().
 * Entry      capable() ns_capable() has_capability() file_ns_capable()
 *            ptracer_capable() capget(2) capset(2)
 * Mirrors: Linux 4.x kernel/capability.c.
 */
#include <linux/capability.h>

#include <linux/cred.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/sched/task.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/user_namespace.h>

/*
 * How many 32-bit words the caller's version of the interface has.
 * Return: 0; or -EINVAL, and the version we prefer is told.
 */
static int cap_validate_magic(struct __user_cap_header_struct __user *header,
			      unsigned int *tocopy)
{
	u32 version;

	if (get_user(version, &header->version))
		return -EFAULT;
	switch (version) {
	case _LINUX_CAPABILITY_VERSION_1:
		*tocopy = _LINUX_CAPABILITY_U32S_1;
		return 0;
	case _LINUX_CAPABILITY_VERSION_2:
	case _LINUX_CAPABILITY_VERSION_3:
		*tocopy = _LINUX_CAPABILITY_U32S_3;
		return 0;
	}
	if (put_user((u32)_KERNEL_CAPABILITY_VERSION, &header->version))
		return -EFAULT;
	return -EINVAL;
}

static int cap_get_target_pid(pid_t pid, kernel_cap_t *pE, kernel_cap_t *pI,
			      kernel_cap_t *pP)
{
	const struct cred *cred;
	struct task_struct *target = current;
	int ret = -ESRCH;

	rcu_read_lock();
	if (pid && pid != task_pid_vnr(current))
		target = find_task_by_vpid(pid);
	if (target) {
		cred = __task_cred(target);
		*pE = cred->cap_effective;
		*pI = cred->cap_inheritable;
		*pP = cred->cap_permitted;
		ret = 0;
	}
	rcu_read_unlock();
	return ret;
}

SYSCALL_DEFINE2(capget, struct __user_cap_header_struct __user *, header,
		struct __user_cap_data_struct __user *, dataptr)
{
	struct __user_cap_data_struct kdata[_KERNEL_CAPABILITY_U32S];
	kernel_cap_t pE, pI, pP;
	unsigned int tocopy, i;
	pid_t pid;
	int ret;

	ret = cap_validate_magic(header, &tocopy);
	if (dataptr == NULL || ret != 0)	/* NULL: only the version */
		return dataptr == NULL && ret == -EINVAL ? 0 : ret;
	if (get_user(pid, &header->pid))
		return -EFAULT;
	if (pid < 0)
		return -EINVAL;
	ret = cap_get_target_pid(pid, &pE, &pI, &pP);
	if (ret)
		return ret;
	for (i = 0; i < tocopy; i++) {
		kdata[i].effective = pE.cap[i];
		kdata[i].permitted = pP.cap[i];
		kdata[i].inheritable = pI.cap[i];
	}
	return copy_to_user(dataptr, kdata, tocopy * sizeof(kdata[0])) ?
		-EFAULT : 0;
}

static kernel_cap_t cap_word(u32 low, u32 high)
{
	kernel_cap_t cap = { { low, high & CAP_LAST_U32_VALID_MASK } };

	return cap;
}

/* Nothing is gained: what capset(2) may do without a capability. */
static int cap_capset(struct cred *new, const struct cred *old,
		      kernel_cap_t effective, kernel_cap_t inheritable,
		      kernel_cap_t permitted)
{
	if (cap_capable(old, old->user_ns, CAP_SETPCAP) &&
	    !cap_issubset(inheritable, cap_combine(old->cap_inheritable,
						   old->cap_permitted)))
		return -EPERM;
	if (!cap_issubset(inheritable, cap_combine(old->cap_inheritable,
						   old->cap_bset)))
		return -EPERM;
	if (!cap_issubset(permitted, old->cap_permitted))
		return -EPERM;
	if (!cap_issubset(effective, permitted))
		return -EPERM;
	new->cap_effective = effective;
	new->cap_inheritable = inheritable;
	new->cap_permitted = permitted;
	new->cap_ambient = cap_intersect(new->cap_ambient,
					 cap_intersect(permitted,
						       inheritable));
	return 0;
}

SYSCALL_DEFINE2(capset, struct __user_cap_header_struct __user *, header,
		const struct __user_cap_data_struct __user *, data)
{
	struct __user_cap_data_struct kdata[_KERNEL_CAPABILITY_U32S] = { };
	unsigned int tocopy;
	struct cred *new;
	pid_t pid;
	int ret;

	ret = cap_validate_magic(header, &tocopy);
	if (ret != 0)
		return ret;
	if (get_user(pid, &header->pid))
		return -EFAULT;
	if (pid != 0 && pid != task_pid_vnr(current))
		return -EPERM;		/* only one's own */
	if (copy_from_user(kdata, data, tocopy * sizeof(kdata[0])))
		return -EFAULT;
	new = prepare_creds();
	if (!new)
		return -ENOMEM;
	ret = cap_capset(new, current_cred(),
			 cap_word(kdata[0].effective, kdata[1].effective),
			 cap_word(kdata[0].inheritable, kdata[1].inheritable),
			 cap_word(kdata[0].permitted, kdata[1].permitted));
	if (ret < 0) {
		abort_creds(new);
		return ret;
	}
	return commit_creds(new);
}

/**
 * has_ns_capability() - has a task, by its objective cred, a capability?
 * @t: the task
 * @ns: in which namespace
 * @cap: which
 *
 * Context: any.
 */
bool has_ns_capability(struct task_struct *t, struct user_namespace *ns,
		       int cap)
{
	int ret;

	rcu_read_lock();
	ret = cap_capable(__task_cred(t), ns, cap);
	rcu_read_unlock();
	return ret == 0;
}

/* Does that task have it in the first namespace? Not noted in PF_SUPERPRIV. */
bool has_capability(struct task_struct *t, int cap)
{
	return has_ns_capability(t, &init_user_ns, cap);
}
EXPORT_SYMBOL(has_capability);

/* The same: nothing audits here. */
bool has_capability_noaudit(struct task_struct *t, int cap)
{
	return has_capability(t, cap);
}

/**
 * ns_capable() - has current a capability, and is it about to use it?
 * @ns: in which namespace
 * @cap: which
 *
 * Context: process context.
 */
bool ns_capable(struct user_namespace *ns, int cap)
{
	if (cap_capable(current_cred(), ns, cap))
		return false;
	current->flags |= PF_SUPERPRIV;
	return true;
}
EXPORT_SYMBOL(ns_capable);

/* In the initial user namespace: powers over the whole machine. */
bool capable(int cap)
{
	return ns_capable(&init_user_ns, cap);
}
EXPORT_SYMBOL(capable);

/* Had who opened the file a capability? */
bool file_ns_capable(const struct file *file, struct user_namespace *ns,
		     int cap)
{
	return cap_capable(file->f_cred, ns, cap) == 0;
}
EXPORT_SYMBOL(file_ns_capable);

/**
 * ptracer_capable() - may a tracer see a program that gains privileges?
 * @tsk: the traced task
 * @ns: of the new cred
 *
 * Return: true when nobody traces it.
 */
bool ptracer_capable(struct task_struct *tsk, struct user_namespace *ns)
{
	if (!tsk->ptrace)
		return true;
	return has_ns_capability(tsk->parent, ns, CAP_SYS_PTRACE);
}
