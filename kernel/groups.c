// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/groups.c - supplementary groups
 *
 * I1         A group_info in a cred is sorted and immutable: groups_search()
 *            is a binary search without a lock.
 * Lifetime   usage; no RCU of its own, the cred that holds it has that.
 * Entry      in_group_p() in_egroup_p() set_current_groups() getgroups(2)
 *            setgroups(2)
 * Mirrors: Linux 4.9 kernel/groups.c.
 */
#include <linux/cred.h>

#include <linux/export.h>
#include <linux/mm.h>
#include <linux/sort.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/user_namespace.h>

#include <uapi/linux/limits.h>

struct group_info init_groups = { .usage = ATOMIC_INIT(2) };

/**
 * groups_alloc() - room for groups
 * @gidsetsize: how many, at most NGROUPS_MAX
 *
 * Context: process context, may sleep.
 * Return: a group_info with one reference, to be filled; or NULL.
 */
struct group_info *groups_alloc(int gidsetsize)
{
	struct group_info *gi;

	gi = kvmalloc(sizeof(*gi) + gidsetsize * sizeof(gi->gid[0]),
		      GFP_KERNEL);
	if (!gi)
		return NULL;
	atomic_set(&gi->usage, 1);
	gi->ngroups = gidsetsize;
	return gi;
}
EXPORT_SYMBOL(groups_alloc);

/* The last reference is gone: put_group_info(). */
void groups_free(struct group_info *group_info)
{
	kvfree(group_info);
}
EXPORT_SYMBOL(groups_free);

static int groups_to_user(gid_t __user *grouplist,
			  const struct group_info *group_info)
{
	struct user_namespace *user_ns = current_user_ns();
	int i;

	for (i = 0; i < group_info->ngroups; i++) {
		gid_t gid = from_kgid_munged(user_ns, group_info->gid[i]);

		if (put_user(gid, grouplist + i))
			return -EFAULT;
	}
	return 0;
}

static int groups_from_user(struct group_info *group_info,
			    gid_t __user *grouplist)
{
	struct user_namespace *user_ns = current_user_ns();
	int i;

	for (i = 0; i < group_info->ngroups; i++) {
		kgid_t kgid;
		gid_t gid;

		if (get_user(gid, grouplist + i))
			return -EFAULT;
		kgid = make_kgid(user_ns, gid);
		if (!gid_valid(kgid))
			return -EINVAL;
		group_info->gid[i] = kgid;
	}
	return 0;
}

static int gid_cmp(const void *_a, const void *_b)
{
	kgid_t a = *(const kgid_t *)_a;
	kgid_t b = *(const kgid_t *)_b;

	return gid_gt(a, b) - gid_lt(a, b);
}

/* groups_search() needs rising order; before anybody else sees the list. */
void groups_sort(struct group_info *group_info)
{
	sort(group_info->gid, group_info->ngroups, sizeof(*group_info->gid),
	     gid_cmp, NULL);
}
EXPORT_SYMBOL(groups_sort);

/* Keeps: I1. */
int groups_search(const struct group_info *group_info, kgid_t grp)
{
	unsigned int left = 0, right = group_info->ngroups;

	while (left < right) {
		unsigned int mid = (left + right) / 2;

		if (gid_gt(grp, group_info->gid[mid]))
			left = mid + 1;
		else if (gid_lt(grp, group_info->gid[mid]))
			right = mid;
		else
			return 1;
	}
	return 0;
}

/** set_groups() - put groups, sorted, into a cred being prepared */
void set_groups(struct cred *new, struct group_info *group_info)
{
	put_group_info(new->group_info);
	new->group_info = get_group_info(group_info);
}
EXPORT_SYMBOL(set_groups);

/**
 * set_current_groups() - change current's groups
 * @group_info: sorted; the caller keeps its reference
 *
 * Context: process context, may sleep.
 * Return: 0 or -ENOMEM.
 */
int set_current_groups(struct group_info *group_info)
{
	struct cred *new = prepare_creds();

	if (!new)
		return -ENOMEM;
	set_groups(new, group_info);
	return commit_creds(new);
}
EXPORT_SYMBOL(set_current_groups);

/* May the caller choose its groups freely? */
bool may_setgroups(void)
{
	struct user_namespace *user_ns = current_user_ns();

	return ns_capable(user_ns, CAP_SETGID) &&
	       userns_may_setgroups(user_ns);
}

SYSCALL_DEFINE2(getgroups, int, gidsetsize, gid_t __user *, grouplist)
{
	const struct group_info *gi = current_cred()->group_info;

	if (gidsetsize < 0)
		return -EINVAL;
	/* Immutable, and ours as long as we are here. */
	if (gidsetsize) {
		if (gi->ngroups > gidsetsize)
			return -EINVAL;
		if (groups_to_user(grouplist, gi))
			return -EFAULT;
	}
	return gi->ngroups;
}

SYSCALL_DEFINE2(setgroups, int, gidsetsize, gid_t __user *, grouplist)
{
	struct group_info *group_info;
	int retval;

	if (!may_setgroups())
		return -EPERM;
	if ((unsigned int)gidsetsize > NGROUPS_MAX)
		return -EINVAL;
	group_info = groups_alloc(gidsetsize);
	if (!group_info)
		return -ENOMEM;
	retval = groups_from_user(group_info, grouplist);
	if (!retval) {
		groups_sort(group_info);
		retval = set_current_groups(group_info);
	}
	put_group_info(group_info);
	return retval;
}

/** in_group_p() - is a group fsgid or one of current's supplementary groups? */
int in_group_p(kgid_t grp)
{
	const struct cred *cred = current_cred();

	return gid_eq(grp, cred->fsgid) ||
	       groups_search(cred->group_info, grp);
}
EXPORT_SYMBOL(in_group_p);

/*
 * As in_group_p(), with the effective group in the place of the filesystem's.
 */
int in_egroup_p(kgid_t grp)
{
	const struct cred *cred = current_cred();

	return gid_eq(grp, cred->egid) ||
	       groups_search(cred->group_info, grp);
}
EXPORT_SYMBOL(in_egroup_p);
