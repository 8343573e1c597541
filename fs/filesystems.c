// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/filesystems.c - the filesystems that can be mounted
 *
 * Data       file_systems: a singly linked list of struct file_system_type.
 * Locking    file_systems_lock.
 * Entry      register_filesystem() get_fs_type(); sysfs(2)
 *
 * Mirrors: Linux 4.19 fs/filesystems.c.
 * Simpler than Linux in: no modules are loaded for unknown names.
 */
#include "internal.h"

#include <linux/module.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

static struct file_system_type *file_systems;
static DEFINE_RWLOCK(file_systems_lock);

/**
 * get_filesystem() - one more reference on a type
 * @fs: referenced by the caller
 *
 * Context: any.
 * Return: @fs.
 */
struct file_system_type *get_filesystem(struct file_system_type *fs)
{
	__module_get(fs->owner);
	return fs;
}

/**
 * put_filesystem() - one reference less
 * @fs: the type
 *
 * Context: any.
 */
void put_filesystem(struct file_system_type *fs)
{
	module_put(fs->owner);
}

/* The link that points, or would point, to the type of this name. */
static struct file_system_type **find_filesystem(const char *name, size_t len)
{
	struct file_system_type **p;

	for (p = &file_systems; *p; p = &(*p)->next) {
		if (strncmp((*p)->name, name, len) == 0 && !(*p)->name[len])
			break;
	}
	return p;
}

/**
 * register_filesystem() - this can be mounted from now on
 * @fs: stays until unregister_filesystem()
 *
 * Context: does not sleep.
 * Return: 0, or -EBUSY when the name is taken.
 */
int register_filesystem(struct file_system_type *fs)
{
	struct file_system_type **p;
	int res = 0;

	if (fs->next)
		return -EBUSY;
	write_lock(&file_systems_lock);
	p = find_filesystem(fs->name, strlen(fs->name));
	if (*p)
		res = -EBUSY;
	else
		*p = fs;
	write_unlock(&file_systems_lock);
	return res;
}

/**
 * unregister_filesystem() - and no longer
 * @fs: the type
 *
 * Context: may sleep.
 * Return: 0, or -EINVAL when it was not registered.
 */
int unregister_filesystem(struct file_system_type *fs)
{
	struct file_system_type **p;
	int res = -EINVAL;

	write_lock(&file_systems_lock);
	for (p = &file_systems; *p; p = &(*p)->next) {
		if (*p == fs) {
			*p = fs->next;
			fs->next = NULL;
			res = 0;
			break;
		}
	}
	write_unlock(&file_systems_lock);
	synchronize_rcu();
	return res;
}

/**
 * get_fs_type() - a type by its name
 * @name: "tmpfs"; of "fuse.sshfs" the part before the dot counts
 *
 * Context: does not sleep.
 * Return: the type, referenced, or NULL.
 */
struct file_system_type *get_fs_type(const char *name)
{
	const char *dot = strchr(name, '.');
	size_t len = dot ? (size_t)(dot - name) : strlen(name);
	struct file_system_type *fs;

	read_lock(&file_systems_lock);
	fs = *find_filesystem(name, len);
	if (fs && !try_module_get(fs->owner))
		fs = NULL;
	read_unlock(&file_systems_lock);
	if (dot && fs && !(fs->fs_flags & FS_HAS_SUBTYPE)) {
		put_filesystem(fs);
		fs = NULL;
	}
	return fs;
}

/**
 * list_bdev_fs_names() - the types that a block device may hold
 * @buf: gets the names, each with its NUL, and one more NUL
 * @size: bytes in @buf
 *
 * Context: takes file_systems_lock.
 */
void __init list_bdev_fs_names(char *buf, size_t size)
{
	struct file_system_type *p;

	read_lock(&file_systems_lock);
	for (p = file_systems; p; p = p->next) {
		size_t len = strlen(p->name) + 1;

		if (!(p->fs_flags & FS_REQUIRES_DEV))
			continue;
		if (len + 1 > size)
			break;
		memcpy(buf, p->name, len);
		buf += len;
		size -= len;
	}
	read_unlock(&file_systems_lock);
	*buf = '\0';
}

/**
 * filesystems_proc_show() - /proc/filesystems
 * @m: where to
 * @v: unused
 *
 * Context: may sleep.
 * Return: 0.
 */
int filesystems_proc_show(struct seq_file *m, void *v)
{
	struct file_system_type *fs;

	read_lock(&file_systems_lock);
	for (fs = file_systems; fs; fs = fs->next)
		seq_printf(m, "%s\t%s\n",
			   fs->fs_flags & FS_REQUIRES_DEV ? "" : "nodev",
			   fs->name);
	read_unlock(&file_systems_lock);
	return 0;
}

static int fs_index(const char __user *__name)
{
	struct filename *name = getname(__name);
	struct file_system_type *fs;
	int err = -EINVAL, index = 0;

	if (IS_ERR(name))
		return PTR_ERR(name);
	read_lock(&file_systems_lock);
	for (fs = file_systems; fs; fs = fs->next, index++) {
		if (strcmp(fs->name, name->name) == 0) {
			err = index;
			break;
		}
	}
	read_unlock(&file_systems_lock);
	putname(name);
	return err;
}

static int fs_name(unsigned int index, char __user *buf)
{
	struct file_system_type *fs;
	int len, res;

	read_lock(&file_systems_lock);
	for (fs = file_systems; fs && index; fs = fs->next)
		index--;
	if (fs && !try_module_get(fs->owner))
		fs = NULL;
	read_unlock(&file_systems_lock);
	if (!fs)
		return -EINVAL;
	len = strlen(fs->name) + 1;
	res = copy_to_user(buf, fs->name, len) ? -EFAULT : 0;
	put_filesystem(fs);
	return res;
}

static int fs_maxindex(void)
{
	struct file_system_type *fs;
	int index = 0;

	read_lock(&file_systems_lock);
	for (fs = file_systems; fs; fs = fs->next)
		index++;
	read_unlock(&file_systems_lock);
	return index;
}

SYSCALL_DEFINE3(sysfs, int, option, unsigned long, arg1, unsigned long, arg2)
{
	switch (option) {
	case 1:
		return fs_index((const char __user *)arg1);
	case 2:
		return fs_name(arg1, (char __user *)arg2);
	case 3:
		return fs_maxindex();
	}
	return -EINVAL;
}
