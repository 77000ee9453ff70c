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

        global  high_half, secondary_high_half
        extern  x86_64_start_kernel, start_secondary, secondary_cpu
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

;------------------------------------------------------------------------------
; secondary_high_half - another processor, on the boot page tables and without a
; stack; what it is to become stands in secondary_cpu (arch/x86/cpu/smpboot.c).
; The same address means the same in the final page tables.
;------------------------------------------------------------------------------
secondary_high_half:
        xor     eax, eax
        mov     ss, eax
        mov     ds, eax
        mov     es, eax
        mov     fs, eax
        mov     gs, eax
        mov     rax, [rel secondary_cpu + SECONDARY_CR3]
        mov     cr3, rax
        mov     rax, [rel secondary_cpu + SECONDARY_CR4]
        mov     cr4, rax
        mov     rax, [rel secondary_cpu + SECONDARY_CR0]
        mov     cr0, rax
        mov     rsp, [rel secondary_cpu + SECONDARY_STACK]
        mov     rax, [rel secondary_cpu + SECONDARY_GS_BASE]
        mov     rdx, rax
        shr     rdx, 32
        mov     ecx, GS_BASE_MSR
        wrmsr
        xor     ebp, ebp                ;    backtraces end here
        call    start_secondary
        ud2
