// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/sysctl.c - the tunables of the kernel itself
 *
 * The tables name variables of the floors below; what a higher floor has, it
 * registers itself.
 *
 * Entry      sysctl_init()
 * Locking    none: a tunable is one word, written at once; handlers that must
 *            do more than store take their own locks.
 * Mirrors: Linux 4.19 kernel/sysctl.c (its tables; the handlers are in
 * kernel/sysctl_handlers.c).
 * Simpler than Linux in: only the tunables of what exists.
 */
#include <linux/sysctl.h>

#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/coredump.h>
#include <linux/mman.h>
#include <linux/oom.h>
#include <linux/pid.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <linux/utsname.h>

#include "sysctl.h"

/* Names of the UTS namespace of whoever reads; uts_sem keeps them whole. */
static int proc_do_uts_string(struct ctl_table *ctl, int write, void *buffer,
			      size_t *lenp, loff_t *ppos)
{
	struct ctl_table uts = *ctl;
	char tmp[__NEW_UTS_LEN + 1];
	char *field = (char *)ctl->data - (char *)&init_uts_ns.name +
		      (char *)utsname();
	int err;

	uts.data = tmp;
	down_read(&uts_sem);
	memcpy(tmp, field, sizeof(tmp));
	up_read(&uts_sem);
	err = proc_dostring(&uts, write, buffer, lenp, ppos);
	if (write && !err) {
		down_write(&uts_sem);
		memcpy(field, tmp, sizeof(tmp));
		up_write(&uts_sem);
	}
	return err;
}

/* The ratio and the number of kB say the same thing: the last one set counts. */
static int overcommit_ratio_handler(struct ctl_table *ctl, int write,
				    void *buffer, size_t *lenp, loff_t *ppos)
{
	int err = proc_dointvec(ctl, write, buffer, lenp, ppos);

	if (!err && write)
		sysctl_overcommit_kbytes = 0;
	return err;
}

static int overcommit_kbytes_handler(struct ctl_table *ctl, int write,
				     void *buffer, size_t *lenp, loff_t *ppos)
{
	int err = proc_doulongvec_minmax(ctl, write, buffer, lenp, ppos);

	if (!err && write)
		sysctl_overcommit_ratio = 0;
	return err;
}

static int ngroups_max = 65536;
static int cap_last_cap = 40;

#define UTS(file, field, m) \
	{ .procname = file, .data = init_uts_ns.name.field,	\
	  .maxlen = __NEW_UTS_LEN + 1, .mode = m,		\
	  .proc_handler = proc_do_uts_string }
#define INT(name, var, m) \
	{ .procname = name, .data = &(var), .maxlen = sizeof(int), \
	  .mode = m, .proc_handler = proc_dointvec }
#define ULONG(name, var, m) \
	{ .procname = name, .data = &(var), .maxlen = sizeof(long), \
	  .mode = m, .proc_handler = proc_doulongvec_minmax }
#define INT_RANGE(name, var, m, lo, hi) \
	{ .procname = name, .data = &(var), .maxlen = sizeof(int), \
	  .mode = m, .proc_handler = proc_dointvec_minmax,	\
	  .extra1 = (lo), .extra2 = (hi) }

static struct ctl_table kern_table[] = {
	UTS("ostype", sysname, 0444),
	UTS("osrelease", release, 0444),
	UTS("version", version, 0444),
	UTS("hostname", nodename, 0644),
	UTS("domainname", domainname, 0644),
	INT("panic", panic_timeout, 0644),
	INT("panic_on_oops", panic_on_oops, 0644),
	INT_RANGE("pid_max", pid_max, 0644, &pid_max_min, &pid_max_max),
	INT("threads-max", max_threads, 0444),
	INT("ngroups_max", ngroups_max, 0444),
	INT("cap_last_cap", cap_last_cap, 0444),
	INT("core_uses_pid", core_uses_pid, 0644),
	{ .procname = "core_pattern", .data = core_pattern,
	  .maxlen = sizeof(core_pattern), .mode = 0644,
	  .proc_handler = proc_dostring },
	INT_RANGE("randomize_va_space", randomize_va_space, 0644,
		  SYSCTL_ZERO, SYSCTL_TWO),
	{ }
};

static struct ctl_table vm_table[] = {
	INT_RANGE("overcommit_memory", sysctl_overcommit_memory, 0644,
		  SYSCTL_ZERO, SYSCTL_TWO),
	{ .procname = "overcommit_ratio", .data = &sysctl_overcommit_ratio,
	  .maxlen = sizeof(int), .mode = 0644,
	  .proc_handler = overcommit_ratio_handler },
	{ .procname = "overcommit_kbytes", .data = &sysctl_overcommit_kbytes,
	  .maxlen = sizeof(long), .mode = 0644,
	  .proc_handler = overcommit_kbytes_handler },
	ULONG("user_reserve_kbytes", sysctl_user_reserve_kbytes, 0644),
	ULONG("admin_reserve_kbytes", sysctl_admin_reserve_kbytes, 0644),
	ULONG("mmap_min_addr", mmap_min_addr, 0644),
	INT("max_map_count", sysctl_max_map_count, 0644),
	INT_RANGE("panic_on_oom", sysctl_panic_on_oom, 0644,
		  SYSCTL_ZERO, SYSCTL_TWO),
	INT("oom_kill_allocating_task", sysctl_oom_kill_allocating_task, 0644),
	INT("oom_dump_tasks", sysctl_oom_dump_tasks, 0644),
	{ }
};

/**
 * sysctl_init() - register the tables above
 *
 * Context: boot, after proc_root_init().
 */
void __init sysctl_init(void)
{
	register_sysctl("kernel", kern_table);
	register_sysctl("vm", vm_table);
	vm_sysctl_init();
	fs_sysctl_init();
}
