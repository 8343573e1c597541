// SPDX-License-Identifier: GPL-2.0-only
/*
 * init/initramfs.c - fill rootfs with what the loader brought
 *
 * At initrd_start stands a row of archives, each plain cpio or gzip, with zero
 * bytes between them; cpio.c makes files of them. Bad input is reported once,
 * in Linux's words, and what was unpacked until then stays.
 *
 * Locking    none: task 1, before other user space.
 * Lifetime   the archive's pages go to the page allocator at the end.
 * Entry      populate_rootfs()
 *
 * Mirrors: Linux 4.5 init/initramfs.c, init/noinitramfs.c.
 * Simpler than Linux in: gzip only, no initrd images.
 */
#include <linux/decompress/inflate.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/init_syscalls.h>
#include <linux/initrd.h>
#include <linux/kdev_t.h>
#include <linux/memblock.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/vmstat.h>

#include <asm/setup.h>

#include "cpio.h"

/* Bytes that the archives unpack to, as far as one can tell in advance. */
static unsigned long unpacked_estimate __initdata;

/* Inflated bytes may hold several archives, with zeros between them. */
static long __init flush_buffer(void *bufv, unsigned long len)
{
	char *buf = bufv;
	unsigned long left = len;
	unsigned long done;

	while (!cpio_message) {
		done = cpio_write(buf, left);
		buf += done;
		left -= done;
		if (!left || cpio_message)
			break;
		if (*buf == '0')
			cpio_restart(0);
		else
			cpio_error("junk in compressed archive");
	}
	return cpio_message ? -1 : len;
}

/* Return: bytes of the gzip member at @buf. */
static unsigned long __init unpack_gzip(char *buf, unsigned long len)
{
	struct inflate_work *work;
	const char *why;
	size_t used = 0;

	work = kmalloc(sizeof(*work), GFP_KERNEL);
	if (!work) {
		cpio_error("no memory to decompress");
		return 0;
	}
	cpio_restart(0);
	if (gunzip(work, (u8 *)buf, len, flush_buffer, &used, &why))
		cpio_error(why);
	else if (!cpio_is_complete())
		cpio_error("junk in gzipped archive");
	kfree(work);
	return used;
}

static void __init unpack_to_rootfs(char *buf, unsigned long len)
{
	const char *start = buf;
	unsigned long n;

	cpio_begin();
	while (!cpio_message && len) {
		/* An archive begins at a multiple of 4 of the whole. */
		if (*buf == '0' && !((buf - start) & 3)) {
			cpio_restart(0);
			n = cpio_write(buf, len);
		} else if (*buf == '\0') {
			n = 1;
		} else if ((u8)*buf == 0x1f) {
			n = unpack_gzip(buf, len);
		} else {
			cpio_error("invalid magic at start of compressed archive");
			break;
		}
		buf += n;
		len -= n;
	}
	if (!cpio_message && !cpio_is_complete())
		cpio_error("archive ends too early");
	cpio_end();
}

/* What is there without any archive: somewhere to print to. */
static void __init default_rootfs(void)
{
	int err = init_mkdir("/dev", 0755);

	if (!err)
		err = init_mknod("/dev/console", S_IFCHR | 0600,
				 new_encode_dev(MKDEV(5, 1)));
	if (!err)
		err = init_mkdir("/root", 0700);
	if (err < 0)
		pr_warn("Failed to create a rootfs: error %d\n", err);
}

/* gzip says its unpacked length at its end; modulo 4 GiB, last member only. */
static void __init estimate_unpacked(const u8 *buf, unsigned long len)
{
	unpacked_estimate = len;
	if (len > 18 && buf[0] == 0x1f)
		unpacked_estimate = max_t(unsigned long, len,
					  *(u32 *)(buf + len - 4));
}

/* What is used, what is missing, and as much as unpacking keeps free. */
static void __init report_short_memory(void)
{
	unsigned long kib = (memblock_phys_mem_size() >> 10) -
			    (nr_free_pages() << (PAGE_SHIFT - 10));

	if (unpacked_estimate > cpio_bytes)
		kib += (unpacked_estimate - cpio_bytes) >> 10;
	not_enough_memory(kib + 2048, "the initramfs");
}

/**
 * populate_rootfs() - unpack the initramfs, then free the archive
 *
 * Context: task 1, may sleep.
 */
void __init populate_rootfs(void)
{
	unsigned long len = initrd_end - initrd_start;
	int umask = current->fs->umask;

	current->fs->umask = 0;		/* modes are the archive's */
	default_rootfs();
	if (initrd_start) {
		pr_info("Unpacking initramfs...\n");
		estimate_unpacked((u8 *)initrd_start, len);
		unpack_to_rootfs((char *)initrd_start, len);
		if (cpio_message)
			pr_emerg("Initramfs unpacking failed: %s\n",
				 cpio_message);
		if (cpio_message == cpio_no_memory)
			report_short_memory();
		free_initrd_mem(initrd_start, initrd_end);
	}
	current->fs->umask = umask;
	flush_delayed_fput();		/* who may still write cannot be executed */
	initrd_start = 0;
	initrd_end = 0;
}
