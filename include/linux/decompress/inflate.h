/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/decompress/inflate.h - gzip without memory of its own
 *
 * Unlike Linux's gunzip() ours takes its working memory from the caller, so
 * that lib/inflate.c allocates nothing and builds for the host.
 */
#ifndef _LINUX_DECOMPRESS_INFLATE_H
#define _LINUX_DECOMPRESS_INFLATE_H

#include <linux/types.h>

#define INFLATE_WINDOW		32768	/* as far back as a copy reaches */
#define INFLATE_LIT_ROOT	9	/* bits looked at at once */
#define INFLATE_DIST_ROOT	6
/* Most entries that a complete code of 286 or 30 symbols needs. */
#define INFLATE_LIT_TABLE	852
#define INFLATE_DIST_TABLE	592

struct inflate_work {
	/* input, and its bits not used yet; the low bit comes first */
	const u8 *next;
	const u8 *end;
	u64 bits;
	int nbits;			/* < 0: read past the end */

	/* output: passed to flush() each time the window is full */
	u8 window[INFLATE_WINDOW];
	unsigned int pos;		/* next free byte */
	bool wrapped;			/* bytes behind pos are old output */
	long (*flush)(void *buf, unsigned long len);
	u32 crc;
	u32 total;			/* bytes, modulo 2^32 */

	/* codes of the current block: see struct comment in inflate.c */
	u32 lit[INFLATE_LIT_TABLE];
	u32 dist[INFLATE_DIST_TABLE];
	u8 lens[320];
	u16 sorted[320];
};

int gunzip(struct inflate_work *w, const u8 *buf, size_t len,
	   long (*flush)(void *buf, unsigned long len), size_t *used,
	   const char **why);

#endif /* _LINUX_DECOMPRESS_INFLATE_H */
