// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/proc/kallsyms.c - /proc/kallsyms
 *
 *	ffffffff8107a6c0 T _do_fork
 *
 * By address; %pK zeroes the addresses for readers that kptr_restrict keeps
 * out.
 *
 * Entry      proc_kallsyms_init()
 * Mirrors: Linux 4.5 kernel/kallsyms.c, the seq_file half.
 * Simpler than Linux in: no symbols of modules yet.
 */
#include "internal.h"

#include <linux/init.h>
#include <linux/kallsyms.h>
#include <linux/seq_file.h>

static void *s_next(struct seq_file *m, void *p, loff_t *pos)
{
	struct kallsym_iter *iter = m->private;

	++*pos;
	return kallsyms_update_iter(iter) ? iter : NULL;
}

static void *s_start(struct seq_file *m, loff_t *pos)
{
	struct kallsym_iter *iter = m->private;

	kallsyms_reset_iter(iter, *pos);
	return kallsyms_update_iter(iter) ? iter : NULL;
}

static void s_stop(struct seq_file *m, void *p)
{
}

static int s_show(struct seq_file *m, void *p)
{
	struct kallsym_iter *iter = p;

	if (iter->name[0])
		seq_printf(m, "%pK %c %s\n", (void *)iter->value, iter->type,
			   iter->name);
	return 0;
}

static const struct seq_operations kallsyms_op = {
	.start	= s_start,
	.next	= s_next,
	.stop	= s_stop,
	.show	= s_show,
};

/**
 * proc_kallsyms_init() - make /proc/kallsyms
 *
 * Context: boot.
 */
void __init proc_kallsyms_init(void)
{
	proc_create_seq_private("kallsyms", 0444, NULL, &kallsyms_op,
				sizeof(struct kallsym_iter), NULL);
}
