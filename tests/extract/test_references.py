"""References in prose: phrases with the documents and passages beside them."""

from __future__ import annotations

import pytest
from extract.phrases import Case, flow_for, read_cases

from undoc.extract.references import FoundReference, find_references
from undoc.extract.symbols import find_symbols


def told(reference: FoundReference) -> str:
    """What a case says of a reference: its symbol or ``#eid``, then what was inferred."""
    return " ".join([reference.symbol or f"#{reference.target}", *(f"?{what}" for what in reference.inferred)])


@pytest.mark.parametrize("case", read_cases("references.txt"), ids=lambda case: f"line {case.line}: {case.form}")
def test_phrase(case: Case) -> None:
    flow = flow_for(case)
    found = find_references(flow, find_symbols(flow))
    assert [(flow.printed(each.start, each.end), told(each)) for each in found] == case.expected
