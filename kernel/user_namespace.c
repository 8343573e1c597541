// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/user_namespace.c - ids as a user namespace calls them
 *
 * Data       user_namespace.uid_map, gid_map: extents
 *            [first, first + count) there = [lower_first, ...) in the kernel.
 * I1         The map of init_user_ns is the identity; the inline shortcuts in
 *            linux/uidgid.h rely on it.
 * I2         A map is written once: the extents first, nr_extents last, so a
 *            reader sees none of it or all.
 * Locking    readers none (I2).
 * Entry      make_kuid() from_kuid() (linux/uidgid.h) from_kuid_munged()
 *            in_userns() userns_may_setgroups()
 * Mirrors: Linux 4.8 kernel/user_namespace.c, kernel/user.c (init_user_ns).
 * Not here yet: making a second user namespace (CLONE_NEWUSER: EINVAL, as
 * Linux without CONFIG_USER_NS) and /proc/PID/uid_map.
 */
#include <linux/user_namespace.h>

#include <linux/cred.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/proc_ns.h>

int overflowuid = DEFAULT_OVERFLOWUID;
int overflowgid = DEFAULT_OVERFLOWGID;
EXPORT_SYMBOL(overflowuid);
EXPORT_SYMBOL(overflowgid);

#define IDENTITY_MAP {					\
	.nr_extents = 1,				\
	.extent[0] = {					\
		.first = 0,				\
		.lower_first = 0,			\
		.count = 4294967295U,			\
	},						\
}

struct user_namespace init_user_ns = {
	.uid_map	= IDENTITY_MAP,
	.gid_map	= IDENTITY_MAP,
	.projid_map	= IDENTITY_MAP,
	.count		= ATOMIC_INIT(3),
	.owner		= GLOBAL_ROOT_UID,
	.group		= GLOBAL_ROOT_GID,
	.ns		= { .inum = PROC_USER_INIT_INO },
	.flags		= USERNS_INIT_FLAGS,
};
EXPORT_SYMBOL(init_user_ns);

/* From the namespace's id to the kernel's; -1 when it has none. */
static u32 map_id_down(const struct uid_gid_map *map, u32 id)
{
	unsigned int i, extents = smp_load_acquire(&map->nr_extents);

	for (i = 0; i < extents; i++) {
		const struct uid_gid_extent *e = &map->extent[i];

		if (id - e->first < e->count)
			return id - e->first + e->lower_first;
	}
	return (u32)-1;
}

/* And back. */
static u32 map_id_up(const struct uid_gid_map *map, u32 id)
{
	unsigned int i, extents = smp_load_acquire(&map->nr_extents);

	for (i = 0; i < extents; i++) {
		const struct uid_gid_extent *e = &map->extent[i];

		if (id - e->lower_first < e->count)
			return id - e->lower_first + e->first;
	}
	return (u32)-1;
}

/* The kernel's id for a namespace's number, invalid when it is not mapped. */
kuid_t __make_kuid(struct user_namespace *ns, uid_t uid)
{
	return KUIDT_INIT(map_id_down(&ns->uid_map, uid));
}
EXPORT_SYMBOL(__make_kuid);

/* See __make_kuid(). */
kgid_t __make_kgid(struct user_namespace *ns, gid_t gid)
{
	return KGIDT_INIT(map_id_down(&ns->gid_map, gid));
}
EXPORT_SYMBOL(__make_kgid);

/* What @ns calls this id, or -1 when it has no name for it. */
uid_t __from_kuid(struct user_namespace *ns, kuid_t kuid)
{
	return map_id_up(&ns->uid_map, __kuid_val(kuid));
}
EXPORT_SYMBOL(__from_kuid);

/* See __from_kuid(). */
gid_t __from_kgid(struct user_namespace *ns, kgid_t kgid)
{
	return map_id_up(&ns->gid_map, __kgid_val(kgid));
}
EXPORT_SYMBOL(__from_kgid);

/**
 * from_kuid_munged() - an id to show to a program
 * @targ: the program's namespace
 * @kuid: the id
 *
 * Return: what @targ calls it, or overflowuid.
 */
uid_t from_kuid_munged(struct user_namespace *targ, kuid_t kuid)
{
	uid_t uid = from_kuid(targ, kuid);

	return uid == (uid_t)-1 ? overflowuid : uid;
}
EXPORT_SYMBOL(from_kuid_munged);

/* As from_kuid_munged(), for groups. */
gid_t from_kgid_munged(struct user_namespace *targ, kgid_t kgid)
{
	gid_t gid = from_kgid(targ, kgid);

	return gid == (gid_t)-1 ? overflowgid : gid;
}
EXPORT_SYMBOL(from_kgid_munged);

/* The initial namespace lives for ever, and there is no other yet. */
void __put_user_ns(struct user_namespace *ns)
{
	WARN_ON(ns != &init_user_ns);
}
EXPORT_SYMBOL(__put_user_ns);

/* There is only the first one, as on a Linux without CONFIG_USER_NS. */
int create_user_ns(struct cred *new)
{
	return -EINVAL;
}

/* There is only the first one: nothing to unshare it into. */
int unshare_userns(unsigned long unshare_flags, struct cred **new_cred)
{
	return unshare_flags & CLONE_NEWUSER ? -EINVAL : 0;
}

/* Is @child @ancestor, or made in it, at any depth? */
bool in_userns(const struct user_namespace *ancestor,
	       const struct user_namespace *child)
{
	const struct user_namespace *ns = child;

	while (ns->level > ancestor->level)
		ns = ns->parent;
	return ns == ancestor;
}

/* Does the caller live in @target_ns or below it? */
bool current_in_userns(const struct user_namespace *target_ns)
{
	return in_userns(target_ns, current_user_ns());
}
EXPORT_SYMBOL(current_in_userns);

/* setgroups(2) could drop a group that denies: not before gid_map is set. */
bool userns_may_setgroups(const struct user_namespace *ns)
{
	return ns->gid_map.nr_extents != 0 &&
	       (ns->flags & USERNS_SETGROUPS_ALLOWED);
}
EXPORT_SYMBOL(userns_may_setgroups);
