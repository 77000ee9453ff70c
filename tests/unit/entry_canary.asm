; SPDX-License-Identifier: MIT
;
; tests/unit/entry_canary.asm - does an interruption give every register back?
;
; int canary_check(unsigned long flags)         int3
; int canary_ud2(unsigned long flags)           ud2 with a row in the exception table
; int canary_fault(unsigned long flags)         a load from nowhere, likewise
; int canary_nop(unsigned long flags)           for what comes when flags turn IF or TF on
; int canary_swapgs(unsigned long flags)        a while with the other gs base
; int canary_spin(unsigned long flags)          until u64 canary_stop is not 0
;
; Each loads every general register but rsp with a value of its own and the flags
; asked for, executes its instruction, and compares.  Whoever interrupts it may do
; what he likes.  Returns the number of registers (flags included) that came back changed.
;
; name_resume is the address behind the instruction.

        bits    64
        default rel

        section .text

CANARY          equ     0x0101010101010101      ; times the register's number
NOWHERE         equ     0xfffffe8000000000      ; no memory, nor ever a mapping
FLAGS_KEPT      equ     ~0x100                  ; TF: whoever steps turns it off again

; Order of use: register number n holds n * CANARY.
%macro  LOAD    2
        mov     %1, CANARY * %2
%endmacro

%macro  CHECK   2                       ; r15 is compared first, and then used
        mov     r15, CANARY * %2
        cmp     %1, r15
        je      %%same
        inc     edi
%%same:
%endmacro

;------------------------------------------------------------------------------
; CANARY_CALL name - the function, around the macro name_INSN
;------------------------------------------------------------------------------
%macro  CANARY_CALL 1
        global  %1, %1_resume
        align   16
%1:
        push    rbx
        push    rbp
        push    r12
        push    r13
        push    r14
        push    r15
        push    rdi                     ; flags asked for: [rsp]
        LOAD    rax, 1
        LOAD    rbx, 2
        LOAD    rcx, 3
        LOAD    rdx, 4
        LOAD    rsi, 5
        LOAD    rbp, 6
        LOAD    r8, 8
        LOAD    r9, 9
        LOAD    r10, 10
        LOAD    r11, 11
        LOAD    r12, 12
        LOAD    r13, 13
        LOAD    r14, 14
        LOAD    r15, 15
        LOAD    rdi, 7
        push    qword [rsp]
        popfq
        %1_INSN
%1_resume:
        pushfq                          ; flags found: [rsp], asked for: [rsp + 8]
        cld
        push    rdi
        xor     edi, edi                ; counts the changed ones
        push    rax
        mov     rax, CANARY * 15
        cmp     r15, rax
        je      .r15_same
        inc     edi
.r15_same:
        pop     rax
        CHECK   rax, 1
        CHECK   rbx, 2
        CHECK   rcx, 3
        CHECK   rdx, 4
        CHECK   rsi, 5
        CHECK   rbp, 6
        CHECK   r8, 8
        CHECK   r9, 9
        CHECK   r10, 10
        CHECK   r11, 11
        CHECK   r12, 12
        CHECK   r13, 13
        CHECK   r14, 14
        pop     rax                     ; rdi as found
        CHECK   rax, 7
        pop     rax                     ; flags as found
        pop     rdx                     ; flags as asked for
        xor     rax, rdx
        test    rax, FLAGS_KEPT
        jz      .flags_same
        inc     edi
.flags_same:
        mov     eax, edi
        pop     r15
        pop     r14
        pop     r13
        pop     r12
        pop     rbp
        pop     rbx
        ret
%endmacro

; A row of the exception table: a fault at %1 goes on at %2.
%macro  FIXUP   2
        [section __ex_table]
        dd      %1 - $
        dd      %2 - $
        __?SECT?__
%endmacro

        section __ex_table progbits alloc noexec nowrite align=4
        section .text

%macro  canary_check_INSN 0
        int3
%endmacro

%macro  canary_ud2_INSN 0
.insn:  ud2
        FIXUP   .insn, canary_ud2_resume
%endmacro

%macro  canary_fault_INSN 0
.insn:  mov     rax, [abs qword NOWHERE]
        FIXUP   .insn, canary_fault_resume
%endmacro

%macro  canary_nop_INSN 0
        nop
%endmacro

%macro  canary_swapgs_INSN 0
        swapgs
        nop
        swapgs
%endmacro

; None of these changes a flag.
%macro  canary_spin_INSN 0
.again: push    rcx
        mov     rcx, [canary_stop]
        jrcxz   .not_yet
        pop     rcx
        jmp     .enough
.not_yet:
        pop     rcx
        jmp     .again
.enough:
%endmacro

        CANARY_CALL canary_check
        CANARY_CALL canary_ud2
        CANARY_CALL canary_fault
        CANARY_CALL canary_nop
        CANARY_CALL canary_swapgs
        CANARY_CALL canary_spin

        global  canary_stop
        section .data
        align   8, db 0
canary_stop:
        dq      0
