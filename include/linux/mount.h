/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/mount.h - the part of a mount that everybody may see
 *
 * The whole is struct mount in fs/mount.h, of which this is a member.
 */
#ifndef _LINUX_MOUNT_H
#define _LINUX_MOUNT_H

#include <linux/types.h>

#include <uapi/linux/mount.h>

struct dentry;
struct file;
struct file_system_type;
struct mnt_namespace;
struct path;
struct super_block;

#define MNT_NOSUID		0x01
#define MNT_NODEV		0x02
#define MNT_NOEXEC		0x04
#define MNT_NOATIME		0x08
#define MNT_NODIRATIME		0x10
#define MNT_RELATIME		0x20
#define MNT_READONLY		0x40
#define MNT_NOSYMFOLLOW		0x80
#define MNT_SHRINKABLE		0x100
#define MNT_WRITE_HOLD		0x200	/* a remount to read-only waits */
#define MNT_SHARED		0x1000
#define MNT_UNBINDABLE		0x2000
#define MNT_SHARED_MASK		MNT_UNBINDABLE
#define MNT_USER_SETTABLE_MASK \
	(MNT_NOSUID | MNT_NODEV | MNT_NOEXEC | MNT_NOATIME | MNT_NODIRATIME | \
	 MNT_RELATIME | MNT_READONLY | MNT_NOSYMFOLLOW)
#define MNT_ATIME_MASK		(MNT_NOATIME | MNT_NODIRATIME | MNT_RELATIME)
#define MNT_INTERNAL_FLAGS \
	(MNT_SHARED | MNT_WRITE_HOLD | MNT_INTERNAL | MNT_DOOMED | \
	 MNT_SYNC_UMOUNT | MNT_MARKED)
#define MNT_INTERNAL		0x4000	/* kern_mount(): in no namespace */
#define MNT_LOCK_ATIME		0x040000
#define MNT_LOCK_NOEXEC		0x080000
#define MNT_LOCK_NOSUID		0x100000
#define MNT_LOCK_NODEV		0x200000
#define MNT_LOCK_READONLY	0x400000
#define MNT_LOCKED		0x800000
#define MNT_DOOMED		0x1000000	/* last reference dropped */
#define MNT_SYNC_UMOUNT		0x2000000	/* umount(2) waits for it */
#define MNT_MARKED		0x4000000
#define MNT_UMOUNT		0x8000000	/* off the tree */

/* umount2(2) */
#define MNT_FORCE		0x01
#define MNT_DETACH		0x02	/* out of the tree now, the rest later */
#define MNT_EXPIRE		0x04	/* if unused since the last such call */
#define UMOUNT_NOFOLLOW		0x08

/* [I] immutable; mnt_flags: written under mount_lock. */
struct vfsmount {
	struct dentry		*mnt_root;	/* [I] of the mounted tree */
	struct super_block	*mnt_sb;	/* [I] */
	int			mnt_flags;	/* MNT_* */
};

void mntput(struct vfsmount *mnt);
struct vfsmount *mntget(struct vfsmount *mnt);

int mnt_want_write(struct vfsmount *mnt);
int mnt_want_write_file(struct file *file);
int __mnt_want_write(struct vfsmount *mnt);
void mnt_drop_write(struct vfsmount *mnt);
void mnt_drop_write_file(struct file *file);
void __mnt_drop_write(struct vfsmount *mnt);
bool __mnt_is_readonly(struct vfsmount *mnt);
bool mnt_may_suid(struct vfsmount *mnt);

struct vfsmount *vfs_kern_mount(struct file_system_type *type, int flags,
				const char *name, void *data);
struct vfsmount *kern_mount_data(struct file_system_type *type, void *data);
#define kern_mount(type) kern_mount_data(type, NULL)
void kern_unmount(struct vfsmount *mnt);

void mnt_init(void);

#endif /* _LINUX_MOUNT_H */
