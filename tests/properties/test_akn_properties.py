"""Whatever document the models accept, its Akoma Ntoso is valid, its eIds are unique, its links lead somewhere."""

from __future__ import annotations

from collections import Counter
from typing import get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from undoc.check.akn import check_akn
from undoc.model import (
    Anchor,
    Date,
    Document,
    Footnote,
    Kind,
    Meeting,
    Meta,
    Node,
    NodeType,
    NoteMark,
    Part,
    Reference,
    Source,
    Speaker,
    Symbol,
)
from undoc.write.akn import all_nodes, write_akn
from undoc.write.akn_xml import read_back

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
# All that a text may hold: Chinese, markup, white space, what XML refuses, a lone surrogate.
TEXT = st.text(
    st.sampled_from("第一二三条，。（）12Aa/.- \n\r\t&<>\"'#[]U+\x00\x0c\x1b\x85\ufffe\uffff\ud800\U0001f600"),
    max_size=12,
)
EIDS = st.sampled_from(
    ["", "para_1", "para_1", "sec_1", "note_1", "body", "undoc", "a b", "1", "#", "é", "\ud800", "x-2", "x"]
)
NUMBERS = st.integers(-2, 9)
MARKS = st.builds(
    NoteMark,
    marker=st.sampled_from(["1", "2", "*", "", "<", "[U+", "\x01"]),
    offset=NUMBERS,
    part=st.sampled_from(get_args(Part)),
)
DATES = st.sampled_from(["2010-04-12", "2010-02-31", "2010-04", "2010", "--04-12", "", "<"])
NAMES = TEXT | st.sampled_from(["西班牙", "欧洲联盟", "主席"])


def some(strategy, most=3):
    return st.lists(strategy, max_size=most)


def nodes(children):
    return st.builds(
        Node, type=st.sampled_from(get_args(NodeType)), eid=EIDS, num=st.none() | TEXT, heading=st.none() | TEXT,
        text=TEXT,
        notes=some(MARKS, 2), children=children, rows=st.none() | some(some(TEXT)), spans=st.just([]), line=st.just(1),
        page=st.none(),
    )  # fmt: skip


NODE = st.recursive(nodes(st.just([])), lambda inner: nodes(some(inner)), max_leaves=6)
PLACE = {
    "eid": EIDS,
    "offset": st.tuples(NUMBERS, NUMBERS),
    "part": st.sampled_from(get_args(Part)),
    "cell": st.none() | st.tuples(NUMBERS, NUMBERS),
    "paragraph": st.none(),
}
SPEAKER = st.builds(
    Speaker, **PLACE, text=NAMES, name=NAMES, kind=st.sampled_from(["state", "organization", "office", "person"]),
    iso3=st.none() | st.sampled_from(["ESP", "", "1"]), role=st.none() | st.sampled_from(["representative", "", "<"]),
    on_behalf_of=st.none() | NAMES,
)  # fmt: skip
DOCUMENT = st.builds(
    Document,
    source=st.builds(
        Source, sha256=st.sampled_from(["ab12" * 16, "", "<"]), format=st.just("text"), characters=NUMBERS,
        lines=NUMBERS,
    ),
    meta=st.builds(
        Meta, symbol=st.none() | TEXT | st.sampled_from(["A/CONF.213/9", "S/RES/1325(2000)"]), symbols=some(TEXT, 1),
        kind=st.sampled_from(get_args(Kind)), title=st.none() | TEXT, organ=st.none() | NAMES, topic=st.none() | TEXT,
        date=st.none() | DATES, job_number=st.none() | TEXT, agenda_items=some(TEXT, 1), keywords=some(TEXT, 2),
    ),
    preface=some(NODE), preamble=some(NODE), body=some(NODE), conclusions=some(NODE, 2), annexes=some(NODE),
    footnotes=some(
        st.builds(
            Footnote, marker=MARKS.map(lambda mark: mark.marker), text=TEXT, eid=EIDS,
            anchor=st.none() | st.builds(Anchor, eid=EIDS, offset=NUMBERS),
        )
    ),
    symbols=some(st.builds(Symbol, **PLACE, text=TEXT, symbol=TEXT)),
    references=some(st.builds(Reference, **PLACE, text=TEXT, symbol=st.none() | TEXT, target=st.none() | EIDS)),
    dates=some(st.builds(Date, **PLACE, text=TEXT, start=DATES, end=DATES)),
    meetings=some(st.builds(Meeting, **PLACE, text=TEXT, numbers=some(NUMBERS), kind=st.none() | TEXT)),
    speakers=some(SPEAKER),
)  # fmt: skip


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(DOCUMENT, st.booleans())
def test_any_document_makes_valid_xml(document: Document, pretty: bool) -> None:
    xml = write_akn(document, markup_date="2026-01-01", pretty=pretty)
    errors = [finding for finding in check_akn(xml) if finding.severity == "error"]
    assert not errors
    assert write_akn(document, markup_date="2026-01-01", pretty=pretty) == xml
    assert _text_of(xml) == _text(document)


@given(st.text(st.characters(exclude_categories=())))
def test_escaping_is_undone_exactly(text: str) -> None:
    node = Node(type="paragraph", num=text or "1", eid="para_1", line=1)
    document = Document(source=Source(sha256="0", format="text", characters=0, lines=0), meta=Meta(), body=[node])
    xml = write_akn(document, markup_date="2026-01-01", pretty=False).decode()
    assert read_back(xml) == (text or "1")


def _text(document: Document) -> Counter[str]:
    """What the XML must hold: counted from the models, without the writer's help."""
    parts = []
    for node in all_nodes(document):
        parts += [node.num or "", node.heading or "", node.text, *(mark.marker for mark in node.notes)]
        parts += [cell for row in node.rows or [] for cell in row]
    for note in document.footnotes:
        parts += [note.marker, note.text]
    return Counter("".join("".join(parts).split()))


def _text_of(xml: bytes) -> Counter[str]:
    """What an XML parser finds: text, marked characters, and markers, a called note's twice."""
    parts: list[str] = []
    for element in etree.fromstring(xml).iter():
        if element.tag == f"{AKN}marker":
            parts.append(chr(int(element.get("name")[2:], 16)))
        marker = element.get("marker") or ""
        for code in (0, 1):
            marker = marker.replace(f"[U+{code:04X}]", chr(code))
        marker = marker.replace("[U+005B]", "[")
        called = element.tag == f"{AKN}authorialNote" and element.get("class") is None
        parts += [marker] * (2 if called else 1)
        parts += [element.text or "", element.tail or ""]
    return Counter("".join("".join(parts).split()))
