// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/tty/vt/vt_ioctl.c - ioctl(2) on virtual consoles: VT_*, KD*
 *
 * Changing anything takes that the console is the controlling terminal, or
 * CAP_SYS_TTY_CONFIG.
 * Mirrors: Linux 4.x drivers/tty/vt/vt_ioctl.c
 * Simpler than Linux in: no fonts, key maps, VT_RESIZE, VT_WAITEVENT.
 */
#include "vt.h"

#include <linux/capability.h>
#include <linux/console.h>
#include <linux/pid.h>
#include <linux/sched/signal.h>
#include <linux/uaccess.h>

static bool may_configure(struct tty_struct *tty)
{
	return current->signal->tty == tty || capable(CAP_SYS_TTY_CONFIG);
}

/* A number from user space, from 1, as an index. */
static bool console_index(unsigned long arg, unsigned int *console)
{
	*console = arg - 1;
	return arg >= 1 && arg <= MAX_NR_CONSOLES;
}

static int vt_waitactive(int console)
{
	return wait_event_interruptible(vt_event_waitqueue,
					READ_ONCE(fg_console) == console);
}

static int vt_set_vtmode(struct vc_data *vc, struct vt_mode __user *arg)
{
	struct vt_mode mode;
	struct pid *old;

	if (copy_from_user(&mode, arg, sizeof(mode)))
		return -EFAULT;
	if (mode.mode != VT_AUTO && mode.mode != VT_PROCESS)
		return -EINVAL;
	console_lock();
	vc->vt_mode = mode;
	vc->vt_mode.frsig = 0;
	old = vc->vt_pid;
	vc->vt_pid = get_pid(task_pid(current));
	vc->vt_newvt = -1;
	console_unlock();
	put_pid(old);
	return 0;
}

static int vt_get_vtmode(struct vc_data *vc, struct vt_mode __user *arg)
{
	struct vt_mode mode;

	console_lock();
	mode = vc->vt_mode;
	console_unlock();
	return copy_to_user(arg, &mode, sizeof(mode)) ? -EFAULT : 0;
}

static int vt_getstate(struct vt_stat __user *arg)
{
	struct vt_stat st = { .v_active = fg_console + 1, .v_state = 1 };
	int i;

	/* Bit 0 stands for tty0, which is always there. */
	for (i = 0; i < MAX_NR_CONSOLES && i < 15; i++)
		if (vc_cons[i] && vc_cons[i]->port.itty)
			st.v_state |= 1 << (i + 1);
	return copy_to_user(arg, &st, sizeof(st)) ? -EFAULT : 0;
}

/* The first console that nobody has open. */
static int vt_openqry(int __user *arg)
{
	int i;

	for (i = 0; i < MAX_NR_CONSOLES; i++)
		if (!vc_cons[i] || !vc_cons[i]->port.itty)
			break;
	return put_user(i < MAX_NR_CONSOLES ? i + 1 : -1, arg);
}

static int vt_activate(unsigned long arg)
{
	unsigned int console;
	int err;

	if (!console_index(arg, &console))
		return -ENXIO;
	err = vc_allocate(console);
	if (!err)
		set_console(console);
	return err;
}

/* The program's answer to relsig: 0 no, 1 yes; or 2, "I have the screen". */
static int vt_reldisp(struct vc_data *vc, unsigned long arg)
{
	int newvt;
	int ret = 0;

	console_lock();
	newvt = vc->vt_newvt;
	if (vc->vt_mode.mode != VT_PROCESS) {
		ret = -EINVAL;
	} else if (newvt < 0) {
		ret = arg == VT_ACKACQ ? 0 : -EINVAL;
	} else {
		vc->vt_newvt = -1;
		if (arg && vc_cons[newvt])
			complete_change_console(vc_cons[newvt]);
	}
	console_unlock();
	return ret;
}

static int vt_disallocate(unsigned long arg)
{
	unsigned int console;

	if (arg == 0) {		/* all that can be */
		for (console = 1; console < MAX_NR_CONSOLES; console++)
			vc_deallocate(console);
		return 0;
	}
	if (!console_index(arg, &console))
		return -ENXIO;
	return vc_deallocate(console);
}

static int kd_setmode(struct vc_data *vc, unsigned long arg)
{
	if (arg == KD_TEXT0 || arg == KD_TEXT1)
		arg = KD_TEXT;
	if (arg != KD_TEXT && arg != KD_GRAPHICS)
		return -EINVAL;
	console_lock();
	vt_set_mode(vc, arg);
	console_unlock();
	return 0;
}

static int kd_set_kbd_mode(struct vc_data *vc, unsigned long arg)
{
	switch (arg) {
	case K_RAW:
	case K_XLATE:
	case K_UNICODE:
	case K_OFF:
		vc->kbd_mode = arg;
		return 0;
	}
	return -EINVAL;
}

static int kd_set_led(struct vc_data *vc, unsigned long arg)
{
	if (arg & ~0x77UL)
		return -EINVAL;
	console_lock();
	vc->kbd_leds = arg & 7;
	kbd_leds_changed(vc);
	console_unlock();
	return 0;
}

/* @arg: period in units of the timer chip's clock, and time in ms above. */
static int kd_mktone(unsigned long arg)
{
	unsigned int ticks = msecs_to_jiffies(arg >> 16 & 0xffff);
	unsigned int count = arg & 0xffff;

	kd_mksound(count ? 1193182 / count : 0, ticks);
	return 0;
}

/* What only asks. */
static int vt_get_ioctl(struct vc_data *vc, unsigned int cmd, void __user *p)
{
	switch (cmd) {
	case KDGKBTYPE:
		return put_user(KB_101, (char __user *)p);
	case KDGETMODE:
		return put_user(vc->vc_mode, (int __user *)p);
	case KDGKBMODE:
		return put_user(vc->kbd_mode, (int __user *)p);
	case KDGETLED:
	case KDGKBLED:
		return put_user(vc->kbd_leds, (char __user *)p);
	case VT_GETMODE:
		return vt_get_vtmode(vc, p);
	case VT_GETSTATE:
		return vt_getstate(p);
	case VT_OPENQRY:
		return vt_openqry(p);
	}
	return -ENOIOCTLCMD;
}

/* What changes something. */
static int vt_set_ioctl(struct vc_data *vc, unsigned int cmd,
			unsigned long arg)
{
	unsigned int console;

	switch (cmd) {
	case KDSETMODE:
		return kd_setmode(vc, arg);
	case KDSKBMODE:
		return kd_set_kbd_mode(vc, arg);
	case KDSETLED:
	case KDSKBLED:
		return kd_set_led(vc, arg);
	case KIOCSOUND:
		kd_mksound(arg ? 1193182 / arg : 0, 0);
		return 0;
	case KDMKTONE:
		return kd_mktone(arg);
	case VT_SETMODE:
		return vt_set_vtmode(vc, (struct vt_mode __user *)arg);
	case VT_ACTIVATE:
		return vt_activate(arg);
	case VT_WAITACTIVE:
		return console_index(arg, &console) ? vt_waitactive(console)
						    : -ENXIO;
	case VT_RELDISP:
		return vt_reldisp(vc, arg);
	case VT_DISALLOCATE:
		return vt_disallocate(arg);
	}
	return -ENOIOCTLCMD;
}

/**
 * vt_ioctl() - the driver's ioctl
 * @tty: the tty
 * @cmd: VT_*, KD*
 * @arg: its argument
 *
 * Context: process context.
 * Return: as ioctl(2); -ENOIOCTLCMD when it is none of these.
 */
int vt_ioctl(struct tty_struct *tty, unsigned int cmd, unsigned long arg)
{
	struct vc_data *vc = tty->driver_data;
	int ret = vt_get_ioctl(vc, cmd, (void __user *)arg);

	if (ret != -ENOIOCTLCMD)
		return ret;
	if ((cmd >> 8 == 'K' || cmd >> 8 == 'V') && !may_configure(tty))
		return -EPERM;
	return vt_set_ioctl(vc, cmd, arg);
}
