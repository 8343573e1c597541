// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/errseq.c - an error that each observer sees exactly once
 *
 * Data       One 32-bit word: errno in the low bits, then a "seen" flag, then
 *            a counter that a new error bumps if somebody saw the last one.
 * I1         Equal words mean: nothing new happened since the sample.
 *
 * A failed writeback must be told to every open file's next fsync(), once
 * each; a plain flag could be told only once in all.
 *
 * Mirrors: Linux 4.19 lib/errseq.c.
 */
#include <linux/errseq.h>

#include <linux/atomic.h>
#include <linux/bug.h>
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/log2.h>

#define ERRSEQ_SHIFT	ilog2(MAX_ERRNO + 1)
#define ERRSEQ_SEEN	(1U << ERRSEQ_SHIFT)
#define ERRSEQ_CTR_INC	(1U << (ERRSEQ_SHIFT + 1))

/**
 * errseq_set() - record an error
 * @eseq: where
 * @err: negative errno
 *
 * Context: any; does not sleep.
 * Return: the new value.
 */
errseq_t errseq_set(errseq_t *eseq, int err)
{
	errseq_t old = READ_ONCE(*eseq);

	if (WARN_ON_ONCE(err >= 0 || err < -MAX_ERRNO))
		return old;
	for (;;) {
		errseq_t new, cur;

		new = (old & ~(MAX_ERRNO | ERRSEQ_SEEN)) | -err;
		if (old & ERRSEQ_SEEN)
			new += ERRSEQ_CTR_INC;
		if (new == old)
			return new;
		cur = cmpxchg(eseq, old, new);
		if (cur == old)
			return new;
		old = cur;
	}
}

/**
 * errseq_sample() - the value to compare with later
 * @eseq: where errors are recorded
 *
 * Context: any; does not sleep.
 * Return: a sample; 0 when the last error was seen by nobody, so that the
 * sampler will see it.
 */
errseq_t errseq_sample(errseq_t *eseq)
{
	errseq_t old = READ_ONCE(*eseq);

	if (!(old & ERRSEQ_SEEN))
		old = 0;
	return old;
}

/**
 * errseq_check() - has there been an error since a sample?
 * @eseq: where errors are recorded
 * @since: the sample
 *
 * Context: any; does not sleep.
 * Return: 0, or the latest error.
 */
int errseq_check(errseq_t *eseq, errseq_t since)
{
	errseq_t cur = READ_ONCE(*eseq);

	if (likely(cur == since))
		return 0;
	return -(cur & MAX_ERRNO);
}

/**
 * errseq_check_and_advance() - the same, and not again
 * @eseq: where errors are recorded
 * @since: the caller's sample, under the caller's lock
 *
 * Context: any; does not sleep.
 * Return: 0, or the latest error.
 */
int errseq_check_and_advance(errseq_t *eseq, errseq_t *since)
{
	errseq_t old = READ_ONCE(*eseq), new;

	if (old == *since)
		return 0;
	new = old | ERRSEQ_SEEN;
	if (new != old)
		cmpxchg(eseq, old, new);
	*since = new;
	return -(new & MAX_ERRNO);
}
