"""Whatever document the models accept, its Akoma Ntoso is valid, its eIds are unique, its links lead somewhere."""

from __future__ import annotations

from collections import Counter

from fuzz.strategies import DOCUMENTS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from undoc.check.akn import check_akn
from undoc.model import Document, Meta, Node, Source
from undoc.write.akn import all_nodes, write_akn
from undoc.write.akn_xml import read_back

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(DOCUMENTS, st.booleans())
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
