/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tests/host/tap.h - host tests: cases, checks, TAP output
 *
 *	TEST(adds)
 *	{
 *		CHECK(1 + 1 == 2);
 *		CHECK_EQ(add(2, 2), 4);
 *		CHECK_STR(name, "x");
 *	}
 *
 * Each TEST() of the files linked together is one line of output.  A failed
 * check says where and goes on; a sanitizer's finding ends the program.
 */
#ifndef TESTS_HOST_TAP_H
#define TESTS_HOST_TAP_H

struct tap_case {
	const char *name;
	const char *file;
	void (*run)(void);
	struct tap_case *next;
};

void tap_register(struct tap_case *c);
void tap_fail(const char *file, int line, const char *what);
void tap_fail_eq(const char *file, int line, const char *what,
		 unsigned long long got, unsigned long long want);
void tap_fail_str(const char *file, int line, const char *what,
		  const char *got, const char *want);

void *host_malloc(unsigned long size);
void host_free(void *p);
int host_strcmp(const char *a, const char *b);
unsigned int host_random(void);		/* the same sequence each time */

#define TEST(name)							\
	static void test_##name(void);					\
	static struct tap_case case_##name =				\
		{ #name, __FILE__, test_##name, 0 };			\
	__attribute__((constructor)) static void reg_##name(void)	\
	{								\
		tap_register(&case_##name);				\
	}								\
	static void test_##name(void)

#define CHECK(cond)							\
	do {								\
		if (!(cond))						\
			tap_fail(__FILE__, __LINE__, #cond);		\
	} while (0)

#define CHECK_EQ(got, want)						\
	do {								\
		unsigned long long __got = (unsigned long long)(got);	\
		unsigned long long __want = (unsigned long long)(want);	\
		if (__got != __want)					\
			tap_fail_eq(__FILE__, __LINE__, #got,		\
				    __got, __want);			\
	} while (0)

#define CHECK_STR(got, want)						\
	do {								\
		const char *__got = (got);				\
		const char *__want = (want);				\
		if (host_strcmp(__got, __want))				\
			tap_fail_str(__FILE__, __LINE__, #got,		\
				     __got, __want);			\
	} while (0)

#endif
