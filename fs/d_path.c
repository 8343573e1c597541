// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/d_path.c - from a path back to its name
 *
 * The name is written from the end of the buffer towards its start, dentry by
 * dentry up to a mount's root, then on from its mountpoint, up to the given
 * root:
 *
 *	buf                      <- p->buf         buf + buflen
 *	[ p->len bytes free ....][ "/usr/bin/vi" 0 ]
 *
 * I1         A name is read while others rename: each byte is copied until NUL
 *            and the whole walk is repeated if rename_lock or mount_lock moved
 *            on; the second try excludes them.
 *
 * Locking    RCU; rename_lock and mount_lock as sequences, or held.
 * Entry      d_path() dentry_path_raw() dynamic_dname()
 *            getcwd(2) %pd %pD
 *
 * Mirrors: Linux 4.19 fs/d_path.c.
 */
#include "internal.h"

#include <linux/fs_struct.h>
#include <linux/init.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/sprintf.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include "dentry_name.h"
#include "mount.h"

struct prepend_buffer {
	char	*buf;		/* what is written starts here */
	int	len;		/* bytes free in front; < 0: overflow */
};

/* What a walk to the root met. */
enum path_end {
	END_ROOT,		/* the given root */
	END_GLOBAL,		/* the root of all, past the given one */
	END_DETACHED,		/* a mount that is nowhere mounted */
	END_ESCAPED,		/* renamed out of its mount's tree */
};

static char *extract_string(struct prepend_buffer *p)
{
	return likely(p->len >= 0) ? p->buf : ERR_PTR(-ENAMETOOLONG);
}

static void prepend(struct prepend_buffer *p, const char *str, int namelen)
{
	p->len -= namelen;
	if (p->len < 0)
		return;
	p->buf -= namelen;
	memcpy(p->buf, str, namelen);
}

static bool prepend_char(struct prepend_buffer *p, char c)
{
	if (likely(p->len > 0)) {
		p->len--;
		*--p->buf = c;
		return true;
	}
	p->len = -1;
	return false;
}

/* Length and pointer may be of different moments (I1): stop at a NUL. */
static bool prepend_name(struct prepend_buffer *p, const struct qstr *name)
{
	const char *dname = (const char *)smp_load_acquire(&name->name);
	u32 dlen = READ_ONCE(name->len);
	char *s;

	p->len -= dlen + 1;
	if (unlikely(p->len < 0))
		return false;
	s = p->buf -= dlen + 1;
	*s++ = '/';
	while (dlen--) {
		char c = *dname++;

		if (!c)
			break;
		*s++ = c;
	}
	return true;
}

/* One pass; the caller checks whether anything moved meanwhile. */
static enum path_end __prepend_path(const struct dentry *dentry,
				    const struct mount *mnt,
				    const struct path *root,
				    struct prepend_buffer *p)
{
	while (dentry != root->dentry || &mnt->mnt != root->mnt) {
		const struct dentry *parent = READ_ONCE(dentry->d_parent);

		if (dentry == mnt->mnt.mnt_root) {
			struct mount *m = READ_ONCE(mnt->mnt_parent);

			if (mnt == m)
				return is_mounted((struct vfsmount *)&mnt->mnt)
					? END_GLOBAL : END_DETACHED;
			dentry = READ_ONCE(mnt->mnt_mountpoint);
			mnt = m;
			continue;
		}
		if (unlikely(dentry == parent))
			return END_ESCAPED;
		if (!prepend_name(p, &dentry->d_name))
			break;
		dentry = parent;
	}
	return END_ROOT;
}

static enum path_end prepend_path(const struct path *path,
				  const struct path *root,
				  struct prepend_buffer *p)
{
	int seq = 0, m_seq = 0;
	struct prepend_buffer b;
	enum path_end end;

	rcu_read_lock();
	for (;;) {
		b = *p;
		read_seqbegin_or_lock(&mount_lock, &m_seq);
		read_seqbegin_or_lock(&rename_lock, &seq);
		end = __prepend_path(path->dentry, real_mount(path->mnt), root,
				     &b);
		if (!need_seqretry(&rename_lock, seq) &&
		    !need_seqretry(&mount_lock, m_seq))
			break;
		done_seqretry(&rename_lock, seq);
		done_seqretry(&mount_lock, m_seq);
		seq = m_seq = 1;
	}
	done_seqretry(&rename_lock, seq);
	done_seqretry(&mount_lock, m_seq);
	rcu_read_unlock();

	if (unlikely(end == END_ESCAPED))
		b = *p;
	if (b.len == p->len)
		prepend_char(&b, '/');
	*p = b;
	return end;
}

/**
 * __d_path() - the name of a path as seen from a root
 * @path: whose name
 * @root: where names begin
 * @buf: for the result
 * @buflen: its size
 *
 * Context: does not sleep.
 * Return: a pointer into @buf; NULL when @path is not below @root;
 * -ENAMETOOLONG.
 */
char *__d_path(const struct path *path, const struct path *root, char *buf,
	       int buflen)
{
	struct prepend_buffer b = { buf + buflen, buflen };

	prepend_char(&b, 0);
	if (unlikely(prepend_path(path, root, &b) != END_ROOT))
		return NULL;
	return extract_string(&b);
}

/* The task's root; RCU keeps its dentry and mount. */
static void get_fs_root_rcu(struct fs_struct *fs, struct path *root)
{
	unsigned int seq;

	do {
		seq = read_seqcount_begin(&fs->seq);
		*root = fs->root;
	} while (read_seqcount_retry(&fs->seq, seq));
}

/**
 * d_path() - the name of a path as the current task sees it
 * @path: whose name
 * @buf: for the result
 * @buflen: its size
 *
 * A name that was removed ends in " (deleted)".
 *
 * Context: does not sleep.
 * Return: a pointer into @buf (not its start), or -ENAMETOOLONG.
 */
char *d_path(const struct path *path, char *buf, int buflen)
{
	struct prepend_buffer b = { buf + buflen, buflen };
	const struct dentry_operations *op = path->dentry->d_op;
	struct path root;

	/* Pipes, sockets and the like make up a name. */
	if (op && op->d_dname &&
	    (!IS_ROOT(path->dentry) || path->dentry != path->mnt->mnt_root))
		return op->d_dname(path->dentry, buf, buflen);

	rcu_read_lock();
	get_fs_root_rcu(current->fs, &root);
	if (unlikely(d_unlinked(path->dentry)))
		prepend(&b, " (deleted)", 11);
	else
		prepend_char(&b, 0);
	prepend_path(path, &root, &b);
	rcu_read_unlock();
	return extract_string(&b);
}

/**
 * dynamic_dname() - for ->d_dname(): a printed name
 * @dentry: unused
 * @buffer: for the result
 * @buflen: its size
 * @fmt: the format
 *
 * Context: any.
 * Return: a pointer into @buffer, or -ENAMETOOLONG.
 */
char *dynamic_dname(struct dentry *dentry, char *buffer, int buflen,
		    const char *fmt, ...)
{
	va_list args;
	char temp[64];
	int sz;

	va_start(args, fmt);
	sz = vsnprintf(temp, sizeof(temp), fmt, args) + 1;
	va_end(args);
	if (sz > (int)sizeof(temp) || sz > buflen)
		return ERR_PTR(-ENAMETOOLONG);
	buffer += buflen - sz;
	return memcpy(buffer, temp, sz);
}

/**
 * simple_dname() - for ->d_dname() of files that never had a path
 * @dentry: whose name
 * @buffer: for the result
 * @buflen: its size
 *
 * Context: any.
 * Return: "/name (deleted)" in @buffer, or -ENAMETOOLONG.
 */
char *simple_dname(struct dentry *dentry, char *buffer, int buflen)
{
	struct prepend_buffer b = { buffer + buflen, buflen };

	prepend(&b, " (deleted)", 11);
	prepend(&b, (const char *)dentry->d_name.name, dentry->d_name.len);
	prepend_char(&b, '/');
	return extract_string(&b);
}

/**
 * dentry_path_raw() - the name of a dentry inside its filesystem
 * @dentry: whose name
 * @buf: for the result
 * @buflen: its size
 *
 * Context: does not sleep.
 * Return: a pointer into @buf, or -ENAMETOOLONG.
 */
char *dentry_path_raw(struct dentry *dentry, char *buf, int buflen)
{
	struct prepend_buffer b;
	const struct dentry *d;
	int seq = 0;

	rcu_read_lock();
	for (;;) {
		b = (struct prepend_buffer){ buf + buflen, buflen };
		prepend_char(&b, 0);
		read_seqbegin_or_lock(&rename_lock, &seq);
		for (d = dentry; !IS_ROOT(d); d = READ_ONCE(d->d_parent)) {
			if (!prepend_name(&b, &d->d_name))
				break;
		}
		if (!need_seqretry(&rename_lock, seq))
			break;
		seq = 1;
	}
	done_seqretry(&rename_lock, seq);
	rcu_read_unlock();
	if (b.len == buflen - 1)
		prepend_char(&b, '/');
	return extract_string(&b);
}

/* Working directory and root of one moment; RCU keeps them. */
static void get_fs_root_and_pwd_rcu(struct fs_struct *fs, struct path *root,
				    struct path *pwd)
{
	unsigned int seq;

	do {
		seq = read_seqcount_begin(&fs->seq);
		*root = fs->root;
		*pwd = fs->pwd;
	} while (read_seqcount_retry(&fs->seq, seq));
}

SYSCALL_DEFINE2(getcwd, char __user *, buf, unsigned long, size)
{
	struct prepend_buffer b;
	struct path pwd, root;
	char *page = __getname();
	int error;

	if (!page)
		return -ENOMEM;
	b = (struct prepend_buffer){ page + PATH_MAX, PATH_MAX };

	rcu_read_lock();
	get_fs_root_and_pwd_rcu(current->fs, &root, &pwd);
	if (unlikely(d_unlinked(pwd.dentry))) {
		rcu_read_unlock();
		error = -ENOENT;
	} else {
		unsigned int len;

		prepend_char(&b, 0);
		if (unlikely(prepend_path(&pwd, &root, &b) != END_ROOT))
			prepend(&b, "(unreachable)", 13);
		rcu_read_unlock();

		len = PATH_MAX - b.len;
		if (unlikely(len > PATH_MAX))
			error = -ENAMETOOLONG;
		else if (unlikely(len > size))
			error = -ERANGE;
		else if (copy_to_user(buf, b.buf, len))
			error = -EFAULT;
		else
			error = len;
	}
	__putname(page);
	return error;
}

/*
 * %pd[234] %pD[234]: the last one to four names.  As printk() may be anywhere,
 * a rename meanwhile is not waited for; the name may then be torn (I1).
 */
static int print_dentry(char *buf, const void *ptr, const char *fmt)
{
	const struct dentry *dentry = ptr;
	const struct dentry *parts[4];
	int depth = fmt[1] >= '2' && fmt[1] <= '4' ? fmt[1] - '0' : 1;
	int n = 0, len = 0;

	if (ptr && *fmt == 'D')
		dentry = file_dentry(ptr);
	if (!dentry)
		return sprintf(buf, "(null)");

	rcu_read_lock();
	while (n < depth) {
		parts[n++] = dentry;
		if (IS_ROOT(dentry))
			break;
		dentry = READ_ONCE(dentry->d_parent);
	}
	while (n--)
		len += scnprintf(buf + len, VSPRINTF_OBJECT_MAX - len, "%s%s",
				 READ_ONCE(parts[n]->d_name.name),
				 n && !IS_ROOT(parts[n]) ? "/" : "");
	rcu_read_unlock();
	return len;
}

/**
 * d_path_init() - let printk() print names of dentries and files
 *
 * Context: boot.
 */
void __init d_path_init(void)
{
	vsprintf_register("dD", print_dentry);
}
