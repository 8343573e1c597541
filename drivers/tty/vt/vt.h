/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * drivers/tty/vt/vt.h - what the files of the virtual consoles share
 */
#ifndef _DRIVERS_TTY_VT_VT_H
#define _DRIVERS_TTY_VT_VT_H

#include <linux/console_struct.h>
#include <linux/kernel.h>

#define VC_BLANK	' '

static inline u16 *vc_cell(struct vc_data *vc, unsigned int x, unsigned int y)
{
	return vc->vc_screenbuf + y * vc->vc_cols + x;
}

/* Rows @top .. @bottom - 1 may differ from what is on the screen. */
static inline void vc_mark_dirty(struct vc_data *vc, unsigned int top,
				 unsigned int bottom)
{
	vc->vc_dirty_top = min(vc->vc_dirty_top, top);
	vc->vc_dirty_bottom = max(vc->vc_dirty_bottom, bottom);
}

/* What clears the screen: the current background, nothing special. */
static inline u16 vc_erase_cell(struct vc_data *vc)
{
	return VC_BLANK | (vc->s.color & 0x7f) << 8;
}

/* cp437.c */
u8 vc_glyph(u32 uc);
u32 vc_vt100_graphic(u8 c);

/* vt_screen.c: moving and clearing text */
void vc_fill(struct vc_data *vc, unsigned int x, unsigned int y,
	     unsigned int count);
void vc_scroll_up(struct vc_data *vc, unsigned int top, unsigned int bottom,
		  unsigned int n);
void vc_scroll_down(struct vc_data *vc, unsigned int top, unsigned int bottom,
		    unsigned int n);
void vc_insert_chars(struct vc_data *vc, unsigned int n);
void vc_delete_chars(struct vc_data *vc, unsigned int n);
void vc_erase_display(struct vc_data *vc, unsigned int what);
void vc_erase_line(struct vc_data *vc, unsigned int what);
void vc_gotoxy(struct vc_data *vc, int x, int y);
void vc_gotoxay(struct vc_data *vc, int x, int y);
void vc_linefeed(struct vc_data *vc);
void vc_reverse_linefeed(struct vc_data *vc);
void vc_set_reverse(struct vc_data *vc, bool reverse);

/* vt_sgr.c: colours */
void vc_update_attr(struct vc_data *vc);
void vc_default_attr(struct vc_data *vc);
void vc_sgr(struct vc_data *vc);

/* vt_csi.c: ESC [ ... */
void vc_csi(struct vc_data *vc, u8 c);

/* vt.c */
void vt_palette_changed(void);
void vt_refresh(struct vc_data *vc);

#endif
