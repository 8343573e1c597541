// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/proc/proc_sysctl.c - /proc/sys: tunables as files
 *
 * A row of a registered table becomes a registered /proc entry; reading and
 * writing call the row's handler with a kernel buffer.
 *
 * I1         A row's mode is the law, for root too: what is r--r--r-- cannot be
 *            opened for writing (proc_sys_permission()).
 * Locking    sysctl_mutex: which directories exist. Handlers run without it.
 * Lifetime   unregister_sysctl_table() returns when no handler runs any more:
 *            that is proc_remove()'s promise.
 * Entry      register_sysctl() unregister_sysctl_table() proc_sys_init()
 * Mirrors: Linux 4.19 fs/proc/proc_sysctl.c.
 * Simpler than Linux in: the tree is /proc's own, so sets per namespace would
 * need another; poll() on a tunable; nested tables are
 * made of the path given.
 */
#include "internal.h"

#include <linux/cred.h>
#include <linux/init.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysctl.h>
#include <linux/uaccess.h>

static DEFINE_MUTEX(sysctl_mutex);
static struct proc_dir_entry *sys_root;
static LIST_HEAD(sysctl_headers);	/* sysctl_mutex */

/* One directory that some table needed; kept for ever. */
struct sysctl_dir {
	struct list_head list;		/* sysctl_mutex */
	struct proc_dir_entry *de;
	char path[];			/* "kernel/random" */
};

static LIST_HEAD(sysctl_dirs);

static ssize_t proc_sys_call_handler(struct file *filp, char __user *ubuf,
				     size_t count, loff_t *ppos, int write)
{
	struct ctl_table *table = PDE_DATA(file_inode(filp));
	ssize_t error;
	char *kbuf;

	if (!table->proc_handler)
		return -EINVAL;
	if (count >= KMALLOC_MAX_SIZE)
		return -ENOMEM;
	kbuf = kzalloc(count + 1, GFP_KERNEL);
	if (!kbuf)
		return -ENOMEM;
	error = -EFAULT;
	if (write && copy_from_user(kbuf, ubuf, count))
		goto out;
	error = table->proc_handler(table, write, kbuf, &count, ppos);
	if (error)
		goto out;
	error = -EFAULT;
	if (!write && copy_to_user(ubuf, kbuf, count))
		goto out;
	error = count;
out:
	kfree(kbuf);
	return error;
}

static ssize_t proc_sys_read(struct file *filp, char __user *buf, size_t count,
			     loff_t *ppos)
{
	return proc_sys_call_handler(filp, buf, count, ppos, 0);
}

static ssize_t proc_sys_write(struct file *filp, const char __user *buf,
			      size_t count, loff_t *ppos)
{
	return proc_sys_call_handler(filp, (char __user *)buf, count, ppos, 1);
}

static const struct file_operations proc_sys_file_operations = {
	.read		= proc_sys_read,
	.write		= proc_sys_write,
	.llseek		= default_llseek,
};

static int proc_sys_permission(struct inode *inode, int mask)
{
	struct ctl_table *table = PDE_DATA(inode);
	unsigned int mode = table->mode;

	if ((mask & MAY_EXEC) && S_ISREG(inode->i_mode))
		return -EACCES;
	if (uid_eq(current_euid(), GLOBAL_ROOT_UID))
		mode >>= 6;
	else if (in_egroup_p(GLOBAL_ROOT_GID))
		mode >>= 3;
	mask &= MAY_READ | MAY_WRITE | MAY_EXEC;
	return (mask & ~mode) ? -EACCES : 0;
}

static const struct inode_operations proc_sys_inode_operations = {
	.permission	= proc_sys_permission,
	.setattr	= proc_setattr,
};

/* The directory "a/b/c" below /proc/sys, made as far as it is missing. */
static struct proc_dir_entry *get_dir(const char *path, size_t len)
{
	struct proc_dir_entry *parent = sys_root;
	struct sysctl_dir *dir;
	size_t up = len;

	if (len == 0)
		return sys_root;
	list_for_each_entry(dir, &sysctl_dirs, list) {
		if (!strncmp(dir->path, path, len) && !dir->path[len])
			return dir->de;
	}
	while (up > 0 && path[up - 1] != '/')
		up--;
	if (up > 0)
		parent = get_dir(path, up - 1);
	if (!parent)
		return NULL;
	dir = kzalloc(sizeof(*dir) + len + 1, GFP_KERNEL);
	if (!dir)
		return NULL;
	memcpy(dir->path, path, len);
	dir->de = proc_mkdir(dir->path + up, parent);
	if (!dir->de) {
		kfree(dir);
		return NULL;
	}
	list_add(&dir->list, &sysctl_dirs);
	return dir->de;
}

static struct proc_dir_entry *add_row(struct proc_dir_entry *dir,
				      struct ctl_table *row)
{
	struct proc_dir_entry *de;

	de = proc_create_data(row->procname, row->mode, dir,
			      &proc_sys_file_operations, row);
	if (de)
		de->proc_iops = &proc_sys_inode_operations;
	return de;
}

static void remove_rows(struct proc_dir_entry *dir, struct ctl_table *first,
			struct ctl_table *end)
{
	struct ctl_table *row;

	for (row = first; row < end; row++)
		remove_proc_subtree(row->procname, dir);
}

/**
 * register_sysctl() - make the rows of @table files of /proc/sys/@path
 * @path: "kernel", "net/core"; directories are made as needed
 * @table: stays as long as it is registered; a row without a name ends it
 *
 * Context: may sleep; /proc exists.
 * Return: for unregister_sysctl_table(), or NULL with nothing registered.
 */
struct ctl_table_header *register_sysctl(const char *path,
					 struct ctl_table *table)
{
	struct ctl_table_header *header;
	struct proc_dir_entry *dir;
	struct ctl_table *row;

	header = kzalloc(sizeof(*header), GFP_KERNEL);
	if (!header)
		return NULL;
	mutex_lock(&sysctl_mutex);
	dir = get_dir(path, strlen(path));
	if (!dir)
		goto fail;
	for (row = table; row->procname; row++) {
		if (!add_row(dir, row)) {
			remove_rows(dir, table, row);
			goto fail;
		}
	}
	header->ctl_table = table;
	header->path = path;
	list_add(&header->list, &sysctl_headers);
	mutex_unlock(&sysctl_mutex);
	return header;

fail:
	mutex_unlock(&sysctl_mutex);
	kfree(header);
	return NULL;
}

/**
 * unregister_sysctl_table() - take the rows of a table away again
 * @header: of register_sysctl(); NULL does nothing
 *
 * Context: may sleep, until no handler of the table runs.
 */
void unregister_sysctl_table(struct ctl_table_header *header)
{
	struct ctl_table *end;

	if (!header)
		return;
	mutex_lock(&sysctl_mutex);
	for (end = header->ctl_table; end->procname; end++)
		;
	remove_rows(get_dir(header->path, strlen(header->path)),
		    header->ctl_table, end);
	list_del(&header->list);
	mutex_unlock(&sysctl_mutex);
	kfree(header);
}

/* /proc/sys, still empty. Return: 0 or -ENOMEM. */
int __init proc_sys_init(void)
{
	sys_root = proc_mkdir("sys", NULL);
	return sys_root ? 0 : -ENOMEM;
}
