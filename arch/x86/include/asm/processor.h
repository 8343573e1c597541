/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/processor.h - the CPU and what of it belongs to a task
 *
 * Mirrors: Linux 4.x arch/x86/include/asm/processor.h, 64-bit half.
 */
#ifndef _ASM_X86_PROCESSOR_H
#define _ASM_X86_PROCESSOR_H

#include <linux/cache.h>
#include <linux/const.h>
#include <linux/types.h>

#include <asm/current.h>
#include <asm/desc_defs.h>
#include <asm/fpu/types.h>
#include <asm/page_types.h>
#include <asm/percpu.h>
#include <asm/ptrace.h>
#include <asm/thread_info.h>

struct task_struct;
struct seq_operations;

/* 32-bit words of x86_capability[]; X86_FEATURE_* is word * 32 + bit. */
#define NCAPINTS	19

#define X86_VENDOR_INTEL	0
#define X86_VENDOR_CYRIX	1
#define X86_VENDOR_AMD		2
#define X86_VENDOR_CENTAUR	5
#define X86_VENDOR_HYGON	9
#define X86_VENDOR_UNKNOWN	0xff

/* Read-mostly after the CPU is up: /proc/cpuinfo shows it. */
struct cpuinfo_x86 {
	u8		x86;			/* family */
	u8		x86_vendor;
	u8		x86_model;
	u8		x86_stepping;
	u8		x86_virt_bits;
	u8		x86_phys_bits;
	int		cpuid_level;		/* -1: no CPUID */
	u32		extended_cpuid_level;
	u32		x86_capability[NCAPINTS] __aligned(8);
	char		x86_vendor_id[16];
	char		x86_model_id[64];
	unsigned int	x86_cache_size;		/* KiB */
	int		x86_cache_alignment;	/* bytes */
	u16		x86_clflush_size;	/* bytes */
	u32		x86_power;		/* CPUID 80000007h EDX */
	unsigned long	loops_per_jiffy;
	u16		x86_max_cores;
	u16		smp_num_siblings;	/* threads per core */
	u32		apicid;
	u32		initial_apicid;
	u16		booted_cores;
	u16		phys_proc_id;
	u16		cpu_core_id;
	u16		cpu_index;
};

extern struct cpuinfo_x86 boot_cpu_data;
DECLARE_PER_CPU(struct cpuinfo_x86, cpu_info);
#define cpu_data(cpu)		per_cpu(cpu_info, cpu)
extern const struct seq_operations cpuinfo_op;

/* User addresses end below the canonical hole, a guard page short of it. */
#define TASK_SIZE_MAX		((_AC(1, UL) << 47) - PAGE_SIZE)
#define TASK_SIZE		TASK_SIZE_MAX
#define TASK_SIZE_OF(tsk)	TASK_SIZE_MAX
#define TASK_SIZE_LOW		TASK_SIZE_MAX
#define STACK_TOP		TASK_SIZE_MAX
#define STACK_TOP_MAX		TASK_SIZE_MAX
#define TASK_UNMAPPED_BASE	(PAGE_ALIGN(TASK_SIZE_MAX / 3))

/* Interrupt stack table: index + 1 goes into a gate's ist field. */
#define DOUBLEFAULT_STACK	1
#define NMI_STACK		2
#define DEBUG_STACK		3
#define MCE_STACK		4
#define N_EXCEPTION_STACKS	4
/* The first two print long reports; they get two units each. */
#define exception_stack_size(n)	((n) <= NMI_STACK ? 2 * EXCEPTION_STKSZ \
						  : EXCEPTION_STKSZ)
#define EXCEPTION_STACKS_SIZE	(6 * EXCEPTION_STKSZ)

/* The hardware's TSS. */
struct x86_hw_tss {
	u32		reserved1;
	u64		sp0;		/* stack for entries from user mode */
	u64		sp1;
	u64		sp2;
	u64		reserved2;
	u64		ist[7];
	u32		reserved3;
	u32		reserved4;
	u16		reserved5;
	u16		io_bitmap_base;
} __packed __aligned(4);

/* No I/O bitmap: ports belong to the kernel alone. */
#define INVALID_IO_BITMAP_OFFSET	0x8000

struct tss_struct {
	u32			pad;	/* so that sp0 lies on 8 bytes */
	struct x86_hw_tss	x86_tss;
} ____cacheline_aligned;

DECLARE_PER_CPU(struct tss_struct, cpu_tss);
DECLARE_PER_CPU(unsigned long, cpu_current_top_of_stack);
DECLARE_PER_CPU(char *, irq_stack_ptr);
DECLARE_PER_CPU(char *, exception_stacks);

/* Part of task_struct; all [C], or of a task that is not running. */
struct thread_struct {
	unsigned long		sp;	/* kernel stack while switched out */
	unsigned short		es;
	unsigned short		ds;
	unsigned short		fsindex;
	unsigned short		gsindex;
	unsigned long		fsbase;	/* valid while switched out */
	unsigned long		gsbase;
	unsigned long		cr2;	/* of the last fault, for the frame */
	unsigned long		trap_nr;
	unsigned long		error_code;
	unsigned long		debugreg6;
	struct fpu		fpu;	/* last: its size varies */
};

#define INIT_THREAD		{ .fpu = { .last_cpu = -1 } }

#define task_top_of_stack(task) \
	((unsigned long)(task)->stack + THREAD_SIZE)
#define task_pt_regs(task) \
	((struct pt_regs *)task_top_of_stack(task) - 1)

#define KSTK_EIP(task)		(task_pt_regs(task)->ip)
#define KSTK_ESP(task)		(task_pt_regs(task)->sp)

/* Bytes of a task_struct: it ends where fpu.state stops being used. */
extern unsigned int arch_task_struct_size;

static inline void native_cpuid(unsigned int *eax, unsigned int *ebx,
				unsigned int *ecx, unsigned int *edx)
{
	asm volatile("cpuid"
		     : "=a" (*eax), "=b" (*ebx), "=c" (*ecx), "=d" (*edx)
		     : "0" (*eax), "2" (*ecx)
		     : "memory");
}

static inline void cpuid(unsigned int op, unsigned int *eax,
			 unsigned int *ebx, unsigned int *ecx,
			 unsigned int *edx)
{
	*eax = op;
	*ecx = 0;
	native_cpuid(eax, ebx, ecx, edx);
}

static inline void cpuid_count(unsigned int op, int count, unsigned int *eax,
			       unsigned int *ebx, unsigned int *ecx,
			       unsigned int *edx)
{
	*eax = op;
	*ecx = count;
	native_cpuid(eax, ebx, ecx, edx);
}

#define __CPUID_REG(reg)						\
static inline unsigned int cpuid_##reg(unsigned int op)			\
{									\
	unsigned int eax = op, ebx, ecx = 0, edx;			\
									\
	native_cpuid(&eax, &ebx, &ecx, &edx);				\
	return reg;							\
}
__CPUID_REG(eax)
__CPUID_REG(ebx)
__CPUID_REG(ecx)
__CPUID_REG(edx)
#undef __CPUID_REG

/* In busy-wait loops: saves power, and lets the other thread of a core run. */
static __always_inline void rep_nop(void)
{
	asm volatile("pause" : : : "memory");
}

static __always_inline void cpu_relax(void)
{
	rep_nop();
}

/* Serialise: no instruction fetched before it runs after it. */
static inline void sync_core(void)
{
	unsigned int eax = 0, ebx, ecx = 0, edx;

	native_cpuid(&eax, &ebx, &ecx, &edx);
}

static inline unsigned long current_top_of_stack(void)
{
	return this_cpu_read_stable(cpu_current_top_of_stack);
}

/* arch/x86/kernel/cpu/common.c */
void early_cpu_init(void);
void identify_boot_cpu(void);
void identify_secondary_cpu(struct cpuinfo_x86 *c);
void cpu_init(void);
void check_bugs(void);
int irq_init_percpu_irqstack(unsigned int cpu);

/* arch/x86/kernel/process_64.c */
void start_thread(struct pt_regs *regs, unsigned long new_ip,
		  unsigned long new_sp);
int copy_thread_tls(unsigned long clone_flags, unsigned long sp,
		    unsigned long arg, struct task_struct *p,
		    unsigned long tls);
void flush_thread(void);
void exit_thread(struct task_struct *tsk);
void release_thread(struct task_struct *dead_task);
int arch_dup_task_struct(struct task_struct *dst, struct task_struct *src);
unsigned long get_wchan(struct task_struct *p);
unsigned long arch_align_stack(unsigned long sp);

#endif /* _ASM_X86_PROCESSOR_H */
