// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/pipe_open.c - pipes: making, opening, resizing
 *
 * I1         inode->i_pipe exists while pipe->files > 0.
 * I2         Opening one end of a FIFO waits for the other: r_counter and
 *            w_counter count opens, so that one that has come and gone is seen.
 * I3         A user's pipes have at most pipe_user_pages_soft pages beyond which
 *            new pipes are small, and pipe_user_pages_hard, without privileges.
 *
 * Locking    pipe->mutex; inode->i_lock: i_pipe and files.
 * Entry      alloc_pipe_info() create_pipe_files() fifo_open()
 *            pipe_fcntl(); pipe(2), pipe2(2)
 *
 * Mirrors: the second half of Linux 4.19 fs/pipe.c.
 */
#include "internal.h"

#include <linux/cred.h>
#include <linux/file.h>
#include <linux/init.h>
#include <linux/log2.h>
#include <linux/magic.h>
#include <linux/mount.h>
#include <linux/poll.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include "pipe.h"

/* /proc/sys/fs/pipe-max-size and kin. */
unsigned int pipe_max_size = 1048576;
unsigned long pipe_user_pages_hard;
unsigned long pipe_user_pages_soft = PIPE_DEF_BUFFERS * INR_OPEN_CUR;

static struct vfsmount *pipe_mnt;

static unsigned long account_pipe_buffers(struct user_struct *user,
					  unsigned long old, unsigned long new)
{
	return atomic_long_add_return(new - old, &user->pipe_bufs);
}

static bool too_many_pipe_buffers_soft(unsigned long user_bufs)
{
	return pipe_user_pages_soft && user_bufs > pipe_user_pages_soft;
}

static bool too_many_pipe_buffers_hard(unsigned long user_bufs)
{
	return pipe_user_pages_hard && user_bufs > pipe_user_pages_hard;
}

static bool is_unprivileged_user(void)
{
	return !capable(CAP_SYS_RESOURCE) && !capable(CAP_SYS_ADMIN);
}

/* How many buffers a new pipe gets (I3); they are accounted.  0: none. */
static unsigned long new_pipe_buffers(struct user_struct *user)
{
	unsigned long bufs = PIPE_DEF_BUFFERS, max = pipe_max_size >> PAGE_SHIFT;
	unsigned long user_bufs;

	if (bufs > max && !capable(CAP_SYS_RESOURCE))
		bufs = max;
	user_bufs = account_pipe_buffers(user, 0, bufs);
	if (too_many_pipe_buffers_soft(user_bufs) && is_unprivileged_user()) {
		user_bufs = account_pipe_buffers(user, bufs, 1);
		bufs = 1;
	}
	if (too_many_pipe_buffers_hard(user_bufs) && is_unprivileged_user()) {
		account_pipe_buffers(user, bufs, 0);
		bufs = 0;
	}
	return bufs;
}

/**
 * alloc_pipe_info() - an empty pipe
 *
 * Context: may sleep.
 * Return: the pipe, or NULL.
 */
struct pipe_inode_info *alloc_pipe_info(void)
{
	struct user_struct *user = get_current_user();
	struct pipe_inode_info *pipe;
	unsigned long bufs;

	pipe = kzalloc(sizeof(struct pipe_inode_info), GFP_KERNEL);
	if (!pipe)
		goto out_free_uid;
	bufs = new_pipe_buffers(user);
	if (!bufs)
		goto out_free_pipe;
	pipe->bufs = kcalloc(bufs, sizeof(struct pipe_buffer), GFP_KERNEL);
	if (!pipe->bufs)
		goto out_revert_acct;
	init_waitqueue_head(&pipe->wait);
	pipe->r_counter = pipe->w_counter = 1;
	pipe->buffers = bufs;
	pipe->user = user;
	mutex_init(&pipe->mutex);
	return pipe;

out_revert_acct:
	account_pipe_buffers(user, bufs, 0);
out_free_pipe:
	kfree(pipe);
out_free_uid:
	free_uid(user);
	return NULL;
}

/**
 * free_pipe_info() - the last user is gone
 *
 * Context: may sleep.
 */
void free_pipe_info(struct pipe_inode_info *pipe)
{
	unsigned int i;

	account_pipe_buffers(pipe->user, pipe->buffers, 0);
	free_uid(pipe->user);
	for (i = 0; i < pipe->buffers; i++) {
		struct pipe_buffer *buf = pipe->bufs + i;

		if (buf->ops)
			pipe_buf_release(pipe, buf);
	}
	for (i = 0; i < ARRAY_SIZE(pipe->tmp_page); i++) {
		if (pipe->tmp_page[i])
			__free_page(pipe->tmp_page[i]);
	}
	kfree(pipe->bufs);
	kfree(pipe);
}

static void put_pipe_info(struct inode *inode, struct pipe_inode_info *pipe)
{
	bool kill = false;

	spin_lock(&inode->i_lock);
	if (!--pipe->files) {
		inode->i_pipe = NULL;
		kill = true;
	}
	spin_unlock(&inode->i_lock);
	if (kill)
		free_pipe_info(pipe);
}

/**
 * get_pipe_info() - is the file a pipe?
 *
 * Context: any.
 * Return: the pipe, or NULL.
 */
struct pipe_inode_info *get_pipe_info(struct file *file)
{
	return file->f_op == &pipefifo_fops ? file->private_data : NULL;
}

/**
 * pipe_release() - ->release(): one end is closed
 * @inode: the pipe
 * @file: the end
 *
 * Context: may sleep.
 * Return: 0.
 */
int pipe_release(struct inode *inode, struct file *file)
{
	struct pipe_inode_info *pipe = file->private_data;

	pipe_lock(pipe);
	if (file->f_mode & FMODE_READ)
		pipe->readers--;
	if (file->f_mode & FMODE_WRITE)
		pipe->writers--;
	/* The other side must see that it is alone. */
	if (!pipe->readers != !pipe->writers) {
		wake_up_interruptible_poll(&pipe->wait, EPOLLIN | EPOLLOUT |
					   EPOLLRDNORM | EPOLLWRNORM |
					   EPOLLERR | EPOLLHUP);
		kill_fasync(&pipe->fasync_readers, SIGIO, POLL_IN);
		kill_fasync(&pipe->fasync_writers, SIGIO, POLL_OUT);
	}
	pipe_unlock(pipe);
	put_pipe_info(inode, pipe);
	return 0;
}

/* pipe(2) */

static char *pipefs_dname(struct dentry *dentry, char *buffer, int buflen)
{
	return dynamic_dname(dentry, buffer, buflen, "pipe:[%lu]",
			     d_inode(dentry)->i_ino);
}

static const struct dentry_operations pipefs_dentry_operations = {
	.d_dname	= pipefs_dname,
};

static struct inode *get_pipe_inode(void)
{
	struct inode *inode = new_inode_pseudo(pipe_mnt->mnt_sb);
	struct pipe_inode_info *pipe;

	if (!inode)
		return NULL;
	inode->i_ino = get_next_ino();
	pipe = alloc_pipe_info();
	if (!pipe) {
		iput(inode);
		return NULL;
	}
	inode->i_pipe = pipe;
	pipe->files = 2;
	pipe->readers = pipe->writers = 1;
	inode->i_fop = &pipefifo_fops;
	/* So that nobody tries to write it back. */
	inode->i_state = I_DIRTY;
	inode->i_mode = S_IFIFO | S_IRUSR | S_IWUSR;
	inode->i_uid = current_fsuid();
	inode->i_gid = current_fsgid();
	inode->i_atime = inode->i_mtime = inode->i_ctime = current_time(inode);
	return inode;
}

/**
 * create_pipe_files() - both ends of a new pipe
 * @res: set to the reading and the writing end
 * @flags: O_NONBLOCK, O_DIRECT
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int create_pipe_files(struct file **res, int flags)
{
	struct inode *inode = get_pipe_inode();
	struct file *f;

	if (!inode)
		return -ENFILE;
	f = alloc_file_pseudo(inode, pipe_mnt, "",
			      O_WRONLY | (flags & (O_NONBLOCK | O_DIRECT)),
			      &pipefifo_fops);
	if (IS_ERR(f)) {
		free_pipe_info(inode->i_pipe);
		inode->i_pipe = NULL;
		iput(inode);
		return PTR_ERR(f);
	}
	f->private_data = inode->i_pipe;
	res[0] = alloc_file_clone(f, O_RDONLY | (flags & O_NONBLOCK),
				  &pipefifo_fops);
	if (IS_ERR(res[0])) {
		/* The other end's count; its release drops the last. */
		put_pipe_info(inode, inode->i_pipe);
		fput(f);
		return PTR_ERR(res[0]);
	}
	res[0]->private_data = inode->i_pipe;
	res[1] = f;
	stream_open(inode, res[0]);
	stream_open(inode, res[1]);
	return 0;
}

static int pipe_fds(int *fd, struct file **files, int flags)
{
	int error, fdr, fdw;

	if (flags & ~(O_CLOEXEC | O_NONBLOCK | O_DIRECT))
		return -EINVAL;
	error = create_pipe_files(files, flags);
	if (error)
		return error;
	fdr = get_unused_fd_flags(flags);
	if (fdr < 0) {
		error = fdr;
		goto err_read_pipe;
	}
	fdw = get_unused_fd_flags(flags);
	if (fdw < 0) {
		error = fdw;
		goto err_fdr;
	}
	fd[0] = fdr;
	fd[1] = fdw;
	return 0;

err_fdr:
	put_unused_fd(fdr);
err_read_pipe:
	fput(files[0]);
	fput(files[1]);
	return error;
}

static int do_pipe2(int __user *fildes, int flags)
{
	struct file *files[2];
	int fd[2];
	int error = pipe_fds(fd, files, flags);

	if (error)
		return error;
	if (unlikely(copy_to_user(fildes, fd, sizeof(fd)))) {
		fput(files[0]);
		fput(files[1]);
		put_unused_fd(fd[0]);
		put_unused_fd(fd[1]);
		return -EFAULT;
	}
	fd_install(fd[0], files[0]);
	fd_install(fd[1], files[1]);
	return 0;
}

SYSCALL_DEFINE2(pipe2, int __user *, fildes, int, flags)
{
	return do_pipe2(fildes, flags);
}

SYSCALL_DEFINE1(pipe, int __user *, fildes)
{
	return do_pipe2(fildes, 0);
}

/* FIFOs (I2). */

static int wait_for_partner(struct pipe_inode_info *pipe, unsigned int *cnt)
{
	unsigned int cur = *cnt;

	while (cur == *cnt) {
		pipe_wait(pipe);
		if (signal_pending(current))
			break;
	}
	return cur == *cnt ? -ERESTARTSYS : 0;
}

static void wake_up_partner(struct pipe_inode_info *pipe)
{
	wake_up_interruptible(&pipe->wait);
}

/* The pipe behind a FIFO's inode, made by its first opener. */
static struct pipe_inode_info *fifo_get_pipe(struct inode *inode)
{
	struct pipe_inode_info *pipe, *new;

	spin_lock(&inode->i_lock);
	pipe = inode->i_pipe;
	if (pipe)
		pipe->files++;
	spin_unlock(&inode->i_lock);
	if (pipe)
		return pipe;

	new = alloc_pipe_info();
	if (!new)
		return NULL;
	new->files = 1;
	spin_lock(&inode->i_lock);
	pipe = inode->i_pipe;
	if (unlikely(pipe)) {
		pipe->files++;
		spin_unlock(&inode->i_lock);
		free_pipe_info(new);
		return pipe;
	}
	inode->i_pipe = new;
	spin_unlock(&inode->i_lock);
	return new;
}

static int fifo_open_read(struct pipe_inode_info *pipe, struct file *filp,
			  bool is_pipe)
{
	pipe->r_counter++;
	if (pipe->readers++ == 0)
		wake_up_partner(pipe);
	if (is_pipe || pipe->writers)
		return 0;
	if (filp->f_flags & O_NONBLOCK) {
		/* No POLLHUP until a writer has come and gone. */
		filp->f_version = pipe->w_counter;
		return 0;
	}
	if (wait_for_partner(pipe, &pipe->w_counter)) {
		if (!--pipe->readers)
			wake_up_interruptible(&pipe->wait);
		return -ERESTARTSYS;
	}
	return 0;
}

static int fifo_open_write(struct pipe_inode_info *pipe, struct file *filp,
			   bool is_pipe)
{
	if (!is_pipe && (filp->f_flags & O_NONBLOCK) && !pipe->readers)
		return -ENXIO;
	pipe->w_counter++;
	if (!pipe->writers++)
		wake_up_partner(pipe);
	if (!is_pipe && !pipe->readers &&
	    wait_for_partner(pipe, &pipe->r_counter)) {
		if (!--pipe->writers)
			wake_up_interruptible(&pipe->wait);
		return -ERESTARTSYS;
	}
	return 0;
}

/* Both ends in one: never waits. */
static int fifo_open_rdwr(struct pipe_inode_info *pipe)
{
	pipe->readers++;
	pipe->writers++;
	pipe->r_counter++;
	pipe->w_counter++;
	if (pipe->readers == 1 || pipe->writers == 1)
		wake_up_partner(pipe);
	return 0;
}

/**
 * fifo_open() - ->open() of FIFOs, and of pipes through /proc/PID/fd
 * @inode: the FIFO
 * @filp: being opened
 *
 * Context: may sleep.
 * Return: 0 or an errno.
 */
int fifo_open(struct inode *inode, struct file *filp)
{
	bool is_pipe = inode->i_sb->s_magic == PIPEFS_MAGIC;
	struct pipe_inode_info *pipe;
	int ret = -EINVAL;

	filp->f_version = 0;
	pipe = fifo_get_pipe(inode);
	if (!pipe)
		return -ENOMEM;
	filp->private_data = pipe;
	stream_open(inode, filp);

	pipe_lock(pipe);
	switch (filp->f_mode & (FMODE_READ | FMODE_WRITE)) {
	case FMODE_READ:
		ret = fifo_open_read(pipe, filp, is_pipe);
		break;
	case FMODE_WRITE:
		ret = fifo_open_write(pipe, filp, is_pipe);
		break;
	case FMODE_READ | FMODE_WRITE:
		ret = fifo_open_rdwr(pipe);
		break;
	}
	pipe_unlock(pipe);
	if (ret)
		put_pipe_info(inode, pipe);
	return ret;
}

/* F_SETPIPE_SZ */

/* A pipe's size is a power of two of pages. */
static unsigned int round_pipe_size(unsigned long size)
{
	if (size > (1U << 31))
		return 0;
	if (size < PAGE_SIZE)
		return PAGE_SIZE;
	return roundup_pow_of_two(size);
}

/* The pipe is locked.  Return: the new size, bytes, or an errno. */
static long pipe_set_size(struct pipe_inode_info *pipe, unsigned long arg)
{
	unsigned int size = round_pipe_size(arg);
	unsigned int nr_pages = size >> PAGE_SHIFT, i;
	unsigned long user_bufs;
	struct pipe_buffer *bufs;

	if (!nr_pages)
		return -EINVAL;
	if (nr_pages > pipe->buffers && size > pipe_max_size &&
	    !capable(CAP_SYS_RESOURCE))
		return -EPERM;
	user_bufs = account_pipe_buffers(pipe->user, pipe->buffers, nr_pages);
	bufs = ERR_PTR(-EPERM);
	if (nr_pages > pipe->buffers &&
	    (too_many_pipe_buffers_hard(user_bufs) ||
	     too_many_pipe_buffers_soft(user_bufs)) && is_unprivileged_user())
		goto out_revert_acct;
	bufs = ERR_PTR(-EBUSY);
	if (nr_pages < pipe->nrbufs)
		goto out_revert_acct;
	bufs = kcalloc(nr_pages, sizeof(*bufs), GFP_KERNEL | __GFP_NOWARN);
	if (!bufs) {
		bufs = ERR_PTR(-ENOMEM);
		goto out_revert_acct;
	}
	for (i = 0; i < pipe->nrbufs; i++)
		bufs[i] = pipe->bufs[(pipe->curbuf + i) & (pipe->buffers - 1)];
	pipe->curbuf = 0;
	kfree(pipe->bufs);
	pipe->bufs = bufs;
	pipe->buffers = nr_pages;
	wake_up_interruptible(&pipe->wait);
	return nr_pages * PAGE_SIZE;

out_revert_acct:
	account_pipe_buffers(pipe->user, nr_pages, pipe->buffers);
	return PTR_ERR(bufs);
}

/**
 * pipe_fcntl() - F_SETPIPE_SZ, F_GETPIPE_SZ
 * @file: the file
 * @cmd: which
 * @arg: size, bytes
 *
 * Context: may sleep.
 * Return: the size, -EBADF when it is no pipe, or an errno.
 */
long pipe_fcntl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct pipe_inode_info *pipe = get_pipe_info(file);
	long ret;

	if (!pipe)
		return -EBADF;
	pipe_lock(pipe);
	if (cmd == F_SETPIPE_SZ)
		ret = pipe_set_size(pipe, arg);
	else
		ret = pipe->buffers * PAGE_SIZE;
	pipe_unlock(pipe);
	return ret;
}

/* pipefs */

static const struct super_operations pipefs_ops = {
	.destroy_inode	= free_inode_nonrcu,
	.statfs		= simple_statfs,
};

static struct dentry *pipefs_mount(struct file_system_type *fs_type, int flags,
				   const char *dev_name, void *data)
{
	return mount_pseudo(fs_type, "pipe:", &pipefs_ops,
			    &pipefs_dentry_operations, PIPEFS_MAGIC);
}

static struct file_system_type pipe_fs_type = {
	.name		= "pipefs",
	.mount		= pipefs_mount,
	.kill_sb	= kill_anon_super,
};

/**
 * init_pipe_fs() - where pipes without a name have their inodes
 *
 * Context: boot, once.
 * Return: 0; panics without memory.
 */
int __init init_pipe_fs(void)
{
	int err = register_filesystem(&pipe_fs_type);

	if (err)
		return err;
	pipe_mnt = kern_mount(&pipe_fs_type);
	if (IS_ERR(pipe_mnt))
		panic("init_pipe_fs() kernel mount failed\n");
	return 0;
}
