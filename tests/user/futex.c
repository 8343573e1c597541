// SPDX-License-Identifier: GPL-2.0-only
/* tests/user/futex.c - the calls of futex(2) that threads libraries are made of */
#define _GNU_SOURCE
#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>

#include "tap.h"

#define PRIVATE(op)	((op) | FUTEX_PRIVATE_FLAG)

static long futex(volatile uint32_t *addr, int op, uint32_t val, void *timeout,
		  volatile uint32_t *addr2, uint32_t val3)
{
	return syscall(SYS_futex, addr, op, val, timeout, addr2, val3);
}

static void nap(long ms)
{
	struct timespec ts = { ms / 1000, ms % 1000 * 1000000 };

	nanosleep(&ts, NULL);
}

static void *shared_page(void)
{
	return mmap(NULL, 4096, PROT_READ | PROT_WRITE,
		    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}

static void test_errors(void)
{
	struct timespec bad = { 0, 1000000000 }, past = { 0, 1 };
	uint32_t word[2] = { 5, 0 };

	is_errno(futex(word, FUTEX_WAIT, 4, NULL, NULL, 0), EAGAIN, "the value differs");
	is_errno(futex((void *)((char *)word + 1), FUTEX_WAIT, 5, NULL, NULL, 0),
		 EINVAL, "not aligned");
	is_errno(futex((void *)8, PRIVATE(FUTEX_WAIT), 5, NULL, NULL, 0), EFAULT,
		 "nothing there");
	is_errno(futex(word, FUTEX_WAIT, 5, &bad, NULL, 0), EINVAL, "bad timeout");
	is_errno(futex(word, FUTEX_WAIT, 5, &past, NULL, 0), ETIMEDOUT, "a nanosecond");
	is_errno(futex(word, FUTEX_WAIT_BITSET, 5, &past, NULL, ~0u), ETIMEDOUT,
		 "BITSET takes an absolute time");
	is_errno(futex(word, FUTEX_WAIT_BITSET, 5, NULL, NULL, 0), EINVAL, "no bit to wait for");
	is_errno(futex(word, FUTEX_WAKE_BITSET, 1, NULL, NULL, 0), EINVAL, "no bit to wake");
	is(futex(word, FUTEX_WAKE, 1, NULL, NULL, 0), 0, "nobody to wake");
	is_errno(futex(word, FUTEX_CMP_REQUEUE, 1, (void *)1L, word + 1, 6), EAGAIN,
		 "CMP_REQUEUE compares");
	is_errno(futex(word, FUTEX_REQUEUE, 1, (void *)-1L, word + 1, 0), EINVAL,
		 "negative number to requeue");
	is_errno(futex(word, 99, 0, NULL, NULL, 0), ENOSYS, "no such operation");
}

/* Four sleepers; each says whether it was woken. */
struct sleeper {
	pthread_t thread;
	volatile uint32_t *word;
	uint32_t bits;
	volatile long ret;
	volatile int tid;
};

static void *sleep_on_word(void *arg)
{
	struct sleeper *s = arg;
	struct timespec end;

	clock_gettime(CLOCK_MONOTONIC, &end);
	end.tv_sec += 20;
	s->tid = syscall(SYS_gettid);
	if (futex(s->word, PRIVATE(FUTEX_WAIT_BITSET), 0, &end, NULL, s->bits))
		s->ret = errno;
	else
		s->ret = 0;
	return NULL;
}

/* 'S' once it sleeps: in the futex, nothing else blocks it. */
static char state_of(int tid)
{
	char path[64], text[512] = "", *p;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/self/task/%d/stat", tid);
	f = fopen(path, "r");
	if (!f)
		return 'X';
	if (!fgets(text, sizeof(text), f))
		text[0] = '\0';
	fclose(f);
	p = strrchr(text, ')');
	return p ? p[2] : 'X';
}

static void start(struct sleeper *s, int n, volatile uint32_t *word)
{
	for (int i = 0; i < n; i++) {
		s[i] = (struct sleeper){ .word = word, .bits = 1u << i, .ret = -1 };
		if (pthread_create(&s[i].thread, NULL, sleep_on_word, &s[i]))
			bail("pthread_create");
		while (!s[i].tid || state_of(s[i].tid) != 'S')
			sched_yield();
	}
}

static int woken(struct sleeper *s, int n)
{
	int count = 0;

	nap(50);
	for (int i = 0; i < n; i++)
		count += s[i].ret == 0;
	return count;
}

static void test_wake(void)
{
	static volatile uint32_t word;
	struct sleeper s[4];

	start(s, 4, &word);
	is(futex(&word, FUTEX_WAKE, 4, NULL, NULL, 0), 0, "shared does not wake private");
	is(futex(&word, PRIVATE(FUTEX_WAKE_BITSET), 4, NULL, NULL, 1u << 2), 1,
	   "one has bit 2");
	pthread_join(s[2].thread, NULL);
	is(s[2].ret, 0, "... and it is that one");
	is(woken(s, 4), 1, "... and no other");
	is(futex(&word, PRIVATE(FUTEX_WAKE), 2, NULL, NULL, 0), 2, "two of three");
	pthread_join(s[0].thread, NULL);
	pthread_join(s[1].thread, NULL);
	ok(s[0].ret == 0 && s[1].ret == 0, "first come, first served");
	is(s[3].ret, -1, "the last one sleeps on");
	is(futex(&word, PRIVATE(FUTEX_WAKE), 9, NULL, NULL, 0), 1, "and is woken");
	pthread_join(s[3].thread, NULL);
}

static void test_requeue(void)
{
	static volatile uint32_t from, to;
	struct sleeper s[4];

	start(s, 4, &from);
	is(futex(&from, PRIVATE(FUTEX_CMP_REQUEUE), 1, (void *)2L, &to, 0), 3,
	   "one woken, two moved");
	pthread_join(s[0].thread, NULL);
	is(woken(s, 4), 1, "one runs");
	is(futex(&to, PRIVATE(FUTEX_WAKE), 1, NULL, NULL, 0), 1, "one of the moved");
	is(futex(&from, PRIVATE(FUTEX_WAKE), 9, NULL, NULL, 0), 1, "one had stayed");
	pthread_join(s[1].thread, NULL);
	pthread_join(s[3].thread, NULL);
	ok(s[1].ret == 0 && s[3].ret == 0, "each in its turn");
	is(futex(&to, PRIVATE(FUTEX_WAKE), 9, NULL, NULL, 0), 1, "the last of the moved");
	pthread_join(s[2].thread, NULL);
}

static void test_wake_op(void)
{
	static volatile uint32_t a, b;
	struct sleeper s[2];

	start(s, 1, &a);
	start(s + 1, 1, &b);
	/* b += 3; wake a; was b 0? then wake b */
	is(futex(&a, PRIVATE(FUTEX_WAKE_OP), 1, (void *)1L, &b,
		 FUTEX_OP(FUTEX_OP_ADD, 3, FUTEX_OP_CMP_EQ, 0)), 2, "WAKE_OP wakes both");
	is(b, 3, "... and adds");
	pthread_join(s[0].thread, NULL);
	pthread_join(s[1].thread, NULL);
	is(futex(&a, PRIVATE(FUTEX_WAKE_OP), 1, (void *)1L, &b,
		 FUTEX_OP(FUTEX_OP_ANDN, 1, FUTEX_OP_CMP_LT, 3)), 0, "nobody is left");
	is(b, 2, "ANDN clears bits");
	is(futex(&a, PRIVATE(FUTEX_WAKE_OP), 1, (void *)1L, &b,
		 FUTEX_OP((FUTEX_OP_OR | FUTEX_OP_OPARG_SHIFT), 4, FUTEX_OP_CMP_GT, 1)), 0,
	   "OR with a shifted operand");
	is(b, 18, "... sets bit 4");
}

/* A shared word is the same one through any mapping of its page. */
static void test_shared(void)
{
	volatile uint32_t *word = shared_page();
	int status;
	pid_t pid = fork();
	long n = 0;

	if (pid == 0) {
		struct timespec ts = { 20, 0 };

		_exit(futex(word, FUTEX_WAIT, 0, &ts, NULL, 0) ? errno : 0);
	}
	for (int i = 0; i < 2000 && n == 0; i++) {
		nap(1);
		n = futex(word, FUTEX_WAKE, 1, NULL, NULL, 0);
	}
	is(n, 1, "another process is woken");
	waitpid(pid, &status, 0);
	is_str(wait_words(status), "exit 0", "and was not late");
	munmap((void *)word, 4096);
}

/* --- robust lists --- */

struct lock {
	struct robust_list list;
	volatile uint32_t word;
};

static int hold_and_die(struct lock *lock, int n, int pending)
{
	struct robust_list_head head;
	uint32_t tid = syscall(SYS_gettid);

	head.list.next = &head.list;
	head.futex_offset = offsetof(struct lock, word);
	head.list_op_pending = pending ? &lock[n].list : NULL;
	for (int i = 0; i < n; i++) {
		lock[i].word |= tid;
		lock[i].list.next = head.list.next;
		head.list.next = &lock[i].list;
	}
	if (pending)
		lock[n].word = tid;
	if (syscall(SYS_set_robust_list, &head, sizeof(head)))
		return errno;
	kill(getpid(), SIGKILL);
	return 0;
}

static void test_robust(void)
{
	struct lock *lock = shared_page();
	struct robust_list_head head;
	size_t len = 0;
	void *got = NULL;
	pid_t pid;

	is_errno(syscall(SYS_set_robust_list, &head, 8L), EINVAL, "bad length");
	lock[1].word = FUTEX_WAITERS;
	lock[3].word = 12345;
	pid = fork();
	if (pid == 0)
		_exit(hold_and_die(lock, 2, 1));
	waitpid(pid, NULL, 0);
	is(lock[0].word, FUTEX_OWNER_DIED, "a lock of the dead says so");
	is(lock[1].word, FUTEX_OWNER_DIED | FUTEX_WAITERS, "the waiters' bit stays");
	is(lock[2].word, FUTEX_OWNER_DIED, "the one being taken, too");
	is(lock[3].word, 12345, "another's lock is left alone");

	/* A child is another thread: the list is not its own. */
	lock[0].word = 0;
	head.list.next = &lock[0].list;
	lock[0].list.next = &head.list;
	head.futex_offset = offsetof(struct lock, word);
	head.list_op_pending = NULL;
	is(syscall(SYS_set_robust_list, &head, sizeof(head)), 0, "set_robust_list");
	pid = fork();
	if (pid == 0) {
		syscall(SYS_get_robust_list, 0, &got, &len);
		lock[0].word = syscall(SYS_gettid);
		_exit(got != NULL);
	}
	int status;

	waitpid(pid, &status, 0);
	is_str(wait_words(status), "exit 0", "fork does not inherit the list");
	is(lock[0].word, pid, "... and its exit touches no lock");
	is(syscall(SYS_get_robust_list, 0, &got, &len), 0, "get_robust_list");
	ok(got == &head && len == sizeof(head), "... what was set");
	syscall(SYS_set_robust_list, NULL, sizeof(head));
	munmap(lock, 4096);
}

/* Who waits for a robust lock gets it when its owner dies. */
static void test_robust_wakes(void)
{
	struct lock *lock = shared_page();
	int status;
	pid_t waiter, owner = fork();

	if (owner == 0) {
		lock->word = FUTEX_WAITERS;
		nap(100);
		_exit(hold_and_die(lock, 1, 0));
	}
	waiter = fork();
	if (waiter == 0) {
		struct timespec ts = { 20, 0 };
		uint32_t seen;

		while (!((seen = lock->word) & FUTEX_TID_MASK))
			if (seen & FUTEX_OWNER_DIED)
				_exit(0);
		_exit(futex(&lock->word, FUTEX_WAIT, seen, &ts, NULL, 0) && errno != EAGAIN ?
		      errno : 0);
	}
	waitpid(owner, NULL, 0);
	waitpid(waiter, &status, 0);
	is_str(wait_words(status), "exit 0", "the death of the owner wakes the waiter");
	munmap(lock, 4096);
}

/* Two threads play ping-pong; a lost wake-up would leave both asleep. */
#define ROUNDS	5000

static volatile uint32_t turn;
static volatile int lost;

static void play(uint32_t me)
{
	struct timespec ts = { 20, 0 };

	for (int i = 0; i < ROUNDS && !lost; i++) {
		while (turn != me && !lost)
			if (futex(&turn, PRIVATE(FUTEX_WAIT), !me, &ts, NULL, 0) &&
			    errno == ETIMEDOUT && turn == me)
				lost = 1;
		turn = !me;
		futex(&turn, PRIVATE(FUTEX_WAKE), 1, NULL, NULL, 0);
	}
}

static void *other_player(void *arg)
{
	play(1);
	return arg;
}

static void test_no_wakeup_lost(void)
{
	pthread_t thread;

	pthread_create(&thread, NULL, other_player, NULL);
	play(0);
	pthread_join(thread, NULL);
	ok(!lost, "%d turns each, nobody left asleep", ROUNDS);
	is(turn, 0, "each has had its turns");
}

int main(void)
{
	test_errors();
	test_wake();
	test_requeue();
	test_wake_op();
	test_shared();
	test_robust();
	test_robust_wakes();
	test_no_wakeup_lost();
	return done();
}
