// SPDX-License-Identifier: GPL-2.0-only
/*
 * init/state.c - what every floor may ask about how we were booted
 *
 * Only data: init/main.c and init/boot_options.c, at the top of the house,
 * write it, and who reads it may stand at the bottom.
 *
 * Mirrors: Linux 4.5 init/main.c, arch/x86/kernel/setup.c, which have these
 * among the code.
 */
#include <linux/cache.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/screen_info.h>

#include <asm/page.h>
#include <asm/setup.h>

enum system_states system_state __read_mostly;

char boot_command_line[COMMAND_LINE_SIZE] __initdata;
char *saved_command_line;

struct boot_params boot_params;
struct screen_info screen_info;
unsigned long max_low_pfn;
