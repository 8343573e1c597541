// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/read_write.c - read, write, their positions and vectors
 *
 * I1         A transfer is at most MAX_RW_COUNT bytes.
 * I2         The file position is the caller's during the call: __fdget_pos()
 *            has locked f_pos_lock if others could use the file.
 * I3         A write past RLIMIT_FSIZE or s_maxbytes is cut short; one that
 *            begins there is refused, with SIGXFSZ for the limit.
 *
 * Entry      vfs_read() vfs_write() kernel_read() vfs_iter_read()
 *            generic_write_checks(); read(2) and its kin
 *
 * Mirrors: Linux 4.19 fs/read_write.c; lseek is in llseek.c, copying between
 * files in file_copy.c.
 */
#include "internal.h"

#include <linux/file.h>
#include <linux/fsnotify.h>
#include <linux/mm.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/uio.h>

static inline void count_read(ssize_t ret)
{
	if (ret > 0)
		current->ioac.rchar += ret;
	current->ioac.syscr++;
}

static inline void count_written(ssize_t ret)
{
	if (ret > 0)
		current->ioac.wchar += ret;
	current->ioac.syscw++;
}

/* Streams have no position. */
static inline loff_t *file_ppos(struct file *file)
{
	return file->f_mode & FMODE_STREAM ? NULL : &file->f_pos;
}

/**
 * rw_verify_area() - are position and count sane?
 * @read_write: READ or WRITE
 * @file: the file
 * @ppos: the position, or NULL
 * @count: bytes
 *
 * Context: any.
 * Return: 0, -EINVAL, -EOVERFLOW.
 */
int rw_verify_area(int read_write, struct file *file, const loff_t *ppos,
		   size_t count)
{
	if (unlikely((ssize_t)count < 0))
		return -EINVAL;
	if (ppos) {
		loff_t pos = *ppos;

		if (unlikely(pos < 0)) {
			if (!(file->f_mode & FMODE_UNSIGNED_OFFSET))
				return -EINVAL;
			if (count >= -pos)	/* both halves are the end */
				return -EOVERFLOW;
		} else if (unlikely((loff_t)(pos + count) < 0) &&
			   !(file->f_mode & FMODE_UNSIGNED_OFFSET)) {
			return -EINVAL;
		}
	}
	return 0;
}

/* ->read_iter() for a plain buffer. */
static ssize_t new_sync_read(struct file *filp, char __user *buf, size_t len,
			     loff_t *ppos)
{
	struct iovec iov = {
		.iov_base = (void __force *)buf, .iov_len = len,
	};
	struct kiocb kiocb;
	struct iov_iter iter;
	ssize_t ret;

	init_sync_kiocb(&kiocb, filp);
	kiocb.ki_pos = ppos ? *ppos : 0;
	iov_iter_init(&iter, READ, &iov, 1, len);
	ret = filp->f_op->read_iter(&kiocb, &iter);
	WARN_ON_ONCE(ret == -EIOCBQUEUED);
	if (ppos)
		*ppos = kiocb.ki_pos;
	return ret;
}

static ssize_t new_sync_write(struct file *filp, const char __user *buf,
			      size_t len, loff_t *ppos)
{
	struct iovec iov = {
		.iov_base = (void __force *)buf, .iov_len = len,
	};
	struct kiocb kiocb;
	struct iov_iter iter;
	ssize_t ret;

	init_sync_kiocb(&kiocb, filp);
	kiocb.ki_pos = ppos ? *ppos : 0;
	iov_iter_init(&iter, WRITE, &iov, 1, len);
	ret = filp->f_op->write_iter(&kiocb, &iter);
	WARN_ON_ONCE(ret == -EIOCBQUEUED);
	if (ret > 0 && ppos)
		*ppos = kiocb.ki_pos;
	return ret;
}

/**
 * vfs_read() - read from an open file into user memory
 * @file: the file
 * @buf: user pointer
 * @count: bytes
 * @pos: position, advanced; NULL for a stream
 *
 * Context: may sleep.
 * Return: bytes read, 0 at the end, or an errno.
 */
ssize_t vfs_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	ssize_t ret;

	if (unlikely(!(file->f_mode & FMODE_READ)))
		return -EBADF;
	if (unlikely(!(file->f_mode & FMODE_CAN_READ)))
		return -EINVAL;
	if (unlikely(!access_ok(buf, count)))
		return -EFAULT;
	ret = rw_verify_area(READ, file, pos, count);
	if (unlikely(ret))
		return ret;
	if (count > MAX_RW_COUNT)
		count = MAX_RW_COUNT;
	if (file->f_op->read)
		ret = file->f_op->read(file, buf, count, pos);
	else
		ret = new_sync_read(file, buf, count, pos);
	if (ret > 0)
		fsnotify_access(file);
	count_read(ret);
	return ret;
}

/**
 * vfs_write() - write from user memory to an open file
 * @file: the file
 * @buf: user pointer
 * @count: bytes
 * @pos: position, advanced; NULL for a stream
 *
 * Context: may sleep.
 * Return: bytes written or an errno.
 */
ssize_t vfs_write(struct file *file, const char __user *buf, size_t count,
		  loff_t *pos)
{
	ssize_t ret;

	if (unlikely(!(file->f_mode & FMODE_WRITE)))
		return -EBADF;
	if (unlikely(!(file->f_mode & FMODE_CAN_WRITE)))
		return -EINVAL;
	if (unlikely(!access_ok(buf, count)))
		return -EFAULT;
	ret = rw_verify_area(WRITE, file, pos, count);
	if (unlikely(ret))
		return ret;
	if (count > MAX_RW_COUNT)
		count = MAX_RW_COUNT;
	if (file->f_op->write)
		ret = file->f_op->write(file, buf, count, pos);
	else
		ret = new_sync_write(file, buf, count, pos);
	if (ret > 0)
		fsnotify_modify(file);
	count_written(ret);
	return ret;
}

/**
 * kernel_read() - read into kernel memory
 * @file: with ->read_iter()
 * @buf: kernel pointer
 * @count: bytes
 * @pos: position, advanced
 *
 * Context: may sleep.
 * Return: bytes read or an errno; -EINVAL: it reads only into user memory.
 */
ssize_t kernel_read(struct file *file, void *buf, size_t count, loff_t *pos)
{
	struct kvec iov = { .iov_base = buf };
	struct iov_iter iter;
	struct kiocb kiocb;
	ssize_t ret;

	if (!(file->f_mode & FMODE_READ))
		return -EBADF;
	if (file->f_op->read || !file->f_op->read_iter)
		return -EINVAL;
	ret = rw_verify_area(READ, file, pos, count);
	if (ret)
		return ret;
	count = min_t(size_t, count, MAX_RW_COUNT);
	iov.iov_len = count;
	init_sync_kiocb(&kiocb, file);
	kiocb.ki_pos = pos ? *pos : 0;
	iov_iter_kvec(&iter, READ, &iov, 1, count);
	ret = file->f_op->read_iter(&kiocb, &iter);
	if (ret > 0 && pos)
		*pos = kiocb.ki_pos;
	count_read(ret);
	return ret;
}

/**
 * kernel_write() - write from kernel memory
 * @file: with ->write_iter()
 * @buf: kernel pointer
 * @count: bytes
 * @pos: position, advanced
 *
 * Context: may sleep.
 * Return: bytes written or an errno; -EINVAL: it takes only user memory.
 */
ssize_t kernel_write(struct file *file, const void *buf, size_t count,
		     loff_t *pos)
{
	struct kvec iov = { .iov_base = (void *)buf };
	struct iov_iter iter;
	struct kiocb kiocb;
	ssize_t ret;

	if (!(file->f_mode & FMODE_WRITE))
		return -EBADF;
	if (file->f_op->write || !file->f_op->write_iter)
		return -EINVAL;
	ret = rw_verify_area(WRITE, file, pos, count);
	if (ret)
		return ret;
	count = min_t(size_t, count, MAX_RW_COUNT);
	iov.iov_len = count;
	init_sync_kiocb(&kiocb, file);
	kiocb.ki_pos = pos ? *pos : 0;
	iov_iter_kvec(&iter, WRITE, &iov, 1, count);
	ret = file->f_op->write_iter(&kiocb, &iter);
	if (ret > 0 && pos)
		*pos = kiocb.ki_pos;
	count_written(ret);
	return ret;
}

SYSCALL_DEFINE3(read, unsigned int, fd, char __user *, buf, size_t, count)
{
	struct fd f = fdget_pos(fd);
	ssize_t ret;

	if (unlikely(!f.file))
		return -EBADF;
	ret = vfs_read(f.file, buf, count, file_ppos(f.file));
	fdput_pos(f);
	return ret;
}

SYSCALL_DEFINE3(write, unsigned int, fd, const char __user *, buf, size_t,
		count)
{
	struct fd f = fdget_pos(fd);
	ssize_t ret;

	if (unlikely(!f.file))
		return -EBADF;
	ret = vfs_write(f.file, buf, count, file_ppos(f.file));
	fdput_pos(f);
	return ret;
}

SYSCALL_DEFINE4(pread64, unsigned int, fd, char __user *, buf, size_t, count,
		loff_t, pos)
{
	struct fd f;
	ssize_t ret = -ESPIPE;

	if (pos < 0)
		return -EINVAL;
	f = fdget(fd);
	if (!f.file)
		return -EBADF;
	if (f.file->f_mode & FMODE_PREAD)
		ret = vfs_read(f.file, buf, count, &pos);
	fdput(f);
	return ret;
}

SYSCALL_DEFINE4(pwrite64, unsigned int, fd, const char __user *, buf, size_t,
		count, loff_t, pos)
{
	struct fd f;
	ssize_t ret = -ESPIPE;

	if (pos < 0)
		return -EINVAL;
	f = fdget(fd);
	if (!f.file)
		return -EBADF;
	if (f.file->f_mode & FMODE_PWRITE)
		ret = vfs_write(f.file, buf, count, &pos);
	fdput(f);
	return ret;
}

/* Vectors. */

/* RWF_* of preadv2(2).  Return: 0, -EOPNOTSUPP. */
static int kiocb_set_rw_flags(struct kiocb *ki, int flags)
{
	if (unlikely(flags & ~(RWF_HIPRI | RWF_DSYNC | RWF_SYNC | RWF_NOWAIT |
			       RWF_APPEND)))
		return -EOPNOTSUPP;
	if (flags & RWF_NOWAIT) {
		if (!(ki->ki_filp->f_mode & FMODE_NOWAIT))
			return -EOPNOTSUPP;
		ki->ki_flags |= IOCB_NOWAIT;
	}
	if (flags & RWF_HIPRI)
		ki->ki_flags |= IOCB_HIPRI;
	if (flags & RWF_DSYNC)
		ki->ki_flags |= IOCB_DSYNC;
	if (flags & RWF_SYNC)
		ki->ki_flags |= IOCB_DSYNC | IOCB_SYNC;
	if (flags & RWF_APPEND)
		ki->ki_flags |= IOCB_APPEND;
	return 0;
}

/**
 * do_iter_readv_writev() - ->read_iter() or ->write_iter() with RWF_ flags
 * @filp: the file
 * @iter: the data
 * @ppos: position, advanced; NULL for a stream
 * @type: READ or WRITE
 * @flags: RWF_*
 *
 * Context: may sleep.
 * Return: bytes or an errno.
 */
ssize_t do_iter_readv_writev(struct file *filp, struct iov_iter *iter,
			     loff_t *ppos, int type, int flags)
{
	struct kiocb kiocb;
	ssize_t ret;

	init_sync_kiocb(&kiocb, filp);
	ret = kiocb_set_rw_flags(&kiocb, flags);
	if (ret)
		return ret;
	kiocb.ki_pos = ppos ? *ppos : 0;
	if (type == READ)
		ret = filp->f_op->read_iter(&kiocb, iter);
	else
		ret = filp->f_op->write_iter(&kiocb, iter);
	if (ppos)
		*ppos = kiocb.ki_pos;
	return ret;
}

/* For files that know only plain buffers: segment by segment. */
static ssize_t do_loop_readv_writev(struct file *filp, struct iov_iter *iter,
				    loff_t *ppos, int type, int flags)
{
	const struct iovec *iov = iter->iov;
	unsigned long seg;
	ssize_t ret = 0;

	if (flags & ~RWF_HIPRI)
		return -EOPNOTSUPP;
	if (!iter_is_iovec(iter))
		return -EINVAL;
	for (seg = 0; seg < iter->nr_segs; seg++, iov++) {
		char __user *base = (char __user __force *)iov->iov_base;
		ssize_t nr;

		if (!iov->iov_len)
			continue;
		if (type == READ)
			nr = filp->f_op->read(filp, base, iov->iov_len, ppos);
		else
			nr = filp->f_op->write(filp, base, iov->iov_len, ppos);
		if (nr < 0) {
			if (!ret)
				ret = nr;
			break;
		}
		ret += nr;
		if (nr != iov->iov_len)
			break;
	}
	return ret;
}

static ssize_t do_iter_read(struct file *file, struct iov_iter *iter,
			    loff_t *pos, int flags)
{
	size_t tot_len = iov_iter_count(iter);
	ssize_t ret;

	if (!(file->f_mode & FMODE_READ))
		return -EBADF;
	if (!(file->f_mode & FMODE_CAN_READ))
		return -EINVAL;
	if (!tot_len)
		return 0;
	ret = rw_verify_area(READ, file, pos, tot_len);
	if (ret < 0)
		return ret;
	if (file->f_op->read_iter)
		ret = do_iter_readv_writev(file, iter, pos, READ, flags);
	else
		ret = do_loop_readv_writev(file, iter, pos, READ, flags);
	if (ret >= 0)
		fsnotify_access(file);
	return ret;
}

static ssize_t do_iter_write(struct file *file, struct iov_iter *iter,
			     loff_t *pos, int flags)
{
	size_t tot_len = iov_iter_count(iter);
	ssize_t ret;

	if (!(file->f_mode & FMODE_WRITE))
		return -EBADF;
	if (!(file->f_mode & FMODE_CAN_WRITE))
		return -EINVAL;
	if (!tot_len)
		return 0;
	ret = rw_verify_area(WRITE, file, pos, tot_len);
	if (ret < 0)
		return ret;
	if (file->f_op->write_iter)
		ret = do_iter_readv_writev(file, iter, pos, WRITE, flags);
	else
		ret = do_loop_readv_writev(file, iter, pos, WRITE, flags);
	if (ret > 0)
		fsnotify_modify(file);
	return ret;
}

/**
 * vfs_iter_read() - read to an iterator
 * @file: with ->read_iter()
 * @iter: where to
 * @ppos: position, advanced
 * @flags: RWF_*
 *
 * Context: may sleep.
 * Return: bytes or an errno.
 */
ssize_t vfs_iter_read(struct file *file, struct iov_iter *iter, loff_t *ppos,
		      int flags)
{
	if (!file->f_op->read_iter)
		return -EINVAL;
	return do_iter_read(file, iter, ppos, flags);
}

/**
 * vfs_iter_write() - write from an iterator
 * @file: with ->write_iter()
 * @iter: where from
 * @ppos: position, advanced
 * @flags: RWF_*
 *
 * Context: may sleep.
 * Return: bytes or an errno.
 */
ssize_t vfs_iter_write(struct file *file, struct iov_iter *iter, loff_t *ppos,
		       int flags)
{
	if (!file->f_op->write_iter)
		return -EINVAL;
	return do_iter_write(file, iter, ppos, flags);
}

static ssize_t vfs_vector(struct file *file, int type,
			  const struct iovec __user *vec, unsigned long vlen,
			  loff_t *pos, int flags)
{
	struct iovec iovstack[UIO_FASTIOV], *iov = iovstack;
	struct iov_iter iter;
	ssize_t ret;

	ret = import_iovec(type, vec, vlen, ARRAY_SIZE(iovstack), &iov, &iter);
	if (ret < 0)
		return ret;
	if (type == READ) {
		ret = do_iter_read(file, &iter, pos, flags);
		count_read(ret);
	} else {
		ret = do_iter_write(file, &iter, pos, flags);
		count_written(ret);
	}
	kfree(iov);
	return ret;
}

static ssize_t do_vector(unsigned long fd, int type,
			 const struct iovec __user *vec, unsigned long vlen,
			 int flags)
{
	struct fd f = fdget_pos(fd);
	ssize_t ret;

	if (!f.file)
		return -EBADF;
	ret = vfs_vector(f.file, type, vec, vlen, file_ppos(f.file), flags);
	fdput_pos(f);
	return ret;
}

static ssize_t do_pvector(unsigned long fd, int type,
			  const struct iovec __user *vec, unsigned long vlen,
			  loff_t pos, int flags)
{
	fmode_t need = type == READ ? FMODE_PREAD : FMODE_PWRITE;
	ssize_t ret = -ESPIPE;
	struct fd f;

	if (pos < 0)
		return -EINVAL;
	f = fdget(fd);
	if (!f.file)
		return -EBADF;
	if (f.file->f_mode & need)
		ret = vfs_vector(f.file, type, vec, vlen, &pos, flags);
	fdput(f);
	return ret;
}

SYSCALL_DEFINE3(readv, unsigned long, fd, const struct iovec __user *, vec,
		unsigned long, vlen)
{
	return do_vector(fd, READ, vec, vlen, 0);
}

SYSCALL_DEFINE3(writev, unsigned long, fd, const struct iovec __user *, vec,
		unsigned long, vlen)
{
	return do_vector(fd, WRITE, vec, vlen, 0);
}

/* The position comes in halves; on 64 bits the low one is all of it. */
static inline loff_t pos_from_hilo(unsigned long high, unsigned long low)
{
	return ((loff_t)high << 32 << 32) | low;
}

SYSCALL_DEFINE5(preadv, unsigned long, fd, const struct iovec __user *, vec,
		unsigned long, vlen, unsigned long, pos_l, unsigned long, pos_h)
{
	return do_pvector(fd, READ, vec, vlen, pos_from_hilo(pos_h, pos_l), 0);
}

SYSCALL_DEFINE5(pwritev, unsigned long, fd, const struct iovec __user *, vec,
		unsigned long, vlen, unsigned long, pos_l, unsigned long, pos_h)
{
	return do_pvector(fd, WRITE, vec, vlen, pos_from_hilo(pos_h, pos_l), 0);
}

SYSCALL_DEFINE6(preadv2, unsigned long, fd, const struct iovec __user *, vec,
		unsigned long, vlen, unsigned long, pos_l, unsigned long, pos_h,
		int, flags)
{
	loff_t pos = pos_from_hilo(pos_h, pos_l);

	if (pos == -1)
		return do_vector(fd, READ, vec, vlen, flags);
	return do_pvector(fd, READ, vec, vlen, pos, flags);
}

SYSCALL_DEFINE6(pwritev2, unsigned long, fd, const struct iovec __user *, vec,
		unsigned long, vlen, unsigned long, pos_l, unsigned long, pos_h,
		int, flags)
{
	loff_t pos = pos_from_hilo(pos_h, pos_l);

	if (pos == -1)
		return do_vector(fd, WRITE, vec, vlen, flags);
	return do_pvector(fd, WRITE, vec, vlen, pos, flags);
}

/**
 * generic_write_check_limits() - I3
 * @file: the file
 * @pos: where the write begins
 * @count: bytes; cut
 *
 * Context: any.
 * Return: 0 or -EFBIG.
 */
int generic_write_check_limits(struct file *file, loff_t pos, loff_t *count)
{
	loff_t max_size = file->f_mapping->host->i_sb->s_maxbytes;
	loff_t limit = rlimit(RLIMIT_FSIZE);

	if (limit != RLIM_INFINITY) {
		if (pos >= limit) {
			send_sig(SIGXFSZ, current, 0);
			return -EFBIG;
		}
		*count = min(*count, limit - pos);
	}
	if (!(file->f_flags & O_LARGEFILE))
		max_size = min_t(loff_t, max_size, 0x7fffffff);
	if (unlikely(pos >= max_size))
		return -EFBIG;
	*count = min(*count, max_size - pos);
	return 0;
}

/**
 * generic_write_checks() - what every write to a regular file checks
 * @iocb: ki_pos is moved to the end for O_APPEND
 * @from: cut to what may be written
 *
 * Context: the inode is locked.
 * Return: bytes that may be written, 0 or an errno.
 */
ssize_t generic_write_checks(struct kiocb *iocb, struct iov_iter *from)
{
	struct file *file = iocb->ki_filp;
	struct inode *inode = file->f_mapping->host;
	loff_t count = iov_iter_count(from);
	int ret;

	if (IS_SWAPFILE(inode))
		return -ETXTBSY;
	if (!count)
		return 0;
	if (iocb->ki_flags & IOCB_APPEND)
		iocb->ki_pos = i_size_read(inode);
	if ((iocb->ki_flags & IOCB_NOWAIT) && !(iocb->ki_flags & IOCB_DIRECT))
		return -EINVAL;
	ret = generic_write_check_limits(file, iocb->ki_pos, &count);
	if (ret)
		return ret;
	iov_iter_truncate(from, count);
	return iov_iter_count(from);
}
