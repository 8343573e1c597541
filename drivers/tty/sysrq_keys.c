// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/tty/sysrq_keys.c - the orders that the magic key gives
 *
 * Handlers may run in the keyboard's interrupt: what must sleep is put off to a
 * work.  Mirrors: Linux 4.x drivers/tty/sysrq.c
 * Simpler than Linux in: no SAK, no nice (n), no thawing (j), no ftrace (z).
 */
#include <linux/console.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/panic.h>
#include <linux/reboot.h>
#include <linux/sched/debug.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/sysrq.h>
#include <linux/workqueue.h>

#include <asm/irq_regs.h>
#include <asm/kdebug.h>

static void sysrq_loglevel(int key)
{
	console_loglevel = key - '0';
	pr_info("Loglevel set to %d\n", console_loglevel);
}

static void sysrq_reboot(int key)
{
	emergency_restart();
}

static void sysrq_crash(int key)
{
	/* As Linux: the machine has to go down, whatever panic_on_oops says. */
	panic_on_oops = 1;
	barrier();
	*(volatile char *)NULL = 1;
}

static void send_sig_all(int sig)
{
	struct task_struct *p;

	read_lock(&tasklist_lock);
	for_each_process(p) {
		if ((p->flags & PF_KTHREAD) || is_global_init(p))
			continue;
		do_send_sig_info(sig, SEND_SIG_FORCED, p, true);
	}
	read_unlock(&tasklist_lock);
}

static void sysrq_term(int key)
{
	send_sig_all(SIGTERM);
}

static void sysrq_kill(int key)
{
	send_sig_all(SIGKILL);
}

static void sysrq_showmem(int key)
{
	show_mem();
}

static void power_off(struct work_struct *unused)
{
	kernel_power_off();
}

static DECLARE_WORK(power_off_work, power_off);

static void sysrq_poweroff(int key)
{
	schedule_work(&power_off_work);
}

static void sysrq_showregs(int key)
{
	struct pt_regs *regs = get_irq_regs();

	if (regs)
		show_regs(regs);
	else
		dump_stack();
}

static void sysrq_sync(int key)
{
	emergency_sync();
}

static void sysrq_showstate(int key)
{
	show_state();
}

static void sysrq_showblocked(int key)
{
	show_state_filter(TASK_UNINTERRUPTIBLE);
}

static const struct sysrq_key_op loglevel_op = {
	.handler	= sysrq_loglevel,
	.help_msg	= "loglevel(0-9)",
	.action_msg	= "Changing Loglevel",
	.enable_mask	= SYSRQ_ENABLE_LOG,
};

static const struct {
	char key;
	struct sysrq_key_op op;
} keys[] = {
	{ 'b', { sysrq_reboot, "reboot(b)", "Resetting", SYSRQ_ENABLE_BOOT } },
	{ 'c', { sysrq_crash, "crash(c)", "Trigger a crash",
		 SYSRQ_ENABLE_DUMP } },
	{ 'e', { sysrq_term, "terminate-all-tasks(e)", "Terminate All Tasks",
		 SYSRQ_ENABLE_SIGNAL } },
	{ 'i', { sysrq_kill, "kill-all-tasks(i)", "Kill All Tasks",
		 SYSRQ_ENABLE_SIGNAL } },
	{ 'm', { sysrq_showmem, "show-memory-usage(m)", "Show Memory",
		 SYSRQ_ENABLE_DUMP } },
	{ 'o', { sysrq_poweroff, "poweroff(o)", "Power Off",
		 SYSRQ_ENABLE_BOOT } },
	{ 'p', { sysrq_showregs, "show-registers(p)", "Show Regs",
		 SYSRQ_ENABLE_DUMP } },
	{ 's', { sysrq_sync, "sync(s)", "Emergency Sync",
		 SYSRQ_ENABLE_SYNC } },
	{ 't', { sysrq_showstate, "show-task-states(t)", "Show State",
		 SYSRQ_ENABLE_DUMP } },
	{ 'w', { sysrq_showblocked, "show-blocked-tasks(w)",
		 "Show Blocked State", SYSRQ_ENABLE_DUMP } },
};

static int __init sysrq_keys_init(void)
{
	unsigned int i;

	for (i = 0; i < 10; i++)
		register_sysrq_key('0' + i, &loglevel_op);
	for (i = 0; i < ARRAY_SIZE(keys); i++)
		register_sysrq_key(keys[i].key, &keys[i].op);
	return 0;
}
device_initcall(sysrq_keys_init);
