#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Turn `nm -n` output into an assembly table of symbols for kernel/kallsyms.c.

    nm -n hemi.pass1 | kallsyms.py -              print the table
    nm -n hemi.pass2 | kallsyms.py --check T -    fail unless T still describes it
    kallsyms.py /dev/null                         print an empty table

The table is an array of 32-bit offsets from _text, sorted, and an array of
32-bit indices into a block of NUL-terminated names.
"""
import re
import sys

# __loc.N: where a check of a test stands; there are thousands.
SKIP = ("kallsyms_", "__kallsyms_", "..@", ".L", "__loc.")
MOVED_BY_THE_TABLE = ("_end",)
# NASM's local labels (function.label); gcc's pieces of functions end in a number or ".cold".
LOCAL_LABEL = re.compile(r"\.(?!cold$)[a-z_]\w*$")


def is_unwanted(name):
    return name.startswith(SKIP) or name in MOVED_BY_THE_TABLE or LOCAL_LABEL.search(name)


def read_symbols(name):
    """Return [(address, name)] of all text and data symbols, sorted by address."""
    stream = sys.stdin if name == "-" else open(name, encoding="ascii")
    symbols = []
    for line in stream:
        fields = line.split()
        if len(fields) != 3 or fields[1] in "aAUwN" or is_unwanted(fields[2]):
            continue
        symbols.append((int(fields[0], 16), fields[2]))
    # Of several at one address the first is shown: a function, not a border of the linker's.
    return sorted(symbols, key=lambda s: (s[0], s[1].startswith("_"), s[1]))


def table(symbols):
    base = next((a for a, n in symbols if n == "_text"), 0)
    symbols = [(a, n) for a, n in symbols if a >= base]
    out = ["; made by scripts/kallsyms.py", "        section .kallsyms progbits alloc noexec nowrite align=8",
           "        global kallsyms_num, kallsyms_offsets, kallsyms_names_at, kallsyms_names",
           f"kallsyms_num:    dq {len(symbols)}", "kallsyms_offsets:"]
    out += [f"        dd 0x{a - base:x}" for a, _ in symbols]
    out.append("kallsyms_names_at:")
    at = 0
    for _, name in symbols:
        out.append(f"        dd {at}")
        at += len(name) + 1
    out.append("kallsyms_names:")
    out += [f"        db '{name}', 0" for _, name in symbols]
    return "\n".join(out) + "\n"


def main():
    args = sys.argv[1:]
    if args[0] == "--check":
        if table(read_symbols(args[2])) != open(args[1], encoding="ascii").read():
            sys.exit("kallsyms: symbols moved between the two link passes")
        return
    sys.stdout.write(table(read_symbols(args[0])))


main()
