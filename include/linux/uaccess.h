/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/uaccess.h - user memory, for everybody
 *
 * copy_from_user(), copy_to_user() and clear_user() return the number of
 * bytes NOT copied (0 is success); get_user() and put_user() return 0 or
 * -EFAULT.  All may sleep in a page fault, unless the caller disabled page
 * faults, in which case a missing page counts as bad.
 *
 * Mirrors: Linux 4.13+ include/linux/uaccess.h.
 */
#ifndef _LINUX_UACCESS_H
#define _LINUX_UACCESS_H

#include <linux/sched.h>
#include <linux/string.h>

#include <asm/uaccess.h>

/* Is a page fault forbidden to sleep and to fill pages right now? */
static __always_inline bool pagefault_disabled(void)
{
	return current->pagefault_disabled != 0;
}

/*
 * Between these two an access to a missing user page fails at once.  The
 * barriers keep the accesses inside.
 */
static inline void pagefault_disable(void)
{
	current->pagefault_disabled++;
	barrier();
}

static inline void pagefault_enable(void)
{
	barrier();
	current->pagefault_disabled--;
}

#define faulthandler_disabled()	(pagefault_disabled() || in_atomic())
#define might_fault() \
	do { if (!pagefault_disabled()) might_sleep(); } while (0)

/* For callers that did access_ok() and handle a short copy themselves. */
static __always_inline __must_check unsigned long
__copy_from_user_inatomic(void *to, const void __user *from, unsigned long n)
{
	return raw_copy_from_user(to, from, n);
}

static __always_inline __must_check unsigned long
__copy_from_user(void *to, const void __user *from, unsigned long n)
{
	might_fault();
	return raw_copy_from_user(to, from, n);
}

static __always_inline __must_check unsigned long
__copy_to_user(void __user *to, const void *from, unsigned long n)
{
	might_fault();
	return raw_copy_to_user(to, from, n);
}

unsigned long __must_check _copy_from_user(void *to, const void __user *from,
					   unsigned long n);
unsigned long __must_check _copy_to_user(void __user *to, const void *from,
					 unsigned long n);

/**
 * copy_from_user() - copy a block of data from user memory
 * @to: kernel buffer
 * @from: user address, any value
 * @n: bytes
 *
 * What could not be copied is zeroed in @to, so that a careless caller does
 * not use stale kernel memory.
 *
 * Context: process context, may sleep.
 * Return: number of bytes that could not be copied.
 */
static __always_inline __must_check unsigned long
copy_from_user(void *to, const void __user *from, unsigned long n)
{
	return _copy_from_user(to, from, n);
}

/**
 * copy_to_user() - copy a block of data to user memory
 * @to: user address, any value
 * @from: kernel buffer
 * @n: bytes
 *
 * Context: process context, may sleep.
 * Return: number of bytes that could not be copied.
 */
static __always_inline __must_check unsigned long
copy_to_user(void __user *to, const void *from, unsigned long n)
{
	return _copy_to_user(to, from, n);
}

unsigned long __must_check clear_user(void __user *to, unsigned long n);
unsigned long __must_check __clear_user(void __user *to, unsigned long n);
long strncpy_from_user(char *dst, const char __user *src, long count);
long strnlen_user(const char __user *s, long n);

/* arch/x86/lib/usercopy_64.c: for extensible structs, 1 when [from, from+size) is zero. */
int check_zeroed_user(const void __user *from, size_t size);

/**
 * copy_struct_from_user() - copy a struct whose size grows with versions
 * @dst: kernel struct
 * @ksize: its size
 * @src: user struct
 * @usize: its size by the program's idea
 *
 * A newer program's unknown tail must be zero; an older one's missing tail
 * reads as zero.
 *
 * Return: 0, -E2BIG (unknown tail in use) or -EFAULT.
 */
static __always_inline __must_check int
copy_struct_from_user(void *dst, size_t ksize, const void __user *src,
		      size_t usize)
{
	size_t size = ksize < usize ? ksize : usize;
	int ret;

	if (usize < ksize) {
		memset((char *)dst + size, 0, ksize - size);
	} else if (usize > ksize) {
		ret = check_zeroed_user((const char __user *)src + size,
					usize - size);
		if (ret <= 0)
			return ret ? ret : -E2BIG;
	}
	return copy_from_user(dst, src, size) ? -EFAULT : 0;
}

/* mm/maccess.c: kernel addresses that may be bad; 0 or -EFAULT. */
long probe_kernel_read(void *dst, const void *src, size_t size);
long probe_kernel_write(void *dst, const void *src, size_t size);
long strncpy_from_unsafe(char *dst, const void *unsafe_addr, long count);
#define probe_kernel_address(addr, retval) \
	probe_kernel_read(&(retval), (addr), sizeof(retval))

#endif /* _LINUX_UACCESS_H */
