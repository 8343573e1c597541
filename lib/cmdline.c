// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/cmdline.c - numbers as command lines write them
 *
 * Pure functions on strings, built for the host too.
 *
 * Mirrors: Linux 4.5 lib/cmdline.c.
 * Simpler than Linux in: no parse_option_str().
 */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>

/**
 * get_option() - parse one integer of a list
 * @str: in: the list; out: what follows the number and its comma
 * @pint: gets the number
 *
 * Context: any.
 * Return: 0 no number, 1 a number ends the list, 2 a comma follows,
 * 3 a minus follows (the number begins a range).
 */
int get_option(char **str, int *pint)
{
	char *cur = *str;

	if (!cur || !*cur)
		return 0;
	*pint = simple_strtol(cur, str, 0);
	if (cur == *str)
		return 0;
	if (**str == ',') {
		(*str)++;
		return 2;
	}
	return **str == '-' ? 3 : 1;
}
EXPORT_SYMBOL(get_option);

/**
 * get_options() - parse a list of integers and ranges
 * @str: "1,3-5"
 * @nints: elements of @ints, the count in ints[0] included
 * @ints: gets the count, then the numbers
 *
 * Context: any.
 * Return: the first character that is no part of the list.
 */
char *get_options(const char *str, int nints, int *ints)
{
	int res, i = 1;

	while (i < nints) {
		res = get_option((char **)&str, ints + i);
		if (res == 0)
			break;
		if (res == 3) {
			int first = ints[i];
			char *p = (char *)str + 1;
			int x, last = simple_strtol(p, &p, 0);

			if (p == str + 1 || last < first)
				break;
			for (x = first; x <= last && i < nints; x++)
				ints[i++] = x;
			str = p;
			if (*str != ',')
				break;
			str++;
			continue;
		}
		i++;
		if (res == 1)
			break;
	}
	ints[0] = i - 1;
	return (char *)str;
}
EXPORT_SYMBOL(get_options);

/**
 * memparse() - parse a size such as 64M
 * @ptr: digits, then K, M, G, T, P or E, or none of them
 * @retptr: gets the first character behind; may be NULL
 *
 * Context: any.
 * Return: the size in bytes.
 */
unsigned long long memparse(const char *ptr, char **retptr)
{
	char *endptr;
	unsigned long long ret = simple_strtoull(ptr, &endptr, 0);
	unsigned int shift = 0;

	switch (*endptr) {
	case 'E':
	case 'e':
		shift = 60;
		break;
	case 'P':
	case 'p':
		shift = 50;
		break;
	case 'T':
	case 't':
		shift = 40;
		break;
	case 'G':
	case 'g':
		shift = 30;
		break;
	case 'M':
	case 'm':
		shift = 20;
		break;
	case 'K':
	case 'k':
		shift = 10;
		break;
	}
	if (shift)
		endptr++;
	if (retptr)
		*retptr = endptr;
	return ret << shift;
}
EXPORT_SYMBOL(memparse);
