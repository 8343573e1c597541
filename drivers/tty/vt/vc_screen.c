// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/tty/vt/vc_screen.c - what is on a virtual console: /dev/vcs, /dev/vcsa
 *
 * Minor 0 is the foreground console, minor n tty<n>; 128 more, the same with
 * attributes: a header of four bytes (rows, columns, cursor x, y), then for
 * each cell the character and its attribute.  Without, just the characters.
 * Reading and writing happen under the console lock, a piece at a time.
 * Mirrors: Linux 4.x drivers/tty/vt/vc_screen.c
 * Simpler than Linux in: no /dev/vcsu, no poll, no nodes for closed consoles.
 */
#include "vt.h"
#include "../tty.h"

#include <linux/cdev.h>
#include <linux/console.h>
#include <linux/device.h>
#include <linux/init.h>
#include <linux/uaccess.h>

#define HEADER_SIZE	4
#define PIECE		256	/* bytes moved under the lock at a time */
#define WITH_ATTR	128

static bool has_attr(struct file *file)
{
	return iminor(file_inode(file)) & WITH_ATTR;
}

/* The console of a file; console lock held. */
static struct vc_data *vcs_vc(struct file *file)
{
	unsigned int nr = iminor(file_inode(file)) & 127;

	if (nr > MAX_NR_CONSOLES)
		return NULL;
	return nr ? vc_cons[nr - 1] : vc_cons[fg_console];
}

static loff_t vcs_size(struct file *file, struct vc_data *vc)
{
	loff_t cells = vc->vc_cols * vc->vc_rows;

	return has_attr(file) ? HEADER_SIZE + 2 * cells : cells;
}

/* One byte of what the file seems to be. */
static u8 vcs_get(struct file *file, struct vc_data *vc, loff_t pos)
{
	const u8 header[HEADER_SIZE] = { vc->vc_rows, vc->vc_cols, vc->vc_x,
					 vc->vc_y };

	if (!has_attr(file))
		return vc->vc_screenbuf[pos];
	if (pos < HEADER_SIZE)
		return header[pos];
	pos -= HEADER_SIZE;
	return vc->vc_screenbuf[pos / 2] >> (pos & 1 ? 8 : 0);
}

static void vcs_put(struct file *file, struct vc_data *vc, loff_t pos, u8 byte)
{
	u16 *cell = vc->vc_screenbuf + pos;
	bool attr = false;

	if (has_attr(file)) {
		if (pos < HEADER_SIZE) {
			if (pos == 2)
				vc_gotoxy(vc, byte, vc->vc_y);
			else if (pos == 3)
				vc_gotoxy(vc, vc->vc_x, byte);
			return;
		}
		pos -= HEADER_SIZE;
		cell = vc->vc_screenbuf + pos / 2;
		attr = pos & 1;
	}
	*cell = attr ? (*cell & 0x00ff) | byte << 8 : (*cell & 0xff00) | byte;
}

static ssize_t vcs_read(struct file *file, char __user *buf, size_t count,
			loff_t *ppos)
{
	size_t done = 0;
	u8 piece[PIECE];

	while (done < count) {
		size_t n = min(count - done, sizeof(piece));
		struct vc_data *vc;
		size_t i;

		console_lock();
		vc = vcs_vc(file);
		if (!vc) {
			console_unlock();
			return done ? (ssize_t)done : -ENXIO;
		}
		for (i = 0; i < n && *ppos < vcs_size(file, vc); i++)
			piece[i] = vcs_get(file, vc, (*ppos)++);
		console_unlock();
		if (!i)
			break;
		if (copy_to_user(buf + done, piece, i))
			return -EFAULT;
		done += i;
	}
	return done;
}

static ssize_t vcs_write(struct file *file, const char __user *buf,
			 size_t count, loff_t *ppos)
{
	size_t done = 0;
	u8 piece[PIECE];

	while (done < count) {
		size_t n = min(count - done, sizeof(piece));
		struct vc_data *vc;
		size_t i;

		if (copy_from_user(piece, buf + done, n))
			return done ? (ssize_t)done : -EFAULT;
		console_lock();
		vc = vcs_vc(file);
		if (!vc) {
			console_unlock();
			return done ? (ssize_t)done : -ENXIO;
		}
		for (i = 0; i < n && *ppos < vcs_size(file, vc); i++)
			vcs_put(file, vc, (*ppos)++, piece[i]);
		vc_mark_dirty(vc, 0, vc->vc_rows);
		vt_refresh(vc);
		console_unlock();
		done += i;
		if (i < n)
			break;
	}
	return done;
}

static loff_t vcs_llseek(struct file *file, loff_t offset, int whence)
{
	struct vc_data *vc;
	loff_t size = 0;

	console_lock();
	vc = vcs_vc(file);
	if (vc)
		size = vcs_size(file, vc);
	console_unlock();
	return vc ? fixed_size_llseek(file, offset, whence, size) : -ENXIO;
}

static int vcs_open(struct inode *inode, struct file *file)
{
	int ret;

	console_lock();
	ret = vcs_vc(file) ? 0 : -ENXIO;
	console_unlock();
	return ret;
}

static const struct file_operations vcs_fops = {
	.llseek	= vcs_llseek,
	.read	= vcs_read,
	.write	= vcs_write,
	.open	= vcs_open,
};

static int __init vcs_init(void)
{
	int err = register_chrdev(VCS_MAJOR, "vcs", &vcs_fops);

	if (err < 0)
		return err;
	device_create(tty_class, NULL, MKDEV(VCS_MAJOR, 0), NULL, "vcs");
	device_create(tty_class, NULL, MKDEV(VCS_MAJOR, WITH_ATTR), NULL,
		      "vcsa");
	return 0;
}
device_initcall(vcs_init);
