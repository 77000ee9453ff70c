// SPDX-License-Identifier: MIT
/*
 * lib/debugobjects.c - debug=objects: name timers, works and tasklets that are misused in use
 *
 * An object that is set up anew while a list points to it, or whose memory is freed,
 * corrupts a list that is walked much later, far from the culprit.  With this
 * checker on, setting up and freeing look first.  What is found is reported in Linux's
 * words, and taken out of use, as Linux's fix-ups do.
 *
 * Compared with Linux: an object on a stack that is set up without saying so is not
 * complained about; nor is one that was never set up.
 *
 * Context: any but NMI.  Locking: the kinds look under their own locks.
 */

#include <linux/bug.h>
#include <linux/debugobjects.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/sched/task_stack.h>

#define MAX_REPORTS	5

static const struct debug_obj_descr *const kinds[] = {
	&timer_debug_descr, &hrtimer_debug_descr, &work_debug_descr, &tasklet_debug_descr,
};

unsigned int debug_objects_reports;	/* of any CPU; a lost count is no harm */

static void report(const char *what, const struct debug_obj_descr *descr, void *object)
{
	if (debug_objects_reports++ < MAX_REPORTS)
		WARN(1, "ODEBUG: %s active (active state 0) object type: %s hint: %pS\n", what,
		     descr->name, descr->debug_hint(object));
}

/* One that is said to be on the stack is expected to be destroyed before the return. */
static void check_stack(const void *object)
{
	if (object_is_on_stack(object) || debug_objects_reports++ >= MAX_REPORTS)
		return;
	pr_warn("ODEBUG: object %px is NOT on stack %px, but annotated.\n", object,
		task_stack_page(current));
	WARN_ON(1);
}

void __debug_object_init(void *object, const struct debug_obj_descr *descr, bool on_stack)
{
	if (on_stack)
		check_stack(object);
	if (descr->find_active(object, 1) != object)
		return;
	report("init", descr, object);
	descr->fixup(object);
}
EXPORT_SYMBOL(__debug_object_init);

void __debug_object_free(void *object, const struct debug_obj_descr *descr)
{
	if (descr->find_active(object, 1) != object)
		return;
	report("free", descr, object);
	descr->fixup(object);
}
EXPORT_SYMBOL(__debug_object_free);

const char *debug_find_function(const void *start, unsigned long size, void **function)
{
	for (unsigned int i = 0; i < ARRAY_SIZE(kinds); i++) {
		*function = kinds[i]->find_function(start, size);
		if (*function)
			return kinds[i]->name;
	}
	return NULL;
}

void __debug_check_no_obj_freed(const void *address, unsigned long size)
{
	for (unsigned int i = 0; i < ARRAY_SIZE(kinds); i++) {
		void *object, *last = NULL;

		/* What cannot be helped, as in its own function, is reported once. */
		while ((object = kinds[i]->find_active(address, size)) && object != last) {
			report("free", kinds[i], object);
			kinds[i]->fixup(object);
			last = object;
		}
	}
}
EXPORT_SYMBOL(__debug_check_no_obj_freed);
