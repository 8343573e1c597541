// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/vsprintf_pointer.c - what stands behind a pointer: %p and its letters
 *
 *	%p %px	the address, 16 digits		%pK	the same, by policy
 *	%pS %ps %pB	symbol			%pe	error pointer by name
 *	%pV	struct va_format		%*ph[CDN]	bytes in hex
 *	%*pb[l]	bitmap, or as a list		%pM %pm [FR]	MAC address
 *	%pI4 %pi4 [hnbl]			%pI6 %pi6 %pI6c	IP address
 *	%pU[bBlL]	UUID			%pa[dp]	physical address
 *	%pd[234] %pD[234]	dentry, file	%pg	block device
 *
 * The text of an object that a higher floor owns (symbols, dentries, flags)
 * comes from a function that floor gave to vsprintf_register().  Before, and
 * for letters nobody knows, the address is printed.
 * Mirrors: Linux 4.x lib/vsprintf.c
 * Simpler than Linux in: %p is not hashed (as before 4.15); no %pE, %pIS, %pC,
 * %pNF, %pt.
 */
#include <linux/sprintf.h>

#include <linux/bitmap.h>
#include <linux/ctype.h>
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "vsprintf.h"

/* Printers by letter: 'A'..'Z' and 'a'..'z' are 0x41..0x7a. */
static vsprintf_object_fn object_printers[64];

/**
 * vsprintf_register() - teach %p<letter> to print a kind of object
 * @letters: each letter that @fn handles
 * @fn: the printer
 *
 * Context: boot, before the letters are used; never taken back.
 */
void vsprintf_register(const char *letters, vsprintf_object_fn fn)
{
	for (; *letters; letters++)
		WRITE_ONCE(object_printers[*letters & 63], fn);
}

static char *address(char *buf, char *end, const void *ptr,
		     struct printf_spec spec)
{
	spec.base = 16;
	spec.flags |= SMALL;
	if (spec.field_width < 0) {
		spec.field_width = 2 * sizeof(ptr);
		spec.flags |= ZEROPAD;
	}
	return vsprintf_number(buf, end, (unsigned long)ptr, spec);
}

/* 0x and @bytes * 2 digits */
static char *special_hex(char *buf, char *end, u64 num, int bytes)
{
	struct printf_spec spec = {
		.flags = SPECIAL | SMALL | ZEROPAD, .base = 16,
		.field_width = 2 + 2 * bytes, .precision = -1,
	};

	return vsprintf_number(buf, end, num, spec);
}

static char *object(const char *fmt, char *buf, char *end, void *ptr,
		    struct printf_spec spec)
{
	vsprintf_object_fn fn = READ_ONCE(object_printers[*fmt & 63]);
	char text[VSPRINTF_OBJECT_MAX];

	if (fn)
		return vsprintf_chars(buf, end, text, fn(text, ptr, fmt), spec);
	switch (*fmt) {
	case 'S':
	case 's':
	case 'B':
		return special_hex(buf, end, (unsigned long)ptr, sizeof(ptr));
	}
	return address(buf, end, ptr, spec);
}

static char *hex_string(const char *fmt, char *buf, char *end, const u8 *addr,
			struct printf_spec spec)
{
	int len = spec.field_width < 0 ? 1 : min(spec.field_width, 64);
	char separator = ' ';
	int i;

	switch (fmt[1]) {
	case 'C': separator = ':';  break;
	case 'D': separator = '-';  break;
	case 'N': separator = '\0'; break;
	}
	for (i = 0; i < len; i++) {
		char text[3] = { hex_asc_hi(addr[i]), hex_asc_lo(addr[i]),
				 separator };
		int n = separator && i != len - 1 ? 3 : 2;

		spec.field_width = -1;
		buf = vsprintf_chars(buf, end, text, n, spec);
	}
	return buf;
}

/* Hex in groups of 32 bits, the highest first: "3,00000001". */
static char *bitmap_string(char *buf, char *end, const unsigned long *bitmap,
			   struct printf_spec spec)
{
	int nbits = max(spec.field_width, 0);
	int shift = ALIGN(nbits, 32) - 32;
	int width = DIV_ROUND_UP(nbits - shift, 4);

	for (; shift >= 0; shift -= 32, width = 8) {
		u64 word = bitmap[shift / BITS_PER_LONG];
		u32 val = word >> (shift % BITS_PER_LONG);

		if (nbits - shift < 32)
			val &= (1U << (nbits - shift)) - 1;
		spec.field_width = width;
		spec.flags = SMALL | ZEROPAD;
		spec.base = 16;
		buf = vsprintf_number(buf, end, val, spec);
		if (shift)
			buf = vsprintf_chars(buf, end, ",", 1,
				(struct printf_spec) { .field_width = -1 });
	}
	return buf;
}

/* Ranges: "0-3,7". */
static char *bitmap_list_string(char *buf, char *end,
				const unsigned long *bitmap,
				struct printf_spec spec)
{
	struct printf_spec none = { .base = 10, .field_width = -1,
				    .precision = -1 };
	unsigned long nbits = max(spec.field_width, 0);
	unsigned long from = find_first_bit(bitmap, nbits);
	bool first = true;

	while (from < nbits) {
		unsigned long to = find_next_zero_bit(bitmap, nbits, from + 1);

		if (!first)
			buf = vsprintf_chars(buf, end, ",", 1, none);
		first = false;
		buf = vsprintf_number(buf, end, from, none);
		if (to - 1 > from) {
			buf = vsprintf_chars(buf, end, "-", 1, none);
			buf = vsprintf_number(buf, end, to - 1, none);
		}
		from = find_next_bit(bitmap, nbits, to);
	}
	return buf;
}

static char *mac_address(const char *fmt, char *buf, char *end, const u8 *addr,
			 struct printf_spec spec)
{
	char separator = fmt[1] == 'F' ? '-' : ':';
	bool reversed = fmt[1] == 'R';
	char text[6 * 3];
	char *p = text;
	int i;

	for (i = 0; i < 6; i++) {
		if (i && fmt[0] == 'M')
			*p++ = separator;
		p = hex_byte_pack(p, addr[reversed ? 5 - i : i]);
	}
	return vsprintf_chars(buf, end, text, p - text, spec);
}

/* @fmt: I4 or i4, then the order in memory: h host, n b network, l little */
static char *ip4(char *p, const u8 *addr, const char *fmt)
{
	bool little = fmt[2] == 'h' || fmt[2] == 'l';
	int i;

	for (i = 0; i < 4; i++) {
		if (i)
			*p++ = '.';
		p += sprintf(p, fmt[0] == 'i' ? "%03u" : "%u",
			     addr[little ? 3 - i : i]);
	}
	return p;
}

static char *ip6(char *p, const u8 *addr, bool colons)
{
	int i;

	for (i = 0; i < 16; i++) {
		p = hex_byte_pack(p, addr[i]);
		if (colons && (i & 1) && i != 15)
			*p++ = ':';
	}
	return p;
}

static unsigned int ip6_word(const u8 *addr, int i)
{
	return addr[2 * i] << 8 | addr[2 * i + 1];
}

/* First longest run of at least two zero words; answers its length. */
static int ip6_zero_run(const u8 *addr, int words, int *start)
{
	int best = 1;
	int i;

	*start = -1;
	for (i = 0; i < words; i++) {
		int n = 0;

		while (i + n < words && !ip6_word(addr, i + n))
			n++;
		if (n > best) {
			best = n;
			*start = i;
		}
		i += n;
	}
	return best;
}

/* RFC 5952: "fe80::1", and a dotted tail for mapped IPv4 addresses. */
static char *ip6_compressed(char *p, const u8 *addr)
{
	static const u8 mapped[12] = { [10] = 0xff, [11] = 0xff };
	bool has_v4 = !memcmp(addr, mapped, sizeof(mapped));
	int words = has_v4 ? 6 : 8;
	int start;
	int run = ip6_zero_run(addr, words, &start);
	bool colon = false;
	int i;

	for (i = 0; i < words; i++) {
		if (i == start) {
			*p++ = ':';
			*p++ = ':';
			colon = false;
			i += run - 1;
			continue;
		}
		if (colon)
			*p++ = ':';
		p += sprintf(p, "%x", ip6_word(addr, i));
		colon = true;
	}
	if (has_v4) {
		if (colon)
			*p++ = ':';
		p = ip4(p, addr + 12, "I4");
	}
	return p;
}

static char *ip_address(const char *fmt, char *buf, char *end, const u8 *addr,
			struct printf_spec spec)
{
	char text[48];
	char *p;

	switch (fmt[1]) {
	case '4':
		p = ip4(text, addr, fmt);
		break;
	case '6':
		p = fmt[0] == 'I' && fmt[2] == 'c' ? ip6_compressed(text, addr)
						   : ip6(text, addr, fmt[0] == 'I');
		break;
	default:
		return address(buf, end, addr, spec);
	}
	return vsprintf_chars(buf, end, text, p - text, spec);
}

static char *uuid(const char *fmt, char *buf, char *end, const u8 *addr,
		  struct printf_spec spec)
{
	static const u8 big[16] = { 0, 1, 2, 3, 4, 5, 6, 7,
				    8, 9, 10, 11, 12, 13, 14, 15 };
	static const u8 little[16] = { 3, 2, 1, 0, 5, 4, 7, 6,
				       8, 9, 10, 11, 12, 13, 14, 15 };
	const u8 *order = fmt[1] == 'l' || fmt[1] == 'L' ? little : big;
	bool upper = fmt[1] == 'L' || fmt[1] == 'B';
	char text[37];
	char *p = text;
	int i;

	for (i = 0; i < 16; i++) {
		u8 byte = addr[order[i]];

		if (i == 4 || i == 6 || i == 8 || i == 10)
			*p++ = '-';
		p = upper ? hex_byte_pack_upper(p, byte)
			  : hex_byte_pack(p, byte);
	}
	return vsprintf_chars(buf, end, text, p - text, spec);
}

static char *va_format(char *buf, char *end, const struct va_format *va_fmt)
{
	va_list va;

	va_copy(va, *va_fmt->va);
	buf += vsnprintf(buf, end > buf ? end - buf : 0, va_fmt->fmt, va);
	va_end(va);
	return buf;
}

static char *error_pointer(char *buf, char *end, void *ptr,
			   struct printf_spec spec)
{
	const char *name;

	if (!IS_ERR(ptr))
		return address(buf, end, ptr, spec);
	name = errname(PTR_ERR(ptr));
	if (name)
		return vsprintf_string(buf, end, name, spec);
	spec.flags |= SIGN;
	return vsprintf_number(buf, end, PTR_ERR(ptr), spec);
}

/* Letters whose argument is looked into: it has to be an address. */
static bool is_deref(char letter)
{
	return letter && strchr("hbMmIiUVadDg", letter);
}

/**
 * vsprintf_pointer() - print what a pointer stands for
 * @fmt: what follows %p
 * @buf: where
 * @end: end of the memory
 * @ptr: the argument
 * @spec: the conversion
 *
 * Context: any.
 * Return: behind the last character.
 */
char *vsprintf_pointer(const char *fmt, char *buf, char *end, void *ptr,
		       struct printf_spec spec)
{
	if (is_deref(*fmt) && ((unsigned long)ptr < 4096 || IS_ERR(ptr))) {
		if (*fmt == 'h' || *fmt == 'b')
			spec.field_width = -1;
		return vsprintf_string(buf, end, ptr, spec);
	}

	switch (*fmt) {
	case 'h':
		return hex_string(fmt, buf, end, ptr, spec);
	case 'b':
		return fmt[1] == 'l' ? bitmap_list_string(buf, end, ptr, spec)
				     : bitmap_string(buf, end, ptr, spec);
	case 'M':
	case 'm':
		return mac_address(fmt, buf, end, ptr, spec);
	case 'I':
	case 'i':
		return ip_address(fmt, buf, end, ptr, spec);
	case 'U':
		return uuid(fmt, buf, end, ptr, spec);
	case 'V':
		return va_format(buf, end, ptr);
	case 'a':
		return special_hex(buf, end, *(phys_addr_t *)ptr,
				   sizeof(phys_addr_t));
	case 'e':
		return error_pointer(buf, end, ptr, spec);
	case 'F':
		return object("S", buf, end, ptr, spec);
	case 'f':
		return object("s", buf, end, ptr, spec);
	case 'x':
		return address(buf, end, ptr, spec);
	}
	if (isalpha(*fmt))
		return object(fmt, buf, end, ptr, spec);
	if (!ptr) {
		spec.field_width = max(spec.field_width, 2 * (int)sizeof(ptr));
		return vsprintf_string(buf, end, NULL, spec);
	}
	return address(buf, end, ptr, spec);
}
