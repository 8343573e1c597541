/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/virtio.h - devices of a hypervisor: what their drivers see
 *
 *	virtqueue	buffers go to the device and come back used
 *	virtio_device	features, configuration, queues
 *
 * Mirrors: Linux 4.6 include/linux/virtio.h.
 * Simpler than Linux in: a device has its driver for ever; no freezing.
 */
#ifndef _LINUX_VIRTIO_H
#define _LINUX_VIRTIO_H

#include <linux/gfp.h>
#include <linux/list.h>
#include <linux/types.h>

#include <uapi/linux/virtio_ids.h>

struct scatterlist;
struct virtio_config_ops;
struct virtio_device;

/* [I] immutable once found */
struct virtqueue {
	void		(*callback)(struct virtqueue *vq);	/* [I] */
	const char	*name;		/* [I] */
	struct virtio_device *vdev;	/* [I] */
	unsigned int	index;		/* [I] */
	void		*priv;		/* the transport's */
};

/* drivers/virtio/virtio_ring.c */
int virtqueue_add_sgs(struct virtqueue *vq, struct scatterlist *sgs[],
		      unsigned int out_sgs, unsigned int in_sgs, void *data);
bool virtqueue_kick_prepare(struct virtqueue *vq);
bool virtqueue_notify(struct virtqueue *vq);
void *virtqueue_get_buf(struct virtqueue *vq, unsigned int *len);
void virtqueue_disable_cb(struct virtqueue *vq);
bool virtqueue_enable_cb(struct virtqueue *vq);
unsigned int virtqueue_get_vring_size(struct virtqueue *vq);
bool virtqueue_is_broken(struct virtqueue *vq);
void virtqueue_break(struct virtqueue *vq);
void *virtqueue_detach_unused_buf(struct virtqueue *vq);

struct virtio_device_id {
	u32	device;		/* VIRTIO_ID_*; 0 ends a table */
	u32	vendor;
};

#define VIRTIO_DEV_ANY_ID	0xffffffff

/* [I] immutable once registered */
struct virtio_device {
	int		index;		/* [I] of all virtio devices */
	struct virtio_device_id id;	/* [I] */
	const struct virtio_config_ops *config;	/* [I] the transport's */
	struct list_head node;		/* virtio_mutex */
	u64		features;	/* [I] those of both sides */
	struct virtio_driver *driver;	/* virtio_mutex */
	void		*priv;		/* the driver's */
	char		name[16];	/* [I] "virtio0" */
};

struct virtio_driver {
	const char	*name;
	const struct virtio_device_id *id_table;
	const unsigned int *feature_table;	/* bits that it knows */
	unsigned int	feature_table_size;
	int		(*probe)(struct virtio_device *dev);
	struct list_head node;		/* virtio_mutex */
};

int register_virtio_device(struct virtio_device *dev);
int register_virtio_driver(struct virtio_driver *drv);

#endif /* _LINUX_VIRTIO_H */
