// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/splice_pipe.c - between pipes, and between memory and pipes
 *
 * splice(2) of two pipes moves buffers, tee(2) duplicates them by reference;
 * vmsplice(2) gives pages of user memory to a pipe, or copies a pipe to memory.
 *
 * I1         A part of a buffer in a second pipe must not be appended to: its
 *            ops are those without can_merge.
 * I2         Nobody sleeps with two pipes locked: first there is data in the one
 *            and room in the other, each checked alone, then both are locked and
 *            checked again.
 *
 * Entry      splice_pipe_to_pipe(); tee(2), vmsplice(2)
 *
 * Mirrors: the pipe part of Linux 4.19 fs/splice.c.
 */
#include "internal.h"

#include <linux/file.h>
#include <linux/mm.h>
#include <linux/poll.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/uio.h>

#include "splice.h"

/* Pages that belong to the pipe alone, or are shared and must not change. */
const struct pipe_buf_operations default_pipe_buf_ops = {
	.release	= generic_pipe_buf_release,
	.steal		= generic_pipe_buf_steal,
	.get		= generic_pipe_buf_get,
};

/**
 * wakeup_pipe_readers() - there is data
 *
 * Context: may sleep.
 */
void wakeup_pipe_readers(struct pipe_inode_info *pipe)
{
	wake_up_interruptible_poll(&pipe->wait, EPOLLIN | EPOLLRDNORM);
	kill_fasync(&pipe->fasync_readers, SIGIO, POLL_IN);
}

/**
 * wakeup_pipe_writers() - there is room
 *
 * Context: may sleep.
 */
void wakeup_pipe_writers(struct pipe_inode_info *pipe)
{
	wake_up_interruptible_poll(&pipe->wait, EPOLLOUT | EPOLLWRNORM);
	kill_fasync(&pipe->fasync_writers, SIGIO, POLL_OUT);
}

static inline struct pipe_buffer *nth_buf(struct pipe_inode_info *pipe,
					  unsigned int n)
{
	return pipe->bufs + ((pipe->curbuf + n) & (pipe->buffers - 1));
}

/* Waits until there is data.  Return: 0 (perhaps the end), or an errno. */
static int ipipe_prep(struct pipe_inode_info *pipe, unsigned int flags)
{
	bool wake = false;
	int ret;

	pipe_lock(pipe);
	ret = splice_wait_data(pipe, flags & SPLICE_F_NONBLOCK, &wake);
	pipe_unlock(pipe);
	return min(ret, 0);
}

/* Waits until there is room.  Return: 0 or an errno. */
static int opipe_prep(struct pipe_inode_info *pipe, unsigned int flags)
{
	int ret = 0;

	pipe_lock(pipe);
	while (pipe->nrbufs >= pipe->buffers) {
		if (!pipe->readers) {
			send_sig(SIGPIPE, current, 0);
			ret = -EPIPE;
			break;
		}
		if (flags & SPLICE_F_NONBLOCK) {
			ret = -EAGAIN;
			break;
		}
		if (signal_pending(current)) {
			ret = -ERESTARTSYS;
			break;
		}
		pipe->waiting_writers++;
		pipe_wait(pipe);
		pipe->waiting_writers--;
	}
	pipe_unlock(pipe);
	return ret;
}

/* A second reference to the first @len bytes of @ibuf (I1). */
static bool share_buf(struct pipe_inode_info *ipipe, struct pipe_buffer *ibuf,
		      struct pipe_buffer *obuf, size_t len)
{
	if (!pipe_buf_get(ipipe, ibuf))
		return false;
	*obuf = *ibuf;
	obuf->flags &= ~(PIPE_BUF_FLAG_GIFT | PIPE_BUF_FLAG_PACKET);
	obuf->len = len;
	obuf->ops = &default_pipe_buf_ops;
	return true;
}

/* Both are locked.  Return: bytes moved. */
static size_t move_bufs(struct pipe_inode_info *ipipe,
			struct pipe_inode_info *opipe, size_t len)
{
	size_t done = 0;

	while (done < len && ipipe->nrbufs && opipe->nrbufs < opipe->buffers) {
		struct pipe_buffer *ibuf = nth_buf(ipipe, 0);
		struct pipe_buffer *obuf = nth_buf(opipe, opipe->nrbufs);
		size_t n = min_t(size_t, ibuf->len, len - done);

		if (n == ibuf->len) {
			/* The whole buffer changes hands. */
			*obuf = *ibuf;
			ibuf->ops = NULL;
			ipipe->curbuf = (ipipe->curbuf + 1) &
					(ipipe->buffers - 1);
			ipipe->nrbufs--;
		} else {
			if (!share_buf(ipipe, ibuf, obuf, n))
				break;
			ibuf->offset += n;
			ibuf->len -= n;
		}
		opipe->nrbufs++;
		done += n;
	}
	return done;
}

/* Both are locked.  Return: bytes duplicated. */
static size_t link_bufs(struct pipe_inode_info *ipipe,
			struct pipe_inode_info *opipe, size_t len)
{
	unsigned int i;
	size_t done = 0;

	for (i = 0; done < len && i < ipipe->nrbufs &&
	     opipe->nrbufs < opipe->buffers; i++) {
		struct pipe_buffer *ibuf = nth_buf(ipipe, i);
		size_t n = min_t(size_t, ibuf->len, len - done);

		if (!share_buf(ipipe, ibuf, nth_buf(opipe, opipe->nrbufs), n))
			break;
		opipe->nrbufs++;
		done += n;
	}
	return done;
}

/* I2; @bufs is one of the two above. */
static long between_pipes(struct pipe_inode_info *ipipe,
			  struct pipe_inode_info *opipe, size_t len,
			  unsigned int flags,
			  size_t (*bufs)(struct pipe_inode_info *ipipe,
					 struct pipe_inode_info *opipe,
					 size_t len))
{
	for (;;) {
		bool at_end, no_reader;
		long ret;

		ret = ipipe_prep(ipipe, flags);
		if (!ret)
			ret = opipe_prep(opipe, flags);
		if (ret)
			return ret;
		pipe_double_lock(ipipe, opipe);
		no_reader = !opipe->readers;
		at_end = !ipipe->nrbufs && !ipipe->writers;
		if (!no_reader)
			ret = bufs(ipipe, opipe, len);
		pipe_unlock(ipipe);
		pipe_unlock(opipe);
		if (no_reader) {
			send_sig(SIGPIPE, current, 0);
			return -EPIPE;
		}
		if (ret || at_end)
			return ret;
		/* Somebody was faster. */
		if (flags & SPLICE_F_NONBLOCK)
			return -EAGAIN;
	}
}

/**
 * splice_pipe_to_pipe() - move data from one pipe to another
 * @ipipe: from
 * @opipe: to
 * @len: bytes
 * @flags: SPLICE_F_*
 *
 * Context: may sleep.
 * Return: bytes moved, 0 at the end, or an errno.
 */
long splice_pipe_to_pipe(struct pipe_inode_info *ipipe,
			 struct pipe_inode_info *opipe, size_t len,
			 unsigned int flags)
{
	long ret = between_pipes(ipipe, opipe, len, flags, move_bufs);

	if (ret > 0) {
		wakeup_pipe_readers(opipe);
		wakeup_pipe_writers(ipipe);
	}
	return ret;
}

static long do_tee(struct file *in, struct file *out, size_t len,
		   unsigned int flags)
{
	struct pipe_inode_info *ipipe = get_pipe_info(in);
	struct pipe_inode_info *opipe = get_pipe_info(out);
	long ret;

	if (unlikely(!(in->f_mode & FMODE_READ) ||
		     !(out->f_mode & FMODE_WRITE)))
		return -EBADF;
	if (!ipipe || !opipe || ipipe == opipe)
		return -EINVAL;
	if ((in->f_flags | out->f_flags) & O_NONBLOCK)
		flags |= SPLICE_F_NONBLOCK;
	ret = between_pipes(ipipe, opipe, len, flags, link_bufs);
	if (ret > 0)
		wakeup_pipe_readers(opipe);
	return ret;
}

SYSCALL_DEFINE4(tee, int, fdin, int, fdout, size_t, len, unsigned int, flags)
{
	struct fd in, out;
	long error = -EBADF;

	if (unlikely(flags & ~SPLICE_F_ALL))
		return -EINVAL;
	if (unlikely(!len))
		return 0;
	in = fdget(fdin);
	if (!in.file)
		return error;
	out = fdget(fdout);
	if (out.file) {
		error = do_tee(in.file, out.file, len, flags);
		fdput(out);
	}
	fdput(in);
	return error;
}

/* vmsplice(2) */

/* User pages into the pipe, which has room and is locked. */
static long iter_to_pipe(struct iov_iter *from, struct pipe_inode_info *pipe)
{
	long total = 0;

	while (iov_iter_count(from) && pipe->nrbufs < pipe->buffers) {
		struct pipe_buffer *buf;
		struct page *page;
		size_t start;
		ssize_t copied;

		copied = iov_iter_get_pages(from, &page, PAGE_SIZE, 1, &start);
		if (copied <= 0)
			return total ? total : copied;
		buf = nth_buf(pipe, pipe->nrbufs);
		buf->page = page;
		buf->offset = start;
		buf->len = copied;
		buf->flags = 0;
		buf->ops = &nosteal_pipe_buf_ops;
		pipe->nrbufs++;
		iov_iter_advance(from, copied);
		total += copied;
	}
	return total;
}

static long vmsplice_to_pipe(struct pipe_inode_info *pipe,
			     struct iov_iter *iter, unsigned int flags)
{
	long ret = opipe_prep(pipe, flags);

	if (ret)
		return ret;
	pipe_lock(pipe);
	if (!pipe->readers) {
		send_sig(SIGPIPE, current, 0);
		ret = -EPIPE;
	} else {
		ret = iter_to_pipe(iter, pipe);
	}
	pipe_unlock(pipe);
	if (ret > 0)
		wakeup_pipe_readers(pipe);
	return ret;
}

SYSCALL_DEFINE4(vmsplice, int, fd, const struct iovec __user *, uiov,
		unsigned long, nr_segs, unsigned int, flags)
{
	struct iovec iovstack[UIO_FASTIOV], *iov = iovstack;
	struct pipe_inode_info *pipe;
	struct iov_iter iter;
	struct fd f;
	ssize_t ret;
	bool to_pipe;

	if (unlikely(flags & ~SPLICE_F_ALL))
		return -EINVAL;
	f = fdget(fd);
	if (!f.file)
		return -EBADF;
	pipe = get_pipe_info(f.file);
	to_pipe = f.file->f_mode & FMODE_WRITE;
	ret = -EBADF;
	if (!pipe || !(f.file->f_mode & (FMODE_READ | FMODE_WRITE)))
		goto out;
	ret = import_iovec(to_pipe ? WRITE : READ, uiov, nr_segs,
			   ARRAY_SIZE(iovstack), &iov, &iter);
	if (ret < 0)
		goto out;
	if (!iov_iter_count(&iter))
		ret = 0;
	else if (to_pipe)
		ret = vmsplice_to_pipe(pipe, &iter, flags);
	else
		ret = do_iter_readv_writev(f.file, &iter, NULL, READ, 0);
	kfree(iov);
out:
	fdput(f);
	return ret;
}
