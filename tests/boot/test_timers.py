# SPDX-License-Identifier: MIT
"""What takes days of the kernel's time: they pass in seconds, since an idle CPU skips them."""
import hemi


def test_m1_timers_of_every_level_keep_their_promise_over_six_days():
    result = hemi.boot("timer-days", "ktest=timer_days", arguments=hemi.ICOUNT)
    assert "    ok 1 m1_every_level_keeps_the_promise" in result.lines
    assert result.status == hemi.EXIT_OK
