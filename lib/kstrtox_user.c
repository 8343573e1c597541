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

/**
 * kstrtoint_from_user() - kstrtoint() of user memory
 * @s: the digits
 * @count: how many bytes of them
 * @base: 0 finds out
 * @res: gets the number
 *
 * Context: may sleep.
 * Return: 0, -EFAULT, or what kstrtoint() answers.
 */
int kstrtoint_from_user(const char __user *s, size_t count, unsigned int base,
			int *res)
{
	char buf[NUMBER_MAX];

	count = min(count, sizeof(buf) - 1);
	if (copy_from_user(buf, s, count))
		return -EFAULT;
	buf[count] = '\0';
	return kstrtoint(buf, base, res);
}
