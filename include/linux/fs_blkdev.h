/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/fs_blkdev.h - a block device as the VFS sees it: an inode whose page
 * cache is the device's contents
 *
 *	/dev/vda1's inode -> i_bdev -> block_device -> bd_inode -> page cache
 *	                                   |-> bd_disk, bd_part (while open)
 *
 * Include linux/fs.h, never this.
 * Mirrors: Linux 4.6 include/linux/fs.h, the parts on block devices.
 */
#ifndef _LINUX_FS_BLKDEV_H
#define _LINUX_FS_BLKDEV_H

struct gendisk;
struct hd_struct;
struct request_queue;

#define BDEVNAME_SIZE	32	/* largest string for a block device */

/* [m] bd_mutex   [b] bdev_lock   [I] immutable   [l] bd_mutex of the whole */
struct block_device {
	dev_t			bd_dev;		/* [I] */
	int			bd_openers;	/* [m] */
	struct inode		*bd_inode;	/* [I] */
	struct super_block	*bd_super;	/* who mounted it */
	struct mutex		bd_mutex;	/* open and close; part > whole */
	void			*bd_claiming;	/* [b] claim in progress */
	void			*bd_holder;	/* [b] FMODE_EXCL */
	int			bd_holders;	/* [b] */
	struct block_device	*bd_contains;	/* [m] the whole disk */
	unsigned int		bd_block_size;	/* [m] of buffers, bytes */
	struct hd_struct	*bd_part;	/* [m] while open */
	unsigned int		bd_part_count;	/* [l] open partitions */
	int			bd_invalidated;	/* [m] scan for partitions */
	struct gendisk		*bd_disk;	/* [m] while open */
	struct request_queue	*bd_queue;	/* [m] while open */
	struct list_head	bd_list;	/* [b] all of them */
};

extern struct super_block *blockdev_superblock;
extern const struct file_operations def_blk_fops;
extern const struct address_space_operations def_blk_aops;

static inline bool sb_is_blkdev_sb(struct super_block *sb)
{
	return sb == blockdev_superblock;
}

/* fs/block_dev.c: the object */
void bdev_cache_init(void);
struct block_device *I_BDEV(struct inode *inode);
struct block_device *bdget(dev_t dev);
struct block_device *bdgrab(struct block_device *bdev);
void bdput(struct block_device *bdev);
void bd_forget(struct inode *inode);
const char *bdevname(struct block_device *bdev, char *buf);

/* Opening; the last closer writes what is dirty and drops the page cache. */
int blkdev_get(struct block_device *bdev, fmode_t mode, void *holder);
void blkdev_put(struct block_device *bdev, fmode_t mode);
struct block_device *lookup_bdev(const char *path);
struct block_device *blkdev_get_by_dev(dev_t dev, fmode_t mode, void *holder);
struct block_device *blkdev_get_by_path(const char *path, fmode_t mode,
					void *holder);
void bd_set_size(struct block_device *bdev, loff_t size);
int set_blocksize(struct block_device *bdev, int size);

/* Its page cache */
int __sync_blockdev(struct block_device *bdev, int wait);
int sync_blockdev(struct block_device *bdev);
int fsync_bdev(struct block_device *bdev);
void invalidate_bdev(struct block_device *bdev);
void kill_bdev(struct block_device *bdev);
void iterate_bdevs(void (*func)(struct block_device *bdev, void *arg),
		   void *arg);
int blkdev_fsync(struct file *file, loff_t start, loff_t end, int datasync);

/* fs/super_bdev.c */
int sb_set_blocksize(struct super_block *sb, int size);
int sb_min_blocksize(struct super_block *sb, int size);
struct dentry *mount_bdev(struct file_system_type *fs_type, int flags,
			  const char *dev_name, void *data,
			  int (*fill_super)(struct super_block *sb, void *data,
					    int silent));
void kill_block_super(struct super_block *sb);

#endif /* _LINUX_FS_BLKDEV_H */
