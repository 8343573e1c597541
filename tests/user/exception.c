// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/user/exception.c - what a program that does something impossible gets:
 * the signal, si_code and si_addr; and system calls that are none
 */
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <ucontext.h>

#include "tap.h"

static sigjmp_buf env;
static siginfo_t last;
static greg_t last_trapno, last_err, last_cr2, last_rip;

static void handler(int sig, siginfo_t *si, void *ctx)
{
	ucontext_t *uc = ctx;

	last = *si;
	last_trapno = uc->uc_mcontext.gregs[REG_TRAPNO];
	last_err = uc->uc_mcontext.gregs[REG_ERR];
	last_cr2 = uc->uc_mcontext.gregs[REG_CR2];
	last_rip = uc->uc_mcontext.gregs[REG_RIP];
	siglongjmp(env, 1);
}

static volatile int raised;

/* Run the statement; `last` has the signal, or raised is 0. */
#define try(stmt)				\
do {						\
	raised = 1;				\
	memset(&last, 0, sizeof(last));		\
	if (!sigsetjmp(env, 1)) {		\
		stmt;				\
		raised = 0;			\
	}					\
} while (0)

static void expect(const char *what, int sig, int code, void *addr)
{
	is(raised ? last.si_signo : 0, sig, "%s: signal", what);
	is(last.si_code, code, "%s: si_code", what);
	ok(last.si_addr == addr, "%s: si_addr is %p, got %p", what, addr,
	   last.si_addr);
}

static void test_cpu(void)
{
	try(asm volatile("xor %%ecx, %%ecx; mov $1, %%eax; cltd; idiv %%ecx"
			 : : : "eax", "ecx", "edx"));
	is(last.si_signo, SIGFPE, "division by zero");
	is(last.si_code, FPE_INTDIV, "FPE_INTDIV");
	ok(last.si_addr == (void *)last_rip, "si_addr is the instruction");
	is(last_trapno, 0, "trapno 0");

	try(asm volatile("ud2"));
	is(last.si_signo, SIGILL, "ud2");
	is(last.si_code, ILL_ILLOPN, "ILL_ILLOPN");
	try(asm volatile("int3"));
	expect("int3", SIGTRAP, SI_KERNEL, NULL);
	try(asm volatile("hlt"));
	expect("hlt", SIGSEGV, SI_KERNEL, NULL);
	is(last_trapno, 13, "trapno 13");
	try(asm volatile("cli"));
	expect("cli", SIGSEGV, SI_KERNEL, NULL);
	try(asm volatile("in $0x80, %%al" : : : "eax"));
	expect("in", SIGSEGV, SI_KERNEL, NULL);
	try(asm volatile("mov %%cr0, %%rax" : : : "rax"));
	expect("mov cr0", SIGSEGV, SI_KERNEL, NULL);
	try(asm volatile("int $0x20"));
	expect("int 0x20", SIGSEGV, SI_KERNEL, NULL);
	try(asm volatile("int $14"));
	expect("int 14", SIGSEGV, SI_KERNEL, NULL);
	try(asm volatile("mov %0, %%ds" : : "r" (0x43)));
	expect("bad selector", SIGSEGV, SI_KERNEL, NULL);
}

static void test_trap_flag(void)
{
	try(asm volatile("pushfq; orq $0x100, (%%rsp); popfq; nop; nop"
			 : : : "memory", "cc"));
	is(last.si_signo, SIGTRAP, "single step");
	is(last.si_code, TRAP_TRACE, "TRAP_TRACE");
	is(last_trapno, 1, "trapno 1");
	asm volatile("pushfq; andq $~0x100, (%%rsp); popfq" : : : "memory", "cc");
}

static void test_memory(void)
{
	char *ro = mmap(NULL, 8192, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	char *none = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	volatile char *p;

	p = (char *)8;
	try((void)*p);
	expect("NULL", SIGSEGV, SEGV_MAPERR, (void *)8);
	is(last_trapno, 14, "trapno 14");
	is(last_err & 7, 4, "error code: user, read, not present");
	is(last_cr2, 8, "cr2");
	try(*(volatile char *)(ro + 100) = 1);
	expect("read-only", SIGSEGV, SEGV_ACCERR, ro + 100);
	try((void)*(volatile char *)(none + 7));
	expect("PROT_NONE", SIGSEGV, SEGV_ACCERR, none + 7);
	try(((void (*)(void))ro)());
	expect("not executable", SIGSEGV, SEGV_ACCERR, ro);
	munmap(ro, 8192);
	p = ro;
	try((void)*p);
	expect("unmapped", SIGSEGV, SEGV_MAPERR, ro);
	p = (char *)0xffffffff80000000;
	try((void)*p);
	expect("kernel address", SIGSEGV, SEGV_MAPERR, (void *)p);
	is(last_err & 1, 1, "looks present");
	p = (char *)0x800000000000;
	try((void)*p);
	expect("non-canonical", SIGSEGV, SI_KERNEL, NULL);
	try(((void (*)(void))0x123456)());
	expect("wild jump", SIGSEGV, SEGV_MAPERR, (void *)0x123456);
}

static void test_x87(void)
{
	unsigned short cw = 0x37b;	/* divide by zero unmasked */

	try(asm volatile("fninit; fldcw %0; fldz; fld1; fdivp; fwait"
			 : : "m" (cw)));
	asm volatile("fninit");
	is(last.si_signo, SIGFPE, "x87 division by zero");
	is(last.si_code, FPE_FLTDIV, "FPE_FLTDIV");
}

static long raw(long nr)
{
	long ret;

	asm volatile("syscall" : "=a" (ret) : "0" (nr)
		     : "rcx", "r11", "memory");
	return ret;
}

static void test_syscall_numbers(void)
{
	is(raw(SYS_getpid), getpid(), "getpid");
	is(raw(0x100000000L + SYS_getpid), getpid(), "only eax counts");
	is(raw(-1), -ENOSYS, "-1");
	is(raw(1000), -ENOSYS, "1000");
	is(raw(0x7fffffff), -ENOSYS, "0x7fffffff");
	is(raw(340), -ENOSYS, "a hole in the table");
	is(raw(0x40000000 + SYS_getpid), -ENOSYS, "x32");
}

/* A signal frame that asks for the impossible. */
static int bad_kind;

static void spoil(int sig, siginfo_t *si, void *ctx)
{
	ucontext_t *uc = ctx;

	switch (bad_kind) {
	case 0:
		uc->uc_mcontext.gregs[REG_RIP] = 0x8000000000000000;
		break;
	case 1:		/* cs */
		uc->uc_mcontext.gregs[REG_CSGSFS] &= ~0xffffL;
		uc->uc_mcontext.gregs[REG_CSGSFS] |= 0x7b;
		break;
	case 2:
		uc->uc_mcontext.gregs[REG_CSGSFS] &= ~0xffffL;
		break;
	case 3:
		uc->uc_mcontext.fpregs = (void *)0x1001;
		break;
	case 4:
		uc->uc_mcontext.gregs[REG_RIP] = 0xffffffff81000000;
		break;
	case 5:		/* iopl and the like are not taken */
		uc->uc_mcontext.gregs[REG_EFL] |= 0x3000 | 0x4000 | 0x20000;
		break;
	}
}

static void test_bad_frames(void)
{
	static const struct {
		const char *what, *want;
	} t[] = {
		{ "rip not canonical", "killed by 11" },
		{ "cs of nothing", "killed by 11" },
		{ "cs 0", "killed by 11" },
		{ "fpstate nowhere", "killed by 11" },
		{ "rip in the kernel", "killed by 11" },
		{ "forbidden flags", "exit 0" },
	};
	unsigned int i;
	int status;

	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		pid_t pid = fork();

		if (pid == 0) {
			struct sigaction sa = {
				.sa_sigaction = spoil, .sa_flags = SA_SIGINFO,
			};
			unsigned long flags;

			signal(SIGSEGV, SIG_DFL);
			bad_kind = i;
			sigaction(SIGUSR1, &sa, NULL);
			raise(SIGUSR1);
			asm volatile("pushfq; pop %0" : "=r" (flags));
			_exit((flags & 0x3000) != 0);
		}
		waitpid(pid, &status, 0);
		status &= ~0x80;
		is_str(wait_words(status), t[i].want, "%s", t[i].what);
	}
}

static void spin(int sig)
{
	for (;;)
		;
}

static void *grow_stack(unsigned long n)
{
	volatile char buf[4096];

	buf[0] = n;
	return n ? grow_stack(n - 1) + buf[0] : 0;
}

/* No room for a frame: the program dies, it does not loop. */
static void test_no_stack(void)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		signal(SIGUSR1, spin);
		asm volatile("mov $16, %%rsp; mov %0, %%eax; mov %1, %%edi;"
			     "mov %2, %%esi; syscall; ud2"
			     : : "i" (SYS_kill), "r" (getpid()), "i" (SIGUSR1));
	}
	waitpid(pid, &status, 0);
	status &= ~0x80;
	is_str(wait_words(status), "killed by 11", "signal without a stack");

	pid = fork();
	if (pid == 0) {
		signal(SIGSEGV, SIG_DFL);
		grow_stack(1000000);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	status &= ~0x80;
	is_str(wait_words(status), "killed by 11", "endless recursion");
}

/*
 * A far return to nowhere.  QEMU's TCG reads the stack for it as a supervisor, at the
 * low half of its address: Linux takes that for a fault of its own, and kills.
 */
static void test_far_return(void)
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		signal(SIGSEGV, SIG_DFL);
		asm volatile("push $0; push $0; lretl");
		_exit(0);
	}
	waitpid(pid, &status, 0);
	status &= ~0x80;
	ok(WIFSIGNALED(status) && (WTERMSIG(status) == SIGSEGV || WTERMSIG(status) == SIGKILL),
	   "far return to nowhere: %s", wait_words(status));
}

int main(void)
{
	static const int sigs[] = { SIGFPE, SIGILL, SIGTRAP, SIGSEGV, SIGBUS };
	struct sigaction sa = {
		.sa_sigaction = handler, .sa_flags = SA_SIGINFO,
	};
	unsigned int i;

	setvbuf(stdout, NULL, _IOLBF, 0);
	for (i = 0; i < sizeof(sigs) / sizeof(sigs[0]); i++)
		sigaction(sigs[i], &sa, NULL);
	test_cpu();
	test_trap_flag();
	test_memory();
	test_x87();
	test_syscall_numbers();
	test_bad_frames();
	test_no_stack();
	test_far_return();
	return done();
}
