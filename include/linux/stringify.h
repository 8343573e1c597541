/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/stringify.h - the text of a macro's expansion
 *
 * Mirrors: Linux include/linux/stringify.h.
 */
#ifndef _LINUX_STRINGIFY_H
#define _LINUX_STRINGIFY_H

#define __stringify_1(x...)	#x
#define __stringify(x...)	__stringify_1(x)

#endif /* _LINUX_STRINGIFY_H */
