// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/binfmt_script.c - "#!": the first line of a file names its interpreter
 *
 *	#! /bin/interp  one optional argument \n
 *
 *	execve("script", { "a0", "a1", .. })  becomes
 *	execve("/bin/interp", { "/bin/interp", "one optional argument",
 *	                        "script", "a1", .. })
 *
 * The argument is not split at blanks; trailing blanks go.  A line that does
 * not fit into bprm->buf is refused if the interpreter's name could be cut
 * off; a cut argument is passed on.
 *
 * Entry      load_script(), through script_format; init_script_binfmt()
 * Mirrors: Linux 5.1 fs/binfmt_script.c.
 */
#include <linux/binfmts.h>

#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/string.h>

static inline bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Both return NULL when there is none before @last, included. */
static char *next_non_blank(char *first, const char *last)
{
	for (; first <= last; first++)
		if (!is_blank(*first))
			return first;
	return NULL;
}

static char *next_terminator(char *first, const char *last)
{
	for (; first <= last; first++)
		if (is_blank(*first) || !*first)
			return first;
	return NULL;
}

/*
 * Cut the line into name and argument, in place.  Returns -ENOEXEC for a
 * line without a name, or with one that may be longer than the buffer.
 */
static int parse_line(char *buf, char **i_name, char **i_arg)
{
	char *buf_end = buf + BINPRM_BUF_SIZE - 1;
	char *end = strnchr(buf, BINPRM_BUF_SIZE, '\n');
	char *sep;

	if (!end) {
		end = next_non_blank(buf + 2, buf_end);
		if (!end || !next_terminator(end, buf_end))
			return -ENOEXEC;
		end = buf_end;
	}
	while (end > buf + 2 && is_blank(end[-1]))
		end--;
	*end = '\0';

	*i_name = next_non_blank(buf + 2, end);
	if (!*i_name || *i_name == end)
		return -ENOEXEC;
	*i_arg = NULL;
	sep = next_terminator(*i_name, end);
	if (sep && *sep) {
		*i_arg = next_non_blank(sep, end);
		*sep = '\0';
	}
	return 0;
}

/* Push name, argument and script in the place of argv[0], the last first. */
static int push_interp_args(struct linux_binprm *bprm, const char *i_name,
			    const char *i_arg)
{
	const char *args[3] = { bprm->interp, i_arg, i_name };
	int err;
	int i;

	err = remove_arg_zero(bprm);
	for (i = 0; i < ARRAY_SIZE(args) && !err; i++) {
		if (!args[i])
			continue;
		err = copy_strings_kernel(1, &args[i], bprm);
		if (!err)
			bprm->argc++;
	}
	return err;
}

static int load_script(struct linux_binprm *bprm)
{
	struct file *file;
	char *i_name;
	char *i_arg;
	int err;

	if (bprm->buf[0] != '#' || bprm->buf[1] != '!')
		return -ENOEXEC;
	/* The interpreter could not open /dev/fd/N: it will be closed. */
	if (bprm->interp_flags & BINPRM_FLAGS_PATH_INACCESSIBLE)
		return -ENOENT;
	err = parse_line(bprm->buf, &i_name, &i_arg);
	if (err)
		return err;

	allow_write_access(bprm->file);
	fput(bprm->file);
	bprm->file = NULL;

	err = push_interp_args(bprm, i_name, i_arg);
	if (!err)
		err = bprm_change_interp(i_name, bprm);
	if (err)
		return err;
	file = open_exec(i_name);
	if (IS_ERR(file))
		return PTR_ERR(file);
	bprm->file = file;
	err = prepare_binprm(bprm);
	if (err < 0)
		return err;
	return search_binary_handler(bprm);
}

static struct linux_binfmt script_format = {
	.load_binary	= load_script,
};

/**
 * init_script_binfmt() - register the format
 *
 * Context: boot.
 */
void __init init_script_binfmt(void)
{
	register_binfmt(&script_format);
}
