// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/char/random_dev.c - /dev/random, /dev/urandom, getrandom(2), and
 * /proc/sys/kernel/random
 *
 * /dev/random waits until the generator is ready, as getrandom(2) does;
 * urandom never waits.  What is written is stirred in, for no credit.
 * Mirrors: Linux 5.18+ drivers/char/random.c
 */
#include "random.h"

#include <linux/capability.h>
#include <linux/fs.h>
#include <linux/poll.h>
#include <linux/sched/signal.h>
#include <linux/syscalls.h>
#include <linux/sysctl.h>
#include <linux/uaccess.h>
#include <linux/uio.h>

/* Random bytes to user space; a signal ends it after the first page. */
static ssize_t get_random_bytes_user(struct iov_iter *iter)
{
	u32 state[CHACHA20_STATE_WORDS];
	u8 block[CHACHA20_BLOCK_SIZE];
	size_t n = CHACHA20_KEY_SIZE;
	ssize_t done = 0;

	if (!iov_iter_count(iter))
		return 0;
	crng_make_state(state, block, n);
	for (;;) {
		size_t copied = copy_to_iter(block, n, iter);

		done += copied;
		if (!iov_iter_count(iter) || copied != n)
			break;
		if (done % PAGE_SIZE < n) {
			if (signal_pending(current))
				break;
			cond_resched();
		}
		n = CHACHA20_BLOCK_SIZE;
		chacha20_block(state, block);
	}
	memzero_explicit(state, sizeof(state));
	memzero_explicit(block, sizeof(block));
	return done ? done : -EFAULT;
}

SYSCALL_DEFINE3(getrandom, char __user *, ubuf, size_t, len,
		unsigned int, flags)
{
	struct iov_iter iter;
	struct iovec iov;
	int ret;

	if (flags & ~(GRND_NONBLOCK | GRND_RANDOM | GRND_INSECURE))
		return -EINVAL;
	if ((flags & GRND_RANDOM) && (flags & GRND_INSECURE))
		return -EINVAL;
	if (!rng_is_initialized() && !(flags & GRND_INSECURE)) {
		if (flags & GRND_NONBLOCK)
			return -EAGAIN;
		ret = wait_for_random_bytes();
		if (ret)
			return ret;
	}
	ret = import_single_range(READ, ubuf, len, &iov, &iter);
	return ret ? ret : get_random_bytes_user(&iter);
}

static ssize_t urandom_read_iter(struct kiocb *kiocb, struct iov_iter *iter)
{
	return get_random_bytes_user(iter);
}

static ssize_t random_read_iter(struct kiocb *kiocb, struct iov_iter *iter)
{
	int ret;

	if (!rng_is_initialized() && (kiocb->ki_filp->f_flags & O_NONBLOCK))
		return -EAGAIN;
	ret = wait_for_random_bytes();
	return ret ? ret : get_random_bytes_user(iter);
}

static ssize_t random_write_iter(struct kiocb *kiocb, struct iov_iter *iter)
{
	ssize_t done = 0;
	u8 block[64];

	while (iov_iter_count(iter)) {
		size_t n = min(iov_iter_count(iter), sizeof(block));
		size_t copied = copy_from_iter(block, n, iter);

		mix_pool_bytes(block, copied);
		done += copied;
		if (copied != n || signal_pending(current))
			break;
		cond_resched();
	}
	memzero_explicit(block, sizeof(block));
	return done ? done : -EFAULT;
}

static __poll_t random_poll(struct file *file, struct poll_table_struct *wait)
{
	poll_wait(file, &crng_init_wait, wait);
	/* Writable: it could do with something to stir in. */
	return rng_is_initialized() ? EPOLLIN | EPOLLRDNORM
				    : EPOLLOUT | EPOLLWRNORM;
}

/* RNDADDENTROPY: bytes that are worth so many bits. */
static int add_entropy(int __user *p)
{
	int bits, len;
	u8 block[64];
	const u8 __user *from = (const u8 __user *)(p + 2);

	if (get_user(bits, p) || get_user(len, p + 1))
		return -EFAULT;
	if (bits < 0 || len < 0)
		return -EINVAL;
	while (len > 0) {
		int n = min(len, (int)sizeof(block));

		if (copy_from_user(block, from, n))
			return -EFAULT;
		mix_pool_bytes(block, n);
		from += n;
		len -= n;
	}
	credit_entropy_bits(bits);
	return 0;
}

static long random_ioctl(struct file *f, unsigned int cmd, unsigned long arg)
{
	int __user *p = (int __user *)arg;
	int bits;

	if (cmd == RNDGETENTCNT)
		return put_user((int)entropy_avail(), p);
	if (cmd != RNDADDTOENTCNT && cmd != RNDADDENTROPY &&
	    cmd != RNDZAPENTCNT && cmd != RNDCLEARPOOL &&
	    cmd != RNDRESEEDCRNG)
		return -EINVAL;
	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;

	switch (cmd) {
	case RNDADDTOENTCNT:
		if (get_user(bits, p))
			return -EFAULT;
		if (bits < 0)
			return -EINVAL;
		credit_entropy_bits(bits);
		return 0;
	case RNDADDENTROPY:
		return add_entropy(p);
	}
	/* The pool is never made worse: there is nothing to zap. */
	return cmd == RNDRESEEDCRNG && !rng_is_initialized() ? -ENODATA : 0;
}

const struct file_operations random_fops = {
	.read_iter	= random_read_iter,
	.write_iter	= random_write_iter,
	.splice_read	= generic_file_splice_read,
	.poll		= random_poll,
	.unlocked_ioctl	= random_ioctl,
	.llseek		= noop_llseek,
};

const struct file_operations urandom_fops = {
	.read_iter	= urandom_read_iter,
	.write_iter	= random_write_iter,
	.splice_read	= generic_file_splice_read,
	.unlocked_ioctl	= random_ioctl,
	.llseek		= noop_llseek,
};

/* --- /proc/sys/kernel/random --- */

static int sysctl_poolsize = POOL_READY_BITS;
static u8 boot_id[16];

static void make_uuid(u8 *uuid)
{
	get_random_bytes(uuid, 16);
	uuid[6] = (uuid[6] & 0x0f) | 0x40;	/* version 4: random */
	uuid[8] = (uuid[8] & 0x3f) | 0x80;
}

/* With data: that one, made when first asked for; without: a new one. */
static int proc_do_uuid(struct ctl_table *table, int write, void *buf,
			size_t *lenp, loff_t *ppos)
{
	static DEFINE_SPINLOCK(boot_id_lock);
	char text[40];
	struct ctl_table fake = { .data = text, .maxlen = sizeof(text) };
	u8 uuid[16];

	if (write)
		return -EPERM;
	make_uuid(uuid);
	if (table->data) {
		spin_lock(&boot_id_lock);
		if (!boot_id[8])
			memcpy(boot_id, uuid, sizeof(uuid));
		memcpy(uuid, boot_id, sizeof(uuid));
		spin_unlock(&boot_id_lock);
	}
	snprintf(text, sizeof(text), "%pU", uuid);
	return proc_dostring(&fake, 0, buf, lenp, ppos);
}

static int proc_do_entropy(struct ctl_table *table, int write, void *buf,
			   size_t *lenp, loff_t *ppos)
{
	int bits = entropy_avail();
	struct ctl_table fake = { .data = &bits, .maxlen = sizeof(bits) };

	return write ? -EPERM : proc_dointvec(&fake, 0, buf, lenp, ppos);
}

static struct ctl_table random_table[] = {
	{
		.procname	= "poolsize",
		.data		= &sysctl_poolsize,
		.maxlen		= sizeof(int),
		.mode		= 0444,
		.proc_handler	= proc_dointvec,
	},
	{
		.procname	= "entropy_avail",
		.mode		= 0444,
		.proc_handler	= proc_do_entropy,
	},
	{
		.procname	= "boot_id",
		.data		= boot_id,
		.mode		= 0444,
		.proc_handler	= proc_do_uuid,
	},
	{
		.procname	= "uuid",
		.mode		= 0444,
		.proc_handler	= proc_do_uuid,
	},
	{ }
};

static int __init random_sysctls_init(void)
{
	register_sysctl("kernel/random", random_table);
	return 0;
}
device_initcall(random_sysctls_init);
