#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""make check: what a machine can check of the house's style.

Fails on: a missing licence line, a file that is not laid out as the rules say
(tabs, width, blanks), #if in a .c file, an include against the direction of
dependencies or out of order, a header that does not compile alone or has the
wrong guard, code of kernel/, drivers/ or lib/ that a 32-bit compiler refuses, a
register header with functions, a barrier that does not name its partner, and
drift between docs/reading-order.list and the files' "Reading order:" lines, or a
name in the book that the book does not explain.

Reports, without failing: the budget of the path, sizes of functions and files.
"""

import os
import re
import statistics
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import book    # scripts/book.py

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
READING_LIST = "docs/reading-order.list"
PATH_BUDGET = 2800
WIDTH = 100
TAB = 8

WARNINGS = ["-Wall", "-Wextra", "-Wno-unused-parameter", "-Wno-sign-compare",
            "-Wno-unused-function", "-Werror"]
FREESTANDING = ["-std=gnu11", "-ffreestanding", "-nostdinc", "-Iinclude", "-fwrapv",
                '-DKBUILD_MODNAME="check"', '-DKBUILD_BASENAME="check"']

problems = []


def fail(path, line, text):
    problems.append(f"{path}:{line}: {text}" if line else f"{path}: {text}")


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def tracked(*suffixes):
    out = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], capture_output=True,
                         text=True, check=True).stdout
    return [p for p in out.splitlines() if p.endswith(suffixes) and os.path.isfile(p)]


# ---- licence and layout ---------------------------------------------------------

NO_LICENCE_LINE = (".gitignore", "LICENSE", ".json", ".ini", ".patch", ".log", ".txt", ".expected")


def check_licence(path, text):
    if path.endswith(NO_LICENCE_LINE):
        return
    if "SPDX-License-Identifier: MIT" not in "\n".join(text.splitlines()[:3]):
        fail(path, 1, "no SPDX-License-Identifier: MIT in the first lines")


def columns(line):
    return len(line.expandtabs(TAB))


def message_crosses_edge(line):
    """A message stays on one line, so that it can be searched for."""
    for match in re.finditer(r'"(?:\\.|[^"\\])*"', line):
        if columns(line[:match.start()]) < WIDTH < columns(line[:match.end()]) + 3:
            return True
    return False


def check_layout(path, text):
    lines = text.split("\n")
    if text and not text.endswith("\n"):
        fail(path, len(lines), "no newline at the end")
    if text.endswith("\n\n"):
        fail(path, len(lines) - 1, "blank lines at the end")
    for number, line in enumerate(lines, 1):
        if line != line.rstrip():
            fail(path, number, "blanks at the end of the line")
        if "\r" in line:
            fail(path, number, "carriage return")
        if path.endswith((".c", ".h", ".asm", ".ld")) and columns(line) > WIDTH \
                and not message_crosses_edge(line):
            fail(path, number, f"{columns(line)} columns, {WIDTH} at most")
        if path.endswith((".c", ".h")):
            if re.match(r" {8,}\S", line) and not re.match(r" {8,}\*", line):
                fail(path, number, "indented with blanks instead of tabs")
            if number > 1 and line == "" and lines[number - 2] == "" and number < len(lines):
                fail(path, number, "two blank lines")


def without_comments(text):
    """The code, every comment and string blanked out, line numbers kept."""
    def blank(match):
        s = match.group(0)
        if s.startswith(("/*", "//")):
            return re.sub(r"[^\n]", " ", s)
        return s[0] + " " * (len(s) - 2) + s[-1]
    return re.sub(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', blank, text,
                  flags=re.S)


def check_c_rules(path, text):
    code = without_comments(text)
    for number, line in enumerate(code.split("\n"), 1):
        if path.endswith(".c") and re.match(r"\s*#\s*(if|ifdef|ifndef|elif|else)\b", line):
            fail(path, number, "#if in a .c file: one configuration")
        if re.search(r"\b(if|for|while|switch)\(", line):
            fail(path, number, "no blank between keyword and parenthesis")
        if re.match(r"\s*(} )?(if|for|while|switch|else)\b.*[^({]\){$", line) or "else{" in line:
            fail(path, number, "no blank before {")
    for number, line in enumerate(text.split("\n"), 1):
        if re.search(r"\b(TODO|FIXME|XXX)\b", line):
            fail(path, number, "TODO or FIXME: docs/differences-from-linux.md is the place")


BARRIER = re.compile(r"\bsmp_(mb|rmb|wmb)\(\)")


def check_barriers(path, text):
    """A barrier names its partner on its line or in the comment right above it."""
    lines = text.split("\n")
    code = without_comments(text).split("\n")
    for number, line in enumerate(code, 1):
        if BARRIER.search(line) and not line.lstrip().startswith("#"):
            near = " ".join(lines[max(0, number - 5):number + 1])
            if not re.search(r"pairs? with|partner", near, re.I):
                fail(path, number, "a barrier that does not name its partner")


def check_register_header(path, text):
    code = without_comments(text)
    if re.search(r"^[a-z_].*\)\s*\n\{", code, re.M):
        fail(path, 0, "a register header holds no functions")


# ---- includes -------------------------------------------------------------------

INCLUDE = re.compile(r'^\s*#\s*include\s+(<[^>]+>|"[^"]+")', re.M)
# Of <linux/...>, what include/asm may use: types and the compiler, no subsystem.
BASE = {"types", "compiler", "compiler_types", "compiler_attributes", "bits", "const", "linkage",
        "stringify", "stddef", "build_bug", "percpu-defs", "cache", "limits", "errno", "align",
        "init", "instrumentation", "threads", "container_of", "typecheck", "bitops", "minmax",
        "atomic", "percpu", "math64", "uaccess"}
# Of <asm/...>, what Linux's drivers use too.
FOR_DRIVERS = {"asm/io.h", "asm/irq_regs.h", "asm/processor.h", "asm/byteorder.h"}
LOCKS_AND_MEMORY = {"spinlock", "mutex", "semaphore", "rwsem", "slab", "vmalloc", "gfp", "sched",
                    "wait", "completion", "interrupt", "workqueue"}


# irq_exit() is where both chapters meet: it decides whether softirqs run now.
HINGES = {("kernel/irq/context.c", "kernel/bh/bh.h")}


def includes(text):
    for match in INCLUDE.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, match.group(1)


def check_direction(path, text):
    folder = os.path.dirname(path)
    for number, name in includes(text):
        target, private = name[1:-1], name[0] == '"'
        base = target.split("/")[0]
        module = re.sub(r"\.h$", "", target.split("/", 1)[-1])

        if path.startswith("include/"):
            if private:
                fail(path, number, f"a public header includes {name}")
            if path.startswith("include/asm/") and base == "linux" and module not in BASE:
                # Structures that the linux header needs are asm's own business to forward.
                fail(path, number, f"include/asm includes <{target}>")
        elif path.startswith("tests/"):
            continue
        elif private:
            home = os.path.normpath(os.path.join(folder, target))
            if not os.path.isfile(home):
                continue    # generated
            if (path, home) in HINGES:
                continue
            if os.path.dirname(home) != folder and not within_area(folder, home):
                fail(path, number, f"{name} is private to {os.path.dirname(home)}")
        if path.startswith("drivers/") and base == "asm" and target not in FOR_DRIVERS:
            fail(path, number, f"a driver includes <{target}>")
        if path.startswith("lib/") and base == "linux" and module in LOCKS_AND_MEMORY:
            fail(path, number, f"lib/ takes no locks and no memory: <{target}>")
        if path.startswith(("fs/", "kernel/", "drivers/", "lib/")) and "arch/" in target:
            fail(path, number, f"{name}: arch/ is behind <asm/arch.h>")


def within_area(folder, header):
    """A private header serves its own folder and the folders below it."""
    return (folder + "/").startswith(os.path.dirname(header) + "/")


def rank(name):
    if name[0] == '"':
        return 3
    return {"kunit": 1, "linux": 1, "trace": 1, "uapi": 1, "asm": 2}.get(name[1:].split("/")[0], 1)


def check_include_order(path, text):
    previous = None
    for number, name in includes(text):
        if previous and rank(name) < rank(previous):
            fail(path, number, f"{name} behind {previous}: <linux/>, <asm/>, then private")
        elif previous and rank(name) == rank(previous) == 1 and name < previous:
            fail(path, number, f"{name} behind {previous}: alphabetical order")
        previous = name


# ---- headers alone, 32 bits -----------------------------------------------------

def guard_of(path):
    stem = re.sub(r"^include/", "", path)
    return re.sub(r"[^A-Za-z0-9]", "_", stem).upper()


def check_guard(path, text):
    match = re.search(r"^#ifndef (\w+)\n#define (\w+)", text, re.M)
    if path.startswith("include/trace/") or "no guard" in text[:400]:
        return
    if not match or match.group(1) != match.group(2):
        fail(path, 1, "no include guard")
    # linux/sched/clock.h and linux/sched_clock.h would have the same one: hence _API_H.
    elif match.group(1) not in (guard_of(path), re.sub("_H$", "_API_H", guard_of(path))):
        fail(path, 0, f"guard {match.group(1)}, expected {guard_of(path)}")


def compile_alone(args):
    path, command, source = args
    run = subprocess.run(command, input=source, capture_output=True, text=True)
    if run.returncode:
        first = next((l for l in run.stderr.splitlines() if "error" in l), run.stderr[:200])
        return path, first.strip()
    return None


def compiler():
    return os.environ.get("CC", "gcc").split()


def check_headers_alone(headers):
    jobs = []
    for path in headers:
        name = f"<{path[len('include/'):]}>" if path.startswith("include/") else f'"{path}"'
        jobs.append((path, compiler() + FREESTANDING + WARNINGS +
                     ["-I.", "-m64", "-mgeneral-regs-only", "-fsyntax-only", "-x", "c", "-"],
                     f"#include {name}\n"))
    return jobs


def check_32_bits(sources):
    jobs = []
    for path in sources:
        if path.startswith(("fs/", "kernel/", "drivers/", "lib/")):
            jobs.append((path, compiler() + FREESTANDING +
                         ["-w", "-m32", "-fsyntax-only", path], ""))
    return jobs


def run_jobs(jobs, what):
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for result in pool.map(compile_alone, jobs):
            if result:
                fail(result[0], 0, f"{what}: {result[1]}")


# ---- reading order --------------------------------------------------------------

def reading_list():
    """(step, path, rest of the line) for every row of the list."""
    rows = []
    if not os.path.isfile(READING_LIST):
        fail(READING_LIST, 0, "is missing")
        return rows
    for number, line in enumerate(read(READING_LIST).splitlines(), 1):
        line = line.split("#")[0].strip()
        if not line:
            continue
        match = re.match(r"(\d+)\s+(\S+)\s*(.*)", line)
        if not match:
            fail(READING_LIST, number, "not `number path [what]`")
            continue
        if not os.path.isfile(match.group(2)):
            fail(READING_LIST, number, f"{match.group(2)} does not exist")
            continue
        rows.append((int(match.group(1)), match.group(2), match.group(3)))
    return rows


def steps_in_file(text):
    """The numbers of a file's own "Reading order:" lines."""
    steps = set()
    for match in re.finditer(r"Reading order:\s*([0-9][^.(]*)", text[:3000]):
        steps.update(int(n) for n in re.findall(r"\d+", match.group(1)))
    return steps


def check_reading_order(files):
    rows = reading_list()
    listed = {}
    for step, path, _ in rows:
        listed.setdefault(path, set()).add(step)
    numbers = [step for step, _, _ in rows]
    if numbers != sorted(numbers):
        fail(READING_LIST, 0, "the steps are not in order")
    for path in files:
        steps = steps_in_file(read(path))
        if steps and not listed.get(path):
            fail(path, 0, f"says it is step {sorted(steps)}, {READING_LIST} does not list it")
        elif listed.get(path) and not listed[path] <= steps:
            fail(path, 0, f"{READING_LIST} makes it step {sorted(listed[path])}, "
                          f"the file says {sorted(steps)}")
    for name, path in sorted(book.unexplained(READING_LIST).items()):
        fail(path, 0, f"the book uses {name}, which neither it nor {book.WORDS} explains")
    for word in book.idle_words(READING_LIST):
        fail(book.WORDS, 0, f"the book does not use {word}")
    return rows


# ---- reports --------------------------------------------------------------------

def function_lengths(text):
    """Lengths of the functions of a .c file: from the line of { to that of }."""
    lengths = []
    start = None
    for number, line in enumerate(without_comments(text).split("\n")):
        if line == "{":
            start = number
        elif line == "}" and start is not None:
            lengths.append(number - start + 1)
            start = None
    return lengths


def percentile(values, p):
    return sorted(values)[min(len(values) - 1, int(len(values) * p / 100))]


def report(sources, rows):
    paths = {path for _, path, _ in rows}
    total = book.count_lines(READING_LIST) if rows else 0
    print(f"path: {total} lines in {len(paths)} files, budget {PATH_BUDGET}"
          f"{'  OVER' if total > PATH_BUDGET else ''}")
    for area in ("arch", "fs", "kernel", "drivers", "lib", "tests"):
        mine = [p for p in sources if p.startswith(area + "/")]
        lengths = [n for p in mine for n in function_lengths(read(p))]
        if not lengths:
            continue
        lines = {p: read(p).count("\n") for p in mine}
        long_files = [f"{p} {n}" for p, n in sorted(lines.items(), key=lambda i: -i[1])
                      if n > 500 and area != "tests"]
        print(f"{area}: {sum(lines.values())} lines in {len(mine)} files, "
              f"{len(lengths)} functions of median {statistics.median(lengths):g}, "
              f"p95 {percentile(lengths, 95)}, longest {max(lengths)}"
              + ("; over 500 lines: " + ", ".join(long_files) if long_files else ""))


def main():
    os.chdir(ROOT)
    everything = tracked("")
    sources = [p for p in everything if p.endswith(".c")]
    headers = [p for p in everything if p.endswith(".h")]
    for path in everything:
        if path.endswith((".png", ".bin", ".gz")):
            continue
        text = read(path)
        check_licence(path, text)
        if path.startswith(("tests/modules/", "tests/golden/")):
            continue    # sources as they are written for Linux; logs as they came
        check_layout(path, text)
        if path.endswith((".c", ".h")):
            check_c_rules(path, text)
            check_direction(path, text)
            check_barriers(path, text)
        if path.endswith(".c"):
            check_include_order(path, text)
        if path.endswith(".h"):
            check_guard(path, text)
        if path.endswith("_regs.h") and not path.startswith("include/"):
            check_register_header(path, text)
    rows = check_reading_order([p for p in everything if p.endswith((".c", ".h", ".asm"))])
    run_jobs(check_headers_alone(headers), "not self-sufficient")
    run_jobs(check_32_bits(sources), "32 bits")
    report(sources, rows)
    for problem in problems:
        print(problem)
    print(f"check: {len(problems)} problems in {len(everything)} files")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
