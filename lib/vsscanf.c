// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/vsscanf.c - scanning text by a format
 *
 *	% [*] [width] [hh|h|l|ll|L|z] [diuoxXcsn[%]
 *
 * White space in the format takes any amount of it; %[ sets need a width.
 * Mirrors: Linux 4.x lib/vsprintf.c
 */
#include <linux/sprintf.h>

#include <linux/bitmap.h>
#include <linux/ctype.h>
#include <linux/kernel.h>
#include <linux/string.h>

struct scan_spec {
	bool skip;		/* *: take, do not store */
	int width;		/* -1: none */
	int size;		/* -2 hh, -1 h, 0 int, 1 long */
	char conv;
};

static const char *parse_scan_spec(const char *fmt, struct scan_spec *spec)
{
	*spec = (struct scan_spec) { .width = -1 };
	if (*fmt == '*') {
		spec->skip = true;
		fmt++;
	}
	if (isdigit(*fmt)) {
		char *end;

		spec->width = simple_strtoul(fmt, &end, 10);
		fmt = end;
	}
	for (; *fmt == 'h'; fmt++)
		spec->size--;
	for (; *fmt && strchr("lLz", *fmt); fmt++)
		spec->size = 1;
	spec->conv = *fmt;
	return *fmt ? fmt + 1 : fmt;
}

static void store_number(void *to, int size, unsigned long long val)
{
	switch (size) {
	case 1:
		*(unsigned long long *)to = val;
		break;
	case 0:
		*(unsigned int *)to = val;
		break;
	case -1:
		*(unsigned short *)to = val;
		break;
	default:
		*(unsigned char *)to = val;
	}
}

/* Answers behind the number, or NULL when there is none. */
static const char *scan_number(const char *str, const struct scan_spec *spec,
			       unsigned int base, unsigned long long *val)
{
	char digits[72];
	size_t max = sizeof(digits) - 1;
	bool negative;
	char *end;
	char *p = digits;

	if (spec->width >= 0)
		max = min(max, (size_t)spec->width);
	strscpy(digits, str, max + 1);
	negative = *p == '-' && (spec->conv == 'd' || spec->conv == 'i');
	if (negative)
		p++;
	*val = simple_strtoull(p, &end, base);
	if (end == p)
		return NULL;
	if (negative)
		*val = -*val;
	return str + (end - digits);
}

/* A set: "abc]", "^\n]", "a-z]"; answers behind the bracket, NULL if none. */
static const char *parse_set(const char *fmt, unsigned long *set)
{
	bool negate = *fmt == '^';
	const char *first;

	bitmap_zero(set, 256);
	if (negate)
		fmt++;
	for (first = fmt; *fmt && (*fmt != ']' || fmt == first); fmt++) {
		unsigned int from = (unsigned char)*fmt;

		if (fmt[1] == '-' && fmt[2] && fmt[2] != ']') {
			unsigned int to = (unsigned char)fmt[2];

			if (from <= to)
				bitmap_set(set, from, to - from + 1);
			fmt += 2;
			continue;
		}
		__set_bit(from, set);
	}
	if (!*fmt)
		return NULL;
	if (negate)
		bitmap_complement(set, set, 256);
	__clear_bit(0, set);
	return fmt + 1;
}

static const char *scan_set(const char *str, int width,
			    const unsigned long *set, char *to)
{
	const char *start = str;

	while (width-- && test_bit((unsigned char)*str, set)) {
		if (to)
			*to++ = *str;
		str++;
	}
	if (str == start)
		return NULL;
	if (to)
		*to = '\0';
	return str;
}

/* %s and %c; characters are not terminated. */
static const char *scan_text(const char *str, const struct scan_spec *spec,
			     char *to)
{
	bool is_string = spec->conv == 's';
	int width = spec->width;

	if (width < 0)
		width = is_string ? INT_MAX : 1;
	if (is_string)
		str = skip_spaces(str);
	if (!*str)
		return NULL;
	while (width-- && *str && !(is_string && isspace(*str))) {
		if (to)
			*to++ = *str;
		str++;
	}
	if (to && is_string)
		*to = '\0';
	return str;
}

static int number_base(char conv)
{
	switch (conv) {
	case 'd':
	case 'u':
		return 10;
	case 'o':
		return 8;
	case 'x':
	case 'X':
		return 16;
	case 'i':
		return 0;
	}
	return -1;
}

/* One conversion that may store; NULL: it does not match. */
static const char *scan_one(const char *str, const char **fmt,
			    const struct scan_spec *spec, void *to)
{
	DECLARE_BITMAP(set, 256);
	unsigned long long val;
	int base = number_base(spec->conv);

	if (spec->conv == 's' || spec->conv == 'c')
		return scan_text(str, spec, to);
	if (spec->conv == '[') {
		*fmt = parse_set(*fmt, set);
		if (!*fmt || spec->width < 0)
			return NULL;
		return scan_set(str, spec->width, set, to);
	}
	if (base < 0)
		return NULL;
	str = scan_number(skip_spaces(str), spec, base, &val);
	if (str && to)
		store_number(to, spec->size, val);
	return str;
}

/**
 * vsscanf() - scan a string by a format
 * @buf: the string
 * @fmt: the format
 * @args: where the results go
 *
 * Context: any.
 * Return: how many results were stored.
 */
int vsscanf(const char *buf, const char *fmt, va_list args)
{
	const char *str = buf;
	struct scan_spec spec;
	int num = 0;

	while (*fmt) {
		void *to;

		if (isspace(*fmt)) {
			fmt = skip_spaces(fmt);
			str = skip_spaces(str);
			continue;
		}
		if (*fmt != '%' || fmt[1] == '%') {
			fmt += *fmt == '%';
			if (*fmt++ != *str++)
				break;
			continue;
		}
		fmt = parse_scan_spec(fmt + 1, &spec);
		to = spec.skip ? NULL : va_arg(args, void *);
		if (spec.conv == 'n') {
			if (to)
				store_number(to, spec.size, str - buf);
			continue;
		}
		str = scan_one(str, &fmt, &spec, to);
		if (!str)
			break;
		if (to)
			num++;
	}
	return num;
}

/**
 * sscanf() - scan a string by a format
 * @buf: the string
 * @fmt: the format
 *
 * Context: any.
 * Return: as vsscanf().
 */
int sscanf(const char *buf, const char *fmt, ...)
{
	va_list args;
	int num;

	va_start(args, fmt);
	num = vsscanf(buf, fmt, args);
	va_end(args);
	return num;
}
