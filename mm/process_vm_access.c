// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/process_vm_access.c - process_vm_readv() and process_vm_writev()
 *
 * Bytes go straight between another process's pages and our iovecs, page by
 * page, without a ptrace stop.  Who may trace the process may do it.
 *
 *	remote iovec [..][......][...]	->  local iovec [........][....]
 *
 * Locking    the remote mmap_sem(R), only to get pages.
 * Entry      sys_process_vm_readv() sys_process_vm_writev()
 * Mirrors: Linux 4.19 mm/process_vm_access.c.
 */
#include <linux/mm.h>

#include <linux/fs.h>
#include <linux/ptrace.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/uio.h>

/* Remote pages held at a time. */
#define PVM_PAGES	16

/* Copy between held pages and @iter; bytes copied. */
static size_t copy_pages(struct page **pages, int nr, size_t offset, size_t len,
			 struct iov_iter *iter, int vm_write)
{
	size_t done = 0;
	int i;

	for (i = 0; i < nr && len; i++) {
		size_t n = min_t(size_t, len, PAGE_SIZE - offset);
		size_t copied;

		if (vm_write)
			copied = copy_page_from_iter(pages[i], offset, n, iter);
		else
			copied = copy_page_to_iter(pages[i], offset, n, iter);
		if (vm_write && copied)
			set_page_dirty_lock(pages[i]);
		done += copied;
		if (copied < n)
			break;
		len -= n;
		offset = 0;
	}
	return done;
}

/* One remote range; bytes copied, or an error for the first byte. */
static ssize_t rw_single_vec(struct mm_struct *mm, unsigned long addr,
			     size_t len, struct iov_iter *iter, int vm_write)
{
	struct page *pages[PVM_PAGES];
	ssize_t done = 0;

	while (len && iov_iter_count(iter)) {
		size_t offset = offset_in_page(addr);
		size_t want = min_t(size_t, len, PVM_PAGES * PAGE_SIZE - offset);
		int locked = 1;
		size_t n = 0;
		long nr;
		long i;

		down_read(&mm->mmap_sem);
		nr = get_user_pages_remote(NULL, mm, addr & PAGE_MASK,
					   DIV_ROUND_UP(offset + want,
							PAGE_SIZE),
					   vm_write ? FOLL_WRITE : 0, pages,
					   NULL, &locked);
		if (locked)
			up_read(&mm->mmap_sem);
		if (nr <= 0)
			return done ? done : -EFAULT;
		want = min_t(size_t, want, nr * PAGE_SIZE - offset);
		n = copy_pages(pages, nr, offset, want, iter, vm_write);
		for (i = 0; i < nr; i++)
			put_page(pages[i]);
		done += n;
		if (n < want)
			return done ? done : -EFAULT;
		addr += n;
		len -= n;
	}
	return done;
}

/* All remote ranges of one mm. */
static ssize_t rw_all_vecs(struct mm_struct *mm, struct iov_iter *iter,
			   const struct iovec *rvec, unsigned long riovcnt,
			   int vm_write)
{
	size_t total = iov_iter_count(iter);
	ssize_t ret = 0;
	unsigned long i;

	for (i = 0; i < riovcnt && iov_iter_count(iter) && ret >= 0; i++)
		ret = rw_single_vec(mm, (unsigned long)rvec[i].iov_base,
				    rvec[i].iov_len, iter, vm_write);
	total -= iov_iter_count(iter);
	/* What was moved counts for more than why it ended. */
	return total ? total : ret;
}

static ssize_t process_vm_rw_core(pid_t pid, struct iov_iter *iter,
				  const struct iovec *rvec,
				  unsigned long riovcnt, int vm_write)
{
	struct task_struct *task;
	struct mm_struct *mm;
	ssize_t ret;

	rcu_read_lock();
	task = find_task_by_vpid(pid);
	if (task)
		get_task_struct(task);
	rcu_read_unlock();
	if (!task)
		return -ESRCH;

	mm = mm_access(task, PTRACE_MODE_ATTACH_REALCREDS);
	if (IS_ERR_OR_NULL(mm)) {
		/* EACCES would be documented for nobody: it is EPERM. */
		ret = mm ? PTR_ERR(mm) : -ESRCH;
		if (ret == -EACCES)
			ret = -EPERM;
	} else {
		ret = rw_all_vecs(mm, iter, rvec, riovcnt, vm_write);
		mmput(mm);
	}
	put_task_struct(task);
	return ret;
}

/* The remote ranges; their addresses are not ours and cannot be checked. */
static struct iovec *copy_remote_iovec(const struct iovec __user *uvec,
				       unsigned long nr)
{
	struct iovec *vec;
	unsigned long i;

	if (nr > UIO_MAXIOV)
		return ERR_PTR(-EINVAL);
	vec = kmalloc_array(nr, sizeof(*vec), GFP_KERNEL);
	if (!vec)
		return ERR_PTR(-ENOMEM);
	if (copy_from_user(vec, uvec, nr * sizeof(*vec))) {
		kfree(vec);
		return ERR_PTR(-EFAULT);
	}
	for (i = 0; i < nr; i++) {
		if ((ssize_t)vec[i].iov_len < 0) {
			kfree(vec);
			return ERR_PTR(-EINVAL);
		}
	}
	return vec;
}

static ssize_t process_vm_rw(pid_t pid, const struct iovec __user *lvec,
			     unsigned long liovcnt,
			     const struct iovec __user *rvec,
			     unsigned long riovcnt, int vm_write)
{
	struct iovec iovstack_l[UIO_FASTIOV];
	struct iovec *iov_l = iovstack_l;
	struct iovec *iov_r;
	struct iov_iter iter;
	ssize_t ret;

	ret = import_iovec(vm_write ? WRITE : READ, lvec, liovcnt, UIO_FASTIOV,
			   &iov_l, &iter);
	if (ret < 0)
		return ret;
	ret = 0;
	if (!iov_iter_count(&iter) || !riovcnt)
		goto free_l;
	iov_r = copy_remote_iovec(rvec, riovcnt);
	if (IS_ERR(iov_r)) {
		ret = PTR_ERR(iov_r);
		goto free_l;
	}
	ret = process_vm_rw_core(pid, &iter, iov_r, riovcnt, vm_write);
	kfree(iov_r);
free_l:
	kfree(iov_l);
	return ret;
}

SYSCALL_DEFINE6(process_vm_readv, pid_t, pid, const struct iovec __user *, lvec,
		unsigned long, liovcnt, const struct iovec __user *, rvec,
		unsigned long, riovcnt, unsigned long, flags)
{
	if (flags)
		return -EINVAL;
	return process_vm_rw(pid, lvec, liovcnt, rvec, riovcnt, 0);
}

SYSCALL_DEFINE6(process_vm_writev, pid_t, pid,
		const struct iovec __user *, lvec, unsigned long, liovcnt,
		const struct iovec __user *, rvec, unsigned long, riovcnt,
		unsigned long, flags)
{
	if (flags)
		return -EINVAL;
	return process_vm_rw(pid, lvec, liovcnt, rvec, riovcnt, 1);
}
