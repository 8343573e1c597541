// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/inflate.c - gzip (RFC 1952) and deflate (RFC 1951), decompression
 *
 * A deflate stream is a list of blocks; a block codes bytes, and pairs "go
 * back so far, copy so much", by two Huffman codes of its own. A code is kept
 * as a table indexed by the next bits of the input:
 *
 *   lit[low 9 bits] -> entry      lengths up to 9 bits: the answer
 *		     -> subtable   longer codes: index it by the bits behind
 *
 *   entry:	bits 0-7   bits to take away
 *		bits 8-15  what it is: OP_LITERAL, OP_BASE + number of extra
 *			   bits, OP_SUBTABLE + bits of the subtable's index,
 *			   OP_END, OP_INVALID
 *		bits 16-31 the byte, the base, or the subtable's place
 *
 * I1         a code is refused unless it is complete (every index of its table
 *            is filled), but for a code with a single symbol of one bit.
 * I2         nbits counts the bits really read; it goes negative when a
 *            truncated stream is read past its end, which every loop checks.
 * I3         a copy never reaches further back than output exists.
 *
 * Pure: no allocation, no globals; hostile input ends in -EINVAL and a reason.
 * Entry      gunzip()
 * Mirrors: the contract of Linux's lib/decompress_inflate.c; the code is new.
 */
#include <linux/crc32.h>
#include <linux/decompress/inflate.h>
#include <linux/errno.h>
#include <linux/string.h>

#define OP_LITERAL	0
#define OP_END		1
#define OP_INVALID	2
#define OP_BASE		16	/* + extra bits, 0..13 */
#define OP_SUBTABLE	32	/* + index bits, 1..9 */

#define MAX_BITS	15
#define MAX_LIT		286
#define MAX_DIST	30
#define END_OF_BLOCK	256
#define FIRST_LENGTH	257

#define ENTRY(len, op, val)	((u32)(len) | (u32)(op) << 8 | (u32)(val) << 16)
#define ENTRY_LEN(e)		((e) & 0xff)
#define ENTRY_OP(e)		(((e) >> 8) & 0xff)
#define ENTRY_VAL(e)		((e) >> 16)

static const u16 length_base[] = {
	3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31,
	35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258
};
static const u8 length_extra[] = {
	0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2,
	3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
};
static const u16 dist_base[] = {
	1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385,
	513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577
};

/* What a symbol of one of the three kinds of code means, without its length. */
typedef u32 (*symbol_fn)(unsigned int sym);

static u32 lit_entry(unsigned int sym)
{
	if (sym < END_OF_BLOCK)
		return ENTRY(0, OP_LITERAL, sym);
	if (sym == END_OF_BLOCK)
		return ENTRY(0, OP_END, 0);
	if (sym >= MAX_LIT)
		return ENTRY(0, OP_INVALID, 0);
	sym -= FIRST_LENGTH;
	return ENTRY(0, OP_BASE + length_extra[sym], length_base[sym]);
}

static u32 dist_entry(unsigned int sym)
{
	if (sym >= MAX_DIST)
		return ENTRY(0, OP_INVALID, 0);
	return ENTRY(0, OP_BASE + (sym < 4 ? 0 : sym / 2 - 1), dist_base[sym]);
}

static u32 code_length_entry(unsigned int sym)
{
	return ENTRY(0, OP_LITERAL, sym);
}

/* At least 56 bits, as long as there is input. */
static inline void refill(struct inflate_work *w)
{
	if (w->end - w->next >= 8) {
		u64 more;

		memcpy(&more, w->next, 8);
		w->bits |= more << w->nbits;
		w->next += (63 - w->nbits) >> 3;
		w->nbits |= 56;
		return;
	}
	while (w->nbits <= 56 && w->next < w->end) {
		w->bits |= (u64)*w->next++ << w->nbits;
		w->nbits += 8;
	}
}

/* The next @n <= 32 bits; zeros (and nbits < 0) past the end. */
static u32 get_bits(struct inflate_work *w, unsigned int n)
{
	u32 val;

	if (w->nbits < (int)n)
		refill(w);
	val = w->bits & ((1ULL << n) - 1);
	w->bits >>= n;
	w->nbits -= n;
	return val;
}

/* Count the lengths and sort the symbols by them. Return: is the code sound? */
static bool sort_symbols(struct inflate_work *w, unsigned int n,
			 u16 count[MAX_BITS + 1])
{
	u16 offset[MAX_BITS + 2];
	unsigned int sym, len, used;
	int left = 1;

	memset(count, 0, sizeof(u16) * (MAX_BITS + 1));
	for (sym = 0; sym < n; sym++)
		count[w->lens[sym]]++;
	used = n - count[0];
	count[0] = 0;

	for (len = 1; len <= MAX_BITS; len++) {
		left = left * 2 - count[len];
		if (left < 0)
			return false;	/* more codes than there are bits for */
	}
	if (left > 0 && !(used <= 1 && count[1] == used))
		return false;		/* I1 */

	offset[1] = 0;
	for (len = 1; len <= MAX_BITS; len++)
		offset[len + 1] = offset[len] + count[len];
	for (sym = 0; sym < n; sym++)
		if (w->lens[sym])
			w->sorted[offset[w->lens[sym]]++] = sym;
	return true;
}

static unsigned int reverse_bits(unsigned int code, unsigned int len)
{
	unsigned int rev = 0;

	while (len--) {
		rev = rev << 1 | (code & 1);
		code >>= 1;
	}
	return rev;
}

/* Index bits that a subtable needs whose first code has @len bits. */
static unsigned int subtable_bits(const u16 count[MAX_BITS + 1],
				  unsigned int len, unsigned int root)
{
	unsigned int bits = len - root;
	int left = 1 << bits;

	for (; bits + root < MAX_BITS; bits++) {
		left -= count[bits + root];
		if (left <= 0)
			break;
		left <<= 1;
	}
	return bits;
}

/* Where the codes that share their first root bits go. */
struct subtable {
	unsigned int prefix;	/* those bits */
	unsigned int at;	/* first entry */
	unsigned int bits;	/* of its index */
	unsigned int next;	/* first entry that is free */
};

/* Enter one code, of @len bits, @rev with its first bit lowest. */
static bool add_code(u32 *table, unsigned int room, unsigned int root,
		     struct subtable *sub, const u16 count[MAX_BITS + 1],
		     unsigned int len, unsigned int rev, u32 e)
{
	unsigned int bits = root, i;

	if (len > root) {
		unsigned int prefix = rev & ((1U << root) - 1);

		if (prefix != sub->prefix) {
			sub->prefix = prefix;
			sub->bits = subtable_bits(count, len, root);
			sub->at = sub->next;
			sub->next += 1U << sub->bits;
			if (sub->next > room)
				return false;
			table[prefix] = ENTRY(root, OP_SUBTABLE + sub->bits,
					      sub->at);
		}
		table += sub->at;
		bits = sub->bits;
		len -= root;
		rev >>= root;
	}
	for (i = rev; i < 1U << bits; i += 1U << len)
		table[i] = e | len;
	return true;
}

/*
 * Fill @table from w->lens[0..n). Codes come in rising order, so those that
 * share their first @root bits are neighbours and get one subtable.
 */
static bool build_table(struct inflate_work *w, u32 *table, unsigned int room,
			unsigned int root, unsigned int n, symbol_fn entry)
{
	struct subtable sub = { .prefix = ~0U, .next = 1U << root };
	u16 count[MAX_BITS + 1];
	unsigned int code = 0, i, len;

	if (!sort_symbols(w, n, count))
		return false;
	for (i = 0; i < 1U << root; i++)
		table[i] = ENTRY(0, OP_INVALID, 0);

	for (i = 0, len = 1; len <= MAX_BITS; len++, code <<= 1) {
		for (; count[len]; count[len]--, code++, i++) {
			if (!add_code(table, room, root, &sub, count, len,
				      reverse_bits(code, len),
				      entry(w->sorted[i])))
				return false;
		}
	}
	return true;
}

/* Hand out what the window holds since it was last full. */
static int flush_window(struct inflate_work *w)
{
	unsigned long n = w->pos;

	if (!n)
		return 0;
	w->crc = crc32_le(w->crc, w->window, n);
	w->total += n;
	w->pos = 0;
	w->wrapped = true;
	return w->flush(w->window, n) == (long)n ? 0 : -EIO;
}

static inline int put_byte(struct inflate_work *w, u8 byte)
{
	w->window[w->pos++] = byte;
	return w->pos == INFLATE_WINDOW ? flush_window(w) : 0;
}

/* Copy that may overlap itself, cross the window's end, or both. */
static int copy_slow(struct inflate_work *w, unsigned int dist,
		     unsigned int len)
{
	int ret = 0;

	while (len-- && !ret)
		ret = put_byte(w, w->window[(w->pos - dist) &
					    (INFLATE_WINDOW - 1)]);
	return ret;
}

static inline int copy_match(struct inflate_work *w, unsigned int dist,
			     unsigned int len)
{
	u8 *to = w->window + w->pos;
	const u8 *from = to - dist;

	/* Whole words may write up to 7 bytes too many: room is needed. */
	if (dist < 8 || dist > w->pos || w->pos + len + 8 >= INFLATE_WINDOW)
		return copy_slow(w, dist, len);
	w->pos += len;
	do {
		__builtin_memcpy(to, from, 8);
		to += 8;
		from += 8;
	} while (to < w->window + w->pos);
	return 0;
}

static inline u32 decode(struct inflate_work *w, const u32 *table,
			 unsigned int root)
{
	u32 e = table[w->bits & ((1U << root) - 1)];

	if (ENTRY_OP(e) >= OP_SUBTABLE) {
		unsigned int bits = ENTRY_OP(e) - OP_SUBTABLE;

		w->bits >>= root;
		w->nbits -= root;
		e = table[ENTRY_VAL(e) + (w->bits & ((1U << bits) - 1))];
	}
	w->bits >>= ENTRY_LEN(e);
	w->nbits -= ENTRY_LEN(e);
	return e;
}

/* The base and the extra bits behind it; at most 13. */
static inline unsigned int value_of(struct inflate_work *w, u32 e)
{
	unsigned int extra = ENTRY_OP(e) - OP_BASE;
	unsigned int val = ENTRY_VAL(e) + (w->bits & ((1U << extra) - 1));

	w->bits >>= extra;
	w->nbits -= extra;
	return val;
}

/* A literal takes 15 bits, a pair at most 15 + 5 + 15 + 13 = 48. */
static int inflate_codes(struct inflate_work *w, const char **why)
{
	unsigned int len, dist;
	int ret = 0;
	u32 e;

	while (!ret) {
		if (w->nbits < 48)
			refill(w);
		e = decode(w, w->lit, INFLATE_LIT_ROOT);
		if (w->nbits < 0)
			break;
		if (ENTRY_OP(e) == OP_LITERAL) {
			ret = put_byte(w, ENTRY_VAL(e));
			continue;
		}
		if (ENTRY_OP(e) == OP_END)
			return 0;
		if (ENTRY_OP(e) == OP_INVALID) {
			*why = "invalid code";
			return -EINVAL;
		}
		len = value_of(w, e);
		e = decode(w, w->dist, INFLATE_DIST_ROOT);
		if (ENTRY_OP(e) == OP_INVALID) {
			*why = "invalid distance code";
			return -EINVAL;
		}
		dist = value_of(w, e);
		if (w->nbits < 0)
			break;
		if (dist > w->pos && !w->wrapped) {
			*why = "copy from before the start";	/* I3 */
			return -EINVAL;
		}
		ret = copy_match(w, dist, len);
	}
	*why = ret ? "output failed" : "unexpected end";
	return ret ?: -EINVAL;
}

static int inflate_stored(struct inflate_work *w, const char **why)
{
	unsigned int len, nlen;
	int ret = 0;

	get_bits(w, w->nbits & 7);	/* to the next byte */
	len = get_bits(w, 16);
	nlen = get_bits(w, 16);
	if (w->nbits < 0 || len != (nlen ^ 0xffff)) {
		*why = "stored block with a wrong length";
		return -EINVAL;
	}
	while (len-- && !ret && w->nbits >= 0)
		ret = put_byte(w, get_bits(w, 8));
	if (!ret && w->nbits < 0)
		ret = -EINVAL;
	if (ret)
		*why = ret == -EIO ? "output failed" : "unexpected end";
	return ret;
}

static int inflate_fixed(struct inflate_work *w, const char **why)
{
	memset(w->lens, 8, 144);
	memset(w->lens + 144, 9, 112);
	memset(w->lens + 256, 7, 24);
	memset(w->lens + 280, 8, 8);
	build_table(w, w->lit, INFLATE_LIT_TABLE, INFLATE_LIT_ROOT, 288,
		    lit_entry);
	memset(w->lens, 5, 32);
	build_table(w, w->dist, INFLATE_DIST_TABLE, INFLATE_DIST_ROOT, 32,
		    dist_entry);
	return inflate_codes(w, why);
}

/* Lengths of both codes, themselves coded: 16 repeats, 17 and 18 are zeros. */
static bool read_lengths(struct inflate_work *w, unsigned int n)
{
	unsigned int i = 0, sym, repeat;
	u8 len;

	while (i < n) {
		if (w->nbits < 48)
			refill(w);
		sym = ENTRY_VAL(decode(w, w->dist, INFLATE_DIST_ROOT + 1));
		if (w->nbits < 0)
			return false;
		if (sym < 16) {
			w->lens[i++] = sym;
			continue;
		}
		len = 0;
		if (sym == 16) {
			if (!i)
				return false;
			len = w->lens[i - 1];
			repeat = 3 + get_bits(w, 2);
		} else if (sym == 17) {
			repeat = 3 + get_bits(w, 3);
		} else {
			repeat = 11 + get_bits(w, 7);
		}
		if (repeat > n - i || w->nbits < 0)
			return false;
		memset(w->lens + i, len, repeat);
		i += repeat;
	}
	return true;
}

static int inflate_dynamic(struct inflate_work *w, const char **why)
{
	static const u8 order[19] = {
		16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
	};
	unsigned int nlit = 257 + get_bits(w, 5);
	unsigned int ndist = 1 + get_bits(w, 5);
	unsigned int ncode = 4 + get_bits(w, 4);
	unsigned int i;

	*why = "broken code lengths";
	if (nlit > MAX_LIT || ndist > MAX_DIST)
		return -EINVAL;
	memset(w->lens, 0, sizeof(order));
	for (i = 0; i < ncode; i++)
		w->lens[order[i]] = get_bits(w, 3);
	/* Lengths of at most 7 bits: one table of 128 entries, no subtable. */
	if (w->nbits < 0 ||
	    !build_table(w, w->dist, INFLATE_DIST_TABLE, INFLATE_DIST_ROOT + 1,
			 sizeof(order), code_length_entry) ||
	    !read_lengths(w, nlit + ndist) || !w->lens[END_OF_BLOCK])
		return -EINVAL;

	if (!build_table(w, w->lit, INFLATE_LIT_TABLE, INFLATE_LIT_ROOT, nlit,
			 lit_entry))
		return -EINVAL;
	memmove(w->lens, w->lens + nlit, ndist);
	if (!build_table(w, w->dist, INFLATE_DIST_TABLE, INFLATE_DIST_ROOT,
			 ndist, dist_entry))
		return -EINVAL;
	return inflate_codes(w, why);
}

static int inflate(struct inflate_work *w, const char **why)
{
	unsigned int last;
	int ret;

	do {
		last = get_bits(w, 1);
		switch (get_bits(w, 2)) {
		case 0:
			ret = inflate_stored(w, why);
			break;
		case 1:
			ret = inflate_fixed(w, why);
			break;
		case 2:
			ret = inflate_dynamic(w, why);
			break;
		default:
			*why = "unknown block type";
			ret = -EINVAL;
		}
		if (!ret && w->nbits < 0) {
			*why = "unexpected end";
			ret = -EINVAL;
		}
	} while (!ret && !last);
	if (ret)
		return ret;
	ret = flush_window(w);
	if (ret)
		*why = "output failed";
	return ret;
}

/* Header flags. */
#define GZIP_FHCRC	0x02
#define GZIP_FEXTRA	0x04
#define GZIP_FNAME	0x08
#define GZIP_FCOMMENT	0x10
#define GZIP_RESERVED	0xe0

static bool skip_string(struct inflate_work *w)
{
	const u8 *nul = memchr(w->next, 0, w->end - w->next);

	if (!nul)
		return false;
	w->next = nul + 1;
	return true;
}

static bool skip_bytes(struct inflate_work *w, size_t n)
{
	if (w->end - w->next < n)
		return false;
	w->next += n;
	return true;
}

static bool read_gzip_header(struct inflate_work *w)
{
	const u8 *h = w->next;
	u8 flags;

	if (!skip_bytes(w, 10) || h[0] != 0x1f || h[1] != 0x8b || h[2] != 8)
		return false;
	flags = h[3];
	if (flags & GZIP_RESERVED)
		return false;
	if (flags & GZIP_FEXTRA) {
		h = w->next;
		if (!skip_bytes(w, 2) || !skip_bytes(w, h[0] | h[1] << 8))
			return false;
	}
	if ((flags & GZIP_FNAME) && !skip_string(w))
		return false;
	if ((flags & GZIP_FCOMMENT) && !skip_string(w))
		return false;
	return !(flags & GZIP_FHCRC) || skip_bytes(w, 2);
}

/**
 * gunzip() - decompress one gzip member
 * @w: working memory, contents do not matter
 * @buf: the member, and perhaps more behind it
 * @len: bytes in @buf
 * @flush: takes the output piece by piece; returning other than its length
 *	   ends the work
 * @used: gets the length of the member, also when it is broken
 * @why: gets a reason if the result is not 0
 *
 * Context: any that @flush likes.
 * Return: 0, -EINVAL for input that is no sound gzip, -EIO when @flush failed.
 */
int gunzip(struct inflate_work *w, const u8 *buf, size_t len,
	   long (*flush)(void *buf, unsigned long len), size_t *used,
	   const char **why)
{
	int ret;
	u32 crc, total;

	w->next = buf;
	w->end = buf + len;
	w->bits = 0;
	w->nbits = 0;
	w->pos = 0;
	w->wrapped = false;
	w->flush = flush;
	w->crc = ~0U;
	w->total = 0;

	*why = "not a gzip header";
	ret = read_gzip_header(w) ? inflate(w, why) : -EINVAL;
	if (!ret) {
		get_bits(w, w->nbits & 7);
		crc = get_bits(w, 32);
		total = get_bits(w, 32);
		if (w->nbits < 0 || crc != ~w->crc || total != w->total) {
			*why = "crc or length error";
			ret = -EINVAL;
		}
	}
	/* Give the bytes back that refill() took in advance. */
	*used = w->next - buf - (w->nbits > 0 ? w->nbits / 8 : 0);
	return ret;
}
