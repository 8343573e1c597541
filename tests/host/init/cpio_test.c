// SPDX-License-Identifier: GPL-2.0-only
/*
 * init/cpio.c on archives with each bit turned, cut everywhere, in pieces of
 * every size.  A piece is in memory of just its size, so that ASan sees a byte
 * read too far; what the file system would be told is only counted.
 */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/init_syscalls.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmstat.h>

#include "../../../init/cpio.h"
#include "../tap.h"

/* Behind the archive there are zeros, so many that a wrong length fits. */
static char archive[16384];
static size_t archive_len;

static int files, dirs, nodes, symlinks, links, still_open;
static unsigned long written;
static u32 sum;
static int fail_open, fail_write;

/* The file system. */

unsigned long min_free_kbytes = 64;

unsigned long nr_free_pages(void)
{
	return 1000;
}

struct file *filp_open(const char *filename, int flags, umode_t mode)
{
	if (fail_open)
		return ERR_PTR(-EISDIR);
	files++;
	still_open++;
	return (struct file *)&files;
}

int filp_close(struct file *file, fl_owner_t id)
{
	still_open--;
	return 0;
}

/* In mouthfuls, as a file system may. */
ssize_t kernel_write(struct file *file, const void *buf, size_t count,
		     loff_t *pos)
{
	size_t n = min_t(size_t, count, 100), i;

	if (fail_write)
		return -ENOSPC;
	for (i = 0; i < n; i++)
		sum = sum * 31 + ((const u8 *)buf)[i];
	written += n;
	*pos += n;
	return n;
}

int init_stat(const char *filename, struct kstat *stat, int flags)
{
	return -ENOENT;
}

int init_mkdir(const char *pathname, umode_t mode)
{
	return dirs++, 0;
}

int init_mknod(const char *filename, umode_t mode, unsigned int dev)
{
	return nodes++, 0;
}

int init_symlink(const char *oldname, const char *newname)
{
	CHECK(strlen(oldname) <= PATH_MAX && strlen(newname) < PATH_MAX);
	return symlinks++, 0;
}

int init_link(const char *oldname, const char *newname)
{
	return links++, 0;
}

int init_rmdir(const char *pathname) { return 0; }
int init_unlink(const char *pathname) { return 0; }
int init_chmod(const char *filename, umode_t mode) { return 0; }
int init_utimes(const char *filename, struct timespec64 *ts) { return 0; }
int init_chown(const char *filename, uid_t user, gid_t group, int flags)
{
	return 0;
}

/* The archive. */

static void put(const char *name, umode_t mode, int ino, int nlink,
		const char *body)
{
	char *p = archive + archive_len;
	size_t body_len = strlen(body), name_len = strlen(name) + 1;

	p += sprintf(p, "070701%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x",
		     ino, mode, 0, 0, nlink, 1000, (int)body_len, 0, 1, 0, 0,
		     (int)name_len, 0);
	memcpy(p, name, name_len);
	archive_len = ALIGN(p + name_len - archive, 4);
	memcpy(archive + archive_len, body, body_len);
	archive_len = ALIGN(archive_len + body_len, 4);
}

static void make_archive(void)
{
	static char body[300];

	memset(archive, 0, sizeof(archive));
	memset(body, 'b', sizeof(body) - 1);
	archive_len = 0;
	put("dir", S_IFDIR | 0755, 1, 2, "");
	put("dir/file", S_IFREG | 0644, 2, 1, body);
	put("one", S_IFREG | 0644, 3, 2, "");
	put("two", S_IFREG | 0644, 3, 2, "body with the last name");
	put("dev", S_IFCHR | 0600, 4, 1, "");
	put("link", S_IFLNK | 0777, 5, 1, "dir/file");
	put("odd", S_IFREG | 0644, 6, 1, "xyz");
	put("TRAILER!!!", 0, 0, 1, "");
}

/* One piece, as a decompressor would hand it over. */
static void feed(const char *from, size_t n)
{
	char *copy = host_malloc(n);
	size_t at = 0, took;

	memcpy(copy, from, n);
	while (at < n && !cpio_message) {
		took = cpio_write(copy + at, n - at);
		CHECK(took <= n - at);
		at += took;
		if (at == n || cpio_message)
			break;
		if (copy[at] == '0')
			cpio_restart(0);
		else
			cpio_error("junk");
	}
	host_free(copy);
}

static void unpack(size_t len, size_t piece)
{
	size_t at;

	files = dirs = nodes = symlinks = links = written = sum = 0;
	cpio_message = NULL;
	cpio_begin();
	for (at = 0; at < len && !cpio_message; at += piece)
		feed(archive + at, min(piece, len - at));
	cpio_end();
	CHECK_EQ(still_open, 0);
	CHECK_EQ(host_allocated, 0);
}

TEST(cpio_in_pieces)
{
	size_t piece;
	u32 whole;

	make_archive();
	unpack(archive_len, archive_len);
	whole = sum;
	for (piece = 1; piece <= archive_len; piece++) {
		unpack(archive_len, piece);
		CHECK(!cpio_message && cpio_is_complete());
		CHECK_EQ(files, 4);
		CHECK_EQ(dirs, 1);
		CHECK_EQ(nodes, 1);
		CHECK_EQ(links, 1);
		CHECK_EQ(symlinks, 1);
		CHECK_EQ(written, 299 + 23 + 3);
		CHECK_EQ(sum, whole);
	}
}

TEST(cpio_cut_everywhere)
{
	size_t len;

	make_archive();
	for (len = 0; len < archive_len; len++) {
		unpack(len, len ?: 1);
		unpack(len, 7);
		CHECK(!cpio_message);
	}
}

TEST(cpio_every_bit_turned)
{
	size_t bit;

	make_archive();
	for (bit = 0; bit < archive_len * 8; bit++) {
		archive[bit / 8] ^= 1 << bit % 8;
		unpack(sizeof(archive), sizeof(archive));
		unpack(archive_len, 3);
		archive[bit / 8] ^= 1 << bit % 8;
	}
}

TEST(cpio_random_bytes)
{
	int i, n;

	for (i = 0; i < 3000; i++) {
		make_archive();
		for (n = host_random() % 20; n; n--)
			archive[host_random() % archive_len] = host_random();
		unpack(sizeof(archive), 1 + host_random() % archive_len);
	}
}

TEST(cpio_file_system_refuses)
{
	make_archive();
	fail_open = 1;
	unpack(archive_len, archive_len);
	CHECK_STR(cpio_message, "cannot create a file");
	fail_open = 0;
	fail_write = 1;
	unpack(archive_len, archive_len);
	CHECK_STR(cpio_message, "not enough memory");
	fail_write = 0;
}
