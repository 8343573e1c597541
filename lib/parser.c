// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/parser.c - match an option against a table of patterns
 *
 * The first pattern that matches the whole option wins; what its conversions
 * took is told as places in the option itself, which nobody copies.
 * Mirrors: Linux 4.x lib/parser.c
 */
#include <linux/parser.h>

#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/string.h>

/* Characters that a %d, %u, %o or %x takes from @s; 0: no number. */
static size_t number_length(char *s, char conv)
{
	int base = conv == 'o' ? 8 : conv == 'x' ? 16 : conv == 'u' ? 0 : 10;
	char *digits = s + (conv == 'd' && *s == '-');
	char *end;

	simple_strtoull(digits, &end, base);
	return end == digits ? 0 : end - s;
}

/* Does the whole of @s match @p?  Fills args[] with what %x took. */
static bool match_one(char *s, const char *p, substring_t args[])
{
	int argc = 0;

	for (; *p; p++) {
		size_t len;

		if (*p != '%' || p[1] == '%') {
			p += *p == '%';
			if (*s++ != *p)
				return false;
			continue;
		}
		if (argc >= MAX_OPT_ARGS)
			return false;
		p++;
		len = *p == 's' ? strlen(s) : number_length(s, *p);
		if (!len)
			return false;
		args[argc].from = s;
		s += len;
		args[argc++].to = s;
	}
	return *s == '\0';
}

/**
 * match_token() - find the pattern that an option matches
 * @s: the option, whole
 * @table: the patterns, tried in order; a NULL pattern ends it
 * @args: gets what the pattern's conversions took, MAX_OPT_ARGS entries
 *
 * Context: any.
 * Return: the token of the pattern, or of the end.
 */
int match_token(char *s, const match_table_t table, substring_t args[])
{
	const struct match_token *p = table;

	while (p->pattern && !match_one(s, p->pattern, args))
		p++;
	return p->token;
}

static int match_number(substring_t *s, int *result, int base)
{
	char buf[24];
	long val;
	int ret;

	if (match_strlcpy(buf, s, sizeof(buf)) >= sizeof(buf))
		return -EINVAL;
	ret = kstrtol(buf, base, &val);
	if (ret)
		return ret;
	if (val < INT_MIN || val > INT_MAX)
		return -ERANGE;
	*result = val;
	return 0;
}

/**
 * match_int() - the number that a conversion took
 * @s: one of match_token()'s args
 * @result: the number
 *
 * Context: any.
 * Return: 0, -EINVAL or -ERANGE.
 */
int match_int(substring_t *s, int *result)
{
	return match_number(s, result, 0);
}

/**
 * match_octal() - the octal number that a conversion took
 * @s: one of match_token()'s args
 * @result: the number
 *
 * Context: any.
 * Return: 0, -EINVAL or -ERANGE.
 */
int match_octal(substring_t *s, int *result)
{
	return match_number(s, result, 8);
}

/**
 * match_wildcard() - does a string match a pattern of * and ?
 * @pattern: * stands for any characters, ? for one
 * @str: the string
 *
 * Context: any.
 * Return: true when all of @str matches.
 */
bool match_wildcard(const char *pattern, const char *str)
{
	const char *star = NULL;	/* behind the last * passed */
	const char *retry = NULL;	/* where it may stretch to */

	while (*str) {
		if (*pattern == '*') {
			star = ++pattern;
			retry = str;
		} else if (*pattern == '?' || *pattern == *str) {
			pattern++;
			str++;
		} else if (star) {
			pattern = star;
			str = ++retry;
		} else {
			return false;
		}
	}
	while (*pattern == '*')
		pattern++;
	return *pattern == '\0';
}

/**
 * match_strlcpy() - copy what a conversion took
 * @dest: where
 * @src: one of match_token()'s args
 * @size: size of @dest
 *
 * Context: any.
 * Return: its length; not below @size means it was cut.
 */
size_t match_strlcpy(char *dest, const substring_t *src, size_t size)
{
	size_t len = src->to - src->from;

	if (size) {
		size_t n = len < size ? len : size - 1;

		memcpy(dest, src->from, n);
		dest[n] = '\0';
	}
	return len;
}
