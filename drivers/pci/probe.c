// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/pci/probe.c - which devices are there, and who drives them
 *
 * Data       pci_root_buses: a tree of buses, by the numbers that the firmware
 *            gave to the bridges. pci_devices: all functions found.
 * I1         A bridge leads to a bus with a higher number than its own: the walk
 *            ends, whatever the bridges say.
 * I2         A device is given to one driver, once.
 * Locking    pci_mutex: both lists, drivers, probing.
 * Entry      pci_init() pci_register_driver()
 *
 * Mirrors: Linux 4.6 drivers/pci/probe.c, pci-driver.c, arch/x86/pci/legacy.c.
 * Simpler than Linux in: no addresses or bus numbers are assigned, no quirks; the
 * interrupt of a pin is what the firmware wrote to PCI_INTERRUPT_LINE.
 */
#include "pci.h"

#include <linux/errno.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/slab.h>

#include <asm/irq_vectors.h>

LIST_HEAD(pci_devices);
static LIST_HEAD(pci_root_buses);
static LIST_HEAD(pci_drivers);
static DEFINE_MUTEX(pci_mutex);

static struct pci_bus *pci_scan_bus(struct pci_bus *parent, unsigned int nr);

/*
 * The size of a BAR: write ones, see which bits are fixed. The device does not
 * decode meanwhile. *@high is used with 64 bits only.
 */
static void read_bar(struct pci_dev *dev, int bar, u32 *low, u32 *high,
		     u64 *size)
{
	int reg = PCI_BASE_ADDRESS_0 + 4 * bar;
	u32 l, h = ~0U, mask;
	bool mem64;

	pci_read_config_dword(dev, reg, low);
	mem64 = !(*low & PCI_BASE_ADDRESS_SPACE_IO) &&
		(*low & PCI_BASE_ADDRESS_MEM_TYPE_MASK) ==
		PCI_BASE_ADDRESS_MEM_TYPE_64 && bar < 5;
	pci_write_config_dword(dev, reg, ~0U);
	pci_read_config_dword(dev, reg, &l);
	pci_write_config_dword(dev, reg, *low);
	if (mem64) {
		pci_read_config_dword(dev, reg + 4, high);
		pci_write_config_dword(dev, reg + 4, ~0U);
		pci_read_config_dword(dev, reg + 4, &h);
		pci_write_config_dword(dev, reg + 4, *high);
	}
	mask = *low & PCI_BASE_ADDRESS_SPACE_IO ? 3 : 15;
	/* An i/o BAR may leave its upper half 0: only 64 KiB are there. */
	if ((*low & PCI_BASE_ADDRESS_SPACE_IO) && !(l & 0xffff0000))
		l |= 0xffff0000;
	*size = l & ~mask ? ~((u64)h << 32 | (l & ~mask)) + 1 : 0;
}

/* Return: how many BARs this one takes. */
static int read_resource(struct pci_dev *dev, int bar)
{
	struct resource *res = &dev->resource[bar];
	u32 low, high = 0;
	int used = 1;
	u64 size;

	read_bar(dev, bar, &low, &high, &size);
	if (!(low & PCI_BASE_ADDRESS_SPACE_IO) &&
	    (low & PCI_BASE_ADDRESS_MEM_TYPE_MASK) ==
	    PCI_BASE_ADDRESS_MEM_TYPE_64)
		used = 2;
	if (!size)
		return used;
	if (low & PCI_BASE_ADDRESS_SPACE_IO) {
		res->flags = IORESOURCE_IO;
		res->start = low & ~3U & 0xffff;
	} else {
		res->flags = IORESOURCE_MEM;
		if (low & PCI_BASE_ADDRESS_MEM_PREFETCH)
			res->flags |= IORESOURCE_PREFETCH;
		if (used == 2)
			res->flags |= IORESOURCE_MEM_64;
		res->start = (u64)high << 32 | (low & ~15U);
	}
	res->end = res->start + size - 1;
	return used;
}

static void read_resources(struct pci_dev *dev)
{
	int nr = dev->hdr_type == PCI_HEADER_TYPE_NORMAL ? 6 : 2;
	u16 cmd;
	int i;

	pci_read_config_word(dev, PCI_COMMAND, &cmd);
	pci_write_config_word(dev, PCI_COMMAND, cmd &
			      ~(PCI_COMMAND_IO | PCI_COMMAND_MEMORY));
	for (i = 0; i < nr;)
		i += read_resource(dev, i);
	pci_write_config_word(dev, PCI_COMMAND, cmd);
}

static void read_irq(struct pci_dev *dev)
{
	u8 line;

	pci_read_config_byte(dev, PCI_INTERRUPT_PIN, &dev->pin);
	if (!dev->pin)
		return;
	pci_read_config_byte(dev, PCI_INTERRUPT_LINE, &line);
	if (line && line < NR_IRQS_LEGACY)
		dev->irq = line;
}

static struct pci_dev *pci_setup_device(struct pci_bus *bus,
					unsigned int devfn, u32 id)
{
	struct pci_dev *dev = kzalloc(sizeof(*dev), GFP_KERNEL);
	u32 class;

	if (!dev)
		return NULL;
	dev->bus = bus;
	dev->devfn = devfn;
	dev->vendor = id & 0xffff;
	dev->device = id >> 16;
	snprintf(dev->name, sizeof(dev->name), "0000:%02x:%02x.%u", bus->number,
		 PCI_SLOT(devfn), PCI_FUNC(devfn));
	pci_read_config_dword(dev, PCI_CLASS_REVISION, &class);
	dev->class = class >> 8;
	dev->revision = class & 0xff;
	pci_read_config_byte(dev, PCI_HEADER_TYPE, &dev->hdr_type);
	dev->hdr_type &= 0x7f;
	if (dev->hdr_type == PCI_HEADER_TYPE_NORMAL) {
		pci_read_config_word(dev, PCI_SUBSYSTEM_VENDOR_ID,
				     &dev->subsystem_vendor);
		pci_read_config_word(dev, PCI_SUBSYSTEM_ID,
				     &dev->subsystem_device);
	}
	if (dev->hdr_type <= PCI_HEADER_TYPE_BRIDGE)
		read_resources(dev);
	read_irq(dev);
	dev->msix_cap = pci_find_capability(dev, PCI_CAP_ID_MSIX);
	list_add_tail(&dev->global_list, &pci_devices);
	return dev;
}

/* Behind a bridge is a bus, if the firmware gave it a number (I1). */
static void scan_bridge(struct pci_dev *dev)
{
	u8 secondary;

	pci_read_config_byte(dev, PCI_SECONDARY_BUS, &secondary);
	if (secondary > dev->bus->number)
		pci_scan_bus(dev->bus, secondary);
}

static void scan_slot(struct pci_bus *bus, unsigned int slot)
{
	unsigned int fn, nr_fns = 1;

	for (fn = 0; fn < nr_fns; fn++) {
		unsigned int devfn = PCI_DEVFN(slot, fn);
		u32 id = pci_conf_read(bus->number, devfn, PCI_VENDOR_ID, 4);
		struct pci_dev *dev;

		if (!id || (id & 0xffff) == 0xffff)
			continue;
		if (!fn && pci_conf_read(bus->number, devfn, PCI_HEADER_TYPE,
					 1) & 0x80)
			nr_fns = 8;
		dev = pci_setup_device(bus, devfn, id);
		if (dev && dev->hdr_type == PCI_HEADER_TYPE_BRIDGE)
			scan_bridge(dev);
	}
}

static bool bus_known(struct list_head *buses, unsigned int nr)
{
	struct pci_bus *bus;

	list_for_each_entry(bus, buses, node)
		if (bus->number == nr || bus_known(&bus->children, nr))
			return true;
	return false;
}

/* Depth at most 255: numbers grow from bus to bus. */
static struct pci_bus *pci_scan_bus(struct pci_bus *parent, unsigned int nr)
{
	struct pci_bus *bus;
	unsigned int slot;

	if (bus_known(&pci_root_buses, nr))
		return NULL;
	bus = kzalloc(sizeof(*bus), GFP_KERNEL);
	if (!bus)
		return NULL;
	bus->parent = parent;
	bus->number = nr;
	INIT_LIST_HEAD(&bus->children);
	list_add_tail(&bus->node, parent ? &parent->children : &pci_root_buses);
	pci_access_bus(nr);
	for (slot = 0; slot < 32; slot++)
		scan_slot(bus, slot);
	return bus;
}

/* Drivers. */

static const struct pci_device_id *match_device(struct pci_driver *drv,
						struct pci_dev *dev)
{
	const struct pci_device_id *id;

	for (id = drv->id_table; id->vendor; id++)
		if ((id->vendor == PCI_ANY_ID || id->vendor == dev->vendor) &&
		    (id->device == PCI_ANY_ID || id->device == dev->device))
			return id;
	return NULL;
}

static void try_driver(struct pci_driver *drv, struct pci_dev *dev)
{
	const struct pci_device_id *id = match_device(drv, dev);
	int err;

	if (dev->driver || !id)
		return;
	dev->driver = drv;
	err = drv->probe(dev, id);
	if (!err)
		return;
	dev->driver = NULL;
	if (err != -ENODEV)
		pr_warn("%s: probe of %s failed with error %d\n", drv->name,
			pci_name(dev), err);
}

/**
 * pci_register_driver() - a driver looks after its devices
 * @drv: stays; ->probe() is called for each device of its table
 *
 * Context: process context.
 * Return: 0.
 */
int pci_register_driver(struct pci_driver *drv)
{
	struct pci_dev *dev;

	mutex_lock(&pci_mutex);
	list_add_tail(&drv->node, &pci_drivers);
	list_for_each_entry(dev, &pci_devices, global_list)
		try_driver(drv, dev);
	mutex_unlock(&pci_mutex);
	return 0;
}

static void __init print_devices(void)
{
	struct pci_dev *dev;
	int i;

	list_for_each_entry(dev, &pci_devices, global_list) {
		pr_info("pci %s: [%04x:%04x] type %02x class %#08x\n",
			pci_name(dev), dev->vendor, dev->device,
			dev->hdr_type, dev->class);
		for (i = 0; i < PCI_STD_NUM_RESOURCES; i++)
			if (pci_resource_len(dev, i))
				pr_debug("pci %s: BAR %d: %#llx-%#llx\n",
					 pci_name(dev), i,
					 pci_resource_start(dev, i),
					 pci_resource_end(dev, i));
	}
}

static int __init pci_init(void)
{
	unsigned int fn;

	pci_access_init();
	mutex_lock(&pci_mutex);
	pci_scan_bus(NULL, 0);
	/* A host bridge with several functions: each is a root of its own. */
	if (!list_empty(&pci_root_buses) &&
	    (pci_conf_read(0, 0, PCI_HEADER_TYPE, 1) & 0x80))
		for (fn = 1; fn < 8; fn++)
			if (pci_conf_read(0, fn, PCI_CLASS_DEVICE, 2) ==
			    PCI_CLASS_BRIDGE_HOST)
				pci_scan_bus(NULL, fn);
	mutex_unlock(&pci_mutex);
	print_devices();
	return 0;
}
device_initcall(pci_init);
