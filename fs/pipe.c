// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/pipe.c - pipes: reading and writing
 *
 * Data       A ring of pipe->buffers pipe_buffers, nrbufs in use from curbuf:
 *
 *	        curbuf                 curbuf + nrbufs
 *	[  ]  [page|off|len]  [page|off|len]  [    ]
 *	       oldest            newest: a write may append to it (can_merge)
 *
 * I1         Writes of at most PIPE_BUF bytes are atomic: all bytes in a row.
 * I2         readers, writers: open ends.  A read with no data and no writer is
 *            the end; a write with no reader is SIGPIPE and EPIPE.
 * I3         A buffer in use has ops; its page is the pipe's to drop.
 *
 * Locking    pipe->mutex, dropped by pipe_wait().  User memory may fault while it
 *            is held; nothing that a fault needs takes it.
 * Lifetime   pipe->files counts open files (inode->i_lock); the last frees it.
 * Entry      pipefifo_fops, pipe_lock() pipe_wait() generic_pipe_buf_*();
 *            opening, sizes and pipe(2) are in pipe_open.c
 *
 * Mirrors: Linux 4.19 fs/pipe.c.
 */
#include "internal.h"

#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/pagemap.h>
#include <linux/pipe_fs_i.h>
#include <linux/poll.h>
#include <linux/sched/signal.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/uio.h>

#include <uapi/asm/ioctls.h>

#include "pipe.h"

/**
 * pipe_lock() - lock a pipe
 *
 * Context: may sleep.
 */
void pipe_lock(struct pipe_inode_info *pipe)
{
	mutex_lock(&pipe->mutex);
}

/**
 * pipe_unlock() - unlock a pipe
 *
 * Context: any.
 */
void pipe_unlock(struct pipe_inode_info *pipe)
{
	mutex_unlock(&pipe->mutex);
}

/**
 * pipe_double_lock() - lock two pipes, always in the same order
 * @pipe1: one
 * @pipe2: the other
 *
 * Context: may sleep.
 */
void pipe_double_lock(struct pipe_inode_info *pipe1,
		      struct pipe_inode_info *pipe2)
{
	if (pipe1 > pipe2)
		swap(pipe1, pipe2);
	mutex_lock_nested(&pipe1->mutex, I_MUTEX_PARENT);
	mutex_lock_nested(&pipe2->mutex, I_MUTEX_CHILD);
}

/**
 * pipe_wait() - sleep until something changes; unlocks meanwhile
 * @pipe: locked
 *
 * Context: may sleep.
 */
void pipe_wait(struct pipe_inode_info *pipe)
{
	DEFINE_WAIT(wait);

	prepare_to_wait(&pipe->wait, &wait, TASK_INTERRUPTIBLE);
	pipe_unlock(pipe);
	schedule();
	finish_wait(&pipe->wait, &wait);
	pipe_lock(pipe);
}

/* Buffers. */

/* A page of the pipe's own: two emptied ones are kept to be used again. */
static void anon_pipe_buf_release(struct pipe_inode_info *pipe,
				  struct pipe_buffer *buf)
{
	struct page *page = buf->page;

	if (page_count(page) == 1) {
		if (!pipe->tmp_page[0]) {
			pipe->tmp_page[0] = page;
			return;
		}
		if (!pipe->tmp_page[1]) {
			pipe->tmp_page[1] = page;
			return;
		}
	}
	put_page(page);
}

static int anon_pipe_buf_steal(struct pipe_inode_info *pipe,
			       struct pipe_buffer *buf)
{
	if (page_count(buf->page) != 1)
		return 1;
	__SetPageLocked(buf->page);
	return 0;
}

/**
 * generic_pipe_buf_steal() - ->steal(): take the page if it is only ours
 *
 * Context: the pipe is locked.
 * Return: 0 with the page locked, 1 no.
 */
int generic_pipe_buf_steal(struct pipe_inode_info *pipe,
			   struct pipe_buffer *buf)
{
	if (page_count(buf->page) != 1)
		return 1;
	lock_page(buf->page);
	return 0;
}

/**
 * generic_pipe_buf_get() - ->get(): one more reference on the page
 *
 * Context: the pipe is locked.
 * Return: true.
 */
bool generic_pipe_buf_get(struct pipe_inode_info *pipe, struct pipe_buffer *buf)
{
	get_page(buf->page);
	return true;
}

/**
 * generic_pipe_buf_release() - ->release(): drop the page
 *
 * Context: the pipe is locked.
 */
void generic_pipe_buf_release(struct pipe_inode_info *pipe,
			      struct pipe_buffer *buf)
{
	put_page(buf->page);
}

static int nosteal_pipe_buf_steal(struct pipe_inode_info *pipe,
				  struct pipe_buffer *buf)
{
	return 1;
}

const struct pipe_buf_operations nosteal_pipe_buf_ops = {
	.release	= generic_pipe_buf_release,
	.steal		= nosteal_pipe_buf_steal,
	.get		= generic_pipe_buf_get,
};

static const struct pipe_buf_operations anon_pipe_buf_ops = {
	.can_merge	= 1,
	.release	= anon_pipe_buf_release,
	.steal		= anon_pipe_buf_steal,
	.get		= generic_pipe_buf_get,
};

static const struct pipe_buf_operations packet_pipe_buf_ops = {
	.release	= anon_pipe_buf_release,
	.steal		= anon_pipe_buf_steal,
	.get		= generic_pipe_buf_get,
};

static inline struct pipe_buffer *pipe_buf_at(struct pipe_inode_info *pipe,
					      unsigned int n)
{
	return pipe->bufs + ((pipe->curbuf + n) & (pipe->buffers - 1));
}

static void wake_pipe(struct pipe_inode_info *pipe, __poll_t mask)
{
	struct fasync_struct **fp = mask & EPOLLIN ? &pipe->fasync_readers :
						     &pipe->fasync_writers;

	if (wq_has_sleeper(&pipe->wait))
		wake_up_interruptible_sync_poll(&pipe->wait, mask);
	if (unlikely(*fp))
		kill_fasync(fp, SIGIO, mask & EPOLLIN ? POLL_IN : POLL_OUT);
}

/* Reading. */

/*
 * Gives the reader bytes of the oldest buffer, and drops it once empty.
 *
 * Return: bytes, or an errno; *@freed is set when the ring has more room.
 */
static ssize_t read_one_buf(struct pipe_inode_info *pipe, struct iov_iter *to,
			    bool *freed)
{
	struct pipe_buffer *buf = pipe->bufs + pipe->curbuf;
	size_t chars = min_t(size_t, buf->len, iov_iter_count(to));
	size_t written;
	int error = pipe_buf_confirm(pipe, buf);

	if (error)
		return error;
	written = copy_page_to_iter(buf->page, buf->offset, chars, to);
	if (unlikely(written < chars))
		return -EFAULT;
	buf->offset += chars;
	buf->len -= chars;
	/* A packet that does not fit loses its rest, and ends the read. */
	if (buf->flags & PIPE_BUF_FLAG_PACKET) {
		buf->len = 0;
		iov_iter_truncate(to, 0);
	}
	if (!buf->len) {
		pipe_buf_release(pipe, buf);
		pipe->curbuf = (pipe->curbuf + 1) & (pipe->buffers - 1);
		pipe->nrbufs--;
		*freed = true;
	}
	return chars;
}

static ssize_t pipe_read(struct kiocb *iocb, struct iov_iter *to)
{
	struct file *filp = iocb->ki_filp;
	struct pipe_inode_info *pipe = filp->private_data;
	bool do_wakeup = false;
	ssize_t ret = 0, n;

	if (unlikely(!iov_iter_count(to)))
		return 0;
	pipe_lock(pipe);
	for (;;) {
		while (pipe->nrbufs && iov_iter_count(to)) {
			n = read_one_buf(pipe, to, &do_wakeup);
			if (unlikely(n < 0)) {
				if (!ret)
					ret = n;
				goto out;
			}
			ret += n;
		}
		if (!iov_iter_count(to))
			break;
		if (!pipe->writers)
			break;
		/* Sleeping writers may have more for us: only then wait. */
		if (!pipe->waiting_writers) {
			if (ret)
				break;
			if (filp->f_flags & O_NONBLOCK) {
				ret = -EAGAIN;
				break;
			}
		}
		if (signal_pending(current)) {
			if (!ret)
				ret = -ERESTARTSYS;
			break;
		}
		if (do_wakeup) {
			wake_pipe(pipe, EPOLLOUT | EPOLLWRNORM);
			do_wakeup = false;
		}
		pipe_wait(pipe);
	}
out:
	pipe_unlock(pipe);
	if (do_wakeup)
		wake_pipe(pipe, EPOLLOUT | EPOLLWRNORM);
	if (ret > 0)
		file_accessed(filp);
	return ret;
}

/* Writing. */

static inline bool is_packetized(struct file *file)
{
	return (file->f_flags & O_DIRECT) != 0;
}

/* Appends what fits to the newest buffer.  Return: bytes or an errno. */
static ssize_t write_merge(struct pipe_inode_info *pipe, struct iov_iter *from)
{
	struct pipe_buffer *buf = pipe_buf_at(pipe, pipe->nrbufs - 1);
	size_t chars = iov_iter_count(from) & (PAGE_SIZE - 1);
	unsigned int offset = buf->offset + buf->len;
	int error;

	if (!buf->ops->can_merge || offset + chars > PAGE_SIZE)
		return 0;
	error = pipe_buf_confirm(pipe, buf);
	if (error)
		return error;
	if (unlikely(copy_page_from_iter(buf->page, offset, chars, from) <
		     chars))
		return -EFAULT;
	buf->len += chars;
	return chars;
}

static struct page *pipe_get_page(struct pipe_inode_info *pipe)
{
	struct page *page = pipe->tmp_page[0];

	if (page) {
		pipe->tmp_page[0] = NULL;
		return page;
	}
	page = pipe->tmp_page[1];
	if (page) {
		pipe->tmp_page[1] = NULL;
		return page;
	}
	return alloc_page(GFP_HIGHUSER);
}

/* A new buffer with up to a page.  Return: bytes or an errno. */
static ssize_t write_new_buf(struct pipe_inode_info *pipe, struct file *filp,
			     struct iov_iter *from)
{
	struct pipe_buffer *buf;
	struct page *page = pipe_get_page(pipe);
	size_t copied;

	if (unlikely(!page))
		return -ENOMEM;
	copied = copy_page_from_iter(page, 0, PAGE_SIZE, from);
	if (unlikely(copied < PAGE_SIZE && iov_iter_count(from))) {
		put_page(page);
		return -EFAULT;
	}
	buf = pipe_buf_at(pipe, pipe->nrbufs);
	buf->page = page;
	buf->ops = &anon_pipe_buf_ops;
	buf->offset = 0;
	buf->len = copied;
	buf->flags = 0;
	if (unlikely(is_packetized(filp))) {
		buf->ops = &packet_pipe_buf_ops;
		buf->flags = PIPE_BUF_FLAG_PACKET;
	}
	pipe->nrbufs++;
	return copied;
}

static ssize_t pipe_write(struct kiocb *iocb, struct iov_iter *from)
{
	struct file *filp = iocb->ki_filp;
	struct pipe_inode_info *pipe = filp->private_data;
	bool do_wakeup = false;
	ssize_t ret = 0, n;

	if (unlikely(!iov_iter_count(from)))
		return 0;
	pipe_lock(pipe);
	/* The odd bytes go behind what is there, so that I1 holds for them. */
	if (pipe->readers && pipe->nrbufs &&
	    (iov_iter_count(from) & (PAGE_SIZE - 1))) {
		ret = write_merge(pipe, from);
		if (ret < 0)
			goto out;
		do_wakeup = ret;
		if (!iov_iter_count(from))
			goto out;
	}
	for (;;) {
		if (unlikely(!pipe->readers)) {
			send_sig(SIGPIPE, current, 0);
			if (!ret)
				ret = -EPIPE;
			break;
		}
		if (pipe->nrbufs < pipe->buffers) {
			n = write_new_buf(pipe, filp, from);
			if (unlikely(n < 0)) {
				if (!ret)
					ret = n;
				break;
			}
			ret += n;
			do_wakeup = true;
			if (!iov_iter_count(from))
				break;
			continue;
		}
		if (filp->f_flags & O_NONBLOCK) {
			if (!ret)
				ret = -EAGAIN;
			break;
		}
		if (signal_pending(current)) {
			if (!ret)
				ret = -ERESTARTSYS;
			break;
		}
		if (do_wakeup) {
			wake_pipe(pipe, EPOLLIN | EPOLLRDNORM);
			do_wakeup = false;
		}
		pipe->waiting_writers++;
		pipe_wait(pipe);
		pipe->waiting_writers--;
	}
out:
	pipe_unlock(pipe);
	if (do_wakeup)
		wake_pipe(pipe, EPOLLIN | EPOLLRDNORM);
	if (ret > 0) {
		int err = file_update_time(filp);

		if (err)
			ret = err;
	}
	return ret;
}

static long pipe_ioctl(struct file *filp, unsigned int cmd, unsigned long arg)
{
	struct pipe_inode_info *pipe = filp->private_data;
	int count = 0;
	unsigned int n;

	if (cmd != FIONREAD)
		return -ENOIOCTLCMD;
	pipe_lock(pipe);
	for (n = 0; n < pipe->nrbufs; n++)
		count += pipe_buf_at(pipe, n)->len;
	pipe_unlock(pipe);
	return put_user(count, (int __user *)arg);
}

static __poll_t pipe_poll(struct file *filp, poll_table *wait)
{
	struct pipe_inode_info *pipe = filp->private_data;
	unsigned int nrbufs;
	__poll_t mask = 0;

	poll_wait(filp, &pipe->wait, wait);
	/* Unlocked: a change after this wakes us. */
	nrbufs = READ_ONCE(pipe->nrbufs);
	if (filp->f_mode & FMODE_READ) {
		if (nrbufs > 0)
			mask = EPOLLIN | EPOLLRDNORM;
		/* f_version: the FIFO had no writer yet when it was opened. */
		if (!pipe->writers && filp->f_version != pipe->w_counter)
			mask |= EPOLLHUP;
	}
	if (filp->f_mode & FMODE_WRITE) {
		if (nrbufs < pipe->buffers)
			mask |= EPOLLOUT | EPOLLWRNORM;
		/* Not an end, but an error: writing would be SIGPIPE. */
		if (!pipe->readers)
			mask |= EPOLLERR;
	}
	return mask;
}

static int pipe_fasync(int fd, struct file *filp, int on)
{
	struct pipe_inode_info *pipe = filp->private_data;
	int retval = 0;

	pipe_lock(pipe);
	if (filp->f_mode & FMODE_READ)
		retval = fasync_helper(fd, filp, on, &pipe->fasync_readers);
	if ((filp->f_mode & FMODE_WRITE) && retval >= 0) {
		retval = fasync_helper(fd, filp, on, &pipe->fasync_writers);
		if (retval < 0 && (filp->f_mode & FMODE_READ))
			fasync_helper(-1, filp, 0, &pipe->fasync_readers);
	}
	pipe_unlock(pipe);
	return retval;
}

const struct file_operations pipefifo_fops = {
	.open		= fifo_open,
	.llseek		= no_llseek,
	.read_iter	= pipe_read,
	.write_iter	= pipe_write,
	.poll		= pipe_poll,
	.unlocked_ioctl	= pipe_ioctl,
	.release	= pipe_release,
	.fasync		= pipe_fasync,
};
