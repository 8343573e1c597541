// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/binfmt_elf.c - load an ELF program
 *
 *	file                         memory
 *	Elf64_Ehdr
 *	Elf64_Phdr[]  PT_INTERP  --> the interpreter (ld.so), loaded like this
 *	              PT_LOAD    --> [text R-X]
 *	              PT_LOAD    --> [data RW-][bss: zeroes]  then the heap
 *	              PT_GNU_STACK   may the stack be executed?
 *
 * A static program (ET_EXEC) says where it wants to be.  Position-independent
 * ones (ET_DYN) go to ELF_ET_DYN_BASE when they have an interpreter; the
 * interpreter itself, and static-PIE programs, which are their own, go where
 * mmap() puts them.  Control goes to the interpreter if there is one.
 *
 * The file is hostile: no field is used before it is checked.
 *
 * I1         Until flush_old_exec() nothing of the old program is touched:
 *            all that can be refused is refused before (ENOEXEC, ELIBBAD ...).
 * I2         Segments lie in user space (BAD_ADDR), memsz >= filesz, and what
 *            lies between the file's end and memsz reads as zero.
 * Locking    none of its own: one task, its own new mm.
 * Entry      load_elf_binary(), through elf_format; init_elf_binfmt()
 * Mirrors: Linux 4.19 fs/binfmt_elf.c, with the bss handling of 6.6; the
 * stack's contents are made in fs/elf_tables.c, cores in fs/elf_core.c.
 * Simpler than Linux in: no 32-bit programs, no uselib(), no FDPIC, no
 * PT_GNU_PROPERTY.
 */
#include <linux/binfmts.h>

#include <linux/elfcore.h>
#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/mman.h>
#include <linux/personality.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "binfmt_elf.h"

#define BAD_ADDR(x)	((unsigned long)(x) >= TASK_SIZE)

#define ELF_PAGESTART(v)	((v) & PAGE_MASK)
#define ELF_PAGEOFFSET(v)	((v) & ~PAGE_MASK)

/* A program header table larger than a page is nobody's. */
#define ELF_MAX_PHDRS_SIZE	PAGE_SIZE

/*
 * Reading headers
 */

/* Exactly @len bytes, or an error. */
static int elf_read(struct file *file, void *buf, size_t len, loff_t pos)
{
	ssize_t n;

	if (pos < 0)
		return -EINVAL;
	n = kernel_read(file, buf, len, &pos);
	if (n == len)
		return 0;
	return n < 0 ? n : -EIO;
}

/* The header of a file that we can run?  EI_CLASS and others are ignored. */
static bool elf_check_header(const struct elfhdr *ehdr, struct file *file)
{
	if (memcmp(ehdr->e_ident, ELFMAG, SELFMAG))
		return false;
	if (ehdr->e_type != ET_EXEC && ehdr->e_type != ET_DYN)
		return false;
	return elf_check_arch(ehdr) && file->f_op->mmap;
}

/* The program headers; NULL when they cannot be right. */
static struct elf_phdr *load_elf_phdrs(const struct elfhdr *ehdr,
				       struct file *file)
{
	struct elf_phdr *phdrs;
	size_t size;

	if (ehdr->e_phentsize != sizeof(struct elf_phdr))
		return NULL;
	size = sizeof(struct elf_phdr) * ehdr->e_phnum;
	if (size == 0 || size > ELF_MAX_PHDRS_SIZE)
		return NULL;
	phdrs = kmalloc(size, GFP_KERNEL);
	if (!phdrs)
		return NULL;
	if (elf_read(file, phdrs, size, ehdr->e_phoff)) {
		kfree(phdrs);
		return NULL;
	}
	return phdrs;
}

/* The path in PT_INTERP, to be kfree()d. */
static char *elf_interp_name(struct file *file, const struct elf_phdr *phdr)
{
	char *name;
	int err;

	if (phdr->p_filesz > PATH_MAX || phdr->p_filesz < 2)
		return ERR_PTR(-ENOEXEC);
	name = kmalloc(phdr->p_filesz, GFP_KERNEL);
	if (!name)
		return ERR_PTR(-ENOMEM);
	err = elf_read(file, name, phdr->p_filesz, phdr->p_offset);
	if (!err && name[phdr->p_filesz - 1] != '\0')
		err = -ENOEXEC;
	if (err) {
		kfree(name);
		return ERR_PTR(err);
	}
	return name;
}

static void elf_close(struct elf_file *elf)
{
	kfree(elf->phdrs);
	if (elf->file) {
		allow_write_access(elf->file);
		fput(elf->file);
	}
}

/* Open the interpreter and read its headers. */
static int elf_open_interp(struct linux_binprm *bprm, struct elf_file *interp,
			   const struct elf_phdr *phdr)
{
	char *name = elf_interp_name(bprm->file, phdr);
	struct file *file;
	int err;

	if (IS_ERR(name))
		return PTR_ERR(name);
	file = open_exec(name);
	kfree(name);
	if (IS_ERR(file))
		return PTR_ERR(file);
	interp->file = file;
	would_dump(bprm, file);

	err = elf_read(file, &interp->ehdr, sizeof(interp->ehdr), 0);
	if (err)
		return err;
	if (memcmp(interp->ehdr.e_ident, ELFMAG, SELFMAG) ||
	    !elf_check_arch(&interp->ehdr))
		return -ELIBBAD;
	interp->phdrs = load_elf_phdrs(&interp->ehdr, file);
	return interp->phdrs ? 0 : -ELIBBAD;
}

/* Everything that the program headers say before a segment is mapped. */
static int elf_scan_phdrs(struct linux_binprm *bprm, struct elf_load *load)
{
	int i;
	int err;

	load->executable_stack = EXSTACK_DEFAULT;
	for (i = 0; i < load->exec.ehdr.e_phnum; i++) {
		const struct elf_phdr *phdr = &load->exec.phdrs[i];

		if (phdr->p_type == PT_GNU_STACK) {
			load->executable_stack = phdr->p_flags & PF_X ?
				EXSTACK_ENABLE_X : EXSTACK_DISABLE_X;
		} else if (phdr->p_type == PT_INTERP && !load->interp.file) {
			err = elf_open_interp(bprm, &load->interp, phdr);
			if (err)
				return err;
		}
	}
	return 0;
}

/*
 * Mapping segments
 */

static int elf_prot(const struct elf_phdr *phdr)
{
	return (phdr->p_flags & PF_R ? PROT_READ : 0) |
	       (phdr->p_flags & PF_W ? PROT_WRITE : 0) |
	       (phdr->p_flags & PF_X ? PROT_EXEC : 0);
}

/* The file's part of a segment.  @total_size: reserve room for all of them. */
static unsigned long elf_map(struct file *file, unsigned long addr,
			     const struct elf_phdr *phdr, int flags,
			     unsigned long total_size)
{
	unsigned long size = phdr->p_filesz + ELF_PAGEOFFSET(phdr->p_vaddr);
	unsigned long off = phdr->p_offset - ELF_PAGEOFFSET(phdr->p_vaddr);
	unsigned long map_addr;

	addr = ELF_PAGESTART(addr);
	size = PAGE_ALIGN(size);
	if (!size)
		return addr;
	if (!total_size)
		return vm_mmap(file, addr, size, elf_prot(phdr), flags, off);

	/* Map it all, so that it is found in one piece; cut off the rest. */
	total_size = PAGE_ALIGN(total_size);
	map_addr = vm_mmap(file, addr, total_size, elf_prot(phdr), flags, off);
	if (!BAD_ADDR(map_addr) && total_size > size)
		vm_munmap(map_addr + size, total_size - size);
	return map_addr;
}

/* I2: what follows the file's part in its last page. */
static int padzero(unsigned long addr)
{
	unsigned long rest = ELF_PAGEOFFSET(addr);

	if (rest && clear_user((void __user *)addr, PAGE_SIZE - rest))
		return -EFAULT;
	return 0;
}

/* A whole segment at @addr: file, then zeroes.  Returns where, or an error. */
static unsigned long elf_load_segment(struct file *file, unsigned long addr,
				      const struct elf_phdr *phdr, int flags,
				      unsigned long total_size)
{
	unsigned long zero_start;
	unsigned long zero_end;
	unsigned long map_addr;
	int err;

	if (phdr->p_filesz) {
		map_addr = elf_map(file, addr, phdr, flags, total_size);
		if (BAD_ADDR(map_addr) || phdr->p_memsz == phdr->p_filesz)
			return map_addr;
		zero_start = map_addr + ELF_PAGEOFFSET(phdr->p_vaddr) +
			     phdr->p_filesz;
		zero_end = map_addr + ELF_PAGEOFFSET(phdr->p_vaddr) +
			   phdr->p_memsz;
		/* Read-only bss is odd, but its page belongs to the file. */
		err = padzero(zero_start);
		if (err && (phdr->p_flags & PF_W))
			return err;
	} else {
		map_addr = ELF_PAGESTART(addr);
		zero_start = map_addr;
		zero_end = map_addr + ELF_PAGEOFFSET(phdr->p_vaddr) +
			   phdr->p_memsz;
	}

	zero_start = PAGE_ALIGN(zero_start);
	zero_end = PAGE_ALIGN(zero_end);
	if (zero_start < zero_end) {
		err = vm_brk_flags(zero_start, zero_end - zero_start,
				   phdr->p_flags & PF_X ? VM_EXEC : 0);
		if (err)
			return err;
	}
	return map_addr;
}

/* From the first segment's start to the last one's end; 0: no segment. */
static unsigned long total_mapping_size(const struct elf_file *elf)
{
	unsigned long min_addr = ULONG_MAX;
	unsigned long max_addr = 0;
	bool found = false;
	int i;

	for (i = 0; i < elf->ehdr.e_phnum; i++) {
		const struct elf_phdr *phdr = &elf->phdrs[i];

		if (phdr->p_type != PT_LOAD)
			continue;
		min_addr = min_t(unsigned long, min_addr,
				 ELF_PAGESTART(phdr->p_vaddr));
		max_addr = max_t(unsigned long, max_addr,
				 phdr->p_vaddr + phdr->p_memsz);
		found = true;
	}
	return found && max_addr > min_addr ? max_addr - min_addr : 0;
}

/* The largest alignment that a segment asks for; 0 or a power of two. */
static unsigned long maximum_alignment(const struct elf_file *elf)
{
	unsigned long alignment = 0;
	int i;

	for (i = 0; i < elf->ehdr.e_phnum; i++) {
		unsigned long p_align = elf->phdrs[i].p_align;

		if (elf->phdrs[i].p_type == PT_LOAD && p_align &&
		    !(p_align & (p_align - 1)))
			alignment = max(alignment, p_align);
	}
	return ELF_PAGESTART(alignment);
}

/* Where to map the first segment, and how. */
static int elf_first_place(struct elf_file *elf, unsigned long vaddr,
			   bool has_interp, unsigned long *total_size)
{
	unsigned long alignment;

	*total_size = total_mapping_size(elf);
	elf->load_bias = 0;
	if (elf->ehdr.e_type == ET_EXEC)
		return MAP_FIXED_NOREPLACE;
	if (!has_interp) {
		elf->load_bias = -ELF_PAGESTART(vaddr);
		return 0;
	}
	elf->load_bias = ELF_ET_DYN_BASE;
	if (current->flags & PF_RANDOMIZE)
		elf->load_bias += arch_mmap_rnd();
	alignment = maximum_alignment(elf);
	if (alignment)
		elf->load_bias &= -alignment;
	elf->load_bias = ELF_PAGESTART(elf->load_bias - vaddr);
	return MAP_FIXED_NOREPLACE;
}

/* I2 for a segment as the file describes it. */
static bool elf_segment_ok(const struct elf_phdr *phdr, unsigned long load_bias)
{
	unsigned long k = load_bias + phdr->p_vaddr;

	return !BAD_ADDR(k) && phdr->p_filesz <= phdr->p_memsz &&
	       phdr->p_memsz <= TASK_SIZE && TASK_SIZE - phdr->p_memsz >= k;
}

/* Note what a segment that is mapped tells: code, data, heap, headers. */
static void elf_account(struct elf_file *elf, const struct elf_phdr *phdr)
{
	unsigned long start = elf->load_bias + phdr->p_vaddr;
	unsigned long file_end = start + phdr->p_filesz;
	unsigned long phoff = elf->ehdr.e_phoff;

	if (phdr->p_offset <= phoff && phoff < phdr->p_offset + phdr->p_filesz)
		elf->phdr_addr = start + (phoff - phdr->p_offset);
	if ((phdr->p_flags & PF_X) && start < elf->start_code)
		elf->start_code = start;
	if (elf->start_data < start)
		elf->start_data = start;
	if ((phdr->p_flags & PF_X) && elf->end_code < file_end)
		elf->end_code = file_end;
	if (elf->end_data < file_end)
		elf->end_data = file_end;
	if (elf->brk < start + phdr->p_memsz)
		elf->brk = start + phdr->p_memsz;
}

/*
 * Map all segments of a program or an interpreter.  @has_interp: an ET_DYN
 * goes to ELF_ET_DYN_BASE and must not replace anything.
 */
static int elf_map_segments(struct elf_file *elf, bool has_interp)
{
	bool first = true;
	int i;

	if (!elf_check_header(&elf->ehdr, elf->file))
		return -EINVAL;
	elf->start_code = ULONG_MAX;
	for (i = 0; i < elf->ehdr.e_phnum; i++) {
		const struct elf_phdr *phdr = &elf->phdrs[i];
		unsigned long total_size = 0;
		int flags = MAP_PRIVATE;
		unsigned long addr;

		if (phdr->p_type != PT_LOAD)
			continue;
		if (!first) {
			flags |= MAP_FIXED;
		} else {
			flags |= elf_first_place(elf, phdr->p_vaddr,
						 has_interp, &total_size);
			if (!total_size)
				return -EINVAL;
		}
		if (!elf_segment_ok(phdr, elf->load_bias))
			return -EINVAL;
		addr = elf_load_segment(elf->file,
					elf->load_bias + phdr->p_vaddr, phdr,
					flags, total_size);
		if (BAD_ADDR(addr))
			return IS_ERR_VALUE(addr) ? (int)addr : -EINVAL;
		if (first && elf->ehdr.e_type == ET_DYN)
			elf->load_bias = addr - ELF_PAGESTART(phdr->p_vaddr);
		first = false;
		if (!elf_segment_ok(phdr, elf->load_bias))
			return -EINVAL;
		elf_account(elf, phdr);
	}
	elf->entry = elf->load_bias + elf->ehdr.e_entry;
	return first || BAD_ADDR(elf->entry) ? -EINVAL : 0;
}

/*
 * The program
 */

/* Give the mm what /proc, brk() and gdb want to know. */
static void elf_set_layout(struct linux_binprm *bprm, struct elf_load *load)
{
	struct mm_struct *mm = current->mm;
	struct elf_file *exec = &load->exec;

	mm->start_code = exec->start_code;
	mm->end_code = exec->end_code;
	mm->start_data = exec->start_data;
	mm->end_data = exec->end_data;
	mm->start_stack = bprm->p;
	mm->start_brk = mm->brk = PAGE_ALIGN(exec->brk);

	if (!(current->flags & PF_RANDOMIZE) || randomize_va_space < 2)
		return;
	/* A static-PIE program's heap is kept away from the mappings. */
	if (exec->ehdr.e_type == ET_DYN && !load->interp.file)
		mm->brk = ELF_ET_DYN_BASE;
	mm->start_brk = mm->brk = arch_randomize_brk(mm);
}

/* Past the point of no return: an error kills the task. */
static int elf_start(struct linux_binprm *bprm, struct elf_load *load)
{
	struct pt_regs *regs = current_pt_regs();
	unsigned long entry;
	int err;

	if (!(current->personality & ADDR_NO_RANDOMIZE) && randomize_va_space)
		current->flags |= PF_RANDOMIZE;
	setup_new_exec(bprm);
	install_exec_creds(bprm);

	err = setup_arg_pages(bprm, load->executable_stack);
	if (err)
		return err;
	err = elf_map_segments(&load->exec, load->interp.file);
	if (err)
		return err;
	entry = load->exec.entry;
	if (load->interp.file) {
		err = elf_map_segments(&load->interp, false);
		if (err)
			return err;
		entry = load->interp.entry;
	}
	set_binfmt(load->format);
	err = arch_setup_additional_pages(bprm, !!load->interp.file);
	if (err)
		return err;
	err = create_elf_tables(bprm, load);
	if (err)
		return err;
	elf_set_layout(bprm, load);
	if (current->personality & MMAP_PAGE_ZERO)
		/* Programs of old systems read address zero. */
		vm_mmap(NULL, 0, PAGE_SIZE, PROT_READ | PROT_EXEC,
			MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, 0);
	finalize_exec(bprm);
	ELF_PLAT_INIT(regs, load->exec.load_bias);
	start_thread(regs, entry, bprm->p);
	return 0;
}

static struct linux_binfmt elf_format;

static int load_elf_binary(struct linux_binprm *bprm)
{
	struct elf_load *load;
	int err = -ENOEXEC;

	load = kzalloc(sizeof(*load), GFP_KERNEL);
	if (!load)
		return -ENOMEM;
	load->format = &elf_format;
	memcpy(&load->exec.ehdr, bprm->buf, sizeof(load->exec.ehdr));
	if (!elf_check_header(&load->exec.ehdr, bprm->file))
		goto out;
	load->exec.phdrs = load_elf_phdrs(&load->exec.ehdr, bprm->file);
	if (!load->exec.phdrs)
		goto out;
	load->exec.file = get_file(bprm->file);
	deny_write_access(load->exec.file);

	err = elf_scan_phdrs(bprm, load);
	if (err)
		goto out;
	err = flush_old_exec(bprm);			/* I1 */
	if (err)
		goto out;
	err = elf_start(bprm, load);
out:
	elf_close(&load->interp);
	elf_close(&load->exec);
	kfree(load);
	return err;
}

static struct linux_binfmt elf_format = {
	.load_binary	= load_elf_binary,
	.core_dump	= elf_core_dump,
	.min_coredump	= ELF_EXEC_PAGESIZE,
};

/**
 * init_elf_binfmt() - register the format
 *
 * Context: boot.
 */
void __init init_elf_binfmt(void)
{
	register_binfmt(&elf_format);
}
