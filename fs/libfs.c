// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/libfs.c - parts that simple filesystems are made of
 *
 * A filesystem in memory needs no storage for its directories: the dcache is
 * the directory.  An entry exists because its dentry has one reference more
 * than its users, taken by who creates it and dropped by simple_unlink().
 *
 * I1         Positive dentries of such a filesystem are pinned by that
 *            reference; negative ones are not kept (always_delete_dentry()).
 * I2         A directory's list of children is its order of entries; a reader's
 *            place is a cursor dentry in that list.
 * I3         Positive children come and go only while the directory is locked
 *            exclusively, so a reader, who holds it shared, needs no references.
 *
 * Locking    The directory's i_rwsem; for the cursor, the directory's d_lock.
 * Entry      simple_*(), dcache_readdir(), mount_pseudo(), simple_fill_super()
 *
 * Mirrors: Linux 4.19 fs/libfs.c; buffers and pages are in libfs_data.c.
 */
#include "internal.h"

#include <linux/cred.h>
#include <linux/mm.h>
#include <linux/mount.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/statfs.h>
#include <linux/string.h>

/**
 * simple_getattr() - ->getattr() from the inode and its pages
 * @path: the file
 * @stat: filled
 * @request_mask: unused
 * @query_flags: unused
 *
 * Context: any.
 * Return: 0.
 */
int simple_getattr(const struct path *path, struct kstat *stat,
		   u32 request_mask, unsigned int query_flags)
{
	struct inode *inode = d_inode(path->dentry);

	generic_fillattr(inode, stat);
	stat->blocks = inode->i_mapping->nrpages << (PAGE_SHIFT - 9);
	return 0;
}

/**
 * simple_statfs() - ->statfs() that knows only the type
 * @dentry: of the filesystem
 * @buf: filled
 *
 * Context: any.
 * Return: 0.
 */
int simple_statfs(struct dentry *dentry, struct kstatfs *buf)
{
	buf->f_type = dentry->d_sb->s_magic;
	buf->f_bsize = PAGE_SIZE;
	buf->f_namelen = NAME_MAX;
	return 0;
}

/**
 * always_delete_dentry() - ->d_delete(): do not keep unused dentries
 * @dentry: unused
 *
 * Context: d_lock held.
 * Return: 1.
 */
int always_delete_dentry(const struct dentry *dentry)
{
	return 1;
}

const struct dentry_operations simple_dentry_operations = {
	.d_delete	= always_delete_dentry,
};

const struct super_operations simple_super_operations = {
	.statfs		= simple_statfs,
};

/**
 * simple_lookup() - ->lookup(): what is not in the dcache does not exist
 * @dir: the directory
 * @dentry: becomes negative
 * @flags: unused
 *
 * Context: the directory is locked.
 * Return: NULL or -ENAMETOOLONG.
 */
struct dentry *simple_lookup(struct inode *dir, struct dentry *dentry,
			     unsigned int flags)
{
	if (dentry->d_name.len > NAME_MAX)
		return ERR_PTR(-ENAMETOOLONG);
	if (!dentry->d_sb->s_d_op)
		d_set_d_op(dentry, &simple_dentry_operations);
	d_add(dentry, NULL);
	return NULL;
}

/* Reading directories (I2). */

/**
 * dcache_dir_open() - a reader needs a cursor
 * @inode: the directory
 * @file: being opened
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM.
 */
int dcache_dir_open(struct inode *inode, struct file *file)
{
	file->private_data = d_alloc_cursor(file->f_path.dentry);
	return file->private_data ? 0 : -ENOMEM;
}

/**
 * dcache_dir_close() - the cursor goes
 * @inode: the directory
 * @file: being closed
 *
 * Context: may sleep.
 * Return: 0.
 */
int dcache_dir_close(struct inode *inode, struct file *file)
{
	dput(file->private_data);
	return 0;
}

/*
 * The @count-th entry after @p in the list of @cursor's parent, or NULL (I3).
 * The cursor may be moved along when the loop takes long.
 */
static struct dentry *scan_positives(struct dentry *cursor, struct list_head *p,
				     loff_t count)
{
	struct dentry *dentry = cursor->d_parent, *found = NULL;

	spin_lock(&dentry->d_lock);
	while ((p = p->next) != &dentry->d_subdirs) {
		struct dentry *d = list_entry(p, struct dentry, d_child);

		if (!(d->d_flags & DCACHE_DENTRY_CURSOR) &&
		    simple_positive(d) && !--count) {
			found = d;
			break;
		}
		if (need_resched()) {
			list_move(&cursor->d_child, p);
			p = &cursor->d_child;
			spin_unlock(&dentry->d_lock);
			cond_resched();
			spin_lock(&dentry->d_lock);
		}
	}
	spin_unlock(&dentry->d_lock);
	return found;
}

/**
 * dcache_dir_lseek() - move the cursor
 * @file: the directory
 * @offset: entry number; "." and ".." are 0 and 1
 * @whence: SEEK_SET or SEEK_CUR
 *
 * Context: may sleep.
 * Return: the position or -EINVAL.
 */
loff_t dcache_dir_lseek(struct file *file, loff_t offset, int whence)
{
	struct dentry *dentry = file->f_path.dentry;
	struct dentry *cursor = file->private_data, *to = NULL;

	if (whence == SEEK_CUR)
		offset += file->f_pos;
	else if (whence != SEEK_SET)
		return -EINVAL;
	if (offset < 0)
		return -EINVAL;
	if (offset == file->f_pos)
		return offset;

	inode_lock_shared(dentry->d_inode);
	if (offset > 2)
		to = scan_positives(cursor, &dentry->d_subdirs, offset - 2);
	spin_lock(&dentry->d_lock);
	if (to)
		list_move(&cursor->d_child, &to->d_child);
	else
		list_del_init(&cursor->d_child);
	spin_unlock(&dentry->d_lock);
	file->f_pos = offset;
	inode_unlock_shared(dentry->d_inode);
	return offset;
}

/**
 * dcache_readdir() - ->iterate_shared() from the dcache
 * @file: the directory, opened by dcache_dir_open()
 * @ctx: whom to show the entries
 *
 * Context: the directory is locked, shared.
 * Return: 0.
 */
int dcache_readdir(struct file *file, struct dir_context *ctx)
{
	struct dentry *dentry = file->f_path.dentry;
	struct dentry *cursor = file->private_data, *next = NULL;
	struct list_head *anchor = &dentry->d_subdirs, *p;

	if (!dir_emit_dots(file, ctx))
		return 0;
	if (ctx->pos == 2)
		p = anchor;
	else if (!list_empty(&cursor->d_child))
		p = &cursor->d_child;
	else
		return 0;

	while ((next = scan_positives(cursor, p, 1)) != NULL) {
		if (!dir_emit(ctx, (const char *)next->d_name.name,
			      next->d_name.len, d_inode(next)->i_ino,
			      fs_umode_to_dtype(d_inode(next)->i_mode)))
			break;
		ctx->pos++;
		p = &next->d_child;
	}
	/* Before the entry that did not fit; at the end, nowhere. */
	spin_lock(&dentry->d_lock);
	if (next)
		list_move_tail(&cursor->d_child, &next->d_child);
	else
		list_del_init(&cursor->d_child);
	spin_unlock(&dentry->d_lock);
	return 0;
}

/**
 * generic_read_dir() - read(2) on a directory
 * @filp: the directory
 * @buf: unused
 * @siz: unused
 * @ppos: unused
 *
 * Context: any.
 * Return: -EISDIR.
 */
ssize_t generic_read_dir(struct file *filp, char __user *buf, size_t siz,
			 loff_t *ppos)
{
	return -EISDIR;
}

const struct file_operations simple_dir_operations = {
	.open		= dcache_dir_open,
	.release	= dcache_dir_close,
	.llseek		= dcache_dir_lseek,
	.read		= generic_read_dir,
	.iterate_shared	= dcache_readdir,
	.fsync		= noop_fsync,
};

const struct inode_operations simple_dir_inode_operations = {
	.lookup		= simple_lookup,
};

/* Changing directories. */

/**
 * simple_open() - ->open(): private_data is the inode's
 * @inode: the file
 * @file: being opened
 *
 * Context: any.
 * Return: 0.
 */
int simple_open(struct inode *inode, struct file *file)
{
	if (inode->i_private)
		file->private_data = inode->i_private;
	return 0;
}

/**
 * simple_link() - ->link()
 * @old_dentry: the file
 * @dir: the directory
 * @dentry: the new entry
 *
 * Context: both inodes are locked.
 * Return: 0.
 */
int simple_link(struct dentry *old_dentry, struct inode *dir,
		struct dentry *dentry)
{
	struct inode *inode = d_inode(old_dentry);

	inode->i_ctime = dir->i_ctime = dir->i_mtime = current_time(inode);
	inc_nlink(inode);
	ihold(inode);
	dget(dentry);
	d_instantiate(dentry, inode);
	return 0;
}

/**
 * simple_empty() - has the directory no entries?
 * @dentry: the directory, locked
 *
 * Context: any.
 * Return: 1 if so.
 */
int simple_empty(struct dentry *dentry)
{
	struct dentry *child;
	int ret = 1;

	spin_lock(&dentry->d_lock);
	list_for_each_entry(child, &dentry->d_subdirs, d_child) {
		spin_lock_nested(&child->d_lock, DENTRY_D_LOCK_NESTED);
		if (simple_positive(child))
			ret = 0;
		spin_unlock(&child->d_lock);
		if (!ret)
			break;
	}
	spin_unlock(&dentry->d_lock);
	return ret;
}

/**
 * simple_unlink() - ->unlink()
 * @dir: the directory
 * @dentry: the entry
 *
 * Context: both inodes are locked.
 * Return: 0.
 */
int simple_unlink(struct inode *dir, struct dentry *dentry)
{
	struct inode *inode = d_inode(dentry);

	inode->i_ctime = dir->i_ctime = dir->i_mtime = current_time(inode);
	drop_nlink(inode);
	dput(dentry);		/* I1 */
	return 0;
}

/**
 * simple_rmdir() - ->rmdir()
 * @dir: the directory
 * @dentry: the entry
 *
 * Context: both inodes are locked.
 * Return: 0 or -ENOTEMPTY.
 */
int simple_rmdir(struct inode *dir, struct dentry *dentry)
{
	if (!simple_empty(dentry))
		return -ENOTEMPTY;
	drop_nlink(d_inode(dentry));
	simple_unlink(dir, dentry);
	drop_nlink(dir);
	return 0;
}

/**
 * simple_rename() - ->rename()
 * @old_dir: from this directory
 * @old_dentry: this entry
 * @new_dir: to this directory
 * @new_dentry: as this entry
 * @flags: RENAME_NOREPLACE, RENAME_EXCHANGE
 *
 * Context: all inodes are locked.
 * Return: 0 or an errno.
 */
int simple_rename(struct inode *old_dir, struct dentry *old_dentry,
		  struct inode *new_dir, struct dentry *new_dentry,
		  unsigned int flags)
{
	struct inode *inode = d_inode(old_dentry);
	struct inode *target = d_inode(new_dentry);
	bool they_are_dirs = d_is_dir(old_dentry);

	if (flags & ~(RENAME_NOREPLACE | RENAME_EXCHANGE))
		return -EINVAL;
	if (flags & RENAME_EXCHANGE) {
		if (old_dir != new_dir && they_are_dirs != d_is_dir(new_dentry)) {
			drop_nlink(they_are_dirs ? old_dir : new_dir);
			inc_nlink(they_are_dirs ? new_dir : old_dir);
		}
		target->i_ctime = current_time(target);
	} else if (target) {
		if (!simple_empty(new_dentry))
			return -ENOTEMPTY;
		simple_unlink(new_dir, new_dentry);
		if (they_are_dirs) {
			drop_nlink(target);
			drop_nlink(old_dir);
		}
	} else if (they_are_dirs) {
		drop_nlink(old_dir);
		inc_nlink(new_dir);
	}
	old_dir->i_ctime = old_dir->i_mtime = new_dir->i_ctime =
		new_dir->i_mtime = inode->i_ctime = current_time(old_dir);
	return 0;
}

/**
 * simple_setattr() - ->setattr() in the inode alone
 * @dentry: the file
 * @iattr: the change
 *
 * Context: the inode is locked; may sleep.
 * Return: 0 or an errno.
 */
int simple_setattr(struct dentry *dentry, struct iattr *iattr)
{
	struct inode *inode = d_inode(dentry);
	int error = setattr_prepare(dentry, iattr);

	if (error)
		return error;
	if (iattr->ia_valid & ATTR_SIZE)
		truncate_setsize(inode, iattr->ia_size);
	setattr_copy(inode, iattr);
	mark_inode_dirty(inode);
	return 0;
}

/* Symbolic links in memory. */

/**
 * simple_get_link() - ->get_link() of a body in i_link
 * @dentry: unused
 * @inode: the link
 * @done: unused
 *
 * Context: any, RCU walk included.
 * Return: the body.
 */
const char *simple_get_link(struct dentry *dentry, struct inode *inode,
			    struct delayed_call *done)
{
	return inode->i_link;
}

const struct inode_operations simple_symlink_inode_operations = {
	.get_link	= simple_get_link,
};

/**
 * kfree_link() - for set_delayed_call(): free a body
 * @arg: from kmalloc()
 *
 * Context: any.
 */
void kfree_link(void *arg)
{
	kfree(arg);
}

/* Whole filesystems. */

/**
 * mount_pseudo() - ->mount() of a filesystem nobody mounts: pipefs, sockfs
 * @fs_type: the filesystem
 * @name: of its root
 * @ops: super operations, or NULL
 * @dops: dentry operations, or NULL
 * @magic: s_magic
 *
 * Context: may sleep.
 * Return: the root, s_umount held for writing; or an ERR_PTR.
 */
struct dentry *mount_pseudo(struct file_system_type *fs_type, char *name,
			    const struct super_operations *ops,
			    const struct dentry_operations *dops,
			    unsigned long magic)
{
	struct super_block *s;
	struct inode *root;

	s = sget(fs_type, NULL, set_anon_super, SB_KERNMOUNT | SB_NOUSER, NULL);
	if (IS_ERR(s))
		return ERR_CAST(s);
	s->s_maxbytes = MAX_LFS_FILESIZE;
	s->s_magic = magic;
	s->s_op = ops ? ops : &simple_super_operations;
	s->s_time_gran = 1;
	root = new_inode(s);
	if (!root)
		goto fail;
	root->i_ino = 1;
	root->i_mode = S_IFDIR | S_IRUSR | S_IWUSR;
	root->i_atime = root->i_mtime = root->i_ctime = current_time(root);
	s->s_root = d_make_root(root);
	if (!s->s_root)
		goto fail;
	s->s_d_op = dops;
	s->s_flags |= SB_ACTIVE;
	return dget(s->s_root);
fail:
	deactivate_locked_super(s);
	return ERR_PTR(-ENOMEM);
}

static int fill_one(struct super_block *sb, const struct tree_descr *f, int ino)
{
	struct dentry *dentry;
	struct inode *inode;
	struct qstr name = QSTR(f->name);

	name.hash = full_name_hash(sb->s_root, f->name, name.len);
	dentry = d_alloc(sb->s_root, &name);
	if (!dentry)
		return -ENOMEM;
	inode = new_inode(sb);
	if (!inode) {
		dput(dentry);
		return -ENOMEM;
	}
	inode->i_mode = S_IFREG | f->mode;
	inode->i_atime = inode->i_mtime = inode->i_ctime = current_time(inode);
	inode->i_fop = f->ops;
	inode->i_ino = ino;
	d_add(dentry, inode);
	return 0;
}

/**
 * simple_fill_super() - a directory of fixed files
 * @s: the super block
 * @magic: s_magic
 * @files: from index 2; an empty name ends them, NULL is a gap
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM.
 */
int simple_fill_super(struct super_block *s, unsigned long magic,
		      const struct tree_descr *files)
{
	struct inode *inode;
	int i, err = 0;

	s->s_blocksize = PAGE_SIZE;
	s->s_blocksize_bits = PAGE_SHIFT;
	s->s_magic = magic;
	s->s_op = &simple_super_operations;
	s->s_time_gran = 1;
	inode = new_inode(s);
	if (!inode)
		return -ENOMEM;
	inode->i_ino = 1;
	inode->i_mode = S_IFDIR | 0755;
	inode->i_atime = inode->i_mtime = inode->i_ctime = current_time(inode);
	inode->i_op = &simple_dir_inode_operations;
	inode->i_fop = &simple_dir_operations;
	set_nlink(inode, 2);
	s->s_root = d_make_root(inode);
	if (!s->s_root)
		return -ENOMEM;
	for (i = 0; !err && (!files->name || files->name[0]); i++, files++) {
		if (files->name)
			err = fill_one(s, files, i);
	}
	return err;
}

static DEFINE_SPINLOCK(pin_fs_lock);

/**
 * simple_pin_fs() - keep a filesystem mounted while something is in it
 * @type: the filesystem
 * @mount: where its mount is kept
 * @count: users
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int simple_pin_fs(struct file_system_type *type, struct vfsmount **mount,
		  int *count)
{
	struct vfsmount *mnt = NULL;

	spin_lock(&pin_fs_lock);
	if (unlikely(!*mount)) {
		spin_unlock(&pin_fs_lock);
		mnt = vfs_kern_mount(type, SB_KERNMOUNT, type->name, NULL);
		if (IS_ERR(mnt))
			return PTR_ERR(mnt);
		spin_lock(&pin_fs_lock);
		if (!*mount)
			*mount = mnt;
	}
	mntget(*mount);
	++*count;
	spin_unlock(&pin_fs_lock);
	mntput(mnt);
	return 0;
}

/**
 * simple_release_fs() - undo simple_pin_fs()
 * @mount: where its mount is kept
 * @count: users
 *
 * Context: may sleep.
 */
void simple_release_fs(struct vfsmount **mount, int *count)
{
	struct vfsmount *mnt;

	spin_lock(&pin_fs_lock);
	mnt = *mount;
	if (!--*count)
		*mount = NULL;
	spin_unlock(&pin_fs_lock);
	mntput(mnt);
}

/**
 * alloc_anon_inode() - an inode for files without a name
 * @s: its filesystem
 *
 * Context: may sleep.
 * Return: the inode or -ENOMEM.
 */
struct inode *alloc_anon_inode(struct super_block *s)
{
	struct inode *inode = new_inode_pseudo(s);

	if (!inode)
		return ERR_PTR(-ENOMEM);
	inode->i_ino = get_next_ino();
	/* So that nobody tries to write it back. */
	inode->i_state = I_DIRTY;
	inode->i_mode = S_IRUSR | S_IWUSR;
	inode->i_uid = current_fsuid();
	inode->i_gid = current_fsgid();
	inode->i_flags |= S_PRIVATE;
	inode->i_atime = inode->i_mtime = inode->i_ctime = current_time(inode);
	return inode;
}
