"""Damage must not matter: a clean document gives the same tree in whatever way it was laid out."""

from __future__ import annotations

import collections
from functools import cache

import pytest
from damage import LAYOUTS, Clean, clean_documents, damage
from damage.answers import bare
from damage.characters import forms

import undoc

NAMES = ["plain", "blank-lines", "between-paragraphs", "indented", "pages", "pages-blank-lines", "wide"]
DOCUMENTS = {document.name: document for document in clean_documents()}
REGIONS = ("preamble", "body", "conclusions", "annexes")
SHARE = {"paragraph": 0.95, "item": 0.94, "section": 0.82, "recital": 0.99}  # of all units, in all the layouts above
SAFE = [
    "committee-report-archives",
    "committee-report-plants",
    "concluding-observations",
    "ga-resolution",
    "sc-resolution-annex",
]  # fmt: skip

Units = collections.Counter[tuple[str, str, str]]


def expected(document: Clean, layout: str) -> Units:
    """The numbered units, headings and recitals that the answers name."""
    outline = damage(document, LAYOUTS[layout])[1]["outline"]
    assert isinstance(outline, list)
    return collections.Counter(tuple(unit) for unit in outline if unit[0] in SHARE)


@cache
def parsed(name: str, layout: str) -> undoc.Document:
    return undoc.parse(damage(DOCUMENTS[name], LAYOUTS[layout])[0])


def found(name: str, layout: str) -> Units:
    """The same of the parsed document."""
    units: Units = collections.Counter()
    document = parsed(name, layout)
    nodes = [node for region in REGIONS for node in getattr(document, region)]
    while nodes:
        node = nodes.pop()
        nodes += node.children
        if node.type in SHARE:
            units[node.type, bare(node.num or ""), bare(node.heading or "") + bare(node.text or "")] += 1
    return units


@pytest.mark.parametrize("layout", NAMES)
@pytest.mark.parametrize("name", SAFE)
def test_numbered_units_survive(name: str, layout: str) -> None:
    wanted, got = expected(DOCUMENTS[name], layout), found(name, layout)
    numbered = {key: count for key, count in wanted.items() if key[0] in ("paragraph", "item")}
    assert numbered == {key: count for key, count in got.items() if key[0] in ("paragraph", "item")}


@pytest.mark.parametrize("kind", sorted(SHARE))
def test_share_of_all_units(kind: str) -> None:
    hits = wanted = 0
    for name, document in DOCUMENTS.items():
        for layout in NAMES:
            true = collections.Counter({key: n for key, n in expected(document, layout).items() if key[0] == kind})
            hits += (true & found(name, layout)).total()
            wanted += true.total()
    assert hits / wanted >= SHARE[kind], f"{kind}: {hits} of {wanted}"


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_the_damager_keeps_every_unit(layout: str) -> None:
    """What the damager prints, where no page comes between, is the units' text in order; and always the same."""
    chosen = LAYOUTS[layout]
    for document in DOCUMENTS.values():
        text, gold = damage(document, chosen)
        assert damage(document, chosen) == (text, gold)
        printed, position = bare(text), 0
        for unit in document.units:
            if unit.tag not in ("note", "entry") and not unit.marks and chosen.in_order:
                words = bare(forms(unit.num, chosen)) + "".join(bare(forms(cell, chosen)) for cell in unit.cells)
                position = printed.index(words, position) + len(words)
