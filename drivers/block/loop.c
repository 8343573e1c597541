// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/block/loop.c - a file as a disk
 *
 * A request becomes a work item that reads or writes the file as a program would,
 * through its page cache; a flush is an fsync.
 *
 * I1         lo_state is Lo_bound: file and work queue are there. A request that
 *            sees it under lo_lock is queued before the state can change, and
 *            destroy_workqueue() waits for it.
 * I2         Memory for the file's pages is allocated without i/o: reclaim may be
 *            waiting for this very device.
 * I3         A loop device does not stand on itself, at any distance.
 * Locking    bd_mutex > lo_ctl_mutex; hctx->lock > lo_lock.
 * Lifetime   a device that was made stays; its file goes with LOOP_CLR_FD, or with
 *            the last close if LO_FLAGS_AUTOCLEAR.
 * Entry      loop_init() loop_set_fd() loop_clr_fd(); ioctls: loop_ioctl.c
 *
 * Mirrors: Linux 4.6 drivers/block/loop.c; LOOP_CONFIGURE as of 5.8.
 * Simpler than Linux in: no encryption, direct i/o, change of the file, removal
 * of devices (LOOP_CTL_REMOVE is -EOPNOTSUPP), uevents.
 */
#include "loop.h"

#include <linux/file.h>
#include <linux/init.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/pagemap.h>
#include <linux/slab.h>
#include <linux/uio.h>

#include <uapi/linux/major.h>

#define LOOP_DEPTH		16
#define LOOP_NR			8	/* made at boot */
#define LOOP_MAX		256

static DEFINE_MUTEX(loop_index_mutex);
static struct loop_device *loops[LOOP_MAX];	/* loop_index_mutex */

/* Requests. */

static int lo_rw_bvec(struct file *file, int rw, struct bio_vec *bvec,
		      loff_t *ppos)
{
	unsigned int done = 0;
	struct iov_iter i;
	ssize_t n;

	iov_iter_bvec(&i, rw, bvec, 1, bvec->bv_len);
	while (done < bvec->bv_len) {
		n = rw == WRITE ? vfs_iter_write(file, &i, ppos, 0) :
				  vfs_iter_read(file, &i, ppos, 0);
		if (n < 0)
			return n;
		if (!n)
			break;
		done += n;
	}
	if (done == bvec->bv_len)
		return 0;
	if (rw == WRITE)
		return -EIO;
	/* The file ends here, perhaps since it was cut. */
	memset((u8 *)page_address(bvec->bv_page) + bvec->bv_offset + done, 0,
	       bvec->bv_len - done);
	*ppos += bvec->bv_len - done;
	return 0;
}

static int do_req_filebacked(struct loop_device *lo, struct request *rq)
{
	loff_t pos = ((loff_t)blk_rq_pos(rq) << 9) + lo->lo_offset;
	struct file *file = lo->lo_backing_file;
	struct req_iterator iter;
	struct bio_vec bvec;
	int ret;

	if (rq->cmd_flags & REQ_FLUSH) {
		ret = vfs_fsync(file, 0);
		return ret && ret != -EINVAL ? -EIO : 0;
	}
	if (rq_data_dir(rq) == WRITE && (lo->lo_flags & LO_FLAGS_READ_ONLY))
		return -EIO;
	rq_for_each_segment(bvec, rq, iter) {
		ret = lo_rw_bvec(file, rq_data_dir(rq), &bvec, &pos);
		if (ret)
			return ret == -ENOSPC ? ret : -EIO;
		cond_resched();
	}
	return 0;
}

static void loop_queue_work(struct work_struct *work)
{
	struct loop_cmd *cmd = container_of(work, struct loop_cmd, work);
	struct request *rq = blk_mq_rq_from_pdu(cmd);

	blk_mq_end_request(rq, do_req_filebacked(rq->q->queuedata, rq));
}

static int loop_queue_rq(struct blk_mq_hw_ctx *hctx,
			 const struct blk_mq_queue_data *bd)
{
	struct loop_cmd *cmd = blk_mq_rq_to_pdu(bd->rq);
	struct loop_device *lo = hctx->queue->queuedata;
	bool bound;

	spin_lock(&lo->lo_lock);	/* hctx->lock has interrupts off */
	bound = lo->lo_state == Lo_bound;
	if (bound)
		queue_work(lo->lo_wq, &cmd->work);
	spin_unlock(&lo->lo_lock);
	return bound ? BLK_MQ_RQ_QUEUE_OK : BLK_MQ_RQ_QUEUE_ERROR;
}

static int loop_init_request(void *data, struct request *rq,
			     unsigned int hctx_idx, unsigned int tag)
{
	struct loop_cmd *cmd = blk_mq_rq_to_pdu(rq);

	INIT_WORK(&cmd->work, loop_queue_work);
	return 0;
}

static const struct blk_mq_ops loop_mq_ops = {
	.queue_rq	= loop_queue_rq,
	.init_request	= loop_init_request,
};

/* Binding. */

static void set_state(struct loop_device *lo, int state,
		      struct workqueue_struct *wq)
{
	unsigned long flags;

	spin_lock_irqsave(&lo->lo_lock, flags);
	lo->lo_state = state;
	lo->lo_wq = wq;
	spin_unlock_irqrestore(&lo->lo_lock, flags);
}

static int lo_open(struct block_device *bdev, fmode_t mode)
{
	struct loop_device *lo = bdev->bd_disk->private_data;

	mutex_lock(&lo->lo_ctl_mutex);
	lo->lo_refcnt++;
	mutex_unlock(&lo->lo_ctl_mutex);
	return 0;
}

static void lo_release(struct gendisk *disk, fmode_t mode)
{
	struct loop_device *lo = disk->private_data;

	mutex_lock(&lo->lo_ctl_mutex);
	if (!--lo->lo_refcnt && (lo->lo_flags & LO_FLAGS_AUTOCLEAR)) {
		loop_clr_fd(lo, NULL);
		drop_partitions(disk);	/* who closes has bd_mutex */
	}
	mutex_unlock(&lo->lo_ctl_mutex);
}

static const struct block_device_operations lo_fops = {
	.owner		= THIS_MODULE,
	.open		= lo_open,
	.release	= lo_release,
	.ioctl		= lo_ioctl,
};

/** is_loop_device() - is a file the node of a loop device? */
bool is_loop_device(struct file *file)
{
	struct inode *i = file->f_mapping->host;

	return S_ISBLK(i->i_mode) && MAJOR(i->i_rdev) == LOOP_MAJOR;
}

/* Can the file back @bdev (I3)? The loop devices below keep their files. */
static int loop_validate_file(struct file *file, struct block_device *bdev)
{
	struct inode *inode = file->f_mapping->host;
	struct file *f = file;
	int depth;

	for (depth = 0; is_loop_device(f); depth++) {
		struct loop_device *l;

		if (f->f_mapping->host->i_rdev == bdev->bd_dev || depth > 8)
			return -EBADF;
		l = I_BDEV(f->f_mapping->host)->bd_disk->private_data;
		if (l->lo_state != Lo_bound)
			return -EINVAL;
		f = l->lo_backing_file;
	}
	if (!S_ISREG(inode->i_mode) && !S_ISBLK(inode->i_mode))
		return -EINVAL;
	return file->f_op->read_iter ? 0 : -EINVAL;
}

static void attach_file(struct loop_device *lo, struct file *file,
			const struct loop_config *config)
{
	struct address_space *mapping = file->f_mapping;

	get_file(file);
	lo->lo_backing_file = file;
	lo->lo_offset = 0;
	lo->lo_sizelimit = 0;
	lo->lo_file_name[0] = '\0';
	lo->lo_flags |= config->info.lo_flags & LO_FLAGS_READ_ONLY;
	lo->old_gfp_mask = mapping_gfp_mask(mapping);
	mapping_set_gfp_mask(mapping, lo->old_gfp_mask &
			     ~(__GFP_IO | __GFP_FS));
}

static struct file *detach_file(struct loop_device *lo)
{
	struct file *file = lo->lo_backing_file;

	mapping_set_gfp_mask(file->f_mapping, lo->old_gfp_mask);
	lo->lo_backing_file = NULL;
	lo->lo_offset = lo->lo_sizelimit = 0;
	lo->lo_flags = 0;
	return file;
}

static int bind_file(struct loop_device *lo, fmode_t mode,
		     struct block_device *bdev, struct file *file,
		     const struct loop_config *config)
{
	struct workqueue_struct *wq;
	int err;

	wq = alloc_ordered_workqueue("loop%d", WQ_MEM_RECLAIM, lo->lo_number);
	if (!wq)
		return -ENOMEM;
	if (!(file->f_mode & FMODE_WRITE) || !(mode & FMODE_WRITE) ||
	    !file->f_op->write_iter)
		lo->lo_flags |= LO_FLAGS_READ_ONLY;
	attach_file(lo, file, config);
	err = loop_set_status(lo, bdev, &config->info);
	if (err) {
		fput(detach_file(lo));
		destroy_workqueue(wq);
		return err;
	}
	set_device_ro(bdev, lo->lo_flags & LO_FLAGS_READ_ONLY ? 1 : 0);
	blk_queue_write_cache(lo->lo_disk->queue,
			      !(lo->lo_flags & LO_FLAGS_READ_ONLY) &&
			      file->f_op->fsync, false);
	set_state(lo, Lo_bound, wq);
	return 0;
}

/**
 * loop_set_fd() - a file becomes the disk's contents
 * @lo: lo_ctl_mutex held
 * @mode: how the device was opened
 * @bdev: the device
 * @config: file descriptor, and what LOOP_SET_STATUS64 would say
 *
 * Context: may sleep.
 * Return: 0 or -errno.
 */
int loop_set_fd(struct loop_device *lo, fmode_t mode,
		struct block_device *bdev, const struct loop_config *config)
{
	struct file *file = fget(config->fd);
	int err;

	if (!file)
		return -EBADF;
	err = lo->lo_state != Lo_unbound ? -EBUSY :
		loop_validate_file(file, bdev);
	if (!err)
		err = bind_file(lo, mode, bdev, file, config);
	fput(file);
	return err;
}

/**
 * loop_clr_fd() - the disk is empty again
 * @lo: lo_ctl_mutex held
 * @bdev: the device, open; NULL: its last close, when its page cache is gone
 *
 * Context: may sleep.
 * Return: 0 or -ENXIO.
 */
int loop_clr_fd(struct loop_device *lo, struct block_device *bdev)
{
	struct workqueue_struct *wq = lo->lo_wq;

	if (lo->lo_state != Lo_bound)
		return -ENXIO;
	/* Others have it open: it goes when they do. */
	if (bdev && lo->lo_refcnt > 1) {
		lo->lo_flags |= LO_FLAGS_AUTOCLEAR;
		return 0;
	}
	if (bdev) {
		sync_blockdev(bdev);
		invalidate_bdev(bdev);
	}
	set_state(lo, Lo_rundown, NULL);
	destroy_workqueue(wq);			/* and ends what is queued */
	fput(detach_file(lo));
	set_capacity(lo->lo_disk, 0);
	set_disk_ro(lo->lo_disk, 0);
	lo->lo_disk->flags |= GENHD_FL_NO_PART_SCAN;
	if (bdev)
		bd_set_size(bdev, 0);
	set_state(lo, Lo_unbound, NULL);
	return 0;
}

/* Devices. */

static struct gendisk *make_disk(struct loop_device *lo, int i)
{
	struct gendisk *disk = alloc_disk(1);

	if (!disk)
		return NULL;
	lo->tag_set.ops = &loop_mq_ops;
	lo->tag_set.nr_hw_queues = 1;
	lo->tag_set.queue_depth = LOOP_DEPTH;
	lo->tag_set.cmd_size = sizeof(struct loop_cmd);
	disk->queue = blk_mq_init_queue(&lo->tag_set);
	if (IS_ERR(disk->queue)) {
		put_disk(disk);
		return NULL;
	}
	disk->queue->queuedata = lo;
	blk_queue_max_hw_sectors(disk->queue, BLK_DEF_MAX_SECTORS);
	disk->flags = GENHD_FL_EXT_DEVT | GENHD_FL_NO_PART_SCAN;
	disk->major = LOOP_MAJOR;
	disk->first_minor = i;
	disk->fops = &lo_fops;
	disk->private_data = lo;
	snprintf(disk->disk_name, DISK_NAME_LEN, "loop%d", i);
	return disk;
}

/**
 * loop_add() - make a device
 * @l: gets it, or NULL
 * @i: its number
 *
 * Context: may sleep; takes loop_index_mutex.
 * Return: @i or -errno.
 */
int loop_add(struct loop_device **l, int i)
{
	struct loop_device *lo;
	int err = i < 0 || i >= LOOP_MAX ? -ENOSPC : 0;

	mutex_lock(&loop_index_mutex);
	if (!err && loops[i])
		err = -EEXIST;
	lo = err ? NULL : kzalloc(sizeof(*lo), GFP_KERNEL);
	if (!lo)
		goto out;
	mutex_init(&lo->lo_ctl_mutex);
	spin_lock_init(&lo->lo_lock);
	lo->lo_number = i;
	lo->lo_disk = make_disk(lo, i);
	if (!lo->lo_disk) {
		kfree(lo);
		lo = NULL;
		goto out;
	}
	loops[i] = lo;
	add_disk(lo->lo_disk);
	if (l)
		*l = lo;
out:
	mutex_unlock(&loop_index_mutex);
	return lo ? i : err ?: -ENOMEM;
}

/**
 * loop_get_free() - a device without a file
 *
 * Context: may sleep; takes loop_index_mutex.
 * Return: it, made if need be; or NULL.
 */
struct loop_device *loop_get_free(void)
{
	struct loop_device *lo = NULL;
	int i;

	mutex_lock(&loop_index_mutex);
	for (i = 0; i < LOOP_MAX && loops[i]; i++) {
		if (READ_ONCE(loops[i]->lo_state) == Lo_unbound) {
			lo = loops[i];
			break;
		}
	}
	mutex_unlock(&loop_index_mutex);
	if (!lo)
		loop_add(&lo, i);
	return lo;
}

static struct miscdevice loop_misc = {
	.minor	= LOOP_CTRL_MINOR,
	.name	= "loop-control",
	.fops	= &loop_ctl_fops,
};

static int __init loop_init(void)
{
	int i, err = register_blkdev(LOOP_MAJOR, "loop");

	if (!err)
		err = misc_register(&loop_misc);
	for (i = 0; !err && i < LOOP_NR; i++)
		err = min(loop_add(NULL, i), 0);
	return err;
}
device_initcall(loop_init);
