// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/tty/vt/keyboard.c - from scan codes to characters on the foreground console
 *
 * Codes are those of set 1, as the controller translates them: bit 7 set when
 * a key goes up, 0xe0 before the keys that a PC/XT had not.  The layout is US.
 *
 * Alt+F1..F12 switch consoles, Alt+Left and Right to the neighbours, Scroll Lock
 * types ^S and ^Q.  Alt+SysRq and a key go to drivers/tty/sysrq.c.
 * Locking    runs in the keyboard's interrupt; the state below is its own.  Of a
 *            console it reads flags, and input goes through the port's lock.
 * Entry      kbd_scancode(), kd_mksound()
 * Mirrors: Linux 4.x drivers/tty/vt/keyboard.c, defkeymap.map
 * Simpler than Linux in: one layout, no loadkeys, no dead keys, no MEDIUMRAW.
 */
#include "vt.h"

#include <linux/console.h>
#include <linux/ctype.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/random.h>
#include <linux/reboot.h>
#include <linux/sysrq.h>
#include <linux/timer.h>

#define UP_BIT		0x80
#define LED_SCROLL	0x01
#define LED_NUM		0x02
#define LED_CAPS	0x04

/* Scan codes that matter by themselves. */
enum {
	KEY_BACKSPACE = 0x0e, KEY_TAB = 0x0f, KEY_ENTER = 0x1c,
	KEY_CTRL = 0x1d, KEY_LSHIFT = 0x2a, KEY_RSHIFT = 0x36,
	KEY_SLASH = 0x35, KEY_KPSTAR = 0x37, KEY_ALT = 0x38, KEY_CAPS = 0x3a,
	KEY_F1 = 0x3b, KEY_F10 = 0x44, KEY_NUM = 0x45, KEY_SCROLL = 0x46,
	KEY_KP7 = 0x47, KEY_KPDOT = 0x53, KEY_SYSRQ = 0x54, KEY_102ND = 0x56, KEY_F11 = 0x57,
	KEY_F12 = 0x58,
	KEY_LEFT = 0x4b, KEY_RIGHT = 0x4d, KEY_DEL = 0x53,
};

static const char plain_map[0x3a] =
	"\0\0331234567890-=\177\tqwertyuiop[]\r\0asdfghjkl;'`\0\\zxcvbnm,./\0*\0 ";
static const char shift_map[0x3a] =
	"\0\033!@#$%^&*()_+\177\tQWERTYUIOP{}\r\0ASDFGHJKL:\"~\0|ZXCVBNM<>?\0*\0 ";

/* From KEY_KP7: with NumLock; and without, as the grey keys of the same place. */
static const char keypad_digits[] = "789-456+1230.";
static const char *const keypad_keys[] = {
	"\033[1~", "\033[A", "\033[5~", "-", "\033[D", "\033[G", "\033[C",
	"+", "\033[4~", "\033[B", "\033[6~", "\033[2~", "\033[3~",
};

static const char *const function_keys[] = {
	"\033[[A", "\033[[B", "\033[[C", "\033[[D", "\033[[E", "\033[17~",
	"\033[18~", "\033[19~", "\033[20~", "\033[21~", "\033[23~",
	"\033[24~",
};

static bool shift_left, shift_right, ctrl_left, ctrl_right, alt_left, alt_right;
static bool sysrq_down;		/* Alt+SysRq are held: the next key is an order */
static bool e0_prefix;
static int e1_skip;		/* codes of the Pause key still to come */

static struct vc_data *fg(void)
{
	return vc_cons[READ_ONCE(fg_console)];
}

static bool alt(void)
{
	return alt_left || alt_right;
}

static bool ctrl(void)
{
	return ctrl_left || ctrl_right;
}

static bool shift(void)
{
	return shift_left || shift_right;
}

static void put_string(const char *s)
{
	vc_insert_input(fg(), (const unsigned char *)s, strlen(s));
}

static void put_char(char c)
{
	char s[2] = { '\033', c };

	/* Alt is Meta: an escape goes before. */
	vc_insert_input(fg(), (const unsigned char *)s + !alt(), 1 + alt());
}

/* ESC [ A, or ESC O A for a program that asked for it. */
static void put_cursor_key(const char *s)
{
	char app[4] = "\033OA";

	if (fg()->vc_decckm && !s[3]) {
		app[2] = s[2];
		s = app;
	}
	put_string(s);
}

/* --- modifiers and locks --- */

static bool modifier_key(u8 key, bool down)
{
	switch (key) {
	case KEY_LSHIFT:
		shift_left = down;
		return true;
	case KEY_RSHIFT:
		shift_right = down;
		return true;
	case KEY_CTRL:
		ctrl_left = down;
		return true;
	case KEY_ALT:
		alt_left = down;
		return true;
	}
	return false;
}

/**
 * kbd_leds_changed() - show the locks of a console, if it is the foreground one
 *
 * Context: any.
 */
void kbd_leds_changed(struct vc_data *vc)
{
	if (vc == fg())
		i8042_set_leds(vc->kbd_leds);
}

static bool lock_key(u8 key)
{
	struct vc_data *vc = fg();

	switch (key) {
	case KEY_CAPS:
		vc->kbd_leds ^= LED_CAPS;
		break;
	case KEY_NUM:
		vc->kbd_leds ^= LED_NUM;
		break;
	case KEY_SCROLL:
		vc->kbd_leds ^= LED_SCROLL;
		put_string(vc->kbd_leds & LED_SCROLL ? "\023" : "\021");
		break;
	default:
		return false;
	}
	kbd_leds_changed(vc);
	return true;
}

/* --- keys that give something --- */

static char control_of(char c)
{
	static const char from[] = " 2345678@[\\]^_-/";
	static const char to[] = "\0\0\033\034\035\036\037\177\0\033\034\035\036\037\037\177";
	const char *p = strchr(from, c);

	if (isalpha(c))
		return c & 0x1f;
	return p && *p ? to[p - from] : c;
}

static void character_key(u8 key)
{
	bool caps = fg()->kbd_leds & LED_CAPS;
	char c = key == KEY_102ND ? '<' : plain_map[key];

	if (!c)
		return;
	if (shift() ^ (caps && isalpha(c)))
		c = key == KEY_102ND ? '>' : shift_map[key];
	if (ctrl())
		c = control_of(c);
	put_char(c);
	if (key == KEY_ENTER && fg()->vc_lnm)
		put_char('\n');
}

static void function_key(unsigned int n)
{
	if (alt())
		set_console(n);
	else
		put_string(function_keys[n]);
}

static void keypad_key(u8 key)
{
	unsigned int i = key - KEY_KP7;

	if (key == KEY_DEL && ctrl() && alt()) {
		ctrl_alt_del();
		return;
	}
	if (fg()->kbd_leds & LED_NUM && !shift())
		put_char(keypad_digits[i]);
	else
		put_cursor_key(keypad_keys[i]);
}

static void switch_to_neighbour(int step)
{
	int nr = fg_console;

	do {
		nr = (nr + step + MAX_NR_CONSOLES) % MAX_NR_CONSOLES;
	} while (nr != fg_console && !vc_cons[nr]);
	set_console(nr);
}

/* A key that came with 0xe0. */
static void extended_key(u8 key)
{
	if (key == KEY_ENTER) {
		put_char('\r');
	} else if (key == KEY_SLASH) {
		put_char('/');
	} else if (key == KEY_DEL && ctrl() && alt()) {
		ctrl_alt_del();
	} else if (alt() && key == KEY_LEFT) {
		switch_to_neighbour(-1);
	} else if (alt() && key == KEY_RIGHT) {
		switch_to_neighbour(1);
	} else if (key >= KEY_KP7 && key <= KEY_KPDOT) {
		put_cursor_key(keypad_keys[key - KEY_KP7]);
	}
}

static void key_down(u8 key)
{
	if (lock_key(key))
		return;
	if (key < sizeof(plain_map) || key == KEY_102ND)
		character_key(key);
	else if (key >= KEY_F1 && key <= KEY_F10)
		function_key(key - KEY_F1);
	else if (key == KEY_F11 || key == KEY_F12)
		function_key(key - KEY_F11 + 10);
	else if (key >= KEY_KP7 && key <= KEY_KPDOT)
		keypad_key(key);
}

/* True: the key belongs to the magic one. */
static bool sysrq_key(u8 key, bool down)
{
	if (key == KEY_SYSRQ) {
		sysrq_down = down && alt();
		return true;
	}
	if (!sysrq_down || key >= sizeof(plain_map) || !plain_map[key])
		return false;
	if (down)
		handle_sysrq(plain_map[key]);
	return true;
}

static void extended_scancode(u8 key, bool down)
{
	switch (key) {
	case KEY_CTRL:
		ctrl_right = down;
		return;
	case KEY_ALT:
		alt_right = down;
		return;
	case KEY_LSHIFT:	/* the controller's own, around grey keys */
	case KEY_RSHIFT:
		return;
	}
	if (down)
		extended_key(key);
}

/**
 * kbd_scancode() - a byte from the keyboard
 * @code: of set 1
 *
 * Context: hard interrupt.
 */
void kbd_scancode(u8 code)
{
	struct vc_data *vc = fg();
	bool down = !(code & UP_BIT);

	add_input_randomness(1, code, down);
	if (!e0_prefix && sysrq_key(code & ~UP_BIT, down))
		return;
	if (!vc || vc->kbd_mode == K_OFF)
		return;
	if (vc->kbd_mode == K_RAW) {
		vc_insert_input(vc, &code, 1);
		return;
	}
	if (e1_skip) {
		e1_skip--;
	} else if (code == 0xe0) {
		e0_prefix = true;
		return;
	} else if (code == 0xe1) {
		e1_skip = 2;
	} else if (e0_prefix) {
		extended_scancode(code & ~UP_BIT, down);
	} else if (!modifier_key(code & ~UP_BIT, down) && down) {
		key_down(code);
	}
	e0_prefix = false;
}

/* --- the bell --- */

#define PIT_MODE	0x43
#define PIT_CHANNEL2	0x42
#define PORT_B		0x61	/* bits 0 and 1: timer 2 runs, and is heard */

static void sound_off(struct timer_list *unused)
{
	outb(inb(PORT_B) & ~3, PORT_B);
}

static DEFINE_TIMER(sound_timer, sound_off);

/**
 * kd_mksound() - the loudspeaker
 * @hz: pitch; 0: silence
 * @ticks: for so many jiffies; 0: until the next call
 *
 * Context: any.
 */
void kd_mksound(unsigned int hz, unsigned int ticks)
{
	unsigned int count;

	if (hz < 20 || hz > 32767) {
		sound_off(NULL);
		return;
	}
	count = 1193182 / hz;
	outb(0xb6, PIT_MODE);		/* channel 2, square wave */
	outb(count & 0xff, PIT_CHANNEL2);
	outb(count >> 8, PIT_CHANNEL2);
	outb(inb(PORT_B) | 3, PORT_B);
	if (ticks)
		mod_timer(&sound_timer, jiffies + ticks);
}
