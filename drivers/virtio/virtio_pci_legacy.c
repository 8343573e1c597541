// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/virtio/virtio_pci_legacy.c - virtio devices older than 1.0
 *
 * All registers are ports of BAR 0. The device chooses the size of a queue, and
 * is told the number of its first page.
 *
 * Locking    see virtio_pci_common.c.
 * Entry      virtio_pci_legacy_probe()
 *
 * Mirrors: Linux 4.6 drivers/virtio/virtio_pci_legacy.c.
 */
#include "virtio_pci_common.h"

#include <linux/err.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include <uapi/linux/virtio_pci.h>

#define VP_LEGACY_MAX_RING	1024	/* 28 KiB of memory */
#define PFN_LIMIT		(1ULL << 32)

/* The configuration moves when MSI-X puts two registers before it. */
static u16 config_port(struct virtio_pci_device *vp, unsigned int offset)
{
	return vp->ioaddr + VIRTIO_PCI_CONFIG_OFF(vp->msix_enabled) + offset;
}

static bool config_inside(struct virtio_pci_device *vp, unsigned int offset,
			  unsigned int len)
{
	return VIRTIO_PCI_CONFIG_OFF(vp->msix_enabled) + offset + len <=
	       vp->iolen;
}

static void vp_get(struct virtio_device *vdev, unsigned int offset, void *buf,
		   unsigned int len)
{
	struct virtio_pci_device *vp = to_vp_device(vdev);
	u8 *b = buf;
	unsigned int i;

	memset(buf, 0, len);
	for (i = 0; config_inside(vp, offset, len) && i < len; i++)
		b[i] = inb(config_port(vp, offset + i));
}

static void vp_set(struct virtio_device *vdev, unsigned int offset,
		   const void *buf, unsigned int len)
{
	struct virtio_pci_device *vp = to_vp_device(vdev);
	const u8 *b = buf;
	unsigned int i;

	for (i = 0; config_inside(vp, offset, len) && i < len; i++)
		outb(b[i], config_port(vp, offset + i));
}

static u8 vp_get_status(struct virtio_device *vdev)
{
	return inb(to_vp_device(vdev)->ioaddr + VIRTIO_PCI_STATUS);
}

static void vp_set_status(struct virtio_device *vdev, u8 status)
{
	outb(status, to_vp_device(vdev)->ioaddr + VIRTIO_PCI_STATUS);
}

static void vp_reset(struct virtio_device *vdev)
{
	vp_set_status(vdev, 0);
	vp_get_status(vdev);		/* the write has arrived */
}

static u64 vp_get_features(struct virtio_device *vdev)
{
	return inl(to_vp_device(vdev)->ioaddr + VIRTIO_PCI_HOST_FEATURES);
}

static int vp_finalize_features(struct virtio_device *vdev)
{
	vdev->features &= 0xffffffffULL;
	outl((u32)vdev->features,
	     to_vp_device(vdev)->ioaddr + VIRTIO_PCI_GUEST_FEATURES);
	return 0;
}

static u8 vp_read_isr(struct virtio_pci_device *vp)
{
	return inb(vp->ioaddr + VIRTIO_PCI_ISR);
}

static bool vp_notify(struct virtqueue *vq)
{
	outw(vq->index,
	     to_vp_device(vq->vdev)->ioaddr + VIRTIO_PCI_QUEUE_NOTIFY);
	return true;
}

static void vp_del_vq(struct virtio_pci_device *vp, struct virtqueue *vq)
{
	outw(vq->index, vp->ioaddr + VIRTIO_PCI_QUEUE_SEL);
	if (vp->msix_enabled)
		outw(VIRTIO_MSI_NO_VECTOR,
		     vp->ioaddr + VIRTIO_MSI_QUEUE_VECTOR);
	outl(0, vp->ioaddr + VIRTIO_PCI_QUEUE_PFN);
	vring_del_virtqueue(vq);
}

static struct virtqueue *vp_setup_vq(struct virtio_pci_device *vp,
				     unsigned int index,
				     vq_callback_t *callback, u16 vector)
{
	struct vring_addrs addrs;
	struct virtqueue *vq;
	unsigned int num;
	u64 pfn;

	outw(index, vp->ioaddr + VIRTIO_PCI_QUEUE_SEL);
	num = inw(vp->ioaddr + VIRTIO_PCI_QUEUE_NUM);
	if (!num || inl(vp->ioaddr + VIRTIO_PCI_QUEUE_PFN))
		return ERR_PTR(-ENOENT);
	if (num > VP_LEGACY_MAX_RING)
		return ERR_PTR(-ENOSPC);
	vq = vring_new_virtqueue(index, num, &vp->vdev, vp_notify, callback);
	if (!vq)
		return ERR_PTR(-ENOMEM);
	vring_get_addrs(vq, &addrs);
	pfn = addrs.desc >> VIRTIO_PCI_QUEUE_ADDR_SHIFT;
	if (pfn >= PFN_LIMIT) {
		vring_del_virtqueue(vq);
		return ERR_PTR(-E2BIG);
	}
	outl(pfn, vp->ioaddr + VIRTIO_PCI_QUEUE_PFN);
	if (vector == VIRTIO_MSI_NO_VECTOR)
		return vq;
	outw(vector, vp->ioaddr + VIRTIO_MSI_QUEUE_VECTOR);
	if (inw(vp->ioaddr + VIRTIO_MSI_QUEUE_VECTOR) != vector) {
		vp_del_vq(vp, vq);
		return ERR_PTR(-EBUSY);
	}
	return vq;
}

static const struct virtio_config_ops virtio_pci_config_ops = {
	.get		= vp_get,
	.set		= vp_set,
	.get_status	= vp_get_status,
	.set_status	= vp_set_status,
	.reset		= vp_reset,
	.find_vqs	= vp_find_vqs,
	.del_vqs	= vp_del_vqs,
	.get_features	= vp_get_features,
	.finalize_features = vp_finalize_features,
};

/**
 * virtio_pci_legacy_probe() - is this a device of before virtio 1.0?
 * @vp: gets its registers and operations
 *
 * Return: 0, or -ENODEV.
 */
int virtio_pci_legacy_probe(struct virtio_pci_device *vp)
{
	struct pci_dev *dev = vp->pci_dev;

	if (dev->device > 0x103f || dev->revision != VIRTIO_PCI_ABI_VERSION ||
	    !(pci_resource_flags(dev, 0) & IORESOURCE_IO) ||
	    pci_resource_len(dev, 0) < VIRTIO_PCI_CONFIG_OFF(false))
		return -ENODEV;
	vp->ioaddr = pci_resource_start(dev, 0);
	vp->iolen = min_t(u64, pci_resource_len(dev, 0), 0xffff);
	vp->vdev.id.device = dev->subsystem_device;
	vp->vdev.id.vendor = dev->subsystem_vendor;
	vp->vdev.config = &virtio_pci_config_ops;
	vp->setup_vq = vp_setup_vq;
	vp->del_vq = vp_del_vq;
	vp->read_isr = vp_read_isr;
	return 0;
}
