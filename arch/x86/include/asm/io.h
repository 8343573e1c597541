/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arch/x86/include/asm/io.h - ports and device memory
 *
 * readl()/writel() are single accesses in program order; the _relaxed forms
 * may be reordered by the compiler against ordinary memory.
 * Mirrors: Linux 4.19 arch/x86/include/asm/io.h.
 */
#ifndef _ASM_X86_IO_H
#define _ASM_X86_IO_H

#include <linux/compiler.h>
#include <linux/types.h>

#include <asm/page.h>

#define BUILD_IO(width, type, reg)				\
static inline type in##width(u16 port)				\
{								\
	type value;						\
								\
	__asm__ __volatile__("in" #width " %w1, %" reg "0"	\
			     : "=a" (value) : "Nd" (port));	\
	return value;						\
}								\
								\
static inline void out##width(type value, u16 port)		\
{								\
	__asm__ __volatile__("out" #width " %" reg "0, %w1"	\
			     : : "a" (value), "Nd" (port));	\
}

BUILD_IO(b, u8, "b")
BUILD_IO(w, u16, "w")
BUILD_IO(l, u32, "k")

/* A write to an unused port takes about a microsecond: a pause for old chips. */
static inline void io_delay(void)
{
	outb(0, 0x80);
}

static inline void outb_p(u8 value, u16 port)
{
	outb(value, port);
	io_delay();
}

#define BUILD_MMIO(name, type)					\
static inline type read##name(const volatile void __iomem *addr) \
{								\
	type value = *(const volatile type __force *)addr;	\
								\
	barrier();						\
	return value;						\
}								\
								\
static inline void write##name(type value, volatile void __iomem *addr) \
{								\
	barrier();						\
	*(volatile type __force *)addr = value;			\
}

BUILD_MMIO(b, u8)
BUILD_MMIO(w, u16)
BUILD_MMIO(l, u32)
BUILD_MMIO(q, u64)

/* arch/x86/mm/ioremap.c */
void __iomem *ioremap(resource_size_t phys, unsigned long size);
void __iomem *ioremap_wc(resource_size_t phys, unsigned long size);
void iounmap(volatile void __iomem *addr);

static inline phys_addr_t virt_to_phys(const volatile void *address)
{
	return __pa(address);
}

static inline void *phys_to_virt(phys_addr_t address)
{
	return __va(address);
}

#endif /* _ASM_X86_IO_H */
