// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/cpu/cpuid.c - what CPUID says, in struct cpuinfo_x86
 *
 * Entry      identify_cpu()
 * Mirrors: Linux 4.x arch/x86/kernel/cpu/common.c (get_cpu_cap() and kin),
 * topology.c, and of intel.c and amd.c what concerns identity.
 * Simpler than Linux in: no per-model quirks; topology from leaf 0xb, or
 * from leaf 4 / 0x80000008 as hints.
 */
#include <asm/processor.h>

#include <linux/bitops.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/string.h>

#include <asm/cpufeature.h>

#include "cpu.h"

struct cpuinfo_x86 boot_cpu_data = {
	.x86_virt_bits	= 48,
	.x86_phys_bits	= 36,
};
EXPORT_SYMBOL(boot_cpu_data);

DEFINE_PER_CPU(struct cpuinfo_x86, cpu_info);
EXPORT_PER_CPU_SYMBOL(cpu_info);

static void get_cpu_vendor(struct cpuinfo_x86 *c)
{
	static const struct {
		const char	*id;
		u8		vendor;
	} vendors[] = {
		{ "GenuineIntel", X86_VENDOR_INTEL },
		{ "AuthenticAMD", X86_VENDOR_AMD },
		{ "HygonGenuine", X86_VENDOR_HYGON },
		{ "CentaurHauls", X86_VENDOR_CENTAUR },
	};
	unsigned int i;

	cpuid(0, (unsigned int *)&c->cpuid_level,
	      (unsigned int *)&c->x86_vendor_id[0],
	      (unsigned int *)&c->x86_vendor_id[8],
	      (unsigned int *)&c->x86_vendor_id[4]);
	c->x86_vendor = X86_VENDOR_UNKNOWN;
	for (i = 0; i < ARRAY_SIZE(vendors); i++)
		if (!strcmp(c->x86_vendor_id, vendors[i].id))
			c->x86_vendor = vendors[i].vendor;
}

/* Leaf 1: family, model and stepping, each in two parts. */
static void get_cpu_signature(struct cpuinfo_x86 *c)
{
	u32 eax, ebx, ecx, edx;

	cpuid(1, &eax, &ebx, &ecx, &edx);
	c->x86 = (eax >> 8) & 0xf;
	c->x86_model = (eax >> 4) & 0xf;
	c->x86_stepping = eax & 0xf;
	if (c->x86 == 0xf)
		c->x86 += (eax >> 20) & 0xff;
	if (c->x86 >= 0x6)
		c->x86_model += ((eax >> 16) & 0xf) << 4;

	if (edx & BIT(X86_FEATURE_CLFLUSH & 31)) {
		c->x86_clflush_size = ((ebx >> 8) & 0xff) * 8;
		c->x86_cache_alignment = c->x86_clflush_size;
	}
	c->initial_apicid = ebx >> 24;
	c->apicid = c->initial_apicid;
	c->smp_num_siblings = 1;
	if (edx & BIT(X86_FEATURE_HT & 31))
		c->smp_num_siblings = max_t(u32, (ebx >> 16) & 0xff, 1);
}

/* Words 0..18 as Linux numbers them; 3 and 7 are made up by software. */
static void get_cpu_cap(struct cpuinfo_x86 *c)
{
	u32 eax, ebx, ecx, edx;
	u32 *cap = c->x86_capability;

	memset(cap, 0, sizeof(c->x86_capability));
	cpuid(1, &eax, &ebx, &cap[4], &cap[0]);

	if (c->cpuid_level >= 7) {
		cpuid_count(7, 0, &eax, &cap[9], &cap[16], &cap[18]);
	}
	if (c->cpuid_level >= 6)
		cap[14] = cpuid_eax(6);
	if (c->cpuid_level >= 0xd) {
		cpuid_count(0xd, 1, &cap[10], &ebx, &ecx, &edx);
	}

	c->extended_cpuid_level = cpuid_eax(0x80000000);
	if ((c->extended_cpuid_level >> 16) != 0x8000)
		c->extended_cpuid_level = 0;
	if (c->extended_cpuid_level >= 0x80000001)
		cpuid(0x80000001, &eax, &ebx, &cap[6], &cap[1]);
	if (c->extended_cpuid_level >= 0x80000007) {
		cpuid(0x80000007, &eax, &cap[17], &ecx, &edx);
		c->x86_power = edx;
	}
	if (c->extended_cpuid_level >= 0x80000008) {
		cpuid(0x80000008, &eax, &cap[13], &ecx, &edx);
		c->x86_virt_bits = (eax >> 8) & 0xff;
		c->x86_phys_bits = eax & 0xff;
	}
}

static void get_software_caps(struct cpuinfo_x86 *c)
{
	/* The TSC ticks at one rate in all power states. */
	if (c->x86_power & (1 << 8)) {
		set_cpu_cap(c, X86_FEATURE_CONSTANT_TSC);
		set_cpu_cap(c, X86_FEATURE_NONSTOP_TSC);
	}
	set_cpu_cap(c, X86_FEATURE_REP_GOOD);
	set_cpu_cap(c, X86_FEATURE_NOPL);
	set_cpu_cap(c, X86_FEATURE_CPUID);
	/* The kernel uses 4-level tables and no protection keys. */
	clear_cpu_cap(c, X86_FEATURE_LA57);
	clear_cpu_cap(c, X86_FEATURE_PKU);
}

static void get_model_name(struct cpuinfo_x86 *c)
{
	unsigned int *v = (unsigned int *)c->x86_model_id;
	char *p, *q = c->x86_model_id;
	int i;

	if (c->extended_cpuid_level < 0x80000004) {
		snprintf(c->x86_model_id, sizeof(c->x86_model_id), "%02x/%02x",
			 c->x86, c->x86_model);
		return;
	}
	for (i = 0; i < 3; i++)
		cpuid(0x80000002 + i, &v[i * 4], &v[i * 4 + 1],
		      &v[i * 4 + 2], &v[i * 4 + 3]);
	c->x86_model_id[48] = '\0';

	/* Some CPUs pad in front. */
	for (p = q; *p == ' '; p++)
		;
	if (p != q)
		memmove(q, p, strlen(p) + 1);
	for (p = q + strlen(q); p > q && p[-1] == ' '; )
		*--p = '\0';
}

/* The largest cache: leaf 4 on Intel, 0x80000006 elsewhere; KiB. */
static void get_cache_size(struct cpuinfo_x86 *c)
{
	u32 eax, ebx, ecx, edx;
	int i;

	if (c->extended_cpuid_level >= 0x80000006)
		c->x86_cache_size = cpuid_ecx(0x80000006) >> 16;
	if (c->x86_vendor != X86_VENDOR_INTEL || c->cpuid_level < 4)
		return;
	for (i = 0; i < 8; i++) {
		u64 bytes;

		cpuid_count(4, i, &eax, &ebx, &ecx, &edx);
		if (!(eax & 0x1f))
			break;
		bytes = (u64)((ebx >> 22) + 1) * (((ebx >> 12) & 0x3ff) + 1) *
			((ebx & 0xfff) + 1) * ((u64)ecx + 1);
		c->x86_cache_size = max_t(u64, c->x86_cache_size, bytes >> 10);
	}
}

/*
 * Leaf 0xb: how many low bits of the APIC id number the threads of a core
 * (level type 1), and the threads of a package (type 2).
 */
static bool detect_extended_topology(struct cpuinfo_x86 *c)
{
	u32 eax, ebx, ecx, edx;
	u32 smt_bits, core_bits, threads, siblings;
	int level;

	if (c->cpuid_level < 0xb)
		return false;
	cpuid_count(0xb, 0, &eax, &ebx, &ecx, &edx);
	if (!ebx || ((ecx >> 8) & 0xff) != 1)
		return false;

	set_cpu_cap(c, X86_FEATURE_XTOPOLOGY);
	c->initial_apicid = edx;
	c->apicid = edx;
	smt_bits = core_bits = eax & 0x1f;
	threads = siblings = ebx & 0xffff;
	for (level = 1; level < 8; level++) {
		cpuid_count(0xb, level, &eax, &ebx, &ecx, &edx);
		if (((ecx >> 8) & 0xff) == 0)
			break;
		if (((ecx >> 8) & 0xff) != 2)
			continue;
		core_bits = eax & 0x1f;
		siblings = ebx & 0xffff;
	}
	c->smp_num_siblings = max(threads, 1U);
	c->x86_max_cores = max(siblings / max(threads, 1U), 1U);
	c->cpu_core_id = (c->apicid >> smt_bits) &
			 ((1U << (core_bits - smt_bits)) - 1);
	c->phys_proc_id = c->apicid >> core_bits;
	return true;
}

static void detect_topology(struct cpuinfo_x86 *c)
{
	u32 logical, cores = 1, smt_bits, core_bits;

	if (detect_extended_topology(c))
		return;

	logical = c->smp_num_siblings;
	if (c->x86_vendor == X86_VENDOR_INTEL && c->cpuid_level >= 4)
		cores = (cpuid_eax(4) >> 26) + 1;
	else if (c->extended_cpuid_level >= 0x80000008)
		cores = (cpuid_ecx(0x80000008) & 0xff) + 1;
	cores = min(cores, max(logical, 1U));

	c->x86_max_cores = cores;
	c->smp_num_siblings = max(logical / cores, 1U);
	smt_bits = order_base_2(c->smp_num_siblings);
	core_bits = smt_bits + order_base_2(cores);
	c->cpu_core_id = (c->apicid >> smt_bits) &
			 ((1U << (core_bits - smt_bits)) - 1);
	c->phys_proc_id = c->apicid >> core_bits;
}

/**
 * identify_cpu() - read all that CPUID tells
 * @c: filled
 *
 * Context: on the CPU in question; also very early.
 */
void identify_cpu(struct cpuinfo_x86 *c)
{
	get_cpu_vendor(c);
	get_cpu_signature(c);
	get_cpu_cap(c);
	get_software_caps(c);
	get_model_name(c);
	get_cache_size(c);
	detect_topology(c);
	c->booted_cores = c->x86_max_cores;
}
