// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/util.c - copies of strings and memory; memory of any size
 *
 * Context    may sleep, unless the flags say otherwise.
 * Entry      kstrdup() kmemdup() memdup_user() strndup_user() kvmalloc()
 *
 * Mirrors: Linux 4.6 mm/util.c; kvmalloc() of 4.12.  The overcommit part is in
 * mm/overcommit.c.
 */
#include <linux/slab.h>

#include <linux/err.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>

#include <asm/sections.h>

/**
 * kmemdup() - copy memory into a new allocation
 * @src: memory
 * @len: bytes
 * @gfp: allocation flags
 *
 * Return: the copy, or NULL.
 */
void *kmemdup(const void *src, size_t len, gfp_t gfp)
{
	void *p = kmalloc(len, gfp);

	return p ? memcpy(p, src, len) : NULL;
}

/**
 * kmemdup_nul() - copy characters into a new string
 * @s: characters
 * @len: how many
 * @gfp: allocation flags
 *
 * Return: the string, with a NUL added; or NULL.
 */
char *kmemdup_nul(const char *s, size_t len, gfp_t gfp)
{
	char *buf = kmalloc(len + 1, gfp);

	if (!buf)
		return NULL;
	memcpy(buf, s, len);
	buf[len] = '\0';
	return buf;
}

/**
 * kstrdup() - copy a string into a new allocation
 * @s: string, or NULL
 * @gfp: allocation flags
 *
 * Return: the copy; NULL if there is no memory, or no string.
 */
char *kstrdup(const char *s, gfp_t gfp)
{
	return s ? kmemdup(s, strlen(s) + 1, gfp) : NULL;
}

/**
 * kstrndup() - copy the beginning of a string into a new allocation
 * @s: string, or NULL
 * @len: at most so many characters
 * @gfp: allocation flags
 *
 * Return: the copy; NULL if there is no memory, or no string.
 */
char *kstrndup(const char *s, size_t len, gfp_t gfp)
{
	return s ? kmemdup_nul(s, strnlen(s, len), gfp) : NULL;
}

static bool is_kernel_rodata(const void *addr)
{
	return (const char *)addr >= __start_rodata &&
	       (const char *)addr < __end_rodata;
}

/**
 * kstrdup_const() - kstrdup() that need not copy string constants
 * @s: string
 * @gfp: allocation flags
 *
 * Return: the copy or @s itself, for kfree_const(); or NULL.
 */
const char *kstrdup_const(const char *s, gfp_t gfp)
{
	return is_kernel_rodata(s) ? s : kstrdup(s, gfp);
}

/**
 * kfree_const() - free what kstrdup_const() gave
 * @x: the string; NULL is fine
 */
void kfree_const(const void *x)
{
	if (!is_kernel_rodata(x))
		kfree(x);
}

/**
 * memdup_user() - copy user memory into a new allocation
 * @src: user address
 * @len: bytes
 *
 * Context: process context, may sleep.
 * Return: the copy, for kfree(); or ERR_PTR(-ENOMEM or -EFAULT).
 */
void *memdup_user(const void __user *src, size_t len)
{
	void *p = kmalloc(len, GFP_USER | __GFP_NOWARN);

	if (!p)
		return ERR_PTR(-ENOMEM);
	if (copy_from_user(p, src, len)) {
		kfree(p);
		return ERR_PTR(-EFAULT);
	}
	return p;
}

/**
 * vmemdup_user() - memdup_user() for what may be large
 * @src: user address
 * @len: bytes
 *
 * Context: process context, may sleep.
 * Return: the copy, for kvfree(); or ERR_PTR(-ENOMEM or -EFAULT).
 */
void *vmemdup_user(const void __user *src, size_t len)
{
	void *p = kvmalloc(len, GFP_USER);

	if (!p)
		return ERR_PTR(-ENOMEM);
	if (copy_from_user(p, src, len)) {
		kvfree(p);
		return ERR_PTR(-EFAULT);
	}
	return p;
}

/**
 * memdup_user_nul() - copy user memory and add a NUL
 * @src: user address
 * @len: bytes
 *
 * Context: process context, may sleep.
 * Return: the copy, for kfree(); or ERR_PTR(-ENOMEM or -EFAULT).
 */
void *memdup_user_nul(const void __user *src, size_t len)
{
	char *p = len + 1 ? kmalloc(len + 1, GFP_USER | __GFP_NOWARN) : NULL;

	if (!p)
		return ERR_PTR(-ENOMEM);
	if (copy_from_user(p, src, len)) {
		kfree(p);
		return ERR_PTR(-EFAULT);
	}
	p[len] = '\0';
	return p;
}

/**
 * strndup_user() - copy a string of user memory into a new allocation
 * @s: user address
 * @n: most bytes it may have, with the NUL
 *
 * The string may change meanwhile: the copy always ends with a NUL.
 *
 * Context: process context, may sleep.
 * Return: the copy, for kfree(); or ERR_PTR: -EINVAL too long, -EFAULT,
 * -ENOMEM.
 */
char *strndup_user(const char __user *s, long n)
{
	long length = strnlen_user(s, n);
	char *p;

	if (!length)
		return ERR_PTR(-EFAULT);
	if (length > n)
		return ERR_PTR(-EINVAL);
	p = memdup_user(s, length);
	if (!IS_ERR(p))
		p[length - 1] = '\0';
	return p;
}

/**
 * kvmalloc() - contiguous memory, at least virtually
 * @size: bytes
 * @flags: as for kmalloc(); must allow sleeping
 *
 * Context: process context, may sleep.
 * Return: memory for kvfree(), or NULL.
 */
void *kvmalloc(size_t size, gfp_t flags)
{
	gfp_t kmalloc_flags = flags;
	void *p;

	/* A large kmalloc() shall not push others out of memory. */
	if (size > PAGE_SIZE)
		kmalloc_flags |= __GFP_NOWARN | __GFP_NORETRY;
	if (size <= KMALLOC_MAX_SIZE) {
		p = __kmalloc(size, kmalloc_flags);
		if (p || size <= PAGE_SIZE)
			return p;
	}
	return __vmalloc(size, flags, PAGE_KERNEL);
}

/**
 * kvzalloc() - cleared memory, contiguous at least virtually
 * @size: bytes
 * @flags: as for kvmalloc()
 *
 * Return: memory for kvfree(), or NULL.
 */
void *kvzalloc(size_t size, gfp_t flags)
{
	return kvmalloc(size, flags | __GFP_ZERO);
}

/**
 * kvmalloc_array() - kvmalloc() of @n times @size bytes, checked
 * @n: elements
 * @size: bytes of an element
 * @flags: as for kvmalloc()
 *
 * Return: memory for kvfree(); NULL also if the product overflows.
 */
void *kvmalloc_array(size_t n, size_t size, gfp_t flags)
{
	size_t bytes;

	if (check_mul_overflow(n, size, &bytes))
		return NULL;
	return kvmalloc(bytes, flags);
}

/**
 * kvfree() - free what kvmalloc() gave
 * @addr: the memory; NULL is fine
 *
 * Context: as vfree().
 */
void kvfree(const void *addr)
{
	if (is_vmalloc_addr(addr))
		vfree(addr);
	else
		kfree(addr);
}
