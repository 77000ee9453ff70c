# SPDX-License-Identifier: MIT
"""docs/catalogue.md and the tests name the same cases, both ways."""
import re

import hemi

ID = r"[a-z]\d{1,2}"        # r10: case R10, in the name of a test
WAITING = ("not yet",)


def catalogue():
    """{id in lower case: what the last column of its row says}"""
    rows = re.findall(r"^\| ([A-Z]\d+) \| [^|]+ \|([^|]*)\|$",
                      (hemi.ROOT / "docs/catalogue.md").read_text(), re.M)
    ids = [case.lower() for case, _ in rows]
    assert len(set(ids)) == len(ids), "an id stands twice in docs/catalogue.md"
    return {case.lower(): waits.strip() for case, waits in rows}


def ids_of_tests():
    """{id: names of the tests that carry it}"""
    names = []
    for source in sorted((hemi.ROOT / "tests").rglob("*_test.c")):
        names += re.findall(r"KUNIT_CASE\w*\((\w+)", source.read_text())
    for source in sorted((hemi.ROOT / "tests").rglob("test_*.py")):
        names += re.findall(r"^def test_(\w+)", source.read_text(), re.M)
    found = {}
    for name in names:
        if match := re.match(rf"({ID})_", name):
            found.setdefault(match[1], []).append(name)
    return found


def test_catalogue_is_read_whole():
    """Each family counts from 1 without a gap."""
    numbers = {}
    for case in catalogue():
        numbers.setdefault(case[0], []).append(int(case[1:]))
    assert "".join(sorted(numbers)) == "aefghklmpqrstuwx"
    for family, found in numbers.items():
        assert found == list(range(1, len(found) + 1)), family


def test_every_case_has_a_test_or_a_reason():
    tests = ids_of_tests()
    missing = [case.upper() for case, waits in catalogue().items()
               if case not in tests and not waits.startswith(WAITING)]
    assert not missing, f"no test begins with these ids: {' '.join(missing)}"


def test_reasons_are_known_words():
    """A row waits as a whole for something known, or in part and says for what."""
    for case, waits in catalogue().items():
        known = not waits or waits.startswith(WAITING) or \
            re.match(r"part: .* yet$", waits)
        assert known, f"{case.upper()}: {waits}"


def test_no_test_carries_an_unknown_id():
    unknown = set(ids_of_tests()) - set(catalogue())
    assert not unknown, f"not in docs/catalogue.md: {sorted(unknown)}"
