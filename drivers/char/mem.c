// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/char/mem.c - /dev/null, zero, full, and who else has major 1
 *
 * Data       devlist[]: minor, name, mode, functions.
 * Entry      chr_dev_init()
 * Mirrors: Linux 4.19 drivers/char/mem.c.
 * Simpler than Linux in: /dev/mem, kmem and port do not exist.
 */
#include <linux/device.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/random.h>
#include <linux/sched/signal.h>
#include <linux/shmem_fs.h>
#include <linux/uaccess.h>
#include <linux/uio.h>
#include <uapi/linux/major.h>

static ssize_t read_null(struct file *file, char __user *buf, size_t count,
			 loff_t *ppos)
{
	return 0;
}

static ssize_t write_null(struct file *file, const char __user *buf,
			  size_t count, loff_t *ppos)
{
	return count;
}

static ssize_t read_iter_null(struct kiocb *iocb, struct iov_iter *to)
{
	return 0;
}

static ssize_t write_iter_null(struct kiocb *iocb, struct iov_iter *from)
{
	size_t count = iov_iter_count(from);

	iov_iter_advance(from, count);
	return count;
}

static ssize_t read_zero(struct file *file, char __user *buf, size_t count,
			 loff_t *ppos)
{
	size_t done = 0;

	while (done < count) {
		size_t chunk = min_t(size_t, count - done, 16 * PAGE_SIZE);
		size_t left = clear_user(buf + done, chunk);

		done += chunk - left;
		if (unlikely(left))
			return done ?: -EFAULT;
		if (signal_pending(current))
			return done ?: -ERESTARTSYS;
		cond_resched();
	}
	return done;
}

static ssize_t read_iter_zero(struct kiocb *iocb, struct iov_iter *iter)
{
	size_t written = 0;

	while (iov_iter_count(iter)) {
		size_t chunk = min_t(size_t, iov_iter_count(iter), PAGE_SIZE);
		size_t n = iov_iter_zero(chunk, iter);

		if (!n && iov_iter_count(iter))
			return written ?: -EFAULT;
		written += n;
		if (signal_pending(current))
			return written ?: -ERESTARTSYS;
		cond_resched();
	}
	return written;
}

/* Private: fresh zero pages, which is anonymous memory. Shared: a tmpfs file. */
static int mmap_zero(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_SHARED)
		return shmem_zero_setup(vma);
	vma->vm_ops = NULL;
	return 0;
}

static ssize_t write_full(struct file *file, const char __user *buf,
			  size_t count, loff_t *ppos)
{
	return -ENOSPC;
}

static loff_t null_lseek(struct file *file, loff_t offset, int orig)
{
	return file->f_pos = 0;
}

static const struct file_operations null_fops = {
	.llseek		= null_lseek,
	.read		= read_null,
	.write		= write_null,
	.read_iter	= read_iter_null,
	.write_iter	= write_iter_null,
};

static const struct file_operations zero_fops = {
	.llseek		= null_lseek,
	.read		= read_zero,
	.write		= write_null,
	.read_iter	= read_iter_zero,
	.write_iter	= write_iter_null,
	.mmap		= mmap_zero,
};

static const struct file_operations full_fops = {
	.llseek		= null_lseek,
	.read		= read_zero,
	.write		= write_full,
	.read_iter	= read_iter_zero,
};

static const struct memdev {
	const char *name;
	umode_t mode;
	const struct file_operations *fops;
} devlist[] = {
	[3] = { "null", 0666, &null_fops },
	[5] = { "zero", 0666, &zero_fops },
	[7] = { "full", 0666, &full_fops },
	[8] = { "random", 0666, &random_fops },
	[9] = { "urandom", 0666, &urandom_fops },
	[11] = { "kmsg", 0644, &kmsg_fops },
};

static int memory_open(struct inode *inode, struct file *filp)
{
	unsigned int minor = iminor(inode);
	const struct memdev *dev;

	if (minor >= ARRAY_SIZE(devlist))
		return -ENXIO;
	dev = &devlist[minor];
	if (!dev->fops)
		return -ENXIO;
	filp->f_op = dev->fops;
	return dev->fops->open ? dev->fops->open(inode, filp) : 0;
}

static const struct file_operations memory_fops = {
	.open	= memory_open,
	.llseek	= noop_llseek,
};

static char *mem_devnode(struct device *dev, umode_t *mode)
{
	if (mode && devlist[MINOR(dev->devt)].mode)
		*mode = devlist[MINOR(dev->devt)].mode;
	return NULL;
}

/**
 * chr_dev_init() - claim major 1 and make the nodes
 *
 * Context: boot, after devtmpfs_init().
 * Return: 0 or -errno.
 */
int __init chr_dev_init(void)
{
	struct class *mem_class;
	unsigned int minor;

	if (register_chrdev(MEM_MAJOR, "mem", &memory_fops))
		pr_err("unable to get major %d for memory devs\n", MEM_MAJOR);
	mem_class = class_create(THIS_MODULE, "mem");
	if (IS_ERR(mem_class))
		return PTR_ERR(mem_class);
	mem_class->devnode = mem_devnode;
	for (minor = 0; minor < ARRAY_SIZE(devlist); minor++) {
		if (devlist[minor].name)
			device_create(mem_class, NULL, MKDEV(MEM_MAJOR, minor),
				      NULL, "%s", devlist[minor].name);
	}
	return 0;
}
