/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/overflow.h - sizes that cannot wrap
 *
 * check_add_overflow() and kin, and struct_size(), are in linux/kernel.h.
 */
#ifndef _LINUX_OVERFLOW_H
#define _LINUX_OVERFLOW_H

#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/types.h>

#endif /* _LINUX_OVERFLOW_H */
