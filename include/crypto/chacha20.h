/* SPDX-License-Identifier: GPL-2.0-only */
/* include/crypto/chacha20.h - the ChaCha20 block function (RFC 7539) */
#ifndef _CRYPTO_CHACHA20_H
#define _CRYPTO_CHACHA20_H

#include <linux/types.h>

#define CHACHA20_IV_SIZE	16
#define CHACHA20_KEY_SIZE	32
#define CHACHA20_BLOCK_SIZE	64
#define CHACHA20_STATE_WORDS	16

void chacha20_block(u32 *state, u8 *stream);
void chacha20_init_state(u32 *state, const u32 *key, const u8 *iv);

#endif
