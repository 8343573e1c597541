/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/virtio_config.h - what a transport does for a virtio device
 *
 * Mirrors: Linux 4.6 include/linux/virtio_config.h.
 */
#ifndef _LINUX_VIRTIO_CONFIG_H
#define _LINUX_VIRTIO_CONFIG_H

#include <linux/bug.h>
#include <linux/types.h>
#include <linux/virtio.h>

#include <asm/byteorder.h>

#include <uapi/linux/virtio_config.h>

typedef void vq_callback_t(struct virtqueue *vq);

/*
 * Context: process context, but for notify of a queue.
 * get, set: bytes of the device's own configuration, little endian.
 */
struct virtio_config_ops {
	void	(*get)(struct virtio_device *vdev, unsigned int offset,
		       void *buf, unsigned int len);
	void	(*set)(struct virtio_device *vdev, unsigned int offset,
		       const void *buf, unsigned int len);
	u32	(*generation)(struct virtio_device *vdev);	/* or NULL */
	u8	(*get_status)(struct virtio_device *vdev);
	void	(*set_status)(struct virtio_device *vdev, u8 status);
	void	(*reset)(struct virtio_device *vdev);
	int	(*find_vqs)(struct virtio_device *vdev, unsigned int nvqs,
			    struct virtqueue *vqs[], vq_callback_t *callbacks[],
			    const char *const names[]);
	void	(*del_vqs)(struct virtio_device *vdev);
	u64	(*get_features)(struct virtio_device *vdev);
	int	(*finalize_features)(struct virtio_device *vdev);
};

static inline bool virtio_has_feature(const struct virtio_device *vdev,
				      unsigned int fbit)
{
	return vdev->features & (1ULL << fbit);
}

/* The driver is ready: the device may begin. */
static inline void virtio_device_ready(struct virtio_device *dev)
{
	u8 status = dev->config->get_status(dev);

	dev->config->set_status(dev, status | VIRTIO_CONFIG_S_DRIVER_OK);
}

/* A field of the configuration, read whole even if it changes meanwhile. */
void virtio_cread_bytes(struct virtio_device *vdev, unsigned int offset,
			void *buf, unsigned int len);

static inline u8 virtio_cread8(struct virtio_device *vdev, unsigned int offset)
{
	u8 val;

	virtio_cread_bytes(vdev, offset, &val, sizeof(val));
	return val;
}

static inline u16 virtio_cread16(struct virtio_device *vdev,
				 unsigned int offset)
{
	__le16 val;

	virtio_cread_bytes(vdev, offset, &val, sizeof(val));
	return le16_to_cpu(val);
}

static inline u32 virtio_cread32(struct virtio_device *vdev,
				 unsigned int offset)
{
	__le32 val;

	virtio_cread_bytes(vdev, offset, &val, sizeof(val));
	return le32_to_cpu(val);
}

static inline u64 virtio_cread64(struct virtio_device *vdev,
				 unsigned int offset)
{
	__le64 val;

	virtio_cread_bytes(vdev, offset, &val, sizeof(val));
	return le64_to_cpu(val);
}

#endif /* _LINUX_VIRTIO_CONFIG_H */
