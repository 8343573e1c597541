// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/futex.c - sleep until a word of user memory changes
 *
 * A lock in user space is taken and released by atomic instructions alone; the
 * kernel is asked only to sleep while the word still has the value just seen,
 * and to wake who sleeps on it.
 *
 * Data       futex_queues[]: hash buckets, each a spinlock and a list of
 *            futex_q, one for each sleeper, by key.
 *            A key names the word itself and not its address: (mm, address)
 *            for private futexes and private memory, (inode, page, offset) for
 *            shared ones, so that processes meet that map it at different places.
 * I1         No wake-up is lost. The waiter queues itself, then compares, both
 *            under the bucket's lock; the waker's program changed the word
 *            before it entered the kernel:
 *
 *              waiter                            waker
 *              hb->lock                          *uaddr = new
 *              *uaddr == old? else -EAGAIN       futex_wake():
 *              queue, hb->unlock                   hb->lock
 *              schedule()                          dequeue, wake
 *
 *            Either the waiter sees the new value, or the waker finds it queued.
 *            The waker looks at hb->waiters without the lock first; the full
 *            barriers beside it order that look against the waiter's compare.
 * I2         q->lock_ptr is NULL exactly when q is in no bucket; the waker
 *            clears it last, and may not touch q afterwards.
 * Locking    one spinlock a bucket; two are taken in the order of address.
 *            User memory is read under it with page faults disabled; on -EFAULT
 *            all is undone, the page is faulted in, and the call starts again.
 * Entry      do_futex() futex(2) set_robust_list(2) get_robust_list(2)
 *            exit_robust_list()
 * Mirrors: Linux 4.1 kernel/futex.c.
 * Simpler than Linux in: no priority inheritance (FUTEX_LOCK_PI and kin are
 * ENOSYS, as on a CPU without cmpxchg), no futex_waitv(2).
 */
#include <linux/futex.h>

#include <linux/hash.h>
#include <linux/hrtimer.h>
#include <linux/init.h>
#include <linux/pagemap.h>
#include <linux/ptrace.h>
#include <linux/sched/mm.h>
#include <linux/sched/task.h>
#include <linux/sched/wake_q.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#define FUTEX_HASH_BITS	8

#define FLAGS_SHARED	0x01
#define FLAGS_CLOCKRT	0x02

/* What a futex word is called by; @ptr and @word compare as two numbers. */
union futex_key {
	struct {
		u64 ptr;	/* inode, or mm */
		u64 word;	/* page index or address */
		u32 offset;	/* in the page; bit 0: key of a file (FUT_OFF_INODE) */
	};
};

#define FUT_OFF_INODE	1	/* holds a reference to the inode */
#define FUT_OFF_MMSHARED 2	/* holds a reference to the mm */

struct futex_hash_bucket {
	atomic_t waiters;		/* [a] about to queue, or queued */
	spinlock_t lock;
	struct list_head chain;		/* [lock] of futex_q */
} ____cacheline_aligned;

struct futex_q {
	struct list_head list;		/* bucket's lock */
	struct task_struct *task;	/* [I] */
	spinlock_t *lock_ptr;		/* the bucket's; NULL once woken (I2) */
	union futex_key key;		/* bucket's lock: requeue changes it */
	u32 bitset;			/* [I] */
};

static struct futex_hash_bucket futex_queues[1 << FUTEX_HASH_BITS];

static struct futex_hash_bucket *hash_futex(const union futex_key *key)
{
	u64 mix = key->ptr + key->word * GOLDEN_RATIO_64 + key->offset;

	return &futex_queues[hash_64(mix, FUTEX_HASH_BITS)];
}

static bool match_futex(const union futex_key *a, const union futex_key *b)
{
	return a->ptr == b->ptr && a->word == b->word && a->offset == b->offset;
}

static void get_futex_key_refs(union futex_key *key)
{
	if (key->offset & FUT_OFF_INODE)
		ihold((struct inode *)key->ptr);
	else if (key->offset & FUT_OFF_MMSHARED)
		mmgrab((struct mm_struct *)key->ptr);
}

static void put_futex_key(union futex_key *key)
{
	if (key->offset & FUT_OFF_INODE)
		iput((struct inode *)key->ptr);
	else if (key->offset & FUT_OFF_MMSHARED)
		mmdrop((struct mm_struct *)key->ptr);
}

/* Shared: the page decides. mmap_sem keeps the vma, and with it the inode. */
static int get_shared_key(unsigned long address, union futex_key *key,
			  bool write)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma;
	struct page *page;
	int err;

	/* Fault it in, as the access itself would; the page is not kept. */
	err = get_user_pages_fast(address, 1, write, &page);
	if (err < 0)
		return err;
	put_page(page);

	down_read(&mm->mmap_sem);
	vma = find_vma(mm, address);
	if (!vma || vma->vm_start > address) {
		up_read(&mm->mmap_sem);
		return -EFAULT;
	}
	if ((vma->vm_flags & VM_MAYSHARE) && vma->vm_file) {
		key->ptr = (u64)file_inode(vma->vm_file);
		key->word = ((address - vma->vm_start) >> PAGE_SHIFT) +
			    vma->vm_pgoff;
		key->offset |= FUT_OFF_INODE;
	} else {
		key->ptr = (u64)mm;
		key->word = address & PAGE_MASK;
		key->offset |= FUT_OFF_MMSHARED;
	}
	get_futex_key_refs(key);
	up_read(&mm->mmap_sem);
	return 0;
}

/*
 * The key of *@uaddr. A private one needs no look at the mapping and no
 * reference: it is used only while its mm is current's.
 */
static int get_futex_key(u32 __user *uaddr, bool shared, union futex_key *key,
			 bool write)
{
	unsigned long address = (unsigned long)uaddr;

	if (address % sizeof(u32))
		return -EINVAL;
	if (!access_ok(uaddr, sizeof(u32)))
		return -EFAULT;
	key->offset = address & ~PAGE_MASK;
	if (shared)
		return get_shared_key(address, key, write);
	key->ptr = (u64)current->mm;
	key->word = address & PAGE_MASK;
	return 0;
}

static int get_futex_value_locked(u32 *dest, u32 __user *from)
{
	int ret;

	pagefault_disable();
	ret = __get_user(*dest, from);
	pagefault_enable();
	return ret ? -EFAULT : 0;
}

static void double_lock_hb(struct futex_hash_bucket *hb1,
			   struct futex_hash_bucket *hb2)
{
	if (hb1 > hb2)
		swap(hb1, hb2);
	spin_lock(&hb1->lock);
	if (hb1 != hb2)
		spin_lock_nested(&hb2->lock, SINGLE_DEPTH_NESTING);
}

static void double_unlock_hb(struct futex_hash_bucket *hb1,
			     struct futex_hash_bucket *hb2)
{
	spin_unlock(&hb1->lock);
	if (hb1 != hb2)
		spin_unlock(&hb2->lock);
}

/* Under the bucket's lock: off the chain, and onto the list of those to wake. */
static void mark_wake_futex(struct wake_q_head *wake_q, struct futex_q *q)
{
	wake_q_add(wake_q, q->task);	/* pins the task */
	list_del(&q->list);
	/* The waiter may return, and its stack with q, right after this. */
	smp_store_release(&q->lock_ptr, NULL);
}

/* Is anybody on his way into, or in, this bucket? Orders as I1 needs. */
static bool hb_waiters_pending(struct futex_hash_bucket *hb)
{
	smp_mb();
	return atomic_read(&hb->waiters) != 0;
}

static int futex_wake(u32 __user *uaddr, unsigned int flags, int nr_wake,
		      u32 bitset)
{
	struct futex_hash_bucket *hb;
	struct futex_q *this, *next;
	union futex_key key;
	DEFINE_WAKE_Q(wake_q);
	int ret;

	if (!bitset)
		return -EINVAL;
	ret = get_futex_key(uaddr, flags & FLAGS_SHARED, &key, false);
	if (ret)
		return ret;
	hb = hash_futex(&key);
	if (!hb_waiters_pending(hb))
		goto out;

	spin_lock(&hb->lock);
	list_for_each_entry_safe(this, next, &hb->chain, list) {
		if (!match_futex(&this->key, &key) || !(this->bitset & bitset))
			continue;
		mark_wake_futex(&wake_q, this);
		if (++ret >= nr_wake)
			break;
	}
	spin_unlock(&hb->lock);
	wake_up_q(&wake_q);
out:
	put_futex_key(&key);
	return ret;
}

/* Move @q to the futex @key in bucket @hb2; both buckets are locked. */
static void requeue_futex(struct futex_q *q, struct futex_hash_bucket *hb1,
			  struct futex_hash_bucket *hb2, union futex_key *key)
{
	if (hb1 != hb2) {
		list_move_tail(&q->list, &hb2->chain);
		atomic_dec(&hb1->waiters);
		atomic_inc(&hb2->waiters);
		q->lock_ptr = &hb2->lock;
	}
	get_futex_key_refs(key);
	put_futex_key(&q->key);
	q->key = *key;
}

/* Compare if asked to, wake @nr_wake and requeue @nr_requeue. Locks held. */
static int requeue_locked(struct futex_hash_bucket *hb1,
			  struct futex_hash_bucket *hb2,
			  union futex_key *key1, union futex_key *key2,
			  int nr_wake, int nr_requeue,
			  struct wake_q_head *wake_q)
{
	struct futex_q *this, *next;
	int count = 0;

	list_for_each_entry_safe(this, next, &hb1->chain, list) {
		if (count - nr_wake >= nr_requeue)
			break;
		if (!match_futex(&this->key, key1))
			continue;
		if (++count <= nr_wake)
			mark_wake_futex(wake_q, this);
		else
			requeue_futex(this, hb1, hb2, key2);
	}
	return count;
}

static int futex_requeue(u32 __user *uaddr1, unsigned int flags,
			 u32 __user *uaddr2, int nr_wake, int nr_requeue,
			 const u32 *cmpval)
{
	struct futex_hash_bucket *hb1, *hb2;
	union futex_key key1, key2;
	DEFINE_WAKE_Q(wake_q);
	u32 curval;
	int ret;

	if (nr_wake < 0 || nr_requeue < 0)
		return -EINVAL;
retry:
	ret = get_futex_key(uaddr1, flags & FLAGS_SHARED, &key1, false);
	if (ret)
		return ret;
	ret = get_futex_key(uaddr2, flags & FLAGS_SHARED, &key2, false);
	if (ret)
		goto put_key1;
	hb1 = hash_futex(&key1);
	hb2 = hash_futex(&key2);
	atomic_inc(&hb2->waiters);	/* as good as queued there */
	double_lock_hb(hb1, hb2);
	if (cmpval) {
		ret = get_futex_value_locked(&curval, uaddr1);
		if (!ret && curval != *cmpval)
			ret = -EAGAIN;
	}
	if (!ret)
		ret = requeue_locked(hb1, hb2, &key1, &key2, nr_wake,
				     nr_requeue, &wake_q);
	double_unlock_hb(hb1, hb2);
	wake_up_q(&wake_q);
	atomic_dec(&hb2->waiters);

	put_futex_key(&key2);
put_key1:
	put_futex_key(&key1);
	if (ret == -EFAULT && cmpval && !get_user(curval, uaddr1))
		goto retry;
	return ret;
}

/* *@uaddr op= oparg, atomically. Return: the comparison's result, or -errno. */
static int futex_atomic_op_inuser(unsigned int encoded_op, u32 __user *uaddr)
{
	unsigned int op = (encoded_op >> 28) & 7;
	unsigned int cmp = (encoded_op >> 24) & 15;
	int oparg = sign_extend64((encoded_op >> 12) & 0xfff, 11);
	int cmparg = sign_extend64(encoded_op & 0xfff, 11);
	u32 oldval, newval, seen;
	int ret;

	if (encoded_op & (FUTEX_OP_OPARG_SHIFT << 28))
		oparg = 1 << (oparg & 31);
	pagefault_disable();
	ret = __get_user(oldval, uaddr);
	while (!ret) {
		switch (op) {
		case FUTEX_OP_SET:	newval = oparg; break;
		case FUTEX_OP_ADD:	newval = oldval + oparg; break;
		case FUTEX_OP_OR:	newval = oldval | oparg; break;
		case FUTEX_OP_ANDN:	newval = oldval & ~oparg; break;
		case FUTEX_OP_XOR:	newval = oldval ^ oparg; break;
		default:		ret = -ENOSYS; continue;
		}
		ret = user_atomic_cmpxchg_u32(&seen, uaddr, oldval, newval);
		if (!ret && seen == oldval)
			break;
		oldval = seen;
	}
	pagefault_enable();
	if (ret)
		return ret;
	switch (cmp) {
	case FUTEX_OP_CMP_EQ:	return (int)oldval == cmparg;
	case FUTEX_OP_CMP_NE:	return (int)oldval != cmparg;
	case FUTEX_OP_CMP_LT:	return (int)oldval < cmparg;
	case FUTEX_OP_CMP_GE:	return (int)oldval >= cmparg;
	case FUTEX_OP_CMP_LE:	return (int)oldval <= cmparg;
	case FUTEX_OP_CMP_GT:	return (int)oldval > cmparg;
	default:		return -ENOSYS;
	}
}

/* Wake up to @nr sleepers of @key; the bucket is locked. */
static int wake_locked(struct futex_hash_bucket *hb, union futex_key *key,
		       int nr, struct wake_q_head *wake_q)
{
	struct futex_q *this, *next;
	int woken = 0;

	list_for_each_entry_safe(this, next, &hb->chain, list) {
		if (!match_futex(&this->key, key))
			continue;
		mark_wake_futex(wake_q, this);
		if (++woken >= nr)
			break;
	}
	return woken;
}

static int futex_wake_op(u32 __user *uaddr1, unsigned int flags,
			 u32 __user *uaddr2, int nr_wake, int nr_wake2, int op)
{
	struct futex_hash_bucket *hb1, *hb2;
	union futex_key key1, key2;
	DEFINE_WAKE_Q(wake_q);
	int ret, op_ret;
	u32 dummy;

retry:
	ret = get_futex_key(uaddr1, flags & FLAGS_SHARED, &key1, false);
	if (ret)
		return ret;
	ret = get_futex_key(uaddr2, flags & FLAGS_SHARED, &key2, true);
	if (ret)
		goto put_key1;
	hb1 = hash_futex(&key1);
	hb2 = hash_futex(&key2);
	double_lock_hb(hb1, hb2);
	op_ret = futex_atomic_op_inuser(op, uaddr2);
	if (op_ret < 0) {
		ret = op_ret;
	} else {
		ret = wake_locked(hb1, &key1, nr_wake, &wake_q);
		if (op_ret > 0)
			ret += wake_locked(hb2, &key2, nr_wake2, &wake_q);
	}
	double_unlock_hb(hb1, hb2);
	wake_up_q(&wake_q);
	put_futex_key(&key2);
put_key1:
	put_futex_key(&key1);
	if (ret == -EFAULT && !get_user(dummy, uaddr2) &&
	    !put_user(dummy, uaddr2))
		goto retry;
	return ret;
}

/* Return: true when we were woken, and q is off its chain already. */
static bool unqueue_me(struct futex_q *q)
{
	spinlock_t *lock_ptr;

	for (;;) {
		lock_ptr = smp_load_acquire(&q->lock_ptr);
		if (!lock_ptr)
			return true;
		spin_lock(lock_ptr);
		/* A requeue may have moved us to another bucket meanwhile. */
		if (lock_ptr == q->lock_ptr)
			break;
		spin_unlock(lock_ptr);
	}
	list_del(&q->list);
	spin_unlock(lock_ptr);
	return false;
}

/*
 * Queue current if *@uaddr is still @val (I1). Return: 0 queued with the state
 * set to sleep, -EAGAIN when the value differs, -EFAULT.
 */
static int futex_wait_setup(u32 __user *uaddr, u32 val, struct futex_q *q)
{
	struct futex_hash_bucket *hb;
	u32 uval;
	int ret;

retry:
	hb = hash_futex(&q->key);
	atomic_inc(&hb->waiters);
	spin_lock(&hb->lock);
	ret = get_futex_value_locked(&uval, uaddr);
	if (!ret && uval == val) {
		q->lock_ptr = &hb->lock;
		set_current_state(TASK_INTERRUPTIBLE);
		list_add_tail(&q->list, &hb->chain);
		spin_unlock(&hb->lock);
		return 0;
	}
	spin_unlock(&hb->lock);
	atomic_dec(&hb->waiters);
	if (!ret)
		return -EAGAIN;
	if (get_user(uval, uaddr))
		return -EFAULT;
	goto retry;
}

/* Sleep until woken, timed out or interrupted; q may be woken any time. */
static void futex_wait_queue_me(struct futex_q *q,
				struct hrtimer_sleeper *timeout)
{
	if (timeout) {
		hrtimer_start_expires(&timeout->timer, HRTIMER_MODE_ABS);
		if (!hrtimer_active(&timeout->timer))
			timeout->task = NULL;
	}
	if (READ_ONCE(q->lock_ptr) && (!timeout || timeout->task))
		schedule();
	__set_current_state(TASK_RUNNING);
}

static long futex_wait_restart(struct restart_block *restart);

static int futex_restart_later(u32 __user *uaddr, unsigned int flags, u32 val,
			       ktime_t abs_time, u32 bitset)
{
	struct restart_block *restart = &current->restart_block;

	restart->fn = futex_wait_restart;
	restart->futex.uaddr = uaddr;
	restart->futex.val = val;
	restart->futex.time = abs_time;
	restart->futex.bitset = bitset;
	restart->futex.flags = flags;
	return -ERESTART_RESTARTBLOCK;
}

static int futex_wait(u32 __user *uaddr, unsigned int flags, u32 val,
		      ktime_t *abs_time, u32 bitset)
{
	struct hrtimer_sleeper timeout, *to = NULL;
	struct futex_q q = { .task = current, .bitset = bitset };
	struct futex_hash_bucket *hb;
	int ret;

	if (!bitset)
		return -EINVAL;
	if (abs_time) {
		to = &timeout;
		hrtimer_init_on_stack(&to->timer, (flags & FLAGS_CLOCKRT) ?
				      CLOCK_REALTIME : CLOCK_MONOTONIC,
				      HRTIMER_MODE_ABS);
		hrtimer_init_sleeper(to, current);
		hrtimer_set_expires_range_ns(&to->timer, *abs_time,
					     current->timer_slack_ns);
	}
	ret = get_futex_key(uaddr, flags & FLAGS_SHARED, &q.key, false);
	if (ret)
		return ret;
again:
	ret = futex_wait_setup(uaddr, val, &q);
	if (ret)
		goto out;
	futex_wait_queue_me(&q, to);

	ret = unqueue_me(&q) ? 0 : -ERESTARTSYS;
	hb = hash_futex(&q.key);
	atomic_dec(&hb->waiters);
	if (ret == 0)
		goto out;
	ret = -ETIMEDOUT;
	if (to && !to->task)
		goto out;
	/* Neither woken nor late: a signal, or a spurious wake-up. */
	if (!signal_pending(current))
		goto again;
	ret = abs_time ? futex_restart_later(uaddr, flags, val, *abs_time,
					     bitset) : -ERESTARTSYS;
out:
	put_futex_key(&q.key);
	if (to)
		hrtimer_cancel(&to->timer);
	return ret;
}

static long futex_wait_restart(struct restart_block *restart)
{
	ktime_t t = restart->futex.time;

	restart->fn = do_no_restart_syscall;
	return futex_wait(restart->futex.uaddr, restart->futex.flags,
			  restart->futex.val, &t, restart->futex.bitset);
}

/**
 * do_futex() - one futex operation
 * @uaddr: the word
 * @op: FUTEX_* command and flags
 * @val: what the word should be, or how many to wake
 * @timeout: absolute, or NULL
 * @uaddr2: second word of requeue and wake_op
 * @val2: how many to requeue, or to wake at @uaddr2
 * @val3: bitset, expected value, or encoded operation
 *
 * Context: process context, may sleep.
 * Return: as futex(2).
 */
long do_futex(u32 __user *uaddr, int op, u32 val, ktime_t *timeout,
	      u32 __user *uaddr2, u32 val2, u32 val3)
{
	int cmd = op & FUTEX_CMD_MASK;
	unsigned int flags = 0;

	if (!(op & FUTEX_PRIVATE_FLAG))
		flags |= FLAGS_SHARED;
	if (op & FUTEX_CLOCK_REALTIME) {
		flags |= FLAGS_CLOCKRT;
		if (cmd != FUTEX_WAIT_BITSET && cmd != FUTEX_WAIT)
			return -ENOSYS;
	}
	switch (cmd) {
	case FUTEX_WAIT:
		val3 = FUTEX_BITSET_MATCH_ANY;
		fallthrough;
	case FUTEX_WAIT_BITSET:
		return futex_wait(uaddr, flags, val, timeout, val3);
	case FUTEX_WAKE:
		val3 = FUTEX_BITSET_MATCH_ANY;
		fallthrough;
	case FUTEX_WAKE_BITSET:
		return futex_wake(uaddr, flags, val, val3);
	case FUTEX_REQUEUE:
		return futex_requeue(uaddr, flags, uaddr2, val, val2, NULL);
	case FUTEX_CMP_REQUEUE:
		return futex_requeue(uaddr, flags, uaddr2, val, val2, &val3);
	case FUTEX_WAKE_OP:
		return futex_wake_op(uaddr, flags, uaddr2, val, val2, val3);
	default:
		return -ENOSYS;
	}
}

SYSCALL_DEFINE6(futex, u32 __user *, uaddr, int, op, u32, val,
		const struct __kernel_timespec __user *, utime,
		u32 __user *, uaddr2, u32, val3)
{
	int cmd = op & FUTEX_CMD_MASK;
	struct timespec64 ts;
	ktime_t t, *tp = NULL;

	if (utime && (cmd == FUTEX_WAIT || cmd == FUTEX_WAIT_BITSET)) {
		if (get_timespec64(&ts, utime))
			return -EFAULT;
		if (!timespec64_valid(&ts))
			return -EINVAL;
		t = timespec64_to_ktime(ts);
		if (cmd == FUTEX_WAIT)
			t = ktime_add_safe(ktime_get(), t);
		tp = &t;
	}
	/* For these the fifth argument is a number, not an address. */
	return do_futex(uaddr, op, val, tp, uaddr2, (u32)(unsigned long)utime,
			val3);
}

SYSCALL_DEFINE2(set_robust_list, struct robust_list_head __user *, head,
		size_t, len)
{
	if (len != sizeof(*head))
		return -EINVAL;
	current->robust_list = head;
	return 0;
}

SYSCALL_DEFINE3(get_robust_list, int, pid,
		struct robust_list_head __user * __user *, head_ptr,
		size_t __user *, len_ptr)
{
	struct robust_list_head __user *head;
	struct task_struct *p;
	long ret = -ESRCH;

	rcu_read_lock();
	p = pid ? find_task_by_vpid(pid) : current;
	if (!p)
		goto err_unlock;
	ret = -EPERM;
	if (!ptrace_may_access(p, PTRACE_MODE_READ_REALCREDS))
		goto err_unlock;
	head = p->robust_list;
	rcu_read_unlock();
	if (put_user(sizeof(*head), len_ptr))
		return -EFAULT;
	return put_user(head, head_ptr);

err_unlock:
	rcu_read_unlock();
	return ret;
}

/* The owner died: say so in the word, and wake one who waits for the lock. */
static int handle_futex_death(u32 __user *uaddr, struct task_struct *curr)
{
	u32 uval, nval, mval;

	if ((unsigned long)uaddr % sizeof(u32))
		return -1;
retry:
	if (get_user(uval, uaddr))
		return -1;
	if ((uval & FUTEX_TID_MASK) != task_pid_vnr(curr))
		return 0;
	mval = (uval & FUTEX_WAITERS) | FUTEX_OWNER_DIED;
	if (user_atomic_cmpxchg_u32(&nval, uaddr, uval, mval))
		return -1;
	if (nval != uval)
		goto retry;
	if (uval & FUTEX_WAITERS)
		futex_wake(uaddr, FLAGS_SHARED, 1, FUTEX_BITSET_MATCH_ANY);
	return 0;
}

/* Bit 0 of a list pointer marks a priority-inheritance lock: not ours. */
static int fetch_robust_entry(struct robust_list __user **entry,
			      struct robust_list *__user *head)
{
	unsigned long uentry;

	if (get_user(uentry, (unsigned long __user *)head))
		return -EFAULT;
	*entry = (void __user *)(uentry & ~1UL);
	return 0;
}

/**
 * exit_robust_list() - release the locks that @curr dies holding
 * @curr: current, with its mm
 *
 * The list is user memory: it may be bad, or circular, and the walk stops after
 * ROBUST_LIST_LIMIT entries or at the first fault.
 * Context: process context, may sleep.
 */
void exit_robust_list(struct task_struct *curr)
{
	struct robust_list_head __user *head = curr->robust_list;
	struct robust_list __user *entry, *next, *pending;
	unsigned int limit = ROBUST_LIST_LIMIT;
	unsigned long offset;
	int rc;

	if (!head)
		return;
	curr->robust_list = NULL;
	if (fetch_robust_entry(&entry, &head->list.next) ||
	    get_user(offset, &head->futex_offset) ||
	    fetch_robust_entry(&pending, &head->list_op_pending))
		return;

	while (entry != &head->list) {
		/* Once the word is free the entry may be reused: look ahead. */
		rc = fetch_robust_entry(&next, &entry->next);
		if (entry != pending &&
		    handle_futex_death((void __user *)entry + offset, curr))
			return;
		if (rc || !--limit)
			return;
		entry = next;
		cond_resched();
	}
	if (pending)
		handle_futex_death((void __user *)pending + offset, curr);
}

/**
 * futex_init() - empty the buckets
 *
 * Context: boot.
 */
void __init futex_init(void)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(futex_queues); i++) {
		atomic_set(&futex_queues[i].waiters, 0);
		INIT_LIST_HEAD(&futex_queues[i].chain);
		spin_lock_init(&futex_queues[i].lock);
	}
}
