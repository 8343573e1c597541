/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/moduleparam.h - variables that the command line can set
 *
 * module_param(name, type, perm), with KBUILD_MODNAME "foo", makes
 * "foo.name=value" set the static variable @name. Parameters stand in section
 * __param, between __start___param and __stop___param.
 *
 * Mirrors: Linux 4.5 include/linux/moduleparam.h.
 * Simpler than Linux in: no locking flags; every parameter has level -1;
 * @perm is what /sys/module would show.
 */
#ifndef _LINUX_MODULEPARAM_H
#define _LINUX_MODULEPARAM_H

#include <linux/compiler.h>
#include <linux/init.h>
#include <linux/types.h>

#ifndef KBUILD_MODNAME
# define KBUILD_MODNAME "kernel"
#endif

struct kernel_param;

struct kernel_param_ops {
	unsigned int flags;
	/* 0 or -errno; @val is NULL when the word had no '='. */
	int (*set)(const char *val, const struct kernel_param *kp);
	/* The length written to @buffer (a page), or -errno. */
	int (*get)(char *buffer, const struct kernel_param *kp);
};

/* The parameter may stand alone: "foo" means "foo=1". */
#define KERNEL_PARAM_OPS_FL_NOARG	1

struct kparam_string {
	unsigned int maxlen;
	char *string;
};

struct kparam_array {
	unsigned int max;
	unsigned int elemsize;
	unsigned int *num;
	const struct kernel_param_ops *ops;
	void *elem;
};

/* sizeof is a multiple of 8, so that the section is an array. */
struct kernel_param {
	const char *name;
	const struct kernel_param_ops *ops;
	u16 perm;
	s8 level;	/* parse_args() takes those of a range of levels */
	union {
		void *arg;
		const struct kparam_string *str;
		const struct kparam_array *arr;
	};
};

extern const struct kernel_param __start___param[];
extern const struct kernel_param __stop___param[];

#define __module_param_call(prefix, name, ops, arg, perm)		\
	static const char __param_str_##name[] = prefix #name;		\
	static const struct kernel_param __param_##name			\
		__used __section("__param") __aligned(8) =		\
		{ __param_str_##name, ops, perm, -1, { arg } }

#define MODULE_PARAM_PREFIX	KBUILD_MODNAME "."

#define module_param_cb(name, ops, arg, perm) \
	__module_param_call(MODULE_PARAM_PREFIX, name, ops, arg, perm)

#define module_param_named(name, value, type, perm)			\
	param_check_##type(name, &(value));				\
	module_param_cb(name, &param_ops_##type, &(value), perm)

#define module_param(name, type, perm) \
	module_param_named(name, name, type, perm)

/* As module_param(), for code that is always there: no prefix. */
#define core_param(name, var, type, perm)				\
	param_check_##type(name, &(var));				\
	__module_param_call("", name, &param_ops_##type, &(var), perm)

#define module_param_string(name, str, len, perm)			\
	static const struct kparam_string __param_string_##name =	\
		{ len, str };						\
	module_param_cb(name, &param_ops_string,			\
			(void *)&__param_string_##name, perm)

#define module_param_array_named(name, array, type, nump, perm)		\
	param_check_##type(name, &(array)[0]);				\
	static const struct kparam_array __param_arr_##name = {		\
		.max = sizeof(array) / sizeof((array)[0]),		\
		.num = nump,						\
		.ops = &param_ops_##type,				\
		.elemsize = sizeof((array)[0]),				\
		.elem = array };					\
	module_param_cb(name, &param_array_ops,				\
			(void *)&__param_arr_##name, perm)

#define module_param_array(name, type, nump, perm) \
	module_param_array_named(name, name, type, nump, perm)

#define MODULE_PARM_DESC(parm, desc) \
	_Static_assert(sizeof(desc) > 1, "a parameter needs a description")

#define __param_check(name, p, type) \
	static inline type __maybe_unused *__check_##name(void) { return (p); }

#define param_check_byte(name, p)	__param_check(name, p, unsigned char)
#define param_check_short(name, p)	__param_check(name, p, short)
#define param_check_ushort(name, p)	__param_check(name, p, unsigned short)
#define param_check_int(name, p)	__param_check(name, p, int)
#define param_check_uint(name, p)	__param_check(name, p, unsigned int)
#define param_check_long(name, p)	__param_check(name, p, long)
#define param_check_ulong(name, p)	__param_check(name, p, unsigned long)
#define param_check_ullong(name, p)	__param_check(name, p, unsigned long long)
#define param_check_charp(name, p)	__param_check(name, p, char *)
#define param_check_bool(name, p)	__param_check(name, p, bool)
#define param_check_invbool(name, p)	__param_check(name, p, bool)

extern const struct kernel_param_ops param_ops_byte;
extern const struct kernel_param_ops param_ops_short;
extern const struct kernel_param_ops param_ops_ushort;
extern const struct kernel_param_ops param_ops_int;
extern const struct kernel_param_ops param_ops_uint;
extern const struct kernel_param_ops param_ops_long;
extern const struct kernel_param_ops param_ops_ulong;
extern const struct kernel_param_ops param_ops_ullong;
extern const struct kernel_param_ops param_ops_charp;
extern const struct kernel_param_ops param_ops_bool;
extern const struct kernel_param_ops param_ops_invbool;
extern const struct kernel_param_ops param_ops_string;
extern const struct kernel_param_ops param_array_ops;

char *parse_args(const char *doing, char *args,
		 const struct kernel_param *params, unsigned int num,
		 s16 min_level, s16 max_level, void *arg,
		 int (*unknown)(char *param, char *val, const char *doing,
				void *arg));
char *next_arg(char *args, char **param, char **val);
bool parameq(const char *name1, const char *name2);
bool parameqn(const char *name1, const char *name2, size_t n);

#endif /* _LINUX_MODULEPARAM_H */
