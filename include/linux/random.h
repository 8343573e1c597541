/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/random.h - random numbers
 * Mirrors: Linux 4.x include/linux/random.h
 */
#ifndef _LINUX_RANDOM_H
#define _LINUX_RANDOM_H

#include <linux/types.h>
#include <uapi/linux/random.h>

struct file_operations;

void random_init(void);
void get_random_bytes(void *buf, int nbytes);
u32 get_random_u32(void);
u64 get_random_u64(void);
int wait_for_random_bytes(void);
bool rng_is_initialized(void);

static inline unsigned int get_random_int(void)
{
	return get_random_u32();
}

static inline unsigned long get_random_long(void)
{
	return get_random_u64();
}

/* Fast and predictable-quality numbers, for spreading, never for secrets. */
static inline u32 prandom_u32(void)
{
	return get_random_u32();
}

/* 0 .. @ep_ro - 1 */
static inline u32 prandom_u32_max(u32 ep_ro)
{
	return (u32)(((u64)get_random_u32() * ep_ro) >> 32);
}

static inline void prandom_bytes(void *buf, int nbytes)
{
	get_random_bytes(buf, nbytes);
}

unsigned long randomize_page(unsigned long start, unsigned long range);

void add_input_randomness(unsigned int type, unsigned int code,
			  unsigned int value);

extern const struct file_operations random_fops;
extern const struct file_operations urandom_fops;

#endif
