/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/parser.h - mount option tables
 *
 *	static const match_table_t tokens = {
 *		{ Opt_mode, "mode=%o" },
 *		{ Opt_size, "size=%s" },
 *		{ Opt_err, NULL }	(ends the table, matches anything)
 *	};
 *
 * %s takes the rest, %d %u %o %x a number.  What was taken is args[i].
 * Mirrors: Linux 4.x include/linux/parser.h
 */
#ifndef _LINUX_PARSER_H
#define _LINUX_PARSER_H

#include <linux/gfp.h>
#include <linux/string.h>
#include <linux/types.h>

struct match_token {
	int		token;
	const char	*pattern;
};

typedef struct match_token match_table_t[];

enum { MAX_OPT_ARGS = 3 };

/* Points into the string that was matched: no NUL at @to. */
typedef struct {
	char *from;
	char *to;
} substring_t;

int match_token(char *s, const match_table_t table, substring_t args[]);
int match_int(substring_t *s, int *result);
int match_octal(substring_t *s, int *result);
bool match_wildcard(const char *pattern, const char *str);
size_t match_strlcpy(char *dest, const substring_t *src, size_t size);

/* For kfree(); NULL when there is no memory.  May sleep. */
static inline char *match_strdup(const substring_t *s)
{
	return kmemdup_nul(s->from, s->to - s->from, GFP_KERNEL);
}

#endif
