/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/pci.h - devices on the PCI bus
 *
 * A driver's probe: pci_enable_device(), pci_set_master(), pci_iomap_range(), then
 * pci_enable_msix() or pdev->irq.
 *
 * Mirrors: Linux 4.6 include/linux/pci.h.
 * Simpler than Linux in: no hot plug, power management, DMA API; addresses are
 * what the firmware assigned; a device has its driver for ever.
 */
#ifndef _LINUX_PCI_H
#define _LINUX_PCI_H

#include <linux/device.h>
#include <linux/list.h>
#include <linux/pci_ids.h>
#include <linux/types.h>

#include <uapi/linux/pci_regs.h>

#define PCI_DEVFN(slot, func)	((((slot) & 0x1f) << 3) | ((func) & 0x07))
#define PCI_SLOT(devfn)		(((devfn) >> 3) & 0x1f)
#define PCI_FUNC(devfn)		((devfn) & 0x07)
#define PCI_ANY_ID		(~0U)
#define PCI_STD_NUM_RESOURCES	6

#define IORESOURCE_IO		0x00000100
#define IORESOURCE_MEM		0x00000200
#define IORESOURCE_PREFETCH	0x00002000
#define IORESOURCE_MEM_64	0x00100000

struct resource {
	resource_size_t	start;
	resource_size_t	end;		/* inclusive */
	unsigned long	flags;		/* IORESOURCE_*; 0: none */
};

struct pci_bus {
	struct pci_bus	*parent;	/* NULL: a root */
	unsigned char	number;
	struct list_head node;		/* pci_root_buses, or parent's children */
	struct list_head children;
};

struct pci_device_id {
	u32		vendor, device;	/* PCI_ANY_ID: all */
	unsigned long	driver_data;
};

#define PCI_DEVICE(vend, dev)	.vendor = (vend), .device = (dev)

struct pci_driver;

/* [I] immutable after enumeration   [p] its driver's probe */
struct pci_dev {
	struct list_head global_list;	/* [I] all devices */
	struct pci_bus	*bus;		/* [I] */
	unsigned int	devfn;		/* [I] */
	u16		vendor, device;	/* [I] */
	u16		subsystem_vendor, subsystem_device;	/* [I] */
	u32		class;		/* [I] class, subclass, interface */
	u8		revision;	/* [I] */
	u8		hdr_type;	/* [I] without the multi-function bit */
	u8		pin;		/* [I] 0: none, 1: INTA ... */
	u8		msix_cap;	/* [I] offset, or 0 */
	unsigned int	irq;		/* [I] of the pin; 0: none */
	struct resource	resource[PCI_STD_NUM_RESOURCES];	/* [I] */
	struct pci_driver *driver;	/* [p] */
	void		*driver_data;	/* [p] */
	void __iomem	*msix_table;	/* [p] while MSI-X is on */
	unsigned int	msix_nr;	/* [p] entries in use */
	char		name[16];	/* [I] "0000:00:03.0" */
};

struct pci_driver {
	struct list_head node;
	const char	*name;
	const struct pci_device_id *id_table;	/* ends with vendor 0 */
	int		(*probe)(struct pci_dev *dev,
				 const struct pci_device_id *id);
};

struct msix_entry {
	u32	vector;		/* out: irq number */
	u16	entry;		/* in: of the table */
};

#define pci_resource_start(dev, bar)	((dev)->resource[bar].start)
#define pci_resource_end(dev, bar)	((dev)->resource[bar].end)
#define pci_resource_flags(dev, bar)	((dev)->resource[bar].flags)
#define pci_resource_len(dev, bar) \
	(pci_resource_flags(dev, bar) ? \
	 pci_resource_end(dev, bar) - pci_resource_start(dev, bar) + 1 : 0)

static inline const char *pci_name(const struct pci_dev *pdev)
{
	return pdev->name;
}

static inline void *pci_get_drvdata(struct pci_dev *pdev)
{
	return pdev->driver_data;
}

static inline void pci_set_drvdata(struct pci_dev *pdev, void *data)
{
	pdev->driver_data = data;
}

/* drivers/pci/access.c: the configuration space */
int pci_read_config_byte(const struct pci_dev *dev, int where, u8 *val);
int pci_read_config_word(const struct pci_dev *dev, int where, u16 *val);
int pci_read_config_dword(const struct pci_dev *dev, int where, u32 *val);
int pci_write_config_byte(const struct pci_dev *dev, int where, u8 val);
int pci_write_config_word(const struct pci_dev *dev, int where, u16 val);
int pci_write_config_dword(const struct pci_dev *dev, int where, u32 val);

/* drivers/pci/pci.c */
int pci_find_capability(struct pci_dev *dev, int cap);
int pci_find_next_capability(struct pci_dev *dev, u8 pos, int cap);
int pci_enable_device(struct pci_dev *dev);
void pci_set_master(struct pci_dev *dev);
void pci_intx(struct pci_dev *dev, int enable);
void __iomem *pci_iomap_range(struct pci_dev *dev, int bar,
			      unsigned long offset, unsigned long maxlen);

/* drivers/pci/probe.c */
extern struct list_head pci_devices;
int pci_register_driver(struct pci_driver *drv);

/* drivers/pci/msi.c */
int pci_msix_vec_count(struct pci_dev *dev);
int pci_enable_msix(struct pci_dev *dev, struct msix_entry *entries, int nvec);
void pci_disable_msix(struct pci_dev *dev, struct msix_entry *entries);

#endif /* _LINUX_PCI_H */
