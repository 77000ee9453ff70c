/* SPDX-License-Identifier: MIT */
/*
 * linux/seqlock.h - readers that do not lock, and try again when a writer came
 *
 * The writer makes the number odd, writes, and makes it even.  A reader copies
 * the data between two looks at the number; a difference, or an odd one at the
 * start, means that the copy is worthless.  Not for data with pointers that the
 * writer frees.
 */
#ifndef LINUX_SEQLOCK_H
#define LINUX_SEQLOCK_H

#include <linux/compiler.h>
#include <linux/lockdep.h>
#include <linux/spinlock.h>

#include <asm/barrier.h>
#include <asm/processor.h>

typedef struct seqcount {
	unsigned int sequence;		/* one writer at a time: the caller's lock */
} seqcount_t;

/* A seqcount that knows by its type which lock its writers hold. */
typedef struct seqcount_spinlock {
	seqcount_t seqcount;
} seqcount_spinlock_t, seqcount_raw_spinlock_t, seqcount_mutex_t, seqcount_rwlock_t;

#define SEQCNT_ZERO(name) { .sequence = 0 }
#define SEQCNT_SPINLOCK_ZERO(name, lock) { .seqcount = SEQCNT_ZERO(name) }
#define SEQCNT_RAW_SPINLOCK_ZERO(name, lock) SEQCNT_SPINLOCK_ZERO(name, lock)
#define SEQCNT_MUTEX_ZERO(name, lock) SEQCNT_SPINLOCK_ZERO(name, lock)
#define seqcount_init(s) do { (s)->sequence = 0; } while (0)
#define seqcount_spinlock_init(s, lock) seqcount_init(&(s)->seqcount)
#define seqcount_raw_spinlock_init(s, lock) seqcount_init(&(s)->seqcount)
#define seqcount_mutex_init(s, lock) seqcount_init(&(s)->seqcount)

#define __seqcount_of(s) _Generic(*(s),					\
	seqcount_t: (const void *)(s),					\
	const seqcount_t: (const void *)(s),				\
	seqcount_spinlock_t: (const void *)(s),				\
	const seqcount_spinlock_t: (const void *)(s))
#define __seqcount_ptr(s) ((seqcount_t *)(uintptr_t)__seqcount_of(s))

static __always_inline unsigned int do_read_seqcount_begin(const seqcount_t *s)
{
	unsigned int seq;

	while (unlikely((seq = READ_ONCE(s->sequence)) & 1))
		cpu_relax();
	smp_rmb();	/* pairs with smp_wmb() in do_write_seqcount_end() */
	return seq;
}

static __always_inline int do_read_seqcount_retry(const seqcount_t *s, unsigned int start)
{
	smp_rmb();	/* pairs with smp_wmb() in do_write_seqcount_begin() */
	return unlikely(READ_ONCE(s->sequence) != start);
}

static __always_inline void do_write_seqcount_begin(seqcount_t *s)
{
	WRITE_ONCE(s->sequence, s->sequence + 1);
	smp_wmb();	/* pairs with smp_rmb() in do_read_seqcount_retry() */
}

static __always_inline void do_write_seqcount_end(seqcount_t *s)
{
	smp_wmb();	/* pairs with smp_rmb() in do_read_seqcount_begin() */
	WRITE_ONCE(s->sequence, s->sequence + 1);
}

#define read_seqcount_begin(s) do_read_seqcount_begin(__seqcount_ptr(s))
#define __read_seqcount_begin(s) read_seqcount_begin(s)
#define raw_read_seqcount_begin(s) read_seqcount_begin(s)
#define read_seqcount_retry(s, start) do_read_seqcount_retry(__seqcount_ptr(s), start)
#define __read_seqcount_retry(s, start) read_seqcount_retry(s, start)
#define raw_read_seqcount(s) ({ unsigned int __seq = READ_ONCE(__seqcount_ptr(s)->sequence); \
	smp_rmb(); __seq; })	/* pairs with smp_wmb() in do_write_seqcount_end() */
#define raw_write_seqcount_begin(s) do_write_seqcount_begin(__seqcount_ptr(s))
#define raw_write_seqcount_end(s) do_write_seqcount_end(__seqcount_ptr(s))
/* A reader on this CPU that preempted the writer would spin for ever: so no preemption. */
#define write_seqcount_begin(s) do { \
	preempt_disable(); do_write_seqcount_begin(__seqcount_ptr(s)); } while (0)
#define write_seqcount_end(s) do { \
	do_write_seqcount_end(__seqcount_ptr(s)); preempt_enable(); } while (0)
/* Readers under way must try again, though nothing is being written. */
#define write_seqcount_invalidate(s) do { smp_wmb(); __seqcount_ptr(s)->sequence += 2; } while (0)

/* One look: the caller goes another way when a write is under way. */
#define raw_seqcount_begin(s) (raw_read_seqcount(s) & ~1u)
#define write_seqcount_begin_nested(s, subclass) write_seqcount_begin(s)
/* Readers that see what is written after it also see the change of the number. */
#define raw_write_seqcount_barrier(s) do {				\
	do_write_seqcount_begin(__seqcount_ptr(s));			\
	do_write_seqcount_end(__seqcount_ptr(s));			\
} while (0)

/*
 * A latch: two copies, for readers that interrupt the writer, as an NMI does.  The
 * number tells which copy is whole: the writer makes it odd and changes copy 0, makes it
 * even and changes copy 1; a reader takes copy (number & 1).
 */
typedef struct {
	seqcount_t seqcount;
} seqcount_latch_t;

#define SEQCNT_LATCH_ZERO(name) { .seqcount = SEQCNT_ZERO(name.seqcount) }
#define seqcount_latch_init(s) seqcount_init(&(s)->seqcount)

static __always_inline unsigned int raw_read_seqcount_latch(const seqcount_latch_t *s)
{
	/* The copy depends on the number: that orders the two, without a barrier. */
	return READ_ONCE(s->seqcount.sequence);
}

static __always_inline int read_seqcount_latch_retry(const seqcount_latch_t *s,
						     unsigned int start)
{
	return do_read_seqcount_retry(&s->seqcount, start);
}

static inline void raw_write_seqcount_latch(seqcount_latch_t *s)
{
	smp_wmb();	/* the copy just written is whole before; pairs with their load */
	WRITE_ONCE(s->seqcount.sequence, s->seqcount.sequence + 1);
	smp_wmb();	/* pairs with smp_rmb() in do_read_seqcount_retry() */
}

typedef struct {
	seqcount_t seqcount;
	spinlock_t lock;		/* writers */
} seqlock_t;

#define __SEQLOCK_UNLOCKED(lockname) {					\
	.seqcount = SEQCNT_ZERO(lockname),				\
	.lock = __SPIN_LOCK_INITIALIZER(lockname) }
#define DEFINE_SEQLOCK(sl) seqlock_t sl = __SEQLOCK_UNLOCKED(sl)
#define seqlock_init(sl) do {						\
	spin_lock_init(&(sl)->lock);					\
	seqcount_init(&(sl)->seqcount);					\
} while (0)

static inline unsigned int read_seqbegin(const seqlock_t *sl)
{
	return do_read_seqcount_begin(&sl->seqcount);
}

static inline unsigned int read_seqretry(const seqlock_t *sl, unsigned int start)
{
	return do_read_seqcount_retry(&sl->seqcount, start);
}

/* Writers exclude each other, and with _bh/_irq the contexts that also write or read. */
#define __seqlock_write_pair(suffix)					\
static inline void write_seqlock##suffix(seqlock_t *sl)			\
{									\
	spin_lock##suffix(&sl->lock);					\
	do_write_seqcount_begin(&sl->seqcount);				\
}									\
static inline void write_sequnlock##suffix(seqlock_t *sl)		\
{									\
	do_write_seqcount_end(&sl->seqcount);				\
	spin_unlock##suffix(&sl->lock);					\
}									\
static inline void read_seqlock_excl##suffix(seqlock_t *sl)		\
{									\
	spin_lock##suffix(&sl->lock);					\
}									\
static inline void read_sequnlock_excl##suffix(seqlock_t *sl)		\
{									\
	spin_unlock##suffix(&sl->lock);					\
}
__seqlock_write_pair()
__seqlock_write_pair(_bh)
__seqlock_write_pair(_irq)

static inline unsigned long __write_seqlock_irqsave(seqlock_t *sl)
{
	unsigned long flags;

	spin_lock_irqsave(&sl->lock, flags);
	do_write_seqcount_begin(&sl->seqcount);
	return flags;
}

#define write_seqlock_irqsave(lock, flags) do { flags = __write_seqlock_irqsave(lock); } while (0)

static inline void write_sequnlock_irqrestore(seqlock_t *sl, unsigned long flags)
{
	do_write_seqcount_end(&sl->seqcount);
	spin_unlock_irqrestore(&sl->lock, flags);
}

static inline unsigned long __read_seqlock_excl_irqsave(seqlock_t *sl)
{
	unsigned long flags;

	spin_lock_irqsave(&sl->lock, flags);
	return flags;
}

#define read_seqlock_excl_irqsave(lock, flags) \
	do { flags = __read_seqlock_excl_irqsave(lock); } while (0)

static inline void read_sequnlock_excl_irqrestore(seqlock_t *sl, unsigned long flags)
{
	spin_unlock_irqrestore(&sl->lock, flags);
}

/*
 * Try without the lock first; who has to try again does so with it:
 *
 *       int seq = 0;
 *   again:
 *       read_seqbegin_or_lock(&lock, &seq);
 *       ... read ...
 *       if (need_seqretry(&lock, seq)) {
 *               seq = 1;		odd: by the lock
 *               goto again;
 *       }
 *       done_seqretry(&lock, seq);
 */
static inline void read_seqbegin_or_lock(seqlock_t *lock, int *seq)
{
	if (*seq & 1)
		read_seqlock_excl(lock);
	else
		*seq = read_seqbegin(lock);
}

static inline int need_seqretry(seqlock_t *lock, int seq)
{
	return !(seq & 1) && read_seqretry(lock, seq);
}

static inline void done_seqretry(seqlock_t *lock, int seq)
{
	if (seq & 1)
		read_sequnlock_excl(lock);
}

static inline unsigned long read_seqbegin_or_lock_irqsave(seqlock_t *lock, int *seq)
{
	unsigned long flags = 0;

	if (*seq & 1)
		read_seqlock_excl_irqsave(lock, flags);
	else
		*seq = read_seqbegin(lock);
	return flags;
}

static inline void done_seqretry_irqrestore(seqlock_t *lock, int seq, unsigned long flags)
{
	if (seq & 1)
		read_sequnlock_excl_irqrestore(lock, flags);
}

#endif /* LINUX_SEQLOCK_H */
