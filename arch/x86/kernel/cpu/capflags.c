// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/cpu/capflags.c - names of CPU features for /proc/cpuinfo
 *
 * One string for each word of x86_capability[], 32 names from bit 0 up; "-"
 * is a bit without a name.  Programs look for these names, so they are
 * Linux's.
 *
 * Mirrors: Linux 4.19 arch/x86/kernel/cpu/capflags.c, which is generated.
 */
#include <asm/cpufeature.h>

#include "cpu.h"

const char *const x86_cap_flags[NCAPINTS] = {
	[0] = "fpu vme de pse tsc msr pae mce cx8 apic - sep mtrr pge mca "
	      "cmov pat pse36 pn clflush - dts acpi mmx fxsr sse sse2 ss ht "
	      "tm ia64 pbe",
	[1] = "- - - - - - - - - - - syscall - - - - - - - mp nx - mmxext - "
	      "- fxsr_opt pdpe1gb rdtscp - lm 3dnowext 3dnow",
	[3] = "cxmmx k6_mtrr cyrix_arr centaur_mcr - - - - constant_tsc up "
	      "art arch_perfmon pebs bts - - rep_good - - acc_power nopl - "
	      "xtopology tsc_reliable nonstop_tsc cpuid extd_apicid amd_dcm "
	      "aperfmperf - nonstop_tsc_s3 tsc_known_freq",
	[4] = "pni pclmulqdq dtes64 monitor ds_cpl vmx smx est tm2 ssse3 cid "
	      "sdbg fma cx16 xtpr pdcm - pcid dca sse4_1 sse4_2 x2apic movbe "
	      "popcnt tsc_deadline_timer aes xsave - avx f16c rdrand "
	      "hypervisor",
	[6] = "lahf_lm cmp_legacy svm extapic cr8_legacy abm sse4a "
	      "misalignsse 3dnowprefetch osvw ibs xop skinit wdt - lwp fma4 "
	      "tce - nodeid_msr - tbm topoext perfctr_core perfctr_nb - bpext "
	      "ptsc perfctr_llc mwaitx - -",
	[9] = "fsgsbase tsc_adjust - bmi1 hle avx2 - smep bmi2 erms invpcid "
	      "rtm cqm - mpx rdt_a avx512f avx512dq rdseed adx smap "
	      "avx512ifma - clflushopt clwb intel_pt avx512pf avx512er "
	      "avx512cd sha_ni avx512bw avx512vl",
	[10] = "xsaveopt xsavec xgetbv1 xsaves - - - - - - - - - - - - - - - "
	       "- - - - - - - - - - - - -",
	[13] = "clzero irperf xsaveerptr - - - - - - - - - - - - - - - - - - "
	       "- - - - - - - - - - -",
	[14] = "dtherm ida arat - pln - pts hwp hwp_notify hwp_act_window "
	       "hwp_epp hwp_pkg_req - - - - - - - - - - - - - - - - - - - -",
	[16] = "- avx512vbmi umip pku ospke - avx512_vbmi2 - gfni vaes "
	       "vpclmulqdq avx512_vnni avx512_bitalg tme avx512_vpopcntdq - "
	       "la57 - - - - - rdpid - - cldemote - movdiri movdir64b - - -",
	[17] = "overflow_recov succor - smca - - - - - - - - - - - - - - - - "
	       "- - - - - - - - - - - -",
	[18] = "- - avx512_4vnniw avx512_4fmaps - - - - - - - - - - - - - - "
	       "pconfig - - - - - - - - - flush_l1d arch_capabilities - -",
};
