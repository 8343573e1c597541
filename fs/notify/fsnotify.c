// SPDX-License-Identifier: GPL-2.0-only
/*
 * fs/notify/fsnotify.c - an event finds its watchers
 *
 *	vfs_write()
 *	  fsnotify_modify()		inline: does anybody watch?
 *	    __fsnotify_parent()		those who watch the directory, with
 *	      fsnotify()		the entry's name
 *	    fsnotify()			those who watch the file
 *	      ->handle_event()		for each mark that wants it
 *
 * I1         i_fsnotify_mask is what all marks of the inode want together: an
 *            event outside it is dropped without looking at them.
 * I2         A dentry of a directory whose watchers want to know about its
 *            entries has DCACHE_FSNOTIFY_PARENT_WATCHED.  Others may have it
 *            too, until somebody notices.
 *
 * Locking    SRCU (fsnotify_mark_srcu) around the walk over an inode's marks:
 *            handlers may sleep.
 * Entry      fsnotify() and the functions of linux/fsnotify.h
 *
 * Mirrors: Linux 4.6 fs/notify/fsnotify.c.
 * Simpler than Linux in: inodes are watched, no mounts; no ignored masks; what
 * an event is about is a path or nothing.
 */
#include "fsnotify.h"

#include <linux/dcache.h>
#include <linux/fsnotify.h>
#include <linux/rculist.h>

/**
 * fsnotify() - tell those who watch an inode
 * @to_tell: the inode
 * @mask: what happened: one FS_* event, perhaps with FS_ISDIR
 * @path: the file it happened to, or NULL
 * @file_name: the entry of the directory @to_tell it is about, or NULL
 * @cookie: joins the two events of a rename; else 0
 *
 * Context: may sleep; @to_tell is referenced.
 * Return: 0, or what the last handler that failed said.
 */
int fsnotify(struct inode *to_tell, u32 mask, const struct path *path,
	     const unsigned char *file_name, u32 cookie)
{
	u32 event = mask & ~(FS_EVENT_ON_CHILD | FS_ISDIR);
	struct fsnotify_mark *mark;
	int idx, err, ret = 0;

	if (!(READ_ONCE(to_tell->i_fsnotify_mask) & event))
		return 0;
	idx = srcu_read_lock(&fsnotify_mark_srcu);
	hlist_for_each_entry_rcu(mark, &to_tell->i_fsnotify_marks, i_list) {
		if (!(READ_ONCE(mark->mask) & event))
			continue;
		err = mark->group->ops->handle_event(mark, mask, path,
						     file_name, cookie);
		if (err)
			ret = err;
	}
	srcu_read_unlock(&fsnotify_mark_srcu, idx);
	return ret;
}

/**
 * __fsnotify_update_child_dentry_flags() - the mask of a directory has changed
 * @inode: anything; nothing is to do unless it is a directory
 *
 * d_lock is taken before d_inode is looked at: who sets it later sees the mask
 * (fsnotify_update_flags()).
 *
 * Context: does not sleep; takes i_lock and d_lock.
 */
void __fsnotify_update_child_dentry_flags(struct inode *inode)
{
	struct dentry *alias, *child;

	if (!S_ISDIR(inode->i_mode))
		return;
	spin_lock(&inode->i_lock);
	hlist_for_each_entry(alias, &inode->i_dentry, d_u.d_alias) {
		spin_lock(&alias->d_lock);
		list_for_each_entry(child, &alias->d_subdirs, d_child) {
			spin_lock_nested(&child->d_lock, DENTRY_D_LOCK_NESTED);
			if (child->d_inode)
				fsnotify_update_flags(child);
			spin_unlock(&child->d_lock);
		}
		spin_unlock(&alias->d_lock);
	}
	spin_unlock(&inode->i_lock);
}

/**
 * __fsnotify_parent() - tell those who watch the directory of a file
 * @dentry: the file's
 * @mask: what happened
 * @path: the file, or NULL
 *
 * Context: may sleep.
 */
void __fsnotify_parent(struct dentry *dentry, u32 mask,
		       const struct path *path)
{
	struct name_snapshot name;
	struct dentry *parent;
	struct inode *dir;

	if (!(dentry->d_flags & DCACHE_FSNOTIFY_PARENT_WATCHED))
		return;
	parent = dget_parent(dentry);
	dir = parent->d_inode;
	if (!fsnotify_inode_watches_children(dir)) {
		/* The last watch went: I2 is put right when it costs us. */
		__fsnotify_update_child_dentry_flags(dir);
	} else if (READ_ONCE(dir->i_fsnotify_mask) & mask) {
		take_dentry_name_snapshot(&name, dentry);
		fsnotify(dir, mask | FS_EVENT_ON_CHILD, path, name.name, 0);
		release_dentry_name_snapshot(&name);
	}
	dput(parent);
}

static void tell_both(struct dentry *dentry, u32 mask, const struct path *path)
{
	struct inode *inode = dentry->d_inode;

	if (S_ISDIR(inode->i_mode))
		mask |= FS_ISDIR;
	__fsnotify_parent(dentry, mask, path);
	fsnotify(inode, mask, path, NULL, 0);
}

/* Something happened to an open file. */
void __fsnotify_path(const struct path *path, u32 mask)
{
	tell_both(path->dentry, mask, path);
}

/* Something happened to a file that nobody need have opened. */
void __fsnotify_dentry(struct dentry *dentry, u32 mask)
{
	tell_both(dentry, mask, NULL);
}

/**
 * fsnotify_get_cookie() - a number for the two events of a rename
 *
 * Context: any.
 * Return: one that was not used for the last four thousand millions.
 */
u32 fsnotify_get_cookie(void)
{
	static atomic_t cookie = ATOMIC_INIT(0);

	return atomic_inc_return(&cookie);
}

/**
 * fsnotify_move() - a file was renamed
 * @old_dir: from
 * @new_dir: to
 * @old_name: its name before
 * @target: what was there before and is gone, or NULL
 * @moved: it, with its new name
 *
 * Context: both directories are locked; may sleep.
 */
void fsnotify_move(struct inode *old_dir, struct inode *new_dir,
		   const unsigned char *old_name, struct inode *target,
		   struct dentry *moved)
{
	struct inode *source = moved->d_inode;
	u32 isdir = S_ISDIR(source->i_mode) ? FS_ISDIR : 0;
	u32 cookie = 0;

	if ((old_dir->i_fsnotify_mask & FS_MOVED_FROM) ||
	    (new_dir->i_fsnotify_mask & FS_MOVED_TO))
		cookie = fsnotify_get_cookie();
	fsnotify(old_dir, FS_MOVED_FROM | isdir, NULL, old_name, cookie);
	fsnotify(new_dir, FS_MOVED_TO | isdir, NULL, moved->d_name.name, cookie);
	if (target)
		fsnotify_link_count(target);
	fsnotify(source, FS_MOVE_SELF | isdir, NULL, NULL, 0);
}

/**
 * fsnotify_change() - attributes of a file were changed
 * @dentry: the file's
 * @ia_valid: which, ATTR_*
 *
 * Context: may sleep.
 */
void fsnotify_change(struct dentry *dentry, unsigned int ia_valid)
{
	u32 mask = 0;

	if (ia_valid & (ATTR_UID | ATTR_GID | ATTR_MODE))
		mask |= FS_ATTRIB;
	if (ia_valid & ATTR_SIZE)
		mask |= FS_MODIFY;
	/* Both together are utime(2); one alone is the trace of an access. */
	if ((ia_valid & (ATTR_ATIME | ATTR_MTIME)) == (ATTR_ATIME | ATTR_MTIME))
		mask |= FS_ATTRIB;
	else if (ia_valid & ATTR_ATIME)
		mask |= FS_ACCESS;
	else if (ia_valid & ATTR_MTIME)
		mask |= FS_MODIFY;
	if (mask)
		fsnotify_dentry(dentry, mask);
}

/**
 * fsnotify_inoderemove() - the last name and the last user of a file are gone
 * @inode: still referenced
 *
 * Context: may sleep.
 */
void fsnotify_inoderemove(struct inode *inode)
{
	if (likely(hlist_empty(&inode->i_fsnotify_marks)))
		return;
	fsnotify(inode, FS_DELETE_SELF |
		 (S_ISDIR(inode->i_mode) ? FS_ISDIR : 0), NULL, NULL, 0);
	fsnotify_clear_marks_by_inode(inode);
}

/**
 * fsnotify_unmount_inodes() - all that is watched on a super block goes
 * @sb: without names already
 *
 * Context: s_umount held for writing; may sleep.
 */
void fsnotify_unmount_inodes(struct super_block *sb)
{
	struct inode *inode, *held = NULL;

	spin_lock(&sb->s_inode_list_lock);
	list_for_each_entry(inode, &sb->s_inodes, i_sb_list) {
		/* A mark pins its inode: one that is not free. */
		if (hlist_empty(&inode->i_fsnotify_marks))
			continue;
		spin_lock(&inode->i_lock);
		if (inode->i_state & (I_FREEING | I_WILL_FREE | I_NEW) ||
		    !atomic_read(&inode->i_count)) {
			spin_unlock(&inode->i_lock);
			continue;
		}
		__iget(inode);
		spin_unlock(&inode->i_lock);
		spin_unlock(&sb->s_inode_list_lock);
		iput(held);
		held = inode;

		fsnotify(inode, FS_UNMOUNT, NULL, NULL, 0);
		fsnotify_clear_marks_by_inode(inode);
		spin_lock(&sb->s_inode_list_lock);
	}
	spin_unlock(&sb->s_inode_list_lock);
	iput(held);
}
