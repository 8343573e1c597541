/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/fpu/types.h - memory images of the FPU, SSE and AVX registers
 *
 * Mirrors: Linux 4.2+ arch/x86/include/asm/fpu/types.h; no FSAVE format.
 */
#ifndef _ASM_X86_FPU_TYPES_H
#define _ASM_X86_FPU_TYPES_H

#include <linux/types.h>

/* Written by FXSAVE64; the first 512 bytes of every XSAVE image. */
struct fxregs_state {
	u16	cwd;		/* control word */
	u16	swd;		/* status word */
	u16	twd;		/* abridged tag word */
	u16	fop;		/* last opcode */
	u64	rip;		/* last instruction */
	u64	rdp;		/* last operand */
	u32	mxcsr;
	u32	mxcsr_mask;
	u32	st_space[32];	/* 8 x 16 bytes */
	u32	xmm_space[64];	/* 16 x 16 bytes */
	u32	padding[12];
	u32	sw_reserved[12]; /* software's: struct _fpx_sw_bytes */
} __aligned(16);

enum xfeature {
	XFEATURE_FP,
	XFEATURE_SSE,
	XFEATURE_YMM,
	XFEATURE_BNDREGS,
	XFEATURE_BNDCSR,
	XFEATURE_OPMASK,
	XFEATURE_ZMM_Hi256,
	XFEATURE_Hi16_ZMM,
};

#define XFEATURE_MASK_FP	(1 << XFEATURE_FP)
#define XFEATURE_MASK_SSE	(1 << XFEATURE_SSE)
#define XFEATURE_MASK_YMM	(1 << XFEATURE_YMM)
#define XFEATURE_MASK_AVX512	((1 << XFEATURE_OPMASK) | \
				 (1 << XFEATURE_ZMM_Hi256) | \
				 (1 << XFEATURE_Hi16_ZMM))
#define XFEATURE_MASK_FPSSE	(XFEATURE_MASK_FP | XFEATURE_MASK_SSE)

struct xstate_header {
	u64	xfeatures;	/* which components are not in init state */
	u64	xcomp_bv;	/* 0: standard format, the only one we use */
	u64	reserved[6];
};

#define FXSAVE_SIZE		512
#define XSAVE_HDR_SIZE		64
/* FP + SSE + AVX + AVX-512 in standard format is 2696 bytes. */
#define FPU_STATE_MAX		2752

struct xregs_state {
	struct fxregs_state	i387;
	struct xstate_header	header;
	u8			extended_state_area[];
} __aligned(64);

/* As large as needed by the CPU: fpu_kernel_xstate_size bytes are real. */
union fpregs_state {
	struct fxregs_state	fxsave;
	struct xregs_state	xsave;
	u8			__padding[FPU_STATE_MAX];
} __aligned(64);

/*
 * All fields [C], or of a task that is not running.
 * I1: while fpu_fpregs_owner_ctx of CPU n is this fpu and last_cpu is n, the
 *     registers of CPU n hold this state, and state need not be loaded.
 */
struct fpu {
	unsigned int		last_cpu;	/* -1: registers hold nothing */
	unsigned char		initialized;	/* 0: a kernel thread */
	union fpregs_state	state;		/* last: see arch_task_struct_size */
};

#endif /* _ASM_X86_FPU_TYPES_H */
