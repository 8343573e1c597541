/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fs/dentry_name.h - where a dentry keeps its name, and comparing names fast
 *
 * Private to the dcache*.c files and d_path.c.
 */
#ifndef _FS_DENTRY_NAME_H
#define _FS_DENTRY_NAME_H

#include <linux/atomic.h>
#include <linux/dcache.h>
#include <linux/mm.h>
#include <linux/rculist_bl.h>
#include <linux/stringhash.h>

#define IS_ROOT(x)	((x) == (x)->d_parent)

/* A name too long for d_iname; shared by a renamed dentry and its target. */
struct external_name {
	union {
		atomic_t	count;
		struct rcu_head	head;	/* once unused */
	} u;
	unsigned char		name[];
};

static inline struct external_name *external_name(struct dentry *dentry)
{
	return container_of(dentry->d_name.name, struct external_name, name[0]);
}

static inline bool dname_external(const struct dentry *dentry)
{
	return dentry->d_name.name != dentry->d_iname;
}

/*
 * Eight bytes at @p, of which fewer count.  Reading on in the same page cannot
 * fault; at the page's end, go byte by byte.
 */
static inline unsigned long name_tail(const unsigned char *p, unsigned int len)
{
	unsigned long v = 0;
	unsigned int i;

#ifndef CONFIG_KASAN
	if (likely(offset_in_page(p) <= PAGE_SIZE - sizeof(long)))
		return *(const unsigned long *)p;
#endif
	for (i = 0; i < len; i++)
		v |= (unsigned long)p[i] << i * 8;
	return v;
}

/*
 * Compares the dentry's name with @len bytes at @ct.  The dentry may be
 * changing under an RCU walk: the caller checks d_seq.  Eight bytes can be read
 * wherever a word of a name begins that is no longer than @len (I4 of dcache.c).
 *
 * Return: 0 if equal.
 */
static inline int dentry_cmp(const struct dentry *dentry,
			     const unsigned char *ct, unsigned int len)
{
	const unsigned char *cs = READ_ONCE(dentry->d_name.name);

	for (; len >= sizeof(long); len -= sizeof(long)) {
		if (*(const unsigned long *)cs != *(const unsigned long *)ct)
			return 1;
		cs += sizeof(long);
		ct += sizeof(long);
	}
	return ((*(const unsigned long *)cs ^ name_tail(ct, len)) &
		~(~0UL << len * 8)) != 0;
}

/* dcache_lookup.c */
extern unsigned int d_hash_shift;
extern struct hlist_bl_head *dentry_hashtable;
bool d_same_name(const struct dentry *dentry, const struct dentry *parent,
		 const struct qstr *name);

static inline struct hlist_bl_head *d_hash(unsigned int hash)
{
	return dentry_hashtable + (hash >> d_hash_shift);
}

/*
 * Find a child without taking any reference.  @parent's d_seq is checked by the
 * caller, and *@seqp, the d_seq under which the match was seen, after it used
 * anything in the dentry.
 *
 * Context: rcu_read_lock().
 * Return: the dentry or NULL, which may be wrong while somebody renames.
 */
static __always_inline struct dentry *
d_lookup_rcu(const struct dentry *parent, const struct qstr *name,
	     unsigned int *seqp)
{
	u64 hashlen = name->hash_len;
	struct hlist_bl_head *b = d_hash(hashlen_hash(hashlen));
	struct hlist_bl_node *node;
	struct dentry *dentry;

	hlist_bl_for_each_entry_rcu(dentry, node, b, d_hash) {
		unsigned int seq = raw_seqcount_begin(&dentry->d_seq);

		if (dentry->d_parent != parent || d_unhashed(dentry))
			continue;
		if (unlikely(parent->d_flags & DCACHE_OP_COMPARE)) {
			if (dentry->d_name.hash != hashlen_hash(hashlen))
				continue;
			if (read_seqcount_retry(&dentry->d_seq, seq) ||
			    !d_same_name(dentry, parent, name))
				continue;
		} else if (dentry->d_name.hash_len != hashlen ||
			   dentry_cmp(dentry, name->name,
				      hashlen_len(hashlen)) != 0) {
			continue;
		}
		*seqp = seq;
		return dentry;
	}
	return NULL;
}

/* dcache_lookup.c */
void dcache_lookup_init(void);
void ___d_drop(struct dentry *dentry);
unsigned int start_dir_add(struct inode *dir);
void end_dir_add(struct inode *dir, unsigned int n);

/* dcache.c */
unsigned int d_flags_for_inode(struct inode *inode);
void __d_set_inode_and_type(struct dentry *dentry, struct inode *inode,
			    unsigned int type_flags);
void __d_instantiate(struct dentry *dentry, struct inode *inode);
void __d_add(struct dentry *dentry, struct inode *inode);
void __d_rehash(struct dentry *entry);
void __dentry_kill(struct dentry *dentry);
struct dentry *dentry_kill(struct dentry *dentry);
struct dentry *lock_parent(struct dentry *dentry);
void dentry_free(struct dentry *dentry);
void d_lru_del(struct dentry *dentry);

/* dcache_move.c */
void __d_move(struct dentry *dentry, struct dentry *target, bool exchange);

#endif /* _FS_DENTRY_NAME_H */
