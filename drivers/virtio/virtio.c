// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/virtio/virtio.c - virtio devices and their drivers find each other
 *
 * A device's status says how far it is: ACKNOWLEDGE (somebody saw it), DRIVER
 * (and can drive it), FEATURES_OK (both agree), DRIVER_OK (it works), FAILED.
 *
 * I1         Only features that both the device offers and the driver knows are
 *            used.
 * Locking    virtio_mutex: both lists, probing.
 * Context    process context.
 * Entry      register_virtio_device() register_virtio_driver()
 *
 * Mirrors: Linux 4.6 drivers/virtio/virtio.c.
 */
#include <linux/virtio_config.h>

#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/virtio.h>

static DEFINE_MUTEX(virtio_mutex);
static LIST_HEAD(virtio_devices);
static LIST_HEAD(virtio_drivers);
static int nr_virtio_devices;		/* virtio_mutex */

/**
 * virtio_cread_bytes() - a field of the configuration, in one piece
 * @vdev: the device
 * @offset: of the field
 * @buf: gets it
 * @len: bytes
 *
 * A device that changes its configuration all the time is not waited for.
 */
void virtio_cread_bytes(struct virtio_device *vdev, unsigned int offset,
			void *buf, unsigned int len)
{
	const struct virtio_config_ops *ops = vdev->config;
	u32 gen, old = ops->generation ? ops->generation(vdev) : 0;
	int tries;

	for (tries = 0; tries < 16; tries++) {
		ops->get(vdev, offset, buf, len);
		gen = ops->generation ? ops->generation(vdev) : 0;
		if (gen == old)
			break;
		old = gen;
	}
}

static void add_status(struct virtio_device *dev, u8 status)
{
	dev->config->set_status(dev, dev->config->get_status(dev) | status);
}

static bool id_matches(struct virtio_driver *drv, struct virtio_device *dev)
{
	const struct virtio_device_id *id;

	for (id = drv->id_table; id->device; id++)
		if (id->device == dev->id.device &&
		    (id->vendor == VIRTIO_DEV_ANY_ID ||
		     id->vendor == dev->id.vendor))
			return true;
	return false;
}

static int negotiate(struct virtio_driver *drv, struct virtio_device *dev)
{
	u64 offered = dev->config->get_features(dev);
	u64 known = 1ULL << VIRTIO_F_VERSION_1;
	unsigned int i;
	int err;

	for (i = 0; i < drv->feature_table_size; i++)
		known |= 1ULL << drv->feature_table[i];
	dev->features = offered & known;
	err = dev->config->finalize_features(dev);
	if (err || !virtio_has_feature(dev, VIRTIO_F_VERSION_1))
		return err;
	add_status(dev, VIRTIO_CONFIG_S_FEATURES_OK);
	if (!(dev->config->get_status(dev) & VIRTIO_CONFIG_S_FEATURES_OK)) {
		pr_err("%s: device refuses features: %llx\n", dev->name,
		       dev->features);
		return -ENODEV;
	}
	return 0;
}

static void try_driver(struct virtio_driver *drv, struct virtio_device *dev)
{
	int err;

	if (dev->driver || !id_matches(drv, dev))
		return;
	add_status(dev, VIRTIO_CONFIG_S_DRIVER);
	err = negotiate(drv, dev);
	if (!err) {
		dev->driver = drv;
		err = drv->probe(dev);
	}
	if (err) {
		dev->driver = NULL;
		add_status(dev, VIRTIO_CONFIG_S_FAILED);
		pr_warn("%s: probe of %s failed with error %d\n", drv->name,
			dev->name, err);
		return;
	}
	if (!(dev->config->get_status(dev) & VIRTIO_CONFIG_S_DRIVER_OK))
		virtio_device_ready(dev);
}

/**
 * register_virtio_device() - a transport has found a device
 * @dev: id and config are set; stays
 *
 * Return: 0.
 */
int register_virtio_device(struct virtio_device *dev)
{
	struct virtio_driver *drv;

	mutex_lock(&virtio_mutex);
	dev->index = nr_virtio_devices++;
	snprintf(dev->name, sizeof(dev->name), "virtio%d", dev->index);
	dev->config->reset(dev);
	add_status(dev, VIRTIO_CONFIG_S_ACKNOWLEDGE);
	list_add_tail(&dev->node, &virtio_devices);
	list_for_each_entry(drv, &virtio_drivers, node)
		try_driver(drv, dev);
	mutex_unlock(&virtio_mutex);
	return 0;
}

/**
 * register_virtio_driver() - a driver looks after its devices
 * @drv: stays
 *
 * Return: 0.
 */
int register_virtio_driver(struct virtio_driver *drv)
{
	struct virtio_device *dev;

	mutex_lock(&virtio_mutex);
	list_add_tail(&drv->node, &virtio_drivers);
	list_for_each_entry(dev, &virtio_devices, node)
		try_driver(drv, dev);
	mutex_unlock(&virtio_mutex);
	return 0;
}
