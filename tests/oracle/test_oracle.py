# SPDX-License-Identifier: MIT
"""Hemi's logs of the modules here against Linux's, which are kept: docs/oracle.md."""
import functools

import pytest

import hemi
import oracle

pytestmark = pytest.mark.xdist_group("oracle")      # what is built is built once

BOOTS = oracle.boots()
CASES = {case.name: boot for boot in BOOTS for case in boot}


@functools.cache
def built():
    return oracle.build_modules("hemi", hemi.BUILD, {path.name for path in oracle.areas()})


@functools.cache
def logs(number):
    return oracle.split(oracle.boot("hemi", hemi.BUILD, BOOTS[number], built()))


@pytest.mark.parametrize("name", CASES)
def test_a_module_logs_what_it_logs_on_linux(name):
    boot = CASES[name]
    case = next(case for case in boot if case.name == name)
    log = logs(BOOTS.index(boot)).get(name, [])
    diff, _ = oracle.compare(name, oracle.read_expected(case), log, oracle.Accepted())
    assert not diff, "\n".join(diff)


def test_every_case_has_a_log_and_every_log_a_case():
    assert {path.stem for path in oracle.EXPECTED.glob("*.log")} == set(CASES)


def test_one_line_more_or_less_is_seen():
    accepted = oracle.Accepted()
    assert not oracle.compare("x", ["a", "b"], ["a", "b"], accepted)[0]
    assert oracle.compare("x", ["a", "b"], ["a"], accepted)[0]
    assert oracle.compare("x", ["a"], ["a", "irq 5: more"], accepted)[0]
