; SPDX-License-Identifier: MIT
;
; arch/x86/entry/stubs.asm - one tiny entry point for each of the 256 IDT vectors
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
; The frame both kinds of stub begin (struct pt_regs, <asm/ptrace.h>)
;
;        offset   contents            pushed by
;        +160     ss                  CPU  (64-bit mode: always, even ring 0)
;        +152     rsp                 CPU
;        +144     rflags              CPU
;        +136     cs                  CPU
;        +128     rip                 CPU
;        +120     orig_ax             exception: CPU error code, or 0 by the stub;
;                                     interrupt: the vector, by the stub
;        +112     rdi                 exception: the stub puts its vector here,
;                                     entry.asm swaps it with rdi
;        +104..0  rsi .. r15          entry.asm
;
; On entry to every stub
;
;   IF=0 (all our gates are interrupt gates), rsp is the kernel stack that the CPU
;   chose (TSS.sp0, an IST stack, or the interrupted kernel stack), gs is still
;   the user's if cs says ring 3, and no register may be changed.
;
; Which exceptions push an error code
;
;   One wrong row shifts the whole frame by eight bytes, and that shows only when
;   that exception happens.  Hence one named row per vector, no bare lists; and
;   tests/unit/entry_test.c compares the rows with X86_TRAP_ERRCODE_MASK in
;   <asm/irq_vectors.h>, which was written independently.  (Intel SDM vol. 3,
;   "Error Code"; AMD APM vol. 2, "Vectors", for #VC and #SX.)

        bits    64
        default rel

%include "asm_offsets.inc"              ; FIRST_EXTERNAL_VECTOR, NR_VECTORS, *_STUB_SIZE

        extern  asm_common_exception    ; entry.asm
        extern  asm_paranoid_exception  ; entry.asm
        extern  asm_common_interrupt    ; entry.asm

        global  exc_entries_start       ; 32 stubs, EXC_STUB_SIZE bytes each
        global  irq_entries_start       ; 224 stubs, IRQ_STUB_SIZE bytes each
        global  exc_pushes_errcode      ; u8[32]: 1 if the CPU pushes a code

;------------------------------------------------------------------------------
; EXC vector, mnemonic, ERR|NOERR, continuation - one exception stub
;
;   NOERR:  6a 00        push 0           ; stand-in error code -> orig_ax
;   both:   6a vv        push vector      ;                     -> rdi slot
;           e9 rel32     jmp  continuation
;           cc ...       int3 padding to 16 bytes
;
; The four that may hit at any instruction, even between two of the entry code
; itself, continue in asm_paranoid_exception.
;------------------------------------------------------------------------------
%define ERR     1
%define NOERR   0

%macro  EXC     4
exc_%1_%2:
  %if %3 == NOERR
        push    byte 0
  %endif
        push    byte %1
        jmp     near %4
        times   EXC_STUB_SIZE - ($ - exc_%1_%2) db 0xcc ; too long = build error
  [section .rodata]
        db      %3
  __?SECT?__                            ; back to the code
%endmacro

        section .rodata
exc_pushes_errcode:

        section .entry.text progbits alloc exec nowrite align=16
exc_entries_start:
        EXC      0, DE, NOERR, asm_common_exception     ; divide error
        EXC      1, DB, NOERR, asm_paranoid_exception   ; debug (IST)
        EXC      2, NMI, NOERR, asm_paranoid_exception  ; non-maskable interrupt (IST)
        EXC      3, BP, NOERR, asm_common_exception     ; breakpoint
        EXC      4, OF, NOERR, asm_common_exception     ; overflow
        EXC      5, BR, NOERR, asm_common_exception     ; bound range
        EXC      6, UD, NOERR, asm_common_exception     ; invalid opcode: BUG, WARN
        EXC      7, NM, NOERR, asm_common_exception     ; no FPU
        EXC      8, DF, ERR, asm_paranoid_exception     ; double fault, code always 0 (IST)
        EXC      9, OLD_MF, NOERR, asm_common_exception ; not generated since the 386
        EXC     10, TS, ERR, asm_common_exception       ; invalid TSS
        EXC     11, NP, ERR, asm_common_exception       ; segment not present
        EXC     12, SS, ERR, asm_common_exception       ; stack segment
        EXC     13, GP, ERR, asm_common_exception       ; general protection
        EXC     14, PF, ERR, asm_common_exception       ; page fault, address in cr2
        EXC     15, RES15, NOERR, asm_common_exception
        EXC     16, MF, NOERR, asm_common_exception     ; x87 floating point
        EXC     17, AC, ERR, asm_common_exception       ; alignment check
        EXC     18, MC, NOERR, asm_paranoid_exception   ; machine check (IST)
        EXC     19, XM, NOERR, asm_common_exception     ; SIMD floating point
        EXC     20, VE, NOERR, asm_common_exception     ; EPT violation (guests only)
        EXC     21, CP, ERR, asm_common_exception       ; control protection
        EXC     22, RES22, NOERR, asm_common_exception
        EXC     23, RES23, NOERR, asm_common_exception
        EXC     24, RES24, NOERR, asm_common_exception
        EXC     25, RES25, NOERR, asm_common_exception
        EXC     26, RES26, NOERR, asm_common_exception
        EXC     27, RES27, NOERR, asm_common_exception
        EXC     28, HV, NOERR, asm_common_exception     ; AMD hypervisor injection
        EXC     29, VC, ERR, asm_common_exception       ; AMD VMM communication
        EXC     30, SX, ERR, asm_common_exception       ; AMD security
        EXC     31, RES31, NOERR, asm_common_exception

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
