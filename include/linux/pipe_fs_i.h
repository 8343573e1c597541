/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/pipe_fs_i.h - a pipe: a ring of page fragments between two files
 *
 * Mirrors: Linux 4.19 include/linux/pipe_fs_i.h.
 */
#ifndef _LINUX_PIPE_FS_I_H
#define _LINUX_PIPE_FS_I_H

#include <linux/mutex.h>
#include <linux/wait.h>

#define PIPE_DEF_BUFFERS	16

#define PIPE_BUF_FLAG_LRU	0x01	/* page is on the LRU */
#define PIPE_BUF_FLAG_ATOMIC	0x02	/* was atomically mapped */
#define PIPE_BUF_FLAG_GIFT	0x04	/* page is a gift */
#define PIPE_BUF_FLAG_PACKET	0x08	/* read() takes it as a whole */

struct fasync_struct;
struct file;
struct iov_iter;
struct page;
struct pipe_inode_info;
struct user_struct;

struct pipe_buffer {
	struct page	*page;
	unsigned int	offset;		/* of the data in the page */
	unsigned int	len;
	const struct pipe_buf_operations *ops;
	unsigned int	flags;		/* PIPE_BUF_FLAG_* */
	unsigned long	private;
};

/* All under mutex, except the counts as noted. */
struct pipe_inode_info {
	struct mutex	mutex;
	wait_queue_head_t wait;		/* readers, writers, openers */
	unsigned int	nrbufs;		/* buffers in use */
	unsigned int	curbuf;		/* the oldest */
	unsigned int	buffers;	/* ring size, a power of two */
	unsigned int	readers;
	unsigned int	writers;
	unsigned int	files;		/* inode->i_lock: struct files */
	unsigned int	waiting_writers;
	unsigned int	r_counter;	/* opens ever, for FIFO waits */
	unsigned int	w_counter;
	struct page	*tmp_page[2];	/* emptied pages, to use again */
	struct fasync_struct *fasync_readers;
	struct fasync_struct *fasync_writers;
	struct pipe_buffer *bufs;	/* the ring */
	struct user_struct *user;	/* pays for the pages */
};

struct pipe_buf_operations {
	int can_merge;		/* a write may append to the page */
	int (*confirm)(struct pipe_inode_info *pipe, struct pipe_buffer *buf);
	void (*release)(struct pipe_inode_info *pipe, struct pipe_buffer *buf);
	int (*steal)(struct pipe_inode_info *pipe, struct pipe_buffer *buf);
	bool (*get)(struct pipe_inode_info *pipe, struct pipe_buffer *buf);
};

static inline bool pipe_buf_get(struct pipe_inode_info *pipe,
				struct pipe_buffer *buf)
{
	return buf->ops->get(pipe, buf);
}

static inline void pipe_buf_release(struct pipe_inode_info *pipe,
				    struct pipe_buffer *buf)
{
	const struct pipe_buf_operations *ops = buf->ops;

	buf->ops = NULL;
	ops->release(pipe, buf);
}

static inline int pipe_buf_confirm(struct pipe_inode_info *pipe,
				   struct pipe_buffer *buf)
{
	return buf->ops->confirm ? buf->ops->confirm(pipe, buf) : 0;
}

#define PIPE_SIZE	PAGE_SIZE

extern unsigned int pipe_max_size;
extern unsigned long pipe_user_pages_hard;
extern unsigned long pipe_user_pages_soft;

void pipe_lock(struct pipe_inode_info *pipe);
void pipe_unlock(struct pipe_inode_info *pipe);
void pipe_double_lock(struct pipe_inode_info *pipe1,
		      struct pipe_inode_info *pipe2);
void pipe_wait(struct pipe_inode_info *pipe);
struct pipe_inode_info *alloc_pipe_info(void);
void free_pipe_info(struct pipe_inode_info *pipe);
struct pipe_inode_info *get_pipe_info(struct file *file);
int create_pipe_files(struct file **res, int flags);
long pipe_fcntl(struct file *file, unsigned int cmd, unsigned long arg);

bool generic_pipe_buf_get(struct pipe_inode_info *pipe,
			  struct pipe_buffer *buf);
int generic_pipe_buf_steal(struct pipe_inode_info *pipe,
			   struct pipe_buffer *buf);
void generic_pipe_buf_release(struct pipe_inode_info *pipe,
			      struct pipe_buffer *buf);
extern const struct pipe_buf_operations nosteal_pipe_buf_ops;

int init_pipe_fs(void);

#endif /* _LINUX_PIPE_FS_I_H */
