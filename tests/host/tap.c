// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/host/tap.c - runs the cases; the only part that sees libc
 *
 * Arguments choose cases by a piece of their name.
 */
#include "tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct tap_case *cases;
static struct tap_case **tail = &cases;
static int failures;		/* of the case that runs */

void tap_register(struct tap_case *c)
{
	*tail = c;
	tail = &c->next;
}

void tap_fail(const char *file, int line, const char *what)
{
	printf("# %s:%d: %s\n", file, line, what);
	failures++;
}

void tap_fail_eq(const char *file, int line, const char *what,
		 unsigned long long got, unsigned long long want)
{
	printf("# %s:%d: %s is %lld (%#llx), not %lld (%#llx)\n", file, line,
	       what, (long long)got, got, (long long)want, want);
	failures++;
}

void tap_fail_str(const char *file, int line, const char *what,
		  const char *got, const char *want)
{
	printf("# %s:%d: %s is \"%s\", not \"%s\"\n", file, line, what, got,
	       want);
	failures++;
}

void *host_malloc(unsigned long size)
{
	return malloc(size);
}

void host_free(void *p)
{
	free(p);
}

int host_strcmp(const char *a, const char *b)
{
	return strcmp(a, b);
}

unsigned int host_random(void)
{
	static unsigned long long state = 88172645463325252ull;

	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state >> 16;
}

static int chosen(const char *name, int argc, char **argv)
{
	int i;

	for (i = 1; i < argc; i++)
		if (strstr(name, argv[i]))
			return 1;
	return argc < 2;
}

int main(int argc, char **argv)
{
	struct tap_case *c;
	int bad = 0;
	int n = 0;

	setvbuf(stdout, NULL, _IOLBF, 0);
	for (c = cases; c; c = c->next)
		n += chosen(c->name, argc, argv);
	printf("TAP version 13\n1..%d\n", n);

	n = 0;
	for (c = cases; c; c = c->next) {
		if (!chosen(c->name, argc, argv))
			continue;
		failures = 0;
		c->run();
		printf("%sok %d %s\n", failures ? "not " : "", ++n, c->name);
		bad += failures != 0;
	}
	printf("# %d passed, %d failed\n", n - bad, bad);
	return bad != 0;
}
