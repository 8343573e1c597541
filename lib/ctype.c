// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/ctype.c - one byte of classes for each character
 *
 * ISO 8859-1: the upper half has letters too, so that a name with accents
 * prints.  Mirrors: Linux 4.x lib/ctype.c
 */
#include <linux/ctype.h>

#define _HEX_U	(_U | _X)
#define _HEX_L	(_L | _X)

/* 0xa0..0xbf are signs; 0xc0..0xff letters except the two arithmetic signs. */
const unsigned char _ctype[] = {
	[0x00 ... 0x08] = _C,
	[0x09 ... 0x0d] = _C | _S,
	[0x0e ... 0x1f] = _C,
	[' '] = _S | _SP,
	['!' ... '/'] = _P,
	['0' ... '9'] = _D,
	[':' ... '@'] = _P,
	['A' ... 'F'] = _HEX_U,
	['G' ... 'Z'] = _U,
	['[' ... '`'] = _P,
	['a' ... 'f'] = _HEX_L,
	['g' ... 'z'] = _L,
	['{' ... '~'] = _P,
	[0x7f] = _C,
	[0x80 ... 0x9f] = 0,
	[0xa0] = _S | _SP,
	[0xa1 ... 0xbf] = _P,
	[0xc0 ... 0xd6] = _U,
	[0xd7] = _P,
	[0xd8 ... 0xde] = _U,
	[0xdf ... 0xf6] = _L,
	[0xf7] = _P,
	[0xf8 ... 0xff] = _L,
};
