/* SPDX-License-Identifier: MIT */
/*
 * linux/jump_label.h - switches that are read often and turned seldom
 *
 * Linux patches the code that asks: a nop becomes a jump.  Here a switch is a word that is
 * read, tested and branched on, which the CPU predicts; what a module sees is the same.
 */
#ifndef LINUX_JUMP_LABEL_H
#define LINUX_JUMP_LABEL_H

#include <linux/atomic.h>
#include <linux/bug.h>
#include <linux/compiler.h>
#include <linux/types.h>

/* More than 0: on.  static_branch_inc() counts those who want it so. */
struct static_key {
	atomic_t enabled;
};

/* Two types, so that each switch tells what it is most of the time. */
struct static_key_true {
	struct static_key key;
};

struct static_key_false {
	struct static_key key;
};

#define STATIC_KEY_INIT_TRUE	{ .enabled = ATOMIC_INIT(1) }
#define STATIC_KEY_INIT_FALSE	{ .enabled = ATOMIC_INIT(0) }
#define STATIC_KEY_INIT		STATIC_KEY_INIT_FALSE
#define STATIC_KEY_TRUE_INIT	(struct static_key_true){ .key = STATIC_KEY_INIT_TRUE }
#define STATIC_KEY_FALSE_INIT	(struct static_key_false){ .key = STATIC_KEY_INIT_FALSE }

#define DEFINE_STATIC_KEY_TRUE(name)	struct static_key_true name = STATIC_KEY_TRUE_INIT
#define DEFINE_STATIC_KEY_FALSE(name)	struct static_key_false name = STATIC_KEY_FALSE_INIT
#define DECLARE_STATIC_KEY_TRUE(name)	extern struct static_key_true name
#define DECLARE_STATIC_KEY_FALSE(name)	extern struct static_key_false name

static inline int static_key_count(struct static_key *key)
{
	return atomic_read(&key->enabled);
}

static inline void static_key_slow_inc(struct static_key *key)
{
	atomic_inc(&key->enabled);
}

static inline void static_key_slow_dec(struct static_key *key)
{
	WARN(atomic_dec_return(&key->enabled) < 0, "jump label: negative count!\n");
}

/* Only from off to on and back: who mixes them with the counting kind is told. */
static inline void static_key_enable(struct static_key *key)
{
	WARN_ON_ONCE(atomic_read(&key->enabled) > 1);
	atomic_set(&key->enabled, 1);
}

static inline void static_key_disable(struct static_key *key)
{
	WARN_ON_ONCE(atomic_read(&key->enabled) > 1);
	atomic_set(&key->enabled, 0);
}

static __always_inline bool static_key_false(struct static_key *key)
{
	return unlikely(static_key_count(key) > 0);
}

static __always_inline bool static_key_true(struct static_key *key)
{
	return likely(static_key_count(key) > 0);
}

/* Of all three types. */
#define __static_key(x)	((struct static_key *)(x) +			\
	BUILD_BUG_ON_ZERO(sizeof(*(x)) != sizeof(struct static_key)))
#define static_key_enabled(x)		(static_key_count(__static_key(x)) > 0)

#define static_branch_likely(x)		likely(static_key_enabled(&(x)->key))
#define static_branch_unlikely(x)	unlikely(static_key_enabled(&(x)->key))
#define static_branch_inc(x)		static_key_slow_inc(&(x)->key)
#define static_branch_dec(x)		static_key_slow_dec(&(x)->key)
#define static_branch_enable(x)		static_key_enable(&(x)->key)
#define static_branch_disable(x)	static_key_disable(&(x)->key)

#endif /* LINUX_JUMP_LABEL_H */
