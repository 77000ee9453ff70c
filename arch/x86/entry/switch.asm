; SPDX-License-Identifier: MIT
;
; arch/x86/entry/switch.asm - from one thread's stack to another's
;
; A switch is an ordinary function call that returns on another stack.  What the
; ABI lets a function destroy, the caller has saved or does not need; what it must
; preserve is pushed here, and the stack pointer goes to thread.sp.  The thread
; sleeps as the frame struct inactive_task_frame, <asm/switch_to.h>:
;
;        +48     return address          into the caller of __switch_to_asm,
;                                        or ret_from_fork the first time
;        +40     rbp                     the sleeper's chain of frames starts here
;        +32     rbx                     first time: the thread function
;        +24     r12                     first time: its argument
;        +16     r13
;        +8      r14
;        +0      r15                     <- thread.sp

        bits    64
        default rel

%include "asm_offsets.inc"

        extern  current_task, cpu_tss_rw, schedule_tail, do_exit
        extern  interrupt_return        ; entry.asm
        global  __switch_to_asm, ret_from_fork

        section .text

;------------------------------------------------------------------------------
; struct task_struct *__switch_to_asm(prev, next) - IF=0, runqueue locked
;
; Returns, when prev is chosen again, the thread that ran just before it: by then
; that need not be next.
;------------------------------------------------------------------------------
        align   16
__switch_to_asm:
        push    rbp
        push    rbx
        push    r12
        push    r13
        push    r14
        push    r15
        mov     [rdi + TASK_THREAD_SP], rsp
        mov     rsp, [rsi + TASK_THREAD_SP]
        mov     [gs:rel current_task], rsi
        mov     rax, [rsi + TASK_STACK]
        add     rax, THREAD_SIZE
        mov     [gs:rel cpu_tss_rw + TSS_SP0], rax ; where interrupts from ring 3 start
        mov     rax, rdi                ; the thread we came from
        pop     r15
        pop     r14
        pop     r13
        pop     r12
        pop     rbx
        pop     rbp
        ret

;------------------------------------------------------------------------------
; ret_from_fork - a new thread's first instructions; rax = the thread before it
;
; rbp = 0 ends every walk over this stack.  A thread function that has got an mm
; (exec_mmap()) and registers (start_thread()) returns into ring 3.
;------------------------------------------------------------------------------
        align   16
ret_from_fork:
        mov     rdi, rax
        call    schedule_tail           ; unlocks the runqueue, interrupts on
        mov     rdi, r12
        call    rbx
        mov     rdi, [gs:rel current_task]
        cmp     qword [rdi + TASK_MM], 0
        jne     .to_user                ; it has become a program
        movsx   rdi, eax                ; its result is the thread's
        call    do_exit
        ud2
.to_user:
        cli
        mov     rsp, [rdi + TASK_STACK]
        add     rsp, THREAD_SIZE - PT_REGS_SIZE
        lea     rbp, [rsp + 1]
        jmp     interrupt_return
