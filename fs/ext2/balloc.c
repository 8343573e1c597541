// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/ext2/balloc.c - free blocks: one bit each, one bitmap per group
 *
 * I1         A block is taken by whoever turns its bit from 0 to 1 under the
 *            group's lock; the group's count changes with it.
 * I2         A bit for a block that is no data block (a damaged bitmap) is left
 *            set and said to be wrong; the search goes on.
 * I3         s_freeblocks is the sum of the groups' counts. Those are claims of
 *            the disk: they say where to look first, a bitmap decides.
 * Locking    sb_bgl_lock(): bitmap and count of a group. A leaf.
 * Entry      ext2_new_block() ext2_free_blocks() ext2_block_in_use()
 *
 * Mirrors: Linux 4.6 fs/ext2/balloc.c.
 * Simpler than Linux in: no reservation windows; one block at a time, next to
 * the last one if that is free.
 */
#include "ext2.h"

#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/find.h>

static struct buffer_head *read_block_bitmap(struct super_block *sb, u32 group)
{
	struct ext2_group_desc *gdp = ext2_get_group_desc(sb, group, NULL);
	u32 block = le32_to_cpu(gdp->bg_block_bitmap);
	struct buffer_head *bh = sb_bread(sb, block);

	if (!bh)
		ext2_error(sb, "read_block_bitmap",
			   "Cannot read block bitmap - block_group = %u, block_bitmap = %u",
			   group, block);
	return bh;
}

static u32 blocks_in_group(struct super_block *sb, u32 group)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);

	return min(sbi->s_blocks_per_group, sbi->s_blocks_count -
		   ext2_group_first_block_no(sb, group));
}

/* The last blocks are for root, or whom resuid= and resgid= name. */
static bool ext2_has_free_blocks(struct ext2_sb_info *sbi)
{
	long free = atomic_long_read(&sbi->s_freeblocks);

	if (free > (long)sbi->s_r_blocks_count)
		return true;
	return free > 0 &&
	       (capable(CAP_SYS_RESOURCE) ||
		uid_eq(sbi->s_resuid, current_fsuid()) ||
		(!gid_eq(sbi->s_resgid, GLOBAL_ROOT_GID) &&
		 in_group_p(sbi->s_resgid)));
}

/*
 * A free bit in [start, end), near @start: itself, or one in the same 64, or
 * the start of eight free ones, or any. The group's lock is held.
 */
static u32 find_free_bit(const void *map, u32 start, u32 end)
{
	u32 near = min(end, (start + 63) & ~63U);
	u32 bit, byte;

	bit = find_next_zero_bit(map, near, start);
	if (bit < near)
		return bit;
	for (byte = near / 8; byte < end / 8; byte++)
		if (!((const u8 *)map)[byte])
			return byte * 8;
	return find_next_zero_bit(map, end, start);
}

/* Take a bit from @start on. Return: it, or -1 if there is none. */
static int take_bit(struct super_block *sb, u32 group, struct buffer_head *bh,
		    u32 start)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	u32 end = blocks_in_group(sb, group), bit;
	struct ext2_group_desc *gdp;
	struct buffer_head *gdp_bh;

	gdp = ext2_get_group_desc(sb, group, &gdp_bh);
	spin_lock(sb_bgl_lock(sbi, group));
	bit = find_free_bit(bh->b_data, start, end);
	if (bit >= end) {
		spin_unlock(sb_bgl_lock(sbi, group));
		return -1;
	}
	__set_bit(bit, (unsigned long *)bh->b_data);
	if (gdp->bg_free_blocks_count)
		le16_add_cpu(&gdp->bg_free_blocks_count, -1);
	spin_unlock(sb_bgl_lock(sbi, group));
	atomic_long_dec(&sbi->s_freeblocks);
	mark_buffer_dirty(bh);
	mark_buffer_dirty(gdp_bh);
	if (sb->s_flags & SB_SYNCHRONOUS)
		sync_dirty_buffer(bh);
	return bit;
}

/* Return: a block of @group, 0 if it is full, or 0 and *@err. */
static ext2_fsblk_t alloc_in_group(struct super_block *sb, u32 group,
				   u32 start, int *err)
{
	struct buffer_head *bh = read_block_bitmap(sb, group);
	ext2_fsblk_t block = 0;
	int bit;

	if (!bh) {
		*err = -EIO;
		return 0;
	}
	while ((bit = take_bit(sb, group, bh, start)) >= 0) {
		block = ext2_group_first_block_no(sb, group) + bit;
		if (ext2_data_block_valid(sb, block, 1))
			break;
		ext2_error(sb, "ext2_new_blocks",
			   "Allocating block in system zone - blocks from %u, length 1",
			   block);
		block = 0;
		start = bit + 1;
	}
	brelse(bh);
	return block;
}

/**
 * ext2_new_block() - take a free block
 * @inode: for this file
 * @goal: near this one
 * @err: gets 0, -ENOSPC or -EIO
 *
 * Context: may sleep.
 * Return: the block, or 0.
 */
ext2_fsblk_t ext2_new_block(struct inode *inode, ext2_fsblk_t goal, int *err)
{
	struct super_block *sb = inode->i_sb;
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	u32 first_group, start, group, i;
	ext2_fsblk_t block;

	*err = -ENOSPC;
	if (!ext2_has_free_blocks(sbi))
		return 0;
	if (goal <= sbi->s_first_data_block || goal >= sbi->s_blocks_count)
		goal = sbi->s_first_data_block + 1;
	first_group = (goal - sbi->s_first_data_block) /
		      sbi->s_blocks_per_group;
	start = (goal - sbi->s_first_data_block) % sbi->s_blocks_per_group;

	/* The goal's group from the goal on; at last once more, all of it. */
	for (i = 0; i <= sbi->s_groups_count; i++) {
		struct ext2_group_desc *gdp;

		group = (first_group + i) % sbi->s_groups_count;
		gdp = ext2_get_group_desc(sb, group, NULL);
		if (!READ_ONCE(gdp->bg_free_blocks_count))
			continue;
		block = alloc_in_group(sb, group, i ? 0 : start, err);
		if (block) {
			*err = 0;
			inode_add_bytes(inode, sb->s_blocksize);
			return block;
		}
	}
	return 0;
}

/* Clear bits. Return: how many were set. */
static u32 clear_bits(struct super_block *sb, u32 group, u32 bit, u32 count)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	u32 freed = 0, i, clear = 0, first_clear = 0;
	struct buffer_head *bh, *gdp_bh;
	struct ext2_group_desc *gdp;

	bh = read_block_bitmap(sb, group);
	if (!bh)
		return 0;
	gdp = ext2_get_group_desc(sb, group, &gdp_bh);
	spin_lock(sb_bgl_lock(sbi, group));
	for (i = bit; i < bit + count; i++) {
		if (__test_and_clear_bit(i, (unsigned long *)bh->b_data))
			freed++;
		else if (!clear++)
			first_clear = i;
	}
	le16_add_cpu(&gdp->bg_free_blocks_count, freed);
	spin_unlock(sb_bgl_lock(sbi, group));
	atomic_long_add(freed, &sbi->s_freeblocks);
	mark_buffer_dirty(bh);
	mark_buffer_dirty(gdp_bh);
	if (sb->s_flags & SB_SYNCHRONOUS)
		sync_dirty_buffer(bh);
	brelse(bh);
	if (clear)
		ext2_error(sb, "ext2_free_blocks",
			   "bit already cleared for block %u",
			   ext2_group_first_block_no(sb, group) + first_clear);
	return freed;
}

/**
 * ext2_free_blocks() - blocks are free again
 * @inode: the file that had them
 * @block: the first
 * @count: how many, one after the other
 *
 * Blocks that cannot be a file's are left alone, and said to be wrong.
 *
 * Context: may sleep.
 */
void ext2_free_blocks(struct inode *inode, ext2_fsblk_t block, u32 count)
{
	struct super_block *sb = inode->i_sb;
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	u32 group, bit, n;

	if (block <= sbi->s_first_data_block || block + count < block ||
	    block + count > sbi->s_blocks_count) {
		ext2_error(sb, "ext2_free_blocks",
			   "Freeing blocks not in datazone - block = %u, count = %u",
			   block, count);
		return;
	}
	for (; count; count -= n, block += n) {
		group = (block - sbi->s_first_data_block) /
			sbi->s_blocks_per_group;
		bit = (block - sbi->s_first_data_block) %
		      sbi->s_blocks_per_group;
		n = min(count, sbi->s_blocks_per_group - bit);
		if (!ext2_data_block_valid(sb, block, n)) {
			ext2_error(sb, "ext2_free_blocks",
				   "Freeing blocks in system zones - Block = %u, count = %u",
				   block, n);
			continue;
		}
		inode_sub_bytes(inode, (loff_t)clear_bits(sb, group, bit, n) <<
				sb->s_blocksize_bits);
	}
}

/**
 * ext2_block_in_use() - is the bit of a block set?
 * @sb: the filesystem
 * @block: a valid data block
 *
 * Context: may sleep.
 * Return: true if so.
 */
bool ext2_block_in_use(struct super_block *sb, ext2_fsblk_t block)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	u32 rel = block - sbi->s_first_data_block;
	struct buffer_head *bh;
	bool set;

	bh = read_block_bitmap(sb, rel / sbi->s_blocks_per_group);
	if (!bh)
		return false;
	set = test_bit(rel % sbi->s_blocks_per_group,
		       (unsigned long *)bh->b_data);
	brelse(bh);
	return set;
}
