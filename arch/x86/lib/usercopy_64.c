// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/lib/usercopy_64.c - the checked faces of the user copy routines
 *
 * Entry      _copy_from_user() _copy_to_user() clear_user() __clear_user()
 *            check_zeroed_user()
 * I1         no byte beyond TASK_SIZE_MAX is touched, whatever the arguments.
 * I2         after _copy_from_user() all n bytes of the buffer are defined.
 * Mirrors: Linux 4.13+ lib/usercopy.c and arch/x86/lib/usercopy_64.c.
 */
#include <linux/uaccess.h>

#include <linux/export.h>
#include <linux/kernel.h>

/**
 * _copy_from_user() - see copy_from_user()
 */
unsigned long _copy_from_user(void *to, const void __user *from,
			      unsigned long n)
{
	unsigned long left = n;

	might_fault();
	if (access_ok(from, n))
		left = raw_copy_from_user(to, from, n);
	if (unlikely(left))
		memset((char *)to + (n - left), 0, left);
	return left;
}
EXPORT_SYMBOL(_copy_from_user);

/**
 * _copy_to_user() - see copy_to_user()
 */
unsigned long _copy_to_user(void __user *to, const void *from,
			    unsigned long n)
{
	might_fault();
	if (access_ok(to, n))
		n = raw_copy_to_user(to, from, n);
	return n;
}
EXPORT_SYMBOL(_copy_to_user);

/**
 * __clear_user() - clear_user() after the caller's access_ok()
 */
unsigned long __clear_user(void __user *to, unsigned long n)
{
	might_fault();
	return __clear_user_asm(to, n);
}
EXPORT_SYMBOL(__clear_user);

/**
 * clear_user() - fill user memory with zeros
 * @to: user address, any value
 * @n: bytes
 *
 * Context: process context, may sleep.
 * Return: number of bytes that could not be cleared.
 */
unsigned long clear_user(void __user *to, unsigned long n)
{
	if (access_ok(to, n))
		return __clear_user(to, n);
	return n;
}
EXPORT_SYMBOL(clear_user);

/**
 * check_zeroed_user() - is a user buffer all zeros?
 * @from: user address, any value
 * @size: bytes
 *
 * Context: process context, may sleep.
 * Return: 1 if so, 0 if not, -EFAULT.
 */
int check_zeroed_user(const void __user *from, size_t size)
{
	const char __user *p = from;
	char chunk[64];
	size_t i, n;

	while (size) {
		n = min_t(size_t, size, sizeof(chunk));
		if (copy_from_user(chunk, p, n))
			return -EFAULT;
		for (i = 0; i < n; i++)
			if (chunk[i])
				return 0;
		p += n;
		size -= n;
	}
	return 1;
}
EXPORT_SYMBOL(check_zeroed_user);
