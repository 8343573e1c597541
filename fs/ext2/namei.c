// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/ext2/namei.c - names: lookup, create, link, unlink, rename
 *
 * I1         A new inode is complete before a name leads to it; a link count is
 *            raised before the name is written and lowered after it is gone:
 *            after a power cut a count may be too high, which loses nothing.
 * I2         A link count is not lowered below 0, whatever the disk says.
 * Locking    The VFS holds i_rwsem of the directories, and of the inode that
 *            loses a name.
 * Entry      ext2_dir_inode_operations
 *
 * Mirrors: Linux 4.6 fs/ext2/namei.c.
 */
#include "ext2.h"

#include <linux/mm.h>
#include <linux/string.h>

static struct dentry *ext2_lookup(struct inode *dir, struct dentry *dentry,
				  unsigned int flags)
{
	struct inode *inode = NULL;
	ino_t ino;
	int err;

	if (dentry->d_name.len > EXT2_NAME_LEN)
		return ERR_PTR(-ENAMETOOLONG);
	ino = ext2_inode_by_name(dir, &dentry->d_name, &err);
	if (err)
		return ERR_PTR(err);
	if (ino) {
		inode = ext2_iget(dir->i_sb, ino);
		if (inode == ERR_PTR(-ESTALE)) {
			ext2_error(dir->i_sb, __func__,
				   "deleted inode referenced: %lu", ino);
			return ERR_PTR(-EIO);
		}
	}
	return d_splice_alias(inode, dentry);
}

/* An inode that did not get its name. */
static void ext2_discard_new(struct inode *inode)
{
	clear_nlink(inode);
	mark_inode_dirty(inode);
	discard_new_inode(inode);
}

static int ext2_add_nondir(struct dentry *dentry, struct inode *inode)
{
	int err = ext2_add_link(dentry, inode);

	if (err) {
		ext2_discard_new(inode);
		return err;
	}
	d_instantiate_new(dentry, inode);
	return 0;
}

static void set_file_operations(struct inode *inode)
{
	inode->i_op = &ext2_file_inode_operations;
	inode->i_mapping->a_ops = &ext2_aops;
	inode->i_fop = &ext2_file_operations;
}

static int ext2_create(struct inode *dir, struct dentry *dentry, umode_t mode,
		       bool excl)
{
	struct inode *inode = ext2_new_inode(dir, mode);

	if (IS_ERR(inode))
		return PTR_ERR(inode);
	set_file_operations(inode);
	mark_inode_dirty(inode);
	return ext2_add_nondir(dentry, inode);
}

static int ext2_tmpfile(struct inode *dir, struct dentry *dentry, umode_t mode)
{
	struct inode *inode = ext2_new_inode(dir, mode);

	if (IS_ERR(inode))
		return PTR_ERR(inode);
	set_file_operations(inode);
	mark_inode_dirty(inode);
	d_tmpfile(dentry, inode);
	unlock_new_inode(inode);
	return 0;
}

static int ext2_mknod(struct inode *dir, struct dentry *dentry, umode_t mode,
		      dev_t rdev)
{
	struct inode *inode = ext2_new_inode(dir, mode);

	if (IS_ERR(inode))
		return PTR_ERR(inode);
	init_special_inode(inode, inode->i_mode, rdev);
	inode->i_op = &ext2_special_inode_operations;
	mark_inode_dirty(inode);
	return ext2_add_nondir(dentry, inode);
}

static int ext2_symlink(struct inode *dir, struct dentry *dentry,
			const char *symname)
{
	size_t l = strlen(symname) + 1;
	struct inode *inode;
	int err;

	if (l > dir->i_sb->s_blocksize)
		return -ENAMETOOLONG;
	inode = ext2_new_inode(dir, S_IFLNK | S_IRWXUGO);
	if (IS_ERR(inode))
		return PTR_ERR(inode);
	if (l > sizeof(EXT2_I(inode)->i_data)) {
		inode->i_op = &ext2_symlink_inode_operations;
		inode_nohighmem(inode);
		inode->i_mapping->a_ops = &ext2_aops;
		err = page_symlink(inode, symname, l);
		if (err) {
			ext2_discard_new(inode);
			return err;
		}
	} else {
		inode->i_op = &ext2_fast_symlink_inode_operations;
		inode->i_link = (char *)EXT2_I(inode)->i_data;
		memcpy(inode->i_link, symname, l);
		inode->i_size = l - 1;
	}
	mark_inode_dirty(inode);
	return ext2_add_nondir(dentry, inode);
}

static int ext2_link(struct dentry *old_dentry, struct inode *dir,
		     struct dentry *dentry)
{
	struct inode *inode = d_inode(old_dentry);
	int err;

	if (inode->i_nlink >= EXT2_LINK_MAX)
		return -EMLINK;
	inode->i_ctime = current_time(inode);
	inode_inc_link_count(inode);		/* I1 */
	ihold(inode);
	err = ext2_add_link(dentry, inode);
	if (err) {
		inode_dec_link_count(inode);
		iput(inode);
		return err;
	}
	d_instantiate(dentry, inode);
	return 0;
}

static int ext2_mkdir(struct inode *dir, struct dentry *dentry, umode_t mode)
{
	struct inode *inode;
	int err;

	if (dir->i_nlink >= EXT2_LINK_MAX)
		return -EMLINK;
	inode_inc_link_count(dir);		/* its ".." */
	inode = ext2_new_inode(dir, S_IFDIR | mode);
	err = PTR_ERR(inode);
	if (IS_ERR(inode))
		goto out_dir;
	inode->i_op = &ext2_dir_inode_operations;
	inode->i_fop = &ext2_dir_operations;
	inode->i_mapping->a_ops = &ext2_aops;
	inode_inc_link_count(inode);		/* its "." */
	err = ext2_make_empty(inode, dir);
	if (!err)
		err = ext2_add_link(dentry, inode);
	if (err)
		goto out_inode;
	d_instantiate_new(dentry, inode);
	return 0;

out_inode:
	ext2_discard_new(inode);
out_dir:
	inode_dec_link_count(dir);
	return err;
}

/* I2. */
static void ext2_dec_count(struct inode *inode)
{
	if (inode->i_nlink)
		inode_dec_link_count(inode);
	else
		ext2_error(inode->i_sb, __func__,
			   "inode #%lu: link count is 0 already",
			   inode->i_ino);
}

static int ext2_unlink(struct inode *dir, struct dentry *dentry)
{
	struct inode *inode = d_inode(dentry);
	struct ext2_dir_entry_2 *de;
	struct page *page;
	int err;

	de = ext2_find_entry(dir, &dentry->d_name, &page);
	if (IS_ERR(de))
		return PTR_ERR(de);
	err = ext2_delete_entry(de, page);
	if (err)
		return err;
	inode->i_ctime = dir->i_ctime;
	ext2_dec_count(inode);
	return 0;
}

static int ext2_rmdir(struct inode *dir, struct dentry *dentry)
{
	struct inode *inode = d_inode(dentry);
	int err;

	if (!ext2_empty_dir(inode))
		return -ENOTEMPTY;
	err = ext2_unlink(dir, dentry);
	if (err)
		return err;
	inode->i_size = 0;
	ext2_dec_count(inode);			/* its "." */
	ext2_dec_count(dir);			/* its ".." */
	/* A damaged count must not keep a directory that has no name. */
	clear_nlink(inode);
	return 0;
}

/* The new name is taken: it leads to @old_inode instead of @new_inode. */
static int ext2_replace(struct inode *old_inode, struct inode *new_dir,
			struct dentry *new_dentry, bool is_dir)
{
	struct inode *new_inode = d_inode(new_dentry);
	struct ext2_dir_entry_2 *new_de;
	struct page *new_page;
	int err;

	if (is_dir && !ext2_empty_dir(new_inode))
		return -ENOTEMPTY;
	new_de = ext2_find_entry(new_dir, &new_dentry->d_name, &new_page);
	if (IS_ERR(new_de))
		return PTR_ERR(new_de);
	err = ext2_set_link(new_dir, new_de, new_page, old_inode, 1);
	if (err)
		return err;
	new_inode->i_ctime = current_time(new_inode);
	if (is_dir)
		ext2_dec_count(new_inode);
	ext2_dec_count(new_inode);
	if (is_dir)
		clear_nlink(new_inode);
	return 0;
}

/* The new name, in one of the two ways. */
static int ext2_rename_target(struct inode *old_inode, struct inode *old_dir,
			      struct inode *new_dir, struct dentry *new_dentry,
			      bool is_dir)
{
	bool new_parent = is_dir && old_dir != new_dir;
	int err;

	if (d_inode(new_dentry)) {
		err = ext2_replace(old_inode, new_dir, new_dentry, is_dir);
		/* One directory went, one came. */
		if (!err && is_dir && !new_parent)
			ext2_dec_count(new_dir);
		return err;
	}
	if (new_parent && new_dir->i_nlink >= EXT2_LINK_MAX)
		return -EMLINK;
	err = ext2_add_link(new_dentry, old_inode);
	if (!err && new_parent)
		inode_inc_link_count(new_dir);
	return err;
}

static int ext2_rename(struct inode *old_dir, struct dentry *old_dentry,
		       struct inode *new_dir, struct dentry *new_dentry,
		       unsigned int flags)
{
	struct inode *old_inode = d_inode(old_dentry);
	bool is_dir = S_ISDIR(old_inode->i_mode);
	struct ext2_dir_entry_2 *old_de, *dir_de = NULL;
	struct page *old_page, *dir_page = NULL;
	int err;

	if (flags & ~RENAME_NOREPLACE)
		return -EINVAL;
	if (is_dir && old_dir != new_dir) {
		dir_de = ext2_dotdot(old_inode, &dir_page);
		if (!dir_de)
			return -EIO;
	}
	old_de = ext2_find_entry(old_dir, &old_dentry->d_name, &old_page);
	if (IS_ERR(old_de)) {
		err = PTR_ERR(old_de);
		goto out_dir;
	}
	err = ext2_rename_target(old_inode, old_dir, new_dir, new_dentry,
				 is_dir);
	if (err) {
		put_page(old_page);
		goto out_dir;
	}
	old_inode->i_ctime = current_time(old_inode);
	mark_inode_dirty(old_inode);
	err = ext2_delete_entry(old_de, old_page);
	if (err || !dir_de)
		goto out_dir;
	err = ext2_set_link(old_inode, dir_de, dir_page, new_dir, 0);
	ext2_dec_count(old_dir);
	return err;
out_dir:
	if (dir_page)
		put_page(dir_page);
	return err;
}

const struct inode_operations ext2_dir_inode_operations = {
	.create		= ext2_create,
	.lookup		= ext2_lookup,
	.link		= ext2_link,
	.unlink		= ext2_unlink,
	.symlink	= ext2_symlink,
	.mkdir		= ext2_mkdir,
	.rmdir		= ext2_rmdir,
	.mknod		= ext2_mknod,
	.rename		= ext2_rename,
	.setattr	= ext2_setattr,
	.tmpfile	= ext2_tmpfile,
};

const struct inode_operations ext2_special_inode_operations = {
	.setattr	= ext2_setattr,
};
