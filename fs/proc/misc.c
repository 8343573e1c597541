// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/proc/misc.c - the small files of /proc about the machine and the kernel
 *
 * cmdline devices filesystems loadavg meminfo stat uptime version
 * vmstat buddyinfo interrupts softirqs cpuinfo kallsyms swaps and partitions,
 * each printed whole by one function.
 *
 * Entry      proc_misc_init()
 * Mirrors: Linux 4.5 fs/proc/{cmdline,devices,loadavg,meminfo,stat,
 * uptime,version}.c (text of meminfo as of 4.5 with later lines that tools ask
 * for); one file here because each is a dozen lines.
 */
#include "internal.h"

#include <linux/init.h>
#include <linux/kernel_stat.h>
#include <linux/genhd.h>
#include <linux/irq.h>
#include <linux/mman.h>
#include <linux/pid_namespace.h>
#include <linux/sched/loadavg.h>
#include <linux/sched/stat.h>
#include <linux/timekeeping.h>
#include <linux/swap.h>
#include <linux/utsname.h>
#include <uapi/linux/sysinfo.h>
#include <linux/vmalloc.h>

static int cmdline_show(struct seq_file *m, void *v)
{
	seq_puts(m, saved_command_line);
	seq_putc(m, '\n');
	return 0;
}

static int version_show(struct seq_file *m, void *v)
{
	seq_puts(m, linux_banner);
	return 0;
}

static int uptime_show(struct seq_file *m, void *v)
{
	u64 idle = 0, up = ktime_get_boot_ns();
	int cpu;

	for_each_possible_cpu(cpu) {
		struct kernel_cpustat t;

		kcpustat_cpu_fetch(&t, cpu);
		idle += t.cpustat[CPUTIME_IDLE] + t.cpustat[CPUTIME_IOWAIT];
	}
	seq_printf(m, "%lu.%02lu %lu.%02lu\n",
		   (unsigned long)(up / NSEC_PER_SEC),
		   (unsigned long)(up % NSEC_PER_SEC / (NSEC_PER_SEC / 100)),
		   (unsigned long)(idle / NSEC_PER_SEC),
		   (unsigned long)(idle % NSEC_PER_SEC / (NSEC_PER_SEC / 100)));
	return 0;
}

static int loadavg_show(struct seq_file *m, void *v)
{
	unsigned long avnrun[3];

	get_avenrun(avnrun, FIXED_1 / 200, 0);
	seq_printf(m, "%lu.%02lu %lu.%02lu %lu.%02lu %lu/%d %d\n",
		   LOAD_INT(avnrun[0]), LOAD_FRAC(avnrun[0]),
		   LOAD_INT(avnrun[1]), LOAD_FRAC(avnrun[1]),
		   LOAD_INT(avnrun[2]), LOAD_FRAC(avnrun[2]),
		   nr_running(), nr_threads,
		   task_active_pid_ns(current)->last_pid);
	return 0;
}

static void show_kb(struct seq_file *m, const char *name, unsigned long pages)
{
	seq_put_decimal_ull_width(m, name, pages << (PAGE_SHIFT - 10), 8);
	seq_write(m, " kB\n", 4);
}

static int meminfo_show(struct seq_file *m, void *v)
{
	unsigned long pages[NR_LRU_LISTS], cached, slab_reclaimable, slab;
	struct sysinfo i;
	int lru;

	si_meminfo(&i);
	si_swapinfo(&i);
	for (lru = LRU_BASE; lru < NR_LRU_LISTS; lru++)
		pages[lru] = global_page_state(NR_LRU_BASE + lru);
	cached = global_page_state(NR_FILE_PAGES) - i.bufferram;
	slab_reclaimable = global_page_state(NR_SLAB_RECLAIMABLE);
	slab = slab_reclaimable + global_page_state(NR_SLAB_UNRECLAIMABLE);

	show_kb(m, "MemTotal:       ", i.totalram);
	show_kb(m, "MemFree:        ", i.freeram);
	show_kb(m, "MemAvailable:   ", si_mem_available());
	show_kb(m, "Buffers:        ", i.bufferram);
	show_kb(m, "Cached:         ", cached);
	show_kb(m, "SwapCached:     ", 0);
	show_kb(m, "Active:         ", pages[LRU_ACTIVE_ANON] + pages[LRU_ACTIVE_FILE]);
	show_kb(m, "Inactive:       ", pages[LRU_INACTIVE_ANON] + pages[LRU_INACTIVE_FILE]);
	show_kb(m, "Active(anon):   ", pages[LRU_ACTIVE_ANON]);
	show_kb(m, "Inactive(anon): ", pages[LRU_INACTIVE_ANON]);
	show_kb(m, "Active(file):   ", pages[LRU_ACTIVE_FILE]);
	show_kb(m, "Inactive(file): ", pages[LRU_INACTIVE_FILE]);
	show_kb(m, "Unevictable:    ", pages[LRU_UNEVICTABLE]);
	show_kb(m, "Mlocked:        ", global_page_state(NR_MLOCK));
	show_kb(m, "SwapTotal:      ", i.totalswap);
	show_kb(m, "SwapFree:       ", i.freeswap);
	show_kb(m, "Dirty:          ", global_page_state(NR_FILE_DIRTY));
	show_kb(m, "Writeback:      ", global_page_state(NR_WRITEBACK));
	show_kb(m, "AnonPages:      ", global_page_state(NR_ANON_PAGES));
	show_kb(m, "Mapped:         ", global_page_state(NR_FILE_MAPPED));
	show_kb(m, "Shmem:          ", i.sharedram);
	show_kb(m, "Slab:           ", slab);
	show_kb(m, "SReclaimable:   ", slab_reclaimable);
	show_kb(m, "SUnreclaim:     ", slab - slab_reclaimable);
	seq_printf(m, "KernelStack:    %8lu kB\n",
		   global_page_state(NR_KERNEL_STACK) * THREAD_SIZE / 1024);
	show_kb(m, "PageTables:     ", global_page_state(NR_PAGETABLE));
	show_kb(m, "NFS_Unstable:   ", 0);
	show_kb(m, "Bounce:         ", 0);
	show_kb(m, "WritebackTmp:   ", 0);
	show_kb(m, "CommitLimit:    ", vm_commit_limit());
	show_kb(m, "Committed_AS:   ", vm_memory_committed());
	seq_printf(m, "VmallocTotal:   %8lu kB\n", (unsigned long)VMALLOC_TOTAL >> 10);
	show_kb(m, "VmallocUsed:    ", 0);
	show_kb(m, "VmallocChunk:   ", 0);
	return 0;
}

static void put_cpu_times(struct seq_file *m, const u64 *t)
{
	static const enum cpu_usage_stat order[] = {
		CPUTIME_USER, CPUTIME_NICE, CPUTIME_SYSTEM, CPUTIME_IDLE,
		CPUTIME_IOWAIT, CPUTIME_IRQ, CPUTIME_SOFTIRQ, CPUTIME_STEAL,
		CPUTIME_GUEST, CPUTIME_GUEST_NICE,
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(order); i++)
		seq_put_decimal_ull(m, " ", nsec_to_clock_t(t[order[i]]));
	seq_putc(m, '\n');
}

static int stat_show(struct seq_file *m, void *v)
{
	u64 sum[NR_STATS] = { 0 }, irqs = 0, softirqs = 0;
	unsigned int per_softirq[NR_SOFTIRQS] = { 0 };
	struct timespec64 boottime;
	struct kernel_cpustat t;
	int cpu, i;

	for_each_possible_cpu(cpu) {
		kcpustat_cpu_fetch(&t, cpu);
		for (i = 0; i < NR_STATS; i++)
			sum[i] += t.cpustat[i];
		irqs += kstat_cpu_irqs_sum(cpu) + arch_irq_stat_cpu(cpu);
		for (i = 0; i < NR_SOFTIRQS; i++) {
			per_softirq[i] += kstat_softirqs_cpu(i, cpu);
			softirqs += kstat_softirqs_cpu(i, cpu);
		}
	}
	seq_puts(m, "cpu ");
	put_cpu_times(m, sum);
	for_each_online_cpu(cpu) {
		seq_printf(m, "cpu%d", cpu);
		kcpustat_cpu_fetch(&t, cpu);
		put_cpu_times(m, t.cpustat);
	}
	seq_printf(m, "intr %llu", irqs);
	for (i = 0; i < nr_irqs; i++)
		seq_put_decimal_ull(m, " ", kstat_irqs(i));
	getboottime64(&boottime);
	seq_printf(m, "\nctxt %llu\nbtime %llu\nprocesses %lu\nprocs_running %lu\nprocs_blocked %lu\n",
		   nr_context_switches(), (unsigned long long)boottime.tv_sec,
		   total_forks, nr_running(), nr_iowait());
	seq_printf(m, "softirq %llu", softirqs);
	for (i = 0; i < NR_SOFTIRQS; i++)
		seq_put_decimal_ull(m, " ", per_softirq[i]);
	seq_putc(m, '\n');
	return 0;
}

static int softirqs_show(struct seq_file *m, void *v)
{
	int i, cpu;

	seq_puts(m, "                    ");
	for_each_possible_cpu(cpu)
		seq_printf(m, "CPU%-8d", cpu);
	seq_putc(m, '\n');
	for (i = 0; i < NR_SOFTIRQS; i++) {
		seq_printf(m, "%12s:", softirq_to_name[i]);
		for_each_possible_cpu(cpu)
			seq_printf(m, " %10u", kstat_softirqs_cpu(i, cpu));
		seq_putc(m, '\n');
	}
	return 0;
}

static int swaps_show(struct seq_file *m, void *v)
{
	seq_puts(m, "Filename\t\t\t\tType\t\tSize\tUsed\tPriority\n");
	return 0;
}

static int buddyinfo_show(struct seq_file *m, void *v)
{
	struct zone *zone;
	int order;

	for_each_populated_zone(zone) {
		seq_printf(m, "Node %d, zone %8s ", 0, zone->name);
		for (order = 0; order < MAX_ORDER; ++order)
			seq_printf(m, "%6lu ", zone->free_area[order].nr_free);
		seq_putc(m, '\n');
	}
	return 0;
}

static int devices_show(struct seq_file *m, void *v)
{
	int i;

	seq_puts(m, "Character devices:\n");
	for (i = 0; i < CHRDEV_MAJOR_MAX; i++)
		chrdev_show(m, i);
	seq_puts(m, "\nBlock devices:\n");
	for (i = 0; i < BLKDEV_MAJOR_MAX; i++)
		blkdev_show(m, i);
	return 0;
}

static const struct {
	const char *name;
	int (*show)(struct seq_file *m, void *v);
	umode_t mode;
} misc_files[] = {
	{ "buddyinfo", buddyinfo_show },
	{ "cmdline", cmdline_show },
	{ "interrupts", interrupts_show },
	{ "devices", devices_show },
	{ "filesystems", filesystems_proc_show },
	{ "loadavg", loadavg_show },
	{ "meminfo", meminfo_show },
	{ "softirqs", softirqs_show },
	{ "stat", stat_show },
	{ "swaps", swaps_show },
	{ "uptime", uptime_show },
	{ "version", version_show },
};

/* /proc/version, uptime, meminfo and the others without a task. */
void __init proc_misc_init(void)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(misc_files); i++)
		proc_create_single(misc_files[i].name, misc_files[i].mode, NULL,
				   misc_files[i].show);
	proc_create_seq("cpuinfo", 0444, NULL, &cpuinfo_op);
}
