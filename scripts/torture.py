#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Run the torture tests in their long form.  `make torture` calls this.

    scripts/torture.py [-k PART] [-n ROUNDS] [--smp N] [--thread multi|single] BUILD-DIRECTORY

Each kind of event is one boot.  With multi-threaded TCG each virtual CPU is a thread of the
host; with --thread single they take turns in one, at each PAUSE and HLT or after some
milliseconds: fewer orders of events, but no time is lost where the host has fewer CPUs.
What is printed on the way is how many events there have been, and at last each kind's count
and rate.
"""
import argparse
import os
import re
import subprocess
import sys
import time

# kind: (case of the suite "torture", rounds in the long form)
KINDS = {
    "softirqs": ("q8_softirqs", 10**9),
    "tasklets": ("t1_tasklets", 10**8),
    "works": ("w2_works", 10**8),
    "timers": ("m2_timers", 10**8),
    "hrtimers": ("hrtimers", 10**8),
    "irq_works": ("irq_works", 10**8),
    "ipis": ("a6_ipis", 10**8),
    "waiting_ipis": ("a6_waiting_ipis", 10**8),     # costly: of these one in a hundred
    "affinity_messages": ("a4_moved_messages", 10**5),
    "affinity_edges": ("a4_moved_edges", 10**5),
    "affinity_levels": ("a4_moved_levels", 10**5),
    "affinity_edu": ("a4_moved_edu", 10**5),
    "storm": ("storm", 10**7),
}
BOOTS = 200
EXIT_OK = 33
SHOWN = re.compile(r"# torture: |# \w+: (?!.*bytes more)|^ *(not )?ok |EXPECT|BUG|WARNING|panic")


def qemu(options, smp, append):
    return ["qemu-system-x86_64", "-accel", f"tcg,thread={options.thread}", "-smp", str(smp),
            "-m", "256", "-display", "none", "-monitor", "none", "-no-reboot", "-serial", "stdio",
            "-device", "isa-debug-exit,iobase=0xf4,iosize=4", "-device", "pc-testdev",
            "-device", "edu",
            "-kernel", os.path.join(options.build, "hemi.elf"), "-append", append]


def run(command, show=True):
    """(QEMU's status, log); the lines that tell something are printed as they come."""
    log = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True,
                          errors="replace") as process:
        for line in process.stdout:
            line = re.sub(r"^\[ *[\d.]+\] ?", "", line.rstrip())
            log.append(line)
            if show and SHOWN.search(line):
                print(line, flush=True)
    return process.returncode, "\n".join(log)


def torture(options, kind):
    case, rounds = KINDS[kind]
    print(f"{kind}:", flush=True)
    status, log = run(qemu(options, options.smp, f"ktest=torture.{case} "
                           f"torture.rounds={options.rounds or rounds}"))
    if status != EXIT_OK:
        print(log[-3000:])
    return status == EXIT_OK


def cold_boots(options):
    """Boot four CPUs again and again; in each boot every CPU raises some softirqs."""
    count = options.rounds or BOOTS
    started = time.monotonic()
    for number in range(1, count + 1):
        status, log = run(qemu(options, 4, "ktest=torture.q8_softirqs"), show=False)
        if status != EXIT_OK or "Brought up 1 node, 4 CPUs" not in log:
            print(f"boot {number} of {count} failed, status {status}\n{log[-3000:]}")
            return False
        if number % 20 == 0:
            print(f"boots: {number} of {count} in {time.monotonic() - started:.0f} s", flush=True)
    print(f"boots: {count} cold boots of 4 CPUs passed", flush=True)
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-k", default="", help="only this kind, or all whose names contain it")
    parser.add_argument("-n", dest="rounds", type=int, help="so many events instead")
    parser.add_argument("--smp", type=int, default=8)
    parser.add_argument("--thread", choices=("multi", "single"), default="multi")
    parser.add_argument("build")
    options = parser.parse_args()
    every = [*KINDS, "boots"]
    kinds = [options.k] if options.k in every else [kind for kind in every if options.k in kind]
    if not kinds:
        sys.exit(f"torture: no kind is named like {options.k}: {' '.join(every)}")
    failed = [kind for kind in kinds
              if not (cold_boots(options) if kind == "boots" else torture(options, kind))]
    sys.exit(f"torture: failed: {' '.join(failed)}" if failed else 0)


if __name__ == "__main__":
    main()
