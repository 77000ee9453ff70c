; SPDX-License-Identifier: MIT
;
; arch/x86/entry/syscall.asm - the two ways in that a program asks for
;
; Continues in do_syscall_64() or do_int80_syscall_32(), arch/x86/entry/syscall.c; what
; it has in common with an interrupt, and the way back, is told in entry.asm.
;
; `syscall` saves nothing: rcx is the return address, r11 the flags, and rsp is still
; the program's.  So until there is a stack, nothing may come that needs one: the CPU has
; switched interrupts off (MSR_SYSCALL_MASK), and what cannot be switched off has a stack
; of its own (exceptions.asm).
;
; Both go back by iretq.  `sysret` would be shorter, but it faults in ring 0, on the
; program's stack, if the program has made its return address non-canonical.

        bits    64
        default rel

%include "frame.inc"
%include "user.inc"

        extern  do_syscall_64, do_int80_syscall_32
        extern  interrupt_return
        extern  cpu_tss_rw

        global  entry_SYSCALL_64, asm_int80

        section .entry.text progbits alloc exec nowrite align=16

        align   16
entry_SYSCALL_64:
        swapgs
        mov     [gs:rel cpu_tss_rw + TSS_SP2], rsp ; a word that the CPU does not use
        mov     rsp, [gs:rel cpu_tss_rw + TSS_SP0]
        push    USER_DS                 ; regs->ss
        push    qword [gs:rel cpu_tss_rw + TSS_SP2] ; regs->sp
        push    r11                     ; regs->flags
        push    USER_CS                 ; regs->cs
        push    rcx                     ; regs->ip
        push    rax                     ; regs->orig_ax: the number
        push    rdi
        PUSH_REGS
        lea     rbp, [rsp + 1]          ; encoded frame pointer
        mov     rdi, rsp
        and     rsp, -16
        call    do_syscall_64
        lea     rsp, [rbp - 1]
        jmp     interrupt_return

; From ring 3 only: the kernel has no reason to ask itself, and its gs is right already.
        align   16
asm_int80:
        cld
        push    rax                     ; regs->orig_ax: the number
        test    byte [rsp + PT_CS - PT_ORIG_AX], SEGMENT_RPL_MASK
        jz      .gs_is_kernel
        FROM_USER
.gs_is_kernel:
        push    rdi
        PUSH_REGS
        lea     rbp, [rsp + 1]
        mov     rdi, rsp
        and     rsp, -16
        call    do_int80_syscall_32
        lea     rsp, [rbp - 1]
        jmp     interrupt_return
