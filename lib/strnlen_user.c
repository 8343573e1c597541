// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/strnlen_user.c - how long is a string in user memory?
 *
 * Words are read at aligned addresses, so a word never straddles into the
 * next page: a fault there is a real one.
 *
 * Entry      strnlen_user()
 * Mirrors: Linux 4.7 lib/strnlen_user.c.
 */
#include <linux/uaccess.h>

#include <linux/export.h>
#include <linux/kernel.h>

#include <asm/word-at-a-time.h>

static inline long do_strnlen_user(const char __user *src,
				   unsigned long count, unsigned long limit)
{
	const struct word_at_a_time constants = WORD_AT_A_TIME_CONSTANTS;
	long align, res = 0;
	unsigned long max = min(count, limit);
	unsigned long c;

	/* Start at the word around src; its bytes before src count as 0xff. */
	align = (sizeof(unsigned long) - 1) & (unsigned long)src;
	src -= align;
	max += align;

	unsafe_get_user(c, (unsigned long __user *)src, efault);
	c |= (1UL << (8 * align)) - 1;

	for (;;) {
		unsigned long data;

		if (has_zero(c, &data, &constants)) {
			data = prep_zero_mask(c, data, &constants);
			data = create_zero_mask(data);
			return res + find_zero(data) + 1 - align;
		}
		res += sizeof(unsigned long);
		if (unlikely(max <= sizeof(unsigned long)))
			break;
		max -= sizeof(unsigned long);
		unsafe_get_user(c, (unsigned long __user *)(src + res),
				efault);
	}
	res -= align;

	if ((unsigned long)res >= count)
		return count + 1;

efault:
	return 0;
}

/**
 * strnlen_user() - size of a string in user memory, with its NUL
 * @str: user address, any value
 * @count: the most that interests the caller
 *
 * Context: process context, may sleep.
 * Return: the size including the NUL; a value > @count when there is no NUL
 * in the first @count bytes; 0 on a fault.
 */
long strnlen_user(const char __user *str, long count)
{
	unsigned long max_addr, src_addr;
	long retval = 0;

	if (unlikely(count <= 0))
		return 0;

	might_fault();
	max_addr = user_addr_max();
	src_addr = (unsigned long)str;
	if (likely(src_addr < max_addr)) {
		stac();
		retval = do_strnlen_user(str, count, max_addr - src_addr);
		clac();
	}
	return retval;
}
EXPORT_SYMBOL(strnlen_user);
