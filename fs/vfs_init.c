// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/vfs_init.c - the VFS comes up, one call a line
 *
 * Mirrors: vfs_caches_init() of Linux 4.19 fs/dcache.c.
 */
#include "internal.h"

#include <linux/anon_inodes.h>
#include <linux/buffer_head.h>
#include <linux/eventpoll.h>
#include <linux/fdtable.h>
#include <linux/filelock.h>
#include <linux/fs_struct.h>
#include <linux/init.h>
#include <linux/mount.h>
#include <linux/pipe_fs_i.h>
#include <linux/seq_file.h>
#include <linux/slab.h>

/**
 * vfs_caches_init() - there is a root directory afterwards
 *
 * Context: boot, once; allocators work.
 */
void __init vfs_caches_init(void)
{
	fs_cachep = KMEM_CACHE(fs_struct, SLAB_PANIC);
	files_defer_init();
	dcache_init();
	d_path_init();
	inode_init();
	buffer_init();
	files_init();
	files_maxfiles_init();
	seq_file_init();
	filelock_init();
	mnt_init();			/* rootfs */
	bdev_cache_init();
	init_pipe_fs();
	anon_inode_init();
	eventpoll_init();
}
