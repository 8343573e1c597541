/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/uidgid.h - user and group ids, inside the kernel and as seen
 *
 * kuid_t is the id the kernel compares; uid_t is what a program in some user
 * namespace calls it.  The struct keeps the two from being mixed up.
 *
 * Mirrors: Linux 4.x include/linux/uidgid.h.
 */
#ifndef _LINUX_UIDGID_H
#define _LINUX_UIDGID_H

#include <linux/types.h>

struct user_namespace;
extern struct user_namespace init_user_ns;

typedef struct {
	uid_t val;
} kuid_t;

typedef struct {
	gid_t val;
} kgid_t;

#define KUIDT_INIT(value)	(kuid_t){ value }
#define KGIDT_INIT(value)	(kgid_t){ value }

#define GLOBAL_ROOT_UID		KUIDT_INIT(0)
#define GLOBAL_ROOT_GID		KGIDT_INIT(0)
#define INVALID_UID		KUIDT_INIT(-1)
#define INVALID_GID		KGIDT_INIT(-1)

static inline uid_t __kuid_val(kuid_t uid)
{
	return uid.val;
}

static inline gid_t __kgid_val(kgid_t gid)
{
	return gid.val;
}

static inline bool uid_eq(kuid_t left, kuid_t right)
{
	return __kuid_val(left) == __kuid_val(right);
}

static inline bool gid_eq(kgid_t left, kgid_t right)
{
	return __kgid_val(left) == __kgid_val(right);
}

static inline bool gid_gt(kgid_t left, kgid_t right)
{
	return __kgid_val(left) > __kgid_val(right);
}

static inline bool gid_lt(kgid_t left, kgid_t right)
{
	return __kgid_val(left) < __kgid_val(right);
}

static inline bool uid_valid(kuid_t uid)
{
	return __kuid_val(uid) != (uid_t)-1;
}

static inline bool gid_valid(kgid_t gid)
{
	return __kgid_val(gid) != (gid_t)-1;
}

/* kernel/user_namespace.c: the maps, for any namespace. */
uid_t __from_kuid(struct user_namespace *to, kuid_t uid);
gid_t __from_kgid(struct user_namespace *to, kgid_t gid);
kuid_t __make_kuid(struct user_namespace *from, uid_t uid);
kgid_t __make_kgid(struct user_namespace *from, gid_t gid);

/* Id in @from's terms to the kernel's; invalid when it is not mapped. */
static inline kuid_t make_kuid(struct user_namespace *from, uid_t uid)
{
	if (from == &init_user_ns)
		return KUIDT_INIT(uid);
	return __make_kuid(from, uid);
}

static inline kgid_t make_kgid(struct user_namespace *from, gid_t gid)
{
	if (from == &init_user_ns)
		return KGIDT_INIT(gid);
	return __make_kgid(from, gid);
}

/* The kernel's id in @to's terms; (uid_t)-1 when it has none. */
static inline uid_t from_kuid(struct user_namespace *to, kuid_t kuid)
{
	if (to == &init_user_ns)
		return __kuid_val(kuid);
	return __from_kuid(to, kuid);
}

static inline gid_t from_kgid(struct user_namespace *to, kgid_t kgid)
{
	if (to == &init_user_ns)
		return __kgid_val(kgid);
	return __from_kgid(to, kgid);
}

/* As above, with the overflow id instead of -1: for showing to programs. */
uid_t from_kuid_munged(struct user_namespace *to, kuid_t kuid);
gid_t from_kgid_munged(struct user_namespace *to, kgid_t kgid);

static inline bool kuid_has_mapping(struct user_namespace *ns, kuid_t uid)
{
	return from_kuid(ns, uid) != (uid_t)-1;
}

static inline bool kgid_has_mapping(struct user_namespace *ns, kgid_t gid)
{
	return from_kgid(ns, gid) != (gid_t)-1;
}

/* What the 16-bit calls and old disk formats show for a large id. */
#define DEFAULT_OVERFLOWUID	65534
#define DEFAULT_OVERFLOWGID	65534
extern int overflowuid;
extern int overflowgid;

#endif /* _LINUX_UIDGID_H */
