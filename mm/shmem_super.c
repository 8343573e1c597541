// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/shmem_super.c - mounts of tmpfs: their limits and options
 *
 *	size=N[kmg%] nr_blocks=N[kmg] nr_inodes=N[kmg] mode=OOO uid=N gid=N
 *
 * Without size= a mount may use half of the RAM; 0 means no limit.
 *
 * Locking    stat_lock: the four numbers.  s_umount: remount.
 * Entry      shmem_init(), shmem_fs_type
 *
 * Mirrors: Linux 4.6 mm/shmem.c.
 * Simpler than Linux in: huge= and mpol= are unknown options.
 */
#include "shmem.h"

#include <linux/backing-dev.h>
#include <linux/cred.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/magic.h>
#include <linux/mount.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/statfs.h>

/**
 * shmem_reserve_inode() - one more inode or name
 *
 * Context: any but interrupts.
 * Return: 0, or -ENOSPC if nr_inodes= is reached.
 */
int shmem_reserve_inode(struct super_block *sb)
{
	struct shmem_sb_info *sbinfo = SHMEM_SB(sb);
	int ret = 0;

	if (!sbinfo->max_inodes)
		return 0;
	spin_lock(&sbinfo->stat_lock);
	if (sbinfo->free_inodes)
		sbinfo->free_inodes--;
	else
		ret = -ENOSPC;
	spin_unlock(&sbinfo->stat_lock);
	return ret;
}

/**
 * shmem_free_inode() - one inode or name less
 *
 * Context: any but interrupts.
 */
void shmem_free_inode(struct super_block *sb)
{
	struct shmem_sb_info *sbinfo = SHMEM_SB(sb);

	if (!sbinfo->max_inodes)
		return;
	spin_lock(&sbinfo->stat_lock);
	sbinfo->free_inodes++;
	spin_unlock(&sbinfo->stat_lock);
}

/**
 * shmem_charge_block() - one more page
 *
 * Context: any but interrupts.
 * Return: false if size= is reached.
 */
bool shmem_charge_block(struct super_block *sb)
{
	struct shmem_sb_info *sbinfo = SHMEM_SB(sb);
	bool ok;

	if (!sbinfo->max_blocks)
		return true;
	spin_lock(&sbinfo->stat_lock);
	ok = sbinfo->used_blocks < sbinfo->max_blocks;
	if (ok)
		sbinfo->used_blocks++;
	spin_unlock(&sbinfo->stat_lock);
	return ok;
}

/**
 * shmem_uncharge_blocks() - some pages less
 * @sb: super block
 * @pages: how many
 *
 * Context: any but interrupts.
 */
void shmem_uncharge_blocks(struct super_block *sb, long pages)
{
	struct shmem_sb_info *sbinfo = SHMEM_SB(sb);

	if (!sbinfo->max_blocks)
		return;
	spin_lock(&sbinfo->stat_lock);
	sbinfo->used_blocks -= pages;
	spin_unlock(&sbinfo->stat_lock);
}

/*
 * Options.  *@rest is what follows the number.
 */
static bool parse_size_option(char *value, unsigned long *pages)
{
	unsigned long long size;
	char *rest;

	size = memparse(value, &rest);
	if (*rest == '%') {
		size = size * totalram_pages / 100;
		size <<= PAGE_SHIFT;
		rest++;
	}
	*pages = DIV_ROUND_UP_ULL(size, PAGE_SIZE);
	return !*rest;
}

static bool parse_count_option(char *value, unsigned long *count)
{
	char *rest;

	*count = memparse(value, &rest);
	return !*rest;
}

static bool parse_id_option(char *value, kuid_t *uid, kgid_t *gid)
{
	unsigned int id;

	if (kstrtouint(value, 0, &id))
		return false;
	if (uid) {
		*uid = make_kuid(current_user_ns(), id);
		return uid_valid(*uid);
	}
	*gid = make_kgid(current_user_ns(), id);
	return gid_valid(*gid);
}

static bool parse_mode_option(char *value, umode_t *mode)
{
	unsigned int bits;

	if (kstrtouint(value, 8, &bits))
		return false;
	*mode = bits & 07777;
	return true;
}

static bool shmem_parse_option(char *name, char *value,
			       struct shmem_sb_info *sbinfo, bool remount)
{
	umode_t mode;

	if (!strcmp(name, "size"))
		return parse_size_option(value, &sbinfo->max_blocks);
	if (!strcmp(name, "nr_blocks"))
		return parse_count_option(value, &sbinfo->max_blocks);
	if (!strcmp(name, "nr_inodes"))
		return parse_count_option(value, &sbinfo->max_inodes);
	/* The root directory has its owner and mode from the first mount. */
	if (!strcmp(name, "mode"))
		return remount ? parse_mode_option(value, &mode) :
				 parse_mode_option(value, &sbinfo->mode);
	if (!strcmp(name, "uid"))
		return remount || parse_id_option(value, &sbinfo->uid, NULL);
	if (!strcmp(name, "gid"))
		return remount || parse_id_option(value, NULL, &sbinfo->gid);
	return false;
}

static int shmem_parse_options(char *options, struct shmem_sb_info *sbinfo,
			       bool remount)
{
	char *name, *value;

	while (options) {
		name = strsep(&options, ",");
		if (!*name)
			continue;
		value = strchr(name, '=');
		if (!value) {
			pr_err("tmpfs: No value for mount option '%s'\n", name);
			return -EINVAL;
		}
		*value++ = '\0';
		if (!shmem_parse_option(name, value, sbinfo, remount)) {
			pr_err("tmpfs: Bad mount option %s=%s\n", name, value);
			return -EINVAL;
		}
	}
	return 0;
}

/**
 * shmem_remount_fs() - ->remount_fs() of tmpfs: new limits
 * @sb: super block
 * @flags: of the mount
 * @data: options
 *
 * Return: 0; -EINVAL if more is used than the new limits allow, or if a limit
 * would come to what had none (the uses were not counted).
 */
int shmem_remount_fs(struct super_block *sb, int *flags, char *data)
{
	struct shmem_sb_info *sbinfo = SHMEM_SB(sb);
	struct shmem_sb_info config = *sbinfo;
	unsigned long inodes;
	int error = -EINVAL;

	if (shmem_parse_options(data, &config, true))
		return error;
	spin_lock(&sbinfo->stat_lock);
	inodes = sbinfo->max_inodes - sbinfo->free_inodes;
	if ((config.max_blocks && sbinfo->used_blocks > config.max_blocks) ||
	    (config.max_inodes && inodes > config.max_inodes))
		goto out;
	if (!config.max_blocks != !sbinfo->max_blocks ||
	    !config.max_inodes != !sbinfo->max_inodes)
		goto out;
	error = 0;
	sbinfo->max_blocks = config.max_blocks;
	sbinfo->max_inodes = config.max_inodes;
	sbinfo->free_inodes = config.max_inodes - inodes;
out:
	spin_unlock(&sbinfo->stat_lock);
	return error;
}

static unsigned long shmem_default_max(void)
{
	return totalram_pages / 2;
}

/**
 * shmem_show_options() - ->show_options() of tmpfs: what is not the default
 * @seq: /proc/mounts
 * @root: of the mount
 *
 * Return: 0.
 */
int shmem_show_options(struct seq_file *seq, struct dentry *root)
{
	struct shmem_sb_info *sbinfo = SHMEM_SB(root->d_sb);

	if (sbinfo->max_blocks != shmem_default_max())
		seq_printf(seq, ",size=%luk",
			   sbinfo->max_blocks << (PAGE_SHIFT - 10));
	if (sbinfo->max_inodes != shmem_default_max())
		seq_printf(seq, ",nr_inodes=%lu", sbinfo->max_inodes);
	if (sbinfo->mode != (S_IRWXUGO | S_ISVTX))
		seq_printf(seq, ",mode=%03ho", sbinfo->mode);
	if (!uid_eq(sbinfo->uid, GLOBAL_ROOT_UID))
		seq_printf(seq, ",uid=%u",
			   from_kuid_munged(&init_user_ns, sbinfo->uid));
	if (!gid_eq(sbinfo->gid, GLOBAL_ROOT_GID))
		seq_printf(seq, ",gid=%u",
			   from_kgid_munged(&init_user_ns, sbinfo->gid));
	return 0;
}

/**
 * shmem_statfs() - ->statfs() of tmpfs
 * @dentry: any of the mount
 * @buf: gets the numbers
 *
 * Return: 0.
 */
int shmem_statfs(struct dentry *dentry, struct kstatfs *buf)
{
	struct shmem_sb_info *sbinfo = SHMEM_SB(dentry->d_sb);

	buf->f_type = TMPFS_MAGIC;
	buf->f_bsize = PAGE_SIZE;
	buf->f_namelen = NAME_MAX;
	spin_lock(&sbinfo->stat_lock);
	if (sbinfo->max_blocks) {
		buf->f_blocks = sbinfo->max_blocks;
		buf->f_bfree = sbinfo->max_blocks - sbinfo->used_blocks;
		buf->f_bavail = buf->f_bfree;
	}
	if (sbinfo->max_inodes) {
		buf->f_files = sbinfo->max_inodes;
		buf->f_ffree = sbinfo->free_inodes;
	}
	spin_unlock(&sbinfo->stat_lock);
	return 0;
}

/**
 * shmem_put_super() - ->put_super() of tmpfs
 * @sb: super block without inodes
 */
void shmem_put_super(struct super_block *sb)
{
	kfree(sb->s_fs_info);
	sb->s_fs_info = NULL;
}

/**
 * shmem_fill_super() - make a super block of tmpfs
 * @sb: new
 * @data: options, or NULL
 * @silent: unused
 *
 * Context: process context, may sleep.
 * Return: 0 or -errno; the caller shuts @sb down then.
 */
int shmem_fill_super(struct super_block *sb, void *data, int silent)
{
	struct shmem_sb_info *sbinfo;
	struct inode *inode;

	sbinfo = kzalloc(sizeof(*sbinfo), GFP_KERNEL);
	if (!sbinfo)
		return -ENOMEM;
	sb->s_fs_info = sbinfo;		/* freed by shmem_put_super() */
	sb->s_op = &shmem_ops;
	sb->s_xattr = shmem_xattr_handlers;
	spin_lock_init(&sbinfo->stat_lock);
	sbinfo->mode = S_IRWXUGO | S_ISVTX;
	sbinfo->uid = current_fsuid();
	sbinfo->gid = current_fsgid();
	if (sb->s_flags & SB_KERNMOUNT) {
		sb->s_flags |= SB_NOUSER;
	} else {
		sbinfo->max_blocks = shmem_default_max();
		sbinfo->max_inodes = shmem_default_max();
		if (shmem_parse_options(data, sbinfo, false))
			return -EINVAL;
	}
	sbinfo->free_inodes = sbinfo->max_inodes;

	sb->s_maxbytes = MAX_LFS_FILESIZE;
	sb->s_blocksize = PAGE_SIZE;
	sb->s_blocksize_bits = PAGE_SHIFT;
	sb->s_magic = TMPFS_MAGIC;
	sb->s_time_gran = 1;
	sb->s_bdi = &noop_backing_dev_info;
	inode = shmem_get_inode(sb, NULL, S_IFDIR | sbinfo->mode, 0,
				VM_NORESERVE);
	if (!inode)
		return -ENOMEM;
	inode->i_uid = sbinfo->uid;
	inode->i_gid = sbinfo->gid;
	sb->s_root = d_make_root(inode);
	return sb->s_root ? 0 : -ENOMEM;
}

static struct dentry *shmem_mount(struct file_system_type *fs_type, int flags,
				  const char *dev_name, void *data)
{
	return mount_nodev(fs_type, flags, data, shmem_fill_super);
}

static struct file_system_type shmem_fs_type = {
	.name		= "tmpfs",
	.mount		= shmem_mount,
	.kill_sb	= kill_litter_super,
	.fs_flags	= FS_USERNS_MOUNT,
};

/**
 * shmem_init() - tmpfs, and the mount of objects without a name
 *
 * Context: boot, the VFS is up.
 * Return: 0; panics when there is no memory.
 */
int __init shmem_init(void)
{
	if (shm_mnt)
		return 0;
	shmem_init_inodecache();
	if (register_filesystem(&shmem_fs_type))
		panic("Could not register tmpfs\n");
	shm_mnt = kern_mount(&shmem_fs_type);
	if (IS_ERR(shm_mnt))
		panic("Could not kern_mount tmpfs\n");
	return 0;
}
