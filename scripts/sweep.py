#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Run the interrupt sweeps and print what they covered.  `make sweep` calls this.

    scripts/sweep.py [--doc FILE] BUILD-DIRECTORY

QEMU runs with -icount shift=0, where an interrupt can be placed at each instruction; with one
CPU, and with two, which take turns.
"""
import argparse
import os
import re
import subprocess
import sys

QEMU = ["qemu-system-x86_64", "-accel", "tcg", "-icount", "shift=0,sleep=off",
        "-rtc", "base=2024-01-01T00:00:00,clock=vm", "-m", "64", "-display", "none",
        "-monitor", "none", "-no-reboot", "-serial", "stdio",
        "-device", "isa-debug-exit,iobase=0xf4,iosize=4"]
EXIT_OK = 33
TIMEOUT = 600
DOC_BEGIN, DOC_END = "<!-- sweep: begin -->", "<!-- sweep: end -->"
LINE = re.compile(r"# sweep: (.+?)(, far)?(, preempted)?: (\d+) boundaries reachable, (\d+) hit, "
                  r"(\d+) invariants checked(, racy)?$", re.M)
ROW = re.compile(r"^\| ([^|]+) \| ((?:[^|]+ \| )+)[\d,]+ \|$", re.M)
WAYS = {"handler": "hit by a handler", "task": "by a task that preempts",
        "far handler": "by another CPU's handler", "far task": "by its task"}


def parse(log):
    """{path: {"handler": (hit, reachable), "task": ..., "checked": n}} of a log, without the
    racy ones: they only show that the sweep bites."""
    paths = {}
    for name, far, preempted, reachable, hit, checked, racy in LINE.findall(log):
        if racy:
            continue
        path = paths.setdefault(name, {"checked": 0})
        path[("far " if far else "") + ("task" if preempted else "handler")] = \
            int(hit), int(reachable)
        path["checked"] += int(checked)
    return paths


def merge(one_cpu, two_cpus):
    """The paths of both; what both have is told as it is on one CPU."""
    merged = {name: dict(path) for name, path in one_cpu.items()}
    for name, path in two_cpus.items():
        known = merged.setdefault(name, {"checked": 0})
        known["checked"] += path["checked"]
        merged[name] = path | known
    return merged


def is_nmi(name):
    """The sweeps of entry and exit code, by NMIs, are a table of their own."""
    return name.startswith("nmi ")


def cell(path, by):
    return "{} of {}".format(*path[by]) if by in path else "-"


def table(paths):
    lines = [f"| interrupted path | {' | '.join(WAYS.values())} | checks |",
             "| --- |" + " ---: |" * (len(WAYS) + 1)]
    lines += [f"| {name} | {' | '.join(cell(path, way) for way in WAYS)} | {path['checked']:,} |"
              for name, path in paths.items() if not is_nmi(name)]
    lines += ["", "| entry and exit code | hit by an NMI | checks |", "| --- | ---: | ---: |"]
    lines += [f"| {name.removeprefix('nmi ')} | {cell(path, 'handler')} | {path['checked']:,} |"
              for name, path in paths.items() if is_nmi(name)]
    return "\n".join(lines)


def parse_document(text):
    """[(path, cells)] of the tables in a document."""
    block = text.split(DOC_BEGIN)[1].split(DOC_END)[0]
    return [(name, {cell for cell in cells.split(" | ") if cell not in ("", "-")})
            for name, cells in ROW.findall(block)]


def update_document(path, paths):
    """Replace the table between the two marks of the document."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    head, rest = text.split(DOC_BEGIN)
    tail = rest.split(DOC_END)[1]
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"{head}{DOC_BEGIN}\n{table(paths)}\n{DOC_END}{tail}")


def boot(build, cpus):
    """The paths that are swept on a machine with so many CPUs."""
    command = [*QEMU, "-smp", str(cpus), "-kernel", os.path.join(build, "hemi.elf"),
               "-append", "ktest=sweep*"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=TIMEOUT, check=False)
    log = done.stdout.decode(errors="replace").replace("\r", "")
    if done.returncode != EXIT_OK:
        sys.stderr.write(log)
        sys.exit(f"sweep: QEMU ended with status {done.returncode}")
    return parse(log)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build")
    parser.add_argument("--doc", help="also replace the table in this document")
    arguments = parser.parse_args()

    paths = merge(boot(arguments.build, 1), boot(arguments.build, 2))
    print(table(paths))
    if arguments.doc:
        update_document(arguments.doc, paths)


if __name__ == "__main__":
    main()
