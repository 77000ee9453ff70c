#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""make book: the interrupt path as one text, in the order in which it runs.

Each row of docs/reading-order.list is `step path [function ...]`.  A row without
functions prints the file.  A row with functions prints these only, with the
comment above each: for a file that the path passes twice, one row names the
functions of the first visit and the other those of the second.  The first visit
prints the file's header, too.
"""

import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
WIDTH = 100


def rows(path):
    with open(path, encoding="utf-8") as f:
        for line in f:
            # A comment line or the question that the step answers, behind '#'.
            text, _, question = line.partition("#")
            words = text.split()
            if words:
                yield int(words[0]), words[1], words[2:], question.strip()


def function_at(lines, name):
    """(first, last) line of a C function or an assembly label, its comment included."""
    if any(line.startswith(f"{name}:") for line in lines):
        start = next(i for i, line in enumerate(lines) if line.startswith(f"{name}:"))
        end = next((i for i in range(start + 1, len(lines))
                    if re.match(r"[A-Za-z_]\w*:", lines[i]) or lines[i].startswith("; ----")),
                   len(lines))
        comment = ";"
    else:
        start = next((i for i, line in enumerate(lines)
                      if re.match(rf"[A-Za-z_].*\b{re.escape(name)}\(", line)
                      and not line.rstrip().endswith(";")), None)
        if start is None:
            return None
        end = next(i for i in range(start, len(lines)) if lines[i] == "}") + 1
        comment = ("/*", " *")
    while start and lines[start - 1].startswith(comment):
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
    with open(path, encoding="utf-8") as f:
        lines = f.read().rstrip("\n").split("\n")
    first_visit = path not in seen
    seen.add(path)
    if not names:
        return [lines]
    parts = [lines[:file_header(lines)]] if first_visit else []
    for name in names:
        where = function_at(lines, name)
        if not where:
            sys.exit(f"book: {path} has no {name}")
        parts.append(lines[where[0]:where[1]])
    return parts


def count_lines(path):
    """Lines of the whole book, without its headings."""
    seen = set()
    return sum(len(part) for _, file, names, _ in rows(path)
               for part in pieces(file, names, seen))


def main():
    os.chdir(ROOT)
    path = sys.argv[1] if len(sys.argv) > 1 else "docs/reading-order.list"
    if not os.path.isfile(path):
        sys.exit(f"book: {path} does not exist")
    seen = set()
    for step, file, names, question in rows(path):
        heading(step, file, ", ".join(names), question)
        for part in pieces(file, names, seen):
            print("\n".join(part))
            print()
    print("=" * WIDTH)
    print(f"{count_lines(path)} lines")


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:
        sys.stderr.close()
