/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/efi.h - the part of the UEFI specification that we call
 *
 * Names of structures follow the UEFI specification 2.x, chapters 4, 7, 9 and
 * 12. Services that are never called are pointers without a type, so that
 * only what is used carries a prototype.
 *
 * Mirrors: Linux 4.5 include/linux/efi.h.
 */
#ifndef _LINUX_EFI_H
#define _LINUX_EFI_H

#include <linux/types.h>

#define __efiapi	__attribute__((__ms_abi__))

typedef unsigned long efi_status_t;
typedef void *efi_handle_t;
typedef u16 efi_char16_t;
typedef u64 efi_physical_addr_t;

#define EFI_ERR(n)		(0x8000000000000000UL | (n))
#define EFI_SUCCESS		0UL
#define EFI_LOAD_ERROR		EFI_ERR(1)
#define EFI_INVALID_PARAMETER	EFI_ERR(2)
#define EFI_UNSUPPORTED		EFI_ERR(3)
#define EFI_BUFFER_TOO_SMALL	EFI_ERR(5)
#define EFI_OUT_OF_RESOURCES	EFI_ERR(9)
#define EFI_NOT_FOUND		EFI_ERR(14)

#define EFI_PAGE_SHIFT		12
#define EFI_PAGE_SIZE		(1UL << EFI_PAGE_SHIFT)

/* As the signature field of boot_params.efi_info says it. */
#define EFI64_LOADER_SIGNATURE	"EL64"

/* GUIDs are little endian in the first three groups. */
typedef struct {
	u32 a;
	u16 b;
	u16 c;
	u8 d[8];
} efi_guid_t;

#define LOADED_IMAGE_PROTOCOL_GUID					\
	{ 0x5b1b31a1, 0x9562, 0x11d2,					\
	  { 0x8e, 0x3f, 0x00, 0xa0, 0xc9, 0x69, 0x72, 0x3b } }
#define EFI_FILE_SYSTEM_GUID						\
	{ 0x964e5b22, 0x6459, 0x11d2,					\
	  { 0x8e, 0x39, 0x00, 0xa0, 0xc9, 0x69, 0x72, 0x3b } }
#define EFI_FILE_INFO_ID						\
	{ 0x09576e92, 0x6d3f, 0x11d2,					\
	  { 0x8e, 0x39, 0x00, 0xa0, 0xc9, 0x69, 0x72, 0x3b } }
#define EFI_GRAPHICS_OUTPUT_PROTOCOL_GUID				\
	{ 0x9042a9de, 0x23dc, 0x4a38,					\
	  { 0x96, 0xfb, 0x7a, 0xde, 0xd0, 0x80, 0x51, 0x6a } }
#define EFI_LOAD_FILE2_PROTOCOL_GUID					\
	{ 0x4006c0c1, 0xfcb3, 0x403e,					\
	  { 0x99, 0x6d, 0x4a, 0x6c, 0x87, 0x24, 0xe0, 0x6d } }
#define LINUX_EFI_INITRD_MEDIA_GUID					\
	{ 0x5568e427, 0x68fc, 0x4f3d,					\
	  { 0xac, 0x74, 0xca, 0x55, 0x52, 0x31, 0xcc, 0x68 } }
#define ACPI_20_TABLE_GUID						\
	{ 0x8868e871, 0xe4f1, 0x11d3,					\
	  { 0xbc, 0x22, 0x00, 0x80, 0xc7, 0x3c, 0x88, 0x81 } }
#define ACPI_TABLE_GUID							\
	{ 0xeb9d2d30, 0x2d88, 0x11d3,					\
	  { 0x9a, 0x16, 0x00, 0x90, 0x27, 0x3f, 0xc1, 0x4d } }

typedef struct {
	u64 signature;
	u32 revision;
	u32 headersize;
	u32 crc32;
	u32 reserved;
} efi_table_hdr_t;

/* Memory types. */
#define EFI_RESERVED_TYPE		0
#define EFI_LOADER_CODE			1
#define EFI_LOADER_DATA			2
#define EFI_BOOT_SERVICES_CODE		3
#define EFI_BOOT_SERVICES_DATA		4
#define EFI_RUNTIME_SERVICES_CODE	5
#define EFI_RUNTIME_SERVICES_DATA	6
#define EFI_CONVENTIONAL_MEMORY		7
#define EFI_UNUSABLE_MEMORY		8
#define EFI_ACPI_RECLAIM_MEMORY		9
#define EFI_ACPI_MEMORY_NVS		10
#define EFI_MEMORY_MAPPED_IO		11
#define EFI_MEMORY_MAPPED_IO_PORT_SPACE	12
#define EFI_PAL_CODE			13
#define EFI_PERSISTENT_MEMORY		14

/* How allocate_pages() reads its address. */
#define EFI_ALLOCATE_ANY_PAGES		0
#define EFI_ALLOCATE_MAX_ADDRESS	1
#define EFI_ALLOCATE_ADDRESS		2

/* Firmware may make these longer: step by the size that it reports. */
typedef struct {
	u32 type;
	u32 pad;
	u64 phys_addr;
	u64 virt_addr;
	u64 num_pages;
	u64 attribute;
} efi_memory_desc_t;

typedef struct {
	efi_guid_t guid;
	void *table;
} efi_config_table_t;

typedef struct efi_simple_text_output_protocol {
	void *reset;
	efi_status_t (__efiapi *output_string)(
		struct efi_simple_text_output_protocol *this,
		efi_char16_t *string);
	void *test_string;
} efi_simple_text_output_protocol_t;

typedef struct {
	u8 type;
	u8 sub_type;
	u16 length;
} __attribute__((packed)) efi_device_path_protocol_t;

typedef struct {
	efi_table_hdr_t hdr;
	void *raise_tpl;
	void *restore_tpl;
	efi_status_t (__efiapi *allocate_pages)(int how, int memory_type,
		unsigned long pages, efi_physical_addr_t *addr);
	efi_status_t (__efiapi *free_pages)(efi_physical_addr_t addr,
		unsigned long pages);
	efi_status_t (__efiapi *get_memory_map)(unsigned long *size, void *map,
		unsigned long *key, unsigned long *desc_size, u32 *version);
	efi_status_t (__efiapi *allocate_pool)(int memory_type,
		unsigned long size, void **buffer);
	efi_status_t (__efiapi *free_pool)(void *buffer);
	void *create_event;
	void *set_timer;
	void *wait_for_event;
	void *signal_event;
	void *close_event;
	void *check_event;
	void *install_protocol_interface;
	void *reinstall_protocol_interface;
	void *uninstall_protocol_interface;
	efi_status_t (__efiapi *handle_protocol)(efi_handle_t handle,
		efi_guid_t *guid, void **interface);
	void *reserved;
	void *register_protocol_notify;
	void *locate_handle;
	efi_status_t (__efiapi *locate_device_path)(efi_guid_t *guid,
		efi_device_path_protocol_t **path, efi_handle_t *handle);
	void *install_configuration_table;
	void *load_image;
	void *start_image;
	efi_status_t (__efiapi *exit)(efi_handle_t handle, efi_status_t status,
		unsigned long size, efi_char16_t *data);
	void *unload_image;
	efi_status_t (__efiapi *exit_boot_services)(efi_handle_t handle,
		unsigned long key);
	void *get_next_monotonic_count;
	efi_status_t (__efiapi *stall)(unsigned long microseconds);
	efi_status_t (__efiapi *set_watchdog_timer)(unsigned long seconds,
		u64 code, unsigned long size, efi_char16_t *data);
	void *connect_controller;
	void *disconnect_controller;
	void *open_protocol;
	void *close_protocol;
	void *open_protocol_information;
	void *protocols_per_handle;
	void *locate_handle_buffer;
	efi_status_t (__efiapi *locate_protocol)(efi_guid_t *guid,
		void *registration, void **interface);
} efi_boot_services_t;

typedef struct {
	efi_table_hdr_t hdr;
	efi_char16_t *fw_vendor;
	u32 fw_revision;
	u32 pad;
	efi_handle_t con_in_handle;
	void *con_in;
	efi_handle_t con_out_handle;
	efi_simple_text_output_protocol_t *con_out;
	efi_handle_t stderr_handle;
	efi_simple_text_output_protocol_t *stderr;
	void *runtime;
	efi_boot_services_t *boottime;
	unsigned long nr_tables;
	efi_config_table_t *tables;
} efi_system_table_t;

#define EFI_SYSTEM_TABLE_SIGNATURE	0x5453595320494249UL

typedef struct {
	u32 revision;
	u32 pad;
	efi_handle_t parent_handle;
	efi_system_table_t *system_table;
	efi_handle_t device_handle;
	void *file_path;
	void *reserved;
	u32 load_options_size;		/* in bytes */
	u32 pad2;
	efi_char16_t *load_options;
	void *image_base;
	u64 image_size;
	int image_code_type;
	int image_data_type;
	void *unload;
} efi_loaded_image_t;

typedef struct efi_load_file_protocol {
	efi_status_t (__efiapi *load_file)(struct efi_load_file_protocol *this,
		efi_device_path_protocol_t *path, u8 boot_policy,
		unsigned long *size, void *buffer);
} efi_load_file_protocol_t;

#define EFI_FILE_MODE_READ	1UL

typedef struct {
	u64 size;
	u64 file_size;
	u64 phys_size;
	u8 times[48];
	u64 attribute;
	efi_char16_t filename[260];
} efi_file_info_t;

typedef struct efi_file_protocol {
	u64 revision;
	efi_status_t (__efiapi *open)(struct efi_file_protocol *this,
		struct efi_file_protocol **file, efi_char16_t *name,
		u64 mode, u64 attributes);
	efi_status_t (__efiapi *close)(struct efi_file_protocol *this);
	void *delete;
	efi_status_t (__efiapi *read)(struct efi_file_protocol *this,
		unsigned long *size, void *buffer);
	void *write;
	void *get_position;
	void *set_position;
	efi_status_t (__efiapi *get_info)(struct efi_file_protocol *this,
		efi_guid_t *type, unsigned long *size, void *buffer);
} efi_file_protocol_t;

typedef struct efi_simple_file_system_protocol {
	u64 revision;
	efi_status_t (__efiapi *open_volume)(
		struct efi_simple_file_system_protocol *this,
		efi_file_protocol_t **root);
} efi_simple_file_system_protocol_t;

/* Pixel formats. */
#define PIXEL_RGB_RESERVED_8BIT_PER_COLOR	0
#define PIXEL_BGR_RESERVED_8BIT_PER_COLOR	1
#define PIXEL_BIT_MASK				2
#define PIXEL_BLT_ONLY				3

typedef struct {
	u32 red_mask;
	u32 green_mask;
	u32 blue_mask;
	u32 reserved_mask;
} efi_pixel_bitmask_t;

typedef struct {
	u32 version;
	u32 horizontal_resolution;
	u32 vertical_resolution;
	int pixel_format;
	efi_pixel_bitmask_t pixel_information;
	u32 pixels_per_scan_line;
} efi_graphics_output_mode_info_t;

typedef struct {
	u32 max_mode;
	u32 mode;
	efi_graphics_output_mode_info_t *info;
	unsigned long size_of_info;
	efi_physical_addr_t frame_buffer_base;
	unsigned long frame_buffer_size;
} efi_graphics_output_protocol_mode_t;

typedef struct {
	void *query_mode;
	void *set_mode;
	void *blt;
	efi_graphics_output_protocol_mode_t *mode;
} efi_graphics_output_protocol_t;

#endif /* _LINUX_EFI_H */
