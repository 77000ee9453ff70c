/* SPDX-License-Identifier: MIT */
/* linux/extable.h - which instructions may fault, and where to go then */
#ifndef LINUX_EXTABLE_H
#define LINUX_EXTABLE_H

#include <asm/extable.h>
#include <linux/types.h>

void sort_main_extable(void);
void sort_extable(struct exception_table_entry *rows, size_t num);
const struct exception_table_entry *search_extable(const struct exception_table_entry *rows,
						   size_t num, unsigned long addr);
const struct exception_table_entry *search_exception_tables(unsigned long addr);
int core_kernel_text(unsigned long addr);
int __kernel_text_address(unsigned long addr);
int kernel_text_address(unsigned long addr);

#endif /* LINUX_EXTABLE_H */
