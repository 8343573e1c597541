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

/* The digits of @num, at the end of @end.  Return: the first digit. */
static char *digits_before(char *end, unsigned long long num)
{
	do {
		*--end = '0' + num % 10;
		num /= 10;
	} while (num);
	return end;
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
	char tmp[32], *end = tmp + sizeof(tmp), *p = digits_before(end, num);

	while (end - p < width && p > tmp)
		*--p = ' ';
	if (delimiter && delimiter[0]) {
		if (delimiter[1] == 0)
			seq_putc(m, delimiter[0]);
		else
			seq_puts(m, delimiter);
	}
	seq_write(m, p, end - p);
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
	seq_put_decimal_ull_width(m, delimiter, num, 0);
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
		seq_put_decimal_ull_width(m, delimiter, num, 0);
		return;
	}
	if (delimiter)
		seq_puts(m, delimiter);
	seq_put_decimal_ull_width(m, "-", -(unsigned long long)num, 0);
}

/**
 * seq_put_hex_ll() - print a separator and a hexadecimal number
 * @m: where to
 * @delimiter: the separator, or NULL
 * @v: the number
 * @width: padded with zeroes to this
 *
 * Context: in show().
 */
void seq_put_hex_ll(struct seq_file *m, const char *delimiter,
		    unsigned long long v, unsigned int width)
{
	char tmp[24], *end = tmp + sizeof(tmp), *p = end;

	do {
		*--p = "0123456789abcdef"[v & 15];
		v >>= 4;
	} while (v);
	while (end - p < width && p > tmp)
		*--p = '0';
	if (delimiter && delimiter[0])
		seq_puts(m, delimiter);
	seq_write(m, p, end - p);
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
	while (m->count < m->pad_until && m->count < m->size)
		m->buf[m->count++] = ' ';
	if (c)
		seq_putc(m, c);
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
		if (strchr(esc, c)) {
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
		if (!strchr(esc, c)) {
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
