// SPDX-License-Identifier: GPL-2.0-only
/*
 * boot/efi/initrd.c - fetch the initramfs while the firmware has drivers
 *
 * A loader that keeps the initrd for us offers it by the LoadFile2 protocol
 * on a device path that is nothing but one vendor GUID. Without it, "initrd="
 * words name files on the volume that the kernel came from; several files are
 * put one behind the other, which cpio allows.
 *
 * Mirrors: Linux 5.8 efi_load_initrd_dev_path(), 4.5 handle_cmdline_files().
 */
#include "efistub.h"

#define MAX_PATH	256
#define MAX_INITRDS	8

/* The initrd stays in one piece and where 32 bits reach it. */
#define INITRD_LIMIT	0x7fffffffUL

struct vendor_path {
	efi_device_path_protocol_t node;
	efi_guid_t guid;
	efi_device_path_protocol_t end;
} __packed;

static efi_status_t load_by_protocol(void **addr, unsigned long *size)
{
	struct vendor_path path = {
		.node = { 4, 3, sizeof(path.node) + sizeof(efi_guid_t) },
		.guid = LINUX_EFI_INITRD_MEDIA_GUID,
		.end = { 0x7f, 0xff, sizeof(path.end) },
	};
	efi_device_path_protocol_t *dp = &path.node;
	efi_guid_t lf2 = EFI_LOAD_FILE2_PROTOCOL_GUID;
	efi_load_file_protocol_t *loader;
	efi_handle_t handle;
	efi_status_t status;

	status = efi_bs->locate_device_path(&lf2, &dp, &handle);
	if (status != EFI_SUCCESS)
		return status;
	status = efi_bs->handle_protocol(handle, &lf2, (void **)&loader);
	if (status != EFI_SUCCESS)
		return status;

	*size = 0;
	status = loader->load_file(loader, dp, false, size, NULL);
	if (status != EFI_BUFFER_TOO_SMALL)
		return EFI_LOAD_ERROR;
	status = efi_low_alloc(*size, INITRD_LIMIT, addr);
	if (status != EFI_SUCCESS)
		return status;
	status = loader->load_file(loader, dp, false, size, *addr);
	if (status != EFI_SUCCESS) {
		efi_free(*addr, *size);
		efi_puts("EFI stub: the loader could not read the initrd\n");
	}
	return status;
}

static efi_file_protocol_t *open_volume(efi_loaded_image_t *image)
{
	efi_guid_t fs_guid = EFI_FILE_SYSTEM_GUID;
	efi_simple_file_system_protocol_t *fs;
	efi_file_protocol_t *root;

	if (efi_bs->handle_protocol(image->device_handle, &fs_guid,
				    (void **)&fs) != EFI_SUCCESS)
		return NULL;
	return fs->open_volume(fs, &root) == EFI_SUCCESS ? root : NULL;
}

static efi_file_protocol_t *open_file(efi_file_protocol_t *root,
				      efi_char16_t *path, unsigned long *size)
{
	efi_guid_t info_guid = EFI_FILE_INFO_ID;
	unsigned long info_size = sizeof(efi_file_info_t);
	efi_file_protocol_t *file;
	efi_file_info_t info;

	if (root->open(root, &file, path, EFI_FILE_MODE_READ, 0))
		return NULL;
	if (file->get_info(file, &info_guid, &info_size, &info)) {
		file->close(file);
		return NULL;
	}
	*size = info.file_size;
	return file;
}

/* Opens every file that initrd= names. Return: how many. */
static unsigned int open_all(efi_file_protocol_t *root, const char *cmdline,
			     efi_file_protocol_t **files, unsigned long *sizes)
{
	efi_char16_t path[MAX_PATH];
	unsigned int n = 0;

	while (n < MAX_INITRDS &&
	       (cmdline = next_initrd_option(cmdline, path, MAX_PATH))) {
		files[n] = open_file(root, path, &sizes[n]);
		if (files[n])
			n++;
		else
			efi_puts("EFI stub: cannot open a file named by initrd=\n");
	}
	return n;
}

static efi_status_t load_files(efi_loaded_image_t *image, const char *cmdline,
			       void **addr, unsigned long *size)
{
	efi_file_protocol_t *files[MAX_INITRDS];
	unsigned long sizes[MAX_INITRDS];
	efi_file_protocol_t *root = open_volume(image);
	efi_status_t status = EFI_NOT_FOUND;
	unsigned int i, n;
	u8 *to;

	if (!root)
		return status;
	n = open_all(root, cmdline, files, sizes);
	for (i = 0, *size = 0; i < n; i++)
		*size += ALIGN(sizes[i], 4);
	if (n)
		status = efi_low_alloc(*size, INITRD_LIMIT, addr);
	if (n && status != EFI_SUCCESS)
		efi_puts("EFI stub: no memory for the initrd\n");

	for (i = 0, to = *addr; i < n; i++) {
		unsigned long want = sizes[i];

		if (status == EFI_SUCCESS) {
			memset(to + sizes[i], 0, ALIGN(want, 4) - want);
			status = files[i]->read(files[i], &sizes[i], to);
			if (status != EFI_SUCCESS || sizes[i] != want) {
				efi_puts("EFI stub: cannot read the initrd\n");
				efi_free(*addr, *size);
				status = EFI_LOAD_ERROR;
			}
			to += ALIGN(want, 4);
		}
		files[i]->close(files[i]);
	}
	root->close(root);
	return status;
}

/**
 * efi_load_initrd() - find an initrd and tell the kernel where it is
 * @bp: gets ramdisk_image and ramdisk_size
 * @image: our own LoadedImage protocol, or NULL
 * @cmdline: where initrd= may stand
 *
 * Context: before ExitBootServices. No initrd is no error.
 */
void efi_load_initrd(struct boot_params *bp, efi_loaded_image_t *image,
		     const char *cmdline)
{
	unsigned long size = 0;
	void *addr = NULL;
	efi_status_t status;

	status = load_by_protocol(&addr, &size);
	if (status == EFI_NOT_FOUND && image)
		status = load_files(image, cmdline, &addr, &size);
	if (status != EFI_SUCCESS || !size)
		return;
	bp->hdr.ramdisk_image = (unsigned long)addr;
	bp->hdr.ramdisk_size = size;
	bp->ext_ramdisk_image = (unsigned long)addr >> 32;
	bp->ext_ramdisk_size = size >> 32;
}
