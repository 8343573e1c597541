/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/seq_file.h - a text made record by record, read in any pieces
 *
 * A provider yields records through start/next/stop and prints one with
 * show(); this layer buffers, grows and remembers where the reader was.
 */
#ifndef _LINUX_SEQ_FILE_H
#define _LINUX_SEQ_FILE_H

#include <linux/bitmap.h>
#include <linux/cpumask.h>
#include <linux/fs.h>
#include <linux/mutex.h>
#include <linux/string.h>
#include <linux/types.h>

struct seq_operations;

/* Everything is under lock. */
struct seq_file {
	char		*buf;		/* size bytes, NULL until needed */
	size_t		size;
	size_t		from;		/* first byte not yet delivered */
	size_t		count;		/* bytes in buf */
	size_t		pad_until;	/* seq_pad() fills up to here */
	void		*cursor;	/* last record printed, inside a walk */
	loff_t		index;		/* record to go on with */
	loff_t		read_pos;	/* bytes delivered in all */
	struct mutex	lock;
	const struct seq_operations *op;
	int (*single_show)(struct seq_file *m, void *v); /* single_open()'s */
	int		poll_event;	/* last event number seen by poll */
	const struct file *file;
	void		*private;	/* the provider's */
};

struct seq_operations {
	void *(*start)(struct seq_file *m, loff_t *pos);
	void (*stop)(struct seq_file *m, void *v);
	void *(*next)(struct seq_file *m, void *v, loff_t *pos);
	int (*show)(struct seq_file *m, void *v);
};

#define SEQ_SKIP		1
#define SEQ_START_TOKEN		((void *)1)

void seq_file_init(void);
int seq_open(struct file *file, const struct seq_operations *op);
ssize_t seq_read(struct file *file, char __user *buf, size_t size,
		 loff_t *ppos);
loff_t seq_lseek(struct file *file, loff_t offset, int whence);
int seq_release(struct inode *inode, struct file *file);
int seq_write(struct seq_file *seq, const void *data, size_t len);

void seq_vprintf(struct seq_file *m, const char *fmt, va_list args);
void seq_printf(struct seq_file *m, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void seq_putc(struct seq_file *m, char c);
void seq_puts(struct seq_file *m, const char *s);
void seq_put_decimal_ull_width(struct seq_file *m, const char *delimiter,
			       unsigned long long num, unsigned int width);
void seq_put_decimal_ull(struct seq_file *m, const char *delimiter,
			 unsigned long long num);
void seq_put_decimal_ll(struct seq_file *m, const char *delimiter,
			long long num);
void seq_put_hex_ll(struct seq_file *m, const char *delimiter,
		    unsigned long long v, unsigned int width);
void seq_escape(struct seq_file *m, const char *s, const char *esc);
void seq_pad(struct seq_file *m, char c);
int seq_path(struct seq_file *m, const struct path *path, const char *esc);
int seq_file_path(struct seq_file *m, struct file *file, const char *esc);
int seq_dentry(struct seq_file *m, struct dentry *dentry, const char *esc);
int seq_path_root(struct seq_file *m, const struct path *path,
		  const struct path *root, const char *esc);
char *mangle_path(char *s, const char *p, const char *esc);

int single_open(struct file *file, int (*show)(struct seq_file *m, void *v),
		void *data);
int single_release(struct inode *inode, struct file *file);
void *__seq_open_private(struct file *file, const struct seq_operations *ops,
			 int psize);
int seq_open_private(struct file *file, const struct seq_operations *ops,
		     int psize);
int seq_release_private(struct inode *inode, struct file *file);

struct list_head *seq_list_start(struct list_head *head, loff_t pos);
struct list_head *seq_list_next(void *v, struct list_head *head, loff_t *ppos);
struct hlist_node *seq_hlist_start(struct hlist_head *head, loff_t pos);
struct hlist_node *seq_hlist_next(void *v, struct hlist_head *head,
				  loff_t *ppos);

static inline bool seq_has_overflowed(struct seq_file *m)
{
	return m->count == m->size;
}

/* The room left in the buffer, for providers that print into it themselves. */
static inline size_t seq_get_buf(struct seq_file *m, char **bufp)
{
	if (m->count < m->size)
		*bufp = m->buf + m->count;
	else
		*bufp = NULL;
	return m->size - m->count;
}

/* Says how many bytes went there; negative: they did not fit. */
static inline void seq_commit(struct seq_file *m, int num)
{
	if (num < 0)
		m->count = m->size;
	else
		m->count += num;
}

static inline void seq_setwidth(struct seq_file *m, size_t size)
{
	m->pad_until = m->count + size;
}

static inline void seq_show_option(struct seq_file *m, const char *name,
				   const char *value)
{
	seq_putc(m, ',');
	seq_escape(m, name, ",= \t\n\\");
	if (value) {
		seq_putc(m, '=');
		seq_escape(m, value, ", \t\n\\");
	}
}

struct user_namespace;
struct user_namespace *seq_user_ns(struct seq_file *seq);

#define DEFINE_SHOW_ATTRIBUTE(__name)					\
static int __name ## _open(struct inode *inode, struct file *file)	\
{									\
	return single_open(file, __name ## _show, inode->i_private);	\
}									\
static const struct file_operations __name ## _fops = {			\
	.owner		= THIS_MODULE,					\
	.open		= __name ## _open,				\
	.read		= seq_read,					\
	.llseek		= seq_lseek,					\
	.release	= single_release,				\
}

#endif /* _LINUX_SEQ_FILE_H */
