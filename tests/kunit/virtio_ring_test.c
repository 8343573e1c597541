// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/kunit/virtio_ring_test.c - drivers/virtio/virtio_ring.c
 *
 * The device is played by the test, well and badly.
 */
#include <kunit/test.h>

#include <linux/io.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/virtio_ring.h>

#include <asm/byteorder.h>

#define NUM	8

static struct virtio_device vdev = { .name = "fake" };
static int notified, called;

static bool notify(struct virtqueue *vq)
{
	notified++;
	return true;
}

static void callback(struct virtqueue *vq)
{
	called++;
}

/* The device's view of a queue. */
struct device_side {
	struct virtqueue	*vq;
	struct vring_desc	*desc;
	struct vring_avail	*avail;
	struct vring_used	*used;
	u16			last_avail;
	void			*mem;
};

static void setup(struct kunit *test, struct device_side *d)
{
	struct vring_addrs addrs;

	memset(d, 0, sizeof(*d));
	d->vq = vring_new_virtqueue(0, NUM, &vdev, notify, callback);
	KUNIT_ASSERT_NOT_NULL(test, d->vq);
	d->vq->name = "test";
	vring_get_addrs(d->vq, &addrs);
	d->desc = phys_to_virt(addrs.desc);
	d->avail = phys_to_virt(addrs.avail);
	d->used = phys_to_virt(addrs.used);
	d->mem = kmalloc(64, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, d->mem);
	notified = called = 0;
}

static void teardown(struct device_side *d)
{
	vring_del_virtqueue(d->vq);
	kfree(d->mem);
}

/* A chain of three: read, written, written. */
static int add(struct device_side *d, void *data)
{
	struct scatterlist out, in[2], *sgs[2] = { &out, in };

	sg_init_one(&out, d->mem, 16);
	sg_init_table(in, 2);
	sg_set_buf(&in[0], (u8 *)d->mem + 16, 16);
	sg_set_buf(&in[1], (u8 *)d->mem + 32, 8);
	return virtqueue_add_sgs(d->vq, sgs, 1, 1, data);
}

static bool pop(struct device_side *d, u16 *head)
{
	if (le16_to_cpu(d->avail->idx) == d->last_avail)
		return false;
	*head = le16_to_cpu(d->avail->ring[d->last_avail++ % NUM]);
	return true;
}

static void push(struct device_side *d, u32 id, u32 len)
{
	u16 idx = le16_to_cpu(d->used->idx);

	d->used->ring[idx % NUM].id = cpu_to_le32(id);
	d->used->ring[idx % NUM].len = cpu_to_le32(len);
	d->used->idx = cpu_to_le16(idx + 1);
}

static void chain_is_what_was_given(struct kunit *test)
{
	struct device_side d;
	u16 head, i;

	setup(test, &d);
	KUNIT_ASSERT_EQ(test, add(&d, &d), 0);
	KUNIT_ASSERT_TRUE(test, pop(&d, &head));
	KUNIT_EXPECT_EQ(test, le64_to_cpu(d.desc[head].addr), (u64)__pa(d.mem));
	KUNIT_EXPECT_EQ(test, le32_to_cpu(d.desc[head].len), 16U);
	KUNIT_EXPECT_EQ(test, (int)le16_to_cpu(d.desc[head].flags),
			VRING_DESC_F_NEXT);
	i = le16_to_cpu(d.desc[head].next);
	KUNIT_EXPECT_EQ(test, (int)le16_to_cpu(d.desc[i].flags),
			VRING_DESC_F_NEXT | VRING_DESC_F_WRITE);
	i = le16_to_cpu(d.desc[i].next);
	KUNIT_EXPECT_EQ(test, le32_to_cpu(d.desc[i].len), 8U);
	KUNIT_EXPECT_EQ(test, (int)le16_to_cpu(d.desc[i].flags),
			VRING_DESC_F_WRITE);
	teardown(&d);
}

/* Indices wrap many times; what comes back is what went there, in any order. */
static void many_rounds(struct kunit *test)
{
	struct device_side d;
	unsigned int len = 0;
	u16 a = 0, b = 0;
	long round;

	setup(test, &d);
	for (round = 1; round < 70000; round++) {
		if (add(&d, (void *)round) || add(&d, (void *)-round) ||
		    add(&d, &d) != -ENOSPC || !pop(&d, &a) || !pop(&d, &b))
			break;
		push(&d, b, 7);
		push(&d, a, 8);
		if (virtqueue_get_buf(d.vq, &len) != (void *)-round || len != 7 ||
		    virtqueue_get_buf(d.vq, &len) != (void *)round || len != 8 ||
		    virtqueue_get_buf(d.vq, &len))
			break;
	}
	KUNIT_EXPECT_EQ(test, round, 70000L);
	teardown(&d);
}

/* What the device writes into descriptors does not lead us astray. */
static void descriptors_are_not_believed(struct kunit *test)
{
	struct device_side d;
	unsigned int len;
	u16 head = 0;
	int round;

	setup(test, &d);
	for (round = 0; round < 100; round++) {
		KUNIT_ASSERT_EQ(test, add(&d, &d), 0);
		KUNIT_ASSERT_TRUE(test, pop(&d, &head));
		memset(d.desc, 0xff, NUM * sizeof(*d.desc));
		push(&d, head, 0xffffffff);
		KUNIT_ASSERT_PTR_EQ(test, virtqueue_get_buf(d.vq, &len),
				    (void *)&d);
	}
	teardown(&d);
}

static void expect_broken(struct kunit *test, struct device_side *d)
{
	unsigned int len;

	KUNIT_EXPECT_NULL(test, virtqueue_get_buf(d->vq, &len));
	KUNIT_EXPECT_TRUE(test, virtqueue_is_broken(d->vq));
	KUNIT_EXPECT_EQ(test, add(d, d), -EIO);
	KUNIT_EXPECT_FALSE(test, virtqueue_notify(d->vq));
	KUNIT_EXPECT_EQ(test, (int)vring_interrupt(0, d->vq), (int)IRQ_NONE);
	KUNIT_EXPECT_EQ(test, called, 0);
}

static void bad_heads_break_the_queue(struct kunit *test)
{
	static const u32 bad[] = { NUM, 0xffff, 0x10000, 0xffffffff };
	struct device_side d;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		setup(test, &d);
		KUNIT_ASSERT_EQ(test, add(&d, &d), 0);
		push(&d, bad[i], 0);
		expect_broken(test, &d);
		teardown(&d);
	}
}

static void used_twice_breaks_the_queue(struct kunit *test)
{
	struct device_side d;
	unsigned int len;
	u16 head = 0;

	setup(test, &d);
	KUNIT_ASSERT_EQ(test, add(&d, &d), 0);
	KUNIT_ASSERT_TRUE(test, pop(&d, &head));
	push(&d, head, 0);
	push(&d, head, 0);
	KUNIT_EXPECT_PTR_EQ(test, virtqueue_get_buf(d.vq, &len), (void *)&d);
	expect_broken(test, &d);
	teardown(&d);
}

static void middle_of_a_chain_breaks_the_queue(struct kunit *test)
{
	struct device_side d;
	u16 head = 0;

	setup(test, &d);
	KUNIT_ASSERT_EQ(test, add(&d, &d), 0);
	KUNIT_ASSERT_TRUE(test, pop(&d, &head));
	push(&d, le16_to_cpu(d.desc[head].next), 0);
	expect_broken(test, &d);
	teardown(&d);
}

static void index_that_jumps_breaks_the_queue(struct kunit *test)
{
	struct device_side d;

	setup(test, &d);
	KUNIT_ASSERT_EQ(test, add(&d, &d), 0);
	d.used->idx = cpu_to_le16(NUM + 1);
	expect_broken(test, &d);
	teardown(&d);
}

static void flags_of_both_sides(struct kunit *test)
{
	struct device_side d;
	unsigned int len;
	u16 head = 0;

	setup(test, &d);
	KUNIT_EXPECT_FALSE(test, virtqueue_kick_prepare(d.vq));
	KUNIT_ASSERT_EQ(test, add(&d, &d), 0);
	KUNIT_ASSERT_TRUE(test, virtqueue_kick_prepare(d.vq));
	KUNIT_EXPECT_TRUE(test, virtqueue_notify(d.vq));
	KUNIT_EXPECT_EQ(test, notified, 1);
	d.used->flags = cpu_to_le16(VRING_USED_F_NO_NOTIFY);
	KUNIT_ASSERT_EQ(test, add(&d, &d), 0);
	KUNIT_EXPECT_FALSE(test, virtqueue_kick_prepare(d.vq));

	virtqueue_disable_cb(d.vq);
	KUNIT_EXPECT_EQ(test, (int)le16_to_cpu(d.avail->flags),
			VRING_AVAIL_F_NO_INTERRUPT);
	KUNIT_EXPECT_TRUE(test, virtqueue_enable_cb(d.vq));
	KUNIT_ASSERT_TRUE(test, pop(&d, &head));
	push(&d, head, 0);
	KUNIT_EXPECT_FALSE(test, virtqueue_enable_cb(d.vq));
	KUNIT_EXPECT_EQ(test, (int)vring_interrupt(0, d.vq), (int)IRQ_HANDLED);
	KUNIT_EXPECT_EQ(test, called, 1);
	KUNIT_EXPECT_NOT_NULL(test, virtqueue_get_buf(d.vq, &len));
	teardown(&d);
}

static void sizes_that_cannot_be(struct kunit *test)
{
	static const unsigned int bad[] = { 0, 3, 100, 65536, 1U << 31 };
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(bad); i++)
		KUNIT_EXPECT_NULL(test, vring_new_virtqueue(0, bad[i], &vdev,
							    notify, callback));
}

/* What a broken device had comes back once, and all of it. */
static void buffers_are_taken_back(struct kunit *test)
{
	struct device_side d;

	setup(test, &d);
	KUNIT_ASSERT_EQ(test, add(&d, &d.mem), 0);
	KUNIT_ASSERT_EQ(test, add(&d, &d), 0);
	virtqueue_break(d.vq);
	KUNIT_EXPECT_NOT_NULL(test, virtqueue_detach_unused_buf(d.vq));
	KUNIT_EXPECT_NOT_NULL(test, virtqueue_detach_unused_buf(d.vq));
	KUNIT_EXPECT_NULL(test, virtqueue_detach_unused_buf(d.vq));
	teardown(&d);
}

static struct kunit_case virtio_ring_cases[] = {
	KUNIT_CASE(chain_is_what_was_given),
	KUNIT_CASE(many_rounds),
	KUNIT_CASE(descriptors_are_not_believed),
	KUNIT_CASE(bad_heads_break_the_queue),
	KUNIT_CASE(used_twice_breaks_the_queue),
	KUNIT_CASE(middle_of_a_chain_breaks_the_queue),
	KUNIT_CASE(index_that_jumps_breaks_the_queue),
	KUNIT_CASE(buffers_are_taken_back),
	KUNIT_CASE(flags_of_both_sides),
	KUNIT_CASE(sizes_that_cannot_be),
	{}
};

static struct kunit_suite virtio_ring_suite = {
	.name = "virtio_ring",
	.test_cases = virtio_ring_cases,
};
kunit_test_suite(virtio_ring_suite);
