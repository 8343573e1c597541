/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/thread_info.h - thread flags, and the restart of system calls
 *
 * Mirrors: Linux 4.x include/linux/thread_info.h (THREAD_INFO_IN_TASK).
 */
#ifndef _LINUX_THREAD_INFO_H
#define _LINUX_THREAD_INFO_H

#include <linux/bitops.h>
#include <linux/bug.h>
#include <linux/compiler.h>
#include <linux/restart_block.h>
#include <linux/types.h>

#include <asm/current.h>
#include <asm/thread_info.h>

#ifndef __ASSEMBLY__

/* thread_info is the first member of task_struct. */
#define current_thread_info()	((struct thread_info *)current)

static inline void set_ti_thread_flag(struct thread_info *ti, int flag)
{
	set_bit(flag, &ti->flags);
}

static inline void clear_ti_thread_flag(struct thread_info *ti, int flag)
{
	clear_bit(flag, &ti->flags);
}

static inline int test_and_set_ti_thread_flag(struct thread_info *ti,
					      int flag)
{
	return test_and_set_bit(flag, &ti->flags);
}

static inline int test_and_clear_ti_thread_flag(struct thread_info *ti,
						int flag)
{
	return test_and_clear_bit(flag, &ti->flags);
}

static inline int test_ti_thread_flag(struct thread_info *ti, int flag)
{
	return test_bit(flag, &ti->flags);
}

#define set_thread_flag(flag) \
	set_ti_thread_flag(current_thread_info(), flag)
#define clear_thread_flag(flag) \
	clear_ti_thread_flag(current_thread_info(), flag)
#define test_and_set_thread_flag(flag) \
	test_and_set_ti_thread_flag(current_thread_info(), flag)
#define test_and_clear_thread_flag(flag) \
	test_and_clear_ti_thread_flag(current_thread_info(), flag)
#define test_thread_flag(flag) \
	test_ti_thread_flag(current_thread_info(), flag)
#define tif_need_resched()	test_thread_flag(TIF_NEED_RESCHED)

/*
 * "Put saved_sigmask back before user mode": set by calls that sleep under a
 * temporary mask (sigsuspend, ppoll).  The mask must survive until the signal
 * that ended the sleep is delivered, so the way out restores it, not the call.
 */
static inline void set_restore_sigmask(void)
{
	set_thread_flag(TIF_RESTORE_SIGMASK);
	WARN_ON(!test_thread_flag(TIF_SIGPENDING));
}

static inline void clear_restore_sigmask(void)
{
	clear_thread_flag(TIF_RESTORE_SIGMASK);
}

static inline bool test_restore_sigmask(void)
{
	return test_thread_flag(TIF_RESTORE_SIGMASK);
}

static inline bool test_and_clear_restore_sigmask(void)
{
	return test_thread_flag(TIF_RESTORE_SIGMASK) &&
	       test_and_clear_thread_flag(TIF_RESTORE_SIGMASK);
}

#endif /* __ASSEMBLY__ */
#endif /* _LINUX_THREAD_INFO_H */
