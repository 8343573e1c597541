// SPDX-License-Identifier: GPL-2.0-only
/*
 * scripts/kallsyms.c - `nm -n vmlinux` into the table of kernel/kallsyms.c
 *
 * usage: nm -n vmlinux | kallsyms > kallsyms.S
 *
 *   kallsyms_offsets[]     address - kallsyms_relative_base, ascending
 *   kallsyms_names[]       length byte, then so many bytes, for each symbol;
 *                          each byte stands for a token, the first character
 *                          of the expanded name is nm's type letter
 *   kallsyms_markers[]     where every 256th name begins
 *   kallsyms_token_table[], kallsyms_token_index[]   256 strings
 *
 * Compression: byte values that no name uses are given, one after the other,
 * to the pair of neighbouring bytes that is then most frequent. A token may so
 * stand for a pair of tokens; the table holds them expanded.
 *
 * The table's own symbols are left out, or their number would depend on
 * whether it is linked in. Mirrors: Linux 4.6 scripts/kallsyms.c.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define KSYM_NAME_LEN	128

struct sym {
	unsigned long long addr;
	unsigned int seq;		/* order of nm, the last resort */
	unsigned char len;
	unsigned char sym[KSYM_NAME_LEN + 1];	/* type letter, name */
};

static struct sym *table;
static unsigned int table_cnt, table_room;
static unsigned long long text_addr, end_addr;
static unsigned char best_pair[256][2];		/* of the tokens we made */
static bool is_pair[256], is_used[256];

static bool wanted(const char *name, char type)
{
	static const char *const unwanted[] = {
		"kallsyms_", ".L", "__UNIQUE_ID", "__setup_str_", "__kstrtab_",
		"__ksymtab_", "__func__.", "__compound_literal", "$",
		"__initcall_", "__setup_", "__param_", "__already_done.",
		"__print_once.", "__warned.", "__key.",
	};
	unsigned int i;

	if (strchr("UNwv?", type) || (type == 'a' || type == 'A'))
		return false;
	for (i = 0; i < sizeof(unwanted) / sizeof(unwanted[0]); i++)
		if (!strncmp(name, unwanted[i], strlen(unwanted[i])))
			return false;
	return true;
}

static void add_symbol(unsigned long long addr, char type, const char *name)
{
	struct sym *s;

	if (table_cnt == table_room) {
		table_room = table_room ? table_room * 2 : 4096;
		table = realloc(table, table_room * sizeof(*table));
		if (!table) {
			perror("kallsyms");
			exit(1);
		}
	}
	s = &table[table_cnt];
	s->addr = addr;
	s->seq = table_cnt++;
	s->sym[0] = type;
	/* 127 characters of the name: what the kernel's buffers hold */
	s->len = 1 + snprintf((char *)s->sym + 1, KSYM_NAME_LEN, "%.*s",
			      KSYM_NAME_LEN - 1, name);
}

static void read_map(FILE *in)
{
	char name[512], type;
	unsigned long long addr;
	unsigned int i, n = 0;

	while (fscanf(in, "%llx %c %511s\n", &addr, &type, name) == 3) {
		if (!strcmp(name, "_text"))
			text_addr = addr;
		else if (!strcmp(name, "_end"))
			end_addr = addr;
		if (wanted(name, type))
			add_symbol(addr, type, name);
	}
	for (i = 0; i < table_cnt; i++)
		if (table[i].addr >= text_addr && table[i].addr < end_addr)
			table[n++] = table[i];
	table_cnt = n;
}

/* Of several names for one address the first is what a backtrace shows. */
static int rank(const struct sym *s)
{
	const char *name = (const char *)s->sym + 1;
	int r = 0;

	if (s->sym[0] == 'w' || s->sym[0] == 'W')
		r += 100;
	if (!strncmp(name, "__start_", 8) || !strncmp(name, "__stop_", 7) ||
	    !strncmp(name, "__end_", 6))
		r += 50;
	while (*name == '_')
		name++, r++;
	return r;
}

static int compare(const void *a, const void *b)
{
	const struct sym *x = a, *y = b;

	if (x->addr != y->addr)
		return x->addr < y->addr ? -1 : 1;
	if (rank(x) != rank(y))
		return rank(x) - rank(y);
	return x->seq < y->seq ? -1 : 1;
}

/* The most frequent pair of neighbours; false when none occurs twice. */
static bool find_best_pair(unsigned char pair[2])
{
	static unsigned int count[65536];
	unsigned int i, j, best = 0, best_count = 1;

	memset(count, 0, sizeof(count));
	for (i = 0; i < table_cnt; i++)
		for (j = 0; j + 1 < table[i].len; j++)
			count[table[i].sym[j] << 8 | table[i].sym[j + 1]]++;
	for (i = 0; i < 65536; i++) {
		if (count[i] > best_count) {
			best_count = count[i];
			best = i;
		}
	}
	pair[0] = best >> 8;
	pair[1] = best & 0xff;
	return best_count > 1;
}

static void replace_pair(const unsigned char pair[2], unsigned char token)
{
	unsigned int i, from, to;

	for (i = 0; i < table_cnt; i++) {
		struct sym *s = &table[i];

		for (from = 0, to = 0; from < s->len; to++) {
			if (from + 1 < s->len && s->sym[from] == pair[0] &&
			    s->sym[from + 1] == pair[1]) {
				s->sym[to] = token;
				from += 2;
			} else {
				s->sym[to] = s->sym[from++];
			}
		}
		s->len = to;
	}
}

static void compress(void)
{
	unsigned int i, j;

	for (i = 0; i < table_cnt; i++)
		for (j = 0; j < table[i].len; j++)
			is_used[table[i].sym[j]] = true;
	for (i = 0; i < 256; i++) {
		if (is_used[i])
			continue;
		if (!find_best_pair(best_pair[i]))
			break;
		is_pair[i] = true;
		replace_pair(best_pair[i], i);
	}
}

static unsigned int expand(unsigned int token, char *out)
{
	unsigned int n;

	if (!is_pair[token]) {
		*out = is_used[token] ? token : '\0';
		return is_used[token];
	}
	n = expand(best_pair[token][0], out);
	return n + expand(best_pair[token][1], out + n);
}

static void label(const char *name, int align)
{
	printf("\n\t.balign %d\n\t.globl %s\n%s:\n", align, name, name);
}

static void write_names(void)
{
	unsigned int *markers = calloc(table_cnt / 256 + 1, sizeof(*markers));
	unsigned int i, j, off = 0;

	label("kallsyms_names", 1);
	for (i = 0; i < table_cnt; i++) {
		if (i % 256 == 0)
			markers[i / 256] = off;
		printf("\t.byte %u", table[i].len);
		for (j = 0; j < table[i].len; j++)
			printf(",%u", table[i].sym[j]);
		printf("\n");
		off += table[i].len + 1;
	}
	label("kallsyms_markers", 4);
	for (i = 0; i < (table_cnt + 255) / 256; i++)
		printf("\t.long %u\n", markers[i]);
	free(markers);
}

static void write_tokens(void)
{
	unsigned int index[256], i, off = 0;
	char buf[KSYM_NAME_LEN + 1];

	label("kallsyms_token_table", 1);
	for (i = 0; i < 256; i++) {
		unsigned int n = expand(i, buf);

		buf[n] = '\0';
		printf("\t.asciz \"%s\"\n", buf);
		index[i] = off;
		off += n + 1;
	}
	label("kallsyms_token_index", 2);
	for (i = 0; i < 256; i++)
		printf("\t.short %u\n", index[i]);
}

int main(void)
{
	unsigned int i;

	read_map(stdin);
	if (!table_cnt || !end_addr) {
		fprintf(stderr, "kallsyms: no _text, no _end or no symbol\n");
		return 1;
	}
	qsort(table, table_cnt, sizeof(*table), compare);
	printf("\t.section .kallsyms, \"a\"\n");
	label("kallsyms_offsets", 4);
	for (i = 0; i < table_cnt; i++)
		printf("\t.long %#llx\n", table[i].addr - text_addr);
	label("kallsyms_relative_base", 8);
	printf("\t.quad _text\n");
	label("kallsyms_num_syms", 8);
	printf("\t.quad %u\n", table_cnt);
	compress();
	write_names();
	write_tokens();
	printf("\t.section .note.GNU-stack, \"\", @progbits\n");
	return 0;
}
