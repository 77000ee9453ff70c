# SPDX-License-Identifier: MIT
"""Show every KUnit case of tests/unit/*_test.c as a pytest item, on every machine of MACHINES.

One boot with ktest=* (or what SUITES says) serves all cases of a machine; a test group
keeps them in one worker.  The names are read from the sources, so that a case which did not
run fails instead of being missed.
"""
import fnmatch
import os
import re

import pytest

import hemi

# name: (command line, QEMU arguments, with an edu device).  "pc" is the smoke test.
# All have QEMU's pc-testdev, by which tests/unit/isa_wire_test.c pulls wires.
MACHINES = {
    "pc": ("", (), True),
    "q35": ("", ("-M", "q35"), True),
    "debug-all": ("debug=all", (), True),
    "noapic": ("debug=all noapic", (), True),
    "nolapic": ("debug=all nolapic", (), True),
    # QEMU's edu insists on an APIC.
    "cpu-without-apic": ("debug=all", ("-cpu", "qemu64,-apic"), False),
}

# Several CPUs in real time: the host decides which of them runs, each time anew.
SMP_MACHINES = {
    "pc-smp-4": ("", hemi.smp(4), True),
    "q35-smp-2": ("", ("-M", "q35", *hemi.smp(2)), True),
    "q35-smp-8": ("", ("-M", "q35", *hemi.smp(8)), True),
    "debug-all-smp-4": ("debug=all", hemi.smp(4), True),
}

# HEMI_SMP=yes adds those above to `make test`; HEMI_SMP=all these too, and all run all suites.
MORE_SMP_MACHINES = {
    "pc-smp-2": ("", hemi.smp(2), True),
    "pc-smp-8": ("", hemi.smp(8), True),
    "q35-smp-4": ("", ("-M", "q35", *hemi.smp(4)), True),
    "debug-all-smp-2": ("debug=all", hemi.smp(2), True),
}
HEMI_SMP = os.environ.get("HEMI_SMP", "")
# What is about several CPUs runs on all of them, all that there is on the first.
SUITES = {} if HEMI_SMP == "all" else dict.fromkeys(
    ("q35-smp-2", "q35-smp-8", "debug-all-smp-4"), "smp_*")

# In virtual time several CPUs take turns: never two at once, but the same in every run.
# The sweeps and the mutants use these.
TURN_MACHINES = {f"pc-turns-{cpus}": ("", hemi.turns(cpus), True) for cpus in (2, 4, 8)}
ALL_MACHINES = MACHINES | SMP_MACHINES | MORE_SMP_MACHINES | TURN_MACHINES

CHOSEN = {
    "yes": MACHINES | SMP_MACHINES,
    "all": MACHINES | SMP_MACHINES | MORE_SMP_MACHINES,
}.get(HEMI_SMP, MACHINES)

STACK_RESERVE = 2048        # bytes that no interrupt may use of its stack

# The runner in the kernel fails a case that complains without having announced it;
# here we look at what is outside of all cases.
COMPLAINTS = re.compile(r"WARNING: |BUG: |Oops|Kernel panic|nobody cared|kernel BUG at|Call Trace")


def ktest(machine, glob):
    """The command line and the options of hemi.boot() with which a machine runs these suites."""
    append, arguments, edu = ALL_MACHINES[machine]
    # In virtual time the load of this machine cannot fail a test, nor make it pass.
    clock = () if "-smp" in arguments else hemi.ICOUNT
    return (f"ktest={glob} {append}".strip(),
            {"arguments": ("-device", "pc-testdev", *arguments, *clock), "edu": edu})


class KtapRun:
    """One boot: results by (suite, case)."""

    cache = {}

    def __init__(self, machine):
        append, options = ktest(machine, SUITES.get(machine, "*"))
        self.result = hemi.boot(f"ktest-{machine}", append, **options)
        self.cases, self.plan, self.complaints = {}, None, []
        self.parse()

    @classmethod
    def of(cls, machine):
        if machine not in cls.cache:
            cls.cache[machine] = cls(machine)
        return cls.cache[machine]

    def parse(self):
        suite, output = None, []
        for line in self.result.lines:
            if match := re.match(r"1\.\.(\d+)$", line):
                self.plan = int(match[1])
            elif match := re.match(r"    # Subtest: (\S+)$", line):
                suite, output = match[1], []
            elif match := re.match(r"    (ok|not ok) \d+ (\S+)(.*)$", line):
                self.cases[suite, match[2]] = (match[1], match[3], output)
                output = []
            elif re.match(r"(ok|not ok) \d+ \S+", line):
                suite = None
            else:
                output.append(line)
                if COMPLAINTS.search(line) and suite is None:
                    self.complaints.append(line)


class KtapCase(pytest.Item):
    def __init__(self, *, machine, suite, case, **kwargs):
        super().__init__(**kwargs)
        self.machine, self.suite, self.case = machine, suite, case
        self.add_marker(pytest.mark.xdist_group(machine))
        if machine == "pc":
            self.add_marker("smoke")

    def runtest(self):
        run = KtapRun.of(self.machine)
        assert (self.suite, self.case) in run.cases, \
            f"did not run; QEMU ended with {run.result.status}\n" + run.result.log[-2000:]
        verdict, directive, output = run.cases[self.suite, self.case]
        if "# SKIP" in directive:
            pytest.skip(directive.partition("# SKIP")[2].strip() or "by the test")
        assert verdict == "ok", "\n".join(output[-40:])

    def repr_failure(self, excinfo, style=None):
        return str(excinfo.value)

    def reportinfo(self):
        return self.path, 0, f"{self.machine}: {self.suite}.{self.case}"


class KtapWhole(KtapCase):
    """The run as a whole: complete plan, no complaint, the right exit status."""

    def runtest(self):
        run = KtapRun.of(self.machine)
        suites = {suite for suite, _ in run.cases}
        assert run.plan == len(suites), f"plan {run.plan}, suites run {len(suites)}"
        assert not run.complaints, "\n".join(run.complaints)
        if "debug=all" in ALL_MACHINES[self.machine][0]:
            self.check_stacks(run)
        assert run.result.status == hemi.EXIT_OK


    def check_stacks(self, run):
        """No interrupt has come near the end of its stack, nor an NMI of its own."""
        left = re.findall(r"CPU\d+ stacks, bytes left: IRQ (\d+) of.* NMI (\d+), ", run.result.log)
        assert left, "no line about the stacks"
        for irq, nmi in left:
            assert int(irq) >= STACK_RESERVE and int(nmi) >= STACK_RESERVE, left


def case_names(source):
    """[(suite, case)] as the C source lists them."""
    text = source.read_text()
    names = []
    for array, body in re.findall(r"struct kunit_case (\w+)\[\] = \{(.*?)\n\};", text, re.S):
        suite = re.search(r'\.name = "([^"]+)",[^}]*?\.test_cases = ' + array + r"\b[^}]*", text,
                          re.S)
        assert suite, f"{source}: no suite uses {array}"
        if ".on_request = true" in suite[0]:
            continue
        names += [(suite[1], case)
                  for case in re.findall(r"KUNIT_CASE(?:_PARAM|_SLOW|_ATTR)?\((\w+)", body)]
    return names


class KtapFile(pytest.File):
    def collect(self):
        for machine in CHOSEN:
            for suite, case in case_names(self.path):
                if not fnmatch.fnmatch(suite, SUITES.get(machine, "*")):
                    continue
                yield KtapCase.from_parent(self, name=f"{machine}:{suite}.{case}",
                                           machine=machine, suite=suite, case=case)
            if self.path.name == "kunit_test.c":
                yield KtapWhole.from_parent(self, name=f"{machine}:whole-run", machine=machine,
                                            suite="", case="")


def pytest_collect_file(file_path, parent):
    if file_path.parent.name == "unit" and file_path.name.endswith("_test.c"):
        return KtapFile.from_parent(parent, path=file_path)
    return None


def pytest_configure(config):
    config.addinivalue_line("markers", "smoke: a short subset, `make test K=smoke`")
