"""The same report in all forms gives the same tree: paragraphs, symbols, dates, speakers, notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest
from damage import clean_documents
from damage.answers import bare
from forms import FORMS

import undoc
from undoc.check.conservation import lost_and_invented
from undoc.model import Document, Node
from undoc.pipeline import read

# A document of each kind; how well each is read, evaluation/forms.py tells of all.
NAMES = (
    "committee-report-archives committee-report-plants committee-report-wells communication concluding-observations "
    "ga-resolution letter-annex sc-resolution-annex session-report sg-report-lighthouses sg-report-water summary-record "
    "verbatim-record"
).split()
DOCUMENTS = {document.name: document for document in clean_documents() if document.name in NAMES}
SHARE = 0.99  # of all paragraphs, items, recitals, headings and speeches
# Where the page alone does not say all: headings in narrow columns, notes that no rule sets apart.
LESS = {"pdf two columns": 0.97, "pdf no rule": 0.97, "pdf no rule notes": 0.8}
Units = Counter[tuple[object, ...]]


@cache
def parsed(name: str, form: str) -> Document:
    return undoc.parse(FORMS[form](DOCUMENTS[name]), name=name)


def nodes_of(document: Document) -> Iterator[Node]:
    stack = [*document.preamble, *document.body, *document.conclusions, *document.annexes]
    while stack:
        node = stack.pop()
        yield node
        stack += node.children


def units(document: Document) -> Units:
    """Units of the text by type, number, heading and text."""
    kinds = ("paragraph", "item", "recital", "section", "speech")
    found: Units = Counter()
    for node in nodes_of(document):
        if node.type in kinds:
            found[node.type, bare(node.num or ""), bare(node.heading or ""), bare(node.text)] += 1
    return found


def findings(document: Document) -> dict[str, Units]:
    """What was found in it, apart from where."""
    return {
        "symbols": Counter((entry.symbol,) for entry in document.symbols),
        "dates": Counter((entry.start, entry.end, bare(entry.text)) for entry in document.dates),
        "speakers": Counter((each.name, each.on_behalf_of, each.meeting, each.date) for each in document.speakers),
        "notes": Counter((note.marker, bare(note.text)) for note in document.footnotes),
    }


def share(wanted: Units, got: Units) -> float:
    return (wanted & got).total() / max(wanted.total(), got.total(), 1)


@pytest.mark.parametrize("form", [form for form in FORMS if form != "text"])
def test_the_same_tree(form: str) -> None:
    wanted, got = Counter(), Counter()
    for name in DOCUMENTS:
        for unit, count in units(parsed(name, "text")).items():
            wanted[name, *unit] += count
        for unit, count in units(parsed(name, form)).items():
            got[name, *unit] += count
    assert share(wanted, got) >= LESS.get(form, SHARE), sorted((wanted - got).elements())[:9]


@pytest.mark.parametrize("kind", ["symbols", "dates", "speakers", "notes"])
@pytest.mark.parametrize("form", [form for form in FORMS if form != "text"])
def test_the_same_findings(form: str, kind: str) -> None:
    wanted, got = Counter(), Counter()
    for name in DOCUMENTS:
        wanted += findings(parsed(name, "text"))[kind]
        got += findings(parsed(name, form))[kind]
    assert share(wanted, got) >= LESS.get(f"{form} {kind}", SHARE), (
        sorted((wanted - got).elements()),
        sorted((got - wanted).elements()),
    )


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_source_is_conserved_and_spans_point_into_it(name: str, form: str) -> None:
    source, document = read(FORMS[form](DOCUMENTS[name])), parsed(name, form)
    assert lost_and_invented(source.text, document) == ("", "")
    for node in filter(lambda node: node.spans, nodes_of(document)):
        printed = bare("".join(source.text[start:end] for start, end in node.spans))
        assert bare((node.num or "") + (node.heading or ""))[:4] in printed
        assert node.line == source.text.count("\n", 0, node.spans[0][0]) + 1
