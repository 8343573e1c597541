// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/ext2/dir.c - directories: entries one after the other, in the page cache
 *
 *	| inode | rec_len | name_len | type | name ... | inode | rec_len | ...
 *	        '---------------------------------------^
 *
 * rec_len leads from entry to entry, and the last one of a block to the end of
 * the block; no entry crosses it. What an entry has more than its name needs is
 * free; inode 0 is an entry that is free as a whole.
 *
 * I1         A page is walked only after ext2_check_page() has followed all its
 *            rec_len (PG_checked). Later changes are ours, and keep it true.
 * I2         An entry never moves: only the one before it can swallow it, or
 *            one split off behind it.
 * I3         i_version changes with each change of the directory. A position
 *            kept over such a change may be inside an entry by now: it is
 *            brought to the start of one (ext2_validate_entry()).
 * Locking    i_rwsem: written for changes, read for lookup and readdir; page
 *            lock for a change of the page.
 * Entry      ext2_find_entry() ext2_add_link() ext2_delete_entry()
 *            ext2_dir_operations
 *
 * Mirrors: Linux 4.6 fs/ext2/dir.c.
 */
#include "ext2.h"

#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/string.h>
#include <linux/swap.h>
#include <linux/writeback.h>

static unsigned int rec_len(const struct ext2_dir_entry_2 *de)
{
	return le16_to_cpu(de->rec_len);
}

static struct ext2_dir_entry_2 *next_entry(struct ext2_dir_entry_2 *de)
{
	return (struct ext2_dir_entry_2 *)((char *)de + rec_len(de));
}

static bool has_filetype(struct super_block *sb)
{
	return EXT2_SB(sb)->s_feature_incompat &
	       EXT2_FEATURE_INCOMPAT_FILETYPE;
}

/* Bytes of the directory in page @page_nr. */
static unsigned int ext2_last_byte(struct inode *inode, unsigned long page_nr)
{
	loff_t start = (loff_t)page_nr << PAGE_SHIFT;

	return clamp_t(loff_t, inode->i_size - start, 0, PAGE_SIZE);
}

static void ext2_put_page(struct page *page)
{
	put_page(page);
}

static void complain(struct inode *dir, struct page *page, unsigned int offs,
		     const char *error)
{
	struct ext2_dir_entry_2 *p = page_address(page) + offs;

	ext2_error(dir->i_sb, "ext2_check_page",
		   "bad entry in directory #%lu: : %s - offset=%lu, inode=%u, rec_len=%u, name_len=%d",
		   dir->i_ino, error,
		   ((unsigned long)page->index << PAGE_SHIFT) + offs,
		   le32_to_cpu(p->inode), rec_len(p), p->name_len);
}

/* What is wrong with an entry, or NULL. */
static const char *bad_entry(struct inode *dir, struct ext2_dir_entry_2 *p,
			     unsigned int offs)
{
	unsigned int chunk_size = dir->i_sb->s_blocksize, len = rec_len(p);

	if (len < EXT2_DIR_REC_LEN(1))
		return "rec_len is smaller than minimal";
	if (len & 3)
		return "unaligned directory entry";
	if (len < EXT2_DIR_REC_LEN(p->name_len))
		return "rec_len is too small for name_len";
	if (((offs + len - 1) ^ offs) & ~(chunk_size - 1))
		return "directory entry across blocks";
	if (le32_to_cpu(p->inode) > EXT2_SB(dir->i_sb)->s_inodes_count)
		return "inode out of bounds";
	/* No path leads to such names; programs would walk in circles. */
	if (p->inode && (!p->name_len || memchr(p->name, '/', p->name_len)))
		return "impossible name";
	return NULL;
}

/* I1. */
static bool ext2_check_page(struct page *page)
{
	struct inode *dir = page->mapping->host;
	unsigned int limit = ext2_last_byte(dir, page->index), offs;
	char *kaddr = page_address(page);
	const char *error;

	if (limit & (dir->i_sb->s_blocksize - 1)) {
		ext2_error(dir->i_sb, __func__,
			   "size of directory #%lu is not a multiple of chunk size",
			   dir->i_ino);
		return false;
	}
	for (offs = 0; offs < limit;) {
		struct ext2_dir_entry_2 *p = (void *)(kaddr + offs);

		error = bad_entry(dir, p, offs);
		if (error) {
			complain(dir, page, offs, error);
			return false;
		}
		offs += rec_len(p);
	}
	SetPageChecked(page);
	return true;
}

/* A page of a directory, checked, with a reference; or ERR_PTR. */
static struct page *ext2_get_page(struct inode *dir, unsigned long n)
{
	struct page *page = read_mapping_page(dir->i_mapping, n, NULL);

	if (IS_ERR(page) || PageChecked(page))
		return page;
	if (!PageError(page) && ext2_check_page(page))
		return page;
	ext2_put_page(page);
	return ERR_PTR(-EIO);
}

static bool ext2_match(const struct qstr *name,
		       const struct ext2_dir_entry_2 *de)
{
	return de->inode && de->name_len == name->len &&
	       !memcmp(name->name, de->name, name->len);
}

/* Changing a page: like a write(2) of a part of it. */
static int ext2_prepare_chunk(struct page *page, loff_t pos, unsigned int len)
{
	return __block_write_begin(page, pos, len, ext2_get_block);
}

/* @page is locked; unlocked on return. */
static int ext2_commit_chunk(struct page *page, loff_t pos, unsigned int len)
{
	struct inode *dir = page->mapping->host;
	int err = 0;

	EXT2_I(dir)->i_version++;
	block_write_end(NULL, page->mapping, pos, len, len, page, NULL);
	if (pos + len > dir->i_size) {
		i_size_write(dir, pos + len);
		mark_inode_dirty(dir);
	}
	if (IS_DIRSYNC(dir)) {
		err = write_one_page(page);
		if (!err)
			err = sync_inode_metadata(dir, 1);
	} else {
		unlock_page(page);
	}
	return err;
}

static void touch_dir(struct inode *dir)
{
	dir->i_mtime = dir->i_ctime = current_time(dir);
	EXT2_I(dir)->i_flags &= ~EXT2_BTREE_FL;	/* the index is stale now */
	mark_inode_dirty(dir);
}

/* Reading. */

/* The start of the first entry at or behind @offset. */
static unsigned int ext2_validate_entry(char *base, unsigned int offset,
					unsigned int mask)
{
	struct ext2_dir_entry_2 *de = (void *)(base + offset);
	struct ext2_dir_entry_2 *p = (void *)(base + (offset & mask));

	while (p < de && p->rec_len)
		p = next_entry(p);
	return (char *)p - base;
}

static unsigned char entry_type(struct super_block *sb,
				const struct ext2_dir_entry_2 *de)
{
	/* 1 to 7: file, directory, character, block, FIFO, socket, link. */
	static const unsigned char types[] = {
		DT_UNKNOWN, DT_REG, DT_DIR, DT_CHR, DT_BLK, DT_FIFO, DT_SOCK,
		DT_LNK,
	};

	if (!has_filetype(sb) || de->file_type >= ARRAY_SIZE(types))
		return DT_UNKNOWN;
	return types[de->file_type];
}

static void set_entry_type(struct ext2_dir_entry_2 *de, struct inode *inode)
{
	static const unsigned char types[] = {
		[DT_REG] = 1, [DT_DIR] = 2, [DT_CHR] = 3, [DT_BLK] = 4,
		[DT_FIFO] = 5, [DT_SOCK] = 6, [DT_LNK] = 7,
	};
	unsigned int dt = fs_umode_to_dtype(inode->i_mode);

	de->file_type = has_filetype(inode->i_sb) && dt < ARRAY_SIZE(types) ?
			types[dt] : 0;
}

/* Emit a page from @offset on. Return: false when the reader has enough. */
static bool emit_page(struct inode *dir, struct page *page,
		      unsigned int offset, unsigned int limit,
		      struct dir_context *ctx)
{
	char *kaddr = page_address(page);
	struct ext2_dir_entry_2 *de;

	for (; offset < limit; offset += rec_len(de)) {
		de = (void *)(kaddr + offset);
		if (!de->rec_len)
			break;
		if (de->inode && !dir_emit(ctx, de->name, de->name_len,
					   le32_to_cpu(de->inode),
					   entry_type(dir->i_sb, de)))
			return false;
		ctx->pos += rec_len(de);
	}
	return true;
}

static int ext2_readdir(struct file *file, struct dir_context *ctx)
{
	struct inode *inode = file_inode(file);
	unsigned int offset = ctx->pos & ~PAGE_MASK;
	unsigned long n = ctx->pos >> PAGE_SHIFT;
	unsigned int mask = ~(inode->i_sb->s_blocksize - 1);
	bool more = true;

	for (; more && ctx->pos <= inode->i_size - EXT2_DIR_REC_LEN(1);
	     n++, offset = 0) {
		struct page *page = ext2_get_page(inode, n);

		if (IS_ERR(page)) {
			ext2_error(inode->i_sb, __func__,
				   "bad page in #%lu", inode->i_ino);
			ctx->pos += PAGE_SIZE - offset;
			return PTR_ERR(page);
		}
		if (file->f_version != EXT2_I(inode)->i_version) {	/* I3 */
			if (offset) {
				offset = ext2_validate_entry(page_address(page),
							     offset, mask);
				ctx->pos = ((loff_t)n << PAGE_SHIFT) + offset;
			}
			file->f_version = EXT2_I(inode)->i_version;
		}
		more = emit_page(inode, page, offset, ext2_last_byte(inode, n),
				 ctx);
		ext2_put_page(page);
	}
	return 0;
}

static struct ext2_dir_entry_2 *find_in_page(struct inode *dir,
					     struct page *page,
					     const struct qstr *child)
{
	struct ext2_dir_entry_2 *de = page_address(page);
	char *end = (char *)de + ext2_last_byte(dir, page->index);

	for (; (char *)de < end; de = next_entry(de)) {
		if (ext2_match(child, de))
			return de;
		if (!de->rec_len)
			break;
	}
	return NULL;
}

/**
 * ext2_find_entry() - the entry of a name
 * @dir: the directory, locked
 * @child: the name
 * @res_page: gets the page that it is in, with a reference
 *
 * Context: may sleep.
 * Return: the entry; ERR_PTR: -ENOENT, -EIO ...
 */
struct ext2_dir_entry_2 *ext2_find_entry(struct inode *dir,
					 const struct qstr *child,
					 struct page **res_page)
{
	struct ext2_inode_info *ei = EXT2_I(dir);
	unsigned long npages = dir_pages(dir), i, n;

	n = ei->i_dir_start_lookup;
	if (n >= npages)
		n = 0;
	for (i = 0; i < npages; i++, n = n + 1 < npages ? n + 1 : 0) {
		struct ext2_dir_entry_2 *de;
		struct page *page;

		if (n > dir->i_blocks >> (PAGE_SHIFT - 9)) {
			ext2_error(dir->i_sb, __func__,
				   "dir %lu size %lld exceeds block count %llu",
				   dir->i_ino, dir->i_size,
				   (unsigned long long)dir->i_blocks);
			return ERR_PTR(-EIO);
		}
		page = ext2_get_page(dir, n);
		if (IS_ERR(page))
			return ERR_CAST(page);
		de = find_in_page(dir, page, child);
		if (de) {
			ei->i_dir_start_lookup = n;
			*res_page = page;
			return de;
		}
		ext2_put_page(page);
		cond_resched();
	}
	return ERR_PTR(-ENOENT);
}

/**
 * ext2_dotdot() - the entry of the parent
 * @dir: the directory
 * @p: gets the page that it is in, with a reference
 *
 * Return: the second entry of the first block, or NULL.
 */
struct ext2_dir_entry_2 *ext2_dotdot(struct inode *dir, struct page **p)
{
	struct page *page = ext2_get_page(dir, 0);
	struct ext2_dir_entry_2 *de;

	if (IS_ERR(page))
		return NULL;
	de = page_address(page);
	/* A lone entry that fills the block: there is no second one. */
	if (dir->i_size < dir->i_sb->s_blocksize ||
	    rec_len(de) >= dir->i_sb->s_blocksize) {
		ext2_put_page(page);
		return NULL;
	}
	*p = page;
	return next_entry(de);
}

/**
 * ext2_inode_by_name() - which inode has this name?
 * @dir: the directory, locked
 * @child: the name
 * @err: gets 0 or -errno; 0 and no number: no such name
 *
 * Return: the number or 0.
 */
ino_t ext2_inode_by_name(struct inode *dir, const struct qstr *child, int *err)
{
	struct ext2_dir_entry_2 *de;
	struct page *page;
	ino_t res;

	de = ext2_find_entry(dir, child, &page);
	if (IS_ERR(de)) {
		*err = PTR_ERR(de) == -ENOENT ? 0 : PTR_ERR(de);
		return 0;
	}
	*err = 0;
	res = le32_to_cpu(de->inode);
	ext2_put_page(page);
	return res;
}

/* Writing. i_rwsem is held for writing. */

static loff_t entry_pos(struct page *page, struct ext2_dir_entry_2 *de)
{
	return page_offset(page) + ((char *)de - (char *)page_address(page));
}

/**
 * ext2_set_link() - an entry gets another inode
 * @dir: the directory, locked
 * @de: the entry
 * @page: the page that it is in; its reference is dropped
 * @inode: the new one
 * @update_times: of the directory
 *
 * Context: may sleep.
 * Return: 0 or -errno.
 */
int ext2_set_link(struct inode *dir, struct ext2_dir_entry_2 *de,
		  struct page *page, struct inode *inode, int update_times)
{
	loff_t pos = entry_pos(page, de);
	unsigned int len = rec_len(de);
	int err;

	lock_page(page);
	err = ext2_prepare_chunk(page, pos, len);
	if (err) {
		unlock_page(page);
		ext2_put_page(page);
		return err;
	}
	de->inode = cpu_to_le32(inode->i_ino);
	set_entry_type(de, inode);
	err = ext2_commit_chunk(page, pos, len);
	ext2_put_page(page);
	if (update_times)
		touch_dir(dir);
	return err;
}

/*
 * Room for @need bytes in a page of @dir, locked: an entry that is free or has
 * so much more than it needs. Behind the end, at @dir_end of the page, the next
 * block is made one free entry.
 * Return: the entry; NULL: none in this page; -EEXIST: the name is there.
 */
static struct ext2_dir_entry_2 *find_room(struct inode *dir, char *kaddr,
					  unsigned int dir_end,
					  const struct qstr *name)
{
	unsigned int chunk_size = dir->i_sb->s_blocksize;
	unsigned int need = EXT2_DIR_REC_LEN(name->len), used, offs;
	struct ext2_dir_entry_2 *de;

	for (offs = 0; offs + need <= PAGE_SIZE; offs += rec_len(de)) {
		de = (void *)(kaddr + offs);
		if (offs == dir_end) {
			de->rec_len = cpu_to_le16(chunk_size);
			de->inode = 0;
			de->name_len = 0;
			return de;
		}
		if (!de->rec_len)
			return ERR_PTR(-EIO);
		if (ext2_match(name, de))
			return ERR_PTR(-EEXIST);
		used = de->inode ? EXT2_DIR_REC_LEN(de->name_len) : 0;
		if (rec_len(de) >= used + need)
			return de;
	}
	return NULL;
}

/* Put the name into the room; @page is locked, unlocked on return. */
static int fill_room(struct page *page, struct ext2_dir_entry_2 *de,
		     const struct qstr *name, struct inode *inode)
{
	loff_t pos = entry_pos(page, de);
	unsigned int len = rec_len(de);
	int err = ext2_prepare_chunk(page, pos, len);

	if (err) {
		unlock_page(page);
		return err;
	}
	if (de->inode) {			/* I2: split it */
		unsigned int used = EXT2_DIR_REC_LEN(de->name_len);
		struct ext2_dir_entry_2 *de1 = (void *)((char *)de + used);

		de1->rec_len = cpu_to_le16(len - used);
		de->rec_len = cpu_to_le16(used);
		de = de1;
	}
	de->name_len = name->len;
	memcpy(de->name, name->name, name->len);
	de->inode = cpu_to_le32(inode->i_ino);
	set_entry_type(de, inode);
	return ext2_commit_chunk(page, pos, len);
}

/**
 * ext2_add_link() - a directory gets a name for an inode
 * @dentry: the name; its parent is locked
 * @inode: the inode
 *
 * Context: may sleep.
 * Return: 0, -EEXIST, -ENOSPC, -EIO ...
 */
int ext2_add_link(struct dentry *dentry, struct inode *inode)
{
	struct inode *dir = d_inode(dentry->d_parent);
	unsigned long npages = dir_pages(dir), n;

	/* One page more than there are: the directory may grow. */
	for (n = 0; n <= npages; n++) {
		struct ext2_dir_entry_2 *de;
		struct page *page = ext2_get_page(dir, n);
		int err;

		if (IS_ERR(page))
			return PTR_ERR(page);
		lock_page(page);
		de = find_room(dir, page_address(page), ext2_last_byte(dir, n),
			       &dentry->d_name);
		if (IS_ERR_OR_NULL(de)) {
			unlock_page(page);
			ext2_put_page(page);
			if (de)
				return PTR_ERR(de);
			continue;
		}
		err = fill_room(page, de, &dentry->d_name, inode);
		ext2_put_page(page);
		if (!err)
			touch_dir(dir);
		return err;
	}
	return -EIO;
}

/**
 * ext2_delete_entry() - a name is gone
 * @dir: its entry
 * @page: the page that it is in; its reference is dropped
 *
 * Context: may sleep; the directory is locked.
 * Return: 0 or -errno.
 */
int ext2_delete_entry(struct ext2_dir_entry_2 *dir, struct page *page)
{
	struct inode *inode = page->mapping->host;
	char *kaddr = page_address(page);
	unsigned int from = ((char *)dir - kaddr) &
			    ~(inode->i_sb->s_blocksize - 1);
	unsigned int to = ((char *)dir - kaddr) + rec_len(dir);
	struct ext2_dir_entry_2 *pde = NULL, *de = (void *)(kaddr + from);
	loff_t pos;
	int err;

	/* The one before it in the block swallows it. */
	while (de < dir && de->rec_len) {
		pde = de;
		de = next_entry(de);
	}
	if (pde)
		from = (char *)pde - kaddr;
	pos = page_offset(page) + from;
	lock_page(page);
	err = ext2_prepare_chunk(page, pos, to - from);
	if (err) {
		unlock_page(page);
		goto out;
	}
	if (pde)
		pde->rec_len = cpu_to_le16(to - from);
	dir->inode = 0;
	err = ext2_commit_chunk(page, pos, to - from);
	touch_dir(inode);
out:
	ext2_put_page(page);
	return err;
}

/**
 * ext2_make_empty() - the first block of a new directory: "." and ".."
 * @inode: the directory
 * @parent: its parent
 *
 * Context: may sleep.
 * Return: 0 or -errno.
 */
int ext2_make_empty(struct inode *inode, struct inode *parent)
{
	unsigned int chunk_size = inode->i_sb->s_blocksize;
	struct page *page = grab_cache_page(inode->i_mapping, 0);
	struct ext2_dir_entry_2 *de;
	int err;

	if (!page)
		return -ENOMEM;
	err = ext2_prepare_chunk(page, 0, chunk_size);
	if (err) {
		unlock_page(page);
		goto out;
	}
	de = page_address(page);
	memset(de, 0, chunk_size);
	de->name_len = 1;
	de->rec_len = cpu_to_le16(EXT2_DIR_REC_LEN(1));
	memcpy(de->name, ".", 1);
	de->inode = cpu_to_le32(inode->i_ino);
	set_entry_type(de, inode);

	de = next_entry(de);
	de->name_len = 2;
	de->rec_len = cpu_to_le16(chunk_size - EXT2_DIR_REC_LEN(1));
	de->inode = cpu_to_le32(parent->i_ino);
	memcpy(de->name, "..", 2);
	set_entry_type(de, inode);
	err = ext2_commit_chunk(page, 0, chunk_size);
out:
	put_page(page);
	return err;
}

/* "." of itself, "..", and free entries. */
static bool page_is_empty(struct inode *inode, struct page *page)
{
	struct ext2_dir_entry_2 *de = page_address(page);
	char *end = (char *)de + ext2_last_byte(inode, page->index);

	for (; (char *)de < end && de->rec_len; de = next_entry(de)) {
		if (!de->inode)
			continue;
		if (de->name_len == 1 && de->name[0] == '.' &&
		    le32_to_cpu(de->inode) == inode->i_ino)
			continue;
		if (de->name_len == 2 && !memcmp(de->name, "..", 2))
			continue;
		return false;
	}
	return true;
}

/**
 * ext2_empty_dir() - has a directory no names but its own?
 * @inode: the directory, locked
 *
 * Context: may sleep.
 * Return: 1 if so.
 */
int ext2_empty_dir(struct inode *inode)
{
	unsigned long i, npages = dir_pages(inode);

	for (i = 0; i < npages; i++) {
		struct page *page = ext2_get_page(inode, i);
		bool empty;

		/* What cannot be read may be full of names. */
		if (IS_ERR(page))
			return 0;
		empty = page_is_empty(inode, page);
		ext2_put_page(page);
		if (!empty)
			return 0;
		cond_resched();
	}
	return 1;
}

const struct file_operations ext2_dir_operations = {
	.llseek		= generic_file_llseek,
	.read		= generic_read_dir,
	.iterate_shared	= ext2_readdir,
	.unlocked_ioctl	= ext2_ioctl,
	.fsync		= ext2_fsync,
};
