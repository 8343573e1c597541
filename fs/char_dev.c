// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/char_dev.c - character devices: numbers, drivers, opening them
 *
 * Data       chrdevs[]: who has reserved which numbers, for /proc/devices.
 *            cdev_map: which struct cdev answers to which numbers.
 *
 *	open("/dev/tty1")  inode->i_rdev 4:1  -> cdev_map -> cdev -> ops
 *	                   inode->i_cdev caches the answer
 *
 * I1         inode->i_cdev set: the inode is on cdev->list.  cdev_del() and the
 *            inode's eviction take it off.
 * I2         A range given to cdev_add() does not overlap one with the same
 *            start and length; of overlapping ones the smallest answers.
 *
 * Locking    chrdevs_lock (sleeps): reservations.  cdev_lock: cdev_map, i_cdev,
 *            cdev->list.
 * Lifetime   cdev->kref: cdev_add(), and one for each open file.
 * Entry      register_chrdev_region() alloc_chrdev_region() cdev_add()
 *            __register_chrdev() def_chr_fops
 *
 * Mirrors: Linux 4.19 fs/char_dev.c, with a list in place of drivers/base/map.c.
 */
#include "internal.h"

#include <linux/cdev.h>
#include <linux/init.h>
#include <linux/kdev_t.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>

#define CHRDEV_MAJOR_HASH_SIZE	32
#define CHRDEV_MAJOR_DYN_EXT_START 511
#define CHRDEV_MAJOR_DYN_EXT_END 384

/* A reservation. All under chrdevs_lock. */
static struct char_device_struct {
	struct char_device_struct *next;
	unsigned int		major;
	unsigned int		baseminor;
	int			minorct;
	char			name[64];
	struct cdev		*cdev;	/* of __register_chrdev() */
} *chrdevs[CHRDEV_MAJOR_HASH_SIZE];

/* One cdev_add(). Under cdev_lock. */
struct cdev_range {
	struct hlist_node	node;
	dev_t			dev;
	unsigned int		count;
	struct cdev		*cdev;
};

static DEFINE_MUTEX(chrdevs_lock);
static DEFINE_SPINLOCK(cdev_lock);
static struct hlist_head cdev_map[CHRDEV_MAJOR_HASH_SIZE];

static inline int major_to_index(unsigned int major)
{
	return major % CHRDEV_MAJOR_HASH_SIZE;
}

/* Numbers. */

/**
 * chrdev_show() - /proc/devices
 * @f: where to
 * @offset: major number
 *
 * Context: may sleep.
 */
void chrdev_show(struct seq_file *f, off_t offset)
{
	struct char_device_struct *cd;

	mutex_lock(&chrdevs_lock);
	for (cd = chrdevs[major_to_index(offset)]; cd; cd = cd->next) {
		if (cd->major == offset)
			seq_printf(f, "%3d %s\n", cd->major, cd->name);
	}
	mutex_unlock(&chrdevs_lock);
}

static bool major_is_free(unsigned int major)
{
	struct char_device_struct *cd;

	for (cd = chrdevs[major_to_index(major)]; cd; cd = cd->next) {
		if (cd->major == major)
			return false;
	}
	return true;
}

static int find_dynamic_major(void)
{
	int i;

	for (i = 254; i >= CHRDEV_MAJOR_DYN_END; i--) {
		if (major_is_free(i))
			return i;
	}
	for (i = CHRDEV_MAJOR_DYN_EXT_START; i >= CHRDEV_MAJOR_DYN_EXT_END;
	     i--) {
		if (major_is_free(i))
			return i;
	}
	return -EBUSY;
}

/* Where a range goes in its chain, ordered; NULL: it overlaps another. */
static struct char_device_struct **find_slot(unsigned int major,
					     unsigned int baseminor,
					     int minorct)
{
	struct char_device_struct **cp, *cd;

	for (cp = &chrdevs[major_to_index(major)]; *cp; cp = &(*cp)->next) {
		cd = *cp;
		if (cd->major < major)
			continue;
		if (cd->major > major)
			break;
		if (cd->baseminor + cd->minorct <= baseminor)
			continue;
		if (cd->baseminor >= baseminor + minorct)
			break;
		return NULL;
	}
	return cp;
}

static struct char_device_struct *
__register_chrdev_region(unsigned int major, unsigned int baseminor,
			 int minorct, const char *name)
{
	struct char_device_struct *cd, **cp;
	int ret = 0;

	if (major >= CHRDEV_MAJOR_MAX ||
	    minorct > MINORMASK + 1 - (int)baseminor)
		return ERR_PTR(-EINVAL);
	cd = kzalloc(sizeof(struct char_device_struct), GFP_KERNEL);
	if (!cd)
		return ERR_PTR(-ENOMEM);
	mutex_lock(&chrdevs_lock);
	if (major == 0) {
		ret = find_dynamic_major();
		if (ret < 0)
			goto out;
		major = ret;
	}
	ret = -EBUSY;
	cp = find_slot(major, baseminor, minorct);
	if (!cp)
		goto out;
	cd->major = major;
	cd->baseminor = baseminor;
	cd->minorct = minorct;
	strlcpy(cd->name, name, sizeof(cd->name));
	cd->next = *cp;
	*cp = cd;
	mutex_unlock(&chrdevs_lock);
	return cd;
out:
	mutex_unlock(&chrdevs_lock);
	kfree(cd);
	return ERR_PTR(ret);
}

static struct char_device_struct *
__unregister_chrdev_region(unsigned int major, unsigned int baseminor,
			   int minorct)
{
	struct char_device_struct *cd, **cp;

	mutex_lock(&chrdevs_lock);
	for (cp = &chrdevs[major_to_index(major)]; *cp; cp = &(*cp)->next) {
		if ((*cp)->major == major && (*cp)->baseminor == baseminor &&
		    (*cp)->minorct == minorct)
			break;
	}
	cd = *cp;
	if (cd)
		*cp = cd->next;
	mutex_unlock(&chrdevs_lock);
	return cd;
}

/**
 * register_chrdev_region() - reserve numbers
 * @from: the first
 * @count: how many; may go beyond one major
 * @name: for /proc/devices
 *
 * Context: may sleep.
 * Return: 0 or an errno; -EBUSY: taken.
 */
int register_chrdev_region(dev_t from, unsigned int count, const char *name)
{
	dev_t to = from + count, n, next;
	struct char_device_struct *cd;

	for (n = from; n < to; n = next) {
		next = min_t(dev_t, MKDEV(MAJOR(n) + 1, 0), to);
		cd = __register_chrdev_region(MAJOR(n), MINOR(n), next - n,
					      name);
		if (IS_ERR(cd)) {
			unregister_chrdev_region(from, n - from);
			return PTR_ERR(cd);
		}
	}
	return 0;
}

/**
 * alloc_chrdev_region() - reserve numbers of a free major
 * @dev: set to the first
 * @baseminor: the first minor
 * @count: how many
 * @name: for /proc/devices
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int alloc_chrdev_region(dev_t *dev, unsigned int baseminor, unsigned int count,
			const char *name)
{
	struct char_device_struct *cd;

	cd = __register_chrdev_region(0, baseminor, count, name);
	if (IS_ERR(cd))
		return PTR_ERR(cd);
	*dev = MKDEV(cd->major, cd->baseminor);
	return 0;
}

/**
 * unregister_chrdev_region() - give numbers back
 * @from: the first
 * @count: how many
 *
 * Context: may sleep.
 */
void unregister_chrdev_region(dev_t from, unsigned int count)
{
	dev_t to = from + count, n, next;

	for (n = from; n < to; n = next) {
		next = min_t(dev_t, MKDEV(MAJOR(n) + 1, 0), to);
		kfree(__unregister_chrdev_region(MAJOR(n), MINOR(n), next - n));
	}
}

/**
 * __register_chrdev() - numbers and a cdev in one
 * @major: the major number, or 0: a free one
 * @baseminor: the first minor
 * @count: how many
 * @name: for /proc/devices
 * @fops: the driver
 *
 * Context: may sleep.
 * Return: 0, the major number if it was 0, or an errno.
 */
int __register_chrdev(unsigned int major, unsigned int baseminor,
		      unsigned int count, const char *name,
		      const struct file_operations *fops)
{
	struct char_device_struct *cd;
	struct cdev *cdev;
	int err = -ENOMEM;

	cd = __register_chrdev_region(major, baseminor, count, name);
	if (IS_ERR(cd))
		return PTR_ERR(cd);
	cdev = cdev_alloc();
	if (!cdev)
		goto out2;
	cdev->owner = fops->owner;
	cdev->ops = fops;
	err = cdev_add(cdev, MKDEV(cd->major, baseminor), count);
	if (err)
		goto out;
	cd->cdev = cdev;
	return major ? 0 : cd->major;
out:
	cdev_put(cdev);
out2:
	kfree(__unregister_chrdev_region(cd->major, baseminor, count));
	return err;
}

/**
 * __unregister_chrdev() - undo __register_chrdev()
 * @major: the major number
 * @baseminor: the first minor
 * @count: how many
 * @name: unused
 *
 * Context: may sleep.
 */
void __unregister_chrdev(unsigned int major, unsigned int baseminor,
			 unsigned int count, const char *name)
{
	struct char_device_struct *cd;

	cd = __unregister_chrdev_region(major, baseminor, count);
	if (cd && cd->cdev)
		cdev_del(cd->cdev);
	kfree(cd);
}

/* Drivers. */

static void cdev_purge(struct cdev *cdev)
{
	spin_lock(&cdev_lock);
	while (!list_empty(&cdev->list)) {
		struct inode *inode;

		inode = list_first_entry(&cdev->list, struct inode, i_devices);
		list_del_init(&inode->i_devices);
		inode->i_cdev = NULL;
	}
	spin_unlock(&cdev_lock);
}

static void cdev_release(struct kref *kref)
{
	struct cdev *p = container_of(kref, struct cdev, kref);

	cdev_purge(p);
	if (p->dynamic)
		kfree(p);
}

static struct cdev *cdev_get(struct cdev *p)
{
	if (!try_module_get(p->owner))
		return NULL;
	if (!kref_get_unless_zero(&p->kref)) {
		module_put(p->owner);
		return NULL;
	}
	return p;
}

/**
 * cdev_put() - one user of a driver less
 * @p: the driver
 *
 * Context: may sleep.
 */
void cdev_put(struct cdev *p)
{
	if (p) {
		struct module *owner = p->owner;

		kref_put(&p->kref, cdev_release);
		module_put(owner);
	}
}

/**
 * cd_forget() - an inode of a device is evicted
 *
 * Context: does not sleep.
 */
void cd_forget(struct inode *inode)
{
	spin_lock(&cdev_lock);
	list_del_init(&inode->i_devices);
	inode->i_cdev = NULL;
	inode->i_mapping = &inode->i_data;
	spin_unlock(&cdev_lock);
}

/**
 * cdev_init() - a driver's own cdev
 * @cdev: its memory
 * @fops: its operations
 *
 * Context: any.
 */
void cdev_init(struct cdev *cdev, const struct file_operations *fops)
{
	memset(cdev, 0, sizeof(*cdev));
	INIT_LIST_HEAD(&cdev->list);
	kref_init(&cdev->kref);
	cdev->ops = fops;
}

/**
 * cdev_alloc() - a cdev that frees itself
 *
 * Context: may sleep.
 * Return: it, or NULL without memory.
 */
struct cdev *cdev_alloc(void)
{
	struct cdev *p = kzalloc(sizeof(struct cdev), GFP_KERNEL);

	if (p) {
		p->dynamic = true;
		INIT_LIST_HEAD(&p->list);
		kref_init(&p->kref);
	}
	return p;
}

static void cdev_del_ranges(struct cdev *p)
{
	struct hlist_node *n;
	struct cdev_range *r;
	unsigned int i;

	spin_lock(&cdev_lock);
	for (i = 0; i < ARRAY_SIZE(cdev_map); i++) {
		hlist_for_each_entry_safe(r, n, &cdev_map[i], node) {
			if (r->cdev != p)
				continue;
			hlist_del(&r->node);
			kfree(r);
		}
	}
	spin_unlock(&cdev_lock);
}

/**
 * cdev_add() - from now on these numbers can be opened
 * @p: the driver
 * @dev: the first number
 * @count: how many
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM.
 */
int cdev_add(struct cdev *p, dev_t dev, unsigned int count)
{
	struct cdev_range *r;
	unsigned int major;

	p->dev = dev;
	p->count = count;
	/* A range over several majors is found under each of them. */
	for (major = MAJOR(dev); major <= MAJOR(dev + count - 1); major++) {
		r = kmalloc(sizeof(*r), GFP_KERNEL);
		if (!r) {
			cdev_del_ranges(p);
			return -ENOMEM;
		}
		r->dev = dev;
		r->count = count;
		r->cdev = p;
		spin_lock(&cdev_lock);
		hlist_add_head(&r->node, &cdev_map[major_to_index(major)]);
		spin_unlock(&cdev_lock);
	}
	return 0;
}

/**
 * cdev_del() - and no longer; open files go on
 * @p: the driver
 *
 * Context: may sleep.
 */
void cdev_del(struct cdev *p)
{
	cdev_del_ranges(p);
	kref_put(&p->kref, cdev_release);
}

/* Opening. */

/* cdev_lock held.  Return: the driver for a number, referenced, or NULL. */
static struct cdev *cdev_lookup(dev_t dev)
{
	struct cdev_range *r, *best = NULL;

	hlist_for_each_entry(r, &cdev_map[major_to_index(MAJOR(dev))], node) {
		if (dev < r->dev || dev >= r->dev + r->count)
			continue;
		if (!best || r->count < best->count)
			best = r;
	}
	return best ? cdev_get(best->cdev) : NULL;
}

/* The driver of an inode, referenced (I1), or NULL. */
static struct cdev *inode_get_cdev(struct inode *inode)
{
	struct cdev *p;

	spin_lock(&cdev_lock);
	p = inode->i_cdev;
	if (p) {
		p = cdev_get(p);
	} else {
		p = cdev_lookup(inode->i_rdev);
		if (p) {
			inode->i_cdev = p;
			list_add(&inode->i_devices, &p->list);
		}
	}
	spin_unlock(&cdev_lock);
	return p;
}

static int chrdev_open(struct inode *inode, struct file *filp)
{
	const struct file_operations *fops;
	struct cdev *p = inode_get_cdev(inode);
	int ret = -ENXIO;

	if (!p)
		return ret;
	fops = fops_get(p->ops);
	if (!fops)
		goto out_cdev_put;
	replace_fops(filp, fops);
	if (filp->f_op->open) {
		ret = filp->f_op->open(inode, filp);
		if (ret)
			goto out_cdev_put;
	}
	return 0;

out_cdev_put:
	cdev_put(p);
	return ret;
}

const struct file_operations def_chr_fops = {
	.open	= chrdev_open,
	.llseek	= noop_llseek,
};
