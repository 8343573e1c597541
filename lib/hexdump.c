// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/hexdump.c - bytes as hex digits, and back
 *
 * print_hex_dump(), which prints, is beside printk().
 * Mirrors: Linux 4.x lib/hexdump.c
 */
#include <linux/bitops.h>
#include <linux/ctype.h>
#include <linux/kernel.h>
#include <linux/string.h>

/**
 * hex_to_bin() - value of a hex digit
 * @ch: the digit
 *
 * Context: any.
 * Return: 0..15, or -1.
 */
int hex_to_bin(char ch)
{
	if (isdigit(ch))
		return ch - '0';
	ch = tolower(ch);
	if (ch >= 'a' && ch <= 'f')
		return ch - 'a' + 10;
	return -1;
}

/* A line that goes on counting when its memory is full. */
struct hex_line {
	char *buf;
	size_t size;
	size_t len;
};

static __printf(2, 3) void line_add(struct hex_line *line, const char *fmt, ...)
{
	size_t at = min(line->len, line->size);
	va_list args;

	va_start(args, fmt);
	line->len += vsnprintf(line->buf + at, line->size - at, fmt, args);
	va_end(args);
}

/* Groups of 1, 2, 4 or 8 bytes, each a number of this machine. */
static void add_groups(struct hex_line *line, const u8 *p, size_t len,
		       int groupsize)
{
	size_t i;

	for (i = 0; i < len; i += groupsize) {
		u64 val = 0;

		memcpy(&val, p + i, groupsize);
		line_add(line, "%s%0*llx", i ? " " : "", 2 * groupsize, val);
	}
}

static void add_ascii(struct hex_line *line, const u8 *p, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		line_add(line, "%c", isascii(p[i]) && isprint(p[i]) ? p[i] : '.');
}

/**
 * hex_dump_to_buffer() - one line of a hex dump
 * @buf: bytes
 * @len: how many; at most @rowsize are shown
 * @rowsize: bytes a full line has, 16 or 32
 * @groupsize: bytes a number, 1, 2, 4 or 8; 1 unless @len is a multiple
 * @linebuf: where
 * @linebuflen: its size
 * @ascii: characters behind the numbers
 *
 * Context: any.
 * Return: length the whole line has; not below @linebuflen means it was cut.
 */
int hex_dump_to_buffer(const void *buf, size_t len, int rowsize, int groupsize,
		       char *linebuf, size_t linebuflen, bool ascii)
{
	struct hex_line line = { .buf = linebuf, .size = linebuflen };

	if (rowsize != 16 && rowsize != 32)
		rowsize = 16;
	len = min(len, (size_t)rowsize);
	if (groupsize < 1 || groupsize > 8 || !is_power_of_2(groupsize) ||
	    len % groupsize)
		groupsize = 1;

	if (linebuflen)
		*linebuf = '\0';
	add_groups(&line, buf, len, groupsize);
	if (ascii && len) {
		size_t column = rowsize * 2 + rowsize / groupsize + 1;

		line_add(&line, "%*s", (int)(column - line.len), "");
		add_ascii(&line, buf, len);
	}
	return line.len;
}
