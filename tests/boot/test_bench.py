# SPDX-License-Identifier: MIT
"""The benchmark counts instructions exactly, and says so when it cannot."""
import re

import bench
import bench_breakdown
import hemi

LINE = (r"^bench: name={} n=(\d+) min=([\d.]+) median=([\d.]+) p99=([\d.]+) unit={}$")


def rows(log, name=r"(?P<name>\w+)", unit="insn"):
    return list(re.finditer(LINE.format(name, unit), log, re.M))


def test_every_row_is_measured_in_instructions():
    result = hemi.boot("bench", "debug=off bench", memory="512M",
                       arguments=(*hemi.ICOUNT, "-cpu", "max"))
    assert result.status == hemi.EXIT_OK
    measured = {row["name"] for row in rows("\n".join(result.lines))}
    # pic_round_trip needs a boot without APICs.
    assert measured == {name for name, _, _ in bench.ROWS} - {"pic_round_trip"}


def test_the_interrupt_by_the_8259_has_a_boot_of_its_own():
    result = hemi.boot("bench-pic", "debug=off noapic nolapic bench=pic_round_trip",
                       memory="512M", arguments=(*hemi.ICOUNT, "-cpu", "max"))
    row, = rows("\n".join(result.lines), "pic_round_trip")
    assert float(row[2]) > 50       # no way through an interrupt is shorter


def test_without_icount_the_unit_is_the_tsc_s():
    result = hemi.boot("bench-tsc", "bench=irq_save_pair")
    assert rows("\n".join(result.lines), "irq_save_pair", "tsc")


def test_a_breakdown_adds_up_to_its_row():
    rows_of = bench_breakdown.breakdowns(str(hemi.ELF.parent), "irq_round_trip*")
    assert set(rows_of) == {"irq_round_trip", "irq_round_trip_tasklet"}
    for median, counts in rows_of.values():
        assert sum(counts.values()) == median
    _, counts = rows_of["irq_round_trip_tasklet"]
    assert list(counts)[:4] == ["once_round_trip", "stub", "asm_common_interrupt",
                                "common_interrupt"]
    assert {"handle_fasteoi_irq", "handle_irq_event", "__do_softirq", "tasklet_action",
            "interrupt_return"} <= set(counts)
