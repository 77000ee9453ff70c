; SPDX-License-Identifier: MIT
;
; arch/x86/boot/head64.asm - the last steps before C, at the address the kernel is linked to
;
; Reached from long_mode in head.asm, whose header counts the steps.  Continues in
; x86_64_start_kernel(), arch/x86/boot/setup.c.
;
; In: edi = magic, esi = info; long mode, boot page tables, interrupts off.

        bits    64

%include "asm_offsets.inc"

GS_BASE_MSR     equ     0xc0000101

        global  high_half
        extern  x86_64_start_kernel
        extern  init_stack_end
        extern  __per_cpu_start, __per_cpu_end, __per_cpu_cpu0
        extern  __per_cpu_offset
        extern  this_cpu_off

        section .text
high_half:
        mov     rsp, init_stack_end
        xor     ebp, ebp                ;    backtraces end here
        mov     r12d, edi
        mov     r13d, esi

        mov     rsi, __per_cpu_start    ; 7
        mov     rdi, __per_cpu_cpu0
        mov     rcx, __per_cpu_end
        sub     rcx, rsi
        shr     rcx, 3                  ;    the linker aligned both ends to 64
        mov     rax, rdi
        sub     rax, rsi                ;    gs base: this copy - the pattern
        rep movsq
        mov     [rel __per_cpu_offset], rax     ; CPU 0's entry
        mov     rbx, rax
        mov     rdx, rax
        shr     rdx, 32
        mov     ecx, GS_BASE_MSR
        wrmsr
        mov     [gs:rel this_cpu_off], rbx

        mov     edi, r12d               ; 8
        mov     esi, r13d
        call    x86_64_start_kernel
.stop:  hlt
        jmp     .stop
