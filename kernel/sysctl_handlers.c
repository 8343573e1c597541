// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/sysctl_handlers.c - how a tunable is printed and read
 *
 * A handler sees one row and a kernel buffer; conv_fn's do one element each, so
 * that all rows of numbers share one reader and one writer.
 *
 * Entry      proc_dointvec() and kin, proc_dostring()
 * Locking    none: an element is one word, written at once.
 * Mirrors: Linux 4.19 kernel/sysctl.c (its handlers).
 */
#include <linux/sysctl.h>

#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/string.h>

const int sysctl_vals[] = { 0, 1, 2, INT_MAX };

/* Longest number and its sign. */
#define NUMBER_MAX	24

/* Cut the next word of *@buf, of which *@left bytes remain, out as a number. */
static int next_number(char **buf, size_t *left, long *value)
{
	char word[NUMBER_MAX];
	size_t n = 0;

	while (*left && isspace(**buf)) {
		++*buf;
		--*left;
	}
	while (*left && **buf && !isspace(**buf)) {
		if (n == sizeof(word) - 1)
			return -EINVAL;
		word[n++] = **buf;
		++*buf;
		--*left;
	}
	if (n == 0)
		return -ENODATA;
	word[n] = '\0';
	return kstrtol(word, 0, value) ? -EINVAL : 0;
}

/* One element between memory and number. @min and @max count when given. */
typedef int conv_fn(struct ctl_table *ctl, unsigned int i, long *value,
		    int write);

static int conv_int(struct ctl_table *ctl, unsigned int i, long *value,
		    int write)
{
	int *data = (int *)ctl->data + i;

	if (!write) {
		*value = READ_ONCE(*data);
		return 0;
	}
	if (*value > INT_MAX || *value < INT_MIN)
		return -EINVAL;
	WRITE_ONCE(*data, *value);
	return 0;
}

static int conv_uint(struct ctl_table *ctl, unsigned int i, long *value,
		     int write)
{
	unsigned int *data = (unsigned int *)ctl->data + i;

	if (!write) {
		*value = READ_ONCE(*data);
		return 0;
	}
	if (*value > UINT_MAX || *value < 0)
		return -EINVAL;
	WRITE_ONCE(*data, *value);
	return 0;
}

static int conv_int_minmax(struct ctl_table *ctl, unsigned int i, long *value,
			   int write)
{
	const int *min = ctl->extra1, *max = ctl->extra2;

	if (write && ((min && *value < *min) || (max && *value > *max)))
		return -EINVAL;
	return conv_int(ctl, i, value, write);
}

static int conv_ulong_minmax(struct ctl_table *ctl, unsigned int i,
			     long *value, int write)
{
	const unsigned long *min = ctl->extra1, *max = ctl->extra2;
	unsigned long *data = (unsigned long *)ctl->data + i;

	if (!write) {
		*value = READ_ONCE(*data);
		return 0;
	}
	if (*value < 0 || (min && *value < *min) || (max && *value > *max))
		return -EINVAL;
	WRITE_ONCE(*data, *value);
	return 0;
}

/* Seconds outside, jiffies inside. */
static int conv_jiffies(struct ctl_table *ctl, unsigned int i, long *value,
			int write)
{
	long seconds = *value;
	int err;

	if (write) {
		if (seconds > INT_MAX / HZ || seconds < INT_MIN / HZ)
			return -EINVAL;
		seconds *= HZ;
		return conv_int(ctl, i, &seconds, 1);
	}
	err = conv_int(ctl, i, &seconds, 0);
	*value = seconds / HZ;
	return err;
}

/* As much as *@lenp bytes can hold; @buf has room for a NUL behind them. */
static int read_vec(struct ctl_table *ctl, char *buf, size_t *lenp,
		    unsigned int n, conv_fn *conv)
{
	size_t len = 0;
	unsigned int i;
	long value;

	for (i = 0; i < n; i++) {
		conv(ctl, i, &value, 0);
		len += scnprintf(buf + len, *lenp - len + 1,
				 i ? "\t%ld" : "%ld", value);
	}
	if (len < *lenp)
		buf[len++] = '\n';
	*lenp = len;
	return 0;
}

static int write_vec(struct ctl_table *ctl, char *buf, size_t *lenp,
		     unsigned int n, conv_fn *conv)
{
	size_t left = *lenp;
	unsigned int i;
	long value;
	int err;

	for (i = 0; i < n; i++) {
		err = next_number(&buf, &left, &value);
		if (err == -ENODATA && i > 0)
			break;
		if (err)
			return err == -ENODATA ? -EINVAL : err;
		err = conv(ctl, i, &value, 1);
		if (err)
			return err;
	}
	return 0;
}

static int do_vec(struct ctl_table *ctl, int write, void *buffer, size_t *lenp,
		  loff_t *ppos, size_t size, conv_fn *conv)
{
	unsigned int n = ctl->maxlen / size;
	int err;

	/* A tunable is read, and written, in one go from position 0. */
	if (!ctl->data || !n || !*lenp || *ppos) {
		if (!write)
			*lenp = 0;
		return 0;
	}
	err = write ? write_vec(ctl, buffer, lenp, n, conv) :
		read_vec(ctl, buffer, lenp, n, conv);
	if (!err)
		*ppos += *lenp;
	return err;
}

/**
 * proc_dointvec() - a row of ints
 * @ctl: data and maxlen say which
 * @write: 0 prints them, 1 stores what is written
 * @buffer: kernel memory
 * @lenp: its size; on return what was used
 * @ppos: file position
 *
 * The others differ in the type and in what they check.
 * Return: 0 or -EINVAL.
 */
int proc_dointvec(struct ctl_table *ctl, int write, void *buffer, size_t *lenp,
		  loff_t *ppos)
{
	return do_vec(ctl, write, buffer, lenp, ppos, sizeof(int), conv_int);
}

/** proc_douintvec() - unsigned ints; see proc_dointvec() */
int proc_douintvec(struct ctl_table *ctl, int write, void *buffer,
		   size_t *lenp, loff_t *ppos)
{
	return do_vec(ctl, write, buffer, lenp, ppos, sizeof(int), conv_uint);
}

/** proc_dointvec_minmax() - ints from *extra1 to *extra2; see proc_dointvec() */
int proc_dointvec_minmax(struct ctl_table *ctl, int write, void *buffer,
			 size_t *lenp, loff_t *ppos)
{
	return do_vec(ctl, write, buffer, lenp, ppos, sizeof(int),
		      conv_int_minmax);
}

/** proc_doulongvec_minmax() - unsigned longs; see proc_dointvec_minmax() */
int proc_doulongvec_minmax(struct ctl_table *ctl, int write, void *buffer,
			   size_t *lenp, loff_t *ppos)
{
	return do_vec(ctl, write, buffer, lenp, ppos, sizeof(long),
		      conv_ulong_minmax);
}

/** proc_dointvec_jiffies() - seconds, kept as jiffies; see proc_dointvec() */
int proc_dointvec_jiffies(struct ctl_table *ctl, int write, void *buffer,
			  size_t *lenp, loff_t *ppos)
{
	return do_vec(ctl, write, buffer, lenp, ppos, sizeof(int),
		      conv_jiffies);
}

/**
 * proc_dostring() - a text of at most maxlen - 1 bytes, without its newline
 * @ctl: data and maxlen say which
 * @write: 0 prints it, 1 stores what is written
 * @buffer: kernel memory
 * @lenp: its size; on return what was used
 * @ppos: file position
 *
 * Return: 0.
 */
int proc_dostring(struct ctl_table *ctl, int write, void *buffer, size_t *lenp,
		  loff_t *ppos)
{
	char *data = ctl->data;
	size_t len;

	if (!data || !ctl->maxlen || !*lenp) {
		*lenp = 0;
		return 0;
	}
	/* Unlike numbers a text goes on where the last call ended. */
	len = strnlen(data, ctl->maxlen - 1);
	if (write) {
		if (*ppos > len)
			return 0;
		len = min_t(size_t, *lenp, ctl->maxlen - 1 - *ppos);
		len = strnlen(buffer, len);
		memcpy(data + *ppos, buffer, len);
		data[*ppos + len] = '\0';
		data[strcspn(data, "\n")] = '\0';
		*ppos += *lenp;
		return 0;
	}
	if (*ppos > len) {
		*lenp = 0;
		return 0;
	}
	data += *ppos;
	len = min_t(size_t, len - *ppos, *lenp);
	memcpy(buffer, data, len);
	if (len < *lenp)
		((char *)buffer)[len++] = '\n';
	*lenp = len;
	*ppos += len;
	return 0;
}
