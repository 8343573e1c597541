/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/unaligned.h - numbers at any address; this CPU does not mind
 *
 * Mirrors: Linux 4.6 arch/x86/include/asm/unaligned.h.
 */
#ifndef _ASM_X86_UNALIGNED_H
#define _ASM_X86_UNALIGNED_H

#include <linux/types.h>

#include <asm/byteorder.h>

struct __una_u16 { u16 x; } __packed;
struct __una_u32 { u32 x; } __packed;
struct __una_u64 { u64 x; } __packed;

static inline u16 get_unaligned_le16(const void *p)
{
	return le16_to_cpu((__force __le16)((const struct __una_u16 *)p)->x);
}

static inline u32 get_unaligned_le32(const void *p)
{
	return le32_to_cpu((__force __le32)((const struct __una_u32 *)p)->x);
}

static inline u64 get_unaligned_le64(const void *p)
{
	return le64_to_cpu((__force __le64)((const struct __una_u64 *)p)->x);
}

static inline u32 get_unaligned_be32(const void *p)
{
	return be32_to_cpu((__force __be32)((const struct __una_u32 *)p)->x);
}

#endif /* _ASM_X86_UNALIGNED_H */
