// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/proc_namespace.c - /proc/PID/mounts, mountinfo and mountstats
 *
 * The opener holds the namespace and the root it looks from; a change of the
 * namespace is told to pollers (busybox mdev, systemd) by POLLERR | POLLPRI.
 *
 * Locking    namespace_sem (R) from start() to stop(): mounts_op of
 *            fs/mnt_namespace.c.
 * Entry      proc_mounts_init()
 * Mirrors: Linux 4.19 fs/proc_namespace.c.
 */
#include <linux/fs_struct.h>
#include <linux/init.h>
#include <linux/mnt_namespace.h>
#include <linux/mount.h>
#include <linux/nsproxy.h>
#include <linux/pid.h>
#include <linux/poll.h>
#include <linux/proc_fs.h>
#include <linux/sched/task.h>
#include <linux/seq_file.h>
#include <linux/slab.h>

#include "mount.h"

struct proc_fs_opts {
	unsigned long flag;
	const char *str;
};

static const struct proc_fs_opts sb_opts[] = {
	{ SB_SYNCHRONOUS, ",sync" },
	{ SB_DIRSYNC, ",dirsync" },
	{ SB_MANDLOCK, ",mand" },
	{ SB_LAZYTIME, ",lazytime" },
	{ 0, NULL },
};

static const struct proc_fs_opts mnt_opts[] = {
	{ MNT_NOSUID, ",nosuid" },
	{ MNT_NODEV, ",nodev" },
	{ MNT_NOEXEC, ",noexec" },
	{ MNT_NOATIME, ",noatime" },
	{ MNT_NODIRATIME, ",nodiratime" },
	{ MNT_RELATIME, ",relatime" },
	{ 0, NULL },
};

static void show_opts(struct seq_file *m, const struct proc_fs_opts *opt,
		      unsigned long flags)
{
	for (; opt->flag; opt++) {
		if (flags & opt->flag)
			seq_puts(m, opt->str);
	}
}

static void mangle(struct seq_file *m, const char *s)
{
	seq_escape(m, s, " \t\n\\");
}

static void show_type(struct seq_file *m, struct super_block *sb)
{
	mangle(m, sb->s_type->name);
	if (sb->s_subtype && sb->s_subtype[0]) {
		seq_putc(m, '.');
		mangle(m, sb->s_subtype);
	}
}

static int show_devname(struct seq_file *m, struct vfsmount *mnt)
{
	struct mount *r = real_mount(mnt);

	if (mnt->mnt_sb->s_op->show_devname)
		return mnt->mnt_sb->s_op->show_devname(m, mnt->mnt_root);
	mangle(m, r->mnt_devname ?: "none");
	return 0;
}

static int show_sb_own(struct seq_file *m, struct vfsmount *mnt)
{
	if (!mnt->mnt_sb->s_op->show_options)
		return 0;
	return mnt->mnt_sb->s_op->show_options(m, mnt->mnt_root);
}

/* device, place, type, options, 0 0: the line of /etc/mtab. */
static int show_vfsmnt(struct seq_file *m, struct vfsmount *mnt)
{
	struct path mnt_path = { .dentry = mnt->mnt_root, .mnt = mnt };
	struct proc_mounts *p = m->private;
	struct super_block *sb = mnt->mnt_sb;
	int err = show_devname(m, mnt);

	if (err)
		return err;
	seq_putc(m, ' ');
	err = seq_path_root(m, &mnt_path, &p->root, " \t\n\\");
	if (err)
		return err;	/* SEQ_SKIP: not below our root */
	seq_putc(m, ' ');
	show_type(m, sb);
	seq_puts(m, __mnt_is_readonly(mnt) ? " ro" : " rw");
	show_opts(m, sb_opts, sb->s_flags);
	show_opts(m, mnt_opts, mnt->mnt_flags);
	err = show_sb_own(m, mnt);
	seq_puts(m, " 0 0\n");
	return err;
}

static void show_propagation(struct seq_file *m, struct mount *r)
{
	if (r->mnt.mnt_flags & MNT_SHARED)
		seq_printf(m, " shared:%i", r->mnt_group_id);
	if (r->mnt_master)
		seq_printf(m, " master:%i", r->mnt_master->mnt_group_id);
	if (r->mnt.mnt_flags & MNT_UNBINDABLE)
		seq_puts(m, " unbindable");
}

static int show_mountinfo(struct seq_file *m, struct vfsmount *mnt)
{
	struct path mnt_path = { .dentry = mnt->mnt_root, .mnt = mnt };
	struct proc_mounts *p = m->private;
	struct super_block *sb = mnt->mnt_sb;
	struct mount *r = real_mount(mnt);
	int err;

	seq_printf(m, "%i %i %u:%u ", r->mnt_id, r->mnt_parent->mnt_id,
		   MAJOR(sb->s_dev), MINOR(sb->s_dev));
	seq_dentry(m, mnt->mnt_root, " \t\n\\");
	seq_putc(m, ' ');
	err = seq_path_root(m, &mnt_path, &p->root, " \t\n\\");
	if (err)
		return err;
	seq_puts(m, mnt->mnt_flags & MNT_READONLY ? " ro" : " rw");
	show_opts(m, mnt_opts, mnt->mnt_flags);
	show_propagation(m, r);
	seq_puts(m, " - ");
	show_type(m, sb);
	seq_putc(m, ' ');
	err = show_devname(m, mnt);
	if (err)
		return err;
	seq_puts(m, sb_rdonly(sb) ? " ro" : " rw");
	show_opts(m, sb_opts, sb->s_flags);
	err = show_sb_own(m, mnt);
	seq_putc(m, '\n');
	return err;
}

/* The namespace and root of @task, both counted. */
static int get_task_mounts(struct task_struct *task, struct proc_mounts *p)
{
	int err = -EINVAL;

	task_lock(task);
	if (task->nsproxy && task->nsproxy->mnt_ns) {
		err = -ENOENT;
		if (task->fs) {
			p->ns = task->nsproxy->mnt_ns;
			get_mnt_ns(p->ns);
			get_fs_root(task->fs, &p->root);
			err = 0;
		}
	}
	task_unlock(task);
	return err;
}

static int mounts_open_common(struct inode *inode, struct file *file,
			      int (*show)(struct seq_file *m,
					  struct vfsmount *mnt))
{
	struct task_struct *task = get_pid_task(inode->i_private, PIDTYPE_PID);
	struct proc_mounts *p;
	int err;

	if (!task)
		return -EINVAL;
	p = __seq_open_private(file, &mounts_op, sizeof(*p));
	err = -ENOMEM;
	if (!p)
		goto out;
	p->show = show;
	err = get_task_mounts(task, p);
	if (err)
		seq_release_private(inode, file);
	else
		((struct seq_file *)file->private_data)->poll_event =
			p->ns->event;
out:
	put_task_struct(task);
	return err;
}

static int mounts_open(struct inode *inode, struct file *file)
{
	return mounts_open_common(inode, file, show_vfsmnt);
}

static int mountinfo_open(struct inode *inode, struct file *file)
{
	return mounts_open_common(inode, file, show_mountinfo);
}

static int mounts_release(struct inode *inode, struct file *file)
{
	struct seq_file *m = file->private_data;
	struct proc_mounts *p = m->private;

	path_put(&p->root);
	put_mnt_ns(p->ns);
	return seq_release_private(inode, file);
}

static __poll_t mounts_poll(struct file *file, struct poll_table_struct *wait)
{
	struct seq_file *m = file->private_data;
	struct proc_mounts *p = m->private;
	__poll_t res = EPOLLIN | EPOLLRDNORM;
	int event;

	poll_wait(file, &p->ns->poll, wait);
	event = READ_ONCE(p->ns->event);
	if (m->poll_event != event) {
		m->poll_event = event;
		res |= EPOLLERR | EPOLLPRI;
	}
	return res;
}

static const struct file_operations proc_mounts_operations = {
	.open		= mounts_open,
	.read		= seq_read,
	.llseek		= seq_lseek,
	.release	= mounts_release,
	.poll		= mounts_poll,
};

static const struct file_operations proc_mountinfo_operations = {
	.open		= mountinfo_open,
	.read		= seq_read,
	.llseek		= seq_lseek,
	.release	= mounts_release,
	.poll		= mounts_poll,
};

static struct pid_entry_ops mounts_entry = {
	.name = "mounts", .mode = 0444, .fops = &proc_mounts_operations,
};

static struct pid_entry_ops mountinfo_entry = {
	.name = "mountinfo", .mode = 0444, .fops = &proc_mountinfo_operations,
};

/**
 * proc_mounts_init() - add the files to every /proc/PID
 *
 * Context: boot, after proc_root_init().
 */
void __init proc_mounts_init(void)
{
	proc_register_pid_entry(&mounts_entry);
	proc_register_pid_entry(&mountinfo_entry);
}
