// SPDX-License-Identifier: MIT
/*
 * kernel/locking/wait_bit.c - the queues that all waiters for bits share
 *
 * A table of wait queues; address and bit number choose one.  Strangers may stand in
 * the same queue, so every entry carries the key that it waits for, and the wake
 * function passes over the others.
 *
 * Context: waking anywhere but NMI; waiting in a task, may sleep.
 *
 * Locking: that of the wait queues.
 *
 * See also: kernel/locking/wait.c; tests/unit/wait_test.c.
 */

#include <linux/errno.h>
#include <linux/export.h>
#include <linux/hash.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/wait_bit.h>

#define TABLE_BITS	6
#define BIT_NR_BITS	6	/* a word of 64: part of the key that is hashed */

static struct wait_queue_head table[1 << TABLE_BITS];

static int __init init_table(void)
{
	for (int i = 0; i < ARRAY_SIZE(table); i++)
		init_waitqueue_head(&table[i]);
	return 0;
}
early_initcall(init_table);

struct wait_queue_head *bit_waitqueue(void *word, int bit)
{
	return &table[hash_long((unsigned long)word << BIT_NR_BITS | bit, TABLE_BITS)];
}
EXPORT_SYMBOL(bit_waitqueue);

struct wait_queue_head *__var_waitqueue(void *var)
{
	return &table[hash_ptr(var, TABLE_BITS)];
}
EXPORT_SYMBOL(__var_waitqueue);

static bool is_meant(const struct wait_bit_queue_entry *entry, const struct wait_bit_key *key)
{
	return entry->key.flags == key->flags && entry->key.bit_nr == key->bit_nr;
}

/* Somebody may have set the bit again: then it is not worth waking anybody. */
int wake_bit_function(struct wait_queue_entry *wq_entry, unsigned int mode, int sync, void *arg)
{
	struct wait_bit_queue_entry *entry =
		container_of(wq_entry, struct wait_bit_queue_entry, wq_entry);
	struct wait_bit_key *key = arg;

	if (!is_meant(entry, key) || test_bit(key->bit_nr, key->flags))
		return 0;
	return autoremove_wake_function(wq_entry, mode, sync, key);
}
EXPORT_SYMBOL(wake_bit_function);

static int wake_var_function(struct wait_queue_entry *wq_entry, unsigned int mode, int sync,
			     void *arg)
{
	struct wait_bit_queue_entry *entry =
		container_of(wq_entry, struct wait_bit_queue_entry, wq_entry);

	return is_meant(entry, arg) ? autoremove_wake_function(wq_entry, mode, sync, arg) : 0;
}

void init_wait_var_entry(struct wait_bit_queue_entry *wbq_entry, void *var, int flags)
{
	*wbq_entry = (struct wait_bit_queue_entry){
		.key = __WAIT_BIT_KEY_INITIALIZER(var, WAIT_VAR_NR),
	};
	init_wait_entry(&wbq_entry->wq_entry, flags);
	wbq_entry->wq_entry.func = wake_var_function;
}
EXPORT_SYMBOL(init_wait_var_entry);

/* ---- waiting ------------------------------------------------------------------------- */

int __wait_on_bit(struct wait_queue_head *wq_head, struct wait_bit_queue_entry *entry,
		  wait_bit_action_f *action, unsigned int mode)
{
	int ret = 0;

	do {
		prepare_to_wait(wq_head, &entry->wq_entry, mode);
		if (test_bit(entry->key.bit_nr, entry->key.flags))
			ret = action(&entry->key, mode);
	} while (test_bit_acquire(entry->key.bit_nr, entry->key.flags) && !ret);
	finish_wait(wq_head, &entry->wq_entry);
	return ret;
}
EXPORT_SYMBOL(__wait_on_bit);

/*
 * The waiters are exclusive: one is woken for one clear bit.  If that one then gives up,
 * because of a signal, the wake-up must not be lost: the bit is tried once more, and
 * with the bit taken by somebody else there will be another wake-up.
 */
int __wait_on_bit_lock(struct wait_queue_head *wq_head, struct wait_bit_queue_entry *entry,
		       wait_bit_action_f *action, unsigned int mode)
{
	int ret = 0;

	for (;;) {
		prepare_to_wait_exclusive(wq_head, &entry->wq_entry, mode);
		if (test_bit(entry->key.bit_nr, entry->key.flags)) {
			ret = action(&entry->key, mode);
			if (ret)
				finish_wait(wq_head, &entry->wq_entry);
		}
		if (!test_and_set_bit(entry->key.bit_nr, entry->key.flags)) {
			finish_wait(wq_head, &entry->wq_entry);
			return 0;
		}
		if (ret)
			return ret;
	}
}
EXPORT_SYMBOL(__wait_on_bit_lock);

int out_of_line_wait_on_bit(void *word, int bit, wait_bit_action_f *action, unsigned int mode)
{
	DEFINE_WAIT_BIT(entry, word, bit);

	return __wait_on_bit(bit_waitqueue(word, bit), &entry, action, mode);
}
EXPORT_SYMBOL(out_of_line_wait_on_bit);

int out_of_line_wait_on_bit_timeout(void *word, int bit, wait_bit_action_f *action,
				    unsigned int mode, unsigned long timeout)
{
	DEFINE_WAIT_BIT(entry, word, bit);

	entry.key.timeout = jiffies + timeout;
	return __wait_on_bit(bit_waitqueue(word, bit), &entry, action, mode);
}
EXPORT_SYMBOL(out_of_line_wait_on_bit_timeout);

int out_of_line_wait_on_bit_lock(void *word, int bit, wait_bit_action_f *action, unsigned int mode)
{
	DEFINE_WAIT_BIT(entry, word, bit);

	return __wait_on_bit_lock(bit_waitqueue(word, bit), &entry, action, mode);
}
EXPORT_SYMBOL(out_of_line_wait_on_bit_lock);

/* ---- waking -------------------------------------------------------------------------- */

void __wake_up_bit(struct wait_queue_head *wq_head, void *word, int bit)
{
	struct wait_bit_key key = __WAIT_BIT_KEY_INITIALIZER(word, bit);

	if (waitqueue_active(wq_head))
		__wake_up(wq_head, TASK_NORMAL, 1, &key);
}
EXPORT_SYMBOL(__wake_up_bit);

/**
 * wake_up_bit - a bit has been cleared: wake who waits for that
 *
 * Between clearing and this there must be a full barrier, as clear_and_wake_up_bit() has.
 *
 * Context: any but NMI.
 */
void wake_up_bit(void *word, int bit)
{
	__wake_up_bit(bit_waitqueue(word, bit), word, bit);
}
EXPORT_SYMBOL(wake_up_bit);

/* The same after the change of a variable, for those in wait_var_event(). */
void wake_up_var(void *var)
{
	__wake_up_bit(__var_waitqueue(var), var, WAIT_VAR_NR);
}
EXPORT_SYMBOL(wake_up_var);

/* ---- how to sleep -------------------------------------------------------------------- */

static int end_by_signal(int mode)
{
	return signal_pending_state(mode, current) ? -EINTR : 0;
}

int bit_wait(struct wait_bit_key *key, int mode)
{
	schedule();
	return end_by_signal(mode);
}
EXPORT_SYMBOL(bit_wait);

int bit_wait_io(struct wait_bit_key *key, int mode)
{
	io_schedule();
	return end_by_signal(mode);
}
EXPORT_SYMBOL(bit_wait_io);

int bit_wait_timeout(struct wait_bit_key *key, int mode)
{
	unsigned long now = READ_ONCE(jiffies);

	if (time_after_eq(now, key->timeout))
		return -EAGAIN;
	schedule_timeout(key->timeout - now);
	return end_by_signal(mode);
}
EXPORT_SYMBOL_GPL(bit_wait_timeout);

int bit_wait_io_timeout(struct wait_bit_key *key, int mode)
{
	int token = io_schedule_prepare();
	int ret = bit_wait_timeout(key, mode);

	io_schedule_finish(token);
	return ret;
}
EXPORT_SYMBOL_GPL(bit_wait_io_timeout);
