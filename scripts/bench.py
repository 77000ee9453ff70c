#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Measure what each path costs and print it beside Linux.  `make bench` calls this.

    scripts/bench.py [--json FILE] [--doc FILE [--clang DIRECTORY]] BUILD-DIRECTORY [GLOB]

QEMU runs with -icount shift=0: one executed instruction is one unit of the cycle
counter, so that the numbers are exact and the same on every machine.  Linux's
column is Debian 12's 6.1 kernel with mitigations=off, measured by a module in
the same way on the same QEMU.  pic_round_trip takes a boot of its own, without
APICs.  With --doc the tables of the document are written anew, also the one that
says where the instructions go (scripts/bench_breakdown.py).
"""
import argparse
import fnmatch
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

QEMU = "qemu-system-x86_64"
MACHINE = ["-accel", "tcg", "-icount", "shift=0,sleep=off", "-seed", "1",
           "-rtc", "base=2024-01-01T00:00:00,clock=vm", "-cpu", "max", "-m", "512",
           "-device", "edu", "-display", "none", "-monitor", "none", "-no-reboot",
           "-serial", "stdio",
           "-device", "isa-debug-exit,iobase=0xf4,iosize=4"]
TIMEOUT = 240
LEAST_SHARE = 0.015     # of a row's instructions, for a function to be named in the document
LINE = re.compile(r"bench: name=(\S+) n=(\d+) (?:min=(\S+) median=(\S+) p99=(\S+) unit=(\S+)|(.*))")

# name, Linux's median, what we aim at
ROWS = [
    ("irq_raise_to_handler", 186, 80),
    ("irq_return", 319, 90),
    ("irq_round_trip", 513, 180),
    ("msi_round_trip", 480, 170),
    ("pic_round_trip", 562, 215),
    ("irq_to_softirq", 334, 95),
    ("irq_to_tasklet", 427, 130),
    ("irq_round_trip_tasklet", 766, 280),
    ("irq_to_work", 4234, 600),
    ("irq_to_work_highpri", 3500, 600),
    ("irq_to_work_unbound", 4270, 650),
    ("irq_to_thread", 2573, 450),
    ("task_to_softirq", 123, 60),
    ("task_to_tasklet", 207, 95),
    ("task_to_work", 3916, 550),
    ("work_queue", 323, 90),
    ("work_batch", 733, 200),
    ("tasklet_batch", 126, 60),
    ("wakeup", 3348, 350),
    ("switch", 3498, 350),
    ("irq_save_pair", 12.1, 8),
    ("bh_pair", 24.1, 12),
    ("spin_pair", 19.1, 14),
    ("spin_irqsave_pair", 33.0, 22),
    ("spin_bh_pair", 37.1, 24),
    ("kmalloc_pair", 323, 65),
    ("timer_pair", 372, 95),
    ("hrtimer_expiry", 355, 140),
    ("boot", 1725000000, 30000000),
]

# In KiB: what the allocators have given out when the boot is over (Linux: `free`), and
# the file that is booted, without symbols and debugging data; the built-in tests, which
# Linux's has not, are left out first and then counted.
MEMORY_ROWS = [
    ("memory_used", 19 * 1024, 4 * 1024),
    ("memory_image", 14643, 1024),
    ("memory_image_and_tests", 14643, None),
]


def boot(build, words):
    """Run one boot to its end and return its log."""
    command = [QEMU, *MACHINE, "-kernel", os.path.join(build, "hemi.elf"),
               "-append", "debug=off panic=-1 " + words]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=TIMEOUT, check=False)
    log = done.stdout.decode(errors="replace")
    if done.returncode != 33:
        sys.stderr.write(log)
        sys.exit(f"bench: the boot with '{words}' ended with status {done.returncode}")
    return log


def parse(log, results, wanted):
    for match in LINE.finditer(log):
        name, count, low, median, p99, unit, why = match.groups()
        if name not in wanted:
            continue
        if median is None:
            results[name] = {"skipped": why.strip()}
            continue
        results[name] = {"n": int(count), "min": float(low), "median": float(median),
                         "p99": float(p99), "unit": unit}


def size_of_tests(build):
    """What the tests put into the image, in KiB; their names in kallsyms are not counted."""
    objects = glob.glob(os.path.join(build, "tests/**/*.o"), recursive=True)
    out = subprocess.run(["size", *objects], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in out.splitlines()[1:]]
    return sum(int(text) + int(data) for text, data, *_ in rows) / 1024


def measure_memory(build, results):
    log = boot(build, 'mon="poweroff"')
    used = int(re.search(r"Memory: (\d+)K/\d+K in use at the end", log).group(1))
    with tempfile.NamedTemporaryFile() as image:
        subprocess.run(["strip", "-s", "-o", image.name, os.path.join(build, "hemi.elf")],
                       check=True)
        size = os.path.getsize(image.name) / 1024
    for name, value in (("memory_used", used), ("memory_image", size - size_of_tests(build)),
                        ("memory_image_and_tests", size)):
        results[name] = {"n": 1, "min": value, "median": value, "p99": value, "unit": "KiB"}


def number(value):
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.1f}"


UNIT_NOTE = {"insn": "", "KiB": "  KiB", "tsc": "  (tsc!)"}


def print_table(results, pattern):
    print(f"{'row':<24} {'Linux':>15} {'aim':>12} {'Hemi':>12} {'min':>12} {'p99':>12}")
    missed = 0
    for name, linux, aim in ROWS + MEMORY_ROWS:
        if not fnmatch.fnmatch(name, pattern):
            continue
        row = results.get(name, {"skipped": "not measured"})
        head = f"{name:<24} {number(linux):>15} {number(aim) if aim else '-':>12}"
        if "skipped" in row:
            print(f"{head} {'-':>12} {row['skipped']}")
            continue
        beyond = aim is not None and row["median"] > aim
        mark = f"  {row['median'] / aim:.2f} x aim" if beyond else ""
        missed += beyond
        print(f"{head} {number(row['median']):>12} {number(row['min']):>12} "
              f"{number(row['p99']):>12}{mark}" + UNIT_NOTE[row["unit"]])
    print("all rows within their aims" if not missed else f"{missed} rows beyond their aims")


def costs_table(results, clang):
    lines = ["| row | Linux 6.1 | aim | Hemi | of Linux | by clang |",
             "| --- | ---: | ---: | ---: | ---: | ---: |"]
    for name, linux, aim in ROWS + MEMORY_ROWS:
        row = results.get(name, {})
        if "median" in row:
            other = clang.get(name, {}).get("median")
            unit = " KiB" if row["unit"] == "KiB" else ""
            wanted = number(aim) + unit if aim else ""
            lines.append(f"| {name} | {number(linux)}{unit} | {wanted} "
                         f"| {number(row['median'])}{unit} | {100 * row['median'] / linux:.1f} % "
                         f"| {number(other) if other else ''} |")
    return "\n".join(lines)


def where_table(build):
    import bench_breakdown      # pylint: disable=import-outside-toplevel
    lines = ["| row | Hemi | where they go |", "| --- | ---: | --- |"]
    for name, (median, counts) in bench_breakdown.breakdowns(build).items():
        lines.append(f"| {name} | {number(median)} | {bench_breakdown.text(counts, LEAST_SHARE)} |")
    return "\n".join(lines)


def replace_between(text, name, new):
    """Replace what stands between the two marks of that name."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    head, rest = text.split(begin)
    return f"{head}{begin}\n{new}\n{end}{rest.split(end)[1]}"


def update_document(path, build, results, clang):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    text = replace_between(text, "table", costs_table(results, clang))
    text = replace_between(text, "where", where_table(build))
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def measure(build, pattern):
    results = {}
    wanted = {name for name, _, _ in ROWS if fnmatch.fnmatch(name, pattern)}
    pic = wanted & {"pic_round_trip"}
    if wanted - pic:
        parse(boot(build, f"bench={pattern}"), results, wanted - pic)
    if pic:
        parse(boot(build, "noapic nolapic bench=pic_round_trip"), results, pic)
    if any(fnmatch.fnmatch(name, pattern) for name, _, _ in MEMORY_ROWS):
        measure_memory(build, results)
    return results


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build")
    parser.add_argument("glob", nargs="?", default="*")
    parser.add_argument("--json", help="also write the numbers to this file")
    parser.add_argument("--doc", help="also write the tables of this document anew")
    parser.add_argument("--clang", help="what clang has built, for a column of its own there")
    arguments = parser.parse_args()

    results = measure(arguments.build, arguments.glob)
    print_table(results, arguments.glob)
    if arguments.doc:
        clang = measure(arguments.clang, "*") if arguments.clang else {}
        update_document(arguments.doc, arguments.build, results, clang)
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as out:
            json.dump(results, out, indent=1)


if __name__ == "__main__":
    main()
