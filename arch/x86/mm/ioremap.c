// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/mm/ioremap.c - memory that is not RAM: device registers, tables of
 * the firmware
 *
 *	ioremap()	a vmalloc area with the wanted cache mode
 *	memremap()	cached; RAM comes from the direct map instead
 *	early_memremap()	before vmalloc_init(): windows in the fixmap
 *	set_fixmap()	one page at an address known at build time
 *
 * Locking    the early windows: none, boot CPU.  vmalloc has its own.
 * Entry      ioremap() iounmap() memremap() memunmap()
 *
 * Mirrors: Linux 4.6 arch/x86/mm/ioremap.c, mm/early_ioremap.c,
 * kernel/memremap.c, and set_fixmap of pgtable.c.
 * Simpler than Linux in: aliases with different cache modes are not tracked;
 * RAM is refused, so that only devices are mapped.
 */
#include <linux/io.h>

#include <linux/init.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/vmalloc.h>

#include <asm/cpufeature.h>
#include <asm/fixmap.h>
#include <asm/startup.h>
#include <asm/tlbflush.h>

/* Early windows in use: their size, 0 for free ones. */
static unsigned long early_sizes[FIX_BTMAPS_SLOTS] __initdata;

/**
 * virt_addr_valid_fn() - see virt_addr_valid()
 * @kaddr: any address
 *
 * Return: nonzero if it is RAM by way of the direct map or the image.
 */
int virt_addr_valid_fn(unsigned long kaddr)
{
	if (kaddr >= __START_KERNEL_map) {
		if (kaddr - __START_KERNEL_map >= KERNEL_IMAGE_SIZE)
			return 0;
	} else if (kaddr < PAGE_OFFSET || kaddr >= VMALLOC_START) {
		return 0;
	}
	return pfn_valid(__pa(kaddr) >> PAGE_SHIFT);
}

/**
 * __set_fixmap() - map, change or clear one page of the fixmap
 * @idx: which
 * @phys: page aligned physical address
 * @prot: rights; 0 unmaps
 *
 * Context: any; only this CPU is told, others must not have used the address.
 */
void __set_fixmap(enum fixed_addresses idx, phys_addr_t phys, pgprot_t prot)
{
	unsigned long addr = fix_to_virt(idx);
	pte_t pte = __pte(0);

	if (pgprot_val(prot))
		pte = pfn_pte(PFN_DOWN(phys), prot);
	set_pte(&level1_fixmap_pgt[pte_index(addr)], pte);
	__flush_tlb_one_kernel(addr);
}

/*
 * Early windows
 */

/**
 * early_ioremap_init() - the windows are ready
 *
 * Context: boot; the fixmap's page table is in the image, nothing to do but
 * to check that all windows are in it.
 */
void __init early_ioremap_init(void)
{
	BUILD_BUG_ON(FIXADDR_START >> PMD_SHIFT != FIXADDR_TOP >> PMD_SHIFT);
}

static void *__init early_map(phys_addr_t phys, unsigned long size,
			      pgprot_t prot)
{
	unsigned long offset = offset_in_page(phys);
	unsigned long pages = PFN_UP(offset + size);
	int slot, idx;

	for (slot = 0; slot < FIX_BTMAPS_SLOTS; slot++)
		if (!early_sizes[slot])
			break;
	if (WARN_ON(slot == FIX_BTMAPS_SLOTS || !size ||
		    phys + size - 1 < phys || pages > NR_FIX_BTMAPS))
		return NULL;

	early_sizes[slot] = size;
	idx = FIX_BTMAP_BEGIN - slot * NR_FIX_BTMAPS;
	for (phys -= offset; pages; pages--, phys += PAGE_SIZE)
		__set_fixmap(idx--, phys, prot);
	return (void *)(fix_to_virt(FIX_BTMAP_BEGIN - slot * NR_FIX_BTMAPS) +
			offset);
}

static void __init early_unmap(void *addr, unsigned long size)
{
	int idx = virt_to_fix((unsigned long)addr);
	int slot = (FIX_BTMAP_BEGIN - idx) / NR_FIX_BTMAPS;
	unsigned long pages = PFN_UP(offset_in_page(addr) + size);

	if (WARN_ON(idx > FIX_BTMAP_BEGIN || slot >= FIX_BTMAPS_SLOTS ||
		    early_sizes[slot] != size))
		return;
	early_sizes[slot] = 0;
	for (; pages; pages--)
		clear_fixmap(idx--);
}

/**
 * early_memremap() - a temporary window to tables in memory
 * @phys_addr: physical address
 * @size: bytes, at most 256 KiB less the offset in the page
 *
 * Context: boot, single CPU.
 * Return: its address, or NULL with a warning.
 */
void *__init early_memremap(resource_size_t phys_addr, unsigned long size)
{
	return early_map(phys_addr, size, PAGE_KERNEL);
}

/**
 * early_memunmap() - close a window of early_memremap()
 * @addr: what it returned
 * @size: bytes, the same again
 */
void __init early_memunmap(void *addr, unsigned long size)
{
	early_unmap(addr, size);
}

/*
 * Lasting mappings
 */
static bool range_is_ram(phys_addr_t start, unsigned long size)
{
	unsigned long pfn;

	for (pfn = PFN_DOWN(start); pfn <= PFN_DOWN(start + size - 1); pfn++)
		if (page_is_ram(pfn))
			return true;
	return false;
}

static bool range_is_valid(phys_addr_t start, unsigned long size)
{
	phys_addr_t last = start + size - 1;

	return size && last >= start &&
	       !(last >> boot_cpu_data.x86_phys_bits);
}

static void *map_phys(phys_addr_t phys, unsigned long size, pgprot_t prot,
		      const void *caller)
{
	unsigned long offset = offset_in_page(phys);
	struct vm_struct *area;
	unsigned long addr;

	phys -= offset;
	size = PAGE_ALIGN(size + offset);
	area = get_vm_area_caller(size, VM_IOREMAP, caller);
	if (!area)
		return NULL;
	area->phys_addr = phys;
	addr = (unsigned long)area->addr;
	if (ioremap_page_range(addr, addr + size, phys, prot)) {
		free_vm_area(area);
		return NULL;
	}
	return area->addr + offset;
}

static void __iomem *__ioremap_caller(phys_addr_t phys, unsigned long size,
				      pgprot_t prot, const void *caller)
{
	if (!range_is_valid(phys, size)) {
		pr_warn("ioremap: invalid physical address %llx\n", phys);
		return NULL;
	}
	if (range_is_ram(phys, size)) {
		WARN_ONCE(1, "ioremap on RAM at %llx\n", phys);
		return NULL;
	}
	return (void __iomem *)map_phys(phys, size, prot, caller);
}

/**
 * ioremap() - map device registers, uncached
 * @phys: physical address, of any alignment
 * @size: bytes
 *
 * Context: process context, may sleep.
 * Return: the address that @phys has now, or NULL.
 */
void __iomem *ioremap(resource_size_t phys, unsigned long size)
{
	return __ioremap_caller(phys, size, PAGE_KERNEL_IO_NOCACHE,
				__builtin_return_address(0));
}

/**
 * ioremap_wc() - map a frame buffer: writes may be combined and late
 * @phys: physical address
 * @size: bytes
 *
 * Context: process context, may sleep.
 * Return: the address that @phys has now, or NULL.
 */
void __iomem *ioremap_wc(resource_size_t phys, unsigned long size)
{
	return __ioremap_caller(phys, size, PAGE_KERNEL_WC,
				__builtin_return_address(0));
}

/**
 * iounmap() - undo ioremap()
 * @addr: what it returned; NULL is fine
 *
 * Context: process context.
 */
void iounmap(volatile void __iomem *addr)
{
	struct vm_struct *area;

	if (!addr)
		return;
	area = find_vm_area((void *)((unsigned long)addr & PAGE_MASK));
	if (WARN(!area || !(area->flags & VM_IOREMAP),
		 "iounmap of %p, which is no ioremap area\n", addr))
		return;
	free_vm_area(area);
}

/**
 * memremap() - memory without side effects, wherever it is
 * @offset: physical address
 * @size: bytes
 * @flags: MEMREMAP_WB, MEMREMAP_WC; the first that can be done
 *
 * Context: process context, may sleep.
 * Return: its address: in the direct map if all of it is RAM; NULL if only a
 * part is, or for a cache mode that RAM cannot have.
 */
void *memremap(resource_size_t offset, size_t size, unsigned long flags)
{
	if (!range_is_valid(offset, size))
		return NULL;
	if (range_is_ram(offset, size)) {
		unsigned long last = PFN_DOWN(offset + size - 1);

		if (!(flags & MEMREMAP_WB) || !page_is_ram(PFN_DOWN(offset)) ||
		    !page_is_ram(last))
			return NULL;
		return __va(offset);
	}
	return map_phys(offset, size,
			flags & MEMREMAP_WB ? PAGE_KERNEL : PAGE_KERNEL_WC,
			__builtin_return_address(0));
}

/**
 * memunmap() - undo memremap()
 * @addr: what it returned; NULL is fine
 *
 * Context: process context.
 */
void memunmap(void *addr)
{
	if (is_vmalloc_addr(addr))
		iounmap((void __iomem *)addr);
}
