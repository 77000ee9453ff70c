# SPDX-License-Identifier: MIT
"""The kernel log, the command line and KUnit, as they look from outside."""
import re

import hemi
import pytest


def lines_of(name, append, **options):
    return hemi.boot(name, append, **options).lines


def test_quiet_hides_all_but_errors_and_dmesg_still_has_it():
    lines = lines_of("log_quiet", 'quiet mon="dmesg; poweroff"')
    shown = [i for i, line in enumerate(lines) if line.startswith("hemi: booted in")]
    assert len(shown) == 1                  # not when it was logged, only by dmesg
    banners = [i for i, line in enumerate(lines) if line.startswith("Hemi version")]
    assert len(banners) == 2 and banners[1] < shown[0]


@pytest.mark.parametrize("words,visible", [("", False), ("loglevel=8", True),
                                           ("ignore_loglevel", True), ("quiet debug", True)])
def test_debug_lines_need_a_word(words, visible):
    # The suite logs 1500 lines of KERN_DEBUG.
    log = hemi.boot(f"log_debug_{words}", f"ktest=printk.the_ring_keeps_the_newest {words}")
    assert log.status == hemi.EXIT_OK
    assert ("# fill 1500" in log.log) == visible


def test_console_tty0_alone_leaves_the_serial_line():
    lines = lines_of("log_console_tty0", 'console=tty0 mon="poweroff"')
    assert not any(line.startswith("hemi: booted in") for line in lines)


def test_the_boot_console_hands_over_without_a_gap_or_a_repetition():
    lines = [line for line in lines_of("log_handover", 'console=ttyS0 mon="poweroff"') if line]
    assert lines.count("printk: console [ttyS0] enabled") == 1
    assert lines.count("printk: bootconsole [earlyser0] disabled") == 1
    assert sum(line.startswith("Hemi version") for line in lines) == 1
    # What was logged before, between and after: each once, in order.
    marks = ["Command line:", "printk: console", "hemi: booted in", "reboot: Power down"]
    places = [next(i for i, line in enumerate(lines) if line.startswith(mark)) for mark in marks]
    assert places == sorted(places)


def test_a_malformed_value_gets_one_warning_and_the_default():
    words = "loglevel=x panic=soon debug=lockdep,nonsense printk.time=perhaps"
    lines = lines_of("cmdline_malformed", f'{words} mon="poweroff"')
    for warning in ("loglevel=x: not a number, 7 is used",
                    "panic=soon: not a number of seconds, 0 is used",
                    "debug=nonsense: no such checker",
                    "Booting kernel: `perhaps' invalid for parameter `printk.time'"):
        assert lines.count(warning) == 1
    assert any(line.startswith("hemi: booted in") for line in lines)


def test_unknown_words_are_kept_for_init_and_named_once():
    lines = lines_of("cmdline_unknown", 'foo bar=1 nomodule.x=2 mon="poweroff"')
    assert ('Unknown kernel command line parameters "foo bar=1", will be passed to user space.'
            in lines)
    assert sum("nomodule" in line for line in lines) == 1   # the command line itself


def test_printk_time_off():
    log = hemi.boot("log_notime", 'printk.time=0 mon="poweroff"').log
    stamped = re.findall(r"^\[ *\d+\.\d{6}\] ", log, re.M)
    assert len(stamped) < 10                # only what came before the word was read
    assert re.search(r"^hemi: booted in", log, re.M)


def test_failing_cases_are_reported_each_for_its_reason():
    result = hemi.boot("kunit_failing", "ktest=kunit_failing")
    assert result.status == hemi.EXIT_FAIL
    text = "\n".join(result.lines)
    for number, case in enumerate(("expectation", "assertion", "preempt_count", "interrupts_off",
                                   "warning"), 1):
        assert f"    not ok {number} fails_by_{case}" in text
    assert "    ok 6 passes_among_them" in text
    assert "not reached" not in text
    assert "# fails_by_preempt_count: ended with preempt_count 0x1" in text
    assert "# fails_by_interrupts_off: ended with interrupts off" in text
    assert "# fails_by_warning: caused 1 warnings, 0 expected" in text
    assert "Expected 1 + 1 == 3, but" in text and "with a message 7" in text
    assert "# Totals: pass:1 fail:5 skip:0 total:6" in text


def test_no_matching_suite_is_a_failure():
    result = hemi.boot("kunit_nothing", "ktest=no_such_suite")
    assert result.status == hemi.EXIT_FAIL
    assert "ktest=no_such_suite: no suite matches" in result.lines


def test_no_hash_pointers():
    result = hemi.boot("log_pointers", "no_hash_pointers ktest=printf")
    assert result.status == hemi.EXIT_OK


def test_quiet_does_not_hide_the_trace_of_a_panic():
    result = hemi.boot("log_quiet_panic", "quiet panic=-1 mon=panic")
    assert result.status == hemi.EXIT_PANIC
    assert any("cmd_panic+0x" in line for line in result.lines)
