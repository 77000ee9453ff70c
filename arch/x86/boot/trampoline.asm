; SPDX-License-Identifier: MIT
;
; arch/x86/boot/trampoline.asm - the first instructions of every processor but the first
;
; Reached from a startup interrupt (arch/x86/cpu/smpboot.c).  Continues in
; secondary_high_half, arch/x86/boot/head64.asm.
;
; A processor that gets INIT and a startup message with page number PP begins in
; real mode at PP000h, as the 8086 would.  So a copy of this code stands on a page
; below 1 MiB; it works wherever that page is, because cs tells.  The steps are
; those of head.asm, with its page tables, which map that page at its own address.
;
;   1. cs -> the page's address, and with it the three addresses that cannot be
;      relative: the GDT's, and the targets of the two far jumps
;   2. protected mode, flat segments
;   3. PAE, page tables, long mode, paging
;   4. 64-bit code, and from there to the address the kernel is linked to

%include "asm_offsets.inc"

CR0_PE          equ     1
CR0_CD_NW       equ     0x60000000
CR0_PG_WP_PE    equ     0x80010001
CR4_PAE         equ     1 << 5
EFER_MSR        equ     0xc0000080
EFER_LME_NXE    equ     (1 << 8) | (1 << 11)
KERNEL_MAP      equ     0xffffffff80000000

%define AT(label) (label - trampoline_start)    ; offset on the page

        global  trampoline_start, trampoline_end
        extern  boot_pml4
        extern  secondary_high_half

        section .rodata
        align   16
        bits    16
trampoline_start:
        cli
        cld
        mov     ax, cs                  ; 1
        mov     ds, ax
        movzx   ebx, ax
        shl     ebx, 4
        lea     eax, [ebx + AT(gdt)]
        mov     [AT(gdt_ptr) + 2], eax
        lea     eax, [ebx + AT(protected)]
        mov     [AT(to_protected)], eax
        lea     eax, [ebx + AT(long_mode)]
        mov     [AT(to_long)], eax

        o32 lgdt [AT(gdt_ptr)]          ; 2
        mov     eax, cr0
        or      al, CR0_PE
        mov     cr0, eax
        jmp     dword far [AT(to_protected)]

        bits    32
protected:
        mov     ax, DATA
        mov     ds, ax
        mov     es, ax
        mov     ss, ax

        mov     eax, cr4                ; 3
        or      eax, CR4_PAE
        mov     cr4, eax
        mov     eax, boot_pml4 - KERNEL_MAP
        mov     cr3, eax
        mov     ecx, EFER_MSR
        rdmsr
        or      eax, EFER_LME_NXE
        wrmsr
        mov     eax, cr0
        and     eax, ~CR0_CD_NW         ; reset leaves the caches off
        or      eax, CR0_PG_WP_PE
        mov     cr0, eax
        jmp     far [ebx + AT(to_long)]

        bits    64
long_mode:
        mov     rax, secondary_high_half ; 4
        jmp     rax

        align   8
gdt:
        dq      0
CODE32  equ     $ - gdt
        dq      0x00cf9b000000ffff
DATA    equ     $ - gdt
        dq      0x00cf93000000ffff
CODE64  equ     $ - gdt
        dq      0x00af9b000000ffff
gdt_ptr:
        dw      $ - gdt - 1
        dd      0
to_protected:
        dd      0
        dw      CODE32
to_long:
        dd      0
        dw      CODE64
trampoline_end:
