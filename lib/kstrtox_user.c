// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/kstrtox_user.c - numbers that a program wrote into a file of ours
 *
 * Mirrors: Linux 4.x lib/kstrtox.c
 */
#include <linux/kstrtox.h>

#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/uaccess.h>

/* Sign, 64 binary digits, newline, NUL. */
#define NUMBER_MAX	(1 + 64 + 1 + 1)

static int fetch(char *buf, const char __user *s, size_t count)
{
	count = min(count, (size_t)NUMBER_MAX - 1);
	if (copy_from_user(buf, s, count))
		return -EFAULT;
	buf[count] = '\0';
	return 0;
}

/* Each: 0, -EFAULT, or what the function on strings answers. */
#define DEFINE_FROM_USER(name, type)					\
int name##_from_user(const char __user *s, size_t count,		\
		     unsigned int base, type *res)			\
{									\
	char buf[NUMBER_MAX];						\
	int ret = fetch(buf, s, count);					\
									\
	return ret ? ret : name(buf, base, res);			\
}

DEFINE_FROM_USER(kstrtoull, unsigned long long)
DEFINE_FROM_USER(kstrtoll, long long)
DEFINE_FROM_USER(kstrtouint, unsigned int)
DEFINE_FROM_USER(kstrtoint, int)
