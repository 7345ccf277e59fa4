"""One HTML page for a person to read, cite from and check: nothing is loaded from elsewhere, all text is escaped.

The document is there without JavaScript; with it come the citation at a click, the outline that follows the reader, and
the source view: the damaged text beside the result. The page's own policy (CSP) lets only its own script run.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from undoc.provenance import Owner, every_node, source_lines
from undoc.tree import REGIONS
from undoc.write.html_cite import citations, document_name
from undoc.write.html_inline import Inline, fragment
from undoc.write.html_panels import Places, documents_cited, regional_bars, speaker_rows, timeline
from undoc.write.html_units import Units
from undoc.write.html_words import word

if TYPE_CHECKING:
    from undoc.model import Document, Node

_TEMPLATES = Path(__file__).parent / "templates"
_FACTS = ("kind", "organ", "session", "date", "agenda_items", "original_language", "distribution", "keywords")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_DEEPEST_ENTRY = 4  # of the outline


@dataclass(slots=True)
class Entry:
    """A line of the outline. level: from 1."""

    level: int
    link: str
    label: str


def write_html(document: Document, source: str | None = None) -> str:
    """The page.

    source: the decoded text that the document's spans count in, for the source view; without it there is none.
    """
    cited = citations(document)
    inline = Inline(document, {node.eid for node in every_node(document)})
    units = Units(inline, cited)
    regions = {region: list(units.of(getattr(document, region))) for region in REGIONS}
    unplaced = [units.aside(note) for note in inline.unplaced]
    places = Places(document, cited)
    values = {
        "document": document,
        "meta": document.meta,
        "name": document_name(document),
        "language": document.meta.language or "zh-Hans",
        "facts": _facts(document),
        "titled": units.titled,
        "regions": regions,
        "unplaced": unplaced,
        "outline": list(_outline(document)),
        "speakers": speaker_rows(document, places, inline.spoken),
        "timeline": timeline(document, places),
        "bars": regional_bars(document),
        "cited": documents_cited(document, places),
        "source": None if source is None else _packed(source, document),
        "doubts": sum(diagnostic.line is not None for diagnostic in document.diagnostics),
    }
    return _page().render(values)


@lru_cache(maxsize=1)
def _page() -> Template:
    """The page's template, with its style, its script, and the policy that lets this script run and no other."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    script = (_TEMPLATES / "page.js").read_text("utf-8")
    digest = b64encode(sha256(script.encode()).digest()).decode()
    environment.globals.update(
        style=Markup((_TEMPLATES / "page.css").read_text("utf-8")),
        script=Markup(script),
        policy=f"{_POLICY}; script-src 'sha256-{digest}'",
    )
    return environment.get_template("page.html")


def _facts(document: Document) -> list[tuple[str, str]]:
    """What the document says of itself, for a strip below its title."""
    facts = []
    for name in _FACTS:
        value = getattr(document.meta, name)
        if not value or (name, value) == ("kind", "other"):
            continue
        if name in ("kind", "distribution"):
            value = word(name, value)
        elif name == "original_language":
            value = word("language", value)
        facts.append((word("fact", name), "、".join(value) if isinstance(value, list) else str(value)))
    return facts


def _outline(document: Document) -> Iterator[Entry]:
    """Sections, annexes and turns of speakers; the parts of a resolution."""
    if document.preamble:
        yield Entry(1, fragment(document.preamble[0].eid), "序言部分")
        if document.body and document.body[0].type not in ("section", "annex"):
            yield Entry(1, fragment(document.body[0].eid), "执行部分")
    stack: list[tuple[Node, int]] = [(node, 1) for node in reversed((*document.body, *document.annexes))]
    while stack:
        node, level = stack.pop()
        if node.type in ("section", "annex", "speech"):
            label = " ".join(filter(None, (node.num, node.heading))).rstrip("：:")
            if label:
                yield Entry(min(level, _DEEPEST_ENTRY), fragment(node.eid), label)
            stack += [(child, level + 1) for child in reversed(node.children)]


def _packed(source: str, document: Document) -> str:
    """The source's lines and what became of them, deflated, in base 64: a text of Chinese shrinks to less than half.

    JSON: ``owners`` as [eid, name in Chinese, sort], ``lines`` as [number, page, doubts, text, owner, text, owner, …],
    owner: index or -1; lines without ink are left out and are seen by the numbers.
    """
    indexes: dict[int, int] = {}
    owners: list[list[str | None]] = []
    lines: list[list[Any]] = []
    for line in source_lines(source, document):
        if not any(piece.owner for piece in line.pieces):
            continue
        row: list[Any] = [line.number, line.page, [f"{doubt.code}: {doubt.message}" for doubt in line.doubts]]
        for piece in line.pieces:
            index = -1
            if piece.owner is not None:
                index = indexes.setdefault(id(piece.owner), len(indexes))
                if index == len(owners):
                    owners.append(_owner(piece.owner))
            row += [piece.text, index]
        lines.append(row)
    data = json.dumps({"owners": owners, "lines": lines}, ensure_ascii=False, separators=(",", ":")).encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return b64encode(packer.compress(data) + packer.flush()).decode()


def _owner(owner: Owner) -> list[str | None]:
    name = word("furniture" if owner.sort == "furniture" else "unit", owner.name)
    return [owner.eid, f"{name} {owner.num}" if owner.num else name, owner.sort]
