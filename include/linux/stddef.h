/* SPDX-License-Identifier: GPL-2.0-only */
/* include/linux/stddef.h - NULL and member offsets. Mirrors: Linux 4.19. */
#ifndef _LINUX_STDDEF_H
#define _LINUX_STDDEF_H

#include <uapi/linux/stddef.h>

#undef NULL
#define NULL ((void *)0)

#undef offsetof
#define offsetof(type, member)		__builtin_offsetof(type, member)
#define sizeof_field(type, member)	sizeof((((type *)0)->member))
#define offsetofend(type, member) \
	(offsetof(type, member) + sizeof_field(type, member))

#endif /* _LINUX_STDDEF_H */
