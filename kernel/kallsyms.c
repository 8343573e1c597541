// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/kallsyms.c - the kernel's own symbol table
 *
 * Data       made by scripts/kallsyms from the linked image and linked in:
 *            kallsyms_offsets[i]  address of symbol i - relative_base, sorted
 *            kallsyms_names       for each symbol a length byte and so many
 *                                 token numbers; expanded: type letter, name
 *            kallsyms_markers[i]  where symbol 256 * i begins in _names
 *            kallsyms_token_table, _index   the text of each token
 * I1         all of it is read-only: no lock, any context.
 * I2         without a table (the first link) num_syms is 0 and every lookup
 *            finds nothing.
 * Entry      kallsyms_lookup_name() kallsyms_lookup() sprint_symbol()
 *            kallsyms_reset_iter() kallsyms_update_iter()
 * Mirrors: Linux 4.6 kernel/kallsyms.c.
 * Simpler than Linux in: no modules yet, so modname is always NULL.
 */
#include <linux/kallsyms.h>

#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include <asm/sections.h>

/* Weak: absent in the image that the table is made from. */
extern const int kallsyms_offsets[] __weak;
extern const unsigned long kallsyms_relative_base __weak;
extern const unsigned long kallsyms_num_syms __weak;
extern const u8 kallsyms_names[] __weak;
extern const unsigned int kallsyms_markers[] __weak;
extern const char kallsyms_token_table[] __weak;
extern const u16 kallsyms_token_index[] __weak;

static unsigned long num_syms(void)
{
	const unsigned long *p = &kallsyms_num_syms;

	OPTIMIZER_HIDE_VAR(p);
	return p ? *p : 0;
}

static unsigned long kallsyms_sym_address(unsigned long idx)
{
	return kallsyms_relative_base + (unsigned int)kallsyms_offsets[idx];
}

/*
 * Text of the symbol at @off in kallsyms_names, without its type letter.
 * Return: offset of the next symbol.
 */
static unsigned int kallsyms_expand_symbol(unsigned int off, char *result,
					   size_t maxlen)
{
	const u8 *data = &kallsyms_names[off];
	unsigned int len = *data++;
	unsigned int next = off + len + 1;
	bool skipped_first = false;

	for (; len; len--, data++) {
		const char *tptr =
			&kallsyms_token_table[kallsyms_token_index[*data]];

		for (; *tptr; tptr++) {
			if (!skipped_first) {
				skipped_first = true;
				continue;
			}
			if (maxlen <= 1)
				goto done;
			*result++ = *tptr;
			maxlen--;
		}
	}
done:
	if (maxlen)
		*result = '\0';
	return next;
}

static char kallsyms_get_symbol_type(unsigned int off)
{
	u8 token = kallsyms_names[off + 1];

	return kallsyms_token_table[kallsyms_token_index[token]];
}

/* Where symbol @pos begins: from the marker before it, step by step. */
static unsigned int get_symbol_offset(unsigned long pos)
{
	unsigned int off = kallsyms_markers[pos >> 8];
	unsigned long i;

	for (i = 0; i < (pos & 0xff); i++)
		off += kallsyms_names[off] + 1;
	return off;
}

/**
 * kallsyms_lookup_name() - address of a symbol
 * @name: its name; of several the lowest address
 *
 * Context: any.
 * Return: the address, 0 when there is no such symbol.
 */
unsigned long kallsyms_lookup_name(const char *name)
{
	char namebuf[KSYM_NAME_LEN];
	unsigned long i;
	unsigned int off;

	for (i = 0, off = 0; i < num_syms(); i++) {
		off = kallsyms_expand_symbol(off, namebuf, sizeof(namebuf));
		if (!strcmp(namebuf, name))
			return kallsyms_sym_address(i);
	}
	return 0;
}
EXPORT_SYMBOL_GPL(kallsyms_lookup_name);

/**
 * kallsyms_on_each_symbol() - call a function for every symbol, by address
 * @fn: called with @data, name, module (NULL) and address; non-zero ends it
 * @data: for @fn
 *
 * Context: any that @fn allows.
 * Return: the last value of @fn, 0 without symbols.
 */
int kallsyms_on_each_symbol(int (*fn)(void *, const char *, struct module *,
				      unsigned long), void *data)
{
	char namebuf[KSYM_NAME_LEN];
	unsigned long i;
	unsigned int off;
	int ret;

	for (i = 0, off = 0; i < num_syms(); i++) {
		off = kallsyms_expand_symbol(off, namebuf, sizeof(namebuf));
		ret = fn(data, namebuf, NULL, kallsyms_sym_address(i));
		if (ret != 0)
			return ret;
	}
	return 0;
}
EXPORT_SYMBOL_GPL(kallsyms_on_each_symbol);

/*
 * The symbol that @addr belongs to: the greatest address <= @addr, of
 * several names for it the first.  Its size reaches to the next different
 * address.
 */
static unsigned long get_symbol_pos(unsigned long addr, unsigned long *size,
				    unsigned long *offset)
{
	unsigned long low = 0, high = num_syms(), mid, start, end = 0;

	while (high - low > 1) {
		mid = low + (high - low) / 2;
		if (kallsyms_sym_address(mid) <= addr)
			low = mid;
		else
			high = mid;
	}
	start = kallsyms_sym_address(low);
	for (high = low + 1; high < num_syms(); high++) {
		if (kallsyms_sym_address(high) > start) {
			end = kallsyms_sym_address(high);
			break;
		}
	}
	while (low && kallsyms_sym_address(low - 1) == start)
		low--;
	if (!end)
		end = (unsigned long)_end;
	if (size)
		*size = end - start;
	if (offset)
		*offset = addr - start;
	return low;
}

static bool is_ksym_addr(unsigned long addr)
{
	return addr >= (unsigned long)_text && addr < (unsigned long)_end &&
	       num_syms();
}

/**
 * kallsyms_lookup_size_offset() - extent of the symbol around an address
 * @addr: any value
 * @symbolsize: gets the size in bytes, may be NULL
 * @offset: gets the distance from the symbol's start, may be NULL
 *
 * Context: any.
 * Return: 1 when there is one, else 0.
 */
int kallsyms_lookup_size_offset(unsigned long addr, unsigned long *symbolsize,
				unsigned long *offset)
{
	if (!is_ksym_addr(addr))
		return 0;
	get_symbol_pos(addr, symbolsize, offset);
	return 1;
}

/**
 * kallsyms_lookup() - name and extent of the symbol around an address
 * @addr: any value
 * @symbolsize: gets the size in bytes, may be NULL
 * @offset: gets the distance from the symbol's start, may be NULL
 * @modname: gets NULL, may be NULL
 * @namebuf: KSYM_NAME_LEN bytes
 *
 * Context: any.
 * Return: @namebuf or NULL.
 */
const char *kallsyms_lookup(unsigned long addr, unsigned long *symbolsize,
			    unsigned long *offset, char **modname,
			    char *namebuf)
{
	unsigned long pos;

	if (modname)
		*modname = NULL;
	if (!is_ksym_addr(addr))
		return NULL;
	pos = get_symbol_pos(addr, symbolsize, offset);
	kallsyms_expand_symbol(get_symbol_offset(pos), namebuf,
			       KSYM_NAME_LEN);
	return namebuf;
}

/*
 * @symbol_offset: -1 looks up the byte before, for return addresses: a call
 * that never returns may be the last instruction of its function.
 */
static int __sprint_symbol(char *buffer, unsigned long address,
			   int symbol_offset, bool add_offset)
{
	unsigned long offset, size;
	int len;

	address += symbol_offset;
	if (!kallsyms_lookup(address, &size, &offset, NULL, buffer))
		return sprintf(buffer, "0x%lx", address - symbol_offset);
	len = strlen(buffer);
	if (add_offset)
		len += sprintf(buffer + len, "+%#lx/%#lx",
			       offset - symbol_offset, size);
	return len;
}

/**
 * sprint_symbol() - "name+0xoffset/0xsize" of an address
 * @buffer: KSYM_SYMBOL_LEN bytes
 * @address: any value
 *
 * Context: any.
 * Return: length; without a symbol the address in hexadecimal is printed.
 */
int sprint_symbol(char *buffer, unsigned long address)
{
	return __sprint_symbol(buffer, address, 0, true);
}
EXPORT_SYMBOL_GPL(sprint_symbol);

/**
 * sprint_symbol_no_offset() - just the name
 * @buffer: KSYM_SYMBOL_LEN bytes
 * @address: any value
 *
 * Context: any.
 * Return: length.
 */
int sprint_symbol_no_offset(char *buffer, unsigned long address)
{
	return __sprint_symbol(buffer, address, 0, false);
}
EXPORT_SYMBOL_GPL(sprint_symbol_no_offset);

/**
 * sprint_backtrace() - as sprint_symbol(), for a return address
 * @buffer: KSYM_SYMBOL_LEN bytes
 * @address: any value
 *
 * Context: any.
 * Return: length.
 */
int sprint_backtrace(char *buffer, unsigned long address)
{
	return __sprint_symbol(buffer, address, -1, true);
}

/* %pS, %ps, %pB */
static int print_symbol(char *buf, const void *ptr, const char *fmt)
{
	unsigned long addr = (unsigned long)ptr;

	switch (*fmt) {
	case 'B':
		return sprint_backtrace(buf, addr);
	case 's':
		return sprint_symbol_no_offset(buf, addr);
	}
	return sprint_symbol(buf, addr);
}

/**
 * kallsyms_init() - let printk() print names for addresses
 *
 * Context: boot.
 */
void __init kallsyms_init(void)
{
	BUILD_BUG_ON(KSYM_SYMBOL_LEN > VSPRINTF_OBJECT_MAX);
	vsprintf_register("SsB", print_symbol);
}

/**
 * kallsyms_reset_iter() - go to the @pos'th symbol
 * @iter: see struct kallsym_iter
 * @pos: 0 is the one with the lowest address
 *
 * Context: any.
 */
void kallsyms_reset_iter(struct kallsym_iter *iter, unsigned long pos)
{
	iter->pos = pos;
	iter->nameoff = pos < num_syms() ? get_symbol_offset(pos) : 0;
}

/**
 * kallsyms_update_iter() - read the symbol the iterator stands at, advance
 * @iter: see struct kallsym_iter
 *
 * Context: any.
 * Return: false behind the last symbol.
 */
bool kallsyms_update_iter(struct kallsym_iter *iter)
{
	if (iter->pos >= num_syms())
		return false;
	iter->value = kallsyms_sym_address(iter->pos);
	iter->type = kallsyms_get_symbol_type(iter->nameoff);
	iter->nameoff = kallsyms_expand_symbol(iter->nameoff, iter->name,
					       sizeof(iter->name));
	iter->pos++;
	return true;
}
