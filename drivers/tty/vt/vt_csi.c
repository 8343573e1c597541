// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/tty/vt/vt_csi.c - control sequences: ESC [ parameters letter
 *
 * What console_codes(4) lists, as far as a text screen can follow.
 * Mirrors: Linux 4.x drivers/tty/vt/vt.c
 */
#include "vt.h"

static void set_private_mode(struct vc_data *vc, unsigned int mode, bool on)
{
	switch (mode) {
	case 1:
		vc->vc_decckm = on;
		break;
	case 5:
		vc_set_reverse(vc, on);
		break;
	case 6:
		vc->vc_decom = on;
		vc_gotoxay(vc, 0, 0);
		break;
	case 7:
		vc->vc_decawm = on;
		break;
	case 25:
		vc->vc_deccm = on;
		break;
	}
}

static void set_modes(struct vc_data *vc, bool on)
{
	unsigned int i;

	for (i = 0; i <= vc->vc_npar; i++) {
		if (vc->vc_priv == '?')
			set_private_mode(vc, vc->vc_par[i], on);
		else if (vc->vc_par[i] == 4)
			vc->vc_decim = on;
		else if (vc->vc_par[i] == 20)
			vc->vc_lnm = on;
	}
}

static void status_report(struct vc_data *vc)
{
	char buf[32];

	if (vc->vc_par[0] == 5) {
		vc_respond(vc, "\033[0n");
	} else if (vc->vc_par[0] == 6) {
		sprintf(buf, "\033[%u;%uR",
			vc->vc_y + 1 - (vc->vc_decom ? vc->vc_top : 0),
			vc->vc_x + 1);
		vc_respond(vc, buf);
	}
}

static void set_region(struct vc_data *vc)
{
	unsigned int top = vc->vc_par[0] ? vc->vc_par[0] : 1;
	unsigned int bottom = vc->vc_par[1] ? vc->vc_par[1] : vc->vc_rows;

	/* At least two lines. */
	if (top >= bottom || bottom > vc->vc_rows)
		return;
	vc->vc_top = top - 1;
	vc->vc_bottom = bottom;
	vc_gotoxay(vc, 0, 0);
}

static void clear_tabs(struct vc_data *vc)
{
	if (vc->vc_par[0] == 0)
		__clear_bit(vc->vc_x % VC_TAB_STOPS, vc->vc_tab_stop);
	else if (vc->vc_par[0] == 3)
		bitmap_zero(vc->vc_tab_stop, VC_TAB_STOPS);
}

static void insert_lines(struct vc_data *vc, unsigned int n)
{
	if (vc->vc_y < vc->vc_bottom)
		vc_scroll_down(vc, vc->vc_y, vc->vc_bottom, n);
	vc->vc_need_wrap = false;
}

static void delete_lines(struct vc_data *vc, unsigned int n)
{
	if (vc->vc_y < vc->vc_bottom)
		vc_scroll_up(vc, vc->vc_y, vc->vc_bottom, n);
	vc->vc_need_wrap = false;
}

/* Linux's own: ESC [ ... ] */
static void setterm(struct vc_data *vc)
{
	switch (vc->vc_par[0]) {
	case 8:		/* make the colours the default */
		vc->vc_def_color = vc->vc_attr;
		vc_default_attr(vc);
		vc_update_attr(vc);
		break;
	case 10:
		vc->vc_bell_pitch = vc->vc_npar ? vc->vc_par[1] : 750;
		break;
	case 11:
		vc->vc_bell_duration = vc->vc_npar ? vc->vc_par[1] : 125;
		break;
	}
}

/* Moving the cursor; @n is the first parameter, 0 counting as 1. */
static bool csi_move(struct vc_data *vc, u8 c, unsigned int n)
{
	int x = vc->vc_x;
	int y = vc->vc_y;

	n = min(n, 0x7fffU);
	switch (c) {
	case 'G':
	case '`':
		vc_gotoxy(vc, n - 1, y);
		return true;
	case 'A':
		vc_gotoxy(vc, x, y - n);
		return true;
	case 'B':
	case 'e':
		vc_gotoxy(vc, x, y + n);
		return true;
	case 'C':
	case 'a':
		vc_gotoxy(vc, x + n, y);
		return true;
	case 'D':
		vc_gotoxy(vc, x - n, y);
		return true;
	case 'E':
		vc_gotoxy(vc, 0, y + n);
		return true;
	case 'F':
		vc_gotoxy(vc, 0, y - n);
		return true;
	case 'd':
		vc_gotoxay(vc, x, n - 1);
		return true;
	case 'H':
	case 'f':
		vc_gotoxay(vc, min(vc->vc_par[1] ? vc->vc_par[1] : 1,
				   0x7fffU) - 1, n - 1);
		return true;
	}
	return false;
}

/* Changing the text. */
static bool csi_edit(struct vc_data *vc, u8 c, unsigned int n)
{
	switch (c) {
	case 'J':
		vc_erase_display(vc, vc->vc_par[0]);
		return true;
	case 'K':
		vc_erase_line(vc, vc->vc_par[0]);
		return true;
	case 'L':
		insert_lines(vc, n);
		return true;
	case 'M':
		delete_lines(vc, n);
		return true;
	case 'P':
		vc_delete_chars(vc, n);
		return true;
	case '@':
		vc_insert_chars(vc, n);
		return true;
	case 'X':
		vc_fill(vc, vc->vc_x, vc->vc_y,
			min(n, vc->vc_cols - vc->vc_x));
		vc->vc_need_wrap = false;
		return true;
	case 'S':
		vc_scroll_up(vc, vc->vc_top, vc->vc_bottom, n);
		return true;
	case 'T':
		vc_scroll_down(vc, vc->vc_top, vc->vc_bottom, n);
		return true;
	}
	return false;
}

/**
 * vc_csi() - obey a control sequence
 * @vc: the console; the parameters are there
 * @c: the letter that ends it
 *
 * Context: console lock.
 */
void vc_csi(struct vc_data *vc, u8 c)
{
	unsigned int n = vc->vc_par[0] ? vc->vc_par[0] : 1;

	if (c == 'h' || c == 'l') {
		if (!vc->vc_priv || vc->vc_priv == '?')
			set_modes(vc, c == 'h');
		return;
	}
	if (vc->vc_priv)
		return;
	if (csi_move(vc, c, n) || csi_edit(vc, c, n))
		return;

	switch (c) {
	case 'm':
		vc_sgr(vc);
		break;
	case 'n':
		status_report(vc);
		break;
	case 'r':
		set_region(vc);
		break;
	case 'g':
		clear_tabs(vc);
		break;
	case 'c':
		if (!vc->vc_par[0])
			vc_respond(vc, "\033[?6c");
		break;
	case 's':
		vc->saved = vc->s;
		vc->saved.x = vc->vc_x;
		vc->saved.y = vc->vc_y;
		break;
	case 'u':
		vc->s = vc->saved;
		vc_gotoxy(vc, vc->saved.x, vc->saved.y);
		vc_update_attr(vc);
		break;
	case ']':
		setterm(vc);
		break;
	}
}
