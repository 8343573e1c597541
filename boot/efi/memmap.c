// SPDX-License-Identifier: GPL-2.0-only
/*
 * boot/efi/memmap.c - leave the firmware, with its memory map in hand
 *
 * ExitBootServices() wants the key of the newest map; an allocation, or a
 * timer inside the firmware, makes a newer one. So: allocate everything first,
 * then get the map and leave, and when that fails get it again - and call
 * nothing else any more, for the firmware may be half gone.
 *
 * Mirrors: Linux 4.5 arch/x86/boot/compressed/eboot.c exit_boot().
 */
#include "efistub.h"

#define EXIT_TRIES	4
#define SLACK_DESCS	16	/* our own allocations split regions */

struct efi_map {
	void *map;
	unsigned long room;		/* bytes allocated */
	unsigned long size;		/* bytes used */
	unsigned long key;
	unsigned long desc_size;	/* 48 on OVMF, more than the struct */
	u32 desc_version;
};

static efi_status_t alloc_map(struct efi_map *m)
{
	efi_status_t status;

	m->size = 0;
	status = efi_bs->get_memory_map(&m->size, NULL, &m->key, &m->desc_size,
					&m->desc_version);
	if (status != EFI_BUFFER_TOO_SMALL)
		return EFI_LOAD_ERROR;
	m->room = m->size + SLACK_DESCS * m->desc_size;
	return efi_low_alloc(m->room, LOW_LIMIT, &m->map);
}

/* Entries that the zero page has no room for; NULL when it has. */
static efi_status_t alloc_e820ext(const struct efi_map *m,
				  struct setup_data **ext)
{
	unsigned long nr = m->room / m->desc_size;
	unsigned long size;
	efi_status_t status;

	*ext = NULL;
	if (nr <= E820_MAX_ENTRIES_ZEROPAGE)
		return EFI_SUCCESS;
	size = sizeof(**ext) + (nr - E820_MAX_ENTRIES_ZEROPAGE) *
	       sizeof(struct boot_e820_entry);
	status = efi_low_alloc(size, LOW_LIMIT, (void **)ext);
	if (status == EFI_SUCCESS)
		memset(*ext, 0, size);
	return status;
}

/* E820 type of an EFI memory type; 0: not memory, leave it out. */
static u32 e820_type(u32 efi_type)
{
	switch (efi_type) {
	case EFI_LOADER_CODE:
	case EFI_LOADER_DATA:
	case EFI_BOOT_SERVICES_CODE:
	case EFI_BOOT_SERVICES_DATA:
	case EFI_CONVENTIONAL_MEMORY:
		return 1;	/* RAM */
	case EFI_ACPI_RECLAIM_MEMORY:
		return 3;
	case EFI_ACPI_MEMORY_NVS:
		return 4;
	case EFI_UNUSABLE_MEMORY:
		return 5;
	case EFI_PERSISTENT_MEMORY:
		return 7;
	case EFI_MEMORY_MAPPED_IO:
	case EFI_MEMORY_MAPPED_IO_PORT_SPACE:
		return 0;
	default:
		return 2;	/* reserved */
	}
}

static struct boot_e820_entry *e820_slot(struct boot_params *bp,
					 struct setup_data *ext, unsigned int i)
{
	if (i < E820_MAX_ENTRIES_ZEROPAGE)
		return &bp->e820_table[i];
	return (struct boot_e820_entry *)ext->data +
	       (i - E820_MAX_ENTRIES_ZEROPAGE);
}

static void setup_e820(struct boot_params *bp, const struct efi_map *m,
		       struct setup_data *ext)
{
	struct boot_e820_entry *last = NULL;
	unsigned int n = 0;
	unsigned long off;

	for (off = 0; off < m->size; off += m->desc_size) {
		efi_memory_desc_t *d = m->map + off;
		u32 type = e820_type(d->type);

		if (!type)
			continue;
		if (last && last->type == type &&
		    last->addr + last->size == d->phys_addr) {
			last->size += d->num_pages << EFI_PAGE_SHIFT;
			continue;
		}
		last = e820_slot(bp, ext, n++);
		last->addr = d->phys_addr;
		last->size = d->num_pages << EFI_PAGE_SHIFT;
		last->type = type;
	}

	bp->e820_entries = min(n, (unsigned int)E820_MAX_ENTRIES_ZEROPAGE);
	if (n > E820_MAX_ENTRIES_ZEROPAGE) {
		ext->type = SETUP_E820_EXT;
		ext->len = (n - E820_MAX_ENTRIES_ZEROPAGE) *
			   sizeof(struct boot_e820_entry);
		ext->next = bp->hdr.setup_data;
		bp->hdr.setup_data = (unsigned long)ext;
	}
}

static void setup_efi_info(struct boot_params *bp, const struct efi_map *m)
{
	unsigned long systab = (unsigned long)efi_system_table;
	unsigned long map = (unsigned long)m->map;

	bp->efi_info = (struct efi_info) {
		.efi_systab = systab,
		.efi_systab_hi = systab >> 32,
		.efi_memdesc_size = m->desc_size,
		.efi_memdesc_version = m->desc_version,
		.efi_memmap = map,
		.efi_memmap_hi = map >> 32,
		.efi_memmap_size = m->size,
	};
	memcpy(&bp->efi_info.efi_loader_signature, EFI64_LOADER_SIGNATURE, 4);
}

/**
 * exit_boot() - ExitBootServices, and what it left as E820
 * @bp: gets efi_info and the memory map
 * @handle: our image
 *
 * Context: afterwards no boot service exists, the console included.
 * Return: EFI_SUCCESS, or the firmware's last error.
 */
efi_status_t exit_boot(struct boot_params *bp, efi_handle_t handle)
{
	struct setup_data *ext;
	struct efi_map m;
	efi_status_t status;
	int tries;

	status = alloc_map(&m);
	if (status == EFI_SUCCESS)
		status = alloc_e820ext(&m, &ext);
	if (status != EFI_SUCCESS)
		return status;

	for (tries = 0; tries < EXIT_TRIES; tries++) {
		m.size = m.room;
		status = efi_bs->get_memory_map(&m.size, m.map, &m.key,
						&m.desc_size, &m.desc_version);
		if (status != EFI_SUCCESS)
			return status;
		status = efi_bs->exit_boot_services(handle, m.key);
		if (status == EFI_SUCCESS)
			break;
	}
	if (status != EFI_SUCCESS)
		return status;

	setup_efi_info(bp, &m);
	setup_e820(bp, &m, ext);
	return EFI_SUCCESS;
}
