// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/proc/pid_files.c - /proc/PID: command line, environment, memory, limits, oom, stack
 *
 * What lies in the task's own memory (arguments, environment, mem) is read
 * through access_remote_vm(), page by page, and may change under the reader.
 *
 * Entry      the operations and show functions named in internal.h
 * Mirrors: Linux 4.19 fs/proc/base.c (its files).
 */
#include "internal.h"

#include <linux/cred.h>
#include <linux/mm.h>
#include <linux/oom.h>
#include <linux/pid_namespace.h>
#include <linux/ptrace.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/stacktrace.h>
#include <linux/task_io_accounting_ops.h>
#include <linux/uaccess.h>

/* The four ends of arguments and environment, read at one moment. */
struct arg_area {
	unsigned long arg_start, arg_end, env_start, env_end;
};

static void get_arg_area(struct mm_struct *mm, struct arg_area *a)
{
	down_read(&mm->mmap_sem);
	a->arg_start = mm->arg_start;
	a->arg_end = mm->arg_end;
	a->env_start = mm->env_start;
	a->env_end = mm->env_end;
	up_read(&mm->mmap_sem);
}

/* Copy [@addr, @addr + @count) of @mm to @buf. Return: bytes copied, or -errno. */
static ssize_t copy_remote(struct mm_struct *mm, unsigned long addr,
			   char __user *buf, size_t count, char *page)
{
	size_t done = 0;

	while (count > 0) {
		size_t n = min_t(size_t, count, PAGE_SIZE);
		int got = access_remote_vm(mm, addr, page, n, 0);

		if (got <= 0)
			break;
		if (copy_to_user(buf, page, got))
			return done ?: -EFAULT;
		addr += got;
		buf += got;
		done += got;
		count -= got;
	}
	return done;
}

/*
 * A program that has written over the end of its arguments (setproctitle)
 * lost the last zero: then the title goes on into the environment, up to the
 * first zero there. Return: the end of what to show.
 */
static unsigned long cmdline_end(struct mm_struct *mm, const struct arg_area *a,
				 char *page)
{
	unsigned long addr = a->arg_end;
	char c;

	if (a->arg_end != a->env_start ||
	    access_remote_vm(mm, a->arg_end - 1, &c, 1, 0) != 1 || c == 0)
		return a->arg_end;
	/* First try inside the arguments themselves. */
	while (addr < a->env_end) {
		size_t n = min_t(size_t, a->env_end - addr, PAGE_SIZE);
		int got = access_remote_vm(mm, addr, page, n, 0);
		char *nul;

		if (got <= 0)
			break;
		nul = memchr(page, 0, got);
		if (nul)
			return addr + (nul - page);
		addr += got;
	}
	return addr;
}

static ssize_t get_mm_cmdline(struct mm_struct *mm, char __user *buf,
			      size_t count, loff_t *ppos)
{
	unsigned long len, pos = *ppos;
	struct arg_area a;
	ssize_t ret;
	char *page;

	get_arg_area(mm, &a);
	if (a.arg_start >= a.arg_end)
		return 0;
	page = (char *)__get_free_page(GFP_KERNEL);
	if (!page)
		return -ENOMEM;
	len = cmdline_end(mm, &a, page) - a.arg_start;
	ret = 0;
	if (pos < len)
		ret = copy_remote(mm, a.arg_start + pos, buf,
				  min(count, len - pos), page);
	if (ret > 0)
		*ppos += ret;
	free_page((unsigned long)page);
	return ret;
}

static ssize_t proc_pid_cmdline_read(struct file *file, char __user *buf,
				     size_t count, loff_t *pos)
{
	struct task_struct *tsk = get_proc_task(file_inode(file));
	struct mm_struct *mm;
	ssize_t ret;

	if (!tsk)
		return -ESRCH;
	mm = get_task_mm(tsk);
	put_task_struct(tsk);
	if (!mm)
		return 0;	/* a kernel thread, or a zombie */
	ret = get_mm_cmdline(mm, buf, count, pos);
	mmput(mm);
	return ret;
}

const struct file_operations proc_pid_cmdline_ops = {
	.read		= proc_pid_cmdline_read,
	.llseek		= generic_file_llseek,
};

/* Open for what only a tracer may read; private_data: the mm, mm_count held. */
static int proc_mem_open(struct inode *inode, struct file *file,
			 unsigned int mode)
{
	struct task_struct *task = get_proc_task(inode);
	struct mm_struct *mm;

	if (!task)
		return -ESRCH;
	mm = mm_access(task, mode | PTRACE_MODE_FSCREDS);
	put_task_struct(task);
	if (IS_ERR(mm))
		return PTR_ERR(mm);
	if (mm) {
		mmgrab(mm);
		mmput(mm);
	}
	file->private_data = mm;
	return 0;
}

static int environ_open(struct inode *inode, struct file *file)
{
	return proc_mem_open(inode, file, PTRACE_MODE_READ);
}

static int mem_open(struct inode *inode, struct file *file)
{
	int ret = proc_mem_open(inode, file, PTRACE_MODE_ATTACH);

	/* Addresses above 2^63 are offsets too. */
	file->f_mode |= FMODE_UNSIGNED_OFFSET;
	return ret;
}

static int mem_release(struct inode *inode, struct file *file)
{
	struct mm_struct *mm = file->private_data;

	if (mm)
		mmdrop(mm);
	return 0;
}

static ssize_t environ_read(struct file *file, char __user *buf, size_t count,
			    loff_t *ppos)
{
	struct mm_struct *mm = file->private_data;
	struct arg_area a;
	ssize_t ret = 0;
	char *page;

	if (!mm || !mmget_not_zero(mm))
		return 0;
	page = (char *)__get_free_page(GFP_KERNEL);
	if (!page) {
		ret = -ENOMEM;
		goto out;
	}
	get_arg_area(mm, &a);
	if (*ppos < a.env_end - a.env_start)
		ret = copy_remote(mm, a.env_start + *ppos, buf,
				  min_t(size_t, count,
					a.env_end - a.env_start - *ppos), page);
	if (ret > 0)
		*ppos += ret;
	free_page((unsigned long)page);
out:
	mmput(mm);
	return ret;
}

const struct file_operations proc_environ_operations = {
	.open		= environ_open,
	.read		= environ_read,
	.llseek		= generic_file_llseek,
	.release	= mem_release,
};

static ssize_t auxv_read(struct file *file, char __user *buf, size_t count,
			 loff_t *ppos)
{
	struct mm_struct *mm = file->private_data;
	unsigned int nwords = 0;

	if (!mm)
		return 0;
	do {
		nwords += 2;
	} while (mm->saved_auxv[nwords - 2] != 0);	/* AT_NULL */
	return simple_read_from_buffer(buf, count, ppos, mm->saved_auxv,
				       nwords * sizeof(mm->saved_auxv[0]));
}

const struct file_operations proc_auxv_operations = {
	.open		= environ_open,
	.read		= auxv_read,
	.llseek		= generic_file_llseek,
	.release	= mem_release,
};

static ssize_t mem_rw(struct file *file, char __user *buf, size_t count,
		      loff_t *ppos, bool write)
{
	struct mm_struct *mm = file->private_data;
	unsigned long addr = *ppos;
	ssize_t copied = 0;
	char *page;

	if (!mm)
		return 0;
	page = (char *)__get_free_page(GFP_KERNEL);
	if (!page)
		return -ENOMEM;
	if (!mmget_not_zero(mm))
		goto free;
	while (count > 0) {
		int n = min_t(size_t, count, PAGE_SIZE);

		if (write && copy_from_user(page, buf, n)) {
			copied = copied ?: -EFAULT;
			break;
		}
		n = access_remote_vm(mm, addr, page, n,
				     write ? FOLL_WRITE | FOLL_FORCE : FOLL_FORCE);
		if (n <= 0) {
			copied = copied ?: -EIO;
			break;
		}
		if (!write && copy_to_user(buf, page, n)) {
			copied = -EFAULT;
			break;
		}
		buf += n;
		addr += n;
		copied += n;
		count -= n;
	}
	*ppos = addr;
	mmput(mm);
free:
	free_page((unsigned long)page);
	return copied;
}

static ssize_t mem_read(struct file *file, char __user *buf, size_t count,
			loff_t *ppos)
{
	return mem_rw(file, buf, count, ppos, false);
}

static ssize_t mem_write(struct file *file, const char __user *buf,
			 size_t count, loff_t *ppos)
{
	return mem_rw(file, (char __user *)buf, count, ppos, true);
}

static loff_t mem_lseek(struct file *file, loff_t offset, int orig)
{
	switch (orig) {
	case SEEK_SET:
		file->f_pos = offset;
		break;
	case SEEK_CUR:
		file->f_pos += offset;
		break;
	default:
		return -EINVAL;
	}
	return file->f_pos;
}

const struct file_operations proc_mem_operations = {
	.llseek		= mem_lseek,
	.read		= mem_read,
	.write		= mem_write,
	.open		= mem_open,
	.release	= mem_release,
};

static int comm_show(struct seq_file *m, void *v)
{
	struct task_struct *p = get_proc_task(m->private);
	char comm[TASK_COMM_LEN];

	if (!p)
		return -ESRCH;
	seq_printf(m, "%s\n", get_task_comm(comm, p));
	put_task_struct(p);
	return 0;
}

/* A thread may rename the threads of its own process. */
static ssize_t comm_write(struct file *file, const char __user *buf,
			  size_t count, loff_t *offset)
{
	char buffer[TASK_COMM_LEN] = { 0 };
	struct task_struct *p;

	if (copy_from_user(buffer, buf,
			   min_t(size_t, count, sizeof(buffer) - 1)))
		return -EFAULT;
	p = get_proc_task(file_inode(file));
	if (!p)
		return -ESRCH;
	if (same_thread_group(current, p))
		set_task_comm(p, buffer);
	else
		count = -EINVAL;
	put_task_struct(p);
	return count;
}

static int comm_open(struct inode *inode, struct file *filp)
{
	return single_open(filp, comm_show, inode);
}

const struct file_operations proc_pid_set_comm_operations = {
	.open		= comm_open,
	.read		= seq_read,
	.write		= comm_write,
	.llseek		= seq_lseek,
	.release	= single_release,
};

static const struct {
	const char *name;
	const char *unit;
} lnames[RLIM_NLIMITS] = {
	[RLIMIT_CPU] = { "Max cpu time", "seconds" },
	[RLIMIT_FSIZE] = { "Max file size", "bytes" },
	[RLIMIT_DATA] = { "Max data size", "bytes" },
	[RLIMIT_STACK] = { "Max stack size", "bytes" },
	[RLIMIT_CORE] = { "Max core file size", "bytes" },
	[RLIMIT_RSS] = { "Max resident set", "bytes" },
	[RLIMIT_NPROC] = { "Max processes", "processes" },
	[RLIMIT_NOFILE] = { "Max open files", "files" },
	[RLIMIT_MEMLOCK] = { "Max locked memory", "bytes" },
	[RLIMIT_AS] = { "Max address space", "bytes" },
	[RLIMIT_LOCKS] = { "Max file locks", "locks" },
	[RLIMIT_SIGPENDING] = { "Max pending signals", "signals" },
	[RLIMIT_MSGQUEUE] = { "Max msgqueue size", "bytes" },
	[RLIMIT_NICE] = { "Max nice priority", NULL },
	[RLIMIT_RTPRIO] = { "Max realtime priority", NULL },
	[RLIMIT_RTTIME] = { "Max realtime timeout", "us" },
};

static void put_limit(struct seq_file *m, unsigned long value)
{
	if (value == RLIM_INFINITY)
		seq_printf(m, "%-20s ", "unlimited");
	else
		seq_printf(m, "%-20lu ", value);
}

/* /proc/PID/limits. */
int proc_pid_limits(struct seq_file *m, struct pid_namespace *ns,
		    struct pid *pid, struct task_struct *task)
{
	struct rlimit rlim[RLIM_NLIMITS];
	unsigned long flags;
	unsigned int i;

	if (!lock_task_sighand(task, &flags))
		return 0;
	memcpy(rlim, task->signal->rlim, sizeof(rlim));
	unlock_task_sighand(task, &flags);

	seq_puts(m, "Limit                     Soft Limit           Hard Limit           Units     \n");
	for (i = 0; i < RLIM_NLIMITS; i++) {
		seq_printf(m, "%-25s ", lnames[i].name);
		put_limit(m, rlim[i].rlim_cur);
		put_limit(m, rlim[i].rlim_max);
		if (lnames[i].unit)
			seq_printf(m, "%-10s\n", lnames[i].unit);
		else
			seq_putc(m, '\n');
	}
	return 0;
}

/* /proc/PID/oom_score: in thousandths of all memory. */
int proc_oom_score(struct seq_file *m, struct pid_namespace *ns,
		   struct pid *pid, struct task_struct *task)
{
	unsigned long totalpages = totalram_pages;
	unsigned long points = oom_badness(task, totalpages) *
			       1000 / totalpages;

	seq_printf(m, "%lu\n", points);
	return 0;
}

static int oom_value_show(struct seq_file *m, void *v)
{
	struct task_struct *task = get_proc_task(m->private);

	if (!task)
		return -ESRCH;
	seq_printf(m, "%hd\n", task->signal->oom_score_adj);
	put_task_struct(task);
	return 0;
}

static int oom_score_adj_open(struct inode *inode, struct file *file)
{
	return single_open(file, oom_value_show, inode);
}

/* Below what was allowed before needs CAP_SYS_RESOURCE. */
static int set_oom_adj(struct inode *inode, int oom_adj)
{
	struct task_struct *task = get_proc_task(inode);
	struct signal_struct *sig;
	unsigned long flags;
	int err = 0;

	if (!task)
		return -ESRCH;
	if (!lock_task_sighand(task, &flags)) {
		put_task_struct(task);
		return -ESRCH;
	}
	sig = task->signal;
	if (oom_adj < sig->oom_score_adj_min && !capable(CAP_SYS_RESOURCE)) {
		err = -EACCES;
	} else {
		sig->oom_score_adj = oom_adj;
		if (capable(CAP_SYS_RESOURCE))
			sig->oom_score_adj_min = oom_adj;
	}
	unlock_task_sighand(task, &flags);
	put_task_struct(task);
	return err;
}

static ssize_t oom_score_adj_write(struct file *file, const char __user *buf,
				   size_t count, loff_t *ppos)
{
	int value, err;

	err = kstrtoint_from_user(buf, count, 0, &value);
	if (err)
		return err;
	if (value < OOM_SCORE_ADJ_MIN || value > OOM_SCORE_ADJ_MAX)
		return -EINVAL;
	err = set_oom_adj(file_inode(file), value);
	return err ?: count;
}

const struct file_operations proc_oom_score_adj_operations = {
	.open		= oom_score_adj_open,
	.read		= seq_read,
	.write		= oom_score_adj_write,
	.llseek		= seq_lseek,
	.release	= single_release,
};

/* The older scale of -17..15, of which -17 means never. */
static int oom_adj_show(struct seq_file *m, void *v)
{
	struct task_struct *task = get_proc_task(m->private);
	int value;

	if (!task)
		return -ESRCH;
	value = task->signal->oom_score_adj;
	put_task_struct(task);
	if (value == OOM_SCORE_ADJ_MAX)
		value = OOM_ADJUST_MAX;
	else
		value = value * -OOM_DISABLE / OOM_SCORE_ADJ_MAX;
	seq_printf(m, "%d\n", value);
	return 0;
}

static int oom_adj_open(struct inode *inode, struct file *file)
{
	return single_open(file, oom_adj_show, inode);
}

static ssize_t oom_adj_write(struct file *file, const char __user *buf,
			     size_t count, loff_t *ppos)
{
	int value, err;

	err = kstrtoint_from_user(buf, count, 0, &value);
	if (err)
		return err;
	if ((value < OOM_ADJUST_MIN || value > OOM_ADJUST_MAX) &&
	    value != OOM_DISABLE)
		return -EINVAL;
	if (value == OOM_ADJUST_MAX)
		value = OOM_SCORE_ADJ_MAX;
	else
		value = value * OOM_SCORE_ADJ_MAX / -OOM_DISABLE;
	err = set_oom_adj(file_inode(file), value);
	return err ?: count;
}

const struct file_operations proc_oom_adj_operations = {
	.open		= oom_adj_open,
	.read		= seq_read,
	.write		= oom_adj_write,
	.llseek		= seq_lseek,
	.release	= single_release,
};

/* /proc/PID/wchan: the function that it sleeps in, 0 for who may not know. */
int proc_pid_wchan(struct seq_file *m, struct pid_namespace *ns,
		   struct pid *pid, struct task_struct *task)
{
	unsigned long wchan = proc_may_access(task) ? get_wchan(task) : 0;

	if (wchan)
		seq_printf(m, "%ps", (void *)wchan);
	else
		seq_putc(m, '0');
	return 0;
}

#define MAX_STACK_TRACE_DEPTH	64

/* Only of a task that does not run: its stack holds still then, or is noise. */
int proc_pid_stack(struct seq_file *m, struct pid_namespace *ns,
		   struct pid *pid, struct task_struct *task)
{
	struct stack_trace trace = { .max_entries = MAX_STACK_TRACE_DEPTH };
	unsigned long *entries;
	unsigned int i;

	if (!capable(CAP_SYS_ADMIN))
		return -EACCES;
	entries = kmalloc_array(MAX_STACK_TRACE_DEPTH, sizeof(*entries),
				GFP_KERNEL);
	if (!entries)
		return -ENOMEM;
	trace.entries = entries;
	save_stack_trace_tsk(task, &trace);
	for (i = 0; i < trace.nr_entries; i++)
		seq_printf(m, "[<0>] %pB\n", (void *)entries[i]);
	kfree(entries);
	return 0;
}

/* /proc/PID/personality. */
int proc_pid_personality(struct seq_file *m, struct pid_namespace *ns,
			 struct pid *pid, struct task_struct *task)
{
	seq_printf(m, "%08x\n", task->personality);
	return 0;
}

/* A process's counts are those of its threads, living and dead. */
int proc_io_accounting(struct seq_file *m, struct pid_namespace *ns,
		       struct pid *pid, struct task_struct *task)
{
	struct task_io_accounting acct = task->ioac;
	struct task_struct *t = task;
	unsigned long flags;

	if (!proc_may_access(task))
		return -EACCES;
	if (thread_group_leader(task) && lock_task_sighand(task, &flags)) {
		task_io_accounting_add(&acct, &task->signal->ioac);
		while_each_thread(task, t)
			task_io_accounting_add(&acct, &t->ioac);
		unlock_task_sighand(task, &flags);
	}
	seq_printf(m, "rchar: %llu\nwchar: %llu\nsyscr: %llu\nsyscw: %llu\n",
		   acct.rchar, acct.wchar, acct.syscr, acct.syscw);
	seq_printf(m, "read_bytes: %llu\nwrite_bytes: %llu\ncancelled_write_bytes: %llu\n",
		   acct.read_bytes, acct.write_bytes,
		   acct.cancelled_write_bytes);
	return 0;
}
