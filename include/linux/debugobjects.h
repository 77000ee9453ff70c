/* SPDX-License-Identifier: MIT */
/*
 * linux/debugobjects.h - with debug=objects: nothing is set up anew or freed while in use
 *
 * Linux keeps a table of all timers and the like for this; here the wheels and
 * trees themselves are searched, since what is in use is in one of them.
 */
#ifndef LINUX_DEBUGOBJECTS_H
#define LINUX_DEBUGOBJECTS_H

#include <linux/debugflags.h>
#include <linux/types.h>

/* kernel/time/timer_debug.c */
void __debug_check_no_obj_freed(const void *address, unsigned long size);

/* This memory is about to be freed: report timers in it that are pending, and delete them. */
static inline void debug_check_no_obj_freed(const void *address, unsigned long size)
{
	if (debug_enabled(DEBUG_OBJECTS))
		__debug_check_no_obj_freed(address, size);
}

#endif /* LINUX_DEBUGOBJECTS_H */
