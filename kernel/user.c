// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/user.c - what all tasks of one user share: counts for limits
 *
 * Data       uidhash_table[hash(uid)] --uidhash_node--> user_struct.
 * I1         A uid has at most one user_struct in the table, and one with a
 *            reference is in the table.
 * Locking    uidhash_lock, interrupts off (creds are freed in softirqs): the
 *            table.  The count is dropped to 0 only under it.
 * Entry      alloc_uid() find_user() free_uid()
 * Mirrors: Linux 4.x kernel/user.c (init_user_ns: kernel/user_namespace.c).
 */
#include <linux/sched/user.h>

#include <linux/export.h>
#include <linux/init.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#define UIDHASH_BITS	6
#define UIDHASH_SZ	(1 << UIDHASH_BITS)

static struct kmem_cache *uid_cachep;
static struct hlist_head uidhash_table[UIDHASH_SZ];
static DEFINE_SPINLOCK(uidhash_lock);

/* init's, of uid 0; statically so that early code has a user. */
struct user_struct root_user = {
	.__count	= ATOMIC_INIT(1),
	.processes	= ATOMIC_INIT(1),
	.sigpending	= ATOMIC_INIT(0),
	.locked_shm	= 0,
	.uid		= GLOBAL_ROOT_UID,
};

static struct hlist_head *uidhashentry(kuid_t uid)
{
	unsigned int v = __kuid_val(uid);

	return uidhash_table + (((v >> UIDHASH_BITS) + v) & (UIDHASH_SZ - 1));
}

/* uidhash_lock is held.  Return: referenced, or NULL. */
static struct user_struct *uid_hash_find(kuid_t uid)
{
	struct user_struct *user;

	hlist_for_each_entry(user, uidhashentry(uid), uidhash_node) {
		if (uid_eq(user->uid, uid))
			return get_uid(user);
	}
	return NULL;
}

/** find_user() - the user_struct of a uid, referenced, or NULL */
struct user_struct *find_user(kuid_t uid)
{
	struct user_struct *ret;
	unsigned long flags;

	spin_lock_irqsave(&uidhash_lock, flags);
	ret = uid_hash_find(uid);
	spin_unlock_irqrestore(&uidhash_lock, flags);
	return ret;
}

/**
 * free_uid() - drop a reference
 * @up: may be NULL
 *
 * Context: any but NMI.
 */
void free_uid(struct user_struct *up)
{
	unsigned long flags;

	if (!up)
		return;
	local_irq_save(flags);
	if (atomic_dec_and_lock(&up->__count, &uidhash_lock)) {
		hlist_del_init(&up->uidhash_node);
		spin_unlock(&uidhash_lock);
		kmem_cache_free(uid_cachep, up);
	}
	local_irq_restore(flags);
}
EXPORT_SYMBOL(free_uid);

/**
 * alloc_uid() - the user_struct of a uid, made if need be
 * @uid: the user
 *
 * Context: process context, may sleep.
 * Return: referenced, or NULL.
 */
struct user_struct *alloc_uid(kuid_t uid)
{
	struct user_struct *up = find_user(uid), *new;

	if (up)
		return up;
	new = kmem_cache_zalloc(uid_cachep, GFP_KERNEL);
	if (!new)
		return NULL;
	new->uid = uid;
	atomic_set(&new->__count, 1);

	spin_lock_irq(&uidhash_lock);
	/* Another may have been faster.  Keeps: I1. */
	up = uid_hash_find(uid);
	if (!up) {
		hlist_add_head(&new->uidhash_node, uidhashentry(uid));
		up = new;
		new = NULL;
	}
	spin_unlock_irq(&uidhash_lock);
	if (new)
		kmem_cache_free(uid_cachep, new);
	return up;
}

/** uid_cache_init() - the cache and root's entry, at boot */
void __init uid_cache_init(void)
{
	uid_cachep = kmem_cache_create("uid_cache", sizeof(struct user_struct),
				       0, SLAB_HWCACHE_ALIGN | SLAB_PANIC,
				       NULL);
	spin_lock_irq(&uidhash_lock);
	hlist_add_head(&root_user.uidhash_node, uidhashentry(GLOBAL_ROOT_UID));
	spin_unlock_irq(&uidhash_lock);
}
