/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/fs.h - the objects of the VFS: super block, inode, open file, and the
 * tables of functions by which a filesystem answers for them
 *
 *	task -> files_struct -> file -> path -> dentry -> inode -> super_block
 *	                          \-> f_mapping -> address_space -> pages
 *
 * Mirrors: Linux 4.19 include/linux/fs.h; struct address_space has the fields
 * of 4.6.  File locks are in linux/filelock.h, names in linux/dcache.h.
 *
 * Simpler than Linux in: no freezing, quotas, leases, encryption, write hints,
 * security blobs, i_version.
 */
#ifndef _LINUX_FS_H
#define _LINUX_FS_H

#include <linux/dcache.h>
#include <linux/delayed_call.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/errseq.h>
#include <linux/fcntl.h>
#include <linux/kdev_t.h>
#include <linux/list_lru.h>
#include <linux/llist.h>
#include <linux/mutex.h>
#include <linux/path.h>
#include <linux/radix-tree.h>
#include <linux/rbtree.h>
#include <linux/rwsem.h>
#include <linux/shrinker.h>
#include <linux/stat.h>

#include <uapi/linux/fs.h>

struct address_space;
struct backing_dev_info;
struct block_device;
struct cdev;
struct cred;
struct dir_context;
struct fasync_struct;
struct file_lock;
struct file_lock_context;
struct iov_iter;
struct kiocb;
struct kstatfs;
struct module;
struct page;
struct pid;
struct pipe_inode_info;
struct poll_table_struct;
struct seq_file;
struct user_namespace;
struct vm_area_struct;
struct writeback_control;
struct xattr_handler;

/* Direction of an i/o; also the low bit of iov_iter.type. */
#define READ			0
#define WRITE			1

#define MAY_EXEC		0x00000001
#define MAY_WRITE		0x00000002
#define MAY_READ		0x00000004
#define MAY_APPEND		0x00000008
#define MAY_ACCESS		0x00000010
#define MAY_OPEN		0x00000020
#define MAY_CHDIR		0x00000040
#define MAY_NOT_BLOCK		0x00000080	/* RCU walk: -ECHILD instead */

#define FMODE_READ		((fmode_t)0x1)
#define FMODE_WRITE		((fmode_t)0x2)
#define FMODE_LSEEK		((fmode_t)0x4)
#define FMODE_PREAD		((fmode_t)0x8)
#define FMODE_PWRITE		((fmode_t)0x10)
#define FMODE_EXEC		((fmode_t)0x20)
#define FMODE_NDELAY		((fmode_t)0x40)
#define FMODE_EXCL		((fmode_t)0x80)
#define FMODE_NOCMTIME		((fmode_t)0x800)
#define FMODE_RANDOM		((fmode_t)0x1000)
#define FMODE_UNSIGNED_OFFSET	((fmode_t)0x2000)
#define FMODE_PATH		((fmode_t)0x4000)
#define FMODE_ATOMIC_POS	((fmode_t)0x8000)	/* f_pos_lock is used */
#define FMODE_WRITER		((fmode_t)0x10000)
#define FMODE_CAN_READ		((fmode_t)0x20000)
#define FMODE_CAN_WRITE		((fmode_t)0x40000)
#define FMODE_OPENED		((fmode_t)0x80000)
#define FMODE_CREATED		((fmode_t)0x100000)
#define FMODE_STREAM		((fmode_t)0x200000)	/* has no position */
#define FMODE_NONOTIFY		((fmode_t)0x4000000)
#define FMODE_NOWAIT		((fmode_t)0x8000000)

/* In open_flags: the open is for execve(). */
#define __FMODE_EXEC		((__force int)FMODE_EXEC)

/* O_RDONLY, O_WRONLY, O_RDWR -> FMODE_READ, FMODE_WRITE, both; 3 -> neither. */
#define OPEN_FMODE(flag) \
	((__force fmode_t)(((flag) + 1) & O_ACCMODE) | \
	 ((__force fmode_t)(flag) & FMODE_NONOTIFY))
#define ACC_MODE(x)	("\004\002\006\006"[(x) & O_ACCMODE])

#define RW_MAX_COUNT		MAX_RW_COUNT
#define MAX_RW_COUNT		(INT_MAX & PAGE_MASK)
#define MAX_LFS_FILESIZE	((loff_t)LLONG_MAX)
#define OFFSET_MAX		((loff_t)LLONG_MAX)

/* Attribute changes: struct iattr.ia_valid */
#define ATTR_MODE		(1 << 0)
#define ATTR_UID		(1 << 1)
#define ATTR_GID		(1 << 2)
#define ATTR_SIZE		(1 << 3)
#define ATTR_ATIME		(1 << 4)
#define ATTR_MTIME		(1 << 5)
#define ATTR_CTIME		(1 << 6)
#define ATTR_ATIME_SET		(1 << 7)
#define ATTR_MTIME_SET		(1 << 8)
#define ATTR_FORCE		(1 << 9)	/* not a user's wish */
#define ATTR_KILL_SUID		(1 << 11)
#define ATTR_KILL_SGID		(1 << 12)
#define ATTR_FILE		(1 << 13)
#define ATTR_KILL_PRIV		(1 << 14)
#define ATTR_OPEN		(1 << 15)	/* truncated by open(O_TRUNC) */
#define ATTR_TIMES_SET		(1 << 16)
#define ATTR_TOUCH		(1 << 17)	/* utimensat(NULL) */

struct iattr {
	unsigned int		ia_valid;	/* ATTR_* */
	umode_t			ia_mode;
	kuid_t			ia_uid;
	kgid_t			ia_gid;
	loff_t			ia_size;
	struct timespec64	ia_atime;
	struct timespec64	ia_mtime;
	struct timespec64	ia_ctime;
	struct file		*ia_file;	/* valid with ATTR_FILE */
};

/* The page cache of one inode. Who may be asked what: a_ops. */
enum positive_aop_returns {
	AOP_WRITEPAGE_ACTIVATE	= 0x80000,
	AOP_TRUNCATED_PAGE	= 0x80001,
};

#define AOP_FLAG_UNINTERRUPTIBLE 0x0001
#define AOP_FLAG_NOFS		0x0002

struct address_space_operations {
	int (*writepage)(struct page *page, struct writeback_control *wbc);
	int (*readpage)(struct file *file, struct page *page);
	int (*writepages)(struct address_space *mapping,
			  struct writeback_control *wbc);
	int (*set_page_dirty)(struct page *page);	/* true: newly dirty */
	int (*readpages)(struct file *file, struct address_space *mapping,
			 struct list_head *pages, unsigned int nr_pages);
	int (*write_begin)(struct file *file, struct address_space *mapping,
			   loff_t pos, unsigned int len, unsigned int flags,
			   struct page **pagep, void **fsdata);
	int (*write_end)(struct file *file, struct address_space *mapping,
			 loff_t pos, unsigned int len, unsigned int copied,
			 struct page *page, void *fsdata);
	sector_t (*bmap)(struct address_space *mapping, sector_t block);
	void (*invalidatepage)(struct page *page, unsigned int offset,
			       unsigned int length);
	int (*releasepage)(struct page *page, gfp_t gfp);
	void (*freepage)(struct page *page);
	ssize_t (*direct_IO)(struct kiocb *iocb, struct iov_iter *iter);
	int (*launder_page)(struct page *page);
	int (*is_partially_uptodate)(struct page *page, unsigned long from,
				     unsigned long count);
};

/*
 * [t] tree_lock          [m] i_mmap_rwsem
 * [p] private_lock       [a] atomic or atomic bits
 */
struct address_space {
	struct inode		*host;		/* owner: inode, block_device */
	struct radix_tree_root	page_tree;	/* [t] read under RCU */
	spinlock_t		tree_lock;	/* irq-safe */
	atomic_t		i_mmap_writable; /* [a] VM_SHARED mappings */
	struct rb_root		i_mmap;		/* [m] mappings, by offset */
	struct rw_semaphore	i_mmap_rwsem;
	unsigned long		nrpages;	/* [t] */
	unsigned long		nrexceptional;	/* [t] shadow, swap entries */
	pgoff_t			writeback_index; /* where writeback goes on */
	const struct address_space_operations *a_ops;
	unsigned long		flags;		/* [a] AS_*, gfp mask above */
	spinlock_t		private_lock;	/* for private_list */
	struct list_head	private_list;	/* [p] buffers, for fsync */
	void			*private_data;	/* [p] the filesystem's */
	errseq_t		wb_err;		/* [a] last writeback error */
} __aligned(sizeof(long));

/* Radix tree tags. */
#define PAGECACHE_TAG_DIRTY	0
#define PAGECACHE_TAG_WRITEBACK	1
#define PAGECACHE_TAG_TOWRITE	2

/* i_opflags: answers remembered so that the walk need not ask again. */
#define IOP_FASTPERM		0x0001	/* has no ->permission() */
#define IOP_LOOKUP		0x0002	/* has ->lookup() */
#define IOP_NOFOLLOW		0x0004	/* has no ->get_link() */
#define IOP_XATTR		0x0008
#define IOP_DEFAULT_READLINK	0x0010

/* i_flags */
#define S_SYNC			(1 << 0)
#define S_NOATIME		(1 << 1)
#define S_APPEND		(1 << 2)
#define S_IMMUTABLE		(1 << 3)
#define S_DEAD			(1 << 4)	/* removed directory */
#define S_NOQUOTA		(1 << 5)
#define S_DIRSYNC		(1 << 6)
#define S_NOCMTIME		(1 << 7)
#define S_SWAPFILE		(1 << 8)
#define S_PRIVATE		(1 << 9)
#define S_NOSEC			(1 << 12)	/* no suid to strip on write */

/* i_state */
#define I_DIRTY_SYNC		(1 << 0)
#define I_DIRTY_DATASYNC	(1 << 1)
#define I_DIRTY_PAGES		(1 << 2)
#define __I_NEW			3
#define I_NEW			(1 << __I_NEW)	/* being read in */
#define I_WILL_FREE		(1 << 4)
#define I_FREEING		(1 << 5)
#define I_CLEAR			(1 << 6)
#define __I_SYNC		7
#define I_SYNC			(1 << __I_SYNC)	/* being written back */
#define I_REFERENCED		(1 << 8)
#define I_LINKABLE		(1 << 10)	/* O_TMPFILE without O_EXCL */
#define I_DIRTY_TIME		(1 << 11)
#define I_CREATING		(1 << 15)
#define I_DIRTY_INODE		(I_DIRTY_SYNC | I_DIRTY_DATASYNC)
#define I_DIRTY			(I_DIRTY_INODE | I_DIRTY_PAGES)
#define I_DIRTY_ALL		(I_DIRTY | I_DIRTY_TIME)

/*
 * [l] i_lock             [w] i_rwsem held for writing
 * [h] inode hash lock    [s] s_inode_list_lock
 * [b] bdi's list_lock    [I] immutable once I_NEW is cleared
 * [a] atomic             [u] lru list's lock
 */
struct inode {
	/* What the RCU walk reads. */
	umode_t			i_mode;		/* [w] */
	unsigned short		i_opflags;	/* IOP_*, only grow */
	kuid_t			i_uid;		/* [w] */
	kgid_t			i_gid;		/* [w] */
	unsigned int		i_flags;	/* [w] S_* */
	const struct inode_operations *i_op;	/* [I] */
	struct super_block	*i_sb;		/* [I] */
	struct address_space	*i_mapping;	/* usually &i_data */

	unsigned long		i_ino;		/* [I] */
	union {
		const unsigned int i_nlink;	/* set_nlink() and kin */
		unsigned int	__i_nlink;	/* [w] */
	};
	dev_t			i_rdev;		/* [I] */
	loff_t			i_size;		/* [w] */
	struct timespec64	i_atime;
	struct timespec64	i_mtime;	/* [w] */
	struct timespec64	i_ctime;	/* [w] */
	spinlock_t		i_lock;		/* below the dcache's locks */
	unsigned short		i_bytes;	/* [l] */
	u8			i_blkbits;	/* [I] */
	blkcnt_t		i_blocks;	/* [l] 512-byte units */

	unsigned long		i_state;	/* [l] I_* */
	struct rw_semaphore	i_rwsem;
	unsigned long		dirtied_when;	/* [b] jiffies */

	struct hlist_node	i_hash;		/* [h] */
	struct list_head	i_io_list;	/* [b] */
	struct list_head	i_lru;		/* [u] */
	struct list_head	i_sb_list;	/* [s] */
	struct list_head	i_wb_list;	/* under writeback */
	union {
		struct hlist_head i_dentry;	/* [l] its names */
		struct rcu_head	i_rcu;
	};
	atomic_t		i_count;	/* [a] */
	atomic_t		i_writecount;	/* [a] <0: being executed */
	const struct file_operations *i_fop;	/* [I] */
	struct file_lock_context *i_flctx;	/* [a] set once */
	struct address_space	i_data;
	struct list_head	i_devices;	/* cdev's or bdev's list */
	union {
		struct pipe_inode_info *i_pipe;	/* [l] */
		struct block_device *i_bdev;
		struct cdev	*i_cdev;	/* cdev_lock */
		char		*i_link;	/* [I] symlink's body in RAM */
		unsigned int	i_dir_seq;	/* [a] directories */
	};
	u32			i_generation;
	u32			i_fsnotify_mask; /* [l] what somebody watches */
	struct hlist_head	i_fsnotify_marks; /* [l] SRCU read */
	void			*i_private;
};

struct file_ra_state {
	pgoff_t		start;		/* where the window starts */
	unsigned int	size;		/* pages in the window */
	unsigned int	async_size;	/* go on when so many are left */
	unsigned int	ra_pages;	/* the largest window */
	unsigned int	mmap_miss;	/* faults that missed */
	loff_t		prev_pos;	/* last read's end, bytes */
};

/* Who gets SIGIO; [o] lock. */
struct fown_struct {
	rwlock_t	lock;
	struct pid	*pid;		/* [o] referenced */
	int		pid_type;	/* [o] enum pid_type */
	kuid_t		uid, euid;	/* [o] of the setter */
	int		signum;		/* 0: SIGIO */
};

/*
 * [I] immutable after open   [f] f_lock    [p] f_pos_lock
 * [a] atomic
 */
struct file {
	union {
		struct llist_node fu_llist;	/* delayed fput, no task */
		struct rcu_head	fu_rcuhead;	/* task work, then RCU free */
	} f_u;
	struct path		f_path;		/* [I] */
	struct inode		*f_inode;	/* [I] */
	const struct file_operations *f_op;	/* [I] */
	spinlock_t		f_lock;
	atomic_long_t		f_count;	/* [a] */
	unsigned int		f_flags;	/* [f] */
	fmode_t			f_mode;		/* [I] */
	struct mutex		f_pos_lock;
	loff_t			f_pos;		/* [p] if FMODE_ATOMIC_POS */
	struct fown_struct	f_owner;
	const struct cred	*f_cred;	/* [I] the opener's */
	struct file_ra_state	f_ra;
	u64			f_version;
	void			*private_data;	/* the driver's */
	struct list_head	f_ep_links;	/* [f] epoll items on us */
	struct list_head	f_tfile_llink;	/* epoll's loop check */
	struct address_space	*f_mapping;	/* [I] */
	errseq_t		f_wb_err;	/* [f] seen by fsync */
};

/* s_flags: as the MS_* flags of mount(2), and three internal ones. */
#define SB_RDONLY		MS_RDONLY
#define SB_NOSUID		MS_NOSUID
#define SB_NODEV		MS_NODEV
#define SB_NOEXEC		MS_NOEXEC
#define SB_SYNCHRONOUS		MS_SYNCHRONOUS
#define SB_MANDLOCK		MS_MANDLOCK
#define SB_DIRSYNC		MS_DIRSYNC
#define SB_NOATIME		MS_NOATIME
#define SB_NODIRATIME		MS_NODIRATIME
#define SB_SILENT		MS_SILENT
#define SB_POSIXACL		MS_POSIXACL
#define SB_KERNMOUNT		MS_KERNMOUNT
#define SB_I_VERSION		MS_I_VERSION
#define SB_LAZYTIME		MS_LAZYTIME
#define SB_BORN			(1 << 29)
#define SB_ACTIVE		(1 << 30)
#define SB_NOUSER		(1U << 31)

/* s_iflags */
#define SB_I_NOEXEC		0x00000002
#define SB_I_NODEV		0x00000004
#define SB_I_USERNS_VISIBLE	0x00000010
#define SB_I_DYING		0x00000020	/* s_active reached zero */

/*
 * [S] sb_lock            [u] s_umount       [I] immutable once SB_BORN
 * [i] s_inode_list_lock  [m] mount_lock     [a] atomic
 */
struct super_block {
	struct list_head	s_list;		/* [S] all super blocks */
	dev_t			s_dev;		/* [I] */
	unsigned char		s_blocksize_bits; /* [I] */
	unsigned long		s_blocksize;	/* [I] bytes */
	loff_t			s_maxbytes;	/* [I] largest file */
	struct file_system_type	*s_type;	/* [I] */
	const struct super_operations *s_op;	/* [I] */
	unsigned long		s_flags;	/* [u] SB_* */
	unsigned long		s_iflags;	/* SB_I_* */
	unsigned long		s_magic;	/* [I] */
	struct dentry		*s_root;	/* [u] */
	struct rw_semaphore	s_umount;
	int			s_count;	/* [S] passive references */
	atomic_t		s_active;	/* [a] active: mounts */
	const struct xattr_handler **s_xattr;	/* [I] */
	struct hlist_bl_head	s_roots;	/* disconnected dentries */
	struct list_head	s_mounts;	/* [m] */
	struct block_device	*s_bdev;	/* [I] */
	struct backing_dev_info	*s_bdi;		/* [I] */
	struct hlist_node	s_instances;	/* [S] of s_type */
	char			s_id[32];	/* [I] for messages */
	void			*s_fs_info;	/* the filesystem's */
	fmode_t			s_mode;		/* [I] */
	u32			s_time_gran;	/* [I] of timestamps, ns */
	struct mutex		s_vfs_rename_mutex; /* cross-dir renames */
	char			*s_subtype;	/* [I] */
	const struct dentry_operations *s_d_op;	/* [I] default of d_op */
	struct shrinker		s_shrink;
	atomic_long_t		s_remove_count;	/* [a] nlink 0, still open */
	int			s_readonly_remount; /* [m] */
	struct user_namespace	*s_user_ns;	/* [I] */
	struct list_lru		s_dentry_lru;
	struct list_lru		s_inode_lru;
	struct rcu_head		rcu;
	spinlock_t		s_inode_list_lock;
	struct list_head	s_inodes;	/* [i] all inodes */
};

struct kiocb {
	struct file	*ki_filp;
	loff_t		ki_pos;
	void		(*ki_complete)(struct kiocb *iocb, long ret, long ret2);
	void		*private;
	int		ki_flags;	/* IOCB_* */
};

#define IOCB_EVENTFD		(1 << 0)
#define IOCB_APPEND		(1 << 1)
#define IOCB_DIRECT		(1 << 2)
#define IOCB_HIPRI		(1 << 3)
#define IOCB_DSYNC		(1 << 4)
#define IOCB_SYNC		(1 << 5)
#define IOCB_WRITE		(1 << 6)
#define IOCB_NOWAIT		(1 << 7)

static inline bool is_sync_kiocb(const struct kiocb *kiocb)
{
	return !kiocb->ki_complete;
}

/* readdir: the filesystem calls dir_emit() for each entry until it is false. */
typedef int (*filldir_t)(struct dir_context *ctx, const char *name, int namelen,
			 loff_t offset, u64 ino, unsigned int d_type);

struct dir_context {
	const filldir_t	actor;
	loff_t		pos;
};

/* How a mapping can be used; for nommu in Linux, unused here. */
struct file_operations {
	struct module *owner;
	loff_t (*llseek)(struct file *file, loff_t offset, int whence);
	ssize_t (*read)(struct file *file, char __user *buf, size_t count,
			loff_t *pos);
	ssize_t (*write)(struct file *file, const char __user *buf,
			 size_t count, loff_t *pos);
	ssize_t (*read_iter)(struct kiocb *iocb, struct iov_iter *to);
	ssize_t (*write_iter)(struct kiocb *iocb, struct iov_iter *from);
	int (*iterate)(struct file *file, struct dir_context *ctx);
	int (*iterate_shared)(struct file *file, struct dir_context *ctx);
	__poll_t (*poll)(struct file *file, struct poll_table_struct *wait);
	long (*unlocked_ioctl)(struct file *file, unsigned int cmd,
			       unsigned long arg);
	long (*compat_ioctl)(struct file *file, unsigned int cmd,
			     unsigned long arg);
	int (*mmap)(struct file *file, struct vm_area_struct *vma);
	unsigned long mmap_supported_flags;
	int (*open)(struct inode *inode, struct file *file);
	int (*flush)(struct file *file, void *id);
	int (*release)(struct inode *inode, struct file *file);
	int (*fsync)(struct file *file, loff_t start, loff_t end, int datasync);
	int (*fasync)(int fd, struct file *file, int on);
	int (*lock)(struct file *file, int cmd, struct file_lock *fl);
	ssize_t (*sendpage)(struct file *file, struct page *page, int offset,
			    size_t size, loff_t *pos, int more);
	unsigned long (*get_unmapped_area)(struct file *file,
			unsigned long addr, unsigned long len,
			unsigned long pgoff, unsigned long flags);
	int (*check_flags)(int flags);
	int (*flock)(struct file *file, int cmd, struct file_lock *fl);
	ssize_t (*splice_write)(struct pipe_inode_info *pipe, struct file *out,
				loff_t *pos, size_t len, unsigned int flags);
	ssize_t (*splice_read)(struct file *in, loff_t *pos,
			       struct pipe_inode_info *pipe, size_t len,
			       unsigned int flags);
	long (*fallocate)(struct file *file, int mode, loff_t offset,
			  loff_t len);
	void (*show_fdinfo)(struct seq_file *m, struct file *file);
	ssize_t (*copy_file_range)(struct file *in, loff_t pos_in,
				   struct file *out, loff_t pos_out,
				   size_t count, unsigned int flags);
};

struct inode_operations {
	struct dentry *(*lookup)(struct inode *dir, struct dentry *dentry,
				 unsigned int flags);
	const char *(*get_link)(struct dentry *dentry, struct inode *inode,
				struct delayed_call *done);
	int (*permission)(struct inode *inode, int mask);
	int (*readlink)(struct dentry *dentry, char __user *buf, int buflen);
	int (*create)(struct inode *dir, struct dentry *dentry, umode_t mode,
		      bool excl);
	int (*link)(struct dentry *old, struct inode *dir, struct dentry *new);
	int (*unlink)(struct inode *dir, struct dentry *dentry);
	int (*symlink)(struct inode *dir, struct dentry *dentry,
		       const char *target);
	int (*mkdir)(struct inode *dir, struct dentry *dentry, umode_t mode);
	int (*rmdir)(struct inode *dir, struct dentry *dentry);
	int (*mknod)(struct inode *dir, struct dentry *dentry, umode_t mode,
		     dev_t dev);
	int (*rename)(struct inode *old_dir, struct dentry *old_dentry,
		      struct inode *new_dir, struct dentry *new_dentry,
		      unsigned int flags);
	int (*setattr)(struct dentry *dentry, struct iattr *attr);
	int (*getattr)(const struct path *path, struct kstat *stat,
		       u32 request_mask, unsigned int query_flags);
	ssize_t (*listxattr)(struct dentry *dentry, char *list, size_t size);
	int (*update_time)(struct inode *inode, struct timespec64 *time,
			   int flags);
	int (*atomic_open)(struct inode *dir, struct dentry *dentry,
			   struct file *file, unsigned int open_flag,
			   umode_t create_mode);
	int (*tmpfile)(struct inode *dir, struct dentry *dentry, umode_t mode);
};

struct super_operations {
	struct inode *(*alloc_inode)(struct super_block *sb);
	void (*destroy_inode)(struct inode *inode);
	void (*dirty_inode)(struct inode *inode, int flags);
	int (*write_inode)(struct inode *inode, struct writeback_control *wbc);
	int (*drop_inode)(struct inode *inode);
	void (*evict_inode)(struct inode *inode);
	void (*put_super)(struct super_block *sb);
	int (*sync_fs)(struct super_block *sb, int wait);
	int (*statfs)(struct dentry *dentry, struct kstatfs *buf);
	int (*remount_fs)(struct super_block *sb, int *flags, char *data);
	void (*umount_begin)(struct super_block *sb);
	int (*show_options)(struct seq_file *m, struct dentry *root);
	int (*show_devname)(struct seq_file *m, struct dentry *root);
};

#define FS_REQUIRES_DEV		1
#define FS_BINARY_MOUNTDATA	2
#define FS_HAS_SUBTYPE		4
#define FS_USERNS_MOUNT		8	/* root of a user namespace may */
#define FS_RENAME_DOES_D_MOVE	32768

struct file_system_type {
	const char		*name;
	int			fs_flags;	/* FS_* */
	struct dentry *(*mount)(struct file_system_type *type, int flags,
				const char *dev_name, void *data);
	void (*kill_sb)(struct super_block *sb);
	struct module		*owner;
	struct file_system_type	*next;		/* file_systems_lock */
	struct hlist_head	fs_supers;	/* sb_lock */
};

/* A path copied from user space: one page of names_cachep, string included. */
struct filename {
	const char		*name;		/* iname, or a page of its own */
	const char __user	*uptr;		/* where it came from */
	int			refcnt;
	struct audit_names	*aname;		/* unused: no audit */
	const char		iname[];
};

#include <linux/fs_api.h>
#include <linux/fs_blkdev.h>
#include <linux/fs_chrdev.h>

#endif /* _LINUX_FS_H */
