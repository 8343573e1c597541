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
#include <linux/kstrtox.h>

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
