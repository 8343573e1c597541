/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/io.h - mapping of memory that is not RAM
 */
#ifndef _LINUX_IO_H
#define _LINUX_IO_H

#include <linux/types.h>

#include <asm/io.h>

enum {
	MEMREMAP_WB = 1 << 0,
	MEMREMAP_WT = 1 << 1,
	MEMREMAP_WC = 1 << 2,
};

/* For tables of the firmware: RAM comes from the direct map. */
void *memremap(resource_size_t offset, size_t size, unsigned long flags);
void memunmap(void *addr);

/*
 * Before vmalloc_init(): a few temporary windows in the fixmap, 256 KiB
 * each.  Cached (memremap) or not (ioremap).  NULL when none is free.
 */
void early_ioremap_init(void);
void *early_memremap(resource_size_t phys_addr, unsigned long size);
void early_memunmap(void *addr, unsigned long size);

#endif /* _LINUX_IO_H */
