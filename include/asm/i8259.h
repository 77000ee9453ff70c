/* SPDX-License-Identifier: MIT */
/*
 * asm/i8259.h - the pair of 8259A interrupt controllers, as the rest of arch/x86 sees it
 *
 * Fifteen usable lines: eight on the master, eight on the slave, whose output is
 * the master's line 2.
 */
#ifndef ASM_I8259_H
#define ASM_I8259_H

#include <linux/types.h>

#define PIC_CASCADE_IR		2	/* the master's line that carries the slave */

/* False when no 8259 answers (some machines have none): then nothing below acts. */
bool i8259A_present(void);

void init_8259A(void);
u16 i8259A_in_service(void);
void make_8259A_irq(unsigned int irq);

#endif /* ASM_I8259_H */
