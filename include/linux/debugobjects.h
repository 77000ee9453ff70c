/* SPDX-License-Identifier: MIT */
/*
 * linux/debugobjects.h - with debug=objects: nothing is set up anew or freed while in use
 *
 * Timers, works and tasklets are in use while some list, wheel or tree of the
 * kernel points to them.  Linux keeps a table of all such objects; here each kind
 * tells how to search its lists, so nothing has to be kept while the checker is off.
 */
#ifndef LINUX_DEBUGOBJECTS_H
#define LINUX_DEBUGOBJECTS_H

#include <linux/debugflags.h>
#include <linux/types.h>

/* A kind of object.  The functions: any context but NMI. */
struct debug_obj_descr {
	const char *name;
	/* One that is in use and begins in the memory given, or NULL. */
	void *(*find_active)(const void *start, unsigned long size);
	void *(*debug_hint)(void *object);	/* the function by which a reader knows it */
	void (*fixup)(void *object);		/* take it out of use */
	/* A function in the memory given that one in use would call; all CPUs stand still. */
	void *(*find_function)(const void *start, unsigned long size);
};

extern const struct debug_obj_descr timer_debug_descr, hrtimer_debug_descr;
extern const struct debug_obj_descr work_debug_descr, tasklet_debug_descr;

/* In stop_machine(): is there something in use that would call this code?  The kind's name. */
const char *debug_find_function(const void *start, unsigned long size, void **function);

/* lib/debugobjects.c */
extern unsigned int debug_objects_reports;	/* so far; five are printed, unless a test says 0 */
void __debug_object_init(void *object, const struct debug_obj_descr *descr, bool on_stack);
void __debug_object_free(void *object, const struct debug_obj_descr *descr);
void __debug_check_no_obj_freed(const void *address, unsigned long size);

/* It is about to be set up: report if it is in use. */
static inline void debug_object_init(void *object, const struct debug_obj_descr *descr)
{
	if (debug_enabled(DEBUG_OBJECTS))
		__debug_object_init(object, descr, false);
}

/* The same, and it is on the stack of the caller: report if it is not. */
static inline void debug_object_init_on_stack(void *object, const struct debug_obj_descr *descr)
{
	if (debug_enabled(DEBUG_OBJECTS))
		__debug_object_init(object, descr, true);
}

/* An object on the stack goes out of scope. */
static inline void debug_object_free(void *object, const struct debug_obj_descr *descr)
{
	if (debug_enabled(DEBUG_OBJECTS))
		__debug_object_free(object, descr);
}

/* This memory is about to be freed: report what in it is in use, and take it out of use. */
static inline void debug_check_no_obj_freed(const void *address, unsigned long size)
{
	if (debug_enabled(DEBUG_OBJECTS))
		__debug_check_no_obj_freed(address, size);
}

#endif /* LINUX_DEBUGOBJECTS_H */
