/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fs/internal.h - what the files of fs/ share among themselves
 *
 * Mirrors: Linux 4.19 fs/internal.h.
 */
#ifndef _FS_INTERNAL_H
#define _FS_INTERNAL_H

#include <linux/fs.h>

struct linux_binprm;
struct mount;
struct nameidata;
struct open_how;

/* open(2)'s flags, taken apart: see build_open_flags() in open.c. */
struct open_flags {
	int	open_flag;	/* becomes f_flags */
	umode_t	mode;		/* of a new file */
	int	acc_mode;	/* MAY_* for may_open() */
	int	intent;		/* LOOKUP_OPEN, CREATE, EXCL */
	int	lookup_flags;	/* LOOKUP_FOLLOW, DIRECTORY, ... */
};

/* block_dev.c */
struct block_device *bd_acquire(struct inode *inode);

/* namei_open.c */
bool may_open_dev(const struct path *path);
struct file *do_filp_open(int dfd, struct filename *pathname,
			  const struct open_flags *op);

/* namei_ops.c */
long do_mkdirat(int dfd, struct filename *name, umode_t mode);
long do_mknodat(int dfd, struct filename *name, umode_t mode,
		unsigned int dev);
long do_unlinkat(int dfd, struct filename *name);
long do_rmdir(int dfd, struct filename *name);
long do_symlinkat(struct filename *from, int newdfd, struct filename *to);
long do_linkat(int olddfd, struct filename *old, int newdfd,
	       struct filename *new, int flags);
long do_renameat2(int olddfd, struct filename *from, int newdfd,
		  struct filename *to, unsigned int flags);
struct dentry *filename_create(int dfd, struct filename *name,
			       struct path *path, unsigned int lookup_flags);
int may_create(struct inode *dir, struct dentry *child);
int may_delete(struct inode *dir, struct dentry *victim, bool isdir);

/* namei.c */
int filename_parentat(int dfd, struct filename *name, unsigned int flags,
		      struct path *parent, struct qstr *last, int *type);
struct dentry *lookup_dcache(const struct qstr *name, struct dentry *dir,
			     unsigned int flags);
struct dentry *__lookup_hash(const struct qstr *name, struct dentry *base,
			     unsigned int flags);

/* open.c */
int chmod_common(const struct path *path, umode_t mode);
int chown_common(const struct path *path, uid_t user, gid_t group);
long do_faccessat(int dfd, const char __user *filename, int mode, int flags);
long do_utimes(int dfd, const char __user *filename, struct timespec64 *times,
	       int flags);
int vfs_utimes(const struct path *path, struct timespec64 *times);

/* super.c */
struct dentry *mount_fs(struct file_system_type *type, int flags,
			const char *name, void *data);
bool trylock_super(struct super_block *sb);
struct super_block *user_get_super(dev_t dev);

/* filesystems.c */
int filesystems_proc_show(struct seq_file *m, void *v);

/* namespace.c */
void mnt_ns_root(struct path *path);
bool path_is_under(const struct path *path1, const struct path *path2);
long do_mount(const char *dev_name, const struct path *path,
	      const char *type_page, unsigned long flags, void *data_page);
int path_umount(struct path *path, int flags);
int __mnt_want_write_file(struct file *file);
int sb_prepare_remount_readonly(struct super_block *sb);

/* d_path.c */
void d_path_init(void);

/* dcache.c */
void dcache_init(void);
long get_nr_dentry(void);
long get_nr_dentry_unused(void);
int d_set_mounted(struct dentry *dentry);
long prune_dcache_sb(struct super_block *sb, struct shrink_control *sc);
void *vfs_hash_alloc(const char *name, size_t bucket_size,
		     unsigned int *shift);

/* inode.c, inode_evict.c */
long get_nr_inodes(void);
long get_nr_inodes_unused(void);
void destroy_inode(struct inode *inode);
void inode_sb_list_del(struct inode *inode);
long prune_icache_sb(struct super_block *sb, struct shrink_control *sc);
void inode_add_lru(struct inode *inode);
void inode_lru_list_del(struct inode *inode);

/* fs-writeback.c */
void inode_wait_for_writeback(struct inode *inode);
void inode_io_list_del(struct inode *inode);

/* read_write.c */
int generic_write_check_limits(struct file *file, loff_t pos, loff_t *count);
ssize_t do_iter_readv_writev(struct file *file, struct iov_iter *iter,
			     loff_t *pos, int type, int flags);

/* pipe.c, splice.c */
long splice_file_to_pipe(struct file *in, struct pipe_inode_info *pipe,
			 loff_t *off, size_t len, unsigned int flags);

/* fs_pin is not ours; mounts that die are handed to cleanup in namespace.c */
void chroot_fs_refs(const struct path *old_root, const struct path *new_root);

#endif /* _FS_INTERNAL_H */
