#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Turn `nm -n` output into an assembly table of symbols for kernel/kallsyms.c.

    nm -n hemi.pass1 | kallsyms.py -              print the table
    nm -n hemi.pass2 | kallsyms.py --check T -    fail unless T still describes it
    kallsyms.py /dev/null                         print an empty table

The table is an array of 32-bit offsets from _text, sorted, and in the same order the names:
each a byte for its length, then that many bytes, of which those from 0x80 on stand for texts in a
table of tokens.  A marker says where every 64th name begins.  kernel/kallsyms.c reads it.
"""
import collections
import itertools
import re
import sys

FIRST_TOKEN, TOKENS = 0x80, 128
TOKENS_A_ROUND = 8
PAIRS_LOOKED_AT = 200
NAMES_A_MARKER = 64
KSYM_NAME_LEN = 128     # of linux/kallsyms.h

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
        if len(fields[2]) >= KSYM_NAME_LEN:
            sys.exit(f"kallsyms: the name {fields[2]} is too long")
        symbols.append((int(fields[0], 16), fields[2]))
    # Of several at one address the first is shown: a function, not a border of the linker's.
    return sorted(symbols, key=lambda s: (s[0], s[1].startswith("_"), s[1]))


def compress(names):
    """Names as bytes from 0x80 on for what occurs often, and what each of these stands for.

    A token replaces the pair of bytes (characters or tokens) that occurs most; eight a round,
    as long as they do not get in each other's way.
    """
    blob = b"\0".join(name.encode("ascii") for name in names)
    tokens = []
    while len(tokens) < TOKENS and blob:
        chosen, taken = [], set()
        for pair, _ in collections.Counter(zip(blob, blob[1:])).most_common(PAIRS_LOOKED_AT):
            if 0 not in pair and not taken & set(pair) and len(chosen) < TOKENS_A_ROUND:
                chosen.append(bytes(pair))
                taken |= set(pair)
        if not chosen:
            break
        for pair in chosen[:TOKENS - len(tokens)]:
            blob = blob.replace(pair, bytes([FIRST_TOKEN + len(tokens)]))
            tokens.append(pair)
    return blob.split(b"\0") if names else [], expand(tokens)


def expand(tokens):
    """Each token as text; a pair may have tokens in it, of earlier rounds."""
    texts = []
    for pair in tokens:
        texts.append("".join(texts[b - FIRST_TOKEN] if b >= FIRST_TOKEN else chr(b) for b in pair))
    return texts


def place(items):
    """Where each item begins when all stand one behind the other."""
    return list(itertools.accumulate((len(item) + 1 for item in items), initial=0))[:-1]


def table(symbols):
    base = next((a for a, n in symbols if n == "_text"), 0)
    symbols = [(a, n) for a, n in symbols if a >= base]
    names, tokens = compress([name for _, name in symbols])
    out = ["; made by scripts/kallsyms.py", "        section .kallsyms progbits alloc noexec nowrite align=8",
           "        global kallsyms_num, kallsyms_offsets, kallsyms_markers, kallsyms_token_index",
           "        global kallsyms_token_table, kallsyms_names",
           f"kallsyms_num:    dq {len(symbols)}", "kallsyms_offsets:"]
    out += [f"        dd 0x{a - base:x}" for a, _ in symbols]
    out += ["kallsyms_markers:"] + [f"        dd {at}" for at in place(names)[::NAMES_A_MARKER]]
    out += ["kallsyms_token_index:"] + [f"        dw {at}" for at in place(tokens)]
    out += ["kallsyms_token_table:"] + [f"        db '{text}', 0" for text in tokens]
    out += ["kallsyms_names:"]
    out += [f"        db {', '.join(str(b) for b in (len(name), *name))}" for name in names]
    return "\n".join(out) + "\n"


def main():
    args = sys.argv[1:]
    if args[0] == "--check":
        if table(read_symbols(args[2])) != open(args[1], encoding="ascii").read():
            sys.exit("kallsyms: symbols moved between the two link passes")
        return
    sys.stdout.write(table(read_symbols(args[0])))


if __name__ == "__main__":
    main()
