// SPDX-License-Identifier: MIT
/*
 * tasklet.pml - SCHED, RUN and the count: once, never beside itself, ended by kill
 *
 * Each CPU schedules tasklets of its choice and runs its list.  Scheduling and the softirq
 * of one CPU interleave freely, which includes every nesting: tasklet_schedule() comes
 * from interrupts, tasks and the functions themselves.  One task disables a tasklet and
 * enables it, another kills one when nobody schedules any more.
 *
 * A list is the CPU's own and touched with interrupts off: one step.  A CPU takes the
 * whole of it by counting what is on it; later ones go behind.
 *
 * Shown: what is scheduled runs afterwards; a function never runs twice at once, nor while
 * disabled, nor after kill; both waits end (a lost wake-up would be a deadlock). Not
 * shown, because it does not hold of an adversary's timing: a CPU that looks at a disabled
 * tasklet again and again takes RUN each time, and a waiter could find it taken each time.
 *
 * What it taught: to test RUN and then set it, in two steps, would do no harm in this code.
 * Who has a tasklet in hand has it with SCHED set, so nobody else can have it too; RUN only
 * tells whether its last run is over.  To clear it by a plain store is another matter.
 *
 * full:   -DCPUS=3 -DTASKLETS=2 -DSCHEDULES=1 -DONLY=0
 * full:   -DCPUS=3 -DTASKLETS=2 -DSCHEDULES=1 -DONLY=1
 * full:   -DCPUS=2 -DTASKLETS=2 -DSCHEDULES=1
 * short:  -DCPUS=2 -DTASKLETS=2 -DSCHEDULES=1 -DONLY=1
 * mutant: -DCPUS=2 -DTASKLETS=1 -DSCHEDULES=2
 *
 * mutant SCHED_CLEARED_AFTER: SCHED is cleared after the function
 * mutant RUN_NOT_TESTED: the function is called whether RUN is free or not
 * mutant RUN_CLEARED_BY_STORE: RUN is cleared by load, and, store: SCHED may be set meanwhile
 * mutant COUNT_BEFORE_RUN: the count is looked at before RUN is taken
 * mutant NOT_PUT_BACK: one that runs elsewhere is dropped, not put back
 * mutant PUT_BACK_QUIETLY: put back without raising again
 * mutant KILL_IGNORES_RUN: tasklet_kill() waits for SCHED only
 * mutant DISABLE_IGNORES_RUN: tasklet_disable() does not wait
 * mutant LOOKS_BEFORE_QUEUEING: the waiter tests the bit before it is on the wait queue
 * mutant WAITERS_BEFORE_RUN: waiters are looked for before RUN is cleared (no barrier between)
 * mutant SCHED_TWICE: tasklet_schedule() tests SCHED and then sets it
 */

#define WAITERS	2
#define DISABLER 0
#define KILLER	1
#ifndef ONLY
#define ONLY	WAITERS		/* both */
#endif

bool sched_bit[TASKLETS], run_bit[TASKLETS];	/* t->state */
byte count[TASKLETS];
chan list[CPUS] = [TASKLETS + CPUS] of { byte };	/* SCHED keeps it to TASKLETS */
byte on_lists[TASKLETS];
bool raised[CPUS];
bool want[TASKLETS], running[TASKLETS], disabled[TASKLETS], dead[TASKLETS];
bool queued[WAITERS], asleep[WAITERS], for_run[WAITERS];
byte waits_for[WAITERS];
byte schedulers = CPUS;
byte ended;

#define is_set(t, of_run)	(of_run -> run_bit[t] : sched_bit[t])

/* @ kernel/bh/tasklet.c append_and_raise: *this_cpu_read((vec).tail) = (t); */
inline append(c, t)
{
	on_lists[t]++;
	assert(on_lists[t] == 1);
	list[c]!t
}

/* @ kernel/bh/tasklet_control.c wake_if_clear: if (test_bit(wait->bit, &wait->tasklet->state)) */
inline wake(w)
{
	atomic {
		if
		:: queued[w] && !is_set(waits_for[w], for_run[w]) -> queued[w] = false; asleep[w] = false
		:: else
		fi
	}
}

/* @ kernel/bh/tasklet.c release_run: clear_bit_unlock(TASKLET_STATE_RUN, &t->state); */
/* @ kernel/bh/tasklet.c release_run: if (unlikely(waitqueue_active(&tasklet_waiters))) */
inline release_run(t)
{
#ifdef MUTANT_WAITERS_BEFORE_RUN
	if
	:: queued[DISABLER] || queued[KILLER] -> run_bit[t] = false; wake(DISABLER); wake(KILLER)
	:: else -> run_bit[t] = false
	fi
#else
#ifdef MUTANT_RUN_CLEARED_BY_STORE
	old = sched_bit[t];
	atomic { run_bit[t] = false; sched_bit[t] = old }
#else
	run_bit[t] = false;
#endif
	if
	:: queued[DISABLER] || queued[KILLER] -> wake(DISABLER); wake(KILLER)
	:: else
	fi
#endif
}

/* @ kernel/bh/tasklet.c put_back: __raise_softirq_irqoff(nr); */
inline put_back(c, t)
{
#ifdef MUTANT_NOT_PUT_BACK
	skip
#else
	atomic {
		append(c, t);
#ifndef MUTANT_PUT_BACK_QUIETLY
		raised[c] = true
#endif
	}
#endif
}

inline function(t)
{
	atomic {
		assert(!running[t] && !disabled[t] && !dead[t]);
		running[t] = true
	}
	want[t] = false;
	running[t] = false
}

proctype softirq(byte c)
{
	byte t, n;
#ifdef MUTANT_RUN_CLEARED_BY_STORE
	bool old;
#endif
end:
	do
	:: atomic { raised[c] -> raised[c] = false }
	   /* @ kernel/bh/tasklet.c take_list: list->head = NULL; */
	   n = len(list[c]);
	   do
	   :: n > 0 ->
		atomic { list[c]?t; on_lists[t]--; n-- }
#ifdef MUTANT_COUNT_BEFORE_RUN
		if
		:: count[t] > 0 -> put_back(c, t); goto next
		:: else
		fi;
#endif
		if
		/* @ include/linux/interrupt.h tasklet_trylock: !test_and_set_bit(TASKLET_STATE_RUN, &t->state) */
#ifdef MUTANT_RUN_NOT_TESTED
		:: run_bit[t] = true;
#else
		:: atomic { !run_bit[t] -> run_bit[t] = true }
#endif
			if
			/* @ kernel/bh/tasklet.c try_tasklet: if (unlikely(t->count.counter)) */
#ifndef MUTANT_COUNT_BEFORE_RUN
			:: count[t] > 0 -> release_run(t); put_back(c, t)
#endif
			:: else ->
				/* @ kernel/bh/tasklet.c call_tasklet: test_and_clear_bit(TASKLET_STATE_SCHED, &t->state) */
#ifdef MUTANT_SCHED_CLEARED_AFTER
				function(t);
				sched_bit[t] = false;
#else
				atomic { assert(sched_bit[t]); sched_bit[t] = false }
				function(t);
#endif
				release_run(t)
			fi
#ifndef MUTANT_RUN_NOT_TESTED
		:: else -> put_back(c, t)
#endif
		fi;
next:		t = 0
	   :: else -> break
	   od
	od
}

/* @ include/linux/interrupt.h tasklet_schedule: !test_and_set_bit(TASKLET_STATE_SCHED, &t->state) */
inline tasklet_schedule(c, t)
{
	want[t] = true;
	if
#ifdef MUTANT_SCHED_TWICE
	:: !sched_bit[t] -> sched_bit[t] = true;
#else
	:: atomic { !sched_bit[t] -> sched_bit[t] = true }
#endif
		atomic { append(c, t); raised[c] = true }
	:: else
	fi
}

proctype scheduler(byte c)
{
	byte times = SCHEDULES, t;

	do
	:: times > 0 ->
		atomic {
			times--;
			if
			:: t = 0
			:: t = TASKLETS - 1
			fi
		}
		tasklet_schedule(c, t)
	:: else -> break
	od;
	schedulers--
}

/* @ kernel/bh/tasklet_control.c wait_for_bit_clear: prepare_to_wait(&tasklet_waiters, &wait.entry, */
inline wait_for_bit_clear(w, t, of_run, take)
{
	do
#ifdef MUTANT_LOOKS_BEFORE_QUEUEING
	:: if
	   :: atomic { !is_set(t, of_run) -> if :: take -> sched_bit[t] = true :: else fi; break }
	   :: else
	   fi;
	   atomic { waits_for[w] = t; for_run[w] = of_run; queued[w] = true; asleep[w] = true }
#else
	:: atomic { waits_for[w] = t; for_run[w] = of_run; queued[w] = true; asleep[w] = true }
	   /* @ kernel/bh/tasklet_control.c wait_for_bit_clear: take ? test_and_set_bit(bit, */
	   if
	   :: atomic { !is_set(t, of_run) -> if :: take -> sched_bit[t] = true :: else fi; break }
	   :: else
	   fi;
#endif
	   !asleep[w]			/* schedule() */
	od;
	atomic { queued[w] = false; asleep[w] = false }
}

/* @ include/linux/interrupt.h tasklet_disable_nosync: atomic_inc(&t->count); */
/* @ include/linux/interrupt.h tasklet_disable: tasklet_unlock_wait(t); */
/* @ include/linux/interrupt.h tasklet_enable: atomic_dec(&t->count); */
proctype disabler()
{
	count[0]++;
#ifndef MUTANT_DISABLE_IGNORES_RUN
	wait_for_bit_clear(DISABLER, 0, true, false);
#endif
	atomic { assert(!running[0]); disabled[0] = true }
	disabled[0] = false;
	count[0]--;
	ended++
}

/* @ kernel/bh/tasklet_control.c tasklet_kill: wait_for_bit_clear(t, TASKLET_STATE_SCHED, true); */
/* @ kernel/bh/tasklet_control.c tasklet_kill: wait_for_bit_clear(t, TASKLET_STATE_RUN, false); */
proctype killer()
{
	byte t;

	if
	:: t = 0
	:: t = TASKLETS - 1
	fi;
	schedulers == 0;
	wait_for_bit_clear(KILLER, t, false, true);
#ifndef MUTANT_KILL_IGNORES_RUN
	wait_for_bit_clear(KILLER, t, true, false);
#endif
	sched_bit[t] = false;
	atomic { dead[t] = true; assert(!running[t] && on_lists[t] == 0) }
	wake(DISABLER);
	wake(KILLER);
	ended++
}

init
{
	byte i;

	atomic {
		for (i : 0 .. CPUS - 1) {
			run softirq(i);
			run scheduler(i)
		}
		if
		:: ONLY != KILLER -> run disabler()
		:: else -> ended++
		fi;
		if
		:: ONLY != DISABLER -> run killer()
		:: else -> ended++
		fi
	}
	timeout ->
	for (i : 0 .. TASKLETS - 1) {
		assert(!want[i] && !sched_bit[i] && !run_bit[i] && on_lists[i] == 0)
	}
}
