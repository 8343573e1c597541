// SPDX-License-Identifier: GPL-2.0-only
/*
 * init/do_mounts.c - mount root= when the initramfs has no /init
 *
 * root=     /dev/vda1, PARTUUID=..., 254:1, or fe01 (hexadecimal)
 * rootfstype=ext2,...   what to try; otherwise every type that needs a device
 * rootflags=  passed to the file system;  ro, rw
 * rootdelay= seconds;  rootwait: for ever, until the device is there
 *
 * The device is mounted at /root of rootfs and then moved over "/": rootfs
 * itself can never be unmounted. What cannot be mounted is said with Linux's
 * words, and is fatal: without a root there is nothing to run.
 *
 * Context    task 1, may sleep.
 * Entry      prepare_namespace()
 *
 * Mirrors: Linux 4.5 init/do_mounts.c.
 * Simpler than Linux in: no PARTNROFF, NFS, MTD, md, floppy change, initrd images.
 */
#include <linux/ctype.h>
#include <linux/delay.h>
#include <linux/device.h>
#include <linux/fs.h>
#include <linux/genhd.h>
#include <linux/init.h>
#include <linux/init_syscalls.h>
#include <linux/kstrtox.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/slab.h>

#include "init.h"

static int root_mountflags __initdata = MS_RDONLY | MS_SILENT;
static char *saved_root_name __initdata;
static char *root_fs_names __initdata;
static char *root_mount_data __initdata;
static unsigned int root_delay __initdata;
static bool root_wait __initdata;

static int __init readonly(char *str)
{
	if (*str)
		return 0;
	root_mountflags |= MS_RDONLY;
	return 1;
}
__setup("ro", readonly);

static int __init readwrite(char *str)
{
	if (*str)
		return 0;
	root_mountflags &= ~MS_RDONLY;
	return 1;
}
__setup("rw", readwrite);

static int __init root_dev_setup(char *str)
{
	saved_root_name = str;
	return 1;
}
__setup("root=", root_dev_setup);

static int __init fs_names_setup(char *str)
{
	root_fs_names = str;
	return 1;
}
__setup("rootfstype=", fs_names_setup);

static int __init root_data_setup(char *str)
{
	root_mount_data = str;
	return 1;
}
__setup("rootflags=", root_data_setup);

static int __init root_delay_setup(char *str)
{
	root_delay = simple_strtoul(str, NULL, 0);
	return 1;
}
__setup("rootdelay=", root_delay_setup);

static int __init rootwait_setup(char *str)
{
	if (*str)
		return 0;
	root_wait = true;
	return 1;
}
__setup("rootwait", rootwait_setup);

/* "vda", "vda1", "loop0p1": the disk, then the number of the partition. */
static dev_t __init disk_name_to_dev_t(const char *name)
{
	char disk[DISK_NAME_LEN];
	size_t len;
	dev_t dev;

	if (strlcpy(disk, name, sizeof(disk)) >= sizeof(disk))
		return 0;
	dev = blk_lookup_devt(disk, 0);
	if (dev)
		return dev;
	len = strlen(disk);
	while (len && isdigit(disk[len - 1]))
		len--;
	if (!len || !disk[len] || disk[len] == '0')
		return 0;
	disk[len] = '\0';
	dev = blk_lookup_devt(disk, simple_strtoul(name + len, NULL, 10));
	if (dev || len < 2 || disk[len - 1] != 'p' || !isdigit(disk[len - 2]))
		return dev;
	disk[len - 1] = '\0';
	return blk_lookup_devt(disk, simple_strtoul(name + len, NULL, 10));
}

/* 0: no such device. */
static dev_t __init name_to_dev_t(const char *name)
{
	unsigned int num;
	char *end;
	struct kstat st;
	dev_t dev;
	unsigned long major;

	if (!strncmp(name, "PARTUUID=", 9))
		return blk_lookup_partuuid(name + 9, strlen(name + 9));
	if (!strncmp(name, "/dev/", 5)) {
		dev = disk_name_to_dev_t(name + 5);
		if (dev)
			return dev;
	}
	major = simple_strtoul(name, &end, 10);

	if (end != name && *end == ':') {
		const char *p = end + 1;
		unsigned long minor = simple_strtoul(p, &end, 10);

		return end != p && !*end ? MKDEV(major, minor) : 0;
	}
	if (!kstrtouint(name, 16, &num))
		return new_decode_dev(num);
	if (!init_stat(name, &st, 0) && S_ISBLK(st.mode))
		return st.rdev;
	return 0;
}

static int __init do_mount_root(const char *type)
{
	int err = init_mount("/dev/root", "/root", type, root_mountflags,
			     root_mount_data);

	if (err)
		return err;
	init_chdir("/root");
	pr_info("VFS: Mounted root (%s filesystem)%s.\n", type,
		root_mountflags & MS_RDONLY ? " readonly" : "");
	return 0;
}

/* "name\0name\0\0" of the types to try. */
static void __init get_fs_names(char *page)
{
	char *s = page;
	const char *p = root_fs_names;

	if (p) {
		strlcpy(page, p, PAGE_SIZE - 1);
		while ((s = strchr(s, ',')))
			*s++ = '\0';
		page[strlen(p) < PAGE_SIZE - 2 ? strlen(p) + 1 : PAGE_SIZE - 1] = '\0';
		return;
	}
	list_bdev_fs_names(page, PAGE_SIZE);
}

static void __noreturn __init no_root(const char *what)
{
	panic("VFS: Unable to mount root fs on %s", what);
}

static int __init list_disk(struct gendisk *disk, void *unused)
{
	char buf[BDEVNAME_SIZE];
	int i;

	for (i = 0; i <= disk->last_part; i++) {
		struct hd_struct *part = disk_get_part(disk, i);

		if (part && part->nr_sects)
			pr_info("%02x%02x %10llu %s %s\n",
				MAJOR(part_devt(part)), MINOR(part_devt(part)),
				part->nr_sects >> 1, disk_name(disk, i, buf),
				part->info ? part->info->uuid : "");
		disk_put_part(part);
	}
	return 0;
}

/* What root= could have said. */
static void __init list_partitions(void)
{
	pr_info("Here are the available partitions:\n");
	for_each_disk(list_disk, NULL);
}

static void __init try_all_types(const char *what)
{
	char *names = (char *)__get_free_page(GFP_KERNEL | __GFP_ZERO);
	char *p;
	int err = -ENODEV;

	if (!names)
		panic("VFS: no memory to mount the root fs");
	get_fs_names(names);
	for (p = names; *p; p += strlen(p) + 1) {
		err = do_mount_root(p);
		if (!err)
			break;
		if (err == -EINVAL)	/* not of this type */
			continue;
		pr_err("VFS: Cannot open root device \"%s\" or %s: error %d\n",
		       saved_root_name, what, err);
		pr_err("Please append a correct \"root=\" boot option\n");
		no_root(what);
	}
	if (err) {
		pr_err("List of all filesystems that were tried:\n");
		for (p = names; *p; p += strlen(p) + 1)
			pr_err(" %s\n", p);
		no_root(what);
	}
	free_page((unsigned long)names);
}

static void __init mount_root(void)
{
	dev_t dev = saved_root_name ? name_to_dev_t(saved_root_name) : 0;
	char what[32];

	if (!dev && saved_root_name && root_wait) {
		pr_info("Waiting for root device %s...\n", saved_root_name);
		while (!dev) {
			msleep(100);
			dev = name_to_dev_t(saved_root_name);
		}
	}

	snprintf(what, sizeof(what), "unknown-block(%u,%u)", MAJOR(dev),
		 MINOR(dev));
	if (!dev) {
		pr_err("VFS: Cannot open root device \"%s\" or %s: error %d\n",
		       saved_root_name ?: "(null)", what, -ENXIO);
		pr_err("Please append a correct \"root=\" boot option\n");
		list_partitions();
		no_root(what);
	}
	init_mknod("/dev/root", S_IFBLK | 0600, new_encode_dev(dev));
	try_all_types(what);
}

/**
 * prepare_namespace() - make the root device's tree the root
 *
 * Context: task 1, when rootfs has nothing to execute.
 */
void __init prepare_namespace(void)
{
	if (root_delay) {
		pr_info("Waiting %u sec before mounting root device...\n",
			root_delay);
		ssleep(root_delay);
	}
	mount_root();
	devtmpfs_mount("dev");
	init_mount(".", "/", NULL, MS_MOVE, NULL);
	init_chroot(".");
}
