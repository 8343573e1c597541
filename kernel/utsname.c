// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/utsname.c - UTS namespaces: who does the machine say it is?
 *
 * Data       uts_namespace.name, copied at birth, then its owner's to change.
 * Locking    uts_sem (R) to read a name, (W) to change one; a copy is made
 *            under it and goes to user space after it, for user memory may
 *            fault and sleep long.
 * Lifetime   one reference for each nsproxy that points here.
 * Entry      copy_utsname() uname(2) sethostname(2) setdomainname(2)
 * Mirrors: Linux 4.1 kernel/utsname.c, and the calls of kernel/sys.c.
 * Simpler than Linux in: no PER_LINUX32 machine names, no UNAME26.
 */
#include <linux/utsname.h>

#include <linux/capability.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/user_namespace.h>

DECLARE_RWSEM(uts_sem);

static struct uts_namespace *clone_uts_ns(struct user_namespace *user_ns,
					  struct uts_namespace *old_ns)
{
	struct uts_namespace *ns = kmalloc(sizeof(*ns), GFP_KERNEL);

	if (!ns)
		return ERR_PTR(-ENOMEM);
	kref_init(&ns->kref);
	ns->ns.ops = old_ns->ns.ops;
	atomic_long_set(&ns->ns.stashed, 0);
	ns->ns.inum = 0;
	down_read(&uts_sem);
	ns->name = old_ns->name;
	ns->user_ns = get_user_ns(user_ns);
	up_read(&uts_sem);
	return ns;
}

/**
 * copy_utsname() - a task's UTS namespace, or a new one like it
 * @flags: CLONE_NEWUTS asks for a new one
 * @user_ns: will own the new one
 * @old_ns: the parent's
 *
 * Context: may sleep.
 * Return: a namespace with a reference for the caller, or ERR_PTR(-ENOMEM).
 */
struct uts_namespace *copy_utsname(unsigned long flags,
				   struct user_namespace *user_ns,
				   struct uts_namespace *old_ns)
{
	if (flags & CLONE_NEWUTS)
		return clone_uts_ns(user_ns, old_ns);
	get_uts_ns(old_ns);
	return old_ns;
}

/**
 * free_uts_ns() - the last user of a namespace is gone
 * @kref: inside the namespace
 */
void free_uts_ns(struct kref *kref)
{
	struct uts_namespace *ns = container_of(kref, struct uts_namespace, kref);

	put_user_ns(ns->user_ns);
	kfree(ns);
}

SYSCALL_DEFINE1(newuname, struct new_utsname __user *, name)
{
	struct new_utsname tmp;

	down_read(&uts_sem);
	memcpy(&tmp, utsname(), sizeof(tmp));
	up_read(&uts_sem);
	return copy_to_user(name, &tmp, sizeof(tmp)) ? -EFAULT : 0;
}

/* Replace one field of the name: hostname and domain name go the same way. */
static int set_uts_field(char *field, const char __user *from, int len)
{
	char tmp[__NEW_UTS_LEN];

	if (!ns_capable(current->nsproxy->uts_ns->user_ns, CAP_SYS_ADMIN))
		return -EPERM;
	if (len < 0 || len > __NEW_UTS_LEN)
		return -EINVAL;
	if (copy_from_user(tmp, from, len))
		return -EFAULT;
	down_write(&uts_sem);
	memcpy(field, tmp, len);
	memset(field + len, 0, __NEW_UTS_LEN + 1 - len);
	up_write(&uts_sem);
	return 0;
}

SYSCALL_DEFINE2(sethostname, char __user *, name, int, len)
{
	return set_uts_field(utsname()->nodename, name, len);
}

SYSCALL_DEFINE2(setdomainname, char __user *, name, int, len)
{
	return set_uts_field(utsname()->domainname, name, len);
}
