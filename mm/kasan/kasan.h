/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mm/kasan/kasan.h - between the files of KASAN
 */
#ifndef __MM_KASAN_KASAN_H
#define __MM_KASAN_KASAN_H

#include <linux/kasan.h>
#include <linux/types.h>

/* False until the shadow is real: till then nothing is reported. */
extern bool kasan_ready;

static inline const void *kasan_shadow_to_mem(const void *shadow)
{
	return (void *)(((unsigned long)shadow - KASAN_SHADOW_OFFSET) <<
			KASAN_SHADOW_SCALE_SHIFT);
}

bool kasan_memory_ok(const void *addr, size_t size);
void kasan_report(const void *addr, size_t size, bool is_write,
		  unsigned long ip);
void kasan_report_invalid_free(const void *object, unsigned long ip);

/* The functions behind the weak names, see arch/x86/lib/. */
void *__memset(void *s, int c, size_t count);
void *__memcpy(void *to, const void *from, size_t count);
void *__memmove(void *to, const void *from, size_t count);

/* What GCC lays out for each instrumented global variable. */
struct kasan_source_location {
	const char *filename;
	int line_no;
	int column_no;
};

struct kasan_global {
	const void *beg;
	size_t size;
	size_t size_with_redzone;
	const void *name;
	const void *module_name;
	unsigned long has_dynamic_init;
	struct kasan_source_location *location;
	char *odr_indicator;
};

#endif /* __MM_KASAN_KASAN_H */
