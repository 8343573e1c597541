// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/ext2/super.c - mount and umount; the super block; errors
 *
 * I1         While it is mounted for writing, s_state on the disk has no
 *            EXT2_VALID_FS; umount and remounting read-only put back what it
 *            was. A filesystem with EXT2_ERROR_FS keeps that until e2fsck.
 * I2         What is not understood is refused: an unknown incompat feature, and
 *            for writing an unknown ro_compat feature.
 * I3         ext2_error() is said whenever the disk contradicts itself; errors=
 *            decides what else happens.
 * Locking    s_lock: the super block's fields. s_umount: options.
 * Entry      the file_system_type; ext2_error()
 *
 * Mirrors: Linux 4.6 fs/ext2/super.c.
 * Simpler than Linux in: no extended attributes, ACLs, quotas, DAX, export to
 * NFS, freezing. A filesystem larger than its device is refused.
 */
#include "ext2.h"

#include <linux/blkdev.h>
#include <linux/init.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/ratelimit.h>
#include <linux/slab.h>
#include <linux/timekeeping.h>

static struct kmem_cache *ext2_inode_cachep;

/* The super block, with the time; s_lock is not held. */
static void ext2_sync_super(struct super_block *sb, int wait)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	struct ext2_super_block *es = sbi->s_es;

	if (!buffer_uptodate(sbi->s_sbh)) {
		/* The last write failed; what we have is all there is. */
		ext2_msg(sb, KERN_ERR, "previous I/O error to superblock detected");
		set_buffer_uptodate(sbi->s_sbh);
	}
	spin_lock(&sbi->s_lock);
	es->s_free_blocks_count =
		cpu_to_le32(atomic_long_read(&sbi->s_freeblocks));
	es->s_free_inodes_count =
		cpu_to_le32(atomic_long_read(&sbi->s_freeinodes));
	es->s_wtime = cpu_to_le32(ktime_get_real_seconds());
	spin_unlock(&sbi->s_lock);
	mark_buffer_dirty(sbi->s_sbh);
	if (wait)
		sync_dirty_buffer(sbi->s_sbh);
}

static void print_message(struct super_block *sb, const char *level,
			  const char *function, struct va_format *vaf)
{
	if (function)
		printk("%sEXT2-fs (%s): error: %s: %pV\n", level, sb->s_id,
		       function, vaf);
	else
		printk("%sEXT2-fs (%s): %pV\n", level, sb->s_id, vaf);
}

/**
 * ext2_error() - the disk contradicts itself (I3)
 * @sb: the filesystem
 * @function: who found out
 * @fmt: what is wrong
 *
 * Context: may sleep.
 */
void ext2_error(struct super_block *sb, const char *function, const char *fmt,
		...)
{
	static DEFINE_RATELIMIT_STATE(limit, 5 * HZ, 20);
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	struct va_format vaf;
	va_list args;

	/* Said at last when it is mounted; until then nothing is written. */
	if (!sb_rdonly(sb) && sb->s_root) {
		spin_lock(&sbi->s_lock);
		sbi->s_mount_state |= EXT2_ERROR_FS;
		sbi->s_es->s_state |= cpu_to_le16(EXT2_ERROR_FS);
		spin_unlock(&sbi->s_lock);
		ext2_sync_super(sb, 1);
	}
	if (__ratelimit(&limit)) {
		va_start(args, fmt);
		vaf.fmt = fmt;
		vaf.va = &args;
		print_message(sb, KERN_CRIT, function, &vaf);
		va_end(args);
	}
	if (sbi->s_mount_opt & EXT2_MOUNT_ERRORS_PANIC)
		panic("EXT2-fs: panic from previous error\n");
	if (!sb_rdonly(sb) && sbi->s_mount_opt & EXT2_MOUNT_ERRORS_RO) {
		ext2_msg(sb, KERN_CRIT, "error: remounting filesystem read-only");
		sb->s_flags |= SB_RDONLY;
	}
}

/**
 * ext2_msg() - a message about a filesystem
 * @sb: the filesystem
 * @prefix: KERN_*
 * @fmt: the message
 *
 * Context: any.
 */
void ext2_msg(struct super_block *sb, const char *prefix, const char *fmt, ...)
{
	struct va_format vaf;
	va_list args;

	va_start(args, fmt);
	vaf.fmt = fmt;
	vaf.va = &args;
	print_message(sb, prefix, NULL, &vaf);
	va_end(args);
}

/**
 * ext2_update_dynamic_rev() - the super block is about to have a feature
 * @sb: the filesystem; s_lock is held
 */
void ext2_update_dynamic_rev(struct super_block *sb)
{
	struct ext2_super_block *es = EXT2_SB(sb)->s_es;

	if (le32_to_cpu(es->s_rev_level) > EXT2_GOOD_OLD_REV)
		return;
	es->s_first_ino = cpu_to_le32(EXT2_GOOD_OLD_FIRST_INO);
	es->s_inode_size = cpu_to_le16(EXT2_GOOD_OLD_INODE_SIZE);
	es->s_rev_level = cpu_to_le32(EXT2_DYNAMIC_REV);
}

/**
 * ext2_sync_fs() - ->sync_fs()
 * @sb: the filesystem
 * @wait: for the super block to be written
 *
 * Context: may sleep.
 * Return: 0.
 */
int ext2_sync_fs(struct super_block *sb, int wait)
{
	ext2_sync_super(sb, wait);
	return 0;
}

/* I1. With @state: the one that it gets. */
static void set_state(struct super_block *sb, u16 state)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);

	spin_lock(&sbi->s_lock);
	sbi->s_es->s_state = cpu_to_le16(state);
	spin_unlock(&sbi->s_lock);
	ext2_sync_super(sb, 1);
}

static void warn_about_state(struct super_block *sb)
{
	struct ext2_super_block *es = EXT2_SB(sb)->s_es;
	s16 max = le16_to_cpu(es->s_max_mnt_count);
	u32 interval = le32_to_cpu(es->s_checkinterval);

	if (le32_to_cpu(es->s_rev_level) > EXT2_MAX_SUPP_REV)
		ext2_msg(sb, KERN_ERR,
			 "error: revision level too high, forcing read-only mode");
	if (!(EXT2_SB(sb)->s_mount_state & EXT2_VALID_FS))
		ext2_msg(sb, KERN_WARNING,
			 "warning: mounting unchecked fs, running e2fsck is recommended");
	else if (EXT2_SB(sb)->s_mount_state & EXT2_ERROR_FS)
		ext2_msg(sb, KERN_WARNING,
			 "warning: mounting fs with errors, running e2fsck is recommended");
	else if (max > 0 && le16_to_cpu(es->s_mnt_count) >= max)
		ext2_msg(sb, KERN_WARNING,
			 "warning: maximal mount count reached, running e2fsck is recommended");
	else if (interval && (u64)le32_to_cpu(es->s_lastcheck) + interval <=
		 ktime_get_real_seconds())
		ext2_msg(sb, KERN_WARNING,
			 "warning: checktime reached, running e2fsck is recommended");
}

/* It will be written to. */
static void ext2_setup_super(struct super_block *sb)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	struct ext2_super_block *es = sbi->s_es;

	warn_about_state(sb);
	if (!le16_to_cpu(es->s_max_mnt_count))
		es->s_max_mnt_count = cpu_to_le16(EXT2_DFL_MAX_MNT_COUNT);
	le16_add_cpu(&es->s_mnt_count, 1);
	es->s_mtime = cpu_to_le32(ktime_get_real_seconds());
	set_state(sb, sbi->s_mount_state & ~EXT2_VALID_FS);
}

/* I2. Return: 0 or -EINVAL; may set SB_RDONLY when @mounting. */
static int check_features(struct super_block *sb, bool read_only)
{
	struct ext2_super_block *es = EXT2_SB(sb)->s_es;
	u32 incompat = le32_to_cpu(es->s_feature_incompat) &
		       ~EXT2_FEATURE_INCOMPAT_SUPP;
	u32 ro_compat = le32_to_cpu(es->s_feature_ro_compat) &
			~EXT2_FEATURE_RO_COMPAT_SUPP;

	if (le32_to_cpu(es->s_rev_level) == EXT2_GOOD_OLD_REV)
		return 0;
	if (incompat) {
		ext2_msg(sb, KERN_ERR,
			 "error: couldn't mount because of unsupported optional features (%x)",
			 incompat);
		return -EINVAL;
	}
	if (!read_only && ro_compat) {
		ext2_msg(sb, KERN_ERR,
			 "error: couldn't mount RDWR because of unsupported optional features (%x)",
			 ro_compat);
		return -EINVAL;
	}
	return 0;
}

/* The largest file: three levels of pointers, 2^32 - 1 sectors of 512 bytes. */
static loff_t ext2_max_size(unsigned int bits)
{
	u64 ptrs = 1ULL << (bits - 2);
	u64 blocks = EXT2_NDIR_BLOCKS + ptrs + ptrs * ptrs + ptrs * ptrs * ptrs;
	/* The blocks of pointers count, too. */
	u64 meta = 1 + 1 + ptrs + 1 + ptrs + ptrs * ptrs;
	u64 limit = ((1ULL << 32) - 1) >> (bits - 9);

	return min(blocks, limit - meta) << bits;
}

/* Read the super block in a block of 1 KiB, or what the device has for one. */
static int read_super(struct super_block *sb, int silent)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	int blocksize = sb_min_blocksize(sb, EXT2_MIN_BLOCK_SIZE);
	u64 byte = sbi->s_sb_block * EXT2_MIN_BLOCK_SIZE;
	int again;

	if (!blocksize) {
		ext2_msg(sb, KERN_ERR, "error: unable to set blocksize");
		return -EINVAL;
	}
	for (again = 0; ; again++) {
		sbi->s_sbh = sb_bread(sb, byte >> sb->s_blocksize_bits);
		if (!sbi->s_sbh) {
			ext2_msg(sb, KERN_ERR, "error: unable to read superblock");
			return -EINVAL;
		}
		sbi->s_es = (void *)(sbi->s_sbh->b_data +
				     (byte & (sb->s_blocksize - 1)));
		if (le16_to_cpu(sbi->s_es->s_magic) != EXT2_SUPER_MAGIC) {
			if (!silent)
				ext2_msg(sb, KERN_ERR,
					 "error: can't find an ext2 filesystem on dev %s.",
					 sb->s_id);
			return -EINVAL;
		}
		blocksize = 1024 << min(le32_to_cpu(sbi->s_es->s_log_block_size),
					16U);
		if (sb->s_blocksize == blocksize)
			return 0;
		brelse(sbi->s_sbh);
		sbi->s_sbh = NULL;
		if (again || blocksize > EXT2_MAX_BLOCK_SIZE ||
		    !sb_set_blocksize(sb, blocksize)) {
			ext2_msg(sb, KERN_ERR, "error: bad blocksize %d",
				 blocksize);
			return -EINVAL;
		}
	}
}

static int read_root(struct super_block *sb)
{
	struct inode *root = ext2_iget(sb, EXT2_ROOT_INO);

	if (IS_ERR(root))
		return PTR_ERR(root);
	if (!S_ISDIR(root->i_mode) || !root->i_blocks || !root->i_size) {
		iput(root);
		ext2_msg(sb, KERN_ERR, "error: corrupt root inode, run e2fsck");
		return -EINVAL;
	}
	sb->s_root = d_make_root(root);
	if (!sb->s_root) {
		ext2_msg(sb, KERN_ERR, "error: get root inode failed");
		return -ENOMEM;
	}
	return 0;
}

static const struct super_operations ext2_sops;

static int fill_from_super(struct super_block *sb, void *data)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	int err;

	ext2_default_options(sbi, sbi->s_es);
	err = ext2_parse_options(data, sb);
	if (err)
		return err;
	if (le32_to_cpu(sbi->s_es->s_rev_level) != EXT2_GOOD_OLD_REV)
		sbi->s_feature_incompat =
			le32_to_cpu(sbi->s_es->s_feature_incompat);
	err = check_features(sb, sb_rdonly(sb));
	if (!err)
		err = ext2_check_super(sb, sbi->s_es);
	if (!err)
		err = ext2_read_descriptors(sb);
	if (err)
		return err;
	ext2_count_free(sb);
	sbi->s_mount_state = le16_to_cpu(sbi->s_es->s_state);
	atomic_set(&sbi->s_next_generation, ktime_get_real_seconds());
	sb->s_maxbytes = ext2_max_size(sb->s_blocksize_bits);
	sb->s_magic = EXT2_SUPER_MAGIC;
	sb->s_op = &ext2_sops;
	return read_root(sb);
}

static void free_sb_info(struct super_block *sb)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);

	ext2_put_descriptors(sbi);
	brelse(sbi->s_sbh);
	sb->s_fs_info = NULL;
	kfree(sbi);
}

static int ext2_fill_super(struct super_block *sb, void *data, int silent)
{
	struct ext2_sb_info *sbi = kzalloc(sizeof(*sbi), GFP_KERNEL);
	char *options = data;
	int err, i;

	if (!sbi)
		return -ENOMEM;
	sb->s_fs_info = sbi;
	spin_lock_init(&sbi->s_lock);
	for (i = 0; i < ARRAY_SIZE(sbi->s_bgl); i++)
		spin_lock_init(&sbi->s_bgl[i]);
	sbi->s_sb_block = ext2_sb_option(&options);
	err = read_super(sb, silent);
	if (!err)
		err = fill_from_super(sb, options);
	if (err) {
		free_sb_info(sb);
		return err;
	}
	if (sbi->s_es->s_feature_compat &
	    cpu_to_le32(EXT2_FEATURE_COMPAT_HAS_JOURNAL))
		ext2_msg(sb, KERN_WARNING,
			 "warning: mounting ext3 filesystem as ext2");
	if (le32_to_cpu(sbi->s_es->s_rev_level) > EXT2_MAX_SUPP_REV)
		sb->s_flags |= SB_RDONLY;
	if (!sb_rdonly(sb))
		ext2_setup_super(sb);
	return 0;
}

static void ext2_put_super(struct super_block *sb)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);

	/* Inodes and data are in the page caches; the state comes last. */
	if (!sb_rdonly(sb)) {
		sync_blockdev(sb->s_bdev);
		set_state(sb, sbi->s_mount_state);
	}
	free_sb_info(sb);
}

static int ext2_remount(struct super_block *sb, int *flags, char *data)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	unsigned long old_opt = sbi->s_mount_opt;
	bool read_only = *flags & SB_RDONLY;
	kuid_t old_resuid = sbi->s_resuid;
	kgid_t old_resgid = sbi->s_resgid;
	int err;

	sync_filesystem(sb);
	err = ext2_parse_options(data, sb);
	if (!err && read_only != sb_rdonly(sb) && !read_only) {
		err = check_features(sb, false);
		if (err)
			err = -EROFS;
	}
	if (err) {
		sbi->s_mount_opt = old_opt;
		sbi->s_resuid = old_resuid;
		sbi->s_resgid = old_resgid;
		return err;
	}
	if (read_only == sb_rdonly(sb))
		return 0;
	if (read_only) {
		if (sbi->s_mount_state & EXT2_VALID_FS)
			set_state(sb, sbi->s_mount_state);
	} else {
		sbi->s_mount_state = le16_to_cpu(sbi->s_es->s_state);
		ext2_setup_super(sb);
	}
	return 0;
}

static struct inode *ext2_alloc_inode(struct super_block *sb)
{
	struct ext2_inode_info *ei = kmem_cache_alloc(ext2_inode_cachep,
						      GFP_KERNEL);

	return ei ? &ei->vfs_inode : NULL;
}

static void ext2_i_callback(struct rcu_head *head)
{
	struct inode *inode = container_of(head, struct inode, i_rcu);

	kmem_cache_free(ext2_inode_cachep, EXT2_I(inode));
}

static void ext2_destroy_inode(struct inode *inode)
{
	call_rcu(&inode->i_rcu, ext2_i_callback);
}

static void init_once(void *foo)
{
	struct ext2_inode_info *ei = foo;

	init_rwsem(&ei->i_data_sem);
	inode_init_once(&ei->vfs_inode);
}

static const struct super_operations ext2_sops = {
	.alloc_inode	= ext2_alloc_inode,
	.destroy_inode	= ext2_destroy_inode,
	.write_inode	= ext2_write_inode,
	.evict_inode	= ext2_evict_inode,
	.put_super	= ext2_put_super,
	.sync_fs	= ext2_sync_fs,
	.statfs		= ext2_statfs,
	.remount_fs	= ext2_remount,
	.show_options	= ext2_show_options,
};

static struct dentry *ext2_mount(struct file_system_type *fs_type, int flags,
				 const char *dev_name, void *data)
{
	return mount_bdev(fs_type, flags, dev_name, data, ext2_fill_super);
}

static struct file_system_type ext2_fs_type = {
	.name		= "ext2",
	.mount		= ext2_mount,
	.kill_sb	= kill_block_super,
	.fs_flags	= FS_REQUIRES_DEV,
};

static int __init init_ext2_fs(void)
{
	ext2_inode_cachep = kmem_cache_create("ext2_inode_cache",
					      sizeof(struct ext2_inode_info),
					      0, SLAB_RECLAIM_ACCOUNT,
					      init_once);
	if (!ext2_inode_cachep)
		return -ENOMEM;
	return register_filesystem(&ext2_fs_type);
}
device_initcall(init_ext2_fs);
