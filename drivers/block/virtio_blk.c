// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/block/virtio_blk.c - the hypervisor's disks: vda, vdb ...
 *
 * A request is a chain: header (type, sector), data, status byte. A hardware queue
 * of the block layer is a virtqueue; several where the device has several.
 *
 * I1         A request is in its virtqueue from ->queue_rq() until the device
 *            hands it back, or one of its queues is broken and all that it has
 *            is taken from it; then it is ended once.
 * I2         What the device says is checked: the ring by virtio_ring.c, block
 *            size and limits by blk-settings.c, the status here; a status that the
 *            device did not write is an error.
 * I3         A queue that is full is stopped; every request that ends starts it.
 * Locking    vblk_vq->lock, irq-safe: its virtqueue. Order: hctx->lock > it.
 * Entry      init()
 *
 * Mirrors: Linux 4.6 drivers/block/virtio_blk.c. The layout is chapter 5.2 of the
 * virtio specification 1.1.
 * Simpler than Linux in: no serial number, SCSI commands, cache mode switch,
 * change of size, hot unplug.
 */
#include <linux/blk-mq.h>
#include <linux/cpumask.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>
#include <linux/virtio.h>
#include <linux/virtio_config.h>

#include <uapi/linux/hdreg.h>
#include <uapi/linux/virtio_blk.h>

#define PART_BITS		4
#define VBLK_MAX_QUEUES		4
#define VBLK_MAX_DEPTH		64
#define VBLK_STATUS_UNKNOWN	0xff	/* not one of the device's */

/* [l] lock   [I] immutable */
struct virtio_blk_vq {
	spinlock_t		lock;
	struct virtqueue	*vq;		/* [l] */
	char			name[16];	/* [I] */
	/* [h] hctx->lock: data of the request that is being queued */
	struct scatterlist	sg[BLK_MAX_SEGMENTS];
};

/* [I] immutable after probe */
struct virtio_blk {
	struct virtio_device	*vdev;
	struct gendisk		*disk;
	struct blk_mq_tag_set	tag_set;
	unsigned int		num_vqs;
	struct virtio_blk_vq	vqs[];
};

/* The driver's part of a request; the device reads and writes it. */
struct virtblk_req {
	struct virtio_blk_outhdr out_hdr;
	u8			status;
};

static int major;
static int vd_index;			/* probing is serial */

/* Requests. */

static int virtblk_result(struct virtblk_req *vbr)
{
	switch (READ_ONCE(vbr->status)) {
	case VIRTIO_BLK_S_OK:
		return 0;
	case VIRTIO_BLK_S_UNSUPP:
		return -EOPNOTSUPP;
	default:
		return -EIO;
	}
}

/*
 * What the device said cannot be: it is reset, and everything that it had is
 * taken back as failed.
 */
static void virtblk_give_up(struct virtio_blk *vblk, struct list_head *done)
{
	struct request *rq;
	unsigned long flags;
	unsigned int i;

	pr_err("%s: device is given up\n", vblk->disk->disk_name);
	vblk->vdev->config->set_status(vblk->vdev, 0);
	for (i = 0; i < vblk->num_vqs; i++) {
		struct virtio_blk_vq *v = &vblk->vqs[i];

		spin_lock_irqsave(&v->lock, flags);
		virtqueue_break(v->vq);
		while ((rq = virtqueue_detach_unused_buf(v->vq)) != NULL) {
			struct virtblk_req *vbr = blk_mq_rq_to_pdu(rq);

			vbr->status = VIRTIO_BLK_S_IOERR;
			list_add_tail(&rq->queuelist, done);
		}
		spin_unlock_irqrestore(&v->lock, flags);
	}
}

/* The device has used some: take them under the lock, end them without. */
static void virtblk_done(struct virtqueue *vq)
{
	struct virtio_blk *vblk = vq->vdev->priv;
	struct virtio_blk_vq *vblk_vq = &vblk->vqs[vq->index];
	struct request *rq, *n;
	unsigned long flags;
	unsigned int len;
	LIST_HEAD(done);

	spin_lock_irqsave(&vblk_vq->lock, flags);
	do {
		virtqueue_disable_cb(vq);
		while ((rq = virtqueue_get_buf(vq, &len)) != NULL)
			list_add_tail(&rq->queuelist, &done);
	} while (!virtqueue_enable_cb(vq));
	spin_unlock_irqrestore(&vblk_vq->lock, flags);
	if (unlikely(virtqueue_is_broken(vq)))
		virtblk_give_up(vblk, &done);

	list_for_each_entry_safe(rq, n, &done, queuelist) {
		list_del_init(&rq->queuelist);
		blk_mq_end_request(rq, virtblk_result(blk_mq_rq_to_pdu(rq)));
	}
	blk_mq_start_stopped_hw_queues(vblk->disk->queue);
}

/* vblk_vq->lock held. */
static int virtblk_add_req(struct virtio_blk_vq *vblk_vq, struct request *rq,
			   unsigned int nr_data)
{
	struct virtblk_req *vbr = blk_mq_rq_to_pdu(rq);
	struct scatterlist hdr, status, *sgs[3];
	unsigned int out = 0, in = 0;

	sg_init_one(&hdr, &vbr->out_hdr, sizeof(vbr->out_hdr));
	sgs[out++] = &hdr;
	if (nr_data && rq_data_dir(rq) == WRITE)
		sgs[out++] = vblk_vq->sg;
	else if (nr_data)
		sgs[out + in++] = vblk_vq->sg;
	sg_init_one(&status, &vbr->status, sizeof(vbr->status));
	sgs[out + in++] = &status;
	return virtqueue_add_sgs(vblk_vq->vq, sgs, out, in, rq);
}

static int virtio_queue_rq(struct blk_mq_hw_ctx *hctx,
			   const struct blk_mq_queue_data *bd)
{
	struct virtio_blk_vq *vblk_vq = hctx->driver_data;
	struct request *rq = bd->rq;
	struct virtblk_req *vbr = blk_mq_rq_to_pdu(rq);
	unsigned int nr_data = 0;
	unsigned long flags;
	bool notify = false;
	u32 type;
	int err;

	vbr->status = VBLK_STATUS_UNKNOWN;
	if (rq->cmd_flags & REQ_FLUSH) {
		type = VIRTIO_BLK_T_FLUSH;
	} else if (WARN_ON_ONCE(rq->nr_phys_segments > BLK_MAX_SEGMENTS)) {
		return BLK_MQ_RQ_QUEUE_ERROR;
	} else {
		type = rq_data_dir(rq) == WRITE ? VIRTIO_BLK_T_OUT :
						  VIRTIO_BLK_T_IN;
		sg_init_table(vblk_vq->sg, rq->nr_phys_segments);
		nr_data = blk_rq_map_sg(hctx->queue, rq, vblk_vq->sg);
	}
	vbr->out_hdr.type = cpu_to_le32(type);
	vbr->out_hdr.ioprio = 0;
	vbr->out_hdr.sector = cpu_to_le64(nr_data ? blk_rq_pos(rq) : 0);

	spin_lock_irqsave(&vblk_vq->lock, flags);
	err = virtblk_add_req(vblk_vq, rq, nr_data);
	if (err == -ENOSPC)
		blk_mq_stop_hw_queue(hctx);
	if (bd->last || err)
		notify = virtqueue_kick_prepare(vblk_vq->vq);
	spin_unlock_irqrestore(&vblk_vq->lock, flags);
	if (notify)
		virtqueue_notify(vblk_vq->vq);
	if (err == -ENOSPC)
		return BLK_MQ_RQ_QUEUE_BUSY;
	return err ? BLK_MQ_RQ_QUEUE_ERROR : BLK_MQ_RQ_QUEUE_OK;
}

static int virtblk_init_hctx(struct blk_mq_hw_ctx *hctx, void *driver_data,
			     unsigned int i)
{
	struct virtio_blk *vblk = driver_data;

	hctx->driver_data = &vblk->vqs[i];
	return 0;
}

static const struct blk_mq_ops virtio_mq_ops = {
	.queue_rq	= virtio_queue_rq,
	.init_hctx	= virtblk_init_hctx,
};

/* The disk. */

/* What no longer means anything, but old programs ask for. */
static int virtblk_getgeo(struct block_device *bd, struct hd_geometry *geo)
{
	struct virtio_blk *vblk = bd->bd_disk->private_data;
	struct virtio_device *vdev = vblk->vdev;

	if (virtio_has_feature(vdev, VIRTIO_BLK_F_GEOMETRY)) {
		geo->cylinders = virtio_cread16(vdev,
			offsetof(struct virtio_blk_config, geometry.cylinders));
		geo->heads = virtio_cread8(vdev,
			offsetof(struct virtio_blk_config, geometry.heads));
		geo->sectors = virtio_cread8(vdev,
			offsetof(struct virtio_blk_config, geometry.sectors));
	} else {
		geo->heads = 1 << 6;
		geo->sectors = 1 << 5;
		geo->cylinders = get_capacity(bd->bd_disk) >> 11;
	}
	return 0;
}

static const struct block_device_operations virtblk_fops = {
	.owner	= THIS_MODULE,
	.getgeo	= virtblk_getgeo,
};

/* vda ... vdz, vdaa ... */
static void virtblk_name_format(int index, char *buf, int buflen)
{
	char *p = buf + buflen - 1;

	*p = '\0';
	do {
		*--p = 'a' + index % 26;
		index = index / 26 - 1;
	} while (index >= 0 && p > buf + 2);
	memmove(buf + 2, p, buf + buflen - p);
	memcpy(buf, "vd", 2);
}

static int init_vqs(struct virtio_blk *vblk)
{
	struct virtqueue *vqs[VBLK_MAX_QUEUES];
	vq_callback_t *callbacks[VBLK_MAX_QUEUES];
	const char *names[VBLK_MAX_QUEUES];
	unsigned int i;
	int err;

	for (i = 0; i < vblk->num_vqs; i++) {
		struct virtio_blk_vq *v = &vblk->vqs[i];

		spin_lock_init(&v->lock);
		snprintf(v->name, sizeof(v->name), "req.%u", i);
		callbacks[i] = virtblk_done;
		names[i] = v->name;
	}
	err = vblk->vdev->config->find_vqs(vblk->vdev, vblk->num_vqs, vqs,
					   callbacks, names);
	for (i = 0; !err && i < vblk->num_vqs; i++)
		vblk->vqs[i].vq = vqs[i];
	return err;
}

#define CONFIG(field)	offsetof(struct virtio_blk_config, field)

static void set_limits(struct virtio_blk *vblk, struct request_queue *q)
{
	unsigned int ring = virtqueue_get_vring_size(vblk->vqs[0].vq);
	struct virtio_device *vdev = vblk->vdev;
	u32 segs = ring - 2, v;

	if (virtio_has_feature(vdev, VIRTIO_BLK_F_SEG_MAX))
		segs = min(segs, max_t(u32, 1, virtio_cread32(vdev,
							CONFIG(seg_max))));
	blk_queue_max_segments(q, min_t(u32, segs, BLK_MAX_SEGMENTS));
	blk_queue_max_hw_sectors(q, BLK_DEF_MAX_SECTORS);
	if (virtio_has_feature(vdev, VIRTIO_BLK_F_SIZE_MAX))
		blk_queue_max_segment_size(q, virtio_cread32(vdev,
							CONFIG(size_max)));
	if (virtio_has_feature(vdev, VIRTIO_BLK_F_BLK_SIZE)) {
		v = virtio_cread32(vdev, CONFIG(blk_size));
		blk_queue_logical_block_size(q, min_t(u32, v, 0xffff));
	}
	if (virtio_has_feature(vdev, VIRTIO_BLK_F_TOPOLOGY)) {
		v = virtio_cread8(vdev, CONFIG(physical_block_exp));
		if (v < 16)
			blk_queue_physical_block_size(q,
					queue_logical_block_size(q) << v);
	}
	blk_queue_write_cache(q, virtio_has_feature(vdev, VIRTIO_BLK_F_FLUSH),
			      false);
}

static void set_size(struct virtio_blk *vblk)
{
	u64 capacity = virtio_cread64(vblk->vdev, CONFIG(capacity));
	unsigned int unit = queue_logical_block_size(vblk->disk->queue);

	capacity = min_t(u64, capacity, LLONG_MAX >> 9);
	capacity &= ~((u64)(unit >> 9) - 1);	/* whole blocks */
	pr_notice("virtio_blk %s: [%s] %llu %u-byte logical blocks (%llu MiB)\n",
		  vblk->vdev->name, vblk->disk->disk_name,
		  capacity / (unit >> 9), unit, capacity >> 11);
	set_capacity(vblk->disk, capacity);
}

static int init_disk(struct virtio_blk *vblk)
{
	struct blk_mq_tag_set *set = &vblk->tag_set;
	struct gendisk *disk = alloc_disk(1 << PART_BITS);
	struct request_queue *q;

	if (!disk)
		return -ENOMEM;
	set->ops = &virtio_mq_ops;
	set->nr_hw_queues = vblk->num_vqs;
	set->queue_depth = min_t(unsigned int, VBLK_MAX_DEPTH,
			virtqueue_get_vring_size(vblk->vqs[0].vq));
	set->cmd_size = sizeof(struct virtblk_req);
	set->driver_data = vblk;
	q = blk_mq_init_queue(set);
	if (IS_ERR(q)) {
		put_disk(disk);
		return PTR_ERR(q);
	}
	vblk->disk = disk;
	virtblk_name_format(vd_index, disk->disk_name, DISK_NAME_LEN);
	disk->major = major;
	disk->first_minor = vd_index++ << PART_BITS;
	disk->flags = GENHD_FL_EXT_DEVT;
	disk->private_data = vblk;
	disk->fops = &virtblk_fops;
	disk->queue = q;
	q->queuedata = vblk;
	set_limits(vblk, q);
	set_disk_ro(disk, virtio_has_feature(vblk->vdev, VIRTIO_BLK_F_RO));
	return 0;
}

static int virtblk_probe(struct virtio_device *vdev)
{
	struct virtio_blk *vblk;
	unsigned int n = 1;
	int err;

	if (vd_index >= 1 << (MINORBITS - PART_BITS))
		return -ENOSPC;
	if (virtio_has_feature(vdev, VIRTIO_BLK_F_MQ))
		n = clamp_t(unsigned int,
			    virtio_cread16(vdev, CONFIG(num_queues)), 1,
			    min_t(unsigned int, num_online_cpus(),
				  VBLK_MAX_QUEUES));
	vblk = kzalloc(sizeof(*vblk) + n * sizeof(vblk->vqs[0]), GFP_KERNEL);
	if (!vblk)
		return -ENOMEM;
	vdev->priv = vblk;
	vblk->vdev = vdev;
	vblk->num_vqs = n;
	err = init_vqs(vblk);
	if (err)
		goto out_free;
	/* Smaller rings hold no request. */
	err = virtqueue_get_vring_size(vblk->vqs[0].vq) < 4 ? -EINVAL :
		init_disk(vblk);
	if (err)
		goto out_vqs;
	virtio_device_ready(vdev);
	set_size(vblk);
	add_disk(vblk->disk);
	return 0;
out_vqs:
	vdev->config->reset(vdev);
	vdev->config->del_vqs(vdev);
out_free:
	kfree(vblk);
	return err;
}

static const struct virtio_device_id id_table[] = {
	{ VIRTIO_ID_BLOCK, VIRTIO_DEV_ANY_ID },
	{ 0 },
};

static const unsigned int features[] = {
	VIRTIO_BLK_F_SEG_MAX, VIRTIO_BLK_F_SIZE_MAX, VIRTIO_BLK_F_GEOMETRY,
	VIRTIO_BLK_F_RO, VIRTIO_BLK_F_BLK_SIZE, VIRTIO_BLK_F_FLUSH,
	VIRTIO_BLK_F_TOPOLOGY, VIRTIO_BLK_F_MQ,
};

static struct virtio_driver virtio_blk = {
	.name			= "virtio_blk",
	.id_table		= id_table,
	.feature_table		= features,
	.feature_table_size	= ARRAY_SIZE(features),
	.probe			= virtblk_probe,
};

static int __init init(void)
{
	major = register_blkdev(0, "virtblk");
	if (major < 0)
		return major;
	return register_virtio_driver(&virtio_blk);
}
device_initcall(init);
