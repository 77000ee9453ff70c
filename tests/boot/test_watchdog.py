# SPDX-License-Identifier: MIT
"""What hangs is named: soft lockups, hung tasks, stuck workers; and no checker cries wolf."""
import re

import pytest

import hemi


def hang(case, append="hung_task_timeout_secs=1"):
    result = hemi.boot(f"hang-{case}", f"ktest=hang.{case} {append}", arguments=hemi.ICOUNT)
    assert result.status == hemi.EXIT_OK, "\n".join(result.lines[-60:])
    return "\n".join(result.lines)


def test_k5_soft_lockup_and_hung_task_are_named():
    text = hang("k5_*")
    assert re.search(r"^watchdog: BUG: soft lockup - CPU#0 stuck for 2[23]s! \[kunit_try_catch:\d+\]$",
                     text, re.M)
    assert re.search(r"^INFO: task patient:\d+ blocked for more than 1 seconds\.\n"
                     r"      (Not tainted|Tainted: .*) \d+\.\d+\.\d+\n"
                     r'"echo 0 > /proc/sys/kernel/hung_task_timeout_secs" disables this message\.\n'
                     r"task:patient         state:D ", text, re.M)


def test_k5_soft_lockup_of_another_cpu_is_named():
    result = hemi.boot("hang-smp", "ktest=hang.k5_loop_on_another* watchdog_thresh=1",
                       arguments=hemi.smp(2))
    text = "\n".join(result.lines)
    assert re.search(r"^watchdog: BUG: soft lockup - CPU#1 stuck for \d+s! \[looper/1:\d+\]\n"
                     r"CPU: 1 PID: ", text, re.M)
    assert "# SKIP" not in text
    assert result.status == hemi.EXIT_OK


# The last one in real time: there, any CPU may be the first to look.
@pytest.mark.parametrize("cpus, clock", [(1, hemi.ICOUNT), (2, hemi.turns(2)), (4, hemi.turns(4)),
                                         (4, hemi.smp(4))],
                         ids=["1", "turns-2", "turns-4", "smp-4"])
def test_k5_rcu_stall_is_named(cpus, clock):
    """After three seconds, and again after nine more; then grace periods end as before."""
    result = hemi.boot(f"rcu-stall-{cpus}", "ktest=rcu_stall rcupdate.rcu_cpu_stall_timeout=3",
                       arguments=clock)
    text = "\n".join(result.lines)
    assert result.status == hemi.EXIT_OK, text[-3000:]
    stuck = r"rcu: \t{}-\.\.\.\.: \(\d+ ticks this GP\)\n\t\({}t={} jiffies,? g=\d+,? ncpus=%d\)\n" % cpus
    if clock != hemi.smp(4):
        itself = "rcu: INFO: rcu_preempt self-detected stall on CPU\n"
        for ticks in (750, 3000):
            assert re.search(itself + stuck.format(0, "", ticks) +
                             r"CPU: 0 PID: .*\nRIP: 0010:read_until_named", text), ticks
    if cpus > 1:
        ticks = r"\d+" if clock == hemi.smp(4) else 750
        other = "rcu: INFO: rcu_preempt detected stalls on CPUs/tasks:\n"
        assert re.search(other + stuck.format(1, r"detected by \d, ", ticks) +
                         r"Sending NMI from CPU \d to CPUs 1:\nNMI backtrace for cpu 1\n"
                         r"CPU: 1 PID: .*\nRIP: 0010:be_deaf", text)
        assert "# SKIP" not in text


@pytest.mark.parametrize("word, ticks", [("", 5250), ("rcupdate.rcu_cpu_stall_timeout=5", 1250),
                                         ("rcupdate.rcu_cpu_stall_timeout=1", 750)])
def test_k5_rcu_stall_timeout(word, ticks):
    """21 s if nothing is said, 3 s at least."""
    result = hemi.boot(f"rcu-stall-{ticks}", f"ktest=rcu_stall.k5_reader* nosoftlockup {word}",
                       arguments=hemi.ICOUNT)
    assert re.findall(r"\(t=(\d+) jiffies", result.log) == [str(ticks), str(4 * ticks)]
    assert result.status == hemi.EXIT_OK


def test_k5_rcu_stall_can_be_switched_off():
    result = hemi.boot("rcu-stall-off", "ktest=rcu_stall.k5_reader* nosoftlockup "
                       "rcupdate.rcu_cpu_stall_suppress=1", arguments=hemi.ICOUNT)
    assert "rcu: INFO" not in result.log
    assert result.status == hemi.EXIT_FAIL      # the case misses the report


def test_t5_t6_kill_that_cannot_end_is_named():
    hang("t?_*")


def test_w8_item_that_flushes_itself_hangs_one_worker():
    text = hang("w8_*")
    assert re.search(r"is trying to acquire lock:\n.*\(\(work_completion\)work\)", text)
    assert re.search(r"is trying to acquire lock:\n.*\(\(wq_completion\)own\)", text)


def test_w12_item_that_hogs_its_cpu_is_named():
    hang("w12_*")


@pytest.mark.parametrize("case, word, reason", [
    ("k5_task_in_state_d_is_named", "hung_task_panic=1", "hung_task: blocked tasks"),
    ("k5_loop_with_*", "softlockup_panic=1", "softlockup: hung tasks")])
def test_k5_panics_if_told_to(case, word, reason):
    result = hemi.boot(f"hang-panic-{word}", f"ktest=hang.{case} hung_task_timeout_secs=1 {word}",
                       arguments=hemi.ICOUNT)
    assert f"Kernel panic - not syncing: {reason}" in result.lines
    assert result.status == hemi.EXIT_PANIC


def test_k5_detectors_can_be_switched_off():
    result = hemi.boot("hang-off", "ktest=hang.k5_* hung_task_timeout_secs=0 nosoftlockup",
                       arguments=hemi.ICOUNT)
    assert not re.search("soft lockup|blocked for more", "\n".join(result.lines).split("# k5_")[0])
    assert result.status == hemi.EXIT_FAIL      # the cases miss the reports


def test_k5_default_is_two_minutes():
    """A lock that is never released: the thread that wants it is named after 120 to 240 s."""
    result = hemi.boot("hang-120", 'panic=-1 hung_task_panic=1 mon="mod lkdtm cpoint_type=HUNG_TASK"',
                       arguments=hemi.ICOUNT)
    text = "\n".join(result.lines)
    assert re.search(r"INFO: task \S+:\d+ blocked for more than 12\d seconds\.", text)
    assert result.status == hemi.EXIT_PANIC


def test_l5_no_checker_complains_about_what_is_right():
    """Of the machines on which the KUnit items run, most have debug=all; here q35."""
    result = hemi.boot("debug-all-q35", "ktest=* debug=all",
                       arguments=("-M", "q35", *hemi.ICOUNT))
    assert not [line for line in result.lines if line.lstrip().startswith("not ok")]
    assert result.status == hemi.EXIT_OK


def test_t7_g1_freed_objects_are_named_by_their_function():
    result = hemi.boot("objects", "ktest=debugobjects debug=all", arguments=hemi.ICOUNT)
    reports = [line for line in result.lines if line.startswith("ODEBUG: ")]
    assert reports[0] == ("ODEBUG: init active (active state 0) object type: work_struct hint: "
                          "count_fn+0x0/" + reports[0].rpartition("/")[2])
    assert "object type: work_struct hint: count_fn+0x0/" in reports[1]
    result = hemi.boot("objects-tasklet", "ktest=debugobjects.t7_* debug=all", arguments=hemi.ICOUNT)
    text = "\n".join(result.lines)
    assert "free active (active state 0) object type: tasklet_struct hint: count_tasklet+0x0/" in text
    assert "free active (active state 0) object type: tasklet_struct hint: frees_itself+0x0/" in text
    assert result.status == hemi.EXIT_OK
