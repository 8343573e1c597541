// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/ext2/xattr.c - the block of extended attributes of a deleted inode
 *
 * Attributes cannot be read or set (EOPNOTSUPP), but those that other systems
 * left must not leak their block, which several inodes may share.
 *
 * Mirrors: ext2_xattr_delete_inode() of Linux 4.6 fs/ext2/xattr.c.
 */
#include "ext2.h"

#define EXT2_XATTR_MAGIC	0xEA020000

struct ext2_xattr_header {
	__le32	h_magic;
	__le32	h_refcount;	/* inodes that share the block */
	__le32	h_blocks;
	__le32	h_hash;
	__u32	h_reserved[4];
};

/**
 * ext2_xattr_delete_inode() - one inode less has this block
 * @inode: being deleted
 *
 * Context: may sleep.
 */
void ext2_xattr_delete_inode(struct inode *inode)
{
	struct ext2_inode_info *ei = EXT2_I(inode);
	struct super_block *sb = inode->i_sb;
	struct ext2_xattr_header *header;
	struct buffer_head *bh;

	if (!ei->i_file_acl)
		return;
	bh = sb_bread(sb, ei->i_file_acl);
	if (!bh) {
		ext2_error(sb, "ext2_xattr_delete_inode",
			   "inode %lu: block %u read error", inode->i_ino,
			   ei->i_file_acl);
		return;
	}
	header = (struct ext2_xattr_header *)bh->b_data;
	if (header->h_magic != cpu_to_le32(EXT2_XATTR_MAGIC) ||
	    header->h_blocks != cpu_to_le32(1)) {
		ext2_error(sb, "ext2_xattr_delete_inode",
			   "inode %lu: bad block %u", inode->i_ino,
			   ei->i_file_acl);
		brelse(bh);
		return;
	}
	lock_buffer(bh);
	if (header->h_refcount == cpu_to_le32(1)) {
		unlock_buffer(bh);
		bforget(bh);
		ext2_free_blocks(inode, ei->i_file_acl, 1);
	} else {
		le32_add_cpu(&header->h_refcount, -1);
		inode_sub_bytes(inode, sb->s_blocksize);
		unlock_buffer(bh);
		mark_buffer_dirty(bh);
		brelse(bh);
	}
	ei->i_file_acl = 0;
}
