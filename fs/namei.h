/* SPDX-License-Identifier: MIT */
/* fs/namei.h - private: a walk from a name to a place, for who stops before its end */
#ifndef FS_NAMEI_H
#define FS_NAMEI_H

#include <linux/fs.h>
#include <linux/namei.h>

#include "internal.h"

#define LOOKUP_PARENT	0x10	/* stop before the last component */

struct nameidata {
	struct path path;	/* where the walk is; with a reference */
	const char *rest;	/* of the name */
	char *buf;		/* in which it lies, after a link */
	struct qstr last;	/* LOOKUP_PARENT: the last component; empty for "/" */
	unsigned int flags;	/* LOOKUP_* */
	unsigned int links;	/* followed so far */
	bool trailing;		/* a '/' behind the last component */
};

/* namei.c.  On success nd->path has a reference, until end_walk(). */
int begin_walk(struct nameidata *nd, int dfd, const char *name, unsigned int flags);
void end_walk(struct nameidata *nd);
/* With the directory's lock.  An entry, negative if there is no such file, or ERR_PTR(). */
struct dentry *lookup_locked(struct dentry *dir, const struct qstr *name);

/* entries.c: the walk's own directory, locked, and its last entry; or ERR_PTR(). */
struct dentry *lookup_last(struct nameidata *nd);

static inline bool is_dot(const struct qstr *q)
{
	return q->len == 1 && q->name[0] == '.';
}

static inline bool is_dot_dot(const struct qstr *q)
{
	return q->len == 2 && q->name[0] == '.' && q->name[1] == '.';
}

#endif /* FS_NAMEI_H */
