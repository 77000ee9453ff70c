# SPDX-License-Identifier: MIT
"""Workqueues and modules seen from outside: what the log says when a work item misbehaves."""
import re

import pytest

import hemi


def test_a_w11_leak_of_preempt_count_is_named_once():
    result = hemi.boot("work-leak", "ktest=workqueue.w11_leak_of_preempt_count_is_named")
    text = "\n".join(result.lines)
    assert re.search(r"BUG: workqueue leaked lock or atomic: kworker/0:\d+/0x00000001/\d+\n"
                     r"     last function: leak_fn\n", text)
    assert text.count("BUG: scheduling while atomic: kworker/0:") == 1
    assert result.status == hemi.EXIT_OK


def test_w7_queueing_on_a_draining_queue_is_named():
    result = hemi.boot("work-drain", "ktest=workqueue_flush.w7_draining_queue_refuses_others")
    assert "workqueue: cannot queue item_fn on wq draining" in result.lines
    assert result.status == hemi.EXIT_OK


def test_w9_waiting_for_a_queue_without_a_rescuer_is_named():
    result = hemi.boot("work-reclaim", "ktest=workqueue_flush.w9_reclaim_item_*")
    assert ("workqueue: WQ_MEM_RECLAIM reclaim:flush_other_fn is flushing !WQ_MEM_RECLAIM plain:"
            "0x0") in result.lines
    assert result.status == hemi.EXIT_OK


def test_w12_a_stuck_pool_is_named_and_recovers():
    result = hemi.boot("work-hog", 'workqueue.watchdog_thresh=1 mon="mod work_hog; mod -r work_hog; '
                       'poweroff"')
    text = "\n".join(result.lines)
    assert re.search(r"BUG: workqueue lockup - pool cpus=0 flags=0x0 nice=0 stuck for \d+s!\n"
                     r"Showing busy workqueues and worker pools:\n"
                     r"workqueue events: flags=0x0\n"
                     r"  pwq 0: cpus=0 flags=0x0 nice=0 active=2/256 refcnt=\d+\n"
                     r"    in-flight: \d+:hogging_handler\n"
                     r"    pending: waiting_handler", text)
    assert "work_hog: my turn at last" in result.lines
    assert result.status == hemi.EXIT_OK


def test_f3_a_pool_outlives_a_worker_that_oopses():
    result = hemi.boot("work-oops", 'mon="mod work_oops; mod lkp_wq; mod -r lkp_wq; poweroff"')
    text = "\n".join(result.lines)
    assert "Workqueue: events faulting_handler" in result.lines
    assert re.search(r"RIP: 0010:faulting_handler\+0x", text)
    said = [line for line in result.lines if line.startswith("work_oops: ")]
    assert said == ["work_oops: about to fault", "work_oops: the next item runs",
                    "work_oops: both flushed"]
    assert result.lines.count("doing some work ...") == 2
    assert result.status == hemi.EXIT_PANIC     # there was an oops


@pytest.mark.parametrize("machine, append, arguments", [
    ("pc", "", ()), ("q35", "", ("-M", "q35")), ("noapic", "noapic", ()),
    ("nolapic", "nolapic", ())])
def test_edu_interrupts_by_wire_and_by_message(machine, append, arguments):
    result = hemi.boot(f"edu-{machine}", f'{append} mon="mod edu; mod -r edu; mod edu msi=1 n=10; '
                       'cat /proc/interrupts; poweroff"'.strip(), arguments=arguments)
    text = "\n".join(result.lines)
    kinds = re.findall(r"edu 0000:00:\w\w\.0: (INTx|MSI) irq (\d+)", text)
    # Without a local APIC nobody takes messages: the driver falls back to the wire.
    assert [kind for kind, _ in kinds] == ["INTx", "INTx" if machine == "nolapic" else "MSI"]
    assert re.search(r"edu 0000:00:\w\w\.0: 10! = 3628800", text)
    assert re.search(rf" *{kinds[1][1]}: +\d+ .* edu$", text, re.M)
    assert result.status == hemi.EXIT_OK


def test_a_module_says_what_is_wrong_with_its_parameters():
    result = hemi.boot("mod-params", 'mon="mod shared_irq irq=many; mod shared_irq nonsense=1; '
                       'mod no_such; poweroff"')
    text = "\n".join(result.lines)
    assert "shared_irq: `many' invalid for parameter `irq'" in result.lines
    assert "shared_irq: unknown parameter 'nonsense' ignored" in result.lines
    assert re.search(r"no_such: .*ENOENT", text)


def test_a_module_starts_with_its_own_parameters_each_time():
    """insmod brings fresh variables: what was said to the last start is forgotten."""
    result = hemi.boot("mod-restart", 'edu.n=4 mon="mod edu n=10; mod -r edu; mod edu; mod -r edu; '
                       'mod lkdtm cpoint_type=WARNING cpoint_name=SOFTIRQ; mod -r lkdtm; '
                       'mod lkdtm cpoint_type=WARNING; mod -r lkdtm; mod lkdtm; poweroff"')
    assert re.findall(r"edu 0000:00:\w\w\.0: (\d+)! = ", result.log) == ["10", "4"]
    assert result.log.count("<IRQ>") == 1       # the second warning came from the thread itself
    assert result.log.count("WARNING: CPU: 0") == 2
    assert "Invalid crash type " in result.lines
    assert result.status == hemi.EXIT_OK
