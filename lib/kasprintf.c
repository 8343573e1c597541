// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/kasprintf.c - print into memory of the right size
 *
 * Mirrors: Linux 4.19 lib/kasprintf.c.
 */
#include <linux/sprintf.h>

#include <linux/slab.h>

/**
 * kvasprintf() - kasprintf() with a va_list
 * @gfp: for the allocation
 * @fmt: as printk()'s
 * @ap: arguments
 *
 * Return: a string to kfree(), or NULL.
 */
char *kvasprintf(gfp_t gfp, const char *fmt, va_list ap)
{
	va_list again;
	int len;
	char *p;

	va_copy(again, ap);
	len = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	p = kmalloc(len + 1, gfp);
	if (p)
		vsnprintf(p, len + 1, fmt, ap);
	return p;
}

/**
 * kasprintf() - print into memory of the right size
 * @gfp: for the allocation
 * @fmt: as printk()'s
 *
 * Return: a string to kfree(), or NULL.
 */
char *kasprintf(gfp_t gfp, const char *fmt, ...)
{
	va_list ap;
	char *p;

	va_start(ap, fmt);
	p = kvasprintf(gfp, fmt, ap);
	va_end(ap);
	return p;
}
