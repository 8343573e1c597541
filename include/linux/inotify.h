/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/inotify.h - watching files
 */
#ifndef _LINUX_INOTIFY_H
#define _LINUX_INOTIFY_H

#include <linux/init.h>

#include <uapi/linux/inotify.h>

void __init inotify_user_setup(void);

#endif /* _LINUX_INOTIFY_H */
