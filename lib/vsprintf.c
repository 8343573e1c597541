// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/vsprintf.c - printf formats
 *
 *	% [-+ #0]* [width|*] [.precision|.*] [hh|h|l|ll|L|z|t|j|Z] [diuoxXcsp%]
 *
 * What follows %p, the kernel's own objects, is in lib/vsprintf_pointer.c.
 * A literal stretch is copied as one; decimal digits come out two at a time.
 * Numbers of width and precision are bounded, so that no sum overflows.
 *
 * Entry      vsnprintf(), and snprintf() scnprintf() sprintf() around it
 * Mirrors: Linux 4.x lib/vsprintf.c
 * Simpler than Linux in: no %n, no binary printf (vbin_printf).
 */
#include <linux/sprintf.h>

#include <linux/ctype.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "vsprintf.h"

#define FIELD_WIDTH_MAX	((1 << 23) - 1)
#define PRECISION_MAX	((1 << 15) - 1)

#define PAIR(t)	#t "0" #t "1" #t "2" #t "3" #t "4" #t "5" #t "6" #t "7" #t "8" #t "9"

/* "00" "01" ... "99" */
const char decimal_pairs[] __aligned(2) =
	PAIR(0) PAIR(1) PAIR(2) PAIR(3) PAIR(4)
	PAIR(5) PAIR(6) PAIR(7) PAIR(8) PAIR(9);

const char hex_asc[] = "0123456789abcdef";
const char hex_asc_upper[] = "0123456789ABCDEF";

/* Digits of @num right-justified before @end; answers where they start. */
static char *put_dec(char *end, unsigned long long num)
{
	while (num >= 100) {
		unsigned long long rest = num / 100;

		end -= 2;
		memcpy(end, &decimal_pairs[(num - rest * 100) * 2], 2);
		num = rest;
	}
	if (num >= 10) {
		end -= 2;
		memcpy(end, &decimal_pairs[num * 2], 2);
	} else {
		*--end = '0' + num;
	}
	return end;
}

static char *put_pow2(char *end, unsigned long long num, int base, u8 flags)
{
	const char *digits = flags & SMALL ? hex_asc : hex_asc_upper;
	int shift = base == 16 ? 4 : 3;

	do {
		*--end = digits[num & (base - 1)];
		num >>= shift;
	} while (num);
	return end;
}

static char *pad(char *buf, char *end, char c, int n)
{
	for (; n > 0; n--, buf++)
		if (buf < end)
			*buf = c;
	return buf;
}

static char *put(char *buf, char *end, const char *s, size_t len)
{
	if (buf < end)
		memcpy(buf, s, min(len, (size_t)(end - buf)));
	return buf + len;
}

/* The sign and the 0x or 0 of a number, at most three characters. */
static int number_prefix(char *prefix, unsigned long long *num,
			 struct printf_spec spec)
{
	int len = 0;

	if (spec.flags & SIGN) {
		if ((long long)*num < 0) {
			prefix[len++] = '-';
			*num = -*num;
		} else if (spec.flags & PLUS) {
			prefix[len++] = '+';
		} else if (spec.flags & SPACE) {
			prefix[len++] = ' ';
		}
	}
	if ((spec.flags & SPECIAL) && spec.base != 10 &&
	    (spec.base == 16 || *num)) {
		prefix[len++] = '0';
		if (spec.base == 16)
			prefix[len++] = spec.flags & SMALL ? 'x' : 'X';
	}
	return len;
}

/**
 * vsprintf_number() - print a number as a conversion asks
 * @buf: where
 * @end: end of the memory
 * @num: the number; sign-extended with SIGN
 * @spec: the conversion
 *
 * Context: any.
 * Return: behind the last character.
 */
char *vsprintf_number(char *buf, char *end, unsigned long long num,
		      struct printf_spec spec)
{
	char tmp[24];
	char *tmp_end = tmp + sizeof(tmp);
	char prefix[3];
	int prefix_len = number_prefix(prefix, &num, spec);
	char *digits = spec.base == 10 ? put_dec(tmp_end, num) :
			put_pow2(tmp_end, num, spec.base, spec.flags);
	int len = tmp_end - digits;
	int zeros = max(spec.precision - len, 0);
	int spaces = spec.field_width - prefix_len - len - zeros;

	if ((spec.flags & ZEROPAD) && spec.precision < 0 && spaces > 0) {
		zeros = spaces;
		spaces = 0;
	}
	if (!(spec.flags & LEFT)) {
		buf = pad(buf, end, ' ', spaces);
		spaces = 0;
	}
	buf = put(buf, end, prefix, prefix_len);
	buf = pad(buf, end, '0', zeros);
	buf = put(buf, end, digits, len);
	return pad(buf, end, ' ', spaces);
}

/**
 * vsprintf_chars() - print characters, justified in the field
 * @buf: where
 * @end: end of the memory
 * @s: characters
 * @len: how many
 * @spec: the conversion; its precision is not looked at
 *
 * Context: any.
 * Return: behind the last character.
 */
char *vsprintf_chars(char *buf, char *end, const char *s, size_t len,
		     struct printf_spec spec)
{
	int spaces = spec.field_width - (int)len;

	if (!(spec.flags & LEFT)) {
		buf = pad(buf, end, ' ', spaces);
		spaces = 0;
	}
	buf = put(buf, end, s, len);
	return pad(buf, end, ' ', spaces);
}

/**
 * vsprintf_string() - print a string, cut at the precision
 * @buf: where
 * @end: end of the memory
 * @s: the string; a pointer that can be none prints as (null)
 * @spec: the conversion
 *
 * Context: any.
 * Return: behind the last character.
 */
char *vsprintf_string(char *buf, char *end, const char *s,
		      struct printf_spec spec)
{
	size_t limit = spec.precision < 0 ? INT_MAX : spec.precision;

	if ((unsigned long)s < 4096)
		s = "(null)";
	else if ((unsigned long)s >= (unsigned long)-4095)
		s = "(efault)";
	return vsprintf_chars(buf, end, s, strnlen(s, limit), spec);
}

static const char *parse_flags(const char *fmt, struct printf_spec *spec)
{
	for (;; fmt++) {
		switch (*fmt) {
		case '-': spec->flags |= LEFT;	  break;
		case '+': spec->flags |= PLUS;	  break;
		case ' ': spec->flags |= SPACE;	  break;
		case '#': spec->flags |= SPECIAL; break;
		case '0': spec->flags |= ZEROPAD; break;
		default: return fmt;
		}
	}
}

/* A decimal number or *; stops counting far above any bound. */
static const char *parse_count(const char *fmt, int *count,
			       struct printf_args *args)
{
	int n = 0;

	if (*fmt == '*') {
		*count = va_arg(args->ap, int);
		return fmt + 1;
	}
	for (; isdigit(*fmt); fmt++)
		if (n < FIELD_WIDTH_MAX)
			n = n * 10 + (*fmt - '0');
	*count = n;
	return fmt;
}

static const char *parse_spec(const char *fmt, struct printf_spec *spec,
			      struct printf_args *args)
{
	*spec = (struct printf_spec) { .base = 10, .field_width = -1,
				       .precision = -1 };
	fmt = parse_flags(fmt, spec);

	if (isdigit(*fmt) || *fmt == '*') {
		fmt = parse_count(fmt, &spec->field_width, args);
		if (spec->field_width < 0) {
			spec->flags |= LEFT;
			spec->field_width = spec->field_width == INT_MIN ?
				FIELD_WIDTH_MAX : -spec->field_width;
		}
		spec->field_width = min(spec->field_width, FIELD_WIDTH_MAX);
	}
	if (*fmt == '.') {
		fmt = parse_count(fmt + 1, &spec->precision, args);
		spec->precision = clamp(spec->precision, 0, PRECISION_MAX);
	}
	if (spec->flags & LEFT)
		spec->flags &= ~ZEROPAD;
	return fmt;
}

/* h and hh are given as -1 and -2, everything of 64 bits as 1. */
static const char *parse_qualifier(const char *fmt, int *size)
{
	*size = 0;
	switch (*fmt) {
	case 'h':
		*size = fmt[1] == 'h' ? -2 : -1;
		return fmt - *size;
	case 'l':
		*size = 1;
		return fmt[1] == 'l' ? fmt + 2 : fmt + 1;
	case 'L':
	case 'j':
	case 't':
	case 'z':
	case 'Z':
		*size = 1;
		return fmt + 1;
	}
	return fmt;
}

static unsigned long long fetch_number(struct printf_args *args, int size,
				       bool is_signed)
{
	unsigned int num;

	if (size > 0)
		return va_arg(args->ap, unsigned long long);
	num = va_arg(args->ap, unsigned int);
	if (size == -1)
		return is_signed ? (s16)num : (u16)num;
	if (size == -2)
		return is_signed ? (s8)num : (u8)num;
	if (is_signed)
		return (int)num;
	return num;
}

/* The part of a conversion from its letter on; fmt is moved behind it. */
static char *convert(char *buf, char *end, const char **fmt,
		     struct printf_spec spec, struct printf_args *args)
{
	const char *p;
	char c;
	int size;

	p = parse_qualifier(*fmt, &size);
	*fmt = p + 1;
	switch (*p) {
	case 'c':
		c = (char)va_arg(args->ap, int);
		return vsprintf_chars(buf, end, &c, 1, spec);
	case 's':
		return vsprintf_string(buf, end, va_arg(args->ap, char *), spec);
	case 'p':
		while (isalnum(**fmt))
			++*fmt;
		return vsprintf_pointer(p + 1, buf, end,
					va_arg(args->ap, void *), spec);
	case '%':
		return put(buf, end, "%", 1);
	case 'd':
	case 'i':
		spec.flags |= SIGN;
		fallthrough;
	case 'u':
		break;
	case 'o':
		spec.base = 8;
		break;
	case 'x':
		spec.flags |= SMALL;
		fallthrough;
	case 'X':
		spec.base = 16;
		break;
	default:
		/* No telling what it wanted to take: print the letter. */
		*fmt = p;
		return put(buf, end, "%", 1);
	}
	return vsprintf_number(buf, end,
			       fetch_number(args, size, spec.flags & SIGN),
			       spec);
}

/**
 * vsnprintf() - format into memory
 * @buf: where; may be NULL when @size is 0
 * @size: bytes of memory, the final NUL included
 * @fmt: the format
 * @va: its arguments
 *
 * Context: any.
 * Return: length the whole text has or would have; not below @size: it was cut.
 */
int vsnprintf(char *buf, size_t size, const char *fmt, va_list va)
{
	struct printf_args args;
	struct printf_spec spec;
	char *str = buf;
	char *end;

	if (unlikely(size > INT_MAX))
		return 0;
	end = buf + size;
	if (end < buf)		/* sprintf() into the kernel's own data */
		end = (char *)-1L;

	va_copy(args.ap, va);
	for (;;) {
		const char *start = fmt;

		while (*fmt && *fmt != '%')
			fmt++;
		str = put(str, end, start, fmt - start);
		if (!*fmt)
			break;
		fmt = parse_spec(fmt + 1, &spec, &args);
		str = convert(str, end, &fmt, spec, &args);
	}
	va_end(args.ap);

	if (size)
		*(str < end ? str : end - 1) = '\0';
	return str - buf;
}

/**
 * vscnprintf() - vsnprintf() that tells what it stored
 * @buf: where
 * @size: bytes of memory
 * @fmt: the format
 * @args: its arguments
 *
 * Context: any.
 * Return: characters in @buf, without the NUL.
 */
int vscnprintf(char *buf, size_t size, const char *fmt, va_list args)
{
	int len = vsnprintf(buf, size, fmt, args);

	if (len < (int)size)
		return len;
	return size ? size - 1 : 0;
}

/**
 * snprintf() - format into memory
 * @buf: where
 * @size: bytes of memory
 * @fmt: the format
 *
 * Context: any.
 * Return: as vsnprintf().
 */
int snprintf(char *buf, size_t size, const char *fmt, ...)
{
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf(buf, size, fmt, args);
	va_end(args);
	return len;
}

/**
 * scnprintf() - format into memory, telling what was stored
 * @buf: where
 * @size: bytes of memory
 * @fmt: the format
 *
 * Context: any.
 * Return: as vscnprintf().
 */
int scnprintf(char *buf, size_t size, const char *fmt, ...)
{
	va_list args;
	int len;

	va_start(args, fmt);
	len = vscnprintf(buf, size, fmt, args);
	va_end(args);
	return len;
}

/**
 * vsprintf() - format into memory that is known to suffice
 * @buf: where
 * @fmt: the format
 * @args: its arguments
 *
 * Context: any.
 * Return: characters written.
 */
int vsprintf(char *buf, const char *fmt, va_list args)
{
	return vsnprintf(buf, INT_MAX, fmt, args);
}

/**
 * sprintf() - format into memory that is known to suffice
 * @buf: where
 * @fmt: the format
 *
 * Context: any.
 * Return: characters written.
 */
int sprintf(char *buf, const char *fmt, ...)
{
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf(buf, INT_MAX, fmt, args);
	va_end(args);
	return len;
}
