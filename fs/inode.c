// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/inode.c - the inode cache: how inodes live and die
 *
 * Data       inode_hashtable: inodes that a filesystem finds by number.
 *            sb->s_inodes: all of a super block.  sb->s_inode_lru: unused ones.
 * I1         I_NEW: in the hash but still being read in; others wait for it.
 * I2         i_count 0 and not I_FREEING: on the LRU, or dirty and kept by
 *            writeback; the next iget takes it back.
 * I3         I_FREEING: nobody may take a reference; who looks it up waits until
 *            it has left the hash, and reads it in anew.
 *
 * Locking    inode->i_lock protects: i_state, i_hash, __iget(), i_dentry.
 *            inode_hash_lock: the hash chains.  sb->s_inode_list_lock: s_inodes.
 *            lru lock: s_inode_lru, i_lru.
 *            Order: inode_hash_lock > i_lock; s_inode_list_lock > i_lock > lru.
 * Lifetime   i_count; memory is freed one grace period later, because an RCU
 *            walk looks at inodes without references.
 * Entry      new_inode() iget_locked() ilookup() igrab()
 *
 * Mirrors: Linux 4.19 fs/inode.c; its other parts: inode_evict.c (iput, LRU,
 * eviction), inode_attr.c (times, owners, links).
 */
#include "internal.h"

#include <linux/err.h>
#include <linux/filelock.h>
#include <linux/hash.h>
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/slab.h>

struct inodes_stat_t inodes_stat;

static DEFINE_SPINLOCK(inode_hash_lock);
static struct hlist_head *inode_hashtable;
static unsigned int i_hash_shift;
static struct kmem_cache *inode_cachep;

static DEFINE_PER_CPU(long, nr_inodes);

static DEFINE_PER_CPU(unsigned int, last_ino);

static const struct inode_operations empty_iops;
const struct address_space_operations empty_aops;

/**
 * get_nr_inodes() - how many inodes exist
 *
 * Context: any.
 * Return: the count, approximately.
 */
long get_nr_inodes(void)
{
	long sum = 0;
	int cpu;

	for_each_possible_cpu(cpu)
		sum += per_cpu(nr_inodes, cpu);
	return max(sum, 0L);
}

/* Birth. */

/**
 * address_space_init_once() - the parts of a mapping that survive its reuse
 * @mapping: to initialise
 *
 * Context: any; from slab constructors.
 */
void address_space_init_once(struct address_space *mapping)
{
	memset(mapping, 0, sizeof(*mapping));
	INIT_RADIX_TREE(&mapping->page_tree, GFP_ATOMIC | __GFP_ACCOUNT);
	spin_lock_init(&mapping->tree_lock);
	init_rwsem(&mapping->i_mmap_rwsem);
	INIT_LIST_HEAD(&mapping->private_list);
	spin_lock_init(&mapping->private_lock);
	mapping->i_mmap = RB_ROOT;
}

/**
 * inode_init_once() - constructor of an inode's slab object
 * @inode: to initialise
 *
 * Context: any; filesystems call it from their caches' constructors.
 */
void inode_init_once(struct inode *inode)
{
	memset(inode, 0, sizeof(*inode));
	INIT_HLIST_NODE(&inode->i_hash);
	INIT_LIST_HEAD(&inode->i_devices);
	INIT_LIST_HEAD(&inode->i_io_list);
	INIT_LIST_HEAD(&inode->i_wb_list);
	INIT_LIST_HEAD(&inode->i_lru);
	address_space_init_once(&inode->i_data);
}

static void init_once(void *foo)
{
	inode_init_once(foo);
}

static int no_open(struct inode *inode, struct file *file)
{
	return -ENXIO;
}

static const struct file_operations no_open_fops = { .open = no_open };

/* The page cache of a new inode is empty. */
static void mapping_init_always(struct address_space *mapping,
				struct inode *inode)
{
	mapping->a_ops = &empty_aops;
	mapping->host = inode;
	mapping->flags = 0;
	mapping->wb_err = 0;
	atomic_set(&mapping->i_mmap_writable, 0);
	mapping_set_gfp_mask(mapping, GFP_HIGHUSER_MOVABLE);
	mapping->private_data = NULL;
	mapping->writeback_index = 0;
}

/**
 * inode_init_always() - the parts of an inode that each new one needs
 * @sb: of this filesystem
 * @inode: from its slab
 *
 * Context: any.
 * Return: 0.
 */
int inode_init_always(struct super_block *sb, struct inode *inode)
{
	inode->i_sb = sb;
	inode->i_blkbits = sb->s_blocksize_bits;
	inode->i_flags = 0;
	atomic_set(&inode->i_count, 1);
	inode->i_op = &empty_iops;
	inode->i_fop = &no_open_fops;
	inode->__i_nlink = 1;
	inode->i_opflags = 0;
	if (sb->s_xattr)
		inode->i_opflags |= IOP_XATTR;
	inode->i_uid = GLOBAL_ROOT_UID;
	inode->i_gid = GLOBAL_ROOT_GID;
	atomic_set(&inode->i_writecount, 0);
	inode->i_size = 0;
	inode->i_blocks = 0;
	inode->i_bytes = 0;
	inode->i_generation = 0;
	inode->i_pipe = NULL;
	inode->i_rdev = 0;
	inode->i_state = 0;
	inode->dirtied_when = 0;
	spin_lock_init(&inode->i_lock);
	init_rwsem(&inode->i_rwsem);
	mapping_init_always(&inode->i_data, inode);
	inode->i_mapping = &inode->i_data;
	INIT_HLIST_HEAD(&inode->i_dentry);
	inode->i_fsnotify_mask = 0;
	INIT_HLIST_HEAD(&inode->i_fsnotify_marks);
	inode->i_flctx = NULL;
	inode->i_private = NULL;
	this_cpu_inc(nr_inodes);
	return 0;
}

static struct inode *alloc_inode(struct super_block *sb)
{
	struct inode *inode;

	if (sb->s_op->alloc_inode)
		inode = sb->s_op->alloc_inode(sb);
	else
		inode = kmem_cache_alloc(inode_cachep, GFP_KERNEL);
	if (!inode)
		return NULL;
	inode_init_always(sb, inode);
	INIT_LIST_HEAD(&inode->i_sb_list);
	return inode;
}

/**
 * free_inode_nonrcu() - free an inode of the common slab at once
 * @inode: to free
 *
 * Context: any.
 */
void free_inode_nonrcu(struct inode *inode)
{
	kmem_cache_free(inode_cachep, inode);
}

static void i_callback(struct rcu_head *head)
{
	free_inode_nonrcu(container_of(head, struct inode, i_rcu));
}

/**
 * __destroy_inode() - what every inode leaves behind, except its memory
 * @inode: evicted
 *
 * Context: does not sleep.
 */
void __destroy_inode(struct inode *inode)
{
	locks_free_lock_context(inode);
	if (!inode->i_nlink) {
		WARN_ON(atomic_long_read(&inode->i_sb->s_remove_count) == 0);
		atomic_long_dec(&inode->i_sb->s_remove_count);
	}
	this_cpu_dec(nr_inodes);
}

/**
 * destroy_inode() - free an evicted inode
 * @inode: on no list
 *
 * Context: does not sleep.
 */
void destroy_inode(struct inode *inode)
{
	WARN_ON(!list_empty(&inode->i_lru));
	__destroy_inode(inode);
	if (inode->i_sb->s_op->destroy_inode)
		inode->i_sb->s_op->destroy_inode(inode);
	else
		call_rcu(&inode->i_rcu, i_callback);
}

/**
 * get_next_ino() - a number for an inode of a filesystem without disk
 *
 * Each CPU takes 1024 at a time, so that creators do not share a line.
 *
 * Context: any.
 * Return: a number, not zero; they wrap after 2^32.
 */
unsigned int get_next_ino(void)
{
	static atomic_t shared_last_ino;
	unsigned int *p = &get_cpu_var(last_ino);
	unsigned int res = *p;

	if (unlikely((res & 1023) == 0))
		res = atomic_add_return(1024, &shared_last_ino) - 1024;
	res++;
	if (unlikely(!res))
		res++;
	*p = res;
	put_cpu_var(last_ino);
	return res;
}

/**
 * new_inode_pseudo() - an inode for a filesystem that nobody can umount
 *
 * Not on s_inodes, so syncing and umount do not see it.
 *
 * Context: may sleep.
 * Return: it, or NULL without memory.
 */
struct inode *new_inode_pseudo(struct super_block *sb)
{
	return alloc_inode(sb);
}

/**
 * inode_sb_list_add() - put an inode on its super block's list
 * @inode: new
 *
 * Context: does not sleep.
 */
void inode_sb_list_add(struct inode *inode)
{
	spin_lock(&inode->i_sb->s_inode_list_lock);
	list_add(&inode->i_sb_list, &inode->i_sb->s_inodes);
	spin_unlock(&inode->i_sb->s_inode_list_lock);
}

/**
 * inode_sb_list_del() - and off again
 * @inode: being evicted
 *
 * Context: does not sleep.
 */
void inode_sb_list_del(struct inode *inode)
{
	if (list_empty(&inode->i_sb_list))
		return;
	spin_lock(&inode->i_sb->s_inode_list_lock);
	list_del_init(&inode->i_sb_list);
	spin_unlock(&inode->i_sb->s_inode_list_lock);
}

/**
 * new_inode() - an inode without number, mode and operations
 *
 * Context: may sleep.
 * Return: it, with one reference, or NULL without memory.
 */
struct inode *new_inode(struct super_block *sb)
{
	struct inode *inode = new_inode_pseudo(sb);

	if (inode)
		inode_sb_list_add(inode);
	return inode;
}

/* The hash. */

static struct hlist_head *hash_chain(struct super_block *sb,
				     unsigned long hashval)
{
	u32 hash = hash_64(hashval + (unsigned long)sb / L1_CACHE_BYTES, 32);

	return inode_hashtable + (hash >> i_hash_shift);
}

/**
 * __insert_inode_hash() - make an inode findable
 * @inode: not hashed
 * @hashval: what iget5_locked() will be asked with, often i_ino
 *
 * Context: does not sleep.
 */
void __insert_inode_hash(struct inode *inode, unsigned long hashval)
{
	struct hlist_head *b = hash_chain(inode->i_sb, hashval);

	spin_lock(&inode_hash_lock);
	spin_lock(&inode->i_lock);
	hlist_add_head(&inode->i_hash, b);
	spin_unlock(&inode->i_lock);
	spin_unlock(&inode_hash_lock);
}

/**
 * __remove_inode_hash() - make an inode unfindable
 * @inode: hashed
 *
 * Context: does not sleep.
 */
void __remove_inode_hash(struct inode *inode)
{
	spin_lock(&inode_hash_lock);
	spin_lock(&inode->i_lock);
	hlist_del_init(&inode->i_hash);
	spin_unlock(&inode->i_lock);
	spin_unlock(&inode_hash_lock);
}

/* Both locks held, dropped here; returns when the inode has left the hash. */
static void __wait_on_freeing_inode(struct inode *inode)
{
	DEFINE_WAIT_BIT(wait, &inode->i_state, __I_NEW);
	wait_queue_head_t *wq = bit_waitqueue(&inode->i_state, __I_NEW);

	prepare_to_wait(wq, &wait.wq_entry, TASK_UNINTERRUPTIBLE);
	spin_unlock(&inode->i_lock);
	spin_unlock(&inode_hash_lock);
	schedule();
	finish_wait(wq, &wait.wq_entry);
	spin_lock(&inode_hash_lock);
}

/* What identifies an inode: a test function and its argument, or a number. */
struct inode_key {
	struct super_block	*sb;
	unsigned long		hashval;	/* i_ino when test is NULL */
	int (*test)(struct inode *inode, void *data);
	void			*data;
};

static bool inode_matches(struct inode *inode, const struct inode_key *key)
{
	if (inode->i_sb != key->sb)
		return false;
	if (key->test)
		return key->test(inode, key->data);
	return inode->i_ino == key->hashval;
}

/* inode_hash_lock held.  Return: referenced, NULL, or -ESTALE. */
static struct inode *find_inode(const struct inode_key *key)
{
	struct hlist_head *head = hash_chain(key->sb, key->hashval);
	struct inode *inode;

repeat:
	hlist_for_each_entry(inode, head, i_hash) {
		if (!inode_matches(inode, key))
			continue;
		spin_lock(&inode->i_lock);
		if (inode->i_state & (I_FREEING | I_WILL_FREE)) {
			__wait_on_freeing_inode(inode);
			goto repeat;
		}
		if (unlikely(inode->i_state & I_CREATING)) {
			spin_unlock(&inode->i_lock);
			return ERR_PTR(-ESTALE);
		}
		__iget(inode);
		spin_unlock(&inode->i_lock);
		return inode;
	}
	return NULL;
}

static void wait_on_inode(struct inode *inode)
{
	wait_on_bit(&inode->i_state, __I_NEW, TASK_UNINTERRUPTIBLE);
}

static struct inode *do_ilookup(const struct inode_key *key)
{
	struct inode *inode;

again:
	spin_lock(&inode_hash_lock);
	inode = find_inode(key);
	spin_unlock(&inode_hash_lock);
	if (IS_ERR(inode))
		return NULL;
	if (inode) {
		wait_on_inode(inode);
		if (unlikely(inode_unhashed(inode))) {
			iput(inode);
			goto again;
		}
	}
	return inode;
}

/**
 * ilookup() - an inode, if it is in the cache
 * @sb: the filesystem
 * @ino: its number
 *
 * Context: may sleep.
 * Return: it with a reference, or NULL.
 */
struct inode *ilookup(struct super_block *sb, unsigned long ino)
{
	struct inode_key key = { .sb = sb, .hashval = ino };

	return do_ilookup(&key);
}

/**
 * iget5_locked() - an inode, read in if it is not in the cache
 * @sb: the filesystem
 * @hashval: for the hash
 * @test: is this the one?  NULL: i_ino is @hashval
 * @set: makes it the one; NULL: sets i_ino
 * @data: for both
 *
 * Context: may sleep; @test and @set run under spinlocks.
 * Return: it with a reference, or NULL.  If I_NEW is set the caller fills it
 * and calls unlock_new_inode() or iget_failed().
 */
struct inode *iget5_locked(struct super_block *sb, unsigned long hashval,
			   int (*test)(struct inode *inode, void *data),
			   int (*set)(struct inode *inode, void *data),
			   void *data)
{
	struct inode_key key = { sb, hashval, test, data };
	struct inode *inode, *new;

again:
	inode = do_ilookup(&key);
	if (inode)
		return inode;
	new = alloc_inode(sb);
	if (!new)
		return NULL;
	spin_lock(&inode_hash_lock);
	inode = find_inode(&key);
	if (likely(!inode)) {
		if (set && set(new, data)) {
			spin_unlock(&inode_hash_lock);
			destroy_inode(new);
			return NULL;
		}
		if (!set)
			new->i_ino = hashval;
		spin_lock(&new->i_lock);
		new->i_state = I_NEW;
		hlist_add_head(&new->i_hash, hash_chain(sb, hashval));
		spin_unlock(&new->i_lock);
		spin_unlock(&inode_hash_lock);
		inode_sb_list_add(new);
		return new;
	}
	spin_unlock(&inode_hash_lock);
	destroy_inode(new);
	if (IS_ERR(inode))
		return NULL;
	wait_on_inode(inode);
	if (unlikely(inode_unhashed(inode))) {
		iput(inode);
		goto again;
	}
	return inode;
}

/**
 * iget_locked() - an inode by its number, read in if necessary
 * @sb: the filesystem
 * @ino: the number
 *
 * Context: may sleep.
 * Return: see iget5_locked().
 */
struct inode *iget_locked(struct super_block *sb, unsigned long ino)
{
	return iget5_locked(sb, ino, NULL, NULL, NULL);
}

/**
 * insert_inode_locked() - a filesystem made an inode with this number
 * @inode: new, i_ino set; becomes I_NEW | I_CREATING
 *
 * Context: may sleep.
 * Return: 0, or -EBUSY when the number is in use.
 */
int insert_inode_locked(struct inode *inode)
{
	struct super_block *sb = inode->i_sb;
	struct hlist_head *head = hash_chain(sb, inode->i_ino);
	struct inode *old;

	spin_lock(&inode_hash_lock);
	hlist_for_each_entry(old, head, i_hash) {
		if (old->i_ino != inode->i_ino || old->i_sb != sb)
			continue;
		spin_lock(&old->i_lock);
		if (!(old->i_state & (I_FREEING | I_WILL_FREE))) {
			spin_unlock(&old->i_lock);
			spin_unlock(&inode_hash_lock);
			return -EBUSY;
		}
		spin_unlock(&old->i_lock);
	}
	spin_lock(&inode->i_lock);
	inode->i_state |= I_NEW | I_CREATING;
	hlist_add_head(&inode->i_hash, head);
	spin_unlock(&inode->i_lock);
	spin_unlock(&inode_hash_lock);
	return 0;
}

/**
 * unlock_new_inode() - an I_NEW inode is ready for others
 * @inode: filled
 *
 * Context: does not sleep.
 */
void unlock_new_inode(struct inode *inode)
{
	spin_lock(&inode->i_lock);
	WARN_ON(!(inode->i_state & I_NEW));
	inode->i_state &= ~I_NEW & ~I_CREATING;
	smp_mb();
	wake_up_bit(&inode->i_state, __I_NEW);
	spin_unlock(&inode->i_lock);
}

/**
 * discard_new_inode() - an I_NEW inode will not be: drop it
 * @inode: its reference is dropped
 *
 * Context: may sleep.
 */
void discard_new_inode(struct inode *inode)
{
	spin_lock(&inode->i_lock);
	WARN_ON(!(inode->i_state & I_NEW));
	inode->i_state &= ~I_NEW;
	smp_mb();
	wake_up_bit(&inode->i_state, __I_NEW);
	spin_unlock(&inode->i_lock);
	iput(inode);
}

/* References. */

/**
 * __iget() - one more reference, i_lock held
 * @inode: not being freed
 *
 * Context: does not sleep.
 */
void __iget(struct inode *inode)
{
	atomic_inc(&inode->i_count);
}

/**
 * ihold() - one more reference, for who has one
 * @inode: referenced by the caller
 *
 * Context: any.
 */
void ihold(struct inode *inode)
{
	WARN_ON(atomic_inc_return(&inode->i_count) < 2);
}

/**
 * igrab() - a reference, unless the inode is on its way out
 * @inode: memory that stays valid
 *
 * Context: does not sleep.
 * Return: @inode, or NULL.
 */
struct inode *igrab(struct inode *inode)
{
	struct inode *ret = NULL;

	spin_lock(&inode->i_lock);
	if (!(inode->i_state & (I_FREEING | I_WILL_FREE))) {
		__iget(inode);
		ret = inode;
	}
	spin_unlock(&inode->i_lock);
	return ret;
}

/**
 * inode_init() - the cache and the hash table
 *
 * Context: boot, once.
 */
void __init inode_init(void)
{
	inode_cachep = kmem_cache_create("inode_cache", sizeof(struct inode), 0,
					 SLAB_RECLAIM_ACCOUNT | SLAB_PANIC,
					 init_once);
	inode_hashtable = vfs_hash_alloc("Inode-cache",
					 sizeof(struct hlist_head),
					 &i_hash_shift);
}
