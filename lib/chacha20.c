// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/chacha20.c - the ChaCha20 block function
 *
 * RFC 7539 section 2.3: 16 words (4 of a constant, 8 of key, 1 counter, 3 of
 * nonce), ten double rounds of four column and four diagonal quarter rounds,
 * then the input added in.  The counter is words 12 and 13 together here, so
 * that a stream is longer than 256 GiB.
 * Mirrors: Linux 4.x lib/chacha20.c
 */
#include <crypto/chacha20.h>

#include <linux/bitops.h>
#include <linux/string.h>

static inline void quarter(u32 *x, int a, int b, int c, int d)
{
	x[a] += x[b];
	x[d] = rol32(x[d] ^ x[a], 16);
	x[c] += x[d];
	x[b] = rol32(x[b] ^ x[c], 12);
	x[a] += x[b];
	x[d] = rol32(x[d] ^ x[a], 8);
	x[c] += x[d];
	x[b] = rol32(x[b] ^ x[c], 7);
}

/**
 * chacha20_init_state() - lay out a state from key and nonce
 * @state: CHACHA20_STATE_WORDS words
 * @key: 8 words
 * @iv: CHACHA20_IV_SIZE bytes: counter, then nonce
 *
 * Context: any.
 */
void chacha20_init_state(u32 *state, const u32 *key, const u8 *iv)
{
	memcpy(state, "expand 32-byte k", 16);
	memcpy(state + 4, key, CHACHA20_KEY_SIZE);
	memcpy(state + 12, iv, CHACHA20_IV_SIZE);
}

/**
 * chacha20_block() - the next 64 bytes of key stream
 * @state: words as chacha20_init_state() made them; the counter is advanced
 * @stream: where, CHACHA20_BLOCK_SIZE bytes
 *
 * Context: any.
 */
void chacha20_block(u32 *state, u8 *stream)
{
	u32 x[CHACHA20_STATE_WORDS];
	int i;

	memcpy(x, state, sizeof(x));
	for (i = 0; i < 10; i++) {
		quarter(x, 0, 4, 8, 12);
		quarter(x, 1, 5, 9, 13);
		quarter(x, 2, 6, 10, 14);
		quarter(x, 3, 7, 11, 15);
		quarter(x, 0, 5, 10, 15);
		quarter(x, 1, 6, 11, 12);
		quarter(x, 2, 7, 8, 13);
		quarter(x, 3, 4, 9, 14);
	}
	for (i = 0; i < CHACHA20_STATE_WORDS; i++)
		x[i] += state[i];
	memcpy(stream, x, sizeof(x));
	memzero_explicit(x, sizeof(x));

	if (!++state[12])
		state[13]++;
}
