; SPDX-License-Identifier: MIT
;
; tests/unit/signal_code.asm - programs for ring 3 about signals
;
; As user_code.asm: the exit status tells the result, 0 is success.  What a handler has to
; say to the program it writes to DATA, the lowest page of the stack: registers come back
; as they were.

        bits    64
        default rel

SYS_RT_SIGACTION equ    13
SYS_RT_SIGPROCMASK equ  14
SYS_RT_SIGRETURN equ    15
SYS_PAUSE       equ     34
SYS_NANOSLEEP   equ     35
SYS_ALARM       equ     37
SYS_SETITIMER   equ     38
SYS_GETPID      equ     39
SYS_EXIT        equ     60
SYS_KILL        equ     62
SYS_SIGPENDING  equ     127
SYS_SIGTIMEDWAIT equ    128
SYS_SIGSUSPEND  equ     130
SYS_SIGALTSTACK equ     131
SYS_GETTID      equ     186
SYS_TKILL       equ     200

SIGTRAP         equ     5
SIGFPE          equ     8
SIGUSR1         equ     10
SIGSEGV         equ     11
SIGUSR2         equ     12
SIGALRM         equ     14
SIGRT           equ     40

SA_SIGINFO      equ     4
SA_RESTORER     equ     0x04000000
SA_ONSTACK      equ     0x08000000
SA_RESTART      equ     0x10000000
SA_NODEFER      equ     0x40000000

EINTR           equ     4
EAGAIN          equ     11

; struct siginfo, struct ucontext
SI_SIGNO        equ     0
SI_CODE         equ     8
SI_PID          equ     16
SI_ADDR         equ     16
SI_INT          equ     24
UC_SC           equ     40              ; uc_mcontext
UC_IP           equ     UC_SC + 128
UC_SP           equ     UC_SC + 120
UC_FLAGS        equ     UC_SC + 136
UC_CS           equ     UC_SC + 144
UC_SS           equ     UC_SC + 150
UC_FPSTATE      equ     UC_SC + 184
UC_SIGMASK      equ     UC_SC + 256

DATA            equ     0x7fffffffb000
CANARY          equ     0x0101010101010101

        global  signal_code, signal_code_end
        section .rodata
        align   16
signal_code:

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

; SIGACTION signal, handler, flags
%macro  SIGACTION 3
        sub     rsp, 32
        lea     rax, [%2]
        mov     [rsp], rax
        mov     rax, %3 | SA_RESTORER
        mov     [rsp + 8], rax
        lea     rax, [restorer]
        mov     [rsp + 16], rax
        mov     qword [rsp + 24], 0
        mov     edi, %1
        mov     rsi, rsp
        xor     edx, edx
        mov     r10d, 8
        mov     eax, SYS_RT_SIGACTION
        syscall
        add     rsp, 32
        test    rax, rax
        jnz     failed
%endmacro

; RAISE signal, to itself; it comes before the next instruction
%macro  RAISE   1
        mov     eax, SYS_GETPID
        syscall
        mov     edi, eax
        mov     esi, %1
        mov     eax, SYS_KILL
        syscall
%endmacro

; MASK how, bit set of signals
%macro  MASK    2
        mov     rax, %2
        push    rax
        mov     edi, %1
        mov     rsi, rsp
        xor     edx, edx
        mov     r10d, 8
        mov     eax, SYS_RT_SIGPROCMASK
        syscall
        pop     rcx
%endmacro

failed:
        EXIT    1

restorer:
        mov     eax, SYS_RT_SIGRETURN
        syscall
        ud2

; Handlers: count in DATA, spoil all that must come back.
count:
        mov     rax, DATA
        inc     qword [rax]
        xor     ebx, ebx
        xor     ecx, ecx
        xor     edx, edx
        xor     ebp, ebp
        xor     r8d, r8d
        xor     r9d, r9d
        xor     r10d, r10d
        xor     r11d, r11d
        xor     r12d, r12d
        xor     r13d, r13d
        xor     r14d, r14d
        xor     r15d, r15d
        pxor    xmm0, xmm0
        pxor    xmm15, xmm15
        fninit
        std
        ret

; Tell number, code, pid or address, int, and the stack.
tell:
        mov     rax, DATA
        inc     qword [rax]
        mov     ecx, [rsi + SI_SIGNO]
        mov     [rax + 8], rcx
        movsxd  rcx, dword [rsi + SI_CODE]
        mov     [rax + 16], rcx
        mov     rcx, [rsi + SI_ADDR]
        mov     [rax + 24], rcx
        mov     ecx, [rsi + SI_INT]
        mov     [rax + 32], rcx
        mov     [rax + 40], rsp
        ret

; The same, and go on 3 bytes further.
tell_and_skip:
        add     qword [rdx + UC_IP], 3
        jmp     tell

; Each signal does by itself what it does: send rdi, and if it comes back, exit(0).
PROGRAM signal_default
        mov     r12, rdi
        mov     eax, SYS_GETPID
        syscall
        mov     edi, eax
        mov     rsi, r12
        mov     eax, SYS_KILL
        syscall
        EXIT    0

; A handler runs, and all registers are as before.
PROGRAM signal_keeps_registers
        SIGACTION SIGUSR1, count, 0
        mov     eax, SYS_GETPID
        syscall
        mov     edi, eax
        mov     esi, SIGUSR1
        mov     rbx, CANARY
        mov     rdx, CANARY * 2
        mov     rbp, CANARY * 5
        mov     r8, CANARY * 6
        mov     r9, CANARY * 7
        mov     r10, CANARY * 8
        mov     r12, rsp
        mov     r13, CANARY * 9
        mov     r14, CANARY * 10
        mov     r15, CANARY * 11
        movq    xmm0, r15
        movq    xmm15, r14
        push    r13
        fild    qword [rsp]
        mov     dword [rsp - 128], 77   ; the red zone's last word
        mov     eax, SYS_KILL
        syscall
        cmp     dword [rsp - 128], 77
        jne     failed
        fistp   qword [rsp]
        pop     rcx
        cmp     rcx, r13
        jne     failed
        test    rax, rax                ; kill()'s result
        jnz     failed
        pushfq
        pop     rcx
        test    ecx, 1 << 10            ; DF
        jnz     failed
        movq    rcx, xmm0
        cmp     rcx, r15
        jne     failed
        movq    rcx, xmm15
        cmp     rcx, r14
        jne     failed
        cmp     rsp, r12
        jne     failed
%macro  KEPT    2
        mov     rcx, CANARY * %2
        cmp     %1, rcx
        jne     failed
%endmacro
        KEPT    rbx, 1
        KEPT    rdx, 2
        KEPT    rbp, 5
        KEPT    r8, 6
        KEPT    r9, 7
        KEPT    r10, 8
        KEPT    r13, 9
        KEPT    r14, 10
        KEPT    r15, 11
        mov     rcx, DATA
        cmp     qword [rcx], 1
        jne     failed
        EXIT    0

; The same at an interrupt: spin until the handler has run, all registers as before.
PROGRAM signal_in_a_loop
        SIGACTION SIGUSR1, count, 0
        mov     rcx, DATA + 64          ; we are ready
        mov     qword [rcx], 1
        mov     rax, CANARY
        mov     rbx, CANARY * 2
        mov     rdx, CANARY * 3
        mov     rsi, CANARY * 4
        mov     r11, CANARY * 5
        mov     rdi, DATA
.spin:
        cmp     qword [rdi], 0
        je      .spin
        mov     rcx, CANARY
        cmp     rax, rcx
        jne     failed
        KEPT    rbx, 2
        KEPT    rdx, 3
        KEPT    rsi, 4
        KEPT    r11, 5
        EXIT    0

; What the handler is told of kill().
PROGRAM signal_info
        SIGACTION SIGUSR1, tell, SA_SIGINFO
        RAISE   SIGUSR1
        mov     r12, DATA
        cmp     qword [r12], 1
        jne     failed
        cmp     qword [r12 + 8], SIGUSR1
        jne     failed
        cmp     qword [r12 + 16], 0     ; SI_USER
        jne     failed
        mov     eax, SYS_GETPID
        syscall
        cmp     [r12 + 24], eax
        jne     failed
        mov     rax, [r12 + 40]         ; as at a function's first instruction
        and     eax, 15
        cmp     eax, 8
        jne     failed
        EXIT    0

; Wait for SIGRT from outside; its word is the exit status.
PROGRAM signal_word
        SIGACTION SIGRT, tell, SA_SIGINFO
        mov     r12, DATA
        mov     qword [r12 + 64], 1     ; we are ready
.wait:
        cmp     qword [r12], 0
        je      .wait
        mov     rdi, [r12 + 32]
        mov     eax, SYS_EXIT
        syscall

; A blocked one waits, is seen to, and comes when it is not blocked any more.
PROGRAM signal_blocked
        SIGACTION SIGUSR1, count, 0
        MASK    0, 1 << (SIGUSR1 - 1)
        RAISE   SIGUSR1
        RAISE   SIGUSR1
        mov     r12, DATA
        cmp     qword [r12], 0
        jne     failed
        push    0
        mov     rdi, rsp
        mov     esi, 8
        mov     eax, SYS_SIGPENDING
        syscall
        pop     rcx
        cmp     rcx, 1 << (SIGUSR1 - 1)
        jne     failed
        MASK    1, 1 << (SIGUSR1 - 1)
        cmp     qword [r12], 1          ; twice, but it counts once
        jne     failed
        MASK    0, -1                   ; all of them: but not these two
        push    0
        mov     edi, 2
        xor     esi, esi
        mov     rdx, rsp
        mov     r10d, 8
        mov     eax, SYS_RT_SIGPROCMASK
        syscall
        pop     rcx
        mov     rax, ~((1 << 8) | (1 << 18))
        cmp     rcx, rax
        jne     failed
        EXIT    0

; It is blocked while its handler runs, unless SA_NODEFER: rdi says.
again:
        mov     rax, DATA
        inc     qword [rax]
        cmp     qword [rax], 1
        jne     .inner
        RAISE   SIGUSR1
        mov     rax, DATA
        mov     rcx, [rax]
        mov     [rax + 8], rcx          ; how many had run by then
.inner:
        ret

PROGRAM signal_in_its_handler
        SIGACTION SIGUSR1, again, 0
        RAISE   SIGUSR1
        mov     rax, DATA
        cmp     qword [rax + 8], 1
        jne     failed
        cmp     qword [rax], 2
        jne     failed
        mov     qword [rax], 0
        SIGACTION SIGUSR1, again, SA_NODEFER
        RAISE   SIGUSR1
        mov     rax, DATA
        cmp     qword [rax + 8], 2
        jne     failed
        EXIT    0

; Ways of a system call: EINTR, again, and by restart_syscall().
wake:
        mov     rax, DATA
        inc     qword [rax]
        ret

PROGRAM signal_ends_pause
        SIGACTION SIGALRM, wake, SA_RESTART
        sub     rsp, 32
        mov     qword [rsp], 0
        mov     qword [rsp + 8], 0
        mov     qword [rsp + 16], 0
        mov     qword [rsp + 24], 2000  ; microseconds
        xor     edi, edi
        mov     rsi, rsp
        xor     edx, edx
        mov     eax, SYS_SETITIMER
        syscall
        test    rax, rax
        jnz     failed
        mov     eax, SYS_PAUSE
        syscall
        cmp     rax, -EINTR
        jne     failed
        mov     rax, DATA
        cmp     qword [rax], 1
        jne     failed
        EXIT    0

; Every 2 ms, five times.
PROGRAM signal_interval
        SIGACTION SIGALRM, wake, 0
        sub     rsp, 32
        mov     qword [rsp], 0
        mov     qword [rsp + 8], 2000
        mov     qword [rsp + 16], 0
        mov     qword [rsp + 24], 2000
        xor     edi, edi
        mov     rsi, rsp
        xor     edx, edx
        mov     eax, SYS_SETITIMER
        syscall
.wait:
        mov     eax, SYS_PAUSE
        syscall
        mov     rax, DATA
        cmp     qword [rax], 5
        jb      .wait
        EXIT    0

; nanosleep() of 20 ms, stopped and continued meanwhile from outside, ends by itself;
; with a handler it returns EINTR and what is left.
PROGRAM signal_sleep
        SIGACTION SIGUSR1, wake, SA_RESTART
        sub     rsp, 32
        mov     qword [rsp], 0
        mov     qword [rsp + 8], 20000000
        mov     r12, DATA
        mov     qword [r12 + 64], 1
        mov     rdi, rsp
        lea     rsi, [rsp + 16]
        mov     eax, SYS_NANOSLEEP
        syscall
        cmp     qword [r12], 0
        jne     .handled
        test    rax, rax
        jnz     failed
        EXIT    0
.handled:
        cmp     rax, -EINTR
        jne     failed
        cmp     qword [rsp + 24], 20000000
        jae     failed
        EXIT    2

; sigsuspend() lets it through, and blocks it again behind the handler.
PROGRAM signal_suspend
        SIGACTION SIGUSR1, wake, 0
        MASK    0, 1 << (SIGUSR1 - 1)
        RAISE   SIGUSR1
        push    0
        mov     rdi, rsp
        mov     esi, 8
        mov     eax, SYS_SIGSUSPEND
        syscall
        cmp     rax, -EINTR
        jne     failed
        mov     rax, DATA
        cmp     qword [rax], 1
        jne     failed
        RAISE   SIGUSR1
        mov     rax, DATA
        cmp     qword [rax], 1          ; blocked again
        jne     failed
        EXIT    0

; sigtimedwait() takes one that waits, and gives up after 1 ms for none.
PROGRAM signal_timedwait
        MASK    0, 1 << (SIGUSR1 - 1)
        RAISE   SIGUSR1
        mov     rax, 1 << (SIGUSR1 - 1)
        push    rax
        push    0
        push    0
        lea     rdi, [rsp + 16]
        xor     esi, esi
        mov     rdx, rsp
        mov     r10d, 8
        mov     eax, SYS_SIGTIMEDWAIT
        syscall
        cmp     rax, SIGUSR1
        jne     .first
        mov     qword [rsp + 8], 1000000
        lea     rdi, [rsp + 16]
        xor     esi, esi
        mov     rdx, rsp
        mov     r10d, 8
        mov     eax, SYS_SIGTIMEDWAIT
        syscall
        mov     r12, DATA
        mov     [r12 + 72], rax
        mov     qword [r12 + 64], 1
        jmp     signal_pause.again
.first:
        EXIT    1

; Faults with a handler: told where and why, and the program goes on behind them.
; FAULT signal, code, address in rcx
%macro  FAULT   2
        mov     rax, DATA
        cmp     qword [rax + 8], %1
        jne     failed
        cmp     qword [rax + 16], %2
        jne     failed
        cmp     [rax + 24], rcx
        jne     failed
%endmacro

PROGRAM signal_faults
        SIGACTION SIGSEGV, tell_and_skip, SA_SIGINFO
        SIGACTION SIGFPE, tell_and_skip, SA_SIGINFO
        SIGACTION SIGTRAP, tell, SA_SIGINFO
        mov     edx, 0x1000
        mov     rbx, [rdx]              ; 3 bytes
        mov     ecx, 0x1000
        FAULT   SIGSEGV, 1              ; SEGV_MAPERR
        lea     rdx, [signal_faults]
        mov     [rdx], rbx              ; 3 bytes
        lea     rcx, [signal_faults]
        FAULT   SIGSEGV, 2              ; SEGV_ACCERR
        mov     rdx, 0xffffffff80100000
        mov     rbx, [rdx]
        mov     rcx, rdx
        FAULT   SIGSEGV, 1
        mov     rdx, 0x8000000000000000
        mov     rbx, [rdx]              ; no address is told of #GP
        xor     ecx, ecx
        FAULT   SIGSEGV, 0x80           ; SI_KERNEL
        xor     edx, edx
        xor     r8d, r8d
        mov     eax, 1
.divide:
        idiv    r8                      ; 3 bytes
        lea     rcx, [.divide]
        FAULT   SIGFPE, 1               ; FPE_INTDIV
        int3
        xor     ecx, ecx
        FAULT   SIGTRAP, 0x80
        pushfq
        or      qword [rsp], 1 << 8     ; TF
        popfq
        nop                             ; traps behind it
.stepped:
        pushfq
        and     qword [rsp], ~(1 << 8)
        popfq
        mov     rax, DATA
        cmp     qword [rax + 16], 2     ; TRAP_TRACE
        jne     failed
        cmp     qword [rax], 8
        jb      failed
        EXIT    0

; Unmasked division by zero; the handler clears what the FPU remembers of it.
clear_and_tell:
        mov     rcx, [rdx + UC_FPSTATE]
        mov     word [rcx + 2], 0       ; swd
        jmp     tell

PROGRAM signal_fpu
        SIGACTION SIGFPE, clear_and_tell, SA_SIGINFO
        push    0x037f & ~(1 << 2)      ; all masked but ZE
        fldcw   [rsp]
        fld1
        fldz
        fdivp
.report:
        fwait
        lea     rcx, [.report]
        FAULT   SIGFPE, 3               ; FPE_FLTDIV
        EXIT    0

; A stack of its own for the handler, for a program that has none.
set_altstack:
        sub     rsp, 24
        mov     rax, DATA + 1024
        mov     [rsp], rax
        mov     qword [rsp + 8], 0
        mov     [rsp + 16], rdi
        mov     rdi, rsp
        xor     esi, esi
        mov     eax, SYS_SIGALTSTACK
        syscall
        add     rsp, 24
        ret

on_altstack:
        mov     rax, DATA
        inc     qword [rax]
        mov     [rax + 40], rsp
        add     qword [rdx + UC_IP], 1
        mov     rcx, r15                ; and give it a stack again
        mov     [rdx + UC_SP], rcx
        ret

PROGRAM signal_altstack
        mov     edi, 1024
        call    set_altstack
        cmp     rax, -12                ; ENOMEM: too small
        jne     failed
        mov     edi, 3072
        call    set_altstack
        test    rax, rax
        jnz     failed
        SIGACTION SIGSEGV, on_altstack, SA_SIGINFO | SA_ONSTACK
        mov     r15, rsp
        mov     esp, 0x1000
        push    rax                     ; 1 byte
        mov     rsp, r15
        mov     rax, DATA
        cmp     qword [rax], 1
        jne     failed
        mov     rcx, [rax + 40]
        sub     rcx, rax
        cmp     rcx, 1024
        jb      failed
        cmp     rcx, 4096
        ja      failed
        EXIT    0

; Without one, there is no room for its frame: the end.
PROGRAM signal_no_stack
        SIGACTION SIGSEGV, tell_and_skip, SA_SIGINFO
        mov     esp, 0x1000
        push    rax
        ud2

; A fault whose signal is blocked: the end, not the same fault for ever.
PROGRAM signal_blocked_fault
        SIGACTION SIGSEGV, tell_and_skip, SA_SIGINFO
        MASK    0, 1 << (SIGSEGV - 1)
        mov     edx, 0x1000
        mov     rbx, [rdx]
        EXIT    0

; A handler that is nowhere: the end, not the kernel's.
PROGRAM signal_bad_handler
        mov     r12, rdi
        SIGACTION SIGUSR1, count, 0
        sub     rsp, 32
        mov     [rsp], r12
        mov     qword [rsp + 8], SA_RESTORER
        lea     rax, [restorer]
        mov     [rsp + 16], rax
        mov     qword [rsp + 24], 0
        mov     edi, SIGUSR1
        mov     rsi, rsp
        xor     edx, edx
        mov     r10d, 8
        mov     eax, SYS_RT_SIGACTION
        syscall
        RAISE   SIGUSR1
        EXIT    0

; Hostile frames: the handler writes rsi to a field of its ucontext, and returns; rdi is the
; offset in the low 16 bits, and the size in the next 8.
spoil:
        mov     rax, DATA
        mov     rcx, [rax + 136]
        movzx   r8d, cx
        shr     ecx, 16
        mov     r9, [rax + 128]
        cmp     cl, 2
        je      .two
        mov     [rdx + r8], r9
        ret
.two:
        mov     [rdx + r8], r9w
        ret

PROGRAM signal_hostile
        mov     r12, DATA
        mov     [r12 + 128], rsi
        mov     [r12 + 136], rdi
        SIGACTION SIGUSR1, spoil, SA_SIGINFO
        RAISE   SIGUSR1
        mov     rsp, DATA + 2048
        pushfq
        pop     rax
        and     eax, 0x7200             ; NT, IOPL, IF
        cmp     eax, 0x200
        jne     failed
        EXIT    0

; rt_sigreturn() without a frame: rdi is the stack pointer.
PROGRAM signal_return_to_nowhere
        mov     rsp, rdi
        mov     eax, SYS_RT_SIGRETURN
        syscall
        ud2

; A system call with the test's number and arguments; its error is the exit status.
PROGRAM signal_call
        syscall
        mov     edi, eax
        neg     edi
        mov     eax, SYS_EXIT
        syscall

; Be killed, stopped, continued.
PROGRAM signal_spin
        mov     r12, DATA
        mov     qword [r12 + 64], 1
.spin:
        inc     qword [r12 + 72]
        jmp     .spin

PROGRAM signal_pause
        mov     r12, DATA
        mov     qword [r12 + 64], 1
.again:
        mov     eax, SYS_PAUSE
        syscall
        jmp     .again

; Count SIGRT, each one, until SIGUSR2 comes: then DATA says how many.
sum:
        mov     rax, DATA
        inc     qword [rax]
        movsxd  rcx, dword [rsi + SI_INT]
        add     [rax + 8], rcx
        ret

finish:
        mov     rax, DATA
        mov     qword [rax + 16], 1
        ret

PROGRAM signal_storm
        SIGACTION SIGRT, sum, SA_SIGINFO
        SIGACTION SIGUSR2, finish, 0
        mov     r12, DATA
        mov     qword [r12 + 64], 1
.wait:
        mov     eax, SYS_GETPID
        syscall
        cmp     qword [r12 + 16], 0
        je      .wait
        mov     rax, rdi
        mov     rdx, [r12]              ; how many, and their sum
        cmp     rdx, [r12 + 24]
        jne     failed
        mov     rdx, [r12 + 8]
        cmp     rdx, [r12 + 32]
        jne     failed
        EXIT    0
signal_code_end:
