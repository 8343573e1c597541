/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/fs_api.h - the functions on the structures of linux/fs.h
 *
 * Include linux/fs.h, never this.  Grouped by the file that implements them.
 */
#ifndef _LINUX_FS_API_H
#define _LINUX_FS_API_H

struct iattr;
struct path;
struct vfsmount;

/* Small questions. */
#define __IS_FLG(inode, flg)	((inode)->i_sb->s_flags & (flg))
#define IS_RDONLY(inode)	sb_rdonly((inode)->i_sb)
#define IS_SYNC(inode) \
	(__IS_FLG(inode, SB_SYNCHRONOUS) || ((inode)->i_flags & S_SYNC))
#define IS_DIRSYNC(inode) \
	(__IS_FLG(inode, SB_SYNCHRONOUS | SB_DIRSYNC) || \
	 ((inode)->i_flags & (S_SYNC | S_DIRSYNC)))
#define IS_NOCMTIME(inode)	((inode)->i_flags & S_NOCMTIME)
#define IS_POSIXACL(inode)	__IS_FLG(inode, SB_POSIXACL)
#define IS_APPEND(inode)	((inode)->i_flags & S_APPEND)
#define IS_IMMUTABLE(inode)	((inode)->i_flags & S_IMMUTABLE)
#define IS_DEADDIR(inode)	((inode)->i_flags & S_DEAD)
#define IS_SWAPFILE(inode)	((inode)->i_flags & S_SWAPFILE)
#define IS_PRIVATE(inode)	((inode)->i_flags & S_PRIVATE)
#define IS_NOSEC(inode)		((inode)->i_flags & S_NOSEC)

#define fops_get(fops) \
	(((fops) && try_module_get((fops)->owner) ? (fops) : NULL))
#define fops_put(fops) \
	do { if (fops) module_put((fops)->owner); } while (0)
#define replace_fops(f, fops)						\
	do {								\
		struct file *__file = (f);				\
		fops_put(__file->f_op);					\
		BUG_ON(!(__file->f_op = (fops)));			\
	} while (0)

static inline bool sb_rdonly(const struct super_block *sb)
{
	return sb->s_flags & SB_RDONLY;
}

static inline struct inode *file_inode(const struct file *f)
{
	return f->f_inode;
}

static inline struct dentry *file_dentry(const struct file *f)
{
	return f->f_path.dentry;
}

static inline loff_t i_size_read(const struct inode *inode)
{
	return READ_ONCE(inode->i_size);
}

/* Caller holds i_rwsem for writing. */
static inline void i_size_write(struct inode *inode, loff_t i_size)
{
	WRITE_ONCE(inode->i_size, i_size);
}

static inline unsigned int i_blocksize(const struct inode *inode)
{
	return 1U << inode->i_blkbits;
}

static inline unsigned int iminor(const struct inode *inode)
{
	return MINOR(inode->i_rdev);
}

static inline unsigned int imajor(const struct inode *inode)
{
	return MAJOR(inode->i_rdev);
}

static inline bool is_sxid(umode_t mode)
{
	return (mode & S_ISUID) || ((mode & S_ISGID) && (mode & S_IXGRP));
}

static inline bool special_file(umode_t m)
{
	return S_ISCHR(m) || S_ISBLK(m) || S_ISFIFO(m) || S_ISSOCK(m);
}

static inline unsigned char fs_umode_to_dtype(umode_t mode)
{
	return (mode & S_IFMT) >> 12;
}

#define DT_UNKNOWN	0
#define DT_FIFO		1
#define DT_CHR		2
#define DT_DIR		4
#define DT_BLK		6
#define DT_REG		8
#define DT_LNK		10
#define DT_SOCK		12
#define DT_WHT		14

/* i_rwsem, by what it means. */
enum inode_i_mutex_lock_class {
	I_MUTEX_NORMAL,
	I_MUTEX_PARENT,
	I_MUTEX_CHILD,
	I_MUTEX_XATTR,
	I_MUTEX_NONDIR2,
	I_MUTEX_PARENT2,
};

static inline void inode_lock(struct inode *inode)
{
	down_write(&inode->i_rwsem);
}

static inline void inode_unlock(struct inode *inode)
{
	up_write(&inode->i_rwsem);
}

static inline void inode_lock_shared(struct inode *inode)
{
	down_read(&inode->i_rwsem);
}

static inline void inode_unlock_shared(struct inode *inode)
{
	up_read(&inode->i_rwsem);
}

static inline int inode_trylock(struct inode *inode)
{
	return down_write_trylock(&inode->i_rwsem);
}

static inline int inode_is_locked(struct inode *inode)
{
	return rwsem_is_locked(&inode->i_rwsem);
}

static inline void inode_lock_nested(struct inode *inode, unsigned int subclass)
{
	down_write_nested(&inode->i_rwsem, subclass);
}

void lock_two_nondirectories(struct inode *a, struct inode *b);
void unlock_two_nondirectories(struct inode *a, struct inode *b);

/* Mappings. */
static inline void i_mmap_lock_write(struct address_space *mapping)
{
	down_write(&mapping->i_mmap_rwsem);
}

static inline void i_mmap_unlock_write(struct address_space *mapping)
{
	up_write(&mapping->i_mmap_rwsem);
}

static inline void i_mmap_lock_read(struct address_space *mapping)
{
	down_read(&mapping->i_mmap_rwsem);
}

static inline void i_mmap_unlock_read(struct address_space *mapping)
{
	up_read(&mapping->i_mmap_rwsem);
}

static inline int mapping_mapped(struct address_space *mapping)
{
	return !RB_EMPTY_ROOT(&mapping->i_mmap);
}

static inline int mapping_writably_mapped(struct address_space *mapping)
{
	return atomic_read(&mapping->i_mmap_writable) > 0;
}

static inline int mapping_map_writable(struct address_space *mapping)
{
	return atomic_inc_unless_negative(&mapping->i_mmap_writable) ?
		0 : -EPERM;
}

static inline void mapping_unmap_writable(struct address_space *mapping)
{
	atomic_dec(&mapping->i_mmap_writable);
}

static inline int mapping_deny_writable(struct address_space *mapping)
{
	return atomic_dec_unless_positive(&mapping->i_mmap_writable) ?
		0 : -EBUSY;
}

static inline void mapping_allow_writable(struct address_space *mapping)
{
	atomic_inc(&mapping->i_mmap_writable);
}

int mapping_tagged(struct address_space *mapping, int tag);

/* Executing a file and writing to it exclude each other: ETXTBSY. */
static inline int get_write_access(struct inode *inode)
{
	return atomic_inc_unless_negative(&inode->i_writecount) ?
		0 : -ETXTBSY;
}

static inline int deny_write_access(struct file *file)
{
	return atomic_dec_unless_positive(&file_inode(file)->i_writecount) ?
		0 : -ETXTBSY;
}

static inline void put_write_access(struct inode *inode)
{
	atomic_dec(&inode->i_writecount);
}

static inline void allow_write_access(struct file *file)
{
	if (file)
		atomic_inc(&file_inode(file)->i_writecount);
}

static inline bool inode_is_open_for_write(const struct inode *inode)
{
	return atomic_read(&inode->i_writecount) > 0;
}

/* fs/file_table.c */
extern struct files_stat_struct files_stat;

static inline struct file *get_file(struct file *f)
{
	atomic_long_inc(&f->f_count);
	return f;
}

#define get_file_rcu(x)	atomic_long_inc_not_zero(&(x)->f_count)
#define file_count(x)	atomic_long_read(&(x)->f_count)

void fput(struct file *file);
void flush_delayed_fput(void);
struct file *alloc_empty_file(int flags, const struct cred *cred);
struct file *alloc_file(const struct path *path, int flags,
			const struct file_operations *fop);
struct file *alloc_file_pseudo(struct inode *inode, struct vfsmount *mnt,
			       const char *name, int flags,
			       const struct file_operations *fop);
struct file *alloc_file_clone(struct file *base, int flags,
			      const struct file_operations *fop);
void files_init(void);
void files_maxfiles_init(void);
unsigned long get_max_files(void);
long get_nr_files(void);

/* fs/open.c */
struct file *file_open_name(struct filename *name, int flags, umode_t mode);
struct file *filp_open(const char *filename, int flags, umode_t mode);
struct file *dentry_open(const struct path *path, int flags,
			 const struct cred *cred);
int filp_close(struct file *file, void *id);
long do_sys_open(int dfd, const char __user *filename, int flags, umode_t mode);
int vfs_open(const struct path *path, struct file *file);
int finish_open(struct file *file, struct dentry *dentry,
		int (*open)(struct inode *inode, struct file *file));
char *file_path(struct file *file, char *buf, int buflen);
int do_truncate(struct dentry *dentry, loff_t length, unsigned int time_attrs,
		struct file *filp);
long vfs_truncate(const struct path *path, loff_t length);
int vfs_fallocate(struct file *file, int mode, loff_t offset, loff_t len);
int generic_file_open(struct inode *inode, struct file *filp);
int nonseekable_open(struct inode *inode, struct file *filp);
int stream_open(struct inode *inode, struct file *filp);

/* fs/namei.c, namei_name.c, namei_open.c, namei_ops.c */
struct filename *getname(const char __user *filename);
struct filename *getname_flags(const char __user *filename, int flags,
			       int *empty);
struct filename *getname_kernel(const char *filename);
void putname(struct filename *name);
int generic_permission(struct inode *inode, int mask);
int inode_permission(struct inode *inode, int mask);
bool inode_owner_or_capable(const struct inode *inode);
int vfs_create(struct inode *dir, struct dentry *dentry, umode_t mode,
	       bool want_excl);
int vfs_mkdir(struct inode *dir, struct dentry *dentry, umode_t mode);
int vfs_mknod(struct inode *dir, struct dentry *dentry, umode_t mode,
	      dev_t dev);
int vfs_symlink(struct inode *dir, struct dentry *dentry, const char *oldname);
int vfs_link(struct dentry *old_dentry, struct inode *dir,
	     struct dentry *new_dentry, struct inode **delegated_inode);
int vfs_rmdir(struct inode *dir, struct dentry *dentry);
int vfs_unlink(struct inode *dir, struct dentry *dentry,
	       struct inode **delegated_inode);
int vfs_rename(struct inode *old_dir, struct dentry *old_dentry,
	       struct inode *new_dir, struct dentry *new_dentry,
	       struct inode **delegated_inode, unsigned int flags);
struct dentry *vfs_tmpfile(struct dentry *dentry, umode_t mode, int open_flag);
int vfs_readlink(struct dentry *dentry, char __user *buffer, int buflen);
int readlink_copy(char __user *buffer, int buflen, const char *link);
const char *page_get_link(struct dentry *dentry, struct inode *inode,
			  struct delayed_call *done);
void page_put_link(void *arg);
int page_symlink(struct inode *inode, const char *symname, int len);
extern const struct inode_operations page_symlink_inode_operations;
bool path_noexec(const struct path *path);

/* fs/inode.c */
extern struct inodes_stat_t inodes_stat;

extern const struct address_space_operations empty_aops;

void inode_init(void);
int inode_init_always(struct super_block *sb, struct inode *inode);
void inode_init_once(struct inode *inode);
void address_space_init_once(struct address_space *mapping);
struct inode *new_inode(struct super_block *sb);
struct inode *new_inode_pseudo(struct super_block *sb);
struct inode *alloc_anon_inode(struct super_block *sb);
void free_inode_nonrcu(struct inode *inode);
void __destroy_inode(struct inode *inode);
unsigned int get_next_ino(void);
void __iget(struct inode *inode);
void ihold(struct inode *inode);
struct inode *igrab(struct inode *inode);
void iput(struct inode *inode);
struct inode *iget_locked(struct super_block *sb, unsigned long ino);
struct inode *iget5_locked(struct super_block *sb, unsigned long hashval,
			   int (*test)(struct inode *inode, void *data),
			   int (*set)(struct inode *inode, void *data),
			   void *data);
struct inode *ilookup(struct super_block *sb, unsigned long ino);
int insert_inode_locked(struct inode *inode);
void unlock_new_inode(struct inode *inode);
void discard_new_inode(struct inode *inode);
void iget_failed(struct inode *inode);
void make_bad_inode(struct inode *inode);
bool is_bad_inode(struct inode *inode);
void __insert_inode_hash(struct inode *inode, unsigned long hashval);
void __remove_inode_hash(struct inode *inode);
void clear_inode(struct inode *inode);
void clear_nlink(struct inode *inode);
void drop_nlink(struct inode *inode);
void inc_nlink(struct inode *inode);
void set_nlink(struct inode *inode, unsigned int nlink);
int generic_delete_inode(struct inode *inode);
int generic_drop_inode(struct inode *inode);
void inode_sb_list_add(struct inode *inode);
int evict_inodes(struct super_block *sb);
int invalidate_inodes(struct super_block *sb, bool kill_dirty);
void init_special_inode(struct inode *inode, umode_t mode, dev_t rdev);
void inode_init_owner(struct inode *inode, const struct inode *dir,
		      umode_t mode);
void inode_nohighmem(struct inode *inode);
sector_t bmap(struct inode *inode, sector_t block);
struct timespec64 current_time(struct inode *inode);
struct timespec64 timespec64_trunc(struct timespec64 t, unsigned int gran);
void touch_atime(const struct path *path);
bool atime_needs_update(const struct path *path, struct inode *inode);
int file_update_time(struct file *file);
int generic_update_time(struct inode *inode, struct timespec64 *time,
			int flags);
int file_remove_privs(struct file *file);
int dentry_needs_remove_privs(struct dentry *dentry);
int should_remove_suid(struct dentry *dentry);
void inode_add_bytes(struct inode *inode, loff_t bytes);
void inode_sub_bytes(struct inode *inode, loff_t bytes);
void inode_set_bytes(struct inode *inode, loff_t bytes);
loff_t inode_get_bytes(struct inode *inode);

#define S_ATIME			1	/* flags of ->update_time() */
#define S_MTIME			2
#define S_CTIME			4
#define S_VERSION		8

static inline void insert_inode_hash(struct inode *inode)
{
	__insert_inode_hash(inode, inode->i_ino);
}

static inline void remove_inode_hash(struct inode *inode)
{
	if (!hlist_unhashed(&inode->i_hash))
		__remove_inode_hash(inode);
}

static inline bool inode_unhashed(struct inode *inode)
{
	return hlist_unhashed(&inode->i_hash);
}

static inline void file_accessed(struct file *file)
{
	if (!(file->f_flags & O_NOATIME))
		touch_atime(&file->f_path);
}

static inline void inode_has_no_xattr(struct inode *inode)
{
	if (!is_sxid(inode->i_mode))
		inode->i_flags |= S_NOSEC;
}

static inline uid_t i_uid_read(const struct inode *inode)
{
	return __kuid_val(inode->i_uid);
}

static inline gid_t i_gid_read(const struct inode *inode)
{
	return __kgid_val(inode->i_gid);
}

static inline void i_uid_write(struct inode *inode, uid_t uid)
{
	inode->i_uid = KUIDT_INIT(uid);
}

static inline void i_gid_write(struct inode *inode, gid_t gid)
{
	inode->i_gid = KGIDT_INIT(gid);
}

/* fs/attr.c */
int setattr_prepare(struct dentry *dentry, struct iattr *attr);
int inode_newsize_ok(const struct inode *inode, loff_t offset);
void setattr_copy(struct inode *inode, const struct iattr *attr);
int notify_change(struct dentry *dentry, struct iattr *attr,
		  struct inode **delegated_inode);

/* fs/stat.c, statfs.c */
void generic_fillattr(struct inode *inode, struct kstat *stat);
int vfs_getattr(const struct path *path, struct kstat *stat, u32 request_mask,
		unsigned int query_flags);
int vfs_statx(int dfd, const char __user *filename, int flags,
	      struct kstat *stat, u32 request_mask);
int vfs_fstat(unsigned int fd, struct kstat *stat);
int vfs_statfs(const struct path *path, struct kstatfs *buf);

/* fs/super.c, filesystems.c */
int register_filesystem(struct file_system_type *fs);
int unregister_filesystem(struct file_system_type *fs);
struct file_system_type *get_fs_type(const char *name);
void list_bdev_fs_names(char *buf, size_t size);
struct file_system_type *get_filesystem(struct file_system_type *fs);
void put_filesystem(struct file_system_type *fs);
struct super_block *sget(struct file_system_type *type,
			 int (*test)(struct super_block *sb, void *data),
			 int (*set)(struct super_block *sb, void *data),
			 int flags, void *data);
int set_anon_super(struct super_block *sb, void *data);
int get_anon_bdev(dev_t *p);
void free_anon_bdev(dev_t dev);
struct dentry *mount_nodev(struct file_system_type *type, int flags, void *data,
		int (*fill_super)(struct super_block *sb, void *data,
				  int silent));
struct dentry *mount_single(struct file_system_type *type, int flags,
		void *data, int (*fill_super)(struct super_block *sb,
					      void *data, int silent));
struct dentry *mount_ns(struct file_system_type *type, int flags, void *data,
		void *ns, struct user_namespace *user_ns,
		int (*fill_super)(struct super_block *sb, void *data,
				  int silent));
struct dentry *mount_pseudo(struct file_system_type *type, char *name,
			    const struct super_operations *ops,
			    const struct dentry_operations *dops,
			    unsigned long magic);
void deactivate_super(struct super_block *sb);
void deactivate_locked_super(struct super_block *sb);
void drop_super(struct super_block *sb);
void generic_shutdown_super(struct super_block *sb);
void kill_anon_super(struct super_block *sb);
void kill_litter_super(struct super_block *sb);
void iterate_supers(void (*fn)(struct super_block *sb, void *arg), void *arg);
int sync_filesystem(struct super_block *sb);
int do_remount_sb(struct super_block *sb, int flags, void *data, int force);

/* fs/read_write.c, readdir.c, splice.c */
ssize_t vfs_read(struct file *file, char __user *buf, size_t count,
		 loff_t *pos);
ssize_t vfs_write(struct file *file, const char __user *buf, size_t count,
		  loff_t *pos);
ssize_t kernel_read(struct file *file, void *buf, size_t count, loff_t *pos);
ssize_t kernel_write(struct file *file, const void *buf, size_t count,
		     loff_t *pos);
ssize_t vfs_iter_read(struct file *file, struct iov_iter *iter, loff_t *ppos,
		      int flags);
ssize_t vfs_iter_write(struct file *file, struct iov_iter *iter, loff_t *ppos,
		       int flags);
ssize_t vfs_copy_file_range(struct file *in, loff_t pos_in, struct file *out,
			    loff_t pos_out, size_t len, unsigned int flags);
loff_t vfs_llseek(struct file *file, loff_t offset, int whence);
loff_t vfs_setpos(struct file *file, loff_t offset, loff_t maxsize);
loff_t generic_file_llseek(struct file *file, loff_t offset, int whence);
loff_t generic_file_llseek_size(struct file *file, loff_t offset, int whence,
				loff_t maxsize, loff_t eof);
loff_t fixed_size_llseek(struct file *file, loff_t offset, int whence,
			 loff_t size);
loff_t noop_llseek(struct file *file, loff_t offset, int whence);
loff_t no_llseek(struct file *file, loff_t offset, int whence);
loff_t default_llseek(struct file *file, loff_t offset, int whence);
int rw_verify_area(int read_write, struct file *file, const loff_t *ppos,
		   size_t count);
ssize_t generic_write_checks(struct kiocb *iocb, struct iov_iter *from);
int iterate_dir(struct file *file, struct dir_context *ctx);
long vfs_ioctl(struct file *filp, unsigned int cmd, unsigned long arg);
ssize_t generic_file_splice_read(struct file *in, loff_t *ppos,
				 struct pipe_inode_info *pipe, size_t len,
				 unsigned int flags);
ssize_t iter_file_splice_write(struct pipe_inode_info *pipe, struct file *out,
			       loff_t *ppos, size_t len, unsigned int flags);
long do_splice_direct(struct file *in, loff_t *ppos, struct file *out,
		      loff_t *opos, size_t len, unsigned int flags);

/* mm/filemap_sync.c */
int filemap_fdatawrite(struct address_space *mapping);
int filemap_fdatawrite_range(struct address_space *mapping, loff_t start,
			     loff_t end);
int __filemap_fdatawrite_range(struct address_space *mapping, loff_t start,
			       loff_t end, int sync_mode);
int filemap_flush(struct address_space *mapping);
int filemap_fdatawait(struct address_space *mapping);
int filemap_fdatawait_range(struct address_space *mapping, loff_t start,
			    loff_t end);
void filemap_fdatawait_keep_errors(struct address_space *mapping);
int filemap_write_and_wait(struct address_space *mapping);
int filemap_write_and_wait_range(struct address_space *mapping, loff_t lstart,
				 loff_t lend);
int file_write_and_wait_range(struct file *file, loff_t lstart, loff_t lend);
int filemap_check_errors(struct address_space *mapping);
int file_check_and_advance_wb_err(struct file *file);
bool filemap_range_has_page(struct address_space *mapping, loff_t start_byte,
			    loff_t end_byte);

/* mm/filemap_rw.c, mm/filemap_mmap.c */
ssize_t generic_file_read_iter(struct kiocb *iocb, struct iov_iter *iter);
ssize_t __generic_file_write_iter(struct kiocb *iocb, struct iov_iter *from);
ssize_t generic_file_write_iter(struct kiocb *iocb, struct iov_iter *from);
ssize_t generic_perform_write(struct file *file, struct iov_iter *i,
			      loff_t pos);
int generic_file_mmap(struct file *file, struct vm_area_struct *vma);

/* mm/fadvise.c */
int vfs_fadvise(struct file *file, loff_t offset, loff_t len, int advice);

/* fs/sync.c, fs-writeback.c */
int vfs_fsync_range(struct file *file, loff_t start, loff_t end, int datasync);
int vfs_fsync(struct file *file, int datasync);
ssize_t generic_write_sync(struct kiocb *iocb, ssize_t count);
void __mark_inode_dirty(struct inode *inode, int flags);
int write_inode_now(struct inode *inode, int sync);
int sync_inode_metadata(struct inode *inode, int wait);
void emergency_sync(void);
void ksys_sync(void);

static inline void mark_inode_dirty(struct inode *inode)
{
	__mark_inode_dirty(inode, I_DIRTY);
}

static inline void mark_inode_dirty_sync(struct inode *inode)
{
	__mark_inode_dirty(inode, I_DIRTY_SYNC);
}

static inline void inode_inc_link_count(struct inode *inode)
{
	inc_nlink(inode);
	mark_inode_dirty(inode);
}

static inline void inode_dec_link_count(struct inode *inode)
{
	drop_nlink(inode);
	mark_inode_dirty(inode);
}

/* fs/libfs.c */
struct tree_descr {
	const char *name;
	const struct file_operations *ops;
	int mode;
};

extern const struct file_operations simple_dir_operations;
extern const struct inode_operations simple_dir_inode_operations;
extern const struct inode_operations simple_symlink_inode_operations;
extern const struct dentry_operations simple_dentry_operations;
extern const struct super_operations simple_super_operations;

int simple_getattr(const struct path *path, struct kstat *stat,
		   u32 request_mask, unsigned int query_flags);
int simple_setattr(struct dentry *dentry, struct iattr *attr);
int simple_statfs(struct dentry *dentry, struct kstatfs *buf);
struct dentry *simple_lookup(struct inode *dir, struct dentry *dentry,
			     unsigned int flags);
int simple_open(struct inode *inode, struct file *file);
int simple_link(struct dentry *old_dentry, struct inode *dir,
		struct dentry *dentry);
int simple_unlink(struct inode *dir, struct dentry *dentry);
int simple_rmdir(struct inode *dir, struct dentry *dentry);
int simple_rename(struct inode *old_dir, struct dentry *old_dentry,
		  struct inode *new_dir, struct dentry *new_dentry,
		  unsigned int flags);
int simple_empty(struct dentry *dentry);
int always_delete_dentry(const struct dentry *dentry);
int dcache_dir_open(struct inode *inode, struct file *file);
int dcache_dir_close(struct inode *inode, struct file *file);
loff_t dcache_dir_lseek(struct file *file, loff_t offset, int whence);
int dcache_readdir(struct file *file, struct dir_context *ctx);
ssize_t generic_read_dir(struct file *file, char __user *buf, size_t count,
			 loff_t *pos);
int noop_fsync(struct file *file, loff_t start, loff_t end, int datasync);
int generic_file_fsync(struct file *file, loff_t start, loff_t end,
		       int datasync);
int simple_readpage(struct file *file, struct page *page);
int simple_write_begin(struct file *file, struct address_space *mapping,
		       loff_t pos, unsigned int len, unsigned int flags,
		       struct page **pagep, void **fsdata);
int simple_write_end(struct file *file, struct address_space *mapping,
		     loff_t pos, unsigned int len, unsigned int copied,
		     struct page *page, void *fsdata);
int simple_fill_super(struct super_block *sb, unsigned long magic,
		      const struct tree_descr *files);
int simple_pin_fs(struct file_system_type *type, struct vfsmount **mount,
		  int *count);
void simple_release_fs(struct vfsmount **mount, int *count);
const char *simple_get_link(struct dentry *dentry, struct inode *inode,
			    struct delayed_call *done);
ssize_t simple_read_from_buffer(void __user *to, size_t count, loff_t *ppos,
				const void *from, size_t available);
ssize_t simple_write_to_buffer(void *to, size_t available, loff_t *ppos,
			       const void __user *from, size_t count);
void make_empty_dir_inode(struct inode *inode);
void kfree_link(void *arg);

/* readdir helpers */
static inline bool dir_emit(struct dir_context *ctx, const char *name,
			    int namelen, u64 ino, unsigned int type)
{
	return ctx->actor(ctx, name, namelen, ctx->pos, ino, type) == 0;
}

static inline ino_t parent_ino(struct dentry *dentry)
{
	ino_t ino;

	spin_lock(&dentry->d_lock);
	ino = dentry->d_parent->d_inode->i_ino;
	spin_unlock(&dentry->d_lock);
	return ino;
}

static inline bool dir_emit_dot(struct file *file, struct dir_context *ctx)
{
	return ctx->actor(ctx, ".", 1, ctx->pos, file_inode(file)->i_ino,
			  DT_DIR) == 0;
}

static inline bool dir_emit_dotdot(struct file *file, struct dir_context *ctx)
{
	return ctx->actor(ctx, "..", 2, ctx->pos,
			  parent_ino(file->f_path.dentry), DT_DIR) == 0;
}

static inline bool dir_emit_dots(struct file *file, struct dir_context *ctx)
{
	if (ctx->pos == 0) {
		if (!dir_emit_dot(file, ctx))
			return false;
		ctx->pos = 1;
	}
	if (ctx->pos == 1) {
		if (!dir_emit_dotdot(file, ctx))
			return false;
		ctx->pos = 2;
	}
	return true;
}

/* fs/vfs_init.c, fs/ramfs/inode.c */
void vfs_caches_init(void);
int init_rootfs(void);

extern struct kmem_cache *names_cachep;
#define __getname()		kmem_cache_alloc(names_cachep, GFP_KERNEL)
#define __putname(name)		kmem_cache_free(names_cachep, (void *)(name))

extern int sysctl_protected_symlinks;
extern int sysctl_protected_hardlinks;
extern int sysctl_protected_fifos;
extern int sysctl_protected_regular;
extern unsigned int sysctl_nr_open;

static inline int iocb_flags(struct file *file)
{
	int res = 0;

	if (likely(!(file->f_flags & (O_APPEND | O_DIRECT | O_DSYNC |
				      __O_SYNC)) &&
		   !IS_SYNC(file->f_mapping->host)))
		return 0;
	if (file->f_flags & O_APPEND)
		res |= IOCB_APPEND;
	if (file->f_flags & O_DIRECT)
		res |= IOCB_DIRECT;
	if ((file->f_flags & O_DSYNC) || IS_SYNC(file->f_mapping->host))
		res |= IOCB_DSYNC;
	if (file->f_flags & __O_SYNC)
		res |= IOCB_SYNC;
	return res;
}

static inline void init_sync_kiocb(struct kiocb *kiocb, struct file *filp)
{
	*kiocb = (struct kiocb) {
		.ki_filp = filp,
		.ki_flags = iocb_flags(filp),
	};
}

#endif /* _LINUX_FS_API_H */
