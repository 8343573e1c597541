// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/mnt_write.c - who writes to a mount, and stopping them
 *
 * Data       mnt_pcp->mnt_writers: writers, counted where they came and left;
 *            only the sum over CPUs means anything.
 * I1         While a writer is counted, neither the mount nor its filesystem
 *            becomes read-only.
 *
 * A writer raises his CPU's count, then looks at MNT_WRITE_HOLD; who wants to
 * make the mount read-only sets that flag, then sums.  With a full barrier
 * between the two steps of each, at least one sees the other.  So writers need
 * no lock, and the rare remount pays.
 *
 * Locking    mount_lock: the sum and mnt_flags.
 * Entry      mnt_want_write() mnt_drop_write() mnt_make_readonly()
 *            sb_prepare_remount_readonly()
 *
 * Mirrors: the write part of Linux 4.19 fs/namespace.c.
 */
#include "internal.h"

#include <linux/cpumask.h>
#include <linux/percpu.h>

#include <asm/processor.h>

#include "mount.h"

/**
 * mnt_get_writers() - how many writers there are (I1)
 *
 * Context: mount_lock held, MNT_WRITE_HOLD set; or nobody can write any more.
 * Return: the sum.
 */
unsigned int mnt_get_writers(struct mount *mnt)
{
	unsigned int count = 0;
	int cpu;

	for_each_possible_cpu(cpu)
		count += per_cpu_ptr(mnt->mnt_pcp, cpu)->mnt_writers;
	return count;
}

/**
 * __mnt_is_readonly() - may the mount or its filesystem not be written to?
 *
 * Context: any; the answer may change at once, see mnt_want_write().
 * Return: true if so.
 */
bool __mnt_is_readonly(struct vfsmount *mnt)
{
	return (mnt->mnt_flags & MNT_READONLY) || sb_rdonly(mnt->mnt_sb);
}

static bool mnt_is_readonly(struct vfsmount *mnt)
{
	if (mnt->mnt_sb->s_readonly_remount)
		return true;
	smp_rmb();	/* pairs with do_remount_sb() */
	return __mnt_is_readonly(mnt);
}

/**
 * __mnt_want_write() - keep the mount writable until __mnt_drop_write()
 * @m: the mount
 *
 * Context: may spin for a remount.
 * Return: 0 or -EROFS.
 */
int __mnt_want_write(struct vfsmount *m)
{
	struct mount *mnt = real_mount(m);
	int ret = 0;

	preempt_disable();
	this_cpu_inc(mnt->mnt_pcp->mnt_writers);
	/* Either the remount sees our count, or we its MNT_WRITE_HOLD. */
	smp_mb();
	while (READ_ONCE(m->mnt_flags) & MNT_WRITE_HOLD)
		cpu_relax();
	smp_rmb();
	if (mnt_is_readonly(m)) {
		this_cpu_dec(mnt->mnt_pcp->mnt_writers);
		ret = -EROFS;
	}
	preempt_enable();
	return ret;
}

/**
 * mnt_want_write() - the same
 * @m: the mount
 *
 * Context: may sleep.
 * Return: 0 or -EROFS.
 */
int mnt_want_write(struct vfsmount *m)
{
	return __mnt_want_write(m);
}

/**
 * __mnt_want_write_file() - the same for an open file
 * @file: the file; one open for writing has the right already
 *
 * Context: may spin for a remount.
 * Return: 0 or -EROFS.
 */
int __mnt_want_write_file(struct file *file)
{
	struct vfsmount *m = file->f_path.mnt;

	if (!(file->f_mode & FMODE_WRITER))
		return __mnt_want_write(m);
	if (__mnt_is_readonly(m))
		return -EROFS;
	this_cpu_inc(real_mount(m)->mnt_pcp->mnt_writers);
	return 0;
}

/**
 * mnt_want_write_file() - the same
 *
 * Context: may sleep.
 * Return: 0 or -EROFS.
 */
int mnt_want_write_file(struct file *file)
{
	return __mnt_want_write_file(file);
}

/**
 * __mnt_drop_write() - undo __mnt_want_write()
 *
 * Context: any.
 */
void __mnt_drop_write(struct vfsmount *mnt)
{
	this_cpu_dec(real_mount(mnt)->mnt_pcp->mnt_writers);
}

/**
 * mnt_drop_write() - undo mnt_want_write()
 *
 * Context: any.
 */
void mnt_drop_write(struct vfsmount *mnt)
{
	__mnt_drop_write(mnt);
}

/**
 * mnt_drop_write_file() - undo mnt_want_write_file()
 *
 * Context: any.
 */
void mnt_drop_write_file(struct file *file)
{
	__mnt_drop_write(file->f_path.mnt);
}

/**
 * mnt_make_readonly() - no more writers
 *
 * Context: takes mount_lock.
 * Return: 0, or -EBUSY while somebody writes.
 */
int mnt_make_readonly(struct mount *mnt)
{
	int ret = 0;

	lock_mount_hash();
	mnt->mnt.mnt_flags |= MNT_WRITE_HOLD;
	smp_mb();	/* pairs with __mnt_want_write() */
	if (mnt_get_writers(mnt) > 0)
		ret = -EBUSY;
	else
		mnt->mnt.mnt_flags |= MNT_READONLY;
	smp_wmb();
	mnt->mnt.mnt_flags &= ~MNT_WRITE_HOLD;
	unlock_mount_hash();
	return ret;
}

/**
 * sb_prepare_remount_readonly() - no more writers on any mount of a filesystem
 * @sb: s_umount held for writing
 *
 * Context: takes mount_lock.
 * Return: 0 with s_readonly_remount set, or -EBUSY.
 */
int sb_prepare_remount_readonly(struct super_block *sb)
{
	struct mount *mnt;
	int err = 0;

	/* Files without a name must be freed at their last close. */
	if (atomic_long_read(&sb->s_remove_count))
		return -EBUSY;
	lock_mount_hash();
	list_for_each_entry(mnt, &sb->s_mounts, mnt_instance) {
		if (mnt->mnt.mnt_flags & MNT_READONLY)
			continue;
		mnt->mnt.mnt_flags |= MNT_WRITE_HOLD;
		smp_mb();
		if (mnt_get_writers(mnt) > 0) {
			err = -EBUSY;
			break;
		}
	}
	if (!err && atomic_long_read(&sb->s_remove_count))
		err = -EBUSY;
	if (!err) {
		sb->s_readonly_remount = 1;
		smp_wmb();
	}
	list_for_each_entry(mnt, &sb->s_mounts, mnt_instance)
		mnt->mnt.mnt_flags &= ~MNT_WRITE_HOLD;
	unlock_mount_hash();
	return err;
}
