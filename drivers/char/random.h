/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * drivers/char/random.h - the generator, for its files and system call
 */
#ifndef _DRIVERS_CHAR_RANDOM_H
#define _DRIVERS_CHAR_RANDOM_H

#include <crypto/chacha20.h>
#include <linux/init.h>
#include <linux/random.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

#define POOL_READY_BITS	256

extern bool crng_ready;
extern wait_queue_head_t crng_init_wait;

void crng_make_state(u32 *state, void *out, size_t len);
void mix_pool_bytes(const void *in, size_t len);
void credit_entropy_bits(unsigned int bits);
unsigned int entropy_avail(void);

#endif
