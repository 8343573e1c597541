// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/ext2/ialloc.c - free inodes: one bit each, and which group gets a new one
 *
 * Files go to the group of their directory, so that what is used together is
 * near. Directories in the root directory are spread over all groups, so that
 * their files have room; other directories stay near their parent as long as
 * that group has its share of free inodes and blocks.
 *
 * I1         An inode is taken by whoever turns its bit from 0 to 1 under the
 *            group's lock.
 * I2         A number is given back after the old inode is gone from memory;
 *            its bit is the last thing to change.
 * Locking    sb_bgl_lock(): bitmap and counts of a group. A leaf.
 * Entry      ext2_new_inode() ext2_free_inode()
 *
 * Mirrors: Linux 4.6 fs/ext2/ialloc.c.
 * Simpler than Linux in: Orlov's rule without debts of blocks and directories.
 */
#include "ext2.h"

#include <linux/cred.h>
#include <linux/find.h>
#include <linux/random.h>
#include <linux/writeback.h>

static struct buffer_head *read_inode_bitmap(struct super_block *sb, u32 group)
{
	struct ext2_group_desc *gdp = ext2_get_group_desc(sb, group, NULL);
	u32 block = le32_to_cpu(gdp->bg_inode_bitmap);
	struct buffer_head *bh = sb_bread(sb, block);

	if (!bh)
		ext2_error(sb, "read_inode_bitmap",
			   "Cannot read inode bitmap - block_group = %u, inode_bitmap = %u",
			   group, block);
	return bh;
}

/* One more, or one less, inode of @group is free. The lock is held. */
static void count_inode(struct ext2_group_desc *gdp, int diff, bool dir)
{
	if (diff > 0 || gdp->bg_free_inodes_count)
		le16_add_cpu(&gdp->bg_free_inodes_count, diff);
	if (dir && (diff < 0 || gdp->bg_used_dirs_count))
		le16_add_cpu(&gdp->bg_used_dirs_count, -diff);
}

/**
 * ext2_free_inode() - its number is free again
 * @inode: its blocks are freed, and clear_inode() is done
 *
 * Context: may sleep.
 */
void ext2_free_inode(struct inode *inode)
{
	struct super_block *sb = inode->i_sb;
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	unsigned long ino = inode->i_ino;
	struct buffer_head *bh, *gdp_bh;
	struct ext2_group_desc *gdp;
	u32 group, bit;
	bool was_set;

	if (ino < sbi->s_first_ino || ino > sbi->s_inodes_count) {
		ext2_error(sb, "ext2_free_inode",
			   "reserved or nonexistent inode %lu", ino);
		return;
	}
	group = (ino - 1) / sbi->s_inodes_per_group;
	bit = (ino - 1) % sbi->s_inodes_per_group;
	bh = read_inode_bitmap(sb, group);
	if (!bh)
		return;
	gdp = ext2_get_group_desc(sb, group, &gdp_bh);
	spin_lock(sb_bgl_lock(sbi, group));
	was_set = __test_and_clear_bit(bit, (unsigned long *)bh->b_data);
	if (was_set)
		count_inode(gdp, 1, S_ISDIR(inode->i_mode));
	spin_unlock(sb_bgl_lock(sbi, group));
	if (was_set) {
		atomic_long_inc(&sbi->s_freeinodes);
		if (S_ISDIR(inode->i_mode))
			atomic_long_dec(&sbi->s_dirs);
		mark_buffer_dirty(bh);
		mark_buffer_dirty(gdp_bh);
		if (sb->s_flags & SB_SYNCHRONOUS)
			sync_dirty_buffer(bh);
	} else {
		ext2_error(sb, "ext2_free_inode",
			   "bit already cleared for inode %lu", ino);
	}
	brelse(bh);
}

static u32 free_inodes(struct super_block *sb, u32 group)
{
	return le16_to_cpu(ext2_get_group_desc(sb, group,
					       NULL)->bg_free_inodes_count);
}

/* A directory that is to have much room: the group with fewest of them. */
static int find_group_spread(struct super_block *sb, u32 start)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	u32 avefreei = atomic_long_read(&sbi->s_freeinodes) /
		       sbi->s_groups_count;
	u32 avefreeb = atomic_long_read(&sbi->s_freeblocks) /
		       sbi->s_groups_count;
	u32 best_ndir = U32_MAX, i;
	int best = -1;

	for (i = 0; i < sbi->s_groups_count; i++) {
		u32 group = (start + i) % sbi->s_groups_count;
		struct ext2_group_desc *gdp;

		gdp = ext2_get_group_desc(sb, group, NULL);
		if (!gdp->bg_free_inodes_count ||
		    le16_to_cpu(gdp->bg_free_inodes_count) < avefreei ||
		    le16_to_cpu(gdp->bg_free_blocks_count) < avefreeb ||
		    le16_to_cpu(gdp->bg_used_dirs_count) >= best_ndir)
			continue;
		best = group;
		best_ndir = le16_to_cpu(gdp->bg_used_dirs_count);
	}
	return best;
}

/* The first group from @start on with its share of both. */
static int find_group_near(struct super_block *sb, u32 start)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	u32 min_inodes = atomic_long_read(&sbi->s_freeinodes) /
			 sbi->s_groups_count * 3 / 4;
	u32 min_blocks = atomic_long_read(&sbi->s_freeblocks) /
			 sbi->s_groups_count * 3 / 4;
	u32 i;

	for (i = 0; i < sbi->s_groups_count; i++) {
		u32 group = (start + i) % sbi->s_groups_count;
		struct ext2_group_desc *gdp;

		gdp = ext2_get_group_desc(sb, group, NULL);
		if (gdp->bg_free_inodes_count &&
		    le16_to_cpu(gdp->bg_free_inodes_count) >= min_inodes &&
		    le16_to_cpu(gdp->bg_free_blocks_count) >= min_blocks)
			return group;
	}
	return -1;
}

static int find_group_orlov(struct super_block *sb, struct inode *parent)
{
	u32 groups = EXT2_SB(sb)->s_groups_count;
	int group;

	if (parent == d_inode(sb->s_root) ||
	    EXT2_I(parent)->i_flags & FS_TOPDIR_FL) {
		group = find_group_spread(sb, get_random_u32() % groups);
		if (group >= 0)
			return group;
	}
	return find_group_near(sb, EXT2_I(parent)->i_block_group);
}

/* The parent's group; one that its number leads to; any. */
static int find_group_other(struct super_block *sb, struct inode *parent)
{
	u32 groups = EXT2_SB(sb)->s_groups_count;
	u32 parent_group = EXT2_I(parent)->i_block_group;
	u32 group, step;

	if (free_inodes(sb, parent_group))
		return parent_group;
	group = (parent_group + parent->i_ino) % groups;
	for (step = 1; step < groups; step <<= 1) {
		group = (group + step) % groups;
		if (free_inodes(sb, group))
			return group;
	}
	return parent_group;
}

/* Take a bit of @group. Return: it, -1 if none is free, or -EIO. */
static int take_inode(struct super_block *sb, u32 group, bool dir)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	struct buffer_head *bh, *gdp_bh;
	struct ext2_group_desc *gdp;
	u32 bit;

	bh = read_inode_bitmap(sb, group);
	if (!bh)
		return -EIO;
	gdp = ext2_get_group_desc(sb, group, &gdp_bh);
	spin_lock(sb_bgl_lock(sbi, group));
	bit = group ? 0 : sbi->s_first_ino - 1;
	bit = find_next_zero_bit((unsigned long *)bh->b_data,
				 sbi->s_inodes_per_group, bit);
	if (bit < sbi->s_inodes_per_group) {
		__set_bit(bit, (unsigned long *)bh->b_data);
		count_inode(gdp, -1, dir);
	}
	spin_unlock(sb_bgl_lock(sbi, group));
	if (bit < sbi->s_inodes_per_group) {
		mark_buffer_dirty(bh);
		mark_buffer_dirty(gdp_bh);
		if (sb->s_flags & SB_SYNCHRONOUS)
			sync_dirty_buffer(bh);
	}
	brelse(bh);
	return bit < sbi->s_inodes_per_group ? (int)bit : -1;
}

/* Return: a number that was free, or -errno. */
static long alloc_ino(struct super_block *sb, struct inode *dir, umode_t mode)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	int group = S_ISDIR(mode) ? find_group_orlov(sb, dir) :
				    find_group_other(sb, dir);
	int bit;
	u32 i;

	if (group < 0)
		group = EXT2_I(dir)->i_block_group;
	for (i = 0; i < sbi->s_groups_count; i++) {
		bit = take_inode(sb, group, S_ISDIR(mode));
		if (bit == -EIO)
			return -EIO;
		if (bit >= 0) {
			atomic_long_dec(&sbi->s_freeinodes);
			if (S_ISDIR(mode))
				atomic_long_inc(&sbi->s_dirs);
			return (long)group * sbi->s_inodes_per_group + bit + 1;
		}
		group = (group + 1) % sbi->s_groups_count;
	}
	return -ENOSPC;
}

static u32 inherited_flags(u32 flags, umode_t mode)
{
	flags &= EXT2_FL_INHERITED;
	if (S_ISDIR(mode))
		return flags;
	return flags & (S_ISREG(mode) ? EXT2_REG_FLMASK : EXT2_OTHER_FLMASK);
}

static void init_new_inode(struct inode *inode, struct inode *dir,
			   umode_t mode)
{
	struct ext2_sb_info *sbi = EXT2_SB(inode->i_sb);
	struct ext2_inode_info *ei = EXT2_I(inode);

	if (sbi->s_mount_opt & EXT2_MOUNT_GRPID) {
		inode->i_mode = mode;
		inode->i_uid = current_fsuid();
		inode->i_gid = dir->i_gid;
	} else {
		inode_init_owner(inode, dir, mode);
	}
	inode->i_blocks = 0;
	inode->i_mtime = inode->i_atime = inode->i_ctime = current_time(inode);
	memset(ei->i_data, 0, sizeof(ei->i_data));
	ei->i_flags = inherited_flags(EXT2_I(dir)->i_flags, mode);
	ei->i_file_acl = 0;
	ei->i_dtime = 0;
	ei->i_block_group = (inode->i_ino - 1) / sbi->s_inodes_per_group;
	ei->i_dir_start_lookup = 0;
	ei->i_version = 1;
	ei->i_state_flags = EXT2_STATE_NEW;
	ei->i_last_alloc_physical = 0;
	ext2_set_inode_flags(inode);
	inode->i_generation = atomic_inc_return(&sbi->s_next_generation);
}

/**
 * ext2_new_inode() - an inode with a number, for a new file
 * @dir: its directory, locked
 * @mode: type and permissions
 *
 * Context: may sleep.
 * Return: it, I_NEW, one link; or ERR_PTR.
 */
struct inode *ext2_new_inode(struct inode *dir, umode_t mode)
{
	struct super_block *sb = dir->i_sb;
	struct inode *inode;
	long ino;

	inode = new_inode(sb);
	if (!inode)
		return ERR_PTR(-ENOMEM);
	ino = alloc_ino(sb, dir, mode);
	if (ino < 0) {
		make_bad_inode(inode);
		iput(inode);
		return ERR_PTR(ino);
	}
	inode->i_ino = ino;
	init_new_inode(inode, dir, mode);
	if (insert_inode_locked(inode) < 0) {
		/* A free bit for an inode in use: a damaged bitmap. */
		ext2_error(sb, "ext2_new_inode",
			   "inode number already in use - inode = %ld", ino);
		make_bad_inode(inode);
		iput(inode);
		return ERR_PTR(-EIO);
	}
	mark_inode_dirty(inode);
	return inode;
}
