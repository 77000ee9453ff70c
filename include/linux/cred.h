/* SPDX-License-Identifier: MIT */
/*
 * linux/cred.h - who a task is: user and group numbers
 *
 * A struct cred that a task has is never changed: prepare_creds() makes a copy, and
 * commit_creds() puts it in its place.  All begins as root.
 *
 * Left out: capabilities, keyrings, security modules.
 */
#ifndef LINUX_CRED_H
#define LINUX_CRED_H

#include <linux/atomic.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/uidgid.h>

struct group_info {
	atomic_t usage;			/* A */
	int ngroups;			/* I */
	kgid_t gid[];			/* I: sorted */
};

struct cred {
	atomic_t usage;			/* A */
	kuid_t uid, suid, euid, fsuid;	/* I: real, saved, effective, for files */
	kgid_t gid, sgid, egid, fsgid;
	struct group_info *group_info;	/* I: the others */
	struct callback_head rcu;
};

extern struct cred init_cred;

void __put_cred(struct cred *cred);
struct cred *prepare_creds(void);
struct cred *prepare_kernel_cred(struct task_struct *daemon);
int commit_creds(struct cred *new);
void abort_creds(struct cred *new);
void exit_creds(struct task_struct *tsk);

static inline const struct cred *get_cred(const struct cred *cred)
{
	atomic_inc(&((struct cred *)cred)->usage);
	return cred;
}

static inline void put_cred(const struct cred *cred)
{
	if (cred && atomic_dec_and_test(&((struct cred *)cred)->usage))
		__put_cred((struct cred *)cred);
}

#define current_cred()	((const struct cred *)current->cred)
#define __task_cred(task) rcu_dereference((task)->real_cred)
#define current_cred_xxx(xxx) (current_cred()->xxx)
#define current_uid()	current_cred_xxx(uid)
#define current_gid()	current_cred_xxx(gid)
#define current_euid()	current_cred_xxx(euid)
#define current_egid()	current_cred_xxx(egid)
#define current_suid()	current_cred_xxx(suid)
#define current_sgid()	current_cred_xxx(sgid)
#define current_fsuid()	current_cred_xxx(fsuid)
#define current_fsgid()	current_cred_xxx(fsgid)

#define task_cred_xxx(task, xxx) ({		\
	rcu_read_lock();			\
	__auto_type __val = __task_cred(task)->xxx; \
	rcu_read_unlock();			\
	__val; })
#define task_uid(task)	task_cred_xxx((task), uid)
#define task_euid(task)	task_cred_xxx((task), euid)

#endif /* LINUX_CRED_H */
