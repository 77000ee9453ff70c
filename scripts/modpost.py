#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Where do the symbols of a module come from?  The step between compiling and linking it.

    modpost.py --elf hemi.elf --symvers Module.symvers
        list what the kernel exports
    modpost.py --kernel K [--extra E]... --symvers S modules.order
        for each module of the list: resolve its undefined symbols against what the kernel, other
        modules of the list, and the lists E export; write name.mod.c, which holds its struct module
        and what the loader wants to know about it; and write to S what these modules export

A row of Module.symvers is as on Linux: checksum (none here), symbol, owner, kind, namespace.
"""
import argparse
import collections
import os
import struct
import sys

import elf

KERNEL = "vmlinux"
EXPORT = struct.Struct("<QQQQ")         # struct kernel_symbol of linux/export.h
PREFIX = "___ksymtab+"
GPL_COMPATIBLE = ("GPL", "GPL v2", "GPL and additional rights", "Dual BSD/GPL", "Dual MIT/GPL",
                  "Dual MPL/GPL")
IGNORED = ("__this_module", "_GLOBAL_OFFSET_TABLE_")

Export = collections.namedtuple("Export", "owner gpl namespace")
errors = 0


def error(text):
    global errors
    errors += 1
    print(f"ERROR: modpost: {text}", file=sys.stderr)


def write_if_changed(path, text):
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            if file.read() == text:
                return
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def write_symvers(path, exports):
    rows = [f"0x00000000\t{name}\t{e.owner}\tEXPORT_SYMBOL{'_GPL' if e.gpl else ''}\t{e.namespace}\n"
            for name, e in sorted(exports.items())]
    with open(path, "w", encoding="utf-8") as file:
        file.write("".join(rows))


def read_symvers(path):
    exports = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            fields = line.rstrip("\n").split("\t")
            exports[fields[1]] = Export(fields[2], fields[3].endswith("_GPL"),
                                        fields[4] if len(fields) > 4 else "")
    return exports


def kernel_exports(path):
    """The rows of the linked kernel's table."""
    image = elf.Elf(path)
    address = {s.name: s.value for s in image.symbols()}
    start, stop = address["__start___ksymtab"], address["__stop___ksymtab"]
    exports = {}
    for at in range(start, stop, EXPORT.size):
        _, name, namespace, gpl = EXPORT.unpack_from(image.data, image.offset_of(at))
        exports[elf.text_at(image.data, image.offset_of(name))] = Export(
            KERNEL, bool(gpl),
            elf.text_at(image.data, image.offset_of(namespace)) if namespace else "")
    return exports


class Module:
    """What one module (an object, before its last link) has and wants."""

    def __init__(self, ko):
        self.path = ko.removesuffix(".ko")
        self.name = os.path.basename(self.path).replace("-", "_")
        self.file = elf.Elf(self.path + ".o")
        self.info = collections.defaultdict(list)
        for text in self.file.content(".modinfo").decode("utf-8", "replace").split("\0"):
            tag, _, value = text.partition("=")
            self.info[tag].append(value)
        symbols = list(self.file.symbols())
        self.defined = {s.name for s in symbols if s.section != elf.SHN_UNDEF}
        self.wanted = {s.name: s.binding for s in symbols
                       if s.name and s.section == elf.SHN_UNDEF and s.name not in IGNORED}
        self.depends = []

    def is_gpl(self):
        return any(text in GPL_COMPATIBLE for text in self.info["license"])

    def exports(self):
        found = {}
        for section, name in zip(self.file.sections, self.file.names):
            if name.startswith(PREFIX):
                gpl = EXPORT.unpack(self.file.bytes_of(section)[:EXPORT.size])[3]
                found[name.removeprefix(PREFIX)] = Export(self.path, bool(gpl), "")
        return found

    def check(self):
        if not self.info["license"]:
            error(f"missing MODULE_LICENSE() in {self.path}.o")

    def resolve(self, known):
        for name, binding in self.wanted.items():
            export = known.get(name)
            if not export:
                if binding != elf.STB_WEAK:
                    error(f'"{name}" [{self.path}.ko] undefined!')
                continue
            if export.gpl and not self.is_gpl():
                error(f"GPL-incompatible module {self.name}.ko uses GPL-only symbol '{name}'")
            if export.namespace and export.namespace not in self.info["import_ns"]:
                error(f"module {self.name} uses symbol {name} from namespace "
                      f"{export.namespace}, but does not import it.")
            owner = os.path.basename(export.owner).replace("-", "_")
            if export.owner not in (KERNEL, self.path) and owner not in self.depends:
                self.depends.append(owner)

    def source(self):
        init = "\t.init = init_module,\n" if "init_module" in self.defined else ""
        exit_ = "\t.exit = cleanup_module,\n" if "cleanup_module" in self.defined else ""
        return (f"/* made by scripts/modpost.py */\n"
                f"#include <linux/module.h>\n"
                f"#include <linux/vermagic.h>\n\n"
                f"MODULE_INFO(depends, \"{','.join(self.depends)}\");\n"
                f"MODULE_INFO(name, KBUILD_MODNAME);\n"
                f"MODULE_INFO(vermagic, VERMAGIC_STRING);\n\n"
                + ("int init_module(void);\n" if init else "")
                + ("void cleanup_module(void);\n" if exit_ else "")
                + "struct module __this_module __section(\".gnu.linkonce.this_module\") = {\n"
                f"\t.name = KBUILD_MODNAME,\n{init}{exit_}}};\n")


def process(args):
    with open(args.order, encoding="utf-8") as file:
        modules = [Module(line.strip()) for line in file if line.strip()]
    known = read_symvers(args.kernel)
    for extra in args.extra:
        known.update(read_symvers(extra))
    own = {}
    for module in modules:
        for name, export in module.exports().items():
            if name in known or name in own:
                before = (own.get(name) or known[name]).owner
                if before != module.path:
                    error(f"{module.path}: '{name}' exported twice. Previous export was in {before}")
            own[name] = export
    known.update(own)
    for module in modules:
        module.check()
        module.resolve(known)
    if errors:
        sys.exit(1)
    for module in modules:
        write_if_changed(module.path + ".mod.c", module.source())
    write_symvers(args.symvers, own)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--elf", help="a linked kernel")
    parser.add_argument("--kernel", help="Module.symvers of the kernel")
    parser.add_argument("--extra", action="append", default=[], help="more of them")
    parser.add_argument("--symvers", required=True, help="the list to write")
    parser.add_argument("order", nargs="?", help="modules.order")
    args = parser.parse_args()
    if args.elf:
        write_symvers(args.symvers, kernel_exports(args.elf))
    else:
        process(args)


if __name__ == "__main__":
    main()
