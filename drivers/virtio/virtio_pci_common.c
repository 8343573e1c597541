// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/virtio/virtio_pci_common.c - virtio devices on the PCI bus
 *
 * A device of the specification 1.0 tells by capabilities where its registers
 * are (virtio_pci_modern.c); an older one has them at fixed ports
 * (virtio_pci_legacy.c); many can both.
 *
 * Interrupts: an MSI-X message for each queue; if there are not so many, the pin,
 * which may be shared, and all queues are looked at.
 *
 * Locking    probing and finding queues: the bus's; a queue: its driver's.
 * Entry      vp_find_vqs() vp_del_vqs()
 *
 * Mirrors: Linux 4.6 drivers/virtio/virtio_pci_common.c.
 * Simpler than Linux in: changes of the configuration are not told to drivers;
 * queues do not share messages.
 */
#include "virtio_pci_common.h"

#include <linux/err.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#include <uapi/linux/virtio_pci.h>

/* The pin: reading the ISR lowers it. */
static irqreturn_t vp_interrupt(int irq, void *opaque)
{
	struct virtio_pci_device *vp = opaque;
	irqreturn_t ret = IRQ_NONE;
	unsigned int i;

	if (!vp->read_isr(vp))
		return IRQ_NONE;
	for (i = 0; i < vp->nvqs; i++)
		if (vring_interrupt(irq, vp->vqs[i]) == IRQ_HANDLED)
			ret = IRQ_HANDLED;
	return ret == IRQ_NONE ? IRQ_HANDLED : ret;
}

static int setup_queues(struct virtio_pci_device *vp, unsigned int nvqs,
			vq_callback_t *callbacks[], const char *const names[])
{
	struct virtqueue *vq;
	unsigned int i;

	for (i = 0; i < nvqs; i++) {
		vq = vp->setup_vq(vp, i, callbacks[i], vp->msix_enabled ?
				  i : VIRTIO_MSI_NO_VECTOR);
		if (IS_ERR(vq))
			return PTR_ERR(vq);
		vq->name = names[i];
		vp->vqs[i] = vq;
		vp->nvqs = i + 1;
	}
	return 0;
}

static int request_msix(struct virtio_pci_device *vp)
{
	unsigned int i;
	int err;

	for (i = 0; i < vp->nvqs; i++) {
		snprintf(vp->msix_names[i], sizeof(vp->msix_names[i]), "%s-%s",
			 vp->vdev.name, vp->vqs[i]->name);
		err = request_irq(vp->msix[i].vector, vring_interrupt, 0,
				  vp->msix_names[i], vp->vqs[i]);
		if (!err)
			continue;
		while (i--)
			free_irq(vp->msix[i].vector, vp->vqs[i]);
		return err;
	}
	return 0;
}

static int request_intx(struct virtio_pci_device *vp)
{
	int err;

	if (!vp->pci_dev->irq)
		return -ENODEV;
	err = request_irq(vp->pci_dev->irq, vp_interrupt, IRQF_SHARED,
			  vp->vdev.name, vp);
	vp->intx_enabled = !err;
	return err;
}

/* With or without MSI-X: all queues and their interrupts, or nothing. */
static int try_to_find_vqs(struct virtio_pci_device *vp, unsigned int nvqs,
			   vq_callback_t *callbacks[],
			   const char *const names[], bool use_msix)
{
	unsigned int i;
	int err;

	if (use_msix) {
		for (i = 0; i < nvqs; i++)
			vp->msix[i].entry = i;
		err = pci_enable_msix(vp->pci_dev, vp->msix, nvqs);
		if (err)
			return err;
		vp->msix_enabled = true;
	}
	err = setup_queues(vp, nvqs, callbacks, names);
	if (!err)
		err = use_msix ? request_msix(vp) : request_intx(vp);
	if (!err)
		return 0;
	while (vp->nvqs)
		vp->del_vq(vp, vp->vqs[--vp->nvqs]);
	if (use_msix) {
		pci_disable_msix(vp->pci_dev, vp->msix);
		vp->msix_enabled = false;
	}
	return err;
}

/**
 * vp_find_vqs() - the device's queues, with interrupts
 * @vdev: the device
 * @nvqs: how many
 * @vqs: gets them
 * @callbacks: called from interrupts
 * @names: for messages
 *
 * Context: process context.
 * Return: 0 or -errno.
 */
int vp_find_vqs(struct virtio_device *vdev, unsigned int nvqs,
		struct virtqueue *vqs[], vq_callback_t *callbacks[],
		const char *const names[])
{
	struct virtio_pci_device *vp = to_vp_device(vdev);
	int err;

	if (nvqs > VIRTIO_PCI_MAX_VQS)
		return -ENOSPC;
	err = try_to_find_vqs(vp, nvqs, callbacks, names, true);
	if (err)
		err = try_to_find_vqs(vp, nvqs, callbacks, names, false);
	if (!err)
		memcpy(vqs, vp->vqs, nvqs * sizeof(vqs[0]));
	return err;
}

/**
 * vp_del_vqs() - undo vp_find_vqs()
 * @vdev: was reset
 *
 * Context: process context.
 */
void vp_del_vqs(struct virtio_device *vdev)
{
	struct virtio_pci_device *vp = to_vp_device(vdev);
	unsigned int i;

	for (i = 0; vp->msix_enabled && i < vp->nvqs; i++)
		free_irq(vp->msix[i].vector, vp->vqs[i]);
	if (vp->intx_enabled)
		free_irq(vp->pci_dev->irq, vp);
	while (vp->nvqs)
		vp->del_vq(vp, vp->vqs[--vp->nvqs]);
	if (vp->msix_enabled)
		pci_disable_msix(vp->pci_dev, vp->msix);
	vp->msix_enabled = vp->intx_enabled = false;
}

static int virtio_pci_probe(struct pci_dev *pci_dev,
			    const struct pci_device_id *id)
{
	struct virtio_pci_device *vp;
	int err;

	if (pci_dev->device < 0x1000 || pci_dev->device > 0x107f)
		return -ENODEV;
	vp = kzalloc(sizeof(*vp), GFP_KERNEL);
	if (!vp)
		return -ENOMEM;
	vp->pci_dev = pci_dev;
	pci_set_drvdata(pci_dev, vp);
	pci_enable_device(pci_dev);
	err = virtio_pci_modern_probe(vp);
	if (err == -ENODEV)
		err = virtio_pci_legacy_probe(vp);
	if (err) {
		kfree(vp);
		return err;
	}
	pci_set_master(pci_dev);
	return register_virtio_device(&vp->vdev);
}

static const struct pci_device_id virtio_pci_id_table[] = {
	{ PCI_DEVICE(PCI_VENDOR_ID_REDHAT_QUMRANET, PCI_ANY_ID) },
	{ 0 }
};

static struct pci_driver virtio_pci_driver = {
	.name		= "virtio-pci",
	.id_table	= virtio_pci_id_table,
	.probe		= virtio_pci_probe,
};

static int __init virtio_pci_init(void)
{
	return pci_register_driver(&virtio_pci_driver);
}
device_initcall(virtio_pci_init);
