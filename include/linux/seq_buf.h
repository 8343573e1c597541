/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/seq_buf.h - bounded text building
 *
 * Every call appends as a whole or not at all where it can; the first that does
 * not fit marks the buffer overflowed and answers -1.  No lock, no allocation.
 * Mirrors: Linux 4.x include/linux/seq_buf.h
 */
#ifndef _LINUX_SEQ_BUF_H
#define _LINUX_SEQ_BUF_H

#include <linux/compiler.h>
#include <linux/stdarg.h>
#include <linux/types.h>

struct seq_buf {
	char	*buffer;
	size_t	size;
	size_t	len;		/* used; size + 1 once overflowed */
	loff_t	readpos;	/* the reader's place */
};

static inline void seq_buf_clear(struct seq_buf *s)
{
	s->len = 0;
	s->readpos = 0;
}

static inline void seq_buf_init(struct seq_buf *s, char *buf,
				unsigned int size)
{
	s->buffer = buf;
	s->size = size;
	seq_buf_clear(s);
}

static inline bool seq_buf_has_overflowed(struct seq_buf *s)
{
	return s->len > s->size;
}

static inline void seq_buf_set_overflow(struct seq_buf *s)
{
	s->len = s->size + 1;
}

static inline unsigned int seq_buf_buffer_left(struct seq_buf *s)
{
	return seq_buf_has_overflowed(s) ? 0 : s->size - s->len;
}

static inline unsigned int seq_buf_used(struct seq_buf *s)
{
	return s->len < s->size ? s->len : s->size;
}

__printf(2, 3) int seq_buf_printf(struct seq_buf *s, const char *fmt, ...);
__printf(2, 0) int seq_buf_vprintf(struct seq_buf *s, const char *fmt,
				   va_list args);
int seq_buf_puts(struct seq_buf *s, const char *str);
int seq_buf_putc(struct seq_buf *s, unsigned char c);
int seq_buf_putmem(struct seq_buf *s, const void *mem, unsigned int len);
void seq_buf_terminate(struct seq_buf *s);

#endif
