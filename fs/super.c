// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/super.c - super blocks: one per mounted filesystem instance
 *
 * Data       super_blocks: all.  type->fs_supers: those of one type.
 * I1         s_active counts mounts (and who keeps one mounted); the drop to
 *            zero shuts the filesystem down.  s_count keeps the memory: one for
 *            all of s_active, one for each who looks at it without a mount.
 * I2         SB_BORN: filled and visible.  SB_ACTIVE: unused inodes may stay in
 *            the cache.
 * I3         A super block without s_root is dead or unborn: leave it alone.
 *
 * Locking    sb_lock protects: the lists, s_count.  s_umount: born and dying
 *            are exclusive, remount too, working with it is shared.
 *            Order: s_umount > i_rwsem; sb_lock is a leaf.
 * Entry      sget() mount_nodev() mount_single() deactivate_super()
 *            iterate_supers() kill_anon_super() kill_litter_super()
 *
 * Mirrors: Linux 4.19 fs/super.c.
 * Simpler than Linux in: no freezing; block devices come with the block layer.
 */
#include "internal.h"

#include <linux/backing-dev.h>
#include <linux/cred.h>
#include <linux/fsnotify.h>
#include <linux/idr.h>
#include <linux/mm.h>
#include <linux/mount.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/user_namespace.h>
#include <linux/writeback.h>

static LIST_HEAD(super_blocks);
static DEFINE_SPINLOCK(sb_lock);
static DEFINE_IDA(unnamed_dev_ida);

/* Shrinking: dentries and inodes of each super block, in proportion. */

static unsigned long super_cache_count(struct shrinker *shrink,
				       struct shrink_control *sc)
{
	struct super_block *sb = container_of(shrink, struct super_block,
					      s_shrink);

	/* Unlocked: the shrinker is unregistered before the lists go. */
	if (!(READ_ONCE(sb->s_flags) & SB_BORN))
		return 0;
	return list_lru_count(&sb->s_dentry_lru) +
	       list_lru_count(&sb->s_inode_lru);
}

static unsigned long super_cache_scan(struct shrinker *shrink,
				      struct shrink_control *sc)
{
	struct super_block *sb = container_of(shrink, struct super_block,
					      s_shrink);
	unsigned long dentries, inodes, total, freed = 0;
	unsigned long nr = sc->nr_to_scan;

	/* The allocation may hold the locks that iput() needs. */
	if (!(sc->gfp_mask & __GFP_FS))
		return SHRINK_STOP;
	if (!trylock_super(sb))
		return SHRINK_STOP;
	inodes = list_lru_count(&sb->s_inode_lru);
	dentries = list_lru_count(&sb->s_dentry_lru);
	total = dentries + inodes + 1;
	/* Dentries first: they pin inodes. */
	sc->nr_to_scan = nr * dentries / total + 1;
	freed = prune_dcache_sb(sb, sc);
	sc->nr_to_scan = nr * inodes / total + 1;
	freed += prune_icache_sb(sb, sc);
	sc->nr_to_scan = nr;
	up_read(&sb->s_umount);
	return freed;
}

/* Birth and memory. */

static void destroy_super_rcu(struct rcu_head *head)
{
	struct super_block *s = container_of(head, struct super_block, rcu);

	kfree(s->s_subtype);
	kfree(s);
}

static struct super_block *alloc_super(struct file_system_type *type, int flags,
				       struct user_namespace *user_ns)
{
	static const struct super_operations default_op;
	struct super_block *s = kzalloc(sizeof(struct super_block), GFP_USER);

	if (!s)
		return NULL;
	INIT_LIST_HEAD(&s->s_list);
	INIT_LIST_HEAD(&s->s_mounts);
	s->s_user_ns = get_user_ns(user_ns);
	init_rwsem(&s->s_umount);
	down_write_nested(&s->s_umount, SINGLE_DEPTH_NESTING);
	s->s_bdi = &noop_backing_dev_info;
	s->s_flags = flags;
	if (s->s_user_ns != &init_user_ns)
		s->s_iflags |= SB_I_NODEV;
	INIT_HLIST_NODE(&s->s_instances);
	INIT_HLIST_BL_HEAD(&s->s_roots);
	INIT_LIST_HEAD(&s->s_inodes);
	spin_lock_init(&s->s_inode_list_lock);
	list_lru_init(&s->s_dentry_lru);
	list_lru_init(&s->s_inode_lru);
	s->s_count = 1;
	atomic_set(&s->s_active, 1);
	mutex_init(&s->s_vfs_rename_mutex);
	s->s_maxbytes = 0x7fffffff;
	s->s_op = &default_op;
	s->s_time_gran = NSEC_PER_SEC;
	s->s_blocksize = PAGE_SIZE;
	s->s_blocksize_bits = PAGE_SHIFT;
	s->s_shrink.seeks = DEFAULT_SEEKS;
	s->s_shrink.scan_objects = super_cache_scan;
	s->s_shrink.count_objects = super_cache_count;
	s->s_shrink.batch = 1024;
	return s;
}

/* sb_lock held. */
static void __put_super(struct super_block *s)
{
	if (--s->s_count)
		return;
	list_del_init(&s->s_list);
	WARN_ON(!list_empty(&s->s_mounts));
	put_user_ns(s->s_user_ns);
	call_rcu(&s->rcu, destroy_super_rcu);
}

static void put_super(struct super_block *sb)
{
	spin_lock(&sb_lock);
	__put_super(sb);
	spin_unlock(&sb_lock);
}

/* Death. */

/**
 * deactivate_locked_super() - drop an active reference; s_umount is held
 * @s: its s_umount is held for writing, and not afterwards
 *
 * Context: may sleep.
 */
void deactivate_locked_super(struct super_block *s)
{
	struct file_system_type *fs = s->s_type;

	if (!atomic_dec_and_test(&s->s_active)) {
		up_write(&s->s_umount);
		return;
	}
	unregister_shrinker(&s->s_shrink);
	fs->kill_sb(s);
	list_lru_destroy(&s->s_dentry_lru);
	list_lru_destroy(&s->s_inode_lru);
	put_filesystem(fs);
	put_super(s);
}

/**
 * deactivate_super() - drop an active reference
 * @s: the super block
 *
 * Context: may sleep.
 */
void deactivate_super(struct super_block *s)
{
	if (atomic_add_unless(&s->s_active, -1, 1))
		return;
	down_write(&s->s_umount);
	deactivate_locked_super(s);
}

/*
 * An active reference and s_umount; sb_lock is held, dropped here.
 *
 * Return: false, without either, if it is dying: look again.
 */
static bool grab_super(struct super_block *s)
{
	s->s_count++;
	spin_unlock(&sb_lock);
	down_write(&s->s_umount);
	if ((s->s_flags & SB_BORN) && atomic_inc_not_zero(&s->s_active)) {
		put_super(s);
		return true;
	}
	up_write(&s->s_umount);
	put_super(s);
	return false;
}

/**
 * trylock_super() - s_umount shared, if the super block is alive
 * @sb: memory that stays valid
 *
 * Context: does not sleep.
 * Return: true with the lock.
 */
bool trylock_super(struct super_block *sb)
{
	if (!down_read_trylock(&sb->s_umount))
		return false;
	if (!hlist_unhashed(&sb->s_instances) && sb->s_root &&
	    (sb->s_flags & SB_BORN))
		return true;
	up_read(&sb->s_umount);
	return false;
}

/**
 * generic_shutdown_super() - what every ->kill_sb() does
 * @sb: no mount is left; s_umount held for writing, and not afterwards
 *
 * Context: may sleep.
 */
void generic_shutdown_super(struct super_block *sb)
{
	const struct super_operations *sop = sb->s_op;

	if (sb->s_root) {
		shrink_dcache_for_umount(sb);
		sync_filesystem(sb);
		sb->s_flags &= ~SB_ACTIVE;
		fsnotify_unmount_inodes(sb);
		evict_inodes(sb);
		if (sop->put_super)
			sop->put_super(sb);
		if (!list_empty(&sb->s_inodes))
			pr_err("VFS: Busy inodes after unmount of %s. Self-destruct in 5 seconds.  Have a nice day...\n",
			       sb->s_id);
	}
	spin_lock(&sb_lock);
	/* Off the type's list: sget() does not find it any more. */
	hlist_del_init(&sb->s_instances);
	spin_unlock(&sb_lock);
	up_write(&sb->s_umount);
}

/* Finding and making. */

static struct super_block *sget_userns(struct file_system_type *type,
			int (*test)(struct super_block *sb, void *data),
			int (*set)(struct super_block *sb, void *data),
			int flags, struct user_namespace *user_ns, void *data)
{
	struct super_block *s = NULL, *old;
	int err;

retry:
	spin_lock(&sb_lock);
	if (test) {
		hlist_for_each_entry(old, &type->fs_supers, s_instances) {
			if (!test(old, data))
				continue;
			if (user_ns != old->s_user_ns) {
				spin_unlock(&sb_lock);
				old = ERR_PTR(-EBUSY);
			} else if (!grab_super(old)) {
				goto retry;
			}
			if (s) {
				up_write(&s->s_umount);
				put_user_ns(s->s_user_ns);
				kfree(s);
			}
			return old;
		}
	}
	if (!s) {
		spin_unlock(&sb_lock);
		s = alloc_super(type, flags, user_ns);
		if (!s)
			return ERR_PTR(-ENOMEM);
		goto retry;
	}
	err = set(s, data);
	if (err) {
		spin_unlock(&sb_lock);
		up_write(&s->s_umount);
		put_user_ns(s->s_user_ns);
		kfree(s);
		return ERR_PTR(err);
	}
	s->s_type = type;
	strlcpy(s->s_id, type->name, sizeof(s->s_id));
	list_add_tail(&s->s_list, &super_blocks);
	hlist_add_head(&s->s_instances, &type->fs_supers);
	spin_unlock(&sb_lock);
	get_filesystem(type);
	err = register_shrinker(&s->s_shrink);
	if (err) {
		deactivate_locked_super(s);
		s = ERR_PTR(err);
	}
	return s;
}

/**
 * sget() - the super block for a mount: an existing one, or a new one
 * @type: the filesystem
 * @test: is it this one?  NULL: always a new one
 * @set: gives the new one its identity, s_dev above all
 * @flags: SB_*
 * @data: for both
 *
 * Context: may sleep; @test and @set run under sb_lock.
 * Return: the super block, s_umount held for writing; s_root is NULL if it is
 * new.  Or an ERR_PTR.
 */
struct super_block *sget(struct file_system_type *type,
			 int (*test)(struct super_block *sb, void *data),
			 int (*set)(struct super_block *sb, void *data),
			 int flags, void *data)
{
	struct user_namespace *user_ns = current_user_ns();

	if (!(flags & SB_KERNMOUNT) && !(type->fs_flags & FS_USERNS_MOUNT) &&
	    !capable(CAP_SYS_ADMIN))
		return ERR_PTR(-EPERM);
	if (flags & SB_KERNMOUNT)
		user_ns = &init_user_ns;
	return sget_userns(type, test, set, flags, user_ns, data);
}

/**
 * drop_super() - undo what iterate_supers() and kin give
 * @sb: s_umount held shared, one passive reference
 *
 * Context: may sleep.
 */
void drop_super(struct super_block *sb)
{
	up_read(&sb->s_umount);
	put_super(sb);
}

/**
 * iterate_supers() - call a function for each live super block
 * @f: the function; s_umount is held shared
 * @arg: for it
 *
 * Context: may sleep.
 */
void iterate_supers(void (*f)(struct super_block *sb, void *arg), void *arg)
{
	struct super_block *sb, *p = NULL;

	spin_lock(&sb_lock);
	list_for_each_entry(sb, &super_blocks, s_list) {
		if (hlist_unhashed(&sb->s_instances))
			continue;
		sb->s_count++;
		spin_unlock(&sb_lock);
		down_read(&sb->s_umount);
		if (sb->s_root && (sb->s_flags & SB_BORN))
			f(sb, arg);
		up_read(&sb->s_umount);
		spin_lock(&sb_lock);
		/* Now the previous one may go: we stand on this. */
		if (p)
			__put_super(p);
		p = sb;
	}
	if (p)
		__put_super(p);
	spin_unlock(&sb_lock);
}

/**
 * user_get_super() - the super block of a device number
 * @dev: the number
 *
 * Context: may sleep.
 * Return: it, for drop_super(), or NULL.
 */
struct super_block *user_get_super(dev_t dev)
{
	struct super_block *sb;

rescan:
	spin_lock(&sb_lock);
	list_for_each_entry(sb, &super_blocks, s_list) {
		if (hlist_unhashed(&sb->s_instances) || sb->s_dev != dev)
			continue;
		sb->s_count++;
		spin_unlock(&sb_lock);
		down_read(&sb->s_umount);
		if (sb->s_root && (sb->s_flags & SB_BORN))
			return sb;
		up_read(&sb->s_umount);
		put_super(sb);
		goto rescan;
	}
	spin_unlock(&sb_lock);
	return NULL;
}

/**
 * do_remount_sb() - change a super block's options
 * @sb: s_umount held for writing
 * @sb_flags: new SB_* flags
 * @data: the filesystem's options, or NULL
 * @force: read-only even if it is being written to
 *
 * Context: may sleep.
 * Return: 0 or an errno; -EBUSY: files are open for writing.
 */
int do_remount_sb(struct super_block *sb, int sb_flags, void *data, int force)
{
	bool remount_ro = (sb_flags & SB_RDONLY) && !sb_rdonly(sb);
	int retval;

	if (remount_ro) {
		shrink_dcache_sb(sb);
		if (force) {
			sb->s_readonly_remount = 1;
			smp_wmb();
		} else {
			retval = sb_prepare_remount_readonly(sb);
			if (retval)
				return retval;
		}
	}
	if (sb->s_op->remount_fs) {
		retval = sb->s_op->remount_fs(sb, &sb_flags, data);
		if (retval && !force) {
			sb->s_readonly_remount = 0;
			return retval;
		}
	}
	sb->s_flags = (sb->s_flags & ~(unsigned long)MS_RMT_MASK) |
		      (sb_flags & MS_RMT_MASK);
	/* Pairs with the barrier in mnt_is_readonly(). */
	smp_wmb();
	sb->s_readonly_remount = 0;
	return 0;
}

/* Filesystems without a device. */

/**
 * get_anon_bdev() - a device number for a filesystem without a device
 * @p: set to the number, major 0
 *
 * Context: does not sleep.
 * Return: 0, -ENOMEM, -EMFILE when 2^20 are in use.
 */
int get_anon_bdev(dev_t *p)
{
	int dev = ida_simple_get(&unnamed_dev_ida, 1, 1 << MINORBITS,
				 GFP_ATOMIC);

	if (dev == -ENOSPC)
		dev = -EMFILE;
	if (dev < 0)
		return dev;
	*p = MKDEV(0, dev);
	return 0;
}

/**
 * free_anon_bdev() - give it back
 * @dev: the number
 *
 * Context: any.
 */
void free_anon_bdev(dev_t dev)
{
	ida_simple_remove(&unnamed_dev_ida, MINOR(dev));
}

/**
 * set_anon_super() - for sget(): a new device number
 * @s: the super block
 * @data: unused
 *
 * Context: does not sleep.
 * Return: 0 or an errno.
 */
int set_anon_super(struct super_block *s, void *data)
{
	return get_anon_bdev(&s->s_dev);
}

/**
 * kill_anon_super() - ->kill_sb() of filesystems without a device
 * @sb: see generic_shutdown_super()
 *
 * Context: may sleep.
 */
void kill_anon_super(struct super_block *sb)
{
	dev_t dev = sb->s_dev;

	generic_shutdown_super(sb);
	free_anon_bdev(dev);
}

/**
 * kill_litter_super() - the same, when dentries are pinned as in ramfs
 * @sb: see generic_shutdown_super()
 *
 * Context: may sleep.
 */
void kill_litter_super(struct super_block *sb)
{
	if (sb->s_root)
		d_genocide(sb->s_root);
	kill_anon_super(sb);
}

/**
 * mount_nodev() - ->mount() with a new super block each time: tmpfs
 * @fs_type: the filesystem
 * @flags: SB_*
 * @data: options
 * @fill_super: fills it
 *
 * Context: may sleep.
 * Return: the root dentry, s_umount held for writing; or an ERR_PTR.
 */
struct dentry *mount_nodev(struct file_system_type *fs_type, int flags,
			   void *data,
			   int (*fill_super)(struct super_block *sb, void *data,
					     int silent))
{
	struct super_block *s = sget(fs_type, NULL, set_anon_super, flags,
				     NULL);
	int error;

	if (IS_ERR(s))
		return ERR_CAST(s);
	error = fill_super(s, data, flags & SB_SILENT ? 1 : 0);
	if (error) {
		deactivate_locked_super(s);
		return ERR_PTR(error);
	}
	s->s_flags |= SB_ACTIVE;
	return dget(s->s_root);
}

static int compare_single(struct super_block *s, void *p)
{
	return 1;
}

/**
 * mount_single() - ->mount() with one super block for all: devtmpfs
 * @fs_type: the filesystem
 * @flags: SB_*
 * @data: options
 * @fill_super: fills it
 *
 * Context: may sleep.
 * Return: the root dentry, s_umount held for writing; or an ERR_PTR.
 */
struct dentry *mount_single(struct file_system_type *fs_type, int flags,
			    void *data,
			    int (*fill_super)(struct super_block *sb,
					      void *data, int silent))
{
	struct super_block *s = sget(fs_type, compare_single, set_anon_super,
				     flags, NULL);
	int error;

	if (IS_ERR(s))
		return ERR_CAST(s);
	if (!s->s_root) {
		error = fill_super(s, data, flags & SB_SILENT ? 1 : 0);
		if (!error)
			s->s_flags |= SB_ACTIVE;
	} else {
		error = do_remount_sb(s, flags, data, 0);
	}
	if (error) {
		deactivate_locked_super(s);
		return ERR_PTR(error);
	}
	return dget(s->s_root);
}

static int ns_test_super(struct super_block *sb, void *data)
{
	return sb->s_fs_info == data;
}

static int ns_set_super(struct super_block *sb, void *data)
{
	sb->s_fs_info = data;
	return set_anon_super(sb, NULL);
}

/**
 * mount_ns() - ->mount() with one super block per namespace: proc
 * @fs_type: the filesystem
 * @flags: SB_*
 * @data: options
 * @ns: the namespace, found in s_fs_info
 * @user_ns: its owner
 * @fill_super: fills it
 *
 * Context: may sleep.
 * Return: the root dentry, s_umount held for writing; or an ERR_PTR.
 */
struct dentry *mount_ns(struct file_system_type *fs_type, int flags, void *data,
			void *ns, struct user_namespace *user_ns,
			int (*fill_super)(struct super_block *sb, void *data,
					  int silent))
{
	struct super_block *sb;
	int err;

	if (!(flags & SB_KERNMOUNT) && !ns_capable(user_ns, CAP_SYS_ADMIN))
		return ERR_PTR(-EPERM);
	sb = sget_userns(fs_type, ns_test_super, ns_set_super, flags, user_ns,
			 ns);
	if (IS_ERR(sb))
		return ERR_CAST(sb);
	if (!sb->s_root) {
		err = fill_super(sb, data, flags & SB_SILENT ? 1 : 0);
		if (err) {
			deactivate_locked_super(sb);
			return ERR_PTR(err);
		}
		sb->s_flags |= SB_ACTIVE;
	}
	return dget(sb->s_root);
}

/**
 * mount_fs() - have a filesystem mount itself
 * @type: the filesystem
 * @flags: SB_*
 * @name: the device, or any word
 * @data: options
 *
 * Context: may sleep.
 * Return: the root dentry, referenced, with an active reference on its super
 * block; or an ERR_PTR.
 */
struct dentry *mount_fs(struct file_system_type *type, int flags,
			const char *name, void *data)
{
	struct dentry *root = type->mount(type, flags, name, data);
	struct super_block *sb;

	if (IS_ERR(root))
		return root;
	sb = root->d_sb;
	/* Filled before the shrinker sees SB_BORN. */
	smp_wmb();
	sb->s_flags |= SB_BORN;
	WARN(sb->s_maxbytes < 0, "%s set sb->s_maxbytes to negative value (%lld)\n",
	     type->name, sb->s_maxbytes);
	up_write(&sb->s_umount);
	return root;
}
