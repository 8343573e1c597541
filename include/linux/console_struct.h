/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/console_struct.h - a virtual console, and what can show one
 *
 *	write(2), printk -> vt_emul.c -> vc_screenbuf -> vt.c -> consw -> screen
 *
 * The text of each console is in memory, a cell is 16 bits: the character in
 * code page 437 below its attribute (foreground 4 bits, background 3, blink).
 * Only the foreground console is on the screen, and the screen is brought up to
 * date once for a whole piece of output: vt.c remembers what it shows and draws
 * only cells that differ.
 * Mirrors: Linux 4.x include/linux/console_struct.h, console.h (struct consw)
 */
#ifndef _LINUX_CONSOLE_STRUCT_H
#define _LINUX_CONSOLE_STRUCT_H

#include <linux/tty.h>
#include <linux/types.h>

#include <uapi/linux/kd.h>
#include <uapi/linux/vt.h>

#define VC_NPAR		16	/* parameters of an escape sequence */
#define VC_TAB_STOPS	256	/* columns that can have one */

enum vc_ctl_state {
	ESnormal, ESesc, ESsquare, ESgetpars, ESfunckey, EShash, ESsetG0,
	ESsetG1, ESpercent, EScsiignore, ESnonstd, ESpalette, ESosc,
};

/* What ESC 7 saves. */
struct vc_saved {
	unsigned int	x, y;
	u8		color;
	u8		intensity;	/* 0 half, 1 normal, 2 bold */
	bool		underline, blink, reverse, italic;
	u8		charset;
	char		G0, G1;
};

/* All fields: console lock, but [I] set when allocated, [p] port's own locks. */
struct vc_data {
	struct tty_port	port;			/* [p] */
	unsigned short	vc_num;			/* [I] from 0 */
	unsigned int	vc_cols;		/* [I] */
	unsigned int	vc_rows;		/* [I] */
	u16		*vc_screenbuf;		/* [I] cells, row by row */
	unsigned int	vc_dirty_top;		/* rows to compare with the screen */
	unsigned int	vc_dirty_bottom;	/* ... the last one + 1 */

	unsigned int	vc_x, vc_y;		/* cursor */
	unsigned int	vc_top, vc_bottom;	/* scrolling region; bottom + 1 */
	u8		vc_attr;		/* of what is written now */
	u8		vc_def_color;
	struct vc_saved	s;			/* the state now ... */
	struct vc_saved	saved;			/* ... and ESC 7's */
	char		vc_translate;		/* charset in use: 'B', '0', 'U' */

	enum vc_ctl_state vc_state;
	unsigned int	vc_npar;
	unsigned int	vc_par[VC_NPAR];
	char		vc_priv;		/* '?' '>' '=' after ESC [, or 0 */

	bool		vc_utf;			/* UTF-8 comes in */
	u8		vc_utf_count;		/* continuation bytes still to come */
	u32		vc_utf_char;		/* so far */
	u32		vc_utf_min;		/* below: an overlong form */

	bool		vc_deccm;		/* cursor visible */
	bool		vc_decscnm;		/* screen reversed */
	bool		vc_decom;		/* origin is the region's top */
	bool		vc_decawm;		/* wrap at the right margin */
	bool		vc_decim;		/* insert, do not overwrite */
	bool		vc_decckm;		/* cursor keys send ESC O */
	bool		vc_kbdapplic;		/* keypad sends ESC O */
	bool		vc_lnm;			/* newline is CR LF, enter too */
	bool		vc_need_wrap;		/* the next character wraps */
	DECLARE_BITMAP(vc_tab_stop, VC_TAB_STOPS);
	unsigned int	vc_bell_pitch, vc_bell_duration;

	unsigned char	vc_mode;		/* KD_TEXT, KD_GRAPHICS */
	struct vt_mode	vt_mode;		/* VT_AUTO, VT_PROCESS */
	struct pid	*vt_pid;		/* who asked for VT_PROCESS, referenced */
	int		vt_newvt;		/* switch that waits for VT_RELDISP */
	unsigned char	kbd_mode;		/* K_XLATE ... */
	unsigned char	kbd_leds;		/* locks: K_SCROLLLOCK ... */
};

/* A screen.  Called with the console lock, but @con_startup. */
struct consw {
	const char *(*con_startup)(unsigned int *cols, unsigned int *rows);
	void (*con_putcs)(const u16 *cells, unsigned int count, unsigned int y,
			  unsigned int x);
	/* At cell (x, y), which holds @cell; hidden unless @on. */
	void (*con_cursor)(unsigned int x, unsigned int y, u16 cell, bool on);
	/* Graphics programs own the screen while it is true. */
	void (*con_blank)(bool blank);
	void (*con_set_palette)(const u8 rgb[16][3]);
};

extern const struct consw vga_con;
extern const struct consw fb_con;

extern struct vc_data *vc_cons[MAX_NR_CONSOLES];
extern int fg_console;		/* on the screen */
extern int last_console;	/* was before */
extern int want_console;	/* to be switched to, or -1 */

/* vt.c */
void con_init(void);
int vc_allocate(unsigned int console);
int vc_deallocate(unsigned int console);
void redraw_screen(void);
void change_console(struct vc_data *new_vc);
void complete_change_console(struct vc_data *vc);
void set_console(int nr);
void vt_set_mode(struct vc_data *vc, unsigned char mode);
void vc_respond(struct vc_data *vc, const char *s);
void vc_insert_input(struct vc_data *vc, const unsigned char *s, size_t n);
extern wait_queue_head_t vt_event_waitqueue;

/* vt_emul.c */
void vc_reset(struct vc_data *vc, bool clear);
void vc_write(struct vc_data *vc, const unsigned char *s, int count);
void vc_print_plain(struct vc_data *vc, const char *s, int count);

/* keyboard.c */
void kbd_scancode(u8 code);
void kbd_leds_changed(struct vc_data *vc);
void kd_mksound(unsigned int hz, unsigned int ticks);

/* i8042.c */
void i8042_set_leds(u8 leds);

/* The 16 colours, red green blue. */
extern u8 default_palette[16][3];

#endif
