// SPDX-License-Identifier: MIT
/*
 * kernel/process/cred.c - who a task is, and the system calls that ask for it or change it
 *
 * Root may become anybody; who is not root may go between his real, effective and saved
 * numbers.  What a number may do is asked in two places only: here, and where the rights
 * of a file are looked at.
 *
 * Locking: a struct cred is constant once a task has it; the task itself exchanges it, and
 * others read it under rcu_read_lock().
 */

#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#define NGROUPS_MAX	65536

static struct group_info init_groups = { .usage = ATOMIC_INIT(1) };

struct cred init_cred = {
	.usage = ATOMIC_INIT(2),
	.group_info = &init_groups,
};

static void put_group_info(struct group_info *groups)
{
	if (atomic_dec_and_test(&groups->usage))
		kvfree(groups);
}

static void free_cred(struct callback_head *head)
{
	struct cred *cred = container_of(head, struct cred, rcu);

	put_group_info(cred->group_info);
	kfree(cred);
}

/* The last reference has gone; readers may still look. */
void __put_cred(struct cred *cred)
{
	call_rcu(&cred->rcu, free_cred);
}
EXPORT_SYMBOL(__put_cred);

static struct cred *dup_cred(const struct cred *from)
{
	struct cred *new = kmalloc(sizeof(*new), GFP_KERNEL);

	if (!new)
		return NULL;
	*new = *from;
	atomic_set(&new->usage, 1);
	atomic_inc(&new->group_info->usage);
	return new;
}

/**
 * prepare_creds - a copy of what the current task has, to be changed
 * Context: a task, may sleep.
 * Return: the copy, for commit_creds() or abort_creds(), or NULL.
 */
struct cred *prepare_creds(void)
{
	return dup_cred(current_cred());
}
EXPORT_SYMBOL(prepare_creds);

/**
 * prepare_kernel_cred - the same of @daemon; NULL: of the kernel itself, which is root
 * Context: a task, may sleep.
 * Return: as prepare_creds().
 */
struct cred *prepare_kernel_cred(struct task_struct *daemon)
{
	const struct cred *from = &init_cred;
	struct cred *new;

	rcu_read_lock();
	if (daemon)
		from = __task_cred(daemon);
	get_cred(from);
	rcu_read_unlock();
	new = dup_cred(from);
	put_cred(from);
	return new;
}
EXPORT_SYMBOL(prepare_kernel_cred);

/**
 * commit_creds - the current task is @new from now on
 * Context: a task; the caller's reference is taken over.
 * Return: 0.
 */
int commit_creds(struct cred *new)
{
	const struct cred *old = current->real_cred;

	get_cred(new);
	rcu_assign_pointer(current->real_cred, new);
	rcu_assign_pointer(current->cred, new);
	put_cred(old);
	put_cred(old);
	return 0;
}
EXPORT_SYMBOL(commit_creds);

void abort_creds(struct cred *new)
{
	put_cred(new);
}
EXPORT_SYMBOL(abort_creds);

/* A dead task's. */
void exit_creds(struct task_struct *tsk)
{
	put_cred(tsk->real_cred);
	put_cred(tsk->cred);
}

/**
 * capable - may the current task do what only root may?
 * @cap: CAP_*
 * Context: a task.
 */
bool capable(int cap)
{
	return current_euid().val == 0;
}
EXPORT_SYMBOL(capable);

/* ---- asking ---------------------------------------------------------------------- */

SYSCALL_DEFINE0(getuid)
{
	return current_uid().val;
}

SYSCALL_DEFINE0(geteuid)
{
	return current_euid().val;
}

SYSCALL_DEFINE0(getgid)
{
	return current_gid().val;
}

SYSCALL_DEFINE0(getegid)
{
	return current_egid().val;
}

SYSCALL_DEFINE3(getresuid, uid_t __user *, ruid, uid_t __user *, euid, uid_t __user *, suid)
{
	const struct cred *cred = current_cred();

	return put_user(cred->uid.val, ruid) ?: put_user(cred->euid.val, euid) ?:
	       put_user(cred->suid.val, suid);
}

SYSCALL_DEFINE3(getresgid, gid_t __user *, rgid, gid_t __user *, egid, gid_t __user *, sgid)
{
	const struct cred *cred = current_cred();

	return put_user(cred->gid.val, rgid) ?: put_user(cred->egid.val, egid) ?:
	       put_user(cred->sgid.val, sgid);
}

SYSCALL_DEFINE2(getgroups, int, size, gid_t __user *, list)
{
	const struct group_info *groups = current_cred()->group_info;

	if (size < 0 || (size && size < groups->ngroups))
		return -EINVAL;
	for (int i = 0; size && i < groups->ngroups; i++)
		if (put_user(groups->gid[i].val, list + i))
			return -EFAULT;
	return groups->ngroups;
}

/* ---- changing -------------------------------------------------------------------- */

/* -1 in these calls: leave it. */
#define KEEP ((u32)-1)

static bool is_root(void)
{
	return current_euid().val == 0;
}

static bool may_be_uid(u32 uid)
{
	const struct cred *cred = current_cred();

	return uid == KEEP || is_root() || uid == cred->uid.val || uid == cred->euid.val ||
	       uid == cred->suid.val;
}

static bool may_be_gid(u32 gid)
{
	const struct cred *cred = current_cred();

	return gid == KEEP || is_root() || gid == cred->gid.val || gid == cred->egid.val ||
	       gid == cred->sgid.val;
}

static int set_uids(u32 ruid, u32 euid, u32 suid)
{
	struct cred *new;

	if (!may_be_uid(ruid) || !may_be_uid(euid) || !may_be_uid(suid))
		return -EPERM;
	new = prepare_creds();
	if (!new)
		return -ENOMEM;
	if (ruid != KEEP)
		new->uid.val = ruid;
	if (euid != KEEP)
		new->euid.val = euid;
	if (suid != KEEP)
		new->suid.val = suid;
	new->fsuid = new->euid;
	return commit_creds(new);
}

static int set_gids(u32 rgid, u32 egid, u32 sgid)
{
	struct cred *new;

	if (!may_be_gid(rgid) || !may_be_gid(egid) || !may_be_gid(sgid))
		return -EPERM;
	new = prepare_creds();
	if (!new)
		return -ENOMEM;
	if (rgid != KEEP)
		new->gid.val = rgid;
	if (egid != KEEP)
		new->egid.val = egid;
	if (sgid != KEEP)
		new->sgid.val = sgid;
	new->fsgid = new->egid;
	return commit_creds(new);
}

SYSCALL_DEFINE1(setuid, uid_t, uid)
{
	if (uid == KEEP)
		return -EINVAL;
	return is_root() ? set_uids(uid, uid, uid) : set_uids(KEEP, uid, KEEP);
}

SYSCALL_DEFINE1(setgid, gid_t, gid)
{
	if (gid == KEEP)
		return -EINVAL;
	return is_root() ? set_gids(gid, gid, gid) : set_gids(KEEP, gid, KEEP);
}

/* The saved number follows the effective one, unless that stays. */
SYSCALL_DEFINE2(setreuid, uid_t, ruid, uid_t, euid)
{
	bool saves = ruid != KEEP || (euid != KEEP && euid != current_uid().val);

	return set_uids(ruid, euid, !saves ? KEEP : euid != KEEP ? euid : current_euid().val);
}

SYSCALL_DEFINE2(setregid, gid_t, rgid, gid_t, egid)
{
	bool saves = rgid != KEEP || (egid != KEEP && egid != current_gid().val);

	return set_gids(rgid, egid, !saves ? KEEP : egid != KEEP ? egid : current_egid().val);
}

SYSCALL_DEFINE3(setresuid, uid_t, ruid, uid_t, euid, uid_t, suid)
{
	return set_uids(ruid, euid, suid);
}

SYSCALL_DEFINE3(setresgid, gid_t, rgid, gid_t, egid, gid_t, sgid)
{
	return set_gids(rgid, egid, sgid);
}

static struct group_info *groups_from_user(int size, const gid_t __user *list)
{
	struct group_info *groups = kvmalloc(struct_size(groups, gid, size), GFP_KERNEL);

	if (!groups)
		return ERR_PTR(-ENOMEM);
	atomic_set(&groups->usage, 1);
	groups->ngroups = size;
	if (copy_from_user(groups->gid, list, size * sizeof(gid_t))) {
		kvfree(groups);
		return ERR_PTR(-EFAULT);
	}
	return groups;
}

SYSCALL_DEFINE2(setgroups, int, size, const gid_t __user *, list)
{
	struct group_info *groups;
	struct cred *new;

	if (!is_root())
		return -EPERM;
	if (size < 0 || size > NGROUPS_MAX)
		return -EINVAL;
	groups = groups_from_user(size, list);
	if (IS_ERR(groups))
		return PTR_ERR(groups);
	new = prepare_creds();
	if (!new) {
		put_group_info(groups);
		return -ENOMEM;
	}
	put_group_info(new->group_info);
	new->group_info = groups;
	return commit_creds(new);
}
