/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kernel/printk/internal.h - the log, for those who print and read it
 */
#ifndef _KERNEL_PRINTK_INTERNAL_H
#define _KERNEL_PRINTK_INTERNAL_H

#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/spinlock.h>
#include <linux/types.h>

#define PREFIX_MAX	32			/* "<12345>[12345.123456] " */
#define LOG_LINE_MAX	(1024 - PREFIX_MAX)
#define LOG_FACILITY(v)	((v) >> 3 & 0xff)
#define LOG_LEVEL(v)	((v) & 0x07)

enum log_flags {
	LOG_NOCONS	= 1,	/* was on the console already */
	LOG_NEWLINE	= 2,	/* text ended with a newline */
	LOG_PREFIX	= 4,	/* text started with a level */
	LOG_CONT	= 8,	/* text is a fragment of a line */
};

/*
 * One record: this header, the text, the dictionary ("KEY=value" strings with
 * a NUL between them), padding to LOG_ALIGN.
 */
struct printk_log {
	u64	ts_nsec;
	u16	len;		/* whole record; 0: go on at the buffer's start */
	u16	text_len;
	u16	dict_len;
	u8	facility;	/* syslog's */
	u8	flags:5;	/* enum log_flags */
	u8	level:3;
};

#define LOG_ALIGN	4

/* A reader's place.  Valid while seq >= log_first_seq. */
struct log_pos {
	u64	seq;
	u32	idx;
	enum log_flags prev;	/* flags of the record before */
};

/* kernel/printk/printk.c; all under logbuf_lock */
extern raw_spinlock_t logbuf_lock;
extern char *log_buf;
extern u32 log_buf_len;
extern u64 log_first_seq;
extern u32 log_first_idx;
extern u64 log_next_seq;
extern u32 log_next_idx;
extern struct log_pos syslog_pos;	/* syslog(2)'s reader; also the boot's start */

void printk_spin_lock(raw_spinlock_t *lock);
unsigned long logbuf_lock_irqsave(void);
void logbuf_unlock_irqrestore(unsigned long flags);
struct printk_log *log_from_idx(u32 idx);
u32 log_next(u32 idx);
bool log_pos_advance(struct log_pos *pos, u64 *lost);
void log_pos_next(struct log_pos *pos, const struct printk_log *msg);
size_t msg_print_text(const struct printk_log *msg, enum log_flags prev,
		      bool syslog, char *buf, size_t size);

static inline char *log_text(const struct printk_log *msg)
{
	return (char *)msg + sizeof(struct printk_log);
}

static inline char *log_dict(const struct printk_log *msg)
{
	return (char *)msg + sizeof(struct printk_log) + msg->text_len;
}

/* kernel/printk/console.c */
int console_trylock_for_printk(void);
void console_bust_lock(void);
bool console_is_behind(void);
void console_flush_deferred(void);

#endif
