/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch/x86/entry/vdso/vdso_image.S - the vDSO's file as it is, for mapping
 *
 * Whole pages, since user space gets these very pages.
 */
#include <linux/linkage.h>

	.section ".rodata..vdso", "a"
	.balign	4096
SYM_DATA_START(vdso_image_start)
	.incbin "generated/vdso64.so"
	.balign	4096
SYM_INNER_LABEL(vdso_image_end)
SYM_DATA_END(vdso_image_start)
