; SPDX-License-Identifier: MIT
;
; arch/x86/boot/head.asm - from the loader's 32-bit world to 64-bit C
;
; Reached from GRUB (multiboot2) at _start, or from QEMU (PVH) at pvh_start.
; Continues in x86_64_start_kernel(), arch/x86/boot/setup.c.
;
; On entry, both ways (Multiboot2 Specification, "I386 machine state"; Xen's
; "x86/HVM direct boot ABI"):  32-bit protected mode, flat segments, paging off,
; interrupts off, ebx = physical address of what the loader tells us.  eax holds
; a magic number from GRUB and nothing from PVH.
;
; The way up, step by step; the numbers stand at the code too
;
;   1. remember magic and info; take a stack
;   2. is this a CPU we can run on?  cpuid, long mode, NX - or one line and stop
;   3. page tables: the first GiB, three times over the same page directory
;          0x0000000000000000   because rip is still there
;          0xffff888000000000   direct map     (PAGE_OFFSET)
;          0xffffffff80000000   kernel image   (__START_KERNEL_map)
;      paging_init() replaces them by the final ones
;   4. PAE, EFER.LME and NXE, paging on: now in compatibility mode
;   5. a far jump through a 64-bit code segment: long mode
;   6. jump up to where the kernel is linked: head64.asm goes on
;   7. CPU 0's per-CPU area: copy of the linked pattern, found through gs
;   8. C

        bits    32

%include "asm_offsets.inc"

MB2_MAGIC       equ     0xe85250d6      ; header magic: how GRUB finds us
MB2_ARCH_I386   equ     0
MB2_LOADED      equ     0x36d76289      ; eax from GRUB
PVH_LOADED      equ     0x336ec578      ; what we pass to C instead: "xEn3" in start info
XEN_ELFNOTE_PHYS32_ENTRY equ 18

KERNEL_MAP      equ     0xffffffff80000000

CPUID_EXT_MAX   equ     0x80000000
CPUID_EXT_FEAT  equ     0x80000001
CPUID_EDX_NX    equ     1 << 20
CPUID_EDX_LM    equ     1 << 29
EFLAGS_ID       equ     1 << 21
CR4_PAE         equ     1 << 5
CR0_PG_WP_PE    equ     0x80010001
EFER_MSR        equ     0xc0000080
EFER_LME_NXE    equ     1 << 8 | 1 << 11

PTE_PRESENT_RW  equ     0x3
PDE_2M          equ     0x83
BOOT_CS         equ     0x10            ; __KERNEL_CS
BOOT_DS         equ     0x18            ; __KERNEL_DS

COM1            equ     0x3f8
COM1_LSR        equ     COM1 + 5
LSR_THRE        equ     0x20
VGA_TEXT        equ     0xb8000
VGA_RED         equ     0x4f

%define PHYS(sym) (sym - KERNEL_MAP)

        global  _start
        global  pvh_start
        extern  high_half               ; head64.asm
        extern  init_stack_end

;------------------------------------------------------------------------------
        section .multiboot progbits alloc noexec nowrite align=8
mb2_header:
        dd      MB2_MAGIC
        dd      MB2_ARCH_I386
        dd      mb2_end - mb2_header
        dd      0x100000000 - (MB2_MAGIC + MB2_ARCH_I386 + (mb2_end - mb2_header))
        dw      6, 0                    ; tag: modules on page boundaries
        dd      8
        dw      0, 0                    ; tag: end
        dd      8
mb2_end:

        section .note.pvh note alloc noexec nowrite align=4
        dd      4, 4, XEN_ELFNOTE_PHYS32_ENTRY
        db      'Xen', 0
        dd      pvh_start

;------------------------------------------------------------------------------
        section .boot.text progbits alloc exec nowrite align=16
pvh_start:
        mov     eax, PVH_LOADED
_start:
        cli                             ; 1
        cld
        mov     esp, PHYS(init_stack_end)
        mov     edi, eax                ;    first argument of C: magic
        mov     esi, ebx                ;    second: info

        pushfd                          ; 2  can EFLAGS.ID be changed?
        pop     eax
        mov     ecx, eax
        xor     eax, EFLAGS_ID
        push    eax
        popfd
        pushfd
        pop     eax
        push    ecx
        popfd                           ;    as it was
        cmp     eax, ecx
        mov     ebp, msg_no_cpuid
        je      refuse
        mov     eax, CPUID_EXT_MAX
        cpuid
        mov     ebp, msg_no_lm
        cmp     eax, CPUID_EXT_FEAT
        jb      refuse
        mov     eax, CPUID_EXT_FEAT
        cpuid
        test    edx, CPUID_EDX_LM
        jz      refuse
        mov     ebp, msg_no_nx
        test    edx, CPUID_EDX_NX
        jz      refuse

        rdtsc                           ;    where the boot row of the benchmark begins
        mov     [PHYS(boot_tsc)], eax
        mov     [PHYS(boot_tsc) + 4], edx

        mov     edx, PHYS(boot_pd)      ; 3
        mov     eax, PDE_2M
        xor     ecx, ecx
.fill:  mov     [edx + 8 * ecx], eax
        add     eax, 0x200000
        inc     ecx
        cmp     ecx, 512
        jb      .fill
        mov     eax, PHYS(boot_pd) + PTE_PRESENT_RW
        mov     [PHYS(boot_pdpt_low)], eax
        mov     [PHYS(boot_pdpt_high) + 8 * 510], eax
        mov     eax, PHYS(boot_pdpt_low) + PTE_PRESENT_RW
        mov     [PHYS(boot_pml4)], eax
        mov     [PHYS(boot_pml4) + 8 * 273], eax
        mov     eax, PHYS(boot_pdpt_high) + PTE_PRESENT_RW
        mov     [PHYS(boot_pml4) + 8 * 511], eax

        mov     eax, cr4                ; 4
        or      eax, CR4_PAE
        mov     cr4, eax
        mov     eax, PHYS(boot_pml4)
        mov     cr3, eax
        mov     ecx, EFER_MSR
        rdmsr
        or      eax, EFER_LME_NXE
        wrmsr
        mov     eax, cr0
        or      eax, CR0_PG_WP_PE
        mov     cr0, eax

        lgdt    [boot_gdt_ptr]          ; 5
        jmp     BOOT_CS:long_mode

; ebp = why.  One line on the serial port and on the screen, then stop.
refuse:
        mov     edx, VGA_TEXT
        mov     esi, ebp
.next:  movzx   ebx, byte [esi]
        test    bl, bl
        jz      .stop
        mov     bh, VGA_RED
        mov     [edx], bx
        add     edx, 2
        push    edx
        mov     edx, COM1_LSR
        mov     ecx, 100000             ; bounded: there may be no UART
.wait:  in      al, dx
        test    al, LSR_THRE
        loopz   .wait
        mov     edx, COM1
        mov     al, bl
        out     dx, al
        pop     edx
        inc     esi
        jmp     .next
.stop:  hlt
        jmp     .stop

        bits    64
long_mode:
        mov     eax, BOOT_DS
        mov     ss, eax
        mov     ds, eax
        mov     es, eax
        xor     eax, eax
        mov     fs, eax
        mov     gs, eax
        mov     rax, high_half          ; 6
        jmp     rax

        section .boot.data progbits alloc noexec write align=8
boot_gdt:
        dq      0
        dq      0
        dq      0x00af9b000000ffff      ; 0x10: 64-bit code, ring 0
        dq      0x00cf93000000ffff      ; 0x18: data
boot_gdt_ptr:
        dw      boot_gdt_ptr - boot_gdt - 1
        dd      boot_gdt
msg_no_cpuid:   db      "Hemi: this CPU has no CPUID instruction; an x86-64 CPU is needed."
                db      13, 10, 0
msg_no_lm:      db      "Hemi: this CPU has no 64-bit long mode; an x86-64 CPU is needed."
                db      13, 10, 0
msg_no_nx:      db      "Hemi: this CPU cannot forbid execution of pages (NX); it is needed."
                db      13, 10, 0

;------------------------------------------------------------------------------
        section .data
        align   8
        global  boot_tsc
boot_tsc:       dq      0

        section .bss..page_aligned nobits alloc noexec write align=4096
        global  boot_pml4
boot_pml4:      resb    4096
boot_pdpt_low:  resb    4096
boot_pdpt_high: resb    4096
boot_pd:        resb    4096
