"""A slice of the damaged documents that ``make fuzz`` runs by the thousand, and the same by hypothesis."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from fuzz.__main__ import CORPUS
from fuzz.cases import case
from fuzz.guided import TARGETS, try_it
from fuzz.promises import keep
from fuzz.strategies import SCRAPS, broken_files, damaged_texts

CASES = 60
SLICES = 4


@pytest.mark.parametrize("turn", range(SLICES))
def test_promises_are_kept(turn: int) -> None:
    outcomes = []
    for number in range(turn * CASES // SLICES, (turn + 1) * CASES // SLICES):
        one = case(number)
        try:
            outcomes.append(keep(one.data, one.name, one.encoding))
        except Exception as error:
            error.add_note(f"document {number}, {one.label}: python -m fuzz --only {number}")
            raise
    assert outcomes.count("kept") > CASES / SLICES / 3


def test_a_number_is_always_the_same_document() -> None:
    for number in (0, 7, 21, 28):
        assert case(number) == case(number)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(damaged_texts() | SCRAPS | broken_files())
def test_any_damage(data: str | bytes) -> None:
    keep(data)


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*/*")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_corpus_is_read_by_its_target(path) -> None:
    try_it(path.parent.name, path.read_bytes())


def test_every_target_has_a_corpus() -> None:
    assert {path.name for path in CORPUS.iterdir()} == set(TARGETS)
