// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/seq_buf.c - bounded text building
 *
 * Mirrors: Linux 4.x lib/seq_buf.c
 * Simpler than Linux in: no seq_buf_to_user(), no seq_buf_path().
 */
#include <linux/seq_buf.h>

#include <linux/kernel.h>
#include <linux/string.h>

static bool seq_buf_can_fit(struct seq_buf *s, size_t len)
{
	return !seq_buf_has_overflowed(s) && s->len + len <= s->size;
}

/**
 * seq_buf_vprintf() - append formatted text
 * @s: the buffer
 * @fmt: the format
 * @args: its arguments
 *
 * Context: any.
 * Return: 0, or -1 when it did not fit.
 */
int seq_buf_vprintf(struct seq_buf *s, const char *fmt, va_list args)
{
	int len;

	if (s->len < s->size) {
		len = vsnprintf(s->buffer + s->len, s->size - s->len, fmt,
				args);
		if (s->len + len < s->size) {
			s->len += len;
			return 0;
		}
	}
	seq_buf_set_overflow(s);
	return -1;
}

/**
 * seq_buf_printf() - append formatted text
 * @s: the buffer
 * @fmt: the format
 *
 * Context: any.
 * Return: 0, or -1 when it did not fit.
 */
int seq_buf_printf(struct seq_buf *s, const char *fmt, ...)
{
	va_list args;
	int ret;

	va_start(args, fmt);
	ret = seq_buf_vprintf(s, fmt, args);
	va_end(args);
	return ret;
}

/**
 * seq_buf_putmem() - append bytes
 * @s: the buffer
 * @mem: bytes
 * @len: how many
 *
 * Context: any.
 * Return: 0, or -1 when they did not fit.
 */
int seq_buf_putmem(struct seq_buf *s, const void *mem, unsigned int len)
{
	if (seq_buf_can_fit(s, len)) {
		memcpy(s->buffer + s->len, mem, len);
		s->len += len;
		return 0;
	}
	seq_buf_set_overflow(s);
	return -1;
}

/**
 * seq_buf_puts() - append a string
 * @s: the buffer
 * @str: the string
 *
 * Context: any.
 * Return: 0, or -1 when it did not fit.
 */
int seq_buf_puts(struct seq_buf *s, const char *str)
{
	return seq_buf_putmem(s, str, strlen(str));
}

/**
 * seq_buf_putc() - append one character
 * @s: the buffer
 * @c: the character
 *
 * Context: any.
 * Return: 0, or -1 when it did not fit.
 */
int seq_buf_putc(struct seq_buf *s, unsigned char c)
{
	return seq_buf_putmem(s, &c, 1);
}

/**
 * seq_buf_terminate() - put a NUL behind the text, over its last byte if full
 * @s: the buffer
 *
 * Context: any.
 */
void seq_buf_terminate(struct seq_buf *s)
{
	if (s->size)
		s->buffer[min(s->len, s->size - 1)] = '\0';
}
