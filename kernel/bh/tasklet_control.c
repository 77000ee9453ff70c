// SPDX-License-Identifier: MIT
/*
 * kernel/bh/tasklet_control.c - tasklets: setting one up, and waiting for its end
 *
 * What a tasklet is, its two state bits and the invariants [T1] to [T4] are in tasklet.c.
 */

#define pr_fmt(fmt) "softirq: " fmt

#include <linux/bug.h>
#include <linux/debugobjects.h>
#include <linux/export.h>
#include <linux/interrupt.h>
#include <linux/printk.h>
#include <linux/wait.h>

#include <asm/processor.h>

#include "bh.h"

DECLARE_WAIT_QUEUE_HEAD(tasklet_waiters);

void tasklet_setup(struct tasklet_struct *t, void (*callback)(struct tasklet_struct *))
{
	debug_object_init(t, &tasklet_debug_descr);
	*t = (struct tasklet_struct){ .callback = callback, .use_callback = true };
}
EXPORT_SYMBOL(tasklet_setup);

/* The older form: the function gets @data. */
void tasklet_init(struct tasklet_struct *t, void (*func)(unsigned long), unsigned long data)
{
	debug_object_init(t, &tasklet_debug_descr);
	*t = (struct tasklet_struct){ .func = func, .data = data };
}
EXPORT_SYMBOL(tasklet_init);

static bool tasklet_is_running(const struct tasklet_struct *t)
{
	return test_bit(TASKLET_STATE_RUN, &t->state);
}

/*
 * Who waits for a bit of a tasklet's state.  Every run of every tasklet wakes the queue; who
 * is not concerned sleeps on, so that one who waits in vain is seen to by the hung task check.
 */
struct tasklet_wait {
	struct wait_queue_entry entry;
	const struct tasklet_struct *tasklet;
	int bit;
};

static int wake_if_clear(struct wait_queue_entry *entry, unsigned int mode, int flags, void *key)
{
	struct tasklet_wait *wait = container_of(entry, struct tasklet_wait, entry);

	if (test_bit(wait->bit, &wait->tasklet->state))
		return 0;
	return autoremove_wake_function(entry, mode, flags, key);
}

/* Sleep until @bit is clear; @take: and set it in the same moment. */
static void wait_for_bit_clear(struct tasklet_struct *t, int bit, bool take)
{
	struct tasklet_wait wait = { .tasklet = t, .bit = bit };

	might_sleep();
	init_wait_entry(&wait.entry, 0);
	wait.entry.func = wake_if_clear;
	for (;;) {
		prepare_to_wait(&tasklet_waiters, &wait.entry, TASK_UNINTERRUPTIBLE);
		if (!(take ? test_and_set_bit(bit, &t->state) : test_bit(bit, &t->state)))
			break;
		schedule();
	}
	finish_wait(&tasklet_waiters, &wait.entry);
}

/* Wait until no run is under way. */
void tasklet_unlock_wait(struct tasklet_struct *t)
{
	wait_for_bit_clear(t, TASKLET_STATE_RUN, false);
}
EXPORT_SYMBOL_GPL(tasklet_unlock_wait);

/*
 * The same by spinning.  A softirq that this very task has interrupted cannot end
 * while we spin, but it runs first if we let it: that is what the pair is for.
 */
void tasklet_unlock_spin_wait(struct tasklet_struct *t)
{
	while (tasklet_is_running(t)) {
		local_bh_disable();
		local_bh_enable();
		cpu_relax();
	}
}
EXPORT_SYMBOL(tasklet_unlock_spin_wait);

/**
 * tasklet_kill - wait until the tasklet is neither scheduled nor running
 *
 * The caller sees to it that nobody schedules it again.  Of a tasklet that is
 * disabled and scheduled, or schedules itself, the wait does not end.
 *
 * Context: process context, may sleep.
 */
void tasklet_kill(struct tasklet_struct *t)
{
	if (in_interrupt()) {
		pr_notice("Attempt to kill tasklet from interrupt\n");
		WARN_ON_ONCE(t->state);	/* waiting here could only hang this CPU */
		return;
	}
	wait_for_bit_clear(t, TASKLET_STATE_SCHED, true);
	wait_for_bit_clear(t, TASKLET_STATE_RUN, false);		/* [T4] */
	clear_bit(TASKLET_STATE_SCHED, &t->state);
	wake_up_all(&tasklet_waiters);		/* another who kills the same one */
}
EXPORT_SYMBOL(tasklet_kill);
