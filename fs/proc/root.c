// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/proc/root.c - the filesystem itself, and its root directory
 *
 * The root lists what is registered, then the tasks of one pid namespace; each
 * namespace has one super block, s_fs_info points to the namespace.
 *
 * Entry      proc_root_init() proc_fs_type
 * Mirrors: Linux 4.19 fs/proc/root.c.
 * Simpler than Linux in: of the mount options only hidepid= and gid= exist.
 */
#include "internal.h"

#include <linux/proc_ns.h>
#include <linux/cred.h>
#include <linux/init.h>
#include <linux/mount.h>
#include <linux/parser.h>
#include <linux/pid_namespace.h>
#include <linux/sched/stat.h>
#include <linux/slab.h>
#include <uapi/linux/magic.h>

enum { Opt_gid, Opt_hidepid, Opt_err };

static const match_table_t tokens = {
	{ Opt_hidepid, "hidepid=%u" },
	{ Opt_gid, "gid=%u" },
	{ Opt_err, NULL },
};

static bool proc_parse_options(char *options, struct pid_namespace *pid)
{
	substring_t args[MAX_OPT_ARGS];
	char *p;
	int option;

	while (options && (p = strsep(&options, ",")) != NULL) {
		if (!*p)
			continue;
		switch (match_token(p, tokens, args)) {
		case Opt_gid:
			if (match_int(&args[0], &option))
				return false;
			pid->pid_gid = make_kgid(current_user_ns(), option);
			break;
		case Opt_hidepid:
			if (match_int(&args[0], &option) || option < 0 ||
			    option > 2) {
				pr_err("proc: hidepid value must be between 0 and 2.\n");
				return false;
			}
			pid->hide_pid = option;
			break;
		default:
			pr_err("proc: unrecognized mount option \"%s\" or missing value\n",
			       p);
			return false;
		}
	}
	return true;
}

static int proc_fill_super(struct super_block *s, void *data, int silent)
{
	/* proc_kill_sb() drops it, also when we fail. */
	struct pid_namespace *ns = get_pid_ns(s->s_fs_info);
	struct inode *root_inode;

	if (!proc_parse_options(data, ns))
		return -EINVAL;
	s->s_iflags |= SB_I_USERNS_VISIBLE | SB_I_NOEXEC | SB_I_NODEV;
	s->s_flags |= SB_NODIRATIME | SB_NOSUID | SB_NOEXEC;
	s->s_blocksize = 1024;
	s->s_blocksize_bits = 10;
	s->s_magic = PROC_SUPER_MAGIC;
	s->s_op = &proc_sops;
	s->s_time_gran = 1;

	refcount_inc(&proc_root.refcnt);
	root_inode = proc_get_inode(s, &proc_root);
	if (!root_inode)
		return -ENOMEM;
	s->s_root = d_make_root(root_inode);
	if (!s->s_root)
		return -ENOMEM;
	return 0;
}

static struct dentry *proc_mount(struct file_system_type *fs_type, int flags,
				 const char *dev_name, void *data)
{
	struct pid_namespace *ns = (flags & SB_KERNMOUNT) ? data :
		task_active_pid_ns(current);

	if (flags & SB_KERNMOUNT)
		data = NULL;
	return mount_ns(fs_type, flags, data, ns, ns->user_ns, proc_fill_super);
}

static void proc_kill_sb(struct super_block *sb)
{
	struct pid_namespace *ns = sb->s_fs_info;

	kill_anon_super(sb);
	put_pid_ns(ns);
}

static struct file_system_type proc_fs_type = {
	.name		= "proc",
	.mount		= proc_mount,
	.kill_sb	= proc_kill_sb,
	.fs_flags	= FS_USERNS_MOUNT,
};

/* A new pid namespace gets a /proc of its own, mounted nowhere, for flushing. */
static int pid_ns_prepare_proc(struct pid_namespace *ns)
{
	struct vfsmount *mnt = kern_mount_data(&proc_fs_type, ns);

	if (IS_ERR(mnt))
		return PTR_ERR(mnt);
	ns->proc_mnt = mnt;
	return 0;
}

static void pid_ns_release_proc(struct pid_namespace *ns)
{
	kern_unmount(ns->proc_mnt);
}

static const struct pid_ns_proc_ops proc_ns_ops = {
	.prepare	= pid_ns_prepare_proc,
	.release	= pid_ns_release_proc,
};

static struct dentry *proc_root_lookup(struct inode *dir,
				       struct dentry *dentry,
				       unsigned int flags)
{
	struct dentry *found = proc_pid_lookup(dir, dentry, flags);

	if (found != ERR_PTR(-ENOENT))
		return found;
	return proc_lookup_de(dir, dentry, &proc_root);
}

static int proc_root_readdir(struct file *file, struct dir_context *ctx)
{
	if (ctx->pos < FIRST_PROCESS_ENTRY) {
		int error = proc_readdir_de(file, ctx, &proc_root);

		if (error <= 0)
			return error;
		ctx->pos = FIRST_PROCESS_ENTRY;
	}
	return proc_pid_readdir(file, ctx);
}

/* The task directories come and go: nlink counts them as of now. */
static int proc_root_getattr(const struct path *path, struct kstat *stat,
			     u32 request_mask, unsigned int query_flags)
{
	generic_fillattr(d_inode(path->dentry), stat);
	stat->nlink = proc_root.nlink + nr_processes();
	return 0;
}

static const struct file_operations proc_root_operations = {
	.read		= generic_read_dir,
	.iterate_shared	= proc_root_readdir,
	.llseek		= generic_file_llseek,
};

static const struct inode_operations proc_root_inode_operations = {
	.lookup		= proc_root_lookup,
	.getattr	= proc_root_getattr,
};

struct proc_dir_entry proc_root = {
	.low_ino	= PROC_ROOT_INO,
	.mode		= S_IFDIR | S_IRUGO | S_IXUGO,
	.nlink		= 2,
	.refcnt		= REFCOUNT_INIT(1),
	.proc_iops	= &proc_root_inode_operations,
	.proc_fops	= &proc_root_operations,
	.parent		= &proc_root,
	.subdir		= RB_ROOT,
};

/**
 * proc_root_init() - register /proc and the entries of this floor
 *
 * Context: boot, after the VFS.
 */
void __init proc_root_init(void)
{
	proc_init_kmemcache();
	proc_self_init();
	proc_symlink("mounts", NULL, "self/mounts");
	proc_create_mount_point("fs");
	proc_mkdir("driver", NULL);
	proc_misc_init();
	proc_vm_init();
	proc_kallsyms_init();
	proc_sys_init();
	proc_mounts_init();
	register_filesystem(&proc_fs_type);
	pid_ns_register_proc(&proc_ns_ops);
}
