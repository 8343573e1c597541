// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/time/jiffies.c - the variable that everybody reads
 *
 * It stands alone, and low, because locks, rate limits and allocators look
 * at it; tick-sched.c moves it.
 *
 * Data       jiffies_64, also under the name jiffies: one 64-bit word.
 * Locking    jiffies_lock (tick-sched.c) for writing; read without.
 * Mirrors:   Linux 4.x kernel/time/jiffies.c, vmlinux.lds.S (the alias).
 */
#include <linux/cache.h>
#include <linux/jiffies.h>

u64 jiffies_64 ____cacheline_aligned = INITIAL_JIFFIES;
extern unsigned long volatile jiffies __attribute__((__alias__("jiffies_64")));
