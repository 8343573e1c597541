/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fs/ext2/ext2.h - the second extended filesystem: on disk, and in memory
 *
 *	| boot | group 0                            | group 1 ...
 *	       | super | descriptors | block bitmap | inode bitmap | inodes | data
 *
 * The super block is at byte 1024. Copies of it and of the descriptors are at
 * the start of other groups; nobody but e2fsck reads them. All numbers are
 * little endian.
 *
 *	i_block[0..11] -> data
 *	i_block[12]    -> block of pointers -> data
 *	i_block[13]    -> pointers -> pointers -> data
 *	i_block[14]    -> pointers -> pointers -> pointers -> data
 *
 * Mirrors: Linux 4.6 fs/ext2/ext2.h; written from the description of the
 * format in "The Second Extended File System" (Poirier).
 */
#ifndef _FS_EXT2_EXT2_H
#define _FS_EXT2_EXT2_H

#include <linux/buffer_head.h>
#include <linux/fs.h>
#include <linux/rwsem.h>

#include <asm/byteorder.h>

struct kstatfs;

#define EXT2_SUPER_MAGIC	0xEF53
#define EXT2_LINK_MAX		32000
#define EXT2_NAME_LEN		255
#define EXT2_MIN_BLOCK_SIZE	1024
#define EXT2_MAX_BLOCK_SIZE	4096
#define EXT2_DFL_MAX_MNT_COUNT	20

/* Inodes with a meaning. */
#define EXT2_BAD_INO		1
#define EXT2_ROOT_INO		2
#define EXT2_GOOD_OLD_FIRST_INO	11

#define EXT2_GOOD_OLD_REV	0
#define EXT2_DYNAMIC_REV	1	/* inode size, features */
#define EXT2_MAX_SUPP_REV	EXT2_DYNAMIC_REV
#define EXT2_GOOD_OLD_INODE_SIZE 128

/* s_state */
#define EXT2_VALID_FS		0x0001	/* was unmounted cleanly */
#define EXT2_ERROR_FS		0x0002	/* is known to be damaged */

/* s_errors */
#define EXT2_ERRORS_CONTINUE	1
#define EXT2_ERRORS_RO		2
#define EXT2_ERRORS_PANIC	3

/* Who does not know a feature: compat reads and writes, ro_compat reads. */
#define EXT2_FEATURE_COMPAT_EXT_ATTR		0x0008
#define EXT2_FEATURE_COMPAT_HAS_JOURNAL		0x0004
#define EXT2_FEATURE_RO_COMPAT_SPARSE_SUPER	0x0001
#define EXT2_FEATURE_RO_COMPAT_LARGE_FILE	0x0002
#define EXT2_FEATURE_RO_COMPAT_BTREE_DIR	0x0004
#define EXT2_FEATURE_INCOMPAT_FILETYPE		0x0002
#define EXT2_FEATURE_INCOMPAT_META_BG		0x0010

#define EXT2_FEATURE_INCOMPAT_SUPP \
	(EXT2_FEATURE_INCOMPAT_FILETYPE | EXT2_FEATURE_INCOMPAT_META_BG)
#define EXT2_FEATURE_RO_COMPAT_SUPP \
	(EXT2_FEATURE_RO_COMPAT_SPARSE_SUPER | \
	 EXT2_FEATURE_RO_COMPAT_LARGE_FILE | EXT2_FEATURE_RO_COMPAT_BTREE_DIR)

struct ext2_super_block {
	__le32	s_inodes_count;
	__le32	s_blocks_count;
	__le32	s_r_blocks_count;	/* reserved for s_def_resuid */
	__le32	s_free_blocks_count;
	__le32	s_free_inodes_count;
	__le32	s_first_data_block;	/* 1 with blocks of 1 KiB, else 0 */
	__le32	s_log_block_size;	/* 1024 << this */
	__le32	s_log_frag_size;
	__le32	s_blocks_per_group;
	__le32	s_frags_per_group;
	__le32	s_inodes_per_group;
	__le32	s_mtime;		/* last mount */
	__le32	s_wtime;		/* last write */
	__le16	s_mnt_count;		/* mounts since the last check */
	__le16	s_max_mnt_count;
	__le16	s_magic;
	__le16	s_state;		/* EXT2_VALID_FS ... */
	__le16	s_errors;		/* what to do on errors */
	__le16	s_minor_rev_level;
	__le32	s_lastcheck;
	__le32	s_checkinterval;	/* seconds */
	__le32	s_creator_os;
	__le32	s_rev_level;
	__le16	s_def_resuid;
	__le16	s_def_resgid;
	/* EXT2_DYNAMIC_REV only */
	__le32	s_first_ino;		/* first that is not reserved */
	__le16	s_inode_size;
	__le16	s_block_group_nr;	/* of this copy */
	__le32	s_feature_compat;
	__le32	s_feature_incompat;
	__le32	s_feature_ro_compat;
	__u8	s_uuid[16];
	char	s_volume_name[16];
	char	s_last_mounted[64];
	__le32	s_algorithm_usage_bitmap;
	__u8	s_prealloc_blocks;
	__u8	s_prealloc_dir_blocks;
	__le16	s_reserved_gdt_blocks;
	__u8	s_journal_uuid[16];
	__le32	s_journal_inum;
	__le32	s_journal_dev;
	__le32	s_last_orphan;
	__le32	s_hash_seed[4];
	__u8	s_def_hash_version;
	__u8	s_reserved_char_pad;
	__le16	s_reserved_word_pad;
	__le32	s_default_mount_opts;
	__le32	s_first_meta_bg;	/* first descriptor block per group */
	__le32	s_reserved[190];
};

struct ext2_group_desc {
	__le32	bg_block_bitmap;
	__le32	bg_inode_bitmap;
	__le32	bg_inode_table;
	__le16	bg_free_blocks_count;
	__le16	bg_free_inodes_count;
	__le16	bg_used_dirs_count;
	__le16	bg_pad;
	__le32	bg_reserved[3];
};

#define EXT2_NDIR_BLOCKS	12
#define EXT2_IND_BLOCK		EXT2_NDIR_BLOCKS
#define EXT2_DIND_BLOCK		(EXT2_IND_BLOCK + 1)
#define EXT2_TIND_BLOCK		(EXT2_DIND_BLOCK + 1)
#define EXT2_N_BLOCKS		(EXT2_TIND_BLOCK + 1)

struct ext2_inode {
	__le16	i_mode;
	__le16	i_uid;			/* low half */
	__le32	i_size;			/* low half */
	__le32	i_atime;
	__le32	i_ctime;
	__le32	i_mtime;
	__le32	i_dtime;		/* when it was deleted */
	__le16	i_gid;
	__le16	i_links_count;
	__le32	i_blocks;		/* in units of 512 bytes */
	__le32	i_flags;
	__le32	i_reserved1;
	__le32	i_block[EXT2_N_BLOCKS];
	__le32	i_generation;
	__le32	i_file_acl;		/* block of extended attributes */
	__le32	i_dir_acl;		/* regular files: high half of i_size */
	__le32	i_faddr;
	__u8	i_frag;
	__u8	i_fsize;
	__le16	i_pad1;
	__le16	i_uid_high;
	__le16	i_gid_high;
	__le32	i_reserved2;
};

/* i_flags; the user's are those of FS_IOC_GETFLAGS */
#define EXT2_BTREE_FL		0x00001000	/* a directory with an index */
#define EXT2_FL_INHERITED \
	(FS_SECRM_FL | FS_UNRM_FL | FS_COMPR_FL | FS_SYNC_FL | FS_NODUMP_FL | \
	 FS_NOATIME_FL | FS_COMPRBLK_FL | FS_NOCOMP_FL | FS_JOURNAL_DATA_FL | \
	 FS_NOTAIL_FL | FS_DIRSYNC_FL)
#define EXT2_REG_FLMASK		(~(FS_DIRSYNC_FL | FS_TOPDIR_FL))
#define EXT2_OTHER_FLMASK	(FS_NODUMP_FL | FS_NOATIME_FL)

struct ext2_dir_entry_2 {
	__le32	inode;			/* 0: the entry is free */
	__le16	rec_len;		/* bytes to the next entry */
	__u8	name_len;
	__u8	file_type;		/* with INCOMPAT_FILETYPE, else 0 */
	char	name[];			/* without NUL */
};

#define EXT2_DIR_REC_LEN(name_len)	(((name_len) + 8 + 3) & ~3)

typedef u32 ext2_fsblk_t;

/*
 * What was checked is kept here, not read again from the disk's copy.
 * [I] immutable   [a] atomic   [l] s_lock   [u] s_umount
 */
struct ext2_sb_info {
	u32		s_blocks_count;		/* [I] */
	u32		s_inodes_count;		/* [I] */
	u32		s_first_data_block;	/* [I] */
	u32		s_blocks_per_group;	/* [I] */
	u32		s_inodes_per_group;	/* [I] */
	u32		s_groups_count;		/* [I] */
	u32		s_itb_per_group;	/* [I] blocks of inodes */
	u32		s_gdb_count;		/* [I] blocks of descriptors */
	u32		s_desc_per_block;	/* [I] */
	u32		s_first_ino;		/* [I] */
	u32		s_first_meta_bg;	/* [I] */
	unsigned int	s_inode_size;		/* [I] bytes */
	unsigned int	s_inodes_per_block;	/* [I] */
	u32		s_feature_incompat;	/* [I] */
	u32		s_overhead;		/* [I] blocks that never are data */
	u32		s_r_blocks_count;	/* [I] */
	unsigned long	s_sb_block;		/* [I] option sb= */
	unsigned long	s_mount_opt;		/* [u] EXT2_MOUNT_* */
	kuid_t		s_resuid;		/* [u] */
	kgid_t		s_resgid;		/* [u] */
	unsigned short	s_mount_state;		/* [l] s_state for umount */
	struct buffer_head *s_sbh;		/* [I] the super block's */
	struct ext2_super_block *s_es;		/* [l] in s_sbh */
	struct buffer_head **s_group_desc;	/* [I] s_gdb_count of them */
	spinlock_t	s_lock;
	spinlock_t	s_bgl[16];		/* groups: counts and bitmaps */
	atomic_long_t	s_freeblocks;		/* [a] */
	atomic_long_t	s_freeinodes;		/* [a] */
	atomic_long_t	s_dirs;			/* [a] */
	atomic_t	s_next_generation;	/* [a] */
};

/* s_mount_opt */
#define EXT2_MOUNT_GRPID		0x000004
#define EXT2_MOUNT_DEBUG		0x000008
#define EXT2_MOUNT_ERRORS_CONT		0x000010
#define EXT2_MOUNT_ERRORS_RO		0x000020
#define EXT2_MOUNT_ERRORS_PANIC		0x000040
#define EXT2_MOUNT_MINIX_DF		0x000080
#define EXT2_MOUNT_NO_UID32		0x000200

/* i_state_flags */
#define EXT2_STATE_NEW		0x00000001	/* not yet on disk */

/*
 * [d] i_data_sem   [w] i_rwsem   [I] immutable after iget
 */
struct ext2_inode_info {
	__le32		i_data[EXT2_N_BLOCKS];	/* [d] or the symlink */
	u32		i_flags;		/* [w] FS_*_FL */
	u32		i_file_acl;		/* [I] */
	u32		i_dtime;
	u32		i_block_group;		/* [I] where it is */
	u32		i_dir_start_lookup;	/* a hint: page found last */
	u32		i_state_flags;
	u64		i_version;		/* [w] changes of a directory */
	u32		i_last_alloc_logical;	/* [d] where a sequence of */
	ext2_fsblk_t	i_last_alloc_physical;	/* [d]   writes has come to */
	struct rw_semaphore i_data_sem;		/* the tree of blocks */
	struct inode	vfs_inode;
};

static inline struct ext2_sb_info *EXT2_SB(const struct super_block *sb)
{
	return sb->s_fs_info;
}

static inline struct ext2_inode_info *EXT2_I(const struct inode *inode)
{
	return container_of(inode, struct ext2_inode_info, vfs_inode);
}

static inline ext2_fsblk_t ext2_group_first_block_no(struct super_block *sb,
						     u32 group_no)
{
	return group_no * EXT2_SB(sb)->s_blocks_per_group +
	       EXT2_SB(sb)->s_first_data_block;
}

static inline spinlock_t *sb_bgl_lock(struct ext2_sb_info *sbi, u32 group)
{
	return &sbi->s_bgl[group % ARRAY_SIZE(sbi->s_bgl)];
}

/* super.c */
__printf(3, 4) void ext2_error(struct super_block *sb, const char *function,
			       const char *fmt, ...);
__printf(3, 4) void ext2_msg(struct super_block *sb, const char *prefix,
			     const char *fmt, ...);
void ext2_update_dynamic_rev(struct super_block *sb);
int ext2_sync_fs(struct super_block *sb, int wait);

/* options.c */
void ext2_default_options(struct ext2_sb_info *sbi,
			  struct ext2_super_block *es);
int ext2_parse_options(char *options, struct super_block *sb);
unsigned long ext2_sb_option(char **options);
int ext2_show_options(struct seq_file *seq, struct dentry *root);
int ext2_statfs(struct dentry *dentry, struct kstatfs *buf);

/* geometry.c */
int ext2_check_super(struct super_block *sb, struct ext2_super_block *es);
int ext2_read_descriptors(struct super_block *sb);
void ext2_put_descriptors(struct ext2_sb_info *sbi);
struct ext2_group_desc *ext2_get_group_desc(struct super_block *sb, u32 group,
					    struct buffer_head **bh);
int ext2_bg_has_super(struct super_block *sb, u32 group);
unsigned long ext2_bg_num_gdb(struct super_block *sb, u32 group);
bool ext2_data_block_valid(struct super_block *sb, ext2_fsblk_t block,
			   unsigned int count);
void ext2_count_free(struct super_block *sb);

/* balloc.c */
ext2_fsblk_t ext2_new_block(struct inode *inode, ext2_fsblk_t goal, int *err);
void ext2_free_blocks(struct inode *inode, ext2_fsblk_t block, u32 count);
bool ext2_block_in_use(struct super_block *sb, ext2_fsblk_t block);

/* ialloc.c */
struct inode *ext2_new_inode(struct inode *dir, umode_t mode);
void ext2_free_inode(struct inode *inode);

/* inode.c, indirect.c */
struct inode *ext2_iget(struct super_block *sb, unsigned long ino);
int ext2_write_inode(struct inode *inode, struct writeback_control *wbc);
void ext2_evict_inode(struct inode *inode);
void ext2_set_inode_flags(struct inode *inode);
int ext2_setattr(struct dentry *dentry, struct iattr *attr);
int ext2_get_block(struct inode *inode, sector_t iblock,
		   struct buffer_head *bh_result, int create);
void ext2_truncate_blocks(struct inode *inode, loff_t offset);
extern const struct address_space_operations ext2_aops;

/* xattr.c */
void ext2_xattr_delete_inode(struct inode *inode);

/* dir.c */
int ext2_add_link(struct dentry *dentry, struct inode *inode);
ino_t ext2_inode_by_name(struct inode *dir, const struct qstr *child,
			 int *err);
int ext2_make_empty(struct inode *inode, struct inode *parent);
struct ext2_dir_entry_2 *ext2_find_entry(struct inode *dir,
					 const struct qstr *child,
					 struct page **res_page);
int ext2_delete_entry(struct ext2_dir_entry_2 *dir, struct page *page);
int ext2_empty_dir(struct inode *inode);
struct ext2_dir_entry_2 *ext2_dotdot(struct inode *dir, struct page **p);
int ext2_set_link(struct inode *dir, struct ext2_dir_entry_2 *de,
		  struct page *page, struct inode *inode, int update_times);
extern const struct file_operations ext2_dir_operations;

/* namei.c, file.c, symlink.c, ioctl.c */
extern const struct inode_operations ext2_dir_inode_operations;
extern const struct inode_operations ext2_special_inode_operations;
extern const struct file_operations ext2_file_operations;
extern const struct inode_operations ext2_file_inode_operations;
extern const struct inode_operations ext2_fast_symlink_inode_operations;
extern const struct inode_operations ext2_symlink_inode_operations;
int ext2_fsync(struct file *file, loff_t start, loff_t end, int datasync);
long ext2_ioctl(struct file *filp, unsigned int cmd, unsigned long arg);

#endif /* _FS_EXT2_EXT2_H */
