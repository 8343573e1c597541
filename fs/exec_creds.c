// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/exec_creds.c - execve() may change who a task is
 *
 * The new credentials are made beside the old ones, from the owner and mode
 * of the file (bprm_fill_uid) and the rules of capabilities (cap_bprm_set_
 * creds), and installed after the point of no return.
 *
 * I1         cred_guard_mutex is held from prepare_bprm_creds() until
 *            install_exec_creds() or the failure: no tracer attaches between
 *            the look at who traces and the new rights.
 * Locking    cred_guard_mutex > inode->i_rwsem; fs->lock: fs->in_exec.
 * Entry      prepare_bprm_creds() check_unsafe_exec() prepare_binprm()
 *            would_dump() install_exec_creds()
 * Mirrors: Linux 4.19 fs/exec.c.
 */
#include <linux/binfmts.h>

#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/mount.h>
#include <linux/personality.h>
#include <linux/sched/signal.h>
#include <linux/string.h>
#include <linux/user_namespace.h>

/**
 * prepare_bprm_creds() - begin to make new credentials
 * @bprm: the program; gets cred
 *
 * Context: process context; takes cred_guard_mutex.
 * Return: 0, -ENOMEM, or -ERESTARTNOINTR when interrupted.
 */
int prepare_bprm_creds(struct linux_binprm *bprm)
{
	if (mutex_lock_interruptible(&current->signal->cred_guard_mutex))
		return -ERESTARTNOINTR;
	bprm->cred = prepare_exec_creds();		/* I1 */
	if (likely(bprm->cred))
		return 0;
	mutex_unlock(&current->signal->cred_guard_mutex);
	return -ENOMEM;
}

/**
 * check_unsafe_exec() - note reasons not to honour set-id bits
 * @bprm: the program; gets unsafe
 *
 * A directory context shared with a task outside the group is one: that task
 * could move our root.  fs->in_exec keeps copy_fs() from making such sharing
 * until the exec is over.
 *
 * Context: process context; I1.
 */
void check_unsafe_exec(struct linux_binprm *bprm)
{
	struct task_struct *p = current;
	struct task_struct *t = p;
	int n_fs = 1;

	if (p->ptrace)
		bprm->unsafe |= LSM_UNSAFE_PTRACE;
	if (task_no_new_privs(p))
		bprm->unsafe |= LSM_UNSAFE_NO_NEW_PRIVS;

	spin_lock(&p->fs->lock);
	rcu_read_lock();
	while_each_thread(p, t) {
		if (t->fs == p->fs)
			n_fs++;
	}
	rcu_read_unlock();
	if (p->fs->users > n_fs)
		bprm->unsafe |= LSM_UNSAFE_SHARE;
	else
		p->fs->in_exec = 1;
	spin_unlock(&p->fs->lock);
}

/* Take over the owner of a set-id file, where mount and task allow it. */
static void bprm_fill_uid(struct linux_binprm *bprm)
{
	struct inode *inode = file_inode(bprm->file);
	unsigned int mode = READ_ONCE(inode->i_mode);
	kuid_t uid;
	kgid_t gid;

	/* An earlier round, for a script, must leave no trace. */
	bprm->cred->euid = current_euid();
	bprm->cred->egid = current_egid();

	if (!(mode & (S_ISUID | S_ISGID)))
		return;
	if (!mnt_may_suid(bprm->file->f_path.mnt) ||
	    task_no_new_privs(current))
		return;

	/* Mode and owner must belong together: chown() clears the bits. */
	inode_lock(inode);
	mode = inode->i_mode;
	uid = inode->i_uid;
	gid = inode->i_gid;
	inode_unlock(inode);

	if (!kuid_has_mapping(bprm->cred->user_ns, uid) ||
	    !kgid_has_mapping(bprm->cred->user_ns, gid))
		return;
	if (mode & S_ISUID) {
		bprm->per_clear |= PER_CLEAR_ON_SETID;
		bprm->cred->euid = uid;
	}
	/* S_ISGID without S_IXGRP means mandatory locking. */
	if ((mode & (S_ISGID | S_IXGRP)) == (S_ISGID | S_IXGRP)) {
		bprm->per_clear |= PER_CLEAR_ON_SETID;
		bprm->cred->egid = gid;
	}
}

/**
 * prepare_binprm() - new ids for bprm->file, and its first bytes in bprm->buf
 * @bprm: the program; called again for the interpreter of a script
 *
 * Context: process context, may sleep; I1.
 * Return: bytes read (the rest of the buffer is zero) or an error.
 */
int prepare_binprm(struct linux_binprm *bprm)
{
	loff_t pos = 0;
	int err;

	bprm_fill_uid(bprm);
	err = cap_bprm_set_creds(bprm);
	if (err)
		return err;

	memset(bprm->buf, 0, BINPRM_BUF_SIZE);
	return kernel_read(bprm->file, bprm->buf, BINPRM_BUF_SIZE, &pos);
}

/**
 * install_exec_creds() - the new ids take effect
 * @bprm: the program, past flush_old_exec()
 *
 * Context: process context; releases cred_guard_mutex.
 */
void install_exec_creds(struct linux_binprm *bprm)
{
	commit_creds(bprm->cred);
	bprm->cred = NULL;
	mutex_unlock(&current->signal->cred_guard_mutex);
}

/**
 * would_dump() - a program that may not be read may not be dumped either
 * @bprm: the program
 * @file: a file that becomes part of its memory
 *
 * Context: process context, may sleep.
 */
void would_dump(struct linux_binprm *bprm, struct file *file)
{
	if (inode_permission(file_inode(file), MAY_READ) < 0)
		bprm->interp_flags |= BINPRM_FLAGS_ENFORCE_NONDUMP;
}
