/* SPDX-License-Identifier: GPL-2.0-only */
/* linux/securebits.h - does a cred have the bit? (prctl PR_SET_SECUREBITS) */
#ifndef _LINUX_SECUREBITS_H
#define _LINUX_SECUREBITS_H

#include <uapi/linux/securebits.h>

#define SECUREBITS_DEFAULT	0x00000000
#define issecure(X)		(issecure_mask(X) & current_cred()->securebits)

#endif /* _LINUX_SECUREBITS_H */
