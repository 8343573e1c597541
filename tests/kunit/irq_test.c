// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/kunit/irq_test.c - kernel/irq/, with a controller that is none, and
 * real vectors that CPUs send to themselves
 */
#include "threads.h"

#include <linux/delay.h>
#include <linux/interrupt.h>
#include <linux/irqdesc.h>
#include <linux/kernel_stat.h>
#include <linux/smp.h>

#include <asm/apic.h>
#include <asm/hw_irq.h>

/* What the fake chip was told. */
static struct {
	int	masks, unmasks, acks, eois, retriggers;
} chip_log;

static void fake_mask(struct irq_data *data) { chip_log.masks++; }
static void fake_unmask(struct irq_data *data) { chip_log.unmasks++; }
static void fake_ack(struct irq_data *data) { chip_log.acks++; }
static void fake_eoi(struct irq_data *data) { chip_log.eois++; }

static int fake_retrigger(struct irq_data *data)
{
	chip_log.retriggers++;
	return 1;
}

static struct irq_chip fake_chip = {
	.name		= "fake",
	.irq_ack	= fake_ack,
	.irq_mask	= fake_mask,
	.irq_unmask	= fake_unmask,
	.irq_eoi	= fake_eoi,
	.irq_retrigger	= fake_retrigger,
};

static int calls;

static irqreturn_t fake_handler(int irq, void *dev_id)
{
	calls++;
	return IRQ_HANDLED;
}

static irqreturn_t not_mine(int irq, void *dev_id)
{
	return IRQ_NONE;
}

static int new_irq(irq_flow_handler_t flow, unsigned int type)
{
	int irq = irq_alloc_desc_from(200);

	if (irq < 0)
		return irq;
	irq_set_chip_and_handler_name(irq, &fake_chip, flow, "fake");
	irqd_set_trigger_type(irq_get_irq_data(irq), type);
	memset(&chip_log, 0, sizeof(chip_log));
	calls = 0;
	return irq;
}

/* As the CPU would: interrupts off. */
static void raise_fake(int irq)
{
	local_irq_disable();
	generic_handle_irq(irq);
	local_irq_enable();
}

static void request_and_free(struct kunit *test)
{
	int irq = new_irq(handle_edge_irq, IRQ_TYPE_EDGE_RISING);
	int a, b;

	KUNIT_ASSERT_GE(test, irq, 200);
	KUNIT_EXPECT_EQ(test, request_irq(irq, NULL, 0, "none", NULL), -EINVAL);
	KUNIT_EXPECT_EQ(test, request_irq(irq, fake_handler, IRQF_SHARED,
					  "none", NULL), -EINVAL);
	KUNIT_ASSERT_EQ(test, request_irq(irq, fake_handler, IRQF_SHARED, "a",
					  &a), 0);
	KUNIT_EXPECT_EQ(test, chip_log.unmasks, 1);
	KUNIT_EXPECT_EQ(test, request_irq(irq, fake_handler, IRQF_PROBE_SHARED,
					  "alone", &b), -EBUSY);
	KUNIT_ASSERT_EQ(test, request_irq(irq, not_mine, IRQF_SHARED, "b", &b),
			0);
	raise_fake(irq);
	KUNIT_EXPECT_EQ(test, calls, 1);
	KUNIT_EXPECT_EQ(test, kstat_irqs(irq), 1U);
	KUNIT_EXPECT_STREQ(test, (const char *)free_irq(irq, &a), "a");
	raise_fake(irq);
	KUNIT_EXPECT_EQ(test, calls, 1);
	KUNIT_EXPECT_EQ(test, chip_log.masks, 0);
	free_irq(irq, &b);
	KUNIT_EXPECT_EQ(test, chip_log.masks, 1);
	irq_free_desc(irq);
	KUNIT_EXPECT_NULL(test, irq_to_desc(irq));
}

static void disable_is_lazy(struct kunit *test)
{
	int irq = new_irq(handle_edge_irq, IRQ_TYPE_EDGE_RISING);

	KUNIT_ASSERT_EQ(test, request_irq(irq, fake_handler, 0, "a", NULL), 0);
	disable_irq(irq);
	disable_irq(irq);
	KUNIT_EXPECT_EQ(test, chip_log.masks, 0);
	raise_fake(irq);
	KUNIT_EXPECT_EQ(test, calls, 0);
	KUNIT_EXPECT_EQ(test, chip_log.masks, 1);
	enable_irq(irq);
	KUNIT_EXPECT_EQ(test, chip_log.retriggers, 0);
	enable_irq(irq);
	/* The edge that came meanwhile is asked for again. */
	KUNIT_EXPECT_EQ(test, chip_log.retriggers, 1);
	raise_fake(irq);
	KUNIT_EXPECT_EQ(test, calls, 1);
	free_irq(irq, NULL);
	irq_free_desc(irq);
}

static void flows_talk_to_the_chip(struct kunit *test)
{
	int irq = new_irq(handle_fasteoi_irq, IRQ_TYPE_LEVEL_HIGH);

	KUNIT_ASSERT_EQ(test, request_irq(irq, fake_handler, 0, "a", NULL), 0);
	raise_fake(irq);
	KUNIT_EXPECT_EQ(test, chip_log.eois, 1);
	KUNIT_EXPECT_EQ(test, chip_log.masks, 0);
	free_irq(irq, NULL);
	irq_free_desc(irq);
}

/* A real vector on each CPU in turn, sent by IPI. */
static void vectors_arrive(struct kunit *test)
{
	unsigned int cpu, before;
	struct irq_cfg *cfg;
	int irq;

	for_each_online_cpu(cpu) {
		irq = new_irq(handle_edge_irq, IRQ_TYPE_EDGE_RISING);
		KUNIT_ASSERT_GE(test, irq, 0);
		fake_chip.irq_ack = apic_ack_irq;
		KUNIT_ASSERT_EQ(test, x86_vector_alloc_irq(irq,
							   cpumask_of(cpu)),
				0);
		cfg = irqd_cfg(irq_get_irq_data(irq));
		KUNIT_EXPECT_EQ(test, cfg->cpu, cpu);
		KUNIT_ASSERT_EQ(test, request_irq(irq, fake_handler, 0, "v",
						  NULL), 0);
		before = kstat_irqs_cpu(irq, cpu);
		apic_send_IPI(cpu, cfg->vector);
		msleep(10);
		KUNIT_EXPECT_EQ(test, calls, 1);
		KUNIT_EXPECT_EQ(test, kstat_irqs_cpu(irq, cpu), before + 1);
		free_irq(irq, NULL);
		x86_vector_free_irq(irq);
		irq_free_desc(irq);
		fake_chip.irq_ack = fake_ack;
	}
}

static struct kunit_case irq_cases[] = {
	KUNIT_CASE(request_and_free),
	KUNIT_CASE(disable_is_lazy),
	KUNIT_CASE(flows_talk_to_the_chip),
	KUNIT_CASE(vectors_arrive),
	{}
};

static struct kunit_suite irq_suite = {
	.name = "irq",
	.test_cases = irq_cases,
};
kunit_test_suite(irq_suite);
