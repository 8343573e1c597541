/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/splice.h - moving pages between files through a pipe
 */
#ifndef _LINUX_SPLICE_H
#define _LINUX_SPLICE_H

#include <linux/pipe_fs_i.h>

#define SPLICE_F_MOVE		0x01	/* a hint */
#define SPLICE_F_NONBLOCK	0x02	/* on the pipe */
#define SPLICE_F_MORE		0x04
#define SPLICE_F_GIFT		0x08
#define SPLICE_F_ALL \
	(SPLICE_F_MOVE | SPLICE_F_NONBLOCK | SPLICE_F_MORE | SPLICE_F_GIFT)

#endif /* _LINUX_SPLICE_H */
