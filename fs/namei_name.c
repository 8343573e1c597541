// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/namei_name.c - names: copying them from user space, hashing them
 *
 * Data       struct filename, from names_cachep, PATH_MAX bytes:
 *
 *	[ name | uptr | refcnt | aname | iname: "dir/file" 0 ........... ]
 *	   '--------------------------->'
 *
 *            A path longer than what is left of the page gets a page of its
 *            own and a small struct beside it.
 * I1         1 <= strlen(name) < PATH_MAX, or 0 with LOOKUP_EMPTY.
 *
 * Entry      getname_flags() getname_kernel() putname() full_name_hash()
 *
 * Mirrors: the name part of Linux 4.19 fs/namei.c.
 */
#include "internal.h"

#include <linux/namei.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/stringhash.h>
#include <linux/uaccess.h>

#include "name_hash.h"

#define EMBEDDED_NAME_MAX	(PATH_MAX - offsetof(struct filename, iname))

/* The whole page for the string; the struct moves out. */
static struct filename *getname_long(struct filename *result,
				     const char __user *filename, int *lenp)
{
	const size_t size = offsetof(struct filename, iname[1]);
	char *kname = (char *)result;

	result = kzalloc(size, GFP_KERNEL);
	if (unlikely(!result)) {
		__putname(kname);
		return ERR_PTR(-ENOMEM);
	}
	result->name = kname;
	*lenp = strncpy_from_user(kname, filename, PATH_MAX);
	if (unlikely(*lenp == PATH_MAX))
		*lenp = -ENAMETOOLONG;
	if (unlikely(*lenp < 0)) {
		__putname(kname);
		kfree(result);
		return ERR_PTR(*lenp);
	}
	return result;
}

/**
 * getname_flags() - copy a path from user space
 * @filename: user pointer
 * @flags: LOOKUP_EMPTY allows ""
 * @empty: if not NULL, set to 1 for ""
 *
 * Context: may sleep.
 * Return: the name, to be given to putname(); -EFAULT, -ENAMETOOLONG,
 * -ENOENT for "", -ENOMEM.
 */
struct filename *getname_flags(const char __user *filename, int flags,
			       int *empty)
{
	struct filename *result;
	char *kname;
	int len;

	result = __getname();
	if (unlikely(!result))
		return ERR_PTR(-ENOMEM);

	kname = (char *)result->iname;
	result->name = kname;
	len = strncpy_from_user(kname, filename, EMBEDDED_NAME_MAX);
	if (unlikely(len < 0)) {
		__putname(result);
		return ERR_PTR(len);
	}
	if (unlikely(len == EMBEDDED_NAME_MAX)) {
		result = getname_long(result, filename, &len);
		if (IS_ERR(result))
			return result;
	}
	result->refcnt = 1;
	if (unlikely(!len)) {
		if (empty)
			*empty = 1;
		if (!(flags & LOOKUP_EMPTY)) {
			putname(result);
			return ERR_PTR(-ENOENT);
		}
	}
	result->uptr = filename;
	result->aname = NULL;
	return result;
}

/**
 * getname() - copy a path that may not be empty
 * @filename: user pointer
 *
 * Context: may sleep.
 * Return: see getname_flags().
 */
struct filename *getname(const char __user *filename)
{
	return getname_flags(filename, 0, NULL);
}

/**
 * getname_kernel() - a struct filename for a string of the kernel's
 * @filename: the string; copied
 *
 * Context: may sleep.
 * Return: the name, -ENAMETOOLONG, -ENOMEM.
 */
struct filename *getname_kernel(const char *filename)
{
	size_t len = strlen(filename) + 1;
	struct filename *result, *small;

	if (len > PATH_MAX)
		return ERR_PTR(-ENAMETOOLONG);
	result = __getname();
	if (unlikely(!result))
		return ERR_PTR(-ENOMEM);
	if (len <= EMBEDDED_NAME_MAX) {
		result->name = result->iname;
	} else {
		small = kmalloc(offsetof(struct filename, iname[1]),
				GFP_KERNEL);
		if (unlikely(!small)) {
			__putname(result);
			return ERR_PTR(-ENOMEM);
		}
		small->name = (char *)result;
		result = small;
	}
	memcpy((char *)result->name, filename, len);
	result->uptr = NULL;
	result->aname = NULL;
	result->refcnt = 1;
	return result;
}

/**
 * putname() - drop a reference on a name
 * @name: from getname()
 *
 * Context: any.
 */
void putname(struct filename *name)
{
	if (--name->refcnt > 0)
		return;
	if (unlikely(name->name != name->iname)) {
		__putname(name->name);
		kfree(name);
	} else {
		__putname(name);
	}
}

/**
 * full_name_hash() - the dcache's hash of a name whose length is known
 * @salt: the parent dentry
 * @name: the name
 * @len: its length
 *
 * Context: any.
 * Return: the hash.
 */
unsigned int full_name_hash(const void *salt, const char *name,
			    unsigned int len)
{
	unsigned long a, x = 0, y = (unsigned long)salt;

	for (; len >= sizeof(long); len -= sizeof(long)) {
		a = load_name_word(name, sizeof(long));
		HASH_MIX(x, y, a);
		name += sizeof(long);
	}
	if (len)
		x ^= load_name_word(name, len) & ~(~0UL << len * 8);
	return fold_hash(x, y);
}
