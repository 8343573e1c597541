// SPDX-License-Identifier: GPL-2.0-only
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/string.h>

#include "tap.h"

static int number;
static unsigned int hex;
static bool flag;
static char *text;
static int list[3];
static unsigned int listed;
static struct kparam_array arr = {
	.max = 3, .elemsize = sizeof(int), .num = &listed,
	.ops = &param_ops_int, .elem = list,
};

static const struct kernel_param params[] = {
	{ "m.number", &param_ops_int, 0, -1, { &number } },
	{ "m.hex_value", &param_ops_uint, 0, -1, { &hex } },
	{ "flag", &param_ops_bool, 0, -1, { &flag } },
	{ "text", &param_ops_charp, 0, -1, { &text } },
	{ "list", &param_array_ops, 0, -1, { &arr } },
};

static char unknown_words[256];

static int note_unknown(char *param, char *val, const char *doing, void *arg)
{
	strlcat(unknown_words, param, sizeof(unknown_words));
	if (val) {
		strlcat(unknown_words, "=", sizeof(unknown_words));
		strlcat(unknown_words, val, sizeof(unknown_words));
	}
	strlcat(unknown_words, ";", sizeof(unknown_words));
	return 0;
}

/* charp parameters point into the line: it must live on. */
static char *parse(const char *line)
{
	static char buf[512];

	unknown_words[0] = '\0';
	strlcpy(buf, line, sizeof(buf));
	return parse_args("test", buf, params, ARRAY_SIZE(params), -1, -1,
			  NULL, note_unknown);
}

TEST(params_types)
{
	CHECK(!parse("m.number=-5 m.hex-value=0xff flag list=1,2"));
	CHECK_EQ(number, -5);
	CHECK_EQ(hex, 255);
	CHECK(flag);
	CHECK_EQ(listed, 2);
	CHECK_EQ(list[1], 2);
	CHECK(!parse("flag=n"));
	CHECK(!flag);
	CHECK(IS_ERR(parse("m.number=five")));
	CHECK(IS_ERR(parse("m.number")));
	CHECK(IS_ERR(parse("list=1,2,3,4")));
	/* a bad word does not stop the good ones behind it */
	CHECK(IS_ERR(parse("m.number=x m.hex_value=7")));
	CHECK_EQ(hex, 7);
}

TEST(params_words)
{
	CHECK(!parse("  foo=bar\t\tbaz \"one two=x y\" q=\"a b\" e= \n"));
	CHECK_STR(unknown_words, "foo=bar;baz;one two=x y;q=a b;e=;");
	CHECK(!parse(""));
	CHECK_STR(unknown_words, "");
	CHECK(!parse("text=\"with spaces\""));
	CHECK_STR(text, "with spaces");
	CHECK(!parse("open=\"never closed"));
	CHECK_STR(unknown_words, "open=never closed;");
	CHECK(!parse("\""));
	CHECK(!parse("a=\""));
	CHECK(!parse("=x"));
}

TEST(params_dashes)
{
	char *rest = parse("a -- b c=d");

	CHECK_STR(unknown_words, "a;");
	CHECK_STR(rest, "b c=d");
	CHECK(!parse("--x y--"));
	CHECK_STR(unknown_words, "--x;y--;");
	CHECK_STR(parse("--"), "");
	CHECK(parameq("a-b_c", "a_b-c"));
	CHECK(!parameq("a-b", "a-bc"));
	CHECK(parameqn("quiet", "quietly", 5));
}

TEST(cmdline_numbers)
{
	char *end;

	CHECK_EQ(memparse("64M", NULL), 64ULL << 20);
	CHECK_EQ(memparse("0x10k,", &end), 16 << 10);
	CHECK_STR(end, ",");
	CHECK_EQ(memparse("3T", NULL), 3ULL << 40);
	CHECK_EQ(memparse("x", &end), 0);
	CHECK_STR(end, "x");
}

/* Messages go nowhere; the checks look at what is returned. */
int printk(const char *fmt, ...)
{
	(void)fmt;
	return 0;
}
