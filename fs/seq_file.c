// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/seq_file.c - a text made record by record, read in any pieces
 *
 * Data       buf: one or more whole records; [from, from + count) is what the
 *            reader has not had yet.  index: the record after those.
 * I1         A record is delivered whole or not at all: when it does not fit,
 *            the buffer doubles and the record is made again.
 * I2         read_pos is the byte position that index and from stand for; a read
 *            elsewhere walks there from the start.
 *
 * Locking    m->lock around read and seek.  The provider's own locks are held
 *            from start() to stop(), and no user memory is touched meanwhile.
 * Entry      seq_open() seq_read() seq_lseek() single_open() seq_release();
 *            printing is in seq_printf.c
 *
 * Mirrors: Linux 4.19 fs/seq_file.c.
 */
#include "internal.h"

#include <linux/init.h>
#include <linux/mm.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

static struct kmem_cache *seq_file_cache;

/**
 * seq_file_init() - files of /proc can be opened afterwards
 *
 * Context: boot, once.
 */
void __init seq_file_init(void)
{
	seq_file_cache = KMEM_CACHE(seq_file, SLAB_PANIC);
}

static void *seq_buf_alloc(unsigned long size)
{
	if (unlikely(size > MAX_RW_COUNT))
		return NULL;
	if (likely(size == PAGE_SIZE))
		return (void *)__get_free_page(GFP_KERNEL);
	return kvmalloc(size, GFP_KERNEL);
}

static void seq_buf_free(void *buf, unsigned long size)
{
	if (likely(size == PAGE_SIZE))
		free_page((unsigned long)buf);
	else
		kvfree(buf);
}

/* I1: empty, and twice as large.  Return: false without memory. */
static bool seq_grow(struct seq_file *m)
{
	seq_buf_free(m->buf, m->size);
	m->count = 0;
	m->buf = seq_buf_alloc(m->size <<= 1);
	return m->buf;
}

/**
 * seq_open() - ->open() for a provider
 * @file: being opened; private_data becomes a struct seq_file
 * @op: the provider
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM.
 */
int seq_open(struct file *file, const struct seq_operations *op)
{
	struct seq_file *p;

	WARN_ON(file->private_data);
	p = kmem_cache_zalloc(seq_file_cache, GFP_KERNEL);
	if (!p)
		return -ENOMEM;
	file->private_data = p;
	mutex_init(&p->lock);
	p->op = op;
	p->file = file;
	/* A position makes sense, but not one to write at. */
	file->f_mode &= ~FMODE_PWRITE;
	return 0;
}

/* One record into an emptied buffer; I1.  Return: 0 or an errno. */
static int traverse_show(struct seq_file *m, void *p)
{
	int error = m->op->show(m, p);

	if (unlikely(error > 0)) {
		m->count = 0;		/* SEQ_SKIP */
		error = 0;
	}
	return error;
}

/* Brings the buffer to byte @offset, from the start (I2). */
static int traverse(struct seq_file *m, loff_t offset)
{
	loff_t pos = 0;
	int error = 0;
	void *p;

	m->index = 0;
	m->count = m->from = 0;
	if (!offset)
		return 0;
	if (!m->buf) {
		m->buf = seq_buf_alloc(m->size = PAGE_SIZE);
		if (!m->buf)
			return -ENOMEM;
	}
	p = m->op->start(m, &m->index);
	while (p) {
		error = PTR_ERR(p);
		if (IS_ERR(p))
			break;
		error = traverse_show(m, p);
		if (error < 0)
			break;
		if (seq_has_overflowed(m))
			goto overflow;
		p = m->op->next(m, p, &m->index);
		if (pos + m->count > offset) {
			m->from = offset - pos;
			m->count -= m->from;
			break;
		}
		pos += m->count;
		m->count = 0;
		if (pos == offset)
			break;
	}
	m->op->stop(m, p);
	return error;

overflow:
	m->op->stop(m, p);
	return seq_grow(m) ? -EAGAIN : -ENOMEM;
}

/* Gives the reader what is in the buffer.  Return: bytes or -EFAULT. */
static ssize_t seq_flush(struct seq_file *m, char __user *buf, size_t size)
{
	size_t n = min(m->count, size);

	if (copy_to_user(buf, m->buf + m->from, n))
		return -EFAULT;
	m->count -= n;
	m->from += n;
	return n;
}

/*
 * Makes the first record that is not empty.  The provider is started and not
 * stopped on success.
 *
 * Return: 1 with *@v the record made; 0 at the end; or an errno.
 */
static int seq_first_record(struct seq_file *m, void **v)
{
	void *p = m->op->start(m, &m->index);
	int err = 0;

	for (;;) {
		err = PTR_ERR(p);
		if (!p || IS_ERR(p))
			break;
		err = m->op->show(m, p);
		if (err < 0)
			break;
		if (unlikely(err))
			m->count = 0;
		if (unlikely(!m->count)) {
			p = m->op->next(m, p, &m->index);
			continue;
		}
		if (!seq_has_overflowed(m)) {
			*v = p;
			return 1;
		}
		m->op->stop(m, p);
		if (!seq_grow(m))
			return -ENOMEM;
		p = m->op->start(m, &m->index);
	}
	m->op->stop(m, p);
	m->count = 0;
	return err;
}

/* Adds more records while they fit and the reader wants them; stops. */
static void seq_more_records(struct seq_file *m, void *p, size_t size)
{
	for (;;) {
		size_t offs = m->count;
		loff_t pos = m->index;
		int err;

		p = m->op->next(m, p, &m->index);
		if (pos == m->index)
			m->index++;	/* a provider that forgot */
		if (!p || IS_ERR(p))
			break;
		if (m->count >= size)
			break;
		err = m->op->show(m, p);
		if (err > 0) {
			m->count = offs;
		} else if (err || seq_has_overflowed(m)) {
			m->count = offs;
			break;
		}
	}
	m->op->stop(m, p);
}

/* m->lock held. */
static ssize_t seq_read_locked(struct seq_file *m, char __user *buf,
			       size_t size, loff_t *ppos)
{
	ssize_t copied = 0, n;
	void *p = NULL;
	int err;

	if (*ppos == 0)
		m->index = m->count = 0;
	/* pread(), or a position set behind our back. */
	if (unlikely(*ppos != m->read_pos)) {
		while ((err = traverse(m, *ppos)) == -EAGAIN)
			;
		if (err) {
			m->read_pos = 0;
			m->index = 0;
			m->count = 0;
			return err;
		}
		m->read_pos = *ppos;
	}
	if (!m->buf) {
		m->buf = seq_buf_alloc(m->size = PAGE_SIZE);
		if (!m->buf)
			return -ENOMEM;
	}
	if (m->count) {
		n = seq_flush(m, buf, size);
		if (n < 0)
			return n;
		copied = n;
		size -= n;
		if (m->count)		/* the reader's buffer is full */
			goto done;
	}
	m->from = 0;
	err = seq_first_record(m, &p);
	if (err > 0) {
		seq_more_records(m, p, size);
		n = seq_flush(m, buf + copied, size);
		if (n < 0)
			err = n;
		else
			copied += n;
	}
	if (!copied)
		return err < 0 ? err : 0;
done:
	*ppos += copied;
	m->read_pos += copied;
	return copied;
}

/**
 * seq_read() - ->read() for a provider
 * @file: opened by seq_open()
 * @buf: user pointer
 * @size: bytes
 * @ppos: position, advanced
 *
 * Context: may sleep.
 * Return: bytes read, 0 at the end, or an errno.
 */
ssize_t seq_read(struct file *file, char __user *buf, size_t size, loff_t *ppos)
{
	struct seq_file *m = file->private_data;
	ssize_t ret;

	if (!size)
		return 0;
	mutex_lock(&m->lock);
	ret = seq_read_locked(m, buf, size, ppos);
	mutex_unlock(&m->lock);
	return ret;
}

/**
 * seq_lseek() - ->llseek() for a provider
 * @file: opened by seq_open()
 * @offset: how far
 * @whence: SEEK_SET or SEEK_CUR
 *
 * Context: may sleep.
 * Return: the position, -EINVAL.
 */
loff_t seq_lseek(struct file *file, loff_t offset, int whence)
{
	struct seq_file *m = file->private_data;
	loff_t retval = -EINVAL;

	mutex_lock(&m->lock);
	if (whence == SEEK_CUR)
		offset += file->f_pos;
	else if (whence != SEEK_SET)
		goto out;
	if (offset < 0)
		goto out;
	retval = offset;
	if (offset != m->read_pos) {
		while ((retval = traverse(m, offset)) == -EAGAIN)
			;
		if (retval) {
			/* Start over with the next read. */
			file->f_pos = 0;
			m->read_pos = 0;
			m->index = 0;
			m->count = 0;
		} else {
			m->read_pos = offset;
			retval = file->f_pos = offset;
		}
	} else {
		file->f_pos = offset;
	}
out:
	mutex_unlock(&m->lock);
	return retval;
}

/**
 * seq_release() - ->release() for a provider
 * @inode: the file
 * @file: opened by seq_open()
 *
 * Context: may sleep.
 * Return: 0.
 */
int seq_release(struct inode *inode, struct file *file)
{
	struct seq_file *m = file->private_data;

	seq_buf_free(m->buf, m->size);
	kmem_cache_free(seq_file_cache, m);
	return 0;
}

/* One record only. */

static void *single_start(struct seq_file *p, loff_t *pos)
{
	return *pos ? NULL : SEQ_START_TOKEN;
}

static void *single_next(struct seq_file *p, void *v, loff_t *pos)
{
	++*pos;
	return NULL;
}

static void single_stop(struct seq_file *p, void *v)
{
}

static int single_show(struct seq_file *p, void *v)
{
	return p->single_show(p, v);
}

static const struct seq_operations single_operations = {
	.start	= single_start,
	.next	= single_next,
	.stop	= single_stop,
	.show	= single_show,
};

/**
 * single_open() - ->open() for a text of one record
 * @file: being opened
 * @show: prints it
 * @data: m->private
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM.
 */
int single_open(struct file *file, int (*show)(struct seq_file *m, void *v),
		void *data)
{
	int res = seq_open(file, &single_operations);
	struct seq_file *m = file->private_data;

	if (likely(!res)) {
		m->single_show = show;
		m->private = data;
	}
	return res;
}

/**
 * single_release() - ->release() for single_open()
 * @inode: the file
 * @file: being closed
 *
 * Context: may sleep.
 * Return: 0.
 */
int single_release(struct inode *inode, struct file *file)
{
	return seq_release(inode, file);
}

/* Providers with a state of their own in m->private. */

/**
 * __seq_open_private() - seq_open(), and zeroed memory in m->private
 * @f: being opened
 * @ops: the provider
 * @psize: bytes of memory
 *
 * Context: may sleep.
 * Return: the memory, or NULL without.
 */
void *__seq_open_private(struct file *f, const struct seq_operations *ops,
			 int psize)
{
	void *private = kzalloc(psize, GFP_KERNEL);
	struct seq_file *seq;

	if (!private)
		return NULL;
	if (seq_open(f, ops) < 0) {
		kfree(private);
		return NULL;
	}
	seq = f->private_data;
	seq->private = private;
	return private;
}

/**
 * seq_open_private() - the same, as ->open() wants it
 * @filp: being opened
 * @ops: the provider
 * @psize: bytes of memory
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM.
 */
int seq_open_private(struct file *filp, const struct seq_operations *ops,
		     int psize)
{
	return __seq_open_private(filp, ops, psize) ? 0 : -ENOMEM;
}

/**
 * seq_release_private() - ->release() for seq_open_private()
 * @inode: the file
 * @file: being closed
 *
 * Context: may sleep.
 * Return: 0.
 */
int seq_release_private(struct inode *inode, struct file *file)
{
	struct seq_file *seq = file->private_data;

	kfree(seq->private);
	seq->private = NULL;
	return seq_release(inode, file);
}

/* Lists as records. */

/**
 * seq_list_start() - the @pos-th entry of a list
 * @head: the list
 * @pos: from 0
 *
 * Context: the list's lock is held.
 * Return: the entry or NULL.
 */
struct list_head *seq_list_start(struct list_head *head, loff_t pos)
{
	struct list_head *lh;

	list_for_each(lh, head) {
		if (pos-- == 0)
			return lh;
	}
	return NULL;
}

/**
 * seq_list_next() - the entry after one
 * @v: the one
 * @head: the list
 * @ppos: advanced
 *
 * Context: the list's lock is held.
 * Return: the entry or NULL.
 */
struct list_head *seq_list_next(void *v, struct list_head *head, loff_t *ppos)
{
	struct list_head *lh = ((struct list_head *)v)->next;

	++*ppos;
	return lh == head ? NULL : lh;
}

/**
 * seq_hlist_start() - the @pos-th entry of an hlist
 * @head: the list
 * @pos: from 0
 *
 * Context: the list's lock is held.
 * Return: the entry or NULL.
 */
struct hlist_node *seq_hlist_start(struct hlist_head *head, loff_t pos)
{
	struct hlist_node *node;

	hlist_for_each(node, head) {
		if (pos-- == 0)
			return node;
	}
	return NULL;
}

/**
 * seq_hlist_next() - the entry after one
 * @v: the one, or SEQ_START_TOKEN
 * @head: the list
 * @ppos: advanced
 *
 * Context: the list's lock is held.
 * Return: the entry or NULL.
 */
struct hlist_node *seq_hlist_next(void *v, struct hlist_head *head,
				  loff_t *ppos)
{
	struct hlist_node *node = v;

	++*ppos;
	return v == SEQ_START_TOKEN ? head->first : node->next;
}
