/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * drivers/video/console/font.h - an 8x16 font in code page 437
 */
#ifndef _DRIVERS_VIDEO_CONSOLE_FONT_H
#define _DRIVERS_VIDEO_CONSOLE_FONT_H

#include <linux/types.h>

#define FONT_WIDTH	8
#define FONT_HEIGHT	16

/* Bit 7 of a byte is the leftmost point of a row. */
extern u8 font_8x16[256][FONT_HEIGHT];

void font_init(void);

#endif
