/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/eventfd.h - a counter that user space can wait for
 */
#ifndef _LINUX_EVENTFD_H
#define _LINUX_EVENTFD_H

#include <linux/fcntl.h>
#include <linux/types.h>

#define EFD_SEMAPHORE		(1 << 0)
#define EFD_CLOEXEC		O_CLOEXEC
#define EFD_NONBLOCK		O_NONBLOCK
#define EFD_SHARED_FCNTL_FLAGS	(O_CLOEXEC | O_NONBLOCK)
#define EFD_FLAGS_SET		(EFD_SHARED_FCNTL_FLAGS | EFD_SEMAPHORE)

#endif /* _LINUX_EVENTFD_H */
