// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/exec.c - execve(): a task gets a new program
 *
 * The old program must be able to go on when the new one cannot be loaded,
 * so everything that may fail is done beside it, in a struct linux_binprm:
 *
 *	do_execveat_common()   open the file, new credentials, new mm with
 *	                       the strings on its stack
 *	  search_binary_handler()  ask each format
 *	    load_elf_binary()  read headers, open the interpreter
 *	      flush_old_exec() POINT OF NO RETURN: other threads killed, mm
 *	                       exchanged, O_CLOEXEC files closed
 *	      setup_new_exec(), install_exec_creds()
 *	      map segments, start_thread()
 *
 * I1         bprm->mm is NULL from the point of no return on; whoever fails
 *            after it can only be killed (SIGSEGV).
 * I2         cred_guard_mutex is held from before the credentials are made
 *            until they are installed: no tracer attaches in between.
 * Locking    binfmt_lock: formats.
 * Entry      do_execve() do_execveat() kernel_execve() search_binary_handler()
 *            open_exec() register_binfmt()
 * Mirrors: Linux 4.19 fs/exec.c; the stack is in fs/exec_args.c, credentials
 * are in fs/exec_creds.c, threads in fs/exec_thread.c, the point of no return
 * is in fs/exec_flush.c.
 * Simpler than Linux in: no compat arguments, no audit, no modules for
 * unknown formats.
 */
#include <linux/binfmts.h>

#include <linux/cred.h>
#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/fs_struct.h>
#include <linux/fsnotify.h>
#include <linux/namei.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/syscalls.h>

#include "internal.h"

static LIST_HEAD(formats);			/* [binfmt_lock] */
static DEFINE_RWLOCK(binfmt_lock);

/* How many #! lines lead to a program at most. */
#define MAX_INTERPRETERS	5

/**
 * register_binfmt() - offer a format; the first registered is asked first
 * @fmt: the format, never freed while registered
 *
 * Context: any but interrupt.
 */
void register_binfmt(struct linux_binfmt *fmt)
{
	write_lock(&binfmt_lock);
	list_add_tail(&fmt->lh, &formats);
	write_unlock(&binfmt_lock);
}

/**
 * set_binfmt() - note which format the current program has
 * @new: the format; it will dump the core
 *
 * Context: the task that owns the new mm.
 */
void set_binfmt(struct linux_binfmt *new)
{
	current->mm->binfmt = new;
}

/*
 * Opening
 */

static struct file *do_open_execat(int fd, struct filename *name, int flags)
{
	struct open_flags op = {
		.open_flag = O_LARGEFILE | O_RDONLY | __FMODE_EXEC,
		.acc_mode = MAY_EXEC,
		.intent = LOOKUP_OPEN,
		.lookup_flags = LOOKUP_FOLLOW,
	};
	struct file *file;
	int err = -EACCES;

	if (flags & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH))
		return ERR_PTR(-EINVAL);
	if (flags & AT_SYMLINK_NOFOLLOW)
		op.lookup_flags &= ~LOOKUP_FOLLOW;
	if (flags & AT_EMPTY_PATH)
		op.lookup_flags |= LOOKUP_EMPTY;

	file = do_filp_open(fd, name, &op);
	if (IS_ERR(file))
		return file;
	if (!S_ISREG(file_inode(file)->i_mode) || path_noexec(&file->f_path))
		goto out_fput;
	err = deny_write_access(file);
	if (err)
		goto out_fput;
	fsnotify_open(file);
	return file;

out_fput:
	fput(file);
	return ERR_PTR(err);
}

/**
 * open_exec() - open a file to be mapped as a program
 * @name: path, a kernel string
 *
 * Context: process context, may sleep.
 * Return: the file with writing denied (allow_write_access() and fput() it),
 * or ERR_PTR: -EACCES when not a regular, executable file, and what open
 * and exec permission give.
 */
struct file *open_exec(const char *name)
{
	struct filename *filename = getname_kernel(name);
	struct file *file = ERR_CAST(filename);

	if (!IS_ERR(filename)) {
		file = do_open_execat(AT_FDCWD, filename, 0);
		putname(filename);
	}
	return file;
}

/*
 * The whole of execve()
 */

/* A format that takes part, starting after @prev; NULL at the end. */
static struct linux_binfmt *next_binfmt(struct linux_binfmt *prev)
{
	struct list_head *pos;

	read_lock(&binfmt_lock);
	pos = prev ? prev->lh.next : formats.next;
	read_unlock(&binfmt_lock);
	return pos == &formats ? NULL : list_entry(pos, struct linux_binfmt, lh);
}

/**
 * search_binary_handler() - let the formats try to load bprm->file
 * @bprm: the program
 *
 * Context: process context, may sleep.
 * Return: 0 when the task has the new program; -ENOEXEC when no format knows
 * the file, -ELOOP for a chain of interpreters, or the format's error.
 */
int search_binary_handler(struct linux_binprm *bprm)
{
	struct linux_binfmt *fmt = NULL;
	int ret = -ENOEXEC;

	if (bprm->recursion_depth > MAX_INTERPRETERS)
		return -ELOOP;
	while ((fmt = next_binfmt(fmt))) {
		bprm->recursion_depth++;
		ret = fmt->load_binary(bprm);
		bprm->recursion_depth--;

		if (ret < 0 && !bprm->mm) {
			/* I1: there is no program to return to. */
			force_sigsegv(SIGSEGV, current);
			return ret;
		}
		if (ret != -ENOEXEC || !bprm->file)
			break;
	}
	return ret;
}

/* execveat(fd, ""): the program is known to /proc as /dev/fd/N[/name]. */
static int bprm_set_filename(struct linux_binprm *bprm, int fd,
			     struct filename *filename)
{
	if (fd == AT_FDCWD || filename->name[0] == '/') {
		bprm->filename = filename->name;
	} else {
		bool whole = filename->name[0] == '\0';
		size_t size = strlen(filename->name) +
			      sizeof("/dev/fd/-2147483648/");

		bprm->fdpath = kmalloc(size, GFP_KERNEL);
		if (!bprm->fdpath)
			return -ENOMEM;
		snprintf(bprm->fdpath, size, "/dev/fd/%d%s%s", fd,
			 whole ? "" : "/", filename->name);
		/* A script cannot be found again once @fd is closed. */
		if (get_close_on_exec(fd))
			bprm->interp_flags |= BINPRM_FLAGS_PATH_INACCESSIBLE;
		bprm->filename = bprm->fdpath;
	}
	bprm->interp = bprm->filename;
	return 0;
}

/**
 * bprm_change_interp() - remember which interpreter is run in the end
 * @interp: its path
 * @bprm: the program
 *
 * Context: process context, may sleep.
 * Return: 0 or -ENOMEM.
 */
int bprm_change_interp(const char *interp, struct linux_binprm *bprm)
{
	const char *copy = kstrdup(interp, GFP_KERNEL);

	if (!copy)
		return -ENOMEM;
	if (bprm->interp != bprm->filename)
		kfree(bprm->interp);
	bprm->interp = copy;
	return 0;
}

static void free_bprm(struct linux_binprm *bprm)
{
	if (bprm->mm)
		mmput(bprm->mm);
	if (bprm->cred) {
		mutex_unlock(&current->signal->cred_guard_mutex);
		abort_creds(bprm->cred);
	}
	if (bprm->file) {
		allow_write_access(bprm->file);
		fput(bprm->file);
	}
	if (bprm->interp != bprm->filename)
		kfree(bprm->interp);
	kfree(bprm->fdpath);
	kfree(bprm);
}

/* All strings onto the new stack: name, environment, arguments. */
static int bprm_push_strings(struct linux_binprm *bprm,
			     struct user_arg_ptr argv, struct user_arg_ptr envp)
{
	static const char *const empty = "";
	int ret;

	bprm->argc = bprm_count(argv);
	if (bprm->argc < 0)
		return bprm->argc;
	bprm->envc = bprm_count(envp);
	if (bprm->envc < 0)
		return bprm->envc;
	ret = bprm_stack_limits(bprm);
	if (ret)
		return ret;

	ret = copy_strings_kernel(1, &bprm->filename, bprm);
	if (ret)
		return ret;
	bprm->exec = bprm->p;
	ret = bprm_copy_strings(bprm->envc, envp, bprm);
	if (ret)
		return ret;
	if (bprm->argc)
		return bprm_copy_strings(bprm->argc, argv, bprm);

	/* Programs walk argv from [1]; without [0] they would run into envp. */
	pr_warn_once("process '%s' launched '%s' with NULL argv: empty string added\n",
		     current->comm, bprm->filename);
	bprm->argc = 1;
	return copy_strings_kernel(1, &empty, bprm);
}

/* From the opened file to the running program. */
static int do_exec_file(struct linux_binprm *bprm, struct user_arg_ptr argv,
			struct user_arg_ptr envp)
{
	int ret;

	ret = bprm_mm_init(bprm);
	if (ret)
		return ret;
	ret = prepare_binprm(bprm);
	if (ret < 0)
		return ret;
	ret = bprm_push_strings(bprm, argv, envp);
	if (ret)
		return ret;
	return search_binary_handler(bprm);
}

static int bprm_execve(struct linux_binprm *bprm, int fd,
		       struct filename *filename, int flags,
		       struct user_arg_ptr *strings)
{
	struct file *file;
	int ret;

	ret = prepare_bprm_creds(bprm);
	if (ret)
		return ret;
	check_unsafe_exec(bprm);
	current->in_execve = 1;

	file = do_open_execat(fd, filename, flags);
	ret = PTR_ERR(file);
	if (IS_ERR(file))
		goto out;
	sched_exec();		/* the old memory goes: a good moment to move */
	bprm->file = file;
	ret = bprm_set_filename(bprm, fd, filename);
	if (!ret)
		ret = do_exec_file(bprm, strings[0], strings[1]);
out:
	current->fs->in_exec = 0;
	current->in_execve = 0;
	return ret;
}

/* setuid() past RLIMIT_NPROC succeeds; the limit strikes here. */
static bool nproc_exceeded(void)
{
	bool over = (current->flags & PF_NPROC_EXCEEDED) &&
		    atomic_read(&current_user()->processes) >
		    (long)rlimit(RLIMIT_NPROC);

	if (!over)
		current->flags &= ~PF_NPROC_EXCEEDED;
	return over;
}

/* Consumes @filename.  @strings: argv and envp. */
static int do_execveat_common(int fd, struct filename *filename, int flags,
			      struct user_arg_ptr *strings)
{
	struct files_struct *displaced = NULL;
	struct linux_binprm *bprm;
	int ret = -EAGAIN;

	if (IS_ERR(filename))
		return PTR_ERR(filename);
	if (nproc_exceeded())
		goto out_name;

	/* CLONE_FILES ends here, or closing would hit the others. */
	ret = unshare_files(&displaced);
	if (ret)
		goto out_name;
	ret = -ENOMEM;
	bprm = kzalloc(sizeof(*bprm), GFP_KERNEL);
	if (!bprm)
		goto out_files;

	ret = bprm_execve(bprm, fd, filename, flags, strings);
	free_bprm(bprm);
	if (ret >= 0) {
		if (displaced)
			put_files_struct(displaced);
		putname(filename);
		return ret;
	}
out_files:
	if (displaced)
		reset_files_struct(displaced);
out_name:
	putname(filename);
	return ret;
}

/**
 * do_execveat() - execveat(2)
 * @fd: where a relative name starts
 * @filename: the program; consumed, may be an ERR_PTR
 * @argv: user vector of argument strings
 * @envp: user vector of environment strings
 * @flags: AT_EMPTY_PATH, AT_SYMLINK_NOFOLLOW
 *
 * Context: process context, may sleep.
 * Return: 0 with the registers of the new program, or an error.
 */
int do_execveat(int fd, struct filename *filename,
		const char __user *const __user *argv,
		const char __user *const __user *envp, int flags)
{
	struct user_arg_ptr strings[2] = {
		{ .ptr.user = argv }, { .ptr.user = envp },
	};

	return do_execveat_common(fd, filename, flags, strings);
}

/**
 * do_execve() - execve(2)
 * @filename: the program; consumed, may be an ERR_PTR
 * @argv: user vector of argument strings
 * @envp: user vector of environment strings
 *
 * Context: process context, may sleep.
 * Return: 0 with the registers of the new program, or an error.
 */
int do_execve(struct filename *filename, const char __user *const __user *argv,
	      const char __user *const __user *envp)
{
	return do_execveat(AT_FDCWD, filename, argv, envp, 0);
}

/**
 * kernel_execve() - execve() of a kernel thread that becomes a process
 * @filename: the program
 * @argv: argument strings
 * @envp: environment strings
 *
 * Context: a thread that will return to user mode through its pt_regs.
 * Return: 0 or an error.
 */
int kernel_execve(const char *filename, const char *const *argv,
		  const char *const *envp)
{
	struct user_arg_ptr strings[2] = {
		{ .is_kernel = true, .ptr.kernel = argv },
		{ .is_kernel = true, .ptr.kernel = envp },
	};

	return do_execveat_common(AT_FDCWD, getname_kernel(filename), 0,
				  strings);
}

SYSCALL_DEFINE3(execve, const char __user *, filename,
		const char __user *const __user *, argv,
		const char __user *const __user *, envp)
{
	return do_execve(getname(filename), argv, envp);
}

SYSCALL_DEFINE5(execveat, int, fd, const char __user *, filename,
		const char __user *const __user *, argv,
		const char __user *const __user *, envp, int, flags)
{
	int lookup_flags = (flags & AT_EMPTY_PATH) ? LOOKUP_EMPTY : 0;

	return do_execveat(fd, getname_flags(filename, lookup_flags, NULL),
			   argv, envp, flags);
}
