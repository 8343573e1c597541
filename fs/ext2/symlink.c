// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/ext2/symlink.c - symbolic links: in the inode (60 bytes), or in a block
 *
 * Mirrors: Linux 4.6 fs/ext2/symlink.c.
 */
#include "ext2.h"

const struct inode_operations ext2_symlink_inode_operations = {
	.get_link	= page_get_link,
	.setattr	= ext2_setattr,
};

const struct inode_operations ext2_fast_symlink_inode_operations = {
	.get_link	= simple_get_link,
	.setattr	= ext2_setattr,
};
