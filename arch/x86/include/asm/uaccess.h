/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/uaccess.h - moving one value or many bytes to and from user memory
 *
 * Three things stand between the kernel and a bad pointer: access_ok() (the
 * range lies below TASK_SIZE_MAX, so no wild pointer reaches the kernel's
 * half), the exception table (a fault continues at a fixup and becomes
 * -EFAULT), and SMAP (an access outside of these functions faults).
 *
 * Mirrors: Linux 5.0+ arch/x86/include/asm/uaccess.h: access_ok() has two
 * arguments and no function moves the limit (set_fs).
 */
#ifndef _ASM_X86_UACCESS_H
#define _ASM_X86_UACCESS_H

#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/types.h>

#include <asm/asm.h>
#include <asm/extable.h>
#include <asm/processor.h>
#include <asm/smap.h>

#define user_addr_max()	TASK_SIZE_MAX

/* With a constant size, or after the sum was checked, one comparison. */
static __always_inline bool __access_ok(unsigned long addr,
					unsigned long size)
{
	if (__builtin_constant_p(size))
		return addr <= TASK_SIZE_MAX - size;
	return size <= TASK_SIZE_MAX && addr <= TASK_SIZE_MAX - size;
}

/**
 * access_ok() - may @size bytes at @addr be user memory?
 *
 * Says nothing about what is mapped there: the access itself may still fail.
 */
#define access_ok(addr, size) \
	likely(__access_ok((unsigned long)(addr), (size)))

/* An integer type that any value of type of x fits into. */
#define __inttype(x) __typeof__(__builtin_choose_expr(		\
	sizeof(x) > sizeof(0UL), 0ULL, 0UL))

#define __get_user_asm(x, addr, err, insn, regtype)		\
	asm volatile("\n"					\
		     ASM_STAC					\
		     "1:	" insn " %2,%" regtype "1\n"	\
		     "2:\n" ASM_CLAC				\
		     ".pushsection .text.unlikely,\"ax\"\n"	\
		     "3:	mov %3,%0\n"			\
		     "	xor %k1,%k1\n"				\
		     "	jmp 2b\n"				\
		     ".popsection\n"				\
		     _ASM_EXTABLE_UA(1b, 3b)			\
		     : "=r" (err), "=&r" (x)			\
		     : "m" (*(volatile __typeof__(*(addr)) __force *)(addr)), \
		       "i" (-EFAULT), "0" (err))

/* Without access_ok(): the caller did it. */
#define __get_user_size(x, ptr, size, retval)			\
do {								\
	unsigned long __gu_long = 0;				\
	retval = 0;						\
	switch (size) {						\
	case 1:							\
		__get_user_asm(__gu_long, (u8 __user *)(ptr), retval, \
			       "movzbl", "k");			\
		break;						\
	case 2:							\
		__get_user_asm(__gu_long, (u16 __user *)(ptr), retval, \
			       "movzwl", "k");			\
		break;						\
	case 4:							\
		__get_user_asm(__gu_long, (u32 __user *)(ptr), retval, \
			       "movl", "k");			\
		break;						\
	case 8:							\
		__get_user_asm(__gu_long, (u64 __user *)(ptr), retval, \
			       "movq", "q");			\
		break;						\
	default:						\
		__get_user_bad();				\
	}							\
	x = __gu_long;						\
} while (0)

#define __put_user_goto(x, addr, insn, regtype, label)		\
	asm volatile goto("\n"					\
		     "1:	" insn " %" regtype "0,%1\n"	\
		     _ASM_EXTABLE_UA(1b, %l2)			\
		     : : "r" (x),				\
		       "m" (*(volatile __typeof__(*(addr)) __force *)(addr)) \
		     : : label)

/* Without access_ok(), stac() and clac(). */
#define __put_user_size(x, ptr, size, label)			\
do {								\
	switch (size) {						\
	case 1:							\
		__put_user_goto(x, (u8 __user *)(ptr), "movb", "b", \
				label);				\
		break;						\
	case 2:							\
		__put_user_goto(x, (u16 __user *)(ptr), "movw", "w", \
				label);				\
		break;						\
	case 4:							\
		__put_user_goto(x, (u32 __user *)(ptr), "movl", "k", \
				label);				\
		break;						\
	case 8:							\
		__put_user_goto(x, (u64 __user *)(ptr), "movq", "q", \
				label);				\
		break;						\
	default:						\
		__put_user_bad();				\
	}							\
} while (0)

/* Link errors: only 1, 2, 4 and 8 bytes are one access. */
void __get_user_bad(void);
void __put_user_bad(void);

/**
 * __get_user() - get_user() after the caller's access_ok()
 */
#define __get_user(x, ptr)					\
({								\
	int __gu_err;						\
	unsigned long __gu_val;					\
	__get_user_size(__gu_val, (ptr), sizeof(*(ptr)), __gu_err); \
	(x) = (__force __typeof__(*(ptr)))__gu_val;		\
	__gu_err;						\
})

/**
 * get_user() - read one 1, 2, 4 or 8 byte value from user memory
 * @x: variable for the value; zero after a fault
 * @ptr: where from
 *
 * Context: process context, may sleep (page fault).
 * Return: 0 or -EFAULT.
 */
#define get_user(x, ptr)					\
({								\
	const __typeof__(*(ptr)) __user *__gu_p = (ptr);	\
	int __gu_ret = -EFAULT;					\
	might_fault();						\
	if (access_ok(__gu_p, sizeof(*__gu_p)))			\
		__gu_ret = __get_user(x, __gu_p);		\
	else							\
		(x) = (__force __typeof__(*(ptr)))0;		\
	__gu_ret;						\
})

/**
 * __put_user() - put_user() after the caller's access_ok()
 */
#define __put_user(x, ptr)					\
({								\
	__label__ __pu_fault, __pu_out;				\
	int __pu_err = 0;					\
	__typeof__(*(ptr)) __pu_val = (x);			\
	stac();							\
	__put_user_size(__pu_val, (ptr), sizeof(*(ptr)), __pu_fault); \
	clac();							\
	goto __pu_out;						\
__pu_fault:							\
	clac();							\
	__pu_err = -EFAULT;					\
__pu_out:							\
	__pu_err;						\
})

/**
 * put_user() - write one 1, 2, 4 or 8 byte value to user memory
 * @x: the value
 * @ptr: where to
 *
 * Context: process context, may sleep (page fault).
 * Return: 0 or -EFAULT.
 */
#define put_user(x, ptr)					\
({								\
	__typeof__(*(ptr)) __user *__pu_p = (ptr);		\
	__typeof__(*(ptr)) __pu_x = (x);			\
	might_fault();						\
	access_ok(__pu_p, sizeof(*__pu_p)) ?			\
		__put_user(__pu_x, __pu_p) : -EFAULT;		\
})

/*
 * One stac() for many accesses; between the two no function may be called
 * that could schedule.
 */
static __always_inline bool user_access_begin(const void __user *ptr,
					      size_t len)
{
	if (unlikely(!access_ok(ptr, len)))
		return false;
	stac();
	return true;
}
#define user_access_begin(ptr, len)	user_access_begin(ptr, len)
#define user_access_end()		clac()

#define unsafe_put_user(x, ptr, label)				\
	__put_user_size((__typeof__(*(ptr)))(x), (ptr),		\
			sizeof(*(ptr)), label)

#define __unsafe_get_asm(x, addr, err, insn, regtype)		\
	asm volatile("\n"					\
		     "1:	" insn " %2,%" regtype "1\n"	\
		     "2:\n"					\
		     ".pushsection .text.unlikely,\"ax\"\n"	\
		     "3:	mov %3,%0\n"			\
		     "	xor %k1,%k1\n"				\
		     "	jmp 2b\n"				\
		     ".popsection\n"				\
		     _ASM_EXTABLE_UA(1b, 3b)			\
		     : "=r" (err), "=&r" (x)			\
		     : "m" (*(volatile __typeof__(*(addr)) __force *)(addr)), \
		       "i" (-EFAULT), "0" (err))

#define unsafe_get_user(x, ptr, label)				\
do {								\
	int __gu_err = 0;					\
	unsigned long __gu_v = 0;				\
	switch (sizeof(*(ptr))) {				\
	case 1:							\
		__unsafe_get_asm(__gu_v, (u8 __user *)(ptr), __gu_err, \
				 "movzbl", "k");		\
		break;						\
	case 2:							\
		__unsafe_get_asm(__gu_v, (u16 __user *)(ptr), __gu_err, \
				 "movzwl", "k");		\
		break;						\
	case 4:							\
		__unsafe_get_asm(__gu_v, (u32 __user *)(ptr), __gu_err, \
				 "movl", "k");			\
		break;						\
	default:						\
		__unsafe_get_asm(__gu_v, (u64 __user *)(ptr), __gu_err, \
				 "movq", "q");			\
	}							\
	(x) = (__force __typeof__(*(ptr)))__gu_v;		\
	if (unlikely(__gu_err))					\
		goto label;					\
} while (0)

/**
 * user_atomic_cmpxchg_u32() - compare and exchange in user memory
 * @uval: gets the value that was there
 * @ptr: user address, aligned
 * @oldval: what it must be
 * @newval: what it becomes then
 *
 * Context: process context; does not fault pages in if they are disabled.
 * Return: 0 (look at *@uval) or -EFAULT.
 */
static inline int user_atomic_cmpxchg_u32(u32 *uval, u32 __user *ptr,
					  u32 oldval, u32 newval)
{
	int ret = 0;

	if (!access_ok(ptr, sizeof(u32)))
		return -EFAULT;
	asm volatile("\n"
		     ASM_STAC
		     "1:	lock cmpxchgl %4, %2\n"
		     "2:\n" ASM_CLAC
		     ".pushsection .text.unlikely,\"ax\"\n"
		     "3:	mov %3, %0\n"
		     "	jmp 2b\n"
		     ".popsection\n"
		     _ASM_EXTABLE_UA(1b, 3b)
		     : "+r" (ret), "=a" (oldval),
		       "+m" (*(__force u32 *)ptr)
		     : "i" (-EFAULT), "r" (newval), "1" (oldval)
		     : "memory");
	*uval = oldval;
	return ret;
}

/* arch/x86/lib/copy_user_64.S; all return how many bytes were NOT done. */
unsigned long copy_user_generic(void *to, const void *from, unsigned long len);
unsigned long __clear_user_asm(void __user *to, unsigned long len);

static __always_inline __must_check unsigned long
raw_copy_from_user(void *dst, const void __user *src, unsigned long size)
{
	return copy_user_generic(dst, (__force const void *)src, size);
}

static __always_inline __must_check unsigned long
raw_copy_to_user(void __user *dst, const void *src, unsigned long size)
{
	return copy_user_generic((__force void *)dst, src, size);
}

#endif /* _ASM_X86_UACCESS_H */
