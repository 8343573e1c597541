// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/virtio/virtio_pci_modern.c - virtio 1.0 devices on the PCI bus
 *
 * Vendor capabilities tell where four structures lie in the device's regions:
 * common configuration, notifications, interrupt status, and the device's own.
 *
 * I1         What a capability says is inside a region that exists, or it is not
 *            used; what a queue says is inside the notification structure.
 * Locking    see virtio_pci_common.c.
 * Entry      virtio_pci_modern_probe()
 *
 * Mirrors: Linux 4.6 drivers/virtio/virtio_pci_modern.c. The layout is chapter
 * 4.1 of the virtio specification 1.1.
 */
#include "virtio_pci_common.h"

#include <linux/delay.h>
#include <linux/err.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include <uapi/linux/virtio_pci.h>

#define VP_MAX_CAPS		48

static void vp_get(struct virtio_device *vdev, unsigned int offset, void *buf,
		   unsigned int len)
{
	struct virtio_pci_device *vp = to_vp_device(vdev);
	u8 __iomem *p = vp->device + offset;
	u8 *b = buf;
	unsigned int i;

	memset(buf, 0, len);
	if (!vp->device || offset + len > vp->device_len)
		return;
	/* In the size of the field, as the specification wants it. */
	if (len == 2)
		*(u16 *)buf = readw(p);
	else if (len == 4)
		*(u32 *)buf = readl(p);
	else if (len == 8)
		*(u64 *)buf = readl(p) | (u64)readl(p + 4) << 32;
	else
		for (i = 0; i < len; i++)
			b[i] = readb(p + i);
}

static void vp_set(struct virtio_device *vdev, unsigned int offset,
		   const void *buf, unsigned int len)
{
	struct virtio_pci_device *vp = to_vp_device(vdev);
	const u8 *b = buf;
	unsigned int i;

	if (!vp->device || offset + len > vp->device_len)
		return;
	for (i = 0; i < len; i++)
		writeb(b[i], vp->device + offset + i);
}

static u32 vp_generation(struct virtio_device *vdev)
{
	return readb(&to_vp_device(vdev)->common->config_generation);
}

static u8 vp_get_status(struct virtio_device *vdev)
{
	return readb(&to_vp_device(vdev)->common->device_status);
}

static void vp_set_status(struct virtio_device *vdev, u8 status)
{
	writeb(status, &to_vp_device(vdev)->common->device_status);
}

/* A reset is done when 0 is read back; a second must do. */
static void vp_reset(struct virtio_device *vdev)
{
	int tries;

	vp_set_status(vdev, 0);
	for (tries = 0; vp_get_status(vdev) && tries < 1000; tries++)
		msleep(1);
}

static u64 vp_get_features(struct virtio_device *vdev)
{
	struct virtio_pci_common_cfg __iomem *c = to_vp_device(vdev)->common;
	u64 features;

	writel(0, &c->device_feature_select);
	features = readl(&c->device_feature);
	writel(1, &c->device_feature_select);
	return features | (u64)readl(&c->device_feature) << 32;
}

static int vp_finalize_features(struct virtio_device *vdev)
{
	struct virtio_pci_common_cfg __iomem *c = to_vp_device(vdev)->common;

	if (!virtio_has_feature(vdev, VIRTIO_F_VERSION_1)) {
		pr_err("%s: modern device without VERSION_1\n", vdev->name);
		return -EINVAL;
	}
	writel(0, &c->guest_feature_select);
	writel((u32)vdev->features, &c->guest_feature);
	writel(1, &c->guest_feature_select);
	writel(vdev->features >> 32, &c->guest_feature);
	return 0;
}

static u8 vp_read_isr(struct virtio_pci_device *vp)
{
	return readb(vp->isr);
}

static bool vp_notify(struct virtqueue *vq)
{
	writew(vq->index, (u8 __iomem __force *)vq->priv);
	return true;
}

static void write64(u64 val, void __iomem *lo)
{
	writel((u32)val, lo);
	writel(val >> 32, (u8 __iomem *)lo + 4);
}

static int activate_vq(struct virtio_pci_device *vp, struct virtqueue *vq,
		       unsigned int num, u16 vector)
{
	struct virtio_pci_common_cfg __iomem *c = vp->common;
	u64 off = (u64)readw(&c->queue_notify_off) *
		  vp->notify_offset_multiplier;
	struct vring_addrs addrs;

	if (off + 2 > vp->notify_len)
		return -EINVAL;
	vq->priv = (void __force *)(vp->notify_base + off);
	vring_get_addrs(vq, &addrs);
	writew(num, &c->queue_size);
	write64(addrs.desc, &c->queue_desc_lo);
	write64(addrs.avail, &c->queue_avail_lo);
	write64(addrs.used, &c->queue_used_lo);
	if (vector != VIRTIO_MSI_NO_VECTOR) {
		writew(vector, &c->queue_msix_vector);
		if (readw(&c->queue_msix_vector) != vector)
			return -EBUSY;
	}
	writew(1, &c->queue_enable);
	return 0;
}

static struct virtqueue *vp_setup_vq(struct virtio_pci_device *vp,
				     unsigned int index,
				     vq_callback_t *callback, u16 vector)
{
	struct virtio_pci_common_cfg __iomem *c = vp->common;
	struct virtqueue *vq;
	unsigned int num;
	int err;

	if (index >= readw(&c->num_queues))
		return ERR_PTR(-ENOENT);
	writew(index, &c->queue_select);
	num = readw(&c->queue_size);
	if (!num || readw(&c->queue_enable))
		return ERR_PTR(-ENOENT);
	if (num & (num - 1)) {
		pr_warn("%s: bad queue size %u\n", vp->vdev.name, num);
		return ERR_PTR(-EINVAL);
	}
	num = min_t(unsigned int, num, VP_MAX_RING);
	vq = vring_new_virtqueue(index, num, &vp->vdev, vp_notify, callback);
	if (!vq)
		return ERR_PTR(-ENOMEM);
	err = activate_vq(vp, vq, num, vector);
	if (err) {
		vring_del_virtqueue(vq);
		return ERR_PTR(err);
	}
	return vq;
}

/* Only a reset stops a queue of virtio 1.0: the caller does one, or did. */
static void vp_del_vq(struct virtio_pci_device *vp, struct virtqueue *vq)
{
	writew(vq->index, &vp->common->queue_select);
	if (vp->msix_enabled)
		writew(VIRTIO_MSI_NO_VECTOR, &vp->common->queue_msix_vector);
	vring_del_virtqueue(vq);
}

static const struct virtio_config_ops virtio_pci_config_ops = {
	.get		= vp_get,
	.set		= vp_set,
	.generation	= vp_generation,
	.get_status	= vp_get_status,
	.set_status	= vp_set_status,
	.reset		= vp_reset,
	.find_vqs	= vp_find_vqs,
	.del_vqs	= vp_del_vqs,
	.get_features	= vp_get_features,
	.finalize_features = vp_finalize_features,
};

/* Offset of the first usable capability of this type, or 0. */
static int find_cap(struct pci_dev *dev, u8 cfg_type)
{
	int pos = pci_find_capability(dev, PCI_CAP_ID_VNDR), n;
	u8 type, bar;

	for (n = 0; pos && n < VP_MAX_CAPS; n++) {
		pci_read_config_byte(dev, pos + VIRTIO_PCI_CAP_CFG_TYPE, &type);
		pci_read_config_byte(dev, pos + VIRTIO_PCI_CAP_BAR, &bar);
		if (type == cfg_type && bar < PCI_STD_NUM_RESOURCES &&
		    pci_resource_len(dev, bar) &&
		    (pci_resource_flags(dev, bar) & IORESOURCE_MEM))
			return pos;
		pos = pci_find_next_capability(dev, pos, PCI_CAP_ID_VNDR);
	}
	return 0;
}

/* Map what a capability describes (I1); NULL: too small, or not there. */
static void __iomem *map_cap(struct pci_dev *dev, int pos, u32 minlen,
			     u32 *len)
{
	u32 offset, length;
	u8 bar;

	pci_read_config_byte(dev, pos + VIRTIO_PCI_CAP_BAR, &bar);
	pci_read_config_dword(dev, pos + VIRTIO_PCI_CAP_OFFSET, &offset);
	pci_read_config_dword(dev, pos + VIRTIO_PCI_CAP_LENGTH, &length);
	if (length < minlen || offset & 3 ||
	    (u64)offset + length > pci_resource_len(dev, bar)) {
		pr_err("virtio_pci %s: bad capability at %#x\n", pci_name(dev),
		       pos);
		return NULL;
	}
	if (len)
		*len = length;
	return pci_iomap_range(dev, bar, offset, length);
}

static void unmap_all(struct virtio_pci_device *vp)
{
	if (vp->common)
		iounmap(vp->common);
	if (vp->isr)
		iounmap(vp->isr);
	if (vp->notify_base)
		iounmap(vp->notify_base);
	if (vp->device)
		iounmap(vp->device);
}

/**
 * virtio_pci_modern_probe() - is this a device of virtio 1.0?
 * @vp: gets its registers and operations
 *
 * Return: 0; -ENODEV: it is not; -EINVAL: it is broken.
 */
int virtio_pci_modern_probe(struct virtio_pci_device *vp)
{
	struct pci_dev *dev = vp->pci_dev;
	int common = find_cap(dev, VIRTIO_PCI_CAP_COMMON_CFG);
	int isr = find_cap(dev, VIRTIO_PCI_CAP_ISR_CFG);
	int notify = find_cap(dev, VIRTIO_PCI_CAP_NOTIFY_CFG);
	int device = find_cap(dev, VIRTIO_PCI_CAP_DEVICE_CFG);

	if (!common || !isr || !notify)
		return -ENODEV;
	vp->common = map_cap(dev, common, sizeof(*vp->common), NULL);
	vp->isr = map_cap(dev, isr, 1, NULL);
	vp->notify_base = map_cap(dev, notify, 2, &vp->notify_len);
	pci_read_config_dword(dev, notify + VIRTIO_PCI_NOTIFY_CAP_MULT,
			      &vp->notify_offset_multiplier);
	if (device)
		vp->device = map_cap(dev, device, 1, &vp->device_len);
	if (!vp->common || !vp->isr || !vp->notify_base) {
		unmap_all(vp);
		return -EINVAL;
	}
	/* Transitional devices keep the old ids; the type is elsewhere. */
	vp->vdev.id.device = dev->device < 0x1040 ? dev->subsystem_device :
			     dev->device - 0x1040u;
	vp->vdev.id.vendor = dev->subsystem_vendor;
	vp->vdev.config = &virtio_pci_config_ops;
	vp->setup_vq = vp_setup_vq;
	vp->del_vq = vp_del_vq;
	vp->read_isr = vp_read_isr;
	return 0;
}
