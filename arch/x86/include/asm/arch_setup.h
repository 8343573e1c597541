/* SPDX-License-Identifier: GPL-2.0-only */
/* arch/x86/include/asm/arch_setup.h - everything that setup_arch() calls. */
#ifndef _ASM_X86_ARCH_SETUP_H
#define _ASM_X86_ARCH_SETUP_H

#include <linux/acpi.h>

#include <asm/apic.h>
#include <asm/desc.h>
#include <asm/e820.h>
#include <asm/page.h>
#include <asm/pgtable.h>
#include <asm/processor.h>
#include <asm/realmode.h>
#include <asm/sections.h>
#include <asm/setup.h>
#include <asm/smp.h>
#include <asm/tsc.h>

#endif /* _ASM_X86_ARCH_SETUP_H */
