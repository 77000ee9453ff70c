# SPDX-License-Identifier: MIT
"""The interrupt sweeps miss no boundary, and docs/testing.md tells of the same paths."""
import re

import pytest

import hemi
import sweep

DOCUMENT = hemi.ROOT / "docs/testing.md"
HINT = "run: make sweep"


@pytest.fixture(scope="module")
def paths():
    result = hemi.boot("sweep", "ktest=sweep*", arguments=hemi.ICOUNT)
    assert result.status == hemi.EXIT_OK, result.log[-2000:]
    return sweep.parse("\n".join(result.lines))


def test_e1_every_boundary_of_every_path_is_hit(paths):
    assert len(paths) > 30
    for name, path in paths.items():
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
