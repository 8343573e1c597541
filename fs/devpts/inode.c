// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/devpts/inode.c - /dev/pts: a node for each open pseudo terminal
 *
 * Each mount is an instance with numbers of its own, and a ptmx node of its
 * own.  Opening a ptmx elsewhere (/dev/ptmx) means the instance mounted on
 * "pts" beside it.
 * I1         a number is taken in allocated_ptys from devpts_new_index() to
 *            devpts_kill_index(); its node exists for part of that time.
 * I2         a pair holds its instance's super block active, so an unmounted
 *            instance lives until its last pty is gone.
 * Locking    allocated_ptys by itself.  d_fsdata of a node: pty.c's devpts_mutex.
 * Entry      devpts_acquire() devpts_new_index() devpts_pty_new() ...
 * Mirrors: Linux 4.7+ fs/devpts/inode.c
 * Simpler than Linux in: pty_reserve is for everybody.
 */
#include <linux/devpts_fs.h>

#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/idr.h>
#include <linux/init.h>
#include <linux/namei.h>
#include <linux/parser.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/sysctl.h>

#include <uapi/linux/magic.h>
#include <uapi/linux/major.h>

#define DEVPTS_DEFAULT_MODE		0600
#define DEVPTS_DEFAULT_PTMX_MODE	0000
#define PTMX_INO			2
#define FIRST_PTY_INO			3
#define NR_UNIX98_PTY_MAX		(1 << 20)

static int pty_limit = 4096;	/* of all instances together */
static int pty_limit_min;
static int pty_limit_max = INT_MAX;
static atomic_t pty_count = ATOMIC_INIT(0);

struct pts_mount_opts {
	bool	setuid, setgid;	/* uid, gid below instead of the opener's */
	kuid_t	uid;
	kgid_t	gid;
	umode_t	mode;		/* of a slave */
	umode_t	ptmxmode;
	int	max;
};

/* [s] s_umount  [I] set when mounted */
struct pts_fs_info {
	struct ida		allocated_ptys;
	struct pts_mount_opts	mount_opts;	/* [s] */
	struct super_block	*sb;		/* [I] */
	struct dentry		*ptmx_dentry;	/* [I] */
};

static struct pts_fs_info *DEVPTS_SB(struct super_block *sb)
{
	return sb->s_fs_info;
}

/* --- options --- */

enum { Opt_uid, Opt_gid, Opt_mode, Opt_ptmxmode, Opt_newinstance, Opt_max,
       Opt_err };

static const match_table_t tokens = {
	{ Opt_uid,		"uid=%u" },
	{ Opt_gid,		"gid=%u" },
	{ Opt_mode,		"mode=%o" },
	{ Opt_ptmxmode,		"ptmxmode=%o" },
	{ Opt_newinstance,	"newinstance" },	/* every mount is one */
	{ Opt_max,		"max=%d" },
	{ Opt_err,		NULL },
};

static int parse_option(char *p, struct pts_mount_opts *opts)
{
	substring_t args[MAX_OPT_ARGS];
	int token = match_token(p, tokens, args);
	int option = 0;

	if (token == Opt_err) {
		pr_err("devpts: called with bogus options\n");
		return -EINVAL;
	}
	if (token == Opt_newinstance)
		return 0;
	if (token == Opt_mode || token == Opt_ptmxmode) {
		if (match_octal(&args[0], &option))
			return -EINVAL;
	} else if (match_int(&args[0], &option)) {
		return -EINVAL;
	}

	switch (token) {
	case Opt_uid:
		opts->uid = make_kuid(current_user_ns(), option);
		opts->setuid = true;
		return uid_valid(opts->uid) ? 0 : -EINVAL;
	case Opt_gid:
		opts->gid = make_kgid(current_user_ns(), option);
		opts->setgid = true;
		return gid_valid(opts->gid) ? 0 : -EINVAL;
	case Opt_mode:
		opts->mode = option & S_IALLUGO;
		return 0;
	case Opt_ptmxmode:
		opts->ptmxmode = option & S_IALLUGO;
		return 0;
	case Opt_max:
		opts->max = option;
		return option < 0 || option > NR_UNIX98_PTY_MAX ? -EINVAL : 0;
	}
	return -EINVAL;
}

static int parse_mount_options(char *data, struct pts_mount_opts *opts)
{
	char *p;

	*opts = (struct pts_mount_opts) {
		.uid = GLOBAL_ROOT_UID,
		.gid = GLOBAL_ROOT_GID,
		.mode = DEVPTS_DEFAULT_MODE,
		.ptmxmode = DEVPTS_DEFAULT_PTMX_MODE,
		.max = NR_UNIX98_PTY_MAX,
	};
	while ((p = strsep(&data, ",")) != NULL) {
		int err = *p ? parse_option(p, opts) : 0;

		if (err)
			return err;
	}
	return 0;
}

static int devpts_remount(struct super_block *sb, int *flags, char *data)
{
	struct pts_fs_info *fsi = DEVPTS_SB(sb);
	struct inode *ptmx = d_inode(fsi->ptmx_dentry);
	struct pts_mount_opts opts;
	int err = parse_mount_options(data, &opts);

	if (err)
		return err;
	fsi->mount_opts = opts;
	ptmx->i_mode = S_IFCHR | opts.ptmxmode;
	return 0;
}

static int devpts_show_options(struct seq_file *seq, struct dentry *root)
{
	struct pts_mount_opts *opts = &DEVPTS_SB(root->d_sb)->mount_opts;

	if (opts->setuid)
		seq_printf(seq, ",uid=%u",
			   from_kuid_munged(&init_user_ns, opts->uid));
	if (opts->setgid)
		seq_printf(seq, ",gid=%u",
			   from_kgid_munged(&init_user_ns, opts->gid));
	seq_printf(seq, ",mode=%03o,ptmxmode=%03o", opts->mode, opts->ptmxmode);
	if (opts->max < NR_UNIX98_PTY_MAX)
		seq_printf(seq, ",max=%d", opts->max);
	return 0;
}

static const struct super_operations devpts_sops = {
	.statfs		= simple_statfs,
	.remount_fs	= devpts_remount,
	.show_options	= devpts_show_options,
};

/* --- mount --- */

static struct inode *new_node(struct super_block *sb, unsigned long ino)
{
	struct inode *inode = new_inode(sb);

	if (inode) {
		inode->i_ino = ino;
		inode->i_atime = current_time(inode);
		inode->i_mtime = inode->i_atime;
		inode->i_ctime = inode->i_atime;
	}
	return inode;
}

static struct dentry *alloc_name(struct dentry *parent, const char *name)
{
	struct qstr q = QSTR(name);

	q.hash = full_name_hash(parent, name, q.len);
	return d_alloc(parent, &q);
}

static int make_ptmx(struct pts_fs_info *fsi, struct dentry *root)
{
	struct dentry *dentry = alloc_name(root, "ptmx");
	struct inode *inode;

	if (!dentry)
		return -ENOMEM;
	inode = new_node(fsi->sb, PTMX_INO);
	if (!inode) {
		dput(dentry);
		return -ENOMEM;
	}
	init_special_inode(inode, S_IFCHR | fsi->mount_opts.ptmxmode,
			   MKDEV(TTYAUX_MAJOR, 2));
	d_add(dentry, inode);
	fsi->ptmx_dentry = dentry;
	return 0;
}

static int devpts_fill_super(struct super_block *sb, void *data, int silent)
{
	struct pts_fs_info *fsi;
	struct inode *inode;
	int err;

	sb->s_iflags &= ~SB_I_NODEV;
	sb->s_blocksize = 1024;
	sb->s_blocksize_bits = 10;
	sb->s_magic = DEVPTS_SUPER_MAGIC;
	sb->s_op = &devpts_sops;
	sb->s_d_op = &simple_dentry_operations;
	sb->s_time_gran = 1;

	fsi = kzalloc(sizeof(*fsi), GFP_KERNEL);
	if (!fsi)
		return -ENOMEM;
	ida_init(&fsi->allocated_ptys);
	fsi->sb = sb;
	sb->s_fs_info = fsi;
	err = parse_mount_options(data, &fsi->mount_opts);
	if (err)
		return err;

	inode = new_node(sb, 1);
	if (!inode)
		return -ENOMEM;
	inode->i_mode = S_IFDIR | S_IRUGO | S_IXUGO | S_IWUSR;
	inode->i_op = &simple_dir_inode_operations;
	inode->i_fop = &simple_dir_operations;
	set_nlink(inode, 2);
	sb->s_root = d_make_root(inode);
	if (!sb->s_root)
		return -ENOMEM;
	return make_ptmx(fsi, sb->s_root);
}

static struct dentry *devpts_mount(struct file_system_type *fs_type, int flags,
				   const char *dev_name, void *data)
{
	return mount_nodev(fs_type, flags, data, devpts_fill_super);
}

static void devpts_kill_sb(struct super_block *sb)
{
	struct pts_fs_info *fsi = DEVPTS_SB(sb);

	if (fsi)
		ida_destroy(&fsi->allocated_ptys);
	kfree(fsi);
	kill_litter_super(sb);
}

static struct file_system_type devpts_fs_type = {
	.name		= "devpts",
	.mount		= devpts_mount,
	.kill_sb	= devpts_kill_sb,
	.fs_flags	= FS_USERNS_MOUNT,
};

/* --- for pty.c --- */

/* The instance that an opened ptmx belongs to, as a path to hold. */
static int find_instance(struct file *filp, struct path *path)
{
	struct dentry *parent;
	int err;

	*path = filp->f_path;
	path_get(path);
	if (path->dentry->d_sb->s_magic == DEVPTS_SUPER_MAGIC)
		return 0;

	parent = dget_parent(path->dentry);
	path_put(path);
	err = vfs_path_lookup(parent, filp->f_path.mnt, "pts",
			      LOOKUP_FOLLOW | LOOKUP_DIRECTORY, path);
	dput(parent);
	if (err)
		return -ENODEV;
	if (path->dentry->d_sb->s_magic != DEVPTS_SUPER_MAGIC) {
		path_put(path);
		return -ENODEV;
	}
	return 0;
}

/**
 * devpts_acquire() - the instance that a new pty belongs to
 * @filp: the ptmx being opened
 *
 * Context: may sleep.
 * Return: the instance, held until devpts_release(), or ERR_PTR(-ENODEV).
 */
struct pts_fs_info *devpts_acquire(struct file *filp)
{
	struct super_block *sb;
	struct path path;
	int err = find_instance(filp, &path);

	if (err)
		return ERR_PTR(err);
	sb = path.dentry->d_sb;
	atomic_inc(&sb->s_active);
	path_put(&path);
	return DEVPTS_SB(sb);
}

/**
 * devpts_release() - undo devpts_acquire()
 * @fsi: the instance
 *
 * Context: may sleep.
 */
void devpts_release(struct pts_fs_info *fsi)
{
	deactivate_super(fsi->sb);
}

/**
 * devpts_new_index() - a number for a new pty
 * @fsi: the instance
 *
 * Context: may sleep.
 * Return: the number, -ENOSPC, or -ENOMEM.
 */
int devpts_new_index(struct pts_fs_info *fsi)
{
	int index = -ENOSPC;

	if (atomic_inc_return(&pty_count) <= pty_limit)
		index = ida_simple_get(&fsi->allocated_ptys, 0,
				       fsi->mount_opts.max, GFP_KERNEL);
	if (index < 0)
		atomic_dec(&pty_count);
	return index;
}

/**
 * devpts_kill_index() - the number is free again
 * @fsi: the instance
 * @idx: the number
 *
 * Context: any.
 */
void devpts_kill_index(struct pts_fs_info *fsi, int idx)
{
	ida_simple_remove(&fsi->allocated_ptys, idx);
	atomic_dec(&pty_count);
}

/**
 * devpts_pty_new() - make the node of a slave
 * @fsi: the instance
 * @index: its number
 * @priv: for devpts_get_priv()
 *
 * Context: may sleep.
 * Return: the dentry, for devpts_pty_kill(), or ERR_PTR(-ENOMEM).
 */
struct dentry *devpts_pty_new(struct pts_fs_info *fsi, int index, void *priv)
{
	struct pts_mount_opts *opts = &fsi->mount_opts;
	struct dentry *dentry;
	struct inode *inode;
	char s[12];

	inode = new_node(fsi->sb, index + FIRST_PTY_INO);
	if (!inode)
		return ERR_PTR(-ENOMEM);
	inode->i_uid = opts->setuid ? opts->uid : current_fsuid();
	inode->i_gid = opts->setgid ? opts->gid : current_fsgid();
	init_special_inode(inode, S_IFCHR | opts->mode,
			   MKDEV(UNIX98_PTY_SLAVE_MAJOR, index));

	sprintf(s, "%d", index);
	dentry = alloc_name(fsi->sb->s_root, s);
	if (!dentry) {
		iput(inode);
		return ERR_PTR(-ENOMEM);
	}
	dentry->d_fsdata = priv;
	inode_lock(d_inode(fsi->sb->s_root));
	d_add(dentry, inode);
	inode_unlock(d_inode(fsi->sb->s_root));
	return dentry;
}

/**
 * devpts_get_priv() - what devpts_pty_new() was given
 * @dentry: the dentry of an opened slave
 *
 * Context: pty.c's devpts_mutex held.
 * Return: that, or NULL when the pty is gone or the node is no slave of ours.
 */
void *devpts_get_priv(struct dentry *dentry)
{
	return dentry->d_sb->s_magic == DEVPTS_SUPER_MAGIC ? dentry->d_fsdata
							   : NULL;
}

/**
 * devpts_pty_kill() - remove the node of a slave
 *
 * Context: may sleep; pty.c's devpts_mutex held.
 */
void devpts_pty_kill(struct dentry *dentry)
{
	struct inode *dir = d_inode(dentry->d_sb->s_root);

	dentry->d_fsdata = NULL;
	inode_lock(dir);		/* I3 of fs/libfs.c */
	drop_nlink(d_inode(dentry));
	d_delete(dentry);
	inode_unlock(dir);
	dput(dentry);
}

/* --- tunables --- */

static struct ctl_table pty_table[] = {
	{
		.procname	= "max",
		.data		= &pty_limit,
		.maxlen		= sizeof(int),
		.mode		= 0644,
		.proc_handler	= proc_dointvec_minmax,
		.extra1		= &pty_limit_min,
		.extra2		= &pty_limit_max,
	},
	{
		.procname	= "nr",
		.data		= &pty_count,
		.maxlen		= sizeof(int),
		.mode		= 0444,
		.proc_handler	= proc_dointvec,
	},
	{ }
};

static int __init init_devpts_fs(void)
{
	register_sysctl("kernel/pty", pty_table);
	return register_filesystem(&devpts_fs_type);
}
device_initcall(init_devpts_fs);
