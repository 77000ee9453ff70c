/* SPDX-License-Identifier: MIT */
/*
 * linux/compiler.h - what we tell the compiler: attributes, hints, forced accesses
 *
 * READ_ONCE/WRITE_ONCE are for words that an interrupt or another CPU also
 * touches: the access is done once, whole, and where it is written.
 */
#ifndef LINUX_COMPILER_H
#define LINUX_COMPILER_H

#define __packed __attribute__((packed))
#define __aligned(x) __attribute__((aligned(x)))
#define __used __attribute__((used))
#define __maybe_unused __attribute__((unused))
#define __always_unused __attribute__((unused))
#define __must_check __attribute__((warn_unused_result))
#define __noreturn __attribute__((noreturn))
#define __weak __attribute__((weak))
#define __pure __attribute__((pure))
#define __attribute_const__ __attribute__((const))
#define __cold __attribute__((cold))
#define __malloc __attribute__((malloc))
#define __alloc_size(...) __attribute__((alloc_size(__VA_ARGS__)))
#define __printf(a, b) __attribute__((format(printf, a, b)))
#define __scanf(a, b) __attribute__((format(scanf, a, b)))
#define __section(s) __attribute__((section(s)))
#define __alias(s) __attribute__((alias(#s)))
#if __has_attribute(__copy__)
#define __copy(symbol) __attribute__((__copy__(symbol)))	/* its attributes, for an alias */
#else
#define __copy(symbol)
#endif
#define __deprecated
#define __visible
#define __nonstring
#define noinline __attribute__((noinline))
#define noinline_for_stack noinline
#undef __always_inline
#define __always_inline inline __attribute__((always_inline))
#undef inline
#define fallthrough __attribute__((fallthrough))
#define __attribute_alloc_size(n) __attribute__((alloc_size(n)))
#define __flatten __attribute__((flatten))

/* Marks for checkers and readers: which address space a pointer is of. */
#define __user
#define __kernel
#define __iomem
#define __percpu
#define __rcu
#define __force
#define __bitwise
#define __private
#define __must_hold(x)
#define __acquires(x)
#define __releases(x)
#define __acquire(x) (void)0
#define __release(x) (void)0

/* The entry code and what it calls before the context is known. */
#define noinstr noinline __section(".irqentry.text")
#define __irq_entry __section(".irqentry.text")
#define notrace
#define __no_sanitize_address
#define __cacheline_aligned_in_smp __attribute__((aligned(64)))

#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
#define unreachable() __builtin_unreachable()
#define barrier() __asm__ __volatile__("" : : : "memory")
#define barrier_data(ptr) __asm__ __volatile__("" : : "r"(ptr) : "memory")
#define OPTIMIZER_HIDE_VAR(var) __asm__("" : "=r"(var) : "0"(var))
#define RELOC_HIDE(ptr, off) ({ unsigned long __p; \
	__asm__("" : "=r"(__p) : "0"(ptr)); (__typeof__(ptr))(__p + (off)); })

#define READ_ONCE(x) (*(const volatile __typeof__(x) *)&(x))
#define WRITE_ONCE(x, val) do { *(volatile __typeof__(x) *)&(x) = (val); } while (0)
#define ACCESS_ONCE(x) (*(volatile __typeof__(x) *)&(x))
#define data_race(expr) (expr)

#define __same_type(a, b) __builtin_types_compatible_p(__typeof__(a), __typeof__(b))
#define __must_be_array(a) (sizeof(char[1 - 2 * __same_type((a), &(a)[0])]) - 1)
#define is_signed_type(type) (((type)(-1)) < (type)1)
#define __is_constexpr(x) (sizeof(int) == sizeof(*(8 ? ((void *)((long)(x) * 0l)) : (int *)8)))
#define __compiletime_assert_at(cond, msg, line) _Static_assert(cond, msg)

#define ___PASTE(a, b) a##b
#define __PASTE(a, b) ___PASTE(a, b)
#define __UNIQUE_ID(prefix) __PASTE(__PASTE(__UNIQUE_ID_, prefix), __COUNTER__)

/* cleanup.h builds on it. */
#define __cleanup(func) __attribute__((cleanup(func)))

#endif /* LINUX_COMPILER_H */
