// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/proc/self.c - /proc/self and /proc/thread-self: links to whoever reads them
 *
 * Mirrors: Linux 4.19 fs/proc/self.c, thread_self.c.
 */
#include "internal.h"

#include <linux/init.h>
#include <linux/pid_namespace.h>
#include <linux/slab.h>

/* "4194304/task/4194304" and more */
#define NAME_MAX_LEN	(10 + 6 + 10 + 1)

static const char *self_get_link(struct dentry *dentry, struct inode *inode,
				 struct delayed_call *done)
{
	pid_t tgid = task_tgid_nr_ns(current, proc_pid_ns(inode));
	char *name;

	if (!tgid)
		return ERR_PTR(-ENOENT);
	/* The RCU walk may not sleep. */
	name = kmalloc(NAME_MAX_LEN, dentry ? GFP_KERNEL : GFP_ATOMIC);
	if (unlikely(!name))
		return dentry ? ERR_PTR(-ENOMEM) : ERR_PTR(-ECHILD);
	sprintf(name, "%u", tgid);
	set_delayed_call(done, kfree_link, name);
	return name;
}

static const char *thread_self_get_link(struct dentry *dentry,
					struct inode *inode,
					struct delayed_call *done)
{
	struct pid_namespace *ns = proc_pid_ns(inode);
	pid_t tgid = task_tgid_nr_ns(current, ns);
	pid_t pid = task_pid_nr_ns(current, ns);
	char *name;

	if (!pid)
		return ERR_PTR(-ENOENT);
	name = kmalloc(NAME_MAX_LEN, dentry ? GFP_KERNEL : GFP_ATOMIC);
	if (unlikely(!name))
		return dentry ? ERR_PTR(-ENOMEM) : ERR_PTR(-ECHILD);
	sprintf(name, "%u/task/%u", tgid, pid);
	set_delayed_call(done, kfree_link, name);
	return name;
}

static const struct inode_operations proc_self_inode_operations = {
	.get_link	= self_get_link,
};

static const struct inode_operations proc_thread_self_inode_operations = {
	.get_link	= thread_self_get_link,
};

/* /proc/self and /proc/thread-self. */
void __init proc_self_init(void)
{
	proc_create_link("self", &proc_self_inode_operations);
	proc_create_link("thread-self", &proc_thread_self_inode_operations);
}
