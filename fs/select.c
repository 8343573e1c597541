// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/select.c - select(2), pselect6(2)
 *
 * Data       Six bitmaps of n bits: what is asked for (in, out, ex), and what is
 *            ready (res_in, res_out, res_ex); small ones are on the stack.
 *
 * The passes, the sleeping and I1, I2 are those of poll.c.
 *
 * Entry      select(2), pselect6(2)
 *
 * Mirrors: the select half of Linux 4.19 fs/select.c.
 */
#include "poll.h"

#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/mm.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/time.h>
#include <linux/timekeeping.h>
#include <linux/uaccess.h>

#include <uapi/linux/personality.h>

typedef __kernel_fd_set fd_set;

struct fd_set_bits {
	unsigned long *in, *out, *ex;
	unsigned long *res_in, *res_out, *res_ex;
};

#define FDS_BITPERLONG	BITS_PER_LONG
#define FDS_LONGS(nr)	(((nr) + FDS_BITPERLONG - 1) / FDS_BITPERLONG)
#define FDS_BYTES(nr)	(FDS_LONGS(nr) * sizeof(long))
#define SELECT_STACK_ALLOC	256

#define POLLIN_SET	(EPOLLRDNORM | EPOLLRDBAND | EPOLLIN | EPOLLHUP | EPOLLERR)
#define POLLOUT_SET	(EPOLLWRBAND | EPOLLWRNORM | EPOLLOUT | EPOLLERR)
#define POLLEX_SET	(EPOLLPRI)

/**
 * poll_select_finish() - tell user space what is left of the timeout
 * @end_time: when it ends; NULL: there was none
 * @p: user pointer; NULL: it does not care
 * @type: what is there
 * @ret: the result so far
 *
 * Context: may sleep.
 * Return: @ret.  If the time could not be written, a call that would be
 * restarted is interrupted instead: it would wait too long.
 */
int poll_select_finish(struct timespec64 *end_time, void __user *p,
		       enum poll_time_type type, int ret)
{
	struct __kernel_old_timeval tv;
	struct timespec64 rts;
	bool failed;

	if (!p || !end_time)
		return ret;
	if (current->personality & STICKY_TIMEOUTS)
		goto sticky;
	if (!end_time->tv_sec && !end_time->tv_nsec)
		return ret;
	ktime_get_ts64(&rts);
	rts = timespec64_sub(*end_time, rts);
	if (rts.tv_sec < 0)
		rts.tv_sec = rts.tv_nsec = 0;
	if (type == PT_TIMEVAL) {
		tv.tv_sec = rts.tv_sec;
		tv.tv_usec = rts.tv_nsec / NSEC_PER_USEC;
		failed = copy_to_user(p, &tv, sizeof(tv));
	} else {
		failed = put_timespec64(&rts, p);
	}
	if (!failed)
		return ret;
sticky:
	return ret == -ERESTARTNOHAND ? -EINTR : ret;
}

/* Are all descriptors asked for open?  Return: highest + 1, or -EBADF. */
static int max_select_fd(unsigned long n, struct fd_set_bits *fds)
{
	struct fdtable *fdt = files_fdtable(current->files);
	unsigned long *open_fds = fdt->open_fds;
	int max = 0;
	unsigned long i;

	if (n > fdt->max_fds)
		n = fdt->max_fds;
	for (i = FDS_LONGS(n); i-- > 0; ) {
		unsigned long set = fds->in[i] | fds->out[i] | fds->ex[i];

		if (i == n / FDS_BITPERLONG)
			set &= ~(~0UL << (n & (FDS_BITPERLONG - 1)));
		if (!set)
			continue;
		if (set & ~open_fds[i])
			return -EBADF;
		if (!max)
			max = i * FDS_BITPERLONG + fls64(set);
	}
	return max;
}

/* One descriptor.  Return: how many of its bits are ready. */
static int select_one(struct poll_wqueues *table, struct fd_set_bits *fds,
		      unsigned long word, unsigned long bit, int fd)
{
	__poll_t mask = EPOLLNVAL, key = POLLEX_SET;
	int n = 0;
	struct fd f = fdget(fd);

	if (f.file) {
		if (fds->in[word] & bit)
			key |= POLLIN_SET;
		if (fds->out[word] & bit)
			key |= POLLOUT_SET;
		table->pt._key = key;
		mask = vfs_poll(f.file, &table->pt);
		fdput(f);
	}
	if ((mask & POLLIN_SET) && (fds->in[word] & bit)) {
		fds->res_in[word] |= bit;
		n++;
	}
	if ((mask & POLLOUT_SET) && (fds->out[word] & bit)) {
		fds->res_out[word] |= bit;
		n++;
	}
	if ((mask & POLLEX_SET) && (fds->ex[word] & bit)) {
		fds->res_ex[word] |= bit;
		n++;
	}
	if (n)
		table->pt._qproc = NULL;	/* I2 */
	return n;
}

static int select_pass(int n, struct fd_set_bits *fds,
		       struct poll_wqueues *table)
{
	int retval = 0;
	unsigned long word;

	for (word = 0; word * FDS_BITPERLONG < n; word++) {
		unsigned long all = fds->in[word] | fds->out[word] |
				    fds->ex[word];
		int fd = word * FDS_BITPERLONG;

		for ( ; all; all &= all - 1) {
			int bit = __ffs(all);

			if (fd + bit >= n)
				break;
			retval += select_one(table, fds, word, 1UL << bit,
					     fd + bit);
		}
		cond_resched();
	}
	return retval;
}

/* Not inlined: its table and the caller's bits would be one large frame. */
static noinline int do_select(int n, struct fd_set_bits *fds,
			      struct timespec64 *end_time)
{
	struct poll_wqueues table;
	ktime_t expire, *to = NULL;
	bool timed_out = false;
	u64 slack = 0;
	int retval;

	rcu_read_lock();
	n = max_select_fd(n, fds);
	rcu_read_unlock();
	if (n < 0)
		return n;
	poll_initwait(&table);
	if (end_time && !end_time->tv_sec && !end_time->tv_nsec) {
		table.pt._qproc = NULL;
		timed_out = true;
	}
	for (;;) {
		retval = select_pass(n, fds, &table);
		table.pt._qproc = NULL;
		if (retval || timed_out || signal_pending(current))
			break;
		if (table.error) {
			retval = table.error;
			break;
		}
		if (end_time && !to) {
			expire = timespec64_to_ktime(*end_time);
			slack = select_estimate_accuracy(end_time);
			to = &expire;
		}
		timed_out = !poll_schedule_timeout(&table, TASK_INTERRUPTIBLE,
						   to, slack);
	}
	if (table.inline_index)
		poll_freewait(&table);
	return retval;
}

/* Few longs: word by word.  Return: 0 or -EFAULT, both. */
static int get_fd_set(size_t longs, void __user *ufdset, unsigned long *fds)
{
	unsigned long __user *from = ufdset;
	size_t i;

	if (!ufdset) {
		for (i = 0; i < longs; i++)
			fds[i] = 0;
		return 0;
	}
	if (!user_access_begin(from, longs * sizeof(long)))
		return -EFAULT;
	for (i = 0; i < longs; i++)
		unsafe_get_user(fds[i], from + i, fault);
	user_access_end();
	return 0;
fault:
	user_access_end();
	return -EFAULT;
}

static int set_fd_set(size_t longs, void __user *ufdset, unsigned long *fds)
{
	unsigned long __user *to = ufdset;
	size_t i;

	if (!ufdset)
		return 0;
	if (!user_access_begin(to, longs * sizeof(long)))
		return -EFAULT;
	for (i = 0; i < longs; i++)
		unsafe_put_user(fds[i], to + i, fault);
	user_access_end();
	return 0;
fault:
	user_access_end();
	return -EFAULT;
}

static int select_with_bits(int n, unsigned long *bits, fd_set __user *inp,
			    fd_set __user *outp, fd_set __user *exp,
			    struct timespec64 *end_time)
{
	size_t longs = FDS_LONGS(n);
	struct fd_set_bits fds = {
		.in = bits, .out = bits + longs, .ex = bits + 2 * longs,
		.res_in = bits + 3 * longs, .res_out = bits + 4 * longs,
		.res_ex = bits + 5 * longs,
	};
	int ret;

	if (get_fd_set(longs, inp, fds.in) ||
	    get_fd_set(longs, outp, fds.out) || get_fd_set(longs, exp, fds.ex))
		return -EFAULT;
	get_fd_set(3 * longs, NULL, fds.res_in);
	ret = do_select(n, &fds, end_time);
	if (ret < 0)
		return ret;
	if (!ret && signal_pending(current))
		return -ERESTARTNOHAND;
	if (set_fd_set(longs, inp, fds.res_in) ||
	    set_fd_set(longs, outp, fds.res_out) ||
	    set_fd_set(longs, exp, fds.res_ex))
		return -EFAULT;
	return ret;
}

static int core_sys_select(int n, fd_set __user *inp, fd_set __user *outp,
			   fd_set __user *exp, struct timespec64 *end_time)
{
	long stack_fds[SELECT_STACK_ALLOC / sizeof(long)];
	void *bits = stack_fds;
	int ret, max_fds;

	if (n < 0)
		return -EINVAL;
	rcu_read_lock();
	max_fds = files_fdtable(current->files)->max_fds;
	rcu_read_unlock();
	if (n > max_fds)
		n = max_fds;
	if (6 * FDS_BYTES(n) > sizeof(stack_fds)) {
		bits = kvmalloc(6 * FDS_BYTES(n), GFP_KERNEL);
		if (!bits)
			return -ENOMEM;
	}
	ret = select_with_bits(n, bits, inp, outp, exp, end_time);
	if (bits != stack_fds)
		kvfree(bits);
	return ret;
}

SYSCALL_DEFINE5(select, int, n, fd_set __user *, inp, fd_set __user *, outp,
		fd_set __user *, exp, struct __kernel_old_timeval __user *, tvp)
{
	struct timespec64 end_time, *to = NULL;
	struct __kernel_old_timeval tv;
	int ret;

	if (tvp) {
		if (copy_from_user(&tv, tvp, sizeof(tv)))
			return -EFAULT;
		to = &end_time;
		/* More than a second of microseconds is carried over. */
		if (!tv.tv_sec && !tv.tv_usec)
			end_time = (struct timespec64){};
		else if (poll_select_set_timeout(to,
				tv.tv_sec + tv.tv_usec / USEC_PER_SEC,
				(tv.tv_usec % USEC_PER_SEC) * NSEC_PER_USEC))
			return -EINVAL;
	}
	ret = core_sys_select(n, inp, outp, exp, to);
	return poll_select_finish(&end_time, to ? tvp : NULL, PT_TIMEVAL, ret);
}

/* The sixth argument: a mask and its size. */
struct sigset_argpack {
	sigset_t __user	*p;
	size_t		size;
};

SYSCALL_DEFINE6(pselect6, int, n, fd_set __user *, inp, fd_set __user *, outp,
		fd_set __user *, exp, struct __kernel_timespec __user *, tsp,
		void __user *, sig)
{
	struct timespec64 ts, end_time, *to = NULL;
	struct sigset_argpack x = {};
	sigset_t ksigmask, sigsaved;
	int ret;

	if (sig && copy_from_user(&x, sig, sizeof(x)))
		return -EFAULT;
	if (tsp) {
		if (get_timespec64(&ts, tsp))
			return -EFAULT;
		to = &end_time;
		if (poll_select_set_timeout(to, ts.tv_sec, ts.tv_nsec))
			return -EINVAL;
	}
	ret = set_user_sigmask(x.p, &ksigmask, &sigsaved, x.size);
	if (ret)
		return ret;
	ret = core_sys_select(n, inp, outp, exp, to);
	restore_user_sigmask(x.p, &sigsaved);
	return poll_select_finish(&end_time, to ? tsp : NULL, PT_TIMESPEC, ret);
}
