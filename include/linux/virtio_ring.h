/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/virtio_ring.h - split rings, for the transports
 *
 * Mirrors: Linux 4.6 include/linux/virtio_ring.h.
 */
#ifndef _LINUX_VIRTIO_RING_H
#define _LINUX_VIRTIO_RING_H

#include <linux/irqreturn.h>
#include <linux/virtio.h>

#include <uapi/linux/virtio_ring.h>

/* Addresses of the three parts, for the device. */
struct vring_addrs {
	u64	desc, avail, used;
};

struct virtqueue *vring_new_virtqueue(unsigned int index, unsigned int num,
				      struct virtio_device *vdev,
				      bool (*notify)(struct virtqueue *vq),
				      void (*callback)(struct virtqueue *vq));
void vring_del_virtqueue(struct virtqueue *vq);
void vring_get_addrs(struct virtqueue *vq, struct vring_addrs *addrs);
irqreturn_t vring_interrupt(int irq, void *vq);

#endif /* _LINUX_VIRTIO_RING_H */
