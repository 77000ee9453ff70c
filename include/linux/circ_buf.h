/* SPDX-License-Identifier: MIT */
/*
 * linux/circ_buf.h - counting in a ring of 2^n bytes; one is always free, or full were empty
 */
#ifndef LINUX_CIRC_BUF_H
#define LINUX_CIRC_BUF_H

struct circ_buf {
	char *buf;
	int head;		/* where the next byte is put */
	int tail;		/* where the next one is taken */
};

#define CIRC_CNT(head, tail, size)	(((head) - (tail)) & ((size) - 1))
#define CIRC_SPACE(head, tail, size)	CIRC_CNT((tail), (head) + 1, (size))

/* The same, but only as far as the end of the buffer: what can be copied at once. */
#define CIRC_CNT_TO_END(head, tail, size)					\
({										\
	int __tail = (tail);							\
	int __to_end = (size) - __tail;						\
	int __count = CIRC_CNT((head), __tail, (size));				\
	__count < __to_end ? __count : __to_end;				\
})
#define CIRC_SPACE_TO_END(head, tail, size)					\
({										\
	int __head = (head);							\
	int __to_end = (size) - __head;						\
	int __space = CIRC_SPACE(__head, (tail), (size));			\
	__space < __to_end ? __space : __to_end;				\
})

#endif /* LINUX_CIRC_BUF_H */
