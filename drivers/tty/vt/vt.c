// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/tty/vt/vt.c - the virtual consoles: tty1.., the screen, printk on it
 *
 * Data       vc_cons[]: the consoles that exist; the others are made when opened
 *            or switched to.  shown[]: the cells that are on the screen now.
 * I1         shown[] is what the screen shows, but in the rows vc_dirty_top ..
 *            vc_dirty_bottom of the foreground console.
 * I2         after each piece of output, and before the console lock goes, the
 *            screen is brought up to date (vt_refresh()).
 * Locking    console lock: all of that, and every vc_data.  vt_alloc_mutex,
 *            outside it: making and freeing consoles.  In an oops no lock.
 * Entry      con_init() vty_init() set_console() redraw_screen()
 * Mirrors: Linux 4.x drivers/tty/vt/vt.c
 * Simpler than Linux in: no blanking, no resizing, no /dev/vcs, text of a
 * graphics console is drawn when it becomes text again.
 */
#include "vt.h"
#include "../tty.h"

#include <linux/cdev.h>
#include <linux/console.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/pid.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/tty_flip.h>

#define NR_NODES	12	/* consoles that have a node in /dev from the start */
#define DEF_COLOR	7	/* light grey on black */

struct vc_data *vc_cons[MAX_NR_CONSOLES];
int fg_console;
int last_console;
int want_console = -1;
struct tty_driver *console_driver;
DECLARE_WAIT_QUEUE_HEAD(vt_event_waitqueue);

static DEFINE_MUTEX(vt_alloc_mutex);
static const struct consw *conswitchp;		/* the screen, or NULL */
static unsigned int screen_cols = 80;
static unsigned int screen_rows = 25;
static u16 *shown;
static unsigned int cursor_x, cursor_y;		/* where it is drawn */
static bool cursor_on;

u8 default_palette[16][3] = {
	{ 0x00, 0x00, 0x00 }, { 0x00, 0x00, 0xaa }, { 0x00, 0xaa, 0x00 },
	{ 0x00, 0xaa, 0xaa }, { 0xaa, 0x00, 0x00 }, { 0xaa, 0x00, 0xaa },
	{ 0xaa, 0x55, 0x00 }, { 0xaa, 0xaa, 0xaa }, { 0x55, 0x55, 0x55 },
	{ 0x55, 0x55, 0xff }, { 0x55, 0xff, 0x55 }, { 0x55, 0xff, 0xff },
	{ 0xff, 0x55, 0x55 }, { 0xff, 0x55, 0xff }, { 0xff, 0xff, 0x55 },
	{ 0xff, 0xff, 0xff },
};

/* --- the screen --- */

static bool on_screen(struct vc_data *vc)
{
	return conswitchp && vc && vc->vc_num == fg_console &&
	       vc->vc_mode == KD_TEXT;
}

static void hide_cursor(void)
{
	if (cursor_on)
		conswitchp->con_cursor(cursor_x, cursor_y,
				       shown[cursor_y * screen_cols + cursor_x],
				       false);
	cursor_on = false;
}

/* Draws the stretches of a row that differ from what is shown. */
static void refresh_row(struct vc_data *vc, unsigned int y)
{
	u16 *new = vc_cell(vc, 0, y);
	u16 *old = shown + y * screen_cols;
	unsigned int x = 0;

	while (x < screen_cols) {
		unsigned int start;

		while (x < screen_cols && new[x] == old[x])
			x++;
		start = x;
		for (; x < screen_cols && new[x] != old[x]; x++)
			old[x] = new[x];
		if (x > start)
			conswitchp->con_putcs(new + start, x - start, y, start);
	}
}

/**
 * vt_refresh() - bring the screen up to date
 * @vc: the console that was written to; nothing happens in the background
 *
 * Context: console lock, or an oops.
 */
void vt_refresh(struct vc_data *vc)
{
	unsigned int y;

	if (!on_screen(vc))
		return;
	if (cursor_on && (cursor_x != vc->vc_x || cursor_y != vc->vc_y ||
			  !vc->vc_deccm))
		hide_cursor();
	for (y = vc->vc_dirty_top; y < vc->vc_dirty_bottom; y++)
		refresh_row(vc, y);
	vc->vc_dirty_top = screen_rows;
	vc->vc_dirty_bottom = 0;

	if (vc->vc_deccm) {
		cursor_x = vc->vc_x;
		cursor_y = vc->vc_y;
		cursor_on = true;
		conswitchp->con_cursor(cursor_x, cursor_y,
				       *vc_cell(vc, cursor_x, cursor_y), true);
	}
}

/**
 * redraw_screen() - draw the whole foreground console, whatever is shown
 *
 * Context: console lock.
 */
void redraw_screen(void)
{
	struct vc_data *vc = vc_cons[fg_console];
	unsigned int i;

	if (!on_screen(vc))
		return;
	cursor_on = false;
	for (i = 0; i < screen_cols * screen_rows; i++)
		shown[i] = ~vc->vc_screenbuf[i];
	vc_mark_dirty(vc, 0, screen_rows);
	vt_refresh(vc);
}

/**
 * vt_palette_changed() - default_palette[] has new values
 *
 * Context: console lock.
 */
void vt_palette_changed(void)
{
	if (!conswitchp)
		return;
	conswitchp->con_set_palette(default_palette);
	redraw_screen();
}

/**
 * vt_set_mode() - text, or graphics that a program draws
 * @vc: the console
 * @mode: KD_TEXT or KD_GRAPHICS
 *
 * Context: console lock.
 */
void vt_set_mode(struct vc_data *vc, unsigned char mode)
{
	if (vc->vc_mode == mode)
		return;
	vc->vc_mode = mode;
	if (vc->vc_num != fg_console || !conswitchp)
		return;
	conswitchp->con_blank(mode == KD_GRAPHICS);
	redraw_screen();
}

/* --- input, for the keyboard and for answers to programs --- */

/**
 * vc_insert_input() - as if typed on a console
 * @vc: the console
 * @s: bytes
 * @n: how many
 *
 * Context: any.
 */
void vc_insert_input(struct vc_data *vc, const unsigned char *s, size_t n)
{
	tty_insert_flip_string(&vc->port, s, n);
	tty_flip_buffer_push(&vc->port);
}

/**
 * vc_respond() - answer a program that asked with an escape sequence
 * @vc: the console
 * @s: the answer
 *
 * Context: console lock.
 */
void vc_respond(struct vc_data *vc, const char *s)
{
	vc_insert_input(vc, (const unsigned char *)s, strlen(s));
}

/* --- making and switching --- */

static const struct tty_port_operations vc_port_ops;

static struct vc_data *vc_new(unsigned int console)
{
	struct vc_data *vc = kzalloc(sizeof(*vc), GFP_KERNEL);

	if (!vc)
		return NULL;
	vc->vc_cols = screen_cols;
	vc->vc_rows = screen_rows;
	vc->vc_screenbuf = kmalloc_array(screen_cols * screen_rows,
					 sizeof(u16), GFP_KERNEL);
	if (!vc->vc_screenbuf) {
		kfree(vc);
		return NULL;
	}
	tty_port_init(&vc->port);
	vc->port.ops = &vc_port_ops;
	vc->vc_num = console;
	vc->vc_def_color = DEF_COLOR;
	vc->vc_mode = KD_TEXT;
	vc->vt_mode.mode = VT_AUTO;
	vc->vt_newvt = -1;
	vc->kbd_mode = K_UNICODE;
	vc->vc_dirty_top = screen_rows;
	vc_reset(vc, true);
	return vc;
}

/**
 * vc_allocate() - make sure that a console exists
 * @console: which, from 0
 *
 * Context: may sleep.
 * Return: 0, -ENXIO, or -ENOMEM.
 */
int vc_allocate(unsigned int console)
{
	struct vc_data *vc;
	int ret = 0;

	if (console >= MAX_NR_CONSOLES)
		return -ENXIO;
	mutex_lock(&vt_alloc_mutex);
	if (!vc_cons[console]) {
		vc = vc_new(console);
		if (vc) {
			console_lock();
			vc_cons[console] = vc;
			console_unlock();
		} else {
			ret = -ENOMEM;
		}
	}
	mutex_unlock(&vt_alloc_mutex);
	return ret;
}

/**
 * vc_deallocate() - free a console that nobody uses
 * @console: which, from 0
 *
 * Context: may sleep.
 * Return: 0, or -EBUSY when it is open, on the screen, or the first.
 */
int vc_deallocate(unsigned int console)
{
	struct vc_data *vc;
	int ret = 0;

	mutex_lock(&tty_mutex);
	mutex_lock(&vt_alloc_mutex);
	console_lock();
	vc = vc_cons[console];
	if (vc && (console == 0 || (int)console == fg_console ||
		   vc->port.itty || (int)console == want_console)) {
		ret = -EBUSY;
		vc = NULL;
	}
	if (vc)
		vc_cons[console] = NULL;
	console_unlock();
	mutex_unlock(&vt_alloc_mutex);
	mutex_unlock(&tty_mutex);

	if (vc) {
		tty_port_destroy(&vc->port);
		put_pid(vc->vt_pid);
		kfree(vc->vc_screenbuf);
		kfree(vc);
	}
	return ret;
}

/* The process that wanted to be asked is gone: nobody to ask any more. */
static void forget_vt_process(struct vc_data *vc)
{
	vc->vc_mode = KD_TEXT;
	vc->kbd_mode = K_UNICODE;
	vc->vt_mode.mode = VT_AUTO;
	put_pid(vc->vt_pid);
	vc->vt_pid = NULL;
	vc->vt_newvt = -1;
}

/**
 * complete_change_console() - put a console on the screen
 *
 * Context: console lock.
 */
void complete_change_console(struct vc_data *vc)
{
	struct vc_data *old = vc_cons[fg_console];
	bool was_graphics = old->vc_mode == KD_GRAPHICS;

	last_console = fg_console;
	fg_console = vc->vc_num;
	if (vc->vt_mode.mode == VT_PROCESS &&
	    kill_pid(vc->vt_pid, vc->vt_mode.acqsig, 1) != 0)
		forget_vt_process(vc);

	if (conswitchp && was_graphics != (vc->vc_mode == KD_GRAPHICS))
		conswitchp->con_blank(vc->vc_mode == KD_GRAPHICS);
	redraw_screen();
	kbd_leds_changed(vc);
	wake_up_interruptible(&vt_event_waitqueue);
}

/**
 * change_console() - switch, or ask who has the screen to let it go
 * @new_vc: the console to switch to
 *
 * Context: console lock.
 */
void change_console(struct vc_data *new_vc)
{
	struct vc_data *vc = vc_cons[fg_console];

	if (new_vc == vc)
		return;
	if (vc->vt_mode.mode == VT_PROCESS) {
		vc->vt_newvt = new_vc->vc_num;
		if (kill_pid(vc->vt_pid, vc->vt_mode.relsig, 1) == 0)
			return;		/* its VT_RELDISP goes on from here */
		forget_vt_process(vc);
	}
	/* A graphics program that did not ask to be asked keeps the screen. */
	if (vc->vc_mode == KD_GRAPHICS)
		return;
	complete_change_console(new_vc);
}

static void console_callback(struct work_struct *work)
{
	int want = READ_ONCE(want_console);

	if (want < 0 || vc_allocate(want))
		return;
	console_lock();
	if (want_console == want) {
		want_console = -1;
		if (want != fg_console && vc_cons[want])
			change_console(vc_cons[want]);
	}
	console_unlock();
}

static DECLARE_WORK(console_work, console_callback);

/**
 * set_console() - switch soon
 * @nr: to which, from 0
 *
 * Context: any.
 */
void set_console(int nr)
{
	want_console = nr;
	schedule_work(&console_work);
}

/* --- printk --- */

static void vt_console_print(struct console *co, const char *b,
			     unsigned int count)
{
	struct vc_data *vc = vc_cons[fg_console];

	if (!vc)
		return;
	vc_print_plain(vc, b, count);
	if (oops_in_progress)
		vt_refresh(vc);
}

static void vt_console_flush(struct console *co)
{
	vt_refresh(vc_cons[fg_console]);
}

/* For the last words: text, whatever was on the screen. */
static void vt_console_unblank(void)
{
	struct vc_data *vc = vc_cons[fg_console];

	if (oops_in_progress && vc)
		vt_set_mode(vc, KD_TEXT);
}

static struct tty_driver *vt_console_device(struct console *c, int *index)
{
	*index = c->index ? c->index - 1 : fg_console;
	return console_driver;
}

static struct console vt_console_driver = {
	.name		= "tty",
	.write		= vt_console_print,
	.flush		= vt_console_flush,
	.device		= vt_console_device,
	.unblank	= vt_console_unblank,
	.flags		= CON_PRINTBUFFER,
	.index		= -1,
};

/* --- the tty --- */

static int con_install(struct tty_driver *driver, struct tty_struct *tty)
{
	struct vc_data *vc;
	int ret = vc_allocate(tty->index);

	if (ret)
		return ret;
	vc = vc_cons[tty->index];
	ret = tty_port_install(&vc->port, driver, tty);
	if (ret)
		return ret;
	tty->driver_data = vc;
	tty->winsize.ws_row = vc->vc_rows;
	tty->winsize.ws_col = vc->vc_cols;
	if (vc->vc_utf)
		tty->termios.c_iflag |= IUTF8;
	return 0;
}

static int con_open(struct tty_struct *tty, struct file *filp)
{
	return 0;
}

static void con_close(struct tty_struct *tty, struct file *filp)
{
}

static int con_write(struct tty_struct *tty, const unsigned char *buf,
		     int count)
{
	struct vc_data *vc = tty->driver_data;

	if (tty->stopped)
		return 0;
	console_lock();
	vc_write(vc, buf, count);
	vt_refresh(vc);
	console_unlock();
	return count;
}

static int con_write_room(struct tty_struct *tty)
{
	return tty->stopped ? 0 : 32768;
}

static const struct tty_operations con_ops = {
	.install	= con_install,
	.open		= con_open,
	.close		= con_close,
	.write		= con_write,
	.write_room	= con_write_room,
	.ioctl		= vt_ioctl,
};

static struct cdev vc0_cdev;

static int __init vty_init(void)
{
	struct tty_driver *driver;
	int i;

	driver = tty_alloc_driver(MAX_NR_CONSOLES, TTY_DRIVER_REAL_RAW |
				  TTY_DRIVER_RESET_TERMIOS |
				  TTY_DRIVER_DYNAMIC_DEV);
	if (IS_ERR(driver))
		return PTR_ERR(driver);
	driver->name = "tty";
	driver->name_base = 1;
	driver->major = TTY_MAJOR;
	driver->minor_start = 1;
	driver->type = TTY_DRIVER_TYPE_CONSOLE;
	driver->init_termios = tty_std_termios;
	tty_set_operations(driver, &con_ops);

	cdev_init(&vc0_cdev, &console_fops);
	if (cdev_add(&vc0_cdev, DEV_TTY0, 1) ||
	    register_chrdev_region(DEV_TTY0, 1, "/dev/vc/0") < 0 ||
	    tty_register_driver(driver)) {
		put_tty_driver(driver);
		return -EBUSY;
	}
	console_driver = driver;
	device_create(tty_class, NULL, DEV_TTY0, NULL, "tty0");
	for (i = 0; i < NR_NODES; i++)
		tty_register_device(driver, i);
	return 0;
}
device_initcall(vty_init);

/* --- boot --- */

static const struct consw *__init find_screen(void)
{
	static const struct consw *const screens[] __initconst = {
		&fb_con, &vga_con,
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(screens); i++) {
		const char *desc = screens[i]->con_startup(&screen_cols,
							   &screen_rows);

		if (desc) {
			pr_info("Console: colour %s %ux%u\n", desc,
				screen_cols, screen_rows);
			return screens[i];
		}
	}
	return NULL;
}

/**
 * con_init() - find the screen, and let printk() write on it
 *
 * Without a screen the consoles exist all the same, unseen.
 *
 * Context: boot, memory can be allocated.
 */
void __init con_init(void)
{
	const struct consw *sw = find_screen();

	shown = kzalloc(screen_cols * screen_rows * sizeof(u16), GFP_NOWAIT);
	vc_cons[0] = vc_new(0);
	if (!shown || !vc_cons[0]) {
		pr_err("vt: no memory for the console\n");
		return;
	}
	if (!sw)
		return;
	console_lock();
	conswitchp = sw;
	conswitchp->con_set_palette(default_palette);
	redraw_screen();
	console_unlock();
	register_console(&vt_console_driver);
}
