; SPDX-License-Identifier: MIT
;
; arch/x86/apic/shot_call.asm - call a function so that it is interrupted, or stepped
;
; See shot.c for what it is for.

        bits    64
        default rel

%include "asm_offsets.inc"

        global  shot_call, shot_call_returned, shot_call_end

; The write that arms a timer ends a block of the emulator's code; the exact number
; of instructions counts from a little later.
LEAD_IN_NOPS    equ 8

LATEST          equ 4                   ; fewer are not worth waiting for

        section .text

;------------------------------------------------------------------------------
; void shot_call(u32 count, u32 *timer, void (*fn)(void *), void *arg, u64 flags,
;                u64 start)
;
; In: edi, rsi, rdx, rcx, r8, r9.  Starts the timer with count (0 stops it), loads
; flags, of which TF makes a trap follow each instruction, waits until the time
; stamp counter is at start (0: not), to the instruction if it counts instructions,
; and calls fn(arg).  At return TF is clear.
;------------------------------------------------------------------------------
        align   16
shot_call:
        push    rbp
        mov     rbp, rsp
        push    r8
        mov     [rsi], edi              ; from here on it counts
        popfq                           ; from the next instruction on it is stepped
        times   LEAD_IN_NOPS nop
        mov     r10, rdx
        test    r9, r9
        jz      .now
        rdtsc
        shl     rdx, 32
        or      rax, rdx
        sub     r9, rax
        cmp     r9, LATEST              ; signed: it may have passed
        jl      .now
        test    r9b, 1
        jz      .even                   ; one instruction fewer than the odd way
        nop
.even:  shr     r9, 1
.wait:  dec     r9
        jnz     .wait
.now:   mov     rdi, rcx
        call    r10
shot_call_returned:
        pushfq
        and     qword [rsp], ~X86_EFLAGS_TF
        popfq
        pop     rbp
        ret
shot_call_end:
