/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/kstrtox.h - text to numbers
 *
 * kstrto*() take the whole string (one trailing newline is allowed) and answer
 * 0, -EINVAL for anything that is no number, -ERANGE when it does not fit.
 * simple_strto*() stop at the first strange character and never fail.
 * Base 0 guesses from 0x and 0 prefixes.
 * Mirrors: Linux 4.x include/linux/kernel.h
 */
#ifndef _LINUX_KSTRTOX_H
#define _LINUX_KSTRTOX_H

#include <linux/compiler.h>
#include <linux/types.h>

int __must_check kstrtoull(const char *s, unsigned int base,
			   unsigned long long *res);
int __must_check kstrtoll(const char *s, unsigned int base, long long *res);
int __must_check kstrtouint(const char *s, unsigned int base,
			    unsigned int *res);
int __must_check kstrtoint(const char *s, unsigned int base, int *res);
int __must_check kstrtou16(const char *s, unsigned int base, u16 *res);
int __must_check kstrtos16(const char *s, unsigned int base, s16 *res);
int __must_check kstrtou8(const char *s, unsigned int base, u8 *res);
int __must_check kstrtobool(const char *s, bool *res);

static inline int __must_check kstrtoul(const char *s, unsigned int base,
					unsigned long *res)
{
	unsigned long long val;
	int ret = kstrtoull(s, base, &val);

	if (!ret)
		*res = val;
	return ret;
}

static inline int __must_check kstrtol(const char *s, unsigned int base,
				       long *res)
{
	long long val;
	int ret = kstrtoll(s, base, &val);

	if (!ret)
		*res = val;
	return ret;
}

static inline int __must_check kstrtou64(const char *s, unsigned int base,
					 u64 *res)
{
	unsigned long long val;
	int ret = kstrtoull(s, base, &val);

	if (!ret)
		*res = val;
	return ret;
}

static inline int __must_check kstrtos64(const char *s, unsigned int base,
					 s64 *res)
{
	long long val;
	int ret = kstrtoll(s, base, &val);

	if (!ret)
		*res = val;
	return ret;
}

static inline int __must_check kstrtou32(const char *s, unsigned int base,
					 u32 *res)
{
	return kstrtouint(s, base, res);
}

static inline int __must_check kstrtos32(const char *s, unsigned int base,
					 s32 *res)
{
	return kstrtoint(s, base, res);
}

int __must_check kstrtoint_from_user(const char __user *s, size_t count,
				     unsigned int base, int *res);

unsigned long simple_strtoul(const char *cp, char **endp, unsigned int base);
long simple_strtol(const char *cp, char **endp, unsigned int base);
unsigned long long simple_strtoull(const char *cp, char **endp,
				   unsigned int base);
long long simple_strtoll(const char *cp, char **endp, unsigned int base);

/* lib/cmdline.c */
unsigned long long memparse(const char *ptr, char **retptr);

#endif
