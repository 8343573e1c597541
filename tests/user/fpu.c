// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/user/fpu.c - every task has FPU, SSE and AVX registers, FS and GS bases
 * of its own, however often it is switched, moved to another CPU or forked
 */
#define _GNU_SOURCE
#include <cpuid.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "tap.h"

#define ARCH_SET_GS	0x1001
#define ARCH_SET_FS	0x1002
#define ARCH_GET_FS	0x1003
#define ARCH_GET_GS	0x1004

#define CHILDREN	12
#define ROUNDS		400

/* All registers hold a value, a system call goes by, which still do? */
static int xmm_survive(uint64_t seed)
{
	uint64_t out[4];
	long nr = SYS_sched_yield;

	asm volatile("movq %[s], %%xmm0\n\t"
		     "punpcklqdq %%xmm0, %%xmm0\n\t"
		     "movdqa %%xmm0, %%xmm7\n\t"
		     "movdqa %%xmm0, %%xmm15\n\t"
		     "syscall\n\t"
		     "movdqu %%xmm0, (%[o])\n\t"
		     "pxor %%xmm7, %%xmm15\n\t"
		     "movdqu %%xmm15, 16(%[o])\n\t"
		     : "+a" (nr)
		     : [s] "r" (seed), [o] "r" (out)
		     : "rcx", "r11", "memory", "xmm0", "xmm7", "xmm15");
	return out[0] == seed && out[1] == seed && !out[2] && !out[3];
}

static int x87_survive(double seed)
{
	double out;
	long nr = SYS_sched_yield;

	asm volatile("fldl %[s]\n\t"
		     "syscall\n\t"
		     "fstpl %[o]\n\t"
		     : "+a" (nr), [o] "=m" (out)
		     : [s] "m" (seed) : "rcx", "r11", "memory", "st");
	return out == seed;
}

static int have_avx(void)
{
	unsigned int a, b, c, d, lo, hi;

	if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_OSXSAVE) ||
	    !(c & bit_AVX))
		return 0;
	asm volatile("xgetbv" : "=a" (lo), "=d" (hi) : "c" (0));
	return (lo & 6) == 6;
}

static int ymm_survive(uint64_t seed)
{
	uint64_t in[4] = { seed, ~seed, seed * 3, seed * 7 }, out[4];
	long nr = SYS_sched_yield;

	asm volatile("vmovdqu (%[i]), %%ymm3\n\t"
		     "syscall\n\t"
		     "vmovdqu %%ymm3, (%[o])\n\t"
		     "vzeroupper"
		     : "+a" (nr) : [i] "r" (in), [o] "r" (out)
		     : "rcx", "r11", "memory", "xmm3");
	return !memcmp(in, out, sizeof(in));
}

static void test_switching(void)
{
	int i, r, status, good = 0, avx = have_avx();

	for (i = 0; i < CHILDREN; i++) {
		if (fork())
			continue;
		for (r = 0; r < ROUNDS; r++) {
			uint64_t seed = ((uint64_t)getpid() << 32) + r;

			if (!xmm_survive(seed) || !x87_survive(seed) ||
			    (avx && !ymm_survive(seed)))
				_exit(1);
		}
		_exit(0);
	}
	for (i = 0; i < CHILDREN; i++) {
		wait(&status);
		good += status == 0;
	}
	is(good, CHILDREN, "registers survive switching%s", avx ? ", AVX" : "");
}

static void test_fork(void)
{
	uint64_t in = 0x1122334455667788, out = 0;
	long nr = SYS_fork;
	int status;

	asm volatile("movq %[s], %%xmm9\n\t"
		     "syscall\n\t"
		     "movq %%xmm9, %[o]\n\t"
		     : "+a" (nr), [o] "=&r" (out)
		     : [s] "r" (in) : "rcx", "r11", "memory", "xmm9");
	if (nr == 0)
		syscall(SYS_exit_group, out != in);
	ok(out == in, "the parent keeps its registers over fork");
	waitpid(nr, &status, 0);
	is_str(wait_words(status), "exit 0", "the child starts with them");
}

static void test_mxcsr(void)
{
	unsigned int set = 0x3f80, get;
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		asm volatile("ldmxcsr %0" : : "m" (set));
		sched_yield();
		asm volatile("stmxcsr %0" : "=m" (get));
		_exit(get != set);
	}
	waitpid(pid, &status, 0);
	is_str(wait_words(status), "exit 0", "MXCSR survives");
	asm volatile("stmxcsr %0" : "=m" (get));
	is(get & ~0x3f, 0x1f80, "and is the child's alone");
}

static void test_bases(void)
{
	unsigned long fs, gs, want = 0x7000deadbeef;
	int i, status;
	pid_t pid;

	syscall(SYS_arch_prctl, ARCH_GET_FS, &fs);
	ok(fs != 0, "FS base is the thread pointer");
	is(syscall(SYS_arch_prctl, ARCH_SET_GS, want), 0, "set the GS base");
	for (i = 0; i < 20; i++)
		sched_yield();
	syscall(SYS_arch_prctl, ARCH_GET_GS, &gs);
	ok(gs == want, "it stays");
	pid = fork();
	if (pid == 0) {
		syscall(SYS_arch_prctl, ARCH_GET_GS, &gs);
		_exit(gs != want);
	}
	waitpid(pid, &status, 0);
	is_str(wait_words(status), "exit 0", "the child has it, too");
	is_errno(syscall(SYS_arch_prctl, ARCH_SET_GS, 0xffff800000000000), EPERM,
		 "not a kernel address");
	is_errno(syscall(SYS_arch_prctl, 0x9999, 0), EINVAL, "unknown code");
	is_errno(syscall(SYS_arch_prctl, ARCH_GET_FS, 8), EFAULT, "bad pointer");
}

int main(void)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	test_switching();
	test_fork();
	test_mxcsr();
	test_bases();
	return done();
}
