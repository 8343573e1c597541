// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/tty/vt/vt_sgr.c - colours and looks: ESC [ ... m
 *
 * A screen has 16 foreground and 8 background colours and nothing else:
 * underline and italic are shown as colours, bold as the bright one.
 * Mirrors: Linux 4.x drivers/tty/vt/vt.c
 */
#include "vt.h"

#define UNDERLINE_COLOR	0x0f	/* white */
#define ITALIC_COLOR	0x02	/* green */
#define HALF_COLOR	0x08	/* dark grey */

/* ANSI counts red green blue, a VGA blue green red. */
static const u8 color_table[] = { 0, 4, 2, 6, 1, 5, 3, 7,
				  8, 12, 10, 14, 9, 13, 11, 15 };

/**
 * vc_update_attr() - work out the attribute of what is written from now on
 *
 * Context: console lock.
 */
void vc_update_attr(struct vc_data *vc)
{
	const struct vc_saved *s = &vc->s;
	u8 a = s->color;

	if (s->italic)
		a = (a & 0xf0) | ITALIC_COLOR;
	else if (s->underline)
		a = (a & 0xf0) | UNDERLINE_COLOR;
	else if (s->intensity == 0)
		a = (a & 0xf0) | HALF_COLOR;
	if (s->reverse ^ vc->vc_decscnm)
		a = (a & 0x88) | ((a >> 4 | a << 4) & 0x77);
	if (s->blink)
		a ^= 0x80;
	if (s->intensity == 2)
		a ^= 0x08;
	vc->vc_attr = a;
}

/**
 * vc_default_attr() - back to plain
 *
 * Context: console lock.
 */
void vc_default_attr(struct vc_data *vc)
{
	vc->s.intensity = 1;
	vc->s.italic = false;
	vc->s.underline = false;
	vc->s.reverse = false;
	vc->s.blink = false;
	vc->s.color = vc->vc_def_color;
}

/* The nearest of the 16 to red, green, blue of 0..255. */
static u8 nearest_color(unsigned int r, unsigned int g, unsigned int b)
{
	unsigned int max = max3(r, g, b);
	u8 hue = (r > max / 2 ? 4 : 0) | (g > max / 2 ? 2 : 0) |
		 (b > max / 2 ? 1 : 0);

	if (max < 64)
		return 0;
	if (hue == 7 && max <= 128)
		return 8;
	return max > 170 ? hue | 8 : hue;
}

static u8 color_256(unsigned int n)
{
	if (n < 16)
		return color_table[n];
	if (n < 232) {
		n -= 16;
		return nearest_color(n / 36 * 51, n / 6 % 6 * 51, n % 6 * 51);
	}
	n = min(n, 255U) * 10 - 2312;
	return nearest_color(n, n, n);
}

/* 38 or 48: 5;n or 2;r;g;b follow.  Answers the parameters it took. */
static unsigned int extended_color(struct vc_data *vc, unsigned int i, u8 *color)
{
	if (i + 2 <= vc->vc_npar && vc->vc_par[i + 1] == 5) {
		*color = color_256(vc->vc_par[i + 2]);
		return 2;
	}
	if (i + 4 <= vc->vc_npar && vc->vc_par[i + 1] == 2) {
		*color = nearest_color(vc->vc_par[i + 2], vc->vc_par[i + 3],
				       vc->vc_par[i + 4]);
		return 4;
	}
	return vc->vc_npar - i;
}

static void set_fg(struct vc_data *vc, u8 color)
{
	vc->s.color = (vc->s.color & 0xf0) | color;
}

static void set_bg(struct vc_data *vc, u8 color)
{
	vc->s.color = (vc->s.color & 0x0f) | (color & 7) << 4;
}

/* Those that are not colours. */
static void set_look(struct vc_data *vc, unsigned int par)
{
	switch (par) {
	case 0:
		vc_default_attr(vc);
		break;
	case 1:
		vc->s.intensity = 2;
		break;
	case 2:
		vc->s.intensity = 0;
		break;
	case 3:
		vc->s.italic = true;
		break;
	case 4:
	case 21:
		vc->s.underline = true;
		break;
	case 5:
		vc->s.blink = true;
		break;
	case 7:
		vc->s.reverse = true;
		break;
	case 22:
		vc->s.intensity = 1;
		break;
	case 23:
		vc->s.italic = false;
		break;
	case 24:
		vc->s.underline = false;
		break;
	case 25:
		vc->s.blink = false;
		break;
	case 27:
		vc->s.reverse = false;
		break;
	}
}

/**
 * vc_sgr() - obey ESC [ ... m
 * @vc: the console; the parameters are there
 *
 * Context: console lock.
 */
void vc_sgr(struct vc_data *vc)
{
	unsigned int i;

	for (i = 0; i <= vc->vc_npar; i++) {
		unsigned int par = vc->vc_par[i];
		u8 color = vc->s.color & 0x0f;

		if (par == 38) {
			i += extended_color(vc, i, &color);
			set_fg(vc, color);
		} else if (par == 48) {
			color = vc->s.color >> 4;
			i += extended_color(vc, i, &color);
			set_bg(vc, color);
		} else if (par == 39) {
			set_fg(vc, vc->vc_def_color & 0x0f);
		} else if (par == 49) {
			set_bg(vc, vc->vc_def_color >> 4);
		} else if (par >= 30 && par <= 37) {
			set_fg(vc, color_table[par - 30]);
		} else if (par >= 40 && par <= 47) {
			set_bg(vc, color_table[par - 40]);
		} else if (par >= 90 && par <= 97) {
			set_fg(vc, color_table[par - 90 + 8]);
		} else if (par >= 100 && par <= 107) {
			set_bg(vc, color_table[par - 100]);
		} else {
			set_look(vc, par);
		}
	}
	vc_update_attr(vc);
}
