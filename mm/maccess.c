// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/maccess.c - reading and writing kernel memory that may not be there
 *
 * For those who follow pointers that nobody vouches for: oops reports, BPF's
 * probe_read, debuggers.  Page faults are off, so a missing page ends at the
 * fixup of the copy routine and not in the fault handler's wait.
 *
 * Entry      probe_kernel_read() probe_kernel_write() strncpy_from_unsafe()
 * Mirrors: Linux 4.x mm/maccess.c; no set_fs(), the copy routine is called
 * without access_ok().  A user address reads as -EFAULT.
 */
#include <linux/uaccess.h>

#include <linux/export.h>

/* The direct map and all above it; the canonical hole faults with #GP. */
static bool kernel_range_ok(unsigned long addr, size_t size)
{
	return addr >= TASK_SIZE_MAX + PAGE_SIZE && addr + size >= addr;
}

/**
 * probe_kernel_read() - read from an unsafe kernel address
 * @dst: where to
 * @src: where from, any value
 * @size: bytes
 *
 * Context: any, also NMI.
 * Return: 0 or -EFAULT.
 */
long probe_kernel_read(void *dst, const void *src, size_t size)
{
	unsigned long left;

	if (!kernel_range_ok((unsigned long)src, size))
		return -EFAULT;
	pagefault_disable();
	left = copy_user_generic(dst, src, size);
	pagefault_enable();
	return left ? -EFAULT : 0;
}
EXPORT_SYMBOL(probe_kernel_read);

/**
 * probe_kernel_write() - write to an unsafe kernel address
 * @dst: where to, any value
 * @src: where from
 * @size: bytes
 *
 * Context: any, also NMI.
 * Return: 0 or -EFAULT.
 */
long probe_kernel_write(void *dst, const void *src, size_t size)
{
	unsigned long left;

	if (!kernel_range_ok((unsigned long)dst, size))
		return -EFAULT;
	pagefault_disable();
	left = copy_user_generic(dst, src, size);
	pagefault_enable();
	return left ? -EFAULT : 0;
}
EXPORT_SYMBOL(probe_kernel_write);

/**
 * strncpy_from_unsafe() - read a string from an unsafe kernel address
 * @dst: where to; terminated when @count > 0
 * @unsafe_addr: where from, any value
 * @count: size of @dst
 *
 * Context: any, also NMI.
 * Return: length with the NUL (@count when cut) or -EFAULT.
 */
long strncpy_from_unsafe(char *dst, const void *unsafe_addr, long count)
{
	const char *src = unsafe_addr;
	long n = 0;

	if (count <= 0)
		return 0;
	while (n < count) {
		if (probe_kernel_read(dst + n, src + n, 1)) {
			dst[n] = '\0';
			return -EFAULT;
		}
		if (!dst[n++])
			return n;
	}
	dst[count - 1] = '\0';
	return count;
}
EXPORT_SYMBOL(strncpy_from_unsafe);
