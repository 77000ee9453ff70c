// SPDX-License-Identifier: MIT
/*
 * work.pml - one work item: PENDING, two pools, cancel_work_sync() twice, an item that requeues itself
 *
 * Each CPU has a pool with two workers and somebody who queues the item there; its function
 * may queue it again.  Two tasks cancel it, and a handler on CPU 0 cancels it without waiting.
 *
 * What stands under a pool's lock is one step: it touches, beside what that lock guards, the
 * item's word once.  Which worker wakes is the matter of worker.pml; here all are awake.
 *
 * Shown: an item is on one list at most, and only while PENDING; it never runs twice at once;
 * without cancelling, a queueing is followed by a run that sees what was written before it;
 * while a canceller has it disabled and has waited, it neither runs nor waits on a list; no
 * handler waits for what it has interrupted; both cancellers end.
 *
 * full:   -DCPUS=3 -DQUEUES=1 -DREQUEUES=1 -DCANCELLERS=0 -DHANDLERS=0
 * full:   -DCPUS=3 -DQUEUES=1 -DREQUEUES=1 -DCANCELLERS=1 -DHANDLERS=0
 * full:   -DCPUS=2 -DQUEUES=2 -DREQUEUES=1 -DCANCELLERS=0 -DHANDLERS=0
 * full:   -DCPUS=2 -DQUEUES=1 -DREQUEUES=1 -DCANCELLERS=2 -DHANDLERS=0
 * full:   -DCPUS=2 -DQUEUES=1 -DREQUEUES=1 -DCANCELLERS=1 -DHANDLERS=1
 * full:   -DCPUS=2 -DQUEUES=1 -DREQUEUES=1 -DCANCELLERS=1 -DHANDLERS=0 -DLIVE
 * short:  -DCPUS=2 -DQUEUES=1 -DREQUEUES=1 -DCANCELLERS=0 -DHANDLERS=0
 * short:  -DCPUS=2 -DQUEUES=1 -DREQUEUES=1 -DCANCELLERS=1 -DHANDLERS=1
 * mutant: -DCPUS=2 -DQUEUES=1 -DREQUEUES=1 -DCANCELLERS=1 -DHANDLERS=1
 *
 * mutant PENDING_AFTER [-DCPUS=2 -DQUEUES=1 -DREQUEUES=1 -DCANCELLERS=0 -DHANDLERS=0]: PENDING is cleared after the function
 * mutant PENDING_TWICE: queue_work() tests PENDING and then sets it
 * mutant OTHER_POOL: queue_work() does not look whether the item runs on another pool
 * mutant SAME_POOL: a worker does not look whether another one of its pool runs the item
 * mutant REQUEUE_ALLOWED: cancel_work_sync() does not disable the item
 * mutant NO_WAIT: cancel_work_sync() does not wait for the function
 * mutant LOCK_OF_THE_PAST: the thief does not look again under the lock whether the item is there
 * mutant IRQS_ON: queue_work() has interrupts on between PENDING and the list
 * mutant GIVE_BACK_FORGOTTEN [-DCPUS=2 -DQUEUES=1 -DREQUEUES=1 -DCANCELLERS=1 -DHANDLERS=0 -DLIVE]: who is refused keeps PENDING
 */

#define WORKERS	2
#define NONE	255
#define w_id(p, w)	((p) * WORKERS + (w))

bool pending;			/* work->data: the bit; */
bool on_list;			/* WORK_STRUCT_PWQ; */
byte pool = NONE;		/* the pool it is queued on, or ran on last; */
byte depth;			/* the disable depth */
bool worklist[CPUS];		/* the item is on this pool's worklist */
bool mine[CPUS * WORKERS];	/* ... on this worker's own list */
bool current[CPUS * WORKERS];	/* the worker is busy with it */
byte barriers[CPUS * WORKERS];	/* cancellers whose barrier is on the worker's list */
byte item_barriers;		/* ... behind the queued item */
byte flushed;			/* barriers that have run: a bit for each canceller */
bool running, want;
byte cancelled;
byte requeues = REQUEUES, handlers = HANDLERS;
bool queuer_inside;		/* the queuer of CPU 0 owns PENDING */
bool irqs_off, in_handler;	/* of CPU 0, where the handler cancels */

/* @ kernel/bh/workqueue/workqueue.c insert_work: set_work_pwq(work, pwq, flags); */
inline insert(p)
{
	assert(!worklist[p] && !on_list && pending);
	worklist[p] = true;
	on_list = true;
	pool = p
}

/* @ kernel/bh/workqueue/workqueue.c queue_work_on: if (!test_and_set_bit(WORK_STRUCT_PENDING_BIT, */
inline queue_work(cpu)
{
	want = true;
#ifdef MUTANT_IRQS_ON
	skip;
#else
	if
	:: cpu == 0 -> irqs_off = true
	:: else
	fi;
#endif
	if
#ifdef MUTANT_PENDING_TWICE
	:: !pending -> pending = true;
#else
	:: atomic { !pending -> pending = true; queuer_inside = queuer_inside || (cpu == 0) }
#endif
		if
		/* @ kernel/bh/workqueue/workqueue.c queue_claimed: work_data(work) == pwq->pool->claimed_data */
		:: pool == cpu && depth == 0 -> atomic { insert(cpu) }
		/* @ kernel/bh/workqueue/seldom.c lock_other_pwq: if (work_data(work) & WORK_OFFQ_DISABLE_MASK) */
#ifdef MUTANT_GIVE_BACK_FORGOTTEN
		:: depth > 0
#else
		/* @ kernel/bh/workqueue/workqueue.c queue_claimed: give_back(work); */
		:: depth > 0 -> pending = false
#endif
		:: depth == 0 && pool != cpu ->
#ifndef MUTANT_OTHER_POOL
			if
			/* @ kernel/bh/workqueue/seldom.c lock_other_pwq: find_worker_executing_work(last, work); */
			:: atomic {
				pool != NONE && (current[w_id(pool, 0)] || current[w_id(pool, 1)]) ->
				insert(pool)
			   }
			:: else -> atomic { insert(cpu) }
			fi
#else
			atomic { insert(cpu) }
#endif
		fi
	:: else
	fi;
	if
	:: cpu == 0 -> atomic { queuer_inside = false; irqs_off = false }
	:: else
	fi
}

/* It stands still while a handler has interrupted it. */
proctype queuer0() provided (!in_handler)
{
	byte times = QUEUES;

	do
	:: times > 0 -> times--; queue_work(0)
	:: else -> break
	od
}

proctype queuer(byte c)
{
	byte times = QUEUES;

	do
	:: times > 0 -> times--; queue_work(c)
	:: else -> break
	od
}

/* The function.  @ kernel/bh/workqueue/workqueue.c call_work: worker->current_func(work); */
inline function(cpu)
{
	atomic { assert(!running); running = true }
	want = false;
	if
	/* The queuer's steps, on a CPU where no handler cancels: interrupts do not matter. */
	:: atomic { requeues > 0 -> requeues-- }
	   queue_again(cpu)
	:: skip
	fi;
	running = false
}

/* The item runs here, so it goes here again: the likely way, or it is refused. */
inline queue_again(cpu)
{
	want = true;
	if
	:: atomic { !pending -> pending = true }
		if
		:: depth > 0 -> pending = false
		:: else -> atomic { insert(cpu) }
		fi
	:: else
	fi
}

proctype worker(byte p; byte w)
{
end:
	do
	/* @ kernel/bh/workqueue/seldom.c leave_to_its_worker: move_linked_works(work, &busy->scheduled, NULL); */
#ifndef MUTANT_SAME_POOL
	:: atomic {
		worklist[p] && current[w_id(p, 1 - w)] ->
		worklist[p] = false;
		mine[w_id(p, 1 - w)] = true
	   }
	:: atomic {
		worklist[p] && !current[w_id(p, 1 - w)] ->
#else
	:: atomic {
		worklist[p] ->
#endif
		worklist[p] = false;
		assert(on_list && pool == p);
		goto begin
	   }
	/* Barriers come before the item that was moved here. */
	:: atomic {
		barriers[w_id(p, w)] ->
		flushed = flushed | barriers[w_id(p, w)];
		barriers[w_id(p, w)] = 0
	   }
	:: atomic {
		mine[w_id(p, w)] && !barriers[w_id(p, w)] ->
		mine[w_id(p, w)] = false;
begin:		current[w_id(p, w)] = true;
		barriers[w_id(p, w)] = item_barriers;
		item_barriers = 0;
		/* @ kernel/bh/workqueue/workqueue.c begin_work: atomic_long_xchg(&work->data, (long)pool->idle_data); */
		on_list = false;
#ifndef MUTANT_PENDING_AFTER
		pending = false
#endif
	   }
	   function(p);
	   /* @ kernel/bh/workqueue/workqueue.c end_work: worker->current_work = NULL; */
	   atomic {
#ifdef MUTANT_PENDING_AFTER
		pending = false;
#endif
		current[w_id(p, w)] = false
	   }
	od
}

/* @ kernel/bh/workqueue/cancel.c grab_pending: if (!test_and_set_bit(WORK_STRUCT_PENDING_BIT, */
/* @ kernel/bh/workqueue/cancel.c steal_from_list: stolen = pwq && pwq->pool == pool; */
inline grab_pending(seen)
{
	do
	:: atomic { !pending -> pending = true; break }
	:: pending ->
		seen = pool;
		if
		:: atomic {
#ifdef MUTANT_LOCK_OF_THE_PAST
			seen != NONE ->
#else
			seen != NONE && on_list && pool == seen ->
#endif
			on_list = false;
			worklist[seen] = false;
			mine[w_id(seen, 0)] = false;
			mine[w_id(seen, 1)] = false;
			/* A worker will run the barrier all the same. */
			flushed = flushed | item_barriers;
			item_barriers = 0;
			break
		   }
		:: else ->
#if HANDLERS > 0
			/* A handler that waits here for what it has interrupted waits for ever. */
			assert(!(is_handler && queuer_inside))
#else
			skip
#endif
		fi
	od;
	seen = NONE
}

/* @ kernel/bh/workqueue/cancel.c cancel_and_change: change_depth(work, diff); */
inline change_depth(diff)
{
	depth = depth + diff;
	/* @ kernel/bh/workqueue/cancel.c give_back: clear_bit(WORK_STRUCT_PENDING_BIT, work_data_bits(work)); */
	pending = false
}

/* @ kernel/bh/workqueue/flush.c start_flush_work: worker = find_worker_executing_work(pool, work); */
inline flush(me, seen)
{
	seen = pool;
	if
	:: seen == NONE
	:: else ->
		atomic {
			if
			:: on_list && pool != seen -> flushed = flushed | me
			:: on_list && pool == seen -> item_barriers = item_barriers | me
			:: !on_list && current[w_id(seen, 0)] ->
				barriers[w_id(seen, 0)] = barriers[w_id(seen, 0)] | me
			:: !on_list && current[w_id(seen, 1)] ->
				barriers[w_id(seen, 1)] = barriers[w_id(seen, 1)] | me
			:: else -> flushed = flushed | me
			fi
		}
		atomic { flushed & me -> flushed = flushed & ~me }
	fi;
	seen = NONE
}

/* @ kernel/bh/workqueue/cancel.c cancel_work_sync: bool was_pending = disable_sync(work, NULL); */
proctype canceller(byte me)
{
	byte seen = NONE;
	bool is_handler;

	grab_pending(seen);
#ifdef MUTANT_REQUEUE_ALLOWED
	change_depth(0);
#else
	change_depth(1);
#endif
#ifndef MUTANT_NO_WAIT
	flush(me, seen);
#endif
	atomic { assert(!running && !on_list) }
	/* @ kernel/bh/workqueue/cancel.c cancel_work_sync: enable_one(work, NULL); */
	grab_pending(seen);
#ifdef MUTANT_REQUEUE_ALLOWED
	change_depth(0);
#else
	change_depth(-1);
#endif
	cancelled++
}

/* cancel_work() in a handler that has interrupted the queuer of CPU 0. */
proctype handler()
{
	byte seen = NONE;
	bool is_handler = true;
end:
	do
	:: atomic { handlers > 0 && !irqs_off -> handlers--; in_handler = true }
	   grab_pending(seen);
	   change_depth(0);
	   in_handler = false
	od
}

init
{
	byte i;

	atomic {
		run queuer0();
		for (i : 0 .. CPUS - 1) {
			run worker(i, 0);
			run worker(i, 1);
			if
			:: i > 0 -> run queuer(i)
			:: else
			fi
		}
#if CANCELLERS > 0
		run canceller(1);
#endif
#if CANCELLERS > 1
		run canceller(2);
#endif
		run handler()
	}
	timeout ->
	assert(!pending && !on_list && !running && depth == 0);
#if CANCELLERS == 0 && HANDLERS == 0
	assert(!want)
#endif
}

#ifdef LIVE
ltl cancelling_ends { <> (cancelled == CANCELLERS) }
#endif
