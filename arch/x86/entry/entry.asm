; SPDX-License-Identifier: MIT
;
; arch/x86/entry/entry.asm - from a stub into C, and back to what was interrupted
;
; Reading order: 4.  Reached from arch/x86/entry/stubs.asm.  Continues in
;                    common_interrupt(), arch/x86/apic/irq.c.
; Reading order: 11.  do_softirq_own_stack(), called by kernel/bh/softirq.c.
; Reading order: 16.  Reached again when common_interrupt() returns.  Ends the
;                    path with iretq.
;
; What has to happen between the CPU and a C function
;
;   1. If the interrupt came from ring 3, swapgs: C finds its per-CPU variables
;      through gs, and gs is the user's until then.
;   2. Save the 15 general registers: that completes struct pt_regs.
;   3. Point rbp at it.  The value is encoded: regs + 1.  No frame address is odd,
;      so whoever walks the frame pointers knows this one for saved registers.
;      And since C must preserve rbp, `lea rsp, [rbp - 1]` finds the frame again,
;      whichever stack C ran on.
;   4. Change to this CPU's IRQ stack.  An interrupt may hit a thread that has used
;      nearly all of its stack; and handlers, with the softirqs that run behind
;      them, get a budget of their own.
;   5. Call C.
;
; and on the way back
;
;   6. To ring 3: let C do what must be done before user code runs again.
;   7. To the kernel: if preemption is allowed AND wanted, let the scheduler run
;      another thread first.  Both conditions are one comparison, see
;      <asm/preempt.h>.
;   8. Restore the registers, iretq.
;
; The stacks while common_interrupt() runs for a key pressed in a kernel thread
;
;        thread's stack                    IRQ stack of this CPU
;        ...                               +----------------------+ hardirq_stack_ptr
;        frames of the thread              | return address       |
;        +----------------------+          | rbp = regs + 1 ------|--+
;        | struct pt_regs       | <-----------------------------------+
;        +----------------------+          | frames of the        |
;        | (free)               |          | handler, softirqs    |
;        +----------------------+          +----------------------+
;        | guard page           |          | guard page           |
;
; hardirq_stack_inuse keeps a nested interrupt (one that hits a softirq, which
; runs with interrupts on) from starting at the top of the same stack again.
;
; In all code here: IF=0, except inside the C functions called; rsp is a multiple
; of 16 at every call, as the ABI wants, while struct pt_regs itself is not.

        bits    64
        default rel

%include "frame.inc"
%include "user.inc"

        extern  common_interrupt        ; arch/x86/apic/irq.c
        extern  irqentry_exit_to_user_mode ; arch/x86/entry/common.c
        extern  preempt_schedule_irq    ; kernel/sched/core.c
        extern  __do_softirq            ; kernel/bh/softirq.c
        extern  do_group_exit           ; kernel/process/signal.c
        extern  sysvec_apic_timer_interrupt, sysvec_irq_work, sysvec_irq_move_cleanup
        extern  sysvec_spurious_apic_interrupt, sysvec_error_interrupt
        extern  sysvec_reschedule_ipi, sysvec_call_function, sysvec_call_function_single
        extern  __preempt_count, hardirq_stack_ptr, hardirq_stack_inuse

        global  asm_common_interrupt
        global  asm_sysvec_apic_timer_interrupt, asm_sysvec_irq_work, asm_sysvec_irq_move_cleanup
        global  asm_sysvec_spurious_apic_interrupt, asm_sysvec_error_interrupt
        global  asm_sysvec_reschedule_ipi
        global  asm_sysvec_call_function, asm_sysvec_call_function_single
        global  do_softirq_own_stack
        global  interrupt_return, iretq_to_kernel, iretq_to_user

        section .entry.text progbits alloc exec nowrite align=16

;------------------------------------------------------------------------------
; ON_IRQ_STACK function, nested - steps 4 and 5
;
; In: rdi (and rsi) = the function's arguments, rbp = regs + 1.  Out: rsp = regs.
; If the IRQ stack is in use, continues at `nested`, which is ON_THIS_STACK.
;------------------------------------------------------------------------------
%macro  ON_IRQ_STACK 2
        cmp     byte [gs:rel hardirq_stack_inuse], 0
        jne     %2
        mov     rsp, [gs:rel hardirq_stack_ptr]
        mov     byte [gs:rel hardirq_stack_inuse], 1
        call    %1
        mov     byte [gs:rel hardirq_stack_inuse], 0
        lea     rsp, [rbp - 1]
%endmacro

%macro  ON_THIS_STACK 1
        and     rsp, -16
        call    %1
        lea     rsp, [rbp - 1]
        jmp     interrupt_return
%endmacro

;------------------------------------------------------------------------------
; SYSVEC vector, asm name, C function - an interrupt with one fixed purpose.  As
; asm_common_interrupt below, but the function is known and needs no vector.
;------------------------------------------------------------------------------
%macro  SYSVEC  3
        align   16
%2:
        push    %1                      ; regs->orig_ax
        cld
        test    byte [rsp + PT_CS - PT_ORIG_AX], SEGMENT_RPL_MASK
        jz      .gs_is_kernel
        FROM_USER
.gs_is_kernel:
        push    rdi
        PUSH_REGS
        lea     rbp, [rsp + 1]
        mov     rdi, rsp
        ON_IRQ_STACK %3, .nested
        jmp     interrupt_return
.nested:
        ON_THIS_STACK %3
%endmacro

        SYSVEC  LOCAL_TIMER_VECTOR, asm_sysvec_apic_timer_interrupt, sysvec_apic_timer_interrupt
        SYSVEC  IRQ_WORK_VECTOR, asm_sysvec_irq_work, sysvec_irq_work
        SYSVEC  IRQ_MOVE_CLEANUP_VECTOR, asm_sysvec_irq_move_cleanup, sysvec_irq_move_cleanup
        SYSVEC  RESCHEDULE_VECTOR, asm_sysvec_reschedule_ipi, sysvec_reschedule_ipi
        SYSVEC  CALL_FUNCTION_VECTOR, asm_sysvec_call_function, sysvec_call_function
        SYSVEC  CALL_FUNCTION_SINGLE_VECTOR, asm_sysvec_call_function_single, \
                sysvec_call_function_single
        SYSVEC  SPURIOUS_APIC_VECTOR, asm_sysvec_spurious_apic_interrupt, \
                sysvec_spurious_apic_interrupt
        SYSVEC  ERROR_APIC_VECTOR, asm_sysvec_error_interrupt, sysvec_error_interrupt

; Where asm_common_interrupt continues if the IRQ stack is in use.
asm_common_interrupt_nested:
        ON_THIS_STACK common_interrupt

;------------------------------------------------------------------------------
; asm_common_interrupt - every device interrupt; the stub pushed the vector
;------------------------------------------------------------------------------
        align   16
asm_common_interrupt:
        cld                             ; C assumes DF=0; interrupted code may not
        test    byte [rsp + PT_CS - PT_ORIG_AX], SEGMENT_RPL_MASK
        jz      .gs_is_kernel
        FROM_USER                       ; from here on gs finds per-CPU data
.gs_is_kernel:
        push    rdi                     ; regs->di
        PUSH_REGS
        lea     rbp, [rsp + 1]          ; encoded frame pointer
        mov     rdi, rsp                ; struct pt_regs *regs
        movzx   esi, byte [rsp + PT_ORIG_AX] ; u32 vector
        ON_IRQ_STACK common_interrupt, asm_common_interrupt_nested

;------------------------------------------------------------------------------
; interrupt_return - steps 6 to 8; in: rsp = regs, rbp = regs + 1
;
; asm_common_interrupt falls into it; system vectors and exceptions jump here.
;------------------------------------------------------------------------------
interrupt_return:
        test    byte [rsp + PT_CS], SEGMENT_RPL_MASK
        jnz     return_to_user
return_to_kernel:
        cmp     dword [gs:rel __preempt_count], 0
        je      preempt_on_return       ; allowed and wanted
restore_to_kernel:
        POP_REGS
        add     rsp, 8                  ; regs->orig_ax
iretq_to_kernel:
        iretq

preempt_on_return:
        ; Code that had interrupts off must not lose the CPU: only `int n` and
        ; exceptions come from there, but they come through here too.
        test    dword [rsp + PT_FLAGS], X86_EFLAGS_IF
        jz      restore_to_kernel
        and     rsp, -16
        call    preempt_schedule_irq    ; returns when this thread runs again
        lea     rsp, [rbp - 1]
        jmp     restore_to_kernel

return_to_user:
        mov     rdi, rsp
        and     rsp, -16
        call    irqentry_exit_to_user_mode
        lea     rsp, [rbp - 1]
        swapgs                          ; gs is the user's again: no C, no gs below
        POP_REGS
        add     rsp, 8                  ; regs->orig_ax
iretq_to_user:
        iretq                           ; faults if the user's cs, ss or rsp are bad

; What a fault of that iretq becomes: asm_common_exception has put gs right, and
; the exception table sends it here, on the thread's stack.
bad_iretq:
        and     rsp, -16
        mov     edi, 11                 ; SIGSEGV
        call    do_group_exit
        ud2

        section __ex_table progbits alloc noexec nowrite align=4
        dd      iretq_to_user - $
        dd      bad_iretq - $
        __?SECT?__
        section .entry.text

;------------------------------------------------------------------------------
; void do_softirq_own_stack(void) - softirqs from thread context, on the IRQ stack
;
; In: IF=0, not on the IRQ stack.  The frame is an ordinary one, so a stack walker
; steps from the IRQ stack to the thread's without noticing.
;------------------------------------------------------------------------------
        align   16
do_softirq_own_stack:
        push    rbp
        mov     rbp, rsp
        mov     byte [gs:rel hardirq_stack_inuse], 1
        mov     rsp, [gs:rel hardirq_stack_ptr]
        call    __do_softirq
        mov     byte [gs:rel hardirq_stack_inuse], 0
        leave                           ; rsp = rbp, pop rbp
        ret
