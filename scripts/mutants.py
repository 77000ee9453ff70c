#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Plant one defect at a time and show that `make test` finds it.  `make mutants` calls this.

    scripts/mutants.py [-k PATTERN] [-j JOBS] [--doc FILE] BUILD-DIRECTORY

tests/mutants.list describes the defects.  Each is built in a copy of the tree;
first comes the boot that `make test` begins with (every KUnit case on the
machine "pc"), which is left at the first case that fails, then all of the tests
until one fails.  A defect that no test notices is printed as SURVIVED, unless
the list says why nothing can notice it.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import queue
import re
import shutil
import subprocess
import sys
import threading

ROOT = pathlib.Path(__file__).resolve().parent.parent
LIST = ROOT / "tests" / "mutants.list"
DOC_BEGIN, DOC_END = "<!-- mutants: begin -->", "<!-- mutants: end -->"
AIM = 95                # per cent killed, of those that are not listed as equivalent
BOOT_SECONDS = 240      # ends a guest that hangs: a hang is a defect found
TEST_SECONDS = 1800

Mutant = collections.namedtuple("Mutant", "name file why old new equivalent")


class ListError(Exception):
    """The list of mutants and the source do not fit together."""


def parse(text):
    """The mutants of a list; its head says how it is written."""
    mutants = []
    for entry in re.split(r"\n(?=\[)", "\n" + text)[1:]:
        head, *lines = entry.rstrip().split("\n")
        match = re.match(r"\[(\S+)\] (\S+)$", head)
        if not match:
            raise ListError(f"not a head: {head}")
        while lines and not lines[-1].rstrip() or lines and lines[-1][0] == "#":
            lines.pop()
        start = next((i for i, line in enumerate(lines) if line[:1] in (" ", "-", "+")), len(lines))
        prose, hunk = " ".join(lines[:start]), [line or " " for line in lines[start:]]
        why, _, equivalent = prose.partition("equivalent: ")
        mutants.append(Mutant(match[1], match[2], why.strip(),
                              "".join(line[1:] + "\n" for line in hunk if line[0] != "+"),
                              "".join(line[1:] + "\n" for line in hunk if line[0] != "-"),
                              equivalent.strip()))
    return mutants


def mutate(mutant, text):
    """The text with the defect in it."""
    found = ("\n" + text).count("\n" + mutant.old) if mutant.old else 0
    if found != 1 or mutant.old == mutant.new:
        raise ListError(f"{mutant.name}: its old lines stand {found} times in {mutant.file}")
    return ("\n" + text).replace("\n" + mutant.old, "\n" + mutant.new)[1:]


def check(mutants):
    """Every problem of the list, as lines of text."""
    names = collections.Counter(mutant.name for mutant in mutants)
    problems = [f"{name}: {count} times" for name, count in names.items() if count > 1]
    for mutant in mutants:
        try:
            mutate(mutant, (ROOT / mutant.file).read_text())
        except (ListError, OSError) as error:
            problems.append(str(error))
        if not mutant.why:
            problems.append(f"{mutant.name}: does not say what is wrong")
    return problems


class Room:
    """A copy of the tree with a build of its own, used for one mutant after the other."""

    def __init__(self, path, build):
        self.path = path
        shutil.rmtree(path, ignore_errors=True)
        for name in self.git("ls-files", "-z", "--cached", "--others",
                             "--exclude-standard", tree=ROOT).split("\0"):
            if (ROOT / name).is_file():
                (path / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, path / name)
        self.git("init", "-q")          # make check asks git which files there are
        self.git("add", "-A")
        shutil.copytree(build, path / "build", copy_function=shutil.copy2,
                        ignore=shutil.ignore_patterns("mutants", "test-logs"))
        self.environment = {**os.environ, "HEMI_BUILD": str(path / "build")}

    def git(self, *words, tree=None):
        return subprocess.run(["git", "-C", tree or self.path, *words], check=True,
                              stdout=subprocess.PIPE).stdout.decode()

    def judge(self, mutant):
        """(what happened, by which test) for one mutant."""
        source = self.path / mutant.file
        good = source.read_text()
        source.write_text(mutate(mutant, good))
        try:
            killer = self.test()
        except subprocess.CalledProcessError as error:
            return "DOES NOT BUILD", error.stdout.decode(errors="replace")[-400:]
        finally:
            source.write_text(good)
        if killer:
            return "killed", killer
        return ("equivalent", mutant.equivalent) if mutant.equivalent else ("SURVIVED", "")

    def test(self):
        """Build and run all tests; the first that fails, or None."""
        subprocess.run(["make", "-s", "-C", self.path, "all", "iso"], check=True,
                       stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return self.boot() or self.tests()

    def boot(self):
        """The first KUnit case that fails on the machine "pc", or how the guest ended."""
        words = subprocess.run(
            [sys.executable, "-c", "import conftest, hemi, json; a, q, e = conftest.MACHINES['pc'];"
             "print(json.dumps(hemi.command(append='ktest=* ' + a, edu=e,"
             "arguments=(*q, *hemi.ICOUNT))))"],
            cwd=self.path / "tests", stdout=subprocess.PIPE, check=True,
            env=self.environment).stdout
        with subprocess.Popen(json.loads(words), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL) as guest:
            watchdog = threading.Timer(BOOT_SECONDS, guest.kill)
            watchdog.start()
            suite = ""
            for line in guest.stdout:
                line = re.sub(rb"^\[ *\d+\.\d+\] ", b"", line).decode(errors="replace").rstrip()
                if match := re.match(r" {4}# Subtest: (\S+)", line):
                    suite = match[1]
                if match := re.match(r" {4}not ok \d+ (\S+)", line):
                    guest.kill()
                    watchdog.cancel()
                    return f"pc:{suite}.{match[1]}"
            status = guest.wait()
            watchdog.cancel()
        endings = {33: None, 37: f"pc: a panic in {suite}", -9: f"pc: a hang in {suite}"}
        return endings.get(status, f"pc: exit status {status} in {suite}")

    def tests(self):
        """The first test of the whole of `make test` that fails."""
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-rf", "--tb=no",
                   "--ignore=tests/boot/test_mutants.py", "tests"]
        try:
            done = subprocess.run(command, cwd=self.path, stdin=subprocess.DEVNULL, check=False,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                  timeout=TEST_SECONDS, env=self.environment)
        except subprocess.TimeoutExpired:
            return "the tests did not end"
        failed = re.search(r"^(?:FAILED|ERROR) (\S+)", done.stdout.decode(errors="replace"), re.M)
        if done.returncode and not failed:
            sys.exit("mutants: pytest: " + done.stdout.decode(errors="replace")[-1000:])
        return failed[1].rpartition("/")[2] if failed else None


def run(mutants, build, jobs):
    """Judge all mutants, `jobs` at a time; [(mutant, verdict, detail)]."""
    rooms = queue.Queue()
    for number in range(jobs):
        rooms.put(Room(build / "mutants" / f"room{number}", build))
    if failed := rooms.queue[0].test():
        sys.exit(f"mutants: the tree itself must pass its tests first: {failed}")

    def one(mutant):
        room = rooms.get()
        try:
            verdict, detail = room.judge(mutant)
        finally:
            rooms.put(room)
        print(f"{verdict:10} {mutant.name:44} {detail}", flush=True)
        return mutant, verdict, detail

    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(one, mutants))


def summary(results):
    count = collections.Counter(verdict for _, verdict, _ in results)
    judged = len(results) - count["equivalent"]
    return (f"{len(results)} mutants: {count['killed']} killed of {judged} that can be "
            f"({100 * count['killed'] // max(judged, 1)} %), {count['equivalent']} equivalent, "
            f"{judged - count['killed']} survived")


def write_doc(path, results):
    """Put the table between the markers of a document."""
    rows = [f"| {m.name} | {m.why} | {'killed by `' + d + '`' if v == 'killed' else v + ': ' + d} |"
            for m, v, d in results]
    table = "\n".join([summary(results) + ".", "", "| mutant | defect | verdict |",
                       "| --- | --- | --- |", *rows])
    text = path.read_text()
    before, rest = text.split(DOC_BEGIN)
    path.write_text(before + DOC_BEGIN + "\n" + table + "\n" + DOC_END + rest.split(DOC_END)[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("-k", dest="pattern", default="", help="only mutants whose name matches")
    parser.add_argument("-j", dest="jobs", type=int, default=2)
    parser.add_argument("--doc", type=pathlib.Path)
    options = parser.parse_args()
    mutants = parse(LIST.read_text())
    if problems := check(mutants):
        sys.exit("\n".join(problems))
    chosen = [m for m in mutants if re.search(options.pattern, m.name + " " + m.file)]
    results = run(chosen, options.build.resolve(), options.jobs)
    print(summary(results))
    if options.doc:
        write_doc(options.doc, results)
    count = collections.Counter(verdict for _, verdict, _ in results)
    judged = len(results) - count["equivalent"]
    sys.exit(count["killed"] * 100 < AIM * judged)


if __name__ == "__main__":
    main()
