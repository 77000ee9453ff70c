# SPDX-License-Identifier: MIT
# Build the modules of one directory from its Kbuild file (or Makefile), as Linux's kbuild
# reads it.  The top Makefile calls this for `make M=dir modules`; docs/modules.md.
#
#   __build     compile; write modules.order, the list of this directory's .ko files
#   __modpost   find out where each symbol comes from; then link the .ko files
#   __install, __clean
#
# The user's file is read here, so its own targets (all, clean) are not ours: ours begin
# with two underscores.  What the top Makefile hands over is named HEMI_...
#
#   dir         the directory, absolute; top: the one that M= named

PHONY := __build __modpost __install __clean
__build:

src := $(dir)
obj := $(dir)
M := $(top)
KBUILD_EXTMOD := $(top)
srctree := $(HEMI)
objtree := $(HEMI)
KERNELRELEASE := $(HEMI_RELEASE)
KERNELVERSION := $(HEMI_RELEASE)
CONFIG_MODULES := y
CONFIG_SMP := y
CONFIG_64BIT := y
CONFIG_X86_64 := y
ARCH := x86
SRCARCH := x86
export KERNELRELEASE

# Objects depend on this file, which changes when the compiler or its flags do.
flags-file := $(top)/.modules.flags
ifneq ($(filter __build,$(MAKECMDGOALS)),)
$(shell echo '$(HEMI_CC) $(HEMI_CFLAGS)' | cmp -s - $(flags-file) || echo '$(HEMI_CC) $(HEMI_CFLAGS)' > $(flags-file))
endif

kbuild-file := $(firstword $(wildcard $(src)/Kbuild $(src)/Makefile))
ifeq ($(kbuild-file),)
$(error $(src) has neither a Kbuild nor a Makefile)
endif
include $(kbuild-file)

ifneq ($(V),1)
say = @echo '  $(1) $(2)';
endif

# obj-m: name.o is a module, name/ a directory with more of them.
module-objs := $(sort $(filter %.o,$(obj-m)))
modules := $(module-objs:%.o=%)
subdirs := $(patsubst %/,%,$(sort $(filter %/,$(obj-m) $(obj-y)) $(addsuffix /,$(subdir-m) $(subdir-y))))

# The objects that module $(1) is made of, if it is not a single file.
parts = $(strip $($(notdir $(1))-objs) $($(notdir $(1))-y) $($(notdir $(1))-m))
single := $(strip $(foreach m,$(modules),$(if $(call parts,$(m)),,$(m))))
composite := $(filter-out $(single),$(modules))
objects := $(addsuffix .o,$(single)) $(foreach m,$(composite),$(addprefix $(filter-out ./,$(dir $(m))),$(call parts,$(m))))

name-fix = $(subst -,_,$(basename $(notdir $(1))))
flags-of = $(subdir-ccflags-y) $(ccflags-y) $(EXTRA_CFLAGS) $(CFLAGS_$*.o) $(CFLAGS_$(notdir $*).o)
without = $(filter-out $(ccflags-remove-y) $(CFLAGS_REMOVE_$*.o),$(1))
names = -DKBUILD_MODNAME='"$(modname)"' -DKBUILD_BASENAME='"$(call name-fix,$*)"'
modname = $(call name-fix,$@)

compile = $(HEMI_CC) $(call without,$(HEMI_CFLAGS)) -DMODULE $(flags-of) $(names) \
	-MMD -MP -MF $(@D)/.$(@F).d -c $< -o $@
link = $(HEMI_LD) -r -m elf_x86_64 -z noexecstack --no-warn-rwx-segments --build-id=none

$(obj)/%.o: $(src)/%.c $(flags-file) $(kbuild-file)
	$(call say,CC [M] ,$@)$(compile)

$(obj)/%.o: $(src)/%.S $(flags-file) $(kbuild-file)
	$(call say,AS [M] ,$@)$(compile) -D__ASSEMBLY__

# A part has the name of its module.
define composite-module
$(addprefix $(obj)/$(filter-out ./,$(dir $(1))),$(call parts,$(1))): modname := $(call name-fix,$(1).o)
$(obj)/$(1).o: $(addprefix $(obj)/$(filter-out ./,$(dir $(1))),$(call parts,$(1)))
	$$(call say,LD [M] ,$$@)$$(link) -o $$@ $$^
endef
$(foreach m,$(composite),$(eval $(call composite-module,$(m))))

$(obj)/%.mod.o: $(obj)/%.mod.c $(flags-file)
	$(call say,CC [M] ,$@)$(HEMI_CC) $(HEMI_CFLAGS) -DMODULE \
		-DKBUILD_MODNAME='"$(call name-fix,$*)"' -DKBUILD_BASENAME='"$(call name-fix,$*)"' \
		-MMD -MP -MF $(@D)/.$(@F).d -c $< -o $@

$(obj)/%.ko: $(obj)/%.o $(obj)/%.mod.o $(HEMI)/scripts/module.lds
	$(call say,LD [M] ,$@)$(link) -T $(HEMI)/scripts/module.lds -o $@ $(obj)/$*.o $(obj)/$*.mod.o

below = $(MAKE) --no-print-directory -f $(HEMI)/scripts/modules.mk top=$(top)

__build: $(addprefix $(obj)/,$(module-objs)) $(addprefix __build-,$(subdirs))
	@{ for m in $(modules); do echo $(obj)/$$m.ko; done; \
	   for d in $(subdirs); do cat $(obj)/$$d/modules.order; done; } > $(obj)/modules.order

__build-%:
	+@$(below) dir=$(dir)/$* __build

# Needs the list of all modules, so it is done in the top directory only.
__modpost:
	$(call say,MODPOST,$(obj)/Module.symvers)$(HEMI_PYTHON) $(HEMI)/scripts/modpost.py \
		--kernel $(HEMI_B)/Module.symvers $(addprefix --extra ,$(KBUILD_EXTRA_SYMBOLS)) \
		--symvers $(obj)/Module.symvers $(obj)/modules.order
	@$(MAKE) --no-print-directory -f $(HEMI)/scripts/modules.mk top=$(top) dir=$(dir) __link

__link: $(addprefix $(obj)/,$(addsuffix .ko,$(modules))) $(addprefix __link-,$(subdirs))
	@:

__link-%:
	+@$(below) dir=$(dir)/$* __link

__install: $(addprefix __install-,$(subdirs))
	@mkdir -p $(HEMI_MODLIB)
	@for m in $(modules); do echo "  INSTALL $(HEMI_MODLIB)/$$(basename $$m).ko"; \
		cp $(obj)/$$m.ko $(HEMI_MODLIB)/ || exit 1; done

__install-%:
	+@$(below) dir=$(dir)/$* __install

__clean: $(addprefix __clean-,$(subdirs))
	$(call say,CLEAN  ,$(obj))cd $(obj) && rm -f modules.order Module.symvers .modules.flags $(clean-files) \
		$(foreach m,$(modules),$(m).o $(m).ko $(m).mod.c $(m).mod.o) $(objects) \
		$(foreach m,$(modules),$(dir $(m)).$(notdir $(m)).o.d $(dir $(m)).$(notdir $(m)).mod.o.d) \
		$(foreach o,$(objects),$(dir $(o)).$(notdir $(o)).d)

__clean-%:
	+@$(below) dir=$(dir)/$* __clean

-include $(wildcard $(foreach o,$(objects) $(addsuffix .mod.o,$(modules)),$(obj)/$(dir $(o)).$(notdir $(o)).d))

.PHONY: $(PHONY) __link
.SECONDARY:
