/* SPDX-License-Identifier: GPL-2.0-only */
/* include/linux/reboot.h - ending it all (kernel/reboot.c). Mirrors: Linux 4.19. */
#ifndef _LINUX_REBOOT_H
#define _LINUX_REBOOT_H

#include <uapi/linux/reboot.h>

void kernel_restart(char *cmd);
void kernel_halt(void);
void kernel_power_off(void);
void ctrl_alt_del(void);
void emergency_restart(void);

#endif /* _LINUX_REBOOT_H */
