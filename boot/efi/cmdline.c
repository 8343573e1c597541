// SPDX-License-Identifier: GPL-2.0-only
/*
 * boot/efi/cmdline.c - from LoadOptions to a command line
 *
 * LoadOptions is UTF-16 of a given length in bytes. It may lack the final NUL,
 * may end in a newline, may hold garbage behind the NUL; none at all means
 * that the firmware's boot manager started \EFI\BOOT\BOOTX64.EFI: then
 * DEFAULT_CMDLINE is used, so that there are consoles and an initrd.
 *
 * Mirrors: Linux 4.5 efi_convert_cmdline(), handle_cmdline_files().
 */
#include "efistub.h"

#define DEFAULT_CMDLINE	"initrd=\\initrd.img console=tty0 console=ttyS0"

static bool is_high_surrogate(u32 c)
{
	return c >= 0xd800 && c < 0xdc00;
}

static bool is_low_surrogate(u32 c)
{
	return c >= 0xdc00 && c < 0xe000;
}

/* Bytes of @c in UTF-8, written to @out if that is not NULL. */
static unsigned int utf8_encode(u32 c, char *out)
{
	unsigned int n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	unsigned int i;

	if (n == 1) {
		*out = c;
		return 1;
	}
	for (i = n - 1; i > 0; i--) {
		out[i] = 0x80 | (c & 0x3f);
		c >>= 6;
	}
	out[0] = (0xf00 >> n) | c;	/* n ones, then a zero */
	return n;
}

/* Cuts at a character, never inside one. */
static void utf16_to_utf8(char *out, unsigned int size,
			  const efi_char16_t *in, unsigned int units)
{
	unsigned int i, n;
	char seq[4];
	u32 c;

	for (i = 0; i < units && in[i] && in[i] != '\n'; i++) {
		c = in[i];
		if (is_high_surrogate(c) && i + 1 < units &&
		    is_low_surrogate(in[i + 1])) {
			c = 0x10000 + ((c - 0xd800) << 10) + (in[i + 1] - 0xdc00);
			i++;
		}
		n = utf8_encode(c, seq);
		if (n >= size)
			break;
		memcpy(out, seq, n);
		out += n;
		size -= n;
	}
	*out = '\0';
}

/**
 * efi_convert_cmdline() - the command line as the kernel wants it
 * @image: our own LoadedImage protocol
 *
 * Context: before ExitBootServices.
 * Return: COMMAND_LINE_SIZE bytes below 4 GiB with the line, or NULL.
 */
char *efi_convert_cmdline(efi_loaded_image_t *image)
{
	unsigned int units = image->load_options_size / 2;
	char *cmdline;

	if (efi_low_alloc(COMMAND_LINE_SIZE, LOW_LIMIT,
			  (void **)&cmdline) != EFI_SUCCESS)
		return NULL;
	memset(cmdline, 0, COMMAND_LINE_SIZE);
	if (image->load_options)
		utf16_to_utf8(cmdline, COMMAND_LINE_SIZE,
			      image->load_options, units);
	if (!cmdline[0])
		memcpy(cmdline, DEFAULT_CMDLINE, sizeof(DEFAULT_CMDLINE));
	return cmdline;
}

/* Decode one character of at most 16 bits; firmware paths have no others. */
static const char *utf8_decode(const char *p, efi_char16_t *c)
{
	u8 first = *p++;

	*c = first;
	if (first >= 0xc0 && first < 0xe0 && p[0]) {
		*c = (first & 0x1f) << 6 | (p[0] & 0x3f);
		p++;
	} else if (first >= 0xe0 && first < 0xf0 && p[0] && p[1]) {
		*c = (first & 0x0f) << 12 | (p[0] & 0x3f) << 6 | (p[1] & 0x3f);
		p += 2;
	}
	return p;
}

/**
 * next_initrd_option() - find the next "initrd=path" word
 * @cmdline: where to look, or NULL
 * @path: gets the path, with '\' for '/'
 * @max: its size in characters
 *
 * Context: any.
 * Return: what follows the word, or NULL when there is no further one.
 */
const char *next_initrd_option(const char *cmdline, efi_char16_t *path,
			       unsigned int max)
{
	const char *p = cmdline;
	unsigned int n = 0;

	for (; p && *p; p++) {
		if ((p == cmdline || p[-1] == ' ') && !memcmp(p, "initrd=", 7))
			break;
	}
	if (!p || !*p)
		return NULL;

	p += 7;
	while (*p && *p != ' ' && n < max - 1) {
		p = utf8_decode(p, &path[n]);
		if (path[n] == '/')
			path[n] = '\\';
		n++;
	}
	path[n] = 0;
	return p;
}
