/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/dirent.h - an entry as getdents64(2) gives it
 */
#ifndef _LINUX_DIRENT_H
#define _LINUX_DIRENT_H

#include <linux/types.h>

struct linux_dirent64 {
	u64		d_ino;
	s64		d_off;		/* position of the next entry */
	unsigned short	d_reclen;	/* bytes of this entry */
	unsigned char	d_type;		/* DT_* */
	char		d_name[];
};

#endif /* _LINUX_DIRENT_H */
