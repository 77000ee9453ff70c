#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Plant one defect at a time and show that `make test` finds it.  `make mutants` calls this.

    scripts/mutants.py [-k PATTERN] [-j JOBS] [--quick] [--again] [--doc] BUILD-DIRECTORY

tests/mutants.list describes the defects.  Each is built in a copy of the tree.
First come the tests that the list expects to notice it.  What none of these has
noticed gets the boot that `make test` begins with (every KUnit case on the machine
"pc"), then all of the tests; the first that fails ends it.  A defect that no test
notices is printed as SURVIVED, unless the list says why nothing can notice it.

Before they judge anything, these tests must pass without a defect; how long that
takes tells when a guest must be called hanging.

Verdicts are kept in BUILD-DIRECTORY/mutants/results.json until their hunk
changes, so a run that was broken off goes on where it was; --again forgets them.
"""
import argparse
import collections
import concurrent.futures
import hashlib
import json
import os
import pathlib
import queue
import re
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
LIST = ROOT / "tests" / "mutants.list"
DOC_BEGIN, DOC_END = "<!-- mutants: begin -->", "<!-- mutants: end -->"
AIM = 95                # per cent killed, of those that are not listed as equivalent
# A guest that hangs is a defect found.  One that spins is ended by the processor time that it
# took, which does not depend on the load of this machine; one that sleeps by the clock.
# Both are the multiple of what it takes without defect.
FIRST_CPU_SECONDS, FIRST_SLEEP_SECONDS = 200, 400
HANG_FACTOR, CPU_SLACK_SECONDS, SLEEP_SLACK_SECONDS = 4, 5, 60
TEST_SECONDS = 1800
NOT_YET = "open"        # --quick: nothing that the list names noticed it

Mutant = collections.namedtuple("Mutant", "name file hints why old new equivalent")


class ListError(Exception):
    """The list of mutants and the source do not fit together."""


def parse(text):
    """The mutants of a list; its head says how it is written."""
    mutants = []
    for entry in re.split(r"\n(?=\[)", "\n" + text)[1:]:
        head, *lines = entry.rstrip().split("\n")
        match = re.match(r"\[(\S+)\] (\S+)(.*)$", head)
        if not match:
            raise ListError(f"not a head: {head}")
        while lines and not lines[-1].rstrip() or lines and lines[-1][0] == "#":
            lines.pop()
        start = next((i for i, line in enumerate(lines) if line[:1] in (" ", "-", "+")), len(lines))
        prose, hunk = " ".join(lines[:start]), [line or " " for line in lines[start:]]
        why, _, equivalent = prose.partition("equivalent: ")
        mutants.append(Mutant(match[1], match[2], tuple(match[3].split()), why.strip(),
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

    def __init__(self, path, build, took):
        self.path = path
        self.took = took    # by (machine, glob): when it is a hang; filled in by the first boot
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

    def judge(self, mutant, find_failure):
        """(what happened, by which test) for one mutant."""
        source = self.path / mutant.file
        good = source.read_text()
        source.write_text(mutate(mutant, good))
        try:
            self.make("all")
            killer = find_failure(mutant)
        except subprocess.CalledProcessError as error:
            return "DOES NOT BUILD", error.stdout.decode(errors="replace")[-400:]
        finally:
            source.write_text(good)
        return ("killed", killer) if killer else (NOT_YET, "")

    def make(self, *targets):
        subprocess.run(["make", "-s", "-C", self.path, *targets], check=True,
                       stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def by_hints(self, mutant):
        """What is expected to notice it; the first that fails, or None."""
        return next(filter(None, map(self.hint, mutant.hints)), None)

    def by_everything(self, _mutant):
        """The first boot, then everything; the first test that fails, or None."""
        if killer := self.boot("pc", "*"):
            return killer
        self.make("iso")
        return self.tests("tests")

    def hint(self, hint):
        """Run "suite", "suite.case", the same behind "machine:", or "test_file.py::test"."""
        if hint.startswith("test_"):
            self.make("iso")
            return self.tests("tests/boot/" + hint)
        machine, _, glob = hint.rpartition(":")
        return self.boot(machine or "pc", glob)

    def boot(self, machine, glob):
        """The first KUnit case that fails on a machine, or how the guest ended."""
        words = subprocess.run(
            [sys.executable, "-c", "import conftest, hemi, json, sys;"
             "append, options = conftest.ktest(*sys.argv[1:]);"
             "print(json.dumps(hemi.command(append=append, **options)))", machine, glob],
            cwd=self.path / "tests", stdout=subprocess.PIPE, check=True,
            env=self.environment).stdout
        known = self.took.get((machine, glob))
        cpu_seconds, seconds = known or (FIRST_CPU_SECONDS, FIRST_SLEEP_SECONDS)
        began = time.monotonic()
        with subprocess.Popen(json.loads(words), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL) as guest:
            resource.prlimit(guest.pid, resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
            watchdog = threading.Timer(seconds, os.kill, (guest.pid, signal.SIGKILL))
            watchdog.start()
            suite, case = first_bad_case(guest.stdout)
            if case:
                os.kill(guest.pid, signal.SIGKILL)
            _, status, usage = os.wait4(guest.pid, 0)
            guest.returncode = os.waitstatus_to_exitcode(status)
            watchdog.cancel()
        if not known:
            self.took[machine, glob] = (
                round(HANG_FACTOR * (usage.ru_utime + usage.ru_stime)) + CPU_SLACK_SECONDS,
                HANG_FACTOR * (time.monotonic() - began) + SLEEP_SLACK_SECONDS)
        if case:
            return f"{machine}:{suite}.{case}"
        endings = {33: None, 37: f"{machine}: a panic in {suite}", -9: f"{machine}: a hang in {suite}"}
        return endings.get(guest.returncode,
                           f"{machine}: exit status {guest.returncode} in {suite}")

    def tests(self, what):
        """The first of some tests that fails."""
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-rf", "--tb=no",
                   "--ignore=tests/boot/test_mutants.py", what]
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


def first_bad_case(log):
    """(suite, case) of the first "not ok"; the case is None if there is none, the suite the last."""
    suite = ""
    for line in log:
        line = re.sub(rb"^\[ *\d+\.\d+\] ", b"", line).decode(errors="replace").rstrip()
        if match := re.match(r" {4}# Subtest: (\S+)", line):
            suite = match[1]
        if match := re.match(r" {4}not ok \d+ (\S+)", line):
            return suite, match[1]
    return suite, None


class Results:
    """Verdicts on a file, so that a run can be broken off."""

    def __init__(self, path, forget):
        self.path, self.lock = path, threading.Lock()
        self.verdicts = json.loads(path.read_text()) if path.exists() and not forget else {}

    @staticmethod
    def key(mutant):
        hunk = "\0".join((mutant.file, mutant.old, mutant.new)).encode()
        return f"{mutant.name} {hashlib.sha256(hunk).hexdigest()[:16]}"

    def of(self, mutant):
        """(verdict, by what), or None if it was not judged."""
        verdict, detail = self.verdicts.get(self.key(mutant), (None, None))
        if verdict not in (None, "killed") and mutant.equivalent:
            return "equivalent", mutant.equivalent
        return verdict and (verdict, detail)

    def settled(self, mutant):
        return self.of(mutant) and self.of(mutant)[0] in ("killed", "equivalent")

    def add(self, mutant, verdict, detail):
        with self.lock:
            self.verdicts[self.key(mutant)] = (verdict, detail)
            self.path.write_text(json.dumps(self.verdicts, indent=0))
        print(f"{verdict:10} {mutant.name:44} {detail}", flush=True)


def run(mutants, results, build, jobs, quick):
    """Judge these mutants, `jobs` at a time."""
    rooms, took = queue.Queue(), {}
    for number in range(jobs):
        rooms.put(Room(build / "mutants" / f"room{number}", build, took))

    def in_a_room(function):
        room = rooms.get()
        try:
            return function(room)
        finally:
            rooms.put(room)

    def passes(hint):
        if failed := in_a_room(lambda room: room.hint(hint)):
            raise ListError(f"without a defect it must pass: {hint}: {failed}")

    def by_hints(mutant):
        results.add(mutant, *in_a_room(lambda room: room.judge(mutant, room.by_hints)))

    def by_everything(mutant):
        verdict, killer = in_a_room(lambda room: room.judge(mutant, room.by_everything))
        results.add(mutant, "SURVIVED" if verdict == NOT_YET else verdict, killer)

    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        list(pool.map(passes, sorted({hint for m in mutants for hint in m.hints})))
        list(pool.map(by_hints, mutants))
        rest = [m for m in mutants if results.of(m)[0] == NOT_YET]
        if quick or not rest:
            return
        if failed := in_a_room(lambda room: room.by_everything(None)):
            raise ListError(f"without a defect it must pass: {failed}")
        list(pool.map(by_everything, rest))


def summary(results):
    count = collections.Counter(verdict for _, verdict, _ in results)
    judged = len(results) - count["equivalent"]
    return (f"{len(results)} mutants: {count['killed']} killed of {judged} that can be "
            f"({100 * count['killed'] // max(judged, 1)} %), {count['equivalent']} equivalent, "
            f"{judged - count['killed']} not killed yet")


def write_doc(path, text):
    """Put a text between the markers of a document."""
    old = path.read_text()
    before, rest = old.split(DOC_BEGIN)
    path.write_text(before + DOC_BEGIN + "\n" + text + "\n" + DOC_END + rest.split(DOC_END)[1])


def table(verdicts):
    rows = [f"| {m.name} | {m.why} | {'killed by `' + d + '`' if v == 'killed' else v + ': ' + d} |"
            for m, v, d in verdicts]
    return "\n".join(["| mutant | defect | verdict |", "| --- | --- | --- |", *rows])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("-k", dest="pattern", default="", help="only mutants whose name matches")
    parser.add_argument("-j", dest="jobs", type=int, default=2)
    parser.add_argument("--quick", action="store_true", help="only the tests that the list names")
    parser.add_argument("--again", action="store_true", help="forget the verdicts that are known")
    parser.add_argument("--doc", action="store_true", help="write the documents")
    options = parser.parse_args()
    mutants = parse(LIST.read_text())
    if problems := check(mutants):
        sys.exit("\n".join(problems))
    build = options.build.resolve()
    (build / "mutants").mkdir(exist_ok=True)
    results = Results(build / "mutants" / "results.json", options.again)
    chosen = [m for m in mutants if re.search(options.pattern, m.name + " " + m.file)]
    open_ones = [m for m in chosen if not results.settled(m)]
    if open_ones:
        try:
            run(open_ones, results, build, options.jobs, options.quick)
        except ListError as error:
            sys.exit(f"mutants: {error}")
    verdicts = [(m, *(results.of(m) or ("not judged", ""))) for m in chosen]
    print(summary(verdicts))
    if options.doc:
        write_doc(ROOT / "docs" / "testing.md", summary(verdicts) + ".")
        write_doc(ROOT / "docs" / "mutants.md", summary(verdicts) + ".\n\n" + table(verdicts))
    count = collections.Counter(verdict for _, verdict, _ in verdicts)
    sys.exit(count["killed"] * 100 < AIM * (len(verdicts) - count["equivalent"]))


if __name__ == "__main__":
    main()
