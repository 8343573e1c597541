/* SPDX-License-Identifier: GPL-2.0-only */
/* include/linux/task_io_accounting_ops.h - counting I/O. Mirrors: Linux 4.19. */
#ifndef _LINUX_TASK_IO_ACCOUNTING_OPS_H
#define _LINUX_TASK_IO_ACCOUNTING_OPS_H

#include <linux/sched.h>
#include <linux/string.h>

static inline void task_io_account_read(size_t bytes)
{
	current->ioac.read_bytes += bytes;
}

static inline void task_io_account_write(size_t bytes)
{
	current->ioac.write_bytes += bytes;
}

static inline void add_rchar(struct task_struct *tsk, ssize_t amt)
{
	tsk->ioac.rchar += amt;
}

static inline void add_wchar(struct task_struct *tsk, ssize_t amt)
{
	tsk->ioac.wchar += amt;
}

static inline void inc_syscr(struct task_struct *tsk)
{
	tsk->ioac.syscr++;
}

static inline void inc_syscw(struct task_struct *tsk)
{
	tsk->ioac.syscw++;
}

/* In 512-byte blocks, as getrusage(2) has it. */
static inline unsigned long task_io_get_inblock(const struct task_struct *p)
{
	return p->ioac.read_bytes >> 9;
}

static inline unsigned long task_io_get_oublock(const struct task_struct *p)
{
	return p->ioac.write_bytes >> 9;
}

static inline void task_io_accounting_init(struct task_io_accounting *ioac)
{
	memset(ioac, 0, sizeof(*ioac));
}

static inline void task_io_accounting_add(struct task_io_accounting *dst,
					  const struct task_io_accounting *src)
{
	dst->rchar += src->rchar;
	dst->wchar += src->wchar;
	dst->syscr += src->syscr;
	dst->syscw += src->syscw;
	dst->read_bytes += src->read_bytes;
	dst->write_bytes += src->write_bytes;
	dst->cancelled_write_bytes += src->cancelled_write_bytes;
}

#endif /* _LINUX_TASK_IO_ACCOUNTING_OPS_H */
