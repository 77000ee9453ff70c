# SPDX-License-Identifier: MIT
"""Golden logs: two boots agree to the byte, and with what tests/golden/ keeps in all that counts."""
import pytest

import golden_runs
import hemi


@pytest.mark.parametrize("name", golden_runs.RUNS)
def test_log_is_the_golden_one(name):
    first, second = (golden_runs.run(name, number) for number in (1, 2))
    assert first.log == second.log
    # The kept logs are gcc's.
    diff = golden_runs.difference(name, golden_runs.worth_keeping(name, first.log),
                                  frames="clang" not in first.lines[0])
    assert not diff, f"{diff}\n(if this is meant: make golden)"


def test_every_kept_log_belongs_to_a_run():
    kept = {path.stem for path in golden_runs.FOLDER.glob("*.log")}
    assert kept == set(golden_runs.RUNS)


def test_what_is_compared_is_the_behaviour():
    """The comparison is blind for numbers of the build, not for order, text and counts."""
    line = "[    0.000554] irq_x: 3 of 5 at f+0x10/0x1d ffff888003f06a80\n"
    moved = "[    1.200001] irq_x: 3 of 5 at f+0x18/0x25 ffff888003e00000\n"
    other = "[    0.000554] irq_x: 4 of 5 at f+0x10/0x1d ffff888003f06a80\n"
    assert golden_runs.comparable(line) == golden_runs.comparable(moved)
    assert golden_runs.comparable(line) != golden_runs.comparable(other)


def test_a_quote_is_found_only_where_it_stands():
    log = "[    0.000001] a\n[    0.000002] b\n[    0.000003] c\n"
    assert golden_runs.refreshed("[    0.000009] a\n...\n[    0.000009] c\n", log) == \
        "[    0.000001] a\n...\n[    0.000003] c\n"
    assert golden_runs.refreshed("[    0.000001] a\n[    0.000003] c\n", log) is None
    assert golden_runs.refreshed("[    0.000003] c\n...\n[    0.000001] a\n", log) is None


def test_no_exit_is_a_hang():
    statuses = {name: golden_runs.run(name).status for name in ("panic-in-hardirq", "boot")}
    assert statuses == {"panic-in-hardirq": hemi.EXIT_PANIC, "boot": hemi.EXIT_OK}
