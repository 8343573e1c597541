// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/printk/log_buf_len.c - a larger ring for the log: log_buf_len=
 *
 * Mirrors: Linux 4.3 kernel/printk/printk.c (setup_log_buf)
 */
#include <linux/bitops.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/memblock.h>
#include <linux/string.h>

#include "internal.h"

#define LOG_BUF_LEN_MAX	(16 << 20)

static u32 new_log_buf_len __initdata;

static int __init log_buf_len_setup(char *str)
{
	unsigned long long size = str ? memparse(str, &str) : 0;

	if (!size || size > LOG_BUF_LEN_MAX)
		return -EINVAL;
	new_log_buf_len = roundup_pow_of_two(size);
	return 0;
}
early_param("log_buf_len", log_buf_len_setup);

/**
 * setup_log_buf() - take the ring that log_buf_len= asked for
 * @early: unused: there is one moment for it
 *
 * Context: boot, while memblock gives memory.
 */
void __init setup_log_buf(int early)
{
	unsigned long flags;
	char *new_log_buf;

	if (new_log_buf_len <= log_buf_len)
		return;
	new_log_buf = memblock_virt_alloc(new_log_buf_len, LOG_ALIGN);
	if (!new_log_buf) {
		pr_err("log_buf_len: %u bytes not available\n",
		       new_log_buf_len);
		return;
	}

	/* Places stay as they are: a wrapped ring has its mark copied too. */
	flags = logbuf_lock_irqsave();
	memcpy(new_log_buf, log_buf, log_buf_len);
	log_buf = new_log_buf;
	log_buf_len = new_log_buf_len;
	logbuf_unlock_irqrestore(flags);
	pr_info("log_buf_len: %u bytes\n", log_buf_len);
}
