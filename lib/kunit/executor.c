// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/kunit/executor.c - run the suites that are linked in, print KTAP
 *
 *	kunit.enable=1			run them when the kernel has booted
 *	kunit.filter=suite[.case]	only these; * and ? match as in a shell
 *	kunit.shutdown=poweroff		and power off at the end
 *
 * Data       __start___kunit_suites[]: pointers that kunit_test_suite() left.
 *
 * Mirrors: Linux 6.1 lib/kunit/executor.c.
 */
#define KBUILD_MODNAME "kunit"

#include <kunit/test.h>

#include <linux/init.h>
#include <linux/moduleparam.h>
#include <linux/parser.h>
#include <linux/reboot.h>

extern struct kunit_suite * const __start___kunit_suites[];
extern struct kunit_suite * const __stop___kunit_suites[];

static bool enable;
static char *filter;
static char *shutdown;
module_param(enable, bool, 0);
module_param(filter, charp, 0);
module_param(shutdown, charp, 0);

static const char *suite_pattern = "*";
static const char *case_pattern = "*";

/* Cut "suite.case" into its two patterns. */
static void parse_filter(void)
{
	char *dot;

	if (!filter)
		return;
	dot = strchr(filter, '.');
	if (dot) {
		*dot = '\0';
		case_pattern = dot + 1;
	}
	suite_pattern = filter;
}

static bool case_wanted(const struct kunit_case *test_case)
{
	return match_wildcard(case_pattern, test_case->name);
}

static unsigned int count_cases(const struct kunit_suite *suite)
{
	const struct kunit_case *c;
	unsigned int n = 0;

	if (!match_wildcard(suite_pattern, suite->name))
		return 0;
	for (c = suite->test_cases; c->run_case; c++)
		n += case_wanted(c);
	return n;
}

static bool run_suite(struct kunit_suite *suite, unsigned int nr_cases)
{
	static struct kunit test;
	struct kunit_case *c;
	unsigned int n = 0;
	bool ok = true;

	pr_info("    KTAP version 1\n");
	pr_info("    # Subtest: %s\n", suite->name);
	pr_info("    1..%u\n", nr_cases);
	if (suite->suite_init && suite->suite_init(suite)) {
		pr_err("    # failed to initialize the suite\n");
		return false;
	}
	for (c = suite->test_cases; c->run_case; c++) {
		if (!case_wanted(c))
			continue;
		kunit_run_case(&test, suite, c);
		if (test.status == KUNIT_SKIPPED)
			pr_info("    ok %u %s # SKIP %s\n", ++n, c->name,
				test.status_comment);
		else
			pr_info("    %s %u %s\n",
				test.status == KUNIT_SUCCESS ? "ok" : "not ok",
				++n, c->name);
		ok &= test.status != KUNIT_FAILURE;
	}
	if (suite->suite_exit)
		suite->suite_exit(suite);
	return ok;
}

/**
 * kunit_run_all_tests() - run what is wanted, if it is
 *
 * Context: task 1, after boot.
 */
void kunit_run_all_tests(void)
{
	struct kunit_suite * const *suite;
	unsigned int nr_suites = 0, n = 0, nr_cases;

	if (!enable)
		return;
	parse_filter();
	for (suite = __start___kunit_suites; suite < __stop___kunit_suites;
	     suite++)
		nr_suites += count_cases(*suite) != 0;
	pr_info("KTAP version 1\n");
	pr_info("1..%u\n", nr_suites);
	for (suite = __start___kunit_suites; suite < __stop___kunit_suites;
	     suite++) {
		nr_cases = count_cases(*suite);
		if (nr_cases)
			pr_info("%s %u %s\n", run_suite(*suite, nr_cases) ?
				"ok" : "not ok", ++n, (*suite)->name);
	}
	if (shutdown && !strcmp(shutdown, "poweroff"))
		kernel_power_off();
}
