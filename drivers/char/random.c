// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/char/random.c - random numbers
 *
 *	events -> input_pool -> base_crng.key
 *	                            |  a new generation
 *	         a CPU's crng.key <-+-> ...
 *	            |
 *	         output, and the next key
 *
 * Data       input_pool: a key of 256 bits that every event is stirred into, and
 *            how many of its bits are unknown.  base_crng, and a crng for each
 *            CPU: ChaCha20 keys.
 * I1         a key is overwritten by the first half of the block it makes before
 *            the second half is given out: who reads memory later learns nothing
 *            about earlier output.
 * I2         nothing waits for a lock of another CPU but once a generation.
 * Ready      once the pool had POOL_READY_BITS: at boot from RDSEED or RDRAND if
 *            the CPU has one, else from the jitter of the TSC and of interrupts.
 *            Before, urandom and get_random_bytes() give what there is.
 * Locking    input_pool.lock, base_crng.lock (irq-safe, in that order); a CPU's
 *            own with interrupts off.
 * Entry      get_random_bytes() get_random_u64() getrandom(2), random_fops
 * Mirrors: Linux 5.18+ drivers/char/random.c (4.x: crng of 4.8)
 * Simpler than Linux in: the pool is stirred by ChaCha20, not BLAKE2s.
 */
#include "random.h"

#include <linux/irqflags.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/percpu.h>
#include <linux/sched/signal.h>
#include <linux/string.h>
#include <linux/timekeeping.h>

#include <asm/archrandom.h>
#include <asm/irq_regs.h>
#include <asm/msr.h>

#define KEY_WORDS		8
#define RESEED_INTERVAL		(300 * HZ)

/* [l] lock */
static struct {
	spinlock_t	lock;
	u32		key[KEY_WORDS];	/* [l] */
	unsigned int	bits;		/* [l] unknown to anybody, at least */
} input_pool = { .lock = __SPIN_LOCK_UNLOCKED(input_pool.lock) };

static struct {
	spinlock_t	lock;
	u32		key[KEY_WORDS];	/* [l] */
	unsigned long	generation;	/* [l], read without */
	unsigned long	birth;		/* [l], read without; jiffies */
} base_crng = { .lock = __SPIN_LOCK_UNLOCKED(base_crng.lock) };

/* Interrupts off. */
struct crng {
	u32		key[KEY_WORDS];
	unsigned long	generation;	/* base_crng's it was made from */
	u64		batch[4];	/* numbers for get_random_u64() */
	unsigned int	batch_left;
};

static DEFINE_PER_CPU(struct crng, crngs);

bool crng_ready;
DECLARE_WAIT_QUEUE_HEAD(crng_init_wait);

/* --- the pool --- */

/* One step: the key becomes a one-way function of itself and of @block. */
static void stir_block(const u8 *block, size_t len)
{
	u32 state[CHACHA20_STATE_WORDS];
	u8 out[CHACHA20_BLOCK_SIZE];
	u8 iv[CHACHA20_IV_SIZE] = { 0 };
	u8 *key = (u8 *)input_pool.key;
	size_t i;

	for (i = 0; i < len; i++)
		key[i] ^= block[i];
	iv[15] = len;
	chacha20_init_state(state, input_pool.key, iv);
	chacha20_block(state, out);
	memcpy(input_pool.key, out, sizeof(input_pool.key));
	memzero_explicit(out, sizeof(out));
	memzero_explicit(state, sizeof(state));
}

static void stir(const void *in, size_t len)
{
	const u8 *p = in;
	unsigned long flags;

	spin_lock_irqsave(&input_pool.lock, flags);
	while (len) {
		size_t n = min(len, sizeof(input_pool.key));

		stir_block(p, n);
		p += n;
		len -= n;
	}
	spin_unlock_irqrestore(&input_pool.lock, flags);
}

/* A key from the pool; the pool goes on from another. */
static void extract_key(u32 *key)
{
	struct {
		unsigned long cpu[4];
		u64 tsc;
	} fresh = { .tsc = rdtsc() };
	unsigned long flags;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(fresh.cpu); i++)
		if (!arch_get_random_seed_long(&fresh.cpu[i]) &&
		    !arch_get_random_long(&fresh.cpu[i]))
			fresh.cpu[i] = rdtsc();
	stir(&fresh, sizeof(fresh));

	spin_lock_irqsave(&input_pool.lock, flags);
	stir_block((const u8 *)"key", 3);
	memcpy(key, input_pool.key, sizeof(input_pool.key));
	stir_block((const u8 *)"pool", 4);
	spin_unlock_irqrestore(&input_pool.lock, flags);
	memzero_explicit(&fresh, sizeof(fresh));
}

static void crng_reseed(void)
{
	u32 key[KEY_WORDS];
	unsigned long flags;

	extract_key(key);
	spin_lock_irqsave(&base_crng.lock, flags);
	memcpy(base_crng.key, key, sizeof(key));
	WRITE_ONCE(base_crng.generation, base_crng.generation + 1);
	WRITE_ONCE(base_crng.birth, jiffies);
	spin_unlock_irqrestore(&base_crng.lock, flags);
	memzero_explicit(key, sizeof(key));
}

/**
 * credit_entropy_bits() - so many more bits of the pool are unknown
 * @bits: how many
 *
 * Context: any but NMI.
 */
void credit_entropy_bits(unsigned int bits)
{
	unsigned long flags;
	bool becomes_ready;

	spin_lock_irqsave(&input_pool.lock, flags);
	input_pool.bits = min(input_pool.bits + bits,
			      (unsigned int)POOL_READY_BITS);
	becomes_ready = !crng_ready && input_pool.bits == POOL_READY_BITS;
	spin_unlock_irqrestore(&input_pool.lock, flags);

	if (becomes_ready) {
		crng_reseed();
		WRITE_ONCE(crng_ready, true);
		pr_notice("random: crng init done\n");
		wake_up_interruptible(&crng_init_wait);
	}
}

/**
 * mix_pool_bytes() - stir bytes into the pool, for no credit
 * @in: bytes
 * @len: how many
 *
 * Context: any but NMI.
 */
void mix_pool_bytes(const void *in, size_t len)
{
	stir(in, len);
}

/**
 * entropy_avail() - unknown bits of the pool
 *
 * Context: any.
 * Return: how many.
 */
unsigned int entropy_avail(void)
{
	return READ_ONCE(input_pool.bits);
}

/* --- output --- */

/*
 * The block that @key makes: its first half is the next key, of the second
 * half @len bytes go to @out.  @state can make further blocks, of another
 * stream.
 */
static void fast_key_erasure(u32 *key, u32 *state, void *out, size_t len)
{
	u8 block[CHACHA20_BLOCK_SIZE];
	u8 iv[CHACHA20_IV_SIZE] = { 0 };

	chacha20_init_state(state, key, iv);
	chacha20_block(state, block);
	memcpy(key, block, CHACHA20_KEY_SIZE);
	memcpy(out, block + CHACHA20_KEY_SIZE, len);
	memzero_explicit(block, sizeof(block));
}

/* Interrupts off; the CPU's crng with a key of the current generation. */
static struct crng *current_crng(u32 *state)
{
	struct crng *crng = this_cpu_ptr(&crngs);

	if (unlikely(crng->generation != READ_ONCE(base_crng.generation))) {
		spin_lock(&base_crng.lock);
		fast_key_erasure(base_crng.key, state, crng->key,
				 sizeof(crng->key));
		crng->generation = base_crng.generation;
		spin_unlock(&base_crng.lock);
		crng->batch_left = 0;
	}
	return crng;
}

static void reseed_if_old(void)
{
	if (unlikely(!READ_ONCE(crng_ready) ||
		     time_is_before_jiffies(READ_ONCE(base_crng.birth) +
					    RESEED_INTERVAL)))
		crng_reseed();
}

/**
 * crng_make_state() - up to 32 bytes, and a state that makes more
 * @state: CHACHA20_STATE_WORDS words, for chacha20_block(); wipe it afterwards
 * @out: bytes
 * @len: how many, at most 32
 *
 * Context: any but NMI.
 */
void crng_make_state(u32 *state, void *out, size_t len)
{
	unsigned long flags;
	struct crng *crng;

	reseed_if_old();
	local_irq_save(flags);
	crng = current_crng(state);
	fast_key_erasure(crng->key, state, out, len);
	local_irq_restore(flags);
}

/**
 * get_random_bytes() - random bytes
 * @buf: where
 * @nbytes: how many
 *
 * Never waits: before the generator is ready they may be guessed.
 *
 * Context: any but NMI.
 */
void get_random_bytes(void *buf, int nbytes)
{
	u32 state[CHACHA20_STATE_WORDS];
	u8 block[CHACHA20_BLOCK_SIZE];
	size_t n = min(nbytes, CHACHA20_KEY_SIZE);

	crng_make_state(state, buf, n);
	for (buf += n, nbytes -= n; nbytes > 0; buf += n, nbytes -= n) {
		n = min(nbytes, CHACHA20_BLOCK_SIZE);
		chacha20_block(state, block);
		memcpy(buf, block, n);
	}
	memzero_explicit(state, sizeof(state));
	memzero_explicit(block, sizeof(block));
}

/**
 * get_random_u64() - a random number, quickly
 *
 * Context: any but NMI.
 * Return: the number.
 */
u64 get_random_u64(void)
{
	u32 state[CHACHA20_STATE_WORDS];
	unsigned long flags;
	struct crng *crng;
	u64 ret;

	reseed_if_old();
	local_irq_save(flags);
	crng = current_crng(state);
	if (!crng->batch_left) {
		fast_key_erasure(crng->key, state, crng->batch,
				 sizeof(crng->batch));
		crng->batch_left = ARRAY_SIZE(crng->batch);
	}
	ret = crng->batch[--crng->batch_left];
	crng->batch[crng->batch_left] = 0;
	local_irq_restore(flags);
	return ret;
}

/**
 * get_random_u32() - a random number, quickly
 *
 * Context: any but NMI.
 * Return: the number.
 */
u32 get_random_u32(void)
{
	return get_random_u64();
}

/**
 * randomize_page() - a random page in a range
 * @start: where the range begins
 * @range: bytes
 *
 * Context: any but NMI.
 * Return: a page address in it; @start, rounded up, when it is too small.
 */
unsigned long randomize_page(unsigned long start, unsigned long range)
{
	if (!IS_ALIGNED(start, PAGE_SIZE)) {
		range -= min(range, ALIGN(start, PAGE_SIZE) - start);
		start = ALIGN(start, PAGE_SIZE);
	}
	if (start > ULONG_MAX - range)
		range = ULONG_MAX - start;
	range >>= PAGE_SHIFT;
	if (range == 0)
		return start;
	return start + (get_random_long() % range << PAGE_SHIFT);
}

/* --- input --- */

/**
 * add_input_randomness() - a key was pressed
 * @type: of the event
 * @code: of the key
 * @value: down or up
 *
 * Context: any but NMI.
 */
void add_input_randomness(unsigned int type, unsigned int code,
			  unsigned int value)
{
	u64 sample[2] = { rdtsc(), (u64)type << 32 | code << 8 | value };

	stir(sample, sizeof(sample));
	if (!crng_ready)
		credit_entropy_bits(1);
}

/*
 * Time an operation that the caches, and whatever else runs, make last
 * differently.  A bit for each eight times that the duration changed.
 */
static void collect_jitter(unsigned int rounds)
{
	u64 last = rdtsc();
	u64 last_delta = 0;
	unsigned int changes = 0;

	while (rounds--) {
		u64 now, delta;

		stir(&last, sizeof(last));
		now = rdtsc();
		delta = now - last;
		changes += delta != last_delta;
		last = now;
		last_delta = delta;
	}
	if (!crng_ready)
		credit_entropy_bits(changes / 8);
}

/**
 * rng_is_initialized() - can the output not be guessed?
 *
 * Context: any.
 * Return: true when so.
 */
bool rng_is_initialized(void)
{
	return READ_ONCE(crng_ready);
}

/**
 * wait_for_random_bytes() - wait until the output cannot be guessed
 *
 * Helps it along: each timer's interrupt comes at a time of its own.
 *
 * Context: may sleep.
 * Return: 0 or -ERESTARTSYS.
 */
int wait_for_random_bytes(void)
{
	while (!READ_ONCE(crng_ready)) {
		long ret = wait_event_interruptible_timeout(crng_init_wait,
						READ_ONCE(crng_ready), 1);

		if (ret < 0)
			return ret;
		if (ret == 0) {
			collect_jitter(64);
			credit_entropy_bits(1);
		}
	}
	return 0;
}

/**
 * random_init() - begin, with what the machine can give at once
 *
 * Context: boot, one CPU, interrupts off; the clock runs.
 */
void __init random_init(void)
{
	ktime_t now = ktime_get_real();
	unsigned long v;
	unsigned int bits = 0;
	int i;

	stir(&now, sizeof(now));
	stir(boot_command_line, strlen(boot_command_line));
	for (i = 0; i < POOL_READY_BITS / BITS_PER_LONG; i++) {
		if (!arch_get_random_seed_long(&v) && !arch_get_random_long(&v))
			break;
		stir(&v, sizeof(v));
		bits += BITS_PER_LONG;
	}
	crng_reseed();
	if (bits)
		credit_entropy_bits(bits);
	else
		collect_jitter(64);
}
