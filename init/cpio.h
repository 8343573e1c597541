/* SPDX-License-Identifier: GPL-2.0-only */
/* init/cpio.h - between cpio.c and initramfs.c */
#ifndef INIT_CPIO_H
#define INIT_CPIO_H

#include <linux/init.h>
#include <linux/types.h>

extern const char *cpio_message;	/* what went wrong first, or NULL */
extern const char cpio_no_memory[];	/* what cpio_message is then */
extern unsigned long cpio_bytes;	/* of file contents so far */

void cpio_error(const char *why);
void cpio_begin(void);
void cpio_restart(unsigned long eaten);
unsigned long cpio_write(char *buf, unsigned long len);
bool cpio_is_complete(void);
void cpio_end(void);

#endif /* INIT_CPIO_H */
