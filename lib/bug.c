// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/bug.c - from a ud2 that trapped to the BUG() or WARN() it stands for
 *
 * Data       __bug_table: an entry for each site, in link order.
 * I1         only the flag BUGFLAG_DONE ever changes.
 * Entry      report_bug() is_valid_bugaddr() is in traps.c
 * Mirrors: Linux 4.x lib/bug.c.
 */
#include <linux/bug.h>

#include <linux/kernel.h>
#include <linux/panic.h>

extern struct bug_entry __start___bug_table[], __stop___bug_table[];

static unsigned long bug_addr(const struct bug_entry *bug)
{
	return (unsigned long)&bug->bug_addr_disp + bug->bug_addr_disp;
}

/* Relative to the entry's first word, see _BUG_FLAGS(). */
static const char *bug_file(const struct bug_entry *bug)
{
	return (const char *)&bug->bug_addr_disp + bug->file_disp;
}

static struct bug_entry *find_bug(unsigned long bugaddr)
{
	struct bug_entry *bug;

	for (bug = __start___bug_table; bug < __stop___bug_table; bug++)
		if (bug_addr(bug) == bugaddr)
			return bug;
	return NULL;
}

/**
 * report_bug() - say what a ud2 in the kernel means
 * @bugaddr: its address
 * @regs: registers there
 *
 * Context: any; the #UD handler.
 * Return: BUG_TRAP_TYPE_WARN: reported, go on behind it;
 * BUG_TRAP_TYPE_BUG: die; BUG_TRAP_TYPE_NONE: not in the table.
 */
enum bug_trap_type report_bug(unsigned long bugaddr, struct pt_regs *regs)
{
	struct bug_entry *bug = find_bug(bugaddr);

	if (!bug)
		return BUG_TRAP_TYPE_NONE;

	if (bug->flags & BUGFLAG_WARNING) {
		if (bug->flags & BUGFLAG_ONCE) {
			if (bug->flags & BUGFLAG_DONE)
				return BUG_TRAP_TYPE_WARN;
			bug->flags |= BUGFLAG_DONE;
		}
		__warn(bug_file(bug), bug->line, (void *)bugaddr, TAINT_WARN,
		       regs, NULL);
		return BUG_TRAP_TYPE_WARN;
	}

	pr_warn("------------[ cut here ]------------\n");
	pr_crit("kernel BUG at %s:%u!\n", bug_file(bug), bug->line);
	return BUG_TRAP_TYPE_BUG;
}
