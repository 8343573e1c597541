/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/shmem_fs.h - tmpfs: files that live in the page cache only
 */
#ifndef _LINUX_SHMEM_FS_H
#define _LINUX_SHMEM_FS_H

#include <linux/fs.h>
#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/xattr.h>

/* [l] info->lock   [w] i_rwsem */
struct shmem_inode_info {
	spinlock_t lock;
	unsigned int seals;		/* [w] F_SEAL_* of a memfd */
	unsigned long flags;		/* VM_NORESERVE, VM_LOCKED */
	unsigned long alloced;		/* [l] pages charged to the super block */
	struct simple_xattrs xattrs;	/* its own lock */
	struct inode vfs_inode;
};

/* [s] stat_lock   [I] set at mount, changed by remount under s_umount */
struct shmem_sb_info {
	unsigned long max_blocks;	/* [s] 0: no limit; pages */
	unsigned long used_blocks;	/* [s] */
	unsigned long max_inodes;	/* [s] 0: no limit */
	unsigned long free_inodes;	/* [s] */
	spinlock_t stat_lock;
	kuid_t uid;			/* [I] of the root directory */
	kgid_t gid;			/* [I] */
	umode_t mode;			/* [I] of the root directory */
};

static inline struct shmem_inode_info *SHMEM_I(struct inode *inode)
{
	return container_of(inode, struct shmem_inode_info, vfs_inode);
}

enum sgp_type {
	SGP_READ,	/* do not exceed i_size, do not allocate */
	SGP_CACHE,	/* do not exceed i_size, may allocate */
	SGP_WRITE,	/* may exceed i_size, may allocate */
	SGP_FALLOC,	/* like SGP_WRITE, the page stays !Uptodate */
};

int shmem_init(void);
struct file *shmem_file_setup(const char *name, loff_t size,
			      unsigned long flags);
struct file *shmem_kernel_file_setup(const char *name, loff_t size,
				     unsigned long flags);
int shmem_zero_setup(struct vm_area_struct *vma);
bool shmem_mapping(struct address_space *mapping);
int shmem_getpage(struct inode *inode, pgoff_t index, struct page **pagep,
		  enum sgp_type sgp);
void shmem_truncate_range(struct inode *inode, loff_t start, loff_t end);
int shmem_fill_super(struct super_block *sb, void *data, int silent);

extern const struct file_operations shmem_file_operations;

#endif /* _LINUX_SHMEM_FS_H */
