// SPDX-License-Identifier: GPL-2.0-only
/*
 * mm/mmap.c - mmap()
 *
 *	sys_mmap > vm_mmap_pgoff > do_mmap      checks, flags, address
 *	                           > mmap_region    room, accounts, the area
 *	                             > vma_merge    or a new area and ->mmap()
 *
 * No page is touched here: faults do that (mm/memory.c), unless MAP_POPULATE
 * or a locked area asks for it.
 *
 * I1         A file's rights are checked once, here: VM_MAYREAD, VM_MAYWRITE
 *            and VM_MAYEXEC say what mprotect() may add later.
 * I2         ->mmap() sees an area that is not linked in yet; it may change
 *            its flags, ops and even its address.
 * Locking    mmap_sem held for writing in everything but the system calls.
 * Entry      do_mmap() mmap_region() vm_mmap() vm_mmap_pgoff()
 * Mirrors: Linux 4.6 mm/mmap.c.  The tree of areas is in mm/vma.c, their
 * rights and places in mm/vma_prot.c, unmapping in mm/munmap.c, heap and stack
 * in mm/brk.c, fork and exit in mm/dup_mmap.c, accounts in mm/overcommit.c.
 * Simpler than Linux in: no huge pages, no mandatory locks, no protection
 * keys.
 */
#include <linux/mman.h>

#include <linux/backing-dev.h>
#include <linux/capability.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/personality.h>
#include <linux/sched.h>
#include <linux/syscalls.h>

#include "vma.h"

/*
 * Checks
 */

/* Pages of the file as far as its offsets go; pgoff + len must fit. */
static bool file_mmap_ok(struct file *file, unsigned long pgoff,
			 unsigned long len)
{
	struct inode *inode = file_inode(file);
	u64 maxsize = ULONG_MAX;

	/* Behind s_maxbytes there is nothing, which is SIGBUS, not an error. */
	if (S_ISREG(inode->i_mode))
		maxsize = MAX_LFS_FILESIZE;
	else if (S_ISBLK(inode->i_mode))
		maxsize = inode->i_sb->s_maxbytes;
	else if (file->f_mode & FMODE_UNSIGNED_OFFSET)
		return true;
	if (maxsize && len > maxsize)
		return false;
	maxsize -= len;
	return pgoff <= maxsize >> PAGE_SHIFT;
}

/* May @file be mapped shared?  Adds to *vm_flags. */
static int mmap_check_shared(struct file *file, unsigned long prot,
			     vm_flags_t *vm_flags)
{
	struct inode *inode = file_inode(file);

	if (prot & PROT_WRITE) {
		if (!(file->f_mode & FMODE_WRITE))
			return -EACCES;
		if (IS_SWAPFILE(inode))
			return -ETXTBSY;
	}
	if (IS_APPEND(inode) && (file->f_mode & FMODE_WRITE))
		return -EACCES;
	*vm_flags |= VM_SHARED | VM_MAYSHARE;
	/* Never writable: then nobody needs to know that it is shared. */
	if (!(file->f_mode & FMODE_WRITE))
		*vm_flags &= ~(VM_MAYWRITE | VM_SHARED);
	return 0;
}

/* I1 for a file. */
static int mmap_check_file(struct file *file, unsigned long prot,
			   unsigned long flags, vm_flags_t *vm_flags)
{
	unsigned long known = LEGACY_MAP_MASK |
			      file->f_op->mmap_supported_flags;
	int err;

	switch (flags & MAP_TYPE) {
	case MAP_SHARED:
		/* Old programs may set bits that meant nothing then. */
		flags &= LEGACY_MAP_MASK;
		fallthrough;
	case MAP_SHARED_VALIDATE:
		if (flags & ~known)
			return -EOPNOTSUPP;
		err = mmap_check_shared(file, prot, vm_flags);
		if (err)
			return err;
		break;
	case MAP_PRIVATE:
		break;
	default:
		return -EINVAL;
	}

	if (!(file->f_mode & FMODE_READ))
		return -EACCES;
	if (path_noexec(&file->f_path)) {
		if (*vm_flags & VM_EXEC)
			return -EPERM;
		*vm_flags &= ~VM_MAYEXEC;
	}
	if (!file->f_op->mmap)
		return -ENODEV;
	return (*vm_flags & VM_GROWSDOWN) ? -EINVAL : 0;
}

/* I1 for memory without a file; sets *pgoff. */
static int mmap_check_anon(unsigned long addr, unsigned long flags,
			   vm_flags_t *vm_flags, unsigned long *pgoff)
{
	switch (flags & MAP_TYPE) {
	case MAP_SHARED:
		if (*vm_flags & VM_GROWSDOWN)
			return -EINVAL;
		*pgoff = 0;
		*vm_flags |= VM_SHARED | VM_MAYSHARE;
		return 0;
	case MAP_PRIVATE:
		/* So that neighbours can merge: see mm/rmap.c. */
		*pgoff = addr >> PAGE_SHIFT;
		return 0;
	default:
		return -EINVAL;
	}
}

static unsigned long mmap_address(struct file *file, unsigned long addr,
				  unsigned long len, unsigned long flags,
				  unsigned long pgoff)
{
	struct vm_area_struct *vma;

	if (flags & MAP_FIXED_NOREPLACE)
		flags |= MAP_FIXED;
	if (!(flags & MAP_FIXED)) {
		addr &= PAGE_MASK;
		if (addr && addr < mmap_min_addr)
			addr = PAGE_ALIGN(mmap_min_addr);
	}
	addr = get_unmapped_area(file, addr, len, pgoff, flags);
	if (IS_ERR_VALUE(addr))
		return addr;
	if (flags & MAP_FIXED_NOREPLACE) {
		vma = find_vma(current->mm, addr);
		if (vma && vma->vm_start < addr + len)
			return -EEXIST;
	}
	return addr;
}

/**
 * do_mmap() - map a file or memory into current->mm
 * @file: the file, or NULL
 * @addr: wish, or with MAP_FIXED the address
 * @len: bytes
 * @prot: PROT_*
 * @flags: MAP_*
 * @vm_flags: more flags for the area
 * @pgoff: first page of the file
 * @populate: gets the bytes to fault in at once, see mm_populate()
 *
 * Context: mmap_sem held for writing; may sleep.
 * Return: the address, or an error as mmap(2) gives it.
 */
unsigned long do_mmap(struct file *file, unsigned long addr,
		      unsigned long len, unsigned long prot,
		      unsigned long flags, vm_flags_t vm_flags,
		      unsigned long pgoff, unsigned long *populate)
{
	struct mm_struct *mm = current->mm;
	int err;

	*populate = 0;
	if (!len)
		return -EINVAL;
	if ((prot & PROT_READ) && (current->personality & READ_IMPLIES_EXEC) &&
	    !(file && path_noexec(&file->f_path)))
		prot |= PROT_EXEC;
	len = PAGE_ALIGN(len);
	if (!len)
		return -ENOMEM;
	if (pgoff + (len >> PAGE_SHIFT) < pgoff)
		return -EOVERFLOW;
	if (mm->map_count > sysctl_max_map_count)
		return -ENOMEM;

	addr = mmap_address(file, addr, len, flags, pgoff);
	if (IS_ERR_VALUE(addr))
		return addr;

	vm_flags |= calc_vm_prot_bits(prot) | calc_vm_flag_bits(flags) |
		    mm->def_flags | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC;
	if ((flags & MAP_LOCKED) && !can_do_mlock())
		return -EPERM;
	err = mlock_future_check(mm, vm_flags, len);
	if (err)
		return err;
	if (file && !file_mmap_ok(file, pgoff, len))
		return -EOVERFLOW;
	err = file ? mmap_check_file(file, prot, flags, &vm_flags) :
		     mmap_check_anon(addr, flags, &vm_flags, &pgoff);
	if (err)
		return err;
	if ((flags & MAP_NORESERVE) &&
	    sysctl_overcommit_memory != OVERCOMMIT_NEVER)
		vm_flags |= VM_NORESERVE;

	addr = mmap_region(file, addr, len, vm_flags, pgoff);
	if (!IS_ERR_VALUE(addr) &&
	    ((vm_flags & VM_LOCKED) ||
	     (flags & (MAP_POPULATE | MAP_NONBLOCK)) == MAP_POPULATE))
		*populate = len;
	return addr;
}

/**
 * do_mmap_pgoff() - do_mmap() without extra flags
 * @file: the file, or NULL
 * @addr: wish, or with MAP_FIXED the address
 * @len: bytes
 * @prot: PROT_*
 * @flags: MAP_*
 * @pgoff: first page of the file
 * @populate: gets the bytes to fault in at once
 *
 * Context: mmap_sem held for writing; may sleep.
 * Return: the address, or an error as mmap(2) gives it.
 */
unsigned long do_mmap_pgoff(struct file *file, unsigned long addr,
			    unsigned long len, unsigned long prot,
			    unsigned long flags, unsigned long pgoff,
			    unsigned long *populate)
{
	return do_mmap(file, addr, len, prot, flags, 0, pgoff, populate);
}

/*
 * Making the area
 */

/* Pages of [addr, end) that are mapped already. */
static unsigned long count_vma_pages_range(struct mm_struct *mm,
					   unsigned long addr,
					   unsigned long end)
{
	struct vm_area_struct *vma = find_vma(mm, addr);
	unsigned long pages = 0;

	for (; vma && vma->vm_start < end; vma = vma->vm_next)
		pages += (min(end, vma->vm_end) - max(addr, vma->vm_start)) >>
			 PAGE_SHIFT;
	return pages;
}

/* Let the file fill in its part of a new area (I2). */
static int mmap_file_area(struct file *file, struct vm_area_struct *vma)
{
	struct vm_area_struct *prev;
	int err;

	/* A sealed memfd refuses; our count keeps it from being sealed. */
	if (vma->vm_flags & VM_SHARED) {
		err = mapping_map_writable(file->f_mapping);
		if (err)
			return err;
	}
	vma->vm_file = get_file(file);
	err = file->f_op->mmap(file, vma);
	if (err) {
		if (vma->vm_flags & VM_SHARED)
			mapping_unmap_writable(file->f_mapping);
		vma->vm_file = NULL;
		fput(file);
		/* It may have mapped pages before it failed. */
		find_vma_prev(vma->vm_mm, vma->vm_start, &prev);
		unmap_region(vma->vm_mm, vma, prev, vma->vm_start,
			     vma->vm_end);
	}
	return err;
}

/* Count the new pages of an area, new or grown, with all its flags known. */
static void mmap_count(struct mm_struct *mm, struct vm_area_struct *vma,
		       unsigned long len)
{
	vm_stat_account(mm, vma->vm_flags, len >> PAGE_SHIFT);
	if (vma->vm_flags & VM_LOCKED) {
		if (vma->vm_flags & VM_SPECIAL)
			vma->vm_flags &= VM_LOCKED_CLEAR_MASK;
		else
			mm->locked_vm += len >> PAGE_SHIFT;
	}
}

/* A new area; takes over the charge of VM_ACCOUNT on success. */
static unsigned long mmap_new_area(struct file *file, unsigned long addr,
				   unsigned long len, vm_flags_t vm_flags,
				   unsigned long pgoff)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma = vm_area_alloc(mm);
	struct vm_area_struct *prev;
	struct rb_node **rb_link;
	struct rb_node *rb_parent;
	int err = 0;

	if (!vma)
		return -ENOMEM;
	vma->vm_start = addr;
	vma->vm_end = addr + len;
	vma->vm_flags = vm_flags;
	vma->vm_page_prot = vm_get_page_prot(vm_flags);
	vma->vm_pgoff = pgoff;

	if (file)
		err = mmap_file_area(file, vma);
	else if (vm_flags & VM_SHARED)
		err = shmem_zero_setup(vma);
	if (!err) {
		addr = vma->vm_start;
		err = find_vma_links(mm, addr, vma->vm_end, &prev, &rb_link,
				     &rb_parent);
		WARN_ON_ONCE(err);
	}
	if (err) {
		vm_area_free(vma);
		return err;
	}
	vma_link(mm, vma, prev, rb_link, rb_parent);
	if (file && (vm_flags & VM_SHARED))
		mapping_unmap_writable(file->f_mapping);
	mmap_count(mm, vma, len);
	vma_set_page_prot(vma);
	return addr;
}

/**
 * mmap_region() - make the mapping; everything has been checked
 * @file: the file, or NULL
 * @addr: where; what is mapped there goes
 * @len: bytes, page aligned
 * @vm_flags: flags of the area
 * @pgoff: first page of the file
 *
 * Context: mmap_sem held for writing; may sleep.
 * Return: the address (a driver may choose another one) or an error.
 */
unsigned long mmap_region(struct file *file, unsigned long addr,
			  unsigned long len, vm_flags_t vm_flags,
			  unsigned long pgoff)
{
	struct mm_struct *mm = current->mm;
	unsigned long pages = len >> PAGE_SHIFT;
	struct vm_area_struct *prev;
	struct vm_area_struct *vma;
	struct rb_node **rb_link;
	struct rb_node *rb_parent;
	unsigned long ret;

	/* What a fixed mapping replaces does not count. */
	if (!may_expand_vm(mm, vm_flags, pages) &&
	    !may_expand_vm(mm, vm_flags, pages -
			   count_vma_pages_range(mm, addr, addr + len)))
		return -ENOMEM;
	while (find_vma_links(mm, addr, addr + len, &prev, &rb_link,
			      &rb_parent)) {
		if (do_munmap(mm, addr, len))
			return -ENOMEM;
	}
	if (accountable_mapping(file, vm_flags)) {
		if (security_vm_enough_memory_mm(mm, pages))
			return -ENOMEM;
		vm_flags |= VM_ACCOUNT;
	}

	vma = vma_merge(mm, prev, addr, addr + len, vm_flags, NULL, file,
			pgoff);
	if (vma) {
		mmap_count(mm, vma, len);
		return addr;
	}
	ret = mmap_new_area(file, addr, len, vm_flags, pgoff);
	if (IS_ERR_VALUE(ret) && (vm_flags & VM_ACCOUNT))
		vm_unacct_memory(pages);
	return ret;
}

/**
 * vm_mmap_pgoff() - do_mmap() with its lock
 * @file: the file, or NULL
 * @addr: wish, or with MAP_FIXED the address
 * @len: bytes
 * @prot: PROT_*
 * @flags: MAP_*
 * @pgoff: first page of the file
 *
 * Context: process context, may sleep.
 * Return: the address or an error.
 */
unsigned long vm_mmap_pgoff(struct file *file, unsigned long addr,
			    unsigned long len, unsigned long prot,
			    unsigned long flags, unsigned long pgoff)
{
	struct mm_struct *mm = current->mm;
	unsigned long populate;
	unsigned long ret;

	if (down_write_killable(&mm->mmap_sem))
		return -EINTR;
	ret = do_mmap(file, addr, len, prot, flags, 0, pgoff, &populate);
	up_write(&mm->mmap_sem);
	if (populate)
		mm_populate(ret, populate);
	return ret;
}

/**
 * vm_mmap() - vm_mmap_pgoff() with an offset in bytes
 * @file: the file, or NULL
 * @addr: wish, or with MAP_FIXED the address
 * @len: bytes
 * @prot: PROT_*
 * @flags: MAP_*
 * @offset: in the file, page aligned
 *
 * Context: process context, may sleep.
 * Return: the address or an error.
 */
unsigned long vm_mmap(struct file *file, unsigned long addr,
		      unsigned long len, unsigned long prot,
		      unsigned long flags, unsigned long offset)
{
	if (unlikely(offset + PAGE_ALIGN(len) < offset) ||
	    offset_in_page(offset))
		return -EINVAL;
	return vm_mmap_pgoff(file, addr, len, prot, flags,
			     offset >> PAGE_SHIFT);
}

SYSCALL_DEFINE6(mmap, unsigned long, addr, unsigned long, len,
		unsigned long, prot, unsigned long, flags,
		unsigned long, fd, unsigned long, off)
{
	struct file *file = NULL;
	unsigned long ret;

	if (offset_in_page(off))
		return -EINVAL;
	if (!(flags & MAP_ANONYMOUS)) {
		file = fget(fd);
		if (!file)
			return -EBADF;
	}
	ret = -EINVAL;				/* no huge pages */
	if (!(flags & MAP_HUGETLB))
		ret = vm_mmap_pgoff(file, addr, len, prot,
				    flags & ~(MAP_EXECUTABLE | MAP_DENYWRITE),
				    off >> PAGE_SHIFT);
	if (file)
		fput(file);
	return ret;
}
