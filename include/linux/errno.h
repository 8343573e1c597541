/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/errno.h - error numbers, and the few that never leave the kernel
 *
 * Mirrors: Linux 4.19 include/linux/errno.h. The ERESTART* family tells signal
 * delivery whether and how to run an interrupted system call again.
 */
#ifndef _LINUX_ERRNO_H
#define _LINUX_ERRNO_H

#include <uapi/linux/errno.h>

#define ERESTARTSYS		512	/* again if the handler has SA_RESTART */
#define ERESTARTNOINTR		513	/* always again */
#define ERESTARTNOHAND		514	/* again unless a handler runs */
#define ENOIOCTLCMD		515	/* no such ioctl: becomes ENOTTY */
#define ERESTART_RESTARTBLOCK	516	/* again through restart_syscall(2) */
#define EPROBE_DEFER		517
#define EOPENSTALE		518	/* the open found a stale handle */
#define ENOPARAM		519

#define EBADHANDLE		521
#define ENOTSYNC		522
#define EBADCOOKIE		523
#define ENOTSUPP		524
#define ETOOSMALL		525
#define ESERVERFAULT		526
#define EBADTYPE		527
#define EJUKEBOX		528
#define EIOCBQUEUED		529

#endif /* _LINUX_ERRNO_H */
