/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/auxvec.h - the auxiliary vector handed to a new program
 */
#ifndef _LINUX_AUXVEC_H
#define _LINUX_AUXVEC_H

#include <uapi/linux/auxvec.h>

/* Entries of the AT_* table that create_elf_tables() may write. */
#define AT_VECTOR_SIZE_BASE	20

#endif /* _LINUX_AUXVEC_H */
