/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/percpu.h - one copy of a variable for each CPU
 *
 * this_cpu_*() act on this CPU's copy in one instruction, safe against
 * interrupts and migration. this_cpu_ptr() and get_cpu_var() hand out an
 * address: the caller must stay on the CPU while using it. per_cpu() reads
 * another CPU's copy, whose owner may be changing it.
 * Mirrors: Linux 4.19 include/linux/percpu.h, percpu-defs.h.
 */
#ifndef _LINUX_PERCPU_H
#define _LINUX_PERCPU_H

#include <asm/percpu.h>
#include <linux/cache.h>
#include <linux/compiler.h>
#include <linux/stddef.h>
#include <linux/types.h>

#define NR_CPUS		64

#define DECLARE_PER_CPU(type, name) \
	extern __typeof__(type) name
#define DEFINE_PER_CPU(type, name) \
	__typeof__(type) name __section(".data..percpu")
#define DEFINE_PER_CPU_ALIGNED(type, name) \
	__typeof__(type) name __section(".data..percpu") ____cacheline_aligned
#define DECLARE_PER_CPU_ALIGNED(type, name)	DECLARE_PER_CPU(type, name)
#define DEFINE_PER_CPU_SHARED_ALIGNED(type, name) DEFINE_PER_CPU_ALIGNED(type, name)
#define DECLARE_PER_CPU_SHARED_ALIGNED(type, name) DECLARE_PER_CPU(type, name)
/* Whole pages, for stacks and descriptor tables. */
#define DEFINE_PER_CPU_PAGE_ALIGNED(type, name) \
	__typeof__(type) name __section(".data..percpu..page_aligned") \
	__aligned(4096)
#define DECLARE_PER_CPU_PAGE_ALIGNED(type, name) DECLARE_PER_CPU(type, name)
#define EXPORT_PER_CPU_SYMBOL(var)	EXPORT_SYMBOL(var)

/* Address of a copy minus address in the image, by CPU (mm/percpu.c). */
extern unsigned long __per_cpu_offset[NR_CPUS];
DECLARE_PER_CPU(unsigned long, this_cpu_off);
DECLARE_PER_CPU(int, cpu_number);

#define per_cpu_offset(cpu)	(__per_cpu_offset[cpu])
#define SHIFT_PERCPU_PTR(ptr, offset) RELOC_HIDE((ptr), (offset))
#define per_cpu_ptr(ptr, cpu)	SHIFT_PERCPU_PTR((ptr), per_cpu_offset(cpu))
#define per_cpu(var, cpu)	(*per_cpu_ptr(&(var), cpu))

#define raw_smp_processor_id()	this_cpu_read(cpu_number)

/* this_cpu_off is this CPU's own entry of __per_cpu_offset[]. */
#define raw_cpu_ptr(ptr)	SHIFT_PERCPU_PTR((ptr), this_cpu_read(this_cpu_off))
#define this_cpu_ptr(ptr)	raw_cpu_ptr(ptr)

#define this_cpu_read(var)		__pcpu_read(var)
#define this_cpu_read_stable(var)	__pcpu_read_stable(var)
#define this_cpu_write(var, val)	__pcpu_op("mov", var, val)
#define this_cpu_add(var, val)		__pcpu_op("add", var, val)
#define this_cpu_sub(var, val)		__pcpu_op("sub", var, val)
#define this_cpu_or(var, val)		__pcpu_op("or", var, val)
#define this_cpu_inc(var)		this_cpu_add(var, 1)
#define this_cpu_dec(var)		this_cpu_sub(var, 1)
#define this_cpu_add_return(var, val)	__pcpu_add_return(var, val)
#define this_cpu_inc_return(var)	__pcpu_add_return(var, 1)
#define this_cpu_xchg(var, val)		__pcpu_xchg(var, val)
#define this_cpu_cmpxchg(var, o, n)	__pcpu_cmpxchg(var, o, n)

#define __this_cpu_read(var)		this_cpu_read(var)
#define __this_cpu_write(var, val)	this_cpu_write(var, val)
#define __this_cpu_add(var, val)	this_cpu_add(var, val)
#define __this_cpu_inc(var)		this_cpu_inc(var)
#define __this_cpu_dec(var)		this_cpu_dec(var)

/* Stay on this CPU between get and put. The users include preempt.h. */
#define get_cpu_var(var)	(*({ preempt_disable(); this_cpu_ptr(&(var)); }))
#define put_cpu_var(var)	preempt_enable()
#define get_cpu_ptr(ptr)	({ preempt_disable(); this_cpu_ptr(ptr); })
#define put_cpu_ptr(ptr)	preempt_enable()

/* mm/percpu.c */
void setup_per_cpu_areas(void);
void __percpu *__alloc_percpu(size_t size, size_t align);
void free_percpu(void __percpu *ptr);
#define alloc_percpu(type) \
	((type __percpu *)__alloc_percpu(sizeof(type), __alignof__(type)))

#endif /* _LINUX_PERCPU_H */
