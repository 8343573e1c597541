// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/tty/sysrq.c - the magic key: which order a key gives
 *
 *	Alt+SysRq+key		on the keyboard
 *	BREAK, then the key	on the serial console, within five seconds
 *	echo key > /proc/sysrq-trigger
 *
 * Who can do something for the user of a machine that is in a bad way
 * registers a key; drivers/tty/sysrq_keys.c has those of the core.
 * Locking    sysrq_key_table_lock: the table.  Handlers run without it.
 * Entry      handle_sysrq() register_sysrq_key()
 * Mirrors: Linux 4.x drivers/tty/sysrq.c
 */
#include <linux/console.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/proc_fs.h>
#include <linux/spinlock.h>
#include <linux/sysctl.h>
#include <linux/sysrq.h>
#include <linux/uaccess.h>

#define NR_KEYS		(10 + 26)	/* 0..9, a..z */

static DEFINE_SPINLOCK(sysrq_key_table_lock);
static const struct sysrq_key_op *sysrq_key_table[NR_KEYS];
static int sysrq_enabled = 1;		/* SYSRQ_ENABLE_*, or 1 for all */

static int key_index(int key)
{
	if (key >= '0' && key <= '9')
		return key - '0';
	if (key >= 'a' && key <= 'z')
		return key - 'a' + 10;
	return -1;
}

/**
 * register_sysrq_key() - give a key a meaning
 * @key: '0'..'9', 'a'..'z'
 * @op: what it does
 *
 * Context: any but NMI.
 * Return: 0, -EINVAL, or -EBUSY when it has one.
 */
int register_sysrq_key(int key, const struct sysrq_key_op *op)
{
	int i = key_index(key);
	unsigned long flags;
	int ret = -EBUSY;

	if (i < 0)
		return -EINVAL;
	spin_lock_irqsave(&sysrq_key_table_lock, flags);
	if (!sysrq_key_table[i]) {
		sysrq_key_table[i] = op;
		ret = 0;
	}
	spin_unlock_irqrestore(&sysrq_key_table_lock, flags);
	return ret;
}

static void print_help(void)
{
	int i;

	pr_info("sysrq: HELP :");
	for (i = 0; i < NR_KEYS; i++) {
		const struct sysrq_key_op *op = sysrq_key_table[i];

		/* The digits are one entry. */
		if (op && (i == 0 || op != sysrq_key_table[i - 1]))
			pr_cont(" %s", op->help_msg);
	}
	pr_cont("\n");
}

/**
 * __handle_sysrq() - do what a key means
 * @key: the key
 * @check_mask: only if /proc/sys/kernel/sysrq allows it
 *
 * Context: any but NMI.
 */
void __handle_sysrq(int key, bool check_mask)
{
	int i = key_index(key);
	const struct sysrq_key_op *op = i < 0 ? NULL : sysrq_key_table[i];
	int old_level = console_loglevel;

	/* The title is to be seen, whatever the console shows else. */
	console_loglevel = CONSOLE_LOGLEVEL_DEFAULT;
	if (!op) {
		print_help();
		console_loglevel = old_level;
		return;
	}
	if (check_mask && sysrq_enabled != 1 &&
	    !(sysrq_enabled & op->enable_mask)) {
		pr_info("sysrq: This sysrq operation is disabled.\n");
		console_loglevel = old_level;
		return;
	}
	pr_info("sysrq: %s\n", op->action_msg);
	console_loglevel = old_level;
	op->handler(key);
}

/**
 * handle_sysrq() - a key was pressed with SysRq
 *
 * Context: any but NMI.
 */
void handle_sysrq(int key)
{
	if (sysrq_enabled)
		__handle_sysrq(key, true);
}

/* Root's hand on the file is enough. */
static ssize_t write_sysrq_trigger(struct file *file, const char __user *buf,
				   size_t count, loff_t *ppos)
{
	char c;

	if (count) {
		if (get_user(c, buf))
			return -EFAULT;
		__handle_sysrq(c, false);
	}
	return count;
}

static const struct file_operations proc_sysrq_trigger_operations = {
	.write	= write_sysrq_trigger,
	.llseek	= noop_llseek,
};

static struct ctl_table sysrq_table[] = {
	{
		.procname	= "sysrq",
		.data		= &sysrq_enabled,
		.maxlen		= sizeof(int),
		.mode		= 0644,
		.proc_handler	= proc_dointvec,
	},
	{ }
};

static int __init sysrq_init(void)
{
	proc_create("sysrq-trigger", S_IWUSR, NULL,
		    &proc_sysrq_trigger_operations);
	register_sysctl("kernel", sysrq_table);
	return 0;
}
device_initcall(sysrq_init);
