// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/eventpoll.c - epoll: which files an instance watches
 *
 * Data       instance: a tree of items by (file, fd).  Each item is queued, by
 *            ->poll(), on the wait queues of its file; the wake-up function puts
 *            the item on the instance's ready list.
 *
 *	file's wait queue --ep_poll_callback--> item --rdllink--> ep->rdllist
 *	file->f_ep_links --fllink--> item <--rbn-- ep->rbr
 *
 * I1         An item holds no reference on its file: the file's last fput()
 *            finds it by f_ep_links and removes it.
 * I2         Instances that watch instances form no circle and no chain longer
 *            than EP_MAX_NESTS.
 *
 * Locking    epmutex (global): I1's removal against the end of an instance, and
 *            I2's checks.  ep->mtx: the items.  ep->lock, irq-safe: the ready
 *            list.  Order: epmutex > ep->mtx > (->poll() of the file) > the
 *            file's wait queue lock > ep->lock.
 * Entry      epoll_create(2), epoll_ctl(2), eventpoll_release_file(); waiting is
 *            in eventpoll_wait.c
 *
 * Mirrors: Linux 4.19 fs/eventpoll.c.
 * Simpler than Linux in: no limit on the number of wake-up paths through nested
 * instances, no EPOLLWAKEUP (ignored), no busy polling.
 */
#include "eventpoll.h"

#include <linux/anon_inodes.h>
#include <linux/cred.h>
#include <linux/file.h>
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/sched/signal.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include "fs_sysctl.h"

static DEFINE_MUTEX(epmutex);
static struct kmem_cache *epi_cache;
static struct kmem_cache *pwq_cache;
static u64 loop_check_gen;		/* epmutex */

/* /proc/sys/fs/epoll/max_user_watches */
long max_user_watches;

/* What ->poll() needs to queue an item. */
struct ep_pqueue {
	poll_table	pt;
	struct epitem	*epi;
};

/* Items in the tree; ep->mtx held. */

static int ep_cmp(const struct epitem *epi, struct file *file, int fd)
{
	if (file != epi->file)
		return file > epi->file ? 1 : -1;
	return fd - epi->fd;
}

static struct epitem *ep_find(struct eventpoll *ep, struct file *file, int fd)
{
	struct rb_node *n = ep->rbr.rb_node;

	while (n) {
		struct epitem *epi = rb_entry(n, struct epitem, rbn);
		int cmp = ep_cmp(epi, file, fd);

		if (!cmp)
			return epi;
		n = cmp > 0 ? n->rb_right : n->rb_left;
	}
	return NULL;
}

static void ep_rbtree_insert(struct eventpoll *ep, struct epitem *epi)
{
	struct rb_node **p = &ep->rbr.rb_node, *parent = NULL;

	while (*p) {
		struct epitem *epic;

		parent = *p;
		epic = rb_entry(parent, struct epitem, rbn);
		p = ep_cmp(epic, epi->file, epi->fd) > 0 ? &parent->rb_right :
			&parent->rb_left;
	}
	rb_link_node(&epi->rbn, parent, p);
	rb_insert_color(&epi->rbn, &ep->rbr);
}

/* Queueing. */

static void ep_ptable_queue_proc(struct file *file, wait_queue_head_t *whead,
				 poll_table *pt)
{
	struct epitem *epi = container_of(pt, struct ep_pqueue, pt)->epi;
	struct eppoll_entry *pwq;

	if (epi->nwait < 0)
		return;
	pwq = kmem_cache_alloc(pwq_cache, GFP_KERNEL);
	if (!pwq) {
		epi->nwait = -1;
		return;
	}
	init_waitqueue_func_entry(&pwq->wait, ep_poll_callback);
	pwq->whead = whead;
	pwq->base = epi;
	if (epi->event.events & EPOLLEXCLUSIVE)
		add_wait_queue_exclusive(whead, &pwq->wait);
	else
		add_wait_queue(whead, &pwq->wait);
	list_add_tail(&pwq->llink, &epi->pwqlist);
	epi->nwait++;
}

static void ep_remove_wait_queue(struct eppoll_entry *pwq)
{
	wait_queue_head_t *whead;

	/* The queue may be gone already; RCU keeps it if we still see it. */
	rcu_read_lock();
	whead = smp_load_acquire(&pwq->whead);
	if (whead)
		remove_wait_queue(whead, &pwq->wait);
	rcu_read_unlock();
}

static void ep_unregister_pollwait(struct epitem *epi)
{
	while (!list_empty(&epi->pwqlist)) {
		struct eppoll_entry *pwq;

		pwq = list_first_entry(&epi->pwqlist, struct eppoll_entry,
				       llink);
		list_del(&pwq->llink);
		ep_remove_wait_queue(pwq);
		kmem_cache_free(pwq_cache, pwq);
	}
}

/* ep->mtx held. */
static void ep_remove(struct eventpoll *ep, struct epitem *epi)
{
	ep_unregister_pollwait(epi);
	spin_lock(&epi->file->f_lock);
	list_del_init(&epi->fllink);
	spin_unlock(&epi->file->f_lock);
	rb_erase(&epi->rbn, &ep->rbr);
	spin_lock_irq(&ep->lock);
	list_del_init(&epi->rdllink);
	spin_unlock_irq(&ep->lock);
	kmem_cache_free(epi_cache, epi);
	atomic_long_dec(&ep->user->epoll_watches);
}

static void ep_free(struct eventpoll *ep)
{
	struct rb_node *rbp;

	if (waitqueue_active(&ep->poll_wait))
		ep_poll_safewake(&ep->poll_wait);
	/* No file may be looking for its items in us. */
	mutex_lock(&epmutex);
	mutex_lock(&ep->mtx);
	while ((rbp = rb_first(&ep->rbr)) != NULL) {
		ep_remove(ep, rb_entry(rbp, struct epitem, rbn));
		cond_resched();
	}
	mutex_unlock(&ep->mtx);
	mutex_unlock(&epmutex);
	free_uid(ep->user);
	kfree(ep);
}

/**
 * eventpoll_release_file() - a watched file ends (I1)
 * @file: the file; nobody else has it
 *
 * Context: may sleep.
 */
void eventpoll_release_file(struct file *file)
{
	mutex_lock(&epmutex);
	while (!list_empty(&file->f_ep_links)) {
		struct epitem *epi;
		struct eventpoll *ep;

		epi = list_first_entry(&file->f_ep_links, struct epitem,
				       fllink);
		ep = epi->ep;
		mutex_lock_nested(&ep->mtx, 0);
		ep_remove(ep, epi);
		mutex_unlock(&ep->mtx);
	}
	mutex_unlock(&epmutex);
}

/* epoll_ctl(2); ep->mtx held. */

static struct epitem *ep_new_item(struct eventpoll *ep,
				  const struct epoll_event *event,
				  struct file *file, int fd)
{
	struct epitem *epi;

	if (atomic_long_read(&ep->user->epoll_watches) >= max_user_watches)
		return ERR_PTR(-ENOSPC);
	epi = kmem_cache_alloc(epi_cache, GFP_KERNEL);
	if (!epi)
		return ERR_PTR(-ENOMEM);
	INIT_LIST_HEAD(&epi->rdllink);
	INIT_LIST_HEAD(&epi->fllink);
	INIT_LIST_HEAD(&epi->pwqlist);
	epi->ep = ep;
	epi->file = file;
	epi->fd = fd;
	epi->event = *event;
	epi->nwait = 0;
	return epi;
}

static int ep_insert(struct eventpoll *ep, const struct epoll_event *event,
		     struct file *file, int fd)
{
	struct ep_pqueue epq;
	struct epitem *epi;
	__poll_t revents;

	epi = ep_new_item(ep, event, file, fd);
	if (IS_ERR(epi))
		return PTR_ERR(epi);
	atomic_long_inc(&ep->user->epoll_watches);
	spin_lock(&file->f_lock);
	list_add_tail(&epi->fllink, &file->f_ep_links);
	spin_unlock(&file->f_lock);
	ep_rbtree_insert(ep, epi);

	/* From here on the file may wake us. */
	epq.epi = epi;
	init_poll_funcptr(&epq.pt, ep_ptable_queue_proc);
	revents = ep_item_poll(epi, &epq.pt, 1);
	if (epi->nwait < 0) {
		ep_remove(ep, epi);
		return -ENOMEM;
	}
	if (revents)
		ep_make_ready(ep, epi);
	return 0;
}

static int ep_modify(struct eventpoll *ep, struct epitem *epi,
		     const struct epoll_event *event)
{
	poll_table pt;

	init_poll_funcptr(&pt, NULL);
	/* The callback reads events under the lock. */
	spin_lock_irq(&ep->lock);
	epi->event = *event;
	spin_unlock_irq(&ep->lock);
	/* An event before the change was not seen; one after it will be. */
	smp_mb();
	if (ep_item_poll(epi, &pt, 1))
		ep_make_ready(ep, epi);
	return 0;
}

/* I2: does @ep, over any number of items, watch @target?  epmutex held. */
static bool ep_watches(struct eventpoll *ep, struct eventpoll *target,
		       int depth)
{
	struct rb_node *rbp;
	bool found = false;

	if (ep == target || depth > EP_MAX_NESTS)
		return true;
	mutex_lock_nested(&ep->mtx, depth + 1);
	ep->gen = loop_check_gen;
	for (rbp = rb_first(&ep->rbr); rbp && !found; rbp = rb_next(rbp)) {
		struct epitem *epi = rb_entry(rbp, struct epitem, rbn);
		struct eventpoll *inner;

		if (!is_file_epoll(epi->file))
			continue;
		inner = epi->file->private_data;
		if (inner->gen == loop_check_gen && inner != target)
			continue;
		found = ep_watches(inner, target, depth + 1);
	}
	mutex_unlock(&ep->mtx);
	return found;
}

/* How many instances in a row watch @ep?  epmutex held. */
static int ep_depth_above(struct eventpoll *ep, int depth)
{
	struct epitem *epi;
	int max = depth;

	if (depth > EP_MAX_NESTS)
		return depth;
	/* fllink changes under epmutex or with us watched: read carefully. */
	spin_lock(&ep->file->f_lock);
	list_for_each_entry(epi, &ep->file->f_ep_links, fllink) {
		int d;

		spin_unlock(&ep->file->f_lock);
		d = ep_depth_above(epi->ep, depth + 1);
		max = max(max, d);
		spin_lock(&ep->file->f_lock);
	}
	spin_unlock(&ep->file->f_lock);
	return max;
}

static bool ep_op_has_event(int op)
{
	return op != EPOLL_CTL_DEL;
}

/* What EPOLLEXCLUSIVE goes together with. */
static int check_exclusive(int op, struct file *target, __u32 events)
{
	const __u32 ok = EPOLLIN | EPOLLOUT | EPOLLERR | EPOLLHUP |
			 EPOLLWAKEUP | EPOLLET | EPOLLEXCLUSIVE;

	if (op == EPOLL_CTL_MOD)
		return -EINVAL;
	if (op == EPOLL_CTL_ADD && (is_file_epoll(target) || (events & ~ok)))
		return -EINVAL;
	return 0;
}

/* mtx held. */
static int ep_ctl_locked(struct eventpoll *ep, int op, int fd,
			 struct file *target, struct epoll_event *epds)
{
	struct epitem *epi = ep_find(ep, target, fd);

	switch (op) {
	case EPOLL_CTL_ADD:
		if (epi)
			return -EEXIST;
		epds->events |= EPOLLERR | EPOLLHUP;
		return ep_insert(ep, epds, target, fd);
	case EPOLL_CTL_DEL:
		if (!epi)
			return -ENOENT;
		ep_remove(ep, epi);
		return 0;
	case EPOLL_CTL_MOD:
		if (!epi)
			return -ENOENT;
		if (epi->event.events & EPOLLEXCLUSIVE)
			return -EINVAL;
		epds->events |= EPOLLERR | EPOLLHUP;
		return ep_modify(ep, epi, epds);
	}
	return -EINVAL;
}

static int do_epoll_ctl(struct file *file, int op, int fd, struct file *target,
			struct epoll_event *epds)
{
	struct eventpoll *ep;
	bool full_check = false;
	int error;

	if (!file_can_poll(target))
		return -EPERM;
	if (file == target || !is_file_epoll(file))
		return -EINVAL;
	if (ep_op_has_event(op) && (epds->events & EPOLLEXCLUSIVE)) {
		error = check_exclusive(op, target, epds->events);
		if (error)
			return error;
	}
	ep = file->private_data;
	/* Instances in instances are rare: check them one at a time. */
	if (op == EPOLL_CTL_ADD && is_file_epoll(target)) {
		full_check = true;
		mutex_lock(&epmutex);
		loop_check_gen++;
		if (ep_watches(target->private_data, ep,
			       ep_depth_above(ep, 0))) {
			mutex_unlock(&epmutex);
			return -ELOOP;
		}
	}
	mutex_lock(&ep->mtx);
	error = ep_ctl_locked(ep, op, fd, target, epds);
	mutex_unlock(&ep->mtx);
	if (full_check)
		mutex_unlock(&epmutex);
	return error;
}

SYSCALL_DEFINE4(epoll_ctl, int, epfd, int, op, int, fd,
		struct epoll_event __user *, event)
{
	struct epoll_event epds = {};
	struct fd f, tf;
	int error = -EBADF;

	if (ep_op_has_event(op) && copy_from_user(&epds, event, sizeof(epds)))
		return -EFAULT;
	f = fdget(epfd);
	if (!f.file)
		return error;
	tf = fdget(fd);
	if (tf.file) {
		error = do_epoll_ctl(f.file, op, fd, tf.file, &epds);
		fdput(tf);
	}
	fdput(f);
	return error;
}

/* The instance's own file. */

static int ep_eventpoll_release(struct inode *inode, struct file *file)
{
	struct eventpoll *ep = file->private_data;

	if (ep)
		ep_free(ep);
	return 0;
}

static void ep_show_fdinfo(struct seq_file *m, struct file *f)
{
	struct eventpoll *ep = f->private_data;
	struct rb_node *rbp;

	mutex_lock(&ep->mtx);
	for (rbp = rb_first(&ep->rbr); rbp; rbp = rb_next(rbp)) {
		struct epitem *epi = rb_entry(rbp, struct epitem, rbn);
		struct inode *inode = file_inode(epi->file);

		seq_printf(m, "tfd: %8d events: %8x data: %16llx  pos:%lli ino:%lx sdev:%x\n",
			   epi->fd, epi->event.events,
			   (long long)epi->event.data,
			   (long long)epi->file->f_pos, inode->i_ino,
			   inode->i_sb->s_dev);
		if (seq_has_overflowed(m))
			break;
	}
	mutex_unlock(&ep->mtx);
}

const struct file_operations eventpoll_fops = {
	.show_fdinfo	= ep_show_fdinfo,
	.release	= ep_eventpoll_release,
	.poll		= ep_eventpoll_poll,
	.llseek		= noop_llseek,
};

static int do_epoll_create(int flags)
{
	struct eventpoll *ep;
	struct file *file;
	int error, fd;

	if (flags & ~EPOLL_CLOEXEC)
		return -EINVAL;
	ep = kzalloc(sizeof(*ep), GFP_KERNEL);
	if (!ep)
		return -ENOMEM;
	mutex_init(&ep->mtx);
	spin_lock_init(&ep->lock);
	init_waitqueue_head(&ep->wq);
	init_waitqueue_head(&ep->poll_wait);
	INIT_LIST_HEAD(&ep->rdllist);
	ep->rbr = RB_ROOT;
	ep->user = get_current_user();
	fd = get_unused_fd_flags(O_RDWR | (flags & O_CLOEXEC));
	if (fd < 0) {
		error = fd;
		goto out_free_ep;
	}
	file = anon_inode_getfile("[eventpoll]", &eventpoll_fops, ep, O_RDWR);
	if (IS_ERR(file)) {
		error = PTR_ERR(file);
		goto out_free_fd;
	}
	ep->file = file;
	fd_install(fd, file);
	return fd;

out_free_fd:
	put_unused_fd(fd);
out_free_ep:
	free_uid(ep->user);
	kfree(ep);
	return error;
}

SYSCALL_DEFINE1(epoll_create1, int, flags)
{
	return do_epoll_create(flags);
}

SYSCALL_DEFINE1(epoll_create, int, size)
{
	if (size <= 0)
		return -EINVAL;
	return do_epoll_create(0);
}

/**
 * eventpoll_init() - slabs and limits
 *
 * Items may take 4 % of memory, shared by all of a user's instances.
 *
 * Context: boot, once.
 */
void __init eventpoll_init(void)
{
	max_user_watches = (totalram_pages / 25 << PAGE_SHIFT) /
			   (sizeof(struct epitem) +
			    sizeof(struct eppoll_entry));
	epi_cache = kmem_cache_create("eventpoll_epi", sizeof(struct epitem),
				      0, SLAB_HWCACHE_ALIGN | SLAB_PANIC, NULL);
	pwq_cache = kmem_cache_create("eventpoll_pwq",
				      sizeof(struct eppoll_entry), 0,
				      SLAB_PANIC, NULL);
}
