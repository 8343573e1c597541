/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/screen_info.h - the screen as the boot loader left it
 *
 * With orig_video_isVGA == VIDEO_TYPE_EFI lfb_size counts bytes, with
 * VIDEO_TYPE_VLFB units of 64 KiB; text modes have 0x01 or VIDEO_TYPE_VGAC.
 * Mirrors: Linux 4.5 include/linux/screen_info.h.
 */
#ifndef _LINUX_SCREEN_INFO_H
#define _LINUX_SCREEN_INFO_H

#include <uapi/linux/screen_info.h>

extern struct screen_info screen_info;	/* set by setup_arch(), then read only */

#endif /* _LINUX_SCREEN_INFO_H */
