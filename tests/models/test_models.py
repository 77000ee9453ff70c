# SPDX-License-Identifier: MIT
"""The models hold within small bounds, their mutants do not, and they mirror this source."""
import re

import pytest

import hemi     # its import puts scripts/ on the path
import models

ALL = models.models()
NAMES = [model.name for model in ALL]


def body(path, function):
    """The text of a function or macro, blanks squeezed; all of them if there are several."""
    text = (hemi.ROOT / path).read_text()
    found = re.findall(rf"^[^\s/*][^\n;]*\b{function}\([^;{{}}]*?\)\s*\n\{{.*?^\}}", text,
                       re.M | re.S)
    found += re.findall(rf"^#define {function}\b(?:[^\n]*\\\n)*[^\n]*", text, re.M)
    return " ".join(" ".join(part.replace("\\\n", " ").split()) for part in found)


@pytest.mark.parametrize("model", ALL, ids=NAMES)
def test_model_mirrors_lines_of_this_source(model):
    assert model.mirrors
    for path, function, text in model.mirrors:
        where = body(path, function)
        assert where, f"{model.name}: no {function}() in {path}"
        assert " ".join(text.split()) in where, f"{model.name}: {path} {function}(): {text}"


@pytest.mark.parametrize("model", ALL, ids=NAMES)
def test_model_lists_its_mutants(model):
    assert set(model.mutants) == model.used_mutants
    assert len(model.mutants) >= 5 and {"full", "short", "mutant"} <= set(model.configs)


@pytest.mark.parametrize("model", ALL, ids=NAMES)
def test_model_holds_within_small_bounds(model, tmp_path):
    for options, outcome in models.verify(model, "short", tmp_path):
        assert outcome.passed, f"{options}: {outcome.verdict()}, {outcome.reason()}"


@pytest.mark.parametrize("model", ALL, ids=NAMES)
def test_a_mutant_of_the_model_fails(model, tmp_path):
    """`make models` tries all; one tells that the search looks at what it should."""
    for name in sorted(model.mutants)[:1]:
        options, why = model.mutants[name]
        outcome = models.search(model, [*options, f"-DMUTANT_{name}"], tmp_path / name)
        assert outcome.failed, f"{name}: {why}"
