/* SPDX-License-Identifier: GPL-2.0-only */
/* init/init.h - between main.c, boot_options.c and do_mounts.c */
#ifndef INIT_INIT_H
#define INIT_INIT_H

#include <linux/init.h>

/* boot_options.c: what task 1 shall run, and with what. */
extern const char *argv_init[];
extern const char *envp_init[];
extern char *execute_command;		/* init= */
extern char *ramdisk_execute_command;	/* rdinit=, /init by default */

void __init setup_command_line(const char *command_line);
void __init parse_boot_options(void);
void __init panic_about_boot_options(void);

/* do_mounts.c */
void __init prepare_namespace(void);

#endif /* INIT_INIT_H */
