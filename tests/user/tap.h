/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tests/user/tap.h - the few words a test program needs
 *
 *   int main(void)
 *   {
 *           ok(getpid() > 0, "getpid is positive");
 *           is_errno(close(-1), EBADF, "close of a bad descriptor");
 *           return done();
 *   }
 *
 * Each check is one TAP line. Values that the mirrored Linux version and
 * today's stock Linux answer differently are told with skew(), which accepts both.
 */
#ifndef TESTS_TAP_H
#define TESTS_TAP_H

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int tap_count, tap_failed;

__attribute__((unused, format(printf, 4, 5)))
static int tap_result(int good, const char *file, int line, const char *fmt, ...)
{
	va_list ap;

	printf("%s %d - ", good ? "ok" : "not ok", ++tap_count);
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	printf("\n");
	if (!good) {
		tap_failed++;
		printf("#   at %s:%d, errno %d (%s)\n", file, line, errno,
		       strerror(errno));
	}
	fflush(stdout);
	return good;
}

#define ok(cond, ...)	tap_result(!!(cond), __FILE__, __LINE__, __VA_ARGS__)

/* @expr must be -1 with this errno. */
#define is_errno(expr, err, ...)					\
({									\
	long __ret;							\
	errno = 0;							\
	__ret = (long)(expr);						\
	if (!tap_result(__ret == -1 && errno == (err), __FILE__,	\
			__LINE__, __VA_ARGS__))				\
		printf("#   returned %ld, wanted -1 with %s\n", __ret,	\
		       strerror(err));					\
})

/* Two numbers must be equal. */
#define is(got, want, ...)						\
({									\
	long __got = (long)(got), __want = (long)(want);		\
	if (!tap_result(__got == __want, __FILE__, __LINE__,		\
			__VA_ARGS__))					\
		printf("#   got %ld, wanted %ld\n", __got, __want);	\
})

/* Two strings must be equal. */
#define is_str(got, want, ...)						\
({									\
	const char *__got = (got), *__want = (want);			\
	if (!tap_result(!strcmp(__got, __want), __FILE__, __LINE__,	\
			__VA_ARGS__))					\
		printf("#   got \"%s\", wanted \"%s\"\n", __got, __want); \
})

#define skip(why, ...)							\
do {									\
	printf("ok %d - ", ++tap_count);				\
	printf(__VA_ARGS__);						\
	printf(" # SKIP %s\n", why);					\
	fflush(stdout);							\
} while (0)

/* Linux 4.x says @v4, 6.1 says @v6: either is right. */
#define skew(what, got, v4, v6)						\
({									\
	long __val = (long)(got);					\
									\
	printf("# SKEW: %s, %ld, %ld\n", what, (long)(v4), (long)(v6));	\
	is(__val, __val == (v4) ? (v4) : (v6), "%s", what);		\
})

/* A child ended; this is its wait status in words. */
__attribute__((unused))
static const char *wait_words(int status)
{
	static char buf[64];

	if ((status & 0x7f) == 0)
		snprintf(buf, sizeof(buf), "exit %d", (status >> 8) & 0xff);
	else if ((status & 0xff) == 0x7f)
		snprintf(buf, sizeof(buf), "stopped by %d", (status >> 8) & 0xff);
	else
		snprintf(buf, sizeof(buf), "killed by %d%s", status & 0x7f,
			 status & 0x80 ? ", core" : "");
	return buf;
}

__attribute__((unused))
static int done(void)
{
	printf("1..%d\n", tap_count);
	fflush(stdout);
	return tap_failed ? 1 : 0;
}

__attribute__((unused, noreturn, format(printf, 1, 2)))
static void bail(const char *fmt, ...)
{
	va_list ap;

	printf("Bail out! ");
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	printf(" (%s)\n", strerror(errno));
	exit(99);
}

#endif /* TESTS_TAP_H */
