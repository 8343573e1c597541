// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/iov_iter.c - copying to and from wherever an iov_iter points
 *
 * I1         count is what is left over all segments; iov_offset is inside the
 *            first segment or at its end, which the next operation skips.
 * I2         A copy that fails half-way advances by what it copied.
 *
 * Each operation is one loop, iterate(): it hands piece after piece to a step
 * function, which says how many bytes it could not do.  The single user buffer
 * of read(2) and write(2) does not even loop.
 *
 * Mirrors: Linux 4.19 lib/iov_iter.c.
 * Simpler than Linux in: no ITER_PIPE; splice reads into pages (bvec).
 */
#include <linux/uio.h>

#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

/* One piece: @addr in kernel memory, or @uaddr in user memory. */
struct iter_piece {
	void		*addr;
	void __user	*uaddr;
	size_t		len;
};

/* The rest of the first segment, at most @bytes. */
static inline struct iter_piece iter_piece(const struct iov_iter *i,
					   size_t bytes)
{
	struct iter_piece p = {};
	size_t skip = i->iov_offset;

	if (likely(iter_is_iovec(i))) {
		p.uaddr = (void __user __force *)i->iov->iov_base + skip;
		p.len = i->iov->iov_len - skip;
	} else if (iov_iter_is_kvec(i)) {
		p.addr = i->kvec->iov_base + skip;
		p.len = i->kvec->iov_len - skip;
	} else {
		p.addr = page_address(i->bvec->bv_page) + i->bvec->bv_offset +
			 skip;
		p.len = i->bvec->bv_len - skip;
	}
	if (p.len > bytes)
		p.len = bytes;
	return p;
}

static inline size_t seg_len(const struct iov_iter *i)
{
	if (iov_iter_is_bvec(i))
		return i->bvec->bv_len;
	return i->iov->iov_len;		/* kvec has the same layout */
}

static inline void next_seg(struct iov_iter *i)
{
	if (iov_iter_is_bvec(i))
		i->bvec++;
	else
		i->iov++;
	i->nr_segs--;
	i->iov_offset = 0;
}

/* @n bytes inside the first segment are done. */
static inline void iter_step(struct iov_iter *i, size_t n)
{
	i->count -= n;
	i->iov_offset += n;
	if (i->iov_offset == seg_len(i) && i->nr_segs > 1)
		next_seg(i);
}

/*
 * Is it all in the first segment of user memory, as for read(2) and write(2)?
 * Such addresses were checked by access_ok() when the iterator was made.
 */
static __always_inline bool one_user_piece(const struct iov_iter *i,
					   size_t bytes)
{
	return iter_is_iovec(i) && bytes <= i->iov->iov_len - i->iov_offset;
}

static __always_inline void __user *user_addr(const struct iov_iter *i)
{
	return (void __user __force *)i->iov->iov_base + i->iov_offset;
}

/* Then @n of those bytes are done. */
static __always_inline size_t one_piece_step(struct iov_iter *i, size_t n)
{
	i->count -= n;
	i->iov_offset += n;
	return n;
}

typedef size_t (*iter_fn)(const struct iter_piece *p, void *arg);

/*
 * @bytes is at most i->count.
 *
 * Return: bytes done; fewer when @step left some (I2).
 */
static __always_inline size_t iterate(struct iov_iter *i, size_t bytes,
				      iter_fn step, void *arg)
{
	size_t done = 0;

	while (done < bytes) {
		struct iter_piece p = iter_piece(i, bytes - done);
		size_t left;

		if (unlikely(!p.len)) {
			next_seg(i);
			continue;
		}
		left = step(&p, arg + done);
		iter_step(i, p.len - left);
		done += p.len - left;
		if (unlikely(left))
			break;
	}
	return done;
}

static inline size_t step_to(const struct iter_piece *p, void *from)
{
	if (p->uaddr)
		return copy_to_user(p->uaddr, from, p->len);
	if (p->addr)
		memcpy(p->addr, from, p->len);
	return p->addr ? 0 : p->len;
}

static inline size_t step_from(const struct iter_piece *p, void *to)
{
	if (p->uaddr)
		return copy_from_user(to, p->uaddr, p->len);
	if (p->addr)
		memcpy(to, p->addr, p->len);
	return p->addr ? 0 : p->len;
}

static inline size_t step_zero(const struct iter_piece *p, void *unused)
{
	if (p->uaddr)
		return clear_user(p->uaddr, p->len);
	if (p->addr)
		memset(p->addr, 0, p->len);
	return p->addr ? 0 : p->len;
}

/**
 * copy_to_iter() - copy from the kernel to where the iterator points
 * @addr: from here
 * @bytes: how many
 * @i: advanced
 *
 * Context: may fault, and so sleep.
 * Return: bytes copied; fewer when the iterator ended or user memory failed.
 */
size_t copy_to_iter(const void *addr, size_t bytes, struct iov_iter *i)
{
	if (bytes > i->count)
		bytes = i->count;
	if (likely(one_user_piece(i, bytes)))
		return one_piece_step(i, bytes - __copy_to_user(user_addr(i),
								addr, bytes));
	return iterate(i, bytes, step_to, (void *)addr);
}

/**
 * copy_from_iter() - copy from where the iterator points to the kernel
 * @addr: to here
 * @bytes: how many
 * @i: advanced
 *
 * Context: may fault, and so sleep.
 * Return: bytes copied.
 */
size_t copy_from_iter(void *addr, size_t bytes, struct iov_iter *i)
{
	if (bytes > i->count)
		bytes = i->count;
	if (likely(one_user_piece(i, bytes)))
		return one_piece_step(i, bytes - __copy_from_user(addr,
							user_addr(i), bytes));
	return iterate(i, bytes, step_from, addr);
}

/**
 * copy_from_iter_full() - all or nothing
 * @addr: to here
 * @bytes: how many
 * @i: advanced only on success
 *
 * Context: may fault, and so sleep.
 * Return: true if all were copied.
 */
bool copy_from_iter_full(void *addr, size_t bytes, struct iov_iter *i)
{
	struct iov_iter saved = *i;

	if (likely(copy_from_iter(addr, bytes, i) == bytes))
		return true;
	*i = saved;
	return false;
}

/**
 * iov_iter_zero() - write zeroes
 * @bytes: how many
 * @i: advanced
 *
 * Context: may fault, and so sleep.
 * Return: bytes written.
 */
size_t iov_iter_zero(size_t bytes, struct iov_iter *i)
{
	return iterate(i, min(bytes, i->count), step_zero, NULL);
}

/**
 * copy_page_to_iter() - copy part of a page out
 * @page: the page
 * @offset: where it begins
 * @bytes: how many
 * @i: advanced
 *
 * Context: may fault, and so sleep.
 * Return: bytes copied.
 */
size_t copy_page_to_iter(struct page *page, size_t offset, size_t bytes,
			 struct iov_iter *i)
{
	return copy_to_iter(page_address(page) + offset, bytes, i);
}

/**
 * copy_page_from_iter() - copy into part of a page
 * @page: the page
 * @offset: where it begins
 * @bytes: how many
 * @i: advanced
 *
 * Context: may fault, and so sleep.
 * Return: bytes copied.
 */
size_t copy_page_from_iter(struct page *page, size_t offset, size_t bytes,
			   struct iov_iter *i)
{
	return copy_from_iter(page_address(page) + offset, bytes, i);
}

static inline size_t step_from_atomic(const struct iter_piece *p, void *to)
{
	if (p->uaddr)
		return __copy_from_user_inatomic(to, p->uaddr, p->len);
	if (p->addr)
		memcpy(to, p->addr, p->len);
	return p->addr ? 0 : p->len;
}

/**
 * iov_iter_copy_from_user_atomic() - copy into a locked page, without faults
 * @page: the page
 * @i: not advanced: write_end() may take less
 * @offset: where in the page
 * @bytes: how many
 *
 * Context: any; does not sleep.
 * Return: bytes copied; a page that is not in memory ends it.
 */
size_t iov_iter_copy_from_user_atomic(struct page *page, struct iov_iter *i,
				      unsigned long offset, size_t bytes)
{
	void *to = page_address(page) + offset;
	struct iov_iter tmp;

	if (bytes > i->count)
		bytes = i->count;
	pagefault_disable();
	if (likely(one_user_piece(i, bytes))) {
		bytes -= __copy_from_user_inatomic(to, user_addr(i), bytes);
	} else {
		tmp = *i;
		bytes = iterate(&tmp, bytes, step_from_atomic, to);
	}
	pagefault_enable();
	return bytes;
}

/**
 * iov_iter_fault_in_readable() - have the next bytes in memory
 * @i: the iterator
 * @bytes: how many; only those of the first segment matter
 *
 * Context: may sleep.
 * Return: 0 or -EFAULT.
 */
int iov_iter_fault_in_readable(struct iov_iter *i, size_t bytes)
{
	struct iter_piece p;

	if (!iter_is_iovec(i))
		return 0;
	while (i->iov_offset == i->iov->iov_len && i->nr_segs > 1)
		next_seg(i);
	p = iter_piece(i, min(bytes, i->count));
	return p.len ? fault_in_pages_readable(p.uaddr, p.len) : 0;
}

/**
 * iov_iter_advance() - skip
 * @i: the iterator
 * @size: bytes
 *
 * Context: any.
 */
void iov_iter_advance(struct iov_iter *i, size_t size)
{
	if (unlikely(size > i->count))
		size = i->count;
	if (likely(i->nr_segs == 1)) {
		one_piece_step(i, size);
		return;
	}
	while (size) {
		size_t n = min(size, seg_len(i) - i->iov_offset);

		if (unlikely(!n)) {
			next_seg(i);
			continue;
		}
		iter_step(i, n);
		size -= n;
	}
}

/**
 * iov_iter_revert() - undo an advance
 * @i: the iterator
 * @unroll: bytes; not more than it was advanced
 *
 * Context: any.
 */
void iov_iter_revert(struct iov_iter *i, size_t unroll)
{
	i->count += unroll;
	while (unroll > i->iov_offset) {
		unroll -= i->iov_offset;
		if (iov_iter_is_bvec(i))
			i->bvec--;
		else
			i->iov--;
		i->nr_segs++;
		i->iov_offset = seg_len(i);
	}
	i->iov_offset -= unroll;
}

/**
 * iov_iter_single_seg_count() - bytes left in the first segment
 *
 * Context: any.
 * Return: bytes.
 */
size_t iov_iter_single_seg_count(const struct iov_iter *i)
{
	return min(i->count, seg_len(i) - i->iov_offset);
}

/* Address and length of each piece, for the two below. */
static unsigned long piece_bits(const struct iter_piece *p)
{
	return p->uaddr ? (unsigned long)p->uaddr : (unsigned long)p->addr;
}

/**
 * iov_iter_get_pages() - pin the pages of the first segment
 * @i: user memory or pages; not advanced
 * @pages: filled, each referenced
 * @maxsize: bytes at most
 * @maxpages: room in @pages
 * @start: set to the offset in the first page
 *
 * Context: may sleep.
 * Return: bytes covered, -EFAULT.
 */
ssize_t iov_iter_get_pages(struct iov_iter *i, struct page **pages,
			   size_t maxsize, unsigned int maxpages,
			   size_t *start)
{
	struct iter_piece p = iter_piece(i, min(maxsize, i->count));
	unsigned long addr = piece_bits(&p);
	size_t len = p.len;
	int n, res;

	*start = addr & ~PAGE_MASK;
	len += *start;
	if (len > maxpages * PAGE_SIZE)
		len = maxpages * PAGE_SIZE;
	n = DIV_ROUND_UP(len, PAGE_SIZE);
	if (iter_is_iovec(i)) {
		res = get_user_pages_fast(addr & PAGE_MASK, n,
					  iov_iter_rw(i) != WRITE, pages);
		if (unlikely(res < 0))
			return res;
		return (res == n ? len : res * PAGE_SIZE) - *start;
	}
	for (res = 0; res < n; res++) {
		pages[res] = virt_to_page(p.addr - *start + res * PAGE_SIZE);
		get_page(pages[res]);
	}
	return len - *start;
}

/* Making them. */

/**
 * iov_iter_init() - an iterator over user memory
 * @i: to initialise
 * @direction: READ: data goes there; WRITE: it comes from there
 * @iov: segments, checked by access_ok()
 * @nr_segs: how many
 * @count: bytes in all
 *
 * Context: any.
 */
void iov_iter_init(struct iov_iter *i, unsigned int direction,
		   const struct iovec *iov, unsigned long nr_segs, size_t count)
{
	*i = (struct iov_iter) {
		.type = ITER_IOVEC | (direction & 1),
		.iov = iov,
		.nr_segs = nr_segs,
		.count = count,
	};
}

/**
 * iov_iter_kvec() - an iterator over kernel memory
 * @i: to initialise
 * @direction: READ or WRITE
 * @kvec: segments
 * @nr_segs: how many
 * @count: bytes in all
 *
 * Context: any.
 */
void iov_iter_kvec(struct iov_iter *i, unsigned int direction,
		   const struct kvec *kvec, unsigned long nr_segs, size_t count)
{
	*i = (struct iov_iter) {
		.type = ITER_KVEC | (direction & 1),
		.kvec = kvec,
		.nr_segs = nr_segs,
		.count = count,
	};
}

/**
 * iov_iter_bvec() - an iterator over pages
 * @i: to initialise
 * @direction: READ or WRITE
 * @bvec: segments, none across a page's end
 * @nr_segs: how many
 * @count: bytes in all
 *
 * Context: any.
 */
void iov_iter_bvec(struct iov_iter *i, unsigned int direction,
		   const struct bio_vec *bvec, unsigned long nr_segs,
		   size_t count)
{
	*i = (struct iov_iter) {
		.type = ITER_BVEC | (direction & 1),
		.bvec = bvec,
		.nr_segs = nr_segs,
		.count = count,
	};
}

/* Checks the segments and cuts the total to MAX_RW_COUNT. */
static ssize_t check_iovec(struct iovec *iov, unsigned int nr_segs)
{
	ssize_t total = 0;
	unsigned int seg;

	for (seg = 0; seg < nr_segs; seg++) {
		ssize_t len = (ssize_t)iov[seg].iov_len;

		if (len < 0)
			return -EINVAL;
		if (unlikely(!access_ok(iov[seg].iov_base, len)))
			return -EFAULT;
		if (len > MAX_RW_COUNT - total) {
			len = MAX_RW_COUNT - total;
			iov[seg].iov_len = len;
		}
		total += len;
	}
	return total;
}

/**
 * import_iovec() - an iterator from the arguments of readv(2)
 * @type: READ or WRITE
 * @uvec: user pointer
 * @nr_segs: how many
 * @fast_segs: how many fit into *@iovp
 * @iovp: in: array on the caller's stack; out: to be kfree()d, or NULL
 * @i: initialised
 *
 * Context: may sleep.
 * Return: bytes in all, or an errno.
 */
ssize_t import_iovec(int type, const struct iovec __user *uvec,
		     unsigned int nr_segs, unsigned int fast_segs,
		     struct iovec **iovp, struct iov_iter *i)
{
	struct iovec *iov = *iovp;
	ssize_t total = -EINVAL;

	*iovp = NULL;
	if (nr_segs > UIO_MAXIOV)
		return total;
	if (nr_segs > fast_segs) {
		iov = kmalloc_array(nr_segs, sizeof(struct iovec), GFP_KERNEL);
		if (!iov)
			return -ENOMEM;
		*iovp = iov;
	}
	if (nr_segs && copy_from_user(iov, uvec, nr_segs * sizeof(*uvec)))
		total = -EFAULT;
	else
		total = check_iovec(iov, nr_segs);
	if (unlikely(total < 0)) {
		kfree(*iovp);
		*iovp = NULL;
		return total;
	}
	iov_iter_init(i, type, iov, nr_segs, total);
	return total;
}

/**
 * import_single_range() - an iterator over one user buffer
 * @rw: READ or WRITE
 * @buf: user pointer
 * @len: bytes; cut to MAX_RW_COUNT
 * @iov: on the caller's stack
 * @i: initialised
 *
 * Context: any.
 * Return: 0 or -EFAULT.
 */
int import_single_range(int rw, void __user *buf, size_t len,
			struct iovec *iov, struct iov_iter *i)
{
	if (len > MAX_RW_COUNT)
		len = MAX_RW_COUNT;
	if (unlikely(!access_ok(buf, len)))
		return -EFAULT;
	iov->iov_base = (void __force *)buf;
	iov->iov_len = len;
	iov_iter_init(i, rw, iov, 1, len);
	return 0;
}
