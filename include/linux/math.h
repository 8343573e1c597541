/* SPDX-License-Identifier: GPL-2.0-only */
/* include/linux/math.h - integer roots. Mirrors: Linux 4.x linux/kernel.h. */
#ifndef _LINUX_MATH_H
#define _LINUX_MATH_H

unsigned long int_sqrt(unsigned long x);

#endif
