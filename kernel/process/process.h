/* SPDX-License-Identifier: MIT */
/* kernel/process/process.h - what the files about the life of a process share */
#ifndef KERNEL_PROCESS_PROCESS_H
#define KERNEL_PROCESS_PROCESS_H

#include <linux/fs.h>
#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/sched/task.h>

/* pid.c */
struct pid *alloc_pid(void);
void free_pid(struct pid *pid);
void attach_pid(struct task_struct *task, enum pid_type type, struct pid *pid);
void change_pid(struct task_struct *leader, enum pid_type type, struct pid *pid);
void detach_pid(struct task_struct *task, enum pid_type type, struct pid *pid);

void attach_process(struct task_struct *leader);

/* task.c */
struct task_struct *alloc_task(void);
void init_task_family(struct task_struct *p);
void set_task_pid(struct task_struct *p, struct pid *pid);
void link_task(struct task_struct *p, struct task_struct *parent);
void unlink_task(struct task_struct *p);
void forget_task(struct task_struct *p);

/* fork.c */
void init_max_threads(void);
void complete_vfork_done(struct task_struct *tsk);

/* exit.c */
void mm_release(struct task_struct *p);

/* session.c */
int ksys_setsid(void);

/* futex.c */
int futex_wake_user(u32 __user *uaddr, int count);
void exit_robust_list(struct task_struct *p);

/* sighand.c */
int unshare_sighand(void);

/* exec.c */
struct linux_binprm;
int read_program(struct file *file, void *buf, size_t len, loff_t pos);
int setup_arg_table(struct linux_binprm *bprm, const unsigned long *auxv, int auxv_words,
		    unsigned long limit);

/* binfmt_elf.c */
int load_elf_binary(struct linux_binprm *bprm);

/* threads.c */
int end_other_threads(struct task_struct *p);

#endif /* KERNEL_PROCESS_PROCESS_H */
