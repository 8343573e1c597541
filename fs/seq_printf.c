// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/seq_printf.c - printing into a seq_file
 *
 * I1         What does not fit sets count = size, and nothing is printed any
 *            more: seq_read() will make the record again in a larger buffer.
 *
 * Entry      seq_printf() seq_puts() seq_put_decimal_ull() seq_path() ...
 *
 * Mirrors: the printing part of Linux 4.19 fs/seq_file.c.
 */
#include "internal.h"

#include <linux/cred.h>
#include <linux/ctype.h>
#include <linux/fs_struct.h>
#include <linux/seq_file.h>
#include <linux/sprintf.h>
#include <linux/string.h>

static inline void seq_set_overflow(struct seq_file *m)
{
	m->count = m->size;
}

/**
 * seq_write() - print raw bytes
 * @seq: where to
 * @data: the bytes
 * @len: how many
 *
 * Context: in show().
 * Return: 0, -1 if they did not fit.
 */
int seq_write(struct seq_file *seq, const void *data, size_t len)
{
	if (likely(seq->count + len < seq->size)) {
		memcpy(seq->buf + seq->count, data, len);
		seq->count += len;
		return 0;
	}
	seq_set_overflow(seq);
	return -1;
}

/**
 * seq_vprintf() - print formatted
 * @m: where to
 * @f: the format
 * @args: its arguments
 *
 * Context: in show().
 */
void seq_vprintf(struct seq_file *m, const char *f, va_list args)
{
	int len;

	if (m->count < m->size) {
		len = vsnprintf(m->buf + m->count, m->size - m->count, f, args);
		if (m->count + len < m->size) {
			m->count += len;
			return;
		}
	}
	seq_set_overflow(m);
}

/**
 * seq_printf() - print formatted
 * @m: where to
 * @f: the format
 *
 * Context: in show().
 */
void seq_printf(struct seq_file *m, const char *f, ...)
{
	va_list args;

	va_start(args, f);
	seq_vprintf(m, f, args);
	va_end(args);
}

/**
 * seq_putc() - print a character
 * @m: where to
 * @c: the character
 *
 * Context: in show().
 */
void seq_putc(struct seq_file *m, char c)
{
	if (m->count >= m->size)
		return;
	m->buf[m->count++] = c;
}

/**
 * seq_puts() - print a string
 * @m: where to
 * @s: the string
 *
 * Context: in show().
 */
void seq_puts(struct seq_file *m, const char *s)
{
	seq_write(m, s, strlen(s));
}

/*
 * Numbers go straight into the buffer, without a format to parse: /proc is full
 * of them.
 */

/* The longest a number may get, with padding. */
#define NUMBER_MAX	32U

static inline unsigned int decimal_digits(u64 num)
{
	static const u64 powers[] = {
		0, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000,
		1000000000, 10000000000, 100000000000, 1000000000000,
		10000000000000, 100000000000000, 1000000000000000,
		10000000000000000, 100000000000000000, 1000000000000000000,
		10000000000000000000ULL,
	};
	/* log10(2) is about 1233 / 4096; the guess is exact or one too few. */
	unsigned int guess = (fls64(num | 1) * 1233) >> 12;

	return guess + (num >= powers[guess]);
}

/* Writes the digits of @num in front of @end. */
static inline void put_digits(char *end, u64 num)
{
	while (num >= 100) {
		u64 rest = num / 100;

		end -= 2;
		memcpy(end, &decimal_pairs[(num - rest * 100) * 2], 2);
		num = rest;
	}
	if (num >= 10)
		memcpy(end - 2, &decimal_pairs[num * 2], 2);
	else
		end[-1] = '0' + num;
}

/* Room for @len more bytes after the separator.  Return: where, or NULL. */
static __always_inline char *seq_number_room(struct seq_file *m,
					     const char *delimiter,
					     unsigned int len)
{
	size_t n = 0;
	char *p;

	if (delimiter && *delimiter)
		n = delimiter[1] ? strlen(delimiter) : 1;
	if (unlikely(m->count + n + len >= m->size)) {
		seq_set_overflow(m);
		return NULL;
	}
	p = m->buf + m->count;
	if (n == 1)
		*p = *delimiter;
	else if (n)
		memcpy(p, delimiter, n);
	m->count += n + len;
	return p + n;
}

/**
 * seq_put_decimal_ull_width() - print a separator and a number, quickly
 * @m: where to
 * @delimiter: the separator, or NULL
 * @num: the number
 * @width: padded with spaces to this, 0 for none
 *
 * Context: in show().
 */
void seq_put_decimal_ull_width(struct seq_file *m, const char *delimiter,
			       unsigned long long num, unsigned int width)
{
	unsigned int digits = decimal_digits(num);
	unsigned int len = max(digits, min(width, NUMBER_MAX));
	char *p = seq_number_room(m, delimiter, len), *end = p + len;

	if (unlikely(!p))
		return;
	for (; digits < len; len--)
		*p++ = ' ';
	put_digits(end, num);
}

/**
 * seq_put_decimal_ull() - the same without padding
 * @m: where to
 * @delimiter: the separator, or NULL
 * @num: the number
 *
 * Context: in show().
 */
void seq_put_decimal_ull(struct seq_file *m, const char *delimiter,
			 unsigned long long num)
{
	unsigned int digits = decimal_digits(num);
	char *p = seq_number_room(m, delimiter, digits);

	if (likely(p))
		put_digits(p + digits, num);
}

/**
 * seq_put_decimal_ll() - the same for a signed number
 * @m: where to
 * @delimiter: the separator, or NULL
 * @num: the number
 *
 * Context: in show().
 */
void seq_put_decimal_ll(struct seq_file *m, const char *delimiter,
			long long num)
{
	if (num >= 0) {
		seq_put_decimal_ull(m, delimiter, num);
		return;
	}
	if (delimiter)
		seq_puts(m, delimiter);
	seq_put_decimal_ull(m, "-", -(unsigned long long)num);
}

/*
 * Eight hexadecimal digits, as they are in memory: the nibbles are spread over
 * the bytes, then each byte above 9 gets what leads from '9' + 1 to 'a'.
 */
static inline u64 hex_digits(u32 v)
{
	const u64 ones = 0x0101010101010101;
	u64 x = v;

	x = (x | x << 16) & 0x0000ffff0000ffff;
	x = (x | x << 8) & 0x00ff00ff00ff00ff;
	x = (x | x << 4) & 0x0f0f0f0f0f0f0f0f;
	x += '0' * ones + ((x + 6 * ones) >> 4 & ones) * ('a' - '0' - 10);
	return __builtin_bswap64(x);
}

/**
 * seq_put_hex_ll() - print a separator and a hexadecimal number
 * @m: where to
 * @delimiter: the separator, or NULL
 * @v: the number
 * @width: padded with zeroes to this, at most 16
 *
 * Context: in show().
 */
void seq_put_hex_ll(struct seq_file *m, const char *delimiter,
		    unsigned long long v, unsigned int width)
{
	unsigned int len = max((fls64(v | 1) + 3U) / 4, width);
	char *p = seq_number_room(m, delimiter, len);
	u64 digits;

	if (unlikely(!p))
		return;
	if (len > 8) {
		digits = hex_digits(v >> 32) >> (16 - len) * 8;
		memcpy(p, &digits, len - 8);
		p += len - 8;
		len = 8;
	}
	digits = hex_digits(v) >> (8 - len) * 8;
	if (len == 8)
		*(u64 *)p = digits;
	else
		memcpy(p, &digits, len);
}

/**
 * seq_pad() - fill up to the width of seq_setwidth()
 * @m: where to
 * @c: printed after it, or 0
 *
 * Context: in show().
 */
void seq_pad(struct seq_file *m, char c)
{
	size_t end = min(m->pad_until, m->size), at = m->count;

	for (; at + 8 <= end; at += 8)
		*(u64 *)(m->buf + at) = ' ' * 0x0101010101010101;
	for (; at < end; at++)
		m->buf[at] = ' ';
	m->count = at;
	if (c)
		seq_putc(m, c);
}

/* strchr() for very short strings. */
static inline bool one_of(char c, const char *chars)
{
	while (*chars) {
		if (*chars++ == c)
			return true;
	}
	return false;
}

/**
 * seq_escape() - print a string, some characters as \ooo
 * @m: where to
 * @s: the string
 * @esc: the characters
 *
 * Context: in show().
 */
void seq_escape(struct seq_file *m, const char *s, const char *esc)
{
	char c;

	while ((c = *s++)) {
		if (one_of(c, esc)) {
			char oct[4] = { '\\', '0' + ((c & 0300) >> 6),
					'0' + ((c & 070) >> 3), '0' + (c & 07) };

			seq_write(m, oct, sizeof(oct));
		} else {
			seq_putc(m, c);
		}
	}
}

/**
 * mangle_path() - copy a name, some characters as \ooo
 * @s: where to; may be the start of the buffer that ends with @p
 * @p: the name
 * @esc: the characters
 *
 * Context: any.
 * Return: the end of the copy, or NULL when it would run into @p.
 */
char *mangle_path(char *s, const char *p, const char *esc)
{
	while (s <= p) {
		char c = *p++;

		if (!c)
			return s;
		if (!one_of(c, esc)) {
			*s++ = c;
		} else if (s + 4 > p) {
			break;
		} else {
			*s++ = '\\';
			*s++ = '0' + ((c & 0300) >> 6);
			*s++ = '0' + ((c & 070) >> 3);
			*s++ = '0' + (c & 07);
		}
	}
	return NULL;
}

/* @p is a name at the end of the room @buf .. @buf + @size. */
static int seq_commit_name(struct seq_file *m, char *buf, const char *p,
			   const char *esc)
{
	int res = -1;

	if (!IS_ERR(p)) {
		char *end = mangle_path(buf, p, esc);

		if (end)
			res = end - buf;
	}
	seq_commit(m, res);
	return res;
}

/**
 * seq_path() - print the name of a path as the current task sees it
 * @m: where to
 * @path: the path
 * @esc: characters to escape
 *
 * Context: in show().
 * Return: bytes printed, -1 if they did not fit.
 */
int seq_path(struct seq_file *m, const struct path *path, const char *esc)
{
	char *buf;
	size_t size = seq_get_buf(m, &buf);

	if (!size) {
		seq_commit(m, -1);
		return -1;
	}
	return seq_commit_name(m, buf, d_path(path, buf, size), esc);
}

/**
 * seq_file_path() - the same for an open file
 * @m: where to
 * @file: the file
 * @esc: characters to escape
 *
 * Context: in show().
 * Return: see seq_path().
 */
int seq_file_path(struct seq_file *m, struct file *file, const char *esc)
{
	return seq_path(m, &file->f_path, esc);
}

/**
 * seq_path_root() - the same as seen from a given root
 * @m: where to
 * @path: the path
 * @root: the root
 * @esc: characters to escape
 *
 * Context: in show().
 * Return: bytes printed, SEQ_SKIP when it is not below @root, -1.
 */
int seq_path_root(struct seq_file *m, const struct path *path,
		  const struct path *root, const char *esc)
{
	char *buf, *p;
	size_t size = seq_get_buf(m, &buf);
	int res;

	if (!size) {
		seq_commit(m, -1);
		return -1;
	}
	p = __d_path(path, root, buf, size);
	if (!p)
		return SEQ_SKIP;
	res = seq_commit_name(m, buf, p, esc);
	return res < 0 ? res : 0;
}

/**
 * seq_dentry() - print the name of a dentry inside its filesystem
 * @m: where to
 * @dentry: the dentry
 * @esc: characters to escape
 *
 * Context: in show().
 * Return: see seq_path().
 */
int seq_dentry(struct seq_file *m, struct dentry *dentry, const char *esc)
{
	char *buf;
	size_t size = seq_get_buf(m, &buf);

	if (!size) {
		seq_commit(m, -1);
		return -1;
	}
	return seq_commit_name(m, buf, dentry_path_raw(dentry, buf, size), esc);
}

/**
 * seq_user_ns() - in whose terms ids are printed: the opener's
 * @seq: the file
 *
 * Context: any.
 * Return: the user namespace.
 */
struct user_namespace *seq_user_ns(struct seq_file *seq)
{
	return seq->file->f_cred->user_ns;
}
