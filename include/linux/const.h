/* SPDX-License-Identifier: MIT */
/* linux/const.h - constants that C and assembly both read */
#ifndef LINUX_CONST_H
#define LINUX_CONST_H

#define _AC(X, Y) X##Y
#define _UL(x) (x##UL)
#define _ULL(x) (x##ULL)
#define UL(x) _UL(x)
#define ULL(x) _ULL(x)
#define _BITUL(x) (1UL << (x))
#define _BITULL(x) (1ULL << (x))

#endif /* LINUX_CONST_H */
