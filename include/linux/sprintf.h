/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/sprintf.h - formatting and scanning text in memory
 * Mirrors: Linux 6.x include/linux/sprintf.h (4.x: linux/kernel.h)
 */
#ifndef _LINUX_SPRINTF_H_
#define _LINUX_SPRINTF_H_

#include <linux/compiler.h>
#include <linux/stdarg.h>
#include <linux/types.h>

__printf(2, 3) int sprintf(char *buf, const char *fmt, ...);
__printf(2, 0) int vsprintf(char *buf, const char *fmt, va_list args);
__printf(3, 4) int snprintf(char *buf, size_t size, const char *fmt, ...);
__printf(3, 0) int vsnprintf(char *buf, size_t size, const char *fmt,
			     va_list args);
__printf(3, 4) int scnprintf(char *buf, size_t size, const char *fmt, ...);
__printf(3, 0) int vscnprintf(char *buf, size_t size, const char *fmt,
			      va_list args);

__attribute__((__format__(scanf, 2, 3)))
int sscanf(const char *buf, const char *fmt, ...);
__attribute__((__format__(scanf, 2, 0)))
int vsscanf(const char *buf, const char *fmt, va_list args);

/* Longest text that an object printer may produce. */
#define VSPRINTF_OBJECT_MAX	256

/**
 * typedef vsprintf_object_fn - print one kind of kernel object for %p<letter>
 * @buf: where, VSPRINTF_OBJECT_MAX bytes
 * @ptr: the argument
 * @fmt: the letter and what follows it in the format
 *
 * Context: any context a printk() may come from; must not sleep or allocate.
 * Return: number of characters written, without a NUL.
 */
typedef int (*vsprintf_object_fn)(char *buf, const void *ptr, const char *fmt);

void vsprintf_register(const char *letters, vsprintf_object_fn fn);

/* lib/kasprintf.c */
__printf(2, 3) char *kasprintf(gfp_t gfp, const char *fmt, ...);
__printf(2, 0) char *kvasprintf(gfp_t gfp, const char *fmt, va_list ap);

const char *errname(int err);

#endif
