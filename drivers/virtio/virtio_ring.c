// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/virtio/virtio_ring.c - split rings: buffers to a device and back
 *
 *	desc[]	pieces of memory, chained; written by us
 *	avail	heads of chains that the device may use; written by us
 *	used	heads of chains that the device has used; written by it
 *
 * I1         What the device can write is not believed: chains are freed by our
 *            own copy of their links (state[]), and a head in the used ring must
 *            be one that the device has. If it is not, the queue is broken: no
 *            buffer comes back or goes there any more.
 * I2         num_free descriptors are chained from free_head.
 * I3         The device sees a descriptor before the avail index that covers it
 *            (virtio_wmb), and we the used index before the entry (virtio_rmb).
 * Locking    the caller's, for all calls on one queue.
 * Context    any.
 * Entry      virtqueue_add_sgs() virtqueue_get_buf()
 *            vring_new_virtqueue()
 *
 * Mirrors: Linux 4.6 drivers/virtio/virtio_ring.c. The layout is chapter 2.6 of
 * the virtio specification 1.1.
 * Simpler than Linux in: no indirect descriptors, no event index, no IOMMU.
 */
#include <linux/virtio_ring.h>

#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>

#include <asm/barrier.h>
#include <asm/byteorder.h>

/* The device is other CPUs: what orders memory between CPUs is enough. */
#define virtio_mb()	smp_mb()
#define virtio_rmb()	smp_rmb()
#define virtio_wmb()	smp_wmb()

/* Our copy of what desc[i] says. */
struct vring_desc_state {
	void	*data;		/* of a head that the device has, or NULL */
	u16	next;		/* the next of the chain, or of the free ones */
	u16	num;		/* of a head: length of the chain */
};

struct vring_virtqueue {
	struct virtqueue vq;
	struct vring	vring;
	bool		broken;		/* I1 */
	unsigned int	num_free;
	u16		free_head;
	u16		num_added;	/* since the last kick */
	u16		avail_idx;	/* our copy of avail->idx */
	u16		last_used;	/* entries of used that we have seen */
	u16		avail_flags;	/* our copy of avail->flags */
	unsigned int	order;		/* of the ring's pages */
	bool		(*notify)(struct virtqueue *vq);
	struct vring_desc_state state[];
};

#define to_vvq(_vq)	container_of(_vq, struct vring_virtqueue, vq)

static unsigned int count_sgs(struct scatterlist *sgs[], unsigned int n)
{
	struct scatterlist *sg;
	unsigned int i, total = 0;

	for (i = 0; i < n; i++)
		for (sg = sgs[i]; sg; sg = sg_next(sg))
			total++;
	return total;
}

static void set_desc(struct vring_virtqueue *vq, u16 i, struct scatterlist *sg,
		     u16 flags)
{
	struct vring_desc *desc = &vq->vring.desc[i];

	desc->addr = cpu_to_le64(sg_phys(sg));
	desc->len = cpu_to_le32(sg->length);
	desc->flags = cpu_to_le16(flags);
	desc->next = cpu_to_le16(vq->state[i].next);
}

/**
 * virtqueue_add_sgs() - give a buffer to the device
 * @_vq: the queue
 * @sgs: pieces that the device reads, then pieces that it writes
 * @out_sgs: how many lists it reads
 * @in_sgs: how many lists it writes
 * @data: what virtqueue_get_buf() returns when it is done; not NULL
 *
 * Return: 0; -ENOSPC: full; -EIO: broken.
 */
int virtqueue_add_sgs(struct virtqueue *_vq, struct scatterlist *sgs[],
		      unsigned int out_sgs, unsigned int in_sgs, void *data)
{
	unsigned int n, total = count_sgs(sgs, out_sgs + in_sgs), left = total;
	struct vring_virtqueue *vq = to_vvq(_vq);
	u16 head = vq->free_head, i = head, flags;
	struct scatterlist *sg;

	if (unlikely(vq->broken))
		return -EIO;
	if (!total || total > vq->num_free)
		return -ENOSPC;
	for (n = 0; n < out_sgs + in_sgs; n++) {
		for (sg = sgs[n]; sg; sg = sg_next(sg)) {
			flags = n < out_sgs ? 0 : VRING_DESC_F_WRITE;
			if (--left)
				flags |= VRING_DESC_F_NEXT;
			set_desc(vq, i, sg, flags);
			i = vq->state[i].next;
		}
	}
	vq->free_head = i;
	vq->num_free -= total;
	vq->state[head].data = data;
	vq->state[head].num = total;
	vq->vring.avail->ring[vq->avail_idx & (vq->vring.num - 1)] =
		cpu_to_le16(head);
	virtio_wmb();
	vq->vring.avail->idx = cpu_to_le16(++vq->avail_idx);
	vq->num_added++;
	return 0;
}

/**
 * virtqueue_kick_prepare() - does the device want to be told?
 * @_vq: the queue
 *
 * Return: true: virtqueue_notify(), perhaps after dropping a lock.
 */
bool virtqueue_kick_prepare(struct virtqueue *_vq)
{
	struct vring_virtqueue *vq = to_vvq(_vq);
	bool added = vq->num_added;

	/* The index before we look whether it sleeps. */
	virtio_mb();
	vq->num_added = 0;
	return added && !(READ_ONCE(vq->vring.used->flags) &
			  cpu_to_le16(VRING_USED_F_NO_NOTIFY));
}

/** virtqueue_notify() - tell the device. Return: false: broken. */
bool virtqueue_notify(struct virtqueue *_vq)
{
	struct vring_virtqueue *vq = to_vvq(_vq);

	return !vq->broken && vq->notify(_vq);
}

static void detach_buf(struct vring_virtqueue *vq, u16 head)
{
	unsigned int n = vq->state[head].num;
	u16 last = head;

	vq->state[head].data = NULL;
	vq->num_free += n;
	while (--n)
		last = vq->state[last].next;
	vq->state[last].next = vq->free_head;
	vq->free_head = head;
}

static void *bad_ring(struct vring_virtqueue *vq, const char *what, u32 value)
{
	pr_err("%s: %s: %s %u: the queue is broken\n", vq->vq.vdev->name,
	       vq->vq.name, what, value);
	vq->broken = true;
	return NULL;
}

static inline u16 used_idx(struct vring_virtqueue *vq)
{
	return le16_to_cpu(READ_ONCE(vq->vring.used->idx));
}

/**
 * virtqueue_get_buf() - a buffer that the device has used
 * @_vq: the queue
 * @len: gets the bytes that it says it wrote
 *
 * Return: @data of virtqueue_add_sgs(), or NULL: no more.
 */
void *virtqueue_get_buf(struct virtqueue *_vq, unsigned int *len)
{
	struct vring_virtqueue *vq = to_vvq(_vq);
	struct vring_used_elem *e;
	u16 idx = used_idx(vq);
	void *ret;
	u32 i;

	if (unlikely(vq->broken) || idx == vq->last_used)
		return NULL;
	if (unlikely((u16)(idx - vq->last_used) > vq->vring.num))
		return bad_ring(vq, "used index", idx);
	virtio_rmb();
	e = &vq->vring.used->ring[vq->last_used & (vq->vring.num - 1)];
	i = le32_to_cpu(READ_ONCE(e->id));
	*len = le32_to_cpu(READ_ONCE(e->len));
	if (unlikely(i >= vq->vring.num || !vq->state[i].data))
		return bad_ring(vq, "used head", i);
	ret = vq->state[i].data;
	detach_buf(vq, i);
	vq->last_used++;
	return ret;
}

/**
 * virtqueue_break() - the driver gives the queue up, see I1
 * @_vq: the queue
 */
void virtqueue_break(struct virtqueue *_vq)
{
	to_vvq(_vq)->broken = true;
}

/**
 * virtqueue_detach_unused_buf() - take back what the device will not use
 * @_vq: broken, and the device was reset
 *
 * Return: @data of virtqueue_add_sgs(), or NULL: no more.
 */
void *virtqueue_detach_unused_buf(struct virtqueue *_vq)
{
	struct vring_virtqueue *vq = to_vvq(_vq);
	unsigned int i;
	void *data;

	for (i = 0; i < vq->vring.num; i++) {
		data = vq->state[i].data;
		if (!data)
			continue;
		detach_buf(vq, i);
		return data;
	}
	return NULL;
}

/** virtqueue_disable_cb() - no interrupts, please; some may come all the same */
void virtqueue_disable_cb(struct virtqueue *_vq)
{
	struct vring_virtqueue *vq = to_vvq(_vq);

	vq->avail_flags |= VRING_AVAIL_F_NO_INTERRUPT;
	vq->vring.avail->flags = cpu_to_le16(vq->avail_flags);
}

/** virtqueue_enable_cb() - interrupts again. Return: false: look once more. */
bool virtqueue_enable_cb(struct virtqueue *_vq)
{
	struct vring_virtqueue *vq = to_vvq(_vq);

	vq->avail_flags &= ~VRING_AVAIL_F_NO_INTERRUPT;
	vq->vring.avail->flags = cpu_to_le16(vq->avail_flags);
	virtio_mb();
	return vq->broken || used_idx(vq) == vq->last_used;
}

/** virtqueue_get_vring_size() - how many descriptors there are */
unsigned int virtqueue_get_vring_size(struct virtqueue *vq)
{
	return to_vvq(vq)->vring.num;
}

/** virtqueue_is_broken() - see I1 */
bool virtqueue_is_broken(struct virtqueue *vq)
{
	return READ_ONCE(to_vvq(vq)->broken);
}

/**
 * vring_interrupt() - the device has used something
 * @irq: its interrupt
 * @_vq: the queue
 *
 * Context: hard interrupt.
 * Return: IRQ_HANDLED if there was something.
 */
irqreturn_t vring_interrupt(int irq, void *_vq)
{
	struct vring_virtqueue *vq = to_vvq((struct virtqueue *)_vq);

	if (used_idx(vq) == vq->last_used || unlikely(vq->broken))
		return IRQ_NONE;
	if (vq->vq.callback)
		vq->vq.callback(&vq->vq);
	return IRQ_HANDLED;
}

/** vring_get_addrs() - where the parts of a queue are, physically */
void vring_get_addrs(struct virtqueue *_vq, struct vring_addrs *addrs)
{
	struct vring *vring = &to_vvq(_vq)->vring;

	addrs->desc = __pa(vring->desc);
	addrs->avail = __pa(vring->avail);
	addrs->used = __pa(vring->used);
}

/**
 * vring_new_virtqueue() - a queue for a transport
 * @index: of the device's queues
 * @num: descriptors, a power of two
 * @vdev: the device
 * @notify: tells the device
 * @callback: the driver's, from interrupts
 *
 * The parts lie as a legacy device expects them.
 *
 * Context: process context.
 * Return: the queue, or NULL.
 */
struct virtqueue *vring_new_virtqueue(unsigned int index, unsigned int num,
				      struct virtio_device *vdev,
				      bool (*notify)(struct virtqueue *vq),
				      void (*callback)(struct virtqueue *vq))
{
	struct vring_virtqueue *vq;
	unsigned int i;
	void *pages;

	if (!num || num > 32768 || num & (num - 1))
		return NULL;
	vq = kzalloc(sizeof(*vq) + num * sizeof(vq->state[0]), GFP_KERNEL);
	if (!vq)
		return NULL;
	vq->order = get_order(vring_size(num, PAGE_SIZE));
	pages = (void *)__get_free_pages(GFP_KERNEL | __GFP_ZERO, vq->order);
	if (!pages) {
		kfree(vq);
		return NULL;
	}
	vring_init(&vq->vring, num, pages, PAGE_SIZE);
	vq->vq.callback = callback;
	vq->vq.vdev = vdev;
	vq->vq.index = index;
	vq->notify = notify;
	vq->num_free = num;
	for (i = 0; i < num; i++)
		vq->state[i].next = i + 1;
	return &vq->vq;
}

/** vring_del_virtqueue() - the device does not know the queue any more */
void vring_del_virtqueue(struct virtqueue *_vq)
{
	struct vring_virtqueue *vq = to_vvq(_vq);

	free_pages((unsigned long)vq->vring.desc, vq->order);
	kfree(vq);
}
