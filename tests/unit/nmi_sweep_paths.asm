; SPDX-License-Identifier: MIT
;
; tests/unit/nmi_sweep_paths.asm - what the NMI sweep measures, and what it must catch

        bits    64
        default rel

%include "asm_offsets.inc"

        extern  interrupt_return, cpu_tss_rw

        global  nmi_window, nmi_window_open, nmi_window_close, nmi_window_length
        global  broken_save, broken_save_begin, broken_save_end
        global  broken_return, broken_return_resume

        global  nmi_user_call, nmi_user_back, nmi_user_sp
        global  nmi_user_code, nmi_user_code_end
        global  nmi_user_syscall, nmi_user_int80, nmi_user_int3, nmi_user_step
        global  nmi_user_step_end, nmi_user_exit

        section .bss
nmi_user_sp:    resq    1
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

;------------------------------------------------------------------------------
; void nmi_user_call(const struct pt_regs *regs) - to ring 3 and back; IF=0, also behind it
;
; The registers go where a program's are, to the top of the kernel stack, and the way to
; the program is the entry code's own.  The stack's top is here, for this time: the next
; switch of tasks sets it anew.  Back is who sets rip to nmi_user_back, rsp to nmi_user_sp.
;------------------------------------------------------------------------------
        align   16
nmi_user_call:
        push    rbx
        push    rbp
        push    r12
        push    r13
        push    r14
        push    r15
        mov     [nmi_user_sp], rsp
        and     rsp, -16
        mov     [gs:rel cpu_tss_rw + TSS_SP0], rsp
        mov     ecx, PT_REGS_SIZE / 8
.copy:
        push    qword [rdi + rcx * 8 - 8]
        dec     ecx
        jnz     .copy
        lea     rbp, [rsp + 1]
        jmp     interrupt_return
nmi_user_back:
        pop     r15
        pop     r14
        pop     r13
        pop     r12
        pop     rbp
        pop     rbx
        ret

; What ring 3 does: the int3 is the way back; with the last it is a program's end.
SYS_EXIT        equ     60

        section .rodata
        align   16
nmi_user_code:
nmi_user_syscall:
        syscall
        int3
nmi_user_int80:
        int     0x80
nmi_user_int3:
        int3
nmi_user_step:
        nop
        int3
nmi_user_step_end:
nmi_user_exit:
        mov     eax, SYS_EXIT
        syscall
nmi_user_code_end:
