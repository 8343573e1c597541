// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/simple_xattr.c - attributes kept in memory, for filesystems in memory
 *
 * Data       struct simple_xattrs: a list of names with values.
 * I1         A value does not change: setting replaces the whole entry.
 *
 * Locking    xattrs->lock.
 * Entry      simple_xattr_get() simple_xattr_set() simple_xattr_list()
 *
 * Mirrors: the simple_xattr part of Linux 4.19 fs/xattr.c.
 */
#include "internal.h"

#include <linux/capability.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/xattr.h>

/**
 * simple_xattr_alloc() - an entry without a name
 * @value: its value
 * @size: the value's size
 *
 * Context: may sleep.
 * Return: the entry, or NULL without memory.
 */
struct simple_xattr *simple_xattr_alloc(const void *value, size_t size)
{
	struct simple_xattr *new;
	size_t len;

	if (check_add_overflow(sizeof(*new), size, &len))
		return NULL;
	new = kvmalloc(len, GFP_KERNEL);
	if (!new)
		return NULL;
	new->name = NULL;
	new->size = size;
	memcpy(new->value, value, size);
	return new;
}

static void simple_xattr_free(struct simple_xattr *xattr)
{
	if (xattr) {
		kfree(xattr->name);
		kvfree(xattr);
	}
}

/**
 * simple_xattrs_free() - the inode goes
 * @xattrs: its attributes
 *
 * Context: may sleep.
 */
void simple_xattrs_free(struct simple_xattrs *xattrs)
{
	struct simple_xattr *xattr, *node;

	list_for_each_entry_safe(xattr, node, &xattrs->head, list)
		simple_xattr_free(xattr);
}

/* lock held. */
static struct simple_xattr *find_xattr(struct simple_xattrs *xattrs,
				       const char *name)
{
	struct simple_xattr *xattr;

	list_for_each_entry(xattr, &xattrs->head, list) {
		if (!strcmp(name, xattr->name))
			return xattr;
	}
	return NULL;
}

/**
 * simple_xattr_get() - get a value
 * @xattrs: the attributes
 * @name: the whole name
 * @buffer: for the value; NULL: only ask
 * @size: room there
 *
 * Context: any.
 * Return: the value's size, -ENODATA, -ERANGE.
 */
int simple_xattr_get(struct simple_xattrs *xattrs, const char *name,
		     void *buffer, size_t size)
{
	struct simple_xattr *xattr;
	int ret = -ENODATA;

	spin_lock(&xattrs->lock);
	xattr = find_xattr(xattrs, name);
	if (xattr) {
		ret = xattr->size;
		if (buffer) {
			if (size < xattr->size)
				ret = -ERANGE;
			else
				memcpy(buffer, xattr->value, xattr->size);
		}
	}
	spin_unlock(&xattrs->lock);
	return ret;
}

/**
 * simple_xattr_set() - set or remove a value
 * @xattrs: the attributes
 * @name: the whole name
 * @value: NULL: remove
 * @size: its size
 * @flags: XATTR_CREATE, XATTR_REPLACE
 *
 * Context: may sleep.
 * Return: 0, -EEXIST, -ENODATA, -ENOMEM.
 */
int simple_xattr_set(struct simple_xattrs *xattrs, const char *name,
		     const void *value, size_t size, int flags)
{
	struct simple_xattr *old, *new = NULL, *unused = NULL;
	int err = 0;

	if (value) {
		new = simple_xattr_alloc(value, size);
		if (!new)
			return -ENOMEM;
		new->name = kstrdup(name, GFP_KERNEL);
		if (!new->name) {
			simple_xattr_free(new);
			return -ENOMEM;
		}
	}
	spin_lock(&xattrs->lock);
	old = find_xattr(xattrs, name);
	if (old && (flags & XATTR_CREATE)) {
		err = -EEXIST;
	} else if (!old && (flags & XATTR_REPLACE)) {
		err = -ENODATA;
	} else {
		if (old && new)
			list_replace(&old->list, &new->list);
		else if (old)
			list_del(&old->list);
		else if (new)
			list_add(&new->list, &xattrs->head);
		unused = old;
	}
	spin_unlock(&xattrs->lock);
	simple_xattr_free(err ? new : unused);
	return err;
}

/**
 * simple_xattr_list() - the names
 * @inode: unused
 * @xattrs: the attributes
 * @buffer: for the names; NULL: only ask
 * @size: room there
 *
 * Context: any.
 * Return: bytes, or -ERANGE.
 */
ssize_t simple_xattr_list(struct inode *inode, struct simple_xattrs *xattrs,
			  char *buffer, size_t size)
{
	bool trusted = capable(CAP_SYS_ADMIN);
	struct simple_xattr *xattr;
	ssize_t total = 0;

	spin_lock(&xattrs->lock);
	list_for_each_entry(xattr, &xattrs->head, list) {
		size_t len = strlen(xattr->name) + 1;

		if (!trusted && !strncmp(xattr->name, XATTR_TRUSTED_PREFIX,
					 XATTR_TRUSTED_PREFIX_LEN))
			continue;
		if (buffer) {
			if (len > size - total) {
				total = -ERANGE;
				break;
			}
			memcpy(buffer + total, xattr->name, len);
		}
		total += len;
	}
	spin_unlock(&xattrs->lock);
	return total;
}
