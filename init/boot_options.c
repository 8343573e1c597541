// SPDX-License-Identifier: GPL-2.0-only
/*
 * init/boot_options.c - the command line: whose word is which
 *
 *   boot_command_line    from the loader; parse_early_param() works on a copy
 *   saved_command_line   untouched, for /proc/cmdline
 *   static_command_line  cut up by parse_args(); stays, since charp parameters
 *                        and init's arguments point into it
 *
 * A word is tried in this order: early_param() in setup_arch(); then
 * module_param() and core_param(); then __setup(); then init gets it: "x=y"
 * in its environment, "x" as an argument, and everything after "--" too.
 *
 * Locking    none: task 0 alone; read only afterwards.
 * Entry      parse_early_param() setup_command_line() parse_boot_options()
 *
 * Mirrors: Linux 4.5 init/main.c (its first half).
 */
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/memblock.h>
#include <linux/moduleparam.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/string.h>

#include <asm/setup.h>

#include "init.h"

#define MAX_INIT_ARGS	32
#define MAX_INIT_ENVS	32

static char *static_command_line;

const char *argv_init[MAX_INIT_ARGS + 2] = { "init", NULL };
const char *envp_init[MAX_INIT_ENVS + 2] = { "HOME=/", "TERM=linux", NULL };
char *execute_command;
char *ramdisk_execute_command = "/init";

/* The consoles are not up: remember, and panic when somebody can read it. */
static const char *panic_later __initdata;
static const char *panic_param __initdata;

static int __init debug_kernel(char *str)
{
	console_loglevel = CONSOLE_LOGLEVEL_DEBUG;
	return 0;
}
early_param("debug", debug_kernel);

static int __init quiet_kernel(char *str)
{
	console_loglevel = CONSOLE_LOGLEVEL_QUIET;
	return 0;
}
early_param("quiet", quiet_kernel);

static int __init loglevel(char *str)
{
	int newlevel;

	if (!str || kstrtoint(str, 0, &newlevel))
		return -EINVAL;
	console_loglevel = newlevel;
	return 0;
}
early_param("loglevel", loglevel);

/* What stood before init= was for another init: a loader's "auto", say. */
static void __init forget_arguments(void)
{
	memset(argv_init + 1, 0, MAX_INIT_ARGS * sizeof(argv_init[0]));
}

static int __init init_setup(char *str)
{
	execute_command = str;
	forget_arguments();
	return 1;
}
__setup("init=", init_setup);

static int __init rdinit_setup(char *str)
{
	ramdisk_execute_command = str;
	forget_arguments();
	return 1;
}
__setup("rdinit=", rdinit_setup);

/* A loader's own words: what it loaded. Nobody's argument. */
static int __init loader_setup(char *str)
{
	return 1;
}
__setup_param("BOOT_IMAGE=", boot_image, loader_setup, 0);
__setup_param("initrd=", initrd, loader_setup, 0);

static int __init do_early_param(char *param, char *val, const char *unused,
				 void *arg)
{
	const struct obs_kernel_param *p;

	for (p = __setup_start; p < __setup_end; p++) {
		if (!p->early || !parameq(param, p->str))
			continue;
		if (p->setup_func(val))
			pr_warn("Malformed early option '%s'\n", param);
	}
	return 0;
}

/**
 * parse_early_options() - hand out the early_param() words of a line
 * @cmdline: is cut up
 *
 * Context: boot.
 */
void __init parse_early_options(char *cmdline)
{
	parse_args("early options", cmdline, NULL, 0, 0, 0, NULL,
		   do_early_param);
}

/**
 * parse_early_param() - hand out the early_param() words
 *
 * Context: setup_arch(); a second call does nothing.
 */
void __init parse_early_param(void)
{
	static bool done __initdata;
	static char tmp_cmdline[COMMAND_LINE_SIZE] __initdata;

	if (done)
		return;
	strlcpy(tmp_cmdline, boot_command_line, COMMAND_LINE_SIZE);
	parse_early_options(tmp_cmdline);
	done = true;
}

/**
 * setup_command_line() - make the copies that stay
 * @command_line: what setup_arch() wants to be parsed
 *
 * Context: memblock works, page allocator not yet.
 */
void __init setup_command_line(const char *command_line)
{
	size_t len = strlen(command_line) + 1;

	saved_command_line =
		memblock_virt_alloc(strlen(boot_command_line) + 1, 0);
	static_command_line = memblock_virt_alloc(len, 0);
	strcpy(saved_command_line, boot_command_line);
	strcpy(static_command_line, command_line);
}

/* next_arg() cut "x=y" in two; make it one string again. */
static void __init repair_env_string(char *param, char *val)
{
	if (!val)
		return;
	if (val == param + strlen(param) + 1) {
		val[-1] = '=';
	} else {
		/* x="y": the quote goes, the value moves up */
		val[-2] = '=';
		memmove(val - 1, val, strlen(val) + 1);
	}
}

/* Return: true when some __setup() (or early_param()) owns @line. */
static bool __init obsolete_checksetup(char *line)
{
	const struct obs_kernel_param *p;
	bool had_early_param = false;

	for (p = __setup_start; p < __setup_end; p++) {
		size_t n = strlen(p->str);

		if (!parameqn(line, p->str, n))
			continue;
		if (p->early) {
			/* "quietly" is not "quiet" */
			if (line[n] == '\0' || line[n] == '=')
				had_early_param = true;
		} else if (p->setup_func(line + n)) {
			return true;
		}
	}
	return had_early_param;
}

static int __init set_init_arg(char *param, char *val, const char *unused,
			       void *arg)
{
	unsigned int i;

	if (panic_later)
		return 0;
	repair_env_string(param, val);
	for (i = 0; argv_init[i]; i++) {
		if (i == MAX_INIT_ARGS) {
			panic_later = "init";
			panic_param = param;
			return 0;
		}
	}
	argv_init[i] = param;
	return 0;
}

/* A later x=y replaces an earlier one, TERM and HOME included. */
static void __init set_init_env(char *param, size_t name_len)
{
	unsigned int i;

	for (i = 0; envp_init[i]; i++) {
		if (i == MAX_INIT_ENVS) {
			panic_later = "env";
			panic_param = param;
			return;
		}
		if (!strncmp(param, envp_init[i], name_len))
			break;
	}
	envp_init[i] = param;
}

static int __init unknown_bootoption(char *param, char *val,
				     const char *unused, void *arg)
{
	size_t len = strlen(param);

	repair_env_string(param, val);
	if (obsolete_checksetup(param))
		return 0;
	/* module.parameter of a module that is not there */
	if (strnchr(param, len, '.'))
		return 0;
	if (panic_later)
		return 0;
	if (val)
		set_init_env(param, len + 1);
	else
		set_init_arg(param, NULL, NULL, NULL);
	return 0;
}

static void __init print_words(char *buf, size_t size, const char *const *word)
{
	for (; *word; word++) {
		strlcat(buf, " ", size);
		strlcat(buf, *word, size);
	}
}

static void __init print_unknown_bootoptions(void)
{
	static char words[COMMAND_LINE_SIZE] __initdata;

	print_words(words, sizeof(words), argv_init + 1);
	print_words(words, sizeof(words), envp_init + 2);
	if (!words[0])
		return;
	pr_notice("Unknown kernel command line parameters \"%s\", will be passed to user space.\n",
		  words + 1);
}

/**
 * parse_boot_options() - hand out the words that are not early ones
 *
 * Context: task 0, after setup_command_line().
 */
void __init parse_boot_options(void)
{
	char *after_dashes;

	pr_notice("Kernel command line: %s\n", boot_command_line);
	parse_early_param();
	after_dashes = parse_args("Booting kernel", static_command_line,
				  __start___param,
				  __stop___param - __start___param,
				  -1, -1, NULL, unknown_bootoption);
	print_unknown_bootoptions();
	if (!IS_ERR_OR_NULL(after_dashes))
		parse_args("Setting init args", after_dashes, NULL, 0, -1, -1,
			   NULL, set_init_arg);
}

/**
 * panic_about_boot_options() - say what parsing could not say yet
 *
 * Context: once a console shows it.
 */
void __init panic_about_boot_options(void)
{
	if (panic_later)
		panic("Too many boot %s vars at `%s'", panic_later,
		      panic_param);
}
