// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/strncpy_from_user.c - copying a string that user space may change
 *
 * Eight bytes at a time, straight into the destination; the NUL is looked for
 * in the word just stored, so what is checked is what was copied (the user
 * may change the string meanwhile).  A word that straddles into an unmapped
 * page is no error yet: the string may end before; bytes decide.
 *
 * I1         no byte of dst at or beyond count is written.
 * I2         up to 7 bytes after the NUL are copied too: dst must not leave
 *            the kernel beyond its NUL.
 * Entry      strncpy_from_user()
 * Mirrors: Linux 4.7 lib/strncpy_from_user.c.
 */
#include <linux/uaccess.h>

#include <linux/export.h>
#include <linux/kernel.h>

#include <asm/word-at-a-time.h>

/*
 * @max <= @count: how far the string may reach before the address space or
 * the buffer ends.  The caller opened user access.
 */
static inline long do_strncpy_from_user(char *dst, const char __user *src,
					long count, unsigned long max)
{
	const struct word_at_a_time constants = WORD_AT_A_TIME_CONSTANTS;
	long res = 0;

	if (max > (unsigned long)count)
		max = count;

	while (max >= sizeof(unsigned long)) {
		unsigned long c, data;

		unsafe_get_user(c, (unsigned long __user *)(src + res),
				byte_at_a_time);
		*(unsigned long *)(dst + res) = c;
		if (has_zero(c, &data, &constants)) {
			data = prep_zero_mask(c, data, &constants);
			data = create_zero_mask(data);
			return res + find_zero(data);
		}
		res += sizeof(unsigned long);
		max -= sizeof(unsigned long);
	}

byte_at_a_time:
	while (max) {
		char c;

		unsafe_get_user(c, src + res, efault);
		dst[res] = c;
		if (!c)
			return res;
		res++;
		max--;
	}

	/* The buffer is full: the caller sees that from the length. */
	if (res >= count)
		return res;

efault:
	/* A fault, or the end of the user's address space. */
	return -EFAULT;
}

/**
 * strncpy_from_user() - copy a NUL-terminated string from user memory
 * @dst: kernel buffer of @count bytes
 * @src: user address, any value
 * @count: size of @dst, with room for the NUL
 *
 * Context: process context, may sleep.
 * Return: length without the NUL; @count when there is no NUL in the first
 * @count bytes (@dst is then not terminated); -EFAULT.
 */
long strncpy_from_user(char *dst, const char __user *src, long count)
{
	unsigned long max_addr, src_addr;
	long retval = -EFAULT;

	if (unlikely(count <= 0))
		return 0;

	might_fault();
	max_addr = user_addr_max();
	src_addr = (unsigned long)src;
	if (likely(src_addr < max_addr)) {
		stac();
		retval = do_strncpy_from_user(dst, src, count,
					      max_addr - src_addr);
		clac();
	}
	return retval;
}
EXPORT_SYMBOL(strncpy_from_user);
