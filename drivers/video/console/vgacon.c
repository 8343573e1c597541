// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/video/console/vgacon.c - the text mode of a VGA
 *
 * Memory at 0xb8000 holds the cells just as ours are; the cursor and the
 * colours are registers.
 * Locking    console lock; in an oops none: only memory and ports are written.
 * Mirrors: Linux 4.x drivers/video/console/vgacon.c
 * Simpler than Linux in: the mode stays as the boot loader left it.
 */
#include <linux/console_struct.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/screen_info.h>

#define VGA_TEXT_PHYS	0xb8000
#define VGA_TEXT_SIZE	0x8000
#define CRTC_INDEX	0x3d4
#define CRTC_DATA	0x3d5
#define DAC_WRITE_INDEX	0x3c8
#define DAC_DATA	0x3c9
#define INPUT_STATUS	0x3da	/* reading it makes the next access an index */
#define ATTRIBUTE_INDEX	0x3c0
#define ATTRIBUTE_READ	0x3c1

enum {
	CRTC_CURSOR_START	= 0x0a,	/* scan line; bit 5: no cursor */
	CRTC_CURSOR_END		= 0x0b,
	CRTC_START_HI		= 0x0c,
	CRTC_START_LO		= 0x0d,
	CRTC_CURSOR_HI		= 0x0e,
	CRTC_CURSOR_LO		= 0x0f,
};

/* Which DAC register a colour has: the EGA's, so that old programs look right. */
static const u8 dac_index[16] = { 0, 1, 2, 3, 4, 5, 20, 7,
				  56, 57, 58, 59, 60, 61, 62, 63 };

static volatile u16 *vga_vram;
static unsigned int vga_cols, vga_rows, vga_points;

static void crtc_write(u8 reg, u8 value)
{
	outb(reg, CRTC_INDEX);
	outb(value, CRTC_DATA);
}

static const char *__init vgacon_startup(unsigned int *cols, unsigned int *rows)
{
	const struct screen_info *si = &screen_info;

	if (si->orig_video_isVGA != 1 && si->orig_video_isVGA != VIDEO_TYPE_VGAC)
		return NULL;
	if (!si->orig_video_cols || !si->orig_video_lines ||
	    si->orig_video_cols * si->orig_video_lines * 2 > VGA_TEXT_SIZE)
		return NULL;
	vga_vram = (volatile u16 __force *)ioremap(VGA_TEXT_PHYS,
						   VGA_TEXT_SIZE);
	if (!vga_vram)
		return NULL;

	vga_cols = *cols = si->orig_video_cols;
	vga_rows = *rows = si->orig_video_lines;
	vga_points = si->orig_video_points ? si->orig_video_points : 16;
	/* Show the memory from its start. */
	crtc_write(CRTC_START_HI, 0);
	crtc_write(CRTC_START_LO, 0);
	return "VGA+";
}

static void vgacon_putcs(const u16 *cells, unsigned int count, unsigned int y,
			 unsigned int x)
{
	volatile u16 *p = vga_vram + y * vga_cols + x;

	while (count--)
		*p++ = *cells++;
}

static void vgacon_cursor(unsigned int x, unsigned int y, u16 cell, bool on)
{
	unsigned int at = y * vga_cols + x;

	if (!on) {
		crtc_write(CRTC_CURSOR_START, 0x20);
		return;
	}
	crtc_write(CRTC_CURSOR_START, vga_points - 3);
	crtc_write(CRTC_CURSOR_END, vga_points - 2);
	crtc_write(CRTC_CURSOR_HI, at >> 8);
	crtc_write(CRTC_CURSOR_LO, at & 0xff);
}

/* A graphics program sets its own mode; nobody can set ours back but it. */
static void vgacon_blank(bool blank)
{
	unsigned int i;

	for (i = 0; blank && i < vga_cols * vga_rows; i++)
		vga_vram[i] = 0x0720;
}

static void vgacon_set_palette(const u8 rgb[16][3])
{
	unsigned int i, k;

	for (i = 0; i < 16; i++) {
		outb(dac_index[i], DAC_WRITE_INDEX);
		for (k = 0; k < 3; k++)
			outb(rgb[i][k] >> 2, DAC_DATA);
	}
}

const struct consw vga_con = {
	.con_startup	= vgacon_startup,
	.con_putcs	= vgacon_putcs,
	.con_cursor	= vgacon_cursor,
	.con_blank	= vgacon_blank,
	.con_set_palette = vgacon_set_palette,
};
