/* SPDX-License-Identifier: MIT */
/* kernel/xarray.h - what idr.c uses of xarray.c beyond <linux/xarray.h> */
#ifndef KERNEL_XARRAY_H
#define KERNEL_XARRAY_H

#include <linux/xarray.h>

/* What a search looks for: a mark's number, or */
enum xa_what {
	XA_VISIBLE = 8,		/* any entry */
	XA_STORED = 9,		/* also a place that is taken without an entry */
};

/* Under the lock, or RCU. */
void *xa_next_index(struct xarray *xa, unsigned long *index, unsigned long max,
		    enum xa_what what);

/* Nodes got before they are needed, and freed if they are not. */
struct xa_spares {
	struct xa_node *nodes;		/* linked by parent */
	unsigned int count;
};

bool xa_add_spare(struct xa_spares *spares, gfp_t gfp);
void xa_free_spares(struct xa_spares *spares);

/* Under the lock. */
int xa_store_free(struct xarray *xa, u32 *id, void *entry, unsigned long min, unsigned long max,
		  struct xa_spares *spares);

#endif /* KERNEL_XARRAY_H */
