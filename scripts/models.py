#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Verify the Spin models of tests/models/ and their mutants.  `make models` calls this.

    scripts/models.py [--short] [--doc FILE] [-k PATTERN] BUILD-DIRECTORY

A model says in its first comment with which numbers it is verified (`full:`, `short:`,
`mutant:`) and what its mutants are.  Each `@ file function: text` in it names a place of the
C source that it mirrors; tests/models/test_models.py sees to it that the text stands there.

Fails if a model has an error, or a mutant has none.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODELS = ROOT / "tests/models"
DOC_BEGIN, DOC_END = "<!-- models: begin -->", "<!-- models: end -->"
MEMORY_MB = 12000
DEPTH = 2000000
SEARCH_SECONDS = 1800

CONFIG = re.compile(r"^ \* (full|short|mutant): +(-D.*)$", re.M)
MUTANT = re.compile(r"^ \* mutant ([A-Z_]+)(?: \[(.*)\])?: (.+)$", re.M)
MIRROR = re.compile(r"@ (\S+) (\w+): (.+?) *\*/")
RESULT = re.compile(r"depth reached (\d+), errors: (\d+)")
STATES = re.compile(r"^\s*([\d.e+]+) states, stored", re.M)
INCOMPLETE = re.compile(r"max search depth too small|out of memory|Search not completed")


class Model:
    def __init__(self, path):
        self.path, self.name = path, path.stem
        text = path.read_text(encoding="utf-8")
        self.configs = {}
        for kind, options in CONFIG.findall(text):
            self.configs.setdefault(kind, []).append(options.split())
        self.mutants = {name: (options.split() or self.configs["mutant"][0], why)
                        for name, options, why in MUTANT.findall(text)}
        self.mirrors = MIRROR.findall(text)
        self.used_mutants = set(re.findall(r"\bMUTANT_([A-Z_]+)", text))


def models():
    return [Model(path) for path in sorted(MODELS.glob("*.pml"))]


class Outcome:
    """What one search found."""

    def __init__(self, output, seconds, timed_out):
        match, states = RESULT.search(output), STATES.search(output)
        self.output, self.seconds = output, seconds
        self.depth = int(match[1]) if match else 0
        self.states = int(float(states[1])) if states else 0
        complete = match and states and not timed_out and not INCOMPLETE.search(output)
        self.failed = bool(match and int(match[2]))
        self.passed = bool(complete) and not self.failed

    def verdict(self):
        return "fails" if self.failed else "holds" if self.passed else "incomplete"

    def reason(self):
        match = re.search(r"^pan:\d+: (.*)$", self.output, re.M)
        return match[1] if match else self.output[-500:]


def command(arguments, where, seconds=None):
    return subprocess.run(arguments, cwd=where, capture_output=True, text=True, timeout=seconds,
                          check=False)


def search(model, options, where):
    """Let Spin write a verifier for the model with these options, compile and run it."""
    shutil.rmtree(where, ignore_errors=True)
    where.mkdir(parents=True)
    live = "-DLIVE" in options
    made = command(["spin", "-a", *options, str(model.path)], where)
    if made.returncode or not (where / "pan.c").exists():
        raise SystemExit(f"{model.name}: spin: {made.stdout}{made.stderr}")
    flags = ["-DNFAIR=4"] if live else ["-DSAFETY"]
    built = command(["gcc", "-O1", "-w", "-DCOLLAPSE", f"-DMEMLIM={MEMORY_MB}", *flags,
                     "-o", "pan", "pan.c"], where)
    if built.returncode:
        raise SystemExit(f"{model.name}: gcc: {built.stderr[-2000:]}")
    start, timed_out = time.time(), False
    try:
        output = command(["./pan", f"-m{DEPTH}", *(["-a", "-f"] if live else [])], where,
                         SEARCH_SECONDS).stdout
    except subprocess.TimeoutExpired as error:
        output, timed_out = (error.stdout or b"").decode(), True
    return Outcome(output, time.time() - start, timed_out)


def verify(model, kind, build):
    """[(options, outcome)] of the model itself."""
    return [(options, search(model, options, build / "models" / f"{model.name}-{kind}{i}"))
            for i, options in enumerate(model.configs[kind])]


def try_mutants(model, build):
    """[(name, why, outcome)] of its mutants."""
    return [(name, why, search(model, [*options, f"-DMUTANT_{name}"],
                               build / "models" / f"{model.name}-{name}"))
            for name, (options, why) in model.mutants.items()]


def bounds(options):
    words = [word.removeprefix("-D").replace("=", " ").lower().split() for word in options]
    return ", ".join(f"{word[1]} {word[0]}" if len(word) > 1 else word[0] for word in words)


def table(rows):
    lines = ["| model | bounds | states | depth | seconds | verdict | mutants caught |",
             "| --- | --- | ---: | ---: | ---: | --- | ---: |"]
    for model, searches, mutants in rows:
        caught = sum(outcome.failed for _, _, outcome in mutants)
        for options, outcome in searches:
            lines.append(f"| `{model.name}.pml` | {bounds(options)} | {outcome.states:,} "
                         f"| {outcome.depth:,} | {outcome.seconds:.0f} | {outcome.verdict()} "
                         f"| {caught} of {len(mutants)} |")
    return "\n".join(lines)


def update_document(path, text):
    with open(path, encoding="utf-8") as file:
        head, rest = file.read().split(DOC_BEGIN)
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"{head}{DOC_BEGIN}\n{text}\n{DOC_END}{rest.split(DOC_END)[1]}")


def run(model, kind, build):
    """Verify and print.  (the row of the table, whether all is as it should be)"""
    searches, good = verify(model, kind, build), True
    for options, outcome in searches:
        print(f"{model.name:10} {bounds(options):45} {outcome.states:>12,} states, depth "
              f"{outcome.depth:>6,}, {outcome.seconds:6.1f} s: {outcome.verdict()}", flush=True)
        if not outcome.passed:
            print(f"    {outcome.reason()}")
            good = False
    mutants = try_mutants(model, build)
    for name, _, outcome in mutants:
        print(f"    mutant {name:24} {'caught' if outcome.failed else 'NOT CAUGHT'}: "
              f"{outcome.reason().strip()[:60]}", flush=True)
        good = good and outcome.failed
    return (model, searches, mutants), good


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build")
    parser.add_argument("--short", action="store_true", help="with the numbers of `short:`")
    parser.add_argument("--doc", help="the document whose table to rewrite")
    parser.add_argument("-k", default="", help="only models whose name contains this")
    arguments = parser.parse_args()
    kind = "short" if arguments.short else "full"
    chosen = [model for model in models() if arguments.k in model.name]
    results = [run(model, kind, Path(os.path.abspath(arguments.build))) for model in chosen]
    if arguments.doc and not arguments.k and not arguments.short:
        update_document(arguments.doc, table([row for row, _ in results]))
    if not all(good for _, good in results):
        sys.exit("a model fails, or a mutant passes")


if __name__ == "__main__":
    main()
