// SPDX-License-Identifier: MIT
/*
 * kernel/printk/ring.c - the log's memory
 *
 * What it is for
 *
 *   Anybody may log at any moment: a task, an interrupt handler in the middle of
 *   that task's store, an NMI in the middle of the handler's, and other CPUs.
 *   Nobody may wait for anybody, so the store takes no lock.
 *
 * How it works
 *
 *   The memory is an array of slots of 128 bytes, counted on for ever; slot s lies
 *   at s % LOG_SLOTS.  A record takes as many slots in a row as its text needs.
 *   Two words say which are in use, each a slot number and, packed with it, the
 *   number of the record that begins there:
 *
 *           tail                          head
 *            |                             |
 *      ......[rec 7 ][rec 8][rec 9      ]..........
 *            oldest                newest  free
 *
 *   To store: move head over the slots needed, by compare-and-exchange; whoever
 *   succeeds owns them.  When they are not free, move tail over the oldest record
 *   first, which loses it.  Then fill the slots, and last of all write the first
 *   slot's id: number of the slot + 1.  A reader takes a record only when the id
 *   is right, so it never sees half of one; a word left there by an earlier lap
 *   of the ring can never be right, since its slot had another number.
 *
 *   To read: check the id, copy, and look at tail again: if it has passed, the
 *   copy may be of two records mixed, and reading goes on at the new tail.
 *
 * Context
 *
 *   All functions: any context, NMI included.  Interrupts may be on, but a store
 *   should not be preempted: until it is finished, readers wait before it.
 *
 * Locking
 *
 *   None; see above.  [R1] is what makes it right.
 *
 * Invariants
 *
 *   [R1] Tail never passes a record that is still being written: its writer is
 *        the only one to touch its slots.  The newcomer is dropped instead, which
 *        takes a whole ring of messages during one store.
 *
 * Compared with Linux
 *
 *   Linux keeps descriptors and texts in two rings, so that records can grow and
 *   be reopened; ours are fixed when stored, and a KERN_CONT is a record of its
 *   own that readers join.
 */

#include <linux/atomic.h>
#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/minmax.h>
#include <linux/string.h>
#include <linux/types.h>

#include "ring.h"

#define SLOT_SIZE	128
#define LOG_SLOTS	(LOG_BUFFER_SIZE / SLOT_SIZE)	/* 1024: some 900 lines */

struct log_slot {
	u32 id;				/* slot number + 1: a finished record begins here */
	u32 seq;			/* its number */
	union {
		struct {
			struct log_header header;
			char text[SLOT_SIZE - 8 - sizeof(struct log_header)];
		} first;
		char more[SLOT_SIZE - 8];	/* of the slots behind the first */
	};
};
_Static_assert(sizeof(struct log_slot) == SLOT_SIZE, "a slot has no padding");

#define FIRST_TEXT	sizeof(((struct log_slot *)0)->first.text)
#define MORE_TEXT	sizeof(((struct log_slot *)0)->more)

static struct log_slot slots[LOG_SLOTS];
static atomic64_t log_tail, log_head;	/* struct log_pos, packed */
unsigned long log_not_stored;

static struct log_pos load_pos(const atomic64_t *word)
{
	u64 packed = atomic64_read(word);

	return (struct log_pos){ .seq = packed >> 32, .slot = (u32)packed };
}

static bool move_pos(atomic64_t *word, struct log_pos from, struct log_pos to)
{
	s64 old = (u64)from.seq << 32 | from.slot;

	return atomic64_try_cmpxchg(word, &old, (u64)to.seq << 32 | to.slot);
}

static struct log_slot *slot_at(u32 slot)
{
	return &slots[slot % LOG_SLOTS];
}

static u32 slots_for(size_t len)
{
	return len <= FIRST_TEXT ? 1 : 2 + (len - FIRST_TEXT - 1) / MORE_TEXT;
}

/* Pairs with the release in finish(): a right id means that all else is there too. */
static bool is_finished(u32 slot)
{
	return smp_load_acquire(&slot_at(slot)->id) == slot + 1;
}

/* Gives up the oldest record.  False: it is still being written [R1]. */
static bool evict_oldest(struct log_pos tail)
{
	u16 len;

	if (!is_finished(tail.slot))
		return load_pos(&log_tail).slot != tail.slot;	/* evicted by somebody else */
	len = READ_ONCE(slot_at(tail.slot)->first.header.len);
	/* Should len be of a newer record, tail has moved and this fails. */
	move_pos(&log_tail, tail, (struct log_pos){ tail.seq + 1, tail.slot + slots_for(len) });
	return true;
}

/* Takes n slots in a row.  False: no room. */
static bool reserve(u32 n, struct log_pos *res)
{
	struct log_pos head, tail;

	do {
		head = load_pos(&log_head);
		for (;;) {
			tail = load_pos(&log_tail);
			if ((s32)(head.slot + n - tail.slot) <= LOG_SLOTS)
				break;
			if (!evict_oldest(tail))
				return false;
		}
	} while (!move_pos(&log_head, head, (struct log_pos){ head.seq + 1, head.slot + n }));
	*res = head;
	return true;
}

/* The piece of a record's text that is in its n-th slot: where, and how much of len. */
static char *text_piece(u32 slot, u32 n, size_t len, size_t *size)
{
	size_t before = n ? FIRST_TEXT + (n - 1) * MORE_TEXT : 0;

	*size = min(len - before, n ? MORE_TEXT : FIRST_TEXT);
	return n ? slot_at(slot + n)->more : slot_at(slot)->first.text;
}

bool log_store(const struct log_header *header, const char *text)
{
	u32 n = slots_for(header->len);
	struct log_slot *first;
	struct log_pos pos;

	if (!reserve(n, &pos)) {
		log_not_stored++;
		return false;
	}
	first = slot_at(pos.slot);
	first->seq = pos.seq;
	first->first.header = *header;
	for (u32 i = 0; i < n; i++) {
		size_t size;
		char *to = text_piece(pos.slot, i, header->len, &size);

		memcpy(to, text, size);
		text += size;
	}
	smp_store_release(&first->id, pos.slot + 1);	/* pairs with is_finished() */
	return true;
}

/* Copies the record at pos.  False: it was overwritten meanwhile. */
static bool copy_record(struct log_pos pos, struct log_header *header, char *text)
{
	*header = slot_at(pos.slot)->first.header;
	if (header->len > LOG_TEXT_MAX)
		return false;
	for (u32 i = 0; i < slots_for(header->len); i++) {
		size_t size;
		const char *from = text_piece(pos.slot, i, header->len, &size);

		memcpy(text, from, size);
		text += size;
	}
	smp_rmb();	/* pairs with the full barrier of the move of tail in evict_oldest() */
	return !log_pos_before(pos, load_pos(&log_tail));
}

enum log_read log_read(struct log_pos *pos, struct log_header *header, char *text,
		       unsigned long *lost)
{
	for (;;) {
		struct log_pos tail = load_pos(&log_tail);

		if (log_pos_before(*pos, tail)) {
			*lost += tail.seq - pos->seq;
			*pos = tail;
		}
		if (!log_pos_before(*pos, load_pos(&log_head)))
			return LOG_READ_END;
		if (is_finished(pos->slot)) {
			if (copy_record(*pos, header, text))
				break;
		} else if (!log_pos_before(*pos, load_pos(&log_tail))) {
			return LOG_READ_END;
		}
	}
	pos->seq++;
	pos->slot += slots_for(header->len);
	return LOG_READ_OK;
}

/* Any slot behind it that begins a finished record will do: ids are nothing else. */
bool log_skip_unfinished(struct log_pos *pos)
{
	u32 head = load_pos(&log_head).slot;

	for (u32 slot = pos->slot + 1; (s32)(slot - head) < 0; slot++) {
		if (is_finished(slot)) {
			*pos = (struct log_pos){ slot_at(slot)->seq, slot };
			return true;
		}
	}
	return false;
}

bool log_readable(struct log_pos pos)
{
	return log_pos_before(pos, load_pos(&log_tail)) || is_finished(pos.slot);
}

struct log_pos log_oldest(void)
{
	return load_pos(&log_tail);
}

struct log_pos log_newest(void)
{
	return load_pos(&log_head);
}
