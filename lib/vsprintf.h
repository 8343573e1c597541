/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * lib/vsprintf.h - what the formatter's files share
 *
 * Every function that prints takes the place @buf and the end @end of the
 * caller's memory, writes only below @end, and answers where it would have
 * stopped with enough memory: so the length comes out right when it does not fit.
 */
#ifndef _LIB_VSPRINTF_H
#define _LIB_VSPRINTF_H

#include <linux/stdarg.h>
#include <linux/types.h>

#define SIGN	1		/* the number is signed */
#define LEFT	2		/* left justified */
#define PLUS	4		/* show plus */
#define SPACE	8		/* space if plus */
#define ZEROPAD	16		/* pad with zeros; never with LEFT */
#define SMALL	32		/* lower case hex; also the bit that makes it so */
#define SPECIAL	64		/* 0x, 0 */

struct printf_spec {
	u8	flags;
	u8	base;		/* 8, 10, 16 */
	int	field_width;	/* -1: none */
	int	precision;	/* -1: none */
};

/* A va_list that can be passed by reference on every ABI. */
struct printf_args {
	va_list ap;
};

char *vsprintf_number(char *buf, char *end, unsigned long long num,
		      struct printf_spec spec);
char *vsprintf_string(char *buf, char *end, const char *s,
		      struct printf_spec spec);
char *vsprintf_chars(char *buf, char *end, const char *s, size_t len,
		     struct printf_spec spec);
char *vsprintf_pointer(const char *fmt, char *buf, char *end, void *ptr,
		       struct printf_spec spec);

#endif
