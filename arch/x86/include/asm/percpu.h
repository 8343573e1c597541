/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch/x86/include/asm/percpu.h - this CPU's copy of a variable, through %gs
 *
 * The base of %gs is the distance from a variable's address in the image to
 * this CPU's copy, so `%gs:var` is one memory operand and one instruction:
 * no interrupt or migration can come between finding the copy and using it.
 * Before setup_per_cpu_areas() the base is 0 and the image itself is the copy.
 * Mirrors: Linux 4.19 arch/x86/include/asm/percpu.h. Unlike it, the image's
 * per-CPU section is not linked at address zero: gdb shows the symbols as is.
 */
#ifndef _ASM_X86_PERCPU_H
#define _ASM_X86_PERCPU_H

#ifdef __ASSEMBLY__

#define PER_CPU_VAR(var)	%gs:var

#else

#include <linux/compiler.h>
#include <linux/types.h>

/* One access of 1, 2, 4 or 8 bytes to *@ptr in the %gs segment. */
#define __pcpu_read(var)					\
({								\
	__typeof__(var) __pcp_val;				\
	switch (sizeof(var)) {					\
	case 1:							\
		__asm__ __volatile__("movb %%gs:%1,%0"		\
				     : "=q" (__pcp_val) : "m" (var)); \
		break;						\
	case 2:							\
		__asm__ __volatile__("movw %%gs:%1,%0"		\
				     : "=r" (__pcp_val) : "m" (var)); \
		break;						\
	case 4:							\
		__asm__ __volatile__("movl %%gs:%1,%0"		\
				     : "=r" (__pcp_val) : "m" (var)); \
		break;						\
	default:						\
		__asm__ __volatile__("movq %%gs:%1,%0"		\
				     : "=r" (__pcp_val) : "m" (var)); \
	}							\
	__pcp_val;						\
})

/* As __pcpu_read(), for values that do not change under a running task. */
#define __pcpu_read_stable(var)					\
({								\
	__typeof__(var) __pcp_val;				\
	__asm__("movq %%gs:%P1,%0" : "=r" (__pcp_val) : "p" (&(var))); \
	__pcp_val;						\
})

#define __pcpu_op(op, var, val)					\
do {								\
	__typeof__(var) __pcp_val = (__typeof__(var))(val);	\
	switch (sizeof(var)) {					\
	case 1:							\
		__asm__ __volatile__(op "b %1,%%gs:%0"		\
				     : "+m" (var) : "qi" (__pcp_val) : "cc"); \
		break;						\
	case 2:							\
		__asm__ __volatile__(op "w %1,%%gs:%0"		\
				     : "+m" (var) : "ri" (__pcp_val) : "cc"); \
		break;						\
	case 4:							\
		__asm__ __volatile__(op "l %1,%%gs:%0"		\
				     : "+m" (var) : "ri" (__pcp_val) : "cc"); \
		break;						\
	default:						\
		__asm__ __volatile__(op "q %1,%%gs:%0"		\
				     : "+m" (var) : "re" (__pcp_val) : "cc"); \
	}							\
} while (0)

#define __pcpu_add_return(var, val)				\
({								\
	__typeof__(var) __pcp_ret = (__typeof__(var))(val);	\
	__asm__ __volatile__("xadd %0,%%gs:%1"			\
			     : "+r" (__pcp_ret), "+m" (var) : : "memory", "cc"); \
	__pcp_ret += (__typeof__(var))(val);			\
	__pcp_ret;						\
})

#define __pcpu_xchg(var, nval)					\
({								\
	__typeof__(var) __pcp_new = (__typeof__(var))(nval);	\
	__asm__ __volatile__("xchg %0,%%gs:%1"			\
			     : "+r" (__pcp_new), "+m" (var) : : "memory"); \
	__pcp_new;						\
})

#define __pcpu_cmpxchg(var, oval, nval)				\
({								\
	__typeof__(var) __pcp_old = (__typeof__(var))(oval);	\
	__typeof__(var) __pcp_new = (__typeof__(var))(nval);	\
	__asm__ __volatile__("cmpxchg %2,%%gs:%1"		\
			     : "+a" (__pcp_old), "+m" (var)	\
			     : "r" (__pcp_new) : "memory", "cc"); \
	__pcp_old;						\
})

#endif /* __ASSEMBLY__ */
#endif /* _ASM_X86_PERCPU_H */
