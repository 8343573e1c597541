/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/byteorder/generic.h - from the byte order of disks and devices to the
 * CPU's, and back
 *
 * A __le32 holds its bytes in little endian order whatever the CPU; sparse
 * complains when one is used as a number. Include asm/byteorder.h.
 *
 * Mirrors: Linux 4.6 include/linux/byteorder/generic.h.
 */
#ifndef _LINUX_BYTEORDER_GENERIC_H
#define _LINUX_BYTEORDER_GENERIC_H

#include <linux/types.h>

#include <uapi/asm/byteorder.h>

#define cpu_to_le64	__cpu_to_le64
#define le64_to_cpu	__le64_to_cpu
#define cpu_to_le32	__cpu_to_le32
#define le32_to_cpu	__le32_to_cpu
#define cpu_to_le16	__cpu_to_le16
#define le16_to_cpu	__le16_to_cpu
#define cpu_to_be64	__cpu_to_be64
#define be64_to_cpu	__be64_to_cpu
#define cpu_to_be32	__cpu_to_be32
#define be32_to_cpu	__be32_to_cpu
#define cpu_to_be16	__cpu_to_be16
#define be16_to_cpu	__be16_to_cpu
#define le64_to_cpup	__le64_to_cpup
#define le32_to_cpup	__le32_to_cpup
#define le16_to_cpup	__le16_to_cpup

static inline void le16_add_cpu(__le16 *var, u16 val)
{
	*var = cpu_to_le16(le16_to_cpu(*var) + val);
}

static inline void le32_add_cpu(__le32 *var, u32 val)
{
	*var = cpu_to_le32(le32_to_cpu(*var) + val);
}

static inline void le64_add_cpu(__le64 *var, u64 val)
{
	*var = cpu_to_le64(le64_to_cpu(*var) + val);
}

#endif /* _LINUX_BYTEORDER_GENERIC_H */
