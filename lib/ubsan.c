// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/ubsan.c - UBSAN=1: undefined behaviour, reported where it happens
 *
 * GCC calls one of these functions, with a description of the place and the
 * values, when a check fails.  Each place is reported once.
 *
 * Context    any; not instrumented itself.
 * Mirrors: Linux 4.6 lib/ubsan.c.
 */
#include <linux/atomic.h>
#include <linux/bug.h>
#include <linux/kernel.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/sched.h>

enum {
	type_kind_int = 0,
	type_kind_float = 1,
	type_unknown = 0xffff,
};

struct type_descriptor {
	u16 type_kind;
	u16 type_info;		/* int: bit 0 signed, above it log2 of the bits */
	char type_name[];
};

struct source_location {
	const char *file_name;
	union {
		unsigned long reported;		/* top bit: was reported */
		struct {
			u32 line;
			u32 column;
		};
	};
};

struct overflow_data {
	struct source_location location;
	struct type_descriptor *type;
};

struct type_mismatch_data {
	struct source_location location;
	struct type_descriptor *type;
	unsigned long alignment;
	unsigned char type_check_kind;
};

struct type_mismatch_data_v1 {
	struct source_location location;
	struct type_descriptor *type;
	unsigned char log_alignment;
	unsigned char type_check_kind;
};

struct out_of_bounds_data {
	struct source_location location;
	struct type_descriptor *array_type;
	struct type_descriptor *index_type;
};

struct shift_out_of_bounds_data {
	struct source_location location;
	struct type_descriptor *lhs_type;
	struct type_descriptor *rhs_type;
};

struct unreachable_data {
	struct source_location location;
};

struct invalid_value_data {
	struct source_location location;
	struct type_descriptor *type;
};

static const char * const type_check_kinds[] = {
	"load of",
	"store to",
	"reference binding to",
	"member access within",
	"member call on",
	"constructor call on",
	"downcast of",
	"downcast of",
};

#define REPORTED_BIT	31

/* The first time at this place, and not from inside a report? */
static bool start_report(struct source_location *loc, const char *what)
{
	u32 line = loc->line, column = loc->column;

	if (oops_in_progress ||
	    test_and_set_bit(32 + REPORTED_BIT, &loc->reported))
		return false;
	pr_err("================================================================================\n");
	pr_err("UBSAN: %s in %s:%u:%u\n", what, loc->file_name, line, column);
	return true;
}

static void end_report(void)
{
	dump_stack();
	pr_err("================================================================================\n");
	if (panic_on_warn)
		panic("panic_on_warn set ...\n");
}

static bool type_is_signed(struct type_descriptor *type)
{
	return type->type_kind == type_kind_int && (type->type_info & 1);
}

/* Values up to 64 bits come as they are, larger ones by address. */
static s64 value_of(struct type_descriptor *type, void *val)
{
	unsigned int bits = 1U << (type->type_info >> 1);

	if (type->type_kind != type_kind_int)
		return 0;
	if (bits > 64)
		return *(s64 *)val;
	if (bits < 64 && type_is_signed(type))
		return (s64)((u64)val << (64 - bits)) >> (64 - bits);
	return (s64)val;
}

static void print_value(const char *what, struct type_descriptor *type,
			void *val)
{
	s64 v = value_of(type, val);

	if (type_is_signed(type))
		pr_err("%s %lld of type %s\n", what, v, type->type_name);
	else
		pr_err("%s %llu of type %s\n", what, (u64)v, type->type_name);
}

void __ubsan_handle_divrem_overflow(struct overflow_data *data, void *lhs,
				    void *rhs);
void __ubsan_handle_divrem_overflow(struct overflow_data *data, void *lhs,
				    void *rhs)
{
	if (!start_report(&data->location, "division-overflow"))
		return;
	print_value("division of", data->type, lhs);
	print_value("by", data->type, rhs);
	end_report();
}

static void handle_type_mismatch(struct source_location *location,
				 struct type_descriptor *type,
				 unsigned long alignment, unsigned int kind,
				 unsigned long ptr)
{
	if (!start_report(location, !ptr ? "null-ptr-deref" :
			  alignment && (ptr & (alignment - 1)) ?
			  "misaligned-access" : "object-size-mismatch"))
		return;
	pr_err("%s address %px of type %s\n", type_check_kinds[kind],
	       (void *)ptr, type->type_name);
	if (alignment)
		pr_err("which requires %lu byte alignment\n", alignment);
	end_report();
}

void __ubsan_handle_type_mismatch(struct type_mismatch_data *data, void *ptr);
void __ubsan_handle_type_mismatch(struct type_mismatch_data *data, void *ptr)
{
	handle_type_mismatch(&data->location, data->type, data->alignment,
			     data->type_check_kind, (unsigned long)ptr);
}

void __ubsan_handle_type_mismatch_v1(struct type_mismatch_data_v1 *data,
				     void *ptr);
void __ubsan_handle_type_mismatch_v1(struct type_mismatch_data_v1 *data,
				     void *ptr)
{
	handle_type_mismatch(&data->location, data->type,
			     1UL << data->log_alignment,
			     data->type_check_kind, (unsigned long)ptr);
}

void __ubsan_handle_out_of_bounds(struct out_of_bounds_data *data,
				  void *index);
void __ubsan_handle_out_of_bounds(struct out_of_bounds_data *data, void *index)
{
	if (!start_report(&data->location, "array-index-out-of-bounds"))
		return;
	print_value("index", data->index_type, index);
	pr_err("is out of range for type %s\n", data->array_type->type_name);
	end_report();
}

void __ubsan_handle_shift_out_of_bounds(struct shift_out_of_bounds_data *data,
					void *lhs, void *rhs);
void __ubsan_handle_shift_out_of_bounds(struct shift_out_of_bounds_data *data,
					void *lhs, void *rhs)
{
	if (!start_report(&data->location, "shift-out-of-bounds"))
		return;
	print_value("shift of", data->lhs_type, lhs);
	print_value("by", data->rhs_type, rhs);
	end_report();
}

void __ubsan_handle_load_invalid_value(struct invalid_value_data *data,
				       void *val);
void __ubsan_handle_load_invalid_value(struct invalid_value_data *data,
				       void *val)
{
	if (!start_report(&data->location, "invalid-load"))
		return;
	print_value("load of value", data->type, val);
	pr_err("is not a valid value for its type\n");
	end_report();
}

void __ubsan_handle_builtin_unreachable(struct unreachable_data *data);
void __ubsan_handle_builtin_unreachable(struct unreachable_data *data)
{
	start_report(&data->location, "unreachable");
	end_report();
	panic("can't return from __builtin_unreachable()");
}
