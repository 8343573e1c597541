// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/splice.c - moving data between files and pipes, without user space
 *
 * A pipe is a list of page fragments, so data can pass through it by reference:
 *
 *	file --splice_read--> pipe --splice_write--> file
 *
 * Reading from a file fills new pages and hands them to the pipe; writing takes
 * pages from the pipe and shows them to ->write_iter() as a bvec.  sendfile(2)
 * and copy_file_range(2) do both with a private pipe, task->splice_pipe.
 *
 * I1         Data handed to the pipe is accounted by *ppos at once; what the
 *            other side does not take stays in the pipe, or is read again.
 *
 * Locking    The pipe's mutex.  A file's locks are taken inside it by
 *            ->write_iter(), outside by ->read_iter().
 * Entry      generic_file_splice_read() iter_file_splice_write()
 *            do_splice_direct(); splice(2); pipe-to-pipe, tee(2) and vmsplice(2)
 *            are in splice_pipe.c
 *
 * Mirrors: Linux 4.19 fs/splice.c.
 * Simpler than Linux in: pages are copied from the page cache into the pipe, as
 * Linux does since 6.5 for most files; none are moved into it.
 */
#include "internal.h"

#include <linux/file.h>
#include <linux/mm.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/splice.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/uio.h>

#include "splice.h"

#define SPLICE_PAGES	PIPE_DEF_BUFFERS

/* File to pipe. */

/* Puts pages into the pipe: @nr of @bv, with @len bytes in all. */
static void fill_pipe(struct pipe_inode_info *pipe, struct bio_vec *bv,
		      unsigned int nr, size_t len)
{
	unsigned int i;

	for (i = 0; i < nr; i++) {
		struct pipe_buffer *buf;
		size_t n = min_t(size_t, len, PAGE_SIZE);

		if (!n) {
			__free_page(bv[i].bv_page);
			continue;
		}
		buf = pipe->bufs + ((pipe->curbuf + pipe->nrbufs) &
				    (pipe->buffers - 1));
		buf->page = bv[i].bv_page;
		buf->offset = 0;
		buf->len = n;
		buf->flags = 0;
		buf->private = 0;
		buf->ops = &default_pipe_buf_ops;
		pipe->nrbufs++;
		len -= n;
	}
}

/**
 * generic_file_splice_read() - ->splice_read() by ->read_iter()
 * @in: the file
 * @ppos: position, advanced
 * @pipe: locked, with room
 * @len: bytes wanted
 * @flags: SPLICE_F_*
 *
 * Context: may sleep.
 * Return: bytes moved, 0 at the end, or an errno.
 */
ssize_t generic_file_splice_read(struct file *in, loff_t *ppos,
				 struct pipe_inode_info *pipe, size_t len,
				 unsigned int flags)
{
	unsigned int room = pipe->buffers - pipe->nrbufs, nr, i;
	struct bio_vec bv[SPLICE_PAGES];
	struct iov_iter to;
	struct kiocb kiocb;
	ssize_t ret;

	room = min_t(unsigned int, room, SPLICE_PAGES);
	len = min_t(size_t, len, (size_t)room << PAGE_SHIFT);
	nr = DIV_ROUND_UP(len, PAGE_SIZE);
	for (i = 0; i < nr; i++) {
		bv[i].bv_page = alloc_page(GFP_USER);
		if (!bv[i].bv_page)
			break;
		bv[i].bv_offset = 0;
		bv[i].bv_len = PAGE_SIZE;
	}
	if (i < nr) {
		nr = i;
		if (!nr)
			return -ENOMEM;
		len = (size_t)nr << PAGE_SHIFT;
	}
	iov_iter_bvec(&to, READ, bv, nr, len);
	init_sync_kiocb(&kiocb, in);
	kiocb.ki_pos = *ppos;
	ret = in->f_op->read_iter(&kiocb, &to);
	if (ret > 0) {
		*ppos = kiocb.ki_pos;
		file_accessed(in);
	} else if (ret == -EFAULT) {
		ret = -EAGAIN;
	}
	fill_pipe(pipe, bv, nr, ret > 0 ? ret : 0);
	return ret;
}

/* Has the file a way to be read into a pipe? */
static bool can_splice_read(struct file *in)
{
	return in->f_op->splice_read || in->f_op->read_iter;
}

static long do_splice_to(struct file *in, loff_t *ppos,
			 struct pipe_inode_info *pipe, size_t len,
			 unsigned int flags)
{
	int ret;

	if (unlikely(!(in->f_mode & FMODE_READ)))
		return -EBADF;
	ret = rw_verify_area(READ, in, ppos, len);
	if (unlikely(ret < 0))
		return ret;
	if (unlikely(len > MAX_RW_COUNT))
		len = MAX_RW_COUNT;
	if (in->f_op->splice_read)
		return in->f_op->splice_read(in, ppos, pipe, len, flags);
	if (in->f_op->read_iter)
		return generic_file_splice_read(in, ppos, pipe, len, flags);
	return -EINVAL;
}

/* Pipe to file. */

/* Drops @n bytes, which were written, from the pipe. */
static void eat_pipe(struct pipe_inode_info *pipe, size_t n)
{
	while (n) {
		struct pipe_buffer *buf = pipe->bufs + pipe->curbuf;
		size_t this = min_t(size_t, n, buf->len);

		buf->offset += this;
		buf->len -= this;
		n -= this;
		if (!buf->len) {
			pipe_buf_release(pipe, buf);
			pipe->curbuf = (pipe->curbuf + 1) & (pipe->buffers - 1);
			pipe->nrbufs--;
		}
	}
}

/* The oldest buffers as a bvec.  Return: segments, *@total their bytes. */
static int pipe_to_bvec(struct pipe_inode_info *pipe, struct bio_vec *bv,
			size_t len, size_t *total)
{
	unsigned int i, nr = min_t(unsigned int, pipe->nrbufs, SPLICE_PAGES);

	*total = 0;
	for (i = 0; i < nr && len; i++) {
		struct pipe_buffer *buf = pipe->bufs +
			((pipe->curbuf + i) & (pipe->buffers - 1));
		size_t this = min_t(size_t, len, buf->len);

		if (pipe_buf_confirm(pipe, buf))
			break;
		bv[i].bv_page = buf->page;
		bv[i].bv_offset = buf->offset;
		bv[i].bv_len = this;
		*total += this;
		len -= this;
	}
	return i;
}

/* Waits for data.  Return: 1 there is some, 0 the end, or an errno. */
int splice_wait_data(struct pipe_inode_info *pipe, bool nonblock, bool *wake)
{
	while (!pipe->nrbufs) {
		if (!pipe->writers)
			return 0;
		if (nonblock)
			return -EAGAIN;
		if (signal_pending(current))
			return -ERESTARTSYS;
		if (*wake) {
			wakeup_pipe_writers(pipe);
			*wake = false;
		}
		pipe_wait(pipe);
	}
	return 1;
}

/**
 * iter_file_splice_write() - ->splice_write() by ->write_iter()
 * @pipe: from
 * @out: the file
 * @ppos: position, advanced
 * @len: bytes wanted
 * @flags: SPLICE_F_*
 *
 * Context: may sleep; locks the pipe.
 * Return: bytes moved, 0 at the pipe's end, or an errno.
 */
ssize_t iter_file_splice_write(struct pipe_inode_info *pipe, struct file *out,
			       loff_t *ppos, size_t len, unsigned int flags)
{
	struct bio_vec bv[SPLICE_PAGES];
	bool wake = false;
	ssize_t done = 0, ret;

	/* @out may be a pipe, too, when @pipe is sendfile()'s own. */
	mutex_lock_nested(&pipe->mutex, SINGLE_DEPTH_NESTING);
	do {
		struct iov_iter from;
		size_t total;
		int nr;

		ret = splice_wait_data(pipe, done ||
				       (flags & SPLICE_F_NONBLOCK), &wake);
		if (ret <= 0)
			break;
		nr = pipe_to_bvec(pipe, bv, len - done, &total);
		iov_iter_bvec(&from, WRITE, bv, nr, total);
		ret = vfs_iter_write(out, &from, ppos, 0);
		if (ret <= 0)
			break;
		eat_pipe(pipe, ret);
		wake = true;
		done += ret;
	} while (done < len && pipe->nrbufs);
	pipe_unlock(pipe);
	if (wake)
		wakeup_pipe_writers(pipe);
	return done ? done : ret;
}

static bool can_splice_write(struct file *out)
{
	return out->f_op->splice_write || out->f_op->write_iter;
}

static long do_splice_from(struct pipe_inode_info *pipe, struct file *out,
			   loff_t *ppos, size_t len, unsigned int flags)
{
	if (out->f_op->splice_write)
		return out->f_op->splice_write(pipe, out, ppos, len, flags);
	if (out->f_op->write_iter)
		return iter_file_splice_write(pipe, out, ppos, len, flags);
	return -EINVAL;
}

/* File to file, through a pipe of the task's own. */

static struct pipe_inode_info *get_splice_pipe(void)
{
	struct pipe_inode_info *pipe = current->splice_pipe;

	if (likely(pipe))
		return pipe;
	pipe = alloc_pipe_info();
	if (pipe) {
		/* Never at its end, never without a reader. */
		pipe->readers = 1;
		current->splice_pipe = pipe;
	}
	return pipe;
}

/* What is left after an error belongs to nobody. */
static void empty_pipe(struct pipe_inode_info *pipe)
{
	unsigned int i;

	for (i = 0; i < pipe->buffers; i++) {
		struct pipe_buffer *buf = pipe->bufs + i;

		if (buf->ops)
			pipe_buf_release(pipe, buf);
	}
	pipe->nrbufs = pipe->curbuf = 0;
}

/**
 * do_splice_direct() - copy from one file to another
 * @in: from a regular file or block device
 * @ppos: position in it, advanced
 * @out: to
 * @opos: position in it, advanced
 * @len: bytes
 * @flags: SPLICE_F_*
 *
 * Context: may sleep.
 * Return: bytes copied or an errno.
 */
long do_splice_direct(struct file *in, loff_t *ppos, struct file *out,
		      loff_t *opos, size_t len, unsigned int flags)
{
	umode_t mode = file_inode(in)->i_mode;
	struct pipe_inode_info *pipe;
	size_t done = 0;
	long ret = 0;

	if (unlikely(!S_ISREG(mode) && !S_ISBLK(mode)))
		return -EINVAL;
	if (unlikely(!(out->f_mode & FMODE_WRITE)))
		return -EBADF;
	if (unlikely(out->f_flags & O_APPEND))
		return -EINVAL;
	if (!can_splice_read(in) || !can_splice_write(out))
		return -EINVAL;
	pipe = get_splice_pipe();
	if (!pipe)
		return -ENOMEM;
	flags &= ~SPLICE_F_NONBLOCK;
	while (done < len) {
		loff_t pos = *ppos, prev_pos = pos;
		long read_len;

		ret = do_splice_to(in, &pos, pipe, len - done, flags);
		if (unlikely(ret <= 0))
			break;
		read_len = ret;
		ret = do_splice_from(pipe, out, opos, read_len, flags);
		if (unlikely(ret <= 0))
			break;
		done += ret;
		/* I1 */
		*ppos = ret < read_len ? prev_pos + ret : pos;
		if (ret < read_len || signal_pending(current))
			break;
		cond_resched();
	}
	if (pipe->nrbufs)
		empty_pipe(pipe);
	return done ? done : ret;
}

/* splice(2) */

/* Room in the pipe, which is locked.  Return: 0 or an errno. */
static int wait_for_space(struct pipe_inode_info *pipe, unsigned int flags)
{
	for (;;) {
		if (unlikely(!pipe->readers)) {
			send_sig(SIGPIPE, current, 0);
			return -EPIPE;
		}
		if (pipe->nrbufs != pipe->buffers)
			return 0;
		if (flags & SPLICE_F_NONBLOCK)
			return -EAGAIN;
		if (signal_pending(current))
			return -ERESTARTSYS;
		pipe->waiting_writers++;
		pipe_wait(pipe);
		pipe->waiting_writers--;
	}
}

/**
 * splice_file_to_pipe() - read from a file into a pipe
 * @in: the file
 * @pipe: the pipe
 * @off: position, advanced
 * @len: bytes
 * @flags: SPLICE_F_*
 *
 * Context: may sleep; locks the pipe.
 * Return: bytes or an errno.
 */
long splice_file_to_pipe(struct file *in, struct pipe_inode_info *pipe,
			 loff_t *off, size_t len, unsigned int flags)
{
	long ret;

	pipe_lock(pipe);
	ret = wait_for_space(pipe, flags);
	if (!ret) {
		size_t room = pipe->buffers - pipe->nrbufs;

		len = min_t(size_t, len, room << PAGE_SHIFT);
		ret = do_splice_to(in, off, pipe, len, flags);
	}
	pipe_unlock(pipe);
	if (ret > 0)
		wakeup_pipe_readers(pipe);
	return ret;
}

static long splice_from_pipe_fd(struct pipe_inode_info *pipe, struct file *out,
				loff_t __user *off_out, size_t len,
				unsigned int flags)
{
	loff_t offset = out->f_pos;
	long ret;

	if (off_out) {
		if (!(out->f_mode & FMODE_PWRITE))
			return -EINVAL;
		if (copy_from_user(&offset, off_out, sizeof(loff_t)))
			return -EFAULT;
	}
	if (unlikely(!(out->f_mode & FMODE_WRITE)))
		return -EBADF;
	if (unlikely(out->f_flags & O_APPEND))
		return -EINVAL;
	ret = rw_verify_area(WRITE, out, &offset, len);
	if (unlikely(ret < 0))
		return ret;
	ret = do_splice_from(pipe, out, &offset, len, flags);
	if (!off_out)
		out->f_pos = offset;
	else if (copy_to_user(off_out, &offset, sizeof(loff_t)))
		ret = -EFAULT;
	return ret;
}

static long splice_to_pipe_fd(struct file *in, loff_t __user *off_in,
			      struct pipe_inode_info *pipe, size_t len,
			      unsigned int flags)
{
	loff_t offset = in->f_pos;
	long ret;

	if (off_in) {
		if (!(in->f_mode & FMODE_PREAD))
			return -EINVAL;
		if (copy_from_user(&offset, off_in, sizeof(loff_t)))
			return -EFAULT;
	}
	if (in->f_flags & O_NONBLOCK)
		flags |= SPLICE_F_NONBLOCK;
	ret = splice_file_to_pipe(in, pipe, &offset, len, flags);
	if (!off_in)
		in->f_pos = offset;
	else if (copy_to_user(off_in, &offset, sizeof(loff_t)))
		ret = -EFAULT;
	return ret;
}

static long do_splice(struct file *in, loff_t __user *off_in, struct file *out,
		      loff_t __user *off_out, size_t len, unsigned int flags)
{
	struct pipe_inode_info *ipipe = get_pipe_info(in);
	struct pipe_inode_info *opipe = get_pipe_info(out);

	if (unlikely(!(in->f_mode & FMODE_READ) ||
		     !(out->f_mode & FMODE_WRITE)))
		return -EBADF;
	if ((ipipe && off_in) || (opipe && off_out))
		return -ESPIPE;
	if (ipipe && opipe) {
		if (ipipe == opipe)
			return -EINVAL;
		if ((in->f_flags | out->f_flags) & O_NONBLOCK)
			flags |= SPLICE_F_NONBLOCK;
		return splice_pipe_to_pipe(ipipe, opipe, len, flags);
	}
	if (ipipe) {
		if (in->f_flags & O_NONBLOCK)
			flags |= SPLICE_F_NONBLOCK;
		return splice_from_pipe_fd(ipipe, out, off_out, len, flags);
	}
	if (opipe) {
		if (out->f_flags & O_NONBLOCK)
			flags |= SPLICE_F_NONBLOCK;
		return splice_to_pipe_fd(in, off_in, opipe, len, flags);
	}
	return -EINVAL;
}

SYSCALL_DEFINE6(splice, int, fd_in, loff_t __user *, off_in,
		int, fd_out, loff_t __user *, off_out,
		size_t, len, unsigned int, flags)
{
	struct fd in, out;
	long error = -EBADF;

	if (unlikely(!len))
		return 0;
	if (unlikely(flags & ~SPLICE_F_ALL))
		return -EINVAL;
	in = fdget(fd_in);
	if (!in.file)
		return error;
	out = fdget(fd_out);
	if (out.file) {
		error = do_splice(in.file, off_in, out.file, off_out, len,
				  flags);
		fdput(out);
	}
	fdput(in);
	return error;
}
