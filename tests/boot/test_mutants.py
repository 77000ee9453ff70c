# SPDX-License-Identifier: MIT
"""The list of mutants fits the source; `make mutants` itself takes half an hour and runs by hand."""
import fnmatch
import re

import pytest

import conftest
import hemi     # its import puts scripts/ on the path
import mutants

MUTANTS = mutants.parse(mutants.LIST.read_text())
SOURCE = "int f(void)\n{\n\tack();\n\treturn 0;\n}\n"


def entry(hunk, why="why it is wrong"):
    return mutants.parse(f"[name] file.c\n{why}\n{hunk}")[0]


def test_every_mutant_changes_one_place_of_the_source():
    assert not mutants.check(MUTANTS)
    assert len(MUTANTS) >= 60
    assert hemi.ROOT == mutants.ROOT


def is_a_test(hint):
    """Is there what an entry of the list says should notice the defect?"""
    if match := re.match(r"(test_\w+\.py)(?:::(\w+))?$", hint):
        return f"def {match[2] or 'test_'}" in (hemi.ROOT / "tests" / "boot" / match[1]).read_text()
    machine, _, glob = hint.rpartition(":")
    cases = [case for source in (hemi.ROOT / "tests" / "unit").glob("*_test.c")
             for case in conftest.case_names(source)]
    names = {suite for suite, _ in cases} | {f"{suite}.{case}" for suite, case in cases}
    return (machine or "pc") in conftest.ALL_MACHINES and fnmatch.filter(names, glob)


def test_tests_that_are_named_exist():
    assert [hint for hint in {h for m in MUTANTS for h in m.hints} if not is_a_test(hint)] == []
    assert is_a_test("pc-smp-4:smp_call") and is_a_test("pc-turns-4:smp_call.a6_*")
    assert not is_a_test("no_suite") and not is_a_test("no-machine:irq")
    assert not is_a_test("smp_call.no_case")
    assert not is_a_test("test_mutants.py::test_of_nothing")


def test_verdicts_are_kept_until_the_hunk_changes(tmp_path):
    results = mutants.Results(tmp_path / "results.json", False)
    results.add(entry("-\tack();\n"), "killed", "pc:irq.one")
    again = mutants.Results(tmp_path / "results.json", False)
    assert again.of(entry("-\tack();\n", "said otherwise")) == ("killed", "pc:irq.one")
    assert again.of(entry("-\tack();\n+\tnak();\n")) is None
    assert mutants.Results(tmp_path / "results.json", True).of(entry("-\tack();\n")) is None


def test_the_first_case_that_fails_is_found():
    log = [b"[    0.1] KTAP", b"[    0.1]     # Subtest: irq", b"[    0.1]     ok 1 one",
           b"[    0.2]     not ok 2 two", b"[    0.3]     not ok 3 three"]
    assert mutants.first_bad_case(log) == ("irq", "two")
    assert mutants.first_bad_case(log[:3]) == ("irq", None)


def test_a_mutant_replaces_its_lines():
    assert mutants.mutate(entry(" {\n-\tack();\n \treturn 0;\n"), SOURCE) == \
        "int f(void)\n{\n\treturn 0;\n}\n"


@pytest.mark.parametrize("hunk", ["-\tnak();\n+\tack();\n", "-\tack\n", " \tack();\n", ""])
def test_a_mutant_that_fits_nowhere_is_an_error(hunk):
    with pytest.raises(mutants.ListError):
        mutants.mutate(entry(hunk), SOURCE)


def test_prose_and_the_reason_of_an_equivalent_are_told_apart():
    mutant = entry("-\tack();\n", "drops the ack\nequivalent: nobody looks")
    assert (mutant.why, mutant.equivalent) == ("drops the ack", "nobody looks")
