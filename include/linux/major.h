/* SPDX-License-Identifier: MIT */
/* linux/major.h - majors of device numbers that have always meant the same */
#ifndef LINUX_MAJOR_H
#define LINUX_MAJOR_H

#define UNNAMED_MAJOR	0
#define MEM_MAJOR	1
#define TTY_MAJOR	4
#define TTYAUX_MAJOR	5
#define MISC_MAJOR	10

#endif /* LINUX_MAJOR_H */
