// SPDX-License-Identifier: MIT
/*
 * idle.pml - need_resched, the reschedule interrupt, and `sti; hlt`: no wake-up is slept through
 *
 * Each CPU has its idle task, one more task that sleeps until somebody has something for
 * it, and interrupts, which do not nest.  The tasks are woken by device interrupts of their
 * own CPU, of others, and by each other.  No tick: whoever halts sleeps until an interrupt.
 *
 * rq->lock is explicit, since interrupts look at the flags without it.  All that idle and
 * waker exchange without the lock goes through the interrupt, which is sent after the
 * stores before it are done; so the store buffer of x86 adds nothing here (rcu.pml has one).
 *
 * Shown: what a task was woken for is done; no CPU halts with its task on the queue.
 *
 * full:   -DCPUS=3 -DDEVICES=2 -DCHAIN=1
 * full:   -DCPUS=2 -DDEVICES=3 -DCHAIN=2
 * short:  -DCPUS=2 -DDEVICES=2 -DCHAIN=1
 * mutant: -DCPUS=2 -DDEVICES=2 -DCHAIN=1
 *
 * mutant HALTS_WITHOUT_LOOK: no look at need_resched() behind cli
 * mutant LOOKS_WITH_IRQS_ON: the last look comes before cli
 * mutant STI_PROTECTS_NOTHING: an interrupt can come between sti and hlt
 * mutant NO_IPI: the waker sets the flag and sends nothing
 * mutant IPI_BEFORE_FLAG: the interrupt is sent first
 * mutant IPI_FOLDS_NOTHING: scheduler_ipi() does not look at the task's flag
 * mutant CLEARED_OUTSIDE_LOCK: the flags are cleared when rq->lock is free again
 * mutant QUEUED_AFTER_FLAG: the task is put on the queue after the interrupt was sent
 * mutant STATE_AFTER_LOOK: the task looks for work before it says that it sleeps
 */

#define NOBODY	255

bool off[CPUS], in_irq[CPUS], halted[CPUS], ipi[CPUS];
byte lock[CPUS] = NOBODY;	/* rq->lock: the process that holds it */
bool flag[CPUS];		/* TIF_NEED_RESCHED of the current task */
bool folded[CPUS];		/* the same in the CPU's preempt_count word */
bool queued[CPUS], sleeping[CPUS], want[CPUS];	/* the task: p->on_rq, its state, what for */
bool runs[CPUS];		/* the task runs, not idle */
byte devices = DEVICES, chain = CHAIN;

#define my_cpu	((_pid - 1) / 2)

inline lock_rq(q)
{
	atomic { lock[q] == NOBODY -> lock[q] = _pid }
}

inline unlock_rq(q)
{
	lock[q] = NOBODY
}

/* @ kernel/sched/wake.c resched_curr: if (test_tsk_need_resched(curr)) */
inline resched_curr(from, cpu_of)
{
	if
	:: flag[cpu_of]
	:: else ->
#ifdef MUTANT_IPI_BEFORE_FLAG
		if
		:: from != cpu_of -> ipi[cpu_of] = true; flag[cpu_of] = true
		:: else -> flag[cpu_of] = true; folded[cpu_of] = true
		fi
#else
		/* @ kernel/sched/wake.c resched_curr: set_tsk_need_resched(curr); */
		flag[cpu_of] = true;
		if
		/* @ kernel/sched/wake.c resched_curr: set_preempt_need_resched(); */
		:: from == cpu_of -> folded[cpu_of] = true
		/* @ kernel/sched/wake.c resched_curr: arch_send_reschedule(rq->cpu); */
#ifdef MUTANT_NO_IPI
		:: else
#else
		:: else -> ipi[cpu_of] = true
#endif
		fi
#endif
	fi
}

/* Interrupts are off. */
/* @ kernel/sched/wake.c try_to_wake_up: if (READ_ONCE(p->__state) & state) */
inline wake(me, to)
{
	want[to] = true;
	lock_rq(to);
	if
	:: sleeping[to] && !runs[to] ->
#ifdef MUTANT_QUEUED_AFTER_FLAG
		resched_curr(me, to);
		unlock_rq(to);
		atomic { queued[to] = true; sleeping[to] = false }
#else
		/* @ kernel/sched/wake.c ttwu_queue: if (activate_task(rq, p, flags)) */
		atomic { queued[to] = true; sleeping[to] = false }
		resched_curr(me, to);
		unlock_rq(to)
#endif
	/* @ kernel/sched/wake.c ttwu_runnable: WRITE_ONCE(p->__state, TASK_RUNNING); */
	:: sleeping[to] && runs[to] -> sleeping[to] = false; unlock_rq(to)
	:: else -> unlock_rq(to)
	fi
}

/* @ kernel/sched/core.c switch_tasks: clear_tsk_need_resched(prev); */
/* @ kernel/sched/core.c switch_tasks: clear_preempt_need_resched(); */
inline switch_tasks(c)
{
	lock_rq(c);
	if
	/* @ kernel/sched/core.c switch_tasks: sleeps = wants_to_sleep(prev, preempted); */
	:: runs[c] && sleeping[c] -> runs[c] = false
	:: !runs[c] && queued[c] -> atomic { queued[c] = false; runs[c] = true }
	:: else
	fi;
#ifdef MUTANT_CLEARED_OUTSIDE_LOCK
	unlock_rq(c);
	atomic { flag[c] = false; folded[c] = false }
#else
	atomic { flag[c] = false; folded[c] = false }
	unlock_rq(c)
#endif
}

/* The idle task, and on its stack, so to speak, the task that it switches to. */
proctype cpu(byte c) provided (!in_irq[my_cpu])
{
	byte next;

idle:	do
	/* @ kernel/sched/idle.c do_idle: while (!need_resched()) */
	:: folded[c] -> break
	:: else ->
		/* @ kernel/sched/idle.c idle_once: local_irq_disable(); */
#ifdef MUTANT_LOOKS_WITH_IRQS_ON
		off[c] = true;
#else
		off[c] = true;
		if
#ifndef MUTANT_HALTS_WITHOUT_LOOK
		/* @ kernel/sched/idle.c idle_once: if (need_resched()) { */
		:: folded[c] -> off[c] = false; break
		:: else
#else
		:: skip
#endif
		fi;
#endif
		/* @ kernel/sched/idle.c idle_once: arch_cpu_idle(); */
#ifdef MUTANT_STI_PROTECTS_NOTHING
		off[c] = false;
		halted[c] = true;
#else
		atomic { off[c] = false; halted[c] = true }
#endif
end:		!halted[c]
	od;
	/* @ kernel/sched/idle.c do_idle: schedule_idle(); */
	off[c] = true;
	switch_tasks(c);
	off[c] = false;
	if
	:: !runs[c] -> goto idle
	:: else
	fi;
	/* The task: the sleeper's three steps. */
	do
	:: runs[c] ->
#ifdef MUTANT_STATE_AFTER_LOOK
		if
		:: want[c] -> goto serve
		:: else
		fi;
		sleeping[c] = true;
#else
		sleeping[c] = true;
		if
		:: want[c] -> sleeping[c] = false; goto serve
		:: else
		fi;
#endif
		off[c] = true;
		switch_tasks(c);
		off[c] = false;
		goto again;
serve:		want[c] = false;
		if
		:: atomic { chain > 0 -> chain--; off[c] = true }
		   next = (c + 1) % CPUS;
		   wake(c, next);
		   off[c] = false
		:: skip
		fi;
again:		skip
	:: else -> break
	od;
	goto idle
}

proctype interrupt(byte c)
{
	bool from_cpu;
	byte woken;
end:
	do
	:: atomic {
		!off[c] && (ipi[c] || devices > 0) ->
		in_irq[c] = true;
		off[c] = true;
		halted[c] = false;
		if
		:: ipi[c] -> ipi[c] = false; from_cpu = true
		:: devices > 0 -> devices--; from_cpu = false
		fi
	   }
	   if
	   /* @ kernel/sched/wake.c scheduler_ipi: if (tif_need_resched()) */
	   :: from_cpu ->
#ifndef MUTANT_IPI_FOLDS_NOTHING
		if
		:: flag[c] -> folded[c] = true
		:: else
		fi
#else
		skip
#endif
	   :: else ->
		if
		:: woken = c
		:: woken = (c + 1) % CPUS
		fi;
		wake(c, woken)
	   fi;
	   atomic { woken = 0; from_cpu = false; in_irq[c] = false; off[c] = false }
	od
}

init
{
	byte i;

	atomic {
		for (i : 0 .. CPUS - 1) {
			sleeping[i] = true;
			run cpu(i);
			run interrupt(i)
		}
	}
	timeout ->
	for (i : 0 .. CPUS - 1) {
		assert(halted[i] && !queued[i] && !want[i])
	}
}
