// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/proc/task_mmu.c - /proc/PID/maps and smaps, and the memory lines of status
 *
 * Locking    mmap_sem (R) from start() to stop() of one read; between two reads
 *            the mappings may change, so the position is the address where the
 *            next mapping begins, not a count.
 * Lifetime   the opener holds mm_count; each read takes mm_users, and finds
 *            nothing when the process is gone.
 * Entry      proc_pid_maps_operations proc_pid_smaps_operations task_mem()
 * Mirrors: Linux 4.19 fs/proc/task_mmu.c.
 * Simpler than Linux in: smaps counts from the page tables without swap and
 * huge pages; no pagemap, clear_refs, numa_maps.
 */
#include "internal.h"

#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/ptrace.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>

#include <asm/pgtable.h>

struct proc_maps_private {
	struct inode *inode;
	struct mm_struct *mm;		/* mm_count held from open to release */
};

static void put_kb(struct seq_file *m, const char *name, unsigned long kb)
{
	seq_put_decimal_ull_width(m, name, kb, 8);
	seq_write(m, " kB\n", 4);
}

/* The Vm lines of /proc/PID/status. */
void task_mem(struct seq_file *m, struct mm_struct *mm)
{
	unsigned long text, lib, anon, file, shmem, rss;

	anon = get_mm_counter(mm, MM_ANONPAGES);
	file = get_mm_counter(mm, MM_FILEPAGES);
	shmem = get_mm_counter(mm, MM_SHMEMPAGES);
	rss = anon + file + shmem;
	text = (PAGE_ALIGN(mm->end_code) - (mm->start_code & PAGE_MASK)) >> 10;
	lib = (mm->exec_vm << (PAGE_SHIFT - 10)) - text;

	put_kb(m, "VmPeak:\t", max(mm->hiwater_vm, mm->total_vm) << 2);
	put_kb(m, "VmSize:\t", mm->total_vm << 2);
	put_kb(m, "VmLck:\t", mm->locked_vm << 2);
	put_kb(m, "VmPin:\t", mm->pinned_vm << 2);
	put_kb(m, "VmHWM:\t", max(mm->hiwater_rss, rss) << 2);
	put_kb(m, "VmRSS:\t", rss << 2);
	put_kb(m, "RssAnon:\t", anon << 2);
	put_kb(m, "RssFile:\t", file << 2);
	put_kb(m, "RssShmem:\t", shmem << 2);
	put_kb(m, "VmData:\t", mm->data_vm << 2);
	put_kb(m, "VmStk:\t", mm->stack_vm << 2);
	put_kb(m, "VmExe:\t", text);
	put_kb(m, "VmLib:\t", lib);
	put_kb(m, "VmPTE:\t", (atomic_long_read(&mm->nr_ptes) +
			       atomic_long_read(&mm->nr_pmds)) << 2);
	put_kb(m, "VmSwap:\t", get_mm_counter(mm, MM_SWAPENTS) << 2);
}

/* Bytes. */
unsigned long task_vsize(struct mm_struct *mm)
{
	return PAGE_SIZE * mm->total_vm;
}

/* Pages by kind. Return: all of them, mapped or not. */
unsigned long task_statm(struct mm_struct *mm, unsigned long *shared,
			 unsigned long *text, unsigned long *data,
			 unsigned long *resident)
{
	*shared = get_mm_counter(mm, MM_FILEPAGES) +
		  get_mm_counter(mm, MM_SHMEMPAGES);
	*text = (PAGE_ALIGN(mm->end_code) -
		 (mm->start_code & PAGE_MASK)) >> PAGE_SHIFT;
	*data = mm->data_vm + mm->stack_vm;
	*resident = *shared + get_mm_counter(mm, MM_ANONPAGES);
	return mm->total_vm;
}

static void *m_start(struct seq_file *m, loff_t *ppos)
{
	struct proc_maps_private *priv = m->private;
	struct mm_struct *mm = priv->mm;
	struct vm_area_struct *vma;

	if (*ppos < 0 || IS_ERR_OR_NULL(mm) || !mmget_not_zero(mm))
		return NULL;
	down_read(&mm->mmap_sem);
	vma = find_vma(mm, *ppos);
	if (vma)
		return vma;
	up_read(&mm->mmap_sem);
	mmput(mm);
	return NULL;
}

/* NULL is never handed to m_stop() with the lock held: the last drop is here. */
static void *m_next(struct seq_file *m, void *v, loff_t *pos)
{
	struct proc_maps_private *priv = m->private;
	struct vm_area_struct *vma = v, *next = vma->vm_next;

	*pos = next ? next->vm_start : (loff_t)vma->vm_end;
	if (next)
		return next;
	up_read(&priv->mm->mmap_sem);
	mmput(priv->mm);
	return NULL;
}

static void m_stop(struct seq_file *m, void *v)
{
	struct proc_maps_private *priv = m->private;

	if (IS_ERR_OR_NULL(v))
		return;
	up_read(&priv->mm->mmap_sem);
	mmput(priv->mm);
}

static const char *vma_special_name(struct vm_area_struct *vma)
{
	struct mm_struct *mm = vma->vm_mm;

	if (vma->vm_ops && vma->vm_ops->name) {
		const char *name = vma->vm_ops->name(vma);

		if (name)
			return name;
	}
	if (vma->vm_start <= mm->brk && vma->vm_end >= mm->start_brk)
		return "[heap]";
	if (vma->vm_start <= mm->start_stack && vma->vm_end >= mm->start_stack)
		return "[stack]";
	return NULL;
}

static void show_map_vma(struct seq_file *m, struct vm_area_struct *vma)
{
	struct file *file = vma->vm_file;
	vm_flags_t flags = vma->vm_flags;
	unsigned long ino = 0;
	loff_t pgoff = 0;
	dev_t dev = 0;
	const char *name;

	if (file) {
		struct inode *inode = file_inode(file);

		dev = inode->i_sb->s_dev;
		ino = inode->i_ino;
		pgoff = (loff_t)vma->vm_pgoff << PAGE_SHIFT;
	}
	seq_setwidth(m, 25 + sizeof(void *) * 6 - 1);
	seq_put_hex_ll(m, NULL, vma->vm_start, 8);
	seq_put_hex_ll(m, "-", vma->vm_end, 8);
	seq_putc(m, ' ');
	seq_putc(m, flags & VM_READ ? 'r' : '-');
	seq_putc(m, flags & VM_WRITE ? 'w' : '-');
	seq_putc(m, flags & VM_EXEC ? 'x' : '-');
	seq_putc(m, flags & VM_MAYSHARE ? 's' : 'p');
	seq_put_hex_ll(m, " ", pgoff, 8);
	seq_put_hex_ll(m, " ", MAJOR(dev), 2);
	seq_put_hex_ll(m, ":", MINOR(dev), 2);
	seq_put_decimal_ull(m, " ", ino);
	seq_putc(m, ' ');
	if (file) {
		seq_pad(m, ' ');
		seq_file_path(m, file, "\n");
	} else {
		name = vma_special_name(vma);
		if (name) {
			seq_pad(m, ' ');
			seq_puts(m, name);
		}
	}
	seq_putc(m, '\n');
}

static int show_map(struct seq_file *m, void *v)
{
	show_map_vma(m, v);
	return 0;
}

/* Bytes of one mapping, by what its pages are. */
struct mem_size_stats {
	unsigned long resident, shared_clean, shared_dirty;
	unsigned long private_clean, private_dirty;
	unsigned long referenced, anonymous;
	u64 pss;			/* bytes << PSS_SHIFT */
};

#define PSS_SHIFT	12

static void smaps_account(struct mem_size_stats *mss, struct page *page,
			  pte_t pte)
{
	int mapcount = page_mapcount(page);
	bool dirty = pte_dirty(pte) || PageDirty(page);

	if (PageAnon(page))
		mss->anonymous += PAGE_SIZE;
	mss->resident += PAGE_SIZE;
	if (pte_young(pte) || PageReferenced(page))
		mss->referenced += PAGE_SIZE;
	if (mapcount >= 2) {
		if (dirty)
			mss->shared_dirty += PAGE_SIZE;
		else
			mss->shared_clean += PAGE_SIZE;
		mss->pss += (PAGE_SIZE << PSS_SHIFT) / mapcount;
	} else {
		if (dirty)
			mss->private_dirty += PAGE_SIZE;
		else
			mss->private_clean += PAGE_SIZE;
		mss->pss += PAGE_SIZE << PSS_SHIFT;
	}
}

/* The entries of one page table that lie in @vma. */
static void smaps_pte_range(struct vm_area_struct *vma, pmd_t *pmd,
			    unsigned long addr, unsigned long end,
			    struct mem_size_stats *mss)
{
	struct page *page;
	spinlock_t *ptl;
	pte_t *pte, *start;

	start = pte = pte_offset_map_lock(vma->vm_mm, pmd, addr, &ptl);
	for (; addr != end; pte++, addr += PAGE_SIZE) {
		if (!pte_present(*pte))
			continue;
		page = vm_normal_page(vma, addr, *pte);
		if (page)
			smaps_account(mss, page, *pte);
	}
	pte_unmap_unlock(start, ptl);
}

static void smap_gather_stats(struct vm_area_struct *vma,
			      struct mem_size_stats *mss)
{
	unsigned long addr, next;
	pgd_t *pgd;
	pud_t *pud;
	pmd_t *pmd;

	for (addr = vma->vm_start; addr < vma->vm_end; addr = next) {
		next = pmd_addr_end(addr, vma->vm_end);
		pgd = pgd_offset(vma->vm_mm, addr);
		if (pgd_none(*pgd))
			continue;
		pud = pud_offset(pgd, addr);
		if (pud_none(*pud))
			continue;
		pmd = pmd_offset(pud, addr);
		if (pmd_none(*pmd))
			continue;
		smaps_pte_range(vma, pmd, addr, next, mss);
		cond_resched();
	}
}

static int show_smap(struct seq_file *m, void *v)
{
	struct vm_area_struct *vma = v;
	struct mem_size_stats mss = { 0 };

	smap_gather_stats(vma, &mss);
	show_map_vma(m, vma);
	seq_printf(m, "Size:           %8lu kB\n",
		   (vma->vm_end - vma->vm_start) >> 10);
	seq_puts(m, "KernelPageSize:        4 kB\nMMUPageSize:           4 kB\n");
	seq_printf(m, "Rss:            %8lu kB\n", mss.resident >> 10);
	seq_printf(m, "Pss:            %8lu kB\n",
		   (unsigned long)(mss.pss >> (10 + PSS_SHIFT)));
	seq_printf(m, "Shared_Clean:   %8lu kB\n", mss.shared_clean >> 10);
	seq_printf(m, "Shared_Dirty:   %8lu kB\n", mss.shared_dirty >> 10);
	seq_printf(m, "Private_Clean:  %8lu kB\n", mss.private_clean >> 10);
	seq_printf(m, "Private_Dirty:  %8lu kB\n", mss.private_dirty >> 10);
	seq_printf(m, "Referenced:     %8lu kB\n", mss.referenced >> 10);
	seq_printf(m, "Anonymous:      %8lu kB\n", mss.anonymous >> 10);
	seq_printf(m, "Swap:           %8lu kB\n", 0UL);
	seq_printf(m, "Locked:         %8lu kB\n", vma->vm_flags & VM_LOCKED ?
		   (unsigned long)(mss.pss >> (10 + PSS_SHIFT)) : 0UL);
	return 0;
}

static const struct seq_operations proc_pid_maps_op = {
	.start	= m_start,
	.next	= m_next,
	.stop	= m_stop,
	.show	= show_map,
};

static const struct seq_operations proc_pid_smaps_op = {
	.start	= m_start,
	.next	= m_next,
	.stop	= m_stop,
	.show	= show_smap,
};

static int proc_maps_open(struct inode *inode, struct file *file,
			  const struct seq_operations *ops)
{
	struct proc_maps_private *priv;
	struct task_struct *task;
	struct mm_struct *mm = NULL;

	priv = __seq_open_private(file, ops, sizeof(*priv));
	if (!priv)
		return -ENOMEM;
	priv->inode = inode;
	task = get_proc_task(inode);
	if (task) {
		mm = mm_access(task, PTRACE_MODE_READ | PTRACE_MODE_FSCREDS);
		put_task_struct(task);
	}
	if (IS_ERR(mm)) {
		seq_release_private(inode, file);
		return PTR_ERR(mm);
	}
	if (mm) {
		mmgrab(mm);	/* the struct stays, its users may go */
		mmput(mm);
	}
	priv->mm = mm;
	return 0;
}

static int proc_map_release(struct inode *inode, struct file *file)
{
	struct proc_maps_private *priv =
		((struct seq_file *)file->private_data)->private;

	if (priv->mm)
		mmdrop(priv->mm);
	return seq_release_private(inode, file);
}

static int pid_maps_open(struct inode *inode, struct file *file)
{
	return proc_maps_open(inode, file, &proc_pid_maps_op);
}

static int pid_smaps_open(struct inode *inode, struct file *file)
{
	return proc_maps_open(inode, file, &proc_pid_smaps_op);
}

const struct file_operations proc_pid_maps_operations = {
	.open		= pid_maps_open,
	.read		= seq_read,
	.llseek		= seq_lseek,
	.release	= proc_map_release,
};

const struct file_operations proc_pid_smaps_operations = {
	.open		= pid_smaps_open,
	.read		= seq_read,
	.llseek		= seq_lseek,
	.release	= proc_map_release,
};
