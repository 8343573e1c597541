// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/ext2/geometry.c - is the super block possible, and where is what?
 *
 * Everything on the disk is a claim. Here the claims that the rest of the
 * filesystem computes with are checked once, at mount time:
 *
 * I1         ext2_sb_info's numbers were checked, and no write to the disk
 *            changes them: no division by zero, no index out of an array.
 * I2         Descriptors point into their own group, and not at the super
 *            block or the descriptors, which are used in place (s_es,
 *            s_group_desc). Their counts are hints.
 * I3         A block number that comes from an inode or a block of pointers is
 *            used only if ext2_data_block_valid().
 *
 * Entry      ext2_check_super() ext2_read_descriptors() ext2_get_group_desc()
 *            ext2_data_block_valid()
 *
 * Mirrors: parts of Linux 4.6 fs/ext2/super.c and balloc.c.
 */
#include "ext2.h"

#include <linux/blkdev.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/slab.h>

#define bad_super(sb, fmt, ...) \
	(ext2_msg(sb, KERN_ERR, fmt, ##__VA_ARGS__), -EINVAL)

/* Sizes of blocks, fragments and inodes. */
static int check_sizes(struct super_block *sb, struct ext2_super_block *es)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	unsigned long fragsize = 1024UL << min(le32_to_cpu(es->s_log_frag_size),
					       16U);

	sbi->s_inode_size = EXT2_GOOD_OLD_INODE_SIZE;
	sbi->s_first_ino = EXT2_GOOD_OLD_FIRST_INO;
	if (le32_to_cpu(es->s_rev_level) != EXT2_GOOD_OLD_REV) {
		sbi->s_inode_size = le16_to_cpu(es->s_inode_size);
		sbi->s_first_ino = le32_to_cpu(es->s_first_ino);
		if (sbi->s_inode_size < EXT2_GOOD_OLD_INODE_SIZE ||
		    !is_power_of_2(sbi->s_inode_size) ||
		    sbi->s_inode_size > sb->s_blocksize)
			return bad_super(sb, "error: unsupported inode size: %u",
					 sbi->s_inode_size);
		if (sbi->s_first_ino < EXT2_GOOD_OLD_FIRST_INO)
			return bad_super(sb, "error: invalid first ino: %u",
					 sbi->s_first_ino);
	}
	if (fragsize != sb->s_blocksize)
		return bad_super(sb, "error: fragsize %lu != blocksize %lu (not supported yet)",
				 fragsize, sb->s_blocksize);
	sbi->s_inodes_per_block = sb->s_blocksize / sbi->s_inode_size;
	sbi->s_desc_per_block = sb->s_blocksize /
				sizeof(struct ext2_group_desc);
	return 0;
}

/* How many blocks and inodes, in how many groups. */
static int check_groups(struct super_block *sb, struct ext2_super_block *es)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	u64 device = i_size_read(sb->s_bdev->bd_inode) >>
		     sb->s_blocksize_bits;
	u32 bits = sb->s_blocksize * 8;

	sbi->s_blocks_count = le32_to_cpu(es->s_blocks_count);
	sbi->s_inodes_count = le32_to_cpu(es->s_inodes_count);
	sbi->s_first_data_block = le32_to_cpu(es->s_first_data_block);
	sbi->s_blocks_per_group = le32_to_cpu(es->s_blocks_per_group);
	sbi->s_inodes_per_group = le32_to_cpu(es->s_inodes_per_group);
	sbi->s_r_blocks_count = le32_to_cpu(es->s_r_blocks_count);

	if (sbi->s_blocks_per_group < 8 || sbi->s_blocks_per_group > bits)
		return bad_super(sb, "error: #blocks per group too big: %u",
				 sbi->s_blocks_per_group);
	if (le32_to_cpu(es->s_frags_per_group) != sbi->s_blocks_per_group)
		return bad_super(sb, "error: #fragments per group too big: %u",
				 le32_to_cpu(es->s_frags_per_group));
	if (sbi->s_inodes_per_group < sbi->s_inodes_per_block ||
	    sbi->s_inodes_per_group > bits)
		return bad_super(sb, "error: #inodes per group too big: %u",
				 sbi->s_inodes_per_group);
	if (sbi->s_first_data_block != (sb->s_blocksize == 1024) ||
	    sbi->s_blocks_count <= sbi->s_first_data_block + 1)
		return bad_super(sb, "error: bad geometry: block count %u, first data block %u",
				 sbi->s_blocks_count, sbi->s_first_data_block);
	if (sbi->s_blocks_count > device)
		return bad_super(sb, "error: bad geometry: block count %u exceeds size of device (%llu blocks)",
				 sbi->s_blocks_count, device);

	sbi->s_groups_count = (sbi->s_blocks_count - sbi->s_first_data_block -
			       1) / sbi->s_blocks_per_group + 1;
	sbi->s_itb_per_group = DIV_ROUND_UP(sbi->s_inodes_per_group,
					    sbi->s_inodes_per_block);
	sbi->s_gdb_count = DIV_ROUND_UP(sbi->s_groups_count,
					sbi->s_desc_per_block);
	if ((u64)sbi->s_groups_count * sbi->s_inodes_per_group !=
	    sbi->s_inodes_count || sbi->s_first_ino > sbi->s_inodes_count)
		return bad_super(sb, "error: invalid s_inodes_count: %u, computed %llu",
				 sbi->s_inodes_count,
				 (u64)sbi->s_groups_count *
				 sbi->s_inodes_per_group);
	return 0;
}

/**
 * ext2_check_super() - fill ext2_sb_info's numbers from the super block (I1)
 * @sb: its block size is the filesystem's
 * @es: the super block
 *
 * Return: 0 or -EINVAL.
 */
int ext2_check_super(struct super_block *sb, struct ext2_super_block *es)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	int err;

	err = check_sizes(sb, es);
	if (!err)
		err = check_groups(sb, es);
	if (!err && sbi->s_feature_incompat & EXT2_FEATURE_INCOMPAT_META_BG)
		sbi->s_first_meta_bg = le32_to_cpu(es->s_first_meta_bg);
	return err;
}

static bool is_power_of(u32 a, u32 b)
{
	u64 num = b;

	while (a > num)
		num *= b;
	return num == a;
}

/**
 * ext2_bg_has_super() - is there a copy of the super block in this group?
 * @sb: the filesystem
 * @group: number of the group
 *
 * With sparse_super only in groups 0, 1, and powers of 3, 5 and 7.
 *
 * Return: 1 or 0.
 */
int ext2_bg_has_super(struct super_block *sb, u32 group)
{
	struct ext2_super_block *es = EXT2_SB(sb)->s_es;

	if (!(es->s_feature_ro_compat &
	      cpu_to_le32(EXT2_FEATURE_RO_COMPAT_SPARSE_SUPER)) ||
	    le32_to_cpu(es->s_rev_level) == EXT2_GOOD_OLD_REV || group <= 1)
		return 1;
	return is_power_of(group, 3) || is_power_of(group, 5) ||
	       is_power_of(group, 7);
}

/**
 * ext2_bg_num_gdb() - how many blocks of descriptors are in this group?
 * @sb: the filesystem
 * @group: number of the group
 *
 * Return: blocks.
 */
unsigned long ext2_bg_num_gdb(struct super_block *sb, u32 group)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	u32 meta_group = group / sbi->s_desc_per_block;
	u32 in_meta = group % sbi->s_desc_per_block;

	if (!(sbi->s_feature_incompat & EXT2_FEATURE_INCOMPAT_META_BG) ||
	    meta_group < sbi->s_first_meta_bg)
		return ext2_bg_has_super(sb, group) ? sbi->s_gdb_count : 0;
	return in_meta == 0 || in_meta == 1 ||
	       in_meta == sbi->s_desc_per_block - 1;
}

/* The block with the @nr-th block of descriptors. */
static ext2_fsblk_t descriptor_loc(struct super_block *sb, u32 nr)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	u32 group;

	if (!(sbi->s_feature_incompat & EXT2_FEATURE_INCOMPAT_META_BG) ||
	    nr < sbi->s_first_meta_bg)
		return sbi->s_sbh->b_blocknr + nr + 1;
	group = sbi->s_desc_per_block * nr;
	return ext2_group_first_block_no(sb, group) +
	       ext2_bg_has_super(sb, group);
}

/* Is any of [block, block + count) used in place? (I2) */
static bool overlaps_descriptors(struct ext2_sb_info *sbi, u64 block,
				 u32 count)
{
	u32 i;

	if (sbi->s_sbh->b_blocknr >= block &&
	    sbi->s_sbh->b_blocknr < block + count)
		return true;
	for (i = 0; i < sbi->s_gdb_count; i++)
		if (sbi->s_group_desc[i]->b_blocknr >= block &&
		    sbi->s_group_desc[i]->b_blocknr < block + count)
			return true;
	return false;
}

static bool descriptor_field_ok(struct super_block *sb, u32 group,
				const char *what, u32 block, u32 count)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	u64 first = ext2_group_first_block_no(sb, group);
	u64 last = min_t(u64, first + sbi->s_blocks_per_group,
			 sbi->s_blocks_count) - 1;

	if (block >= first && (u64)block + count - 1 <= last &&
	    !overlaps_descriptors(sbi, block, count))
		return true;
	ext2_error(sb, "ext2_check_descriptors",
		   "%s for group %u not in group (block %u)!", what, group,
		   block);
	return false;
}

static bool ext2_check_descriptors(struct super_block *sb)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	u32 i;

	for (i = 0; i < sbi->s_groups_count; i++) {
		struct ext2_group_desc *gdp = ext2_get_group_desc(sb, i, NULL);

		if (!descriptor_field_ok(sb, i, "Block bitmap",
					 le32_to_cpu(gdp->bg_block_bitmap),
					 1) ||
		    !descriptor_field_ok(sb, i, "Inode bitmap",
					 le32_to_cpu(gdp->bg_inode_bitmap),
					 1) ||
		    !descriptor_field_ok(sb, i, "Inode table",
					 le32_to_cpu(gdp->bg_inode_table),
					 sbi->s_itb_per_group))
			return false;
	}
	return true;
}

/**
 * ext2_put_descriptors() - undo ext2_read_descriptors()
 * @sbi: the filesystem
 */
void ext2_put_descriptors(struct ext2_sb_info *sbi)
{
	u32 i;

	if (!sbi->s_group_desc)
		return;
	for (i = 0; i < sbi->s_gdb_count; i++)
		brelse(sbi->s_group_desc[i]);
	kvfree(sbi->s_group_desc);
	sbi->s_group_desc = NULL;
}

/**
 * ext2_read_descriptors() - read and check all group descriptors
 * @sb: the filesystem; ext2_check_super() is done
 *
 * Context: may sleep.
 * Return: 0 or -errno.
 */
int ext2_read_descriptors(struct super_block *sb)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	u32 i;

	sbi->s_group_desc = kvmalloc_array(sbi->s_gdb_count,
					   sizeof(struct buffer_head *),
					   GFP_KERNEL | __GFP_ZERO);
	if (!sbi->s_group_desc) {
		ext2_msg(sb, KERN_ERR, "error: not enough memory");
		return -ENOMEM;
	}
	for (i = 0; i < sbi->s_gdb_count; i++) {
		sbi->s_group_desc[i] = sb_bread(sb, descriptor_loc(sb, i));
		if (!sbi->s_group_desc[i]) {
			ext2_msg(sb, KERN_ERR,
				 "error: unable to read group descriptors");
			return -EINVAL;
		}
	}
	if (!ext2_check_descriptors(sb)) {
		ext2_msg(sb, KERN_ERR, "group descriptors corrupted");
		return -EINVAL;
	}
	return 0;
}

/**
 * ext2_get_group_desc() - the descriptor of a group
 * @sb: the filesystem
 * @group: number, less than s_groups_count
 * @bh: gets the buffer that it is in, to be marked dirty; or NULL
 *
 * Return: the descriptor, in place; sb_bgl_lock() guards its counts.
 */
struct ext2_group_desc *ext2_get_group_desc(struct super_block *sb, u32 group,
					    struct buffer_head **bh)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	struct buffer_head *desc_bh;

	BUG_ON(group >= sbi->s_groups_count);
	desc_bh = sbi->s_group_desc[group / sbi->s_desc_per_block];
	if (bh)
		*bh = desc_bh;
	return (struct ext2_group_desc *)desc_bh->b_data +
	       group % sbi->s_desc_per_block;
}

static bool ranges_overlap(u64 a, u32 na, u64 b, u32 nb)
{
	return a < b + nb && b < a + na;
}

/**
 * ext2_data_block_valid() - may these blocks be a file's? (I3)
 * @sb: the filesystem
 * @block: the first
 * @count: how many, all in one group
 *
 * Not the super block, not descriptors in use, no bitmap, no inodes.
 *
 * Return: true if so.
 */
bool ext2_data_block_valid(struct super_block *sb, ext2_fsblk_t block,
			   unsigned int count)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	struct ext2_group_desc *gdp;
	u32 end, group;

	if (block <= sbi->s_first_data_block ||
	    check_add_overflow(block, count, &end) ||
	    end > sbi->s_blocks_count)
		return false;
	group = (block - sbi->s_first_data_block) / sbi->s_blocks_per_group;
	if (!(sbi->s_feature_incompat & EXT2_FEATURE_INCOMPAT_META_BG)) {
		if (block <= sbi->s_sbh->b_blocknr + sbi->s_gdb_count)
			return false;
	} else if (overlaps_descriptors(sbi, block, count)) {
		return false;
	}
	gdp = ext2_get_group_desc(sb, group, NULL);
	return !ranges_overlap(block, count,
			       le32_to_cpu(gdp->bg_block_bitmap), 1) &&
	       !ranges_overlap(block, count,
			       le32_to_cpu(gdp->bg_inode_bitmap), 1) &&
	       !ranges_overlap(block, count,
			       le32_to_cpu(gdp->bg_inode_table),
			       sbi->s_itb_per_group);
}

/**
 * ext2_count_free() - sums of all descriptors' counts, and the overhead
 * @sb: the filesystem, being mounted
 */
void ext2_count_free(struct super_block *sb)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	unsigned long blocks = 0, inodes = 0, dirs = 0;
	u32 overhead = sbi->s_first_data_block;
	u32 i;

	for (i = 0; i < sbi->s_groups_count; i++) {
		struct ext2_group_desc *gdp = ext2_get_group_desc(sb, i, NULL);

		blocks += le16_to_cpu(gdp->bg_free_blocks_count);
		inodes += le16_to_cpu(gdp->bg_free_inodes_count);
		dirs += le16_to_cpu(gdp->bg_used_dirs_count);
		overhead += ext2_bg_has_super(sb, i) + ext2_bg_num_gdb(sb, i) +
			    2 + sbi->s_itb_per_group;
	}
	atomic_long_set(&sbi->s_freeblocks,
			min_t(unsigned long, blocks, sbi->s_blocks_count));
	atomic_long_set(&sbi->s_freeinodes,
			min_t(unsigned long, inodes, sbi->s_inodes_count));
	atomic_long_set(&sbi->s_dirs, dirs);
	sbi->s_overhead = min(overhead, sbi->s_blocks_count);
}
