/* SPDX-License-Identifier: MIT */
/* drivers/char/mem.h - private: the devices of major 1 that lie in other files */
#ifndef DRIVERS_CHAR_MEM_H
#define DRIVERS_CHAR_MEM_H

struct file_operations;

extern const struct file_operations devmem_fops;	/* devmem.c */
extern const struct file_operations random_fops;	/* random.c */

#endif /* DRIVERS_CHAR_MEM_H */
