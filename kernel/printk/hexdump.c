// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/printk/hexdump.c - memory into the log
 *
 * Mirrors: Linux 4.x lib/hexdump.c (print_hex_dump)
 */
#include <linux/kernel.h>
#include <linux/printk.h>

/**
 * print_hex_dump() - print memory, a line for each @rowsize bytes
 * @level: KERN_ level
 * @prefix_str: begins each line
 * @prefix_type: then comes DUMP_PREFIX_ADDRESS, _OFFSET or _NONE
 * @rowsize: bytes a line, 16 or 32
 * @groupsize: bytes a number, 1, 2, 4 or 8
 * @buf: the memory
 * @len: bytes
 * @ascii: characters behind the numbers
 *
 * Context: any.
 */
void print_hex_dump(const char *level, const char *prefix_str, int prefix_type,
		    int rowsize, int groupsize, const void *buf, size_t len,
		    bool ascii)
{
	char line[32 * 3 + 2 + 32 + 1];
	const u8 *ptr = buf;
	size_t i;

	if (rowsize != 16 && rowsize != 32)
		rowsize = 16;
	for (i = 0; i < len; i += rowsize) {
		hex_dump_to_buffer(ptr + i, min(len - i, (size_t)rowsize),
				   rowsize, groupsize, line, sizeof(line),
				   ascii);
		switch (prefix_type) {
		case DUMP_PREFIX_ADDRESS:
			printk("%s%s%p: %s\n", level, prefix_str, ptr + i, line);
			break;
		case DUMP_PREFIX_OFFSET:
			printk("%s%s%.8zx: %s\n", level, prefix_str, i, line);
			break;
		default:
			printk("%s%s%s\n", level, prefix_str, line);
		}
	}
}
