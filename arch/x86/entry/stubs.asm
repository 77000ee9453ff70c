; SPDX-License-Identifier: MIT
;
; arch/x86/entry/stubs.asm - one tiny entry point for each interrupt vector
;
; Reading order: 3.  Reached from the CPU, through the IDT built in
;                    arch/x86/cpu/idt.c.  Continues in arch/x86/entry/entry.asm.
;
; Why stubs exist
;
;   The CPU does not tell a handler which vector fired.  So every vector gets an
;   entry address of its own, and the only job of the code there is to push the
;   number and jump to common code.
;
; The frame that a stub begins: struct pt_regs, the interrupted code's registers
;
;        offset   contents            pushed by
;        +160     ss                  CPU  (64-bit mode: always, even ring 0)
;        +152     rsp                 CPU
;        +144     rflags              CPU
;        +136     cs                  CPU
;        +128     rip                 CPU
;        +120     orig_ax             the stub: the vector
;        +112..0  rdi .. r15          entry.asm
;
;   Exceptions have stubs of their own, in exceptions.asm, and make the same frame.
;
; On entry to every stub
;
;   IF=0 (all our gates are interrupt gates), rsp is the kernel stack that the CPU
;   chose (TSS.sp0, an IST stack, or the interrupted kernel stack), gs is still
;   the user's if cs says ring 3, and no register may be changed.

        bits    64
        default rel

%include "asm_offsets.inc"              ; NR_VECTORS and the like, as C knows them

        extern  asm_common_interrupt    ; entry.asm

        global  irq_entries_start       ; 224 stubs, IRQ_STUB_SIZE bytes each

        section .entry.text progbits alloc exec nowrite align=16

;------------------------------------------------------------------------------
; IRQ_STUB vector - one device-interrupt stub, exactly 8 bytes
;
;   6a vv        push vector              ; -> orig_ax
;   e9 rel32     jmp  asm_common_interrupt
;   cc           padding
;
; The push is written as bytes because `push imm8` sign-extends: the assembler
; would rather use the 5-byte form for vectors >= 0x80, and the stub would not
; fit.  asm_common_interrupt undoes the extension by reading one byte.
;
; Fixed size is what lets idt.c compute a stub's address instead of keeping a
; table of 224 pointers:  irq_entries_start + 8 * (vector - 32).
;------------------------------------------------------------------------------
%macro  IRQ_STUB 1
%%stub: db      0x6a, %1
        jmp     near asm_common_interrupt
        times   IRQ_STUB_SIZE - ($ - %%stub) db 0xcc    ; too long = build error
%endmacro

        align   IRQ_STUB_SIZE
irq_entries_start:
%assign vector FIRST_EXTERNAL_VECTOR
%rep    NR_VECTORS - FIRST_EXTERNAL_VECTOR
        IRQ_STUB vector
  %assign vector vector + 1
%endrep
