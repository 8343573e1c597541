// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/proc/inode.c - procfs inodes, and the guard around registered functions
 *
 * A registered file's functions may belong to a module that goes away while
 * the file is open. So every call goes through proc_reg_*(), which counts
 * itself in pde->in_use; proc_entry_rundown() adds a large negative number,
 * after which no call can begin, and waits for those under way.
 *
 * I1         in_use >= 0: number of calls under way; < 0: nobody may call.
 * Locking    none: in_use is atomic. pde_unload_completion is set before the
 *            negative bias, so that the last caller finds it.
 * Entry      proc_get_inode() proc_entry_rundown() proc_sops
 * Mirrors: Linux 4.19 fs/proc/inode.c.
 * Simpler than Linux in: an entry that is removed while open does not have its
 * release function called early; it is called at the close, if still allowed.
 */
#include "internal.h"

#include <linux/init.h>
#include <linux/mm.h>
#include <linux/mount.h>
#include <linux/pid_namespace.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/statfs.h>

#define PDE_BIAS	(-1000000)

static struct kmem_cache *proc_inode_cachep;

static struct inode *proc_alloc_inode(struct super_block *sb)
{
	struct proc_inode *ei = kmem_cache_alloc(proc_inode_cachep, GFP_KERNEL);

	if (!ei)
		return NULL;
	ei->pid = NULL;
	ei->fd = 0;
	ei->op.proc_get_link = NULL;
	ei->pde = NULL;
	return &ei->vfs_inode;
}

static void proc_i_callback(struct rcu_head *head)
{
	struct inode *inode = container_of(head, struct inode, i_rcu);

	kmem_cache_free(proc_inode_cachep, PROC_I(inode));
}

static void proc_destroy_inode(struct inode *inode)
{
	call_rcu(&inode->i_rcu, proc_i_callback);
}

static void init_once(void *foo)
{
	inode_init_once(&((struct proc_inode *)foo)->vfs_inode);
}

static void proc_evict_inode(struct inode *inode)
{
	struct proc_inode *ei = PROC_I(inode);

	truncate_inode_pages_final(&inode->i_data);
	clear_inode(inode);
	put_pid(ei->pid);
	if (ei->pde)
		pde_put(ei->pde);
}

static int proc_show_options(struct seq_file *m, struct dentry *root)
{
	struct pid_namespace *pid = root->d_sb->s_fs_info;

	if (pid->hide_pid)
		seq_printf(m, ",hidepid=%u", pid->hide_pid);
	return 0;
}

const struct super_operations proc_sops = {
	.alloc_inode	= proc_alloc_inode,
	.destroy_inode	= proc_destroy_inode,
	.drop_inode	= generic_delete_inode,
	.evict_inode	= proc_evict_inode,
	.statfs		= simple_statfs,
	.show_options	= proc_show_options,
};

/* May a call begin? The full barrier is atomic_inc_unless_negative()'s. */
static bool use_pde(struct proc_dir_entry *pde)
{
	return atomic_inc_unless_negative(&pde->in_use);
}

static void unuse_pde(struct proc_dir_entry *pde)
{
	if (atomic_dec_return(&pde->in_use) == PDE_BIAS)
		complete(pde->pde_unload_completion);
}

/**
 * proc_entry_rundown() - wait until nobody runs in @de's functions, for good
 * @de: already out of the tree
 *
 * Context: may sleep.
 */
void proc_entry_rundown(struct proc_dir_entry *de)
{
	DECLARE_COMPLETION_ONSTACK(c);

	de->pde_unload_completion = &c;
	if (atomic_add_return(PDE_BIAS, &de->in_use) != PDE_BIAS)
		wait_for_completion(&c);
}

static loff_t proc_reg_llseek(struct file *file, loff_t offset, int whence)
{
	struct proc_dir_entry *pde = PDE(file_inode(file));
	loff_t rv = -EINVAL;

	if (use_pde(pde)) {
		rv = pde->proc_fops->llseek ?
			pde->proc_fops->llseek(file, offset, whence) :
			default_llseek(file, offset, whence);
		unuse_pde(pde);
	}
	return rv;
}

static ssize_t proc_reg_read(struct file *file, char __user *buf, size_t count,
			     loff_t *ppos)
{
	struct proc_dir_entry *pde = PDE(file_inode(file));
	ssize_t rv = -EIO;

	if (use_pde(pde)) {
		if (pde->proc_fops->read)
			rv = pde->proc_fops->read(file, buf, count, ppos);
		unuse_pde(pde);
	}
	return rv;
}

static ssize_t proc_reg_write(struct file *file, const char __user *buf,
			      size_t count, loff_t *ppos)
{
	struct proc_dir_entry *pde = PDE(file_inode(file));
	ssize_t rv = -EIO;

	if (use_pde(pde)) {
		if (pde->proc_fops->write)
			rv = pde->proc_fops->write(file, buf, count, ppos);
		unuse_pde(pde);
	}
	return rv;
}

static __poll_t proc_reg_poll(struct file *file, struct poll_table_struct *pts)
{
	struct proc_dir_entry *pde = PDE(file_inode(file));
	__poll_t rv = DEFAULT_POLLMASK;

	if (use_pde(pde)) {
		if (pde->proc_fops->poll)
			rv = pde->proc_fops->poll(file, pts);
		unuse_pde(pde);
	}
	return rv;
}

static long proc_reg_unlocked_ioctl(struct file *file, unsigned int cmd,
				    unsigned long arg)
{
	struct proc_dir_entry *pde = PDE(file_inode(file));
	long rv = -ENOTTY;

	if (use_pde(pde)) {
		if (pde->proc_fops->unlocked_ioctl)
			rv = pde->proc_fops->unlocked_ioctl(file, cmd, arg);
		unuse_pde(pde);
	}
	return rv;
}

static int proc_reg_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct proc_dir_entry *pde = PDE(file_inode(file));
	int rv = -EIO;

	if (use_pde(pde)) {
		if (pde->proc_fops->mmap)
			rv = pde->proc_fops->mmap(file, vma);
		unuse_pde(pde);
	}
	return rv;
}

static int proc_reg_open(struct inode *inode, struct file *file)
{
	struct proc_dir_entry *pde = PDE(inode);
	int rv = 0;

	if (!use_pde(pde))
		return -ENOENT;
	if (pde->proc_fops->open)
		rv = pde->proc_fops->open(inode, file);
	unuse_pde(pde);
	return rv;
}

static int proc_reg_release(struct inode *inode, struct file *file)
{
	struct proc_dir_entry *pde = PDE(inode);

	if (pde->proc_fops->release && use_pde(pde)) {
		pde->proc_fops->release(inode, file);
		unuse_pde(pde);
	}
	return 0;
}

static const struct file_operations proc_reg_file_ops = {
	.llseek		= proc_reg_llseek,
	.read		= proc_reg_read,
	.write		= proc_reg_write,
	.poll		= proc_reg_poll,
	.unlocked_ioctl	= proc_reg_unlocked_ioctl,
	.mmap		= proc_reg_mmap,
	.open		= proc_reg_open,
	.release	= proc_reg_release,
};

/**
 * proc_get_inode() - an inode for a registered entry
 * @sb: the mounted procfs
 * @de: the entry; the caller's reference becomes the inode's
 *
 * Context: may sleep.
 * Return: the inode, or NULL with the reference dropped.
 */
struct inode *proc_get_inode(struct super_block *sb, struct proc_dir_entry *de)
{
	struct inode *inode = new_inode_pseudo(sb);

	if (!inode) {
		pde_put(de);
		return NULL;
	}
	inode->i_ino = de->low_ino;
	inode->i_mtime = inode->i_atime = inode->i_ctime = current_time(inode);
	PROC_I(inode)->pde = de;
	inode->i_mode = de->mode;
	inode->i_uid = de->uid;
	inode->i_gid = de->gid;
	if (de->size)
		inode->i_size = de->size;
	if (de->nlink)
		set_nlink(inode, de->nlink);
	inode->i_op = de->proc_iops;
	if (de->proc_fops)
		inode->i_fop = S_ISREG(inode->i_mode) ? &proc_reg_file_ops :
			de->proc_fops;
	return inode;
}

/* At boot; there is no proc without it. */
void __init proc_init_kmemcache(void)
{
	proc_inode_cachep = kmem_cache_create("proc_inode_cache",
			sizeof(struct proc_inode), 0,
			SLAB_RECLAIM_ACCOUNT | SLAB_ACCOUNT | SLAB_PANIC,
			init_once);
}
