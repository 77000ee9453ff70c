; SPDX-License-Identifier: MIT
;
; tests/unit/entry_spin.asm - do interrupts give every register back?
;
; int canary_spin(const u64 *stop, unsigned long flags)
;
; Loads each general register but rsp with a value of its own and the flags asked
; for, spins until *stop is not zero, while interrupts come, and compares.  rdi holds
; stop and rcx is used for looking at it; the loop changes no flag.  Returns the number
; of registers (flags included) that came back changed.

        bits    64
        default rel

        global  canary_spin
        section .text

CANARY          equ     0x0101010101010101      ; times the register's number

; Register number n holds n * CANARY.
%macro  LOAD    2
        mov     %1, CANARY * %2
%endmacro

; Count a register that changed in edi.  r15 is compared first, and then used.
%macro  CHECK   2
        mov     r15, CANARY * %2
        cmp     %1, r15
        je      %%same
        inc     edi
%%same:
%endmacro

        align   16
canary_spin:
        push    rbx
        push    rbp
        push    r12
        push    r13
        push    r14
        push    r15
        push    rdi                     ; stop
        push    rsi                     ; flags asked for: [rsp]
        LOAD    rax, 1
        LOAD    rbx, 2
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
        push    qword [rsp]
        popfq
.spin:
        mov     rcx, [rdi]
        jrcxz   .spin
        pushfq                          ; flags found: [rsp], asked for: [rsp + 8]
        cld
        push    rdi                     ; stop as found
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
        pop     rbx                     ; stop as found
        pop     rax                     ; flags as found
        pop     rdx                     ; flags as asked for
        cmp     rax, rdx
        je      .flags_same
        inc     edi
.flags_same:
        pop     rdx                     ; stop
        cmp     rbx, rdx
        je      .stop_same
        inc     edi
.stop_same:
        mov     eax, edi
        pop     r15
        pop     r14
        pop     r13
        pop     r12
        pop     rbp
        pop     rbx
        ret
