/* SPDX-License-Identifier: GPL-2.0-only */
/* include/linux/const.h - one constant for C and assembly. Mirrors: Linux 4.19. */
#ifndef _LINUX_CONST_H
#define _LINUX_CONST_H

#include <uapi/linux/const.h>

#define UL(x)	(_UL(x))
#define ULL(x)	(_ULL(x))

#endif /* _LINUX_CONST_H */
