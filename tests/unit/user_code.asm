; SPDX-License-Identifier: MIT
;
; tests/unit/user_code.asm - programs for ring 3, a few instructions each
;
; A test copies them to USER_TEXT of a new process and starts one of them, with the
; test's word in rdi.  All addresses are relative.  The exit status tells the result:
; 0 is success.

        bits    64
        default rel

SYS_MPROTECT    equ     10
SYS_GETPID      equ     39
SYS_EXIT        equ     60
IA32_EXIT       equ     1
IA32_GETPID     equ     20
CANARY          equ     0x0101010101010101

        global  user_code, user_code_end
        section .rodata
        align   16
user_code:

%macro  PROGRAM 1
        global  %1
        align   16
%1:
%endmacro

%macro  EXIT    1
        mov     edi, %1
        mov     eax, SYS_EXIT
        syscall
        ud2
%endmacro

; exit(word)
PROGRAM user_exit
        mov     eax, SYS_EXIT
        syscall
        ud2

; the same by the i386 way
PROGRAM user_exit_int80
        mov     ebx, edi
        mov     eax, IA32_EXIT
        int     0x80
        ud2

; A system call keeps all registers but rax, rcx and r11.
PROGRAM user_syscall_keeps_registers
        mov     r12, rsp
        mov     rbx, CANARY
        mov     rdx, CANARY * 2
        mov     rsi, CANARY * 3
        mov     rdi, CANARY * 4
        mov     rbp, CANARY * 5
        mov     r8, CANARY * 6
        mov     r9, CANARY * 7
        mov     r10, CANARY * 8
        mov     r13, CANARY * 9
        mov     r14, CANARY * 10
        mov     r15, CANARY * 11
        mov     eax, SYS_GETPID
        syscall
.behind:
        lea     rax, [.behind]          ; rcx and r11 tell what the program knows already
        cmp     rcx, rax
        jne     .changed
        pushfq
        pop     rax
        xor     rax, r11
        and     eax, ~0x8d5             ; but for what the comparison has set
        jnz     .changed
%macro  KEPT    2
        mov     rax, CANARY * %2
        cmp     %1, rax
        jne     .changed
%endmacro
        cmp     rsp, r12
        jne     .changed
        KEPT    rbx, 1
        KEPT    rdx, 2
        KEPT    rsi, 3
        KEPT    rdi, 4
        KEPT    rbp, 5
        KEPT    r8, 6
        KEPT    r9, 7
        KEPT    r10, 8
        KEPT    r13, 9
        KEPT    r14, 10
        KEPT    r15, 11
        EXIT    0
.changed:
        EXIT    1

; int 0x80 keeps even those, and answers as syscall does.
PROGRAM user_int80_keeps_registers
        mov     eax, SYS_GETPID
        syscall
        mov     r12, rax
        mov     rcx, CANARY
        mov     r11, CANARY * 2
        mov     r15, CANARY * 3
        mov     eax, IA32_GETPID
        int     0x80
        cmp     rax, r12
        jne     .changed
        KEPT    rcx, 1
        KEPT    r11, 2
        KEPT    r15, 3
        EXIT    0
.changed:
        EXIT    1

; Ask for the system call rdi; succeed if it is not there.
PROGRAM user_no_such_call
        mov     rax, rdi
        mov     r12, rdi
        syscall
        cmp     rax, -38                ; ENOSYS
        jne     .is_there
        mov     rax, r12
        int     0x80
        cmp     rax, -38
        jne     .is_there
        EXIT    0
.is_there:
        EXIT    1

; Pages come when they are touched, full of zeroes: the stack grows to them.
PROGRAM user_touch_stack
        mov     ecx, 256                ; pages: 1 MiB
        mov     rbx, rsp
.page:
        sub     rbx, 4096
        cmp     qword [rbx], 0
        jne     .dirty
        mov     [rbx], rcx
        dec     ecx
        jnz     .page
        EXIT    0
.dirty:
        EXIT    1

; FPU and SSE registers are the program's own, whoever runs meanwhile: rdi tells two apart.
PROGRAM user_fpu
        movq    xmm0, rdi
        movq    xmm15, rdi
        push    rdi
        fild    qword [rsp]
        mov     ecx, 20000000
.spin:
        dec     ecx
        jnz     .spin
        movq    rax, xmm0
        movq    rbx, xmm15
        fistp   qword [rsp]
        pop     rcx
        cmp     rax, rdi
        jne     .changed
        cmp     rbx, rdi
        jne     .changed
        cmp     rcx, rdi
        jne     .changed
        EXIT    0
.changed:
        EXIT    1

; What ring 3 may not do; each ends the program by a signal.
PROGRAM user_cli
        cli
PROGRAM user_hlt
        hlt
PROGRAM user_in
        in      al, 0x60
PROGRAM user_read_cr0
        mov     rax, cr0
PROGRAM user_wrmsr
        mov     ecx, 0xc0000101
        xor     eax, eax
        xor     edx, edx
        wrmsr
PROGRAM user_read_kernel
        mov     rax, 0xffffffff80100000
        mov     rax, [rax]
PROGRAM user_jump_to_kernel
        mov     rax, 0xffffffff80100000
        jmp     rax
PROGRAM user_read_null
        mov     rax, [abs qword 0]
PROGRAM user_write_text
        mov     byte [rel user_write_text], 0
PROGRAM user_execute_stack
        push    0xc3                    ; ret
        jmp     rsp
PROGRAM user_divide
        xor     ecx, ecx
        div     ecx
PROGRAM user_ud2
        ud2
PROGRAM user_int3
        int3
        EXIT    1
PROGRAM user_int_timer
        int     0x21                    ; a device's vector: not ring 3's to call
        EXIT    1
PROGRAM user_bad_stack
        mov     rsp, 0x8000000000000000
        push    rax
        EXIT    1

; A system call and an interrupt with a stack pointer that leads nowhere.
PROGRAM user_syscall_without_stack
        mov     rsp, rdi
        mov     eax, SYS_GETPID
        syscall
        mov     eax, IA32_GETPID
        int     0x80
        mov     ecx, 20000000           ; interrupts come meanwhile
.spin:
        dec     ecx
        jnz     .spin
        cmp     rsp, rdi
        jne     .changed
        EXIT    0
.changed:
        EXIT    1

; Flags that the kernel must not inherit, and the program keeps: DF, NT, AC.
PROGRAM user_flags
        pushfq
        or      qword [rsp], 0x44400
        popfq
        mov     eax, SYS_GETPID
        syscall
        mov     eax, IA32_GETPID
        int     0x80
        pushfq
        pop     rax
        and     eax, 0x44400
        cmp     eax, 0x44400
        jne     .lost
        cld
        EXIT    0
.lost:
        cld
        EXIT    1

; Spin with a value of its own in each register, and flags that the kernel must not inherit;
; succeed if none has changed.
PROGRAM user_spin_with_canaries
        push    0x244c03                ; ID AC NT, OF DF, CF and the one that is always set
        popfq
        mov     rax, CANARY * 1
        mov     rbx, CANARY * 2
        mov     rdx, CANARY * 3
        mov     rsi, CANARY * 4
        mov     rdi, CANARY * 5
        mov     rbp, CANARY * 6
        mov     r8, CANARY * 7
        mov     r9, CANARY * 8
        mov     r10, CANARY * 9
        mov     r11, CANARY * 10
        mov     r12, CANARY * 11
        mov     r13, CANARY * 12
        mov     r14, rsp
        mov     r15, CANARY * 13
        mov     ecx, 5000000
.spin:
        lea     rcx, [rcx - 1]          ; changes no flag
        jrcxz   .spun
        jmp     .spin
.spun:
        pushfq
        pop     rcx
        cld
        and     ecx, 0x244c03
        cmp     ecx, 0x244c03
        jne     .changed
        cmp     r14, rsp
        jne     .changed
        mov     rcx, CANARY * 1
        cmp     rax, rcx
        jne     .changed
        KEPT    rbx, 2
        KEPT    rdx, 3
        KEPT    rsi, 4
        KEPT    rdi, 5
        KEPT    rbp, 6
        KEPT    r8, 7
        KEPT    r9, 8
        KEPT    r10, 9
        KEPT    r11, 10
        KEPT    r12, 11
        KEPT    r13, 12
        KEPT    r15, 13
        EXIT    0
.changed:
        cld
        EXIT    1

; Spin until the word at rdi is not 0.
PROGRAM user_spin
.again:
        cmp     qword [rdi], 0
        je      .again
        EXIT    0
user_code_end:
