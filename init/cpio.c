// SPDX-License-Identifier: GPL-2.0-only
/*
 * init/cpio.c - files out of a stream of cpio bytes
 *
 * Bytes come in pieces of any size (a 32 KiB window when inflating), so a
 * state machine eats them:
 *
 *   Start -> Collect -> GotHeader -> SkipIt -> Reset -> Start	 skipped entry
 *			     |-> Collect -> GotName -> CopyFile -> SkipIt
 *			     `-> Collect -> GotSymlink ----------> SkipIt
 *
 * Data       victim, byte_count: the piece being eaten. this_header: bytes
 *            eaten of the archive; next_header: where the next entry begins.
 *            collected: a header, a name or a link target, in one piece.
 * I1         nothing of an entry is believed before it is checked: hex digits,
 *            name length 1..PATH_MAX with its NUL, link target <= PATH_MAX.
 * I2         cpio_message != NULL ends everything; cpio_end() then releases
 *            the open file, the hard links' names and the directories' times.
 * Locking    none: task 1, before other user space.
 * Entry      cpio_begin() cpio_write() cpio_end()
 *
 * Mirrors: Linux 4.5 init/initramfs.c (its larger half).
 * Simpler than Linux in: newc ("070701") only.
 */
#include <linux/err.h>
#include <linux/fcntl.h>
#include <linux/fs.h>
#include <linux/init_syscalls.h>
#include <linux/kdev_t.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmstat.h>

#include "cpio.h"

const char *cpio_message __initdata;
unsigned long cpio_bytes __initdata;
const char cpio_no_memory[] __initconst = "not enough memory";

/**
 * cpio_error() - note what went wrong, and stop
 * @why: for the log; the first one counts
 *
 * Context: any.
 */
void __init cpio_error(const char *why)
{
	if (!cpio_message)
		cpio_message = why;
}

/* --- hard links: (device, inode) -> the first name ----------------------- */

#define N_HASH		32

struct link_name {
	struct link_name *next;
	u32 ino, minor, major;
	umode_t type;
	char name[];
};

static struct link_name *link_head[N_HASH] __initdata;

/* Return: the earlier name, NULL if this is the first, or ERR_PTR(-ENOMEM). */
static const char *__init find_link(u32 major, u32 minor, u32 ino,
				    umode_t mode, const char *name)
{
	struct link_name **p = &link_head[(ino + minor + (major << 3)) % N_HASH];
	struct link_name *q;

	for (; *p; p = &(*p)->next) {
		if ((*p)->ino == ino && (*p)->minor == minor &&
		    (*p)->major == major && (*p)->type == (mode & S_IFMT))
			return (*p)->name;
	}
	q = kmalloc(sizeof(*q) + strlen(name) + 1, GFP_KERNEL);
	if (!q)
		return ERR_PTR(-ENOMEM);
	q->next = NULL;
	q->ino = ino;
	q->minor = minor;
	q->major = major;
	q->type = mode & S_IFMT;
	strcpy(q->name, name);
	*p = q;
	return NULL;
}

static void __init free_links(void)
{
	struct link_name *q;
	int i;

	for (i = 0; i < N_HASH; i++) {
		while ((q = link_head[i])) {
			link_head[i] = q->next;
			kfree(q);
		}
	}
}

/* --- times of directories: set last, for new entries change them --------- */

struct dir_entry {
	struct dir_entry *next;
	time64_t mtime;
	char name[];
};

static struct dir_entry *dir_list __initdata;

static void __init set_mtime(const char *name, time64_t mtime)
{
	struct timespec64 t[2] = { { .tv_sec = mtime }, { .tv_sec = mtime } };

	init_utimes(name, t);
}

static void __init dir_add(const char *name, time64_t mtime)
{
	struct dir_entry *de;

	de = kmalloc(sizeof(*de) + strlen(name) + 1, GFP_KERNEL);
	if (!de) {
		cpio_error("no memory for a directory");
		return;
	}
	de->mtime = mtime;
	strcpy(de->name, name);
	de->next = dir_list;
	dir_list = de;
}

static void __init dir_utime(void)
{
	struct dir_entry *de;

	while ((de = dir_list)) {
		dir_list = de->next;
		set_mtime(de->name, de->mtime);
		kfree(de);
	}
}

/* --- the header ---------------------------------------------------------- */

#define HEADER_SIZE	110
/* A name's room: together with the header a multiple of 4. */
#define N_ALIGN(len)	((((len) + 1) & ~3UL) + 2)

/* The entry in hand; body_len counts down while the body is copied. */
static struct {
	u32 ino, major, minor, nlink;
	u32 uid, gid;
	u32 rdev;			/* as new_encode_dev() makes it */
	umode_t mode;
	time64_t mtime;
	unsigned long body_len;		/* bytes */
	unsigned long name_len;		/* with its NUL */
} h __initdata;

/* Eight hex digits, none of them missing. */
static bool __init parse_hex(const char *s, u32 *val)
{
	int i, digit;

	for (i = 0, *val = 0; i < 8; i++) {
		digit = hex_to_bin(s[i]);
		if (digit < 0)
			return false;
		*val = *val << 4 | digit;
	}
	return true;
}

static bool __init parse_header(const char *s)
{
	u32 f[12];
	int i;

	for (i = 0, s += 6; i < ARRAY_SIZE(f); i++, s += 8)
		if (!parse_hex(s, &f[i]))
			return false;
	h.ino = f[0];
	h.mode = f[1];
	h.uid = f[2];
	h.gid = f[3];
	h.nlink = f[4];
	h.mtime = f[5];
	h.body_len = f[6];
	h.major = f[7];
	h.minor = f[8];
	h.rdev = new_encode_dev(MKDEV(f[9], f[10]));
	h.name_len = f[11];
	return true;
}

/* --- the state machine --------------------------------------------------- */

enum state {
	Start, Collect, GotHeader, SkipIt, GotName, CopyFile, GotSymlink, Reset
};

static enum state state __initdata;
static enum state next_state __initdata;

static char *victim __initdata;
static unsigned long byte_count __initdata;
static unsigned long this_header __initdata;
static unsigned long next_header __initdata;

static char *collected __initdata;
static char *collect __initdata;
static unsigned long remains __initdata;
static char *header_buf __initdata;
static char *symlink_buf __initdata;
static char *name_buf __initdata;

static struct file *wfile __initdata;
static loff_t wfile_pos __initdata;

static void __init eat(unsigned long n)
{
	victim += n;
	this_header += n;
	byte_count -= n;
}

/* Have @size bytes in one piece before @next; no copy if they are already. */
static void __init read_into(char *buf, unsigned long size, enum state next)
{
	if (byte_count >= size) {
		collected = victim;
		eat(size);
		state = next;
	} else {
		collect = collected = buf;
		remains = size;
		next_state = next;
		state = Collect;
	}
}

/* Each do_*() returns true when it needs more input. */
static bool __init do_start(void)
{
	read_into(header_buf, HEADER_SIZE, GotHeader);
	return false;
}

static bool __init do_collect(void)
{
	unsigned long n = min(remains, byte_count);

	memcpy(collect, victim, n);
	eat(n);
	collect += n;
	remains -= n;
	if (remains)
		return true;
	state = next_state;
	return false;
}

/* Stop above the allocator's own reserve: below it the OOM killer would speak. */
static bool __init memory_is_short(void)
{
	return nr_free_pages() < 2 * (min_free_kbytes >> (PAGE_SHIFT - 10));
}

static bool __init do_header(void)
{
	if (memory_is_short()) {
		cpio_error(cpio_no_memory);
		return true;
	}
	if (memcmp(collected, "070701", 6)) {
		cpio_error(memcmp(collected, "070707", 6) ? "no cpio magic" :
			   "incorrect cpio method used: use -H newc option");
		return true;
	}
	if (!parse_header(collected)) {
		cpio_error("broken cpio header");
		return true;
	}
	if (!h.name_len || h.name_len > PATH_MAX) {
		cpio_error("cpio name of impossible length");
		return true;
	}
	next_header = this_header + N_ALIGN(h.name_len) + h.body_len;
	next_header = (next_header + 3) & ~3UL;
	state = SkipIt;
	next_state = Reset;
	if (S_ISLNK(h.mode)) {
		if (h.body_len > PATH_MAX) {
			cpio_error("symbolic link of impossible length");
			return true;
		}
		collect = collected = symlink_buf;
		remains = N_ALIGN(h.name_len) + h.body_len;
		next_state = GotSymlink;
		state = Collect;
		return false;
	}
	if (S_ISREG(h.mode) || !h.body_len)
		read_into(name_buf, N_ALIGN(h.name_len), GotName);
	return false;
}

static bool __init do_skip(void)
{
	if (this_header + byte_count < next_header) {
		eat(byte_count);
		return true;
	}
	eat(next_header - this_header);
	state = next_state;
	return false;
}

/* Between entries and archives there may be zeros; then whatever comes. */
static bool __init do_reset(void)
{
	while (byte_count && *victim == '\0')
		eat(1);
	if (byte_count && (this_header & 3))
		cpio_error("broken padding");
	return true;
}

/* Make way for an entry of another type than what is there. */
static void __init clean_path(const char *path, umode_t fmode)
{
	struct kstat st;

	if (init_stat(path, &st, AT_SYMLINK_NOFOLLOW) ||
	    !((st.mode ^ fmode) & S_IFMT))
		return;
	if (S_ISDIR(st.mode))
		init_rmdir(path);
	else
		init_unlink(path);
}

/* Return: true when the name now exists as a link to an earlier one. */
static bool __init maybe_link(void)
{
	const char *old;

	if (h.nlink < 2)
		return false;
	old = find_link(h.major, h.minor, h.ino, h.mode, collected);
	if (IS_ERR(old)) {
		cpio_error("no memory for a hard link");
		return false;
	}
	if (!old)
		return false;
	clean_path(collected, 0);
	if (init_link(old, collected) < 0)
		cpio_error("cannot make a hard link");
	return true;
}

/* New files belong to root already. */
static void __init set_owner(const char *name)
{
	if (h.uid || h.gid)
		init_chown(name, h.uid, h.gid, AT_SYMLINK_NOFOLLOW);
}

static void __init make_file(void)
{
	int flags = O_WRONLY | O_CREAT | O_LARGEFILE;

	/* The body may be with the first name or with the last. */
	if (!maybe_link())
		flags |= O_TRUNC;
	else if (!h.body_len)
		return;
	wfile = filp_open(collected, flags, h.mode);
	if (IS_ERR(wfile)) {
		pr_err("initramfs: cannot create %s: error %ld\n", collected,
		       PTR_ERR(wfile));
		wfile = NULL;
		cpio_error("cannot create a file");
		return;
	}
	wfile_pos = 0;
	set_owner(collected);
	if (collected != name_buf)
		strcpy(name_buf, collected);	/* victim goes away under it */
	state = CopyFile;
}

static bool __init do_name(void)
{
	state = SkipIt;
	next_state = Reset;
	if (collected[h.name_len - 1] != '\0') {
		cpio_error("cpio name without its end");
		return true;
	}
	if (!strcmp(collected, "TRAILER!!!")) {
		free_links();	/* the next archive numbers inodes anew */
		return false;
	}
	clean_path(collected, h.mode);
	if (S_ISREG(h.mode)) {
		make_file();
	} else if (S_ISDIR(h.mode)) {
		init_mkdir(collected, h.mode);
		init_chmod(collected, h.mode & S_IALLUGO); /* it may exist */
		set_owner(collected);
		dir_add(collected, h.mtime);
	} else if (S_ISBLK(h.mode) || S_ISCHR(h.mode) ||
		   S_ISFIFO(h.mode) || S_ISSOCK(h.mode)) {
		if (!maybe_link()) {
			init_mknod(collected, h.mode, h.rdev);
			set_owner(collected);
			set_mtime(collected, h.mtime);
		}
	}
	return cpio_message != NULL;
}

static void __init write_body(unsigned long n)
{
	ssize_t done;

	while (n && !cpio_message) {
		if (memory_is_short()) {
			cpio_error(cpio_no_memory);
			return;
		}
		done = kernel_write(wfile, victim, min(n, 1UL << 20),
				    &wfile_pos);
		if (done <= 0) {
			cpio_error(done == -ENOSPC || done == -ENOMEM ?
				   cpio_no_memory : "write error");
			return;
		}
		eat(done);
		n -= done;
		h.body_len -= done;
		cpio_bytes += done;
	}
}

static bool __init do_copy(void)
{
	write_body(min(byte_count, h.body_len));
	if (h.body_len)
		return true;
	filp_close(wfile, NULL);
	wfile = NULL;
	set_mtime(name_buf, h.mtime);
	state = SkipIt;
	return cpio_message != NULL;
}

static bool __init do_symlink(void)
{
	char *target = collected + N_ALIGN(h.name_len);

	state = SkipIt;
	next_state = Reset;
	if (collected[h.name_len - 1] != '\0') {
		cpio_error("cpio name without its end");
		return true;
	}
	target[h.body_len] = '\0';
	clean_path(collected, 0);
	init_symlink(target, collected);
	set_owner(collected);
	set_mtime(collected, h.mtime);
	return false;
}

static bool (*const actions[])(void) __initconst = {
	[Start]		= do_start,
	[Collect]	= do_collect,
	[GotHeader]	= do_header,
	[SkipIt]	= do_skip,
	[GotName]	= do_name,
	[CopyFile]	= do_copy,
	[GotSymlink]	= do_symlink,
	[Reset]		= do_reset,
};

/**
 * cpio_begin() - get ready for archives
 *
 * Context: may sleep. cpio_end() is due afterwards, also after an error.
 */
void __init cpio_begin(void)
{
	header_buf = kmalloc(HEADER_SIZE, GFP_KERNEL);
	symlink_buf = kmalloc(N_ALIGN(PATH_MAX) + PATH_MAX + 1, GFP_KERNEL);
	name_buf = kmalloc(N_ALIGN(PATH_MAX), GFP_KERNEL);
	if (!header_buf || !symlink_buf || !name_buf)
		cpio_error("no memory for buffers");
	cpio_restart(0);
}

/**
 * cpio_restart() - another archive begins
 * @eaten: bytes of it that are gone already
 *
 * Context: any.
 */
void __init cpio_restart(unsigned long eaten)
{
	state = Start;
	this_header = eaten;
}

/**
 * cpio_is_complete() - may the bytes end here?
 *
 * Context: any.
 * Return: true between archives; padding behind the last entry may be missing.
 */
bool __init cpio_is_complete(void)
{
	return state == Reset || state == Start ||
	       (state == SkipIt && next_header - this_header < 4);
}

/**
 * cpio_write() - feed the machine
 * @buf: bytes of an archive
 * @len: how many
 *
 * Context: may sleep.
 * Return: bytes eaten, all of them unless the archive ended or is broken.
 */
unsigned long __init cpio_write(char *buf, unsigned long len)
{
	byte_count = len;
	victim = buf;
	while (!actions[state]())
		;
	return len - byte_count;
}

/**
 * cpio_end() - give everything back, set the times of directories
 *
 * Context: may sleep.
 */
void __init cpio_end(void)
{
	if (wfile)
		filp_close(wfile, NULL);
	wfile = NULL;
	dir_utime();
	free_links();
	kfree(name_buf);
	kfree(symlink_buf);
	kfree(header_buf);
}
