// SPDX-License-Identifier: GPL-2.0-only
/*
 * security/commoncap.c - the rules of capabilities
 *
 * permitted	what may be made effective
 * effective	what counts
 * inheritable	what an exec'ed file with inheritable bits may get
 * bounding	what no exec may exceed
 * ambient	what an exec of an ordinary file keeps
 *
 * I1         effective <= permitted; ambient <= permitted & inheritable.
 * Locking    none: a cred being prepared is nobody else's.
 * Entry      cap_capable() cap_bprm_set_creds() cap_task_fix_setuid()
 *            cap_task_prctl()
 * Mirrors: Linux 4.x security/commoncap.c.
 * Simpler than Linux in: no capabilities of files (the xattr
 * security.capability is not looked at): exec knows root and set-id only.
 */
#include <linux/capability.h>

#include <linux/binfmts.h>
#include <linux/cred.h>
#include <linux/errno.h>
#include <linux/personality.h>
#include <linux/securebits.h>
#include <linux/user_namespace.h>

#include <uapi/linux/prctl.h>

/**
 * cap_capable() - does a cred have a capability in a namespace?
 * @cred: whose
 * @targ_ns: the namespace
 * @cap: which
 *
 * A cred's capabilities are in its user_ns; they count in all below, and who
 * made a namespace has all capabilities in it.
 *
 * Return: 0 or -EPERM.
 */
int cap_capable(const struct cred *cred, struct user_namespace *targ_ns,
		int cap)
{
	struct user_namespace *ns = targ_ns;

	for (;;) {
		if (ns == cred->user_ns)
			return cap_raised(cred->cap_effective, cap) ?
				0 : -EPERM;
		if (ns->level <= cred->user_ns->level)
			return -EPERM;
		if (ns->parent == cred->user_ns &&
		    uid_eq(ns->owner, cred->euid))
			return 0;
		ns = ns->parent;
	}
}

static bool __is_real(kuid_t uid, const struct cred *cred)
{
	return uid_eq(cred->uid, uid);
}

static bool __is_eff(kuid_t uid, const struct cred *cred)
{
	return uid_eq(cred->euid, uid);
}

/* Root by real or effective id gets all that the bounding set lets through. */
static void handle_privileged_root(struct cred *new, const struct cred *old,
				   bool *effective, kuid_t root_uid)
{
	if (issecure(SECURE_NOROOT))
		return;
	if (__is_eff(root_uid, new) || __is_real(root_uid, new))
		new->cap_permitted = cap_combine(old->cap_bset,
						 old->cap_inheritable);
	if (__is_eff(root_uid, new))
		*effective = true;
}

/* Privileges gained while somebody could steer us are taken back. */
static void drop_unsafe_gain(struct linux_binprm *bprm, struct cred *new,
			     const struct cred *old, bool is_setid)
{
	if (!is_setid && cap_issubset(new->cap_permitted, old->cap_permitted))
		return;
	if (!(bprm->unsafe & ~LSM_UNSAFE_PTRACE) &&
	    ptracer_capable(current, new->user_ns))
		return;
	/* Who has CAP_SETUID could have become that user anyway. */
	if (!ns_capable(new->user_ns, CAP_SETUID) ||
	    (bprm->unsafe & LSM_UNSAFE_NO_NEW_PRIVS)) {
		new->euid = new->uid;
		new->egid = new->gid;
	}
	new->cap_permitted = cap_intersect(new->cap_permitted,
					   old->cap_permitted);
}

/**
 * cap_bprm_set_creds() - the capabilities of a program about to be run
 * @bprm: the program; its cred has the file's ids in euid and egid
 *
 * Context: process context; cred_guard_mutex is held.
 * Return: 0.
 */
int cap_bprm_set_creds(struct linux_binprm *bprm)
{
	const struct cred *old = current_cred();
	struct cred *new = bprm->cred;
	kuid_t root_uid = make_kuid(new->user_ns, 0);
	bool effective = false, is_setid;

	/* No file capabilities: nothing but what root and ambient give. */
	cap_clear(new->cap_permitted);
	handle_privileged_root(new, old, &effective, root_uid);
	if (!cap_issubset(new->cap_permitted, old->cap_permitted))
		bprm->per_clear |= PER_CLEAR_ON_SETID;
	is_setid = !uid_eq(new->euid, old->uid) || !gid_eq(new->egid, old->gid);
	drop_unsafe_gain(bprm, new, old, is_setid);
	new->suid = new->fsuid = new->euid;
	new->sgid = new->fsgid = new->egid;

	if (is_setid)
		cap_clear(new->cap_ambient);
	new->cap_permitted = cap_combine(new->cap_permitted,
					 new->cap_ambient);
	if (effective)
		new->cap_effective = new->cap_permitted;
	else
		new->cap_effective = new->cap_ambient;
	new->securebits &= ~issecure_mask(SECURE_KEEP_CAPS);

	/* Does libc have to distrust the environment (AT_SECURE)? */
	bprm->cap_elevated = is_setid ||
		(!__is_real(root_uid, new) &&
		 (effective || !cap_issubset(new->cap_permitted,
					     new->cap_ambient)));
	return 0;
}

/* Leaving root's ids loses root's powers, and coming back restores them. */
static void cap_emulate_setxuid(struct cred *new, const struct cred *old)
{
	kuid_t root = make_kuid(old->user_ns, 0);
	bool was_root = uid_eq(old->uid, root) || uid_eq(old->euid, root) ||
			uid_eq(old->suid, root);
	bool is_root = uid_eq(new->uid, root) || uid_eq(new->euid, root) ||
		       uid_eq(new->suid, root);

	if (was_root && !is_root) {
		if (!issecure(SECURE_KEEP_CAPS)) {
			cap_clear(new->cap_permitted);
			cap_clear(new->cap_effective);
		}
		cap_clear(new->cap_ambient);
	}
	if (uid_eq(old->euid, root) && !uid_eq(new->euid, root))
		cap_clear(new->cap_effective);
	if (!uid_eq(old->euid, root) && uid_eq(new->euid, root))
		new->cap_effective = new->cap_permitted;
}

/**
 * cap_task_fix_setuid() - capabilities follow a change of ids
 * @new: the cred being prepared
 * @old: current's
 * @flags: LSM_SETID_*
 *
 * Return: 0, or -EINVAL for unknown flags.
 */
int cap_task_fix_setuid(struct cred *new, const struct cred *old, int flags)
{
	kuid_t root = make_kuid(old->user_ns, 0);

	switch (flags) {
	case LSM_SETID_RE:
	case LSM_SETID_ID:
	case LSM_SETID_RES:
		if (!issecure(SECURE_NO_SETUID_FIXUP))
			cap_emulate_setxuid(new, old);
		return 0;
	case LSM_SETID_FS:
		if (issecure(SECURE_NO_SETUID_FIXUP))
			return 0;
		if (uid_eq(old->fsuid, root) && !uid_eq(new->fsuid, root))
			new->cap_effective =
				cap_drop_fs_set(new->cap_effective);
		if (!uid_eq(old->fsuid, root) && uid_eq(new->fsuid, root))
			new->cap_effective =
				cap_raise_fs_set(new->cap_effective,
						 new->cap_permitted);
		return 0;
	}
	return -EINVAL;
}

static int cap_prctl_drop(unsigned long cap)
{
	struct cred *new;

	if (!ns_capable(current_user_ns(), CAP_SETPCAP))
		return -EPERM;
	if (!cap_valid(cap))
		return -EINVAL;
	new = prepare_creds();
	if (!new)
		return -ENOMEM;
	cap_lower(new->cap_bset, cap);
	return commit_creds(new);
}

static int cap_prctl_set_securebits(unsigned long arg2)
{
	const struct cred *old = current_cred();
	struct cred *new;

	/* Locks stay locked, and what they lock stays as it is. */
	if ((((old->securebits & SECURE_ALL_LOCKS) >> 1) &
	     (old->securebits ^ arg2)) ||
	    ((old->securebits & SECURE_ALL_LOCKS & ~arg2)) ||
	    (arg2 & ~(SECURE_ALL_LOCKS | SECURE_ALL_BITS)) ||
	    cap_capable(old, old->user_ns, CAP_SETPCAP) != 0)
		return -EPERM;
	new = prepare_creds();
	if (!new)
		return -ENOMEM;
	new->securebits = arg2;
	return commit_creds(new);
}

static int cap_prctl_set_keepcaps(unsigned long arg2)
{
	struct cred *new;

	if (arg2 > 1)
		return -EINVAL;
	if (issecure(SECURE_KEEP_CAPS_LOCKED))
		return -EPERM;
	new = prepare_creds();
	if (!new)
		return -ENOMEM;
	if (arg2)
		new->securebits |= issecure_mask(SECURE_KEEP_CAPS);
	else
		new->securebits &= ~issecure_mask(SECURE_KEEP_CAPS);
	return commit_creds(new);
}

static int cap_prctl_ambient(unsigned long arg2, unsigned long arg3,
			     unsigned long arg4, unsigned long arg5)
{
	const struct cred *old = current_cred();
	struct cred *new;

	if (arg2 == PR_CAP_AMBIENT_CLEAR_ALL) {
		if (arg3 | arg4 | arg5)
			return -EINVAL;
		new = prepare_creds();
		if (!new)
			return -ENOMEM;
		cap_clear(new->cap_ambient);
		return commit_creds(new);
	}
	if (!cap_valid(arg3) || arg4 || arg5)
		return -EINVAL;
	if (arg2 == PR_CAP_AMBIENT_IS_SET)
		return !!cap_raised(old->cap_ambient, arg3);
	if (arg2 != PR_CAP_AMBIENT_RAISE && arg2 != PR_CAP_AMBIENT_LOWER)
		return -EINVAL;
	if (arg2 == PR_CAP_AMBIENT_RAISE &&
	    (!cap_raised(old->cap_permitted, arg3) ||
	     !cap_raised(old->cap_inheritable, arg3) ||
	     issecure(SECURE_NO_CAP_AMBIENT_RAISE)))
		return -EPERM;
	new = prepare_creds();
	if (!new)
		return -ENOMEM;
	if (arg2 == PR_CAP_AMBIENT_RAISE)
		cap_raise(new->cap_ambient, arg3);
	else
		cap_lower(new->cap_ambient, arg3);
	return commit_creds(new);
}

/**
 * cap_task_prctl() - prctl(2)'s options about capabilities
 * @option: PR_*
 * @arg2: as the option wants
 * @arg3: as the option wants
 * @arg4: as the option wants
 * @arg5: as the option wants
 *
 * Context: process context, may sleep.
 * Return: the call's result, or -ENOSYS: not one of these.
 */
int cap_task_prctl(int option, unsigned long arg2, unsigned long arg3,
		   unsigned long arg4, unsigned long arg5)
{
	const struct cred *old = current_cred();

	switch (option) {
	case PR_CAPBSET_READ:
		if (!cap_valid(arg2))
			return -EINVAL;
		return !!cap_raised(old->cap_bset, arg2);
	case PR_CAPBSET_DROP:
		return cap_prctl_drop(arg2);
	case PR_SET_SECUREBITS:
		return cap_prctl_set_securebits(arg2);
	case PR_GET_SECUREBITS:
		return old->securebits;
	case PR_GET_KEEPCAPS:
		return !!issecure(SECURE_KEEP_CAPS);
	case PR_SET_KEEPCAPS:
		return cap_prctl_set_keepcaps(arg2);
	case PR_CAP_AMBIENT:
		return cap_prctl_ambient(arg2, arg3, arg4, arg5);
	}
	return -ENOSYS;
}
