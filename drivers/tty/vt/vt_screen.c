// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/tty/vt/vt_screen.c - the text of a virtual console: moving, clearing
 *
 * All of it works on vc_screenbuf and notes which rows it touched; drawing
 * comes later.
 * Locking    console lock.
 * Mirrors: Linux 4.x drivers/tty/vt/vt.c
 */
#include "vt.h"

#include <linux/string.h>

/**
 * vc_fill() - clear cells, over the end of lines too
 * @vc: the console
 * @x: first column
 * @y: its row
 * @count: cells
 *
 * Context: console lock.
 */
void vc_fill(struct vc_data *vc, unsigned int x, unsigned int y,
	     unsigned int count)
{
	u16 blank = vc_erase_cell(vc);
	u16 *p = vc_cell(vc, x, y);

	vc_mark_dirty(vc, y, y + DIV_ROUND_UP(x + count, vc->vc_cols));
	while (count--)
		*p++ = blank;
}

/**
 * vc_scroll_up() - rows go up, blank ones come in below
 * @vc: the console
 * @top: first row of the region
 * @bottom: its last row + 1
 * @n: how far
 *
 * Context: console lock.
 */
void vc_scroll_up(struct vc_data *vc, unsigned int top, unsigned int bottom,
		  unsigned int n)
{
	n = min(n, bottom - top);
	memmove(vc_cell(vc, 0, top), vc_cell(vc, 0, top + n),
		(bottom - top - n) * vc->vc_cols * sizeof(u16));
	vc_fill(vc, 0, bottom - n, n * vc->vc_cols);
	vc_mark_dirty(vc, top, bottom);
}

/**
 * vc_scroll_down() - rows go down, blank ones come in above
 * @vc: the console
 * @top: first row of the region
 * @bottom: its last row + 1
 * @n: how far
 *
 * Context: console lock.
 */
void vc_scroll_down(struct vc_data *vc, unsigned int top, unsigned int bottom,
		    unsigned int n)
{
	n = min(n, bottom - top);
	memmove(vc_cell(vc, 0, top + n), vc_cell(vc, 0, top),
		(bottom - top - n) * vc->vc_cols * sizeof(u16));
	vc_fill(vc, 0, top, n * vc->vc_cols);
	vc_mark_dirty(vc, top, bottom);
}

/**
 * vc_insert_chars() - make room at the cursor
 * @vc: the console
 * @n: cells; what moves past the margin is lost
 *
 * Context: console lock.
 */
void vc_insert_chars(struct vc_data *vc, unsigned int n)
{
	u16 *p = vc_cell(vc, vc->vc_x, vc->vc_y);

	n = min(n, vc->vc_cols - vc->vc_x);
	memmove(p + n, p, (vc->vc_cols - vc->vc_x - n) * sizeof(u16));
	vc_fill(vc, vc->vc_x, vc->vc_y, n);
	vc->vc_need_wrap = false;
}

/**
 * vc_delete_chars() - take cells away at the cursor
 * @vc: the console
 * @n: cells
 *
 * Context: console lock.
 */
void vc_delete_chars(struct vc_data *vc, unsigned int n)
{
	u16 *p = vc_cell(vc, vc->vc_x, vc->vc_y);

	n = min(n, vc->vc_cols - vc->vc_x);
	memmove(p, p + n, (vc->vc_cols - vc->vc_x - n) * sizeof(u16));
	vc_fill(vc, vc->vc_cols - n, vc->vc_y, n);
	vc->vc_need_wrap = false;
}

/**
 * vc_erase_display() - clear a part of the screen
 * @vc: the console
 * @what: 0 from the cursor on, 1 up to it, 2 and 3 all
 *
 * Context: console lock.
 */
void vc_erase_display(struct vc_data *vc, unsigned int what)
{
	unsigned int all = vc->vc_cols * vc->vc_rows;
	unsigned int at = vc->vc_y * vc->vc_cols + vc->vc_x;

	switch (what) {
	case 0:
		vc_fill(vc, vc->vc_x, vc->vc_y, all - at);
		break;
	case 1:
		vc_fill(vc, 0, 0, at + 1);
		break;
	case 2:
	case 3:
		vc_fill(vc, 0, 0, all);
		break;
	}
	vc->vc_need_wrap = false;
}

/**
 * vc_erase_line() - clear a part of the cursor's line
 * @vc: the console
 * @what: 0 from the cursor on, 1 up to it, 2 all
 *
 * Context: console lock.
 */
void vc_erase_line(struct vc_data *vc, unsigned int what)
{
	switch (what) {
	case 0:
		vc_fill(vc, vc->vc_x, vc->vc_y, vc->vc_cols - vc->vc_x);
		break;
	case 1:
		vc_fill(vc, 0, vc->vc_y, vc->vc_x + 1);
		break;
	case 2:
		vc_fill(vc, 0, vc->vc_y, vc->vc_cols);
		break;
	}
	vc->vc_need_wrap = false;
}

/**
 * vc_gotoxy() - move the cursor, within the screen or, with DECOM, the region
 * @vc: the console
 * @x: column
 * @y: row of the screen
 *
 * Context: console lock.
 */
void vc_gotoxy(struct vc_data *vc, int x, int y)
{
	int min_y = vc->vc_decom ? vc->vc_top : 0;
	int max_y = vc->vc_decom ? vc->vc_bottom : vc->vc_rows;

	vc->vc_x = clamp(x, 0, (int)vc->vc_cols - 1);
	vc->vc_y = clamp(y, min_y, max_y - 1);
	vc->vc_need_wrap = false;
}

/**
 * vc_gotoxay() - the same; with DECOM, row 0 is the region's first
 * @vc: the console
 * @x: column
 * @y: row
 *
 * Context: console lock.
 */
void vc_gotoxay(struct vc_data *vc, int x, int y)
{
	vc_gotoxy(vc, x, vc->vc_decom ? (int)vc->vc_top + y : y);
}

/**
 * vc_linefeed() - down one line, scrolling at the region's end
 *
 * Context: console lock.
 */
void vc_linefeed(struct vc_data *vc)
{
	if (vc->vc_y + 1 == vc->vc_bottom)
		vc_scroll_up(vc, vc->vc_top, vc->vc_bottom, 1);
	else if (vc->vc_y + 1 < vc->vc_rows)
		vc->vc_y++;
	vc->vc_need_wrap = false;
}

/**
 * vc_reverse_linefeed() - up one line, scrolling at the region's start
 *
 * Context: console lock.
 */
void vc_reverse_linefeed(struct vc_data *vc)
{
	if (vc->vc_y == vc->vc_top)
		vc_scroll_down(vc, vc->vc_top, vc->vc_bottom, 1);
	else if (vc->vc_y > 0)
		vc->vc_y--;
	vc->vc_need_wrap = false;
}

/**
 * vc_set_reverse() - exchange the colours of the whole screen (DECSCNM)
 * @vc: the console
 * @reverse: to light background?
 *
 * Context: console lock.
 */
void vc_set_reverse(struct vc_data *vc, bool reverse)
{
	unsigned int i;

	if (vc->vc_decscnm == reverse)
		return;
	vc->vc_decscnm = reverse;
	for (i = 0; i < vc->vc_cols * vc->vc_rows; i++) {
		u16 cell = vc->vc_screenbuf[i];

		vc->vc_screenbuf[i] = (cell & 0x88ff) |
			(cell & 0x7000) >> 4 | (cell & 0x0700) << 4;
	}
	vc_mark_dirty(vc, 0, vc->vc_rows);
	vc_update_attr(vc);
}
