// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/entry/vdso/vma.c - the vDSO: where it is mapped, what it is told
 *
 *	[vvar]  one page, read-only: the clocks (struct vsyscall_gtod_data)
 *	[vdso]  code right behind it (vclock_gettime.c), found by AT_SYSINFO_EHDR
 *
 * Both are the same physical pages in every process.
 *
 * Locking    mmap_sem of the new mm; the pages are set up at boot.
 * Entry      arch_setup_additional_pages() init_vdso_image()
 * Mirrors: Linux 4.20 arch/x86/entry/vdso/vma.c; the clocks are written in
 * arch/x86/kernel/vsyscall_gtod.c.
 * Simpler than Linux in: no alternatives in the image, no 32-bit vDSO.
 */
#include <linux/mm.h>

#include <linux/binfmts.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/random.h>
#include <linux/sched.h>

#include <asm/elf.h>
#include <asm/vdso.h>

#define VVAR_SIZE	PAGE_SIZE
#define VDSO_MAX_PAGES	4

static struct page *vdso_pages[VDSO_MAX_PAGES + 1];	/* ended by NULL */

static int __init vdso_setup(char *s)
{
	if (s[0] == '0')
		vdso_pages[0] = ERR_PTR(-ENOENT);
	return 1;
}
__setup("vdso=", vdso_setup);

/**
 * init_vdso_image() - find the pages of the image
 *
 * Context: boot, before the first program.
 */
void __init init_vdso_image(void)
{
	unsigned long pfn = __pa_symbol(vdso_image_start) >> PAGE_SHIFT;
	int nr = (vdso_image_end - vdso_image_start) >> PAGE_SHIFT;
	int i;

	if (IS_ERR(vdso_pages[0])) {
		vdso_pages[0] = NULL;
		return;
	}
	if (WARN_ON(nr > VDSO_MAX_PAGES))
		return;
	for (i = 0; i < nr; i++)
		vdso_pages[i] = pfn_to_page(pfn + i);
}

/*
 * Mapping
 */

static vm_fault_t vvar_fault(const struct vm_special_mapping *sm,
			     struct vm_area_struct *vma, struct vm_fault *vmf)
{
	int err;

	if (vmf->pgoff)
		return VM_FAULT_SIGBUS;
	err = vm_insert_pfn(vma, vmf->address,
			    __pa_symbol(&vvar_page) >> PAGE_SHIFT);
	if (err == -ENOMEM)
		return VM_FAULT_OOM;
	return err && err != -EBUSY ? VM_FAULT_SIGBUS : VM_FAULT_NOPAGE;
}

static int vdso_mremap(const struct vm_special_mapping *sm,
		       struct vm_area_struct *new_vma)
{
	unsigned long size = vdso_image_end - vdso_image_start;

	if (new_vma->vm_end - new_vma->vm_start != size)
		return -EINVAL;
	current->mm->context.vdso = (void __user *)new_vma->vm_start;
	return 0;
}

static const struct vm_special_mapping vvar_mapping = {
	.name	= "[vvar]",
	.fault	= vvar_fault,
};

static const struct vm_special_mapping vdso_mapping = {
	.name	= "[vdso]",
	.pages	= vdso_pages,
	.mremap	= vdso_mremap,
};

/* A page above the stack, if there is room: not among the libraries. */
static unsigned long vdso_addr(unsigned long start, unsigned long len)
{
	unsigned long end = (PAGE_ALIGN(start) + PMD_SIZE - 1) & PMD_MASK;

	start = PAGE_ALIGN(start);
	end = min_t(unsigned long, end, TASK_SIZE_MAX) - len;
	if (end <= start || !(current->flags & PF_RANDOMIZE))
		return start;
	return start + (get_random_u32() % (((end - start) >> PAGE_SHIFT) + 1)
			<< PAGE_SHIFT);
}

static int map_vdso(struct mm_struct *mm, unsigned long wish)
{
	unsigned long size = vdso_image_end - vdso_image_start;
	struct vm_area_struct *vma;
	unsigned long addr;

	addr = get_unmapped_area(NULL, wish, VVAR_SIZE + size, 0, 0);
	if (IS_ERR_VALUE(addr))
		return addr;
	/* VM_MAYWRITE: a debugger may put breakpoints into a copy. */
	vma = _install_special_mapping(mm, addr + VVAR_SIZE, size,
				       VM_READ | VM_EXEC | VM_MAYREAD |
				       VM_MAYWRITE | VM_MAYEXEC,
				       &vdso_mapping);
	if (IS_ERR(vma))
		return PTR_ERR(vma);
	vma = _install_special_mapping(mm, addr, VVAR_SIZE,
				       VM_READ | VM_MAYREAD | VM_IO |
				       VM_DONTDUMP | VM_PFNMAP, &vvar_mapping);
	if (IS_ERR(vma)) {
		do_munmap(mm, addr + VVAR_SIZE, size);
		return PTR_ERR(vma);
	}
	mm->context.vdso = (void __user *)(addr + VVAR_SIZE);
	return 0;
}

/**
 * arch_setup_additional_pages() - map the vDSO into a new program
 * @bprm: the program
 * @uses_interp: does it have an interpreter?
 *
 * Context: exec, past the point of no return; may sleep.
 * Return: 0, -ENOMEM or -EINTR.
 */
int arch_setup_additional_pages(struct linux_binprm *bprm, int uses_interp)
{
	struct mm_struct *mm = current->mm;
	unsigned long size = vdso_image_end - vdso_image_start;
	int err;

	if (!vdso_pages[0])
		return 0;
	if (down_write_killable(&mm->mmap_sem))
		return -EINTR;
	err = map_vdso(mm, vdso_addr(bprm->vma->vm_end, VVAR_SIZE + size));
	up_write(&mm->mmap_sem);
	return err;
}
