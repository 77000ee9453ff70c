// SPDX-License-Identifier: MIT
/*
 * rcu.pml - a grace period ends when no reader is left, and it does end
 *
 * Each CPU reads, switches tasks, updates, and in the end idles for good.  A tick comes
 * while it has something to do for RCU, unless it has been stopped in idle.  The updater
 * replaces the object that readers find and gives the old one to call_rcu().
 *
 * Store buffers: what a CPU writes to its own rq->curr, and what the starter of a grace
 * period writes to the CPUs' rcu_owes_report, becomes visible some time later, in order;
 * a locked instruction and smp_mb() wait until it has.  All other data have gp_lock, or are
 * the CPU's own with interrupts off.
 *
 * Shown: no reader uses an object that has been freed; every callback is called, also when
 * all CPUs idle with the tick stopped.
 *
 * full:   -DCPUS=3 -DUPDATES=1 -DSTEPS=1
 * full:   -DCPUS=2 -DUPDATES=2 -DSTEPS=2
 * short:  -DCPUS=2 -DUPDATES=2 -DSTEPS=1
 * mutant: -DCPUS=2 -DUPDATES=2 -DSTEPS=2
 *
 * mutant NO_BARRIER_IN_IDLE: idle_once() looks at its debt while its rq->curr is in the buffer
 * mutant NO_BARRIER_IN_START: start_gp() looks who idles while the debts are in the buffer
 * mutant IDLE_NOT_POKED: an idle CPU that owes a report is left alone
 * mutant IDLE_FORGETS_ITSELF [-DCPUS=3 -DUPDATES=2 -DSTEPS=1 -DUPDATERS]: a report that begins the next period is not for that one too
 * mutant TICK_STOPS_ANYWAY: idle stops the tick though the CPU has callbacks
 * mutant READER_REPORTS: the tick does not look whether it interrupted a reader
 * mutant PERIOD_UNDER_WAY: a callback waits for the period that has begun already
 * mutant WISH_FORGOTTEN: end_gp() does not look whether another one is wanted
 * mutant DONE_AT_ONCE: the first report ends the period
 */

#define NOBODY	255

bool off[CPUS], in_irq[CPUS], halted[CPUS], tick_stopped[CPUS], ipi[CPUS];
bool idle[CPUS], buffered_idle[CPUS];	/* rq->curr == rq->idle, and the store of it */
bool reading[CPUS];			/* rcu_reader_depth */
byte gp_lock = NOBODY;
byte gp_started, gp_done;
bool gp_wanted;
byte gp_owing;				/* a bit for each CPU */
bool owes[CPUS], buffered_owes[CPUS];	/* rcu_owes_report, and the starter's stores */
byte next[CPUS], wait[CPUS], done[CPUS], wait_gp[CPUS];	/* callbacks: a bit for each object */
byte current_object, freed;
byte updates = UPDATES, ended;

#define ALL	((1 << CPUS) - 1)
#define my_cpu	((_pid - 1) / 2)

#define barrier_done(c)	(!buffered_idle[c])
#define debts_visible	(!buffered_owes[0] && !buffered_owes[CPUS - 1] && !buffered_owes[1])

/* @ kernel/locking/rcu.c start_gp: cpumask_copy(&gp_owing, cpu_online_mask); */
inline start_gp(me)
{
	d_step {
		gp_started++;
		gp_wanted = false;
		gp_owing = ALL;
		i = 0;
		do
		/* @ kernel/locking/rcu.c start_gp: WRITE_ONCE(per_cpu(rcu_owes_report, cpu), true); */
		:: i < CPUS ->
			if
			:: i == me -> owes[i] = true	/* reads its own buffer */
			:: else -> buffered_owes[i] = true
			fi;
			i++
		:: else -> break
		od;
		i = 0
	}
	/* @ kernel/locking/rcu.c start_gp: smp_mb(); */
#ifndef MUTANT_NO_BARRIER_IN_START
	debts_visible;
#endif
	do
	/* @ kernel/locking/rcu.c start_gp: if (cpu != smp_processor_id() && idle_cpu(cpu)) */
	:: i < CPUS ->
		atomic {
#ifndef MUTANT_IDLE_NOT_POKED
			if
			:: i != me && idle[i] -> ipi[i] = true
			:: else
			fi;
#endif
			i++
		}
	:: else -> i = 0; break
	od
}

inline lock_gp(me)
{
	atomic { gp_lock == NOBODY && barrier_done(me) -> gp_lock = me }
}

/* The store that frees the lock comes behind the others in the buffer. */
inline unlock_gp()
{
	atomic { debts_visible -> gp_lock = NOBODY }
}

/* Interrupts are off. */
inline report_quiescent(me)
{
	lock_gp(me);
	do
	/* @ kernel/locking/rcu.c rcu_report_quiescent: cpumask_test_and_clear_cpu(cpu, &gp_owing) */
	:: gp_owing & (1 << me) ->
		gp_owing = gp_owing & ~(1 << me);
		if
#ifdef MUTANT_DONE_AT_ONCE
		:: true ->
#else
		/* @ kernel/locking/rcu.c rcu_report_quiescent: if (cpumask_empty(&gp_owing)) */
		:: gp_owing == 0 ->
#endif
			/* @ kernel/locking/rcu.c end_gp: smp_store_release(&gp_done, gp_started); */
			gp_done = gp_started;
			if
			/* @ kernel/locking/rcu.c end_gp: if (gp_wanted) */
#ifndef MUTANT_WISH_FORGOTTEN
			:: gp_wanted ->
#ifdef MUTANT_IDLE_FORGETS_ITSELF
				owes[me] = false;
				start_gp(me);
				break
#else
				start_gp(me)
#endif
#endif
			:: else
			fi
#ifndef MUTANT_DONE_AT_ONCE
		:: else
#endif
		fi
	:: else -> break
	od;
	/* @ kernel/locking/rcu.c rcu_report_quiescent: this_cpu_write(rcu_owes_report, false); */
	if
	:: gp_owing & (1 << me)		/* only that mutant comes here still owing */
	:: else -> owes[me] = false
	fi;
	unlock_gp()
}

/* @ include/linux/rcupdate.h rcu_note_context_switch: if (unlikely(this_cpu_nonzero(rcu_owes_report))) */
inline note_context_switch(me)
{
	if
	:: owes[me] -> report_quiescent(me)
	:: else
	fi
}

/* @ kernel/locking/rcu.c request_gp: cb_move_all(&rdp->wait, &rdp->next); */
inline request_gp(me)
{
	atomic { wait[me] = wait[me] | next[me]; next[me] = 0 }
	lock_gp(me);
	/* @ kernel/locking/rcu.c request_gp: rdp->wait_gp = gp_started + 1; */
#ifdef MUTANT_PERIOD_UNDER_WAY
	wait_gp[me] = (gp_started == gp_done -> gp_started + 1 : gp_started);
#else
	wait_gp[me] = gp_started + 1;
#endif
	if
	/* @ kernel/locking/rcu.c want_gp: if (gp_started == gp_done) */
	:: gp_started == gp_done -> start_gp(me)
	:: else -> gp_wanted = true
	fi;
	unlock_gp()
}

#define has_callbacks(c)	(next[c] || wait[c] || done[c])
#define period_over(c)		(wait[c] && gp_done >= wait_gp[c])

/* An interrupt inside has been waited for by the CPU's own `provided`. */
proctype cpu(byte c) provided (!in_irq[my_cpu])
{
	byte steps = STEPS, i, object;

	do
	:: steps > 0 ->
		steps--;
		if
#ifdef UPDATERS		/* do nothing else: two updates on three CPUs are much to search */
		:: updates == 0
#else
		:: /* a reader: preemption is off, interrupts are not */
		   reading[c] = true;
		   object = current_object;
		   assert(!(freed & (1 << object)));
		   assert(!(freed & (1 << object)));
		   atomic { object = 0; reading[c] = false }
		:: /* @ kernel/sched/core.c switch_tasks: rcu_note_context_switch(preempted); */
		   off[c] = true;
		   note_context_switch(c);
		   off[c] = false
#endif
		:: /* an updater; others are kept out by a lock of theirs */
		   atomic {
			updates > 0 ->
			updates--;
			object = current_object;
			current_object++;
			/* @ kernel/locking/rcu.c call_rcu: cb_append(&rdp->next, head); */
			off[c] = true;
			next[c] = next[c] | (1 << object);
			object = 0
		   }
		   /* @ kernel/locking/rcu.c call_rcu: if (cb_empty(&rdp->wait)) */
		   if
		   :: !wait[c] -> request_gp(c)
		   :: else
		   fi;
		   off[c] = false
		fi
	:: else -> break
	od;

	/* Nothing to do any more: the switch to the idle task. */
	off[c] = true;
	note_context_switch(c);
	/* @ kernel/sched/core.c switch_tasks: rq->curr = next; */
	atomic { buffered_idle[c] = true; ended++ }
	off[c] = false;
	do
	:: off[c] = true;
	   /* @ kernel/sched/idle.c idle_once: smp_mb(); */
#ifndef MUTANT_NO_BARRIER_IN_IDLE
	   barrier_done(c);
#endif
	   /* @ kernel/sched/idle.c idle_once: rcu_note_context_switch(false); */
	   note_context_switch(c);
	   /* @ kernel/time/tick.c tick_nohz_idle_stop_tick: rcu_needs_cpu() ? 0 : next_wake_up(); */
#ifdef MUTANT_TICK_STOPS_ANYWAY
	   atomic { tick_stopped[c] = true; halted[c] = true; off[c] = false }
#else
	   atomic { tick_stopped[c] = !has_callbacks(c); halted[c] = true; off[c] = false }
#endif
end:	   !halted[c]
	od
}

/* The tick, where it would change something; the reschedule interrupt; RCU_SOFTIRQ. */
proctype interrupt(byte c)
{
	byte i;
end:
	do
	:: atomic { !off[c] && ipi[c] -> in_irq[c] = true; ipi[c] = false; halted[c] = false }
	   in_irq[c] = false
	:: atomic {
		!off[c] && !tick_stopped[c] &&
		((owes[c] && !reading[c]) || period_over(c) || (!wait[c] && next[c]) || done[c]) ->
		in_irq[c] = true;
		halted[c] = false
	   }
	   /* @ kernel/locking/rcu.c rcu_note_interrupted: preempt_count() == HARDIRQ_OFFSET */
	   if
#ifdef MUTANT_READER_REPORTS
	   :: true -> note_context_switch(c)
#else
	   :: !reading[c] -> note_context_switch(c)
	   :: else
#endif
	   fi;
	   /* @ kernel/locking/rcu.c advance_callbacks: gp_is_over(rdp->wait_gp) */
	   atomic {
		if
		:: period_over(c) -> done[c] = done[c] | wait[c]; wait[c] = 0
		:: else
		fi
	   }
	   /* @ kernel/locking/rcu.c advance_callbacks: if (cb_empty(&rdp->wait) && !cb_empty(&rdp->next)) */
	   if
	   :: !wait[c] && next[c] -> request_gp(c)
	   :: else
	   fi;
	   /* @ kernel/locking/rcu.c rcu_process_callbacks: invoke(head); */
	   atomic { freed = freed | done[c]; done[c] = 0; in_irq[c] = false }
	od
}

/* The store buffers empty themselves. */
proctype buffers()
{
	byte i;
end:
	do
	:: atomic { buffered_idle[0] -> buffered_idle[0] = false; idle[0] = true }
	:: atomic { buffered_idle[1] -> buffered_idle[1] = false; idle[1] = true }
	:: atomic { buffered_idle[CPUS - 1] -> buffered_idle[CPUS - 1] = false; idle[CPUS - 1] = true }
	:: atomic { buffered_owes[0] -> buffered_owes[0] = false; owes[0] = true }
	:: atomic { !buffered_owes[0] && buffered_owes[1] -> buffered_owes[1] = false; owes[1] = true }
	:: atomic {
		!buffered_owes[0] && !buffered_owes[1] && buffered_owes[CPUS - 1] ->
		buffered_owes[CPUS - 1] = false;
		owes[CPUS - 1] = true
	   }
	od
}

init
{
	byte i;

	atomic {
		for (i : 0 .. CPUS - 1) {
			run cpu(i);
			run interrupt(i)
		}
		run buffers()
	}
	timeout ->
	assert(ended == CPUS);
	for (i : 0 .. CPUS - 1) {
		assert(!has_callbacks(i))
	}
	assert(freed == (1 << current_object) - 1)
}
