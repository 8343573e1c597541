// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/sys_creds.c - getuid(2), setuid(2) and all their kin
 *
 * Each is: translate the ids from the caller's user namespace, prepare_creds(),
 * check, change, cap_task_fix_setuid(), commit_creds().  -1 means "leave it".
 *
 * I1         Without CAP_SETUID (CAP_SETGID) a task only shuffles the ids it
 *            has: real, effective, saved.
 * I2         fsuid follows euid, but for setfsuid().
 * I3         The new user's RLIMIT_NPROC may be exceeded by setuid(), but then
 *            the next execve() fails (PF_NPROC_EXCEEDED): a daemon that does
 *            not check setuid()'s result must not go on as root.
 * Locking    none: one's own cred.
 * Entry      get{,e}{u,g}id(2) set{,re,res,fs}{u,g}id(2) getres{u,g}id(2)
 * Mirrors: Linux 4.x kernel/sys.c, that part of it.
 */
#include <linux/cred.h>

#include <linux/sched/signal.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/user_namespace.h>

SYSCALL_DEFINE0(getuid)
{
	return from_kuid_munged(current_user_ns(), current_uid());
}

SYSCALL_DEFINE0(geteuid)
{
	return from_kuid_munged(current_user_ns(), current_euid());
}

SYSCALL_DEFINE0(getgid)
{
	return from_kgid_munged(current_user_ns(), current_gid());
}

SYSCALL_DEFINE0(getegid)
{
	return from_kgid_munged(current_user_ns(), current_egid());
}

/* new->uid has changed: count the task for its new user.  Keeps: I3. */
static int set_user(struct cred *new)
{
	struct user_struct *new_user = alloc_uid(new->uid);

	if (!new_user)
		return -EAGAIN;
	if (atomic_read(&new_user->processes) >= rlimit(RLIMIT_NPROC) &&
	    new_user != INIT_USER)
		current->flags |= PF_NPROC_EXCEEDED;
	else
		current->flags &= ~PF_NPROC_EXCEEDED;
	free_uid(new->user);
	new->user = new_user;
	return 0;
}

/* Commit, or give up with @retval. */
static long finish_creds(struct cred *new, int retval)
{
	if (retval) {
		abort_creds(new);
		return retval;
	}
	return commit_creds(new);
}

static bool cap_setid(int cap)
{
	return ns_capable(current_user_ns(), cap);
}

/* Is @gid one of the real, effective and (if @saved) saved one? */
static bool own_gid(const struct cred *cred, kgid_t gid, bool saved)
{
	return gid_eq(cred->gid, gid) || gid_eq(cred->egid, gid) ||
	       (saved && gid_eq(cred->sgid, gid));
}

static bool own_uid(const struct cred *cred, kuid_t uid, bool saved)
{
	return uid_eq(cred->uid, uid) || uid_eq(cred->euid, uid) ||
	       (saved && uid_eq(cred->suid, uid));
}

static int change_regid(struct cred *new, gid_t rgid, kgid_t krgid,
			gid_t egid, kgid_t kegid)
{
	const struct cred *old = current_cred();

	if (rgid != (gid_t)-1) {
		if (!own_gid(old, krgid, false) && !cap_setid(CAP_SETGID))
			return -EPERM;
		new->gid = krgid;
	}
	if (egid != (gid_t)-1) {
		if (!own_gid(old, kegid, true) && !cap_setid(CAP_SETGID))
			return -EPERM;
		new->egid = kegid;
	}
	/* Who sets the real one, or a foreign effective one, means it. */
	if (rgid != (gid_t)-1 ||
	    (egid != (gid_t)-1 && !gid_eq(kegid, old->gid)))
		new->sgid = new->egid;
	new->fsgid = new->egid;
	return 0;
}

SYSCALL_DEFINE2(setregid, gid_t, rgid, gid_t, egid)
{
	struct user_namespace *ns = current_user_ns();
	kgid_t krgid = make_kgid(ns, rgid), kegid = make_kgid(ns, egid);
	struct cred *new;

	if ((rgid != (gid_t)-1 && !gid_valid(krgid)) ||
	    (egid != (gid_t)-1 && !gid_valid(kegid)))
		return -EINVAL;
	new = prepare_creds();
	if (!new)
		return -ENOMEM;
	return finish_creds(new, change_regid(new, rgid, krgid, egid, kegid));
}

SYSCALL_DEFINE1(setgid, gid_t, gid)
{
	kgid_t kgid = make_kgid(current_user_ns(), gid);
	const struct cred *old = current_cred();
	struct cred *new;

	if (!gid_valid(kgid))
		return -EINVAL;
	new = prepare_creds();
	if (!new)
		return -ENOMEM;
	if (cap_setid(CAP_SETGID))
		new->gid = new->egid = new->sgid = new->fsgid = kgid;
	else if (gid_eq(kgid, old->gid) || gid_eq(kgid, old->sgid))
		new->egid = new->fsgid = kgid;
	else
		return finish_creds(new, -EPERM);
	return finish_creds(new, 0);
}

static int change_reuid(struct cred *new, uid_t ruid, kuid_t kruid,
			uid_t euid, kuid_t keuid)
{
	const struct cred *old = current_cred();
	int retval;

	if (ruid != (uid_t)-1) {
		new->uid = kruid;
		if (!own_uid(old, kruid, false) && !cap_setid(CAP_SETUID))
			return -EPERM;
	}
	if (euid != (uid_t)-1) {
		new->euid = keuid;
		if (!own_uid(old, keuid, true) && !cap_setid(CAP_SETUID))
			return -EPERM;
	}
	if (!uid_eq(new->uid, old->uid)) {
		retval = set_user(new);
		if (retval)
			return retval;
	}
	if (ruid != (uid_t)-1 ||
	    (euid != (uid_t)-1 && !uid_eq(keuid, old->uid)))
		new->suid = new->euid;
	new->fsuid = new->euid;
	return cap_task_fix_setuid(new, old, LSM_SETID_RE);
}

SYSCALL_DEFINE2(setreuid, uid_t, ruid, uid_t, euid)
{
	struct user_namespace *ns = current_user_ns();
	kuid_t kruid = make_kuid(ns, ruid), keuid = make_kuid(ns, euid);
	struct cred *new;

	if ((ruid != (uid_t)-1 && !uid_valid(kruid)) ||
	    (euid != (uid_t)-1 && !uid_valid(keuid)))
		return -EINVAL;
	new = prepare_creds();
	if (!new)
		return -ENOMEM;
	return finish_creds(new, change_reuid(new, ruid, kruid, euid, keuid));
}

static int change_uid(struct cred *new, kuid_t kuid)
{
	const struct cred *old = current_cred();
	int retval;

	if (cap_setid(CAP_SETUID)) {
		new->suid = new->uid = kuid;
		if (!uid_eq(kuid, old->uid)) {
			retval = set_user(new);
			if (retval)
				return retval;
		}
	} else if (!uid_eq(kuid, old->uid) && !uid_eq(kuid, old->suid)) {
		return -EPERM;
	}
	new->fsuid = new->euid = kuid;
	return cap_task_fix_setuid(new, old, LSM_SETID_ID);
}

SYSCALL_DEFINE1(setuid, uid_t, uid)
{
	kuid_t kuid = make_kuid(current_user_ns(), uid);
	struct cred *new;

	if (!uid_valid(kuid))
		return -EINVAL;
	new = prepare_creds();
	if (!new)
		return -ENOMEM;
	return finish_creds(new, change_uid(new, kuid));
}

static int change_resuid(struct cred *new, const uid_t *id, const kuid_t *kid)
{
	const struct cred *old = current_cred();
	int i, retval;

	for (i = 0; i < 3; i++) {
		if (id[i] != (uid_t)-1 && !own_uid(old, kid[i], true) &&
		    !cap_setid(CAP_SETUID))
			return -EPERM;
	}
	if (id[0] != (uid_t)-1) {
		new->uid = kid[0];
		if (!uid_eq(kid[0], old->uid)) {
			retval = set_user(new);
			if (retval)
				return retval;
		}
	}
	if (id[1] != (uid_t)-1)
		new->euid = kid[1];
	if (id[2] != (uid_t)-1)
		new->suid = kid[2];
	new->fsuid = new->euid;
	return cap_task_fix_setuid(new, old, LSM_SETID_RES);
}

SYSCALL_DEFINE3(setresuid, uid_t, ruid, uid_t, euid, uid_t, suid)
{
	const uid_t id[3] = { ruid, euid, suid };
	struct cred *new;
	kuid_t kid[3];
	int i;

	for (i = 0; i < 3; i++) {
		kid[i] = make_kuid(current_user_ns(), id[i]);
		if (id[i] != (uid_t)-1 && !uid_valid(kid[i]))
			return -EINVAL;
	}
	new = prepare_creds();
	if (!new)
		return -ENOMEM;
	return finish_creds(new, change_resuid(new, id, kid));
}

SYSCALL_DEFINE3(getresuid, uid_t __user *, ruidp, uid_t __user *, euidp,
		uid_t __user *, suidp)
{
	const struct cred *cred = current_cred();
	struct user_namespace *ns = cred->user_ns;

	if (put_user(from_kuid_munged(ns, cred->uid), ruidp) ||
	    put_user(from_kuid_munged(ns, cred->euid), euidp) ||
	    put_user(from_kuid_munged(ns, cred->suid), suidp))
		return -EFAULT;
	return 0;
}

static int change_resgid(struct cred *new, const gid_t *id, const kgid_t *kid)
{
	const struct cred *old = current_cred();
	int i;

	for (i = 0; i < 3; i++) {
		if (id[i] != (gid_t)-1 && !own_gid(old, kid[i], true) &&
		    !cap_setid(CAP_SETGID))
			return -EPERM;
	}
	if (id[0] != (gid_t)-1)
		new->gid = kid[0];
	if (id[1] != (gid_t)-1)
		new->egid = kid[1];
	if (id[2] != (gid_t)-1)
		new->sgid = kid[2];
	new->fsgid = new->egid;
	return 0;
}

SYSCALL_DEFINE3(setresgid, gid_t, rgid, gid_t, egid, gid_t, sgid)
{
	const gid_t id[3] = { rgid, egid, sgid };
	struct cred *new;
	kgid_t kid[3];
	int i;

	for (i = 0; i < 3; i++) {
		kid[i] = make_kgid(current_user_ns(), id[i]);
		if (id[i] != (gid_t)-1 && !gid_valid(kid[i]))
			return -EINVAL;
	}
	new = prepare_creds();
	if (!new)
		return -ENOMEM;
	return finish_creds(new, change_resgid(new, id, kid));
}

SYSCALL_DEFINE3(getresgid, gid_t __user *, rgidp, gid_t __user *, egidp,
		gid_t __user *, sgidp)
{
	const struct cred *cred = current_cred();
	struct user_namespace *ns = cred->user_ns;

	if (put_user(from_kgid_munged(ns, cred->gid), rgidp) ||
	    put_user(from_kgid_munged(ns, cred->egid), egidp) ||
	    put_user(from_kgid_munged(ns, cred->sgid), sgidp))
		return -EFAULT;
	return 0;
}

/* Returns the old id always: setfsuid(-1) only asks. */
SYSCALL_DEFINE1(setfsuid, uid_t, uid)
{
	const struct cred *old = current_cred();
	uid_t old_fsuid = from_kuid_munged(old->user_ns, old->fsuid);
	kuid_t kuid = make_kuid(old->user_ns, uid);
	struct cred *new;

	if (!uid_valid(kuid) || uid_eq(kuid, old->fsuid))
		return old_fsuid;
	if (!own_uid(old, kuid, true) && !cap_setid(CAP_SETUID))
		return old_fsuid;
	new = prepare_creds();
	if (new) {
		new->fsuid = kuid;
		finish_creds(new, cap_task_fix_setuid(new, old,
						      LSM_SETID_FS));
	}
	return old_fsuid;
}

SYSCALL_DEFINE1(setfsgid, gid_t, gid)
{
	const struct cred *old = current_cred();
	gid_t old_fsgid = from_kgid_munged(old->user_ns, old->fsgid);
	kgid_t kgid = make_kgid(old->user_ns, gid);
	struct cred *new;

	if (!gid_valid(kgid) || gid_eq(kgid, old->fsgid))
		return old_fsgid;
	if (!own_gid(old, kgid, true) && !cap_setid(CAP_SETGID))
		return old_fsgid;
	new = prepare_creds();
	if (new) {
		new->fsgid = kgid;
		finish_creds(new, 0);
	}
	return old_fsgid;
}
