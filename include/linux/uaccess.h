/* SPDX-License-Identifier: MIT */
/*
 * linux/uaccess.h - memory that may not be there, and memory of user programs
 *
 * A user pointer is good where the running task may use it: in its program's memory,
 * or, while a kernel_read() or kernel_write() is going on in this task, in that call's
 * buffer and nowhere else (kernel/mm/usercopy.c).
 */
#ifndef LINUX_UACCESS_H
#define LINUX_UACCESS_H

#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/sched.h>
#include <linux/types.h>

/*
 * Copy from any kernel address, mapped or not.
 * Context: any, NMI included.  Return: 0, or -EFAULT where a byte is unmapped.
 */
long copy_from_kernel_nofault(void *dst, const void *src, size_t size);

#define get_kernel_nofault(val, ptr) copy_from_kernel_nofault(&(val), (ptr), sizeof(val))

/* ---- user memory: process context, may sleep ------------------------------------- */

/*
 * In between, nothing is looked for: only what is present can be reached, and nothing
 * sleeps.  In code that may not sleep it is so anyway.
 */
static inline void pagefault_disable(void)
{
	current->pagefault_disabled++;
	barrier();
}

static inline void pagefault_enable(void)
{
	barrier();
	current->pagefault_disabled--;
}

bool faulthandler_disabled(void);

/* Whether all size bytes may be used. */
bool access_ok(const void __user *addr, unsigned long size);

/* Return: how many bytes could NOT be copied; copy_from_user() clears those. */
unsigned long __must_check copy_to_user(void __user *to, const void *from, unsigned long n);
unsigned long __must_check copy_from_user(void *to, const void __user *from, unsigned long n);
unsigned long __must_check clear_user(void __user *to, unsigned long n);

/* With the end, at most n; 0: not readable; more than n: there is no end. */
long strnlen_user(const char __user *s, long n);
/* Return: length without the end, n if there is no end in n bytes, or -EFAULT. */
long __must_check strncpy_from_user(char *dst, const char __user *src, long n);

void *memdup_user(const void __user *src, size_t len);
void *memdup_user_nul(const void __user *src, size_t len);

/* One value.  Return: 0 or -EFAULT, with x = 0. */
#define get_user(x, ptr)						\
({									\
	typeof((typeof(*(ptr)))0) __gu_value = 0; /* the cast: without const */ \
	bool __gu_bad = copy_from_user(&__gu_value, (ptr), sizeof(__gu_value)); \
	(x) = __gu_bad ? (typeof(x))0 : (typeof(x))__gu_value;		\
	__gu_bad ? -EFAULT : 0;						\
})

#define put_user(x, ptr)						\
({									\
	typeof(*(ptr)) __pu_value = (typeof(*(ptr)))(x);		\
	copy_to_user((ptr), &__pu_value, sizeof(__pu_value)) ? -EFAULT : 0; \
})

/* Linux's forms for who has called access_ok(): here they look again. */
#define __get_user(x, ptr)		get_user(x, ptr)
#define __put_user(x, ptr)		put_user(x, ptr)
#define __copy_to_user(to, from, n)	copy_to_user(to, from, n)
#define __copy_from_user(to, from, n)	copy_from_user(to, from, n)

/* ---- a kernel buffer in the place of user memory ----------------------------------- */

/* Lent to the task's current call; the one before is kept on the stack of who lends. */
struct lent_buffer {
	unsigned long start, end;
	const struct lent_buffer *before;
};

/* Context: process.  Pairs nest, and are in one function. */
void lend_buffer(struct lent_buffer *lent, const void *buf, size_t size);
void take_back_buffer(const struct lent_buffer *lent);

#endif /* LINUX_UACCESS_H */
