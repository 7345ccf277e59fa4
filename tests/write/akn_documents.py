"""Small documents made by hand for the tests of Akoma Ntoso, and what to ask of their XML."""

from __future__ import annotations

import re

from lxml import etree

from undoc.check.akn import check_akn
from undoc.model import Annotation, Document, Meta, Node, Source
from undoc.write import akn
from undoc.write.akn import write_akn

AKN = {"a": akn.NAMESPACE}


def node(type: str, eid: str, text: str = "", **more) -> Node:
    return Node(type=type, eid=eid, text=text, line=1, **more)


def document(body: list[Node] | None = None, kind: str = "report", **more) -> Document:
    meta = more.pop("meta", {})
    return Document(
        source=Source(sha256="0123456789abcdef" * 4, format="text", characters=1, lines=1),
        meta=Meta(kind=kind, **meta),
        body=body or [],
        **more,
    )


def written(made: Document, **more) -> str:
    """The XML, after all checks: no finding at all, not even a warning."""
    xml = write_akn(made, markup_date="2026-01-01", **more)
    assert check_akn(xml) == []
    return xml.decode()


def tree(made: Document) -> etree._Element:
    return etree.fromstring(written(made).encode())


def one(root: etree._Element, path: str) -> etree._Element:
    found = root.xpath(path, namespaces=AKN)
    assert len(found) == 1, path
    return found[0]


def body_of(made: Document) -> str:
    """The main body on one line."""
    return re.search(r"<mainBody.*</mainBody>", written(made, pretty=False))[0]


def find(text: str, words: str, eid: str, model: type[Annotation], **more) -> Annotation:
    start = text.index(words)
    return model(text=words, eid=eid, offset=(start, start + len(words)), **more)
