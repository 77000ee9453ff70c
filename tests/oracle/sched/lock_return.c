// SPDX-License-Identifier: MIT
/* What trying to take a lock returns; mutex, semaphore, rwsem. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/semaphore.h>

static DEFINE_MUTEX(mutex);
static DECLARE_RWSEM(rwsem);
static struct semaphore sem;

static int __init lock_return_init(void)
{
	pr_info("mutex: locked %d\n", mutex_is_locked(&mutex));
	pr_info("mutex: trylock %d\n", mutex_trylock(&mutex));
	pr_info("mutex: trylock again %d\n", mutex_trylock(&mutex));
	pr_info("mutex: locked %d\n", mutex_is_locked(&mutex));
	mutex_unlock(&mutex);
	pr_info("mutex: interruptible %d\n", mutex_lock_interruptible(&mutex));
	mutex_unlock(&mutex);
	pr_info("mutex: killable %d\n", mutex_lock_killable(&mutex));
	mutex_unlock(&mutex);

	sema_init(&sem, 2);
	pr_info("sem: down_interruptible %d\n", down_interruptible(&sem));
	pr_info("sem: down_trylock %d\n", down_trylock(&sem));
	pr_info("sem: down_trylock of an empty one %d\n", down_trylock(&sem));
	pr_info("sem: down_timeout %d\n", down_timeout(&sem, 2));
	up(&sem);
	pr_info("sem: down_killable %d\n", down_killable(&sem));
	up(&sem);
	up(&sem);

	pr_info("rwsem: read %d\n", down_read_trylock(&rwsem));
	pr_info("rwsem: read again %d\n", down_read_trylock(&rwsem));
	pr_info("rwsem: write %d\n", down_write_trylock(&rwsem));
	pr_info("rwsem: locked %d contended %d\n", rwsem_is_locked(&rwsem),
		rwsem_is_contended(&rwsem));
	up_read(&rwsem);
	up_read(&rwsem);
	pr_info("rwsem: write %d\n", down_write_trylock(&rwsem));
	pr_info("rwsem: read %d\n", down_read_trylock(&rwsem));
	downgrade_write(&rwsem);
	pr_info("rwsem: read after downgrade %d\n", down_read_trylock(&rwsem));
	up_read(&rwsem);
	up_read(&rwsem);
	pr_info("rwsem: locked %d\n", rwsem_is_locked(&rwsem));
	return 0;
}

static void __exit lock_return_exit(void)
{
}

module_init(lock_return_init);
module_exit(lock_return_exit);

MODULE_LICENSE("Dual MIT/GPL");
