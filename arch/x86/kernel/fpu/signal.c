// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/fpu/signal.c - FPU state in signal frames
 *
 *	buf, 64-byte aligned	struct _fpstate: 512 bytes of FXSAVE; its last
 *				48 say with FP_XSTATE_MAGIC1 that more follows
 *	buf + 512		struct _header, extended state
 *	buf + xstate_size	FP_XSTATE_MAGIC2, 4 bytes
 *
 * The registers are saved to and loaded from user memory directly.  That may
 * fault, and the fault may sleep: then the task is switched like any other,
 * and the instruction starts again.
 *
 * I1         whatever a program writes into the frame, XRSTOR either accepts
 *            it or faults, which is a bad frame: SIGSEGV.
 * Entry      fpu__alloc_mathframe() copy_fpstate_to_sigframe()
 *            fpu__restore_sig()
 * Mirrors: Linux 4.6..4.13 arch/x86/kernel/fpu/signal.c, 64-bit half.
 */
#include <asm/fpu/internal.h>

#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/uaccess.h>

#include <asm/smap.h>
#include <uapi/asm/sigcontext.h>

/* Save or load with a fixup; err becomes -1 on any fault. */
#define user_fpu_insn(insn, ptr, lo, hi)			\
({								\
	int __err = 0;						\
	asm volatile(ASM_STAC					\
		     "1:	" insn " %[mem]\n"		\
		     "2:\n" ASM_CLAC				\
		     ".pushsection .text.unlikely,\"ax\"\n"	\
		     "3:	movl $-1, %[err]\n"		\
		     "	jmp 2b\n"				\
		     ".popsection\n"				\
		     _ASM_EXTABLE(1b, 3b)			\
		     : [err] "+r" (__err), [mem] "+m" (*(ptr))	\
		     : "a" (lo), "d" (hi) : "memory");		\
	__err;							\
})

/**
 * fpu__alloc_mathframe() - room for the FPU state on a user stack
 * @sp: stack pointer so far
 * @buf_fx: gets the address of the state
 * @size: gets its size in bytes
 *
 * Return: the new stack pointer.
 */
unsigned long fpu__alloc_mathframe(unsigned long sp, unsigned long *buf_fx,
				   unsigned long *size)
{
	unsigned long frame_size = fpu_kernel_xstate_size;

	if (xfeatures_mask)
		frame_size += FP_XSTATE_MAGIC2_SIZE;
	*buf_fx = sp = round_down(sp - frame_size, 64);
	*size = frame_size;
	return sp;
}

/* What software adds to an XSAVE image in a frame. */
static int save_xstate_epilog(struct _xstate __user *x)
{
	struct _fpx_sw_bytes sw = {
		.magic1		= FP_XSTATE_MAGIC1,
		.extended_size	= fpu_kernel_xstate_size +
				  FP_XSTATE_MAGIC2_SIZE,
		.xfeatures	= xfeatures_mask,
		.xstate_size	= fpu_kernel_xstate_size,
	};
	u32 xfeatures;
	int err;

	err = __copy_to_user(&x->fpstate.sw_reserved, &sw, sizeof(sw)) ? -1 : 0;
	err |= __put_user(FP_XSTATE_MAGIC2,
			  (__u32 __user *)((char __user *)x +
					   fpu_kernel_xstate_size));
	/*
	 * Old programs change the FXSAVE part and know nothing of the header;
	 * so say that this part counts, even if XSAVE found it initial.
	 */
	err |= __get_user(xfeatures,
			  (__u32 __user *)&x->xstate_hdr.xfeatures);
	xfeatures |= XFEATURE_MASK_FPSSE;
	err |= __put_user(xfeatures,
			  (__u32 __user *)&x->xstate_hdr.xfeatures);
	return err;
}

/**
 * copy_fpstate_to_sigframe() - save current's FPU state to its stack
 * @buf: from fpu__alloc_mathframe()
 *
 * Context: process context, may sleep.
 * Return: 0, or -1 when the memory is bad.
 */
int copy_fpstate_to_sigframe(void __user *buf)
{
	struct _xstate __user *x = buf;
	u32 lo = xfeatures_mask, hi = xfeatures_mask >> 32;

	if (!access_ok(buf, fpu_kernel_xstate_size + FP_XSTATE_MAGIC2_SIZE))
		return -1;
	if (!xfeatures_mask)
		return user_fpu_insn("fxsave64",
				     (struct _fpstate __user *)buf, 0, 0);

	/* XSAVE does not write the reserved part, XRSTOR wants it zero. */
	if (__clear_user(&x->xstate_hdr, sizeof(x->xstate_hdr)))
		return -1;
	if (user_fpu_insn("xsave64", x, lo, hi))
		return -1;
	return save_xstate_epilog(x);
}

/* Does the frame hold an XSAVE image that we may load?  Then its features. */
static bool check_for_xstate(struct _xstate __user *buf, u64 *xfeatures)
{
	const unsigned int min_size = FXSAVE_SIZE + XSAVE_HDR_SIZE;
	struct _fpx_sw_bytes sw;
	__u32 magic2;

	if (__copy_from_user(&sw, &buf->fpstate.sw_reserved, sizeof(sw)))
		return false;
	if (sw.magic1 != FP_XSTATE_MAGIC1 || sw.xstate_size < min_size ||
	    sw.xstate_size > fpu_kernel_xstate_size ||
	    sw.xstate_size > sw.extended_size)
		return false;
	/* A program may have moved the FXSAVE part only. */
	if (__get_user(magic2, (__u32 __user *)((char __user *)buf +
						sw.xstate_size)) ||
	    magic2 != FP_XSTATE_MAGIC2)
		return false;
	*xfeatures = sw.xfeatures & xfeatures_mask;
	return true;
}

static int restore_user_xstate(struct _xstate __user *buf)
{
	u64 xfeatures, init_bv;
	bool fx_only;
	u32 lo, hi;

	fx_only = !check_for_xstate(buf, &xfeatures);
	if (fx_only)
		xfeatures = XFEATURE_MASK_FPSSE;

	/* What the frame does not have, goes to its initial state. */
	init_bv = xfeatures_mask & ~xfeatures;
	lo = init_bv;
	hi = init_bv >> 32;
	if (init_bv)
		asm volatile("xrstor64 %0"
			     : : "m" (init_fpstate.xsave), "a" (lo), "d" (hi)
			     : "memory");
	if (fx_only)
		return user_fpu_insn("fxrstor64", &buf->fpstate, 0, 0);
	lo = xfeatures;
	hi = xfeatures >> 32;
	return user_fpu_insn("xrstor64", buf, lo, hi);
}

/**
 * fpu__restore_sig() - load current's FPU state from a signal frame
 * @buf: user address, any value; NULL gives the initial state
 *
 * Context: process context, may sleep.
 * Return: 0, or -1 when the frame is bad; the state is the initial one then.
 */
int fpu__restore_sig(void __user *buf)
{
	struct fpu *fpu = &current->thread.fpu;
	int err = -1;

	if (!buf) {
		fpu__clear(fpu);
		return 0;
	}
	if (access_ok(buf, fpu_kernel_xstate_size)) {
		if (xfeatures_mask)
			err = restore_user_xstate(buf);
		else
			err = user_fpu_insn("fxrstor64",
					    (struct _fpstate __user *)buf,
					    0, 0);
	}
	if (err)
		fpu__clear(fpu);
	return err;
}
