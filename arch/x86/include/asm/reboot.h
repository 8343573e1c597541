/* SPDX-License-Identifier: GPL-2.0-only */
/* asm/reboot.h - ending it: kernel/reboot.c calls these last */
#ifndef _ASM_X86_REBOOT_H
#define _ASM_X86_REBOOT_H

#include <linux/compiler.h>

void machine_shutdown(void);
void machine_restart(char *cmd);
void machine_halt(void);
void machine_power_off(void);
void machine_emergency_restart(void);

#endif /* _ASM_X86_REBOOT_H */
