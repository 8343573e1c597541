/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linux/fs_struct.h - a task's root, working directory and umask
 */
#ifndef _LINUX_FS_STRUCT_H
#define _LINUX_FS_STRUCT_H

#include <linux/path.h>
#include <linux/seqlock.h>
#include <linux/spinlock.h>

struct task_struct;

/* [l] lock; root and pwd are sampled under seq as well */
struct fs_struct {
	int		users;		/* [l] tasks sharing it */
	spinlock_t	lock;
	seqcount_t	seq;
	int		umask;
	int		in_exec;	/* [l] no sharing meanwhile */
	struct path	root;		/* [l] */
	struct path	pwd;		/* [l] */
};

extern struct kmem_cache *fs_cachep;
extern struct fs_struct init_fs;

void exit_fs(struct task_struct *tsk);
void set_fs_root(struct fs_struct *fs, const struct path *path);
void set_fs_pwd(struct fs_struct *fs, const struct path *path);
struct fs_struct *copy_fs_struct(struct fs_struct *old);
void free_fs_struct(struct fs_struct *fs);
int current_umask(void);

static inline void get_fs_root(struct fs_struct *fs, struct path *root)
{
	spin_lock(&fs->lock);
	*root = fs->root;
	path_get(root);
	spin_unlock(&fs->lock);
}

static inline void get_fs_pwd(struct fs_struct *fs, struct path *pwd)
{
	spin_lock(&fs->lock);
	*pwd = fs->pwd;
	path_get(pwd);
	spin_unlock(&fs->lock);
}

bool current_chrooted(void);

#endif /* _LINUX_FS_STRUCT_H */
