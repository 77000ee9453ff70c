// SPDX-License-Identifier: MIT
/*
 * kernel/stop_machine.c - run something in place of everything else
 *
 * What it is for
 *
 *   To take a task from the CPU on which it runs, somebody else must run there.
 *   To change what all CPUs read without looking, they must all stand still.
 *
 * How it works
 *
 *   Each CPU has a thread, migration/N, in a class above all others: once woken it
 *   runs as soon as its CPU has preemption on.  It calls the functions that others
 *   have put on its list.
 *
 *   stop_machine() lets all of these threads meet.  They go through the phases in
 *   step: the last of them to finish one opens the next.
 *
 *       phase        CPU 0               CPU 1               CPU 2
 *       GATHER       is here             is here             is here
 *       IRQS_OFF     cli                 cli                 cli
 *       RUN          fn(data)            -                   -
 *       LEAVE        sti, goes on        sti, goes on        sti, goes on
 *
 *   Two such meetings at once, each with some of the CPUs, would wait for each
 *   other for ever; stop_mutex lets in one.
 *
 *   With one CPU online there are no threads: nothing else runs when the caller does
 *   with preemption, or interrupts, off.
 *
 * Context: a task, may sleep; the functions: preemption off, may not sleep.
 *
 * Locking: stopper->lock (raw, irqs off) guards its list.
 *
 * See also: kernel/sched/stop_task.c; tests/unit/smp_sched_test.c.
 */

#include <linux/atomic.h>
#include <linux/completion.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/mutex.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/stop_machine.h>

#include <asm/processor.h>

struct cpu_stopper {
	raw_spinlock_t lock;
	struct list_head works;		/* L */
	struct task_struct *thread;	/* I: from the bring-up on */
};

/* Told when the last of several works has been done. */
struct cpu_stop_done {
	atomic_t nr_todo;		/* A */
	int ret;			/* one that is not 0, if any; before completion */
	struct completion completion;
};

static DEFINE_PER_CPU(struct cpu_stopper, cpu_stopper);

static void init_done(struct cpu_stop_done *done, unsigned int nr_todo)
{
	atomic_set(&done->nr_todo, (int)nr_todo);
	done->ret = 0;
	init_completion(&done->completion);
}

/* ---- the thread ------------------------------------------------------------------ */

static struct cpu_stop_work *take_work(struct cpu_stopper *stopper)
{
	struct cpu_stop_work *work;

	raw_spin_lock_irq(&stopper->lock);
	work = list_first_entry_or_null(&stopper->works, struct cpu_stop_work, list);
	if (work)
		list_del_init(&work->list);
	raw_spin_unlock_irq(&stopper->lock);
	return work;
}

/* @work is its owner's again as soon as the function begins, if nobody waits. */
static void run_work(const struct cpu_stop_work *work)
{
	struct cpu_stop_done *done = work->done;
	cpu_stop_fn_t fn = work->fn;
	int ret;

	preempt_disable();
	ret = fn(work->arg);
	preempt_enable();
	if (!done)
		return;
	if (ret)
		WRITE_ONCE(done->ret, ret);
	if (atomic_dec_and_test(&done->nr_todo))
		complete(&done->completion);
}

static int stopper_thread(void *data)
{
	struct cpu_stopper *stopper = data;
	struct cpu_stop_work *work;

	for (;;) {
		set_current_state(TASK_INTERRUPTIBLE);
		work = take_work(stopper);
		if (!work) {
			schedule();
			continue;
		}
		__set_current_state(TASK_RUNNING);
		run_work(work);
	}
	return 0;
}

static void queue_stop_work(unsigned int cpu, struct cpu_stop_work *work, cpu_stop_fn_t fn,
			    void *arg, struct cpu_stop_done *done)
{
	struct cpu_stopper *stopper = &per_cpu(cpu_stopper, cpu);
	unsigned long flags;

	*work = (struct cpu_stop_work){ .fn = fn, .arg = arg, .done = done };
	raw_spin_lock_irqsave(&stopper->lock, flags);
	list_add_tail(&work->list, &stopper->works);
	raw_spin_unlock_irqrestore(&stopper->lock, flags);
	wake_up_process(stopper->thread);
}

/* ---- one CPU --------------------------------------------------------------------- */

static bool has_stopper(unsigned int cpu)
{
	return cpu < nr_cpu_ids && per_cpu(cpu_stopper, cpu).thread;
}

static int run_without_preemption(cpu_stop_fn_t fn, void *arg)
{
	int ret;

	preempt_disable();
	ret = fn(arg);
	preempt_enable();
	return ret;
}

/**
 * stop_one_cpu - run @fn(@arg) on @cpu in place of what runs there, and wait
 * Context: a task, may sleep.
 * Return: what @fn returned, or -ENOENT if @cpu is not online.
 */
int stop_one_cpu(unsigned int cpu, cpu_stop_fn_t fn, void *arg)
{
	struct cpu_stop_done done;
	struct cpu_stop_work work;

	if (num_online_cpus() == 1 && cpu == raw_smp_processor_id())
		return run_without_preemption(fn, arg);
	if (!has_stopper(cpu))
		return -ENOENT;
	init_done(&done, 1);
	queue_stop_work(cpu, &work, fn, arg, &done);
	wait_for_completion(&done.completion);
	return done.ret;
}
EXPORT_SYMBOL_GPL(stop_one_cpu);

/**
 * stop_one_cpu_nowait - the same without waiting
 * @work_buf: in use until @fn begins
 * Context: any but NMI; several CPUs are online.
 * Return: false if @cpu is not online.
 */
bool stop_one_cpu_nowait(unsigned int cpu, cpu_stop_fn_t fn, void *arg,
			 struct cpu_stop_work *work_buf)
{
	if (!has_stopper(cpu))
		return false;
	queue_stop_work(cpu, work_buf, fn, arg, NULL);
	return true;
}
EXPORT_SYMBOL_GPL(stop_one_cpu_nowait);

/* A boot that ran out of memory may lack some. */
static bool all_have_stoppers(void)
{
	unsigned int cpu;

	for_each_online_cpu(cpu)
		if (!has_stopper(cpu))
			return false;
	return true;
}

/* ---- all CPUs -------------------------------------------------------------------- */

enum stop_phase { STOP_NOT_YET, STOP_GATHER, STOP_IRQS_OFF, STOP_RUN, STOP_LEAVE };

struct multi_stop {
	cpu_stop_fn_t fn;		/* I */
	void *data;			/* I */
	const struct cpumask *run_on;	/* I */
	unsigned int nr_cpus;		/* I */
	enum stop_phase phase;		/* the last of a phase writes it */
	atomic_t nr_busy;		/* A: CPUs that have not finished the phase */
};

static DEFINE_MUTEX(stop_mutex);
static DEFINE_PER_CPU(struct cpu_stop_work, meeting);	/* stop_mutex */

static void finish_phase(struct multi_stop *ms, enum stop_phase phase)
{
	if (!atomic_dec_and_test(&ms->nr_busy) || phase == STOP_LEAVE)
		return;
	atomic_set(&ms->nr_busy, (int)ms->nr_cpus);
	smp_store_release(&ms->phase, phase + 1);	/* pairs with the acquire in meet() */
}

static int meet(void *arg)
{
	struct multi_stop *ms = arg;
	enum stop_phase seen = STOP_NOT_YET, phase;
	unsigned long flags;
	int ret = 0;

	local_save_flags(flags);
	while (seen != STOP_LEAVE) {
		cpu_relax();
		phase = smp_load_acquire(&ms->phase);	/* pairs with finish_phase() */
		if (phase == seen)
			continue;
		seen = phase;
		if (phase == STOP_IRQS_OFF)
			local_irq_disable();
		if (phase == STOP_RUN && cpumask_test_cpu(smp_processor_id(), ms->run_on))
			ret = ms->fn(ms->data);
		finish_phase(ms, phase);
	}
	local_irq_restore(flags);
	return ret;
}

/* No stopper runs before each of them has its work. */
static void queue_meeting(struct multi_stop *ms, struct cpu_stop_done *done)
{
	unsigned int cpu;

	preempt_disable();
	for_each_online_cpu(cpu)
		queue_stop_work(cpu, &per_cpu(meeting, cpu), meet, ms, done);
	preempt_enable();
}

static int run_with_irqs_off(cpu_stop_fn_t fn, void *data)
{
	unsigned long flags;
	int ret;

	local_irq_save(flags);
	ret = fn(data);
	local_irq_restore(flags);
	return ret;
}

/**
 * stop_machine - run @fn(@data) while no CPU does anything else
 * @cpus: on which of them; NULL: any one
 *
 * All have interrupts off meanwhile.
 *
 * Context: a task, may sleep.
 * Return: 0, or what one of the calls returned that is not; -ENOENT if a CPU cannot
 * be stopped.
 */
int stop_machine(cpu_stop_fn_t fn, void *data, const struct cpumask *cpus)
{
	struct multi_stop ms = {
		.fn = fn, .data = data,
		.run_on = cpus ?: cpumask_of(cpumask_first(cpu_online_mask)),
		.nr_cpus = num_online_cpus(), .phase = STOP_GATHER,
	};
	struct cpu_stop_done done;

	if (ms.nr_cpus == 1)
		return run_with_irqs_off(fn, data);
	if (!all_have_stoppers())
		return -ENOENT;
	atomic_set(&ms.nr_busy, (int)ms.nr_cpus);
	init_done(&done, ms.nr_cpus);
	mutex_lock(&stop_mutex);
	queue_meeting(&ms, &done);
	wait_for_completion(&done.completion);
	mutex_unlock(&stop_mutex);
	return done.ret;
}
EXPORT_SYMBOL_GPL(stop_machine);

/* Linux: for who holds the lock against CPUs coming and going.  Here they do not. */
int stop_machine_cpuslocked(cpu_stop_fn_t fn, void *data, const struct cpumask *cpus)
{
	return stop_machine(fn, data, cpus);
}
EXPORT_SYMBOL_GPL(stop_machine_cpuslocked);

/* ---- boot ------------------------------------------------------------------------ */

static void __init spawn_stopper(unsigned int cpu)
{
	struct cpu_stopper *stopper = &per_cpu(cpu_stopper, cpu);
	struct task_struct *thread;

	raw_spin_lock_init(&stopper->lock);
	INIT_LIST_HEAD(&stopper->works);
	thread = kthread_create_on_cpu(stopper_thread, stopper, cpu, "migration/%u");
	if (IS_ERR(thread)) {
		pr_warn("no stopper for CPU %u: %pe\n", cpu, thread);
		return;
	}
	sched_set_stop_task(thread);
	stopper->thread = thread;
	wake_up_process(thread);
}

static int __init spawn_stoppers(void)
{
	unsigned int cpu;

	if (num_online_cpus() == 1)
		return 0;
	for_each_online_cpu(cpu)
		spawn_stopper(cpu);
	return 0;
}
early_initcall(spawn_stoppers);
