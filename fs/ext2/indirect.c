// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/ext2/indirect.c - which block of the disk is a block of a file?
 *
 * A block's place in the tree of pointers is a path of one to four offsets
 * (see ext2.h for the picture); with 256 pointers in a block, for example:
 *
 *	block 5		-> { 5 }
 *	block 12 + 3	-> { 12, 3 }
 *	block 12 + 256 + 1000	-> { 13, 3, 232 }
 *
 * An Indirect is one step of it: the pointer's value, where it is, and the
 * buffer that it is in (NULL: in the inode).
 *
 * I1         A pointer is followed only if it may be a data block (I3 of
 *            geometry.c), so no path leads into bitmaps or inodes; and no
 *            path has more than four steps, so none has a loop.
 * I2         A new branch is hung into the tree when it is complete: readers
 *            see all of it, or nothing.
 * I3         Truncation visits a block of pointers only as long as its bit is
 *            set in the bitmap, and frees it afterwards: a block that hangs in
 *            a damaged tree a thousand times is visited once.
 * Locking    page lock > i_data_sem (read: looking up; write: changing the
 *            tree) > buffer lock > sb_bgl_lock(). Memory: GFP_NOFS.
 * Entry      ext2_get_block() ext2_truncate_blocks()
 *
 * Mirrors: Linux 4.6 fs/ext2/inode.c.
 * Simpler than Linux in: one lock for the tree, as ext4 has it, instead of
 * truncate_mutex, i_meta_lock and verify_chain(); one block is allocated at a
 * time.
 */
#include "ext2.h"

#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/string.h>

typedef struct {
	__le32			*p;	/* where */
	__le32			key;	/* what is there */
	struct buffer_head	*bh;	/* in which buffer */
} Indirect;

static unsigned int ptrs_bits(struct super_block *sb)
{
	return sb->s_blocksize_bits - 2;
}

/* Return: the length of the path; *@boundary: entries behind the last one. */
static int ext2_block_to_path(struct inode *inode, u64 i_block, int offsets[4],
			      int *boundary)
{
	unsigned int bits = ptrs_bits(inode->i_sb);
	u64 ptrs = 1ULL << bits, mask = ptrs - 1;
	u64 final;
	int n = 0;

	if (i_block < EXT2_NDIR_BLOCKS) {
		offsets[n++] = i_block;
		final = EXT2_NDIR_BLOCKS;
	} else if ((i_block -= EXT2_NDIR_BLOCKS) < ptrs) {
		offsets[n++] = EXT2_IND_BLOCK;
		offsets[n++] = i_block;
		final = ptrs;
	} else if ((i_block -= ptrs) < ptrs << bits) {
		offsets[n++] = EXT2_DIND_BLOCK;
		offsets[n++] = i_block >> bits;
		offsets[n++] = i_block & mask;
		final = ptrs;
	} else if ((i_block -= ptrs << bits) >> bits < ptrs << bits) {
		offsets[n++] = EXT2_TIND_BLOCK;
		offsets[n++] = i_block >> (2 * bits);
		offsets[n++] = (i_block >> bits) & mask;
		offsets[n++] = i_block & mask;
		final = ptrs;
	} else {
		ext2_msg(inode->i_sb, KERN_WARNING,
			 "warning: %s: block is too big", __func__);
		return 0;
	}
	*boundary = final - 1 - offsets[n - 1];
	return n;
}

static void add_chain(Indirect *p, struct buffer_head *bh, __le32 *v)
{
	p->p = v;
	p->key = *v;
	p->bh = bh;
}

static void free_chain(Indirect *chain, Indirect *end)
{
	for (; end > chain; end--)
		brelse(end->bh);
}

/* I1. Return: 0 or -EIO. */
static int check_pointer(struct inode *inode, __le32 key)
{
	u32 block = le32_to_cpu(key);

	if (!block || ext2_data_block_valid(inode->i_sb, block, 1))
		return 0;
	ext2_error(inode->i_sb, "ext2_get_branch",
		   "inode #%lu: block %u is not in data zone", inode->i_ino,
		   block);
	return -EIO;
}

/*
 * Follow a path as far as it goes. i_data_sem is held.
 *
 * Return: the step whose pointer is 0 or bad (*@err), or NULL: all are there.
 * The chain has references up to there, or to its end.
 */
static Indirect *ext2_get_branch(struct inode *inode, int depth,
				 const int *offsets, Indirect chain[4],
				 int *err)
{
	struct super_block *sb = inode->i_sb;
	struct buffer_head *bh;
	Indirect *p = chain;

	add_chain(p, NULL, EXT2_I(inode)->i_data + *offsets);
	for (;;) {
		*err = check_pointer(inode, p->key);
		if (!p->key || *err)
			return p;
		if (!--depth)
			return NULL;
		bh = sb_bread(sb, le32_to_cpu(p->key));
		if (!bh) {
			*err = -EIO;
			return p;
		}
		add_chain(++p, bh, (__le32 *)bh->b_data + *++offsets);
	}
}

/* Where the next block of the file would best be. */
static ext2_fsblk_t ext2_find_goal(struct inode *inode, u32 block,
				   Indirect *partial)
{
	struct ext2_inode_info *ei = EXT2_I(inode);
	__le32 *start = partial->bh ? (__le32 *)partial->bh->b_data :
				      ei->i_data;
	__le32 *p;

	if (ei->i_last_alloc_physical && block == ei->i_last_alloc_logical + 1)
		return ei->i_last_alloc_physical + 1;
	for (p = partial->p - 1; p >= start; p--)
		if (*p)
			return le32_to_cpu(*p) + 1;
	if (partial->bh)
		return partial->bh->b_blocknr;
	/* Not all tasks at the same place of the group. */
	return ext2_group_first_block_no(inode->i_sb, ei->i_block_group) +
	       (current->pid % 16) *
	       (EXT2_SB(inode->i_sb)->s_blocks_per_group / 16);
}

/* A block of pointers, with one in it. Return: its buffer or NULL. */
static struct buffer_head *new_pointer_block(struct inode *inode,
					     Indirect *branch, int offset)
{
	struct buffer_head *bh = sb_getblk(inode->i_sb,
					   le32_to_cpu(branch[-1].key));

	if (!bh)
		return NULL;
	lock_buffer(bh);
	memset(bh->b_data, 0, bh->b_size);
	branch->bh = bh;
	branch->p = (__le32 *)bh->b_data + offset;
	*branch->p = branch->key;
	set_buffer_uptodate(bh);
	unlock_buffer(bh);
	mark_buffer_dirty_inode(bh, inode);
	if (S_ISDIR(inode->i_mode) && IS_DIRSYNC(inode))
		sync_dirty_buffer(bh);
	return bh;
}

/*
 * Allocate the missing steps of a path, @num of them, from @branch on.
 * Return: 0; or -errno, and nothing is allocated.
 */
static int ext2_alloc_branch(struct inode *inode, int num, ext2_fsblk_t goal,
			     const int *offsets, Indirect *branch)
{
	int n, err;

	for (n = 0; n < num; n++) {
		ext2_fsblk_t block = ext2_new_block(inode, goal, &err);

		if (!block)
			goto failed;
		branch[n].key = cpu_to_le32(block);
		goal = block + 1;
	}
	for (n = 1; n < num; n++) {
		if (new_pointer_block(inode, &branch[n], offsets[n]))
			continue;
		err = -ENOMEM;
		while (--n > 0)
			bforget(branch[n].bh);
		n = num;
		goto failed;
	}
	return 0;
failed:
	while (n-- > 0)
		ext2_free_blocks(inode, le32_to_cpu(branch[n].key), 1);
	return err;
}

/* I2. */
static void ext2_splice_branch(struct inode *inode, u32 block, Indirect *where,
			       int num)
{
	struct ext2_inode_info *ei = EXT2_I(inode);

	*where->p = where->key;
	ei->i_last_alloc_logical = block;
	ei->i_last_alloc_physical = le32_to_cpu(where[num - 1].key);
	inode->i_ctime = current_time(inode);
	if (where->bh)
		mark_buffer_dirty_inode(where->bh, inode);
	mark_inode_dirty(inode);
}

/* How many blocks from the found one on are one after the other on disk. */
static unsigned int count_contiguous(struct inode *inode, Indirect *last,
				     unsigned int max, int boundary)
{
	u32 first = le32_to_cpu(last->key);
	unsigned int count = 1;

	while (count < max && count <= boundary &&
	       le32_to_cpu(last->p[count]) == first + count &&
	       ext2_data_block_valid(inode->i_sb, first + count, 1))
		count++;
	return count;
}

/* The write side of ext2_get_block(): i_data_sem is held for writing. */
static int make_branch(struct inode *inode, sector_t iblock, int depth,
		       const int *offsets, Indirect chain[4],
		       struct buffer_head *bh_result)
{
	Indirect *partial;
	int err, num;

	partial = ext2_get_branch(inode, depth, offsets, chain, &err);
	if (!partial)
		return 0;		/* somebody was faster */
	num = chain + depth - partial;
	if (!err)
		err = ext2_alloc_branch(inode, num,
					ext2_find_goal(inode, iblock, partial),
					offsets + (partial - chain), partial);
	if (err) {
		free_chain(chain, partial);
		return err;
	}
	ext2_splice_branch(inode, iblock, partial, num);
	set_buffer_new(bh_result);
	return 0;
}

/**
 * ext2_get_block() - the block of a file on the disk
 * @inode: the file
 * @iblock: which block of it
 * @bh_result: is mapped; b_size says how many blocks are wanted, and then how
 * many there are; stays unmapped for a hole
 * @create: make it if it is a hole
 *
 * Context: may sleep.
 * Return: 0 or -errno.
 */
int ext2_get_block(struct inode *inode, sector_t iblock,
		   struct buffer_head *bh_result, int create)
{
	unsigned int max = bh_result->b_size >> inode->i_blkbits, count;
	struct ext2_inode_info *ei = EXT2_I(inode);
	Indirect chain[4], *partial;
	int offsets[4], boundary, depth, err;

	depth = ext2_block_to_path(inode, iblock, offsets, &boundary);
	if (!depth)
		return -EIO;
	down_read(&ei->i_data_sem);
	partial = ext2_get_branch(inode, depth, offsets, chain, &err);
	if (partial) {
		free_chain(chain, partial);
		up_read(&ei->i_data_sem);
		if (!create || err)
			return err;
		down_write(&ei->i_data_sem);
		err = make_branch(inode, iblock, depth, offsets, chain,
				  bh_result);
		if (err) {
			up_write(&ei->i_data_sem);
			return err;
		}
		downgrade_write(&ei->i_data_sem);
	}
	partial = chain + depth - 1;
	map_bh(bh_result, inode->i_sb, le32_to_cpu(partial->key));
	count = buffer_new(bh_result) ? 1 :
		count_contiguous(inode, partial, max, boundary);
	if (count > boundary)
		set_buffer_boundary(bh_result);
	bh_result->b_size = (size_t)count << inode->i_blkbits;
	up_read(&ei->i_data_sem);
	free_chain(chain, partial);
	return 0;
}

/*
 * Truncation. A pointer of depth 0 leads to data, one of depth 1 to a block of
 * such, and so on.
 */

/* Free the data that [p, end) point to, in runs. */
static void ext2_free_data(struct inode *inode, __le32 *p, __le32 *end)
{
	ext2_fsblk_t first = 0;
	u32 count = 0;

	for (; p < end; p++) {
		u32 block = le32_to_cpu(*p);

		if (!block)
			continue;
		if (count && block == first + count) {
			count++;
		} else {
			if (count)
				ext2_free_blocks(inode, first, count);
			first = block;
			count = 1;
		}
		*p = 0;
	}
	if (count)
		ext2_free_blocks(inode, first, count);
}

static void cut_branches(struct inode *inode, __le32 *p, __le32 *end,
			 int depth, u64 from);

/*
 * What @p leads to, at @depth > 0, is freed from its block @from on, and the
 * block of pointers itself if nothing is left in it.
 */
static void cut_branch(struct inode *inode, __le32 *p, int depth, u64 from)
{
	struct super_block *sb = inode->i_sb;
	u32 nr = le32_to_cpu(*p);
	struct buffer_head *bh;
	__le32 *ptrs;

	if (!nr)
		return;
	if (!ext2_data_block_valid(sb, nr, 1) || !ext2_block_in_use(sb, nr)) {
		ext2_error(sb, "ext2_free_branches",
			   "inode #%lu: bad block of pointers %u",
			   inode->i_ino, nr);		/* I3 */
		if (!from)
			*p = 0;
		return;
	}
	bh = sb_bread(sb, nr);
	if (!bh) {
		ext2_error(sb, "ext2_free_branches",
			   "Read failure, inode=%lu, block=%u", inode->i_ino,
			   nr);
		return;
	}
	ptrs = (__le32 *)bh->b_data;
	cut_branches(inode, ptrs, ptrs + sb->s_blocksize / 4, depth - 1, from);
	if (!from || !memchr_inv(ptrs, 0, sb->s_blocksize)) {
		bforget(bh);
		*p = 0;
		ext2_free_blocks(inode, nr, 1);
	} else {
		mark_buffer_dirty_inode(bh, inode);
		brelse(bh);
	}
	cond_resched();
}

/* The same for [p, end), a whole block of pointers of @depth. */
static void cut_branches(struct inode *inode, __le32 *p, __le32 *end,
			 int depth, u64 from)
{
	unsigned int bits = ptrs_bits(inode->i_sb) * depth;

	p += from >> bits;
	if (!depth) {
		ext2_free_data(inode, p, end);
		return;
	}
	from &= (1ULL << bits) - 1;
	for (; p < end; p++, from = 0)
		cut_branch(inode, p, depth, from);
}

/**
 * ext2_truncate_blocks() - free the blocks behind the new end of a file
 * @inode: the file; its page cache is truncated
 * @offset: the new size
 *
 * Context: may sleep.
 */
void ext2_truncate_blocks(struct inode *inode, loff_t offset)
{
	struct super_block *sb = inode->i_sb;
	struct ext2_inode_info *ei = EXT2_I(inode);
	unsigned int bits = ptrs_bits(sb);
	u64 from, size;
	int depth;

	from = (offset + sb->s_blocksize - 1) >> sb->s_blocksize_bits;
	down_write(&ei->i_data_sem);
	ei->i_last_alloc_physical = 0;
	if (from < EXT2_NDIR_BLOCKS)
		ext2_free_data(inode, ei->i_data + from,
			       ei->i_data + EXT2_NDIR_BLOCKS);
	from = max_t(u64, from, EXT2_NDIR_BLOCKS) - EXT2_NDIR_BLOCKS;
	for (depth = 1; depth <= 3; depth++) {
		size = 1ULL << (bits * depth);
		if (from < size)
			cut_branch(inode, ei->i_data + EXT2_NDIR_BLOCKS +
				   depth - 1, depth, from);
		from = max(from, size) - size;
	}
	up_write(&ei->i_data_sem);
}
