/* SPDX-License-Identifier: GPL-2.0-only */
/* linux/param.h - ticks a second: ours (HZ) and what user space is told */
#ifndef _LINUX_PARAM_H
#define _LINUX_PARAM_H

#include <uapi/linux/param.h>

#undef HZ
#define HZ		250
#define USER_HZ		100
#define CLOCKS_PER_SEC	USER_HZ

#endif /* _LINUX_PARAM_H */
