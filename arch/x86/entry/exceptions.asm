; SPDX-License-Identifier: MIT
;
; arch/x86/entry/exceptions.asm - faults, traps and NMIs: from their stubs into C, and back
;
; Continues in do_exception(), arch/x86/cpu/traps.c.  What an exception has in common
; with an interrupt - the saved registers, rbp = regs + 1, the way back - is told in
; entry.asm; docs/nmi.md tells the story of the NMI.
;
; An exception belongs to the code that runs, so it stays on that code's stack; only
; the four that may hit at any instruction get stacks of their own, from the CPU (IST).
;
; Which exceptions push an error code
;
;   One wrong row shifts the whole frame by eight bytes, and that shows only when
;   that exception happens.  Hence one named row per vector, no bare lists; and
;   tests/unit/entry_test.c compares the rows with X86_TRAP_ERRCODE_MASK in
;   <asm/trapnr.h>, which was written independently.  (Intel SDM vol. 3,
;   "Error Code"; AMD APM vol. 2, "Vectors", for #VC and #SX.)
;
; What a stub leaves on the stack, of the frame drawn in stubs.asm
;
;        +120     orig_ax             the CPU's error code, or 0 by the stub
;        +112     rdi                 the vector; the code below swaps it with rdi

        bits    64
        default rel

%include "frame.inc"
%include "user.inc"

        extern  do_exception            ; arch/x86/cpu/traps.c
        extern  interrupt_return, iretq_to_user ; entry.asm
        extern  __preempt_count, cpu_tss_rw

        global  exc_entries_start       ; 32 stubs, EXC_STUB_SIZE bytes each
        global  exc_pushes_errcode      ; u8[32]: 1 if the CPU pushes a code
        global  asm_common_exception, asm_paranoid_exception, nmi_safe_return

;------------------------------------------------------------------------------
; EXC vector, mnemonic, ERR|NOERR, continuation - one exception stub
;
;   NOERR:  6a 00        push 0           ; stand-in error code -> orig_ax
;   both:   6a vv        push vector      ;                     -> rdi slot
;           e9 rel32     jmp  continuation
;           cc ...       int3 padding to 16 bytes
;
; The four that may hit at any instruction, even between two of the entry code
; itself, continue in asm_paranoid_exception.
;------------------------------------------------------------------------------
%define ERR     1
%define NOERR   0

%macro  EXC     4
exc_%1_%2:
  %if %3 == NOERR
        push    byte 0
  %endif
        push    byte %1
        jmp     near %4
        times   EXC_STUB_SIZE - ($ - exc_%1_%2) db 0xcc ; too long = build error
  [section .rodata]
        db      %3
  __?SECT?__                            ; back to the code
%endmacro

        section .rodata
exc_pushes_errcode:

        section .entry.text progbits alloc exec nowrite align=16
exc_entries_start:
        EXC      0, DE, NOERR, asm_common_exception     ; divide error
        EXC      1, DB, NOERR, asm_paranoid_exception   ; debug (IST)
        EXC      2, NMI, NOERR, asm_paranoid_exception  ; non-maskable interrupt (IST)
        EXC      3, BP, NOERR, asm_common_exception     ; breakpoint
        EXC      4, OF, NOERR, asm_common_exception     ; overflow
        EXC      5, BR, NOERR, asm_common_exception     ; bound range
        EXC      6, UD, NOERR, asm_common_exception     ; invalid opcode: BUG, WARN
        EXC      7, NM, NOERR, asm_common_exception     ; no FPU
        EXC      8, DF, ERR, asm_paranoid_exception     ; double fault, code always 0 (IST)
        EXC      9, OLD_MF, NOERR, asm_common_exception ; not generated since the 386
        EXC     10, TS, ERR, asm_common_exception       ; invalid TSS
        EXC     11, NP, ERR, asm_common_exception       ; segment not present
        EXC     12, SS, ERR, asm_common_exception       ; stack segment
        EXC     13, GP, ERR, asm_common_exception       ; general protection
        EXC     14, PF, ERR, asm_common_exception       ; page fault, address in cr2
        EXC     15, RES15, NOERR, asm_common_exception
        EXC     16, MF, NOERR, asm_common_exception     ; x87 floating point
        EXC     17, AC, ERR, asm_common_exception       ; alignment check
        EXC     18, MC, NOERR, asm_paranoid_exception   ; machine check (IST)
        EXC     19, XM, NOERR, asm_common_exception     ; SIMD floating point
        EXC     20, VE, NOERR, asm_common_exception     ; EPT violation (guests only)
        EXC     21, CP, ERR, asm_common_exception       ; control protection
        EXC     22, RES22, NOERR, asm_common_exception
        EXC     23, RES23, NOERR, asm_common_exception
        EXC     24, RES24, NOERR, asm_common_exception
        EXC     25, RES25, NOERR, asm_common_exception
        EXC     26, RES26, NOERR, asm_common_exception
        EXC     27, RES27, NOERR, asm_common_exception
        EXC     28, HV, NOERR, asm_common_exception     ; AMD hypervisor injection
        EXC     29, VC, ERR, asm_common_exception       ; AMD VMM communication
        EXC     30, SX, ERR, asm_common_exception       ; AMD security
        EXC     31, RES31, NOERR, asm_common_exception

;------------------------------------------------------------------------------
; asm_common_exception - faults and traps of the code that runs, on its stack
;------------------------------------------------------------------------------
        align   16
asm_common_exception:
        cld
        xchg    rdi, [rsp]              ; regs->di; rdi = vector
        PUSH_REGS
        mov     esi, edi                ; u32 vector
        test    byte [rsp + PT_CS], SEGMENT_RPL_MASK
        jnz     .swapgs
        lea     rax, [iretq_to_user]
        cmp     [rsp + PT_IP], rax      ; ring 0, but gs is the user's already
        jne     .gs_is_kernel
.swapgs:
        FROM_USER
.gs_is_kernel:
        lea     rbp, [rsp + 1]          ; encoded frame pointer
        mov     rdi, rsp                ; struct pt_regs *regs
        and     rsp, -16
        call    do_exception
        lea     rsp, [rbp - 1]
        test    dword [gs:rel __preempt_count], NMI_MASK
        jz      interrupt_return

;------------------------------------------------------------------------------
; nmi_safe_return - back from an exception into code that handles an NMI
;
; The CPU holds further NMIs back until the next iretq, whosever it is.  If an
; exception inside an NMI handler returned by iretq, the next NMI would be let in
; while the first still stands on the NMI stack, and would start at the top of
; it, on the first one's frame.  So this return does without: flags and rip are
; put below the interrupted code's stack pointer, where nothing of value is (no
; red zone), and popfq and ret take them from there.
;
; regs->orig_ax carries the new stack pointer: where exception and interrupted
; code share a stack, the two words may overlay regs->sp and regs->ss.
;------------------------------------------------------------------------------
nmi_safe_return:
        mov     rax, [rsp + PT_SP]
        mov     rcx, [rsp + PT_IP]
        mov     rdx, [rsp + PT_FLAGS]
        sub     rax, 16
        mov     [rsp + PT_ORIG_AX], rax
        mov     [rax + 8], rcx
        mov     [rax], rdx
        POP_REGS
        pop     rsp                     ; regs->orig_ax
        popfq
        ret

;------------------------------------------------------------------------------
; asm_paranoid_exception - #DB, NMI, #DF, #MC: may hit anywhere, on IST stacks
;
; Anywhere includes the few instructions of the entry code that run in ring 0 with the
; user's gs, so cs does not tell which gs is in force.  But an IST stack belongs
; to one CPU, and its topmost word, just above our struct pt_regs, holds that
; CPU's gs base (cpu_alloc_stacks()).  If the base in force is another one, it is
; a user's.  If a user set his to the same value, then either is right.
;
; rbx = 1 if gs was swapped.  Nothing is preempted on the way back: an NMI that
; wants the scheduler uses irq_work, whose interrupt comes after the iretq.
;------------------------------------------------------------------------------
        align   16
asm_paranoid_exception:
        cld
        xchg    rdi, [rsp]              ; regs->di; rdi = vector
        PUSH_REGS
        mov     esi, edi                ; u32 vector
        cmp     esi, X86_TRAP_DB
        jne     .this_stack
        test    byte [rsp + PT_CS], SEGMENT_RPL_MASK
        jnz     debug_from_user
.this_stack:
        xor     ebx, ebx
        mov     ecx, MSR_GS_BASE
        rdmsr                           ; edx:eax
        shl     rdx, 32
        or      rax, rdx
        cmp     rax, [rsp + PT_REGS_SIZE] ; the word at the top of the stack
        je      .gs_is_kernel
        swapgs
        inc     ebx
.gs_is_kernel:
        lea     rbp, [rsp + 1]          ; encoded frame pointer
        mov     rdi, rsp                ; struct pt_regs *regs
        and     rsp, -16
        call    do_exception
        lea     rsp, [rbp - 1]
        test    dword [gs:rel __preempt_count], NMI_MASK
        jnz     nmi_safe_return         ; a #DB or #MC inside an NMI
        test    ebx, ebx
        jz      .restore
        swapgs
.restore:
        POP_REGS
        add     rsp, 8                  ; regs->orig_ax
        iretq

;------------------------------------------------------------------------------
; debug_from_user - a program steps, or hit a breakpoint: nothing is special about that
;
; It gets a signal, so the way back leads past the signals: the saved registers move to
; the thread's stack, which is empty, and all is as in asm_common_exception.
;
; In: rsp = regs on the IST stack, esi = vector, gs is the user's.
;------------------------------------------------------------------------------
debug_from_user:
        FROM_USER
        mov     rax, rsp
        mov     rsp, [gs:rel cpu_tss_rw + TSS_SP0]
        mov     ecx, PT_REGS_SIZE / 8
.copy:
        push    qword [rax + rcx * 8 - 8]
        dec     ecx
        jnz     .copy
        lea     rbp, [rsp + 1]
        mov     rdi, rsp
        and     rsp, -16
        call    do_exception
        lea     rsp, [rbp - 1]
        jmp     interrupt_return
