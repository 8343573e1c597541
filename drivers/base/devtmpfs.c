// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/base/devtmpfs.c - /dev, filled by the kernel
 *
 * One tmpfs, mounted inside the kernel from the start. A device's node is made
 * there when the device is added; whoever mounts devtmpfs sees that same tmpfs.
 *
 * I1         Only nodes that the kernel made are removed with their device: they
 *            are marked in i_private; what user space put there stays.
 * Locking    the directory's i_rwsem, as for any change of a directory.
 * Entry      devtmpfs_init() devtmpfs_mount() devtmpfs_ops
 * Mirrors: Linux 4.19 drivers/base/devtmpfs.c.
 * Simpler than Linux in: no kdevtmpfs thread; nodes are made in the caller's
 * context with the kernel's own credentials.
 */
#include <linux/device.h>

#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/init_syscalls.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/printk.h>
#include <linux/shmem_fs.h>
#include <linux/slab.h>
#include <linux/string.h>

static struct vfsmount *dev_mnt;
static int mount_dev = 1;

/* devtmpfs.mount=0: leave mounting to init. */
static int __init mount_param(char *str)
{
	mount_dev = simple_strtoul(str, NULL, 0);
	return 1;
}
__setup("devtmpfs.mount=", mount_param);

static struct dentry *dev_mount(struct file_system_type *fs_type, int flags,
				const char *dev_name, void *data)
{
	return mount_single(fs_type, flags, data, shmem_fill_super);
}

static struct file_system_type dev_fs_type = {
	.name		= "devtmpfs",
	.mount		= dev_mount,
	.kill_sb	= kill_litter_super,
};

static bool is_blockdev(struct device *dev)
{
	return dev->class && !strcmp(dev->class->name, "block");
}

/* The directory @name of @dir, made if need be. Both with references. */
static struct dentry *get_subdir(struct dentry *dir, const char *name, int len)
{
	struct dentry *child;
	int err = 0;

	inode_lock_nested(d_inode(dir), I_MUTEX_PARENT);
	child = lookup_one_len(name, dir, len);
	if (!IS_ERR(child) && d_really_is_negative(child)) {
		err = vfs_mkdir(d_inode(dir), child, 0755);
		if (!err)
			d_inode(child)->i_private = &dev_mnt;	/* ours */
	}
	inode_unlock(d_inode(dir));
	if (err) {
		dput(child);
		return ERR_PTR(err);
	}
	return child;
}

/* Where the node "a/b/c" belongs: the dentry of a/b, and "c" in *@last. */
static struct dentry *get_parent(const char *nodename, const char **last)
{
	struct dentry *dir = dget(dev_mnt->mnt_root), *child;
	const char *slash;

	while ((slash = strchr(nodename, '/')) != NULL) {
		child = get_subdir(dir, nodename, slash - nodename);
		dput(dir);
		if (IS_ERR(child))
			return child;
		dir = child;
		nodename = slash + 1;
	}
	*last = nodename;
	return dir;
}

/* Give the new node its mode and owner, past any umask. */
static void set_node_attr(struct dentry *dentry, umode_t mode, kuid_t uid,
			  kgid_t gid)
{
	struct iattr newattrs = {
		.ia_valid = ATTR_MODE | ATTR_UID | ATTR_GID,
		.ia_mode = mode, .ia_uid = uid, .ia_gid = gid,
	};

	inode_lock(d_inode(dentry));
	notify_change(dentry, &newattrs, NULL);
	d_inode(dentry)->i_private = &dev_mnt;
	inode_unlock(d_inode(dentry));
}

static int handle_create(const char *nodename, umode_t mode, kuid_t uid,
			 kgid_t gid, dev_t devt)
{
	struct dentry *dir, *dentry;
	const char *last;
	int err;

	dir = get_parent(nodename, &last);
	if (IS_ERR(dir))
		return PTR_ERR(dir);
	inode_lock_nested(d_inode(dir), I_MUTEX_PARENT);
	dentry = lookup_one_len(last, dir, strlen(last));
	err = PTR_ERR_OR_ZERO(dentry);
	if (!err)
		err = d_really_is_positive(dentry) ? -EEXIST :
			vfs_mknod(d_inode(dir), dentry, mode, devt);
	inode_unlock(d_inode(dir));
	if (!err)
		set_node_attr(dentry, mode, uid, gid);
	if (!IS_ERR(dentry))
		dput(dentry);
	dput(dir);
	return err;
}

/**
 * devtmpfs_create_node() - make a device's node
 * @dev: the device, with class and number
 *
 * Context: may sleep.
 * Return: 0 or -errno.
 */
static int devtmpfs_create_node(struct device *dev)
{
	const struct cred *old;
	const char *tmp, *nodename;
	kuid_t uid = GLOBAL_ROOT_UID;
	kgid_t gid = GLOBAL_ROOT_GID;
	umode_t mode = 0;
	int err;

	nodename = device_get_devnode(dev, &mode, &uid, &gid, &tmp);
	if (!mode)
		mode = 0600;
	mode |= is_blockdev(dev) ? S_IFBLK : S_IFCHR;
	old = override_creds(&init_cred);
	err = handle_create(nodename, mode, uid, gid, dev->devt);
	revert_creds(old);
	kfree(tmp);
	return err;
}

static int handle_remove(const char *nodename, dev_t devt)
{
	struct dentry *dir, *dentry;
	const char *last;
	int err;

	dir = get_parent(nodename, &last);
	if (IS_ERR(dir))
		return PTR_ERR(dir);
	inode_lock_nested(d_inode(dir), I_MUTEX_PARENT);
	dentry = lookup_one_len(last, dir, strlen(last));
	err = PTR_ERR_OR_ZERO(dentry);
	if (!err) {
		struct inode *inode = d_inode(dentry);

		err = -ENOENT;
		if (inode && inode->i_private == &dev_mnt &&
		    inode->i_rdev == devt)
			err = vfs_unlink(d_inode(dir), dentry, NULL);
		dput(dentry);
	}
	inode_unlock(d_inode(dir));
	dput(dir);
	return err;
}

/**
 * devtmpfs_delete_node() - remove the node of a device that goes
 *
 * Context: may sleep.
 * Return: 0 or -errno.
 */
static int devtmpfs_delete_node(struct device *dev)
{
	const struct cred *old;
	const char *tmp, *nodename;
	int err;

	nodename = device_get_devnode(dev, NULL, NULL, NULL, &tmp);
	old = override_creds(&init_cred);
	err = handle_remove(nodename, dev->devt);
	revert_creds(old);
	kfree(tmp);
	return err;
}

static const struct devtmpfs_ops node_ops = {
	.create_node	= devtmpfs_create_node,
	.delete_node	= devtmpfs_delete_node,
};

/**
 * devtmpfs_mount() - mount it for the first program
 * @mntdir: relative to the current directory
 *
 * Context: boot.
 * Return: 0 or -errno.
 */
int __init devtmpfs_mount(const char *mntdir)
{
	int err;

	if (!mount_dev || !dev_mnt)
		return 0;
	err = init_mount("devtmpfs", mntdir, "devtmpfs", MS_SILENT, NULL);
	if (err)
		pr_info("devtmpfs: error mounting %i\n", err);
	else
		pr_info("devtmpfs: mounted\n");
	return err;
}

/**
 * devtmpfs_init() - the tmpfs behind /dev
 *
 * Context: boot, after shmem_init(), before the first device.
 * Return: 0 or -errno.
 */
int __init devtmpfs_init(void)
{
	char options[] = "mode=0755";
	int err = register_filesystem(&dev_fs_type);

	if (err) {
		pr_err("devtmpfs: unable to register devtmpfs type %i\n", err);
		return err;
	}
	/* Not kern_mount(): user space mounts this same super block. */
	dev_mnt = vfs_kern_mount(&dev_fs_type, 0, "devtmpfs", options);
	if (IS_ERR(dev_mnt)) {
		err = PTR_ERR(dev_mnt);
		dev_mnt = NULL;
		pr_err("devtmpfs: unable to create devtmpfs %i\n", err);
		unregister_filesystem(&dev_fs_type);
		return err;
	}
	devtmpfs_ops = &node_ops;
	pr_info("devtmpfs: initialized\n");
	return 0;
}
