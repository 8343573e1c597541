/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/eventpoll.h - what the VFS needs to know of epoll
 */
#ifndef _LINUX_EVENTPOLL_H
#define _LINUX_EVENTPOLL_H

#include <linux/fs.h>

#include <uapi/linux/eventpoll.h>

void eventpoll_release_file(struct file *file);
void eventpoll_init(void);

/* A file is going away: no epoll instance may watch it any more. */
static inline void eventpoll_release(struct file *file)
{
	if (likely(list_empty(&file->f_ep_links)))
		return;
	eventpoll_release_file(file);
}

#endif /* _LINUX_EVENTPOLL_H */
