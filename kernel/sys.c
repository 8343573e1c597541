// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/sys.c - small system calls about the caller and the machine
 *
 * Entry      getpid(2) gettid(2) getppid(2) umask(2) times(2) sysinfo(2)
 *            getpriority(2) setpriority(2) getcpu(2) personality(2)
 * Locking    priorities of groups and users: tasklist_lock (R).
 * Mirrors: Linux 4.1 kernel/sys.c. Its other parts: kernel/sys_pgrp.c (groups
 * and sessions), kernel/rlimit.c, kernel/prctl.c, kernel/utsname.c, and the
 * identities in kernel/cred's system calls.
 */
#include <linux/sched.h>

#include <linux/cred.h>
#include <linux/fs_struct.h>
#include <linux/mm.h>
#include <linux/pid_namespace.h>
#include <linux/sched/cputime.h>
#include <linux/sched/loadavg.h>
#include <linux/sched/prio.h>
#include <linux/sched/stat.h>
#include <linux/sched/signal.h>
#include <linux/stat.h>
#include <linux/swap.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <uapi/linux/sysinfo.h>
#include <uapi/linux/times.h>

SYSCALL_DEFINE0(getpid)
{
	return task_tgid_vnr(current);
}

SYSCALL_DEFINE0(gettid)
{
	return task_pid_vnr(current);
}

/* The parent may change, but its task_struct stays for a grace period. */
SYSCALL_DEFINE0(getppid)
{
	int pid;

	rcu_read_lock();
	pid = task_tgid_vnr(rcu_dereference(current->real_parent));
	rcu_read_unlock();
	return pid;
}

SYSCALL_DEFINE1(umask, int, mask)
{
	return xchg(&current->fs->umask, mask & S_IRWXUGO);
}

SYSCALL_DEFINE3(getcpu, unsigned int __user *, cpup, unsigned int __user *,
		nodep, void __user *, unused)
{
	int err = 0;

	if (cpup)
		err |= put_user(raw_smp_processor_id(), cpup);
	if (nodep)
		err |= put_user(0, nodep);
	return err ? -EFAULT : 0;
}

SYSCALL_DEFINE1(personality, unsigned int, personality)
{
	unsigned int old = current->personality;

	if (personality != 0xffffffff)
		current->personality = personality;
	return old;
}

/* @tbuf in clock ticks. Return value: ticks since boot, whatever they start at. */
SYSCALL_DEFINE1(times, struct tms __user *, tbuf)
{
	u64 tgutime, tgstime;
	struct tms tmp;

	if (tbuf) {
		thread_group_cputime_adjusted(current, &tgutime, &tgstime);
		tmp.tms_utime = nsec_to_clock_t(tgutime);
		tmp.tms_stime = nsec_to_clock_t(tgstime);
		tmp.tms_cutime = nsec_to_clock_t(current->signal->cutime);
		tmp.tms_cstime = nsec_to_clock_t(current->signal->cstime);
		if (copy_to_user(tbuf, &tmp, sizeof(tmp)))
			return -EFAULT;
	}
	return (long)jiffies_64_to_clock_t(get_jiffies_64());
}

static void fill_sysinfo(struct sysinfo *info)
{
	unsigned long avenrun[3];

	memset(info, 0, sizeof(*info));
	info->uptime = div_u64(ktime_get_boot_ns(), NSEC_PER_SEC);
	get_avenrun(avenrun, 0, SI_LOAD_SHIFT - FSHIFT);
	info->loads[0] = avenrun[0];
	info->loads[1] = avenrun[1];
	info->loads[2] = avenrun[2];
	info->procs = nr_threads;
	si_meminfo(info);
	si_swapinfo(info);
	/* mem_unit is 1 on 64 bits: the counts are bytes. */
	info->totalram *= info->mem_unit;
	info->freeram *= info->mem_unit;
	info->sharedram *= info->mem_unit;
	info->bufferram *= info->mem_unit;
	info->totalswap *= info->mem_unit;
	info->freeswap *= info->mem_unit;
	info->totalhigh *= info->mem_unit;
	info->freehigh *= info->mem_unit;
	info->mem_unit = 1;
}

SYSCALL_DEFINE1(sysinfo, struct sysinfo __user *, info)
{
	struct sysinfo val;

	fill_sysinfo(&val);
	return copy_to_user(info, &val, sizeof(val)) ? -EFAULT : 0;
}

/* May current, by its ids, change @p's priority? */
static bool set_one_prio_perm(struct task_struct *p)
{
	const struct cred *cred = current_cred(), *pcred = __task_cred(p);

	return uid_eq(pcred->uid, cred->euid) ||
	       uid_eq(pcred->euid, cred->euid) ||
	       ns_capable(pcred->user_ns, CAP_SYS_NICE);
}

/* @error: of the processes before; -ESRCH as long as none was found. */
static int set_one_prio(struct task_struct *p, int niceval, int error)
{
	if (!set_one_prio_perm(p))
		return -EPERM;
	if (niceval < task_nice(p) && !can_nice(p, niceval))
		return -EACCES;
	set_user_nice(p, niceval);
	return error == -ESRCH ? 0 : error;
}

/* One thread's answer, folded into the highest so far; 20 - nice, 1..40. */
static long get_one_prio(struct task_struct *p, long best)
{
	long prio = 20 - task_nice(p);

	return prio > best ? prio : best;
}

/* @who as getpriority(2) has it; NULL when there is no such process. */
static struct task_struct *prio_process(int who)
{
	return who ? find_task_by_vpid(who) : current;
}

static struct pid *prio_pgrp(int who)
{
	return who ? find_vpid(who) : task_pgrp(current);
}

/* @who's uid; false when it maps to nobody. */
static bool prio_uid(int who, kuid_t *uid)
{
	*uid = who ? make_kuid(current_user_ns(), who) : current_uid();
	return uid_valid(*uid);
}

SYSCALL_DEFINE3(setpriority, int, which, int, who, int, niceval)
{
	struct task_struct *g, *p;
	struct pid *pgrp;
	int error = -ESRCH;
	kuid_t uid;

	if (which > PRIO_USER || which < PRIO_PROCESS)
		return -EINVAL;
	niceval = clamp(niceval, MIN_NICE, MAX_NICE);

	rcu_read_lock();
	read_lock(&tasklist_lock);
	if (which == PRIO_PROCESS) {
		p = prio_process(who);
		if (p)
			error = set_one_prio(p, niceval, error);
	} else if (which == PRIO_PGRP) {
		pgrp = prio_pgrp(who);
		do_each_pid_thread(pgrp, PIDTYPE_PGID, p) {
			error = set_one_prio(p, niceval, error);
		} while_each_pid_thread(pgrp, PIDTYPE_PGID, p);
	} else if (prio_uid(who, &uid)) {
		do_each_thread(g, p) {
			if (uid_eq(task_uid(p), uid) && task_pid_vnr(p))
				error = set_one_prio(p, niceval, error);
		} while_each_thread(g, p);
	}
	read_unlock(&tasklist_lock);
	rcu_read_unlock();
	return error;
}

/* The raw call answers 20 - nice, so that no answer looks like an error. */
SYSCALL_DEFINE2(getpriority, int, which, int, who)
{
	struct task_struct *g, *p;
	struct pid *pgrp;
	long retval = -ESRCH;
	kuid_t uid;

	if (which > PRIO_USER || which < PRIO_PROCESS)
		return -EINVAL;

	rcu_read_lock();
	read_lock(&tasklist_lock);
	if (which == PRIO_PROCESS) {
		p = prio_process(who);
		if (p)
			retval = get_one_prio(p, retval);
	} else if (which == PRIO_PGRP) {
		pgrp = prio_pgrp(who);
		do_each_pid_thread(pgrp, PIDTYPE_PGID, p) {
			retval = get_one_prio(p, retval);
		} while_each_pid_thread(pgrp, PIDTYPE_PGID, p);
	} else if (prio_uid(who, &uid)) {
		do_each_thread(g, p) {
			if (uid_eq(task_uid(p), uid) && task_pid_vnr(p))
				retval = get_one_prio(p, retval);
		} while_each_thread(g, p);
	}
	read_unlock(&tasklist_lock);
	rcu_read_unlock();
	return retval;
}
