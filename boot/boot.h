/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * boot/boot.h - what the files of the 16-bit setup code share
 *
 * This code runs in real mode, in one 64 KiB segment, on the BIOS's services:
 * a pointer is an offset into that segment, an int has 32 bits. All of it,
 * with the headers in front, must fit in 4 KiB (setup.ld checks).
 *
 * Mirrors: Linux 4.5 arch/x86/boot/boot.h.
 */
#ifndef BOOT_BOOT_H
#define BOOT_BOOT_H

#include <uapi/asm/bootparam.h>

typedef __u8	u8;
typedef __u16	u16;
typedef __u32	u32;
typedef __u64	u64;

#define __noreturn	__attribute__((__noreturn__))

/* Registers for a BIOS call; intcall() loads and stores all of them. */
struct biosregs {
	u32 edi;
	u32 esi;
	u32 ebp;
	u32 esp_unused;
	u32 ebx;
	u32 edx;
	u32 ecx;
	u32 eax;
	u16 ds;
	u16 es;
	u32 eflags;
};

#define X86_EFLAGS_CF	1

static inline void outb(u8 v, u16 port)
{
	asm volatile("outb %0,%1" : : "a" (v), "dN" (port));
}

static inline u8 inb(u16 port)
{
	u8 v;

	asm volatile("inb %1,%0" : "=a" (v) : "dN" (port));
	return v;
}

/* Port 0x80 takes about a microsecond and does nothing. */
static inline void io_delay(void)
{
	outb(0, 0x80);
}

static inline u16 ds(void)
{
	u16 seg;

	asm("movw %%ds,%0" : "=rm" (seg));
	return seg;
}

extern struct setup_header hdr;		/* header.S */
extern struct boot_params boot_params;	/* main.c */

/* bioscall.S */
void intcall(u8 int_no, const struct biosregs *ireg, struct biosregs *oreg);

/* main.c */
void initregs(struct biosregs *regs);
void *memset(void *s, int c, u32 n);
void *memcpy(void *dst, const void *src, u32 n);

/* tty.c */
void puts(const char *str);
void put_number(u32 n);
void __noreturn die(void);

/* memory.c */
void detect_memory(void);
void check_memory(void);

/* video.c */
void set_video(void);

/* a20.c */
int enable_a20(void);

/* pm.c, pmjump.S */
void __noreturn go_to_protected_mode(void);
void __noreturn protected_mode_jump(u32 entrypoint, u32 bootparams);

#endif /* BOOT_BOOT_H */
