# SPDX-License-Identifier: MIT
"""The interrupt sweeps miss no boundary, and docs/testing.md tells of the same paths."""
import re

import pytest

import hemi
import sweep

DOCUMENT = hemi.ROOT / "docs/testing.md"
HINT = "run: make sweep"


def boot(name, arguments):
    result = hemi.boot(name, "ktest=sweep*", arguments=arguments)
    assert result.status == hemi.EXIT_OK, result.log[-2000:]
    return sweep.parse("\n".join(result.lines))


@pytest.fixture(scope="module")
def machines():
    return boot("sweep", hemi.ICOUNT), boot("sweep-smp", hemi.turns(2))


@pytest.fixture(scope="module")
def paths(machines):
    return sweep.merge(*machines)


def test_e1_every_boundary_of_every_path_is_hit(machines):
    one_cpu, two_cpus = machines
    assert len(one_cpu) > 30 and two_cpus.keys() >= one_cpu.keys()
    assert sum("far handler" in path for path in two_cpus.values()) > 25
    for name, path in [*one_cpu.items(), *two_cpus.items()]:
        for by in path.keys() - {"checked"}:
            hit, reachable = path[by]
            assert 0 < reachable == hit, f"{name}, by a {by}"
            assert path["checked"] > hit, f"{name}: interrupts without a check"


def test_sweep_tables_of_the_document_are_current(paths):
    """Counts move with the compiler; the paths, and that nothing is missed, do not."""
    written = sweep.parse_document(DOCUMENT.read_text())
    assert sorted(name for name, _ in written) == \
        sorted(name.removeprefix("nmi ") for name in paths), HINT
    for name, cells in written:
        assert cells and all(re.fullmatch(r"(\d+) of \1", cell) for cell in cells), name
