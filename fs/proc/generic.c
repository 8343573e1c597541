// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/proc/generic.c - the tree of registered entries
 *
 * Data       struct proc_dir_entry, children in an rbtree by (length, name).
 * I1         An entry in the tree holds one reference; each inode made of it
 *            another. The last one frees it.
 * I2         proc_entry_rundown() returns only when no call into the entry's
 *            functions is under way and none will begin (inode.c).
 * Locking    proc_subdir_lock (rwlock): subdir trees and nlink.
 * Entry      proc_create_data() proc_mkdir_data() proc_symlink() proc_remove()
 *            proc_lookup_de() proc_readdir_de()
 * Mirrors: Linux 4.19 fs/proc/generic.c.
 * Simpler than Linux in: directories cannot be made empty on purpose.
 */
#include "internal.h"

#include <linux/init.h>
#include <linux/namei.h>
#include <linux/proc_ns.h>
#include <linux/slab.h>
#include <linux/string.h>

static DEFINE_RWLOCK(proc_subdir_lock);

static int proc_match(const char *name, unsigned int len,
		      const struct proc_dir_entry *de)
{
	if (len != de->namelen)
		return len < de->namelen ? -1 : 1;
	return memcmp(name, de->name, len);
}

static struct proc_dir_entry *pde_subdir_find(struct proc_dir_entry *dir,
					      const char *name,
					      unsigned int len)
{
	struct rb_node *node = dir->subdir.rb_node;

	while (node) {
		struct proc_dir_entry *de = rb_entry(node, struct proc_dir_entry,
						     subdir_node);
		int result = proc_match(name, len, de);

		if (result == 0)
			return de;
		node = result < 0 ? node->rb_left : node->rb_right;
	}
	return NULL;
}

/* proc_subdir_lock held. Return: false when the name is taken. */
static bool pde_subdir_insert(struct proc_dir_entry *dir,
			      struct proc_dir_entry *de)
{
	struct rb_node **new = &dir->subdir.rb_node, *parent = NULL;

	while (*new) {
		struct proc_dir_entry *this = rb_entry(*new,
				struct proc_dir_entry, subdir_node);
		int result = proc_match(de->name, de->namelen, this);

		if (result == 0)
			return false;
		parent = *new;
		new = result < 0 ? &(*new)->rb_left : &(*new)->rb_right;
	}
	rb_link_node(&de->subdir_node, parent, new);
	rb_insert_color(&de->subdir_node, &dir->subdir);
	return true;
}

/**
 * pde_put() - one reference to @pde less
 * @pde: the entry
 *
 * Context: any but hard interrupt.
 */
void pde_put(struct proc_dir_entry *pde)
{
	if (!refcount_dec_and_test(&pde->refcnt))
		return;
	proc_free_inum(pde->low_ino);
	if (S_ISLNK(pde->mode))
		kfree(pde->data);
	kfree(pde);
}

/* An entry that was removed is not found again through the dcache. */
static int proc_misc_d_revalidate(struct dentry *dentry, unsigned int flags)
{
	if (flags & LOOKUP_RCU)
		return -ECHILD;
	return atomic_read(&PDE(d_inode(dentry))->in_use) >= 0;
}

static int proc_misc_d_delete(const struct dentry *dentry)
{
	return atomic_read(&PDE(d_inode(dentry))->in_use) < 0;
}

static const struct dentry_operations proc_misc_dentry_ops = {
	.d_revalidate	= proc_misc_d_revalidate,
	.d_delete	= proc_misc_d_delete,
};

/**
 * proc_lookup_de() - look @dentry's name up below @de
 * @dir: inode of @de
 * @dentry: the name
 * @de: the directory
 *
 * Return: NULL with @dentry filled in, or ERR_PTR(-ENOENT or -ENOMEM).
 */
struct dentry *proc_lookup_de(struct inode *dir, struct dentry *dentry,
			      struct proc_dir_entry *de)
{
	struct inode *inode;

	read_lock(&proc_subdir_lock);
	de = pde_subdir_find(de, (const char *)dentry->d_name.name,
			     dentry->d_name.len);
	if (!de) {
		read_unlock(&proc_subdir_lock);
		return ERR_PTR(-ENOENT);
	}
	refcount_inc(&de->refcnt);
	read_unlock(&proc_subdir_lock);
	inode = proc_get_inode(dir->i_sb, de);	/* takes the reference over */
	if (!inode)
		return ERR_PTR(-ENOMEM);
	d_set_d_op(dentry, &proc_misc_dentry_ops);
	return d_splice_alias(inode, dentry);
}

static struct dentry *proc_lookup(struct inode *dir, struct dentry *dentry,
				  unsigned int flags)
{
	return proc_lookup_de(dir, dentry, PDE(dir));
}

/* The n-th child, with a reference. */
static struct proc_dir_entry *pde_subdir_at(struct proc_dir_entry *dir, loff_t n)
{
	struct rb_node *node;

	for (node = rb_first(&dir->subdir); node && n > 0; node = rb_next(node))
		n--;
	if (!node)
		return NULL;
	dir = rb_entry(node, struct proc_dir_entry, subdir_node);
	refcount_inc(&dir->refcnt);
	return dir;
}

static struct proc_dir_entry *pde_subdir_next(struct proc_dir_entry *de)
{
	struct rb_node *node = RB_EMPTY_NODE(&de->subdir_node) ? NULL :
		rb_next(&de->subdir_node);
	struct proc_dir_entry *next = NULL;

	if (node) {
		next = rb_entry(node, struct proc_dir_entry, subdir_node);
		refcount_inc(&next->refcnt);
	}
	return next;
}

/**
 * proc_readdir_de() - list the children of @de
 * @file: the open directory
 * @ctx: where to, and from which position
 * @de: the directory
 *
 * The lock is dropped around dir_emit(), which touches user memory.
 * Return: 1 when all was listed, 0 when @ctx is full.
 */
int proc_readdir_de(struct file *file, struct dir_context *ctx,
		    struct proc_dir_entry *de)
{
	struct proc_dir_entry *next;
	bool more;

	if (!dir_emit_dots(file, ctx))
		return 0;
	read_lock(&proc_subdir_lock);
	de = pde_subdir_at(de, ctx->pos - 2);
	read_unlock(&proc_subdir_lock);
	while (de) {
		more = dir_emit(ctx, de->name, de->namelen, de->low_ino,
				fs_umode_to_dtype(de->mode));
		if (!more) {
			pde_put(de);
			return 0;
		}
		ctx->pos++;
		read_lock(&proc_subdir_lock);
		next = pde_subdir_next(de);
		read_unlock(&proc_subdir_lock);
		pde_put(de);
		de = next;
	}
	return 1;
}

static int proc_readdir(struct file *file, struct dir_context *ctx)
{
	return proc_readdir_de(file, ctx, PDE(file_inode(file)));
}

static const struct file_operations proc_dir_operations = {
	.llseek		= generic_file_llseek,
	.read		= generic_read_dir,
	.iterate_shared	= proc_readdir,
};

static const struct inode_operations proc_dir_inode_operations = {
	.lookup		= proc_lookup,
	.setattr	= proc_setattr,
};

static const char *proc_follow_link(struct dentry *dentry, struct inode *inode,
				    struct delayed_call *done)
{
	return dentry ? PDE(inode)->data : ERR_PTR(-ECHILD);
}

static const struct inode_operations proc_link_inode_operations = {
	.get_link	= proc_follow_link,
};

static const struct inode_operations proc_file_inode_operations = {
	.setattr	= proc_setattr,
};

/* Walk "a/b/c" down from *@ret; leaves the last part in *@residual. */
static int xlate_proc_name(const char *name, struct proc_dir_entry **ret,
			   const char **residual)
{
	struct proc_dir_entry *de = *ret ?: &proc_root;
	const char *next;

	while ((next = strchr(name, '/')) != NULL) {
		read_lock(&proc_subdir_lock);
		de = pde_subdir_find(de, name, next - name);
		read_unlock(&proc_subdir_lock);
		if (!de) {
			WARN(1, "name '%s'\n", name);
			return -ENOENT;
		}
		name = next + 1;
	}
	*residual = name;
	*ret = de;
	return 0;
}

static struct proc_dir_entry *__proc_create(struct proc_dir_entry **parent,
					    const char *name, umode_t mode)
{
	struct proc_dir_entry *ent;
	const char *fn;
	size_t len;

	if (xlate_proc_name(name, parent, &fn))
		return NULL;
	len = strlen(fn);
	if (WARN(len == 0 || len >= 256, "bad name '%s'\n", name))
		return NULL;
	ent = kzalloc(sizeof(*ent) + len + 1, GFP_KERNEL);
	if (!ent)
		return NULL;
	memcpy(ent->name, fn, len + 1);
	ent->namelen = len;
	ent->mode = mode;
	ent->nlink = S_ISDIR(mode) ? 2 : 1;
	ent->subdir = RB_ROOT;
	RB_CLEAR_NODE(&ent->subdir_node);
	refcount_set(&ent->refcnt, 1);
	atomic_set(&ent->in_use, 0);
	return ent;
}

/* Into the tree. On error @dp is freed. */
static struct proc_dir_entry *proc_register(struct proc_dir_entry *dir,
					    struct proc_dir_entry *dp)
{
	if (proc_alloc_inum(&dp->low_ino))
		goto free_entry;
	write_lock(&proc_subdir_lock);
	dp->parent = dir;
	if (!pde_subdir_insert(dir, dp)) {
		write_unlock(&proc_subdir_lock);
		WARN(1, "proc_dir_entry '%s/%s' already registered\n",
		     dir->name, dp->name);
		goto free_inum;
	}
	if (S_ISDIR(dp->mode))
		dir->nlink++;
	write_unlock(&proc_subdir_lock);
	return dp;

free_inum:
	proc_free_inum(dp->low_ino);
free_entry:
	if (S_ISLNK(dp->mode))
		kfree(dp->data);
	kfree(dp);
	return NULL;
}

/**
 * proc_symlink() - register a symbolic link
 * @name: last part, or a path below @parent
 * @parent: NULL for /proc itself
 * @dest: what it says; copied
 *
 * Context: may sleep.
 * Return: the entry or NULL.
 */
struct proc_dir_entry *proc_symlink(const char *name,
				    struct proc_dir_entry *parent,
				    const char *dest)
{
	struct proc_dir_entry *ent;

	ent = __proc_create(&parent, name, S_IFLNK | S_IRWXUGO);
	if (!ent)
		return NULL;
	ent->size = strlen(dest);
	ent->data = kstrdup(dest, GFP_KERNEL);
	if (!ent->data) {
		kfree(ent);
		return NULL;
	}
	ent->proc_iops = &proc_link_inode_operations;
	return proc_register(parent, ent);
}

/**
 * proc_create_link() - register a symbolic link that says what its reader makes it say
 * @name: in /proc itself
 * @iops: get_link() prints the target
 *
 * Context: may sleep.
 * Return: the entry or NULL.
 */
struct proc_dir_entry *proc_create_link(const char *name,
					const struct inode_operations *iops)
{
	struct proc_dir_entry *parent = NULL, *ent;

	ent = __proc_create(&parent, name, S_IFLNK | S_IRWXUGO);
	if (!ent)
		return NULL;
	ent->proc_iops = iops;
	return proc_register(parent, ent);
}

/**
 * proc_mkdir_data() - register a directory
 * @name: last part, or a path below @parent
 * @mode: permissions, 0 for r-xr-xr-x
 * @parent: NULL for /proc itself
 * @data: for PDE_DATA()
 *
 * Context: may sleep.
 * Return: the entry or NULL.
 */
struct proc_dir_entry *proc_mkdir_data(const char *name, umode_t mode,
				       struct proc_dir_entry *parent,
				       void *data)
{
	struct proc_dir_entry *ent;

	if (mode == 0)
		mode = S_IRUGO | S_IXUGO;
	ent = __proc_create(&parent, name, S_IFDIR | mode);
	if (!ent)
		return NULL;
	ent->data = data;
	ent->proc_fops = &proc_dir_operations;
	ent->proc_iops = &proc_dir_inode_operations;
	return proc_register(parent, ent);
}

/** proc_mkdir() - proc_mkdir_data() readable by all */
struct proc_dir_entry *proc_mkdir(const char *name,
				  struct proc_dir_entry *parent)
{
	return proc_mkdir_data(name, 0, parent, NULL);
}

static struct proc_dir_entry *proc_create_reg(const char *name, umode_t mode,
					      struct proc_dir_entry **parent,
					      void *data)
{
	struct proc_dir_entry *p;

	if ((mode & S_IFMT) == 0)
		mode |= S_IFREG;
	if ((mode & S_IALLUGO) == 0)
		mode |= S_IRUGO;
	p = __proc_create(parent, name, mode);
	if (p) {
		p->proc_iops = &proc_file_inode_operations;
		p->data = data;
	}
	return p;
}

/**
 * proc_create_data() - register a file
 * @name: last part, or a path below @parent
 * @mode: permissions, 0 for r--r--r--
 * @parent: NULL for /proc itself
 * @fops: its functions
 * @data: for PDE_DATA()
 *
 * Context: may sleep.
 * Return: the entry or NULL.
 */
struct proc_dir_entry *proc_create_data(const char *name, umode_t mode,
					struct proc_dir_entry *parent,
					const struct file_operations *fops,
					void *data)
{
	struct proc_dir_entry *p = proc_create_reg(name, mode, &parent, data);

	if (!p)
		return NULL;
	p->proc_fops = fops;
	return proc_register(parent, p);
}

/** proc_create() - proc_create_data() without data */
struct proc_dir_entry *proc_create(const char *name, umode_t mode,
				   struct proc_dir_entry *parent,
				   const struct file_operations *fops)
{
	return proc_create_data(name, mode, parent, fops, NULL);
}

static int proc_seq_open(struct inode *inode, struct file *file)
{
	struct proc_dir_entry *de = PDE(inode);

	if (de->state_size)
		return seq_open_private(file, de->seq_ops, de->state_size);
	return seq_open(file, de->seq_ops);
}

static int proc_seq_release(struct inode *inode, struct file *file)
{
	if (PDE(inode)->state_size)
		return seq_release_private(inode, file);
	return seq_release(inode, file);
}

static const struct file_operations proc_seq_fops = {
	.open		= proc_seq_open,
	.read		= seq_read,
	.llseek		= seq_lseek,
	.release	= proc_seq_release,
};

/**
 * proc_create_seq_private() - register a file listed by seq_operations
 * @name: last part, or a path below @parent
 * @mode: permissions, 0 for r--r--r--
 * @parent: NULL for /proc itself
 * @ops: start, next, show, stop
 * @state_size: bytes of m->private for each opener
 * @data: for PDE_DATA()
 *
 * Return: the entry or NULL.
 */
struct proc_dir_entry *proc_create_seq_private(const char *name, umode_t mode,
		struct proc_dir_entry *parent, const struct seq_operations *ops,
		unsigned int state_size, void *data)
{
	struct proc_dir_entry *p = proc_create_reg(name, mode, &parent, data);

	if (!p)
		return NULL;
	p->proc_fops = &proc_seq_fops;
	p->seq_ops = ops;
	p->state_size = state_size;
	return proc_register(parent, p);
}

static int proc_single_open(struct inode *inode, struct file *file)
{
	struct proc_dir_entry *de = PDE(inode);

	return single_open(file, de->single_show, de->data);
}

static const struct file_operations proc_single_fops = {
	.open		= proc_single_open,
	.read		= seq_read,
	.llseek		= seq_lseek,
	.release	= single_release,
};

/**
 * proc_create_single_data() - register a file that one function prints
 * @name: last part, or a path below @parent
 * @mode: permissions, 0 for r--r--r--
 * @parent: NULL for /proc itself
 * @show: prints all of it; m->private is @data
 * @data: see @show
 *
 * Return: the entry or NULL.
 */
struct proc_dir_entry *proc_create_single_data(const char *name, umode_t mode,
		struct proc_dir_entry *parent,
		int (*show)(struct seq_file *m, void *v), void *data)
{
	struct proc_dir_entry *p = proc_create_reg(name, mode, &parent, data);

	if (!p)
		return NULL;
	p->proc_fops = &proc_single_fops;
	p->single_show = show;
	return proc_register(parent, p);
}

/* What proc_create_data() was given, for an inode of that entry. */
void *PDE_DATA(const struct inode *inode)
{
	return PDE(inode)->data;
}

/* Cut @de out of its directory; proc_subdir_lock held. */
static void pde_unlink(struct proc_dir_entry *de)
{
	rb_erase(&de->subdir_node, &de->parent->subdir);
	RB_CLEAR_NODE(&de->subdir_node);
	if (S_ISDIR(de->mode))
		de->parent->nlink--;
}

static struct proc_dir_entry *pde_first_leaf(struct proc_dir_entry *de)
{
	struct rb_node *node;

	while ((node = rb_first(&de->subdir)) != NULL)
		de = rb_entry(node, struct proc_dir_entry, subdir_node);
	return de;
}

/**
 * proc_remove() - take @de and all below it out of /proc
 * @de: the entry; NULL does nothing
 *
 * Context: may sleep; when it returns none of the entries' functions runs.
 */
void proc_remove(struct proc_dir_entry *de)
{
	struct proc_dir_entry *leaf;
	bool last = !de;

	while (!last) {
		write_lock(&proc_subdir_lock);
		leaf = pde_first_leaf(de);
		last = leaf == de;
		pde_unlink(leaf);
		write_unlock(&proc_subdir_lock);
		proc_entry_rundown(leaf);
		pde_put(leaf);
	}
}

/**
 * remove_proc_subtree() - proc_remove() by name
 * @name: last part, or a path below @parent
 * @parent: NULL for /proc itself
 *
 * Return: 0 or -ENOENT.
 */
int remove_proc_subtree(const char *name, struct proc_dir_entry *parent)
{
	struct proc_dir_entry *de;
	const char *fn;

	if (xlate_proc_name(name, &parent, &fn))
		return -ENOENT;
	read_lock(&proc_subdir_lock);
	de = pde_subdir_find(parent, fn, strlen(fn));
	read_unlock(&proc_subdir_lock);
	if (!de)
		return -ENOENT;
	proc_remove(de);
	return 0;
}

/** remove_proc_entry() - remove_proc_subtree() of one that must exist */
void remove_proc_entry(const char *name, struct proc_dir_entry *parent)
{
	WARN(remove_proc_subtree(name, parent), "name '%s'\n", name);
}

/** proc_create_mount_point() - an empty directory for another filesystem */
struct proc_dir_entry *proc_create_mount_point(const char *name)
{
	return proc_mkdir_data(name, S_IRUGO | S_IXUGO, NULL, NULL);
}
