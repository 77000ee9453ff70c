# SPDX-License-Identifier: MIT
"""What takes days of the kernel's time: they pass in seconds, since an idle CPU skips them."""
import hemi


def test_m1_timers_of_every_level_keep_their_promise_over_six_days():
    result = hemi.boot("timer-days", "ktest=timer_days", arguments=hemi.ICOUNT)
    assert "    ok 1 m1_every_level_keeps_the_promise" in result.lines
    assert result.status == hemi.EXIT_OK


def test_m1_with_the_acpi_timer_as_clock():
    """A clock of 279 ns: the interrupt of a timer may come before the clock says that it is due."""
    result = hemi.boot("time-acpi-pm", "tsc=unstable ktest=time", arguments=hemi.ICOUNT)
    assert "tsc: Marking TSC unstable due to boot parameter" in result.lines
    assert "clocksource: Switched to clocksource acpi_pm" in result.lines
    assert result.status == hemi.EXIT_OK, result.log[-2000:]
