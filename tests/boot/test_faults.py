# SPDX-License-Identifier: MIT
"""Break the kernel on purpose (drivers/misc/lkdtm.c): it says what broke, and lives where Linux lives."""
import re

import pytest

import hemi

# Type: what the log must say.  After these the kernel goes on.
SURVIVED = {
    "BUG": r"kernel BUG at drivers/misc/lkdtm\.c:\d+!",
    "WARNING": r"WARNING: CPU: 0 PID: \d+ at drivers/misc/lkdtm\.c:\d+ lkdtm_warning\+0x",
    "WARNING_MESSAGE": r"Warning message trigger count: 1",
    "EXCEPTION": r"BUG: kernel NULL pointer dereference, address: 0000000000000000",
    "WRITE_RO": r"BUG: unable to handle page fault for address: [0-9a-f]{16}",
    "WRITE_RO_AFTER_INIT": r"BUG: unable to handle page fault for address: [0-9a-f]{16}",
    "WRITE_KERN": r"BUG: unable to handle page fault for address: [0-9a-f]{16}",
    "EXEC_DATA": r"kernel tried to execute NX-protected page",
    "EXEC_STACK": r"kernel tried to execute NX-protected page",
    "EXEC_KMALLOC": r"kernel tried to execute NX-protected page",
    "EXEC_VMALLOC": r"kernel tried to execute NX-protected page",
    "EXEC_RODATA": r"kernel tried to execute NX-protected page",
    "EXEC_NULL": r"BUG: kernel NULL pointer dereference, address: 0000000000000000",
    "CORRUPT_LIST_ADD": r"list_add corruption\.",
    "CORRUPT_LIST_DEL": r"list_del corruption",
    "VMALLOC_LINEAR_OVERFLOW": r"BUG: unable to handle page fault for address: [0-9a-f]{16}",
    "SCHEDULING_WHILE_ATOMIC": r"BUG: scheduling while atomic: \S+/\d+/0x00000002",
}
WITH_SLAB_DEBUGGING = {
    "READ_AFTER_FREE": r"Memory correctly poisoned \(6b6b6b6b\)",
    "WRITE_AFTER_FREE": r"BUG kmalloc-64 \(.*\): Poison overwritten",
    "SLAB_LINEAR_OVERFLOW": r"BUG kmalloc-64 \(.*\): Right Redzone overwritten",
    "SLAB_FREE_DOUBLE": r"BUG kmalloc-64 \(.*\): Object already free",
}
OOPS = ("BUG", "EXCEPTION", "WRITE_RO", "WRITE_RO_AFTER_INIT", "WRITE_KERN", "EXEC_DATA",
        "EXEC_STACK", "EXEC_KMALLOC", "EXEC_VMALLOC", "EXEC_RODATA", "EXEC_NULL",
        "VMALLOC_LINEAR_OVERFLOW")


def break_in_a_thread(crash, words=""):
    """Start lkdtm in a thread of its own, so that an oops ends that thread only."""
    return hemi.boot(f"lkdtm-{crash}",
                     f'{words} mon="mod lkdtm cpoint_type={crash}; echo alive; poweroff"'.strip())


@pytest.mark.parametrize("crash", SURVIVED)
def test_g3_is_named_and_survived(crash):
    result = break_in_a_thread(crash)
    assert re.search(SURVIVED[crash], result.log), result.log[-3000:]
    assert "FAIL" not in result.log
    assert result.lines.count("alive") == 1
    # An orderly power-off after an oops still tells that there was one.
    assert result.status == (hemi.EXIT_PANIC if crash in OOPS else hemi.EXIT_OK)


@pytest.mark.parametrize("crash", WITH_SLAB_DEBUGGING)
def test_g1_slab_damage_is_named(crash):
    result = break_in_a_thread(crash, "debug=slab")
    assert re.search(WITH_SLAB_DEBUGGING[crash], result.log), result.log[-3000:]
    assert result.lines.count("alive") == 1


def test_an_oops_shows_registers_code_and_trace():
    log = "\n".join(break_in_a_thread("EXCEPTION").lines)
    assert re.search(r"^Oops: 0002 \[#1\]", log, re.M)
    assert re.search(r"^RIP: 0010:lkdtm_exception\+0x\w+/0x\w+$", log, re.M)
    assert re.search(r"^Code: ([0-9a-f]{2} )+<[0-9a-f]{2}>( [0-9a-f]{2})+", log, re.M)
    assert re.search(r"^RSP: [0-9a-f:]+ EFLAGS: [0-9a-f]{8}$", log, re.M)
    assert re.search(r"^RAX: [0-9a-f]{16} RBX: [0-9a-f]{16} RCX: [0-9a-f]{16}$", log, re.M)
    assert re.search(r"^CR2: 0000000000000000 CR3: ", log, re.M)
    # If lkdtm_exception() has no frame, being a leaf, its caller is found by looking at the stack.
    assert re.search(r"^ (\? )?lkdtm_init\+0x\w+/0x\w+$", log, re.M)
    assert re.search(r"^---\[ end trace [0-9a-f]{16} \]---$", log, re.M)


@pytest.mark.parametrize("context", ["HARDIRQ", "SOFTIRQ"])
@pytest.mark.parametrize("crash", ["BUG", "EXCEPTION"])
def test_f3_a_fault_in_an_interrupt_is_fatal(crash, context):
    result = hemi.boot(f"lkdtm-{crash}-{context}",
                       f'panic=-1 mon="mod lkdtm cpoint_type={crash} cpoint_name={context}"')
    assert "Kernel panic - not syncing: Fatal exception in interrupt" in result.log
    assert re.search(r"<IRQ>", result.log)
    assert result.status == hemi.EXIT_PANIC


@pytest.mark.parametrize("crash", ["BUG", "EXCEPTION"])
def test_f3_a_fault_in_a_kworker_ends_that_worker_only(crash):
    result = hemi.boot(f"lkdtm-{crash}-KWORKER",
                       f'mon="mod lkdtm cpoint_type={crash} cpoint_name=KWORKER; mod lkp_wq; '
                       'mod -r lkp_wq; echo alive; poweroff"')
    assert "Workqueue: events from_kworker" in result.lines
    assert result.lines.count("doing some work ...") == 2
    assert result.lines.count("alive") == 1
    assert result.status == hemi.EXIT_PANIC


@pytest.mark.parametrize("crash", ["BUG", "EXCEPTION"])
def test_f3_a_fault_in_a_kthread_ends_that_thread_only(crash):
    result = break_in_a_thread(crash)
    assert re.search(r"^CPU: 0 PID: \d+ Comm: insmod ", "\n".join(result.lines), re.M)
    assert result.lines.count("alive") == 1
    assert result.status == hemi.EXIT_PANIC


@pytest.mark.parametrize("crash", ["BUG", "EXCEPTION"])
def test_f3_a_fault_of_the_owner_of_the_consoles_is_shown(crash):
    result = hemi.boot(f"lkdtm-{crash}-CONSOLE",
                       f'mon="mod lkdtm cpoint_type={crash} cpoint_name=CONSOLE; echo alive; '
                       'poweroff"')
    assert re.search(r"RIP: 0010:lkdtm_" + crash.lower(), result.log)
    assert result.lines.count("alive") == 1
    assert result.status == hemi.EXIT_PANIC


def the_one_report(result, text):
    """A panic is reported once and in full, and QEMU hears of it."""
    panics = [line for line in result.lines if "Kernel panic" in line]
    assert panics and panics[0] == f"Kernel panic - not syncing: {text}", result.log[-3000:]
    assert result.status == hemi.EXIT_PANIC
    return panics


@pytest.mark.parametrize("context", ["DIRECT", "HARDIRQ", "SOFTIRQ", "KWORKER", "CONSOLE"])
def test_f4_a_panic_is_reported_from_any_context(context):
    result = hemi.boot(f"lkdtm-PANIC-{context}",
                       f'panic=-1 mon="mod lkdtm cpoint_type=PANIC cpoint_name={context}"')
    assert len(the_one_report(result, "dumptest")) == 1
    assert len(re.findall(r"Call Trace:", result.log)) == 1
    assert "lkdtm_panic+0x" in result.log


def test_f4_a_panic_is_reported_from_an_nmi():
    result = hemi.boot("panic-nmi", "panic=-1 ktest=panic.f4_panic_in_an_nmi")
    assert len(the_one_report(result, "in an NMI: 1")) == 1
    assert len(re.findall(r"Call Trace:", result.log)) == 1
    assert "panic_in_nmi+0x" in result.log


@pytest.mark.parametrize("inside", ["panic", "fault", "nmi_panic"])
def test_f4_what_breaks_inside_a_panic_does_not_hide_it(inside):
    result = hemi.boot(f"panic-inside-{inside}",
                       f"panic=-1 ktest=panic.f4_{inside}_inside_a_panic")
    the_one_report(result, "the first one")
    assert "panic_with" in result.log


def test_x7_stack_overflow_is_reported_not_reset():
    result = hemi.boot("lkdtm-EXHAUST_STACK", 'panic=-1 mon="mod lkdtm cpoint_type=EXHAUST_STACK"')
    assert re.search(r"BUG: TASK stack guard page was hit at [0-9a-f]+ "
                     r"\(stack is [0-9a-f]+\.\.[0-9a-f]+\)", result.log)
    assert "Kernel panic - not syncing: Fatal exception" in result.log
    assert re.search(r"recurse(\.isra\.0)?\+0x", result.log)
    assert result.status == hemi.EXIT_PANIC


def test_x2_each_exception_ends_its_thread_and_in_an_interrupt_the_machine():
    """tests/unit/exception_test.c: a dozen threads die in one boot, then a hardirq."""
    result = hemi.boot("exceptions", "panic=-1 ktest=exception*")
    before, _, after = "\n".join(result.lines).partition("ok 1 x2_ends_the_thread_alone")
    assert not re.search(r"not ok", before), before[-3000:]
    oopses = re.findall(r"^([\w ,-]+): [0-9a-f]{4} \[#\d+\]", before, re.M)
    assert len(oopses) == len(set(oopses)) == 14
    assert "Kernel panic" not in before
    assert re.search(r"divide error: 0000 \[#15\]", after)
    assert after.count("Kernel panic - not syncing: Fatal exception in interrupt") == 1
    assert "the machine goes on" not in after
    assert result.status == hemi.EXIT_PANIC


# Cases of tests/unit/stack_guard_test.c: the stack that the report names.
WRITTEN_BELOW = {"task": "TASK", "irq": "IRQ", "double_fault": "#DF", "nmi": "NMI", "debug": "#DB",
                 "machine_check": "#MC"}
RUN_FULL = {"task": "TASK", "irq": "IRQ", "softirq": "IRQ", "nmi": "NMI", "debug": "#DB"}


def stack_case(case):
    return hemi.boot(f"stack-{case}", f"panic=-1 ktest=stack_guard.{case}")


def guard_report(result, name):
    """The address that was hit, and the stack's bounds."""
    match = re.search(rf"BUG: {name} stack guard page was hit at ([0-9a-f]+) "
                      r"\(stack is ([0-9a-f]+)\.\.([0-9a-f]+)\)", result.log)
    assert match, result.log[-3000:]
    return [int(number, 16) for number in match.groups()]


@pytest.mark.parametrize("stack", WRITTEN_BELOW)
def test_x7_a_write_below_a_stack_is_named(stack):
    """The writer's own stack is sound: its thread ends, and the kernel goes on."""
    result = stack_case(f"x7_below_the_{stack}_stack")
    address, begin, _ = guard_report(result, WRITTEN_BELOW[stack])
    assert address == begin - 8
    assert "stack guard page: 0000 [#1]" in result.log
    assert "the page below the stack can be written" not in result.log
    assert "Kernel panic" not in result.log
    assert "# Totals: pass:0 fail:1" in result.log


@pytest.mark.parametrize("stack", RUN_FULL)
def test_x7_a_full_stack_is_named_and_the_end(stack):
    result = stack_case(f"x7_full_{stack}_stack")
    address, begin, end = guard_report(result, RUN_FULL[stack])
    assert begin - 4096 <= address < begin < end
    assert re.search(r"RIP: 0010:descend(\.isra\.0)?\+0x", result.log)
    assert result.log.count("Kernel panic - not syncing: Fatal exception in interrupt") == 1
    assert result.status == hemi.EXIT_PANIC         # a triple fault would end QEMU with 0


def test_x8_double_fault_is_reported_not_reset():
    result = hemi.boot("lkdtm-DOUBLE_FAULT", 'panic=-1 mon="mod lkdtm cpoint_type=DOUBLE_FAULT"')
    assert re.search(r"PANIC: double fault, error_code: 0x0", result.log)
    assert re.search(r"RIP: 0010:__switch_to_asm\+0x", result.log)
    assert result.status == hemi.EXIT_PANIC


@pytest.mark.parametrize("context", ["a_task", "a_hardirq", "an_nmi"])
def test_x8_without_a_stack_the_report_comes_from_its_own(context):
    result = stack_case(f"x8_no_stack_in_{context}")
    assert result.log.count("PANIC: double fault, error_code: 0x0") == 1
    assert re.search(r"RIP: 0010:lose_the_stack\+0x", result.log)
    assert re.search(r"RSP: [0-9a-f]{4}:0000000000000008 ", result.log)
    assert result.log.count("Kernel panic - not syncing: ") == 1
    assert result.status == hemi.EXIT_PANIC


def test_x7_irq_stack_overflow_is_reported_not_reset():
    result = hemi.boot("lkdtm-EXHAUST_STACK-HARDIRQ", 'panic=-1 mon="mod lkdtm '
                       'cpoint_type=EXHAUST_STACK cpoint_name=HARDIRQ"')
    assert "BUG: IRQ stack guard page was hit at" in result.log
    assert result.status == hemi.EXIT_PANIC
