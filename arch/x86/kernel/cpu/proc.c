// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/cpu/proc.c - /proc/cpuinfo
 *
 * Programs parse this text: names, tabs and order of the lines are Linux's.
 *
 * Entry      cpuinfo_op
 * Mirrors: Linux 4.x arch/x86/kernel/cpu/proc.c, fs/proc/cpuinfo.c.
 */
#include <asm/processor.h>

#include <linux/cpumask.h>
#include <linux/seq_file.h>
#include <linux/smp.h>
#include <linux/string.h>

#include <asm/cpufeature.h>
#include <asm/tsc.h>

#include "cpu.h"

#define KHZ_PER_MHZ	1000

static void show_cpuinfo_core(struct seq_file *m, struct cpuinfo_x86 *c)
{
	unsigned int cpus = 0, other;

	for_each_online_cpu(other)
		if (cpu_data(other).phys_proc_id == c->phys_proc_id)
			cpus++;
	seq_printf(m, "physical id\t: %d\n", c->phys_proc_id);
	seq_printf(m, "siblings\t: %u\n", cpus);
	seq_printf(m, "core id\t\t: %d\n", c->cpu_core_id);
	seq_printf(m, "cpu cores\t: %d\n", c->booted_cores);
	seq_printf(m, "apicid\t\t: %d\n", c->apicid);
	seq_printf(m, "initial apicid\t: %d\n", c->initial_apicid);
}

/* Names of the bits that are set, from one word's string of 32 names. */
static void show_word(struct seq_file *m, const char *names, u32 bits)
{
	const char *end;
	int bit;

	for (bit = 0; bit < 32 && names && *names; bit++) {
		end = strchrnul(names, ' ');
		if ((bits & BIT(bit)) && *names != '-')
			seq_printf(m, " %.*s", (int)(end - names), names);
		names = *end ? end + 1 : end;
	}
}

static void show_flags(struct seq_file *m, struct cpuinfo_x86 *c)
{
	int word;

	seq_puts(m, "flags\t\t:");
	for (word = 0; word < NCAPINTS; word++)
		show_word(m, x86_cap_flags[word], c->x86_capability[word]);
	seq_puts(m, "\nbugs\t\t:");
}

static int show_cpuinfo(struct seq_file *m, void *v)
{
	struct cpuinfo_x86 *c = v;
	unsigned long bogo = 2UL * tsc_khz;

	seq_printf(m, "processor\t: %u\n"
		   "vendor_id\t: %s\n"
		   "cpu family\t: %d\n"
		   "model\t\t: %u\n"
		   "model name\t: %s\n"
		   "stepping\t: %u\n",
		   c->cpu_index,
		   c->x86_vendor_id[0] ? c->x86_vendor_id : "unknown",
		   c->x86, c->x86_model,
		   c->x86_model_id[0] ? c->x86_model_id : "unknown",
		   c->x86_stepping);
	seq_printf(m, "cpu MHz\t\t: %u.%03u\n", tsc_khz / KHZ_PER_MHZ,
		   tsc_khz % KHZ_PER_MHZ);
	if (c->x86_cache_size)
		seq_printf(m, "cache size\t: %u KB\n", c->x86_cache_size);
	show_cpuinfo_core(m, c);
	seq_printf(m, "fpu\t\t: yes\nfpu_exception\t: yes\n"
		   "cpuid level\t: %d\nwp\t\t: yes\n", c->cpuid_level);
	show_flags(m, c);
	/* Two loops a cycle is what a delay loop of Linux would find. */
	seq_printf(m, "\nbogomips\t: %lu.%02lu\n", bogo / KHZ_PER_MHZ,
		   (bogo / 10) % 100);
	seq_printf(m, "clflush size\t: %u\n", c->x86_clflush_size);
	seq_printf(m, "cache_alignment\t: %d\n", c->x86_cache_alignment);
	seq_printf(m, "address sizes\t: %u bits physical, %u bits virtual\n",
		   c->x86_phys_bits, c->x86_virt_bits);
	seq_puts(m, "power management:\n\n");
	return 0;
}

static void *c_start(struct seq_file *m, loff_t *pos)
{
	*pos = cpumask_next(*pos - 1, cpu_online_mask);
	if (*pos < nr_cpu_ids)
		return &cpu_data(*pos);
	return NULL;
}

static void *c_next(struct seq_file *m, void *v, loff_t *pos)
{
	(*pos)++;
	return c_start(m, pos);
}

static void c_stop(struct seq_file *m, void *v)
{
}

const struct seq_operations cpuinfo_op = {
	.start	= c_start,
	.next	= c_next,
	.stop	= c_stop,
	.show	= show_cpuinfo,
};
