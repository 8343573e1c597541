/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * drivers/virtio/virtio_pci_common.h - between the files of the PCI transport
 *
 * Mirrors: Linux 4.6 drivers/virtio/virtio_pci_common.h.
 */
#ifndef _DRIVERS_VIRTIO_VIRTIO_PCI_COMMON_H
#define _DRIVERS_VIRTIO_VIRTIO_PCI_COMMON_H

#include <linux/pci.h>
#include <linux/virtio_config.h>
#include <linux/virtio_ring.h>

#define VIRTIO_PCI_MAX_VQS	16
#define VP_MAX_RING		256	/* descriptors, where we may choose */

/* [I] immutable after probe   [v] set by find_vqs */
struct virtio_pci_device {
	struct virtio_device vdev;
	struct pci_dev	*pci_dev;		/* [I] */

	/* Modern: regions of the device's memory. */
	struct virtio_pci_common_cfg __iomem *common;	/* [I] */
	u8 __iomem	*device;		/* [I] configuration, or NULL */
	u8 __iomem	*notify_base;		/* [I] */
	u8 __iomem	*isr;			/* [I] */
	u32		device_len, notify_len;	/* [I] bytes */
	u32		notify_offset_multiplier; /* [I] */

	/* Legacy: ports. */
	u16		ioaddr, iolen;		/* [I] */

	unsigned int	nvqs;			/* [v] */
	struct virtqueue *vqs[VIRTIO_PCI_MAX_VQS];	/* [v] */
	bool		msix_enabled;		/* [v] one entry a queue */
	bool		intx_enabled;		/* [v] */
	struct msix_entry msix[VIRTIO_PCI_MAX_VQS];	/* [v] */
	char		msix_names[VIRTIO_PCI_MAX_VQS][32];	/* [v] */

	/* The difference between modern and legacy. [I] */
	struct virtqueue *(*setup_vq)(struct virtio_pci_device *vp,
				      unsigned int index,
				      vq_callback_t *callback, u16 vector);
	void		(*del_vq)(struct virtio_pci_device *vp,
				  struct virtqueue *vq);
	u8		(*read_isr)(struct virtio_pci_device *vp);
};

#define to_vp_device(_vdev) \
	container_of(_vdev, struct virtio_pci_device, vdev)

int vp_find_vqs(struct virtio_device *vdev, unsigned int nvqs,
		struct virtqueue *vqs[], vq_callback_t *callbacks[],
		const char *const names[]);
void vp_del_vqs(struct virtio_device *vdev);
int virtio_pci_modern_probe(struct virtio_pci_device *vp);
int virtio_pci_legacy_probe(struct virtio_pci_device *vp);

#endif /* _DRIVERS_VIRTIO_VIRTIO_PCI_COMMON_H */
