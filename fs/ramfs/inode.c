// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/ramfs/inode.c - the smallest filesystem: page cache and dcache, no disk
 *
 * A file is the pages in its page cache, a directory is the dentries in its
 * dcache.  Nothing is ever written anywhere; what is dirty stays.
 *
 * I1         Each entry's dentry has one reference more than users (libfs.c).
 * I2         Pages of ramfs are never reclaimed: the mapping is unevictable.
 *
 * Entry      ramfs_get_inode() ramfs_mount() init_rootfs(): the first root is
 *            such a filesystem
 *
 * Mirrors: Linux 4.19 fs/ramfs/inode.c and file-mmu.c.
 */
#include <linux/ramfs.h>

#include <linux/backing-dev.h>
#include <linux/init.h>
#include <linux/magic.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/parser.h>
#include <linux/seq_file.h>
#include <linux/slab.h>

#define RAMFS_DEFAULT_MODE	0755

struct ramfs_fs_info {
	umode_t	mode;		/* of the root; option mode= */
};

static const struct super_operations ramfs_ops;
static const struct inode_operations ramfs_dir_inode_operations;

static int ramfs_set_page_dirty(struct page *page)
{
	return !TestSetPageDirty(page);
}

static const struct address_space_operations ramfs_aops = {
	.readpage	= simple_readpage,
	.write_begin	= simple_write_begin,
	.write_end	= simple_write_end,
	.set_page_dirty	= ramfs_set_page_dirty,
};

const struct file_operations ramfs_file_operations = {
	.read_iter	= generic_file_read_iter,
	.write_iter	= generic_file_write_iter,
	.mmap		= generic_file_mmap,
	.fsync		= noop_fsync,
	.splice_read	= generic_file_splice_read,
	.splice_write	= iter_file_splice_write,
	.llseek		= generic_file_llseek,
};

static const struct inode_operations ramfs_file_inode_operations = {
	.setattr	= simple_setattr,
	.getattr	= simple_getattr,
};

/**
 * ramfs_get_inode() - a new inode
 * @sb: of this filesystem
 * @dir: will be in this directory, or NULL
 * @mode: type and permissions
 * @dev: of a device node
 *
 * Context: may sleep.
 * Return: the inode, or NULL without memory.
 */
struct inode *ramfs_get_inode(struct super_block *sb, const struct inode *dir,
			      umode_t mode, dev_t dev)
{
	struct inode *inode = new_inode(sb);

	if (!inode)
		return NULL;
	inode->i_ino = get_next_ino();
	inode_init_owner(inode, dir, mode);
	inode->i_mapping->a_ops = &ramfs_aops;
	mapping_set_gfp_mask(inode->i_mapping, GFP_HIGHUSER);
	mapping_set_unevictable(inode->i_mapping);
	inode->i_atime = inode->i_mtime = inode->i_ctime = current_time(inode);
	switch (mode & S_IFMT) {
	case S_IFREG:
		inode->i_op = &ramfs_file_inode_operations;
		inode->i_fop = &ramfs_file_operations;
		break;
	case S_IFDIR:
		inode->i_op = &ramfs_dir_inode_operations;
		inode->i_fop = &simple_dir_operations;
		inc_nlink(inode);	/* "." */
		break;
	case S_IFLNK:
		inode->i_op = &page_symlink_inode_operations;
		inode_nohighmem(inode);
		break;
	default:
		init_special_inode(inode, mode, dev);
		break;
	}
	return inode;
}

static int ramfs_mknod(struct inode *dir, struct dentry *dentry, umode_t mode,
		       dev_t dev)
{
	struct inode *inode = ramfs_get_inode(dir->i_sb, dir, mode, dev);

	if (!inode)
		return -ENOSPC;
	d_instantiate(dentry, inode);
	dget(dentry);			/* I1 */
	dir->i_mtime = dir->i_ctime = current_time(dir);
	return 0;
}

static int ramfs_mkdir(struct inode *dir, struct dentry *dentry, umode_t mode)
{
	int retval = ramfs_mknod(dir, dentry, mode | S_IFDIR, 0);

	if (!retval)
		inc_nlink(dir);		/* its ".." */
	return retval;
}

static int ramfs_create(struct inode *dir, struct dentry *dentry, umode_t mode,
			bool excl)
{
	return ramfs_mknod(dir, dentry, mode | S_IFREG, 0);
}

static int ramfs_symlink(struct inode *dir, struct dentry *dentry,
			 const char *symname)
{
	struct inode *inode;
	int error;

	inode = ramfs_get_inode(dir->i_sb, dir, S_IFLNK | S_IRWXUGO, 0);
	if (!inode)
		return -ENOSPC;
	error = page_symlink(inode, symname, strlen(symname) + 1);
	if (error) {
		iput(inode);
		return error;
	}
	d_instantiate(dentry, inode);
	dget(dentry);
	dir->i_mtime = dir->i_ctime = current_time(dir);
	return 0;
}

static int ramfs_tmpfile(struct inode *dir, struct dentry *dentry, umode_t mode)
{
	struct inode *inode = ramfs_get_inode(dir->i_sb, dir, mode, 0);

	if (!inode)
		return -ENOSPC;
	d_tmpfile(dentry, inode);
	return 0;
}

static const struct inode_operations ramfs_dir_inode_operations = {
	.create		= ramfs_create,
	.lookup		= simple_lookup,
	.link		= simple_link,
	.unlink		= simple_unlink,
	.symlink	= ramfs_symlink,
	.mkdir		= ramfs_mkdir,
	.rmdir		= simple_rmdir,
	.mknod		= ramfs_mknod,
	.rename		= simple_rename,
	.tmpfile	= ramfs_tmpfile,
};

static int ramfs_show_options(struct seq_file *m, struct dentry *root)
{
	struct ramfs_fs_info *fsi = root->d_sb->s_fs_info;

	if (fsi->mode != RAMFS_DEFAULT_MODE)
		seq_printf(m, ",mode=%o", fsi->mode);
	return 0;
}

static const struct super_operations ramfs_ops = {
	.statfs		= simple_statfs,
	.drop_inode	= generic_delete_inode,
	.show_options	= ramfs_show_options,
};

enum { Opt_mode, Opt_err };

static const match_table_t tokens = {
	{ Opt_mode, "mode=%o" },
	{ Opt_err, NULL },
};

/* Unknown options are ignored, as they always were. */
static int ramfs_parse_options(char *data, umode_t *mode)
{
	substring_t args[MAX_OPT_ARGS];
	char *p;
	int option;

	*mode = RAMFS_DEFAULT_MODE;
	while ((p = strsep(&data, ",")) != NULL) {
		if (!*p || match_token(p, tokens, args) != Opt_mode)
			continue;
		if (match_octal(&args[0], &option))
			return -EINVAL;
		*mode = option & S_IALLUGO;
	}
	return 0;
}

/**
 * ramfs_fill_super() - an empty filesystem
 * @sb: the super block
 * @data: options
 * @silent: unused
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int ramfs_fill_super(struct super_block *sb, void *data, int silent)
{
	struct ramfs_fs_info *fsi;
	int err;

	fsi = kzalloc(sizeof(struct ramfs_fs_info), GFP_KERNEL);
	sb->s_fs_info = fsi;
	if (!fsi)
		return -ENOMEM;
	err = ramfs_parse_options(data, &fsi->mode);
	if (err)
		return err;
	sb->s_maxbytes = MAX_LFS_FILESIZE;
	sb->s_blocksize = PAGE_SIZE;
	sb->s_blocksize_bits = PAGE_SHIFT;
	sb->s_magic = RAMFS_MAGIC;
	sb->s_op = &ramfs_ops;
	sb->s_d_op = &simple_dentry_operations;
	sb->s_time_gran = 1;
	sb->s_root = d_make_root(ramfs_get_inode(sb, NULL, S_IFDIR | fsi->mode,
						 0));
	return sb->s_root ? 0 : -ENOMEM;
}

/**
 * ramfs_mount() - ->mount()
 * @fs_type: the filesystem
 * @flags: SB_*
 * @dev_name: unused
 * @data: options
 *
 * Context: may sleep.
 * Return: the root or an ERR_PTR.
 */
struct dentry *ramfs_mount(struct file_system_type *fs_type, int flags,
			   const char *dev_name, void *data)
{
	return mount_nodev(fs_type, flags, data, ramfs_fill_super);
}

/**
 * ramfs_kill_sb() - ->kill_sb()
 *
 * Context: may sleep.
 */
void ramfs_kill_sb(struct super_block *sb)
{
	kfree(sb->s_fs_info);
	kill_litter_super(sb);
}

static struct file_system_type ramfs_fs_type = {
	.name		= "ramfs",
	.mount		= ramfs_mount,
	.kill_sb	= ramfs_kill_sb,
	.fs_flags	= FS_USERNS_MOUNT,
};

/* There is one rootfs; user space cannot make another. */
static struct dentry *rootfs_mount(struct file_system_type *fs_type, int flags,
				   const char *dev_name, void *data)
{
	static unsigned long once;

	if (test_and_set_bit(0, &once))
		return ERR_PTR(-ENODEV);
	return mount_nodev(fs_type, flags, data, ramfs_fill_super);
}

static struct file_system_type rootfs_fs_type = {
	.name		= "rootfs",
	.mount		= rootfs_mount,
	.kill_sb	= kill_litter_super,
};

/**
 * init_ramfs_fs() - ramfs can be mounted
 *
 * Context: boot, once.
 * Return: 0 or an errno.
 */
int __init init_ramfs_fs(void)
{
	return register_filesystem(&ramfs_fs_type);
}

/**
 * init_rootfs() - there is something to mount as the first root
 *
 * Context: boot, once.
 * Return: 0 or an errno.
 */
int __init init_rootfs(void)
{
	int err = register_filesystem(&rootfs_fs_type);

	return err ? err : init_ramfs_fs();
}
