// SPDX-License-Identifier: GPL-2.0-only
/*
 * init/version.c - who we are, for the banner, uname(2) and /proc/version
 *
 * Mirrors: Linux 4.5 init/version.c.
 */
#include <linux/printk.h>
#include <linux/proc_ns.h>
#include <linux/user_namespace.h>
#include <linux/utsname.h>

#include <generated/compile.h>

struct uts_namespace init_uts_ns = {
	.kref		= KREF_INIT(2),		/* task 0's, and never 0 */
	.name		= {
		.sysname	= "Linux",	/* what programs ask for */
		.nodename	= "(none)",
		.release	= UTS_RELEASE,
		.version	= UTS_VERSION,
		.machine	= "x86_64",
		.domainname	= "(none)",
	},
	.user_ns	= &init_user_ns,
	.ns		= {
		.inum	= PROC_UTS_INIT_INO,
	},
};

const char linux_banner[] =
	"Linux version " UTS_RELEASE " (" LINUX_COMPILE_BY "@"
	LINUX_COMPILE_HOST ") (" LINUX_COMPILER ") " UTS_VERSION "\n";
