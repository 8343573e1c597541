// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/boot/programs/threads.c - what a C library asks of the kernel for threads
 *
 * Built by test_programs.py against several libraries, static and dynamic.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define THREADS	8
#define ROUNDS	50

#define must(cond)							\
do {									\
	if (!(cond)) {							\
		printf("line %d: %s\n", __LINE__, #cond);		\
		exit(1);						\
	}								\
} while (0)

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t turn = PTHREAD_COND_INITIALIZER;
static pthread_barrier_t barrier;
static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t key;
static sem_t sem;
static int whose, counter, initialised, destroyed;
static __thread int mine = 41;

static void init_once(void)
{
	initialised++;
}

static void destroy(void *value)
{
	(void)value;
	__atomic_fetch_add(&destroyed, 1, __ATOMIC_RELAXED);
}

static void *work(void *arg)
{
	int me = (int)(long)arg;

	must(mine == 41);
	mine = me;
	must(pthread_setspecific(key, &mine) == 0);
	pthread_once(&once, init_once);
	pthread_barrier_wait(&barrier);
	for (int i = 0; i < ROUNDS; i++) {
		pthread_mutex_lock(&lock);
		while (whose != me)
			pthread_cond_wait(&turn, &lock);
		counter++;
		whose = (me + 1) % THREADS;
		pthread_cond_broadcast(&turn);
		pthread_mutex_unlock(&lock);
	}
	pthread_rwlock_rdlock(&rwlock);
	must(mine == me);
	pthread_rwlock_unlock(&rwlock);
	sem_post(&sem);
	return arg;
}

static void *forever(void *arg)
{
	(void)arg;
	for (;;)
		pause();
	return NULL;
}

static volatile pthread_t handled_in;

static void on_usr1(int sig)
{
	(void)sig;
	handled_in = pthread_self();
}

static void signals_and_cancel(void)
{
	struct sigaction sa = { .sa_handler = on_usr1 };
	pthread_t t;
	void *ret;

	sigaction(SIGUSR1, &sa, NULL);
	must(pthread_create(&t, NULL, forever, NULL) == 0);
	must(pthread_kill(t, SIGUSR1) == 0);
	while (!handled_in)
		usleep(1000);
	must(pthread_equal(handled_in, t));
	must(pthread_cancel(t) == 0);
	must(pthread_join(t, &ret) == 0);
	must(ret == PTHREAD_CANCELED);
}

static void times_out(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_REALTIME, &ts);
	ts.tv_nsec += 20000000;
	if (ts.tv_nsec >= 1000000000) {
		ts.tv_nsec -= 1000000000;
		ts.tv_sec++;
	}
	pthread_mutex_lock(&lock);
	must(pthread_cond_timedwait(&turn, &lock, &ts) == ETIMEDOUT);
	pthread_mutex_unlock(&lock);
	must(sem_timedwait(&sem, &ts) == -1 && errno == ETIMEDOUT);
}

/* fork() out of a process with threads: the child has one, and may make more. */
static void *child_thread(void *arg)
{
	return (char *)arg + 1;
}

static void forks(void)
{
	pthread_t t;
	void *ret;
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		must(pthread_create(&t, NULL, child_thread, NULL) == 0);
		must(pthread_join(t, &ret) == 0);
		_exit(ret == (char *)NULL + 1 ? 7 : 8);
	}
	must(waitpid(pid, &status, 0) == pid);
	must(WIFEXITED(status) && WEXITSTATUS(status) == 7);
}

int main(void)
{
	pthread_t t[THREADS];
	void *ret;

	must(pthread_key_create(&key, destroy) == 0);
	must(pthread_barrier_init(&barrier, NULL, THREADS) == 0);
	must(sem_init(&sem, 0, 0) == 0);
	for (long i = 0; i < THREADS; i++)
		must(pthread_create(&t[i], NULL, work, (void *)i) == 0);
	for (long i = 0; i < THREADS; i++) {
		must(pthread_join(t[i], &ret) == 0);
		must(ret == (void *)i);
		must(sem_trywait(&sem) == 0);
	}
	must(counter == THREADS * ROUNDS);
	must(initialised == 1);
	must(destroyed == THREADS);
	signals_and_cancel();
	times_out();
	forks();
	printf("threads: all good\n");
	return 0;
}
