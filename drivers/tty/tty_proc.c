// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/tty/tty_proc.c - /proc/tty/drivers, /proc/tty/ldiscs, /proc/consoles
 *
 * ps(1) and others find the name of a terminal from its number in the first.
 * Mirrors: Linux 4.x fs/proc/proc_tty.c, fs/proc/consoles.c
 */
#include "tty.h"

#include <linux/console.h>
#include <linux/init.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>

static void show_range(struct seq_file *m, const char *driver, const char *name,
		       dev_t from, unsigned int num)
{
	seq_printf(m, "%-20s /dev/%-8s ", driver, name);
	if (num > 1)
		seq_printf(m, "%3d %d-%d ", MAJOR(from), MINOR(from),
			   MINOR(from) + num - 1);
	else
		seq_printf(m, "%3d %7d ", MAJOR(from), MINOR(from));
}

static const char *type_of(const struct tty_driver *p)
{
	switch (p->type) {
	case TTY_DRIVER_TYPE_CONSOLE:
		return "console";
	case TTY_DRIVER_TYPE_SERIAL:
		return "serial";
	case TTY_DRIVER_TYPE_PTY:
		return p->subtype == PTY_TYPE_MASTER ? "pty:master"
						     : "pty:slave";
	}
	return "system";
}

static void show_one(struct seq_file *m, const char *name, dev_t dev,
		     const char *type)
{
	char path[32];

	snprintf(path, sizeof(path), "/dev/%s", name);
	show_range(m, path, name, dev, 1);
	seq_printf(m, "%s\n", type);
}

static int show_tty_drivers(struct seq_file *m, void *v)
{
	struct tty_driver *p;

	show_one(m, "tty", DEV_TTY, "system:/dev/tty");
	show_one(m, "console", DEV_CONSOLE, "system:console");
	show_one(m, "ptmx", DEV_PTMX, "system");
	show_one(m, "vc/0", DEV_TTY0, "system:vtmaster");
	mutex_lock(&tty_mutex);
	list_for_each_entry(p, &tty_drivers, tty_drivers) {
		show_range(m, p->driver_name ? p->driver_name : "unknown",
			   p->name, MKDEV(p->major, p->minor_start), p->num);
		seq_printf(m, "%s\n", type_of(p));
	}
	mutex_unlock(&tty_mutex);
	return 0;
}

static int show_ldiscs(struct seq_file *m, void *v)
{
	seq_printf(m, "%-10s %2d\n", "n_tty", N_TTY);
	return 0;
}

/* "ttyS0                -W- (EC p a)    4:64" */
static void show_console(struct seq_file *m, struct console *con)
{
	static const struct {
		short flag;
		char name;
	} flags[] = {
		{ CON_ENABLED, 'E' }, { CON_CONSDEV, 'C' }, { CON_BOOT, 'B' },
		{ CON_PRINTBUFFER, 'p' }, { CON_BRL, 'b' },
		{ CON_ANYTIME, 'a' },
	};
	char text[ARRAY_SIZE(flags) + 1] = "";
	char name[24];
	struct tty_driver *driver = NULL;
	unsigned int i;
	int index = 0;

	for (i = 0; i < ARRAY_SIZE(flags); i++)
		text[i] = con->flags & flags[i].flag ? flags[i].name : ' ';
	snprintf(name, sizeof(name), "%s%d", con->name, con->index);
	seq_printf(m, "%-21s%c%c%c (%s)", name, con->read ? 'R' : '-',
		   con->write ? 'W' : '-', con->unblank ? 'U' : '-', text);
	if (con->device)
		driver = con->device(con, &index);
	if (driver)
		seq_printf(m, " %4d:%d", driver->major,
			   driver->minor_start + index);
	seq_putc(m, '\n');
}

static int show_consoles(struct seq_file *m, void *v)
{
	struct console *con;

	console_lock();
	for_each_console(con)
		show_console(m, con);
	console_unlock();
	return 0;
}

static int __init proc_tty_init(void)
{
	proc_mkdir("tty", NULL);
	proc_create_single("tty/drivers", 0, NULL, show_tty_drivers);
	proc_create_single("tty/ldiscs", 0, NULL, show_ldiscs);
	proc_create_single("consoles", 0, NULL, show_consoles);
	return 0;
}
device_initcall(proc_tty_init);
