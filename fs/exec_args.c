// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/exec_args.c - the first stack of a program: arguments and environment
 *
 * execve() writes the strings straight into the stack of the address space
 * it builds, from the top down, so that nothing is copied twice:
 *
 *	STACK_TOP - random
 *	  8 bytes of zero
 *	  file name           <- bprm->exec
 *	  environment strings
 *	  argument strings    <- bprm->p
 *	  (create_elf_tables() goes on from here)
 *
 * I1         bprm->p is in or at the end of bprm->vma.
 * I2         bprm->argmin <= bprm->p: strings and their pointers take at most
 *            a quarter of RLIMIT_STACK, and at most 6 MiB.
 * Locking    The mm is private; mmap_sem is taken because those who are
 *            called expect it.
 * Entry      bprm_mm_init() bprm_count() bprm_stack_limits()
 *            bprm_copy_strings() copy_strings_kernel() remove_arg_zero()
 *            setup_arg_pages()
 * Mirrors: Linux 4.19 fs/exec.c (count, copy_strings, setup_arg_pages), with
 * the limits of 5.x.
 * Simpler than Linux in: the stack is made at its final, randomised place
 * and never moved, so setup_arg_pages() needs no stack_top; pages of a
 * stack in the making are charged to nobody's rss.
 */
#include <linux/binfmts.h>

#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/personality.h>
#include <linux/random.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include <asm/elf.h>

/* Room that the stack gets at once below the arguments, bytes. */
#define STACK_EXPAND	131072UL

/* Page of the stack being written; kept between strings. */
struct arg_page {
	struct page	*page;		/* referenced, or NULL */
	unsigned long	pos;		/* its address in bprm->mm */
};

static unsigned long randomize_stack_top(unsigned long stack_top)
{
	unsigned long random;

	if (!randomize_va_space || (current->personality & ADDR_NO_RANDOMIZE))
		return stack_top;
	random = get_random_long() & STACK_RND_MASK;
	return stack_top - (random << PAGE_SHIFT);
}

static int bprm_stack_vma(struct linux_binprm *bprm)
{
	struct mm_struct *mm = bprm->mm;
	struct vm_area_struct *vma;
	int err;

	vma = vm_area_alloc(mm);
	if (!vma)
		return -ENOMEM;
	vma->vm_end = randomize_stack_top(STACK_TOP);
	vma->vm_start = vma->vm_end - PAGE_SIZE;
	vma->vm_flags = VM_STACK_FLAGS;
	vma->vm_page_prot = vm_get_page_prot(vma->vm_flags);

	down_write(&mm->mmap_sem);
	err = insert_vm_struct(mm, vma);
	if (!err)
		mm->stack_vm = mm->total_vm = 1;
	up_write(&mm->mmap_sem);
	if (err) {
		vm_area_free(vma);
		return err;
	}
	bprm->vma = vma;
	bprm->p = vma->vm_end - sizeof(void *);
	return 0;
}

/**
 * bprm_mm_init() - make an address space that holds one page of stack
 * @bprm: the program; gets mm, vma, p and rlim_stack
 *
 * Context: process context, may sleep.
 * Return: 0 or -ENOMEM.
 */
int bprm_mm_init(struct linux_binprm *bprm)
{
	int err;

	bprm->mm = mm_alloc();
	if (!bprm->mm)
		return -ENOMEM;

	task_lock(current->group_leader);
	bprm->rlim_stack = current->signal->rlim[RLIMIT_STACK];
	task_unlock(current->group_leader);

	err = bprm_stack_vma(bprm);
	if (err) {
		mmdrop(bprm->mm);
		bprm->mm = NULL;
	}
	return err;
}

/* The string number @nr, NULL at the end, or ERR_PTR(-EFAULT). */
static const char *get_user_arg_ptr(struct user_arg_ptr argv, int nr)
{
	const char __user *native;

	if (argv.is_kernel)
		return argv.ptr.kernel[nr];
	if (get_user(native, argv.ptr.user + nr))
		return ERR_PTR(-EFAULT);
	return (const char __force *)native;
}

/**
 * bprm_count() - how many strings are in an argument vector?
 * @argv: the vector, ended by NULL; a vector that is NULL has none
 *
 * Context: process context, may sleep.
 * Return: the number, -EFAULT, -E2BIG, or -ERESTARTNOHAND when being killed.
 */
int bprm_count(struct user_arg_ptr argv)
{
	const char *p;
	int i;

	if (!argv.ptr.user)
		return 0;
	for (i = 0; i < MAX_ARG_STRINGS; i++) {
		p = get_user_arg_ptr(argv, i);
		if (!p)
			return i;
		if (IS_ERR(p))
			return -EFAULT;
		if (fatal_signal_pending(current))
			return -ERESTARTNOHAND;
		cond_resched();
	}
	return -E2BIG;
}

/**
 * bprm_stack_limits() - decide how far the strings may reach down
 * @bprm: with argc, envc and rlim_stack known; gets argmin
 *
 * A quarter of the stack limit, so that the program can start to run, but
 * never less than ARG_MAX, which is promised, nor more than 6 MiB.  The
 * pointers that create_elf_tables() will write count as well.
 *
 * Context: any.
 * Return: 0 or -E2BIG.
 */
int bprm_stack_limits(struct linux_binprm *bprm)
{
	unsigned long limit = _STK_LIM / 4 * 3;
	unsigned long ptr_size;

	limit = min(limit, bprm->rlim_stack.rlim_cur / 4);
	limit = max_t(unsigned long, limit, ARG_MAX);

	ptr_size = (max(bprm->argc, 1) + (unsigned long)bprm->envc) *
		   sizeof(void *);
	if (limit <= ptr_size)
		return -E2BIG;
	bprm->argmin = bprm->p - (limit - ptr_size);
	return 0;
}

/* One page of the new stack, writable and referenced; NULL when it can't be. */
static struct page *get_arg_page(struct linux_binprm *bprm, unsigned long pos)
{
	struct mm_struct *mm = bprm->mm;
	struct page *page = NULL;
	long ret = 0;

	down_read(&mm->mmap_sem);
	if (pos < bprm->vma->vm_start)
		ret = expand_downwards(bprm->vma, pos);
	if (!ret)
		ret = get_user_pages_remote(current, mm, pos, 1,
					    FOLL_FORCE | FOLL_WRITE, &page,
					    NULL, NULL);
	up_read(&mm->mmap_sem);
	return ret == 1 ? page : NULL;
}

static void put_arg_page(struct arg_page *ap)
{
	if (ap->page)
		put_page(ap->page);
	ap->page = NULL;
}

/* Kernel address of stack position @pos, or NULL when memory is short. */
static char *arg_page_address(struct linux_binprm *bprm, struct arg_page *ap,
			      unsigned long pos)
{
	if (!ap->page || ap->pos != (pos & PAGE_MASK)) {
		put_arg_page(ap);
		ap->page = get_arg_page(bprm, pos);
		if (!ap->page)
			return NULL;
		ap->pos = pos & PAGE_MASK;
	}
	return (char *)page_address(ap->page) + offset_in_page(pos);
}

/* Put @len bytes, the final NUL included, below bprm->p. */
static int push_string(struct linux_binprm *bprm, struct arg_page *ap,
		       const char *str, size_t len, bool is_kernel)
{
	unsigned long pos;

	if (bprm->p - bprm->argmin < len)
		return -E2BIG;			/* I2 */
	bprm->p -= len;
	pos = bprm->p;

	while (len) {
		size_t n = min(len, PAGE_SIZE - offset_in_page(pos));
		char *to = arg_page_address(bprm, ap, pos);

		if (!to)
			return -E2BIG;
		if (is_kernel)
			memcpy(to, str, n);
		else if (copy_from_user(to, (const char __user *)str, n))
			return -EFAULT;
		pos += n;
		str += n;
		len -= n;
	}
	return 0;
}

/* Bytes of a string with its NUL; 0: not readable. */
static size_t arg_strlen(const char *str, bool is_kernel)
{
	if (is_kernel)
		return strlen(str) + 1;
	return strnlen_user((const char __user *)str, MAX_ARG_STRLEN);
}

/**
 * bprm_copy_strings() - push strings onto the new stack, the last one first
 * @argc: how many
 * @argv: where from
 * @bprm: the program; its p sinks
 *
 * Context: process context, may sleep.
 * Return: 0, -EFAULT, -E2BIG, or -ERESTARTNOHAND when being killed.
 */
int bprm_copy_strings(int argc, struct user_arg_ptr argv,
		      struct linux_binprm *bprm)
{
	struct arg_page ap = { };
	int ret = 0;

	while (argc-- > 0 && !ret) {
		const char *str = get_user_arg_ptr(argv, argc);
		size_t len;

		ret = -EFAULT;
		if (IS_ERR_OR_NULL(str))
			break;
		len = arg_strlen(str, argv.is_kernel);
		if (!len)
			break;
		ret = -E2BIG;
		if (len > MAX_ARG_STRLEN)
			break;
		ret = push_string(bprm, &ap, str, len, argv.is_kernel);

		if (fatal_signal_pending(current))
			ret = -ERESTARTNOHAND;
		cond_resched();
	}
	put_arg_page(&ap);
	return ret;
}

/**
 * copy_strings_kernel() - bprm_copy_strings() for strings of the kernel
 * @argc: how many
 * @argv: the strings
 * @bprm: the program; its p sinks
 *
 * Context: process context, may sleep.
 * Return: 0 or -E2BIG.
 */
int copy_strings_kernel(int argc, const char *const *argv,
			struct linux_binprm *bprm)
{
	struct user_arg_ptr arg = { .is_kernel = true, .ptr.kernel = argv };

	return bprm_copy_strings(argc, arg, bprm);
}

/**
 * remove_arg_zero() - drop argv[0]: a script's interpreter takes its place
 * @bprm: the program; its p rises past the string
 *
 * Context: process context, may sleep.
 * Return: 0 or -EFAULT.
 */
int remove_arg_zero(struct linux_binprm *bprm)
{
	struct arg_page ap = { };
	size_t left;
	size_t n;

	if (!bprm->argc)
		return 0;
	do {
		char *s = arg_page_address(bprm, &ap, bprm->p);

		if (!s)
			return -EFAULT;
		left = PAGE_SIZE - offset_in_page(bprm->p);
		n = strnlen(s, left);
		bprm->p += n;
	} while (n == left);
	bprm->p++;
	bprm->argc--;
	put_arg_page(&ap);
	return 0;
}

static unsigned long stack_vm_flags(struct linux_binprm *bprm, int executable)
{
	unsigned long vm_flags = VM_STACK_FLAGS;

	if (executable == EXSTACK_ENABLE_X)
		vm_flags |= VM_EXEC;
	else if (executable == EXSTACK_DISABLE_X)
		vm_flags &= ~VM_EXEC;
	return vm_flags | bprm->vma->vm_mm->def_flags;
}

/* How low the stack is to reach from the start. */
static unsigned long stack_base(struct linux_binprm *bprm)
{
	struct vm_area_struct *vma = bprm->vma;
	unsigned long rlim = bprm->rlim_stack.rlim_cur & PAGE_MASK;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (size + STACK_EXPAND > rlim)
		return vma->vm_end - rlim;
	return vma->vm_start - STACK_EXPAND;
}

/**
 * setup_arg_pages() - make the stack what the program asked for
 * @bprm: the program, its mm already current->mm
 * @executable_stack: EXSTACK_*
 *
 * Context: process context, may sleep.
 * Return: 0, -EFAULT when the stack cannot grow, or -ENOMEM, -EINTR.
 */
int setup_arg_pages(struct linux_binprm *bprm, int executable_stack)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma = bprm->vma;
	struct vm_area_struct *prev = NULL;
	unsigned long vm_flags;
	unsigned long base;
	int ret = 0;

	if (down_write_killable(&mm->mmap_sem))
		return -EINTR;
	vm_flags = stack_vm_flags(bprm, executable_stack);
	if (vm_flags != vma->vm_flags)
		ret = mprotect_fixup(vma, &prev, vma->vm_start, vma->vm_end,
				     vm_flags);
	if (!ret) {
		mm->arg_start = bprm->p;
		mm->start_stack = bprm->p;
		base = stack_base(bprm);
		if (base < vma->vm_start && expand_stack(vma, base))
			ret = -EFAULT;
	}
	up_write(&mm->mmap_sem);
	return ret;
}
