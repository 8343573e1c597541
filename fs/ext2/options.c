// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/ext2/options.c - mount options; statfs
 *
 *	bsddf minixdf grpid nogrpid bsdgroups sysvgroups resuid=N resgid=N sb=N
 *	errors=continue|remount-ro|panic nouid32 nocheck check=none debug
 *
 * Options that only choose among ways that we do not have (orlov, nobh,
 * reservation, ...) are accepted; quotas, ACLs and attributes are not there:
 * said, and ignored, as Linux does when it is built without them.
 *
 * Mirrors: the part of Linux 4.6 fs/ext2/super.c on options.
 */
#include "ext2.h"

#include <linux/cred.h>
#include <linux/kstrtox.h>
#include <linux/parser.h>
#include <linux/printk.h>
#include <linux/seq_file.h>
#include <linux/statfs.h>
#include <linux/string.h>

enum {
	Opt_bsd_df, Opt_minix_df, Opt_grpid, Opt_nogrpid, Opt_resgid,
	Opt_resuid, Opt_sb, Opt_err_cont, Opt_err_panic, Opt_err_ro,
	Opt_nouid32, Opt_debug, Opt_ignore, Opt_missing, Opt_err,
};

static const match_table_t tokens = {
	{ Opt_bsd_df, "bsddf" },
	{ Opt_minix_df, "minixdf" },
	{ Opt_grpid, "grpid" },
	{ Opt_grpid, "bsdgroups" },
	{ Opt_nogrpid, "nogrpid" },
	{ Opt_nogrpid, "sysvgroups" },
	{ Opt_resgid, "resgid=%u" },
	{ Opt_resuid, "resuid=%u" },
	{ Opt_sb, "sb=%u" },
	{ Opt_err_cont, "errors=continue" },
	{ Opt_err_panic, "errors=panic" },
	{ Opt_err_ro, "errors=remount-ro" },
	{ Opt_nouid32, "nouid32" },
	{ Opt_debug, "debug" },
	{ Opt_ignore, "nocheck" },
	{ Opt_ignore, "check=none" },
	{ Opt_ignore, "oldalloc" },
	{ Opt_ignore, "orlov" },
	{ Opt_ignore, "nobh" },
	{ Opt_ignore, "reservation" },
	{ Opt_ignore, "noreservation" },
	{ Opt_ignore, "noquota" },
	{ Opt_ignore, "nouser_xattr" },
	{ Opt_ignore, "noacl" },
	{ Opt_missing, "user_xattr" },
	{ Opt_missing, "acl" },
	{ Opt_missing, "quota" },
	{ Opt_missing, "usrquota" },
	{ Opt_missing, "grpquota" },
	{ Opt_err, NULL },
};

static void set_errors(struct ext2_sb_info *sbi, unsigned long how)
{
	sbi->s_mount_opt &= ~(EXT2_MOUNT_ERRORS_CONT | EXT2_MOUNT_ERRORS_RO |
			      EXT2_MOUNT_ERRORS_PANIC);
	sbi->s_mount_opt |= how;
}

/**
 * ext2_default_options() - what the super block asks for
 * @sbi: the filesystem
 * @es: the super block
 */
void ext2_default_options(struct ext2_sb_info *sbi,
			  struct ext2_super_block *es)
{
	u32 def = le32_to_cpu(es->s_default_mount_opts);

	if (def & 0x0001)
		sbi->s_mount_opt |= EXT2_MOUNT_DEBUG;
	if (def & 0x0002)
		sbi->s_mount_opt |= EXT2_MOUNT_GRPID;
	if (def & 0x0010)
		sbi->s_mount_opt |= EXT2_MOUNT_NO_UID32;
	if (le16_to_cpu(es->s_errors) == EXT2_ERRORS_PANIC)
		set_errors(sbi, EXT2_MOUNT_ERRORS_PANIC);
	else if (le16_to_cpu(es->s_errors) == EXT2_ERRORS_CONTINUE)
		set_errors(sbi, EXT2_MOUNT_ERRORS_CONT);
	else
		set_errors(sbi, EXT2_MOUNT_ERRORS_RO);
	sbi->s_resuid = KUIDT_INIT(le16_to_cpu(es->s_def_resuid));
	sbi->s_resgid = KGIDT_INIT(le16_to_cpu(es->s_def_resgid));
}

/**
 * ext2_sb_option() - sb=N in front of the others: which super block?
 * @options: moved behind it
 *
 * Return: in units of 1 KiB; 1 without the option.
 */
unsigned long ext2_sb_option(char **options)
{
	char *s = *options, *end;
	unsigned long block;

	if (!s || strncmp(s, "sb=", 3))
		return 1;
	block = simple_strtoul(s + 3, &end, 0);
	if (*end && *end != ',') {
		pr_err("EXT2-fs: Invalid sb specification: %s\n", s);
		return 1;
	}
	*options = *end ? end + 1 : end;
	return block;
}

/* Return: 0 or -EINVAL. */
static int parse_number(struct super_block *sb, int token, substring_t *arg)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	int option;

	if (match_int(arg, &option))
		return -EINVAL;
	if (token == Opt_resuid)
		sbi->s_resuid = KUIDT_INIT(option);
	else if (token == Opt_resgid)
		sbi->s_resgid = KGIDT_INIT(option);
	/* sb= was handled before the rest, or comes too late. */
	return 0;
}

static int parse_option(struct super_block *sb, char *p)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	substring_t args[MAX_OPT_ARGS];
	int token = match_token(p, tokens, args);

	switch (token) {
	case Opt_bsd_df:
		sbi->s_mount_opt &= ~EXT2_MOUNT_MINIX_DF;
		break;
	case Opt_minix_df:
		sbi->s_mount_opt |= EXT2_MOUNT_MINIX_DF;
		break;
	case Opt_grpid:
		sbi->s_mount_opt |= EXT2_MOUNT_GRPID;
		break;
	case Opt_nogrpid:
		sbi->s_mount_opt &= ~EXT2_MOUNT_GRPID;
		break;
	case Opt_resuid:
	case Opt_resgid:
	case Opt_sb:
		return parse_number(sb, token, args);
	case Opt_err_panic:
		set_errors(sbi, EXT2_MOUNT_ERRORS_PANIC);
		break;
	case Opt_err_ro:
		set_errors(sbi, EXT2_MOUNT_ERRORS_RO);
		break;
	case Opt_err_cont:
		set_errors(sbi, EXT2_MOUNT_ERRORS_CONT);
		break;
	case Opt_nouid32:
		sbi->s_mount_opt |= EXT2_MOUNT_NO_UID32;
		break;
	case Opt_debug:
		sbi->s_mount_opt |= EXT2_MOUNT_DEBUG;
		break;
	case Opt_ignore:
		break;
	case Opt_missing:
		ext2_msg(sb, KERN_INFO, "(%s) option not supported", p);
		break;
	default:
		return -EINVAL;
	}
	return 0;
}

/**
 * ext2_parse_options() - mount(2)'s last argument
 * @options: is taken apart; may be NULL
 * @sb: the filesystem
 *
 * Return: 0; -EINVAL for an option that nobody knows.
 */
int ext2_parse_options(char *options, struct super_block *sb)
{
	char *p;

	while ((p = strsep(&options, ",")) != NULL) {
		if (!*p)
			continue;
		if (parse_option(sb, p)) {
			ext2_msg(sb, KERN_ERR,
				 "error: invalid option: %s", p);
			return -EINVAL;
		}
	}
	return 0;
}

/**
 * ext2_show_options() - ->show_options()
 * @seq: /proc/mounts
 * @root: root of the filesystem
 *
 * What the super block does not ask for itself.
 *
 * Return: 0.
 */
int ext2_show_options(struct seq_file *seq, struct dentry *root)
{
	struct ext2_sb_info *sbi = EXT2_SB(root->d_sb), def = { 0 };
	unsigned long opt = sbi->s_mount_opt;
	unsigned long changed;

	spin_lock(&sbi->s_lock);
	ext2_default_options(&def, sbi->s_es);
	spin_unlock(&sbi->s_lock);
	changed = opt ^ def.s_mount_opt;
	if (sbi->s_sb_block != 1)
		seq_printf(seq, ",sb=%lu", sbi->s_sb_block);
	if (opt & EXT2_MOUNT_MINIX_DF)
		seq_puts(seq, ",minixdf");
	if (opt & EXT2_MOUNT_GRPID)
		seq_puts(seq, ",grpid");
	else if (changed & EXT2_MOUNT_GRPID)
		seq_puts(seq, ",nogrpid");
	if (!uid_eq(sbi->s_resuid, def.s_resuid))
		seq_printf(seq, ",resuid=%u", __kuid_val(sbi->s_resuid));
	if (!gid_eq(sbi->s_resgid, def.s_resgid))
		seq_printf(seq, ",resgid=%u", __kgid_val(sbi->s_resgid));
	if (changed & opt & EXT2_MOUNT_ERRORS_CONT)
		seq_puts(seq, ",errors=continue");
	if (changed & opt & EXT2_MOUNT_ERRORS_RO)
		seq_puts(seq, ",errors=remount-ro");
	if (changed & opt & EXT2_MOUNT_ERRORS_PANIC)
		seq_puts(seq, ",errors=panic");
	if (opt & EXT2_MOUNT_NO_UID32)
		seq_puts(seq, ",nouid32");
	if (opt & EXT2_MOUNT_DEBUG)
		seq_puts(seq, ",debug");
	return 0;
}

/**
 * ext2_statfs() - ->statfs()
 * @dentry: of the filesystem
 * @buf: is filled
 *
 * Context: any.
 * Return: 0.
 */
int ext2_statfs(struct dentry *dentry, struct kstatfs *buf)
{
	struct super_block *sb = dentry->d_sb;
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	u64 fsid;

	buf->f_type = EXT2_SUPER_MAGIC;
	buf->f_bsize = sb->s_blocksize;
	buf->f_blocks = sbi->s_blocks_count;
	if (!(sbi->s_mount_opt & EXT2_MOUNT_MINIX_DF))
		buf->f_blocks -= sbi->s_overhead;
	buf->f_bfree = atomic_long_read(&sbi->s_freeblocks);
	buf->f_bavail = buf->f_bfree > sbi->s_r_blocks_count ?
			buf->f_bfree - sbi->s_r_blocks_count : 0;
	buf->f_files = sbi->s_inodes_count;
	buf->f_ffree = atomic_long_read(&sbi->s_freeinodes);
	buf->f_namelen = EXT2_NAME_LEN;
	memcpy(&fsid, sbi->s_es->s_uuid, sizeof(fsid));
	fsid ^= *(u64 *)(sbi->s_es->s_uuid + sizeof(fsid));
	buf->f_fsid.val[0] = fsid & 0xffffffff;
	buf->f_fsid.val[1] = fsid >> 32;
	return 0;
}
