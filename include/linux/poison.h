/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/poison.h - bytes that say what memory is, when found in an oops
 */
#ifndef _LINUX_POISON_H
#define _LINUX_POISON_H

#define PAGE_POISON		0xaa	/* free page (debug builds) */
#define RED_INACTIVE		0x09F911029D74E35BULL	/* object is free */
#define RED_ACTIVE		0xD84156C5635688C0ULL	/* object is in use */
#define POISON_INUSE		0x5a	/* object not yet initialised */
#define POISON_FREE		0x6b	/* object was freed */
#define POISON_END		0xa5	/* last byte of a poisoned object */
#define POISON_FREE_INITMEM	0xcc	/* int3: freed init code */

#endif /* _LINUX_POISON_H */
