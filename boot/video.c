// SPDX-License-Identifier: GPL-2.0-only
/*
 * boot/video.c - 80x25 text mode, and where the cursor is
 *
 * Mirrors: Linux 4.5 arch/x86/boot/video.c, video-vga.c.
 * Simpler than Linux in: no other modes; vga= is left to the loader.
 */
#include "boot.h"

static void store_cursor_position(void)
{
	struct biosregs ireg, oreg;

	initregs(&ireg);
	ireg.eax = 0x0300;
	intcall(0x10, &ireg, &oreg);
	boot_params.screen_info.orig_x = oreg.edx & 0xff;
	boot_params.screen_info.orig_y = (oreg.edx >> 8) & 0xff;
}

/* Return: the mode number that the BIOS says is set. */
static u8 current_mode(void)
{
	struct biosregs ireg, oreg;

	initregs(&ireg);
	ireg.eax = 0x0f00;
	intcall(0x10, &ireg, &oreg);
	boot_params.screen_info.orig_video_page = (oreg.ebx >> 8) & 0xff;
	return oreg.eax & 0x7f;
}

/**
 * set_video() - make sure that there is a text mode, fill screen_info
 *
 * Context: real mode.
 */
void set_video(void)
{
	struct screen_info *si = &boot_params.screen_info;
	struct biosregs ireg;
	u8 mode = current_mode();

	/* Keep what stands on a text screen: it may say how we got here. */
	if (mode != 3 && mode != 7) {
		initregs(&ireg);
		ireg.eax = 0x0003;
		intcall(0x10, &ireg, 0);
		mode = current_mode();
	}
	if (mode != 3)
		return;		/* no VGA answered: isVGA stays 0 */

	store_cursor_position();
	si->orig_video_mode = mode;
	si->orig_video_cols = 80;
	si->orig_video_lines = 25;
	si->orig_video_points = 16;
	si->orig_video_isVGA = 1;	/* some VGA; graphics have larger numbers */
}
