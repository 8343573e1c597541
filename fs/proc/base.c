// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/proc/base.c - /proc/PID and /proc/PID/task/TID: directories made on demand
 *
 * Nothing is registered when a task is born: a lookup finds the task by its
 * number and makes an inode that holds its struct pid, not the task. Each
 * access asks again whether the task is still there (pid_revalidate()), so a
 * dead task's entries vanish by themselves; proc_flush_task() only saves the
 * dcache from waiting for that.
 *
 * I1         An inode below /proc/PID holds struct pid; the number may be used
 *            again by then, the struct pid never is.
 * Locking    none of its own: RCU and task references.
 * Entry      proc_pid_lookup() proc_pid_readdir() proc_flush_task()
 *            proc_register_pid_entry()
 * Mirrors: Linux 4.19 fs/proc/base.c (directories). Inodes and
 * links are in fs/proc/pid_inode.c, the files in pid_files.c, array.c,
 * task_mmu.c and fd.c beside it.
 */
#include "internal.h"

#include <linux/mount.h>
#include <linux/pid_namespace.h>
#include <linux/sched/signal.h>

/* Entries that floors above /proc have added; never removed. */
static LIST_HEAD(extra_entries);
static DEFINE_RWLOCK(extra_entries_lock);

/**
 * proc_fill_cache() - one directory entry of a task's, with its dentry made
 * @file: the open directory
 * @ctx: where to
 * @name: of the entry
 * @len: its length
 * @instantiate: makes the inode
 * @task: whose
 * @ptr: for @instantiate
 *
 * readdir and stat must agree on the inode number, and it is the dentry that
 * keeps an inode: so listing makes the dentries.
 * Return: false when @ctx is full.
 */
bool proc_fill_cache(struct file *file, struct dir_context *ctx,
		     const char *name, unsigned int len,
		     instantiate_t instantiate, struct task_struct *task,
		     const void *ptr)
{
	struct dentry *child, *dir = file->f_path.dentry;
	struct qstr qname = QSTR_INIT((const unsigned char *)name, len);
	unsigned int type = DT_UNKNOWN;
	ino_t ino = 1;

	child = d_hash_and_lookup(dir, &qname);
	if (!child) {
		DECLARE_WAIT_QUEUE_HEAD_ONSTACK(wq);

		child = d_alloc_parallel(dir, &qname, &wq);
		if (IS_ERR(child))
			goto end;
		if (d_in_lookup(child)) {
			struct dentry *res = instantiate(child, task, ptr);

			d_lookup_done(child);
			if (unlikely(res)) {
				dput(child);
				child = res;
			}
		}
	}
	if (IS_ERR_OR_NULL(child))
		goto end;
	if (d_really_is_positive(child)) {
		ino = d_inode(child)->i_ino;
		type = fs_umode_to_dtype(d_inode(child)->i_mode);
	}
	dput(child);
end:
	return dir_emit(ctx, name, len, ino, type);
}

static int proc_single_show(struct seq_file *m, void *v)
{
	struct inode *inode = m->private;
	struct pid *pid = proc_pid(inode);
	struct task_struct *task = get_pid_task(pid, PIDTYPE_PID);
	int ret;

	if (!task)
		return -ESRCH;
	ret = PROC_I(inode)->op.proc_show(m, proc_pid_ns(inode), pid, task);
	put_task_struct(task);
	return ret;
}

static int proc_single_open(struct inode *inode, struct file *filp)
{
	return single_open(filp, proc_single_show, inode);
}

const struct file_operations proc_single_file_operations = {
	.open		= proc_single_open,
	.read		= seq_read,
	.llseek		= seq_lseek,
	.release	= single_release,
};

static const struct file_operations proc_task_operations;
static const struct inode_operations proc_task_inode_operations;

/* What /proc/PID and /proc/PID/task/TID have in common. */
static const struct pid_entry tid_base_stuff[] = {
	DIR("fd", S_IRUSR | S_IXUSR, proc_fd_inode_operations, proc_fd_operations),
	DIR("fdinfo", S_IRUSR | S_IXUSR, proc_fdinfo_inode_operations,
	    proc_fdinfo_operations),
	REG("environ", S_IRUSR, proc_environ_operations),
	REG("auxv", S_IRUSR, proc_auxv_operations),
	ONE("status", S_IRUGO, proc_pid_status),
	ONE("personality", S_IRUSR, proc_pid_personality),
	ONE("limits", S_IRUGO, proc_pid_limits),
	REG("comm", S_IRUGO | S_IWUSR, proc_pid_set_comm_operations),
	REG("cmdline", S_IRUGO, proc_pid_cmdline_ops),
	ONE("stat", S_IRUGO, proc_tid_stat),
	ONE("statm", S_IRUGO, proc_pid_statm),
	REG("maps", S_IRUGO, proc_pid_maps_operations),
	REG("mem", S_IRUSR | S_IWUSR, proc_mem_operations),
	LNK("cwd", proc_cwd_link),
	LNK("root", proc_root_link),
	LNK("exe", proc_exe_link),
	REG("smaps", S_IRUGO, proc_pid_smaps_operations),
	ONE("wchan", S_IRUGO, proc_pid_wchan),
	ONE("stack", S_IRUSR, proc_pid_stack),
	ONE("oom_score", S_IRUGO, proc_oom_score),
	REG("oom_adj", S_IRUGO | S_IWUSR, proc_oom_adj_operations),
	REG("oom_score_adj", S_IRUGO | S_IWUSR, proc_oom_score_adj_operations),
	ONE("io", S_IRUSR, proc_io_accounting),
};

/* And what only a process has; a name here comes before one above. */
static const struct pid_entry tgid_only_stuff[] = {
	DIR("task", S_IRUGO | S_IXUGO, proc_task_inode_operations,
	    proc_task_operations),
	ONE("stat", S_IRUGO, proc_tgid_stat),
};

static const struct pid_entry *find_entry(const struct pid_entry *ents,
					  unsigned int n,
					  const struct qstr *name)
{
	const struct pid_entry *p;

	for (p = ents; p < ents + n; p++) {
		if (p->len == name->len &&
		    !memcmp(name->name, p->name, p->len))
			return p;
	}
	return NULL;
}

static struct pid_entry_ops *find_extra(const struct qstr *name, bool leader)
{
	struct pid_entry_ops *e, *found = NULL;

	read_lock(&extra_entries_lock);
	list_for_each_entry(e, &extra_entries, list) {
		if (strlen(e->name) == name->len &&
		    !memcmp(name->name, e->name, name->len) &&
		    (leader || !e->task_only_leader)) {
			found = e;
			break;
		}
	}
	read_unlock(&extra_entries_lock);
	return found;
}

/**
 * proc_register_pid_entry() - add a file to every /proc/PID
 * @entry: static; stays for ever
 *
 * Context: any.
 * Return: 0.
 */
int proc_register_pid_entry(struct pid_entry_ops *entry)
{
	write_lock(&extra_entries_lock);
	list_add_tail(&entry->list, &extra_entries);
	write_unlock(&extra_entries_lock);
	return 0;
}

static struct dentry *proc_pident_instantiate(struct dentry *dentry,
					      struct task_struct *task,
					      const void *ptr)
{
	const struct pid_entry *p = ptr;
	struct inode *inode;

	inode = proc_pid_make_inode(dentry->d_sb, task, p->mode);
	if (!inode)
		return ERR_PTR(-ENOENT);
	if (S_ISDIR(inode->i_mode))
		set_nlink(inode, 2);
	if (p->iop)
		inode->i_op = p->iop;
	if (p->fop)
		inode->i_fop = p->fop;
	PROC_I(inode)->op = p->op;
	inode->i_private = proc_pid(inode);	/* for functions that see no proc_inode */
	d_set_d_op(dentry, &pid_dentry_operations);
	return d_splice_alias(inode, dentry);
}

static struct dentry *proc_extra_instantiate(struct dentry *dentry,
					     struct task_struct *task,
					     const void *ptr)
{
	const struct pid_entry_ops *e = ptr;
	struct pid_entry p = {
		.mode = S_IFREG | e->mode,
		.fop = e->fops ?: &proc_single_file_operations,
		.op = { .proc_show = e->show },
	};

	return proc_pident_instantiate(dentry, task, &p);
}

static struct dentry *lookup_in(struct inode *dir, struct dentry *dentry,
				bool leader)
{
	struct task_struct *task = get_proc_task(dir);
	struct dentry *res = ERR_PTR(-ENOENT);
	const struct pid_entry *p = NULL;
	struct pid_entry_ops *extra;

	if (!task)
		return res;
	if (leader)
		p = find_entry(tgid_only_stuff, ARRAY_SIZE(tgid_only_stuff),
			       &dentry->d_name);
	if (!p)
		p = find_entry(tid_base_stuff, ARRAY_SIZE(tid_base_stuff),
			       &dentry->d_name);
	if (p) {
		res = proc_pident_instantiate(dentry, task, p);
	} else {
		extra = find_extra(&dentry->d_name, leader);
		if (extra)
			res = proc_extra_instantiate(dentry, task, extra);
	}
	put_task_struct(task);
	return res;
}

static struct dentry *proc_tgid_base_lookup(struct inode *dir,
					    struct dentry *dentry,
					    unsigned int flags)
{
	return lookup_in(dir, dentry, true);
}

static struct dentry *proc_tid_base_lookup(struct inode *dir,
					   struct dentry *dentry,
					   unsigned int flags)
{
	return lookup_in(dir, dentry, false);
}

/* Positions: 0 and 1 the dots, then the common table, the process's, extras. */
static int readdir_in(struct file *file, struct dir_context *ctx, bool leader)
{
	struct task_struct *task = get_proc_task(file_inode(file));
	const unsigned int common = ARRAY_SIZE(tid_base_stuff);
	struct pid_entry_ops *e;
	unsigned int pos = 2, i;

	if (!task)
		return -ENOENT;
	if (!dir_emit_dots(file, ctx))
		goto out;
	for (i = 0; i < common + (leader ? 1 : 0); i++, pos++) {
		/* "stat" is in both tables: list it once. */
		const struct pid_entry *p = i < common ? &tid_base_stuff[i] :
			&tgid_only_stuff[0];

		if (ctx->pos > pos)
			continue;
		if (!proc_fill_cache(file, ctx, p->name, p->len,
				     proc_pident_instantiate, task, p))
			goto out;
		ctx->pos++;
	}
	/* Entries are only ever appended: no lock needed to walk them. */
	list_for_each_entry(e, &extra_entries, list) {
		if (ctx->pos <= pos && (leader || !e->task_only_leader)) {
			if (!proc_fill_cache(file, ctx, e->name,
					     strlen(e->name),
					     proc_extra_instantiate, task, e))
				goto out;
			ctx->pos = pos + 1;
		}
		pos++;
	}
out:
	put_task_struct(task);
	return 0;
}

static int proc_tgid_base_readdir(struct file *file, struct dir_context *ctx)
{
	return readdir_in(file, ctx, true);
}

static int proc_tid_base_readdir(struct file *file, struct dir_context *ctx)
{
	return readdir_in(file, ctx, false);
}

static int proc_pid_permission(struct inode *inode, int mask)
{
	struct pid_namespace *pid = proc_pid_ns(inode);
	struct task_struct *task = get_proc_task(inode);
	bool has_perms;

	if (!task)
		return -ESRCH;
	has_perms = has_pid_permissions(pid, task, 1);
	put_task_struct(task);
	if (!has_perms)
		return pid->hide_pid == 2 ? -ENOENT : -EPERM;
	return generic_permission(inode, mask);
}

static const struct file_operations proc_tgid_base_operations = {
	.read		= generic_read_dir,
	.iterate_shared	= proc_tgid_base_readdir,
	.llseek		= generic_file_llseek,
};

static const struct inode_operations proc_tgid_base_inode_operations = {
	.lookup		= proc_tgid_base_lookup,
	.getattr	= pid_getattr,
	.setattr	= proc_setattr,
	.permission	= proc_pid_permission,
};

static const struct file_operations proc_tid_base_operations = {
	.read		= generic_read_dir,
	.iterate_shared	= proc_tid_base_readdir,
	.llseek		= generic_file_llseek,
};

static const struct inode_operations proc_tid_base_inode_operations = {
	.lookup		= proc_tid_base_lookup,
	.getattr	= pid_getattr,
	.setattr	= proc_setattr,
};

static struct dentry *proc_dir_instantiate(struct dentry *dentry,
					   struct task_struct *task,
					   const struct inode_operations *iop,
					   const struct file_operations *fop,
					   unsigned int nlink)
{
	struct inode *inode = proc_pid_make_inode(dentry->d_sb, task,
						  S_IFDIR | S_IRUGO | S_IXUGO);

	if (!inode)
		return ERR_PTR(-ENOENT);
	inode->i_op = iop;
	inode->i_fop = fop;
	set_nlink(inode, nlink);
	d_set_d_op(dentry, &pid_dentry_operations);
	return d_splice_alias(inode, dentry);
}

static struct dentry *proc_pid_instantiate(struct dentry *dentry,
					   struct task_struct *task,
					   const void *ptr)
{
	return proc_dir_instantiate(dentry, task,
				    &proc_tgid_base_inode_operations,
				    &proc_tgid_base_operations, 5);
}

static struct dentry *proc_task_instantiate(struct dentry *dentry,
					    struct task_struct *task,
					    const void *ptr)
{
	return proc_dir_instantiate(dentry, task,
				    &proc_tid_base_inode_operations,
				    &proc_tid_base_operations, 4);
}

/**
 * proc_pid_lookup() - is @dentry's name a task's number?
 * @dir: the root of /proc
 * @dentry: the name
 * @flags: LOOKUP_*
 *
 * Any thread's number is found, though only leaders are listed.
 * Return: as ->lookup(); ERR_PTR(-ENOENT) when it is none.
 */
struct dentry *proc_pid_lookup(struct inode *dir, struct dentry *dentry,
			       unsigned int flags)
{
	struct pid_namespace *ns = proc_pid_ns(dir);
	unsigned int tgid = name_to_int(&dentry->d_name);
	struct dentry *result = ERR_PTR(-ENOENT);
	struct task_struct *task;

	if (tgid == ~0U)
		return result;
	rcu_read_lock();
	task = find_task_by_pid_ns(tgid, ns);
	if (task)
		get_task_struct(task);
	rcu_read_unlock();
	if (!task)
		return result;
	result = proc_pid_instantiate(dentry, task, NULL);
	put_task_struct(task);
	return result;
}

/* The first leader numbered @tgid or higher, with a reference. */
static struct task_struct *next_tgid(struct pid_namespace *ns,
				     unsigned int *tgid)
{
	struct task_struct *task = NULL;
	struct pid *pid;

	rcu_read_lock();
	while ((pid = find_ge_pid(*tgid, ns)) != NULL) {
		*tgid = pid_nr_ns(pid, ns);
		task = pid_task(pid, PIDTYPE_PID);
		if (task && has_group_leader_pid(task)) {
			get_task_struct(task);
			break;
		}
		task = NULL;
		++*tgid;
	}
	rcu_read_unlock();
	return task;
}

/**
 * proc_pid_readdir() - list the processes
 * @file: the open root of /proc
 * @ctx: pos - FIRST_PROCESS_ENTRY is the lowest number still to be listed
 *
 * Return: 0.
 */
int proc_pid_readdir(struct file *file, struct dir_context *ctx)
{
	struct pid_namespace *ns = proc_pid_ns(file_inode(file));
	unsigned int tgid = ctx->pos - FIRST_PROCESS_ENTRY;
	struct task_struct *task;
	char name[PROC_NUMBUF];
	bool more = true;
	int len;

	for (; more && (task = next_tgid(ns, &tgid)) != NULL; tgid++) {
		cond_resched();
		if (has_pid_permissions(ns, task, 2)) {
			len = snprintf(name, sizeof(name), "%u", tgid);
			ctx->pos = tgid + FIRST_PROCESS_ENTRY;
			more = proc_fill_cache(file, ctx, name, len,
					       proc_pid_instantiate, task,
					       NULL);
		}
		put_task_struct(task);
	}
	if (more)
		ctx->pos = PID_MAX_LIMIT + FIRST_PROCESS_ENTRY;
	return 0;
}

static struct dentry *proc_task_lookup(struct inode *dir,
				       struct dentry *dentry,
				       unsigned int flags)
{
	struct task_struct *leader = get_proc_task(dir), *task;
	struct dentry *result = ERR_PTR(-ENOENT);
	unsigned int tid = name_to_int(&dentry->d_name);

	if (!leader)
		return result;
	if (tid == ~0U)
		goto out_leader;
	rcu_read_lock();
	task = find_task_by_pid_ns(tid, proc_pid_ns(dir));
	if (task)
		get_task_struct(task);
	rcu_read_unlock();
	if (!task)
		goto out_leader;
	if (same_thread_group(leader, task))
		result = proc_task_instantiate(dentry, task, NULL);
	put_task_struct(task);
out_leader:
	put_task_struct(leader);
	return result;
}

/* The n-th thread of @leader's group, with a reference. */
static struct task_struct *nth_thread(struct task_struct *leader, loff_t n)
{
	struct task_struct *t, *found = NULL;

	rcu_read_lock();
	if (pid_alive(leader)) {
		for_each_thread(leader, t) {
			if (n-- > 0)
				continue;
			get_task_struct(t);
			found = t;
			break;
		}
	}
	rcu_read_unlock();
	return found;
}

static int proc_task_readdir(struct file *file, struct dir_context *ctx)
{
	struct inode *inode = file_inode(file);
	struct task_struct *leader = get_proc_task(inode), *task;
	char name[PROC_NUMBUF];
	bool more = true;
	int len;

	if (!leader)
		return -ENOENT;
	if (!dir_emit_dots(file, ctx))
		goto out;
	while (more && (task = nth_thread(leader, ctx->pos - 2)) != NULL) {
		len = snprintf(name, sizeof(name), "%u",
			       task_pid_nr_ns(task, proc_pid_ns(inode)));
		more = proc_fill_cache(file, ctx, name, len,
				       proc_task_instantiate, task, NULL);
		put_task_struct(task);
		if (more)
			ctx->pos++;
	}
out:
	put_task_struct(leader);
	return 0;
}

static int proc_task_getattr(const struct path *path, struct kstat *stat,
			     u32 request_mask, unsigned int query_flags)
{
	struct inode *inode = d_inode(path->dentry);
	struct task_struct *p = get_proc_task(inode);

	generic_fillattr(inode, stat);
	if (p) {
		stat->nlink += get_nr_threads(p);
		put_task_struct(p);
	}
	return 0;
}

static const struct inode_operations proc_task_inode_operations = {
	.lookup		= proc_task_lookup,
	.getattr	= proc_task_getattr,
	.setattr	= proc_setattr,
	.permission	= proc_pid_permission,
};

static const struct file_operations proc_task_operations = {
	.read		= generic_read_dir,
	.iterate_shared	= proc_task_readdir,
	.llseek		= generic_file_llseek,
};

/* Drop "PID" (and what is below) from the dcache of one mounted procfs. */
static void proc_flush_task_mnt(struct vfsmount *mnt, pid_t pid)
{
	char buf[PROC_NUMBUF];
	struct qstr name;
	struct dentry *dentry;

	name.name = (const unsigned char *)buf;
	name.len = snprintf(buf, sizeof(buf), "%u", pid);
	dentry = d_hash_and_lookup(mnt->mnt_root, &name);
	if (dentry) {
		d_invalidate(dentry);
		dput(dentry);
	}
}

/**
 * proc_flush_task() - @task is about to be unhashed: forget its directories
 * @task: being released
 *
 * Context: process context, may sleep.
 */
void proc_flush_task(struct task_struct *task)
{
	struct pid *pid = task_pid(task);
	unsigned int i;

	for (i = 0; i <= pid->level; i++) {
		struct upid *upid = &pid->numbers[i];

		if (upid->ns->proc_mnt)
			proc_flush_task_mnt(upid->ns->proc_mnt, upid->nr);
	}
}
