// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/memfd.c - memfd_create(2), and the seals of such files
 *
 * A seal takes a right away from everybody, for ever: to shrink, to grow, to
 * write, to add seals.  Who gets a sealed file need not trust who made it.
 *
 * I1         F_SEAL_WRITE is set only while nobody has the file mapped shared
 *            and writable, nor a reference to a page that it could write by.
 * Locking    i_rwsem of the file: the seals.
 * Context    process context, may sleep.
 * Entry      memfd_create(2), memfd_fcntl()
 *
 * Mirrors: Linux 4.19 mm/memfd.c.
 * Simpler than Linux in: no huge pages (MFD_HUGETLB is -EINVAL); pages that
 * are in use are found by looking at all of them, without tags.
 */
#include <linux/memfd.h>

#include <linux/err.h>
#include <linux/file.h>
#include <linux/jiffies.h>
#include <linux/pagevec.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/swap.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include "shmem.h"

#define F_ALL_SEALS	(F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | \
			 F_SEAL_WRITE)

/* References beyond those of the cache, the tables and this pagevec. */
static bool page_is_pinned(struct page *page)
{
	return page_count(page) - page_mapcount(page) > 2;
}

static bool any_page_pinned(struct address_space *mapping)
{
	struct pagevec pvec;
	bool pinned = false;
	pgoff_t index = 0;
	unsigned int i;

	pagevec_init(&pvec, 0);
	while (!pinned && pagevec_lookup(&pvec, mapping, index, PAGEVEC_SIZE)) {
		for (i = 0; i < pagevec_count(&pvec); i++) {
			index = pvec.pages[i]->index + 1;
			pinned |= page_is_pinned(pvec.pages[i]);
		}
		pagevec_release(&pvec);
		cond_resched();
	}
	return pinned;
}

/* Direct I/O and its like may hold pages for a moment: up to 150 ms. */
static int memfd_wait_for_pins(struct address_space *mapping)
{
	int scan;

	lru_add_drain_all();
	for (scan = 0; scan <= 4; scan++) {
		if (!any_page_pinned(mapping))
			return 0;
		if (schedule_timeout_killable((HZ << scan) / 200))
			return -EINTR;
	}
	return -EBUSY;
}

/* I1 */
static int seal_writes(struct address_space *mapping)
{
	int error = mapping_deny_writable(mapping);

	if (error)
		return error;
	error = memfd_wait_for_pins(mapping);
	if (error)
		mapping_allow_writable(mapping);
	return error;
}

static int memfd_add_seals(struct file *file, unsigned int seals)
{
	struct inode *inode = file_inode(file);
	struct shmem_inode_info *info = SHMEM_I(inode);
	int error = 0;

	if (!(file->f_mode & FMODE_WRITE))
		return -EPERM;
	if (seals & ~(unsigned int)F_ALL_SEALS)
		return -EINVAL;
	inode_lock(inode);
	if (info->seals & F_SEAL_SEAL)
		error = -EPERM;
	else if ((seals & F_SEAL_WRITE) && !(info->seals & F_SEAL_WRITE))
		error = seal_writes(file->f_mapping);
	if (!error)
		info->seals |= seals;
	inode_unlock(inode);
	return error;
}

/**
 * memfd_fcntl() - the seal commands of fcntl(2)
 * @file: open file
 * @cmd: F_ADD_SEALS, F_GET_SEALS
 * @arg: the seals to add
 *
 * Return: the seals, 0, or -errno; -EINVAL for files that cannot be sealed.
 */
long memfd_fcntl(struct file *file, unsigned int cmd, unsigned long arg)
{
	if (!shmem_mapping(file->f_mapping))
		return -EINVAL;
	switch (cmd) {
	case F_ADD_SEALS:
		if (arg > UINT_MAX)
			return -EINVAL;
		return memfd_add_seals(file, arg);
	case F_GET_SEALS:
		return SHMEM_I(file_inode(file))->seals;
	default:
		return -EINVAL;
	}
}

#define MFD_NAME_PREFIX		"memfd:"
#define MFD_NAME_PREFIX_LEN	(sizeof(MFD_NAME_PREFIX) - 1)
#define MFD_NAME_MAX_LEN	(NAME_MAX - MFD_NAME_PREFIX_LEN)

/* "memfd:" and the user's name, for kfree(); or ERR_PTR. */
static char *memfd_name(const char __user *uname)
{
	long len = strnlen_user(uname, MFD_NAME_MAX_LEN + 1);
	char *name;

	if (len <= 0)
		return ERR_PTR(-EFAULT);
	if (len > MFD_NAME_MAX_LEN + 1)
		return ERR_PTR(-EINVAL);
	name = kmalloc(len + MFD_NAME_PREFIX_LEN, GFP_KERNEL);
	if (!name)
		return ERR_PTR(-ENOMEM);
	memcpy(name, MFD_NAME_PREFIX, MFD_NAME_PREFIX_LEN);
	/* It may have changed meanwhile: the NUL must be where it was. */
	if (copy_from_user(name + MFD_NAME_PREFIX_LEN, uname, len) ||
	    name[len + MFD_NAME_PREFIX_LEN - 1]) {
		kfree(name);
		return ERR_PTR(-EFAULT);
	}
	return name;
}

SYSCALL_DEFINE2(memfd_create, const char __user *, uname, unsigned int, flags)
{
	struct file *file;
	char *name;
	int fd;

	if (flags & ~(unsigned int)(MFD_CLOEXEC | MFD_ALLOW_SEALING))
		return -EINVAL;
	name = memfd_name(uname);
	if (IS_ERR(name))
		return PTR_ERR(name);
	fd = get_unused_fd_flags(flags & MFD_CLOEXEC ? O_CLOEXEC : 0);
	if (fd < 0)
		goto free_name;
	file = shmem_file_setup(name, 0, VM_NORESERVE);
	if (IS_ERR(file)) {
		put_unused_fd(fd);
		fd = PTR_ERR(file);
		goto free_name;
	}
	file->f_mode |= FMODE_LSEEK | FMODE_PREAD | FMODE_PWRITE;
	file->f_flags |= O_LARGEFILE;
	if (flags & MFD_ALLOW_SEALING)
		SHMEM_I(file_inode(file))->seals &= ~F_SEAL_SEAL;
	fd_install(fd, file);
free_name:
	kfree(name);
	return fd;
}
