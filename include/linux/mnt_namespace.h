/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/mnt_namespace.h - the mount tree a task lives in
 */
#ifndef _LINUX_MNT_NAMESPACE_H
#define _LINUX_MNT_NAMESPACE_H

struct fs_struct;
struct mnt_namespace;
struct user_namespace;

extern struct mnt_namespace *init_mnt_ns;	/* set by mnt_init() */

struct mnt_namespace *copy_mnt_ns(unsigned long flags, struct mnt_namespace *ns,
				  struct user_namespace *user_ns,
				  struct fs_struct *new_fs);
void put_mnt_ns(struct mnt_namespace *ns);
void get_mnt_ns(struct mnt_namespace *ns);

#endif /* _LINUX_MNT_NAMESPACE_H */
