/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fs/nameidata.h - the state of one path walk
 *
 * Shared by namei.c (begin and end), namei_walk.c (components), namei_step.c
 * (modes, links), namei_mount.c (mounts, ".."), namei_open.c (open's last
 * component).
 */
#ifndef _FS_NAMEIDATA_H
#define _FS_NAMEIDATA_H

#include <linux/mount.h>
#include <linux/namei.h>

#define EMBEDDED_LEVELS	2

/* A symlink whose rest is still to be walked. */
struct saved {
	struct path		link;	/* referenced, except in RCU mode */
	struct delayed_call	done;	/* frees the body */
	const char		*name;	/* what follows the link in its name */
	unsigned int		seq;	/* of link.dentry, RCU mode */
};

/* One walk of one task: no locks. */
struct nameidata {
	struct path	path;		/* where we are */
	struct qstr	last;		/* the component at hand */
	struct path	root;		/* mnt NULL: not needed so far */
	struct inode	*inode;		/* of path.dentry */
	unsigned int	flags;		/* LOOKUP_* */
	unsigned int	seq;		/* of path.dentry, RCU mode */
	unsigned int	m_seq;		/* of mount_lock, at the start */
	unsigned int	r_seq;		/* of rename_lock, scoped walks */
	int		last_type;	/* LAST_* */
	unsigned int	depth;		/* links on the stack */
	int		total_link_count; /* links followed in all */
	struct saved	*stack, internal[EMBEDDED_LEVELS];
	struct filename	*name;
	struct nameidata *saved;	/* of the walk that we interrupt */
	struct inode	*link_inode;	/* of the topmost link */
	unsigned int	root_seq;	/* of root.dentry, RCU mode */
	int		dfd;
	kuid_t		dir_uid;	/* do_last(): of the parent */
	umode_t		dir_mode;
};

/* Flags of step_into() and walk_component(). */
#define WALK_FOLLOW	1	/* a link here is not the last component */
#define WALK_MORE	2	/* more of this name follows */

/* namei_step.c */
int unlazy_walk(struct nameidata *nd);
int complete_walk(struct nameidata *nd);
void terminate_walk(struct nameidata *nd);
void put_link(struct nameidata *nd);
const char *get_link(struct nameidata *nd);
int unlazy_child(struct nameidata *nd, struct dentry *dentry,
		 unsigned int seq);
int pick_link(struct nameidata *nd, struct path *link, struct inode *inode,
	      unsigned int seq);
int d_revalidate(struct dentry *dentry, unsigned int flags);

/* namei_walk.c */
int link_path_walk(const char *name, struct nameidata *nd);
const char *trailing_symlink(struct nameidata *nd);
int walk_last(struct nameidata *nd);
int lookup_fast(struct nameidata *nd, struct path *path, struct inode **inode,
		unsigned int *seqp);
struct dentry *lookup_slow(const struct qstr *name, struct dentry *dir,
			   unsigned int flags);
int step_into(struct nameidata *nd, struct path *path, int flags,
	      struct inode *inode, unsigned int seq);

/* namei_mount.c */
int follow_managed(struct path *path, struct nameidata *nd);
bool __follow_mount_rcu(struct nameidata *nd, struct path *path,
			struct inode **inode, unsigned int *seqp);
int handle_dots(struct nameidata *nd, int type);
int set_root(struct nameidata *nd);
int nd_jump_root(struct nameidata *nd);

/* namei.c */
void set_nameidata(struct nameidata *p, int dfd, struct filename *name);
void restore_nameidata(void);
const char *path_init(struct nameidata *nd, unsigned int flags);
int path_lookupat(struct nameidata *nd, unsigned int flags,
		  struct path *path);

static inline void path_put_conditional(struct path *path,
					struct nameidata *nd)
{
	dput(path->dentry);
	if (path->mnt != nd->path.mnt)
		mntput(path->mnt);
}

/* path's references, if any, go to nd; path.mnt has one only if it differs. */
static inline void path_to_nameidata(const struct path *path,
				     struct nameidata *nd)
{
	if (!(nd->flags & LOOKUP_RCU)) {
		dput(nd->path.dentry);
		if (nd->path.mnt != path->mnt)
			mntput(nd->path.mnt);
	}
	nd->path.mnt = path->mnt;
	nd->path.dentry = path->dentry;
}

#endif /* _FS_NAMEIDATA_H */
