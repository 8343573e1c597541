// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/reboot.c - reboot(2): restart, halt, power off
 *
 * The machine's part (arch/x86/kernel/reboot.c) stops the other CPUs first.
 *
 * Locking    system_transition_mutex: one ending at a time.
 * Entry      reboot(2) kernel_restart() kernel_power_off() ctrl_alt_del()
 * Mirrors: Linux 4.19 kernel/reboot.c.
 * Simpler than Linux in: no kexec, no hibernation (EINVAL, as without them).
 */
#include <linux/reboot.h>

#include <linux/capability.h>
#include <linux/mutex.h>
#include <linux/notifier.h>
#include <linux/pid.h>
#include <linux/pid_namespace.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include <asm/reboot.h>

static DEFINE_MUTEX(system_transition_mutex);

/* Ctrl-Alt-Del restarts at once (1), or signals init (0). */
static int C_A_D = 1;
struct pid *cad_pid;		/* whom it signals; set by kernel_init() */

/**
 * kernel_restart() - start the machine anew
 * @cmd: for the firmware, or NULL
 *
 * Context: process context. Does not return.
 */
void kernel_restart(char *cmd)
{
	system_state = SYSTEM_RESTART;
	if (cmd)
		pr_emerg("reboot: Restarting system with command '%s'\n", cmd);
	else
		pr_emerg("reboot: Restarting system\n");
	machine_restart(cmd);
}

/**
 * kernel_halt() - tell everybody, then stop the CPUs
 *
 * Context: process context.
 */
void kernel_halt(void)
{
	system_state = SYSTEM_HALT;
	pr_emerg("reboot: System halted\n");
	machine_halt();
}

/**
 * kernel_power_off() - tell everybody, then switch off
 *
 * Context: process context.
 */
void kernel_power_off(void)
{
	system_state = SYSTEM_POWER_OFF;
	pr_emerg("reboot: Power down\n");
	machine_power_off();
}

/**
 * emergency_restart() - restart without a word to anybody
 *
 * Context: any, even with locks held.
 */
void emergency_restart(void)
{
	machine_emergency_restart();
}

static void deferred_cad(struct work_struct *dummy)
{
	kernel_restart(NULL);
}

/**
 * ctrl_alt_del() - the three keys were pressed
 *
 * Context: any.
 */
void ctrl_alt_del(void)
{
	static DECLARE_WORK(cad_work, deferred_cad);

	if (C_A_D)
		schedule_work(&cad_work);
	else
		kill_cad_pid(SIGINT, 1);
}

static long restart_with_command(const void __user *arg)
{
	char buffer[256];
	long ret = strncpy_from_user(buffer, arg, sizeof(buffer) - 1);

	if (ret < 0)
		return -EFAULT;
	buffer[sizeof(buffer) - 1] = '\0';
	kernel_restart(buffer);
	return 0;
}

static long do_reboot(unsigned int cmd, void __user *arg)
{
	switch (cmd) {
	case LINUX_REBOOT_CMD_RESTART:
		kernel_restart(NULL);
		return 0;
	case LINUX_REBOOT_CMD_CAD_ON:
		C_A_D = 1;
		return 0;
	case LINUX_REBOOT_CMD_CAD_OFF:
		C_A_D = 0;
		return 0;
	case LINUX_REBOOT_CMD_HALT:
		kernel_halt();
		do_exit(0);
	case LINUX_REBOOT_CMD_POWER_OFF:
		kernel_power_off();
		do_exit(0);
	case LINUX_REBOOT_CMD_RESTART2:
		return restart_with_command(arg);
	default:
		return -EINVAL;
	}
}

SYSCALL_DEFINE4(reboot, int, magic1, int, magic2, unsigned int, cmd,
		void __user *, arg)
{
	struct pid_namespace *pid_ns = task_active_pid_ns(current);
	long ret;

	if (!ns_capable(pid_ns->user_ns, CAP_SYS_BOOT))
		return -EPERM;
	if (magic1 != LINUX_REBOOT_MAGIC1 ||
	    (magic2 != LINUX_REBOOT_MAGIC2 && magic2 != LINUX_REBOOT_MAGIC2A &&
	     magic2 != LINUX_REBOOT_MAGIC2B && magic2 != LINUX_REBOOT_MAGIC2C))
		return -EINVAL;
	/* In a pid namespace it is that namespace's init that ends. */
	ret = reboot_pid_ns(pid_ns, cmd);
	if (ret)
		return ret;

	mutex_lock(&system_transition_mutex);
	ret = do_reboot(cmd, arg);
	mutex_unlock(&system_transition_mutex);
	return ret;
}
