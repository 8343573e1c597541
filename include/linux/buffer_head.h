/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/buffer_head.h - one block of a device, in a page of the page cache
 *
 *	page->private -> bh -> bh -> bh -.	in the order of the blocks
 *	                 ^---------------'	(b_this_page is a ring)
 *
 * Buffers of two kinds look alike: those of a block device's own page cache,
 * by which file systems read and write their metadata (sb_bread()), and those
 * of a file's pages, which say where on the device the page's blocks are.
 *
 * Mirrors: Linux 4.6 include/linux/buffer_head.h.
 */
#ifndef _LINUX_BUFFER_HEAD_H
#define _LINUX_BUFFER_HEAD_H

#include <linux/atomic.h>
#include <linux/bitops.h>
#include <linux/blk_types.h>
#include <linux/fs.h>
#include <linux/pagemap.h>
#include <linux/wait_bit.h>

enum bh_state_bits {
	BH_Uptodate,		/* contains valid data */
	BH_Dirty,		/* newer than the device */
	BH_Lock,		/* the buffer lock: i/o, or a change of b_* */
	BH_Req,			/* has been submitted for i/o */
	BH_Uptodate_Lock,	/* spinlock of a page's first buffer */
	BH_Mapped,		/* b_bdev and b_blocknr are valid */
	BH_New,			/* mapped by get_block() just now */
	BH_Async_Read,		/* end_buffer_async_read() will come */
	BH_Async_Write,		/* end_buffer_async_write() will come */
	BH_Delay,		/* not yet allocated on disk */
	BH_Boundary,		/* the next block is elsewhere on disk */
	BH_Write_EIO,		/* the last write failed */
	BH_Unwritten,
	BH_Quiet,		/* no messages */
	BH_Meta,
	BH_Prio,
	BH_Defer_Completion,
	BH_PrivateStart,	/* first bit of the file system's own */
};

#define MAX_BUF_PER_PAGE	(PAGE_SIZE / 512)

struct buffer_head;
typedef void (bh_end_io_t)(struct buffer_head *bh, int uptodate);

/*
 * [a] atomic   [L] BH_Lock   [P] private_lock of the page's mapping
 * [A] private_lock of the device's mapping
 */
struct buffer_head {
	unsigned long		b_state;	/* [a] BH_* */
	struct buffer_head	*b_this_page;	/* [P] ring */
	struct page		*b_page;	/* the page it is in */
	sector_t		b_blocknr;	/* [L] in units of b_size */
	size_t			b_size;		/* bytes; of get_block(): wish */
	char			*b_data;	/* in the page */
	struct block_device	*b_bdev;	/* [L] */
	bh_end_io_t		*b_end_io;	/* [L] */
	void			*b_private;	/* b_end_io()'s */
	struct list_head	b_assoc_buffers; /* [A] a file's metadata */
	struct address_space	*b_assoc_map;	/* [A] that file */
	atomic_t		b_count;	/* [a] users */
};

/* Where is block @iblock of @inode?  Maps @bh; allocates if @create. */
typedef int (get_block_t)(struct inode *inode, sector_t iblock,
			  struct buffer_head *bh_result, int create);

#define BUFFER_FNS(bit, name)						\
static inline void set_buffer_##name(struct buffer_head *bh)		\
	{ set_bit(BH_##bit, &bh->b_state); }				\
static inline void clear_buffer_##name(struct buffer_head *bh)		\
	{ clear_bit(BH_##bit, &bh->b_state); }				\
static inline int buffer_##name(const struct buffer_head *bh)		\
	{ return test_bit(BH_##bit, &bh->b_state); }

#define TAS_BUFFER_FNS(bit, name)					\
static inline int test_set_buffer_##name(struct buffer_head *bh)	\
	{ return test_and_set_bit(BH_##bit, &bh->b_state); }		\
static inline int test_clear_buffer_##name(struct buffer_head *bh)	\
	{ return test_and_clear_bit(BH_##bit, &bh->b_state); }

BUFFER_FNS(Uptodate, uptodate)
BUFFER_FNS(Dirty, dirty)
TAS_BUFFER_FNS(Dirty, dirty)
BUFFER_FNS(Lock, locked)
BUFFER_FNS(Req, req)
TAS_BUFFER_FNS(Req, req)
BUFFER_FNS(Mapped, mapped)
BUFFER_FNS(New, new)
BUFFER_FNS(Async_Read, async_read)
BUFFER_FNS(Async_Write, async_write)
BUFFER_FNS(Boundary, boundary)
BUFFER_FNS(Write_EIO, write_io_error)
BUFFER_FNS(Quiet, quiet)
BUFFER_FNS(Meta, meta)

#define bh_offset(bh)		((unsigned long)(bh)->b_data & ~PAGE_MASK)
#define page_buffers(page)	((struct buffer_head *)page_private(page))
#define page_has_buffers(page)	PagePrivate(page)

/* fs/buffer.c: buffers and their pages */
void buffer_init(void);
struct buffer_head *alloc_buffer_head(gfp_t gfp_flags);
void free_buffer_head(struct buffer_head *bh);
struct buffer_head *alloc_page_buffers(struct page *page, unsigned long size);
void create_empty_buffers(struct page *page, unsigned long blocksize,
			  unsigned long b_state);
int try_to_free_buffers(struct page *page);
void block_invalidatepage(struct page *page, unsigned int offset,
			  unsigned int length);
int __set_page_dirty_buffers(struct page *page);
void mark_buffer_dirty(struct buffer_head *bh);
void __brelse(struct buffer_head *bh);
void __bforget(struct buffer_head *bh);
void __lock_buffer(struct buffer_head *bh);
void unlock_buffer(struct buffer_head *bh);
void __wait_on_buffer(struct buffer_head *bh);

/* fs/buffer_assoc.c: the metadata that a file's fsync() must write */
void mark_buffer_dirty_inode(struct buffer_head *bh, struct inode *inode);
int sync_mapping_buffers(struct address_space *mapping);
int inode_has_buffers(struct inode *inode);
void invalidate_inode_buffers(struct inode *inode);
int remove_inode_buffers(struct inode *inode);
void remove_assoc_queue(struct buffer_head *bh);

/* fs/buffer_lookup.c: the buffer of a block */
struct buffer_head *__find_get_block(struct block_device *bdev,
				     sector_t block, unsigned int size);
struct buffer_head *__getblk_gfp(struct block_device *bdev, sector_t block,
				 unsigned int size, gfp_t gfp);
struct buffer_head *__bread_gfp(struct block_device *bdev, sector_t block,
				unsigned int size, gfp_t gfp);
void __breadahead(struct block_device *bdev, sector_t block,
		  unsigned int size);
void unmap_underlying_metadata(struct block_device *bdev, sector_t block);
void invalidate_bh_lrus(void);

/* fs/buffer_io.c: reading and writing */
int submit_bh(int rw, struct buffer_head *bh);
void ll_rw_block(int rw, int nr, struct buffer_head *bhs[]);
void write_dirty_buffer(struct buffer_head *bh, int rw);
int __sync_dirty_buffer(struct buffer_head *bh, int rw);
int sync_dirty_buffer(struct buffer_head *bh);
int bh_submit_read(struct buffer_head *bh);
void end_buffer_read_sync(struct buffer_head *bh, int uptodate);
void end_buffer_write_sync(struct buffer_head *bh, int uptodate);
void end_buffer_async_write(struct buffer_head *bh, int uptodate);
int block_read_full_page(struct page *page, get_block_t *get_block);
int block_write_full_page(struct page *page, get_block_t *get_block,
			  struct writeback_control *wbc);

/* fs/buffer_write.c: write(2) and truncate(2) in pages of buffers */
int __block_write_begin(struct page *page, loff_t pos, unsigned int len,
			get_block_t *get_block);
int block_write_begin(struct address_space *mapping, loff_t pos,
		      unsigned int len, unsigned int flags,
		      struct page **pagep, get_block_t *get_block);
int block_write_end(struct file *file, struct address_space *mapping,
		    loff_t pos, unsigned int len, unsigned int copied,
		    struct page *page, void *fsdata);
int generic_write_end(struct file *file, struct address_space *mapping,
		      loff_t pos, unsigned int len, unsigned int copied,
		      struct page *page, void *fsdata);
void page_zero_new_buffers(struct page *page, unsigned int from,
			   unsigned int to);
int block_truncate_page(struct address_space *mapping, loff_t from,
			get_block_t *get_block);
sector_t generic_block_bmap(struct address_space *mapping, sector_t block,
			    get_block_t *get_block);

static inline void get_bh(struct buffer_head *bh)
{
	atomic_inc(&bh->b_count);
}

static inline void put_bh(struct buffer_head *bh)
{
	smp_mb__before_atomic();
	atomic_dec(&bh->b_count);
}

static inline void brelse(struct buffer_head *bh)
{
	if (bh)
		__brelse(bh);
}

/* brelse(), and what is in it need not be written any more. */
static inline void bforget(struct buffer_head *bh)
{
	if (bh)
		__bforget(bh);
}

static inline int trylock_buffer(struct buffer_head *bh)
{
	return likely(!test_and_set_bit_lock(BH_Lock, &bh->b_state));
}

/* Sleeps. */
static inline void lock_buffer(struct buffer_head *bh)
{
	might_sleep();
	if (!trylock_buffer(bh))
		__lock_buffer(bh);
}

static inline void wait_on_buffer(struct buffer_head *bh)
{
	might_sleep();
	if (buffer_locked(bh))
		__wait_on_buffer(bh);
}

static inline int bh_uptodate_or_lock(struct buffer_head *bh)
{
	if (!buffer_uptodate(bh)) {
		lock_buffer(bh);
		if (!buffer_uptodate(bh))
			return 0;
		unlock_buffer(bh);
	}
	return 1;
}

static inline struct buffer_head *__getblk(struct block_device *bdev,
					   sector_t block, unsigned int size)
{
	return __getblk_gfp(bdev, block, size, __GFP_MOVABLE);
}

static inline struct buffer_head *__bread(struct block_device *bdev,
					  sector_t block, unsigned int size)
{
	return __bread_gfp(bdev, block, size, __GFP_MOVABLE);
}

static inline struct buffer_head *sb_bread(struct super_block *sb,
					   sector_t block)
{
	return __bread(sb->s_bdev, block, sb->s_blocksize);
}

static inline void sb_breadahead(struct super_block *sb, sector_t block)
{
	__breadahead(sb->s_bdev, block, sb->s_blocksize);
}

static inline struct buffer_head *sb_getblk(struct super_block *sb,
					    sector_t block)
{
	return __getblk(sb->s_bdev, block, sb->s_blocksize);
}

static inline struct buffer_head *sb_find_get_block(struct super_block *sb,
						    sector_t block)
{
	return __find_get_block(sb->s_bdev, block, sb->s_blocksize);
}

static inline void map_bh(struct buffer_head *bh, struct super_block *sb,
			  sector_t block)
{
	set_buffer_mapped(bh);
	bh->b_bdev = sb->s_bdev;
	bh->b_blocknr = block;
	bh->b_size = sb->s_blocksize;
}

#endif /* _LINUX_BUFFER_HEAD_H */
