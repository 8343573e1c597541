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

/*
 * What was printed goes out, whatever signals come: a handler without SA_RESTART
 * ends a write to the terminal, and stdio would throw the line away.
 */
static void tap_write(const char *line, size_t len)
{
	fflush(stdout);
	while (len) {
		ssize_t n = write(STDOUT_FILENO, line, len);

		if (n > 0) {
			line += n;
			len -= n;
		} else if (n == 0 || errno != EINTR) {
			return;
		}
	}
}

__attribute__((unused, format(printf, 1, 2)))
static void tap_print(const char *fmt, ...)
{
	int err = errno;
	char buf[4096];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(buf, sizeof(buf), fmt, ap);
	va_end(ap);
	tap_write(buf, strlen(buf));
	errno = err;
}

__attribute__((unused, format(printf, 4, 5)))
static int tap_result(int good, const char *file, int line, const char *fmt, ...)
{
	char name[1024];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(name, sizeof(name), fmt, ap);
	va_end(ap);
	tap_print("%s %d - %s\n", good ? "ok" : "not ok", ++tap_count, name);
	if (!good) {
		tap_failed++;
		tap_print("#   at %s:%d, errno %d (%s)\n", file, line, errno,
			  strerror(errno));
	}
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
		tap_print("#   returned %ld, wanted -1 with %s\n",	\
			  __ret, strerror(err));			\
})

/* Two numbers must be equal. */
#define is(got, want, ...)						\
({									\
	long __got = (long)(got), __want = (long)(want);		\
	if (!tap_result(__got == __want, __FILE__, __LINE__,		\
			__VA_ARGS__))					\
		tap_print("#   got %ld, wanted %ld\n", __got, __want);	\
})

/* Two strings must be equal. */
#define is_str(got, want, ...)						\
({									\
	const char *__got = (got), *__want = (want);			\
	if (!tap_result(!strcmp(__got, __want), __FILE__, __LINE__,	\
			__VA_ARGS__))					\
		tap_print("#   got \"%s\", wanted \"%s\"\n", __got,	\
			  __want);					\
})

#define skip(why, ...)							\
do {									\
	char __name[1024];						\
									\
	snprintf(__name, sizeof(__name), __VA_ARGS__);			\
	tap_print("ok %d - %s # SKIP %s\n", ++tap_count, __name, why);	\
} while (0)

/* Linux 4.x says @v4, 6.1 says @v6: either is right. */
#define skew(what, got, v4, v6)						\
({									\
	long __val = (long)(got);					\
									\
	tap_print("# SKEW: %s, %ld, %ld\n", what, (long)(v4),		\
		  (long)(v6));						\
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
	tap_print("1..%d\n", tap_count);
	return tap_failed ? 1 : 0;
}

__attribute__((unused, noreturn, format(printf, 1, 2)))
static void bail(const char *fmt, ...)
{
	char why[1024];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(why, sizeof(why), fmt, ap);
	va_end(ap);
	tap_print("Bail out! %s (%s)\n", why, strerror(errno));
	exit(99);
}

#endif /* TESTS_TAP_H */
