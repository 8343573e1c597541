/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/initrd.h - the archive that the boot loader put into memory
 *
 * initrd_start and initrd_end are direct map addresses, both 0 when there is
 * none. The pages are reserved in memblock until populate_rootfs() frees them.
 * Mirrors: Linux 4.5 include/linux/initrd.h.
 */
#ifndef _LINUX_INITRD_H
#define _LINUX_INITRD_H

extern unsigned long initrd_start;
extern unsigned long initrd_end;

void free_initrd_mem(unsigned long start, unsigned long end);

/* Unpack the initramfs into rootfs; its errors are printed, not returned. */
void populate_rootfs(void);

#endif /* _LINUX_INITRD_H */
