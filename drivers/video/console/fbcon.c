// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/video/console/fbcon.c - text on a linear frame buffer
 *
 * The one that the firmware's GOP, or a boot loader's VESA mode, left: 16, 24
 * or 32 bits a pixel.  A glyph is eight pixels wide; with 32 bits, two pixels
 * are written at a time from a table of the four pairs there are.
 * Locking    console lock; in an oops none: only memory is written.
 * Mirrors: Linux 4.x drivers/video/fbdev/core/fbcon.c, efifb.c, vesafb.c
 * Simpler than Linux in: no mode setting, no /dev/fb0.
 */
#include <linux/console_struct.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/screen_info.h>
#include <linux/string.h>

#include "font.h"

static u8 *fb_mem;
static unsigned int fb_pitch;		/* bytes a line */
static unsigned int fb_bytes;		/* a pixel */
static unsigned int fb_width, fb_height;
static u32 fb_colors[16];		/* as pixels */

static u64 __init fb_base(const struct screen_info *si)
{
	u64 base = si->lfb_base;

	if (si->capabilities & VIDEO_CAPABILITY_64BIT_BASE)
		base |= (u64)si->ext_lfb_base << 32;
	return base;
}

static bool __init fb_usable(const struct screen_info *si)
{
	if (si->orig_video_isVGA != VIDEO_TYPE_EFI &&
	    si->orig_video_isVGA != VIDEO_TYPE_VLFB)
		return false;
	if (si->lfb_depth != 15 && si->lfb_depth != 16 &&
	    si->lfb_depth != 24 && si->lfb_depth != 32)
		return false;
	return fb_base(si) && si->lfb_width >= 80 * FONT_WIDTH &&
	       si->lfb_height >= 25 * FONT_HEIGHT &&
	       si->lfb_linelength >= si->lfb_width * ((si->lfb_depth + 7) / 8);
}

static const char *__init fbcon_startup(unsigned int *cols, unsigned int *rows)
{
	const struct screen_info *si = &screen_info;

	if (!fb_usable(si))
		return NULL;
	fb_width = si->lfb_width;
	fb_height = si->lfb_height;
	fb_pitch = si->lfb_linelength;
	fb_bytes = (si->lfb_depth + 7) / 8;
	fb_mem = (u8 __force *)ioremap_wc(fb_base(si),
					  (unsigned long)fb_pitch * fb_height);
	if (!fb_mem)
		return NULL;
	font_init();
	*cols = fb_width / FONT_WIDTH;
	*rows = fb_height / FONT_HEIGHT;
	memset(fb_mem, 0, (unsigned long)fb_pitch * fb_height);
	return "frame buffer";
}

/* 32 bits a pixel, the usual case. */
static void draw_glyph32(u8 *dst, const u8 *glyph, u32 fg, u32 bg)
{
	const u64 pairs[4] = {
		bg | (u64)bg << 32, bg | (u64)fg << 32,
		fg | (u64)bg << 32, fg | (u64)fg << 32,
	};
	unsigned int y;

	for (y = 0; y < FONT_HEIGHT; y++, dst += fb_pitch) {
		volatile u64 *p = (volatile u64 *)dst;
		u8 bits = glyph[y];

		p[0] = pairs[bits >> 6];
		p[1] = pairs[bits >> 4 & 3];
		p[2] = pairs[bits >> 2 & 3];
		p[3] = pairs[bits & 3];
	}
}

static void draw_glyph(u8 *dst, const u8 *glyph, u32 fg, u32 bg)
{
	unsigned int x, y, k;

	for (y = 0; y < FONT_HEIGHT; y++, dst += fb_pitch) {
		volatile u8 *p = dst;

		for (x = 0; x < FONT_WIDTH; x++) {
			u32 pixel = glyph[y] << x & 0x80 ? fg : bg;

			for (k = 0; k < fb_bytes; k++, pixel >>= 8)
				*p++ = pixel;
		}
	}
}

static void draw_cell(unsigned int x, unsigned int y, u16 cell)
{
	u8 *dst = fb_mem + y * FONT_HEIGHT * fb_pitch +
		  x * FONT_WIDTH * fb_bytes;
	const u8 *glyph = font_8x16[cell & 0xff];
	u32 fg = fb_colors[cell >> 8 & 0x0f];
	u32 bg = fb_colors[cell >> 12 & 0x07];

	if (fb_bytes == 4)
		draw_glyph32(dst, glyph, fg, bg);
	else
		draw_glyph(dst, glyph, fg, bg);
}

static void fbcon_putcs(const u16 *cells, unsigned int count, unsigned int y,
			unsigned int x)
{
	while (count--)
		draw_cell(x++, y, *cells++);
}

/* A block: the cell with its colours exchanged. */
static void fbcon_cursor(unsigned int x, unsigned int y, u16 cell, bool on)
{
	if (on)
		cell = (cell & 0x88ff) | (cell & 0x7000) >> 4 |
		       (cell & 0x0700) << 4;
	draw_cell(x, y, cell);
}

static void fbcon_blank(bool blank)
{
	if (blank)
		memset(fb_mem, 0, (unsigned long)fb_pitch * fb_height);
}

/* A component of 8 bits, cut to what the pixel has of it. */
static u32 component(u8 value, u8 size, u8 pos)
{
	return size ? (u32)(value >> (8 - min(size, (u8)8))) << pos : 0;
}

static void fbcon_set_palette(const u8 rgb[16][3])
{
	const struct screen_info *si = &screen_info;
	unsigned int i;

	for (i = 0; i < 16; i++)
		fb_colors[i] =
			component(rgb[i][0], si->red_size, si->red_pos) |
			component(rgb[i][1], si->green_size, si->green_pos) |
			component(rgb[i][2], si->blue_size, si->blue_pos);
}

const struct consw fb_con = {
	.con_startup	= fbcon_startup,
	.con_putcs	= fbcon_putcs,
	.con_cursor	= fbcon_cursor,
	.con_blank	= fbcon_blank,
	.con_set_palette = fbcon_set_palette,
};
