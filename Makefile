# SPDX-License-Identifier: MIT
# Build and run Hemi.  Everything made goes to build/ (or O=dir).  There is no
# configuration: every source file is always built, and behaviour is chosen on
# the kernel command line (docs/cmdline.md).  `make help` lists the commands.

O    ?= build
B    := $(O)
SRC  := $(CURDIR)

ifneq ($(LLVM),)
CC   := clang
endif
ifeq ($(origin CC),default)
CC   := gcc
endif
LD      := ld
NM      := nm
OBJCOPY := objcopy
NASM    := nasm
# Debian's own: another python3 on PATH does not see Debian's packages.
PYTHON  := $(firstword $(wildcard /usr/bin/python3) python3)

HEMI_VERSION := 0.1.0

WARN := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla \
        -Wframe-larger-than=1024 -Wno-unused-parameter -Wno-sign-compare \
        -Wno-missing-field-initializers -Werror
FREESTANDING := -std=gnu11 -ffreestanding -nostdinc -fno-common -fno-strict-aliasing \
        -fwrapv -fno-delete-null-pointer-checks -Iinclude
ARCHFLAGS := -m64 -mcmodel=kernel -mno-red-zone -mgeneral-regs-only -fno-pic -fno-pie \
        -fno-stack-protector -fcf-protection=none -fno-asynchronous-unwind-tables \
        -fno-omit-frame-pointer -momit-leaf-frame-pointer -fno-optimize-sibling-calls
# C keeps stacks aligned to 8 (below): without SSE nothing needs 16, and many a frame is shorter.
COMPILER_INCLUDE := -isystem $(shell $(CC) -print-file-name=include 2>/dev/null)
CFLAGS = -O2 -g $(WARN) $(FREESTANDING) $(ARCHFLAGS) $(COMPILER_INCLUDE)
ifneq ($(findstring clang,$(CC)),)
CFLAGS += -Wno-gnu-variable-sized-type-not-at-end -Wno-address-of-packed-member
ARCHFLAGS += -mstack-alignment=8
else
CFLAGS += -Wno-missing-field-initializers
ARCHFLAGS += -mskip-rax-setup -mpreferred-stack-boundary=3 -fno-tree-loop-distribute-patterns -fno-align-loops
endif
AFLAGS  := -f elf64 -g -F dwarf -w+all -Werror -I$(B)/
LDFLAGS := -nostdlib -static -z max-page-size=4096 -z noexecstack --no-warn-rwx-segments \
        --build-id=none -T linker.ld

# ---- modules: make M=dir modules, also called from a module's own Makefile -----------------

# What Linux's kbuild has a compiler warn of in a module, and what is an error there.
MODULE_WARN := -Wall -Wno-unused-but-set-variable -Wno-pointer-sign -Wno-main -Wvla \
        $(if $(findstring clang,$(CC)),,-Wno-format-overflow) \
        -Wframe-larger-than=2048 -Werror=implicit-function-declaration -Werror=implicit-int \
        -Werror=return-type -Werror=strict-prototypes -Werror=incompatible-pointer-types

ifneq ($(M),)
export HEMI := $(SRC)
export HEMI_B := $(abspath $(B))
export HEMI_CC := $(CC)
export HEMI_LD := $(LD)
export HEMI_PYTHON := $(PYTHON)
export HEMI_CFLAGS := -O2 -g $(MODULE_WARN) $(FREESTANDING:-Iinclude=-I$(SRC)/include) \
        $(filter-out -momit-leaf-frame-pointer,$(ARCHFLAGS)) $(COMPILER_INCLUDE) -include linux/kconfig.h
export HEMI_RELEASE := $(shell sed -n 's/^\#define UTS_RELEASE "\(.*\)"/\1/p' include/generated/utsrelease.h)
export HEMI_MODLIB := $(INSTALL_MOD_PATH)/lib/modules/$(HEMI_RELEASE)/$(or $(INSTALL_MOD_DIR),updates)
IN_DIR := $(MAKE) --no-print-directory -f scripts/modules.mk top=$(abspath $(M)) dir=$(abspath $(M))

modules: $(if $(wildcard $(B)/Module.symvers),,kernel-first)
	+@$(IN_DIR) __build
	+@$(IN_DIR) __modpost
kernel-first:
	@$(MAKE) --no-print-directory M= all
modules_install:
	+@$(IN_DIR) __install
clean:
	+@$(IN_DIR) __clean
help:
	@echo 'make M=dir modules            build the modules of a directory, from its Kbuild file or Makefile'
	@echo 'make M=dir modules_install    copy them to INSTALL_MOD_PATH/lib/modules/$(HEMI_RELEASE)/updates'
	@echo 'make M=dir clean              remove what was built'
else

# ---- the kernel ------------------------------------------------------------------------------

# Everything depends on this file, which changes when the compiler or its flags do.
COMMANDS := $(CC) $(CFLAGS) $(AFLAGS)
$(shell mkdir -p $(B); echo '$(COMMANDS)' | cmp -s - $(B)/flags || echo '$(COMMANDS)' > $(B)/flags)

DIRS := arch fs kernel drivers lib tests/unit tests/modules
# asm_offsets.c is compiled to numbers, not to code.
CSRC := $(sort $(filter-out %/asm_offsets.c,$(shell find $(DIRS) -name '*.c' 2>/dev/null)))
ASRC := $(sort $(shell find $(DIRS) -name '*.asm' 2>/dev/null))
OBJS := $(CSRC:%.c=$(B)/%.o) $(ASRC:%.asm=$(B)/%.asm.o)

# Numbers shared by C and NASM (vectors, struct offsets) are written once, in C.
INCS := $(B)/asm_offsets.inc

USER := $(filter-out $(B)/user/lib,$(patsubst user/%.c,$(B)/user/%,$(wildcard user/*.c))) $(B)/user/hello-pie

all: $(B)/hemi.elf $(B)/Module.symvers $(B)/compile_commands.json $(USER)

objs: $(OBJS)

# Small programs for ring 3: all of user/ but the library, which each of them gets.  Those
# whose names end in -pie can be anywhere in memory.
USER_FLAGS := -O2 -Wall -Wextra -Werror -std=gnu11 -ffreestanding -fno-stack-protector \
        -fcf-protection=none -fno-asynchronous-unwind-tables -nostdlib -Wl,--build-id=none \
        -Wl,-z,noexecstack
$(B)/user/%: user/%.c user/lib.c user/user.h $(B)/flags
	@mkdir -p $(@D)
	$(Q)$(CC) $(USER_FLAGS) -fno-pie -static $< user/lib.c -o $@
$(B)/user/%-pie: user/%.c user/lib.c user/user.h $(B)/flags
	@mkdir -p $(@D)
	$(Q)$(CC) $(USER_FLAGS) -fpie -static-pie $< user/lib.c -o $@

# A module finds its own name as Linux's kbuild gives it; example modules start on demand.
modname = $(subst -,_,$(basename $(notdir $<)))
$(B)/tests/modules/%.o $(B)/drivers/misc/%.o: CFLAGS += -DMODULE_ON_DEMAND
# One module in several files.
$(B)/drivers/misc/edu%.o: modname := edu
# Nearly half of the image would be tests: they are many, not hot.
$(B)/tests/unit/%.o: CFLAGS += -Os
# Off the path: small comes before fast.
$(B)/fs/%.o $(B)/drivers/base/%.o $(B)/drivers/pci/%.o $(B)/drivers/tty/%.o $(B)/kernel/monitor/%.o \
$(B)/kernel/kunit/%.o $(B)/kernel/module/%.o $(B)/kernel/process/%.o: CFLAGS += -Os

$(B)/%.o: %.c $(B)/flags
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) -DKBUILD_MODNAME='"$(modname)"' -DKBUILD_BASENAME='"$(modname)"' -MMD -MP -c $< -o $@

# NASM 2.16's -MD leaves out what is %included: every .inc counts for every .asm.
$(B)/%.asm.o: %.asm $(B)/flags $(INCS) $(shell find arch -name '*.inc')
	@mkdir -p $(@D)
	$(Q)$(NASM) $(AFLAGS) -I$(dir $<) -MD $(@:.o=.d) -MP $< -o $@

$(INCS): arch/x86/entry/asm_offsets.c $(B)/flags
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) -MMD -MF $(B)/asm_offsets.d -MT $@ -S $< -o $(B)/asm_offsets.s
	$(Q)sed -n 's/^.*->\([A-Za-z0-9_]*\) [$$#]*\(-*[0-9]*\).*$$/%define \1 \2/p' $(B)/asm_offsets.s > $@

VERSION_C := $(B)/version.c
$(VERSION_C): Makefile $(B)/flags scripts/version.sh
	$(Q)scripts/version.sh '$(HEMI_VERSION)' '$(CC)' > $@
$(B)/version.o: $(VERSION_C)
	$(Q)$(CC) $(CFLAGS) -c $< -o $@

# Two-pass link: pass 1 without symbols' names, pass 2 with the table made from
# pass 1.  The table sits behind everything else that is loaded, so that its
# size cannot move a symbol; the third line of the recipe checks just that.
KALLSYMS := scripts/kallsyms.py
$(B)/hemi.elf: $(OBJS) $(B)/version.o linker.ld $(KALLSYMS)
	$(Q)$(PYTHON) $(KALLSYMS) /dev/null > $(B)/kallsyms0.asm && $(NASM) -f elf64 $(B)/kallsyms0.asm -o $(B)/kallsyms0.o
	$(Q)$(LD) $(LDFLAGS) -o $(B)/hemi.pass1 $(OBJS) $(B)/version.o $(B)/kallsyms0.o
	$(Q)$(NM) -n $(B)/hemi.pass1 | $(PYTHON) $(KALLSYMS) - > $(B)/kallsyms.asm && $(NASM) -f elf64 $(B)/kallsyms.asm -o $(B)/kallsyms.o
	$(Q)$(LD) $(LDFLAGS) -Map=$(B)/hemi.map -o $(B)/hemi.pass2 $(OBJS) $(B)/version.o $(B)/kallsyms.o
	$(Q)$(NM) -n $(B)/hemi.pass2 | $(PYTHON) $(KALLSYMS) --check $(B)/kallsyms.asm -
	$(Q)mv $(B)/hemi.pass2 $@
	@echo "built $@"

# What modules may use.
$(B)/Module.symvers: $(B)/hemi.elf scripts/modpost.py scripts/elf.py
	$(Q)$(PYTHON) scripts/modpost.py --elf $< --symvers $@

$(B)/compile_commands.json: $(B)/flags Makefile scripts/compile_commands.py
	$(Q)$(PYTHON) scripts/compile_commands.py '$(SRC)' '$(CC) $(CFLAGS)' $(CSRC) > $@

ifeq ($(V),)
Q := @
endif

-include $(OBJS:.o=.d) $(B)/asm_offsets.d

iso: $(B)/hemi.iso
$(B)/hemi.iso: $(B)/hemi.elf grub.cfg scripts/mkiso.py
	$(Q)$(PYTHON) scripts/mkiso.py $(B)/hemi.elf $@ grub.cfg
	@echo "built $@"

export SMP MEM APPEND FILES MODULES RUN USERLAND QEMU_ARGS BOOT DISPLAY_MODE
run debug: deps-run
	$(Q)$(MAKE) --no-print-directory O=$(O) $(if $(filter iso uefi,$(BOOT)),iso,all)
	$(Q)$(PYTHON) scripts/run.py $(if $(filter debug,$@),--debug) $(B)

gdb:
	gdb -q $(B)/hemi.elf -x scripts/gdb/hemi.py -ex 'hemi-attach'

test: deps-test
	$(Q)$(MAKE) --no-print-directory O=$(O) all iso
	$(Q)HEMI_BUILD=$(abspath $(B)) $(PYTHON) -m pytest -q -n 2 --dist loadgroup $(if $(K),-k "$(K)") tests

sweep: deps-run
	$(Q)$(MAKE) --no-print-directory O=$(O) all
	$(Q)$(PYTHON) scripts/sweep.py --doc docs/testing.md $(B)

golden: deps-run
	$(Q)$(MAKE) --no-print-directory O=$(O) all
	$(Q)HEMI_BUILD=$(abspath $(B)) $(PYTHON) tests/golden_runs.py

models: deps-test
	$(Q)$(PYTHON) scripts/models.py --doc docs/testing.md $(if $(K),-k "$(K)") $(B)

# Both kernels boot with Debian's BusyBox; Linux is unpacked below $(B)/linux, nothing is installed.
oracle: deps-test
	$(Q)$(MAKE) --no-print-directory O=$(O) all
	$(Q)$(PYTHON) scripts/oracle.py $(if $(K),-k "$(K)") $(B)

bench: deps-run
	$(Q)$(MAKE) --no-print-directory O=$(O) all
	$(Q)$(PYTHON) scripts/bench.py $(B)

check: deps-test
	$(Q)$(PYTHON) scripts/check.py

mutants: deps-test
	$(Q)$(MAKE) --no-print-directory O=$(O) all iso
	$(Q)$(PYTHON) scripts/mutants.py $(if $(K),-k "$(K)",--doc) $(B)

torture: deps-run
	$(Q)$(MAKE) --no-print-directory O=$(O) all
	$(Q)$(PYTHON) scripts/torture.py $(if $(K),-k "$(K)") $(if $(N),-n $(N)) $(if $(SMP),--smp $(SMP)) \
		$(if $(THREAD),--thread $(THREAD)) $(B)

book:
	$(Q)$(PYTHON) scripts/book.py docs/reading-order.list

deps-%:
	$(Q)scripts/deps.sh $*

modules modules_install:
	@echo "make $@ wants M=dir, the directory of the modules (docs/modules.md)"; exit 1

clean:
	rm -rf $(B)

help:
	@echo 'make               build/hemi.elf (O=dir: elsewhere; CC=clang or LLVM=1: by clang)'
	@echo 'make iso           build/hemi.iso: GRUB, for BIOS and UEFI'
	@echo 'make run           boot in QEMU on this terminal; SMP=2 MEM=256M APPEND="words"'
	@echo '                   BOOT=kernel|iso|uefi DISPLAY_MODE=serial|curses|gui FILES="f g" QEMU_ARGS="..."'
	@echo '                   MODULES="a.ko b.ko": into /lib/modules, for insmod; USERLAND=no: the monitor, no BusyBox'
	@echo '                   RUN="commands": in a shell, then off; QEMU ends with 33, or 35 if the last one failed'
	@echo 'make test          build and run every test; K=pattern selects'
	@echo 'make debug         boot and wait for gdb;  make gdb: attach to it'
	@echo 'make sweep         an interrupt at every instruction of the paths in docs/testing.md: its table'
	@echo 'make golden        boot the runs of tests/golden_runs.py, rewrite logs that have changed'
	@echo 'make models        search all interleavings of the models in tests/models/, and their mutants'
	@echo 'make oracle        the modules of tests/oracle/ on Linux 6.1 and here: equal logs?  K=pattern selects'
	@echo 'make bench         what each path costs, in instructions'
	@echo 'make check         what a machine can check of the style'
	@echo 'make mutants       plant one defect at a time: do the tests find it?  K=pattern selects'
	@echo 'make torture       make events on 8 CPUs until none was lost; K=softirqs selects'
	@echo '                   N=1000 so many, SMP=4 on so many, THREAD=single: virtual CPUs take turns'
	@echo 'make book          the interrupt path as one text, in reading order'
	@echo 'make clean         remove build/'

.PHONY: modules modules_install models oracle all objs iso run test debug gdb golden sweep bench check mutants torture book clean help
endif
