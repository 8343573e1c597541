/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mm/shmem.h - between the files of tmpfs: shmem.c (pages), shmem_file.c (open
 * files), shmem_inode.c (names), shmem_super.c (mounts), memfd.c
 */
#ifndef __MM_SHMEM_H
#define __MM_SHMEM_H

#include <linux/mman.h>
#include <linux/pagemap.h>
#include <linux/shmem_fs.h>

#define BLOCKS_PER_PAGE		(PAGE_SIZE / 512)
#define VM_ACCT(size)		(PAGE_ALIGN(size) >> PAGE_SHIFT)

/* What an entry adds to the size of its directory; nobody reads it as bytes. */
#define BOGO_DIRENT_SIZE	20

static inline struct shmem_sb_info *SHMEM_SB(struct super_block *sb)
{
	return sb->s_fs_info;
}

/*
 * Objects of a fixed size (shared anonymous memory) are charged as a whole
 * when they are made; files of tmpfs (VM_NORESERVE) page by page.
 */
static inline int shmem_acct_size(unsigned long flags, loff_t size)
{
	return flags & VM_NORESERVE ? 0 :
	       security_vm_enough_memory_mm(current->mm, VM_ACCT(size));
}

static inline void shmem_unacct_size(unsigned long flags, loff_t size)
{
	if (!(flags & VM_NORESERVE))
		vm_unacct_memory(VM_ACCT(size));
}

/* shmem.c */
int shmem_reacct_size(unsigned long flags, loff_t oldsize, loff_t newsize);
void shmem_recalc_inode(struct inode *inode);
extern const struct address_space_operations shmem_aops;
extern const struct vm_operations_struct shmem_vm_ops;

/* shmem_file.c */
extern struct vfsmount *shm_mnt;
long shmem_fallocate(struct file *file, int mode, loff_t offset, loff_t len);

/* shmem_inode.c */
struct inode *shmem_get_inode(struct super_block *sb, const struct inode *dir,
			      umode_t mode, dev_t dev, unsigned long flags);
void shmem_init_inodecache(void);
extern const struct super_operations shmem_ops;

/* shmem_xattr.c */
extern const struct xattr_handler *shmem_xattr_handlers[];
ssize_t shmem_listxattr(struct dentry *dentry, char *buffer, size_t size);

/* shmem_super.c */
int shmem_reserve_inode(struct super_block *sb);
void shmem_free_inode(struct super_block *sb);
bool shmem_charge_block(struct super_block *sb);
void shmem_uncharge_blocks(struct super_block *sb, long pages);
int shmem_statfs(struct dentry *dentry, struct kstatfs *buf);
int shmem_remount_fs(struct super_block *sb, int *flags, char *data);
int shmem_show_options(struct seq_file *seq, struct dentry *root);
void shmem_put_super(struct super_block *sb);

#endif /* __MM_SHMEM_H */
