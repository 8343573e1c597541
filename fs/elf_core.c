// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/elf_core.c - the core file of an ELF program
 *
 *	Elf64_Ehdr  (ET_CORE)
 *	Elf64_Phdr  PT_NOTE, then a PT_LOAD for each area
 *	notes       NT_PRSTATUS of the thread that got the signal, NT_PRPSINFO,
 *	            NT_SIGINFO, NT_AUXV, NT_FILE, its NT_PRFPREG; then
 *	            NT_PRSTATUS and NT_PRFPREG of every other thread
 *	memory      page aligned, in the order of the PT_LOADs; pages that were
 *	            never touched are holes in the file
 *
 * Which areas are in the file (and not only announced) is decided by
 * /proc/PID/coredump_filter.
 *
 * I1         The mm does not change (fs/coredump.c), so sizes computed for
 *            the headers are those that are written.
 * Entry      elf_core_dump(), as binfmt->core_dump of binfmt_elf.c
 * Mirrors: Linux 4.19 fs/binfmt_elf.c (the dumper).
 * Simpler than Linux in: no NT_X86_XSTATE, no core files of the gate area.
 */
#include <linux/elfcore.h>

#include <linux/coredump.h>
#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/sched/coredump.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include <asm/fpu/internal.h>
#include <asm/fsgsbase.h>

/* Notes are collected here, so that their size is known before the headers. */
struct note_buf {
	char	*data;		/* kvmalloc()ed */
	size_t	len;
	size_t	size;
	bool	failed;		/* no memory */
};

/*
 * Notes
 */

static void *note_reserve(struct note_buf *buf, size_t len)
{
	size_t need = buf->len + len;
	size_t size;
	char *data;
	void *p;

	if (need > buf->size && !buf->failed) {
		size = max(need, max_t(size_t, buf->size * 2, PAGE_SIZE));
		data = kvmalloc(size, GFP_KERNEL);
		if (data) {
			memcpy(data, buf->data, buf->len);
			kvfree(buf->data);
			buf->data = data;
			buf->size = size;
		} else {
			buf->failed = true;
		}
	}
	if (buf->failed)
		return NULL;
	p = buf->data + buf->len;
	buf->len = need;
	return p;
}

/* Returns where the contents go, zeroed; NULL: no memory. */
static void *note_add(struct note_buf *buf, unsigned int type, size_t len)
{
	struct elf_note *note;
	size_t total = sizeof(*note) + roundup(sizeof("CORE"), 4UL) +
		       roundup(len, 4UL);

	note = note_reserve(buf, total);
	if (!note)
		return NULL;
	memset(note, 0, total);
	note->n_namesz = sizeof("CORE");
	note->n_descsz = len;
	note->n_type = type;
	memcpy(note + 1, "CORE", sizeof("CORE"));
	return (char *)(note + 1) + roundup(sizeof("CORE"), 4UL);
}

static struct __kernel_old_timeval ns_to_tv(u64 ns)
{
	return (struct __kernel_old_timeval) {
		.tv_sec = ns / NSEC_PER_SEC,
		.tv_usec = ns % NSEC_PER_SEC / NSEC_PER_USEC,
	};
}

/* User registers of a thread that does not run (or is current). */
static void elf_core_copy_task_regs(struct task_struct *p,
				    struct user_regs_struct *r)
{
	struct pt_regs *regs = task_pt_regs(p);
	unsigned long flags;

	memcpy(r, regs, sizeof(*regs));		/* the same order, up to ss */
	r->fs_base = p->thread.fsbase;
	r->gs_base = p->thread.gsbase;
	r->fs = p->thread.fsindex;
	r->gs = p->thread.gsindex;
	r->ds = p->thread.ds;
	r->es = p->thread.es;
	if (p == current) {
		local_irq_save(flags);
		r->fs_base = x86_fsbase_read_cpu();
		r->gs_base = x86_gsbase_read_cpu_inactive();
		local_irq_restore(flags);
	}
}

static void fill_prstatus(struct elf_prstatus *prs, struct task_struct *p,
			  int signr)
{
	BUILD_BUG_ON(offsetof(struct user_regs_struct, fs_base) !=
		     sizeof(struct pt_regs));
	prs->pr_info.si_signo = prs->pr_cursig = signr;
	prs->pr_sigpend = p->pending.signal.sig[0];
	prs->pr_sighold = p->blocked.sig[0];
	prs->pr_pid = task_pid_vnr(p);
	rcu_read_lock();
	prs->pr_ppid = task_pid_vnr(rcu_dereference(p->real_parent));
	rcu_read_unlock();
	prs->pr_pgrp = task_pgrp_vnr(p);
	prs->pr_sid = task_session_vnr(p);
	prs->pr_utime = ns_to_tv(p->utime);
	prs->pr_stime = ns_to_tv(p->stime);
	prs->pr_cutime = ns_to_tv(p->signal->cutime);
	prs->pr_cstime = ns_to_tv(p->signal->cstime);
	elf_core_copy_task_regs(p, (struct user_regs_struct *)&prs->pr_reg);
	prs->pr_fpvalid = 1;
}

static void note_thread(struct note_buf *buf, struct task_struct *p, int signr)
{
	struct elf_prstatus *prs = note_add(buf, NT_PRSTATUS, sizeof(*prs));

	if (prs)
		fill_prstatus(prs, p, signr);
}

static void note_fpregs(struct note_buf *buf, struct task_struct *p)
{
	void *regs = note_add(buf, NT_PRFPREG, sizeof(elf_fpregset_t));

	BUILD_BUG_ON(sizeof(elf_fpregset_t) != sizeof(struct fxregs_state));
	if (!regs)
		return;
	if (p == current)
		fpu__save(&p->thread.fpu);
	memcpy(regs, &p->thread.fpu.state.fxsave, sizeof(elf_fpregset_t));
}

static void note_psinfo(struct note_buf *buf)
{
	struct elf_prpsinfo *psi = note_add(buf, NT_PRPSINFO, sizeof(*psi));
	struct mm_struct *mm = current->mm;
	const struct cred *cred = current_real_cred();
	size_t len;
	size_t i;

	if (!psi)
		return;
	psi->pr_sname = 'R';
	psi->pr_nice = task_nice(current);
	psi->pr_flag = current->flags;
	psi->pr_uid = from_kuid_munged(cred->user_ns, cred->uid);
	psi->pr_gid = from_kgid_munged(cred->user_ns, cred->gid);
	psi->pr_pid = task_pid_vnr(current);
	rcu_read_lock();
	psi->pr_ppid = task_pid_vnr(rcu_dereference(current->real_parent));
	rcu_read_unlock();
	psi->pr_pgrp = task_pgrp_vnr(current);
	psi->pr_sid = task_session_vnr(current);
	get_task_comm(psi->pr_fname, current);

	/* The command line, with blanks between its words. */
	len = min_t(size_t, mm->arg_end - mm->arg_start, ELF_PRARGSZ - 1);
	if (copy_from_user(psi->pr_psargs, (void __user *)mm->arg_start, len))
		len = 0;
	for (i = 0; i < len; i++)
		if (!psi->pr_psargs[i])
			psi->pr_psargs[i] = ' ';
	psi->pr_psargs[len] = '\0';
}

static void note_auxv(struct note_buf *buf)
{
	unsigned long *auxv = current->mm->saved_auxv;
	size_t words = 0;
	void *p;

	do {
		words += 2;
	} while (auxv[words - 2] != AT_NULL);
	p = note_add(buf, NT_AUXV, words * sizeof(*auxv));
	if (p)
		memcpy(p, auxv, words * sizeof(*auxv));
}

/*
 * NT_FILE: count, page size; start, end, page of each mapped file; then the
 * names.  @data has room for @size bytes; returns those used, 0: too few.
 */
static size_t fill_files(char *data, size_t size)
{
	struct mm_struct *mm = current->mm;
	unsigned long *words = (unsigned long *)data;
	unsigned long count = 0;
	struct vm_area_struct *vma;
	char *names;
	char *name;
	size_t len;

	for (vma = mm->mmap; vma; vma = vma->vm_next)
		count += !!vma->vm_file;
	names = (char *)(words + 2 + 3 * count);
	if (names > data + size)
		return 0;
	*words++ = count;
	*words++ = PAGE_SIZE;
	for (vma = mm->mmap; vma; vma = vma->vm_next) {
		if (!vma->vm_file)
			continue;
		name = file_path(vma->vm_file, names, data + size - names);
		if (IS_ERR(name))
			return 0;
		len = data + size - name;	/* it is at the end */
		memmove(names, name, len);
		names += len;
		*words++ = vma->vm_start;
		*words++ = vma->vm_end;
		*words++ = vma->vm_pgoff;
	}
	return names - data;
}

static void note_files(struct note_buf *buf)
{
	size_t size = current->mm->map_count * 64 + PAGE_SIZE;
	size_t used = 0;
	char *data = NULL;
	void *p;

	/* Names may be long; but there is an end to what is worth it. */
	for (; !used && size <= (4UL << 20); size *= 4) {
		kvfree(data);
		data = kvmalloc(size, GFP_KERNEL);
		if (!data)
			return;
		used = fill_files(data, size);
	}
	if (used) {
		p = note_add(buf, NT_FILE, used);
		if (p)
			memcpy(p, data, used);
	}
	kvfree(data);
}

static void collect_notes(struct note_buf *buf,
			  const struct coredump_params *cprm)
{
	struct core_thread *ct = current->mm->core_state->dumper.next;
	int signr = cprm->siginfo->si_signo;
	void *p;

	note_thread(buf, current, signr);
	note_psinfo(buf);
	p = note_add(buf, NT_SIGINFO, sizeof(siginfo_t));
	if (p)
		memcpy(p, cprm->siginfo, sizeof(siginfo_t));
	note_auxv(buf);
	note_files(buf);
	note_fpregs(buf, current);
	for (; ct; ct = ct->next) {
		if (ct->task->signal != current->signal)
			continue;
		note_thread(buf, ct->task, signr);
		note_fpregs(buf, ct->task);
	}
}

/*
 * Memory
 */

static bool filter(unsigned long mm_flags, int bit)
{
	return mm_flags & (1UL << bit);
}

/* The first page of a mapped ELF file tells gdb which build it is. */
static bool is_elf_header(struct vm_area_struct *vma)
{
	char magic[SELFMAG];

	return vma->vm_pgoff == 0 && (vma->vm_flags & VM_READ) &&
	       !copy_from_user(magic, (void __user *)vma->vm_start, SELFMAG) &&
	       !memcmp(magic, ELFMAG, SELFMAG);
}

/* Bytes of an area that go into the file. */
static unsigned long vma_dump_size(struct vm_area_struct *vma,
				   unsigned long mm_flags)
{
	unsigned long whole = vma->vm_end - vma->vm_start;
	bool dump;

	if (vma->vm_ops && vma->vm_ops->name && vma->vm_ops->name(vma) &&
	    !(vma->vm_flags & VM_IO))
		return whole;				/* the vDSO */
	if (vma->vm_flags & (VM_DONTDUMP | VM_IO))
		return 0;
	if (vma->vm_flags & VM_SHARED) {
		dump = file_inode(vma->vm_file)->i_nlink == 0 ?
		       filter(mm_flags, MMF_DUMP_ANON_SHARED) :
		       filter(mm_flags, MMF_DUMP_MAPPED_SHARED);
		return dump ? whole : 0;
	}
	if (vma->anon_vma && filter(mm_flags, MMF_DUMP_ANON_PRIVATE))
		return whole;
	if (!vma->vm_file)
		return 0;
	if (filter(mm_flags, MMF_DUMP_MAPPED_PRIVATE))
		return whole;
	if (filter(mm_flags, MMF_DUMP_ELF_HEADERS) && is_elf_header(vma))
		return PAGE_SIZE;
	return 0;
}

static bool dump_user_range(struct coredump_params *cprm, unsigned long addr,
			    unsigned long size)
{
	struct mm_struct *mm = current->mm;
	struct page *page;
	bool ok = true;

	for (; ok && size; addr += PAGE_SIZE, size -= PAGE_SIZE) {
		down_read(&mm->mmap_sem);
		page = get_dump_page(addr);
		up_read(&mm->mmap_sem);
		if (page) {
			ok = dump_emit(cprm, page_address(page), PAGE_SIZE);
			put_page(page);
		} else {
			ok = dump_skip(cprm, PAGE_SIZE);
		}
	}
	return ok;
}

/*
 * The file
 */

static bool dump_ehdr(struct coredump_params *cprm, unsigned int phnum)
{
	struct elfhdr ehdr = {
		.e_ident = { ELFMAG0, ELFMAG1, ELFMAG2, ELFMAG3, ELF_CLASS,
			     ELF_DATA, EV_CURRENT, ELFOSABI_NONE },
		.e_type = ET_CORE,
		.e_machine = ELF_ARCH,
		.e_version = EV_CURRENT,
		.e_phoff = sizeof(struct elfhdr),
		.e_flags = ELF_CORE_EFLAGS,
		.e_ehsize = sizeof(struct elfhdr),
		.e_phentsize = sizeof(struct elf_phdr),
		.e_phnum = phnum,
	};

	return dump_emit(cprm, &ehdr, sizeof(ehdr));
}

static bool dump_phdrs(struct coredump_params *cprm, size_t note_offset,
		       size_t note_size)
{
	struct elf_phdr phdr = {
		.p_type = PT_NOTE,
		.p_offset = note_offset,
		.p_filesz = note_size,
		.p_align = 4,
	};
	size_t offset = roundup(note_offset + note_size, PAGE_SIZE);
	struct vm_area_struct *vma;

	if (!dump_emit(cprm, &phdr, sizeof(phdr)))
		return false;
	for (vma = current->mm->mmap; vma; vma = vma->vm_next) {
		memset(&phdr, 0, sizeof(phdr));
		phdr.p_type = PT_LOAD;
		phdr.p_flags = (vma->vm_flags & VM_READ ? PF_R : 0) |
			       (vma->vm_flags & VM_WRITE ? PF_W : 0) |
			       (vma->vm_flags & VM_EXEC ? PF_X : 0);
		phdr.p_offset = offset;
		phdr.p_vaddr = vma->vm_start;
		phdr.p_filesz = vma_dump_size(vma, cprm->mm_flags);
		phdr.p_memsz = vma->vm_end - vma->vm_start;
		phdr.p_align = ELF_EXEC_PAGESIZE;
		offset += phdr.p_filesz;
		if (!dump_emit(cprm, &phdr, sizeof(phdr)))
			return false;
	}
	return true;
}

static bool dump_memory(struct coredump_params *cprm)
{
	struct vm_area_struct *vma;

	for (vma = current->mm->mmap; vma; vma = vma->vm_next)
		if (!dump_user_range(cprm, vma->vm_start,
				     vma_dump_size(vma, cprm->mm_flags)))
			return false;
	return true;
}

/**
 * elf_core_dump() - write a core file
 * @cprm: the dump, its file open
 *
 * Context: the dumper, all other threads stopped; may sleep.
 * Return: 1 when the file is complete, else 0.
 */
int elf_core_dump(struct coredump_params *cprm)
{
	unsigned int phnum = current->mm->map_count + 1;
	size_t note_offset = sizeof(struct elfhdr) +
			     phnum * sizeof(struct elf_phdr);
	struct note_buf notes = { };
	bool ok;

	/* max_map_count may have been raised beyond what fits. */
	if (phnum >= PN_XNUM)
		return 0;
	collect_notes(&notes, cprm);
	ok = !notes.failed && dump_ehdr(cprm, phnum) &&
	     dump_phdrs(cprm, note_offset, notes.len) &&
	     dump_emit(cprm, notes.data, notes.len) &&
	     dump_align(cprm, PAGE_SIZE) && dump_memory(cprm);
	/* A hole at the end does not make the file longer by itself. */
	if (ok && i_size_read(file_inode(cprm->file)) < cprm->pos)
		ok = !vfs_truncate(&cprm->file->f_path, cprm->pos);
	kvfree(notes.data);
	return ok;
}
