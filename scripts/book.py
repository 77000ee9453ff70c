#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""make book: the interrupt path as one text, in the order in which it runs.

Each row of docs/reading-order.list is `step path [name ...]`.  A row without names
prints the file.  A row with names prints these functions, labels, macros and structs
only, with the comment above each: for a file that the path passes twice, or of which
it passes only a part.  The first visit prints the file's header, too.

In front stands docs/reading-words.list: one line for every name that the book uses
and that is explained nowhere in it.  `make check` sees to it that none is missing
and none is left over (unexplained(), idle_words()).
"""

import fnmatch
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
WORDS = "docs/reading-words.list"
WIDTH = 100


def read_lines(path):
    with open(path, encoding="utf-8") as f:
        return f.read().rstrip("\n").split("\n")


def rows(path):
    with open(path, encoding="utf-8") as f:
        for line in f:
            # A comment line or the question that the step answers, behind '#'.
            text, _, question = line.partition("#")
            words = text.split()
            if words:
                yield int(words[0]), words[1], words[2:], question.strip()


def end_of(lines, start):
    """The line behind the function, struct, label or macro that begins at @start."""
    first = lines[start]
    if first.startswith("%macro"):
        return lines.index("%endmacro", start) + 1
    if first.endswith(":") and not first.startswith("%"):
        return next((i for i in range(start + 1, len(lines))
                     if re.match(r"[A-Za-z_]\w*:|; ----|;-----", lines[i])), len(lines))
    if first.endswith(";"):
        return start + 1
    if first.startswith("#define"):
        return next(i for i in range(start, len(lines)) if not lines[i].endswith("\\")) + 1
    return next(i for i in range(start, len(lines)) if lines[i].startswith("}")) + 1


def piece_at(lines, name):
    """(first, last) line of a function, struct, label or macro, its comment included."""
    pattern = re.compile(rf"{name}:|%macro\s+{name}\s|#define {name}\b|struct {name} {{"
                         rf"|[A-Za-z_][^;=(]*\b{name}\[|[A-Za-z_][^;=]*\b{name}\([^;]*$")
    start = next((i for i, line in enumerate(lines) if pattern.match(line)), None)
    if start is None:
        return None
    end = end_of(lines, start)
    while end > start and not lines[end - 1].strip():
        end -= 1
    while start and re.match(r";|/\*| \*|        align", lines[start - 1]):
        start -= 1
    return start, end


def heading(step, path, what, question):
    print("=" * WIDTH)
    print(f"{step:2}  {path}" + (f"  {what}" if what else ""))
    if question:
        print(f"    {question}")
    print("=" * WIDTH)
    print()


def file_header(lines):
    """The comment at the top, which ends at the first line of code."""
    return next((i for i, line in enumerate(lines) if line.startswith(("#", "%"))), 0)


def pieces(path, names, seen):
    """The parts of a file that a row stands for, each a list of lines."""
    lines = read_lines(path)
    first_visit = path not in seen
    seen.add(path)
    if not names:
        return [lines]
    parts = [lines[:file_header(lines)]] if first_visit else []
    for name in names:
        if name == "header":
            continue
        where = piece_at(lines, name)
        if not where:
            sys.exit(f"book: {path} has no {name}")
        parts.append(lines[where[0]:where[1]])
    return parts


def book(path):
    """(step, file, names, question, parts) for each row."""
    seen = set()
    for step, file, names, question in rows(path):
        yield step, file, names, question, pieces(file, names, seen)


def count_lines(path):
    """Lines of the whole book, without its headings."""
    return len(read_lines(WORDS)) + sum(len(part) for *_, parts in book(path) for part in parts)


# ---- the words ------------------------------------------------------------------

COMMENT_OR_STRING = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|#include[^\n]*', re.S)
TYPE = (r"(?:struct \w+|enum \w+|unsigned (?:int|long|char)|unsigned|int|long|bool|void|char"
        r"|[us](?:8|16|32|64)|irqreturn_t|irq_desc|gate_desc|vector_irq_t|work_func_t)")
DECLARED = re.compile(
    rf"\b{TYPE}\b(?:\s|\*|\bconst\b|__percpu|__iomem|__init|__softirq_entry|__cold|noinline)*(\w+)"
    r"|#define\s+(\w+)|\bstruct (\w+) \{|\benum (\w+) \{|^\t(\w+)(?:\s*=[^;,]*)?,$|^(\w+):"
    r"|^\t*(\w+):$|^%macro\s+(\w+)|^%define\s+(\w+)|^%assign\s+(\w+)"
    r"|DE(?:FINE|CLARE)_\w+\((?:[^(),]+,\s*)?(\w+)", re.M)
LISTED = re.compile(rf"\b{TYPE}\s+[^;(){{}}=]*?;")
C_WORDS = set("""auto bool break case char const continue default do double else enum extern false
    float for goto if inline int long register return short signed sizeof static struct switch true
    typedef typeof union unsigned void volatile while NULL u8 u16 u32 u64 s8 s16 s32 s64 __VA_ARGS__
    define include ifndef endif ifdef asm defined""".split())


def code_of(file, lines):
    """The code without comments and strings."""
    text = "\n".join(lines)
    if file.endswith((".asm", ".inc")):
        return re.sub(r";[^\n]*|%include[^\n]*|\.\w+", "", text)
    return COMMENT_OR_STRING.sub(" ", text)


def identifiers(file, code):
    found = set(re.findall(r"\b[A-Za-z_]\w*\b", code))
    if file.endswith((".asm", ".inc")):     # the rest are instructions and registers
        return {name for name in found if "_" in name.strip("_") or name.isupper()}
    return found


def declared_in(code):
    names = {name for match in DECLARED.finditer(code) for name in match.groups() if name}
    for match in LISTED.finditer(code):
        names |= set(re.findall(r"\w+", match.group(0)))
    for params in re.findall(r"#define \w+\(([^)]*)\)", code):
        names |= set(re.findall(r"\w+", params))
    return names


def words():
    """The words of the list; `trace_*` stands for all names that begin so."""
    found = set()
    for line in read_lines(WORDS):
        names, gap, meaning = line.partition("  ")
        if gap and meaning and not line.startswith("#"):
            found.update(re.sub(r"^(struct |->)|\(\)$", "", name) for name in names.split(", "))
    return found


def used_and_explained(path):
    used, declared = {}, set()
    for _, file, _, _, parts in book(path):
        for part in parts:
            code = code_of(file, part)
            declared |= declared_in(code)
            for name in identifiers(file, code):
                used.setdefault(name, file)
    return used, declared


def unexplained(path):
    """Names that the book uses and that neither it nor the list of words explains."""
    used, declared = used_and_explained(path)
    explained = words() | declared | C_WORDS
    patterns = [word for word in explained if "*" in word]
    return {name: file for name, file in used.items() if name not in explained
            and not any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)}


def idle_words(path):
    """Words of the list that the book does not use."""
    used, _ = used_and_explained(path)
    return sorted(word for word in words() if not fnmatch.filter(used, word))


def main():
    os.chdir(ROOT)
    path = sys.argv[1] if len(sys.argv) > 1 else "docs/reading-order.list"
    if not os.path.isfile(path):
        sys.exit(f"book: {path} does not exist")
    print("\n".join(read_lines(WORDS)) + "\n")
    for step, file, names, question, parts in book(path):
        heading(step, file, ", ".join(names), question)
        for part in parts:
            print("\n".join(part))
            print()
    print("=" * WIDTH)
    print(f"{count_lines(path)} lines")


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:
        sys.stderr.close()
