// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/tty/vt/vt_emul.c - bytes to a virtual console: a terminal much like a
 * VT102
 *
 * A state machine: vc_state says what the next byte means.  Control characters
 * work in the middle of a sequence too.  UTF-8 is decoded where plain text is
 * expected; a malformed sequence shows as one '?'.
 * Locking    console lock.
 * Entry      vc_write() vc_print_plain() vc_reset()
 * Also: vt_csi.c (ESC [), vt_sgr.c (colours), vt_screen.c (the text)
 * Mirrors: Linux 4.x drivers/tty/vt/vt.c
 * Simpler than Linux in: no mouse, no loadable fonts or maps, no scroll-back,
 * double-width characters take one cell.
 */
#include "vt.h"

#include <linux/ctype.h>
#include <linux/jiffies.h>

/**
 * vc_reset() - the state of a console nobody has written to
 * @vc: the console
 * @clear: clear the screen too
 *
 * Context: console lock.
 */
void vc_reset(struct vc_data *vc, bool clear)
{
	unsigned int i;

	vc->vc_top = 0;
	vc->vc_bottom = vc->vc_rows;
	vc->vc_state = ESnormal;
	vc->vc_priv = 0;
	vc->vc_translate = 'B';
	vc->s.G0 = 'B';
	vc->s.G1 = '0';
	vc->s.charset = 0;
	vc->vc_need_wrap = false;
	vc->vc_utf = true;
	vc->vc_utf_count = 0;
	vc->vc_decscnm = false;
	vc->vc_decom = false;
	vc->vc_decawm = true;
	vc->vc_deccm = true;
	vc->vc_decim = false;
	vc->vc_decckm = false;
	vc->vc_kbdapplic = false;
	vc->vc_lnm = false;
	vc->vc_bell_pitch = 750;
	vc->vc_bell_duration = 125;

	vc_default_attr(vc);
	vc_update_attr(vc);
	bitmap_zero(vc->vc_tab_stop, VC_TAB_STOPS);
	for (i = 8; i < VC_TAB_STOPS; i += 8)
		__set_bit(i, vc->vc_tab_stop);

	vc_gotoxy(vc, 0, 0);
	vc->saved = vc->s;
	vc->saved.x = vc->saved.y = 0;
	if (clear)
		vc_erase_display(vc, 2);
}

/* --- plain text --- */

static void wrap(struct vc_data *vc)
{
	vc->vc_x = 0;
	vc_linefeed(vc);
}

static void put_glyph(struct vc_data *vc, u8 code)
{
	if (vc->vc_need_wrap)
		wrap(vc);
	if (vc->vc_decim)
		vc_insert_chars(vc, 1);
	*vc_cell(vc, vc->vc_x, vc->vc_y) = code | vc->vc_attr << 8;
	vc_mark_dirty(vc, vc->vc_y, vc->vc_y + 1);
	if (vc->vc_x + 1 < vc->vc_cols)
		vc->vc_x++;
	else
		vc->vc_need_wrap = vc->vc_decawm;
}

/* Marks that sit on the character before, and other things without width. */
static bool zero_width(u32 uc)
{
	return (uc >= 0x300 && uc <= 0x36f) || (uc >= 0x200b && uc <= 0x200f) ||
	       (uc >= 0xfe00 && uc <= 0xfe0f) || uc == 0xfeff;
}

static void put_char(struct vc_data *vc, u32 uc)
{
	if (vc->vc_translate == '0' && uc < 0x80)
		uc = vc_vt100_graphic(uc);
	if (!zero_width(uc))
		put_glyph(vc, vc_glyph(uc));
}

/* The first byte of a sequence: how many follow, and what it may not encode. */
static void utf_start(struct vc_data *vc, u8 c)
{
	if (c >= 0xc2 && c <= 0xdf) {
		vc->vc_utf_count = 1;
		vc->vc_utf_char = c & 0x1f;
		vc->vc_utf_min = 0x80;
	} else if (c >= 0xe0 && c <= 0xef) {
		vc->vc_utf_count = 2;
		vc->vc_utf_char = c & 0x0f;
		vc->vc_utf_min = 0x800;
	} else if (c >= 0xf0 && c <= 0xf4) {
		vc->vc_utf_count = 3;
		vc->vc_utf_char = c & 0x07;
		vc->vc_utf_min = 0x10000;
	} else {
		put_glyph(vc, '?');
	}
}

/* A byte of 0x80 and above where text is expected. */
static void put_utf(struct vc_data *vc, u8 c)
{
	u32 uc;

	if ((c & 0xc0) != 0x80) {
		if (vc->vc_utf_count)
			put_glyph(vc, '?');
		vc->vc_utf_count = 0;
		utf_start(vc, c);
		return;
	}
	if (!vc->vc_utf_count) {
		put_glyph(vc, '?');
		return;
	}
	vc->vc_utf_char = vc->vc_utf_char << 6 | (c & 0x3f);
	if (--vc->vc_utf_count)
		return;
	uc = vc->vc_utf_char;
	if (uc < vc->vc_utf_min || (uc >= 0xd800 && uc <= 0xdfff) ||
	    uc > 0x10ffff)
		uc = '?';
	put_char(vc, uc);
}

/* --- control characters --- */

static void tab(struct vc_data *vc)
{
	while (vc->vc_x + 1 < vc->vc_cols) {
		vc->vc_x++;
		if (test_bit(vc->vc_x % VC_TAB_STOPS, vc->vc_tab_stop))
			break;
	}
}

static void select_charset(struct vc_data *vc, u8 which)
{
	vc->s.charset = which;
	vc->vc_translate = which ? vc->s.G1 : vc->s.G0;
}

/* False: not one that acts. */
static bool control_char(struct vc_data *vc, u8 c)
{
	switch (c) {
	case 7:
		if (vc->vc_state == ESosc)
			vc->vc_state = ESnormal;
		else if (vc->vc_bell_duration)
			kd_mksound(vc->vc_bell_pitch, msecs_to_jiffies(
						vc->vc_bell_duration));
		return true;
	case '\b':
		if (vc->vc_x && !vc->vc_need_wrap)
			vc->vc_x--;
		vc->vc_need_wrap = false;
		return true;
	case '\t':
		tab(vc);
		return true;
	case '\n':
	case '\v':
	case '\f':
		vc_linefeed(vc);
		if (vc->vc_lnm)
			vc->vc_x = 0;
		return true;
	case '\r':
		vc->vc_x = 0;
		vc->vc_need_wrap = false;
		return true;
	case 14:
		select_charset(vc, 1);
		return true;
	case 15:
		select_charset(vc, 0);
		return true;
	case 24:
	case 26:
		vc->vc_state = ESnormal;
		return true;
	case 27:
		vc->vc_state = ESesc;
		return true;
	case 127:
		return true;
	}
	return c < 32;
}

/* --- escape sequences --- */

static void save_cursor(struct vc_data *vc)
{
	vc->saved = vc->s;
	vc->saved.x = vc->vc_x;
	vc->saved.y = vc->vc_y;
}

static void restore_cursor(struct vc_data *vc)
{
	vc->s = vc->saved;
	select_charset(vc, vc->s.charset);
	vc_gotoxy(vc, vc->saved.x, vc->saved.y);
	vc_update_attr(vc);
}

/* ESC and a letter that is all of it. */
static void escape_letter(struct vc_data *vc, u8 c)
{
	switch (c) {
	case 'E':
		vc->vc_x = 0;
		vc_linefeed(vc);
		break;
	case 'M':
		vc_reverse_linefeed(vc);
		break;
	case 'D':
		vc_linefeed(vc);
		break;
	case 'H':
		__set_bit(vc->vc_x % VC_TAB_STOPS, vc->vc_tab_stop);
		break;
	case 'Z':
		vc_respond(vc, "\033[?6c");
		break;
	case '7':
		save_cursor(vc);
		break;
	case '8':
		restore_cursor(vc);
		break;
	case 'c':
		vc_reset(vc, true);
		break;
	case '>':
		vc->vc_kbdapplic = false;
		break;
	case '=':
		vc->vc_kbdapplic = true;
		break;
	}
}

static void escape(struct vc_data *vc, u8 c)
{
	vc->vc_state = ESnormal;
	switch (c) {
	case '[':
		vc->vc_state = ESsquare;
		break;
	case ']':
		vc->vc_state = ESnonstd;
		break;
	case '%':
		vc->vc_state = ESpercent;
		break;
	case '(':
		vc->vc_state = ESsetG0;
		break;
	case ')':
		vc->vc_state = ESsetG1;
		break;
	case '#':
		vc->vc_state = EShash;
		break;
	default:
		escape_letter(vc, c);
	}
}

/* Parameters, then the letter. */
static void parameter(struct vc_data *vc, u8 c)
{
	if (c == ';' && vc->vc_npar < VC_NPAR - 1) {
		vc->vc_npar++;
	} else if (isdigit(c)) {
		unsigned int *par = &vc->vc_par[vc->vc_npar];

		if (*par < 100000)
			*par = *par * 10 + (c - '0');
	} else if (c >= 0x40 && c <= 0x7e) {
		vc->vc_state = ESnormal;
		vc_csi(vc, c);
	} else {
		/* Of a kind we do not know: skip to its letter. */
		vc->vc_state = EScsiignore;
	}
}

static void square(struct vc_data *vc, u8 c)
{
	memset(vc->vc_par, 0, sizeof(vc->vc_par));
	vc->vc_npar = 0;
	vc->vc_priv = 0;
	if (c == '[') {			/* a function key, as we send it */
		vc->vc_state = ESfunckey;
		return;
	}
	vc->vc_state = ESgetpars;
	if (c >= 0x3c && c <= 0x3f)
		vc->vc_priv = c;
	else
		parameter(vc, c);
}

/* ESC ] P nrrggbb sets a colour; the digits come one by one. */
static void palette_digit(struct vc_data *vc, u8 c)
{
	int val = hex_to_bin(c);
	unsigned int *par = vc->vc_par;

	if (val < 0) {
		vc->vc_state = ESnormal;
		return;
	}
	par[vc->vc_npar++] = val;
	if (vc->vc_npar == 7) {
		default_palette[par[0]][0] = par[1] << 4 | par[2];
		default_palette[par[0]][1] = par[3] << 4 | par[4];
		default_palette[par[0]][2] = par[5] << 4 | par[6];
		vt_palette_changed();
		vc->vc_state = ESnormal;
	}
}

static void operating_system_command(struct vc_data *vc, u8 c)
{
	vc->vc_npar = 0;
	if (c == 'P')
		vc->vc_state = ESpalette;
	else if (isdigit(c))
		vc->vc_state = ESosc;	/* a window title: swallow it */
	else
		vc->vc_state = ESnormal;
}

static void screen_test(struct vc_data *vc)
{
	unsigned int i;

	for (i = 0; i < vc->vc_cols * vc->vc_rows; i++)
		vc->vc_screenbuf[i] = 'E' | vc->vc_attr << 8;
	vc_mark_dirty(vc, 0, vc->vc_rows);
}

static void set_charset(struct vc_data *vc, char *which, u8 c, u8 nr)
{
	vc->vc_state = ESnormal;
	*which = c;
	if (vc->s.charset == nr)
		vc->vc_translate = c;
}

static void in_sequence(struct vc_data *vc, u8 c)
{
	switch (vc->vc_state) {
	case ESesc:
		escape(vc, c);
		break;
	case ESsquare:
		square(vc, c);
		break;
	case ESgetpars:
		parameter(vc, c);
		break;
	case EScsiignore:
		if (c >= 0x40 && c <= 0x7e)
			vc->vc_state = ESnormal;
		break;
	case ESnonstd:
		operating_system_command(vc, c);
		break;
	case ESpalette:
		palette_digit(vc, c);
		break;
	case ESosc:
		break;			/* until BEL or ESC \ */
	case ESpercent:
		if (c == '@')
			vc->vc_utf = false;
		else if (c == 'G' || c == '8')
			vc->vc_utf = true;
		vc->vc_state = ESnormal;
		break;
	case EShash:
		if (c == '8')
			screen_test(vc);
		vc->vc_state = ESnormal;
		break;
	case ESsetG0:
		set_charset(vc, &vc->s.G0, c, 0);
		break;
	case ESsetG1:
		set_charset(vc, &vc->s.G1, c, 1);
		break;
	default:
		vc->vc_state = ESnormal;
	}
}

static void write_byte(struct vc_data *vc, u8 c)
{
	if (vc->vc_utf_count && (c & 0xc0) != 0x80) {
		put_glyph(vc, '?');	/* the sequence was cut short */
		vc->vc_utf_count = 0;
	}
	if (c < 32 || c == 127) {
		control_char(vc, c);
		return;
	}
	if (vc->vc_state != ESnormal)
		in_sequence(vc, c);
	else if (c < 0x80)
		put_char(vc, c);
	else if (vc->vc_utf)
		put_utf(vc, c);
	else
		put_char(vc, c);	/* Latin-1 */
}

/**
 * vc_write() - output of a program
 * @vc: the console
 * @s: bytes
 * @count: how many
 *
 * Context: console lock.
 */
void vc_write(struct vc_data *vc, const unsigned char *s, int count)
{
	while (count-- > 0)
		write_byte(vc, *s++);
}

/**
 * vc_print_plain() - a kernel message
 * @vc: the console
 * @s: bytes; none but newline, return and backspace are obeyed
 * @count: how many
 *
 * A sequence that a program has begun is not disturbed.
 *
 * Context: console lock, or an oops.
 */
void vc_print_plain(struct vc_data *vc, const char *s, int count)
{
	for (; count-- > 0; s++) {
		switch (*s) {
		case '\n':
			vc_linefeed(vc);
			fallthrough;
		case '\r':
			vc->vc_x = 0;
			vc->vc_need_wrap = false;
			break;
		case '\b':
			if (vc->vc_x)
				vc->vc_x--;
			vc->vc_need_wrap = false;
			break;
		default:
			if ((u8)*s >= ' ')
				put_glyph(vc, *s);
		}
	}
}
