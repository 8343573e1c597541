// SPDX-License-Identifier: GPL-2.0-only
/*
 * drivers/tty/tty_buffer.c - received characters on their way to the discipline
 *
 * Interrupts put characters in, a work takes them out: so the discipline, which
 * may sleep and echo, runs in process context.
 *
 *	buf->head -> [ read ... used   size ] -> ... -> [ ] <- buf->tail
 *
 * I1         used only grows, and data below it never changes: the consumer
 *            reads it without the lock.
 * I2         only the consumer, holding buf->mutex, frees pieces, and never
 *            the last one; it may empty that one, under the lock.
 * Limit      mem_limit bytes; what does not fit is refused, and the producer
 *            (a pty's writer) waits until tty_wakeup().
 * Locking    buf->lock (irq-safe): the chain.  buf->mutex: one consumer.
 * Mirrors: Linux 4.x drivers/tty/tty_buffer.c
 * Simpler than Linux in: a lock instead of a lockless chain.
 */
#include "tty.h"

#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/tty_flip.h>

#define MIN_PIECE	256
#define TTYB_DEFAULT_MEM_LIMIT	65536

static struct tty_port *port_of(struct tty_bufhead *buf)
{
	return container_of(buf, struct tty_port, buf);
}

static char *flags_of(struct tty_buffer *b, unsigned int at)
{
	return (char *)b->data + b->size + at;
}

/* buf->lock held: atomic. */
static struct tty_buffer *piece_alloc(struct tty_bufhead *buf, size_t size,
				      bool has_flags)
{
	struct tty_buffer *b;

	size = ALIGN(max(size, (size_t)MIN_PIECE), MIN_PIECE) - sizeof(*b);
	if (buf->mem_used + size > buf->mem_limit)
		return NULL;
	b = kmalloc(sizeof(*b) + (has_flags ? 2 * size : size),
		    GFP_ATOMIC | __GFP_NOWARN);
	if (!b)
		return NULL;
	b->next = NULL;
	b->used = 0;
	b->read = 0;
	b->size = size;
	b->has_flags = has_flags;
	buf->mem_used += size;
	return b;
}

/* The tail, with room for some of @size characters; buf->lock held. */
static struct tty_buffer *tail_with_room(struct tty_bufhead *buf, size_t size,
					 bool need_flags)
{
	struct tty_buffer *b = buf->tail;

	if (b && b->used < b->size && (b->has_flags || !need_flags))
		return b;
	b = piece_alloc(buf, size, need_flags);
	if (!b)
		return NULL;
	if (buf->tail)
		buf->tail->next = b;
	else
		buf->head = b;
	buf->tail = b;
	return b;
}

/**
 * tty_insert_flip_string_fixed_flag() - received characters, all with one flag
 * @port: where they came
 * @chars: the characters
 * @flag: TTY_NORMAL, TTY_BREAK, TTY_PARITY, TTY_FRAME or TTY_OVERRUN
 * @size: how many
 *
 * Context: any.
 * Return: how many were taken.
 */
int tty_insert_flip_string_fixed_flag(struct tty_port *port,
				      const unsigned char *chars, char flag,
				      size_t size)
{
	struct tty_bufhead *buf = &port->buf;
	unsigned long irqflags;
	size_t copied = 0;

	spin_lock_irqsave(&buf->lock, irqflags);
	while (copied < size) {
		struct tty_buffer *b = tail_with_room(buf, size - copied,
						      flag != TTY_NORMAL);
		size_t n;

		if (!b)
			break;
		n = min(size - copied, (size_t)(b->size - b->used));
		memcpy(b->data + b->used, chars + copied, n);
		if (b->has_flags)
			memset(flags_of(b, b->used), flag, n);
		b->used += n;
		copied += n;
	}
	spin_unlock_irqrestore(&buf->lock, irqflags);
	return copied;
}

/**
 * tty_flip_buffer_push() - have the discipline look at what was put in
 *
 * Context: any.
 */
void tty_flip_buffer_push(struct tty_port *port)
{
	queue_work(system_unbound_wq, &port->buf.work);
}

/**
 * tty_buffer_restart_work() - the discipline can take more
 *
 * Context: any.
 */
void tty_buffer_restart_work(struct tty_port *port)
{
	queue_work(system_unbound_wq, &port->buf.work);
}

/**
 * tty_buffer_space_avail() - characters the queue would take
 *
 * Context: any; a hint.
 * Return: how many.
 */
int tty_buffer_space_avail(struct tty_port *port)
{
	struct tty_bufhead *buf = &port->buf;
	unsigned long flags;
	int space;

	spin_lock_irqsave(&buf->lock, flags);
	space = (int)buf->mem_limit - (int)buf->mem_used;
	if (buf->tail)
		space += buf->tail->size - buf->tail->used;
	spin_unlock_irqrestore(&buf->lock, flags);
	return max(space - MIN_PIECE, 0);
}

/*
 * The oldest unread characters; frees pieces that are done.  buf->mutex held.
 * Answers how many; they stay until head->read is moved.
 */
static unsigned int first_unread(struct tty_bufhead *buf)
{
	struct tty_buffer *done = NULL;
	struct tty_buffer *b;
	unsigned int count = 0;

	spin_lock_irq(&buf->lock);
	while ((b = buf->head) != NULL) {
		count = b->used - b->read;
		if (count)
			break;
		if (!b->next) {
			/* The last one is kept for what comes next. */
			b->used = 0;
			b->read = 0;
			break;
		}
		buf->head = b->next;
		buf->mem_used -= b->size;
		b->next = done;
		done = b;
	}
	spin_unlock_irq(&buf->lock);

	while (done) {
		b = done->next;
		kfree(done);
		done = b;
	}
	return count;
}

static int give_to_ldisc(struct tty_ldisc *ld, struct tty_buffer *b,
			 unsigned int count)
{
	struct tty_struct *tty = ld->tty;
	unsigned char *p = b->data + b->read;
	const char *f = b->has_flags ? flags_of(b, b->read) : NULL;

	if (ld->ops->receive_buf2)
		return ld->ops->receive_buf2(tty, p, f, count);
	count = min(count, tty->receive_room);
	if (count && ld->ops->receive_buf)
		ld->ops->receive_buf(tty, p, f, count);
	return count;
}

static void flush_to_ldisc(struct work_struct *work)
{
	struct tty_bufhead *buf = container_of(work, struct tty_bufhead, work);
	struct tty_struct *tty = READ_ONCE(port_of(buf)->itty);
	struct tty_ldisc *ld;
	bool progress = false;
	unsigned int count;

	if (!tty)
		return;
	ld = tty_ldisc_ref(tty);
	if (!ld)
		return;

	mutex_lock(&buf->mutex);
	while ((count = first_unread(buf)) != 0) {
		int taken = give_to_ldisc(ld, buf->head, count);

		if (!taken)
			break;
		buf->head->read += taken;
		progress = true;
	}
	mutex_unlock(&buf->mutex);
	tty_ldisc_deref(ld);

	/* The producer of a pty's input is the other half's writer. */
	if (progress && tty->link)
		tty_wakeup(tty->link);
}

/**
 * tty_buffer_flush() - throw away what the discipline has not seen
 *
 * Context: may sleep.
 */
void tty_buffer_flush(struct tty_struct *tty)
{
	struct tty_bufhead *buf = &tty->port->buf;

	mutex_lock(&buf->mutex);
	while (first_unread(buf)) {
		spin_lock_irq(&buf->lock);
		buf->head->read = buf->head->used;
		spin_unlock_irq(&buf->lock);
	}
	mutex_unlock(&buf->mutex);
	if (tty->link)
		tty_wakeup(tty->link);
}

/**
 * tty_buffer_flush_work() - wait until the discipline has seen what is there
 *
 * Context: may sleep.
 */
void tty_buffer_flush_work(struct tty_port *port)
{
	flush_work(&port->buf.work);
}

/**
 * tty_buffer_cancel_work() - no work runs any more
 *
 * Context: may sleep.
 */
void tty_buffer_cancel_work(struct tty_port *port)
{
	cancel_work_sync(&port->buf.work);
}

/**
 * tty_buffer_set_limit() - bound the memory of a port's queue
 * @port: the port
 * @limit: bytes
 *
 * Context: before the port is used.
 * Return: 0 or -EINVAL.
 */
int tty_buffer_set_limit(struct tty_port *port, int limit)
{
	if (limit < MIN_PIECE)
		return -EINVAL;
	port->buf.mem_limit = limit;
	return 0;
}

/**
 * tty_buffer_init() - make a port's queue ready
 *
 * Context: process context.
 */
void tty_buffer_init(struct tty_port *port)
{
	struct tty_bufhead *buf = &port->buf;

	spin_lock_init(&buf->lock);
	mutex_init(&buf->mutex);
	INIT_WORK(&buf->work, flush_to_ldisc);
	buf->head = NULL;
	buf->tail = NULL;
	buf->mem_used = 0;
	buf->mem_limit = TTYB_DEFAULT_MEM_LIMIT;
}

/**
 * tty_buffer_free_all() - free a port's queue
 * @port: the port, which nobody uses any more
 *
 * Context: process context.
 */
void tty_buffer_free_all(struct tty_port *port)
{
	struct tty_buffer *b, *next;

	for (b = port->buf.head; b; b = next) {
		next = b->next;
		kfree(b);
	}
	port->buf.head = NULL;
	port->buf.tail = NULL;
	port->buf.mem_used = 0;
}
