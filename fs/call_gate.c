// SPDX-License-Identifier: MIT
/*
 * fs/call_gate.c - nobody is inside an owner's functions any more
 *
 * A file of /proc or /sys belongs to a module that may go away while the file is
 * open.  An open file must not keep the module, or anybody could; a running
 * function must.  So each call passes a gate, and the removal closes it and waits.
 *
 * Context: process.  A function must not remove the file that it was called for:
 * it would wait for itself.
 */

#include <linux/atomic.h>
#include <linux/fs.h>
#include <linux/limits.h>
#include <linux/wait.h>

#include "internal.h"

/* One for all gates: a gate may be freed as soon as its last call has left. */
static DECLARE_WAIT_QUEUE_HEAD(gate_wait);

bool call_gate_enter(struct call_gate *gate)
{
	return atomic_inc_unless_negative(&gate->inside);
}

void call_gate_leave(struct call_gate *gate)
{
	if (atomic_dec_return(&gate->inside) == GATE_CLOSED)
		wake_up_all(&gate_wait);
}

/* Once; returns when everybody is out. */
void call_gate_close(struct call_gate *gate)
{
	if (atomic_add_return(GATE_CLOSED, &gate->inside) != GATE_CLOSED)
		wait_event(gate_wait, atomic_read(&gate->inside) == GATE_CLOSED);
}

bool call_gate_is_open(const struct call_gate *gate)
{
	return atomic_read(&gate->inside) >= 0;
}
