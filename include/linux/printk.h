/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/printk.h - kernel messages
 * Mirrors: Linux 4.x include/linux/printk.h
 */
#ifndef __KERNEL_PRINTK__
#define __KERNEL_PRINTK__

#include <linux/compiler.h>
#include <linux/kern_levels.h>
#include <linux/stdarg.h>
#include <linux/types.h>

/*
 * console_printk[]: the four numbers of /proc/sys/kernel/printk.
 * A message reaches the consoles when its level is below console_loglevel.
 */
extern int console_printk[4];

#define console_loglevel		(console_printk[0])
#define default_message_loglevel	(console_printk[1])
#define minimum_console_loglevel	(console_printk[2])
#define default_console_loglevel	(console_printk[3])

#define CONSOLE_LOGLEVEL_MIN		1
#define CONSOLE_LOGLEVEL_QUIET		4
#define CONSOLE_LOGLEVEL_DEFAULT	7
#define CONSOLE_LOGLEVEL_DEBUG		10
#define CONSOLE_LOGLEVEL_MOTORMOUTH	15
#define MESSAGE_LOGLEVEL_DEFAULT	LOGLEVEL_WARNING

struct file_operations;
struct ratelimit_state;

/* %pV: a format and its arguments, printed in place. */
struct va_format {
	const char	*fmt;
	va_list		*va;
};

/* Nonzero while an oops or a panic is being printed: locks may be broken. */
extern int oops_in_progress;

/* init/version.c */
extern const char linux_banner[];

/* Policy of /proc/sys/kernel/{kptr_restrict,dmesg_restrict}. */
extern int kptr_restrict;
extern int dmesg_restrict;

__printf(5, 0)
int vprintk_emit(int facility, int level, const char *dict, size_t dictlen,
		 const char *fmt, va_list args);
__printf(1, 0)
int vprintk(const char *fmt, va_list args);
__printf(5, 6) __cold
int printk_emit(int facility, int level, const char *dict, size_t dictlen,
		const char *fmt, ...);
__printf(1, 2) __cold
int printk(const char *fmt, ...);
__printf(1, 2) __cold
int printk_deferred(const char *fmt, ...);

int __printk_ratelimit(const char *func);
#define printk_ratelimit()	__printk_ratelimit(__func__)
extern struct ratelimit_state printk_ratelimit_state;
extern const struct file_operations kmsg_fops;

/* Set by the clock when it runs: nanoseconds, safe in any context, NMI too. */
extern u64 (*printk_clock)(void);

/* Set by kernel/printk/kmsg.c: wake the readers of the log, from any context. */
extern void (*printk_wake_readers)(void);

void setup_log_buf(int early);
void wake_up_klogd(void);
void console_verbose(void);
void dump_stack(void);

static inline int printk_get_level(const char *buffer)
{
	if (buffer[0] != KERN_SOH_ASCII || !buffer[1])
		return 0;
	if ((buffer[1] >= '0' && buffer[1] <= '7') || buffer[1] == 'd')
		return buffer[1];
	return 0;
}

/* Checks the format, prints nothing, costs nothing. */
#define no_printk(fmt, ...)						\
	({								\
		if (0)							\
			printk(fmt, ##__VA_ARGS__);			\
		0;							\
	})

#ifndef pr_fmt
#define pr_fmt(fmt) fmt
#endif

#define pr_emerg(fmt, ...)	printk(KERN_EMERG pr_fmt(fmt), ##__VA_ARGS__)
#define pr_alert(fmt, ...)	printk(KERN_ALERT pr_fmt(fmt), ##__VA_ARGS__)
#define pr_crit(fmt, ...)	printk(KERN_CRIT pr_fmt(fmt), ##__VA_ARGS__)
#define pr_err(fmt, ...)	printk(KERN_ERR pr_fmt(fmt), ##__VA_ARGS__)
#define pr_warning(fmt, ...)	printk(KERN_WARNING pr_fmt(fmt), ##__VA_ARGS__)
#define pr_warn			pr_warning
#define pr_notice(fmt, ...)	printk(KERN_NOTICE pr_fmt(fmt), ##__VA_ARGS__)
#define pr_info(fmt, ...)	printk(KERN_INFO pr_fmt(fmt), ##__VA_ARGS__)
#define pr_cont(fmt, ...)	printk(KERN_CONT fmt, ##__VA_ARGS__)

#ifdef DEBUG
#define pr_debug(fmt, ...)	printk(KERN_DEBUG pr_fmt(fmt), ##__VA_ARGS__)
#else
#define pr_debug(fmt, ...)	no_printk(KERN_DEBUG pr_fmt(fmt), ##__VA_ARGS__)
#endif

#define printk_once(fmt, ...)						\
	({								\
		static bool __print_once;				\
		bool __ret_print_once = !__print_once;			\
									\
		if (!__print_once) {					\
			__print_once = true;				\
			printk(fmt, ##__VA_ARGS__);			\
		}							\
		__ret_print_once;					\
	})

#define pr_err_once(fmt, ...)	printk_once(KERN_ERR pr_fmt(fmt), ##__VA_ARGS__)
#define pr_warn_once(fmt, ...)	printk_once(KERN_WARNING pr_fmt(fmt), ##__VA_ARGS__)
#define pr_info_once(fmt, ...)	printk_once(KERN_INFO pr_fmt(fmt), ##__VA_ARGS__)

/* A user of these includes <linux/ratelimit.h> too. */
#define printk_ratelimited(fmt, ...)					\
	({								\
		static DEFINE_RATELIMIT_STATE(_rs,			\
				DEFAULT_RATELIMIT_INTERVAL,		\
				DEFAULT_RATELIMIT_BURST);		\
									\
		if (__ratelimit(&_rs))					\
			printk(fmt, ##__VA_ARGS__);			\
	})

#define pr_alert_ratelimited(fmt, ...) \
	printk_ratelimited(KERN_ALERT pr_fmt(fmt), ##__VA_ARGS__)
#define pr_err_ratelimited(fmt, ...) \
	printk_ratelimited(KERN_ERR pr_fmt(fmt), ##__VA_ARGS__)
#define pr_warn_ratelimited(fmt, ...) \
	printk_ratelimited(KERN_WARNING pr_fmt(fmt), ##__VA_ARGS__)
#define pr_info_ratelimited(fmt, ...) \
	printk_ratelimited(KERN_INFO pr_fmt(fmt), ##__VA_ARGS__)

enum {
	DUMP_PREFIX_NONE,
	DUMP_PREFIX_ADDRESS,
	DUMP_PREFIX_OFFSET
};

extern const char decimal_pairs[];	/* "00" "01" ... "99" */
extern const char hex_asc[];
extern const char hex_asc_upper[];
#define hex_asc_lo(x)		hex_asc[((x) & 0x0f)]
#define hex_asc_hi(x)		hex_asc[((x) & 0xf0) >> 4]
#define hex_asc_upper_lo(x)	hex_asc_upper[((x) & 0x0f)]
#define hex_asc_upper_hi(x)	hex_asc_upper[((x) & 0xf0) >> 4]

static inline char *hex_byte_pack(char *buf, u8 byte)
{
	*buf++ = hex_asc_hi(byte);
	*buf++ = hex_asc_lo(byte);
	return buf;
}

static inline char *hex_byte_pack_upper(char *buf, u8 byte)
{
	*buf++ = hex_asc_upper_hi(byte);
	*buf++ = hex_asc_upper_lo(byte);
	return buf;
}

int hex_to_bin(char ch);
int hex_dump_to_buffer(const void *buf, size_t len, int rowsize, int groupsize,
		       char *linebuf, size_t linebuflen, bool ascii);
void print_hex_dump(const char *level, const char *prefix_str, int prefix_type,
		    int rowsize, int groupsize, const void *buf, size_t len,
		    bool ascii);

#endif
