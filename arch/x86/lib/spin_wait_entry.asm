; SPDX-License-Identifier: MIT
;
; arch/x86/lib/spin_wait_entry.asm - a call that costs its caller no registers

        bits    64
        default rel

        extern  spin_wait_for
        global  __spin_wait

        section .text

;------------------------------------------------------------------------------
; __spin_wait - rax = the lock, which is not free; returns when it is ours
;
; Preserves all other registers: see arch_spin_lock(), <asm/spinlock.h>.
;------------------------------------------------------------------------------
        align   16
__spin_wait:
        push    rbp
        mov     rbp, rsp
        push    rcx
        push    rdx
        push    rsi
        push    rdi
        push    r8
        push    r9
        push    r10
        push    r11
        mov     rdi, rax
        call    spin_wait_for
        pop     r11
        pop     r10
        pop     r9
        pop     r8
        pop     rdi
        pop     rsi
        pop     rdx
        pop     rcx
        pop     rbp
        ret
