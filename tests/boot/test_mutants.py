# SPDX-License-Identifier: MIT
"""The list of mutants fits the source; `make mutants` itself takes an hour and runs by hand."""
import pytest

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
