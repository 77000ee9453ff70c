// SPDX-License-Identifier: MIT
/*
 * worker.pml - concurrency management: somebody runs while items wait
 *
 * One pool, of CPU 0, with its workers: idle, woken, busy, asleep in an item, or not made yet.
 * On each CPU somebody queues one item to it.  Item 0 sleeps until item 1 is done, item 1
 * until an interrupt, the others do not sleep: with workers that were not replaced
 * when they sleep, or too few of them, nothing would go on.
 *
 * pool->lock is explicit.  wake_up_worker() takes any idle worker, not only the first.
 * The workers share a CPU, but interleave freely here, which includes every preemption.
 *
 * Shown: all items are done, and then all workers sleep, idle, with nr_running 0; whenever
 * the lock is free, items wait and nobody runs, then a worker is awake [W4]; nr_running is
 * the number of workers that are in items and awake.
 *
 * full:   -DCPUS=3 -DITEMS=3 -DWORKERS=4
 * full:   -DCPUS=2 -DITEMS=3 -DWORKERS=4
 * short:  -DCPUS=1 -DITEMS=3 -DWORKERS=4
 * mutant: -DCPUS=2 -DITEMS=3 -DWORKERS=4
 *
 * mutant SLEEPS_UNSEEN: schedule() does not tell the pool that a worker sleeps
 * mutant SLEEPS_WITHOUT_LOOK: wq_worker_sleeping() counts and wakes nobody
 * mutant WAKES_BEFORE_LIST: queue_work() wakes a worker and then fills the list
 * mutant WAKES_NOBODY: queue_work() does not look at nr_running
 * mutant STATE_AFTER_LOCK: an idle worker says that it sleeps when the lock is free again
 * mutant NO_RESERVE: a worker starts on an item though nobody is idle
 * mutant RUNS_UNCOUNTED: a worker that wakes in its item does not count again
 * mutant NO_LAST_LOOK: a worker goes idle without another look at the list
 * mutant COUNTS_IDLE: a worker that goes idle still counts as running
 */

#define NOBODY	255

byte lock = NOBODY;
chan worklist = [ITEMS] of { byte };
byte nr_running, nr_idle, made = 1;
bool manager_active;
bool idle[WORKERS], asleep[WORKERS];	/* on the idle list; the task's state */
bool counted[WORKERS], blocked[WORKERS];
bool done[ITEMS], event;
byte queued_items, next_item;

inline lock_pool(me)
{
	atomic { lock == NOBODY -> lock = me }
}

inline unlock_pool()
{
	lock = NOBODY
}

/* @ kernel/bh/workqueue/internal.h need_more_worker: !list_empty(&pool->worklist) && !pool->nr_running; */
#define need_more_worker	(nempty(worklist) && nr_running == 0)

/* @ kernel/bh/workqueue/workqueue.c wake_up_worker: else if (!task_is_running(worker->task)) */
inline wake_up_worker()
{
	if
	:: idle[0] -> asleep[0] = false
	:: idle[1] -> asleep[1] = false
	:: idle[2] -> asleep[2] = false
	:: idle[WORKERS - 1] -> asleep[WORKERS - 1] = false
	:: else
	fi
}

inline one_counts(w, more)
{
	atomic { nr_running = nr_running + more; counted[w] = (more == 1) }
}

/* The function of an item.  It sleeps by schedule(), which calls the two hooks. */
inline function(w, item)
{
	if
	:: item < 2 ->
		/* @ kernel/bh/workqueue/workqueue.c wq_worker_sleeping: pool->nr_running--; */
#ifndef MUTANT_SLEEPS_UNSEEN
		lock_pool(w);
		one_counts(w, -1);
		/* @ kernel/bh/workqueue/workqueue.c wq_worker_sleeping: wake_up_worker(pool); */
#ifndef MUTANT_SLEEPS_WITHOUT_LOOK
		if
		:: need_more_worker -> wake_up_worker()
		:: else
		fi;
#endif
		atomic { blocked[w] = true; unlock_pool() }
#else
		blocked[w] = true;
#endif
		if
		:: item == 0 -> done[1]
		:: item == 1 -> event
		fi;
		/* @ kernel/bh/workqueue/workqueue.c wq_worker_running: worker->pool->nr_running++; */
		atomic {
			blocked[w] = false;
#ifndef MUTANT_SLEEPS_UNSEEN
#ifndef MUTANT_RUNS_UNCOUNTED
			one_counts(w, 1)
#endif
#endif
		}
	:: else
	fi;
	done[item] = true
}

/* @ kernel/bh/workqueue/pool.c create_worker: worker_enter_idle(worker); */
inline make_worker(w)
{
	manager_active = true;
	unlock_pool();
	atomic { made < WORKERS -> made++ }
	lock_pool(w);
	atomic { idle[made - 1] = true; nr_idle++; unlock_pool() }
	lock_pool(w);
	manager_active = false
}

/* @ kernel/bh/workqueue/workqueue.c worker_thread: while (need_more_worker(pool)) { */
proctype worker(byte w)
{
	byte item;

end_not_made:
	made > w && idle[w];
	do
	:: lock_pool(w);
	   atomic { idle[w] = false; nr_idle-- }
#ifdef MUTANT_NO_LAST_LOOK
	   if
#else
	   do
#endif
	   :: need_more_worker ->
#ifndef MUTANT_NO_RESERVE
		/* @ kernel/bh/workqueue/workqueue.c worker_thread: if (unlikely(!pool->nr_idle) && manage_workers(worker)) */
		if
		:: nr_idle == 0 && !manager_active -> make_worker(w)
		:: else ->
#endif
			/* @ kernel/bh/workqueue/workqueue.c worker_thread: worker_clr_flags(worker, WORKER_PREP); */
			one_counts(w, 1);
			do
			/* @ kernel/bh/workqueue/workqueue.c next_work: list_empty(&pool->worklist) || pool->nr_running > 1 */
			:: nempty(worklist) && nr_running <= 1 ->
				worklist?item;
				unlock_pool();
				function(w, item);
				item = 0;
				lock_pool(w)
#ifdef MUTANT_NO_LAST_LOOK
				; break
#endif
			:: else -> break
			od;
			/* @ kernel/bh/workqueue/workqueue.c worker_thread: worker_set_flags(worker, WORKER_PREP); */
#ifndef MUTANT_COUNTS_IDLE
			one_counts(w, -1)
#endif
#ifndef MUTANT_NO_RESERVE
		fi
#endif
#ifdef MUTANT_NO_LAST_LOOK
	   :: else
	   fi;
#else
	   :: else -> break
	   od;
#endif
	   /* @ kernel/bh/workqueue/workqueue.c worker_sleep: __set_current_state(TASK_IDLE); */
	   atomic { idle[w] = true; nr_idle++ }
#ifdef MUTANT_STATE_AFTER_LOCK
	   unlock_pool();
	   asleep[w] = true;
#else
	   asleep[w] = true;
	   unlock_pool();
#endif
end:	   !asleep[w]
	od
}

/* @ kernel/bh/workqueue/workqueue.c queue_claimed: if (!pool->nr_running) */
proctype queuer(byte c)
{
	byte item;

end:
	do
	:: atomic { next_item < ITEMS -> item = next_item; next_item++ }
#ifdef MUTANT_WAKES_BEFORE_LIST
	   lock_pool(WORKERS + c);
	   if
	   :: nr_running == 0 -> wake_up_worker()
	   :: else
	   fi;
	   unlock_pool();
	   worklist!item
#else
	   lock_pool(WORKERS + c);
	   /* @ kernel/bh/workqueue/workqueue.c queue_claimed: insert_work(pwq, work, &pool->worklist, color_flags(color)); */
	   worklist!item;
#ifndef MUTANT_WAKES_NOBODY
	   if
	   :: nr_running == 0 -> wake_up_worker()
	   :: else
	   fi;
#endif
	   unlock_pool()
#endif
	   ; item = 0
	od
}

#define awake(w)	(made > w && !asleep[w] && !blocked[w])

init
{
	byte i;

	atomic {
		idle[0] = true;
		nr_idle = 1;
		for (i : 0 .. WORKERS - 1) {
			run worker(i)
		}
		for (i : 0 .. CPUS - 1) {
			run queuer(i)
		}
	}
	event = true;
	timeout ->
	for (i : 0 .. ITEMS - 1) {
		assert(done[i])
	}
	assert(nr_running == 0 && empty(worklist) && lock == NOBODY && nr_idle == made);
	for (i : 0 .. made - 1) {
		assert(asleep[i])
	}
}

/* [W4], and the count, in every state in which the lock is free. */
active proctype observer()
{
end:
	atomic {
		lock == NOBODY &&
		((need_more_worker && !manager_active && !awake(0) && !awake(1) && !awake(2) &&
		  !awake(WORKERS - 1)) ||
		 nr_running != counted[0] + counted[1] + counted[2] + (WORKERS > 3 && counted[WORKERS - 1]))
		-> assert(false)
	}
}
