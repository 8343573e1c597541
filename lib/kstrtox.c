// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/kstrtox.c - text to numbers
 *
 * parse_digits() is the one loop; the strict kstrto*() and the lenient
 * simple_strto*() differ in what they make of overflow and of what follows.
 * Mirrors: Linux 4.x lib/kstrtox.c, lib/vsprintf.c (simple_strto*)
 */
#include <linux/kstrtox.h>

#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/kernel.h>

/* Settle base 0 from the prefix, and skip a 0x that goes with base 16. */
static const char *skip_prefix(const char *s, unsigned int *base)
{
	bool hex = s[0] == '0' && tolower(s[1]) == 'x' && isxdigit(s[2]);

	if (*base == 0)
		*base = hex ? 16 : s[0] == '0' ? 8 : 10;
	return *base == 16 && s[0] == '0' && tolower(s[1]) == 'x' ? s + 2 : s;
}

static unsigned int digit_value(char c)
{
	if (isdigit(c))
		return c - '0';
	if (isalpha(c) && isascii(c))
		return tolower(c) - 'a' + 10;
	return 255;
}

/* Answers behind the last digit; a sum that does not fit sets @overflow. */
static const char *parse_digits(const char *s, unsigned int base,
				unsigned long long *res, bool *overflow)
{
	unsigned long long sum = 0;

	for (; digit_value(*s) < base; s++) {
		*overflow |= check_mul_overflow(sum, (unsigned long long)base,
						&sum);
		*overflow |= check_add_overflow(sum, (unsigned long long)
						digit_value(*s), &sum);
	}
	*res = sum;
	return s;
}

/**
 * kstrtoull() - a whole string to unsigned long long
 * @s: digits, with an optional plus before and newline behind
 * @base: 2..36, or 0 to guess
 * @res: the number; written only on success
 *
 * Context: any.
 * Return: 0, -ERANGE when it does not fit, -EINVAL when it is no number.
 */
int kstrtoull(const char *s, unsigned int base, unsigned long long *res)
{
	unsigned long long val;
	bool overflow = false;
	const char *end;

	if (*s == '+')
		s++;
	s = skip_prefix(s, &base);
	end = parse_digits(s, base, &val, &overflow);
	if (end == s)
		return -EINVAL;
	if (overflow)
		return -ERANGE;
	if (*end == '\n')
		end++;
	if (*end)
		return -EINVAL;
	*res = val;
	return 0;
}

/**
 * kstrtoll() - a whole string to long long
 * @s: as for kstrtoull(), with an optional sign
 * @base: 2..36, or 0 to guess
 * @res: the number; written only on success
 *
 * Context: any.
 * Return: as kstrtoull().
 */
int kstrtoll(const char *s, unsigned int base, long long *res)
{
	unsigned long long val;
	bool negative = *s == '-';
	int ret = kstrtoull(s + negative, base, &val);

	if (ret)
		return ret;
	if (negative && s[1] == '+')
		return -EINVAL;
	if (val > (unsigned long long)LLONG_MAX + negative)
		return -ERANGE;
	*res = negative ? -val : val;
	return 0;
}

/* The narrower ones: the wide result has to survive the cast. */
#define DEFINE_KSTRTO(name, type, wide, wide_type)			\
int name(const char *s, unsigned int base, type *res)			\
{									\
	wide_type val;							\
	int ret = wide(s, base, &val);					\
									\
	if (ret)							\
		return ret;						\
	if (val != (type)val)						\
		return -ERANGE;						\
	*res = val;							\
	return 0;							\
}

/* Any context; 0, -ERANGE or -EINVAL, as kstrtoull() and kstrtoll(). */
DEFINE_KSTRTO(kstrtouint, unsigned int, kstrtoull, unsigned long long)
DEFINE_KSTRTO(kstrtoint, int, kstrtoll, long long)
DEFINE_KSTRTO(kstrtou16, u16, kstrtoull, unsigned long long)
DEFINE_KSTRTO(kstrtos16, s16, kstrtoll, long long)
DEFINE_KSTRTO(kstrtou8, u8, kstrtoull, unsigned long long)

/**
 * kstrtobool() - yes or no
 * @s: y Y 1 on, n N 0 off; only the first letters count
 * @res: the answer; written only on success
 *
 * Context: any.
 * Return: 0, or -EINVAL.
 */
int kstrtobool(const char *s, bool *res)
{
	if (!s)
		return -EINVAL;
	switch (s[0]) {
	case 'y':
	case 'Y':
	case '1':
		*res = true;
		return 0;
	case 'n':
	case 'N':
	case '0':
		*res = false;
		return 0;
	case 'o':
	case 'O':
		if (tolower(s[1]) != 'n' && tolower(s[1]) != 'f')
			return -EINVAL;
		*res = tolower(s[1]) == 'n';
		return 0;
	}
	return -EINVAL;
}

/**
 * simple_strtoull() - the number a string starts with
 * @cp: the string
 * @endp: where it stops, if not NULL
 * @base: 2..36, or 0 to guess
 *
 * Context: any.
 * Return: the number, modulo 2^64.
 */
unsigned long long simple_strtoull(const char *cp, char **endp,
				   unsigned int base)
{
	unsigned long long val;
	bool overflow = false;

	cp = skip_prefix(cp, &base);
	cp = parse_digits(cp, base, &val, &overflow);
	if (endp)
		*endp = (char *)cp;
	return val;
}

/**
 * simple_strtoul() - the number a string starts with
 * @cp: the string
 * @endp: where it stops, if not NULL
 * @base: 2..36, or 0 to guess
 *
 * Context: any.
 * Return: the number, modulo 2^64.
 */
unsigned long simple_strtoul(const char *cp, char **endp, unsigned int base)
{
	return simple_strtoull(cp, endp, base);
}

/**
 * simple_strtoll() - the signed number a string starts with
 * @cp: the string
 * @endp: where it stops, if not NULL
 * @base: 2..36, or 0 to guess
 *
 * Context: any.
 * Return: the number.
 */
long long simple_strtoll(const char *cp, char **endp, unsigned int base)
{
	if (*cp == '-')
		return -simple_strtoull(cp + 1, endp, base);
	return simple_strtoull(cp, endp, base);
}

/**
 * simple_strtol() - the signed number a string starts with
 * @cp: the string
 * @endp: where it stops, if not NULL
 * @base: 2..36, or 0 to guess
 *
 * Context: any.
 * Return: the number.
 */
long simple_strtol(const char *cp, char **endp, unsigned int base)
{
	return simple_strtoll(cp, endp, base);
}
