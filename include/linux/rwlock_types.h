/* SPDX-License-Identifier: GPL-2.0-only */
/* linux/rwlock_types.h - Linux's name for a part of spinlock_types.h */
#ifndef _LINUX_RWLOCK_TYPES_H
#define _LINUX_RWLOCK_TYPES_H

#include <linux/spinlock_types.h>

#endif /* _LINUX_RWLOCK_TYPES_H */
