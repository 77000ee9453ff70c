#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Where do the instructions of a row of the benchmark go?

    scripts/bench_breakdown.py BUILD-DIRECTORY [GLOB]

The benchmark runs once more, a few samples a row, while QEMU executes one
instruction at a time and logs the address of each.  A sample is what lies between
two readings of the cycle counter, so it is found again in this trace: two rdtsc of
the benchmark's own functions that are as many instructions apart as the kernel said.
Its instructions are counted by the function they belong to (inlined ones belong to
their caller), in the order in which the sample first enters each.  So a breakdown
adds up to its row exactly, or the tool fails.
"""
import argparse
import bisect
import fnmatch
import glob
import os
import re
import subprocess
import sys
import tempfile

import bench    # scripts/bench.py

SAMPLES = 20
# A reading is within so many readings of its partner: a switch of tasks reads the time, too.
NEAR = 8
TEXT = re.compile(r"^([0-9a-f]{16}) ([tT]) (\S+)$", re.M)
# Labels of entry.asm that are steps of one piece of code.
SAME = {"return_to_kernel": "interrupt_return", "restore_to_kernel": "interrupt_return",
        "iretq_to_kernel": "interrupt_return", "preempt_on_return": "interrupt_return",
        "irq_entries_start": "stub"}


class Symbols:
    """Which function an address belongs to."""

    def __init__(self, elf):
        out = subprocess.run(["nm", "-n", elf], capture_output=True, text=True, check=True).stdout
        # Left out: NASM's own labels, and borders of sections.
        found = [(int(address, 16), self.whole(name)) for address, _, name in TEXT.findall(out)
                 if not re.match(r"\.\.@|__.*_(start|end)$", name)]
        self.addresses = [address for address, _ in found]
        self.names = [name for _, name in found]
        self.cache = {}

    @staticmethod
    def whole(name):
        """The function behind a name with a dot: a piece of one, or a label inside."""
        return SAME.get(name.split(".")[0], name.split(".")[0])

    def name(self, address):
        if address not in self.cache:
            self.cache[address] = self.names[bisect.bisect_right(self.addresses, address) - 1]
        return self.cache[address]

    def end(self):
        return self.addresses[-1]


def functions_of_rows(build):
    """The functions that are compiled from kernel/bench/*_rows.c."""
    objects = glob.glob(os.path.join(build, "kernel/bench/*_rows.o"))
    out = subprocess.run(["nm", *objects], capture_output=True, text=True, check=True).stdout
    return {Symbols.whole(name) for _, _, name in TEXT.findall(out)}


def addresses_of(mnemonic, listing):
    return {int(a, 16) for a in re.findall(rf"^\s*([0-9a-f]+):\s+{mnemonic}\b", listing, re.M)}


def disassembly(elf):
    return subprocess.run(["objdump", "-d", "--no-show-raw-insn", elf], capture_output=True,
                          text=True, check=True).stdout


def executed(log, repeating):
    """Addresses of the instructions in QEMU's log as they were executed.

    An instruction is logged, but not executed, when QEMU finds an interrupt or the end of
    its time slice in front of it (it says so), or finds that it accesses a device: then
    it comes once more.  Only string instructions stand twice in a row of their own.
    """
    last = None
    for line in log:
        if line.startswith(b"Trace "):
            address = int(line.split(b"/", 2)[1], 16)
            if last is not None and (address != last or address in repeating):
                yield last
            last = address
        elif line.startswith(b"Stopped "):
            last = None
    if last is not None:
        yield last


def traced(elf, words, symbols, repeating, serial):
    """Addresses of the kernel's instructions during one boot."""
    low = symbols.addresses[0]
    command = [bench.QEMU, *bench.MACHINE, "-serial", f"file:{serial}", "-kernel", elf,
               "-append", "debug=off panic=-1 " + words, "-singlestep", "-d", "exec,nochain",
               "-dfilter", f"{low:#x}+{symbols.end() - low + 4096:#x}", "-D", "/dev/stdout"]
    command = [word for i, word in enumerate(command)
               if not (word == "stdio" or command[i + 1:i + 2] == ["stdio"])]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL) as qemu:
        yield from executed(qemu.stdout, repeating)
    if qemu.returncode != 33:
        sys.exit(f"bench_breakdown: the boot with '{words}' ended with {qemu.returncode}")


def split_by_row(trace, symbols, rows):
    """{row: addresses from the row's first instruction to the next row's}."""
    found, current = {}, None
    # The function of a row is called like the row, but for one.
    starts = {symbols.addresses[symbols.names.index(function)]: row
              for row, function in ((row, {"switch": "ping_pong"}.get(row, row)) for row in rows)
              if function in symbols.names}
    for address in trace:
        if address in starts and starts[address] not in found:
            current = found.setdefault(starts[address], [])
        if current is not None:
            current.append(address)
    return found


def find_sample(trace, readings, low, high):
    """(start, end) of the last sample of that many instructions, None if there is none."""
    at = [i for i, address in enumerate(trace) if address in readings]
    for j in range(len(at) - 1, -1, -1):
        for i in range(j - 1, max(-1, j - 1 - NEAR), -1):
            if low <= at[j] - at[i] < high:
                return at[i], at[j]
    return None


def count_by_function(trace, symbols):
    counts = {}
    for address in trace:
        name = symbols.name(address)
        counts[name] = counts.get(name, 0) + 1
    return counts


PER = {"work_queue": 1000, "work_batch": 1000, "tasklet_batch": 1000, "switch": 2}


def per(row):
    return PER.get(row, 100 if row.endswith("_pair") else 1)


def measure(build, words, rows):
    """{row: (median, {function: instructions per operation})}"""
    elf = os.path.join(build, "hemi.elf")
    symbols = Symbols(elf)
    own = functions_of_rows(build)
    listing = disassembly(elf)
    readings = {a for a in addresses_of("rdtsc", listing) if symbols.name(a) in own}
    repeating = addresses_of("rep[nz]*", listing)
    with tempfile.TemporaryDirectory() as folder:
        serial = os.path.join(folder, "serial")
        traces = split_by_row(traced(elf, words, symbols, repeating, serial), symbols, rows)
        results = {}
        with open(serial, encoding="utf-8", errors="replace") as log:
            bench.parse(log.read(), results, rows)
    found = {}
    for row, trace in traces.items():
        median = results.get(row, {}).get("median")
        if median is None:
            continue
        # The kernel cuts a share after one decimal: "12.1" of 100 is 1210 to 1219.
        low = round(median * per(row))
        sample = find_sample(trace, readings, low, low + max(1, per(row) // 10))
        if not sample:
            sys.exit(f"bench_breakdown: no {low} instructions between readings in {row}")
        counts = count_by_function(trace[sample[0]:sample[1]], symbols)
        found[row] = median, {name: n / per(row) for name, n in counts.items()}
    return found


def breakdowns(build, pattern="*"):
    """{row: (median, {function: instructions})} for the rows that match, but boot."""
    rows = {name for name, _, _ in bench.ROWS if fnmatch.fnmatch(name, pattern)} \
        - {"boot"}
    pic = rows & {"pic_round_trip"}
    found = {}
    if rows - pic:
        found.update(measure(build, f"bench={pattern},{SAMPLES}", rows - pic))
    if pic:
        found.update(measure(build, f"noapic nolapic bench=pic_round_trip,{SAMPLES}", pic))
    return {name: found[name] for name, _, _ in bench.ROWS if name in found}


def text(counts, least=0.0):
    """"a 12, b 3": what has less than that share of the whole comes together as "others"."""
    total = sum(counts.values())
    shown = {name: n for name, n in counts.items() if n >= least * total}
    rest = total - sum(shown.values())
    parts = [f"{name} {bench.number(n)}" for name, n in shown.items()]
    if rest >= 0.05:
        parts.append(f"others {bench.number(rest)}")
    return ", ".join(parts)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build")
    parser.add_argument("glob", nargs="?", default="*")
    arguments = parser.parse_args()
    for row, (median, counts) in breakdowns(arguments.build, arguments.glob).items():
        print(f"{row}  {bench.number(median)}")
        for name, n in counts.items():
            print(f"    {n:9.1f}  {name}")


if __name__ == "__main__":
    main()
