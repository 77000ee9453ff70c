// SPDX-License-Identifier: MIT
/*
 * softirq.pml - raised, run on the way out of an interrupt, or left to ksoftirqd: nothing is lost
 *
 * Each CPU has interrupts, which nest once (on top of the softirqs that another one
 * runs), and a ksoftirqd.  One task raises, in the open and with softirqs off, and is
 * moved to another CPU when an interrupt preempts it.  Handlers poke the next CPU.
 *
 * An atomic block is a stretch with interrupts off that touches only its own CPU's data,
 * or one instruction.  The budget of ten passes is "any number of passes".
 *
 * Shown: every raise is followed by a run of its handler on the CPU where it was made;
 * handlers do not nest on a CPU; no CPU comes to rest with a bit set.
 *
 * full:   -DCPUS=3 -DINTERRUPTS=1 -DPOKES=1 -DRAISES=1 -DMOVES=1
 * full:   -DCPUS=2 -DINTERRUPTS=2 -DPOKES=1 -DRAISES=1 -DMOVES=1
 * short:  -DCPUS=2 -DINTERRUPTS=1 -DPOKES=1 -DRAISES=1 -DMOVES=1
 * mutant: -DCPUS=2 -DINTERRUPTS=2 -DPOKES=1 -DRAISES=1 -DMOVES=1
 *
 * mutant CLEARED_AFTER: the word is cleared after the handlers, not before
 * mutant TASK_WAKES_NOBODY: a raise by a task does not wake ksoftirqd
 * mutant BUDGET_WAKES_NOBODY: the budget is used up and ksoftirqd is not woken
 * mutant SLEEPS_RUNNABLE: ksoftirqd sleeps and still counts as at work
 * mutant LATE_STATE: ksoftirqd enables interrupts before it says that it sleeps
 * mutant NESTS: irq_exit() does not look whether softirqs may start
 * mutant THREE_STEPS: a task sets its bit by load, or, store
 * mutant RESCHEDULE_SKIPS: the reschedule interrupt preempts without looking for softirqs
 */

#define TASK		1
#define KSOFTIRQD	2
#define NOW_MASK	1	/* bit 0 is TASKLET_SOFTIRQ: does not wait for ksoftirqd */

byte top[CPUS];			/* who has the CPU: 0 a thread, 1 an interrupt, 2 one upon its softirqs */
byte holder[CPUS];		/* the thread that may not be preempted, or 0 */
bool off[CPUS];			/* interrupts are off */
bool serving[CPUS], bh_off[CPUS];	/* the softirq field of preempt_count */
byte pending[CPUS], work[CPUS];	/* the word; what handlers shall find to do */
bool in_handler[CPUS];
bool runnable[CPUS], asleep[CPUS];	/* ksoftirqd: its flag, its state */
bool ipi[CPUS];
byte interrupts = INTERRUPTS, pokes = POKES, moves = MOVES;
byte task_cpu;

#ifdef MUTANT_NESTS
#define may_start(c)	(!bh_off[c])
#else
#define may_start(c)	(!serving[c] && !bh_off[c])
#endif
#define left(c)		(runnable[c] && !(pending[c] & NOW_MASK))

/* @ kernel/bh/ksoftirqd.c wake_ksoftirqd: this_cpu_or(ksoftirqd_mode, KSOFTIRQD_RUNNABLE); */
inline wake_ksoftirqd(c)
{
	if
	:: runnable[c]
	:: else -> runnable[c] = true; asleep[c] = false
	fi
}

inline handler(c, mask)
{
	atomic { assert(!in_handler[c]); in_handler[c] = true; work[c] = work[c] & ~mask }
	atomic {
		if
		:: pokes > 0 -> pokes--; ipi[(c + 1) % CPUS] = true
		:: skip
		fi;
		in_handler[c] = false
	}
}

/* @ kernel/bh/softirq.c __do_softirq: __preempt_count_add(SOFTIRQ_OFFSET); */
inline do_softirq(c, word)
{
	do
	/* @ kernel/bh/softirq.c run_pass: set_softirq_pending(0); */
	:: atomic {
		serving[c] = true;
		word = pending[c];
#ifndef MUTANT_CLEARED_AFTER
		pending[c] = 0;
#endif
		off[c] = false
	   }
	   /* @ kernel/bh/softirq.c run_handlers: softirq_vec[nr].action(&softirq_vec[nr]); */
	   if
	   :: word & 1 -> handler(c, 1)
	   :: else
	   fi;
	   if
	   :: word & 2 -> handler(c, 2)
	   :: else
	   fi;
	   atomic {
		off[c] = true;
#ifdef MUTANT_CLEARED_AFTER
		pending[c] = 0;
#endif
		if
		:: pending[c] == 0 -> serving[c] = false; break
		/* @ kernel/bh/softirq.c run_more_passes: wake_ksoftirqd(); */
		:: else ->
			if
			:: skip
			:: skip ->
#ifndef MUTANT_BUDGET_WAKES_NOBODY
				wake_ksoftirqd(c);
#endif
				serving[c] = false;
				break
			fi
		fi
	   }
	od
}

inline raise(c, bits)
{
	work[c] = work[c] | bits;
	pending[c] = pending[c] | bits
}

/* init starts three processes for each CPU; Spin allows no parameter in `provided`. */
#define my_cpu		((_pid - 1) / 3)
#define my_level	((_pid - 1) % 3 + 1)

#ifdef MUTANT_RESCHEDULE_SKIPS
#define exit_looks	(!reschedule)
#else
#define exit_looks	true
#endif

proctype interrupt(byte c; byte level)
	provided (top[my_cpu] == my_level || (top[my_cpu] == my_level - 1 && !off[my_cpu]))
{
	byte word;
	bool reschedule;
end:
	do
	:: atomic {
		top[c] == level - 1 && !off[c] && (ipi[c] || interrupts > 0) ->
		top[c] = level;
		off[c] = true;
		reschedule = false;
		if
		:: ipi[c] -> ipi[c] = false; raise(c, 2)
		:: interrupts > 0 -> interrupts--;
			if
			:: raise(c, 1)
			:: raise(c, 2)
			:: raise(c, 3)
			:: reschedule = true	/* a reschedule interrupt: raises nothing */
			fi
		fi
	   }
	   /* @ arch/x86/apic/ipi.c sysvec_reschedule_ipi: irq_exit(); */
	   /* @ include/linux/hardirq.h irq_exit: if (this_cpu_nonzero(__softirq_pending)) */
	   /* @ kernel/irq/context.c irq_exit_softirq: if (softirqs_may_start() && !left_to_ksoftirqd(true)) */
	   if
	   :: pending[c] && may_start(c) && !left(c) && exit_looks -> do_softirq(c, word)
	   :: else
	   fi;
	   atomic {
		word = 0;
		off[c] = false;
		top[c] = level - 1;
		/* preempt_schedule_irq(), and the task goes on elsewhere */
		if
		:: level == 1 && task_cpu == c && holder[c] == 0 && moves > 0 ->
			moves--;
			task_cpu = (c + 1) % CPUS
		:: skip
		fi;
		reschedule = false
	   }
	od
}

proctype ksoftirqd(byte c)
	provided (top[my_cpu] == 0 && (holder[my_cpu] == 0 || holder[my_cpu] == KSOFTIRQD))
{
	byte word;

	do
	/* @ kernel/bh/ksoftirqd.c run_ksoftirqd: local_irq_disable(); */
	:: atomic { off[c] = true; holder[c] = KSOFTIRQD }
	   if
	   :: pending[c] ->
		do_softirq(c, word);
		atomic { word = 0; off[c] = false; holder[c] = 0 }
	   :: else ->
#ifdef MUTANT_LATE_STATE
		off[c] = false;
		asleep[c] = true;
		atomic { runnable[c] = false; holder[c] = 0 }
#else
		/* @ kernel/bh/ksoftirqd.c sleep_until_woken: this_cpu_and(ksoftirqd_mode, */
		atomic {
#ifndef MUTANT_SLEEPS_RUNNABLE
			runnable[c] = false;
#endif
			asleep[c] = true;
			off[c] = false;
			holder[c] = 0
		}
#endif
end:		!asleep[c]		/* schedule() */
	   fi
	od
}

/* @ kernel/bh/bh.h finish_raising: if (unlikely(softirqs_may_start()) */
/* @ kernel/bh/softirq.c raise_softirq: or_softirq_pending(1U << nr); */
inline raise_softirq(bits)
{
#ifdef MUTANT_THREE_STEPS
	word = pending[task_cpu];
	atomic { pending[task_cpu] = word | bits; work[task_cpu] = work[task_cpu] | bits; word = 0 }
#else
	atomic { raise(task_cpu, bits) }
#endif
	if
#ifndef MUTANT_TASK_WAKES_NOBODY
	/* @ kernel/bh/softirq.c raise_softirq_slow: wake_ksoftirqd(); */
	:: may_start(task_cpu) -> atomic { wake_ksoftirqd(task_cpu) }
#endif
	:: else
	fi
}

proctype task()
	provided (top[task_cpu] == 0 && (holder[task_cpu] == 0 || holder[task_cpu] == TASK))
{
	byte word, left_to_do = RAISES;

	do
	:: left_to_do > 0 ->
		left_to_do--;
		if
		:: raise_softirq(1)
		:: raise_softirq(2)
		:: /* local_bh_disable() ... local_bh_enable() */
		   atomic { bh_off[task_cpu] = true; holder[task_cpu] = TASK }
		   raise_softirq(2);
		   bh_off[task_cpu] = false;
		   /* @ kernel/bh/softirq.c run_from_task: !left_to_ksoftirqd(false) */
		   if
		   :: pending[task_cpu] ->
			off[task_cpu] = true;
			if
			:: pending[task_cpu] && !left(task_cpu) -> do_softirq(task_cpu, word)
			:: else
			fi;
			atomic { off[task_cpu] = false; word = 0 }
		   :: else
		   fi;
		   holder[task_cpu] = 0
		fi
	:: else -> break
	od
}

init
{
	byte i;

	atomic {
		for (i : 0 .. CPUS - 1) {
			asleep[i] = true;
			run interrupt(i, 1);
			run interrupt(i, 2);
			run ksoftirqd(i)
		}
		run task()
	}
	/* Nothing can move any more. */
	timeout ->
	for (i : 0 .. CPUS - 1) {
		assert(work[i] == 0 && pending[i] == 0);
		assert(asleep[i] && !runnable[i] && !serving[i])
	}
}
