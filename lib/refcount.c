// SPDX-License-Identifier: MIT
/* lib/refcount.c - what is said of a counter of users that was misused */

#include <linux/bug.h>
#include <linux/export.h>
#include <linux/refcount.h>

/**
 * refcount_warn_saturate - keep a misused counter from ever reaching zero, and say why
 * Context: any.
 */
void refcount_warn_saturate(refcount_t *r, enum refcount_saturation_type t)
{
	refcount_set(r, REFCOUNT_SATURATED);

	/* One WARN_ONCE each: the first of a kind must not hide the others. */
	switch (t) {
	case REFCOUNT_ADD_NOT_ZERO_OVF:
	case REFCOUNT_ADD_OVF:
		WARN_ONCE(1, "refcount_t: saturated; leaking memory.\n");
		break;
	case REFCOUNT_ADD_UAF:
		WARN_ONCE(1, "refcount_t: addition on 0; use-after-free.\n");
		break;
	case REFCOUNT_SUB_UAF:
		WARN_ONCE(1, "refcount_t: underflow; use-after-free.\n");
		break;
	case REFCOUNT_DEC_LEAK:
		WARN_ONCE(1, "refcount_t: decrement hit 0; leaking memory.\n");
		break;
	}
}
EXPORT_SYMBOL(refcount_warn_saturate);
