// SPDX-License-Identifier: GPL-2.0-only
/* tests/user/exec.c - execve(2): errors, scripts, the stack of a program, hostile ELF */
#define _GNU_SOURCE
#include <elf.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stddef.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "tap.h"

#define FILE_NAME "/tmp/exec-test"

extern char **environ;

/* A bad address that the compiler does not know. */
static void *volatile bad_address = (void *)8;

static void write_file(const char *name, const void *data, size_t len, int mode)
{
	int fd;

	unlink(name);
	fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0700);
	if (fd < 0 || write(fd, data, len) != (ssize_t)len)
		bail("cannot write %s", name);
	fchmod(fd, mode);
	close(fd);
}

static void write_text(const char *text)
{
	write_file(FILE_NAME, text, strlen(text), 0755);
}

/*
 * What becomes of execve(): "X42" exit status, "S11" signal, "E8" errno.
 * The errno comes back through a pipe that a successful exec closes.
 */
static const char *run(const char *name, char *const argv[], char *const envp[])
{
	static char outcome[16];
	int fds[2], status, err = 0;
	pid_t pid;

	if (pipe2(fds, O_CLOEXEC))
		bail("pipe");
	pid = fork();
	if (!pid) {
		struct rlimit none = { 0, 0 };

		setrlimit(RLIMIT_CORE, &none);
		alarm(10);
		execve(name, argv, envp);
		err = errno;
		write(fds[1], &err, sizeof(err));
		_exit(0);
	}
	close(fds[1]);
	if (read(fds[0], &err, sizeof(err)) == sizeof(err))
		snprintf(outcome, sizeof(outcome), "E%d", err);
	close(fds[0]);
	waitpid(pid, &status, 0);
	if (err)
		return outcome;
	if (WIFEXITED(status))
		snprintf(outcome, sizeof(outcome), "X%d", WEXITSTATUS(status));
	else
		snprintf(outcome, sizeof(outcome), "S%d", WTERMSIG(status));
	return outcome;
}

static const char *run_file(void)
{
	char *argv[] = { FILE_NAME, "arg", NULL };

	return run(FILE_NAME, argv, environ);
}

static const char *errno_is(int err)
{
	static char buf[16];

	snprintf(buf, sizeof(buf), "E%d", err);
	return buf;
}

static void test_errors(void)
{
	char *argv[] = { "x", NULL };
	char *huge = malloc(200000);
	char *many[3] = { "x", huge, NULL };
	char *bad[] = { "x", bad_address, NULL };

	is_str(run("/nonexistent", argv, environ), errno_is(ENOENT), "no file");
	is_str(run("/", argv, environ), errno_is(EACCES), "a directory");
	is_str(run("", argv, environ), errno_is(ENOENT), "no name");
	is_str(run("/proc/self/exe/x", argv, environ), errno_is(ENOTDIR),
	       "below a file");
	is_str(run(bad_address, argv, environ), errno_is(EFAULT), "bad name");
	is_str(run("/proc/self/exe", bad_address, environ), errno_is(EFAULT),
	       "bad argv");
	is_str(run("/proc/self/exe", bad, environ), errno_is(EFAULT),
	       "bad argument");
	memset(huge, 'a', 200000);
	huge[199999] = 0;
	is_str(run("/proc/self/exe", many, environ), errno_is(E2BIG),
	       "an argument of 200 kB");

	write_text("");
	is_str(run_file(), errno_is(ENOEXEC), "an empty file");
	write_text("not a program");
	is_str(run_file(), errno_is(ENOEXEC), "a text");
	chmod(FILE_NAME, 0644);
	is_str(run_file(), errno_is(EACCES), "not executable");
	free(huge);
}

/*
 * argv[1] says what the re-executed test program does.
 */
static int child_main(int argc, char **argv)
{
	unsigned long sp = (unsigned long)__builtin_frame_address(0);

	if (!strcmp(argv[1], "args"))
		return argc == 4 && !strcmp(argv[2], "two words") &&
		       !strcmp(argv[3], "") && getenv("VAR") &&
		       !strcmp(getenv("VAR"), "value") ? 42 : 1;
	if (!strcmp(argv[1], "auxv")) {
		const char *fn = (const char *)getauxval(AT_EXECFN);
		const char *plat = (const char *)getauxval(AT_PLATFORM);
		unsigned char *rnd = (void *)getauxval(AT_RANDOM);
		int i, sum = 0;

		for (i = 0; i < 16; i++)
			sum += rnd[i];
		if (getauxval(AT_PAGESZ) != 4096)
			return 2;
		if (getauxval(AT_CLKTCK) != 100)
			return 3;
		if (!fn || strcmp(fn, argv[2]))
			return 4;
		if (!plat || strcmp(plat, "x86_64"))
			return 5;
		if (!sum)
			return 6;
		if (getauxval(AT_PHENT) != sizeof(Elf64_Phdr) ||
		    !getauxval(AT_PHNUM) || !getauxval(AT_PHDR))
			return 7;
		if (getauxval(AT_UID) != getuid() ||
		    getauxval(AT_EGID) != getegid() || getauxval(AT_SECURE))
			return 8;
		if (!getauxval(AT_ENTRY) || !getauxval(AT_HWCAP))
			return 9;
		if (getauxval(AT_SYSINFO_EHDR) &&
		    memcmp((void *)getauxval(AT_SYSINFO_EHDR), ELFMAG, 4))
			return 10;
		return 42;
	}
	if (!strcmp(argv[1], "state")) {
		struct sigaction sa;
		sigset_t set;

		if (fcntl(50, F_GETFD) != -1)
			return 2;		/* O_CLOEXEC */
		if (fcntl(51, F_GETFD) == -1)
			return 3;
		sigaction(SIGUSR1, NULL, &sa);
		if (sa.sa_handler != SIG_DFL)
			return 4;		/* handlers are gone */
		sigaction(SIGUSR2, NULL, &sa);
		if (sa.sa_handler != SIG_IGN)
			return 5;		/* what is ignored stays */
		sigprocmask(SIG_BLOCK, NULL, &set);
		if (!sigismember(&set, SIGHUP))
			return 6;
		return 42;
	}
	if (!strcmp(argv[1], "comm")) {
		char comm[16];

		prctl(PR_GET_NAME, comm);
		return strcmp(comm, argv[2]) ? 1 : 42;
	}
	if (!strcmp(argv[1], "stack"))
		return sp & 15 ? 1 : 42;
	if (!strcmp(argv[1], "count"))
		return argc;
	return 99;
}

static void on_usr1(int sig)
{
	(void)sig;
}

static void test_program(const char *self)
{
	char *args[] = { "x", "args", "two words", "", NULL };
	char *auxv[] = { "x", "auxv", (char *)self, NULL };
	char *state[] = { "x", "state", NULL };
	char *comm[] = { "x", "comm", "exec-test-link-", NULL };
	char *stack[] = { "x", "stack", NULL };
	char *env[] = { "VAR=value", NULL };
	sigset_t set, old;
	int fd;

	is_str(run(self, args, env), "X42", "arguments and environment arrive");
	is_str(run(self, auxv, env), "X42", "the auxiliary vector is complete");
	is_str(run(self, stack, env), "X42", "the stack is aligned");

	unlink("/tmp/exec-test-link-with-a-long-name");
	symlink(self, "/tmp/exec-test-link-with-a-long-name");
	is_str(run("/tmp/exec-test-link-with-a-long-name", comm, env), "X42",
	       "the name of the task is that of the file, cut to 15");
	unlink("/tmp/exec-test-link-with-a-long-name");

	fd = open("/", O_RDONLY);
	dup3(fd, 50, O_CLOEXEC);
	dup2(fd, 51);
	signal(SIGUSR1, on_usr1);
	signal(SIGUSR2, SIG_IGN);
	sigemptyset(&set);
	sigaddset(&set, SIGHUP);
	sigprocmask(SIG_BLOCK, &set, &old);
	is_str(run(self, state, env), "X42", "descriptors and signals");
	sigprocmask(SIG_SETMASK, &old, NULL);
	close(50);
	close(51);
	close(fd);
}

static void test_many_args(const char *self)
{
	enum { N = 20000 };
	char **argv = calloc(N + 3, sizeof(char *));
	int i;

	argv[0] = "x";
	argv[1] = "count";
	for (i = 2; i < 200; i++)
		argv[i] = "argument";
	is_str(run(self, argv, environ), "X200", "200 arguments");
	for (i = 2; i < N; i++)
		argv[i] = "an argument of some forty bytes or so ..";
	is_str(run(self, argv, environ), "X32", "20000 of them (status & 255)");
	free(argv);
}

static void test_scripts(const char *self)
{
	char line[PATH_MAX + 400], arg[300];

	snprintf(line, sizeof(line), "#!%s count\n", self);
	write_text(line);
	is_str(run_file(), "X4", "#! with an argument");
	snprintf(line, sizeof(line), "#! \t%s\t count  \t\n", self);
	write_text(line);
	is_str(run_file(), "X4", "blanks around them");
	snprintf(line, sizeof(line), "#!%s count", self);
	write_text(line);
	is_str(run_file(), "X4", "no newline");
	write_text("#!/nonexistent\n");
	is_str(run_file(), errno_is(ENOENT), "no such interpreter");
	write_text("#!\n");
	is_str(run_file(), errno_is(ENOEXEC), "no name");
	write_text("#!   \t \n");
	is_str(run_file(), errno_is(ENOEXEC), "blanks only");
	write_text("#!" FILE_NAME "\n");
	is_str(run_file(), errno_is(ELOOP), "a script that is its interpreter");
	memset(arg, 'x', sizeof(arg) - 1);
	arg[sizeof(arg) - 1] = 0;
	snprintf(line, sizeof(line), "#!/%s\n", arg);
	write_text(line);
	is_str(run_file(), errno_is(ENOEXEC), "a name longer than the buffer");
	snprintf(line, sizeof(line), "#!%s count%s\n", self, arg);
	write_text(line);
	is_str(run_file(), "X99", "an argument that is cut off");
}

/*
 * ELF by hand: one segment, and code that exits with 42.
 */
struct tiny {
	Elf64_Ehdr	ehdr;
	Elf64_Phdr	phdr;
	unsigned char	code[12];
};

static const unsigned char exit_42[12] = {
	0xb8, 60, 0, 0, 0,		/* mov $60, %eax */
	0xbf, 42, 0, 0, 0,		/* mov $42, %edi */
	0x0f, 0x05,			/* syscall */
};

static struct tiny make_tiny(void)
{
	struct tiny t = {
		.ehdr = {
			.e_ident = { 0x7f, 'E', 'L', 'F', ELFCLASS64,
				     ELFDATA2LSB, EV_CURRENT },
			.e_type = ET_EXEC,
			.e_machine = EM_X86_64,
			.e_version = EV_CURRENT,
			.e_entry = 0x400000 + offsetof(struct tiny, code),
			.e_phoff = sizeof(Elf64_Ehdr),
			.e_ehsize = sizeof(Elf64_Ehdr),
			.e_phentsize = sizeof(Elf64_Phdr),
			.e_phnum = 1,
		},
		.phdr = {
			.p_type = PT_LOAD,
			.p_flags = PF_R | PF_X,
			.p_vaddr = 0x400000,
			.p_paddr = 0x400000,
			.p_filesz = sizeof(struct tiny),
			.p_memsz = sizeof(struct tiny),
			.p_align = 4096,
		},
	};

	memcpy(t.code, exit_42, sizeof(exit_42));
	return t;
}

static const char *run_tiny(const struct tiny *t)
{
	write_file(FILE_NAME, t, sizeof(*t), 0755);
	return run_file();
}

#define TINY(field, value, expect, what)				\
({									\
	struct tiny __t = make_tiny();					\
	__t.field = (value);						\
	is_str(run_tiny(&__t), expect, what);				\
})

static void test_tiny(void)
{
	struct tiny t = make_tiny();

	is_str(run_tiny(&t), "X42", "a program of 136 bytes");
	TINY(ehdr.e_type, ET_DYN, "X42", "ET_DYN linked at an address");
	t.ehdr.e_type = ET_DYN;
	t.ehdr.e_entry = offsetof(struct tiny, code);
	t.phdr.p_vaddr = 0;
	is_str(run_tiny(&t), "X42", "static-PIE");

	TINY(ehdr.e_type, ET_REL, "E8", "an object file");
	TINY(ehdr.e_machine, EM_AARCH64, "E8", "another machine");
	TINY(ehdr.e_phnum, 0, "E8", "no program headers");
	TINY(ehdr.e_phnum, 2000, "E8", "too many program headers");
	TINY(ehdr.e_phentsize, 32, "E8", "program headers of a wrong size");
	TINY(ehdr.e_phoff, 1UL << 40, "E8", "program headers beyond the end");
	TINY(ehdr.e_phoff, -8UL, "E8", "program headers at a negative offset");
	TINY(ehdr.e_entry, 0, "S11", "entry at zero");
	TINY(ehdr.e_entry, 0xffffffff81000000, "S11", "entry in the kernel");
	TINY(ehdr.e_entry, 0x800000000000, "S11", "non-canonical entry");
	TINY(phdr.p_type, PT_NOTE, "S11", "nothing to load");
	TINY(phdr.p_memsz, 16, "S11", "memory smaller than the file");
	TINY(phdr.p_memsz, 1UL << 50, "S11", "memory larger than there is");
	TINY(phdr.p_filesz, 1UL << 63, "S11", "an enormous file size");
	TINY(phdr.p_offset, 8, "S11", "offset that does not fit the address");
	TINY(phdr.p_vaddr, 0x7ffffffff000, "S11", "segment at the end of memory");
	TINY(phdr.p_vaddr, 0xffffffff80000000, "S11", "segment in the kernel");
	TINY(phdr.p_flags, PF_R, "S11", "code that may not be executed");
	TINY(phdr.p_memsz, sizeof(struct tiny) + 100000, "X42",
	     "bss behind read-only code");
	TINY(phdr.p_type, PT_INTERP, "E2", "an interpreter that is not there");
}

/* What each byte of the headers does when it is inverted. */
static void test_flipped(void)
{
	static const char *const expect =
#include "exec_flipped.h"
	;
	struct tiny t;
	char *got = calloc(1, 8 * sizeof(t));
	size_t i;

	for (i = 0; i < offsetof(struct tiny, code); i++) {
		/* 4 GiB of bss: the size of the machine decides. */
		if (i == offsetof(struct tiny, phdr.p_memsz) + 3)
			continue;
		t = make_tiny();
		((unsigned char *)&t)[i] ^= 0xff;
		strcat(got, run_tiny(&t));
		strcat(got, " ");
	}
	is_str(got, expect, "each header byte inverted");
	free(got);
}

static void test_truncated(void)
{
	struct tiny t = make_tiny();
	int bad = 0;
	size_t i;

	for (i = 0; i < offsetof(struct tiny, code); i++) {
		write_file(FILE_NAME, &t, i, 0755);
		bad |= strcmp(run_file(), "E8");
	}
	ok(!bad, "cut short anywhere in the headers: ENOEXEC");
}

struct with_interp {
	Elf64_Ehdr	ehdr;
	Elf64_Phdr	phdr[2];
	char		name[32];
	unsigned char	code[12];
};

static const char *run_interp(const char *name, size_t len)
{
	struct with_interp t = { .ehdr = make_tiny().ehdr };

	t.ehdr.e_phnum = 2;
	t.ehdr.e_entry = 0x400000 + offsetof(struct with_interp, code);
	t.phdr[0].p_type = PT_INTERP;
	t.phdr[0].p_offset = offsetof(struct with_interp, name);
	t.phdr[0].p_filesz = len;
	t.phdr[1] = make_tiny().phdr;
	t.phdr[1].p_filesz = t.phdr[1].p_memsz = sizeof(t);
	memcpy(t.name, name, strlen(name) + 1);
	memcpy(t.code, exit_42, sizeof(exit_42));
	write_file(FILE_NAME, &t, sizeof(t), 0755);
	return run_file();
}

static void test_interp(void)
{
	struct tiny t = make_tiny();

	is_str(run_interp("/nonexistent", 13), errno_is(ENOENT),
	       "no such interpreter");
	is_str(run_interp("/nonexistent", 5), errno_is(ENOEXEC),
	       "its name is not terminated");
	is_str(run_interp("/x", 5000), errno_is(ENOEXEC), "name too long");
	write_file("/tmp/exec-interp", "text, and more than a header has: "
		   "0123456789 0123456789 0123456789", 67, 0755);
	is_str(run_interp("/tmp/exec-interp", 17), errno_is(ELIBBAD),
	       "interpreter is a text");
	write_file("/tmp/exec-interp", "short", 5, 0755);
	is_str(run_interp("/tmp/exec-interp", 17), errno_is(EIO),
	       "interpreter is too short");
	t.code[6] = 43;
	t.phdr.p_flags |= PF_W;		/* 6.1 wants to clear the last page */
	t.ehdr.e_type = ET_DYN;
	t.ehdr.e_entry = offsetof(struct tiny, code);
	t.phdr.p_vaddr = 0;
	write_file("/tmp/exec-interp", &t, sizeof(t), 0755);
	is_str(run_interp("/tmp/exec-interp", 17), "X43",
	       "the interpreter runs first");
	write_file("/tmp/exec-interp", &t, sizeof(t), 0644);
	is_str(run_interp("/tmp/exec-interp", 17), errno_is(EACCES),
	       "interpreter is not executable");
	unlink("/tmp/exec-interp");
}

static void test_busy(const char *self)
{
	struct tiny t = make_tiny();
	char buf[PATH_MAX];
	int fd;

	if (!realpath(self, buf))
		bail("realpath");
	is_errno(open(buf, O_WRONLY), ETXTBSY, "a running program is busy");
	write_file(FILE_NAME, &t, sizeof(t), 0755);
	fd = open(FILE_NAME, O_WRONLY);
	is_str(run_file(), errno_is(ETXTBSY),
	       "a file open for writing cannot be run");
	close(fd);
}

static void test_execveat(const char *self)
{
	char *argv[] = { "x", "count", NULL };
	int fd = open(self, O_RDONLY | O_CLOEXEC);
	int status;
	pid_t pid = fork();

	if (!pid) {
		syscall(SYS_execveat, fd, "", argv, environ, AT_EMPTY_PATH);
		_exit(100);
	}
	waitpid(pid, &status, 0);
	is_str(wait_words(status), "exit 2", "execveat of a descriptor");
	is_errno(syscall(SYS_execveat, fd, "", argv, environ, 0), ENOENT,
		 "needs AT_EMPTY_PATH");
	is_errno(syscall(SYS_execveat, fd, "", argv, environ,
			 AT_EMPTY_PATH | 0x10000000), EINVAL, "unknown flag");
	is_errno(syscall(SYS_execveat, 999, "", argv, environ, AT_EMPTY_PATH),
		 EBADF, "bad descriptor");
	close(fd);
}

static void test_no_argv(const char *self)
{
	char *none[] = { NULL };

	is_str(run(self, none, environ), "X77", "no argv: an empty argv[0]");
}

int main(int argc, char **argv)
{
	char self[PATH_MAX] = "";

	if (argc == 1 && !argv[0][0])
		return 77;
	if (argc > 1)
		return child_main(argc, argv);
	if (readlink("/proc/self/exe", self, sizeof(self) - 1) < 0)
		bail("/proc/self/exe");
	test_errors();
	test_program(self);
	test_many_args(self);
	test_scripts(self);
	test_tiny();
	test_flipped();
	test_truncated();
	test_interp();
	test_busy(self);
	test_execveat(self);
	test_no_argv(self);
	unlink(FILE_NAME);
	return done();
}
