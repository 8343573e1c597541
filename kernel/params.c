// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/params.c - words of a command line into variables
 *
 *	foo.a=1 foo.b="x y" "foo.c=x y" ro -- single
 *
 * A word ends at white space outside of double quotes; quotes around a value
 * or around the whole word are taken off. In names '-' and '_' are the same.
 * "--" alone ends the kernel's part.
 *
 * I1         the line is cut in place (NULs replace separators and quotes);
 *            a charp parameter points into it, so it must live on.
 * Locking    none: only booting and module loading, which are serialised.
 * Entry      parse_args() next_arg() param_ops_*
 *
 * Mirrors: Linux 4.5 kernel/params.c.
 * Simpler than Linux in: no /sys/module, charp never copies.
 */
#include <linux/ctype.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/sprintf.h>
#include <linux/string.h>

#include <asm/page.h>

static char dash2underscore(char c)
{
	return c == '-' ? '_' : c;
}

/**
 * parameqn() - are the first @n characters of two names the same name?
 * @a: a name
 * @b: a name
 * @n: characters to compare
 *
 * Context: any.
 * Return: true when they differ at most in '-' and '_'.
 */
bool parameqn(const char *a, const char *b, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (dash2underscore(a[i]) != dash2underscore(b[i]))
			return false;
		if (!a[i])
			return true;
	}
	return true;
}

/**
 * parameq() - are two names the same name?
 * @a: a name
 * @b: a name
 *
 * Context: any.
 * Return: true when they differ at most in '-' and '_'.
 */
bool parameq(const char *a, const char *b)
{
	return parameqn(a, b, strlen(a) + 1);
}

static int parse_one(char *param, char *val, const char *doing,
		     const struct kernel_param *params, unsigned int num,
		     s16 min_level, s16 max_level, void *arg,
		     int (*unknown)(char *param, char *val, const char *doing,
				    void *arg))
{
	const struct kernel_param *kp;

	for (kp = params; kp < params + num; kp++) {
		if (!parameq(param, kp->name))
			continue;
		if (kp->level < min_level || kp->level > max_level)
			return 0;
		if (!val && !(kp->ops->flags & KERNEL_PARAM_OPS_FL_NOARG))
			return -EINVAL;
		return kp->ops->set(val, kp);
	}
	return unknown ? unknown(param, val, doing, arg) : -ENOENT;
}

/**
 * next_arg() - cut one word off a line
 * @args: the line, at the first character of a word
 * @param: gets the name
 * @val: gets the value, or NULL when there is no '='
 *
 * Context: any; @args is changed.
 * Return: the next word's first character, or the line's NUL.
 */
char *next_arg(char *args, char **param, char **val)
{
	bool in_quote = false, quoted = false;
	size_t i, equals = 0;

	if (*args == '"') {
		args++;
		in_quote = true;
		quoted = true;
	}
	for (i = 0; args[i]; i++) {
		if (isspace(args[i]) && !in_quote)
			break;
		if (!equals && args[i] == '=')
			equals = i;
		if (args[i] == '"')
			in_quote = !in_quote;
	}

	*param = args;
	*val = NULL;
	if (equals) {
		args[equals] = '\0';
		*val = args + equals + 1;
		if (**val == '"') {
			(*val)++;
			/* not the opening quote once more */
			if (args + i - 1 >= *val && args[i - 1] == '"')
				args[i - 1] = '\0';
		}
	}
	if (quoted && i > 0 && args[i - 1] == '"')
		args[i - 1] = '\0';

	if (!args[i])
		return args + i;
	args[i] = '\0';
	return skip_spaces(args + i + 1);
}

static void report_bad_word(int ret, const char *doing, const char *param,
			    const char *val)
{
	switch (ret) {
	case -ENOENT:
		pr_err("%s: Unknown parameter `%s'\n", doing, param);
		break;
	case -ENOSPC:
		pr_err("%s: `%s' too large for parameter `%s'\n",
		       doing, val ?: "", param);
		break;
	default:
		pr_err("%s: `%s' invalid for parameter `%s'\n",
		       doing, val ?: "", param);
	}
}

/**
 * parse_args() - set the parameters that a line names
 * @doing: who is asking, for messages
 * @args: the line; it is cut up and must outlive charp parameters
 * @params: the parameters known
 * @num: how many
 * @min_level: parameters below this level are known but not set
 * @max_level: ... and above this one
 * @arg: for @unknown
 * @unknown: called for every word that is none of @params; may be NULL
 *
 * A bad word is reported and the rest is parsed all the same.
 *
 * Context: as the parameters' set functions want it.
 * Return: what follows "--", NULL without one, or the last ERR_PTR().
 */
char *parse_args(const char *doing, char *args,
		 const struct kernel_param *params, unsigned int num,
		 s16 min_level, s16 max_level, void *arg,
		 int (*unknown)(char *param, char *val, const char *doing,
				void *arg))
{
	char *param, *val, *err = NULL;
	int ret;

	args = skip_spaces(args);
	while (*args) {
		args = next_arg(args, &param, &val);
		if (!val && !strcmp(param, "--"))
			return err ?: args;
		ret = parse_one(param, val, doing, params, num,
				min_level, max_level, arg, unknown);
		if (ret) {
			report_bad_word(ret, doing, param, val);
			err = ERR_PTR(ret);
		}
	}
	return err;
}

#define STANDARD_PARAM_DEF(name, type, format, strtofn)			\
static int param_set_##name(const char *val, const struct kernel_param *kp) \
{									\
	return strtofn(val, 0, (type *)kp->arg);			\
}									\
static int param_get_##name(char *buffer, const struct kernel_param *kp) \
{									\
	return scnprintf(buffer, PAGE_SIZE, format, *(type *)kp->arg);	\
}									\
const struct kernel_param_ops param_ops_##name = {			\
	.set = param_set_##name,					\
	.get = param_get_##name,					\
}

STANDARD_PARAM_DEF(byte, u8, "%hhu", kstrtou8);
STANDARD_PARAM_DEF(short, s16, "%hi", kstrtos16);
STANDARD_PARAM_DEF(ushort, u16, "%hu", kstrtou16);
STANDARD_PARAM_DEF(int, int, "%i", kstrtoint);
STANDARD_PARAM_DEF(uint, unsigned int, "%u", kstrtouint);
STANDARD_PARAM_DEF(long, long, "%li", kstrtol);
STANDARD_PARAM_DEF(ulong, unsigned long, "%lu", kstrtoul);
STANDARD_PARAM_DEF(ullong, unsigned long long, "%llu", kstrtoull);

static int param_set_charp(const char *val, const struct kernel_param *kp)
{
	if (strlen(val) > 1024)
		return -ENOSPC;
	*(const char **)kp->arg = val;
	return 0;
}

static int param_get_charp(char *buffer, const struct kernel_param *kp)
{
	return scnprintf(buffer, PAGE_SIZE, "%s", *(char **)kp->arg);
}

const struct kernel_param_ops param_ops_charp = {
	.set = param_set_charp,
	.get = param_get_charp,
};

static int param_set_bool(const char *val, const struct kernel_param *kp)
{
	return kstrtobool(val ?: "1", kp->arg);
}

static int param_get_bool(char *buffer, const struct kernel_param *kp)
{
	return scnprintf(buffer, PAGE_SIZE, "%c", *(bool *)kp->arg ? 'Y' : 'N');
}

const struct kernel_param_ops param_ops_bool = {
	.flags = KERNEL_PARAM_OPS_FL_NOARG,
	.set = param_set_bool,
	.get = param_get_bool,
};

static int param_set_invbool(const char *val, const struct kernel_param *kp)
{
	bool on;
	int ret = kstrtobool(val, &on);

	if (!ret)
		*(bool *)kp->arg = !on;
	return ret;
}

static int param_get_invbool(char *buffer, const struct kernel_param *kp)
{
	return scnprintf(buffer, PAGE_SIZE, "%c", *(bool *)kp->arg ? 'N' : 'Y');
}

const struct kernel_param_ops param_ops_invbool = {
	.set = param_set_invbool,
	.get = param_get_invbool,
};

static int param_set_copystring(const char *val, const struct kernel_param *kp)
{
	const struct kparam_string *kps = kp->str;

	if (strlen(val) + 1 > kps->maxlen)
		return -ENOSPC;
	strcpy(kps->string, val);
	return 0;
}

static int param_get_string(char *buffer, const struct kernel_param *kp)
{
	return scnprintf(buffer, PAGE_SIZE, "%s", kp->str->string);
}

const struct kernel_param_ops param_ops_string = {
	.set = param_set_copystring,
	.get = param_get_string,
};

/* "a,b,c": each element through the element type's own set(). */
static int param_array_set(const char *val, const struct kernel_param *kp)
{
	const struct kparam_array *arr = kp->arr;
	struct kernel_param elem = *kp;
	unsigned int n = 0;
	char *word = (char *)val;
	char *next;
	int ret;

	do {
		if (n == arr->max)
			return -EINVAL;
		next = strchrnul(word, ',');
		elem.arg = arr->elem + arr->elemsize * n;
		if (*next)
			*next++ = '\0';
		else
			next = NULL;
		ret = arr->ops->set(word, &elem);
		if (ret)
			return ret;
		n++;
		word = next;
	} while (word);

	if (arr->num)
		*arr->num = n;
	return 0;
}

static int param_array_get(char *buffer, const struct kernel_param *kp)
{
	const struct kparam_array *arr = kp->arr;
	unsigned int i, nr = arr->num ? *arr->num : arr->max;
	struct kernel_param elem = *kp;
	int off = 0, ret;

	for (i = 0; i < nr; i++) {
		if (i)
			buffer[off++] = ',';
		elem.arg = arr->elem + arr->elemsize * i;
		ret = arr->ops->get(buffer + off, &elem);
		if (ret < 0)
			return ret;
		off += ret;
	}
	return off;
}

const struct kernel_param_ops param_array_ops = {
	.set = param_array_set,
	.get = param_array_get,
};

EXPORT_SYMBOL(param_ops_byte);
EXPORT_SYMBOL(param_ops_short);
EXPORT_SYMBOL(param_ops_ushort);
EXPORT_SYMBOL(param_ops_int);
EXPORT_SYMBOL(param_ops_uint);
EXPORT_SYMBOL(param_ops_long);
EXPORT_SYMBOL(param_ops_ulong);
EXPORT_SYMBOL(param_ops_ullong);
EXPORT_SYMBOL(param_ops_charp);
EXPORT_SYMBOL(param_ops_bool);
EXPORT_SYMBOL(param_ops_invbool);
EXPORT_SYMBOL(param_ops_string);
EXPORT_SYMBOL(param_array_ops);
