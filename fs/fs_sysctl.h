/* SPDX-License-Identifier: GPL-2.0-only */
/* fs/fs_sysctl.h - variables that only fs_sysctl.c sees outside of their files */
#ifndef _FS_SYSCTL_H
#define _FS_SYSCTL_H

extern unsigned int sysctl_mount_max;	/* mount_tree.c */
extern long max_user_watches;		/* eventpoll.c */

#endif /* _FS_SYSCTL_H */
