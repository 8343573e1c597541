// SPDX-License-Identifier: GPL-2.0-only
/*
 * boot/efi/gop.c - tell the kernel where the firmware's screen is
 *
 * Mirrors: Linux 4.5 arch/x86/boot/compressed/eboot.c setup_gop*().
 * Simpler than Linux in: no UGA, and the first screen is the screen.
 */
#include "efistub.h"

static efi_graphics_output_protocol_t *find_gop(void)
{
	efi_guid_t guid = EFI_GRAPHICS_OUTPUT_PROTOCOL_GUID;
	efi_graphics_output_protocol_t *gop;

	if (efi_bs->handle_protocol(efi_system_table->con_out_handle, &guid,
				    (void **)&gop) == EFI_SUCCESS)
		return gop;
	if (efi_bs->locate_protocol(&guid, NULL, (void **)&gop) == EFI_SUCCESS)
		return gop;
	return NULL;
}

static void find_bits(u32 mask, u8 *pos, u8 *size)
{
	*pos = 0;
	*size = 0;
	if (!mask)
		return;
	*pos = __builtin_ctz(mask);
	*size = 32 - __builtin_clz(mask) - *pos;
}

static void setup_pixels(struct screen_info *si,
			 const efi_graphics_output_mode_info_t *info)
{
	const efi_pixel_bitmask_t *m = &info->pixel_information;

	si->lfb_depth = 32;
	if (info->pixel_format == PIXEL_BIT_MASK) {
		find_bits(m->red_mask, &si->red_pos, &si->red_size);
		find_bits(m->green_mask, &si->green_pos, &si->green_size);
		find_bits(m->blue_mask, &si->blue_pos, &si->blue_size);
		find_bits(m->reserved_mask, &si->rsvd_pos, &si->rsvd_size);
		si->lfb_depth = si->red_size + si->green_size +
				si->blue_size + si->rsvd_size;
		return;
	}
	si->red_size = 8;
	si->green_size = 8;
	si->blue_size = 8;
	si->rsvd_size = 8;
	si->red_pos = info->pixel_format == PIXEL_RGB_RESERVED_8BIT_PER_COLOR ?
		      0 : 16;
	si->green_pos = 8;
	si->blue_pos = 16 - si->red_pos;
	si->rsvd_pos = 24;
}

/**
 * setup_graphics() - fill screen_info from the graphics output protocol
 * @bp: its screen_info is filled, or left alone if there is no frame buffer
 *
 * Context: before ExitBootServices.
 */
void setup_graphics(struct boot_params *bp)
{
	struct screen_info *si = &bp->screen_info;
	efi_graphics_output_protocol_t *gop = find_gop();
	efi_graphics_output_mode_info_t *info;
	u64 base;

	if (!gop || !gop->mode || !gop->mode->info)
		return;
	info = gop->mode->info;
	base = gop->mode->frame_buffer_base;
	if (info->pixel_format >= PIXEL_BLT_ONLY || !base)
		return;

	memset(si, 0, sizeof(*si));
	si->orig_video_isVGA = VIDEO_TYPE_EFI;
	si->lfb_width = info->horizontal_resolution;
	si->lfb_height = info->vertical_resolution;
	si->lfb_base = base;
	si->ext_lfb_base = base >> 32;
	if (si->ext_lfb_base)
		si->capabilities |= VIDEO_CAPABILITY_64BIT_BASE;
	setup_pixels(si, info);
	si->lfb_linelength = info->pixels_per_scan_line * si->lfb_depth / 8;
	si->lfb_size = si->lfb_linelength * si->lfb_height;
	si->pages = 1;
}
