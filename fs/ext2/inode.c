// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/ext2/inode.c - inodes: read, written, deleted; their pages
 *
 * I1         An inode that is not on the disk yet (EXT2_STATE_NEW) is written
 *            whole, so that nothing of its predecessor stays.
 * I2         A deleted inode's blocks and number are given back at the last
 *            iput(), after i_dtime is set. There is no list of such inodes on
 *            the disk: after a power cut e2fsck finds them.
 * I3         An inode without links is no inode: whoever names it is damaged.
 * Locking    i_rwsem: size, flags, owner. The tree of blocks: indirect.c.
 *            Inodes share blocks of the inode table; each writes its own part,
 *            one writer at a time (I_SYNC).
 * Entry      ext2_iget() ext2_write_inode() ext2_evict_inode() ext2_setattr()
 *
 * Mirrors: Linux 4.6 fs/ext2/inode.c.
 * Simpler than Linux in: no direct i/o, no DAX, no quotas.
 */
#include "ext2.h"

#include <linux/backing-dev.h>
#include <linux/mm.h>
#include <linux/mpage.h>
#include <linux/timekeeping.h>
#include <linux/writeback.h>

/* Its body is in i_data, instead of pointers. */
static bool ext2_inode_is_fast_symlink(struct inode *inode)
{
	unsigned int ea_blocks = EXT2_I(inode)->i_file_acl ?
				 inode->i_sb->s_blocksize >> 9 : 0;

	return S_ISLNK(inode->i_mode) && inode->i_blocks == ea_blocks;
}

static bool has_block_tree(struct inode *inode)
{
	return S_ISREG(inode->i_mode) || S_ISDIR(inode->i_mode) ||
	       (S_ISLNK(inode->i_mode) && !ext2_inode_is_fast_symlink(inode));
}

static bool inode_needs_sync(struct inode *inode)
{
	return IS_SYNC(inode) ||
	       (S_ISDIR(inode->i_mode) && IS_DIRSYNC(inode));
}

/* Pages. */

static int ext2_readpage(struct file *file, struct page *page)
{
	return mpage_readpage(page, ext2_get_block);
}

static int ext2_readpages(struct file *file, struct address_space *mapping,
			  struct list_head *pages, unsigned int nr_pages)
{
	return mpage_readpages(mapping, pages, nr_pages, ext2_get_block);
}

static int ext2_writepage(struct page *page, struct writeback_control *wbc)
{
	return block_write_full_page(page, ext2_get_block, wbc);
}

static int ext2_writepages(struct address_space *mapping,
			   struct writeback_control *wbc)
{
	return mpage_writepages(mapping, wbc, ext2_get_block);
}

/* What was allocated for a write that did not come about. */
static void ext2_write_failed(struct address_space *mapping, loff_t to)
{
	struct inode *inode = mapping->host;

	if (to > inode->i_size) {
		truncate_pagecache(inode, inode->i_size);
		ext2_truncate_blocks(inode, inode->i_size);
	}
}

static int ext2_write_begin(struct file *file, struct address_space *mapping,
			    loff_t pos, unsigned int len, unsigned int flags,
			    struct page **pagep, void **fsdata)
{
	int ret = block_write_begin(mapping, pos, len, flags, pagep,
				    ext2_get_block);

	if (ret < 0)
		ext2_write_failed(mapping, pos + len);
	return ret;
}

static int ext2_write_end(struct file *file, struct address_space *mapping,
			  loff_t pos, unsigned int len, unsigned int copied,
			  struct page *page, void *fsdata)
{
	int ret = generic_write_end(file, mapping, pos, len, copied, page,
				    fsdata);

	if (ret < len)
		ext2_write_failed(mapping, pos + len);
	return ret;
}

static sector_t ext2_bmap(struct address_space *mapping, sector_t block)
{
	return generic_block_bmap(mapping, block, ext2_get_block);
}

static int ext2_releasepage(struct page *page, gfp_t gfp)
{
	return try_to_free_buffers(page);
}

const struct address_space_operations ext2_aops = {
	.readpage	= ext2_readpage,
	.readpages	= ext2_readpages,
	.writepage	= ext2_writepage,
	.writepages	= ext2_writepages,
	.write_begin	= ext2_write_begin,
	.write_end	= ext2_write_end,
	.bmap		= ext2_bmap,
	.set_page_dirty	= __set_page_dirty_buffers,
	.invalidatepage	= block_invalidatepage,
	.releasepage	= ext2_releasepage,
};

/* Inodes. */

/* Return: the inode in its buffer, *@bh; or ERR_PTR. */
static struct ext2_inode *ext2_get_inode(struct super_block *sb, ino_t ino,
					 struct buffer_head **bh)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	struct ext2_group_desc *gdp;
	u32 group, index, block;

	if ((ino != EXT2_ROOT_INO && ino < sbi->s_first_ino) ||
	    ino > sbi->s_inodes_count) {
		ext2_error(sb, "ext2_get_inode", "bad inode number: %lu", ino);
		return ERR_PTR(-EINVAL);
	}
	group = (ino - 1) / sbi->s_inodes_per_group;
	index = (ino - 1) % sbi->s_inodes_per_group;
	gdp = ext2_get_group_desc(sb, group, NULL);
	block = le32_to_cpu(gdp->bg_inode_table) +
		index / sbi->s_inodes_per_block;
	*bh = sb_bread(sb, block);
	if (!*bh) {
		ext2_error(sb, "ext2_get_inode",
			   "unable to read inode block - inode=%lu, block=%u",
			   ino, block);
		return ERR_PTR(-EIO);
	}
	return (struct ext2_inode *)((*bh)->b_data +
		index % sbi->s_inodes_per_block * sbi->s_inode_size);
}

/**
 * ext2_set_inode_flags() - what the VFS should know of i_flags
 * @inode: locked, or new
 */
void ext2_set_inode_flags(struct inode *inode)
{
	u32 flags = EXT2_I(inode)->i_flags;
	unsigned int s_flags = 0;

	if (flags & FS_SYNC_FL)
		s_flags |= S_SYNC;
	if (flags & FS_APPEND_FL)
		s_flags |= S_APPEND;
	if (flags & FS_IMMUTABLE_FL)
		s_flags |= S_IMMUTABLE;
	if (flags & FS_NOATIME_FL)
		s_flags |= S_NOATIME;
	if (flags & FS_DIRSYNC_FL)
		s_flags |= S_DIRSYNC;
	inode->i_flags = (inode->i_flags &
			  ~(S_SYNC | S_APPEND | S_IMMUTABLE | S_NOATIME |
			    S_DIRSYNC)) | s_flags;
}

static void read_owner(struct inode *inode, const struct ext2_inode *raw)
{
	uid_t uid = le16_to_cpu(raw->i_uid);
	gid_t gid = le16_to_cpu(raw->i_gid);

	if (!(EXT2_SB(inode->i_sb)->s_mount_opt & EXT2_MOUNT_NO_UID32)) {
		uid |= le16_to_cpu(raw->i_uid_high) << 16;
		gid |= le16_to_cpu(raw->i_gid_high) << 16;
	}
	i_uid_write(inode, uid);
	i_gid_write(inode, gid);
}

/* Times on the disk are signed seconds: 1901 to 2038. */
static void read_times(struct inode *inode, const struct ext2_inode *raw)
{
	inode->i_atime.tv_sec = (s32)le32_to_cpu(raw->i_atime);
	inode->i_ctime.tv_sec = (s32)le32_to_cpu(raw->i_ctime);
	inode->i_mtime.tv_sec = (s32)le32_to_cpu(raw->i_mtime);
	inode->i_atime.tv_nsec = 0;
	inode->i_ctime.tv_nsec = 0;
	inode->i_mtime.tv_nsec = 0;
}

/* Return: 0, or -errno: this cannot be an inode. */
static int read_inode(struct inode *inode, const struct ext2_inode *raw)
{
	struct ext2_sb_info *sbi = EXT2_SB(inode->i_sb);
	struct ext2_inode_info *ei = EXT2_I(inode);
	u64 size = le32_to_cpu(raw->i_size);

	inode->i_mode = le16_to_cpu(raw->i_mode);
	read_owner(inode, raw);
	read_times(inode, raw);
	ei->i_dtime = le32_to_cpu(raw->i_dtime);
	if (!raw->i_links_count || !inode->i_mode)	/* I3 */
		return -ESTALE;
	set_nlink(inode, le16_to_cpu(raw->i_links_count));
	inode->i_blocks = le32_to_cpu(raw->i_blocks);
	inode->i_generation = le32_to_cpu(raw->i_generation);
	ei->i_flags = le32_to_cpu(raw->i_flags);
	ext2_set_inode_flags(inode);
	ei->i_file_acl = le32_to_cpu(raw->i_file_acl);
	ei->i_block_group = (inode->i_ino - 1) / sbi->s_inodes_per_group;
	ei->i_dir_start_lookup = 0;
	ei->i_version = 1;
	ei->i_state_flags = 0;
	ei->i_last_alloc_physical = 0;
	memcpy(ei->i_data, raw->i_block, sizeof(ei->i_data));

	if (S_ISREG(inode->i_mode))
		size |= (u64)le32_to_cpu(raw->i_dir_acl) << 32;
	i_size_write(inode, size);
	if (ei->i_file_acl &&
	    !ext2_data_block_valid(inode->i_sb, ei->i_file_acl, 1)) {
		ext2_error(inode->i_sb, "ext2_iget",
			   "bad extended attribute block %u", ei->i_file_acl);
		return -EUCLEAN;
	}
	if (inode->i_size < 0 || inode->i_size > inode->i_sb->s_maxbytes) {
		ext2_error(inode->i_sb, "ext2_iget",
			   "inode #%lu: bad i_size %lld", inode->i_ino,
			   inode->i_size);
		return -EUCLEAN;
	}
	return 0;
}

/* Device numbers: 16 bits in the first word, or 32 in the second. */
static dev_t read_rdev(const struct ext2_inode_info *ei)
{
	u32 old = le32_to_cpu(ei->i_data[0]);

	return old ? old_decode_dev(old) :
		     new_decode_dev(le32_to_cpu(ei->i_data[1]));
}

static void set_operations(struct inode *inode)
{
	struct ext2_inode_info *ei = EXT2_I(inode);

	switch (inode->i_mode & S_IFMT) {
	case S_IFREG:
		inode->i_op = &ext2_file_inode_operations;
		inode->i_fop = &ext2_file_operations;
		inode->i_mapping->a_ops = &ext2_aops;
		break;
	case S_IFDIR:
		inode->i_op = &ext2_dir_inode_operations;
		inode->i_fop = &ext2_dir_operations;
		inode->i_mapping->a_ops = &ext2_aops;
		break;
	case S_IFLNK:
		if (ext2_inode_is_fast_symlink(inode)) {
			inode->i_link = (char *)ei->i_data;
			inode->i_op = &ext2_fast_symlink_inode_operations;
			inode->i_link[min_t(u64, inode->i_size,
					    sizeof(ei->i_data) - 1)] = 0;
		} else {
			inode->i_op = &ext2_symlink_inode_operations;
			inode_nohighmem(inode);
			inode->i_mapping->a_ops = &ext2_aops;
		}
		break;
	default:
		inode->i_op = &ext2_special_inode_operations;
		init_special_inode(inode, inode->i_mode, read_rdev(ei));
	}
}

/**
 * ext2_iget() - an inode by its number
 * @sb: the filesystem
 * @ino: the number, as some entry says
 *
 * Context: may sleep.
 * Return: it, with a reference; or ERR_PTR: -ESTALE if it is deleted, -EINVAL
 * if there is no such number, -EIO, -EUCLEAN, -ENOMEM.
 */
struct inode *ext2_iget(struct super_block *sb, unsigned long ino)
{
	struct inode *inode = iget_locked(sb, ino);
	struct buffer_head *bh;
	struct ext2_inode *raw;
	int err;

	if (!inode)
		return ERR_PTR(-ENOMEM);
	if (!(inode->i_state & I_NEW))
		return inode;
	raw = ext2_get_inode(sb, ino, &bh);
	if (IS_ERR(raw)) {
		iget_failed(inode);
		return ERR_CAST(raw);
	}
	err = read_inode(inode, raw);
	brelse(bh);
	if (err) {
		iget_failed(inode);
		return ERR_PTR(err);
	}
	set_operations(inode);
	unlock_new_inode(inode);
	return inode;
}

static void write_owner(struct inode *inode, struct ext2_inode *raw)
{
	uid_t uid = i_uid_read(inode);
	gid_t gid = i_gid_read(inode);

	if (EXT2_SB(inode->i_sb)->s_mount_opt & EXT2_MOUNT_NO_UID32) {
		raw->i_uid = cpu_to_le16(uid > 0xffff ? 65534 : uid);
		raw->i_gid = cpu_to_le16(gid > 0xffff ? 65534 : gid);
		raw->i_uid_high = 0;
		raw->i_gid_high = 0;
		return;
	}
	raw->i_uid = cpu_to_le16(uid & 0xffff);
	raw->i_gid = cpu_to_le16(gid & 0xffff);
	raw->i_uid_high = cpu_to_le16(uid >> 16);
	raw->i_gid_high = cpu_to_le16(gid >> 16);
}

static void write_rdev(struct inode *inode, struct ext2_inode *raw)
{
	raw->i_block[0] = 0;
	raw->i_block[1] = 0;
	raw->i_block[2] = 0;
	if (old_valid_dev(inode->i_rdev))
		raw->i_block[0] = cpu_to_le32(old_encode_dev(inode->i_rdev));
	else
		raw->i_block[1] = cpu_to_le32(new_encode_dev(inode->i_rdev));
}

/* The first file of 2 GiB makes the filesystem one that has such files. */
static void note_large_file(struct super_block *sb)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	__le32 flag = cpu_to_le32(EXT2_FEATURE_RO_COMPAT_LARGE_FILE);

	spin_lock(&sbi->s_lock);
	if (sbi->s_es->s_rev_level &&
	    (sbi->s_es->s_feature_ro_compat & flag)) {
		spin_unlock(&sbi->s_lock);
		return;
	}
	ext2_update_dynamic_rev(sb);
	sbi->s_es->s_feature_ro_compat |= flag;
	spin_unlock(&sbi->s_lock);
	ext2_sync_fs(sb, 1);
}

static void fill_raw_inode(struct inode *inode, struct ext2_inode *raw)
{
	struct ext2_inode_info *ei = EXT2_I(inode);
	u64 size = inode->i_size;

	if (ei->i_state_flags & EXT2_STATE_NEW)		/* I1 */
		memset(raw, 0, EXT2_SB(inode->i_sb)->s_inode_size);
	raw->i_mode = cpu_to_le16(inode->i_mode);
	write_owner(inode, raw);
	raw->i_links_count = cpu_to_le16(inode->i_nlink);
	raw->i_size = cpu_to_le32(size);
	raw->i_atime = cpu_to_le32(inode->i_atime.tv_sec);
	raw->i_ctime = cpu_to_le32(inode->i_ctime.tv_sec);
	raw->i_mtime = cpu_to_le32(inode->i_mtime.tv_sec);
	raw->i_blocks = cpu_to_le32(inode->i_blocks);
	raw->i_dtime = cpu_to_le32(ei->i_dtime);
	raw->i_flags = cpu_to_le32(ei->i_flags);
	raw->i_file_acl = cpu_to_le32(ei->i_file_acl);
	raw->i_generation = cpu_to_le32(inode->i_generation);
	if (S_ISREG(inode->i_mode))
		raw->i_dir_acl = cpu_to_le32(size >> 32);
	if (S_ISCHR(inode->i_mode) || S_ISBLK(inode->i_mode))
		write_rdev(inode, raw);
	else
		memcpy(raw->i_block, ei->i_data, sizeof(ei->i_data));
	ei->i_state_flags &= ~EXT2_STATE_NEW;
}

static int __ext2_write_inode(struct inode *inode, bool do_sync)
{
	struct super_block *sb = inode->i_sb;
	struct buffer_head *bh;
	struct ext2_inode *raw = ext2_get_inode(sb, inode->i_ino, &bh);
	int err = 0;

	if (IS_ERR(raw))
		return -EIO;
	if (S_ISREG(inode->i_mode) && inode->i_size > 0x7fffffff)
		note_large_file(sb);
	fill_raw_inode(inode, raw);
	mark_buffer_dirty(bh);
	if (do_sync) {
		sync_dirty_buffer(bh);
		if (buffer_req(bh) && !buffer_uptodate(bh)) {
			ext2_msg(sb, KERN_ERR,
				 "IO error syncing ext2 inode [%s:%08lx]",
				 sb->s_id, inode->i_ino);
			err = -EIO;
		}
	}
	brelse(bh);
	return err;
}

/**
 * ext2_write_inode() - ->write_inode()
 * @inode: dirty
 * @wbc: wait for it?
 *
 * Context: may sleep.
 * Return: 0 or -EIO.
 */
int ext2_write_inode(struct inode *inode, struct writeback_control *wbc)
{
	return __ext2_write_inode(inode, wbc->sync_mode == WB_SYNC_ALL);
}

/**
 * ext2_evict_inode() - ->evict_inode(): and its blocks, if it has no links
 * @inode: I_FREEING
 *
 * Context: may sleep.
 */
void ext2_evict_inode(struct inode *inode)
{
	bool want_delete = !inode->i_nlink && !is_bad_inode(inode);

	truncate_inode_pages_final(&inode->i_data);
	if (want_delete) {
		EXT2_I(inode)->i_dtime = ktime_get_real_seconds();
		__ext2_write_inode(inode, inode_needs_sync(inode));
		if (has_block_tree(inode)) {
			inode->i_size = 0;
			ext2_truncate_blocks(inode, 0);
		}
		ext2_xattr_delete_inode(inode);
	}
	invalidate_inode_buffers(inode);
	clear_inode(inode);
	if (want_delete)
		ext2_free_inode(inode);
}

static int ext2_setsize(struct inode *inode, loff_t newsize)
{
	int error;

	if (!has_block_tree(inode))
		return -EINVAL;
	if (IS_APPEND(inode) || IS_IMMUTABLE(inode))
		return -EPERM;
	error = block_truncate_page(inode->i_mapping, newsize, ext2_get_block);
	if (error)
		return error;
	truncate_setsize(inode, newsize);
	ext2_truncate_blocks(inode, newsize);
	inode->i_mtime = inode->i_ctime = current_time(inode);
	mark_inode_dirty(inode);
	if (inode_needs_sync(inode)) {
		sync_mapping_buffers(inode->i_mapping);
		sync_inode_metadata(inode, 1);
	}
	return 0;
}

/**
 * ext2_setattr() - ->setattr()
 * @dentry: a name of the file, which is locked
 * @iattr: what to set
 *
 * Context: may sleep.
 * Return: 0 or -errno.
 */
int ext2_setattr(struct dentry *dentry, struct iattr *iattr)
{
	struct inode *inode = d_inode(dentry);
	int error = setattr_prepare(dentry, iattr);

	if (error)
		return error;
	if ((iattr->ia_valid & ATTR_SIZE) && iattr->ia_size != inode->i_size) {
		error = ext2_setsize(inode, iattr->ia_size);
		if (error)
			return error;
	}
	setattr_copy(inode, iattr);
	mark_inode_dirty(inode);
	return 0;
}
