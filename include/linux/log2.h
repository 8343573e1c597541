/* SPDX-License-Identifier: GPL-2.0-only */
/* include/linux/log2.h - kept for its Linux name; see bitops.h. */
#ifndef _LINUX_LOG2_H
#define _LINUX_LOG2_H

#include <linux/bitops.h>

#endif /* _LINUX_LOG2_H */
