; SPDX-License-Identifier: MIT
;
; tests/unit/nmi_sweep_paths.asm - what the NMI sweep measures, and what it must catch

        bits    64
        default rel

        global  nmi_window, nmi_window_open, nmi_window_close, nmi_window_length
        global  broken_save, broken_save_begin, broken_save_end
        global  broken_return, broken_return_resume

        section .bss
nmi_window_length: resd 1
broken_saved:   resq    1

        section .text

;------------------------------------------------------------------------------
; int nmi_window(int (*path)(void)) - call it, and count the instructions
;
; Where one instruction takes one nanosecond, the difference of the two times is the
; number of instructions after the first rdtsc up to the second: which is the number
; of boundaries from nmi_window_open to nmi_window_close, both included.
;------------------------------------------------------------------------------
        align   16
nmi_window:
        push    rbx
        rdtsc
nmi_window_open:
        mov     ebx, eax
        call    rdi
        mov     ecx, eax
nmi_window_close:
        rdtsc
        sub     eax, ebx
        mov     [nmi_window_length], eax
        mov     eax, ecx
        pop     rbx
        ret

;------------------------------------------------------------------------------
; broken_save - as an entry would be that has one place to save a register in
;
; Preserves rax, unless an NMI whose handler comes through here as well hits it at
; one of the boundaries from broken_save_begin to broken_save_end, both included.
;------------------------------------------------------------------------------
        align   16
broken_save:
        nop
        mov     [broken_saved], rax
broken_save_begin:
        mov     rax, rsp                ; what it needed the register for
        shr     rax, 1
broken_save_end:
        mov     rax, [broken_saved]
        ret

;------------------------------------------------------------------------------
; broken_return - as an exception in an NMI handler would be that returns by iretq
;
; Does nothing else, but the CPU takes the next NMI from here on.
;------------------------------------------------------------------------------
        align   16
broken_return:
        mov     rdx, rsp
        mov     eax, ss
        push    rax
        push    rdx
        pushfq
        mov     eax, cs
        push    rax
        lea     rax, [broken_return_resume]
        push    rax
        iretq
broken_return_resume:
        ret
